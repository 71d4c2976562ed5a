"""What each person may still be planned for, and what a roster costs: a problem read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any, Final

from guardapp.roster.planner.problem import Cover, Kind, Person, Problem, Roster, Tally

Row = tuple[int | None, ...]
"""One person's planned kinds, day by day."""

Free = Mapping[int, frozenset[int]]
"""By person the days that are open to change; all else stays as it is in a roster."""

Place = tuple[int, int]
"""A day and a kind."""

IMPOSSIBLE: Final = 10**15
"""What a place costs that stands nowhere: above every cost of a roster."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A tally of planned duties alone: what the fixed ones count is taken from its bounds.

    Without `under` or `over` there is no bound on that side; `hard` bounds above hold always.
    """

    days: frozenset[int]
    weights: tuple[int, ...]
    low: int
    high: int
    under: int
    over: int
    hard: bool

    def cost(self, count: int) -> int:
        """Return the cost of a count, IMPOSSIBLE above a hard bound."""
        if self.hard and count > self.high:
            return IMPOSSIBLE
        return self.under * max(0, self.low - count) + self.over * max(0, count - self.high)

    def count(self, row: Row) -> int:
        """Return the weighted count of a row."""
        weights = self.weights
        return sum(weights[k] for d in self.days if (k := row[d]) is not None)


@dataclass(frozen=True, slots=True)
class Member:
    """A person's part of the problem: `able[day]` are the kinds that may be planned on it.

    `standing` are the kinds of fixed days, `least` the limits whose lower bound was hard and is
    kept by a price that no roster pays if it need not.
    """

    able: tuple[tuple[int, ...], ...]
    standing: dict[int, tuple[int, ...]]
    limits: tuple[Limit, ...]
    least: tuple[Limit, ...]
    weekends: int | None
    min_run: int
    max_run: int
    min_off: int
    costs: dict[tuple[int, int], int]
    constant: int
    groups: int

    def works(self, row: Row, day: int) -> bool:
        """Tell whether the person is on duty on a day, planned or fixed."""
        return row[day] is not None or bool(self.standing.get(day))

    def kinds(self, row: Row, day: int) -> tuple[int, ...]:
        """Return the kinds done on a day, planned or fixed."""
        planned = row[day]
        return self.standing.get(day, ()) if planned is None else (planned,)


class Setting:
    """A problem and what follows from it: members, and the cover of each day and kind."""

    def __init__(self, problem: Problem) -> None:
        """Read a problem."""
        self.problem = problem
        self.groups = sorted({p.groups for p in problem.persons}, key=sorted)
        place = {groups: number for number, groups in enumerate(self.groups)}
        self.cover: dict[tuple[int, int], list[Cover]] = {}
        for one in problem.cover:
            self.cover.setdefault((one.day, one.kind), []).append(one)
        self._places = [
            {(c.day, c.kind) for c in problem.cover if c.group in groups} for groups in self.groups
        ]
        self.price = 100 * max([1, *(max(c.under, c.over or 0) for c in problem.cover)])
        self.members = tuple(
            self._member(number, person, place[person.groups])
            for number, person in enumerate(problem.persons)
        )
        self.change_costs = {pair: cost for pair, cost in problem.change_costs.items() if cost}
        self.max_block = max([0, *(len(kind.blocks) for kind in problem.kinds)])
        self.open: Free = {
            person: days
            for person, member in enumerate(self.members)
            if (days := frozenset(day for day, kinds in enumerate(member.able) if kinds))
        }
        self.standing = {done for m in self.members for done in m.standing.values() if done}
        self.automata: dict[Any, Any] = {}

    def reach(self, day: int, kind: int, groups: int) -> list[int]:
        """Return which covers of a day and kind persons of some groups may stand at."""
        rows = self.cover.get((day, kind), ())
        return [place for place, c in enumerate(rows) if c.group in self.groups[groups]]

    def empty(self) -> Roster:
        """Return the roster that plans nothing."""
        return ((None,) * self.problem.days,) * len(self.members)

    def _member(self, number: int, person: Person, groups: int) -> Member:
        days, kinds = self.problem.days, self.problem.kinds
        fixed = {day: tuple(done) for day, done in person.fixed.items() if 0 <= day < days}
        shut = self._shut_by_others(number)
        able = tuple(
            tuple(
                k
                for k in range(len(kinds))
                if person.most[k]
                and (day, k) not in shut
                and (day, k) in self._places[groups]
                and not (fixed and blocked(kinds, fixed, day, k))
            )
            if day not in fixed and day not in person.free
            else ()
            for day in range(days)
        )
        costs, constant = _costs(person, fixed)
        tallies = _all_tallies(person, kinds, days)
        limits = tuple(limit for t in tallies if (limit := _limit(t, fixed, self.price)))
        least = tuple(
            limit
            for tally in tallies
            if tally.under is None and (limit := _limit(tally, fixed, self.price)) and limit.low
        )
        weekends = None
        if person.max_weekends is not None:
            used = [any(fixed.get(d) for d in pair) for pair in self.problem.weekends]
            weekends = max(person.max_weekends, sum(used))
        longest = days if person.max_run is None else min(days, person.max_run)
        return Member(
            able,
            fixed,
            limits,
            least,
            weekends,
            person.min_run,
            longest,
            person.min_off,
            costs,
            constant,
            groups,
        )

    def _shut_by_others(self, number: int) -> set[tuple[int, int]]:
        """Return the (day, kind) that somebody apart from the person has in a fixed duty."""
        shut = set()
        for pair in self.problem.apart:
            if number in pair:
                other = self.problem.persons[pair[0] if pair[1] == number else pair[1]]
                for day, done in other.fixed.items():
                    for kinds in self.problem.together:
                        if kinds & set(done):
                            shut |= {(day, kind) for kind in kinds}
        return shut


