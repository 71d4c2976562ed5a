"""How the hours of assignments are counted: work, night, week-end and holiday, overtime, rest."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Final

from guardapp.base.clock import DAY, MINUTE, at, local
from guardapp.roster.model import DAY_MINUTES, Assignment, Month, ShiftType

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Totals:
    """One guard's month by duty date, in minutes; shifts, week-ends and days of rest are counted.

    `night_shifts` have a stretch of the night, `weekends` a shift on Saturday or Sunday.
    """

    shifts: int = 0
    minutes: int = 0
    night: int = 0
    weekend_shifts: int = 0
    holiday: int = 0
    overtime: int = 0
    rest_days: int = 0
    night_shifts: int = 0
    weekends: int = 0
    holiday_shifts: int = 0


def is_weekend(day: date) -> bool:
    """Tell whether a date is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Tell whether offices are open: Monday to Friday and no holiday."""
    return not is_weekend(day) and day not in holidays


def work_minutes(one: Assignment, shifts: Mapping[int, ShiftType]) -> int:
    """Return the minutes that count as work; an unpaid break of the shift type does not."""
    kind = shifts.get(one.shift)
    if kind is None or kind.break_paid:
        return one.minutes
    return max(0, one.minutes - kind.break_minutes)


def night_minutes(start_ms: int, end_ms: int, night_from: int, night_to: int) -> int:
    """Return the minutes of a span that lie in the night, which crosses midnight.

    `night_from` and `night_to` are minutes of the local day, such as 1320 and 360.
    """
    begin = local(start_ms)
    start = begin.hour * 60 + begin.minute
    by_date = night_by_date(start, start + (end_ms - start_ms) // MINUTE, night_from, night_to)
    return sum(by_date)


@lru_cache(maxsize=1024)
def night_by_date(
    start_minute: int, end_minute: int, night_from: int, night_to: int
) -> tuple[int, ...]:
    """Return the night minutes of a span on each date it touches, from its first on."""
    found = []
    for midnight in range(0, end_minute, DAY_MINUTES):
        parts = ((midnight, midnight + night_to), (midnight + night_from, midnight + DAY_MINUTES))
        found.append(
            sum(max(0, min(end_minute, to) - max(start_minute, since)) for since, to in parts)
        )
    return tuple(found)


def worked_by_day(
    assignments: Sequence[Assignment], shifts: Mapping[int, ShiftType]
) -> dict[date, int]:
    """Return the minutes of work by duty date: a night counts to the evening it begins."""
    by_day: dict[date, int] = {}
    for one in assignments:
        by_day[one.duty_date] = by_day.get(one.duty_date, 0) + work_minutes(one, shifts)
    return by_day


def week_of(day: date) -> int:
    """Return a number that all dates from a Monday to the Sunday after it share."""
    return (day.toordinal() - 1) // 7


def overtime_by_day(by_day: Mapping[date, int], per_day: int, per_week: int) -> dict[date, int]:
    """Return the overtime by day from the minutes worked by day, where there is any.

    Overtime is what exceeds `per_day`, and of the rest what exceeds `per_week` from Monday on,
    counted on the day it is done; so `by_day` must hold whole weeks.
    """
    found: dict[date, int] = {}
    week, left = -1, 0
    for day in sorted(by_day):
        if (this := week_of(day)) != week:
            week, left = this, per_week
        normal = min(by_day[day], per_day)
        over = by_day[day] - normal + max(0, normal - left)
        left = max(0, left - normal)
        if over:
            found[day] = over
    return found


def overtime_minutes(by_day: Mapping[date, int], month: Month, per_day: int, per_week: int) -> int:
    """Return the overtime of a month; `by_day` must hold the whole of its first week."""
    over = overtime_by_day(by_day, per_day, per_week)
    return sum(minutes for day, minutes in over.items() if month.first <= day <= month.last)


def rest_dates(assignments: Sequence[Assignment], month: Month) -> list[date]:
    """Return the month's dates without a shift that lie in a rest of 24 hours or more.

    `assignments` are one guard's, by start, with those around the month.
    """
    busy = {one.duty_date for one in assignments}
    starts = [one.start_ms for one in assignments]
    ends = list(accumulate((one.end_ms for one in assignments), max))
    noon = at(month.first, DAY_MINUTES // 2)
    found = []
    for index, day in enumerate(month.days):
        if day in busy:
            continue
        place = bisect_right(starts, noon + index * DAY)
        free = place in (0, len(starts)) or starts[place] - ends[place - 1] >= DAY
        if free:
            found.append(day)
    return found


def rest_days(assignments: Sequence[Assignment], month: Month) -> int:
    """Return how many dates of the month are days of rest; see `rest_dates`."""
    return len(rest_dates(assignments, month))


def totals(
    assignments: Sequence[Assignment],
    month: Month,
    shifts: Mapping[int, ShiftType],
    holidays: Collection[date],
    limits: tuple[int, int, int, int],
    *,
    duty: Collection[int] = (),
    night_shift: int = 180,
) -> Totals:
    """Return one guard's totals of a month from the assignments in and around it, by start.

    `limits` are the normal day and week in minutes, and the night's begin and end in minutes of
    the day. Shift types of hospital `duty` have no overtime. A shift with `night_shift` minutes
    at night is one of the night.
    """
    per_day, per_week, night_from, night_to = limits
    first, last = month.first, month.last
    mine = [one for one in assignments if first <= one.duty_date <= last]
    if not mine:
        return Totals(rest_days=len(month.days))
    nights = [night_minutes(one.start_ms, one.end_ms, night_from, night_to) for one in mine]
    weekend = [one.duty_date for one in mine if is_weekend(one.duty_date)]
    worked = [work_minutes(one, shifts) for one in mine]
    festive = [
        minutes for one, minutes in zip(mine, worked, strict=True) if one.duty_date in holidays
    ]
    labour = [one for one in assignments if one.shift not in duty] if duty else assignments
    return Totals(
        len(mine),
        sum(worked),
        sum(nights),
        len(weekend),
        sum(festive),
        overtime_minutes(worked_by_day(labour, shifts), month, per_day, per_week),
        rest_days(assignments, month),
        sum(minutes >= night_shift for minutes in nights),
        len({week_of(day) for day in weekend}),
        len(festive),
    )


def around(month: Month) -> tuple[date, date]:
    """Return the first and last duty date that the rules of a month must look at."""
    return month.first - timedelta(days=8), month.last + timedelta(days=3)
