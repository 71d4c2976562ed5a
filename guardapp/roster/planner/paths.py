"""The best rows of many persons at once, by dynamic programming over their days.

A state is a place in the rules' automaton and a count for some of the person's limits. All
persons whose rules have one shape go through the days together, as one array.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from math import ceil
from typing import Any, Final

from guardapp.roster.planner.automaton import FORBIDDEN, OFF, Automaton, Lengths
from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.terms import IMPOSSIBLE, Free, Limit, Member, Row, Setting

MOST_STATES: Final = 8_000
_CELLS: Final = 6_000_000  # of the arrays of all days of one batch
_NEVER: Final = float(IMPOSSIBLE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A limit that rows keep: what the days outside count already, and how much may come."""

    limit: Limit
    outside: int
    room: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """What persons of one batch have in common."""

    lengths: Lengths
    weights: tuple[tuple[int, ...], ...]
    weekends: bool


class Paths:
    """Finds the cheapest rows of persons on the days that are free, all else being fixed.

    `counted[person]` are the limits that the rows keep and whose cost is in their value; the
    others of the person are not looked at.
    """

    def __init__(
        self,
        setting: Setting,
        roster: Roster,
        free: Free,
        most_states: int = MOST_STATES,
        share: float = 1.0,
        prefer: Collection[Limit] = (),
    ) -> None:
        """Prepare for the free days of some persons, for whom a share of the limits counts.

        Of the limits as many are kept as `most_states` allow, those to `prefer` first.
        """
        self._setting, self._roster, self._free = setting, roster, free
        self._most_states, self.share, self._prefer = most_states, share, prefer
        self.first, self.last = _window(setting, free)
        self.counted: dict[int, list[Counted]] = {}
        self.weekends: dict[int, tuple[int, int]] = {}
        self.whole: dict[int, bool] = {}
        shapes: dict[_Shape, list[int]] = {}
        for person in free:
            shape = self._shape(person)
            shapes.setdefault(shape, []).append(person)
        self.batches = [
            _Batch(self, setting, roster, free, chunk, self._automaton(shape), shape)
            for shape, persons in shapes.items()
            for chunk in self._chunks(shape, persons)
        ]

    def best(self, prices: Any, ended: Callable[[], bool] | None = None) -> dict[int, Row]:
        """Return each person's cheapest row at `prices[person][day, kind]`, until it is ended.

        A price after those of all kinds is that of a day off."""
        found: dict[int, Row] = {}
        for batch in self.batches:
            if ended is not None and ended():
                break
            found |= batch.best(prices)
        return found

    def _shape(self, person: int) -> _Shape:
        """Choose the limits to count, the tightest that fit; note them."""
        setting, member = self._setting, self._setting.members[person]
        days, row = setting.problem.days, self._roster[person]
        lengths = Lengths(
            member.min_run, None if member.max_run >= days else member.max_run, member.min_off
        )
        weekends = member.weekends is not None and _ordinary(setting, member.weekends)
        self.weekends[person] = self._weekends(member, row)
        size = len(self._automaton(_Shape(lengths, (), weekends=False)).states)
        room = self.weekends[person][1]
        weekends = weekends and size * (room + 1) <= self._most_states
        size *= 1 + room * weekends
        outside = tuple(
            None if d in self._free[person] or self.first <= d <= self.last else k
            for d, k in enumerate(row)
        )
        chosen: list[Counted] = []
        for limit in sorted(member.limits, key=self._rank):
            before = limit.count(outside)
            most = max(limit.weights) * (self.last - self.first + 1)
            room = min(most, max(0, ceil(self.share * limit.high) - before))
            whole = len(limit.days) == days
            if limit.hard and whole and size * (room + 1) <= self._most_states:
                chosen.append(Counted(limit, before, room))
                size *= room + 1
        chosen.sort(key=lambda one: one.limit.weights)
        self.counted[person] = chosen
        hard = sum(limit.hard for limit in member.limits)
        self.whole[person] = hard == len(chosen) and (weekends or member.weekends is None)
        return _Shape(lengths, tuple(one.limit.weights for one in chosen), weekends)

    def _rank(self, limit: Limit) -> tuple[bool, bool, int]:
        return limit not in self._prefer, not limit.low, limit.high

    def _weekends(self, member: Member, row: Row) -> tuple[int, int]:
        """Return the week-ends worked outside the window, and how many may come within."""
        pairs = self._setting.problem.weekends
        inside = [pair for pair in pairs if self.first <= pair[0] <= self.last]
        outside = sum(any(member.works(row, d) for d in p) for p in pairs if p not in inside)
        most = len(pairs) if member.weekends is None else member.weekends
        return outside, min(len(inside), max(0, ceil(self.share * most) - outside))

    def _automaton(self, shape: _Shape) -> Automaton:
        known = self._setting.automata
        if shape not in known:
            kinds = self._setting.problem.kinds
            alike = [tuple(w[number] for w in shape.weights) for number in range(len(kinds))]
            changes = self._setting.change_costs
            known[shape] = Automaton(kinds, shape.lengths, changes, self._setting.standing, alike)
        automaton: Automaton = known[shape]
        return automaton

    def _chunks(self, shape: _Shape, persons: list[int]) -> list[list[int]]:
        """Cut persons into batches whose arrays fit."""
        states = len(self._automaton(shape).states) * (self.last - self.first + 2)
        sizes = [
            1 + max(one.room for one in group)
            for group in zip(*(self.counted[p] for p in persons), strict=True)
        ]
        if shape.weekends:
            sizes.append(1 + max(self.weekends[p][1] for p in persons))
        each = max(1, int(_CELLS / (states * reduce(lambda a, b: a * b, sizes, 1))))
        return [persons[i : i + each] for i in range(0, len(persons), each)]


