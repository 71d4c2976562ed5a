"""The registers at the post as PDF: support tools (form F15), keys and seals (form F16)."""

from collections.abc import Sequence
from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, time_text
from guardapp.handover.document_registers import IssueBook, IssueLine

_TOOLS: Final = (
    Column("STT", 8, "center"),
    Column("Tên công cụ", 22),
    Column("Số hiệu, mã", 16),
    Column("Số giấy phép, ngày hết hạn", 20),
    Column("Ngày giờ xuất", 15, "center"),
    Column("Người đồng ý (thủ trưởng)", 22),
    Column("Người nhận (số giấy chứng nhận tập huấn)", 26),
    Column("Nhiệm vụ, vị trí", 20),
    Column("Tình trạng khi giao", 13),
    Column("Ký nhận", 12),
    Column("Ngày giờ trả", 15, "center"),
    Column("Tình trạng khi trả", 13),
    Column("Người bảo quản nhận lại (ký)", 22),
    Column("Ghi chú (mất, hỏng, đã báo)", 24),
)
_KEYS: Final = (
    Column("STT", 9, "center"),
    Column("Ký hiệu", 24),
    Column("Khu vực", 44),
    Column("Số niêm phong", 26),
    Column("Giờ mượn", 22, "center"),
    Column("Người mượn", 42),
    Column("Giờ trả", 22, "center"),
    Column("Ký", 18),
    Column("Ghi chú", 40),
)
_BLANK: Final = 8


def tools_pdf(book: IssueBook, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the register of support tools in landscape as PDF; empty rows for the pen if none."""
    rows = [_tool(number, one) for number, one in enumerate(book.lines, 1)]
    return _book(book, "Sổ theo dõi công cụ hỗ trợ", "F15", _TOOLS, rows, printed_ms, copy_no)


def keys_pdf(book: IssueBook, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the register of keys and seals in landscape as PDF; empty rows for the pen if none."""
    rows = [_key(number, one) for number, one in enumerate(book.lines, 1)]
    return _book(book, "Sổ quản lý chìa khóa, niêm phong", "F16", _KEYS, rows, printed_ms, copy_no)


def _book(
    book: IssueBook,
    title: str,
    form: str,
    columns: Sequence[Column],
    rows: Sequence[paper.Row],
    printed_ms: int,
    copy_no: int,
) -> bytes:
    size = 8 if len(columns) > 10 else 10
    return paper.document(
        Letterhead(book.superior, book.facility, national=False),
        title,
        f"Từ ngày {paper.day_text(book.start)} đến ngày {paper.day_text(book.end - 1)}",
        [
            paper.table(columns, rows, size=size, blank=0 if rows else _BLANK, least=size),
            paper.signatures([Signature("Người giữ sổ"), Signature("Đội trưởng bảo vệ")]),
        ],
        landscape=True,
        anchor=book.anchor or None,
        copy_no=copy_no,
        foot=f"Mẫu {form} · In lúc {datetime_text(printed_ms)}",
    )


def _moment(ms: int | None) -> str:
    return "" if ms is None else f"{time_text(ms)}\n{paper.day_text(ms)}"


def _tool(number: int, one: IssueLine) -> paper.Row:
    taker = f"{one.taker}\nGCN {one.certificate}" if one.certificate else one.taker
    return (
        number,
        one.name,
        one.marks,
        one.licence,
        _moment(one.out_at),
        one.consent,
        taker,
        one.task,
        one.condition,
        "",
        _moment(one.back_at),
        one.back_condition,
        one.receiver,
        one.note,
    )


def _key(number: int, one: IssueLine) -> paper.Row:
    notes = filter(None, (one.task, one.note))
    return (
        number,
        one.marks,
        one.name,
        one.seal,
        _moment(one.out_at),
        one.taker,
        _moment(one.back_at),
        "",
        "; ".join(notes),
    )
