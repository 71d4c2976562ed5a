"""Attended shifts for tests, and the facts of a month, without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from guardapp.base.clock import MINUTE, at
from guardapp.people.model import Guard, Leave, Regime
from guardapp.roster.model import Assignment, Month, ShiftType, State
from guardapp.roster.model_attendance import (
    Attended,
    Cause,
    Figures,
    MonthFacts,
)
from guardapp.roster.rules_timesheet import figures
from tests.roster import plans

DUTY: Final = replace(plans.WHOLE_DAY, id=6, code="T24", regime=Regime.DUTY)
SHIFTS: Final = (*plans.SHIFTS, DUTY)


def worked(
    one: Assignment,
    *,
    late: int = 0,
    over: int | None = 0,
    cause: Cause | None = None,
    by_hand: bool = False,
) -> Attended:
    """Return an assignment as attended: minutes late, minutes stayed over (None: not left)."""
    came = None if cause else one.start_ms + late * MINUTE
    left = None if cause or over is None else one.end_ms + over * MINUTE
    return Attended(
        one.id, one.guard, one.id, one.post, one.duty_date, one.start_ms, one.end_ms, came, left,
        cause, None, "", by_hand, 0, 1, one.start_ms,
    )  # fmt: skip


def outside(guard: int, day: date, start: int, end: int, slot: int = 900_001) -> Attended:
    """Return work outside the roster, from and to minutes of the day."""
    return Attended(
        slot, guard, None, 1, day, None, None, at(day, start), at(day, end), None, None, "thay ca",
        True, 0, 1, at(day, end),
    )  # fmt: skip


def shift(day: date, kind: ShiftType = plans.MORNING, guard: int = 1) -> Assignment:
    """Return a published assignment."""
    return plans.assigned(guard, 1, kind, day, State.PUBLISHED)


def facts(
    assignments: Iterable[Assignment] = (),
    attended: Iterable[Attended] = (),
    *,
    month: Month = plans.DECEMBER,
    guards: Iterable[Guard] = (),
    leaves: Iterable[Leave] = (),
    holidays: Iterable[date] = (),
) -> MonthFacts:
    """Return the facts of a month with guard 1, unless given."""
    people = tuple(guards) or (plans.guard(1),)
    return MonthFacts(
        month,
        {one.id: one for one in people},
        {one.id: one for one in SHIFTS},
        tuple(sorted(assignments, key=lambda one: (one.start_ms, one.id))),
        tuple(attended),
        tuple(leaves),
        frozenset(holidays),
        plans.LIMITS,
        (1, 2),
        10,
    )


def counted(them: MonthFacts, guard: int = 1, until_ms: int | None = None) -> Figures:
    """Return one guard's figures."""
    return figures(them, until_ms=until_ms)[guard]
