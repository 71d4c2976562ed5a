"""Printing the registers at the post, a month at a time."""

from functools import partial
from typing import Final

from guardapp.base import settings
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.ui.shell import Shell
from guardapp.base.words import N_, _
from guardapp.handover import gather_registers as gather
from guardapp.handover.document_registers import IssueBook
from guardapp.roster.model import Month

MONTHS: Final = 13
BOOKS: Final = {
    "tools": N_("Sổ theo dõi công cụ hỗ trợ (F15)"),
    "keys": N_("Sổ chìa khóa, niêm phong (F16)"),
}
KINDS: Final = {"tools": gather.TOOLS, "keys": gather.KEYS}
FILES: Final = {"tools": "so-cong-cu-ho-tro", "keys": "so-chia-khoa"}


def choose_book(shell: Shell) -> None:
    """Ask for a register and a month and show it before it is printed."""
    options = [(name, _(words)) for name, words in BOOKS.items()]
    shell.ask.choose(_("In sổ nào?"), options, partial(_choose_month, shell))


def _choose_month(shell: Shell, name: str) -> None:
    this = Month.of(local_date(shell.journal.clock.now_ms()))
    months = [this.step(-back) for back in range(MONTHS)]
    options = [(month, f"{month.number:02d}/{month.year}") for month in months]
    shell.ask.choose(_("In tháng nào?"), options, partial(_print, shell, name))


def _print(shell: Shell, name: str, month: Month) -> None:
    journal = shell.journal
    start, end = at(month.first, 0), at(month.last, 0) + DAY
    anchor = journal.head().anchor()
    book = gather.issue_book(journal.tables, KINDS[name], start, end, anchor)
    copy = settings.record_print(journal, shell.session, f"handover.{name}", str(month))
    make = partial(_book, name, book, journal.clock.now_ms(), copy)
    shell.preview(_(BOOKS[name]), make, f"{FILES[name]}-{month}.pdf")


def _book(name: str, book: IssueBook, printed_ms: int, copy_no: int) -> bytes:
    from guardapp.handover import sheet_registers as sheet

    make = sheet.tools_pdf if name == "tools" else sheet.keys_pdf
    return make(book, printed_ms, copy_no)
