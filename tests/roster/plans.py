"""Small rosters for tests: guards, posts and the usual shifts, without a database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any, Final

from guardapp.base.clock import at
from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Force,
    Gender,
    Guard,
    Hours,
    Leave,
    Post,
    Regime,
)
from guardapp.roster.model import Assignment, Month, ShiftType, State
from guardapp.roster.model_plan import Limits, Plan

DECEMBER: Final = Month(2026, 12)
LIMITS: Final = Limits(
    day=480,
    week=2880,
    day_max=720,
    overtime=2400,
    rest=720,
    rest_days=4,
    duty_rest_days=1,
    age=18,
    night_from=1320,
    night_to=360,
    publish_days=7,
    basis={"rest_between_h": "Điều 110, Bộ luật Lao động 2019"},
)
MORNING: Final = ShiftType(1, "S", "Ca sáng", 360, 840, 30, True, Hours.ALWAYS, 0, 0, True)
EVENING: Final = ShiftType(2, "C", "Ca chiều", 840, 1320, 30, True, Hours.ALWAYS, 1, 1, True)
NIGHT: Final = ShiftType(3, "Đ", "Ca đêm", 1320, 1800, 45, True, Hours.ALWAYS, 2, 2, True)
OFFICE: Final = ShiftType(4, "HC", "Hành chính", 420, 960, 60, False, Hours.OFFICE, 3, 3, True)
WHOLE_DAY: Final = ShiftType(
    5, "T", "Trực 24/24", 420, 1860, 0, True, None, 5, 4, True, Regime.DUTY
)
SHIFTS: Final = (MORNING, EVENING, NIGHT, OFFICE, WHOLE_DAY)

_numbers = count(1)


def guard(
    number: int,
    *,
    born: date | None = date(1990, 1, 1),
    regime: Regime = Regime.SHIFT,
    force: Force = Force.OWN,
    gender: Gender = Gender.MALE,
    week_hours: int | None = None,
) -> Guard:
    """Return a guard with a made-up name."""
    name = f"Nguyễn Văn Mẫu {number}"
    return Guard(
        number, str(number), number, name, name, force, gender, born, "", "", "", regime,
        True, week_hours,
    )  # fmt: skip


def post(
    number: int,
    hours: Hours = Hours.ALWAYS,
    *,
    needed: int = 1,
    certificate: CertificateKind | None = None,
) -> Post:
    """Return a post."""
    return Post(number, str(number), f"Cổng {number}", "", 1, hours, needed, certificate, "", True)


def assigned(
    guard: int, post: int, shift: ShiftType, day: date, state: State = State.DRAFT
) -> Assignment:
    """Return an assignment with the hours of its shift type."""
    start, end = at(day, shift.start_minute), at(day, shift.end_minute)
    return Assignment(next(_numbers), guard, post, shift.id, day, start, end, state)


def plan(
    month: Month = DECEMBER,
    *,
    guards: Iterable[Guard] = (),
    posts: Iterable[Post] = (),
    certificates: Sequence[Certificate] = (),
    leaves: Sequence[Leave] = (),
    holidays: dict[date, str] | None = None,
    shifts: Iterable[ShiftType] = (),
    limits: Limits = LIMITS,
    **more: Any,
) -> Plan:
    """Return a plan with guard 1 and no post that must be filled, unless given.

    `shifts` come beside the usual ones; `more` are further fields of the plan.
    """
    people = {one.id: one for one in guards} or {1: guard(1)}
    return Plan(
        month,
        people,
        {one.id: one for one in posts},
        {one.id: one for one in (*SHIFTS, *shifts)},
        {who: tuple(one for one in certificates if one.guard == who) for who in people},
        {who: tuple(one for one in leaves if one.guard == who) for who in people},
        holidays or {},
        limits,
        **more,
    )


def closed(one: Post) -> Post:
    """Return a post that is planned no more."""
    return replace(one, active=False)