def blocked(kinds: Sequence[Kind], fixed: dict[int, tuple[int, ...]], day: int, kind: int) -> bool:
    """Tell whether fixed duties before or after a day forbid a kind on it."""
    after = kinds[kind].blocks
    return any(set(fixed.get(day + 1 + i, ())) & block for i, block in enumerate(after)) or any(
        kind in block
        for i in range(max(len(k.blocks) for k in kinds))
        for done in fixed.get(day - 1 - i, ())
        for block in kinds[done].blocks[i : i + 1]
    )


def _costs(
    person: Person, fixed: dict[int, tuple[int, ...]]
) -> tuple[dict[tuple[int, int], int], int]:
    """Return the cost of each (day, kind), and that of a person who is planned for nothing."""
    costs = dict(person.costs)
    constant = 0
    for day, kinds, cost in person.off_costs:
        if not set(fixed.get(day, ())) & kinds:
            constant += cost
        if day not in fixed:
            for kind in kinds:
                costs[day, kind] = costs.get((day, kind), 0) - cost
    return costs, constant


def _all_tallies(person: Person, kinds: Sequence[Kind], days: int) -> list[Tally]:
    whole = frozenset(range(days))
    low = person.min_minutes or None
    tallies = list(person.tallies)
    if low is not None or person.max_minutes is not None:
        minutes = tuple(kind.minutes for kind in kinds)
        tallies.append(Tally(whole, minutes, low, person.max_minutes))
    for kind, most in enumerate(person.most):
        if 0 < most < days:
            tallies.append(
                Tally(whole, tuple(int(k == kind) for k in range(len(kinds))), None, most)
            )
    return tallies


def _limit(tally: Tally, fixed: dict[int, tuple[int, ...]], price: int) -> Limit | None:
    """Return a tally as a limit on planned duties, None where it cannot cost anything."""
    base = sum(tally.weights[k] for day in tally.days for k in fixed.get(day, ()))
    low = 0 if tally.low is None else max(0, tally.low - base)
    under = price if tally.under is None else tally.under
    hard = tally.high is not None and tally.over is None
    over = tally.over or 0
    high = 0 if tally.high is None else tally.high - base
    weights = tally.weights
    step = gcd(*weights) or 1
    if (not over or hard) and (tally.under is None or not low):
        weights = tuple(weight // step for weight in weights)
        low, high = -(-low // step), high // step
    if hard:
        high = max(0, high)
    if not low or not under:
        low = under = 0
    if not (hard or over or low):
        return None
    return Limit(tally.days, weights, low, high, under, over, hard)
