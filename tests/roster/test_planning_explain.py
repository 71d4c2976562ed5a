"""A proposal that is short says where, by how many, and what would free it; a flow agrees."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Gender,
    Hours,
    Leave,
    LeaveKind,
    Regime,
)
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import WHOLE, Hole, Shortage, Way
from guardapp.roster.planning import propose
from guardapp.roster.planning_explain import MOST_DAYS
from guardapp.roster.planning_flow import shortage_bound
from guardapp.roster.planning_match import FORBIDDEN, cheapest
from guardapp.roster.planning_problem import state
from guardapp.roster.proposal_words import relief_text, shortage_notes
from guardapp.roster.rules_proposal import Because, Proposal
from tests.roster import plans
from tests.roster.hospitals import DUTY
from tests.roster.test_planning import NOW, QUICK, small

DAY: Final = date(2026, 12, 14)


def bound(plan: Plan) -> int:
    """Return the flow's bound on what an empty month must lack."""
    return shortage_bound(plan, (), state(plan, (), WHOLE, QUICK, NOW).holes())


def told(found: Proposal, plan: Plan) -> list[str]:
    return [relief_text(one, plan) for one in found.reliefs]


def ask(plan: Plan) -> Proposal:
    return propose(plan, (), WHOLE, QUICK, now_ms=NOW)


def away(guard: int, kind: LeaveKind = LeaveKind.ANNUAL) -> Leave:
    return Leave(guard, guard, kind, DAY, DAY)


def office_only(leaves: Iterable[Leave]) -> Plan:
    """Return a plan in which two guards share an office post."""
    post = plans.post(1, Hours.OFFICE)
    who = [plans.guard(1), plans.guard(2)]
    return plans.plan(guards=who, posts=[post], leaves=list(leaves))


def test_a_leave_that_leaves_a_post_empty_is_named_with_its_date() -> None:
    plan = office_only([away(1), away(2)])
    found = ask(plan)
    assert found.shortages == (Shortage(1, plans.OFFICE.id, DAY, 1),)
    (note,) = shortage_notes(found, plan)
    assert (note.who, note.text) == ("Cổng 1", "ngày 14/12 thiếu 1 người ca HC")
    (only,) = found.reliefs
    assert (only.way, only.day) == (Way.LEAVE, DAY)
    assert only.guard in (1, 2)
    name = plan.guards[only.guard].name
    assert told(found, plan) == [f"{name} hoãn ngày 14/12: nghỉ phép năm"]
    assert [one.because for one in found.left] == [Because.SHORT]
    assert bound(plan) == 1


def test_nobody_who_is_ill_is_asked_to_come() -> None:
    plan = office_only([away(1, LeaveKind.SICK), away(2, LeaveKind.COMPENSATORY)])
    (only,) = ask(plan).reliefs
    assert (only.way, only.guard, only.post) == (Way.ONE_MORE, None, 1)


def test_a_certificate_is_asked_for_once_though_it_frees_many_days() -> None:
    post = plans.post(1, Hours.OFFICE, certificate=CertificateKind.FIRE)
    plan = plans.plan(guards=[plans.guard(1)], posts=[post])
    found = ask(plan)
    assert found.missing == 23
    assert bound(plan) == 23
    assert [(one.way, one.guard) for one in found.reliefs] == [(Way.CERTIFICATE, 1)]
    assert told(found, plan) == ["Nguyễn Văn Mẫu 1 có chứng chỉ «Nghiệp vụ PCCC và CNCH»"]
    assert len(found.reliefs[0].gaps) == MOST_DAYS


def test_one_more_guard_of_the_kind_that_the_post_asks_for_is_named() -> None:
    post = replace(
        plans.post(1, Hours.OFFICE, certificate=CertificateKind.FIRE), gender=Gender.FEMALE
    )
    plan = plans.plan(guards=[plans.guard(1)], posts=[post])
    found = ask(plan)
    assert {one.way for one in found.reliefs} == {Way.ONE_MORE}
    assert told(found, plan) == ["thêm một người có chứng chỉ «Nghiệp vụ PCCC và CNCH», là nữ"]


def test_too_few_guards_for_the_month_are_told_as_overtime_or_rest_or_more_of_them() -> None:
    plan = small(3)
    found = ask(plan)
    assert 93 - 3 * 27 == bound(plan) <= found.missing
    assert {one.way for one in found.reliefs} <= {Way.OVERTIME, Way.RUN, Way.REST, Way.ONE_MORE}
    assert found.reliefs


def test_what_can_be_filled_is_filled_by_moving_those_on_duty() -> None:
    fire = replace(plans.post(2, Hours.OFFICE, certificate=CertificateKind.FIRE), importance=3)
    papers = [Certificate(1, 1, CertificateKind.FIRE, "", "", date(2022, 1, 1), date(2030, 1, 1))]
    who = [plans.guard(1), plans.guard(2)]
    plan = plans.plan(guards=who, posts=[plans.post(1, Hours.OFFICE), fire], certificates=papers)
    found = ask(plan)
    assert found.missing == 0
    assert {(one.guard, one.post) for one in found.placements} == {(1, 2), (2, 1)}


def test_a_gap_that_rest_alone_explains_is_proven_by_solving_once_more() -> None:
    duty = replace(DUTY, serves=Hours.ALWAYS)
    who = [plans.guard(n, regime=Regime.DUTY) for n in (1, 2)]
    day = date(2026, 12, 8)
    plan = plans.plan(guards=who, posts=[plans.post(1)], holidays={day: "Lễ"})
    plan = replace(plan, shifts={duty.id: duty})
    how = replace(QUICK, seconds=3, steps=None)
    found = propose(plan, (), WHOLE, how, now_ms=NOW)
    assert found.missing == 1
    assert bound(plan) == 0
    assert [one.because for one in found.left] == [Because.SHORT]
    assert [one.way for one in found.reliefs] == [Way.REST]


@pytest.mark.parametrize("guards", range(1, 7))
def test_the_shortage_of_a_gate_is_what_the_flow_says(guards: int) -> None:
    plan = small(guards)
    assert ask(plan).missing >= bound(plan)
    assert (ask(plan).missing == 0) is (bound(plan) == 0)


def test_the_flow_counts_leave_week_and_month() -> None:
    plan = small(1)
    assert bound(plan) == 93 - 27
    gone = replace(plan, leaves={1: (Leave(1, 1, LeaveKind.ANNUAL, *[plans.DECEMBER.first] * 2),)})
    assert bound(gone) == 93 - 27
    hole = {Hole(1, plans.MORNING.id, plans.DECEMBER.first): 2}
    assert shortage_bound(gone, (), hole) == 2
    assert shortage_bound(plan, (), hole) == 1


def test_the_cheapest_pairs_are_found_and_forbidden_ones_left() -> None:
    assert cheapest([[4, 1], [2, 8]]) == [1, 0]
    assert cheapest([[1], [0]]) == [None, 0]
    assert cheapest([[FORBIDDEN, 3], [FORBIDDEN, 2]]) in ([None, 1], [1, None])
    assert cheapest([]) == []
