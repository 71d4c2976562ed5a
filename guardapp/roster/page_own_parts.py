"""The cards above a guard's own calendar: the next shift in large type, and the month's hours."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from guardapp.base.clock import DAY, MINUTE, local_date
from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, clear, column, label
from guardapp.base.words import _, duration_text, ngettext, time_text
from guardapp.roster.model_requests import OwnDuty
from guardapp.roster.page_own_calendar import day_text
from guardapp.roster.rules_hours import Totals

MATES_SHOWN: Final = 3
NARROW_COLUMNS: Final = 2
WIDE_COLUMNS: Final = 7
WIDE_LETTERS: Final = 70


def mates_text(duty: OwnDuty) -> str:
    """Return who stands on the same shift, in few words."""
    if not duty.mates:
        return _("Không có ai cùng ca")
    shown = ", ".join(duty.mates[:MATES_SHOWN])
    rest = len(duty.mates) - MATES_SHOWN
    if rest <= 0:
        return _("Cùng ca: {names}").format(names=shown)
    return _("Cùng ca: {names} và {n} người nữa").format(names=shown, n=rest)


def post_text(duty: OwnDuty) -> str:
    """Return a shift's post with its place."""
    return " · ".join(filter(None, (duty.post, duty.place)))


class NextCard(Card):
    """When, where and with whom the guard stands next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        sizes = look.sizes()
        self._over = label("", "overline", parent=self)
        self._when = label("", "display", wrap=True, parent=self)
        self._where = label("", "heading", wrap=True, parent=self)
        self._shift = label("", "muted", wrap=True, parent=self)
        self._mates = label("", "muted", wrap=True, parent=self)
        left = column(self._over, self._when, None, spacing=sizes.xs)
        right = column(self._where, self._shift, self._mates, None, spacing=sizes.xs)
        across = QHBoxLayout()
        across.setSpacing(sizes.xl)
        across.addLayout(left, 2)
        across.addLayout(right, 3)
        self.body.addLayout(across)

    def show_duty(self, duty: OwnDuty | None, now_ms: int) -> None:
        """Show the next shift, or that there is none."""
        self._mates.setVisible(duty is not None)
        if duty is None:
            self._over.setText(_("Ca tới"))
            self._when.setText(_("Chưa có ca nào"))
            self._where.setText(_("Chưa có lịch mới"))
            self._shift.setText(_("Lịch công bố xong, ca trực tới sẽ hiện ở đây."))
            return
        one = duty.assignment
        on_it = one.start_ms <= now_ms
        self._over.setText(_("Đang trực") if on_it else _("Ca tới"))
        self._when.setText(_when(one.start_ms, now_ms))
        self._where.setText(post_text(duty))
        left = _left((one.end_ms if on_it else one.start_ms) - now_ms)
        ahead = (_("đến hết ca còn {time}") if on_it else _("còn {time}")).format(time=left)
        self._shift.setText(f"{duty.name} · {duty.hours} · {ahead}")
        self._mates.setText(mates_text(duty))


def _when(start_ms: int, now_ms: int) -> str:
    day = local_date(start_ms)
    if day == local_date(now_ms):
        return _("{time} hôm nay").format(time=time_text(start_ms))
    return f"{time_text(start_ms)} · {day_text(day)}"


def _left(left_ms: int) -> str:
    if left_ms < 2 * DAY:
        return duration_text(left_ms // MINUTE)
    return _("{n} ngày").format(n=left_ms // DAY)


class HoursCard(Card):
    """The month in numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Giờ trong tháng"), parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.sizes().l)
        self._grid.setVerticalSpacing(look.sizes().m)
        self._columns = NARROW_COLUMNS
        self._totals = Totals()
        self.body.addLayout(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        letters = self.width() // self.fontMetrics().averageCharWidth()
        columns = WIDE_COLUMNS if letters > WIDE_LETTERS else NARROW_COLUMNS
        if columns != self._columns:
            self._columns = columns
            self.show_totals(self._totals)

    def show_totals(self, of: Totals) -> None:
        """Show the month's hours by class and its shifts."""
        self._totals = of
        clear(self._grid)
        shifts = ngettext("{n} ca", "{n} shifts", of.shifts).format(n=of.shifts)
        weekends = ngettext("{n} ca", "{n} shifts", of.weekend_shifts).format(n=of.weekend_shifts)
        rests = _("{n} ngày").format(n=of.rest_days)
        facts = (
            (_("Giờ làm"), duration_text(of.minutes)),
            (_("Ban đêm"), duration_text(of.night)),
            (_("Làm thêm"), duration_text(of.overtime)),
            (_("Số ca"), shifts),
            (_("Cuối tuần"), weekends),
            (_("Ngày lễ"), duration_text(of.holiday)),
            (_("Ngày không trực"), rests),
        )
        for place, (name, value) in enumerate(facts):
            cell = column(
                label(value, "heading", parent=self), label(name, "small", parent=self), spacing=0
            )
            self._grid.addLayout(cell, place // self._columns, place % self._columns)
        for number in range(WIDE_COLUMNS):
            self._grid.setColumnStretch(number, int(number < self._columns))
