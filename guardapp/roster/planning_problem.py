"""States a month, or a part of it, in the solver's terms: what stands, who may stand where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole, Scope, Settings
from guardapp.roster.planner.problem import Cover, Problem
from guardapp.roster.planning_crew import Crew
from guardapp.roster.planning_kinds import Kinds, Slot
from guardapp.roster.planning_persons import persons
from guardapp.roster.planning_weights import WEIGHTS, scaled
from guardapp.roster.rules_coverage import demand, filled
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_fitness import unfit

_SATURDAY: Final = 5


@dataclass(frozen=True)
class Stated:
    """A problem, and what its numbers stand for: guards, dates, the slots to be filled.

    `fit` are the guards who may stand at a post on a date, by (post, date); `groups` the number
    that such a set of guards has as a group of posts.
    """

    plan: Plan
    problem: Problem
    guards: tuple[int, ...]
    days: tuple[date, ...]
    slots: tuple[Slot, ...]
    fit: Mapping[tuple[int, date], frozenset[int]]
    groups: Mapping[frozenset[int], int]
    standing: tuple[Assignment, ...]

    def holes(self) -> dict[Hole, int]:
        """Return the guards wanted by hole."""
        return {Hole(one.post, one.shift, one.day): one.missing for one in self.slots}


def state(
    plan: Plan,
    standing: Sequence[Assignment],
    scope: Scope,
    settings: Settings,
    now_ms: int,
    *,
    before: Sequence[Placement] = (),
) -> Stated:
    """Return the problem of filling what `standing` leaves open within a scope.

    `before` are the shifts of a published roster that are planned anew: each that changes costs.
    """
    first, last = hours.around(plan.month)
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    kinds = Kinds(plan)
    slots = tuple(_slots(plan, standing, scope, now_ms, kinds))
    fixed = _fixed(plan, standing, kinds, days)
    fit = _Fitness(plan).of_slots(slots)
    groups = {who: number for number, who in enumerate(dict.fromkeys(fit.values()))}
    guards = tuple(
        one.id
        for one in plan.guards.values()
        if (one.active and (scope.guards is None or one.id in scope.guards)) or one.id in fixed
    )
    crew = Crew(plan, guards, days, slots, fixed, fit, groups, kinds, scope, settings, before)
    index = {day: number for number, day in enumerate(days)}
    percent = settings.wants
    problem = Problem(
        days=len(days),
        kinds=kinds.stated(),
        persons=persons(crew),
        cover=_cover(plan, slots, fit, groups, index),
        weekends=_weekends(days),
        apart=_pairs(plan, guards),
        together=kinds.together(),
        change_costs=kinds.turns(
            scaled(WEIGHTS.turn, percent.rotation), scaled(WEIGHTS.back, percent.rotation)
        ),
    )
    return Stated(plan, problem, guards, days, slots, fit, groups, tuple(standing))


def _slots(
    plan: Plan, standing: Sequence[Assignment], scope: Scope, now_ms: int, kinds: Kinds
) -> Iterable[Slot]:
    """Yield what is open within the scope and has not begun."""
    near: dict[tuple[int, date], list[Assignment]] = {}
    for one in standing:
        for later in (-1, 0, 1):
            near.setdefault((one.post, one.duty_date + timedelta(days=later)), []).append(one)
    midnight = at(plan.month.first, 0)
    for number, day in enumerate(plan.month.days):
        for post in plan.posts.values():
            there = near.get((post.id, day), ())
            for shift, needed in demand(plan, post, day):
                begun = midnight + number * DAY + shift.start_minute * MINUTE < now_ms
                if begun or not scope.holds(post.id, shift.id, day):
                    continue
                missing = needed - filled(shift, midnight + number * DAY, there, needed)
                if missing:
                    yield Slot(post.id, shift.id, day, kinds.of_shift(shift, day), missing)


def _fixed(
    plan: Plan, standing: Sequence[Assignment], kinds: Kinds, days: Sequence[date]
) -> dict[int, dict[int, tuple[int, ...]]]:
    """Return the kinds that stand, by guard and day."""
    index = {day: number for number, day in enumerate(days)}
    found: dict[int, dict[int, tuple[int, ...]]] = {}
    for one in standing:
        if one.duty_date in index and one.shift in plan.shifts:
            theirs = found.setdefault(one.guard, {})
            day = index[one.duty_date]
            theirs[day] = (*theirs.get(day, ()), kinds.of_assignment(one))
    return found


class _Fitness:
    """Who may stand where, asked anew only after a date on which something changes."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        edges = {since for since, _limits in plan.later}
        for papers in plan.certificates.values():
            for one in papers:
                edges |= {one.issued, one.expires + timedelta(days=1)}
        age = plan.limits.age
        for guard in plan.guards.values():
            if guard.birth_date is not None:
                born = guard.birth_date
                edges |= {born + timedelta(days=round(age * 365.25) + more) for more in (-1, 0, 1)}
        inside = sorted(one for one in edges if plan.month.first < one <= plan.month.last)
        self._since = [plan.month.first, *inside]
        self._known: dict[tuple[int, date], frozenset[int]] = {}

    def of_slots(self, slots: Iterable[Slot]) -> dict[tuple[int, date], frozenset[int]]:
        """Return the guards who may stand at each slot's post on its date, but for leave."""
        return {
            (post, day): self._fit(post, max(one for one in self._since if one <= day))
            for post, day in {(one.post, one.day): None for one in slots}
        }

    def _fit(self, post: int, since: date) -> frozenset[int]:
        key = post, since
        if key not in self._known:
            plan, where = self._plan, self._plan.posts[post]
            self._known[key] = frozenset(
                one.id
                for one in plan.guards.values()
                if one.active and not {*unfit(plan, one, where, since)} - {Rule.LEAVE}
            )
        return self._known[key]


def _cover(
    plan: Plan,
    slots: Iterable[Slot],
    fit: Mapping[tuple[int, date], frozenset[int]],
    groups: Mapping[frozenset[int], int],
    index: Mapping[date, int],
) -> tuple[Cover, ...]:
    wanted: dict[tuple[int, int, int, int], int] = {}
    for one in slots:
        price = WEIGHTS.missing[plan.posts[one.post].importance - 1]
        key = index[one.day], one.kind, groups[fit[one.post, one.day]], price
        wanted[key] = wanted.get(key, 0) + one.missing
    return tuple(
        Cover(day, kind, group, number, price)
        for (day, kind, group, price), number in wanted.items()
    )


def _weekends(days: Sequence[date]) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(number + more for more in (0, 1) if number + more < len(days))
        for number, day in enumerate(days)
        if day.weekday() == _SATURDAY
    )


def _pairs(plan: Plan, guards: Sequence[int]) -> tuple[tuple[int, int], ...]:
    place = {guard: number for number, guard in enumerate(guards)}
    return tuple(
        (place[one], place[other]) for one, other in plan.apart if one in place and other in place
    )
