"""Printing the registers at the post, a month at a time."""

from functools import partial
from typing import Final

from guardapp.base import settings
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.ui.shell import Shell
from guardapp.base.words import N_, _
from guardapp.handover import gather_found as found
from guardapp.handover import gather_registers as registers
from guardapp.handover import gather_visitors as visitors
from guardapp.handover.document_found import FoundBook
from guardapp.handover.document_registers import IssueBook
from guardapp.handover.document_visitors import GateBook
from guardapp.roster.model import Month

MONTHS: Final = 13
BOOKS: Final = {
    "tools": N_("Sổ theo dõi công cụ hỗ trợ (F15)"),
    "keys": N_("Sổ chìa khóa, niêm phong (F16)"),
    "visitors": N_("Sổ đăng ký khách (F13)"),
    "goods": N_("Sổ kiểm soát xe, hàng ra vào (F14)"),
    "found": N_("Sổ đồ nhặt được"),
}
KINDS: Final = {"tools": registers.TOOLS, "keys": registers.KEYS}
FILES: Final = {
    "tools": "so-cong-cu-ho-tro",
    "keys": "so-chia-khoa",
    "visitors": "so-khach",
    "goods": "so-xe-hang",
    "found": "so-do-nhat-duoc",
}


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
    book: IssueBook | GateBook | FoundBook
    if name in KINDS:
        book = registers.issue_book(journal.tables, KINDS[name], start, end, anchor)
    elif name == "found":
        book = found.found_book(journal.tables, start, end, anchor)
    else:
        book = visitors.gate_book(journal.tables, start, end, anchor)
    copy = settings.record_print(journal, shell.session, f"handover.{name}", str(month))
    make = partial(_book, name, book, journal.clock.now_ms(), copy)
    shell.preview(_(BOOKS[name]), make, f"{FILES[name]}-{month}.pdf")


def _book(
    name: str, book: IssueBook | GateBook | FoundBook, printed_ms: int, copy_no: int
) -> bytes:
    from guardapp.handover import sheet_found, sheet_registers, sheet_visitors

    if isinstance(book, FoundBook):
        return sheet_found.found_pdf(book, printed_ms, copy_no)
    if isinstance(book, IssueBook):
        issues = sheet_registers.tools_pdf if name == "tools" else sheet_registers.keys_pdf
        return issues(book, printed_ms, copy_no)
    gate = sheet_visitors.visitors_pdf if name == "visitors" else sheet_visitors.goods_pdf
    return gate(book, printed_ms, copy_no)
