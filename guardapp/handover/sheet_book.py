"""The handover book of a period (form F4) as PDF, a row for each signed handover."""

from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, range_text, time_text
from guardapp.handover.document import Book, HandoverDocument, MemberLine

_COLUMNS: Final = (
    Column("STT", 8, "center"),
    Column("Ngày, ca (từ … đến …)", 24, "center"),
    Column("Người giao", 22),
    Column("Người nhận", 22),
    Column("Quân số có mặt/ vắng", 17, "center"),
    Column("Tình hình an ninh trật tự", 32),
    Column("Tình hình PCCC", 25),
    Column("Trang bị, công cụ hỗ trợ, chìa khóa", 23),
    Column("Việc tồn, lưu ý", 50),
    Column("Giờ giao xong", 15, "center"),
    Column("Ký giao", 12),
    Column("Ký nhận", 12),
)
_INCIDENT: Final = "incidents.incident"
_MOST: Final = 2


def book_pdf(book: Book, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the handover book in landscape as PDF; without handovers rows for the pen."""
    rows = [_row(number, one) for number, one in enumerate(book.handovers, 1)]
    return paper.document(
        Letterhead(book.superior, book.facility, national=False),
        "Sổ giao ca",
        f"Từ ngày {paper.day_text(book.start)} đến ngày {paper.day_text(book.end - 1)}",
        [
            paper.table(_COLUMNS, rows, size=9, blank=0 if rows else 6, least=9),
            paper.signatures([Signature("Đội trưởng bảo vệ")]),
        ],
        landscape=True,
        anchor=book.anchor or None,
        copy_no=copy_no,
        foot=f"Mẫu F4 · In lúc {datetime_text(printed_ms)}",
    )


def _row(number: int, one: HandoverDocument) -> paper.Row:
    start = one.planned_start or one.start
    end = one.planned_end or one.end
    at = one.outgoing.at if one.outgoing else one.end
    return (
        number,
        f"{paper.day_text(start)}\n{range_text(start, end)}",
        one.outgoing.who.name if one.outgoing else "",
        one.incoming.who.name if one.incoming else "",
        _strength(one.outgoing_members),
        _order(one),
        _fire(one),
        _things(one),
        _matters(one),
        time_text(at),
        "",
        "",
    )


def _strength(members: tuple[MemberLine, ...]) -> str:
    present = sum(one.present for one in members)
    return f"{present}/{len(members) - present}"


def _order(one: HandoverDocument) -> str:
    rounds = one.rounds
    told = [event.text for event in one.events if event.kind == _INCIDENT]
    walked = f"Tuần tra {rounds.complete}/{rounds.planned} lượt đủ điểm"
    if rounds.missed:
        walked = f"{walked}, bỏ {rounds.missed} lượt"
    return "; ".join([*told, walked]) if told else f"Bình thường. {walked}"


def _fire(one: HandoverDocument) -> str:
    checked = f"Kiểm tra {one.fire.checks} mục"
    failed = f", {one.fire.failed} không đạt" if one.fire.failed else ""
    still = f"; {one.fire.still_open} tồn tại còn mở" if one.fire.still_open else ""
    return f"{checked}{failed}{still}"


def _things(one: HandoverDocument) -> str:
    wrong = [f"{thing.name}: {thing.note}" for thing in one.things if thing.note]
    return "; ".join(wrong) if wrong else "Đủ, tốt"


def _matters(one: HandoverDocument) -> str:
    carried = [matter.title.rstrip(".") for matter in one.matters if not matter.closed]
    told = carried[:_MOST]
    if len(carried) > _MOST:
        told.append(f"và {len(carried) - _MOST} việc khác (biên bản số {one.number:02d})")
    return "; ".join(filter(None, (*told, one.note, one.remark)))
