"""The first roster: person after person, each the best row beside those that stand already."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any, Final

from guardapp.roster.planner.costs import Costs, row_breaches
from guardapp.roster.planner.linear import by_highs
from guardapp.roster.planner.paths import Paths
from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.stints import StintModel
from guardapp.roster.planner.terms import IMPOSSIBLE, Free, Place, Row, Setting

_MONTH: Final = 42


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
            self._count(person, row, 1)
        self._renew(self._counts)

    def put(self, person: int, row: Row) -> None:
        """Let a person do another row."""
        old = self.rows[person]
        self._count(person, old, -1)
        self._count(person, row, 1)
        self.rows[person] = row
        self._renew(
            {
                (day, kind)
                for day, (one, other) in enumerate(zip(old, row, strict=True))
                if one != other
                for kind in (one, other)
                if kind is not None
            }
        )

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

    def _count(self, person: int, row: Row, sign: int) -> None:
        groups = self._setting.members[person].groups
        for day, kind in enumerate(row):
            if kind is not None:
                self._counts[day, kind][groups] += sign

    def _renew(self, places: Any) -> None:
        for day, kind in places:
            counts = self._counts[day, kind]
            now = self._costs.place(day, kind, +counts)
            for groups in range(len(self._setting.groups)):
                if self._setting.reach(day, kind, groups):
                    more = self._costs.place(day, kind, counts + Counter({groups: 1})) - now
                    self._more[groups, day, kind] = more if more < IMPOSSIBLE // 2 else self._np.inf


def improve_each(
    setting: Setting, costs: Costs, roster: Roster, ended: Callable[[], bool], seed: int
) -> Roster:
    """Give each person in turn the best row beside those of the others; a roster no worse.

    A long horizon is gone through month by month, each with its share of the limits.
    """
    days = setting.problem.days
    standing = Standing(setting, costs, roster)
    for first in range(0, days, _MONTH):
        last = min(days, first + _MONTH)
        order = list(setting.open)
        Random(seed + first).shuffle(order)  # noqa: S311 (no secret)
        for person in order:
            free = frozenset(day for day in setting.open[person] if first <= day < last)
            if ended():
                break
            if free:
                _replace(setting, standing, {person: free}, last / days)
    return tuple(standing.rows)


def _replace(setting: Setting, standing: Standing, free: Free, share: float) -> None:
    """Give a person the cheapest row."""
    ((person, days),) = free.items()
    old = standing.rows[person]
    standing.put(person, tuple(None if d in days else k for d, k in enumerate(old)))
    roster = (*standing.rows[:person], old, *standing.rows[person + 1 :])
    paths = Paths(setting, roster, free, share=share)
    row = paths.best({person: standing.prices(person)}).get(person)
    if row is None or row_breaches(setting, person, row):
        model = StintModel(setting, roster, free)
        answer = by_highs(model.linear, seconds=None, nodes=50, start=model.start())
        row = old if answer.values is None else model.roster(answer.values)[person]
    standing.put(person, row)
