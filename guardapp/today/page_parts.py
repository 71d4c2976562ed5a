"""Parts of the page of today: a list of two-line rows that lead somewhere, and a week in bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.ui.two_lines import paint_lines, paint_sign

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Item:
    """A row: its sign, its two lines, and the page and thing it leads to."""

    icon: str
    tone: Tone
    upper: str
    lower: str
    page: str
    thing: Any = None


class ItemsModel(QAbstractListModel):
    """Rows in the order given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or its words."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.upper
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.upper}\n{item.lower}"
        return None


class _ItemPainter(QStyledItemDelegate):
    """Draws a sign and two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for two lines."""
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        item: Item = index.data(ITEM_ROLE)
        colours, sizes, area = look.colours(), look.sizes(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if focused else colours.raised))
            painter.drawRoundedRect(QRectF(area), sizes.radius, sizes.radius)
        left = paint_sign(painter, item.icon, item.tone, area.left() + sizes.s, area)
        words = QRect(left, area.top(), area.right() - left - sizes.s, area.height())
        paint_lines(painter, item.upper, item.lower, words)
        painter.restore()


def row_height() -> int:
    """Return the height of a row of two lines."""
    sizes = look.sizes()
    return sizes.body + sizes.small + 2 * sizes.m + sizes.xs


class Items(QListView):
    """Rows that lead somewhere by a click or Enter; as high as its rows."""

    wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items_model = ItemsModel(self)
        self.setModel(self.items_model)
        self.setItemDelegate(_ItemPainter(self))
        self.setProperty("part", "items")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.clicked.connect(self._clicked)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other rows."""
        self.items_model.show_items(items)
        self.setFixedHeight(row_height() * len(items) + 2)
        self.setVisible(bool(items))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the row under the cursor by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.wanted.emit(index.data(ITEM_ROLE))


class WeekBars(QWidget):
    """Seven days as bars with their counts, today in full colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[tuple[date, int, str]] = ()
        self.setFixedHeight(round(look.sizes().control * 2.4))

    def show_days(self, days: Sequence[tuple[date, int, str]]) -> None:
        """Show each day's count with its short name."""
        self._days = days
        self.setAccessibleName(", ".join(f"{name}: {count}" for _day, count, name in days))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        if not self._days:
            return
        colours, sizes = look.colours(), look.sizes()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font(sizes.small, QFont.Weight.Medium)
        painter.setFont(font)
        line = QFontMetrics(font).height()
        most = max(1, *(count for _day, count, _name in self._days))
        step = self.width() / len(self._days)
        room = self.height() - 2 * line - sizes.xs
        for place, (_day, count, name) in enumerate(self._days):
            last = place == len(self._days) - 1
            high = max(room * count / most, 3.0)
            bar = QRectF(place * step + step * 0.22, line + room - high, step * 0.56, high)
            shade = colours.tones[Tone.ACCENT]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.fill if last else colours.border))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(colours.text if count else colours.muted))
            centre = Qt.AlignmentFlag.AlignHCenter
            above = QRectF(place * step, bar.top() - line, step, line)
            painter.drawText(above, centre, str(count))
            painter.setPen(QColor(colours.muted))
            below = QRectF(place * step, self.height() - line, step, line)
            painter.drawText(below, centre, name)
        painter.end()
