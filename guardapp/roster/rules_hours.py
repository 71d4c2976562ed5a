"""How the hours of assignments are counted: work, night, week-end and holiday, overtime, rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.clock import DAY, MINUTE, at, local
from guardapp.roster.model import DAY_MINUTES, Assignment, Month, ShiftType

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Totals:
    """One guard's month, by duty date; minutes except `shifts`, `weekend_shifts`, `rest_days`."""

    shifts: int = 0
    minutes: int = 0
    night: int = 0
    weekend_shifts: int = 0
    holiday: int = 0
    overtime: int = 0
    rest_days: int = 0


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
    end = start + (end_ms - start_ms) // MINUTE
    total = 0
    for day in range(-1, end // DAY_MINUTES + 1):
        dusk = day * DAY_MINUTES + night_from
        dawn = (day + 1) * DAY_MINUTES + night_to
        total += max(0, min(end, dawn) - max(start, dusk))
    return total


def worked_by_day(
    assignments: Sequence[Assignment], shifts: Mapping[int, ShiftType]
) -> dict[date, int]:
    """Return the minutes of work by duty date: a night counts to the evening it begins."""
    by_day: dict[date, int] = {}
    for one in assignments:
        by_day[one.duty_date] = by_day.get(one.duty_date, 0) + work_minutes(one, shifts)
    return by_day


def overtime_minutes(by_day: Mapping[date, int], month: Month, per_day: int, per_week: int) -> int:
    """Return the overtime of a month from the minutes worked by day.

    Overtime is what exceeds `per_day`, and of the rest what exceeds `per_week` from Monday on,
    counted on the day it is done; so `by_day` must hold the whole of the month's first week.
    """
    total = 0
    week: tuple[int, int] | None = None
    left = 0
    for day in sorted(by_day):
        iso = day.isocalendar()
        if (iso.year, iso.week) != week:
            week, left = (iso.year, iso.week), per_week
        normal = min(by_day[day], per_day)
        over = by_day[day] - normal + max(0, normal - left)
        left = max(0, left - normal)
        if month.first <= day <= month.last:
            total += over
    return total


def rest_days(assignments: Sequence[Assignment], month: Month) -> int:
    """Return the month's dates without a shift that lie in a rest of 24 hours or more.

    `assignments` are one guard's, by start, with those around the month.
    """
    busy = {one.duty_date for one in assignments}
    spans = [(one.start_ms, one.end_ms) for one in assignments]
    found = 0
    for day in month.days:
        if day in busy:
            continue
        middle = at(day, DAY_MINUTES // 2)
        before = max((end for start, end in spans if start <= middle), default=None)
        after = min((start for start, _ in spans if start > middle), default=None)
        if before is None or after is None or after - before >= DAY:
            found += 1
    return found


def totals(
    assignments: Sequence[Assignment],
    month: Month,
    shifts: Mapping[int, ShiftType],
    holidays: Collection[date],
    limits: tuple[int, int, int, int],
) -> Totals:
    """Return one guard's totals of a month from the assignments in and around it, by start.

    `limits` are the normal day and week in minutes, and the night's begin and end in minutes of
    the day.
    """
    per_day, per_week, night_from, night_to = limits
    mine = [one for one in assignments if month.first <= one.duty_date <= month.last]
    if not mine:
        return Totals(rest_days=len(month.days))
    worked = [(one, work_minutes(one, shifts)) for one in mine]
    return Totals(
        len(mine),
        sum(minutes for _, minutes in worked),
        sum(night_minutes(one.start_ms, one.end_ms, night_from, night_to) for one in mine),
        sum(is_weekend(one.duty_date) for one in mine),
        sum(minutes for one, minutes in worked if one.duty_date in holidays),
        overtime_minutes(worked_by_day(assignments, shifts), month, per_day, per_week),
        rest_days(assignments, month),
    )


def around(month: Month) -> tuple[date, date]:
    """Return the first and last duty date that the rules of a month must look at."""
    return month.first - timedelta(days=8), month.last + timedelta(days=3)
