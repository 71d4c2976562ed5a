"""How tables of others write dates and times: recognised a column at a time, and read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final


class Order(Enum):
    """In which order a date's day, month and year are written."""

    DAY_FIRST = "dd/MM/yyyy"
    MONTH_FIRST = "MM/dd/yyyy"
    YEAR_FIRST = "yyyy-MM-dd"


@dataclass(frozen=True, slots=True)
class Dates:
    """How a column writes its dates; not `sure` where no day above 12 tells day from month."""

    order: Order
    sure: bool


_DATE: Final = re.compile(
    r"(?:(?P<th>\d{1,2}):(?P<tm>\d{2})(?::\d{2})?\s+)?"
    r"(?P<a>\d{1,4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,4})"
    r"(?:[ T,]+(?P<h>\d{1,2})(?::|h|g)(?P<m>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[AaPp][Mm])?Z?)?"
)


def detect_dates(values: Iterable[str]) -> Dates | None:
    """Return how a column writes its dates, or None where not all its values are dates."""
    parts = []
    for value in values:
        if value:
            found = _DATE.fullmatch(value.strip())
            if found is None:
                return None
            parts.append((found["a"], found["b"], found["c"]))
    if not parts:
        return None
    if all(len(first) == 4 for first, _second, _third in parts):
        return Dates(Order.YEAR_FIRST, sure=True)
    if any(len(first) > 2 for first, _second, _third in parts):
        return None
    day_first = any(int(first) > 12 for first, _second, _third in parts)
    month_first = any(int(second) > 12 for _first, second, _third in parts)
    if day_first and month_first:
        return None
    order = Order.MONTH_FIRST if month_first else Order.DAY_FIRST
    return Dates(order, sure=day_first or month_first)


def parse_moment(text: str, order: Order) -> tuple[date, int | None]:
    """Return the date, and the minute of the day where one is written; raises ValueError."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    first, second, third = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) == 4 or order is Order.YEAR_FIRST:
        year, month, day = first, second, third
    elif order is Order.MONTH_FIRST:
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    hour, minute = found["h"] or found["th"], found["m"] or found["tm"]
    of_day = None if hour is None else _minute(int(hour), int(minute), found["half"])
    return date(year + 2000 if year < 100 else year, month, day), of_day


def _minute(hour: int, minute: int, half: str | None) -> int:
    if half is not None:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(hour)
    return hour * 60 + minute
