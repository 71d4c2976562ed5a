"""Attendance: today's shifts and how they stand, what waits for a decision, the month's sheet."""

from datetime import date, timedelta
from enum import Enum
from functools import partial
from typing import Any, ClassVar, Final, Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from guardapp.base import access, settings
from guardapp.base.access import Right, may
from guardapp.base.clock import local_date
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, EmptyState, button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, datetime_text
from guardapp.people import store as people
from guardapp.roster import actions_attendance as actions
from guardapp.roster import gather_timesheet as timesheet
from guardapp.roster import store_attendance as store
from guardapp.roster.document_timesheet import TimesheetDocument
from guardapp.roster.gather_attendance import DutyRow, duty_rows, waiting
from guardapp.roster.model import Month, month_text
from guardapp.roster.model_attendance import Balances, Record, Signing
from guardapp.roster.page_attendance_duties import DutiesView
from guardapp.roster.page_attendance_month import MonthView
from guardapp.roster.page_attendance_record import OpeningDialog, OutsideDialog, RecordDialog
from guardapp.roster.page_export import TimesheetExport
from guardapp.roster.page_steps import DaySteps
from guardapp.roster.signing_timesheet import sign_timesheet


class View(Enum):
    """What the page shows."""

    DAY = "day"
    WAITING = "waiting"
    MONTH = "month"


VIEW_WORDS: Final = {
    View.DAY: N_("Trong ngày"),
    View.WAITING: N_("Cần xử lý"),
    View.MONTH: N_("Bảng tháng"),
}


