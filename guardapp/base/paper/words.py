"""Dates, times and amounts as Vietnamese paper writes them, whatever the screen's language."""

from datetime import date, datetime
from typing import Final

from guardapp.base import clock
from guardapp.base.words import SHORT_WEEKDAYS, WEEKDAYS, date_text

WEEKDAY_MARKS: Final = SHORT_WEEKDAYS

day_text: Final = date_text


def _local(moment: int | date) -> date:
    return clock.local_date(moment) if isinstance(moment, int) else moment


def weekday_text(moment: int | date) -> str:
    """Return the name of the day of the week."""
    return WEEKDAYS[_local(moment).weekday()]


def long_date_text(moment: int | date | None) -> str:
    """Return "ngày 05 tháng 02 năm 2026" (Decree 30/2020); None leaves room for the pen."""
    if moment is None:
        return "ngày ….. tháng ….. năm 20….."
    day = _local(moment)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_text(ms: int | None) -> str:
    """Return "22 giờ 05 phút, ngày 24 tháng 12 năm 2026" of an instant in ms."""
    if ms is None:
        return f"….. giờ ….. phút, {long_date_text(None)}"
    moment: datetime = clock.local(ms)
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {long_date_text(ms)}"


def span_text(minutes: int) -> str:
    """Return a length of time such as "7 giờ 45 phút"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} phút"
    return f"{hours} giờ {rest:02d} phút" if rest else f"{hours} giờ"


def number_text(number: int, symbol: str) -> str:
    """Return a document's number and symbol, "05/BB-BVĐK": below ten with a leading zero."""
    return f"{number:02d}/{symbol}" if symbol else f"{number:02d}"


def count_text(count: int) -> str:
    """Return a count in official minutes, with a leading zero below ten: 02."""
    return f"{count:02d}"
