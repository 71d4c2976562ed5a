"""What the roster's page prints: the month, a day, and who stood how much."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from guardapp.base import settings
from guardapp.base.ui.page import Page
from guardapp.base.words import _, date_text
from guardapp.roster import gather
from guardapp.roster.model import month_text
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_grid import RosterGrid


class Prints(QObject):
    """Shows sheets of the month on the desk before they are printed; `menu` offers them."""

    def __init__(self, page: Page, desk: Desk, grid: RosterGrid) -> None:
        super().__init__(page)
        self._shell, self._desk, self._grid = page.shell, desk, grid
        self.menu = QMenu(page)
        self.menu.addAction(page.add_command(_("In lịch tháng A4"), self.print_a4, "Ctrl+P"))
        self.menu.addAction(_("Lịch tháng, giấy A3 ngang"), self.print_a3)
        self.menu.addAction(_("Phân công của ngày đang chọn"), self.print_day)

    @Slot()
    def print_a4(self) -> None:
        """Show the month on A4."""
        self._print_month("A4")

    @Slot()
    def print_a3(self) -> None:
        """Show the month on A3."""
        self._print_month("A3")

    def _print_month(self, size: Literal["A4", "A3"]) -> None:
        from guardapp.roster.sheet import month_pdf

        month, journal = self._desk.month, self._shell.journal
        document = gather.month_document(
            journal.tables,
            month,
            journal.clock.now_ms(),
            preparer=self._shell.session.name,
            copy_no=self._copy_no("roster.month", str(month)),
        )
        title = _("Lịch trực tháng {month}").format(month=month_text(month))
        name = f"lich-truc-{month}-{size}.pdf"
        self._shell.preview(title, partial(month_pdf, document, size), name)

    @Slot()
    def print_day(self) -> None:
        """Show who stands where on the day chosen."""
        from guardapp.roster.sheet import day_pdf

        day, journal = self._grid.days[self._grid.current[1]], self._shell.journal
        document = gather.day_document(
            journal.tables,
            day,
            journal.clock.now_ms(),
            preparer=self._shell.session.name,
            copy_no=self._copy_no("roster.day", day.isoformat()),
        )
        title = _("Phân công trực ngày {day}").format(day=date_text(day))
        self._shell.preview(title, partial(day_pdf, document), f"phan-cong-{day}.pdf")

    def _copy_no(self, sheet: str, thing: str) -> int:
        """Count the copies of a published roster; a draft is not counted."""
        if self._desk.publication is None:
            return 1
        return settings.record_print(self._shell.journal, self._shell.session, sheet, thing)
