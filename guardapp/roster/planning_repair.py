"""Fills gaps that a roster leaves by moving the guards of one day, all rules kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.roster import rules
from guardapp.roster.model import Assignment, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole, Scope, Shortage, Way
from guardapp.roster.planning_match import FORBIDDEN, cheapest
from guardapp.roster.planning_trial import OF_PERSON, Trial, Ways
from guardapp.roster.planning_weights import WEIGHTS
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_proposal import applied

MOVED: Final = 10
PRICE: Final = {
    Way.APART: 1000,
    Way.LEAVE: 1010,
    Way.KNOW_POST: 1020,
    Way.CERTIFICATE: 1030,
    Way.WEEK_HOURS: 1040,
    Way.OVERTIME: 1050,
    Way.RUN: 1060,
    Way.REST: 1070,
    Way.ONE_MORE: 1500,
}
"""What each thing that gives way costs: fewer go before cheaper, and one more guard before two."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a slot of a day, and what has to give way for it; no guard: one more."""

    guard: int | None
    hole: Hole
    ways: Ways


def day_seats(
    plan: Plan,
    trial: Trial,
    guards: Iterable[int],
    holes: Sequence[Hole],
    now: Mapping[int, Hole],
    *,
    giving: bool,
    more: int = 0,
    granted: Collection[tuple[Way, int, int | None]] = (),
) -> list[Seat]:
    """Return who sits where on a day, so that the most holes are filled and the least gives way.

    `now` is where guards sit already. Without `giving` nothing gives way. `more` are guards whom
    the facility does not have; what is `granted` already costs nothing again.
    """
    pool = list(guards)
    rows: list[list[int]] = []
    told: list[list[Ways | None]] = []
    for guard in pool:
        ways = [trial.ways(guard, one.post, plan.shifts[one.shift]) for one in holes]
        told.append(ways)
        rows.append(
            [
                _price(plan, guard, one, way, now.get(guard), granted, giving=giving)
                for one, way in zip(holes, ways, strict=True)
            ]
        )
    rows += [[PRICE[Way.ONE_MORE] - _worth(plan, one) for one in holes]] * more
    found: list[Seat] = []
    for row, column in enumerate(cheapest(rows)):
        if column is None:
            continue
        if row >= len(pool):
            found.append(Seat(None, holes[column], frozenset({Way.ONE_MORE})))
        else:
            found.append(Seat(pool[row], holes[column], told[row][column] or frozenset()))
    return found


def _worth(plan: Plan, hole: Hole) -> int:
    return WEIGHTS.missing[plan.posts[hole.post].importance - 1] // 1000


def _price(
    plan: Plan,
    guard: int,
    hole: Hole,
    ways: Ways | None,
    now: Hole | None,
    granted: Collection[tuple[Way, int, int | None]],
    *,
    giving: bool,
) -> int:
    if ways is None or (ways and not giving):
        return FORBIDDEN
    cost = sum(PRICE[way] for way in ways if (way, guard, about(way, hole)) not in granted)
    moved = 0 if now == hole else MOVED
    return cost + moved - _worth(plan, hole)


def about(way: Way, hole: Hole) -> int | None:
    """Return the post that something is about: a paper once held, a post once known, stays so."""
    return hole.post if way in (Way.CERTIFICATE, Way.KNOW_POST) else None


@dataclass
class Draft:
    """A roster being made: what stands, and the placements beside it."""

    plan: Plan
    standing: Sequence[Assignment]
    placements: list[Placement]
    scope: Scope
    overtime: bool

    def assignments(self) -> list[Assignment]:
        """Return all assignments as they would be, by start."""
        return applied(self.plan, self.standing, (), self.placements)

    def pool(self) -> list[int]:
        """Return the guards who may be planned."""
        wanted = self.scope.guards
        return [
            one.id
            for one in self.plan.guards.values()
            if one.active and (wanted is None or one.id in wanted)
        ]

    def trial(self, day: date) -> Trial:
        """Return a trial of a day, in which all that is not standing may move."""
        there = self.assignments()
        movable = frozenset(one.id for one in there if one.id < 0)
        return Trial(self.plan, there, day, movable, overtime=self.overtime)

    def drop_wrong(self) -> int:
        """Take out placements that break a rule which is kept without them; return how many."""
        before = {one.key: one for one in rules.check(self.plan, self.standing)}
        gone: set[Placement] = set()
        for found in rules.check(self.plan, self.assignments()):
            known = before.get(found.key)
            if found.rule in OF_PERSON | {Rule.UNFILLED}:
                continue
            if known is not None and found.minutes <= known.minutes:
                continue
            told = {(one.guard, one.duty_date) for one in found.assignments if one.id < 0}
            those = [one for one in self.placements if (one.guard, one.day) in told]
            those = those or [one for one in self.placements if one.guard == found.guard]
            gone.update(those[-1:])
        self.placements = [one for one in self.placements if one not in gone]
        return len(gone)

    def fill(self, shortages: Sequence[Shortage], open_holes: Mapping[date, list[Hole]]) -> bool:
        """Fill gaps of each day that lacks somebody by moving that day's guards; tell if any was.

        `open_holes` are the slots by day that do not stand, once for each guard wanted.
        """
        changed = False
        for day in sorted({one.day for one in shortages}):
            kept = list(self.placements)
            today = [one for one in kept if one.day == day]
            now = {one.guard: Hole(one.post, one.shift, one.day) for one in today}
            holes = open_holes.get(day, [])
            if not holes:
                continue
            seats = day_seats(self.plan, self.trial(day), self.pool(), holes, now, giving=False)
            if len(seats) <= len(today):
                continue
            self.placements = [one for one in kept if one.day != day] + [
                Placement(seat.guard, seat.hole.post, seat.hole.shift, day)
                for seat in seats
                if seat.guard is not None
            ]
            if self.drop_wrong():
                self.placements = kept
            else:
                changed = True
        return changed
