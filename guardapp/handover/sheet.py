"""The handover minutes (form F3) as PDF."""

from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Band, Column, Letterhead, Signature
from guardapp.base.words import datetime_text, range_text, time_text
from guardapp.handover.document import (
    EventLine,
    HandoverDocument,
    MatterLine,
    MemberLine,
    Named,
    Signer,
    ThingLine,
)

_MEMBERS: Final = (
    Column("STT", 9, "center"),
    Column("Vị trí trực", 46),
    Column("Ca giao", 46),
    Column("Ca nhận", 46),
    Column("Ghi chú", 32),
)
_THINGS: Final = (
    Column("STT", 9, "center"),
    Column("Tên", 50),
    Column("Mã/ Số hiệu", 30, "center"),
    Column("ĐVT", 13, "center"),
    Column("Số lượng giao", 17, "center"),
    Column("Số lượng nhận", 17, "center"),
    Column("Tình trạng", 22, "center"),
    Column("Ghi chú", 30),
)
_EVENTS: Final = (
    Column("Thời gian", 20, "center"),
    Column("Nội dung", 62),
    Column("Người xử lý", 30),
    Column("Kết quả", 36),
    Column("Việc còn tồn cần theo dõi", 30),
)
_MATTERS: Final = (
    Column("STT", 9, "center"),
    Column("Việc còn tồn", 68),
    Column("Từ lúc", 21, "center"),
    Column("Hạn", 21, "center"),
    Column("Xử lý", 25, "center"),
    Column("Ghi chú", 35),
)
_SIZE: Final = 10
_CLOSING: Final = (
    "Ca giao cam đoan đã bàn giao đầy đủ; ca nhận đã kiểm tra và nhận đủ. "
    "Biên bản lập thành 02 bản có nội dung như nhau, mỗi bên giữ 01 bản, "
    "đã đọc lại cho các bên cùng nghe và cùng ký tên."
)


def handover_pdf(document: HandoverDocument, printed_ms: int, copy_no: int = 1) -> bytes:
    """Return the minutes of a handover as PDF, official layout; `copy_no` is which print it is."""
    return paper.document(
        Letterhead(
            document.superior,
            document.facility,
            number=paper.number_text(document.number, f"BB-{document.symbol}")
            if document.number
            else "",
        ),
        "Biên bản bàn giao ca trực bảo vệ",
        _subject(document),
        _story(document),
        anchor=document.anchor or None,
        copy_no=copy_no,
        foot=_foot(document, printed_ms),
    )


def _foot(document: HandoverDocument, printed_ms: int) -> str:
    unsigned = "" if document.number else " · BẢN XEM TRƯỚC, CHƯA KÝ"
    return f"Mẫu F3 · In lúc {datetime_text(printed_ms)}{unsigned}"


def _subject(document: HandoverDocument) -> str:
    start = document.planned_start or document.start
    end = document.planned_end or document.end
    name = f"{document.shift} " if document.shift else "Ca "
    return f"{name}{range_text(start, end)}, ngày {paper.day_text(start)}"


def _story(document: HandoverDocument) -> list[paper.Story | paper.Block]:
    end = document.outgoing.at if document.outgoing else document.end
    return [
        paper.body(
            "Hôm nay, hồi ", paper.moment_text(end), f", tại {document.post}, chúng tôi gồm:"
        ),
        paper.bullet(paper.bold("Bên giao: "), _signer(document.outgoing)),
        paper.bullet(paper.bold("Bên nhận: "), _signer(document.incoming)),
        *([paper.bullet(paper.bold("Chỉ huy ca: "), _signer(document.leader))] * _led(document)),
        paper.body(
            "đã bàn giao ca trực nhận từ "
            f"{time_text(document.start)} ngày {paper.day_text(document.start)} "
            "với nội dung như sau:",
            indent=False,
        ),
        paper.heading("1. Quân số"),
        paper.table(_MEMBERS, _member_rows(document), size=_SIZE),
        paper.heading("2. Tình hình trong ca"),
        [paper.bullet(line) for line in _summary(document)],
        paper.table(_EVENTS, _event_rows(document), size=_SIZE),
        paper.heading("3. Công cụ, phương tiện, tài sản bàn giao"),
        paper.table(_THINGS, _thing_rows(document.things), size=_SIZE),
        paper.heading("4. Việc còn tồn"),
        paper.table(_MATTERS, _matter_rows(document.matters), size=_SIZE),
        _remarks(document),
        paper.body(_CLOSING),
        paper.signatures(_signatures(document)),
    ]


def _led(document: HandoverDocument) -> int:
    return 1 if document.leader else 0


def _signer(signer: Signer | None) -> str:
    if signer is None:
        return "………………………………………………"
    title = signer.who.title or signer.role
    return f"{signer.who.name} – {title}"


