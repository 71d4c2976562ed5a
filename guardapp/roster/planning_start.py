"""A first roster for the search: day by day, the cheapest way to give those free the duties.

Each day is an assignment of persons to places; what it costs looks at how far somebody is ahead
of his fair share, at the kind he did the day before, and at how long he has worked or rested.
"""

from collections.abc import Iterator
from typing import Final

from guardapp.roster.planner.problem import Cover, Person, Problem, Roster, Tally
from guardapp.roster.planning_match import FORBIDDEN, cheapest

_TURN: Final = 5
_GO_ON: Final = 40
_GOOD_RUN: Final = 4
_SHORT_REST: Final = 25
_REST: Final = 2
_WORTH: Final = 4
_FEW: Final = 0.2
_NEAR: Final = 8


def first_roster(problem: Problem) -> Roster:
    """Return a roster that breaks nothing hard, fills nearly all, and shares nearly evenly."""
    hall = _Hall(problem)
    left = [
        (day, place)
        for places in _by_scarcity(problem)
        for day in sorted(places)
        for place in hall.give_out(day, places[day])
    ]
    for day, place in sorted(left, key=lambda one: -one[1].under):
        hall.make_room(day, place)
    return tuple(tuple(line.planned) for line in hall.lines)


def _by_scarcity(problem: Problem) -> Iterator[dict[int, list[Cover]]]:
    """Yield the places by day: first those that few can take, then all others."""
    able = {
        (one.kind, one.group): sum(
            one.group in person.groups and bool(person.most[one.kind]) for person in problem.persons
        )
        for one in problem.cover
    }
    few = len(problem.persons) * _FEW
    for scarce in (True, False):
        found: dict[int, list[Cover]] = {}
        for one in problem.cover:
            if (able[one.kind, one.group] <= few) is scarce:
                found.setdefault(one.day, []).extend([one] * one.wanted)
        yield found


class _Hall:
    """All persons' rows as they grow, and who sits where."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.lines = [_Line(problem, person) for person in problem.persons]
        self._seats: dict[tuple[int, int], Cover] = {}

    def give_out(self, day: int, places: list[Cover]) -> list[Cover]:
        """Give a day's places to those free, as cheaply as can be; return those left empty."""
        rows = [number for number, line in enumerate(self.lines) if line.free_on(day)]
        costs = [[self.lines[number].cost(day, place) for place in places] for number in rows]
        empty = dict(enumerate(places))
        for row, column in enumerate(cheapest(costs)):
            if column is not None and not self._meets(rows[row], day, places[column]):
                self._sit(rows[row], day, empty.pop(column))
        return list(empty.values())

    def _sit(self, number: int, day: int, place: Cover) -> None:
        self.lines[number].put(day, place.kind)
        self._seats[number, day] = place

    def make_room(self, day: int, place: Cover) -> bool:
        """Seat somebody who is free on a day if somebody else takes one of his other duties."""
        for number, line in enumerate(self.lines):
            if not line.free_on(day) or self._meets(number, day, place):
                continue
            if line.cost(day, place) < FORBIDDEN:
                self._sit(number, day, place)
                return True
            for other in sorted(line.days(), key=lambda one: abs(one - day)):
                if abs(other - day) > _NEAR:
                    break
                line.take(other)
                if line.cost(day, place) < FORBIDDEN:
                    self._sit(number, day, place)
                    if self._passed_on(number, other):
                        return True
                    line.take(day)
                line.put(other, self._seats[number, other].kind)
        return False

    def _passed_on(self, number: int, day: int) -> bool:
        """Seat the cheapest other person where one sat; tell whether there is one."""
        place = self._seats[number, day]
        found = [
            (cost, other)
            for other, line in enumerate(self.lines)
            if other != number
            and line.free_on(day)
            and (cost := line.cost(day, place)) < FORBIDDEN
            and not self._meets(other, day, place)
        ]
        if found:
            self._sit(min(found)[1], day, place)
        return bool(found)

    def _meets(self, number: int, day: int, place: Cover) -> bool:
        """Tell whether somebody kept apart from a person is on duty at the same time already."""
        problem = self._problem
        for pair in problem.apart:
            if number not in pair:
                continue
            there = self.lines[pair[0] if pair[1] == number else pair[1]].kinds(day)
            if any(place.kind in one and there & one for one in problem.together):
                return True
        return False


