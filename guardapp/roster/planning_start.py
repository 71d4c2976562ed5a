"""A first roster for the search: day by day, the cheapest way to give those free the duties.

Each day is an assignment of persons to places; what it costs looks at how far somebody is ahead
of his fair share, at the kind he did the day before, and at how long he has worked or rested.
"""

from collections.abc import Iterator
from typing import Final

from guardapp.roster.planner.problem import Cover, Problem, Roster
from guardapp.roster.planning_line import Line
from guardapp.roster.planning_match import FORBIDDEN, cheapest

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
    hall.even_out()
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
        self.lines = [Line(problem, person) for person in problem.persons]
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

    def even_out(self) -> None:
        """Pass duties from who has too many of a kind to who has too few, while that costs less."""
        for number, line in enumerate(self.lines):
            for day in line.days():
                if not line.too_much(day):
                    continue
                for other, taker in enumerate(self.lines):
                    if other != number and taker.wants_more(line, day):
                        if taker.free_on(day) and self._pass(number, other, day):
                            break
                        if taker.planned[day] is not None and self._swap(number, other, day):
                            break

    def _pass(self, number: int, other: int, day: int) -> bool:
        line, taker, place = self.lines[number], self.lines[other], self._seats[number, day]
        before = line.points() + taker.points()
        line.take(day)
        if taker.cost(day, place) < FORBIDDEN and not self._meets(other, day, place):
            self._sit(other, day, place)
            if line.points() + taker.points() < before:
                return True
            taker.take(day)
        self._sit(number, day, place)
        return False

    def _swap(self, number: int, other: int, day: int) -> bool:
        line, taker = self.lines[number], self.lines[other]
        mine, his = self._seats[number, day], self._seats[other, day]
        if mine.kind == his.kind:
            return False
        before = line.points() + taker.points()
        line.take(day)
        taker.take(day)
        if line.cost(day, his) < FORBIDDEN and taker.cost(day, mine) < FORBIDDEN:
            self._sit(number, day, his)
            self._sit(other, day, mine)
            apart = self._meets(number, day, his) or self._meets(other, day, mine)
            if not apart and line.points() + taker.points() < before:
                return True
            line.take(day)
            taker.take(day)
        self._sit(number, day, mine)
        self._sit(other, day, his)
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
