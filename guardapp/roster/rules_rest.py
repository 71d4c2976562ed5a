"""Whether a guard rests enough: between shifts, after hospital duty, each week and month."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import DAY_MINUTES, WEEK_DAYS, Assignment
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_track import Track

JOINED_MS: Final = 45 * MINUTE
"""A gap between two shifts up to which they are one (Decree 145/2020, article 63.3)."""


def resting(of: Track) -> Iterable[Finding]:
    """Yield where a guard rests too little."""
    yield from _between(of)
    yield from _nights(of)
    yield from _weekly(of)


def _between(of: Track) -> Iterable[Finding]:
    for one, other in pairwise(of.all):
        rest = other.start_ms - one.end_ms
        if rest < 0 or rest >= 3 * DAY or not of.in_month(one, other):
            continue
        rest //= MINUTE
        limits = of.plan.limits_on(other.duty_date)
        rule, needed, code = Rule.REST, limits.rest, "rest_between_h"
        if one.shift in of.duty:
            rule, needed, code = _after_duty(of, one)
        elif rest * MINUTE <= JOINED_MS and _is_one(of, one, other):
            continue
        if rest < needed:
            yield Finding(
                rule,
                other.duty_date,
                of.guard.id,
                assignments=(one, other),
                minutes=needed - rest,
                number=rest,
                needed=needed,
                legal_basis=limits.basis.get(code, ""),
            )


def _after_duty(of: Track, one: Assignment) -> tuple[Rule, int, str]:
    """Return the rest that hospital duty is followed by (Decree 192/2026, article 3)."""
    limits = of.plan.limits_on(one.duty_date)
    if one.minutes < DAY_MINUTES:
        return Rule.DUTY_REST, limits.duty_part_rest, "b12_rest_h"
    if one.duty_date in of.plan.holidays:
        return Rule.DUTY_REST, limits.duty_rest_holiday * DAY_MINUTES, "b24_holiday_comp"
    return Rule.DUTY_REST, limits.duty_rest_days * DAY_MINUTES, "b24_weekday_comp"


def _is_one(of: Track, one: Assignment, other: Assignment) -> bool:
    """Tell whether two shifts that join are one stretch of work, of a length the law allows.

    What joins is no change of shift: overtime after a shift, or the office before a night's duty.
    """
    if other.shift in of.duty:
        return True
    shifts = of.plan.shifts
    both = hours.work_minutes(one, shifts) + hours.work_minutes(other, shifts)
    return both <= of.plan.limits_on(other.duty_date).day_max


def _nights(of: Track) -> Iterable[Finding]:
    """Yield runs of more nights than the facility lets be, once for each run."""
    limits = of.plan.limits
    by_date: dict[date, Assignment] = {}
    for one in of.all:
        night = hours.night_minutes(one.start_ms, one.end_ms, limits.night_from, limits.night_to)
        if night >= limits.night_shift:
            by_date.setdefault(one.duty_date, one)
    for run in _runs(sorted(by_date)):
        excess = [by_date[day] for day in run[limits.nights_running :]]
        if excess and of.in_month(*excess):
            yield Finding(
                Rule.NIGHTS_RUNNING,
                min(run[-1], of.plan.month.last),
                of.guard.id,
                assignments=tuple(by_date[day] for day in run),
                minutes=sum(one.minutes for one in excess),
                number=len(run),
                needed=limits.nights_running,
            )


def _runs(days: list[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in days:
        if run and day - run[-1] > timedelta(days=1):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _weekly(of: Track) -> Iterable[Finding]:
    """Yield what lacks of weekly rest: days of the month, weeks without, rest lost to holidays.

    Where the cycle leaves no rest in a week, the month's days of rest make up for it (Labour Code
    2019, article 111.1); a day off on a holiday is no weekly rest (111.3).
    """
    limits, month = of.plan.limits, of.plan.month
    rest = hours.rest_dates(of.all, month)
    short = limits.rest_days - len(rest)
    last = of.mine[-1].duty_date
    if short > 0:
        yield Finding(
            Rule.WEEKLY_REST,
            last,
            of.guard.id,
            minutes=short * DAY_MINUTES,
            number=len(rest),
            needed=limits.rest_days,
            emergency=_emergency(of, short),
        )
    usual = sum(day not in of.plan.holidays for day in rest)
    if short <= 0 and usual < limits.rest_days:
        lost = (limits.rest_days - usual) * DAY_MINUTES
        yield Finding(
            Rule.HOLIDAY_REST,
            last,
            of.guard.id,
            minutes=lost,
            number=usual,
            needed=limits.rest_days,
        )
    missed = list(_weeks_without(of))
    yield from missed[limits.weeks_missed if short <= 0 else 0 :]


def _emergency(of: Track, short: int) -> str:
    """Return why days of rest may lack: that many were worked in an emergency; else nothing."""
    worked = (
        [one for one in of.mine if of.plan.emergency(one.duty_date)] if of.plan.emergencies else []
    )
    if len({one.duty_date for one in worked}) < short:
        return ""
    found = of.plan.emergency(worked[-1].duty_date)
    return found.reason if found else ""


def _weeks_without(of: Track) -> Iterable[Finding]:
    """Yield the weeks ending in the month that have no rest long enough.

    A rest over midnight of Sunday counts for the week that most of it lies in.
    """
    least = of.plan.limits.week_rest
    month = of.plan.month
    monday = month.first - timedelta(days=month.first.weekday())
    while (sunday := monday + timedelta(days=WEEK_DAYS - 1)) <= month.last:
        longest, enough = _longest_rest(of.all, at(monday, 0), least)
        if not enough:
            emergency = next(
                (
                    told.reason
                    for n in range(WEEK_DAYS)
                    if (told := of.plan.emergency(monday + timedelta(days=n))) is not None
                ),
                "",
            )
            yield Finding(
                Rule.WEEK_REST,
                sunday,
                of.guard.id,
                minutes=least - longest,
                number=longest,
                needed=least,
                emergency=emergency,
            )
        monday += timedelta(days=WEEK_DAYS)


def _longest_rest(those: Iterable[Assignment], start: int, least: int) -> tuple[int, bool]:
    """Return the longest rest within the week from `start` on, and whether the week has enough."""
    end = start + WEEK_DAYS * DAY
    longest, free = 0, start - WEEK_DAYS * DAY
    spans = [(one.start_ms, one.end_ms) for one in those if one.end_ms > free]
    for begin, stop in (*spans, (end + WEEK_DAYS * DAY, end + WEEK_DAYS * DAY)):
        within = min(begin, end) - max(free, start)
        middle = (free + begin) // 2
        if within >= least * MINUTE or (begin - free >= least * MINUTE and start <= middle < end):
            return within // MINUTE, True
        longest, free = max(longest, within // MINUTE), max(free, stop)
        if free >= end:
            break
    return longest, False
