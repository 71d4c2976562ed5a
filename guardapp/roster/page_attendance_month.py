"""The month's timesheet on screen: each guard's hours by class, rest and overtime of the year."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, EmptyState, ghost_button, label
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, hours_text, pgettext
from guardapp.roster.document_timesheet import TimesheetDocument, TimesheetLine

_SESSIONS, _REST = 7, 8


def _sessions(one: TimesheetLine) -> str:
    of = one.figures
    told = (of.sessions, of.sessions_weekly, of.sessions_holiday)
    return "/".join(str(part) for part in told) if any(told) else ""


def _rest(one: TimesheetLine) -> str:
    of = one.figures
    told = (of.rest_due, of.rest_taken, one.rest_left)
    return "/".join(str(part) for part in told) if any(told) else ""


def _remarks(one: TimesheetLine) -> str:
    parts = [one.remark] if one.remark else []
    if one.unsettled:
        parts.append(_("{n} ca chưa chấm, tính theo lịch").format(n=one.unsettled))
    if one.late:
        parts.append(_("đi muộn: {n}").format(n=one.late))
    return "; ".join(parts)


class MonthView(QWidget):
    """The timesheet in a table, and its sums."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        self._limits = (0, 0)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        facts = QHBoxLayout()
        facts.setSpacing(sizes.s)
        self.work = self._fact(facts, _("Tổng giờ trực"))
        self.overtime = self._fact(facts, _("Giờ làm thêm"))
        self.rest = self._fact(facts, _("Ngày nghỉ bù còn"))
        self.over = label("", "strong", Tone.WARNING, parent=self)
        self.waiting = ghost_button("", icon="circle-alert", parent=self)
        facts.addWidget(self.over)
        facts.addStretch(1)
        facts.addWidget(self.waiting)
        lines.addLayout(facts)
        card = Card(parent=self).flush()
        empty = EmptyState(
            "clipboard-check",
            _("Chưa có bảo vệ nào để chấm công"),
            _("Thêm bảo vệ ở trang «Nhân sự, vị trí» và công bố lịch trực của tháng."),
        )
        self.table: Table[TimesheetLine] = Table(
            self._columns(), empty, card, key=lambda one: one.guard
        )
        card.body.addWidget(self.table)
        lines.addWidget(card, 1)
        words = _(
            "Ngày nghỉ hằng tuần: ngày trống cuối cùng của tuần theo lịch trực; với phiên trực "
            "24/24 là thứ Bảy, Chủ nhật. Giờ đêm, làm thêm nằm trong ba cột giờ đầu."
        )
        self.balances = ghost_button(_("Số dư đầu kỳ"), icon="history", parent=self)
        foot = QHBoxLayout()
        foot.addWidget(label(words, "small", wrap=True, parent=self), 1)
        foot.addWidget(self.balances)
        lines.addLayout(foot)
        self.table.opened.connect(self.opened)

    def show_sheet(self, document: TimesheetDocument, limits: tuple[int, int]) -> None:
        """Show a month; `limits` are the most overtime of a month and of a year in minutes."""
        self._limits = limits
        self.table.show_rows(document.lines)
        for place, told in ((_SESSIONS, _sessions), (_REST, _rest)):
            self.table.setColumnHidden(place, not any(map(told, document.lines)))
        total = document.total
        over = sum(self._over(one) is not None for one in document.lines)
        unsettled = sum(one.unsettled for one in document.lines)
        self.work.setText(hours_text(total.minutes) or "0")
        self.overtime.setText(hours_text(total.overtime) or "0")
        self.rest.setText(str(sum(one.rest_left for one in document.lines)))
        self.over.setText(_("{n} người quá mức tháng").format(n=over) if over else "")
        self.waiting.setText(_("{n} ca chưa chấm").format(n=unsettled))
        self.waiting.setVisible(bool(unsettled))

    def _fact(self, facts: QHBoxLayout, name: str) -> QLabel:
        facts.addWidget(label(name, "muted", parent=self))
        value = label("", "strong", parent=self)
        facts.addWidget(value)
        facts.addSpacing(look.sizes().m)
        return value

    def _over(self, one: TimesheetLine) -> Tone | None:
        return Tone.WARNING if one.figures.overtime > self._limits[0] else None

    def _over_year(self, one: TimesheetLine) -> Tone | None:
        return Tone.DANGER if one.overtime_year > self._limits[1] else None

    def _columns(self) -> list[Column[TimesheetLine]]:
        def hours(name: str, part: str, width: int) -> Column[TimesheetLine]:
            def minutes(one: TimesheetLine) -> int:
                return int(getattr(one.figures, part))

            def shown(one: TimesheetLine) -> str:
                return hours_text(minutes(one))

            return Column[TimesheetLine](name, shown, "right", sort=minutes, width=width)

        return [
            Column[TimesheetLine](_("Họ và tên"), lambda one: one.name, strong=True, width=16),
            hours(pgettext("hours", "Thường"), "normal", 7),
            hours(_("Nghỉ tuần"), "weekly", 8),
            hours(_("Lễ, Tết"), "holiday", 7),
            hours(_("Đêm"), "night", 5),
            Column[TimesheetLine](
                _("Làm thêm"),
                lambda one: hours_text(one.figures.overtime),
                align="right",
                tone=self._over,
                sort=lambda one: one.figures.overtime,
                width=8,
            ),
            Column[TimesheetLine](
                _("Lũy kế"),
                lambda one: hours_text(one.overtime_year),
                align="right",
                tone=self._over_year,
                sort=lambda one: one.overtime_year,
                width=7,
            ),
            Column[TimesheetLine](
                "24/24",
                _sessions,
                align="right",
                width=6,
                tip=lambda one: _("Phiên trực 24/24: ngày thường / nghỉ tuần / lễ, Tết"),
            ),
            Column[TimesheetLine](
                pgettext("hours", "Nghỉ bù"),
                _rest,
                align="right",
                width=7,
                sort=lambda one: one.rest_left,
                tip=lambda one: _("Ngày nghỉ bù: phát sinh / đã nghỉ / còn"),
            ),
            Column[TimesheetLine](_("Ghi chú"), _remarks, stretch=True, tip=_remarks),
        ]
