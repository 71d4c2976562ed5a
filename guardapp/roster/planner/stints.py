"""The roster as a linear model: duties by day and kind, and stints of work, whose lengths fit.

A stint is a longest run of days worked. A column for each one that the rules allow makes run
lengths a matter of structure: a stint and the days off that must follow it form an interval, and
the intervals of a person do not meet. That relaxes far better than clauses on days.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from guardapp.roster.planner.costs import changes
from guardapp.roster.planner.linear import Linear
from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.terms import Free, Limit, Member, Place, Row, Setting, blocked


class StintModel:
    """The linear model of a roster in which some days of some persons are free."""

    def __init__(self, setting: Setting, roster: Roster, free: Free) -> None:
        """Build the model: all columns and rows that the free days touch."""
        self.linear = Linear()
        self.duties: dict[tuple[int, int, int], int] = {}
        self._setting = setting
        self._roster = roster
        self._free = free
        self._on: dict[tuple[int, int], list[int]] = {}
        self._stints: list[tuple[int, int, int, int]] = []
        for person in free:
            self._duties_of(person)
        for person in free:
            _PersonPart(self, person)
        self._apart()
        self._cover()
        if free is setting.open:
            self.linear.constant = self._constant(setting.empty())

    def _constant(self, empty: Roster) -> float:
        """Return what a roster costs before anything is planned, but for what has columns."""
        setting, constant = self._setting, 0
        for person, (member, row) in enumerate(zip(setting.members, empty, strict=True)):
            constant += member.constant + changes(setting, member, row)
            for limit in member.limits:
                kinds = {k for d in limit.days for k in member.able[d] if limit.weights[k]}
                constant += 0 if kinds and person in self._free else limit.cost(0)
        return constant

    def roster(self, values: Any) -> Roster:
        """Return the roster with the free days as the values of the columns say."""
        rows: dict[int, list[int | None]] = {}
        for person, days in self._free.items():
            row = rows[person] = list(self._roster[person])
            for day in days:
                row[day] = None
        for (person, day, kind), column in self.duties.items():
            if values[column] > 0.5:
                rows[person][day] = kind
        return tuple(
            tuple(rows[person]) if person in rows else row
            for person, row in enumerate(self._roster)
        )

    def start(self) -> dict[int, float]:
        """Return the values of the duty columns in the roster the model was built from."""
        return {
            column: float(self._roster[person][day] == kind)
            for (person, day, kind), column in self.duties.items()
        }

    def at(self, person: int, day: int) -> list[int]:
        """Return the columns of a person's kinds on a day."""
        return self._on.get((person, day), [])

    def is_free(self, person: int, day: int) -> bool:
        """Tell whether a person's day is open to change."""
        return day in self._free.get(person, ())

    def parts(self, person: int) -> tuple[Setting, Member, Row, frozenset[int]]:
        """Return what one person's part of the model is made from."""
        member = self._setting.members[person]
        return self._setting, member, self._roster[person], self._free[person]

    def _duties_of(self, person: int) -> None:
        setting, member, row, free = self.parts(person)
        reach = setting.max_block
        for day in sorted(free):
            near = {
                d: member.kinds(row, d)
                for d in range(max(0, day - reach), min(len(row), day + reach + 1))
                if d not in free
            }
            for kind in member.able[day]:
                if not blocked(setting.problem.kinds, near, day, kind):
                    column = self.linear.column(member.costs.get((day, kind), 0))
                    self.duties[person, day, kind] = column
                    self._on.setdefault((person, day), []).append(column)

    def _apart(self) -> None:
        problem = self._setting.problem
        for pair in problem.apart:
            for day in sorted(set().union(*(self._free.get(p, frozenset()) for p in pair))):
                for kinds in problem.together:
                    terms, rest = [], 1
                    for person in pair:
                        if self.is_free(person, day):
                            columns = (self.duties.get((person, day, k)) for k in kinds)
                            terms += [(column, 1.0) for column in columns if column is not None]
                        else:
                            member, row = self._setting.members[person], self._roster[person]
                            rest -= bool(kinds & set(member.kinds(row, day)))
                    if terms:
                        self.linear.row(terms, -inf, rest)

    def _cover(self) -> None:
        free: dict[Place, dict[int, list[int]]] = {}
        for (person, day, kind), column in self.duties.items():
            groups = self._setting.members[person].groups
            free.setdefault((day, kind), {}).setdefault(groups, []).append(column)
        stays = stay(self._setting, self._roster, self._free)
        for place in self._setting.cover if self._free is self._setting.open else free:
            add_cover(
                self.linear, self._setting, place, free.get(place, {}), stays.get(place, Counter())
            )


