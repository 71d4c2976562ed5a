"""How attended shifts add up: hours by class, overtime, duty of 24 hours and the rest it earns."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from guardapp.base.clock import DAY, MINUTE, at, local_date
from guardapp.roster import rules_attendance as attendance
from guardapp.roster import rules_fitness as fitness
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import DAY_MINUTES, WEEK_DAYS, Assignment, Month
from guardapp.roster.model_attendance import (
    Balances,
    Duty,
    Figures,
    Ledger,
    MonthFacts,
    rest_taken,
)

_MARGIN: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Work:
    """A shift that counts: its span, minutes of work, and whether it is hospital duty.

    `extra` minutes come after the rostered end; they are work and overtime. A whole `session` of
    24 hours earns rest.
    """

    duty_date: date
    start_ms: int
    end_ms: int
    minutes: int
    extra: int
    duty: bool
    session: bool


def weeks(month: Month) -> tuple[date, date]:
    """Return the first and last duty date to read for a month: whole weeks, and two days around."""
    first = month.first - timedelta(days=month.first.weekday())
    last = month.last + timedelta(days=WEEK_DAYS - 1 - month.last.weekday())
    return first - _MARGIN, last + _MARGIN


def works(
    facts: MonthFacts, guard: int, duties: Iterable[Duty], until_ms: int | None = None
) -> list[Work]:
    """Return one guard's shifts that count, in the order given; see rules_attendance.span."""
    who = facts.guards.get(guard)
    found = []
    for one in duties:
        span = attendance.span(one, facts.grace, until_ms)
        if span is None:
            continue
        kind = facts.shifts.get(one.assignment.shift) if one.assignment else None
        minutes = (span.end_ms - span.start_ms) // MINUTE
        if kind is not None and not kind.break_paid:
            minutes = max(0, minutes - kind.break_minutes)
        duty = who is not None and fitness.on_duty(who, kind)
        whole = one.assignment is not None and one.assignment.minutes >= DAY_MINUTES
        session = duty and whole and not attendance.minutes_early(one, facts.grace)
        work = (one.duty_date, span.start_ms, span.end_ms, minutes, span.extra, duty, session)
        found.append(Work(*work))
    return found


def weekly_rest_days(rostered: Sequence[Assignment], month: Month) -> frozenset[date]:
    """Return a guard's weekly rest days in the weeks (Monday to Sunday) that touch a month.

    It is the last day of the week that the roster leaves free with 24 hours of rest, else the
    last one it leaves free, else Sunday, so that work on a seventh day is work on the rest day.
    `rostered` are the guard's assignments of `weeks(month)`, by start.
    """
    first, last = weeks(month)
    start = first + _MARGIN
    starts = [one.start_ms for one in rostered]
    ends = list(accumulate((one.end_ms for one in rostered), max))
    busy = {one.duty_date for one in rostered}
    found: set[date] = set()
    while start < last - _MARGIN:
        week = [start + timedelta(days=place) for place in range(WEEK_DAYS)]
        free = [day for day in reversed(week) if day not in busy]
        whole = (day for day in free if _rests(day, starts, ends))
        found.add(next(whole, free[0] if free else week[-1]))
        start += timedelta(days=WEEK_DAYS)
    return frozenset(found)


def on_rest_day(one: Work, rest: Collection[date]) -> bool:
    """Tell whether a shift is work on a rest day: for hospital duty, Saturday and Sunday."""
    return hours.is_weekend(one.duty_date) if one.duty else one.duty_date in rest


