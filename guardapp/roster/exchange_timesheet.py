"""The month's timesheet as a formatted spreadsheet, hours and days as numbers to reckon with."""

from typing import Final

from guardapp.base.spreadsheet_book import Book, Paper
from guardapp.roster.document_timesheet import TimesheetDocument, TimesheetLine
from guardapp.roster.model_attendance import Figures

COLUMNS: Final = (
    ("STT", 5),
    ("Họ và tên", 26),
    ("Chức vụ/Tổ", 16),
    ("Số ca", 7),
    ("Ngày thường (giờ)", 10),
    ("Nghỉ hằng tuần (giờ)", 10),
    ("Lễ, Tết (giờ)", 10),
    ("Giờ đêm", 10),
    ("Làm thêm tháng", 10),
    ("Làm thêm lũy kế năm", 11),
    ("Trực 24/24 ngày thường", 10),
    ("Trực 24/24 nghỉ tuần", 10),
    ("Trực 24/24 lễ, Tết", 10),
    ("Nghỉ bù phát sinh", 10),
    ("Nghỉ bù đã nghỉ", 10),
    ("Nghỉ bù còn", 9),
    ("Đi muộn (ca)", 8),
    ("Vắng (ca)", 8),
    ("Ghi chú", 40),
)
HEAD: Final = 5
_SHADE: Final = "EDEDED"
_NAME: Final = 2

Cells = tuple[str | float, ...]


def timesheet_xlsx(document: TimesheetDocument, paper: Paper = "A4") -> bytes:
    """Return a month's timesheet as XLSX: hours with two decimals, sessions and rest in days."""
    month = document.month
    book = Book(f"{month.number:02d}-{month.year}")
    state = " (BẢN NHÁP)" if document.draft else ""
    for row, (text, size) in enumerate(
        (
            (document.organ.upper(), 12.0),
            (f"BẢNG CHẤM CÔNG, TỔNG HỢP GIỜ TRỰC{state}", 15.0),
            (f"Tháng {month.number:02d} năm {month.year}", 12.0),
        ),
        1,
    ):
        book.put(row, 1, text, bold=True, align="center", size=size, framed=False)
        book.merge(row, 1, len(COLUMNS))
    for column, (title, _wide) in enumerate(COLUMNS, 1):
        book.put(HEAD, column, title, bold=True, align="center", size=10, shade=_SHADE, wrap=True)
    row = HEAD
    for number, line in enumerate(document.lines, 1):
        row += 1
        _write(book, row, _cells(number, line))
    if document.lines:
        _write(book, row + 1, _total(document), bold=True)
    book.set_height(HEAD, 45)
    book.set_widths([wide for _title, wide in COLUMNS])
    book.freeze(HEAD + 1, _NAME + 1)
    book.set_page(paper, HEAD, HEAD)
    return book.to_bytes()


def _write(book: Book, row: int, cells: Cells, *, bold: bool = False) -> None:
    for column, value in enumerate(cells, 1):
        words = isinstance(value, str)
        strong = bold or column == _NAME
        book.put(row, column, value, bold=strong, align="left" if words else "center", wrap=words)


def _cells(number: int, line: TimesheetLine) -> Cells:
    remarks = [line.remark] if line.remark else []
    if line.unsettled:
        remarks.append(f"{line.unsettled} ca chưa chấm, tính theo lịch")
    return (
        number,
        line.name,
        line.role,
        line.shifts,
        *_hours(line.figures),
        hours(line.overtime_year),
        *_days(line.figures),
        line.rest_left,
        line.late,
        line.absent,
        "; ".join(remarks),
    )


def _total(document: TimesheetDocument) -> Cells:
    lines, total = document.lines, document.total
    return (
        "",
        "Tổng cộng",
        "",
        sum(one.shifts for one in lines),
        *_hours(total),
        "",
        *_days(total),
        sum(one.rest_left for one in lines),
        sum(one.late for one in lines),
        sum(one.absent for one in lines),
        "",
    )


def _hours(of: Figures) -> tuple[float, ...]:
    return tuple(map(hours, (of.normal, of.weekly, of.holiday, of.night, of.overtime)))


def _days(of: Figures) -> tuple[int, ...]:
    return of.sessions, of.sessions_weekly, of.sessions_holiday, of.rest_due, of.rest_taken


def hours(minutes: int) -> float:
    """Return hours with two decimals, which are whole minutes again when read."""
    return round(minutes / 60, 2)
