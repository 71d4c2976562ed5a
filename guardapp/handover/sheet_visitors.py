"""The books of the gate as PDF: visitors (form F13), vehicles and goods (form F14)."""

from collections.abc import Sequence
from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, time_text
from guardapp.handover.document_visitors import GateBook

_VISITS: Final = (
    Column("STT", 9, "center"),
    Column("Ngày", 19, "center"),
    Column("Họ và tên", 34),
    Column("Số giấy tờ (4 số cuối)", 15, "center"),
    Column("Đơn vị/Địa chỉ", 28),
    Column("Người cần gặp/Khoa phòng", 30),
    Column("Mục đích", 26),
    Column("Phương tiện, biển số", 24),
    Column("Giờ vào", 13, "center"),
    Column("Giờ ra", 17, "center"),
    Column("Số thẻ", 13, "center"),
    Column("Ký", 12),
    Column("Ghi chú", 20),
)
_GOODS: Final = (
    Column("STT", 9, "center"),
    Column("Thời gian", 24, "center"),
    Column("Biển số", 26),
    Column("Loại xe", 26),
    Column("Người điều khiển", 42),
    Column("Hàng hóa/vật tư", 56),
    Column("Số phiếu xuất", 26),
    Column("Vào/Ra", 15, "center"),
    Column("Người kiểm soát", 38),
)
_BLANK: Final = 10


def visitors_pdf(book: GateBook, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the book of visitors in landscape as PDF; empty rows for the pen if there are none."""
    rows: list[paper.Row] = []
    for number, one in enumerate(book.visits, 1):
        left = "" if one.left_at is None else time_text(one.left_at)
        if one.left_at is not None and paper.day_text(one.left_at) != paper.day_text(one.at):
            left = f"{left}\n{paper.day_text(one.left_at)[:5]}"
        rows.append(
            (
                number,
                paper.day_text(one.at),
                one.name,
                one.document,
                one.unit,
                one.host,
                one.purpose,
                one.vehicle,
                time_text(one.at),
                left,
                one.card,
                "",
                "",
            )
        )
    return _book(book, "Sổ đăng ký khách", "F13", _VISITS, rows, printed_ms, copy_no)


def goods_pdf(book: GateBook, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the book of vehicles and goods in landscape as PDF; empty rows if there are none."""
    rows: list[paper.Row] = [
        (
            number,
            f"{time_text(one.at)}\n{paper.day_text(one.at)}",
            one.plate,
            one.vehicle,
            one.driver,
            one.goods,
            one.slip,
            "Vào" if one.inward else "Ra",
            one.keeper,
        )
        for number, one in enumerate(book.goods, 1)
    ]
    return _book(book, "Sổ kiểm soát xe, hàng ra vào", "F14", _GOODS, rows, printed_ms, copy_no)


def _book(
    book: GateBook,
    title: str,
    form: str,
    columns: Sequence[Column],
    rows: Sequence[paper.Row],
    printed_ms: int,
    copy_no: int,
) -> bytes:
    return paper.document(
        Letterhead(book.superior, book.facility, national=False),
        title,
        f"Từ ngày {paper.day_text(book.start)} đến ngày {paper.day_text(book.end - 1)}",
        [
            paper.table(columns, rows, size=9, blank=0 if rows else _BLANK, least=9),
            paper.signatures([Signature("Người giữ sổ"), Signature("Đội trưởng bảo vệ")]),
        ],
        landscape=True,
        anchor=book.anchor or None,
        copy_no=copy_no,
        foot=f"Mẫu {form} · In lúc {datetime_text(printed_ms)}",
    )
