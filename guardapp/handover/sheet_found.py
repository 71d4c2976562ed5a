"""The book of lost and found as PDF."""

from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, time_text
from guardapp.handover.document_found import FoundBook

_COLUMNS: Final = (
    Column("STT", 9, "center"),
    Column("Ngày giờ", 23, "center"),
    Column("Đồ vật, đặc điểm", 50),
    Column("Nơi nhặt được", 34),
    Column("Người nhặt được", 36),
    Column("Nơi giữ", 30),
    Column("Ngày giờ trả", 23, "center"),
    Column("Người nhận lại", 36),
    Column("Bằng chứng, cách xử lý", 40),
    Column("Ký nhận", 18),
)
_BLANK: Final = 10


def found_pdf(book: FoundBook, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the book of lost and found in landscape as PDF; empty rows if nothing was found."""
    rows: list[paper.Row] = []
    for number, one in enumerate(book.lines, 1):
        told, closed = one.details, one.closed
        rows.append(
            (
                number,
                _moment(one.at),
                told.what,
                told.place,
                told.finder,
                told.kept,
                _moment(closed.at) if closed else "",
                closed.owner if closed else "",
                closed.proof if closed else "",
                "",
            )
        )
    return paper.document(
        Letterhead(book.superior, book.facility, national=False),
        "Sổ đồ nhặt được",
        f"Từ ngày {paper.day_text(book.start)} đến ngày {paper.day_text(book.end - 1)}",
        [
            paper.table(_COLUMNS, rows, size=9, blank=0 if rows else _BLANK, least=9),
            paper.signatures([Signature("Người giữ sổ"), Signature("Đội trưởng bảo vệ")]),
        ],
        landscape=True,
        anchor=book.anchor or None,
        copy_no=copy_no,
        foot=f"In lúc {datetime_text(printed_ms)}",
    )


def _moment(ms: int) -> str:
    return f"{time_text(ms)}\n{paper.day_text(ms)}"