def _member_rows(document: HandoverDocument) -> list[paper.Row]:
    """Return one row for each post, who stood there beside who stands there now."""
    before, after = document.outgoing_members, document.incoming_members
    posts = list(dict.fromkeys(one.post for one in (*before, *after)))
    rows: list[paper.Row] = []
    for post in posts:
        old = [one for one in before if one.post == post]
        new = [one for one in after if one.post == post]
        for place in range(max(len(old), len(new))):
            pair = [side[place] if place < len(side) else None for side in (old, new)]
            notes = "; ".join(f"{one.who.name}: {one.note}" for one in pair if one and one.note)
            rows.append((len(rows) + 1, post, _member(pair[0]), _member(pair[1]), notes))
    return [Band(_strength(document)), *rows]


def _strength(document: HandoverDocument) -> str:
    parts = []
    for title, members in (
        ("Ca giao", document.outgoing_members),
        ("Ca nhận", document.incoming_members),
    ):
        present = sum(one.present for one in members)
        away = paper.count_text(len(members) - present)
        parts.append(f"{title}: có mặt {paper.count_text(present)}, vắng {away}")
    return " – ".join(parts)


def _member(one: MemberLine | None) -> str:
    if one is None:
        return ""
    return one.who.name if one.present else f"{one.who.name} (vắng)"


def _summary(document: HandoverDocument) -> list[str]:
    rounds, fire = document.rounds, document.fire
    walked = (
        f"Tuần tra: kế hoạch {paper.count_text(rounds.planned)} lượt; "
        f"đủ điểm {paper.count_text(rounds.complete)}, "
        f"thiếu điểm {paper.count_text(rounds.incomplete)}, "
        f"bỏ lượt {paper.count_text(rounds.missed)}; "
        f"đã qua {rounds.points_seen}/{rounds.points} điểm."
    )
    if rounds.voluntary:
        walked = f"{walked[:-1]}; ngoài kế hoạch {paper.count_text(rounds.voluntary)} lượt."
    checked = (
        f"Phòng cháy, chữa cháy: kiểm tra {fire.checks} mục, đạt {fire.passed}, "
        f"không đạt {fire.failed}, không kiểm tra được {fire.not_possible}; "
        f"tồn tại còn mở {fire.still_open}."
    )
    count = paper.count_text(document.incidents)
    return [walked, checked, f"An ninh trật tự: {count} sự việc được lập hồ sơ trong ca."]


def _event_rows(document: HandoverDocument) -> list[paper.Row]:
    told = [one for one in document.events if one.grave or one.kind == "handover.line"]
    if not told:
        return [("", "Trong ca không có tình hình bất thường.", "", "", "")]
    days = {paper.day_text(one.at) for one in document.events}
    return [_event_row(one, with_day=len(days) > 1) for one in told]


def _event_row(one: EventLine, *, with_day: bool) -> paper.Row:
    when = time_text(one.at)
    if with_day:
        when = f"{when} {paper.day_text(one.at)[:5]}"
    text = f"{one.label}: {one.text}"
    if one.remark:
        text = f"{text} ({one.remark})"
    return (when, text, _name(one.who), one.result, one.follow)


def _name(who: Named | None) -> str:
    return who.name if who else ""


def _thing_rows(things: tuple[ThingLine, ...]) -> list[paper.Row]:
    rows: list[paper.Row] = []
    for number, one in enumerate(things, 1):
        marks = " / ".join(filter(None, (one.code, one.serial)))
        rows.append(
            (number, one.name, marks, one.unit, one.given, one.received, one.condition, one.note)
        )
    return rows or [("", "Không có công cụ, tài sản bàn giao.", "", "", "", "", "", "")]


def _matter_rows(matters: tuple[MatterLine, ...]) -> list[paper.Row]:
    if not matters:
        return [("", "Không có việc còn tồn.", "", "", "", "")]
    return [_matter_row(number, one) for number, one in enumerate(matters, 1)]


def _matter_row(number: int, one: MatterLine) -> paper.Row:
    what = f"{one.title} – {one.place}" if one.place else one.title
    done = "Đã xong" if one.closed else f"Chuyển lần {one.carries + 1}"
    due = "" if one.due is None else _short(one.due)
    return (number, what, _short(one.since), due, done, one.note)


def _short(ms: int) -> str:
    return f"{time_text(ms)} {paper.day_text(ms)[:5]}"


def _remarks(document: HandoverDocument) -> list[paper.Story | paper.Block]:
    parts: list[paper.Story | paper.Block] = [paper.heading("5. Dặn dò và ý kiến")]
    parts.append(paper.field("Bên giao dặn", document.note or "Không."))
    parts.append(
        paper.field("Ý kiến của bên nhận", document.remark or "Nhất trí, không có ý kiến.")
    )
    return parts


def _signatures(document: HandoverDocument) -> list[Signature]:
    return [
        _signature("Bên giao", document.outgoing),
        _signature("Bên nhận", document.incoming),
        _signature("Chỉ huy ca/\nĐội trưởng", document.leader),
    ]


def _signature(role: str, signer: Signer | None) -> Signature:
    if signer is None:
        return Signature(role)
    proof = f"Đã xác nhận bằng mã PIN\nlúc {time_text(signer.at)} {paper.day_text(signer.at)}"
    return Signature(role, signer.who.name, proof=proof)
