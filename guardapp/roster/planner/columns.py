"""Column generation: rosters as a choice of one whole row for each person.

The linear programme over all rows that a person may have is far tighter than one over single
duties. Its rows come from dynamic programming at the prices of the programme, which also prove a
lower bound (Lasdon); limits that the rows do not keep by themselves are rows of the programme.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from guardapp.roster.planner.costs import Costs
from guardapp.roster.planner.linear import Linear, by_highs
from guardapp.roster.planner.paths import MOST_STATES, Paths
from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.stints import add_cover, stay
from guardapp.roster.planner.terms import Free, Limit, Place, Row, Setting

_EPSILON: Final = 1e-6
_SHARE: Final = 0.5

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Node:
    """What a part of all rosters has in common: duties it is `without`, a kind -1 being a day off.

    `counts` are (column, low, high) for how many of a class do a kind on a day.
    """

    without: frozenset[tuple[int, int, int]] = frozenset()
    counts: tuple[tuple[int, float, float], ...] = ()

    def allows(self, person: int, row: Row) -> bool:
        """Tell whether a person's row has nothing that the node is without."""
        return not any(
            person == p and row[day] == (None if kind < 0 else kind)
            for p, day, kind in self.without
        )


class Columns:
    """The linear programme of whole rows for the free days of some persons."""

    def __init__(
        self,
        setting: Setting,
        costs: Costs,
        roster: Roster,
        free: Free,
        ended: Stopped,
        left: Callable[[], float],
        most_states: int = MOST_STATES,
    ) -> None:
        """Start with the rows that a roster has."""
        import numpy as np

        self._np = np
        self._setting, self._costs, self._roster, self._free = setting, costs, roster, free
        self._ended, self._left = ended, left
        self._paths = Paths(setting, roster, free, most_states)
        self.persons = sorted(free)
        self.bound = -inf
        self.rows: list[tuple[int, Row]] = []
        self.value = inf
        self._known: set[tuple[int, Row]] = set()
        self._kept: dict[int, list[tuple[Limit, int]]] = {}
        self._frame = Linear()
        self._duals: Any = None
        self._best_duals: Any = None
        self._by_groups: dict[int, list[int]] = {}
        for person in self.persons:
            self._by_groups.setdefault(setting.members[person].groups, []).append(person)
        self._choice: dict[int, int] = {}
        self.links: dict[int, tuple[int, int, int]] = {}
        self.node = Node()
        self._links: dict[tuple[int, int, int], int] = {}
        self._apart: dict[tuple[int, int, int], list[int]] = {}
        self._build()
        self._begin()
        self.add((person, roster[person]) for person in self.persons)

    def _build(self) -> None:
        """Make the rows of the programme, and all columns but those of whole rows."""
        frame, setting = self._frame, self._setting
        for person in self.persons:
            spare = frame.column(10 * setting.price, inf, whole=False)
            self._choice[person] = frame.row([(spare, 1.0)], 1, 1)
        places: dict[Place, dict[int, list[int]]] = {}
        for person in self.persons:
            member = setting.members[person]
            for day in self._free[person]:
                for kind in member.able[day]:
                    if (day, kind, member.groups) not in self._links:
                        column = frame.column(0, inf, whole=False)
                        high = 10 * setting.price
                        more, less = (frame.column(high, inf, whole=False) for _ in range(2))
                        terms = [(column, -1.0), (more, 1.0), (less, -1.0)]
                        self._links[day, kind, member.groups] = frame.row(terms, 0, 0)
                        self.links[column] = (day, kind, member.groups)
                        places.setdefault((day, kind), {})[member.groups] = [column]
        stays = stay(setting, self._roster, self._free)
        for place in setting.cover if self._free is setting.open else places:
            add_cover(frame, setting, place, places.get(place, {}), stays.get(place, Counter()))
        for person in self.persons:
            counted = {id(one.limit) for one in self._paths.counted[person]}
            self._kept[person] = [
                (limit, self._limit_row(limit))
                for limit in setting.members[person].limits
                if id(limit) not in counted
            ]
        self._apart_rows()

    def _limit_row(self, limit: Limit) -> int:
        """Add a row for a limit; where it is hard it gives way at a price beyond all others."""
        over = 10 * self._setting.price if limit.hard else limit.over
        terms = []
        if limit.low:
            terms.append((self._frame.column(limit.under, inf, whole=False), 1.0))
        if not limit.hard and not limit.over:
            return self._frame.row(terms, limit.low, inf)
        terms.append((self._frame.column(over, inf, whole=False), -1.0))
        low = limit.low or -inf
        if limit.low and limit.low < limit.high:
            terms.append((self._frame.column(0, limit.high - limit.low, whole=False), -1.0))
            return self._frame.row(terms, limit.low, limit.low)
        return self._frame.row(terms, low, limit.high)

    def _apart_rows(self) -> None:
        problem = self._setting.problem
        for first, second in problem.apart:
            for number, kinds in enumerate(problem.together):
                for day in range(problem.days):
                    both = [p for p in (first, second) if day in self._free.get(p, ())]
                    if not both:
                        continue
                    rest = 1
                    for person in {first, second} - set(both):
                        member = self._setting.members[person]
                        rest -= bool(kinds & set(member.kinds(self._roster[person], day)))
                    over = self._frame.column(10 * self._setting.price, inf, whole=False)
                    row = self._frame.row([(over, -1.0)], -inf, rest)
                    for person in both:
                        self._apart.setdefault((person, day, number), []).append(row)

    def _begin(self) -> None:
        import highspy  # type: ignore[import-untyped]

        np, frame = self._np, self._frame
        self._solver: Any = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "presolve": "off",
            "simplex_strategy": 4,
        }.items():
            self._solver.setOptionValue(option, value)
        lp = frame.as_lp()
        lp.integrality_ = []
        self._solver.passModel(lp)
        counts = np.diff(np.array(frame.starts))
        self._entry_row = np.repeat(np.arange(len(counts)), counts)
        self._entry_column, self._entry_value = (
            np.array(lp.a_matrix_.index_),
            np.array(lp.a_matrix_.value_),
        )
        self._frame_cost = np.array(frame.cost, dtype=float)
        self._frame_lower, self._frame_upper = (
            np.array(frame.lower, dtype=float),
            np.array(frame.upper),
        )
        self._row_lower, self._row_upper = np.array(lp.row_lower_), np.array(lp.row_upper_)
        self._fixed_columns = len(frame.cost)

    def own_cost(self, person: int, row: Row) -> int:
        """Return the cost of a row but for cover and for limits that are rows of the programme."""
        cost = self._costs.row(person, row)
        return cost - sum(limit.cost(limit.count(row)) for limit, _ in self._kept[person])

    def _entries(self, person: int, row: Row) -> dict[int, float]:
        entries = {self._choice[person]: 1.0}
        groups = self._setting.members[person].groups
        for day in self._free[person]:
            kind = row[day]
            if kind is not None:
                entries[self._links[day, kind, groups]] = 1.0
                for number, kinds in enumerate(
                    self._setting.problem.together if self._apart else ()
                ):
                    if kind in kinds:
                        for apart in self._apart.get((person, day, number), ()):
                            entries[apart] = 1.0
        for limit, place in self._kept[person]:
            if count := limit.count(row):
                entries[place] = float(count)
        return entries

    def add(self, rows: Iterable[tuple[int, Row]]) -> int:
        """Add rows of persons that are new; return how many."""
        np = self._np
        costs: list[float] = []
        starts: list[int] = []
        indices: list[int] = []
        values: list[float] = []
        for person, row in rows:
            if (person, row) in self._known:
                continue
            self._known.add((person, row))
            self.rows.append((person, row))
            costs.append(float(self.own_cost(person, row)))
            starts.append(len(indices))
            entries = self._entries(person, row)
            indices += entries.keys()
            values += entries.values()
        if costs:
            count = len(costs)
            self._solver.addCols(
                count,
                np.array(costs),
                np.zeros(count),
                np.full(count, inf),
                len(indices),
                np.array(starts, dtype=np.int32),
                np.array(indices, dtype=np.int32),
                np.array(values),
            )
        return len(costs)

    def solve(self) -> Any:
        """Solve the programme over the rows there are; return the weight of each row."""
        limit = self._solver.getRunTime() + max(0.01, self._left())
        self._solver.setOptionValue("time_limit", limit)
        self._solver.run()
        solution = self._solver.getSolution()
        self._duals = self._np.array(solution.row_dual)
        self.value = self._solver.getInfo().objective_function_value
        values = self._np.array(solution.col_value)
        self.frame_values = values[: self._fixed_columns]
        self.weights = values[self._fixed_columns :]
        return self.weights

    def _prices(self, duals: Any) -> Any:
        """Return what each duty costs each person at the prices of the programme."""
        np, setting, problem = self._np, self._setting, self._setting.problem
        shape = (problem.days, len(problem.kinds) + 1)
        prices = {person: np.zeros(shape) for person in self.persons}
        for (day, kind, groups), row in self._links.items():
            for person in self._by_groups[groups]:
                prices[person][day, kind] = -duals[row]
        for person in self.persons:
            for (day, kind), cost in setting.members[person].costs.items():
                prices[person][day, kind] += cost
            for limit, row in self._kept[person]:
                if duals[row]:
                    days = sorted(limit.days)
                    prices[person][days, :-1] -= duals[row] * np.array(limit.weights, dtype=float)
        for (person, day, number), rows in self._apart.items():
            for kind in problem.together[number]:
                prices[person][day, kind] -= sum(duals[row] for row in rows)
        for person, day, kind in self.node.without:
            if person in prices:
                prices[person][day, kind] = np.inf
        return prices

    def _frame_bound(self, duals: Any) -> float:
        """Return the least that the columns other than rows cost at prices, within their bounds."""
        np = self._np
        reduced = self._frame_cost.copy()
        np.add.at(reduced, self._entry_column, -self._entry_value * duals[self._entry_row])
        reduced[np.abs(reduced) < _EPSILON] = 0
        used = np.flatnonzero(reduced)
        ends = np.where(reduced > 0, self._frame_lower, self._frame_upper)[used]
        return float(np.sum(reduced[used] * ends))

    def enter(self, node: "Node") -> None:
        """Go to a node of a search: only the rows and counts that it allows are chosen from."""
        np = self._np
        self.node = node
        self.bound = -inf
        self._frame_lower = np.array(self._frame.lower, dtype=float)
        self._frame_upper = np.array(self._frame.upper, dtype=float)
        for column, low, high in node.counts:
            self._frame_lower[column] = max(self._frame_lower[column], low)
            self._frame_upper[column] = min(self._frame_upper[column], high)
        upper = [inf if node.allows(person, row) else 0.0 for person, row in self.rows]
        count = self._fixed_columns + len(upper)
        lower = np.concatenate([self._frame_lower, np.zeros(len(upper))])
        columns = np.arange(count, dtype=np.int32)
        ends = np.concatenate([self._frame_upper, np.array(upper)])
        self._solver.changeColsBounds(count, columns, lower, ends)

    def price(self, share: float) -> tuple[int, float]:
        """Find better rows at prices between the best and the newest; return how many, the bound.

        `share` is that of the best prices so far (Wentges).
        """
        np = self._np
        duals = self._duals
        if self._best_duals is not None and share:
            duals = share * self._best_duals + (1 - share) * self._duals
        found = self._paths.best(self._prices(duals), self._ended)
        others = duals.copy()
        others[list(self._choice.values())] = 0
        ends = np.where(others > 0, self._row_lower, self._row_upper)
        bound = float(np.sum(others[others != 0] * ends[others != 0])) + self._frame_bound(others)
        rows = []
        for person in self.persons:
            if person not in found:
                return 0, inf
            row = found[person]
            cost, entries = self.own_cost(person, row), self._entries(person, row)
            bound += cost - sum(others[at] * amount for at, amount in entries.items())
            if cost - sum(self._duals[at] * v for at, v in entries.items()) < -_EPSILON:
                rows.append((person, row))
        if bound > self.bound:
            self.bound, self._best_duals = bound, duals
        return self.add(rows), bound

    def converge(
        self, ended: Stopped, rounds: int = 1000, close: float = 1e-4, enough: float = inf
    ) -> bool:
        """Find rows until the programme is solved or the bound is enough; return whether so."""
        share = _SHARE
        for _ in range(rounds):
            self.solve()
            if ended():
                return False
            new, _bound = self.price(share)
            if ended():
                return False
            if self.value - self.bound < close or self.bound >= enough:
                return True
            if not new:
                if not share:
                    return True
                share = 0.0
            else:
                share = _SHARE
        return False

    def choose(
        self,
        ended: Stopped,
        *,
        seconds: float | None = None,
        nodes: int | None = None,
        seed: int = 0,
    ) -> Roster | None:
        """Choose one of the known rows for each person, as a mixed-integer programme."""
        model = Linear(
            [*self._frame.cost],
            [*self._frame.lower],
            [*self._frame.upper],
            [*self._frame.whole],
            row_lower=[*self._frame.row_lower],
            row_upper=[*self._frame.row_upper],
        )
        entries: list[list[tuple[int, float]]] = [[] for _ in model.row_lower]
        for place, terms in enumerate(entries):
            span = slice(self._frame.starts[place], self._frame.starts[place + 1])
            terms.extend(zip(self._frame.indices[span], self._frame.values[span], strict=True))
        for person, row in self.rows:
            column = model.column(self.own_cost(person, row))
            for place, amount in self._entries(person, row).items():
                entries[place].append((column, amount))
        for terms in entries:
            model.indices += [column for column, _ in terms]
            model.values += [value for _, value in terms]
            model.starts.append(len(model.indices))
        answer = by_highs(model, seconds=seconds, nodes=nodes, seed=seed, stopped=ended)
        if answer.values is None:
            return None
        return self._taken(answer.values[self._fixed_columns :])

    def kinds(self, person: int, day: int) -> tuple[int, ...]:
        """Return the kinds that may be planned for a person on a day."""
        return self._setting.members[person].able[day]

    def taken(self) -> Roster:
        """Return the roster of the rows that weigh most."""
        return self._taken(self.weights)

    def _taken(self, weights: Any) -> Roster:
        roster = list(self._roster)
        best = dict.fromkeys(self.persons, 0.0)
        for (person, row), weight in zip(self.rows, weights, strict=False):
            if weight > best[person]:
                best[person] = weight
                roster[person] = row
        return tuple(roster)
