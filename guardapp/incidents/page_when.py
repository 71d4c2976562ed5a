"""The field for when it happened: presets for what is usual, a span, about, or only the day."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from guardapp.base import clock
from guardapp.base.clock import HOUR, MINUTE, Clock
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.moments import DateTimeField
from guardapp.base.ui.parts import label, row
from guardapp.base.words import _
from guardapp.incidents import rules
from guardapp.incidents.model import When

NOW: Final = "now"
HOUR_AGO: Final = "hour_ago"
Span = tuple[When, int, int | None]


class WhenField(QWidget):
    """When it happened; its value is (how known, from, to) in ms UTC, or None."""

    changed = Signal()

    def __init__(self, of: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = of
        self.way = Segments(
            [
                (NOW, _("Vừa xảy ra")),
                (HOUR_AGO, _("1 giờ trước")),
                (When.EXACT, _("Vào lúc")),
                (When.RANGE, _("Từ – đến")),
                (When.ABOUT, _("Khoảng")),
                (When.UNKNOWN, _("Không rõ giờ")),
            ],
            self,
        )
        today = self._today()
        self.start = DateTimeField(today, self)
        self.end = DateTimeField(today, self)
        self._to: QLabel = label(_("đến"), "muted", parent=self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().s)
        lines.addWidget(self.way)
        lines.addLayout(row(self.start, self._to, self.end, None))
        for field in (self.start, self.end):
            field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 38)
            field.time.setAccessibleName(_("Giờ"))
            field.day.setAccessibleName(_("Ngày"))
            field.changed.connect(self.changed)
        self.setFocusProxy(self.way)
        self.way.changed.connect(self._chosen)
        self._show()

    @staticmethod
    def today_of(of: Clock) -> date:
        """Return the local date of a clock."""
        return clock.local_date(of.now_ms())

    def _today(self) -> date:
        return self.today_of(self._clock)

    def value(self) -> Span | None:
        """Return how the time is known with its bounds, or None where it is not said yet."""
        way = self.way.value()
        if way is None or self.problem():
            return None
        if way is When.UNKNOWN:
            day = self.start.day.value()
            return None if day is None else (way, *rules.day_span(clock.at(day, 0)))
        start = self.start.value()
        if start is None:
            return None
        if way is When.RANGE:
            end = self.end.value()
            return None if end is None else (way, start, end)
        return (When.EXACT if isinstance(way, str) else way, start, None)

    def set_value(self, value: Any) -> None:
        """Show (how known, from, to), or nothing for None."""
        if value is None:
            self.way.set_value(None)
            self.start.set_value(None)
            self.end.set_value(None)
            return
        way, start, end = value
        self.way.set_value(way)
        self.start.set_value(start)
        self.end.set_value(end if way is When.RANGE else None)

    def problem(self) -> str:
        """Say which date or time cannot be read."""
        way = self.way.value()
        if way is None:
            return ""
        if way is When.UNKNOWN:
            return self.start.day.problem()
        return self.start.problem() or (self.end.problem() if way is When.RANGE else "")

    def to_draft(self) -> Any:
        """Return the choice and the texts as they stand."""
        return [self.way.to_draft(), self.start.to_draft(), self.end.to_draft()]

    def from_draft(self, state: Any) -> None:
        """Show a state that `to_draft` returned."""
        way, start, end = state
        self.way.from_draft(way)
        self.start.from_draft(start)
        self.end.from_draft(end)
        self._show()

    @Slot()
    def _chosen(self) -> None:
        way, now = self.way.value(), self._clock.now_ms() // MINUTE * MINUTE
        if way == NOW:
            self.start.set_value(now)
        elif way == HOUR_AGO:
            self.start.set_value(now - HOUR)
        elif way is not None and not self.start.day.text():
            self.start.day.set_value(self._today())
        if way is When.RANGE and not self.end.day.text():
            self.end.day.set_value(self.start.day.value())
        self._show()
        if self.isVisible() and way in (When.EXACT, When.RANGE, When.ABOUT):
            self.start.time.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        way = self.way.value()
        self.start.setVisible(way is not None)
        self.start.time.setVisible(way is not When.UNKNOWN)
        self._to.setVisible(way is When.RANGE)
        self.end.setVisible(way is When.RANGE)