def _rests(day: date, starts: Sequence[int], ends: Sequence[int]) -> bool:
    place = bisect_right(starts, at(day, DAY_MINUTES // 2))
    return place in (0, len(starts)) or starts[place] - ends[place - 1] >= DAY


def holiday_minutes(start_ms: int, end_ms: int, holidays: Collection[date]) -> int:
    """Return the minutes of a span that lie on public holidays, from midnight to midnight."""
    if not holidays:
        return 0
    total, day = 0, local_date(start_ms)
    while (midnight := at(day, 0)) < end_ms:
        if day in holidays:
            total += min(end_ms, midnight + DAY) - max(start_ms, midnight)
        day += timedelta(days=1)
    return total // MINUTE


def figures(
    facts: MonthFacts,
    *,
    since: Mapping[int, date] | None = None,
    until_ms: int | None = None,
    guards: Collection[int] | None = None,
) -> dict[int, Figures]:
    """Return each guard's figures of a month by the duty dates in it.

    `since` leaves out a guard's dates before one; `until_ms` counts what is over by then;
    `guards` asks for some only.
    """
    rostered: dict[int, list[Assignment]] = {}
    for one in facts.assignments:
        rostered.setdefault(one.guard, []).append(one)
    theirs: dict[int, list[Duty]] = {}
    for duty in attendance.duties(facts.assignments, facts.attended):
        theirs.setdefault(duty.guard, []).append(duty)
    wanted = facts.guards if guards is None else guards
    return {
        guard: _figures(
            facts,
            guard,
            rostered.get(guard, ()),
            works(facts, guard, theirs.get(guard, ()), until_ms),
            (since or {}).get(guard, facts.month.first),
        )
        for guard in wanted
    }


def _figures(
    facts: MonthFacts,
    guard: int,
    rostered: Sequence[Assignment],
    done: Sequence[Work],
    since: date,
) -> Figures:
    rest = weekly_rest_days(rostered, facts.month)
    first = max(since, facts.month.first)
    total = Figures(
        overtime=_overtime(facts, done, rest, first), rest_taken=_taken(facts, guard, since)
    )
    last = facts.month.last
    for one in done:
        if first <= one.duty_date <= last:
            total += _classed(facts, one, rest)
    return total


def _classed(facts: MonthFacts, one: Work, rest: Collection[date]) -> Figures:
    """Return the hours of a shift by class: those on a holiday's date first, then the rest day.

    An unpaid break is taken from the larger part.
    """
    minutes = one.minutes + one.extra
    end = one.end_ms + one.extra * MINUTE
    near = [one.duty_date + timedelta(days=after) for after in range(3)]
    holiday = holiday_minutes(one.start_ms, end, facts.holidays.intersection(near))
    unpaid = (end - one.start_ms) // MINUTE - minutes
    if holiday > minutes - holiday:
        holiday = max(0, holiday - unpaid)
    holiday = min(holiday, minutes)
    other = minutes - holiday
    on_rest = on_rest_day(one, rest)
    _day, _week, dusk, dawn = facts.limits.counting
    found = Figures(
        normal=0 if on_rest else other,
        weekly=other if on_rest else 0,
        holiday=holiday,
        night=hours.night_minutes(one.start_ms, end, dusk, dawn),
    )
    if not one.session:
        return found
    usual, on_holiday = facts.rest_per
    if one.duty_date in facts.holidays:
        return replace(found, sessions_holiday=1, rest_due=on_holiday)
    if on_rest:
        return replace(found, sessions_weekly=1, rest_due=usual)
    return replace(found, sessions=1, rest_due=usual)


def _overtime(facts: MonthFacts, done: Sequence[Work], rest: Collection[date], first: date) -> int:
    """Return what exceeds the normal day or week, all work on a rest day, and all extra minutes.

    Hospital duty is made up for by rest, not by overtime.
    """
    by_day: dict[date, int] = {}
    total, last = 0, facts.month.last
    for one in done:
        mine = first <= one.duty_date <= last
        total += one.extra if mine else 0
        if one.duty:
            continue
        if one.duty_date in rest:
            total += one.minutes if mine else 0
        else:
            by_day[one.duty_date] = by_day.get(one.duty_date, 0) + one.minutes
    per_day, per_week, _dusk, _dawn = facts.limits.counting
    over = hours.overtime_minutes(by_day, facts.month, per_day, per_week)
    if first > facts.month.first:
        before = Month.of(first)
        early = {day: minutes for day, minutes in by_day.items() if day < first}
        over -= hours.overtime_minutes(early, before, per_day, per_week)
    return total + over


def _taken(facts: MonthFacts, guard: int, since: date) -> int:
    return rest_taken(facts.leaves, guard, (day for day in facts.month.days if day >= since))


def corrections(ledger: Ledger) -> dict[int, Figures]:
    """Return by guard what corrections of signed months still have to count."""
    found: dict[int, Figures] = {}
    for line, facts, _fresh in ledger.late:
        now = figures(facts, guards=(line.guard,))[line.guard]
        found[line.guard] = found.get(line.guard, Figures()) + now - line.own
    for guard in found:
        found[guard] -= ledger.carried.get(guard, Figures())
    return {guard: one for guard, one in found.items() if one.any}


def balances(ledger: Ledger, month: Month) -> dict[int, Balances]:
    """Return each guard's balances before a month, for which the ledger was read.

    Overtime is that of the month's year; a month not yet over counts as it is rostered.
    """
    found: dict[int, Balances] = {}
    for guard, base in ledger.bases.items():
        same = base.year == month.year
        found[guard] = replace(base.balances, overtime_year=base.balances.overtime_year * same)
    since = {guard: base.since for guard, base in ledger.bases.items()}
    for facts in ledger.months:
        started = [guard for guard in facts.guards if _since(since, guard) <= facts.month.last]
        for guard, one in figures(facts, since=since, guards=started).items():
            found[guard] = _plus(
                found.get(guard, Balances()), one, same=facts.month.year == month.year
            )
    if ledger.open_month is not None and ledger.open_month < month:
        same = ledger.open_month.year == month.year
        for guard, one in corrections(ledger).items():
            found[guard] = _plus(found.get(guard, Balances()), one, same=same)
    return found


def _since(since: Mapping[int, date], guard: int) -> date:
    return since.get(guard, date.min)


def _plus(before: Balances, one: Figures, *, same: bool) -> Balances:
    return plus(before, one if same else replace(one, overtime=0))


def plus(before: Balances, one: Figures) -> Balances:
    """Return balances after a month's figures."""
    return Balances(
        before.overtime_year + one.overtime, before.rest_days + one.rest_due - one.rest_taken
    )
