"""One person's row of duties as a first roster grows: what may be added, and what it costs."""

from collections.abc import Iterator
from typing import Final

from guardapp.roster.planner.problem import Cover, Person, Problem, Tally
from guardapp.roster.planning_match import FORBIDDEN

_WISH: Final = 3
_TURN: Final = 5
_GO_ON: Final = 60
_GOOD_RUN: Final = 4
_SHORT_REST: Final = 40
_REST: Final = 2
_WORTH: Final = 4


class Line:
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

    def too_much(self, day: int) -> bool:
        """Tell whether what is planned on a day counts in a tally that is above its bound."""
        return any(self._counts[id(one)] > (one.high or 0) for one in self.counting(day))

    def wants_more(self, other: "Line", day: int) -> bool:
        """Tell whether a duty of somebody who has too many would not be too many here."""
        kind = other.planned[day]
        assert kind is not None
        over = {
            (one.days, one.weights)
            for one in other.counting(day)
            if other.count(one) > (one.high or 0)
        }
        return any(
            (one.days, one.weights) in over
            and self._counts[id(one)] + one.weights[kind] <= (one.high or 0)
            for one in self._soft
        )

    def count(self, tally: Tally) -> int:
        """Return how much counts in one of the row's tallies."""
        return self._counts[id(tally)]

    def counting(self, day: int) -> Iterator[Tally]:
        """Yield the tallies that what is planned on a day counts in."""
        kind = self.planned[day]
        for one in self._soft:
            if kind is not None and day in one.days and one.weights[kind]:
                yield one

    def points(self) -> int:
        """Return what the row costs."""
        total = 0
        for one in self._soft:
            count = self._counts[id(one)]
            total += (one.over or 0) * max(0, count - (one.high or 0))
            total += (one.under or 0) * max(0, (one.low or 0) - count)
        person, turns = self._person, self._problem.change_costs
        for day, kind in enumerate(self.planned):
            if kind is not None:
                total += person.costs.get((day, kind), 0)
                if day:
                    total += sum(turns.get((one, kind), 0) for one in self.kinds(day - 1))
        for day, kinds, points in person.off_costs:
            total += 0 if self.kinds(day) & kinds else points
        return total

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
        cost = 100 * _WISH * self._person.costs.get((day, kind), 0)
        cost -= (
            100
            * _WISH
            * sum(
                points
                for at, kinds, points in self._person.off_costs
                if at == day and kind in kinds
            )
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
