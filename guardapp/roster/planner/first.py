"""The first roster: person after person, each the best row beside those that stand already."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any, Final

from guardapp.roster.planner.costs import Costs, Seats, row_breaches
from guardapp.roster.planner.linear import by_highs
from guardapp.roster.planner.paths import Paths
from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.stints import StintModel
from guardapp.roster.planner.terms import IMPOSSIBLE, Free, Limit, Place, Row, Setting

_MONTH: Final = 28
_LONGEST: Final = 42
_STATES: Final = (8_000, 30_000, 60_000)  # of the dynamic programme, try by try


class Standing:
    """A roster that is changed person by person, and what one more duty would cost in it."""

    def __init__(self, setting: Setting, costs: Costs, roster: Roster) -> None:
        """Begin with a roster."""
        import numpy as np

        self._np = np
        self._setting, self._costs = setting, costs
        self.rows = list(roster)
        problem = setting.problem
        self._counts: dict[Place, Counter[int]] = {place: Counter() for place in setting.cover}
        shape = (len(setting.groups), problem.days, len(problem.kinds))
        self._more = np.full(shape, np.inf)
        for person, row in enumerate(roster):
            for place in _places(row):
                self._counts[place][setting.members[person].groups] += 1
        self._seats: dict[Place, Seats] = {}
        for place in setting.cover:
            self._seated(place)

    def put(self, person: int, row: Row) -> None:
        """Let a person do another row."""
        old, new = _places(self.rows[person]), _places(row)
        groups = self._setting.members[person].groups
        self.rows[person] = row
        for place in old - new:
            self._counts[place][groups] -= 1
            self._seated(place)
        for place in new - old:
            self._counts[place][groups] += 1
            self._seats[place].seat(groups)
            self._renew(place)

    def _seated(self, place: Place) -> None:
        seats = self._costs.seats(*place)
        for groups in self._counts[place].elements():
            seats.seat(groups)
        self._seats[place] = seats
        self._renew(place)

    def _renew(self, place: Place) -> None:
        for groups in range(len(self._setting.groups)):
            more = self._seats[place].more(groups)
            self._more[groups, *place] = more if more < IMPOSSIBLE else self._np.inf

    def worth(self, person: int, row: Row) -> float:
        """Return what a row of a person who has none would cost."""
        more = self._more[self._setting.members[person].groups]
        return self._costs.row(person, row) + sum(float(more[place]) for place in _places(row))

    def prices(self, person: int) -> Any:
        """Return what each duty (day, kind) of a person who has none would cost."""
        setting, member = self._setting, self._setting.members[person]
        prices = self._more[member.groups].copy()
        for (day, kind), cost in member.costs.items():
            prices[day, kind] += cost
        for pair in setting.problem.apart:
            if person in pair:
                other = pair[0] if pair[1] == person else pair[1]
                for day, kind_there in enumerate(self.rows[other]):
                    for kinds in setting.problem.together if kind_there is not None else ():
                        if kind_there in kinds:
                            prices[day, list(kinds)] = self._np.inf
        return prices


def _places(row: Row) -> set[Place]:
    return {(day, kind) for day, kind in enumerate(row) if kind is not None}


def improve_each(
    setting: Setting, costs: Costs, roster: Roster, ended: Callable[[], bool], seed: int
) -> Roster:
    """Give each person in turn the best row beside those of the others; a roster no worse.

    A long horizon is gone through month by month, each with its share of the limits.
    """
    days = setting.problem.days
    standing = Standing(setting, costs, roster)
    month = _LONGEST if days <= _LONGEST else _MONTH
    for first in range(0, days, month):
        last = min(days, first + month)
        order = list(setting.open)
        Random(seed + first).shuffle(order)  # noqa: S311 (no secret)
        for person in order:
            free = frozenset(day for day in setting.open[person] if first <= day < last)
            if ended():
                break
            if free:
                _replace(setting, standing, {person: free}, last / days)
    return tuple(standing.rows)


def _best_row(setting: Setting, standing: Standing, free: Free, share: float) -> Row | None:
    """Return a cheap row of a person by dynamic programming, which counts what it broke before."""
    ((person, _),) = free.items()
    broken: set[Limit] = set()
    for most_states in _STATES:
        roster = tuple(standing.rows)
        paths = Paths(setting, roster, free, most_states, share, broken)
        row = paths.best({person: standing.prices(person)}).get(person)
        if row is None:
            return None
        row = _fewer(setting, standing, person, row)
        now = _broken(setting, person, row)
        if not now:
            return row
        broken |= now
    return None


def _broken(setting: Setting, person: int, row: Row) -> set[Limit]:
    limits = setting.members[person].limits
    return {limit for limit in limits if limit.hard and limit.count(row) > limit.high}


def _fewer(setting: Setting, standing: Standing, person: int, row: Row) -> Row:
    """Take the duties worth least from a row where a limit of some days only is broken."""
    days = setting.problem.days
    prices = standing.prices(person)
    for limit in _broken(setting, person, row):
        while len(limit.days) < days and limit.count(row) > limit.high:
            counted = {d: k for d in limit.days if (k := row[d]) is not None and limit.weights[k]}
            day = max(counted, key=lambda d: float(prices[d, counted[d]]))
            row = (*row[:day], None, *row[day + 1 :])
    return row


def _short(setting: Setting, person: int, row: Row) -> bool:
    """Tell whether a row is below a lower bound that was hard."""
    return any(limit.count(row) < limit.low for limit in setting.members[person].least)


def _replace(setting: Setting, standing: Standing, free: Free, share: float) -> None:
    """Give a person the cheapest row."""
    ((person, days),) = free.items()
    old = standing.rows[person]
    standing.put(person, tuple(None if d in days else k for d, k in enumerate(old)))
    roster = (*standing.rows[:person], old, *standing.rows[person + 1 :])
    row = _best_row(setting, standing, free, share)
    short = row is not None and share == 1 and _short(setting, person, row)
    if row is None or short or row_breaches(setting, person, row):
        model = StintModel(setting, roster, free)
        answer = by_highs(model.linear, seconds=None, nodes=50, start=model.start())
        row = old if answer.values is None else model.roster(answer.values)[person]
    standing.put(person, min(old, row, key=partial(standing.worth, person)))
