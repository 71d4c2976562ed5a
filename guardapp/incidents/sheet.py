"""The minutes of an incident (F6) and of lost or stolen property (F7), as PDF."""

from collections.abc import Iterable, Sequence
from typing import Final

from guardapp.base import paper
from guardapp.base.access import Standing
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, money_text, number_text, time_text
from guardapp.incidents.document import IncidentDocument
from guardapp.incidents.model import (
    AUTHORITY_WORDS,
    MEASURE_WORDS,
    OWNER_WORDS,
    ROLE_WORDS,
    Content,
    Note,
    Owner,
    Person,
    PersonRole,
    State,
    Thing,
    When,
)

PRIVACY: Final = (
    "Thông tin cá nhân trong biên bản chỉ dùng để giải quyết vụ việc, lưu theo thời hạn của hồ sơ "
    "vụ việc. Muốn xem, sửa hoặc hỏi thêm, liên hệ đội bảo vệ của đơn vị."
)
REFUSAL: Final = "Người không ký (nếu có), lý do, người chứng kiến"

Part = paper.Story | paper.Block


def incident_minutes_pdf(document: IncidentDocument) -> bytes:
    """Return form F6, the minutes of an incident."""
    content = document.content
    story: list[Part] = [
        *_opening(document),
        *_people(content, (PersonRole.CONCERNED, PersonRole.VICTIM, PersonRole.REPORTER)),
        *_people(content, (PersonRole.WITNESS, PersonRole.STAFF)),
        paper.heading("Diễn biến sự việc"),
        paper.body("Thời gian xảy ra: ", paper.bold(when_text(content)), "."),
        *paper.paragraphs(content.what),
        *_supplements(document),
        paper.heading("Tang vật, đồ vật, tài liệu"),
        _evidence(content.things),
        paper.heading("Thiệt hại ban đầu"),
        *_told(_damage(content), lines=1),
        paper.heading("Biện pháp xử lý tại chỗ"),
        *_measures(content),
        paper.heading("Ý kiến của người có liên quan"),
        *_told(content.notes.get(Note.OPINION, ""), lines=2),
        paper.heading("Đề xuất"),
        *_told(content.notes.get(Note.PROPOSAL, ""), lines=2),
        *_closing(),
        _signed(document, ("Người làm chứng", PersonRole.WITNESS)),
    ]
    return _sheet(document, "Biên bản sự việc", document.about, story, "F6")


def loss_minutes_pdf(document: IncidentDocument) -> bytes:
    """Return form F7, the minutes of property lost or stolen."""
    content = document.content
    found_out = content.discovered_ms
    seen = content.from_ms if content.when is When.RANGE else None
    finder = _first(content, PersonRole.REPORTER) or _first(content, PersonRole.VICTIM)
    story: list[Part] = [
        *_opening(document),
        paper.field("Thời gian phát hiện", datetime_text(found_out) if found_out else ""),
        paper.field(
            "Thời điểm thấy tài sản lần cuối", datetime_text(seen) if seen is not None else ""
        ),
        paper.field("Thời gian xảy ra", when_text(content)),
        paper.field("Địa điểm", content.place),
        paper.field("Người phát hiện", _person_text(finder)),
        paper.field("Chủ sở hữu, người quản lý", _person_text(_first(content, PersonRole.VICTIM))),
        paper.heading("Tài sản bị mất"),
        _lost(content.things),
        paper.heading("Diễn biến sự việc"),
        *paper.paragraphs(content.what),
        *_supplements(document),
        paper.heading("Dấu vết hiện trường"),
        *_told(content.notes.get(Note.TRACES, ""), lines=2),
        paper.heading("Người ra vào trong khoảng thời gian đó"),
        *_told(content.notes.get(Note.PASSERS, ""), lines=2),
        paper.heading("Camera liên quan (vị trí, mốc giờ)"),
        *_told(content.notes.get(Note.CAMERAS, ""), lines=1),
        paper.heading("Biện pháp đã thực hiện"),
        *_measures(content),
        *_closing(),
        _signed(document, ("Người bị mất tài sản", PersonRole.VICTIM)),
    ]
    return _sheet(document, "Biên bản mất tài sản", document.about, story, "F7")


