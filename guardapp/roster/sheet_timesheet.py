"""The month's timesheet as PDF (form F2)."""

from typing import Final, Literal

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import datetime_text, hours_text
from guardapp.roster.document_timesheet import TimesheetDocument, TimesheetLine
from guardapp.roster.model_attendance import Figures

_COLUMNS: Final = (
    Column("STT", 9, "center"),
    Column("Họ và tên", 40),
    Column("Ngày thường (giờ)", 15, "right"),
    Column("Nghỉ hằng tuần (giờ)", 14.5, "right"),
    Column("Lễ, Tết (giờ)", 13, "right"),
    Column("Giờ đêm", 13, "right"),
    Column("Làm thêm tháng", 13.5, "right"),
    Column("Làm thêm lũy kế năm", 15, "right"),
    Column("Trực 24/24 ngày thường", 13.5, "center"),
    Column("Trực 24/24 nghỉ tuần", 13.5, "center"),
    Column("Trực 24/24 lễ, Tết", 13.5, "center"),
    Column("Nghỉ bù phát sinh", 12.5, "center"),
    Column("Nghỉ bù đã nghỉ", 12.5, "center"),
    Column("Nghỉ bù còn", 12.5, "center"),
    Column("Ghi chú", 26),
    Column("Ký xác nhận", 19),
)
_SIGNERS: Final = ("Người lập bảng", "Đội trưởng bảo vệ", "Trưởng phòng\nTổ chức - Hành chính")
RULES: Final = (
    "Ca tính vào tháng của ngày bắt đầu; giờ rơi vào ngày lễ, Tết (0–24 giờ) là giờ lễ. "
    "Ngày nghỉ hằng tuần: với ca làm việc là ngày trống cuối cùng (nghỉ đủ 24 giờ) của tuần từ thứ "
    "Hai đến Chủ nhật theo lịch trực, không có ngày trống thì là Chủ nhật; với phiên trực 24/24 là "
    "thứ Bảy, Chủ nhật.",
    "Làm thêm: phần vượt giờ bình thường trong ngày, trong tuần, cả giờ làm ngày nghỉ hằng tuần và "
    "giờ ở lại do thay ca muộn. Trực 24/24 được nghỉ bù 1 ngày, trúng lễ, Tết 2 ngày "
    "(Điều 3 Nghị định 192/2026/NĐ-CP). Giờ đêm, giờ làm thêm nằm trong ba cột giờ đầu.",
)


def timesheet_pdf(
    document: TimesheetDocument,
    printed_ms: int,
    copy_no: int = 1,
    size: Literal["A4", "A3"] = "A4",
) -> bytes:
    """Return a month's timesheet in landscape as PDF."""
    rows: list[paper.Row] = [_row(number, one) for number, one in enumerate(document.lines, 1)]
    if document.lines:
        rows.append(_total(document))
    big = size == "A3"
    story: list[paper.Story] = [
        [
            paper.table(
                _COLUMNS,
                rows,
                size=11 if big else 8.5,
                least=8 if big else 7,
                bold_last=bool(document.lines),
            )
        ],
        [paper.note(words) for words in RULES],
        [paper.signatures(_signatures(document), space=20)],
    ]
    return paper.document(
        Letterhead(document.superior, document.organ, "", document.place, document.issued),
        "Bảng chấm công, tổng hợp giờ trực" + (" (bản nháp)" if document.draft else ""),
        _subject(document),
        story,
        size=size,
        landscape=True,
        anchor=document.anchor or None,
        copy_no=copy_no,
        foot=f"Mẫu F2 · In lúc {datetime_text(printed_ms)}"
        + (" · BẢN NHÁP, CHƯA KÝ KHÓA" if document.draft else ""),
    )


def _subject(document: TimesheetDocument) -> str:
    month = f"Tháng {document.month.number:02d} năm {document.month.year}"
    if document.until is None:
        return month
    return f"{month} (các ca đã xong đến {datetime_text(document.until)})"


def _signatures(document: TimesheetDocument) -> list[Signature]:
    names = [document.preparer, "", ""]
    people = [Signature(role, name) for role, name in zip(_SIGNERS, names, strict=True)]
    return [*people, Signature("Giám đốc", "")]


def _row(number: int, one: TimesheetLine) -> paper.Row:
    remarks = [one.remark] if one.remark else []
    if one.unsettled:
        remarks.append(f"{one.unsettled} ca chưa chấm, tính theo lịch")
    return (
        number,
        one.name,
        *_hours(one.figures),
        hours_text(one.overtime_year),
        *_days(one.figures),
        one.rest_left,
        "; ".join(remarks),
        "",
    )


def _total(document: TimesheetDocument) -> paper.Row:
    total = document.total
    left = sum(one.rest_left for one in document.lines)
    return ("", "Tổng cộng", *_hours(total), "", *_days(total), left, "", "")


def _hours(of: Figures) -> tuple[str, ...]:
    parts = (of.normal, of.weekly, of.holiday, of.night, of.overtime)
    return tuple(hours_text(one) for one in parts)


def _days(of: Figures) -> tuple[str, ...]:
    parts = (of.sessions, of.sessions_weekly, of.sessions_holiday, of.rest_due, of.rest_taken)
    return tuple(str(one) if one else "" for one in parts)
