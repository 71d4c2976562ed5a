"""What happened in a shift as a list of two-line entries: time, sign, words, and by whom."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guardapp.base.ui import look
from guardapp.base.ui.parts import EmptyState
from guardapp.base.ui.tokens import Tone
from guardapp.base.ui.two_lines import paint_lines, paint_sign
from guardapp.base.words import _, time_text
from guardapp.handover.document import EventLine
from guardapp.handover.gather_events import CHECKS, DEFECT, INCIDENT, ROUND
from guardapp.handover.model import CATEGORY_WORDS, Category
from guardapp.handover.page_parts import event_tone, outcome

Index = QModelIndex | QPersistentModelIndex
EVENT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
ICONS: Final = {ROUND: "footprints", CHECKS: "clipboard-check", DEFECT: "flame", INCIDENT: "siren"}
CATEGORY_ICONS: Final = {
    Category.ORDER: "shield-alert",
    Category.VISITOR: "users",
    Category.KEY: "key-round",
    Category.CALL: "phone",
    Category.FIRE: "flame",
    Category.OTHER: "notebook-pen",
}
_NOWHERE: Final = QModelIndex()


class EventsModel(QAbstractListModel):
    """The happenings of a shift in the order given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events: list[EventLine] = []

    def show_events(self, events: Sequence[EventLine]) -> None:
        """Show other happenings."""
        self.beginResetModel()
        self.events = list(events)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of happenings."""
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a happening, or its words for those who cannot see it."""
        if not index.isValid():
            return None
        event = self.events[index.row()]
        if role == EVENT_ROLE:
            return event
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{time_text(event.at)} {event.label}: {event.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (event.text, below(event))))
        return None


def _category_icon(label: str) -> str:
    names = {_(CATEGORY_WORDS[one]): icon for one, icon in CATEGORY_ICONS.items()}
    return names.get(label, "pencil")


def below(event: EventLine) -> str:
    """Return the second line of a happening: its kind, by whom, what became of it."""
    who = event.who.name if event.who else ""
    return " · ".join(filter(None, (event.label, who, outcome(event))))


class _EventPainter(QStyledItemDelegate):
    """Draws a happening in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for two lines."""
        sizes = look.sizes()
        return QSize(0, sizes.body + sizes.small + 2 * sizes.m + sizes.s)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one happening."""
        event: EventLine = index.data(EVENT_ROLE)
        colours, sizes, area = look.colours(), look.sizes(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.selection))
        painter.fillRect(
            QRect(area.left() + sizes.l, area.bottom(), area.width() - 2 * sizes.l, 1),
            QColor(colours.border),
        )
        left = area.left() + sizes.l
        left = self._time(painter, event, left, area)
        icon = ICONS.get(event.kind) or _category_icon(event.label)
        left = paint_sign(painter, icon, event_tone(event), left, area)
        words = QRect(left, area.top(), area.right() - left - sizes.l, area.height())
        quiet = look.colour(Tone.WARNING) if event.follow else None
        paint_lines(painter, event.text.replace("\n", " "), below(event), words, quiet=quiet)
        painter.restore()

    def _time(self, painter: QPainter, event: EventLine, left: int, area: QRect) -> int:
        font = look.font(weight=QFont.Weight.DemiBold)
        wide = QFontMetrics(font).horizontalAdvance("00:00") + look.sizes().m
        painter.setFont(font)
        painter.setPen(QColor(look.colours().text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, area.top(), wide, area.height()), middle, time_text(event.at))
        return left + wide


class Timeline(QListView):
    """The list of what happened; `chosen` and `opened` carry the happening."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events_model = EventsModel(self)
        self.setModel(self.events_model)
        self.setItemDelegate(_EventPainter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Nhật ký của ca"))
        self._empty = EmptyState(
            "notebook-pen",
            _("Ca này chưa có gì ghi lại"),
            _("Lượt tuần tra, kiểm tra PCCC và sự việc tự hiện ở đây. Việc khác ghi ở dòng trên."),
            parent=self.viewport(),
        )
        self.selectionModel().selectionChanged.connect(self._changed)
        self.doubleClicked.connect(self._activated)

    def show_events(self, events: Sequence[EventLine]) -> None:
        """Show other happenings; what was selected stays selected."""
        if self.events_model.events == list(events):
            self._empty.setVisible(not events)
            return
        kept = self.selected()
        self.events_model.show_events(events)
        for row, event in enumerate(events):
            if kept is not None and (event.kind, event.thing) == (kept.kind, kept.thing):
                self.setCurrentIndex(self.events_model.index(row))
        self._empty.setVisible(not events)

    def selected(self) -> EventLine | None:
        """Return the selected happening, or None."""
        rows = self.selectionModel().selectedIndexes()
        return self.events_model.events[rows[0].row()] if rows else None

    def select(self, kind: str, thing: int) -> bool:
        """Select a happening; tell whether it is there."""
        for row, event in enumerate(self.events_model.events):
            if (event.kind, event.thing) == (kind, thing):
                self.setCurrentIndex(self.events_model.index(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected happening by Enter."""
        chosen = self.selected()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.opened.emit(chosen)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty state in the middle."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())

    @Slot(QItemSelection, QItemSelection)
    def _changed(self, now: QItemSelection, before: QItemSelection) -> None:
        self.chosen.emit(self.selected())

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(EVENT_ROLE))
