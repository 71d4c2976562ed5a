"""What the roster's pages write to files: the month, its timesheet, a guard's calendar."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from guardapp.base import identity, spreadsheet_book
from guardapp.base.clock import local_date
from guardapp.base.errors import NotFound
from guardapp.base.ui.page import Page
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.roster import gather, gather_timesheet
from guardapp.roster.model import Month
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_holidays import HolidaysDialog

SHEETS: Final = "(*.xlsx)"
CALENDARS: Final = "(*.ics)"
MONTHS_AHEAD: Final = 2


class Exports(QObject):
    """The verbs of the roster's page that write files, and the one for the public holidays."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._shell, self._desk = page, page.shell, desk
        self._month = page.add_command(_("Xuất lịch tháng ra Excel…"), self.ask_month)
        self._holidays: QAction | None = None
        if desk.may_plan:
            self._holidays = page.add_command(_("Ngày nghỉ lễ, tết…"), self.open_holidays)

    def add_to(self, files: QMenu, more: QMenu) -> None:
        """Offer the verbs in the menu for paper and files, and in the one for the rarer verbs."""
        files.addSeparator()
        files.addAction(self._month)
        if self._holidays is not None:
            more.addSeparator()
            more.addAction(self._holidays)

    @Slot()
    def ask_month(self) -> None:
        """Ask where to write the month; drafts are not for everybody."""
        if not self._desk.is_shown:
            self._shell.ask.error(_("Lịch tháng này chưa công bố"))
            return
        name = f"lich-truc-{self._desk.month}.xlsx"
        title = _("Xuất lịch tháng ra Excel")
        self._shell.ask.save_file(title, name, f"{_('Bảng tính')} {SHEETS}", self._write_month)

    def _write_month(self, path: Path) -> None:
        from guardapp.roster import exchange_sheet

        journal = self._shell.journal
        document = gather.month_document(
            journal.tables,
            self._desk.month,
            journal.clock.now_ms(),
            preparer=self._shell.session.name,
        )
        spreadsheet_book.save(path, exchange_sheet.month_xlsx(document))
        self._shell.ask.done(_("Đã ghi «{path}».").format(path=path.name))

    @Slot()
    def open_holidays(self) -> None:
        """Open the facility's public holidays of the month's year."""
        dialog = HolidaysDialog(self._shell, self._desk.month.year, self._page)
        self._shell.ask.show(dialog)


class TimesheetExport(QObject):
    """Writes the timesheet of the month that `month` returns to a spreadsheet."""

    def __init__(self, page: Page, month: Callable[[], Month]) -> None:
        super().__init__(page)
        self._shell, self._month = page.shell, month

    @Slot()
    def ask(self) -> None:
        """Ask where to write it."""
        name = f"cham-cong-{self._month()}.xlsx"
        title = _("Xuất bảng chấm công ra Excel")
        self._shell.ask.save_file(title, name, f"{_('Bảng tính')} {SHEETS}", self._write)

    def _write(self, path: Path) -> None:
        from guardapp.roster import exchange_timesheet

        journal, session = self._shell.journal, self._shell.session
        document = gather_timesheet.document(
            journal.tables, self._month(), journal.clock.now_ms(), preparer=session.name
        )
        spreadsheet_book.save(path, exchange_timesheet.timesheet_xlsx(document))
        self._shell.ask.done(_("Đã ghi «{path}».").format(path=path.name))


class CalendarExport(QObject):
    """Writes a guard's shifts of this month and the next two to a file for the telephone."""

    def __init__(self, page: Page, guard: int) -> None:
        super().__init__(page)
        self._shell, self._guard = page.shell, guard

    @Slot()
    def ask(self) -> None:
        """Ask where to write it."""
        name = f"lich-truc-{self._shell.session.login}.ics"
        title = _("Lưu lịch vào điện thoại")
        self._shell.ask.save_file(title, name, f"{_('Tệp lịch')} {CALENDARS}", self._write)

    def _write(self, path: Path) -> None:
        from guardapp.roster import calendar_file

        journal = self._shell.journal
        guard = people.guard(journal.tables, self._guard)
        if guard is None:
            raise NotFound(identity.label(self._guard))
        now = journal.clock.now_ms()
        month = Month.of(local_date(now))
        content = calendar_file.guard_calendar(
            journal.tables, guard, month.first, month.step(MONTHS_AHEAD).last, now
        )
        spreadsheet_book.save(path, content)
        words = _("Đã ghi «{path}». Gửi tệp này sang điện thoại rồi mở.")
        self._shell.ask.done(words.format(path=path.name))
