"""Small hospitals of any kind for the planner's tests, drawn by hypothesis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Force,
    Gender,
    Guard,
    Hours,
    Leave,
    LeaveKind,
    Post,
    Regime,
    Restriction,
)
from guardapp.roster.model import Assignment, ShiftType, State
from guardapp.roster.model_demand import Demand, DemandRow, DutyWish, SpecialDay
from guardapp.roster.model_plan import Plan
from tests.roster import plans

LONG_DAY: Final = ShiftType(6, "N", "Ngày 12 giờ", 360, 1080, 30, True, None, 0, 5, True)
LONG_NIGHT: Final = ShiftType(7, "M", "Đêm 12 giờ", 1080, 1800, 45, True, None, 0, 6, True)
DUTY: Final = replace(plans.WHOLE_DAY, regime=Regime.DUTY)
SHIFTS: Final = (
    plans.MORNING,
    plans.EVENING,
    plans.NIGHT,
    plans.OFFICE,
    DUTY,
    LONG_DAY,
    LONG_NIGHT,
)
DAYS: Final = plans.DECEMBER.days
EARLIER: Final = [plans.DECEMBER.first - timedelta(days=n) for n in range(8, 0, -1)]


@dataclass(frozen=True)
class Hospital:
    """A month to be planned, and what stands in it."""

    plan: Plan
    standing: tuple[Assignment, ...]


def _guards(draw: st.DrawFn, count: int) -> dict[int, Guard]:
    found = {}
    for number in range(1, count + 1):
        born = draw(st.sampled_from([date(1990, 1, 1), date(1990, 1, 1), date(2008, 12, 12), None]))
        regime = draw(st.sampled_from([Regime.SHIFT, Regime.SHIFT, Regime.DUTY]))
        found[number] = replace(
            plans.guard(number, born=born, regime=regime),
            force=draw(st.sampled_from(Force)),
            gender=draw(st.sampled_from(Gender)),
            week_hours=draw(st.sampled_from([None, None, None, 24])),
            active=draw(st.integers(0, 9)) > 0,
        )
    return found


def _posts(draw: st.DrawFn, count: int) -> dict[int, Post]:
    return {
        number: replace(
            plans.post(
                number,
                draw(st.sampled_from(Hours)),
                needed=draw(st.integers(1, 2)),
                certificate=draw(st.sampled_from([None, None, CertificateKind.FIRE])),
            ),
            importance=draw(st.integers(1, 3)),
            force=draw(st.sampled_from([None, None, None, Force.OWN])),
            gender=draw(st.sampled_from([None, None, None, Gender.FEMALE])),
        )
        for number in range(1, count + 1)
    }


def _demands(draw: st.DrawFn, posts: Sequence[int]) -> dict[int, Demand]:
    found = {}
    for post in posts:
        if draw(st.booleans()):
            kinds = draw(st.lists(st.sampled_from(SHIFTS), max_size=2, unique=True))
            rows = tuple(
                DemandRow(one.id, tuple(draw(st.lists(st.integers(0, 2), min_size=8, max_size=8))))
                for one in kinds
            )
            found[post] = Demand(post, rows)
    return found


def _some_days(draw: st.DrawFn) -> tuple[date, date]:
    first = draw(st.sampled_from(DAYS))
    return first, first + timedelta(days=draw(st.integers(0, 9)))


def _standing(draw: st.DrawFn, guards: Sequence[int], posts: Sequence[int]) -> list[Assignment]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        one = plans.assigned(
            draw(st.sampled_from(guards)),
            draw(st.sampled_from(posts)),
            draw(st.sampled_from(SHIFTS)),
            draw(st.sampled_from([*EARLIER, *DAYS, DAYS[-1] + timedelta(days=1)])),
            draw(st.sampled_from(State)),
        )
        if not any(one.guard == each.guard and one.overlaps(each.start_ms, each.end_ms)
                   for each in found):  # fmt: skip
            found.append(replace(one, pinned=draw(st.booleans())))
    return sorted(found, key=lambda one: (one.start_ms, one.id))


@st.composite
def hospitals(draw: st.DrawFn) -> Hospital:
    """Return a small hospital whose standing shifts may break any rule but double booking."""
    guards = _guards(draw, draw(st.integers(1, 8)))
    posts = _posts(draw, draw(st.integers(1, 3)))
    who = list(guards)
    certificates = {
        one: (Certificate(one, one, CertificateKind.FIRE, "", "", date(2022, 1, 1), expires),)
        for one in who
        if (expires := draw(st.sampled_from([None, date(2030, 1, 1), date(2026, 12, 14)])))
    }
    leaves = {
        one: (Leave(one, one, draw(st.sampled_from(LeaveKind)), *_some_days(draw)),)
        for one in who
        if draw(st.integers(0, 2)) == 0
    }
    restrictions = {
        one: (Restriction(one, one, *_some_days(draw), consented=draw(st.booleans())),)
        for one in who
        if draw(st.integers(0, 4)) == 0
    }
    special = [
        SpecialDay(draw(st.sampled_from(DAYS)), draw(st.sampled_from(list(posts))), "",
                   ((draw(st.sampled_from(SHIFTS)).id, 2),))
        for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    wishes = tuple(
        DutyWish(n, draw(st.sampled_from(who)), draw(st.sampled_from(DAYS)),
                 draw(st.sampled_from([None, 1, 3])), draw(st.booleans()),
                 draw(st.integers(1, 3)))
        for n in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    plan = replace(
        plans.plan(guards=guards.values(), posts=posts.values()),
        shifts={one.id: one for one in SHIFTS},
        certificates=certificates,
        leaves=leaves,
        restrictions=restrictions,
        holidays=dict.fromkeys(draw(st.lists(st.sampled_from(DAYS), max_size=2)), "Lễ"),
        demands=_demands(draw, list(posts)),
        special_days={(one.post, one.day): one for one in special},
        known_posts={1: frozenset({1})} if draw(st.booleans()) else {},
        apart=((1, 2),) if len(who) > 1 and draw(st.booleans()) else (),
        wishes=wishes,
    )
    return Hospital(plan, tuple(_standing(draw, who, list(posts))))
