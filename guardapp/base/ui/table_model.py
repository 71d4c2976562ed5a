"""The model behind a table: rows of dataclasses under columns of functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from guardapp.base.text import fold
from guardapp.base.ui import look
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


ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of dataclasses under columns of functions; sorted in memory, for lists that fit."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
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
            return ALIGN[self.columns[section].align]
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
    return ALIGN[column.align]


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