class AttendancePage(Page):
    """Who came, who did not, and what it adds up to."""

    kinds: ClassVar = ("roster.", "people.", "base.parameters")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._day = local_date(shell.journal.clock.now_ms())
        self._signed: Signing | None = None
        signs = may(shell.session, Right.SIGN_TIMESHEET)
        records = may(shell.session, Right.RECORD_ATTENDANCE)
        self.sign = button(_("Ký khóa tháng"), self.ask_signature, "lock", self)
        self.add_action(self.sign)
        self.sign.setVisible(signs)
        self.export = TimesheetExport(self, self._month)
        self.add_action(button(_("Xuất Excel"), self.export.ask, "file-spreadsheet", self))
        self.set_primary(primary_button(_("In bảng chấm công"), self.ask_size, "printer", self))
        answer = button(_("Nhập số dư"), self.ask_openings, parent=self)
        answer.setVisible(signs)
        self.banner = Banner(Tone.INFO, "", answer, self)
        self.body.addWidget(self.banner)
        self.body.addLayout(self._bar())
        self.day_view = DutiesView(_no_shifts(), self, dated=False, records=records)
        self.waiting_view = DutiesView(_nothing_waits(), self, dated=True, records=records)
        self.month_view = MonthView(self)
        self._stack = QStackedWidget(self)
        for view in (self.day_view, self.waiting_view, self.month_view):
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        for listed in (self.day_view, self.waiting_view):
            listed.asked.connect(self.ask_record)
            listed.confirmed.connect(self.ask_as_rostered)
            listed.added.connect(self.ask_outside)
        self.day_view.waiting.lead(self._to_waiting)
        self.month_view.waiting.clicked.connect(self._to_waiting)
        self.month_view.balances.clicked.connect(self.ask_openings)
        self.month_view.balances.setVisible(signs)

    def title(self) -> str:
        """Return the page's name."""
        return _("Chấm công")

    def subtitle(self) -> str:
        """Say where attendance comes from, or who locked the month."""
        if self._signed is None:
            return _("Tháng {month} chưa ký khóa").format(month=month_text(self.month))
        who = access.account_name(self.shell.journal.tables, self._signed.by)
        return _("{name} ký khóa lúc {time}; sửa sau đó tính vào tháng sau").format(
            name=who, time=datetime_text(self._signed.at)
        )

    def _bar(self) -> QHBoxLayout:
        self.views = Segments([(view, _(words)) for view, words in VIEW_WORDS.items()], self)
        self.views.set_value(View.DAY)
        self.views.changed.connect(self._turned)
        self.steps = DaySteps(self)
        self.steps.stepped.connect(self._step)
        self.steps.today.connect(self._to_today)
        line = QHBoxLayout()
        line.addWidget(self.views)
        line.addStretch(1)
        line.addWidget(self.steps)
        return line

    @property
    def month(self) -> Month:
        """Return the month of what is shown."""
        return Month.of(self._day)

    def _month(self) -> Month:
        return self.month

    def view(self) -> View:
        """Return which view is shown."""
        found = self.views.value()
        return found if isinstance(found, View) else View.DAY

    def show_subject(self, subject: Any) -> None:
        """Show the day, for a shift that nobody was recorded at."""
        self._to_today()
        self.views.set_value(View.DAY)

    def reload(self) -> None:
        """Read attendance anew."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        view, month = self.view(), self.month
        self._signed = store.signing(conn, month)
        self._show_opening()
        self.sign.setEnabled(self._signed is None)
        if view is View.MONTH:
            self._show_month(month, now)
        else:
            of_month = duty_rows(conn, month.first, month.last, now)
            left = waiting(of_month, now)
            today = [one for one in of_month if one.duty.duty_date == self._day]
            self.day_view.show_rows(today, len(left))
            self.waiting_view.show_rows(left, len(left))
        if view is View.DAY:
            self.steps.show_day(self._day)
        else:
            self.steps.show_month(month)
        self._stack.setCurrentIndex(list(View).index(view))
        self.show_head()

    def _show_month(self, month: Month, now_ms: int) -> None:
        conn = self.shell.journal.tables
        document = timesheet.document(conn, month, now_ms, preparer=self.shell.session.name)
        most = settings.parameters(conn, month.first)
        month_most, year_most = (
            most[code].number * 60 for code in ("ot_month_max_h", "ot_year_max_h")
        )
        self.month_view.show_sheet(document, (month_most, year_most))

    def _show_opening(self) -> None:
        conn = self.shell.journal.tables
        asks = may(self.shell.session, Right.SIGN_TIMESHEET) and bool(people.guards(conn))
        words = _(
            "Lần đầu dùng chấm công: hãy nhập giờ làm thêm từ đầu năm và ngày nghỉ bù còn của "
            "từng người, kể cả khi đều bằng 0."
        )
        self.banner.tell(Tone.INFO, words if asks and not store.has_openings(conn) else "")

    @Slot()
    def _turned(self) -> None:
        self.refresh()

    @Slot()
    def _to_waiting(self) -> None:
        self.views.set_value(View.WAITING)

    @Slot()
    def _to_today(self) -> None:
        self._day = local_date(self.shell.journal.clock.now_ms())
        self.refresh()

    @Slot(int)
    def _step(self, by: int) -> None:
        if self.view() is View.DAY:
            self._day += timedelta(days=by)
        else:
            month = self.month.step(by)
            self._day = min(month.first + timedelta(days=self._day.day - 1), month.last)
        self.refresh()

    @Slot(object)
    def ask_record(self, row: DutyRow) -> None:
        """Ask when a guard came and left."""
        guards = people.guards(self.shell.journal.tables)
        now = self.shell.journal.clock.now_ms()
        self.shell.ask.show(RecordDialog(row, guards, now, self._record, self))

    @Slot()
    def ask_outside(self) -> None:
        """Ask who worked without being rostered."""
        conn = self.shell.journal.tables
        guards, posts = people.guards(conn), people.posts(conn)
        self.shell.ask.show(OutsideDialog(guards, posts, self._day, self._record, self))

    def _record(self, record: Record, why: str) -> None:
        actions.record(self.shell.journal, self.shell.session, record, why)
        self.shell.ask.done(_("Đã ghi chấm công."))

    @Slot(object)
    def ask_as_rostered(self, assignments: list[int]) -> None:
        """Ask for a word on shifts that were worked as rostered."""
        title = _("{n} ca đúng như lịch?").format(n=len(assignments))
        text = _("Ca chưa chấm được ghi đủ giờ theo lịch; ca đã chấm hoặc chưa hết thì giữ nguyên.")
        self.shell.ask.reason(title, text, partial(self._as_rostered, assignments))

    def _as_rostered(self, assignments: list[int], why: str) -> None:
        count = actions.record_as_rostered(self.shell.journal, self.shell.session, assignments, why)
        self.shell.ask.done(_("Đã ghi {n} ca đúng như lịch.").format(n=count))

    @Slot()
    def ask_openings(self) -> None:
        """Ask for all guards' balances before attendance is used."""
        conn = self.shell.journal.tables
        told = store.openings(conn)
        before = {guard: base.balances for guard, (_stamp, base) in told.items()}
        first = min((base.since for _stamp, base in told.values()), default=self.month.first)
        guards = people.guards(conn)
        self.shell.ask.show(OpeningDialog(guards, before, first, self._set_openings, self))

    def _set_openings(self, as_of: date, balances: dict[int, Balances]) -> None:
        actions.set_opening_balances(self.shell.journal, self.shell.session, as_of, balances)
        self.shell.ask.done(_("Đã ghi số dư đầu kỳ."))

    @Slot()
    def ask_signature(self) -> None:
        """Ask the chief to sign the month, which locks it."""
        title = _("Ký khóa bảng chấm công tháng {month}").format(month=month_text(self.month))
        text = _(
            "{name} ký. Sau khi ký, bảng không đổi nữa; sửa chấm công của tháng này sẽ tính vào "
            "tháng sau."
        ).format(name=self.shell.session.name)
        self.shell.ask.pin(title, text, self._sign)

    def _sign(self, secret: str) -> None:
        shell, month = self.shell, self.month
        session = access.confirm(shell.journal, shell.local, shell.session.login, secret)
        sign_timesheet(shell.journal, session, month)
        self.views.set_value(View.MONTH)
        self._print(month, "A4")

    @Slot()
    def ask_size(self) -> None:
        """Ask for the paper's size and show the sheet before it is printed."""
        sizes = [("A4", _("Khổ A4")), ("A3", _("Khổ A3, chữ lớn"))]
        title = _("In bảng chấm công tháng {month}").format(month=month_text(self.month))
        self.shell.ask.choose(title, sizes, partial(self._print, self.month))

    def _print(self, month: Month, size: Literal["A4", "A3"]) -> None:
        shell = self.shell
        now = shell.journal.clock.now_ms()
        document = timesheet.document(shell.journal.tables, month, now, preparer=shell.session.name)
        name = timesheet.print_name(document, size)
        copy = settings.record_print(shell.journal, shell.session, "roster.timesheet", name)
        make = partial(_pdf, document, now, copy, size)
        shell.preview(_("Bảng chấm công"), make, f"cham-cong-{month}.pdf")


def _pdf(
    document: TimesheetDocument, printed_ms: int, copy_no: int, size: Literal["A4", "A3"]
) -> bytes:
    from guardapp.roster.sheet_timesheet import timesheet_pdf

    return timesheet_pdf(document, printed_ms, copy_no, size)


def _no_shifts() -> EmptyState:
    return EmptyState(
        "clipboard-check",
        _("Ngày này không có ca trực nào"),
        _("Công bố lịch trực ở trang «Lịch trực»; các ca sẽ hiện ở đây để chấm công."),
    )


def _nothing_waits() -> EmptyState:
    return EmptyState(
        "circle-check",
        _("Không còn ca nào cần xử lý trong tháng"),
        _("Ca đã bắt đầu mà chưa ai ghi, hoặc đã hết mà chưa có giờ về, sẽ hiện ở đây."),
    )
