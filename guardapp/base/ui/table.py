"""Tables over frozen dataclasses: a model with columns of functions, and its view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.parts import EmptyState
from guardapp.base.ui.tokens import Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its words, each row's text, and how it stands.

    `tone` colours a cell's text, or makes it a pill with `badge`; `sort` gives the key a click on
    the head sorts by (the folded text otherwise); `width` is in average characters, 0 by content,
    and the columns with `stretch` share what is left.
    """

    title: str
    text: Callable[[R], str]
    align: Literal["left", "right", "centre"] = "left"
    tone: Callable[[R], Tone | None] | None = None
    badge: bool = False
    sort: Callable[[R], Any] | None = None
    width: int = 0
    stretch: bool = False
    tip: Callable[[R], str] | None = None
    strong: bool = False


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of dataclasses under columns of functions; sorted in memory, for lists that fit."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QWidget | None = None,
        row_tone: Callable[[R], Tone | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[R] = []
        self._row_tone = row_tone
        self._sorted: tuple[int, Qt.SortOrder] = -1, Qt.SortOrder.AscendingOrder

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in the order given or the one clicked."""
        self.beginResetModel()
        self.rows = self._ordered(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's words and alignment."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role > Qt.ItemDataRole.UserRole:
            if role == TONE_ROLE and index.isValid():
                tone = self.columns[index.column()].tone
                return tone(self.rows[index.row()]) if tone else None
            if role == ROW_ROLE and index.isValid() and self._row_tone:
                return self._row_tone(self.rows[index.row()])
            return None
        if role in _ANSWERS and index.isValid():
            return _ANSWERS[Qt.ItemDataRole(role)](
                self.columns[index.column()], self.rows[index.row()]
            )
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 keeps the order given."""
        self._sorted = column, order
        self.show_rows(self.rows)

    def _ordered(self, rows: Sequence[R]) -> list[R]:
        column, order = self._sorted
        if not 0 <= column < len(self.columns):
            return list(rows)
        chosen = self.columns[column]
        key = chosen.sort or (lambda one: fold(chosen.text(one)))
        return sorted(rows, key=key, reverse=order == Qt.SortOrder.DescendingOrder)


def _display(column: Column[R], one: R) -> str:
    return column.text(one)


def _tip(column: Column[R], one: R) -> str | None:
    return column.tip(one) if column.tip else None


def _alignment(column: Column[R], one: R) -> Qt.AlignmentFlag:
    return _ALIGN[column.align]


def _foreground(column: Column[R], one: R) -> QColor | None:
    tone = column.tone(one) if column.tone and not column.badge else None
    return look.colour(tone) if tone else None


def _font(column: Column[R], one: R) -> QFont | None:
    return look.font(weight=QFont.Weight.DemiBold) if column.strong else None


_ANSWERS: dict[Qt.ItemDataRole, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: _display,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.ForegroundRole: _foreground,
    Qt.ItemDataRole.FontRole: _font,
}


class _CellPainter(QStyledItemDelegate):
    """Draws a row's tone behind its cells and states as pills."""

    def __init__(self, badges: frozenset[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._badges = badges

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tone = index.data(ROW_ROLE)
        if tone and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.soft(tone))
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() in self._badges and index.data():
            self._pill(painter, option, index)
        else:
            super().paint(painter, option, index)

    def _pill(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, sizes = look.colours(), look.sizes()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        shade = colours.tones[index.data(TONE_ROLE) or Tone.NEUTRAL]
        font = look.font(sizes.small, QFont.Weight.DemiBold)
        painter.save()
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        room = option.rect.width() - 2 * sizes.m
        text = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room - 2 * sizes.s
        )
        width = min(metrics.horizontalAdvance(text) + 2 * sizes.s, room)
        height = metrics.height() + sizes.xs
        pill = QRectF(
            option.rect.x() + sizes.m, option.rect.center().y() - height / 2 + 1, width, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface if index.data(ROW_ROLE) else shade.soft))
        painter.drawRoundedRect(pill, sizes.radius, sizes.radius)
        painter.setPen(QColor(shade.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class Table(QTableView, Generic[R]):
    """A list of rows to read, choose from and open; an empty one says what to do.

    `chosen` carries the selected row or None, `opened` the row that Enter or a double click named.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
        *,
        row_tone: Callable[[R], Tone | None] | None = None,
        key: Callable[[R], Any] | None = None,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self.rows_model: RowsModel[R] = RowsModel(columns, self, row_tone)
        self._key = key
        self._empty = empty
        self.setModel(self.rows_model)
        self._set_manners(several)
        badges = frozenset(i for i, one in enumerate(columns) if one.badge)
        self.setItemDelegate(_CellPainter(badges, self))
        self._set_widths()
        if empty is not None:
            empty.setParent(self.viewport())
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(self._double_clicked)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the selection stays where `key` finds the same things again."""
        kept = {self._key(one) for one in self.selected_rows()} if self._key else set()
        self.rows_model.show_rows(rows)
        if kept and self._key:
            for number, one in enumerate(self.rows_model.rows):
                if self._key(one) in kept:
                    self.selectRow(number)
        self._place_empty()
        self._fit()

    def rows(self) -> list[R]:
        """Return the rows in the order shown."""
        return self.rows_model.rows

    def selected(self) -> R | None:
        """Return the selected row, the first of several, or None."""
        found = self.selected_rows()
        return found[0] if found else None

    def selected_rows(self) -> list[R]:
        """Return all selected rows in the order shown."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows_model.rows[number] for number in numbers]

    def select(self, wanted: Callable[[R], bool]) -> bool:
        """Select the first row that `wanted` accepts; say whether there was one."""
        for number, one in enumerate(self.rows_model.rows):
            if wanted(one):
                self.selectRow(number)
                self.scrollTo(self.rows_model.index(number, 0))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected row by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            one = self.selected()
            if one is not None:
                self.opened.emit(one)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty state in the middle."""
        super().resizeEvent(event)
        self._place_empty()

    def sizeHint(self) -> QSize:
        """Ask for room for some rows."""
        rows = min(max(len(self.rows_model.rows), 4), 12)
        return QSize(super().sizeHint().width(), (rows + 1) * look.sizes().row)

    def _set_manners(self, several: bool) -> None:
        self.setProperty("part", "table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if several
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.sizes().row)
        head = self.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setHighlightSections(False)
        head.setDefaultAlignment(_ALIGN["left"])
        head.setSectionsClickable(True)

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        for number, one in enumerate(self.rows_model.columns):
            if one.stretch:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            elif one.width:
                width = self.fontMetrics().averageCharWidth() * one.width + 2 * look.sizes().m
                self.setColumnWidth(number, width)

    def _fit(self) -> None:
        for number, one in enumerate(self.rows_model.columns):
            if not one.stretch and not one.width:
                self._fit_column(number, one)

    def _fit_column(self, number: int, one: Column[R]) -> None:
        metrics = self.fontMetrics()
        texts = [one.text(each) for each in self.rows_model.rows[:200]]
        widest = max(map(metrics.horizontalAdvance, [*texts, f"{one.title} ▾"]))
        self.setColumnWidth(number, widest + 2 * look.sizes().l)

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(not self.rows_model.rows)

    @Slot(QItemSelection, QItemSelection)
    def _selection_changed(self, now: QItemSelection, before: QItemSelection) -> None:
        self.chosen.emit(self.selected())

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows_model.rows[index.row()])
