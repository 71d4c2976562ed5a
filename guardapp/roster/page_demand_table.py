"""The table of what each post needs by shift type and weekday, edited by typing numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.table_model import ALIGN, Index
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, SHORT_WEEKDAYS, _, pgettext
from guardapp.people.model import Post
from guardapp.roster.model import WEEK_DAYS, ShiftType, post_number
from guardapp.roster.model_demand import HOLIDAY

MOST: Final = 20
POST, SHIFT, FIRST_DAY, WEEK = 0, 1, 2, 10
SATURDAY: Final = 5
DAYS: Final = (*SHORT_WEEKDAYS, N_("Lễ"))
_NOWHERE = QModelIndex()
_DOWN: Final = QAbstractItemView.CursorAction.MoveDown


@dataclass
class NeedRow:
    """A row of the table; `own` tells that the numbers are not those of the post's own hours.

    Without a shift type it stands for a post that none serves yet.
    """

    post: Post
    shift: ShiftType | None
    needed: list[int]
    own: bool = False
    first: bool = True


class NeedModel(QAbstractTableModel):
    """Rows of posts and shift types under the days of the week, the holiday and the sum."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NeedRow] = []

    def show_rows(self, rows: Sequence[NeedRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else WEEK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's words, and those of a holiday's and the sum's in full."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN["left" if section < FIRST_DAY else "centre"]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {POST: _("Vị trí trực"), SHIFT: pgettext("column", "Ca"), WEEK: _("Cả tuần")}
        return names.get(section) or _(DAYS[section - FIRST_DAY])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN["left" if column < FIRST_DAY else "centre"]
        if role == Qt.ItemDataRole.ToolTipRole and column < FIRST_DAY:
            return _tip(one, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(one, column)
        if role == Qt.ItemDataRole.FontRole and (column == WEEK or (column == POST and one.first)):
            return look.font(weight=QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.BackgroundRole and column - FIRST_DAY in (SATURDAY, 6, HOLIDAY):
            return QBrush(QColor(look.colours().raised))
        return None


def _text(one: NeedRow, column: int) -> str:
    if column == POST:
        name = f"{post_number(one.post)}  {one.post.name}" if one.first else ""
        return f"{name} *" if one.first and one.own else name
    if one.shift is None:
        return _("chưa có loại ca") if column == SHIFT else ""
    if column == SHIFT:
        return f"{one.shift.code}  {one.shift.hours}"
    if column == WEEK:
        return str(sum(one.needed[:WEEK_DAYS]))
    return str(one.needed[column - FIRST_DAY])


def _tip(one: NeedRow, column: int) -> str:
    if column == SHIFT and one.shift is not None:
        return one.shift.name
    state = _("Số đặt riêng") if one.own else _("Theo giờ trực của vị trí")
    return f"{one.post.name}\n{state}"


def _ink(one: NeedRow, column: int) -> QColor | None:
    if column == POST:
        return look.colour(Tone.ACCENT) if one.own else None
    quiet = column == SHIFT or (FIRST_DAY <= column < WEEK and not one.needed[column - FIRST_DAY])
    return QColor(look.colours().muted) if quiet else None


class NeedTable(QTableView):
    """Numbers are typed over the chosen cells; `numbers_changed` carries the rows' places."""

    numbers_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needs = NeedModel(self)
        self.setModel(self.needs)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.sizes().row - look.sizes().xs)
        self._set_widths()
        self._typed: tuple[Any, int] | None = None

    def _set_widths(self) -> None:
        head, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(POST, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(letter * 4)
        self.setColumnWidth(SHIFT, letter * 22)
        for column in range(FIRST_DAY, WEEK):
            words = self.needs.headerData(column, Qt.Orientation.Horizontal)
            self.setColumnWidth(column, max(6, len(words) + 4) * letter)
        self.setColumnWidth(WEEK, letter * 10)

    def sizeHint(self) -> QSize:
        """Ask for room for three posts with three shifts each, less on a low screen."""
        return QSize(super().sizeHint().width(), look.sizes().row * 10)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than a few rows."""
        return QSize(super().minimumSizeHint().width(), look.sizes().row * 5)

    def show_rows(self, rows: Sequence[NeedRow]) -> None:
        """Show other rows; the current cell and the place scrolled to stay."""
        current, place = self.currentIndex(), self.verticalScrollBar().value()
        row, column = max(current.row(), 0), max(current.column(), FIRST_DAY)
        self._typed = None
        self.clearSpans()
        self.needs.show_rows(rows)
        self._join_posts()
        if rows:
            self.setCurrentIndex(self.needs.index(min(row, len(rows) - 1), column))
        self.verticalScrollBar().setValue(place)

    def _join_posts(self) -> None:
        firsts = [place for place, one in enumerate(self.needs.rows) if one.first]
        for place, after in zip(firsts, [*firsts[1:], len(self.needs.rows)], strict=True):
            if after - place > 1:
                self.setSpan(place, POST, after - place, 1)

    def current_row(self) -> NeedRow | None:
        """Return the row of the current cell, or None."""
        row = self.currentIndex().row()
        return self.needs.rows[row] if 0 <= row < len(self.needs.rows) else None

    def go_to(self, row: int, day: int) -> None:
        """Choose the cell of a row and a day, from 0 for Monday to 7 for a holiday."""
        self.setCurrentIndex(self.needs.index(row, FIRST_DAY + day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put typed digits into the chosen cells; Delete puts a nought, Enter goes down."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        text = event.text()
        if event.key() in keys:
            self._typed = None
            self._put(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._typed = None
            self.setCurrentIndex(self.moveCursor(_DOWN, event.modifiers()))
        elif len(text) == 1 and text in "0123456789":
            self._put(self._number(int(text)))
        else:
            self._typed = None
            super().keyPressEvent(event)

    def _number(self, digit: int) -> int:
        """Return the digit, or the number that it makes behind the one typed just before."""
        chosen = sorted((i.row(), i.column()) for i in self.selectedIndexes())
        number = digit
        if self._typed is not None and self._typed[0] == chosen:
            longer = self._typed[1] * 10 + digit
            number = longer if longer <= MOST else digit
        self._typed = chosen, number
        return number

    def _put(self, number: int) -> None:
        changed = set()
        for index in self.selectedIndexes():
            one = self.needs.rows[index.row()]
            if FIRST_DAY <= index.column() < WEEK and one.shift is not None:
                one.needed[index.column() - FIRST_DAY] = number
                changed.add(index.row())
        if changed:
            self.numbers_changed.emit(sorted(changed))
        self.viewport().update()
