"""The duty roster of the month and the shift sheet of the day as PDF (form F1)."""

from typing import Literal

from guardapp.base import paper
from guardapp.base.paper import Band, Column, GridCell, GridRow, GridSpec, Letterhead, Signature
from guardapp.base.words import hours_text
from guardapp.roster.document import (
    DaySheetDocument,
    DayShift,
    GuardMonth,
    MonthRosterDocument,
    SheetHead,
)

_LEAD = (
    Column("STT", 6.5, "center"),
    Column("Họ và tên", 35),
    Column("Chức vụ/Tổ", 16),
    Column("Vị trí", 18),
)
_TRAIL = (
    Column("Tổng ca", 7, "center"),
    Column("Tổng giờ", 9, "center"),
    Column("Giờ đêm", 8, "center"),
    Column("Giờ làm thêm", 8.5, "center"),
    Column("Nghỉ bù còn", 7.5, "center"),
    Column("Ghi chú", 12),
)
_DAY_COLUMNS = (
    Column("STT", 8, "center"),
    Column("Mục tiêu (vị trí)", 39),
    Column("Thời gian", 29, "center"),
    Column("Người trực", 37, bold=True),
    Column("Số điện thoại", 25, "center"),
    Column("Người dự phòng", 27),
)
_DAY_NOTE = Column("Ghi chú", 25)
_CHANGE_COLUMNS = (
    Column("Lần", 10, "center"),
    Column("Ngày", 24, "center"),
    Column("Người duyệt", 50),
    Column("Lý do thay đổi", 168),
)


def month_pdf(document: MonthRosterDocument, size: Literal["A4", "A3"] = "A4") -> bytes:
    """Return the month's duty roster in landscape, at most 31 days, as PDF."""
    days = (document.last - document.first).days + 1
    spec = GridSpec(
        _LEAD,
        document.first,
        document.last,
        _TRAIL,
        day_share=136 / days,
        holidays=document.holidays,
        days_title=_days_title(document),
    )
    rows = [_guard_row(number, guard) for number, guard in enumerate(document.guards, 1)]
    rows += [_count_row(code, counts) for code, counts in document.counts]
    story: list[paper.Story] = [
        [paper.month_grid(spec, rows, size=7.5 if size == "A4" else 9)],
        [paper.legend(_signs(document), title="Ký hiệu ca trực, ngày nghỉ", columns=5)],
    ]
    if document.post_codes:
        title = "Ký hiệu vị trí (mục tiêu)"
        story.append([paper.legend(document.post_codes, title=title, columns=5)])
    if document.changes:
        listed = [(one.number, one.made, one.by, one.reason) for one in document.changes]
        table = paper.table(_CHANGE_COLUMNS, listed, size=9.5)
        story.append([paper.heading("Các lần thay đổi sau khi công bố"), table])
    story.append([_signatures(document.head)])
    subject = f"Từ ngày {paper.day_text(document.first)} đến ngày {paper.day_text(document.last)}"
    return paper.document(
        _letterhead(document.head),
        "Bảng phân công trực bảo vệ" + (" (dự thảo)" if document.draft else ""),
        subject + (f" (thay đổi lần {document.version - 1})" if document.version > 1 else ""),
        story,
        size=size,
        landscape=True,
        anchor=document.head.anchor,
        copy_no=document.head.copy_no,
        foot=_foot("Mẫu F1", document.head),
    )


def day_pdf(document: DaySheetDocument, *, landscape: bool = False) -> bytes:
    """Return the shift sheet of one duty date on A4 as PDF."""
    noted = any(duty.note for shift in document.shifts for duty in shift.duties)
    columns = (*_DAY_COLUMNS, _DAY_NOTE) if noted else _DAY_COLUMNS
    rows: list[paper.Row] = []
    for shift in document.shifts:
        rows.append(Band(_shift_words(shift)))
        for number, duty in enumerate(shift.duties, 1):
            guard = duty.guard or "(chưa có người)"
            cells = (number, duty.post, duty.hours, guard, duty.phone, duty.reserve, duty.note)
            rows.append(cells[: len(columns)])
    story: list[paper.Story] = [[paper.table(columns, rows, size=10.5)]]
    if document.absent:
        away = "; ".join(f"{name} ({reason})" for name, reason in document.absent)
        story.append([paper.body(paper.bold("Vắng mặt: "), f"{away}.", indent=False)])
    if document.notes:
        story.append(paper.heading("Lưu ý trong ngày"))
        story.append([paper.bullet(words) for words in document.notes])
    story.append([_signatures(document.head)])
    return paper.document(
        _letterhead(document.head),
        "Phân công trực bảo vệ trong ngày" + (" (dự thảo)" if document.draft else ""),
        f"{paper.weekday_text(document.day)}, {paper.long_date_text(document.day)}",
        story,
        landscape=landscape,
        anchor=document.head.anchor,
        copy_no=document.head.copy_no,
        foot=_foot("Mẫu F1 (ngày)", document.head),
    )


def _letterhead(head: SheetHead) -> Letterhead:
    return Letterhead(head.superior, head.organ, head.number, head.place, head.issued)


def _signatures(head: SheetHead) -> paper.Block:
    people = [Signature(role, name) for role, name in head.signers]
    return paper.signatures(people, to=head.recipients)


def _foot(form: str, head: SheetHead) -> str:
    return f"{form} · In lúc {head.printed}" if head.printed else form


def _days_title(document: MonthRosterDocument) -> str:
    first, last = document.first, document.last
    if (first.year, first.month) == (last.year, last.month):
        return f"Ngày trong tháng {first.month} năm {first.year}"
    return f"Ngày (từ {paper.day_text(first)} đến {paper.day_text(last)})"


def _signs(document: MonthRosterDocument) -> list[tuple[str, str]]:
    """Return the codes, and the mark of holidays, which a copy without its greys keeps."""
    holidays = [("*", "ngày lễ, tết")] if document.holidays and document.shift_codes else []
    return [*document.shift_codes, *holidays]


def _hours(minutes: int) -> str:
    return hours_text(minutes) or "0"


def _guard_row(number: int, guard: GuardMonth) -> GridRow:
    return GridRow(
        (str(number), guard.name, guard.role, guard.place),
        tuple(GridCell(day.code, day.post) if day else None for day in guard.days),
        (
            str(guard.shifts),
            _hours(guard.minutes),
            _hours(guard.night_minutes),
            _hours(guard.overtime_minutes),
            str(guard.rest_due),
            guard.note,
        ),
    )


def _count_row(code: str, counts: tuple[int, ...]) -> GridRow:
    cells = tuple(GridCell(str(count)) if count else None for count in counts)
    trail = (str(sum(counts)), "", "", "", "", "")
    return GridRow(("", f"Số người trực ca {code}", "", ""), cells, trail, bold=True)


def _shift_words(shift: DayShift) -> str:
    leader = shift.leader or "………………………"
    phone = f", số điện thoại {shift.leader_phone}" if shift.leader_phone else ""
    return f"{shift.name}: {shift.hours}. Chỉ huy ca: {leader}{phone}"