def _ordinary(setting: Setting, most: int) -> bool:
    """Tell whether week-ends are limited and each is a day or two in a row."""
    pairs = setting.problem.weekends
    return most < len(pairs) and all(max(p) - min(p) == len(p) - 1 <= 1 for p in pairs)


def _window(setting: Setting, free: Free) -> tuple[int, int]:
    """Return the first and last day of the free ones, no week-end being cut."""
    first = min(min(days) for days in free.values())
    last = max(max(days) for days in free.values())
    for pair in setting.problem.weekends:
        if pair and min(pair) <= first <= max(pair):
            first = min(pair)
        if pair and min(pair) <= last <= max(pair):
            last = max(pair)
    return first, last


class _Batch:
    """Persons who go through the days in one array [state, person, count, count, ...]."""

    def __init__(
        self,
        paths: Paths,
        setting: Setting,
        roster: Roster,
        free: Free,
        persons: list[int],
        automaton: Automaton,
        shape: _Shape,
    ) -> None:
        import numpy as np

        self._np = np
        self._setting, self._automaton, self.persons = setting, automaton, persons
        self._roster, self._free, self._share = roster, free, paths.share
        self._first, self._last = paths.first, paths.last
        self._shape = shape
        days = self._last - self._first + 1
        symbols = 1 + len(automaton.groups) + len(automaton.standing)
        self._open = np.full((days, symbols, len(persons)), np.inf)
        self._kind_open = np.zeros((len(persons), days, len(setting.problem.kinds)), dtype=bool)
        self._counted = [paths.counted[p] for p in persons]
        self._weekends = [paths.weekends[p] for p in persons]
        sizes = [1 + max(one.room for one in group) for group in zip(*self._counted, strict=True)]
        if shape.weekends:
            sizes.append(1 + max(room for _, room in self._weekends))
        self._sizes = sizes
        self._gain_tables: dict[int, Any] = {}
        self._gains: dict[tuple[int, int, bool], list[int]] = {}
        part = {day: 1 + (day != pair[0]) for pair in setting.problem.weekends for day in pair}
        self._part_of_weekend = [part.get(day, 0) for day in range(self._first, self._last + 1)]
        self._steps()
        self._begin = np.zeros(len(persons), dtype=int)
        self._end = np.zeros((len(automaton.states), len(persons), *sizes))
        for place, person in enumerate(persons):
            self._person(place, setting.members[person], roster[person], free[person])

    def _steps(self) -> None:
        """For each symbol and whether work goes on: the states it comes from, by where it leads."""
        np, automaton = self._np, self._automaton
        steps = np.array(automaton.steps)
        price = np.array(automaton.price, dtype=float)
        works = np.array(automaton.works)
        self._moves: list[list[tuple[Any, Any, Any, Any, bool]]] = []
        for symbol in range(steps.shape[1]):
            moves = []
            for after_work in (False, True):
                source = np.flatnonzero((steps[:, symbol] != FORBIDDEN) & (works == after_work))
                if source.size:
                    order = np.argsort(steps[source, symbol], kind="stable")
                    source = source[order]
                    target, starts = np.unique(steps[source, symbol], return_index=True)
                    extra = price[source, symbol]
                    moves.append(
                        (source, target, starts, extra if extra.any() else None, after_work)
                    )
            self._moves.append(moves)
        # for the way back: per state the (source, symbol) that lead to it, filled up with none
        came: list[list[tuple[int, int]]] = [[] for _ in automaton.states]
        for state, row in enumerate(automaton.steps):
            for symbol, target in enumerate(row):
                if target != FORBIDDEN:
                    came[target].append((state, symbol))
        most = max(len(one) for one in came)
        self._came_state = np.zeros((len(came), most), dtype=int)
        self._came_symbol = np.full((len(came), most), -1)
        for target, pairs in enumerate(came):
            for place, (state, symbol) in enumerate(pairs):
                self._came_state[target, place] = state
                self._came_symbol[target, place] = symbol
        self._price, self._works = price, works

    def _person(self, place: int, member: Member, row: Any, free: frozenset[int]) -> None:
        """Set where a person begins, what is open on each day, and how each end counts."""
        np, automaton = self._np, self._automaton
        state = 0
        for day in range(self._first):
            state = automaton.steps[state][self._symbol(member, row, day)]
        self._begin[place] = state
        for day in range(self._first, self._last + 1):
            at = day - self._first
            if day in free:
                self._open[at, OFF, place] = 0
                for kind in member.able[day]:
                    self._kind_open[place, at, kind] = True
            else:
                self._open[at, self._symbol(member, row, day), place] = 0
        ends = np.zeros(self._sizes)
        later = 1 - self._share
        for axis, one in enumerate(self._counted[place]):
            before = one.outside + int(later * one.limit.low)
            counts = range(before, before + self._sizes[axis])
            table = np.array([float(one.limit.cost(c)) for c in counts])
            table[one.room + 1 :] = np.inf
            ends = ends + table.reshape([-1 if a == axis else 1 for a in range(len(self._sizes))])
        if self._shape.weekends:
            room = self._weekends[place][1]
            ends = ends + np.where(np.arange(self._sizes[-1]) <= room, 0.0, np.inf)
        self._end[:, place] = ends
        self._end[:, place][~self._may_follow(member, row)] = np.inf

    def _symbol(self, member: Member, row: Any, day: int) -> int:
        if row[day] is not None:
            return self._automaton.symbol_of_kind[row[day]]
        done = member.standing.get(day)
        return self._automaton.symbol_of_standing[tuple(done)] if done else OFF

    def _may_follow(self, member: Member, row: Any) -> Any:
        """Tell for each state whether the days after the window may follow it."""
        np = self._np
        now = np.arange(len(self._automaton.states))
        alive = np.ones(len(now), dtype=bool)
        steps = np.array(self._automaton.steps)
        for day in range(self._last + 1, len(row)):
            following = steps[now, self._symbol(member, row, day)]
            alive &= following != FORBIDDEN
            now = np.where(alive, following, now)
            if len(set(now[alive])) <= 1:
                break
        return alive

    def best(self, prices: Any) -> dict[int, Row]:
        """Return each person's cheapest row; see Paths.best."""
        values, cost, chosen = self._forward(prices)
        found: dict[int, Row] = self._back(values, cost, chosen)
        return found

    def _forward(self, prices: Any) -> tuple[list[Any], Any, list[Any]]:
        """Return values after each day, costs of symbols, the kinds they mean."""
        np = self._np
        groups = self._automaton.groups
        given = np.array([prices[person][self._first : self._last + 1] for person in self.persons])
        kinds = self._kind_open.shape[2]
        own = np.where(self._kind_open, given[:, :, :kinds], np.inf)
        cost = self._open.copy()
        if given.shape[2] > kinds:
            cost[:, OFF] += given[:, :, kinds].T
        chosen = []
        for number, group in enumerate(groups):
            part = own[:, :, group]
            chosen.append(np.array(group)[part.argmin(axis=2)])
            cost[:, 1 + number] = np.minimum(cost[:, 1 + number], part.min(axis=2).T)
        values = [self._start()]
        for day in range(len(cost)):
            values.append(self._day(values[-1], cost[day], day))
        return values, cost, chosen

    def _start(self) -> Any:
        np = self._np
        value = np.full((len(self._automaton.states), len(self.persons), *self._sizes), np.inf)
        for place, state in enumerate(self._begin):
            value[(state, place, *(0 for _ in self._sizes))] = 0
        return value

    def _gain(self, symbol: int, day: int, *, after_work: bool) -> list[int]:
        """Return how much a symbol adds to each count on a day of the window."""
        key = symbol, self._part_of_weekend[day], after_work
        if key not in self._gains:
            self._gains[key] = self._gain_of(symbol, day, after_work=after_work)
        return self._gains[key]

    def _gain_of(self, symbol: int, day: int, *, after_work: bool) -> list[int]:
        automaton, shape = self._automaton, self._shape
        kinds = len(automaton.groups)
        if 1 <= symbol <= kinds:
            kind = automaton.groups[symbol - 1][0]
            gain = [weights[kind] for weights in shape.weights]
        else:
            gain = [0] * len(shape.weights)
        if shape.weekends:
            gain.append(0)
            if symbol != OFF:
                part = self._part_of_weekend[day]
                gain[-1] = int(part == 1 or (part > 1 and not after_work))
        return gain

    def _day(self, value: Any, cost: Any, day: int) -> Any:
        np = self._np
        new = np.full_like(value, np.inf)
        tail = (1,) * len(self._sizes)
        for symbol, moves in enumerate(self._moves):
            price = cost[symbol]
            if not np.isfinite(price).any():
                continue
            for source, target, starts, extra, after_work in moves:
                gain = self._gain(symbol, day, after_work=after_work)
                if any(g >= s for g, s in zip(gain, self._sizes, strict=True)):
                    continue
                keep = tuple(slice(0, s - g) for g, s in zip(gain, self._sizes, strict=True))
                rows = value[(source, slice(None), *keep)]
                if extra is not None:
                    rows = rows + extra.reshape(-1, 1, *tail)
                if len(target) < len(source):
                    rows = np.minimum.reduceat(rows, starts, axis=0)
                rows = rows + price.reshape(1, -1, *tail)
                put = (target, slice(None), *(slice(g, None) for g in gain))
                new[put] = np.minimum(new[put], rows)
        return new

    def _back(self, values: list[Any], cost: Any, chosen: list[Any]) -> Any:
        """Walk back from the best end; return values and rows by person."""
        np = self._np
        count = len(self.persons)
        people = np.arange(count)
        ends = (values[-1] + self._end).swapaxes(0, 1).reshape(count, -1)
        best = ends.argmin(axis=1)
        worth = ends[people, best]
        at = np.array(np.unravel_index(best, (len(self._automaton.states), *self._sizes)))
        symbols = np.zeros((len(cost), count), dtype=int)
        for day in range(len(cost) - 1, -1, -1):
            gains = self._all_gains(day)
            state, symbol = self._came_state[at[0]], self._came_symbol[at[0]]
            counts = [
                at[1 + axis][:, None] - gains[symbol, self._works[state].astype(int), axis]
                for axis in range(len(self._sizes))
            ]
            fits = symbol >= 0
            for one in counts:
                fits &= one >= 0
            inside = tuple(np.maximum(one, 0) for one in counts)
            sums = values[day][(state, people[:, None], *inside)]
            sums = sums + cost[day][symbol, people[:, None]] + self._price[state, symbol]
            sums = np.where(fits, sums, np.inf)
            pick = sums.argmin(axis=1)
            symbols[day] = symbol[people, pick]
            at = np.array([state[people, pick], *(one[people, pick] for one in inside)])
        rows: dict[int, Row] = self._rows(worth, symbols, chosen)
        return rows

    def _all_gains(self, day: int) -> Any:
        """Return gains [symbol, after work, count] of a day."""
        part = self._part_of_weekend[day]
        if part not in self._gain_tables:
            symbols = range(len(self._moves))
            gains = [[self._gain(s, day, after_work=w) for w in (False, True)] for s in symbols]
            self._gain_tables[part] = self._np.array(gains).reshape(len(symbols), 2, -1)
        return self._gain_tables[part]

    def _rows(self, worth: Any, symbols: Any, chosen: list[Any]) -> dict[int, Row]:
        found = {}
        for place, person in enumerate(self.persons):
            if worth[place] >= _NEVER:
                continue
            row = list(self._roster[person])
            for day, symbol in enumerate(symbols[:, place].tolist(), self._first):
                if day in self._free[person]:
                    kind = chosen[symbol - 1][place, day - self._first] if symbol else None
                    row[day] = None if kind is None else int(kind)
            found[person] = tuple(row)
        return found