def stay(setting: Setting, roster: Roster, free: Free) -> dict[Place, Counter[int]]:
    """Return for each kind and day of the free ones how many of each class do it unchanged."""
    stays: dict[Place, Counter[int]] = {}
    first = min((min(days) for days in free.values()), default=0)
    last = max((max(days) for days in free.values()), default=-1)
    for person, row in enumerate(roster):
        days, groups = free.get(person, ()), setting.members[person].groups
        for day, kind in enumerate(row[first : last + 1], first):
            if kind is not None and day not in days:
                stays.setdefault((day, kind), Counter())[groups] += 1
    return stays


def add_cover(
    linear: Linear,
    setting: Setting,
    place: Place,
    free: Mapping[int, list[int]],
    stays: Counter[int],
) -> None:
    """Tie the columns of each class of persons to the cover of a day and kind, by a flow."""
    covers = setting.cover[place]
    arrive: list[list[tuple[int, float]]] = [[] for _ in covers]
    there = [0] * len(covers)
    for groups in free.keys() | stays.keys():
        reach = setting.reach(*place, groups)
        columns, stayed = free.get(groups, []), stays[groups]
        if len(reach) == 1:
            arrive[reach[0]] += [(column, 1.0) for column in columns]
            there[reach[0]] += stayed
            continue
        most = sum(linear.upper[column] for column in columns) + stayed
        flow = [linear.column(0, most) for _ in reach]
        terms = [(column, 1.0) for column in flow] + [(column, -1.0) for column in columns]
        linear.row(terms, stayed, stayed)
        for at, column in zip(reach, flow, strict=True):
            arrive[at].append((column, 1.0))
    for at, cover in enumerate(covers):
        wanted, terms = cover.wanted - there[at], arrive[at]
        if wanted > 0:
            terms = [*terms, (linear.column(cover.under, inf, whole=False), 1.0)]
        if cover.over is not None:
            terms = [*terms, (linear.column(cover.over, inf, whole=False), -1.0)]
        if terms:
            linear.row(terms, wanted, wanted)


