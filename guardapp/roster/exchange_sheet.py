"""The month's roster as a formatted spreadsheet that can be edited and brought back in."""

from datetime import date, timedelta
from typing import Final

from guardapp.base.paper.words import WEEKDAY_MARKS
from guardapp.base.spreadsheet_book import Book, Paper
from guardapp.base.words import date_text
from guardapp.roster.document import DayCode, GuardMonth, MonthRosterDocument
from guardapp.roster.lunar import lunar

LEAD: Final = (("STT", 5), ("Mã", 9), ("Họ và tên", 26), ("Chức vụ/Tổ", 14), ("Vị trí", 18))
TRAIL: Final = (
    ("Tổng ca", 7),
    ("Tổng giờ", 7),
    ("Giờ đêm", 7),
    ("Giờ làm thêm", 8),
    ("Nghỉ bù còn", 8),
    ("Ghi chú", 16),
)
HEAD: Final = 5
_DAY_WIDTH: Final = 5.2
_HEAD_SHADE: Final = "EDEDED"
_HOLIDAY_SHADE: Final = "BFBFBF"
_WEEKEND_SHADE: Final = "E2E2E2"


def month_xlsx(document: MonthRosterDocument, paper: Paper = "A3") -> bytes:
    """Return the duty roster of a month as XLSX."""
    first, last = document.first, document.last
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    book = Book(f"{first.month:02d}-{first.year}")
    whole = len(LEAD) + len(days) + len(TRAIL)
    _title(book, document, whole)
    _head(book, document, days)
    row = HEAD + 3
    for number, guard in enumerate(document.guards, 1):
        _guard(book, row, number, guard, document, days)
        row += 1
    for code, counts in document.counts:
        _sums(book, row, code, counts, document, days)
        row += 1
    _legend(book, row + 1, document)
    book.set_widths(
        [wide for _title, wide in LEAD]
        + [_DAY_WIDTH] * len(days)
        + [wide for _title, wide in TRAIL]
    )
    book.freeze(HEAD + 3, 4)
    book.set_page(paper, HEAD, HEAD + 2)
    return book.to_bytes()


def _title(book: Book, document: MonthRosterDocument, whole: int) -> None:
    state = " (dự thảo)" if document.draft else ""
    period = f"Từ ngày {date_text(document.first)} đến ngày {date_text(document.last)}"
    if document.version > 1:
        period += f" (thay đổi lần {document.version - 1})"
    texts = (
        (document.head.organ.upper(), 12.0),
        (f"BẢNG PHÂN CÔNG TRỰC BẢO VỆ{state.upper()}", 15.0),
        (period, 12.0),
    )
    for row, (text, size) in enumerate(texts, 1):
        book.put(row, 1, text, bold=True, align="center", size=size, framed=False)
        book.merge(row, 1, whole)


def _head(book: Book, document: MonthRosterDocument, days: list[date]) -> None:
    after = len(LEAD) + len(days)
    for column, (title, _wide) in enumerate(LEAD, 1):
        _head_cell(book, HEAD, column, title)
    for column, (title, _wide) in enumerate(TRAIL, after + 1):
        _head_cell(book, HEAD, column, title)
    for column, day in enumerate(days, len(LEAD) + 1):
        shade = _shade(document, day) or _HEAD_SHADE
        book.put(HEAD, column, day.day, bold=True, align="center", shade=shade)
        mark = WEEKDAY_MARKS[day.weekday()]
        book.put(HEAD + 1, column, mark, align="center", size=9, shade=shade)
        moon = lunar(day)
        text = f"{moon.day}/{moon.month}"
        book.put(HEAD + 2, column, text, align="center", size=7, shade=shade)
    for row in (HEAD + 1, HEAD + 2):
        for column in (*range(1, len(LEAD) + 1), *range(after + 1, after + len(TRAIL) + 1)):
            book.put(row, column, None, shade=_HEAD_SHADE)
    book.set_height(HEAD, 30)


def _head_cell(book: Book, row: int, column: int, title: str) -> None:
    book.put(row, column, title, bold=True, align="center", size=10, shade=_HEAD_SHADE, wrap=True)


def _shade(document: MonthRosterDocument, day: date) -> str:
    if day in document.holidays:
        return _HOLIDAY_SHADE
    return _WEEKEND_SHADE if day.weekday() >= 5 else ""


def _guard(
    book: Book,
    row: int,
    number: int,
    guard: GuardMonth,
    document: MonthRosterDocument,
    days: list[date],
) -> None:
    book.put(row, 1, number, align="center")
    for column, text in enumerate((guard.code, guard.name, guard.role, guard.place), 2):
        book.put(row, column, text, bold=column == 3, wrap=column > 3)
    for column, (day, code) in enumerate(zip(days, guard.days, strict=True), len(LEAD) + 1):
        shade = _shade(document, day)
        shown = _code(code) if code else None
        book.put(row, column, shown, align="center", size=10, shade=shade, wrap=True)
    sums: tuple[str | float, ...] = (
        guard.shifts,
        _hours(guard.minutes),
        _hours(guard.night_minutes),
        _hours(guard.overtime_minutes),
        guard.rest_due,
        guard.note,
    )
    for column, value in enumerate(sums, len(LEAD) + len(days) + 1):
        book.put(row, column, value, align="left" if isinstance(value, str) else "center")
    book.set_height(row, 28)


def _code(code: DayCode) -> str:
    return f"{code.code}\n{code.post}" if code.post else code.code


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _sums(
    book: Book,
    row: int,
    code: str,
    counts: tuple[int, ...],
    document: MonthRosterDocument,
    days: list[date],
) -> None:
    for column in range(1, len(LEAD) + 1):
        text = f"Số người trực ca {code}" if column == 3 else None
        book.put(row, column, text, bold=True)
    for column, (day, count) in enumerate(zip(days, counts, strict=True), len(LEAD) + 1):
        shade = _shade(document, day)
        book.put(row, column, count or None, bold=True, align="center", size=10, shade=shade)
    book.put(row, len(LEAD) + len(days) + 1, sum(counts), bold=True, align="center")


def _legend(book: Book, row: int, document: MonthRosterDocument) -> None:
    listed = (
        ("Ký hiệu ca trực, ngày nghỉ", document.shift_codes),
        ("Ký hiệu vị trí (mục tiêu)", document.post_codes),
    )
    for title, codes in listed:
        if codes:
            book.put(row, 3, title, bold=True, framed=False)
            row += 1
        for code, words in codes:
            book.put(row, 2, code, bold=True, align="right", framed=False)
            book.put(row, 3, words, framed=False)
            row += 1
        row += 1
