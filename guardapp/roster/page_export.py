"""What the roster's page writes to files: the month as a spreadsheet; and the holidays' dialog."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from guardapp.base import spreadsheet_book
from guardapp.base.ui.page import Page
from guardapp.base.words import _
from guardapp.roster import gather
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_holidays import HolidaysDialog

SHEETS: Final = "(*.xlsx)"


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
        """Ask where to write the month."""
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
