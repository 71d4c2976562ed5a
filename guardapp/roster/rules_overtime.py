"""Whether a guard works too long: in a day, a week by contract, a month, a year."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_rest import JOINED_MS
from guardapp.roster.rules_track import Track

_YEAR: Final = {False: "ot_year_max_h", True: "ot_year_ext_h"}


def working(of: Track) -> Iterable[Finding]:
    """Yield where a guard works too long; hospital duty is apart from the Labour Code's hours."""
    yield from _days(of)
    yield from _day_overtime(of)
    yield from _overtime(of)
    yield from _contract(of)


def _days(of: Track) -> Iterable[Finding]:
    """Yield days and unbroken stretches above the most.

    Where shifts overlap, the double booking says it.
    """
    for group in _groups(of.labour):
        limits = of.plan.limits_on(group[-1].duty_date)
        total = sum(hours.work_minutes(one, of.plan.shifts) for one in group)
        over = total - limits.day_max
        if over <= 0 or not of.in_month(*group):
            continue
        if any(other.start_ms < one.end_ms for one, other in pairwise(group)):
            continue
        yield Finding(
            Rule.DAY_HOURS,
            group[-1].duty_date,
            of.guard.id,
            assignments=tuple(group),
            minutes=over,
            number=total,
            needed=limits.day_max,
        )


def _groups(assignments: Sequence[Assignment]) -> Iterable[list[Assignment]]:
    """Yield runs of assignments on one duty date, or that follow each other without a rest."""
    group: list[Assignment] = []
    for one in assignments:
        joined = group and (
            one.duty_date == group[-1].duty_date or one.start_ms - group[-1].end_ms <= JOINED_MS
        )
        if group and not joined:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _day_overtime(of: Track) -> Iterable[Finding]:
    """Yield days with more overtime than a part of the normal day.

    On holidays, and for who works part of a week, the day's total alone counts (Decree 145/2020,
    article 60); a day above that total is told as such.
    """
    if of.guard.week_hours is not None:
        return
    for day in of.overtime:
        limits, total = of.plan.limits_on(day), of.by_day[day]
        over = total - limits.day - limits.day_overtime
        if over <= 0 or total > limits.day_max or day in of.plan.holidays:
            continue
        those = tuple(one for one in of.labour if one.duty_date == day)
        if of.in_month(*those):
            yield Finding(
                Rule.DAY_OVERTIME,
                day,
                of.guard.id,
                assignments=those,
                minutes=over,
                number=total - limits.day,
                needed=limits.day_overtime,
            )


def _overtime(of: Track) -> Iterable[Finding]:
    """Yield overtime of the month and of the year so far above the most."""
    limits, month = of.plan.limits, of.plan.month
    days = {day: over for day, over in of.overtime.items() if month.first <= day <= month.last}
    total = sum(days.values())
    if not total:
        return
    year = of.plan.overtime_before.get(of.guard.id, 0) + total
    extended = limits.overtime_notice < limits.overtime_year
    notice = limits.overtime_notice if extended else None
    for rule, number, most, code in (
        (Rule.OVERTIME, total, limits.overtime, "ot_month_max_h"),
        (Rule.YEAR_OVERTIME, year, limits.overtime_year, _YEAR[extended]),
        (Rule.YEAR_NOTICE, year, notice, "ot_notice_days"),
    ):
        if most is None or number <= most:
            continue
        if rule is Rule.YEAR_NOTICE and number > limits.overtime_year:
            continue
        yield Finding(
            rule,
            of.mine[-1].duty_date,
            of.guard.id,
            minutes=number - most,
            number=number,
            needed=most,
            legal_basis=limits.basis.get(code, ""),
            emergency=_emergency(of, days, number - most),
        )


def _emergency(of: Track, days: dict[date, int], over: int) -> str:
    """Return why overtime may be above the most: that much was done in an emergency."""
    eased, reason = 0, ""
    for day in days if of.plan.emergencies else ():
        if (emergency := of.plan.emergency(day)) is not None:
            eased, reason = eased + days[day], emergency.reason
    return reason if eased >= over else ""


def _contract(of: Track) -> Iterable[Finding]:
    """Yield the weeks ending in the month that are above the hours of a guard's contract."""
    if of.guard.week_hours is None:
        return
    most = of.guard.week_hours * 60
    by_week: dict[int, int] = {}
    for one in of.all:
        week = hours.week_of(one.duty_date)
        by_week[week] = by_week.get(week, 0) + hours.work_minutes(one, of.plan.shifts)
    month = of.plan.month
    for week, total in by_week.items():
        sunday = date.fromordinal(week * 7 + 7)
        if total > most and month.first <= sunday <= month.last:
            those = [one for one in of.all if hours.week_of(one.duty_date) == week]
            yield Finding(
                Rule.CONTRACT_HOURS,
                min(max(those[-1].duty_date, month.first), month.last),
                of.guard.id,
                assignments=(those[-1],),
                minutes=total - most,
                number=total,
                needed=most,
            )