def when_text(content: Content) -> str:
    """Return when it happened, in Vietnamese, as exactly as it is known."""
    if content.from_ms is None:
        return "chưa rõ"
    start = paper.moment_text(content.from_ms)
    if content.when is When.UNKNOWN:
        return f"trong ngày {paper.day_text(content.from_ms)}, không rõ giờ"
    if content.when is When.ABOUT:
        return f"khoảng {start}"
    if content.when is When.RANGE and content.to_ms is not None:
        if paper.day_text(content.from_ms) == paper.day_text(content.to_ms):
            start = time_text(content.from_ms)
            return f"từ {start} đến {time_text(content.to_ms)} ngày {paper.day_text(content.to_ms)}"
        return f"từ {datetime_text(content.from_ms)} đến {datetime_text(content.to_ms)}"
    return start


def _sheet(
    document: IncidentDocument, title: str, about: str, story: list[Part], form: str
) -> bytes:
    facility = document.facility
    number = document.incident.number
    return paper.document(
        Letterhead(
            facility.superior,
            facility.name,
            number=f"{number}/BB-{facility.symbol}" if number else "",
            place=None,
        ),
        title,
        about,
        story,
        anchor=document.anchor or None,
        copy_no=document.copy_no,
        foot=f"Mẫu {form} · In lúc {datetime_text(document.printed_ms)}",
    )


def _opening(document: IncidentDocument) -> list[Part]:
    incident, writer = document.incident, document.writer
    story: list[Part] = []
    if incident.state is State.VOID:
        story.append(paper.body(paper.bold("BIÊN BẢN ĐÃ HỦY. "), f"Lý do: {incident.reason}"))
    if incident.state is State.DRAFT:
        story.append(paper.body(paper.bold("BẢN NHÁP, CHƯA GỬI. ")))
    if incident.source_number:
        story.append(paper.note(f"Số ở sổ cũ: {incident.source_number}"))
    if incident.standing is Standing.UNVERIFIED:
        story.append(paper.note("Nội dung do người chưa xác nhận danh tính nhập vào máy."))
    elif incident.standing is Standing.NOT_TAKEN_OVER:
        story.append(paper.note("Người ghi chưa nhận ca khi nhập vào máy."))
    story += [
        paper.body(
            "Hôm nay, hồi ", paper.moment_text(document.made_ms), ", tại ", incident.place, "."
        ),
        paper.body("Chúng tôi gồm:", indent=False),
        paper.fields([("1. Họ và tên", writer.name), ("Chức vụ", writer.title)], columns=2),
        paper.field("Vị trí trực", writer.post),
        paper.fields([("2. Họ và tên", ""), ("Chức vụ", "")], columns=2),
    ]
    return story


def _people(content: Content, roles: Sequence[PersonRole]) -> list[Part]:
    story: list[Part] = []
    for role in roles:
        named = [person for person in content.persons if person.role is role]
        if named or role in (PersonRole.CONCERNED, PersonRole.WITNESS):
            story.append(paper.heading(ROLE_WORDS[role]))
        if not named and role in (PersonRole.CONCERNED, PersonRole.WITNESS):
            story.append(paper.field("Họ tên, năm sinh, nơi cư trú", ""))
        story += [paper.bullet(_person_text(person)) for person in named]
    return story


def _first(content: Content, role: PersonRole) -> Person | None:
    return next((person for person in content.persons if person.role is role), None)


def _person_text(person: Person | None) -> str:
    if person is None:
        return ""
    parts = (
        ("", person.name),
        ("sinh năm ", person.birth_year),
        ("", person.unit),
        ("CCCD ", person.identity_number),
        ("nơi cư trú: ", person.address),
        ("điện thoại ", person.phone),
    )
    return ", ".join(f"{label}{text}" for label, text in parts if text)


def _supplements(document: IncidentDocument) -> list[Part]:
    story: list[Part] = []
    for one in document.supplements:
        stamp = "[Sổ cũ ghi thêm] "
        if one.at_ms is not None:
            by = f", {one.name}" if one.name else ""
            stamp = f"[Bổ sung {datetime_text(one.at_ms)}{by}] "
        story.append(paper.body(paper.italic(stamp), one.text))
    if document.outcome and document.incident.state is State.CLOSED:
        story.append(paper.body(paper.italic("[Kết quả giải quyết] "), document.outcome))
    return story


