"""Says why a roster is short, and the fewest things that would have to give way to fill it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from guardapp.roster import rules
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole, Relief, Shortage, Way
from guardapp.roster.planning_repair import Draft, Seat, about, day_seats
from guardapp.roster.planning_trial import OF_PERSON
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_proposal import Because, Left

MOST_DAYS: Final = 12
"""Days for which it is worked out what would free them, the first ones of the month."""

_Key = tuple[Way, int | None, int | None, date | None]


def explained(draft: Draft, short: Sequence[Shortage]) -> tuple[Relief, ...]:
    """Return the fewest things that would let every gap be filled, day after day.

    Each day's guards are seated anew, with each rule that gives way counted. A paper or a post
    learnt for one day serves the following days as well.
    """
    granted: set[tuple[Way, int, int | None]] = set()
    found: dict[_Key, list[Hole]] = {}
    for day in sorted({one.day for one in short})[:MOST_DAYS]:
        for seat in _seats(draft, short, day, granted):
            for way in seat.ways:
                found.setdefault(_key(seat, way), []).append(seat.hole)
                if seat.guard is not None and (post := about(way, seat.hole)) is not None:
                    granted.add((way, seat.guard, post))
    return tuple(
        Relief(way, tuple(holes), guard, post, day)
        for (way, guard, post, day), holes in found.items()
    )


def _seats(
    draft: Draft,
    short: Sequence[Shortage],
    day: date,
    granted: set[tuple[Way, int, int | None]],
) -> list[Seat]:
    today = [one for one in draft.placements if one.day == day]
    gaps = [one for one in short if one.day == day]
    holes = [Hole(one.post, one.shift, one.day) for one in today]
    for one in gaps:
        holes += [Hole(one.post, one.shift, one.day)] * one.missing
    return day_seats(
        draft.plan,
        draft.trial(day),
        draft.pool(),
        holes,
        {one.guard: Hole(one.post, one.shift, one.day) for one in today},
        giving=True,
        more=sum(one.missing for one in gaps),
        granted=granted,
    )


def _key(seat: Seat, way: Way) -> _Key:
    if way is Way.ONE_MORE:
        return way, None, seat.hole.post, None
    post = about(way, seat.hole)
    return way, seat.guard, post, None if post is not None else seat.hole.day


def findings_left(
    plan: Plan,
    standing: Sequence[Assignment],
    there: Sequence[Assignment],
    wanted: Collection[Hole],
    *,
    proven: bool,
) -> tuple[Left, ...]:
    """Return the findings of a roster as it would be, each with why it is left.

    `wanted` are the holes that were to be filled; other gaps lie outside what was planned.
    """
    before = {one.key: one for one in rules.check(plan, standing)}
    found = []
    for one in rules.check(plan, there):
        known = before.get(one.key)
        hole = Hole(one.post or 0, one.shift or 0, one.day)
        if one.rule is Rule.UNFILLED and hole in wanted:
            because = Because.SHORT if proven else Because.UNPROVEN
        elif one.rule in OF_PERSON | {Rule.UNFILLED} or (
            known is not None and one.minutes <= known.minutes
        ):
            because = Because.STANDS
        else:
            because = Because.UNPROVEN
        found.append(Left(one, because))
    return tuple(found)