class _Line:
    """One person's row as it grows."""

    def __init__(self, problem: Problem, person: Person) -> None:
        self._problem = problem
        self._person = person
        self.planned: list[int | None] = [None] * problem.days
        self._hard = [one for one in person.tallies if one.high is not None and one.over is None]
        self._soft = [one for one in person.tallies if one.over and one.under]
        self._counts: dict[int, int] = {}
        for tally in (*self._hard, *self._soft):
            self._counts[id(tally)] = sum(
                tally.weights[kind] for day in tally.days for kind in person.fixed.get(day, ())
            )
        self._ready: dict[tuple[int, int], int] = {}

    def free_on(self, day: int) -> bool:
        """Tell whether the person may be planned on a day at all."""
        person = self._person
        return day not in person.free and day not in person.fixed and self.planned[day] is None

    def kinds(self, day: int) -> frozenset[int]:
        """Return what the person does on a day."""
        planned = self.planned[day]
        fixed = self._person.fixed.get(day, ())
        return frozenset(fixed if planned is None else (*fixed, planned))

    def put(self, day: int, kind: int) -> None:
        """Plan a kind on a day."""
        self.planned[day] = kind
        for tally in (*self._hard, *self._soft):
            if day in tally.days:
                self._counts[id(tally)] += tally.weights[kind]
        self._ready.clear()

    def take(self, day: int) -> None:
        """Take what is planned on a day back."""
        kind = self.planned[day]
        assert kind is not None
        self.planned[day] = None
        for tally in (*self._hard, *self._soft):
            if day in tally.days:
                self._counts[id(tally)] -= tally.weights[kind]
        self._ready.clear()

    def days(self) -> list[int]:
        """Return the days on which anything is planned."""
        return [day for day, kind in enumerate(self.planned) if kind is not None]

    def cost(self, day: int, place: Cover) -> int:
        """Return what the person at a place costs, FORBIDDEN where that breaks something hard."""
        if place.group not in self._person.groups or not self._person.most[place.kind]:
            return FORBIDDEN
        key = day, place.kind
        if key not in self._ready:
            self._ready[key] = self._cost(day, place.kind) if self._may(*key) else FORBIDDEN
        cost = self._ready[key]
        return cost if cost == FORBIDDEN else cost - _WORTH * place.under

    def _may(self, day: int, kind: int) -> bool:
        for tally in self._hard:
            if day in tally.days and tally.weights[kind]:
                high = tally.high or 0
                if self._counts[id(tally)] + tally.weights[kind] > high:
                    return False
        if self._person.max_run is not None and self._run(day, None) > self._person.max_run:
            return False
        longest = self._problem.kinds[kind].most_running
        if longest is not None and self._run(day, kind) > longest:
            return False
        return not self._blocked(day, kind)

    def _run(self, day: int, kind: int | None) -> int:
        """Return how long a run of work, or of one kind, would be with a day in it."""
        length = 1
        for step in (-1, 1):
            at = day + step
            while 0 <= at < self._problem.days and (there := self.kinds(at)):
                if kind is not None and kind not in there:
                    break
                length, at = length + 1, at + step
        return length

    def _blocked(self, day: int, kind: int) -> bool:
        kinds, days = self._problem.kinds, self._problem.days
        for later, block in enumerate(kinds[kind].blocks, day + 1):
            if later < days and self.kinds(later) & block:
                return True
        longest = max(len(one.blocks) for one in kinds)
        for back in range(1, min(longest, day) + 1):
            for done in self.kinds(day - back):
                blocks = kinds[done].blocks
                if back <= len(blocks) and kind in blocks[back - 1]:
                    return True
        return False

    def _cost(self, day: int, kind: int) -> int:
        cost = 100 * self._person.costs.get((day, kind), 0)
        cost -= 100 * sum(
            points for at, kinds, points in self._person.off_costs if at == day and kind in kinds
        )
        cost += sum(self._ahead(tally, day, kind) for tally in self._soft)
        before = self.kinds(day - 1) if day else frozenset()
        if before:
            turns = self._problem.change_costs
            cost += 100 * _TURN * sum(turns.get((one, kind), 0) for one in before)
            if self._run(day, None) <= _GOOD_RUN:
                cost -= 100 * _GO_ON
        elif any(self.kinds(at) for at in range(max(0, day - _REST), day)):
            cost += 100 * _SHORT_REST
        return cost

    def _ahead(self, tally: Tally, day: int, kind: int) -> int:
        """Return in hundredths of points how far a duty puts the person ahead of his share."""
        if day not in tally.days or not tally.weights[kind]:
            return 0
        passed = sum(one <= day for one in tally.days) / len(tally.days)
        middle = ((tally.low or 0) + (tally.high or 0)) / 2
        ahead = self._counts[id(tally)] + tally.weights[kind] - middle * passed
        return round(100 * (tally.over or 0) * ahead * min(tally.weights[kind], 2))
