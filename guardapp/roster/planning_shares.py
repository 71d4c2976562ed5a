"""Each guard's fair share of nights, week-ends, holidays, Tết and hours, and what missing it costs.

A share goes by the contract's hours, by the days the guard is there, and by what he bore before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Final

from guardapp.roster.model_planning import Burden
from guardapp.roster.planner.problem import Tally
from guardapp.roster.planning_crew import Crew
from guardapp.roster.planning_kinds import is_tet
from guardapp.roster.planning_weights import (
    MINUTES_A_POINT,
    MOST_MADE_UP,
    SLACK_HOURS,
    WEIGHTS,
    scaled,
)
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_fitness import barred
from guardapp.roster.rules_hours import is_weekend

_WIDER: Final = 1


@dataclass(frozen=True, slots=True)
class _Aim:
    """Something to be shared: on which days, which kinds, its cost, and what was borne before."""

    days: frozenset[int]
    weights: tuple[int, ...]
    points: int
    slack: int
    most_made_up: int
    before: Callable[[Burden], int]


def shares(crew: Crew) -> list[list[Tally]]:
    """Return each guard's tallies of fairness, in the guards' order."""
    found: list[list[Tally]] = [[] for _ in crew.guards]
    percent = crew.settings.wants.fairness
    if not percent:
        return found
    presence = [_presence(crew, guard) for guard in crew.guards]
    for aim in _aims(crew):
        points = scaled(aim.points, percent)
        for number, tallies in enumerate(_shared(crew, aim, presence, points)):
            found[number].extend(tallies)
    return found


def _aims(crew: Crew) -> Iterator[_Aim]:
    duties, nights = crew.kinds.duties, crew.kinds.nights()
    month = [(n, day) for n, day in enumerate(crew.days) if _in_month(crew, day)]
    each = tuple(1 for _ in duties)
    at_night = tuple(int(kind in nights) for kind in range(len(duties)))
    tet = {day for _n, day in month if day in crew.plan.holidays and is_tet(day)}

    def days(of: Iterable[date]) -> frozenset[int]:
        wanted = set(of)
        return frozenset(n for n, day in month if day in wanted)

    yield _Aim(days(d for _n, d in month), at_night, WEIGHTS.night, 0, MOST_MADE_UP, _nights)
    ends = days(d for _n, d in month if is_weekend(d))
    yield _Aim(ends, each, WEIGHTS.weekend, 0, MOST_MADE_UP, _weekends)
    plain = days(d for _n, d in month if d in crew.plan.holidays and d not in tet)
    yield _Aim(plain, each, WEIGHTS.holiday, 0, MOST_MADE_UP, _holidays)
    yield _Aim(days(tet), each, WEIGHTS.tet, 0, MOST_MADE_UP, _tet)
    in_hours = tuple(round(duty.work / MINUTES_A_POINT) for duty in duties)
    made_up = MOST_MADE_UP * 8
    yield _Aim(days(d for _n, d in month), in_hours, WEIGHTS.hour, SLACK_HOURS, made_up, _hours)


def _nights(burden: Burden) -> int:
    return burden.nights


def _weekends(burden: Burden) -> int:
    return burden.weekends


def _holidays(burden: Burden) -> int:
    return burden.holidays


def _tet(burden: Burden) -> int:
    return burden.tet


def _hours(burden: Burden) -> int:
    return burden.minutes // MINUTES_A_POINT


def _in_month(crew: Crew, day: date) -> bool:
    return crew.plan.month.first <= day <= crew.plan.month.last


def _presence(crew: Crew, guard: int) -> float:
    """Return how much of the month a guard is there for, 1 for all of it on a full contract."""
    plan = crew.plan
    there = sum(not plan.away(guard, day) for day in plan.month.days)
    share = there / len(plan.month.days)
    week_hours = plan.guards[guard].week_hours
    if week_hours is not None:
        share *= min(1.0, week_hours * 60 / plan.limits.week)
    return share


def _shared(crew: Crew, aim: _Aim, presence: Sequence[float], points: int) -> list[list[Tally]]:
    """Return the tallies of one aim for each guard; none where nothing is to be shared."""
    done = [_done(crew, aim, guard) for guard in crew.guards]
    wanted = _wanted(crew, aim)
    total = wanted + sum(done)
    able = [_able(crew, aim, guard) for guard in crew.guards]
    weight = sum(part for part, yes in zip(presence, able, strict=True) if yes)
    if not total or not weight:
        return [[] for _ in crew.guards]
    before = [aim.before(crew.settings.earlier.get(guard, Burden())) for guard in crew.guards]
    all_before = sum(one for one, yes in zip(before, able, strict=True) if yes)
    found: list[list[Tally]] = []
    for part, yes, borne in zip(presence, able, before, strict=True):
        if not yes:
            found.append([])
            continue
        made_up = all_before * part / weight - borne
        made_up = max(-aim.most_made_up, min(aim.most_made_up, made_up))
        share = max(0.0, total * part / weight + made_up)
        low, high = max(0, floor(share - aim.slack)), ceil(share + aim.slack)
        wide = max(_WIDER, 2 * aim.slack)
        found.append(
            [
                Tally(aim.days, aim.weights, low, high, points, points),
                Tally(aim.days, aim.weights, max(0, low - wide), high + wide, points, points),
            ]
        )
    return found


def _wanted(crew: Crew, aim: _Aim) -> int:
    place = {day: number for number, day in enumerate(crew.days)}
    return sum(
        one.missing * aim.weights[one.kind] for one in crew.slots if place[one.day] in aim.days
    )


def _done(crew: Crew, aim: _Aim, guard: int) -> int:
    fixed = crew.fixed.get(guard, {})
    return sum(aim.weights[kind] for day in aim.days for kind in fixed.get(day, ()))


def _able(crew: Crew, aim: _Aim, guard: int) -> bool:
    """Tell whether a guard could take any of what is shared."""
    if not crew.plannable(guard):
        return False
    plan, duties = crew.plan, crew.kinds.duties
    place = {day: number for number, day in enumerate(crew.days)}
    seen: set[tuple[int, int]] = set()
    for one in crew.slots:
        if not aim.weights[one.kind] or place[one.day] not in aim.days:
            continue
        if guard not in crew.fit[one.post, one.day] or plan.away(guard, one.day):
            continue
        key = one.kind, place[one.day]
        if key in seen:
            continue
        seen.add(key)
        broken = barred(plan, plan.guards[guard], plan.shifts[duties[one.kind].shift], one.day)
        if not set(broken) - {Rule.LEAVE}:
            return True
    return False