def _evidence(things: Sequence[Thing]) -> Part:
    columns = [
        Column("STT", 9, "center"),
        Column("Tên, loại", 44),
        Column("Số lượng", 18, "center"),
        Column("Màu sắc, kích thước, đặc điểm", 48),
        Column("Tình trạng", 24),
        Column("Nơi giữ", 22),
    ]
    rows = [
        (
            number,
            thing.name,
            f"{thing.quantity} {thing.unit}".strip(),
            _marks(thing),
            "Đã thu hồi" if thing.recovered else "",
            "",
        )
        for number, thing in enumerate(things, 1)
    ]
    return paper.table(columns, rows, size=11, blank=0 if rows else 2, least=7)


def _lost(things: Sequence[Thing]) -> list[Part]:
    columns = [
        Column("STT", 8, "center"),
        Column("Tên tài sản", 30),
        Column("Mã, số sê-ri", 22),
        Column("ĐVT", 11, "center"),
        Column("Số lượng", 12, "center"),
        Column("Đặc điểm nhận dạng", 30),
        Column("Giá trị ước tính (đồng)", 24, "right"),
        Column("Thuộc sở hữu", 24),
        Column("Ghi chú", 16),
    ]
    rows: list[tuple[str | int | None, ...]] = [
        (
            number,
            thing.name,
            thing.serial,
            thing.unit or "cái",
            thing.quantity,
            thing.description,
            None if thing.value is None else number_text(thing.value),
            owner_text(thing.owner),
            "Đã thu hồi" if thing.recovered else "",
        )
        for number, thing in enumerate(things, 1)
    ]
    blank = 0 if rows else 3
    total = sum(thing.value or 0 for thing in things)
    if total:
        rows.append(("", "Cộng", "", "", "", "", number_text(total), "", ""))
    return [paper.table(columns, rows, size=10, blank=blank, least=7, bold_last=bool(total))]


def owner_text(owner: Owner) -> str:
    """Return whose property it is as form F7 asks: state, or which citizens'."""
    if owner is Owner.STATE:
        return "Nhà nước"
    if owner is Owner.UNKNOWN:
        return OWNER_WORDS[owner]
    return f"Công dân ({OWNER_WORDS[owner][:1].lower()}{OWNER_WORDS[owner][1:]})"


def _marks(thing: Thing) -> str:
    serial = f"số {thing.serial}" if thing.serial else ""
    return ", ".join(filter(None, (thing.description, serial)))


def _damage(content: Content) -> str:
    value = f"Tài sản ước tính {money_text(content.value)}." if content.value else ""
    return "\n".join(filter(None, (content.notes.get(Note.DAMAGE, ""), value)))


def _told(text: str, *, lines: int) -> list[Part]:
    return [paper.paragraphs(text)] if text else [paper.ruled_lines(lines)]


def _measures(content: Content) -> list[Part]:
    steps = [MEASURE_WORDS[measure] for measure in content.measures]
    for notice in content.notices:
        who = AUTHORITY_WORDS[notice.authority]
        taken = f", người tiếp nhận: {notice.officer}" if notice.officer else ""
        number = f", số {notice.reference}" if notice.reference else ""
        by = f", người báo: {notice.told_by}" if notice.told_by else ""
        steps.append(f"Đã báo {who} lúc {datetime_text(notice.at_ms)}{by}{taken}{number}")
    ends = [";"] * (len(steps) - 1) + ["."]
    story: list[Part] = [
        paper.bullet(f"{step}{end}") for step, end in zip(steps, ends, strict=False)
    ]
    if content.done:
        story += paper.paragraphs(content.done)
    return story or [paper.ruled_lines(2)]


def _closing() -> Iterable[Part]:
    return (
        paper.field(REFUSAL, "", lines=2),
        paper.body(
            "Biên bản kết thúc hồi …… giờ …… phút, ngày …… tháng …… năm ………, lập thành …… bản, "
            "đã đọc lại cho mọi người cùng nghe, công nhận đúng và cùng ký tên."
        ),
        paper.note(PRIVACY),
    )


def _signed(document: IncidentDocument, third: tuple[str, PersonRole]) -> Part:
    role, kind = third
    person = _first(document.content, kind)
    concerned = _first(document.content, PersonRole.CONCERNED)
    known = concerned.name if concerned and concerned.name != "chưa rõ" else ""
    return paper.signatures(
        [
            Signature("Người lập biên bản", document.writer.name),
            Signature(role, person.name if person else ""),
            Signature("Người liên quan", known),
            Signature("Chỉ huy ca trực"),
        ]
    )
