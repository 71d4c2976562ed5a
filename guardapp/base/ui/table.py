"""The table of a page: a list to read, choose from and open, with an empty state."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QItemSelection, QModelIndex, QRectF, QSize, Qt, Signal, Slot
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

from guardapp.base.ui import look
from guardapp.base.ui.parts import EmptyState
from guardapp.base.ui.table_model import ALIGN, ROW_ROLE, TONE_ROLE, Column, Index, R, RowsModel
from guardapp.base.ui.tokens import Tone

__all__ = ["Column", "RowsModel", "Table"]

LEAST_STRETCHED: Final = 16
LEAST_SHRUNK: Final = 12
"""Average letters that a stretched column and a shrunk one keep."""


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
        """Keep the empty state in the middle, and the columns in the room there is."""
        super().resizeEvent(event)
        self._place_empty()
        self._fit()

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
        head.setDefaultAlignment(ALIGN["left"])
        head.setSectionsClickable(True)

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        columns = self.rows_model.columns
        head.setStretchLastSection(not any(one.stretch for one in columns))
        for number, one in enumerate(columns):
            if one.stretch:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            elif one.width:
                width = self.fontMetrics().averageCharWidth() * one.width + 2 * look.sizes().m
                self.setColumnWidth(number, width)

    def _fit(self) -> None:
        """Give columns the width of their texts, and less to the wide ones where room is scarce."""
        columns = self.rows_model.columns
        wanted = {
            number: self._text_width(one)
            for number, one in enumerate(columns)
            if not one.stretch and not one.width
        }
        letter = self.fontMetrics().averageCharWidth()
        fixed = sum(self.columnWidth(n) for n, one in enumerate(columns) if one.width)
        fixed += sum(letter * LEAST_STRETCHED for one in columns if one.stretch)
        over = fixed + sum(wanted.values()) - self.viewport().width()
        giving = {n: wanted[n] - letter * LEAST_SHRUNK for n in wanted if not columns[n].badge}
        giving = {n: room for n, room in giving.items() if room > 0}
        share = min(max(over, 0) / max(sum(giving.values()), 1), 1)
        for number, width in wanted.items():
            self.setColumnWidth(number, width - round(giving.get(number, 0) * share))

    def _text_width(self, one: Column[R]) -> int:
        metrics = self.fontMetrics()
        texts = [one.text(each) for each in self.rows_model.rows[:200]]
        widest = max(map(metrics.horizontalAdvance, [*texts, f"{one.title} ▾"]))
        return widest + 2 * look.sizes().l

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
