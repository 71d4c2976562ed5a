"""States each guard in the solver's terms: what the law leaves him, what he wishes, his share."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from guardapp.people.model import Guard
from guardapp.roster.model_plan import Plan
from guardapp.roster.planner.problem import Person, Tally
from guardapp.roster.planning_crew import Crew
from guardapp.roster.planning_kinds import Duty, kept, weeks
from guardapp.roster.planning_shares import shares
from guardapp.roster.planning_weights import MOST_RUNNING, WEIGHTS, scaled
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_fitness import barred, on_duty

_WEEKS_OF_MONTH: Final = 6


def persons(crew: Crew) -> tuple[Person, ...]:
    """Return the guards as persons, in their order."""
    duties = crew.kinds.duties
    open_days = {one.day for one in crew.slots}
    wanted = {one.kind for one in crew.slots}
    fair = shares(crew)
    whole = frozenset(range(len(crew.days)))
    found = []
    for number, guard in enumerate(crew.guards):
        who = crew.plan.guards[guard]
        free = frozenset(
            place
            for place, day in enumerate(crew.days)
            if day not in open_days or not crew.plannable(guard) or crew.plan.away(guard, day)
        )
        shut = _barred(crew, who, free, wanted)
        never = {kind for kind in wanted if shut.get(kind) == whole - free}
        costs, off_costs = _wishes(crew, guard)
        found.append(
            Person(
                most=tuple(
                    len(whole) if kind in wanted - never else 0 for kind in range(len(duties))
                ),
                groups=frozenset(place for fit, place in crew.groups.items() if guard in fit),
                free=free,
                fixed=crew.fixed.get(guard, {}),
                max_run=MOST_RUNNING,
                tallies=(
                    *_shut(shut, never, len(duties)),
                    *_law(crew, who, duties),
                    *fair[number],
                ),
                costs=costs,
                off_costs=off_costs,
            )
        )
    return tuple(found)


def _barred(
    crew: Crew, who: Guard, free: frozenset[int], wanted: Iterable[int]
) -> dict[int, frozenset[int]]:
    """Return by kind the days, of those not free, on which a guard would break a rule by it."""
    duties = crew.kinds.duties
    found = {}
    for kind in wanted:
        shift = crew.plan.shifts[duties[kind].shift]
        found[kind] = frozenset(
            place
            for place, day in enumerate(crew.days)
            if place not in free and set(barred(crew.plan, who, shift, day)) - {Rule.LEAVE}
        )
    return found


def _shut(
    shut: Mapping[int, frozenset[int]], never: Collection[int], kinds: int
) -> Iterator[Tally]:
    """Yield what keeps a guard from kinds on single days."""
    by_days: dict[frozenset[int], list[int]] = {}
    for kind, days in shut.items():
        if days and kind not in never:
            by_days.setdefault(days, []).append(kind)
    for days, those in by_days.items():
        yield Tally(days, tuple(int(kind in those) for kind in range(kinds)), high=0)


def _law(crew: Crew, who: Guard, duties: Sequence[Duty]) -> Iterator[Tally]:
    """Yield the bounds on hours and days of work; hospital duty has no overtime to count."""
    plan, limits = crew.plan, crew.plan.limits
    month = frozenset(n for n, day in enumerate(crew.days) if _in_month(plan, day))
    worked = tuple(1 for _ in duties)
    if kept(limits, Rule.WEEKLY_REST):
        yield Tally(month, worked, high=len(month) - limits.rest_days)
    if kept(limits, Rule.HOLIDAY_REST):
        plain = frozenset(n for n in month if crew.days[n] not in plan.holidays)
        yield Tally(plain, worked, high=len(plain) - limits.rest_days)
    place = {day: number for number, day in enumerate(crew.days)}
    whole_weeks = [
        frozenset(place[day] for day in week)
        for week in weeks(crew.days)
        if any(_in_month(plan, day) for day in week)
    ]
    if who.week_hours is not None and kept(limits, Rule.CONTRACT_HOURS):
        work = tuple(duty.work for duty in duties)
        yield from (Tally(week, work, high=who.week_hours * 60) for week in whole_weeks)
    normal = tuple(
        0 if on_duty(who, plan.shifts[duty.shift]) else min(duty.work, limits.day)
        for duty in duties
    )
    daily = tuple(
        max(0, duty.work - limits.day) if short else 0
        for duty, short in zip(duties, normal, strict=True)
    )
    left = _overtime_left(crew, who)
    by_week = crew.settings.overtime and not any(daily) and who.id not in plan.restrictions
    more = left // _WEEKS_OF_MONTH if by_week else 0
    for week in whole_weeks:
        yield Tally(week, normal, high=limits.week + more)
        if more:
            whole = tuple(minutes // 60 for minutes in normal)
            yield Tally(week, whole, high=limits.week // 60, over=WEIGHTS.overtime)
    if any(daily):
        yield Tally(month, daily, high=left)


def _overtime_left(crew: Crew, who: Guard) -> int:
    """Return the minutes of overtime that a guard may do in the month, by its cap and the year."""
    limits = crew.plan.limits
    year = min(limits.overtime_year, limits.overtime_notice)
    return max(0, min(limits.overtime, year - crew.plan.overtime_before.get(who.id, 0)))


def _in_month(plan: Plan, day: date) -> bool:
    return plan.month.first <= day <= plan.month.last


def _wishes(
    crew: Crew, guard: int
) -> tuple[dict[tuple[int, int], int], tuple[tuple[int, frozenset[int], int], ...]]:
    """Return the costs of duties and of their absence: wishes, and what was published."""
    place = {day: number for number, day in enumerate(crew.days)}
    duties = crew.kinds.duties
    costs: dict[tuple[int, int], int] = {}
    off_costs: list[tuple[int, frozenset[int], int]] = []
    percent = crew.settings.wants.wishes
    for wish in crew.plan.wishes:
        if wish.guard != guard or wish.day not in place or not percent:
            continue
        points = scaled(WEIGHTS.wish[wish.weight - 1], percent)
        about = frozenset(
            number for number, duty in enumerate(duties) if wish.shift in (None, duty.shift)
        )
        if wish.wants:
            off_costs.append((place[wish.day], about, points))
        else:
            for kind in about:
                key = place[wish.day], kind
                costs[key] = costs.get(key, 0) + points
    if crew.before:
        _stay(crew, guard, costs, off_costs)
    return costs, tuple(off_costs)


def _stay(
    crew: Crew,
    guard: int,
    costs: dict[tuple[int, int], int],
    off_costs: list[tuple[int, frozenset[int], int]],
) -> None:
    """Add the cost of each date on which a guard would not do what was published."""
    duties = crew.kinds.duties
    was = {one.day: one.shift for one in crew.before if one.guard == guard}
    for number, day in enumerate(crew.days):
        same = {kind for kind, duty in enumerate(duties) if duty.shift == was.get(day)}
        if same:
            off_costs.append((number, frozenset(same), WEIGHTS.changed))
            continue
        for kind in range(len(duties)):
            costs[number, kind] = costs.get((number, kind), 0) + WEIGHTS.changed