class _PersonPart:
    """One person's rows: runs, successions, limits, week-ends, changes of kind."""

    def __init__(self, model: StintModel, person: int) -> None:
        self._model, self._person, self._linear = model, person, model.linear
        self._setting, self._member, self._row, self._free = model.parts(person)
        self._days = len(self._row)
        self._by_stint: dict[int, list[int]] | None = None
        if self._member.min_run > 1 or self._member.min_off > 1:
            self._by_stint = self._stints()
        else:
            self._windows()
        self._successions()
        self._same_kind()
        for limit in self._member.limits:
            self._limit(limit)
        self._weekends()
        self._changes()

    def _constant(self, day: int) -> bool:
        """Tell whether the person surely works on a day that is not free."""
        return day not in self._free and self._member.works(self._row, day)

    def _can(self, day: int) -> bool:
        return bool(self._model.at(self._person, day)) or self._constant(day)

    def _standing(self, day: int) -> bool:
        return bool(self._member.standing.get(day))

    def _span(self) -> tuple[int, int]:
        """Return the first and last day that a stint may need that holds a free day."""
        reach = max(self._member.max_run, self._member.min_run, self._member.min_off) + 1
        first, last = max(0, min(self._free) - reach), min(self._days - 1, max(self._free) + reach)
        while first > 0 and self._constant(first):
            first -= 1
        while last < self._days - 1 and self._constant(last):
            last += 1
        return first, last

    def _stints(self) -> dict[int, list[int]]:
        """Add stints; return by day those that cover it."""
        first, last = self._span()
        covering: dict[int, list[int]] = {day: [] for day in range(first, last + 1)}
        resting: dict[int, list[int]] = {day: [] for day in range(first, last + 1)}
        for start, end in self._allowed(first, last):
            column = self._linear.column(0)
            for day in range(start, end + 1):
                covering[day].append(column)
            for day in range(start, min(last, self._rested(end)) + 1):
                resting[day].append(column)
        for day in range(first, last + 1):
            if len(resting[day]) > 1:
                self._linear.row([(c, 1.0) for c in resting[day]], -inf, 1)
            on = self._model.at(self._person, day)
            if on or covering[day]:
                terms = [(c, 1.0) for c in covering[day]] + [(c, -1.0) for c in on]
                there = float(self._constant(day))
                self._linear.row(terms, there, there)
        return covering

    def _allowed(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        member = self._member
        for start in range(first, last + 1):
            if start > first and self._constant(start - 1):
                continue
            standing = True
            for end in range(start, last + 1):
                if not self._can(end):
                    break
                standing = standing and self._standing(end)
                length = end - start + 1
                if length > member.max_run and not standing:
                    break
                if end < last and self._constant(end + 1):
                    continue
                ends = start == 0 or end == self._days - 1
                if standing or ends or length >= member.min_run:
                    yield start, end

    def _rested(self, end: int) -> int:
        """Return the last day off that must follow a stint."""
        rested = end + self._member.min_off
        if self._standing(end):
            for day in range(end + 1, min(rested, self._days - 1) + 1):
                if self._standing(day):
                    return day - 1
        return rested

    def _windows(self) -> None:
        """Keep the greatest run without stints: of so many days and one, one is off."""
        most = self._member.max_run
        for start in range(self._days - most):
            days = range(start, start + most + 1)
            terms = [(c, 1.0) for d in days for c in self._model.at(self._person, d)]
            rest = most - sum(self._constant(d) for d in days)
            if terms:
                self._linear.row(terms, -inf, rest)
        for day in sorted(self._free):
            on = self._model.at(self._person, day)
            if len(on) > 1:
                self._linear.row([(c, 1.0) for c in on], -inf, 1)

    def _successions(self) -> None:
        """Forbid successions by bicliques: all that block some kinds, and those kinds."""
        kinds = self._setting.problem.kinds
        for later in range(self._setting.max_block):
            blocks = {k.blocks[later] for k in kinds if later < len(k.blocks)} - {frozenset()}
            for block in sorted(blocks, key=sorted):
                first = [
                    number
                    for number, k in enumerate(kinds)
                    if later < len(k.blocks) and k.blocks[later] >= block
                ]
                for day in sorted(self._free):
                    before = self._columns(day, first)
                    after = self._columns(day + later + 1, block)
                    if before and after:
                        self._linear.row([(c, 1.0) for c in before + after], -inf, 1)

    def _columns(self, day: int, kinds: Any) -> list[int]:
        columns = (self._model.duties.get((self._person, day, k)) for k in kinds)
        return [column for column in columns if column is not None]

    def _same_kind(self) -> None:
        for number, kind in enumerate(self._setting.problem.kinds):
            if (most := kind.most_running) is None:
                continue
            for start in range(self._days - most):
                days = range(start, start + most + 1)
                terms = [(c, 1.0) for d in days for c in self._columns(d, (number,))]
                rest = most - sum(
                    number in self._member.kinds(self._row, d) for d in days if d not in self._free
                )
                if terms and len(terms) > rest:
                    self._linear.row(terms, -inf, rest)

    def _limit(self, limit: Limit) -> None:
        terms, there = [], 0
        for day in limit.days:
            if day in self._free:
                for kind in self._member.able[day]:
                    column = self._model.duties.get((self._person, day, kind))
                    if column is not None and limit.weights[kind]:
                        terms.append((column, float(limit.weights[kind])))
            elif (kind_there := self._row[day]) is not None:
                there += limit.weights[kind_there]
        if not terms:
            return
        most = sum(value for _, value in terms)
        if limit.low and limit.low - there > 0:
            low = limit.low - there
            missing = self._linear.column(limit.under, low, whole=False)
            self._linear.row([*terms, (missing, 1.0)], low, inf)
        high = limit.high - there
        if limit.hard:
            if most > high:
                self._linear.row(terms, -inf, high)
        elif limit.over and most > high:
            more = self._linear.column(limit.over, inf, whole=False)
            self._linear.row([*terms, (more, -1.0)], -inf, high)

    def _weekends(self) -> None:
        most = self._member.weekends
        if most is None:
            return
        terms = []
        for pair in self._setting.problem.weekends:
            if any(self._constant(day) for day in pair):
                most -= 1
            elif any(self._model.at(self._person, day) for day in pair):
                column = self._linear.column(0)
                terms.append((column, 1.0))
                self._on_weekend(pair, column)
        if len(terms) > most:
            self._linear.row(terms, -inf, most)

    def _on_weekend(self, pair: tuple[int, ...], column: int) -> None:
        if self._by_stint is not None and max(pair) - min(pair) < 2:
            stints = {c for day in pair for c in self._by_stint.get(day, ())}
            self._linear.row([*((c, 1.0) for c in sorted(stints)), (column, -1.0)], -inf, 0)
            return
        for day in pair:
            on = self._model.at(self._person, day)
            if on:
                self._linear.row([*((c, 1.0) for c in on), (column, -1.0)], -inf, 0)

    def _changes(self) -> None:
        by_first: dict[tuple[int, int], list[int]] = {}
        for (first, following), cost in self._setting.change_costs.items():
            by_first.setdefault((first, cost), []).append(following)
        for day in range(self._days - 1) if by_first else ():
            if day not in self._free and day + 1 not in self._free:
                continue
            for (first, cost), then in by_first.items():
                terms = self._columns(day, (first,)), self._columns(day + 1, then)
                before = first in self._member.kinds(self._row, day) and day not in self._free
                after = day + 1 not in self._free and set(then) & {
                    *self._member.kinds(self._row, day + 1)
                }
                if (terms[0] or before) and (terms[1] or after) and (terms[0] or terms[1]):
                    change = self._linear.column(cost, whole=False)
                    both = [(c, 1.0) for c in terms[0] + terms[1]]
                    rest = 1 - bool(before) - bool(after)
                    self._linear.row([*both, (change, -1.0)], -inf, rest)
