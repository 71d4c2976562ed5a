"""What the post prints: the minutes of a handover, and the handover book of a month."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from guardapp.base import settings
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.identity import label
from guardapp.base.matters import Matter
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.handover import gather
from guardapp.handover.document import Book, HandoverDocument
from guardapp.handover.model import Draft, Watch
from guardapp.roster.model import Month, month_text

MONTHS: Final = 13


def print_minutes(shell: Shell, handover: int) -> None:
    """Show a signed handover's minutes before they are printed."""
    journal = shell.journal
    document = gather.signed_document(journal.tables, handover)
    copy = settings.record_print(journal, shell.session, "handover.minutes", label(handover))
    make = partial(_minutes, document, journal.clock.now_ms(), copy)
    name = f"ban-giao-{document.year}-{document.number:03d}.pdf"
    shell.preview(_("Biên bản bàn giao ca"), make, name)


def preview_minutes(shell: Shell, matters: Sequence[Matter], watch: Watch, draft: Draft) -> None:
    """Show the minutes as they would be signed now."""
    conn, now = shell.journal.tables, shell.journal.clock.now_ms()
    with gather.on_paper():
        document = gather.draft_document(conn, matters, watch, draft, now)
    shell.preview(_("Biên bản bàn giao ca"), partial(_minutes, document, now, 1), "xem-truoc.pdf")


def choose_book(shell: Shell) -> None:
    """Ask for a month and show its handover book before it is printed."""
    this = Month.of(local_date(shell.journal.clock.now_ms()))
    months = [this.step(-back) for back in range(MONTHS)]
    options = [(month, month_text(month)) for month in months]
    shell.ask.choose(_("In sổ giao ca tháng nào?"), options, partial(_print_book, shell))


def _print_book(shell: Shell, month: Month) -> None:
    journal = shell.journal
    start, end = at(month.first, 0), at(month.last, 0) + DAY
    book = gather.book(journal.tables, start, end, journal.head().anchor())
    copy = settings.record_print(journal, shell.session, "handover.book", str(month))
    make = partial(_book, book, journal.clock.now_ms(), copy)
    shell.preview(_("Sổ giao ca"), make, f"so-giao-ca-{month}.pdf")


def _minutes(document: HandoverDocument, printed_ms: int, copy_no: int) -> bytes:
    from guardapp.handover.sheet import handover_pdf

    return handover_pdf(document, printed_ms, copy_no)


def _book(book: Book, printed_ms: int, copy_no: int) -> bytes:
    from guardapp.handover.sheet_book import book_pdf

    return book_pdf(book, printed_ms, copy_no)
