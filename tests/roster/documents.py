"""Invented roster documents of any size, for the sheets' tests and benchmark."""

from datetime import date, timedelta
from typing import Final

from guardapp.roster.document import (
    DayCode,
    DayDuty,
    DaySheetDocument,
    DayShift,
    GuardMonth,
    MonthRosterDocument,
    SheetHead,
)

NAMES: Final = (
    "Nguyễn Văn An",
    "Trần Thị Mỹ Duyên",
    "Đặng Quỳnh",
    "Lê Hoàng Phương Nguyễn Anh Tuấn",
    "Phạm Đức Ẩn",
)
POSTS: Final = tuple((f"{number:02d}", f"Mục tiêu số {number}") for number in range(1, 25))
SHIFT_CODES: Final = (
    ("S", "ca sáng 06:00–14:00"),
    ("C", "ca chiều 14:00–22:00"),
    ("Đ", "ca đêm 22:00–06:00 (+1)"),
    ("N", "nghỉ hằng tuần"),
    ("P", "nghỉ phép"),
)
HEAD: Final = SheetHead(
    superior="Sở Y tế tỉnh Mẫu",
    organ="Bệnh viện đa khoa tỉnh Mẫu",
    number="05/BPC-BV",
    place="Mẫu",
    issued=date(2026, 11, 24),
    signers=(
        ("Người lập bảng", "Nguyễn Thị Hằng"),
        ("Đội trưởng bảo vệ", "Trần Quốc Bảo"),
        ("Trưởng phòng\nTổ chức - Hành chính", "Lê Văn Tám"),
        ("Giám đốc", "Phạm Minh Đức"),
    ),
    printed="18:05 22/11/2026",
)


def _days(guard: int, count: int) -> tuple[DayCode | None, ...]:
    codes = ("S", "C", "Đ", "N", "P")
    days: list[DayCode | None] = []
    for day in range(count):
        code = codes[(guard + day) % 5]
        post = POSTS[guard % 24][0] if code in "SCĐ" else ""
        days.append(DayCode(code, post) if (guard + day) % 7 else None)
    return tuple(days)


def month(guards: int = 62, first: date = date(2026, 12, 1), days: int = 31) -> MonthRosterDocument:
    """Return a roster of `guards` lines over `days` days."""
    lines = tuple(
        GuardMonth(
            name=f"{NAMES[number % 5]} {number}",
            role=("Tổ trưởng", "Nhân viên", "Tự vệ")[number % 3],
            place=POSTS[number % 24][1],
            days=_days(number, days),
            shifts=22,
            minutes=22 * 480,
            night_minutes=2_550,
            overtime_minutes=90,
            rest_due=number % 3,
        )
        for number in range(1, guards + 1)
    )
    return MonthRosterDocument(
        head=HEAD,
        first=first,
        last=first + timedelta(days=days - 1),
        guards=lines,
        shift_codes=SHIFT_CODES,
        post_codes=POSTS,
        counts=tuple((code, (12,) * days) for code in "SCĐ"),
        holidays=frozenset({date(2026, 12, 24)}),
    )


def day_sheet(posts: int = 24) -> DaySheetDocument:
    """Return a day of three shifts at `posts` posts each."""
    shifts = tuple(
        DayShift(
            name,
            hours,
            "Trần Quốc Bảo",
            "0912 345 678",
            tuple(
                DayDuty(place, hours, NAMES[at % 5], "0987 654 321", NAMES[(at + 1) % 5])
                for at, (_code, place) in enumerate(POSTS[:posts])
            ),
        )
        for name, hours in (
            ("Ca sáng", "06:00–14:00"),
            ("Ca chiều", "14:00–22:00"),
            ("Ca đêm", "22:00–06:00 (+1)"),
        )
    )
    return DaySheetDocument(
        HEAD, date(2026, 12, 24), shifts, (("Lê Văn Bình", "nghỉ phép"),), ("Tăng cường cổng.",)
    )
