"""The planner fills a month within the law, and leaves what is not its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from guardapp.base.clock import at
from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Gender,
    Hours,
    Leave,
    LeaveKind,
    Regime,
    Restriction,
)
from guardapp.roster import rules
from guardapp.roster.model import Assignment, Placement, State
from guardapp.roster.model_demand import DutyWish
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import WHOLE, Burden, Hole, Pace, Scope, Settings
from guardapp.roster.planning import propose
from guardapp.roster.planning_replan import replan
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_proposal import Because, Proposal, applied
from tests.roster import plans
from tests.roster.hospitals import DUTY

NOW: Final = at(date(2026, 11, 22), 0)
QUICK: Final = Settings(seconds=None, steps=1)
GATE: Final = plans.post(1)
OFFICE: Final = plans.post(2, Hours.OFFICE)


def small(guards: int = 6, **more: object) -> Plan:
    """Return a plan with one gate open day and night."""
    who = [plans.guard(number) for number in range(1, guards + 1)]
    return plans.plan(guards=who, posts=[GATE], **more)  # type: ignore[arg-type]


def plan_it(
    plan: Plan,
    standing: Sequence[Assignment] = (),
    scope: Scope = WHOLE,
    settings: Settings = QUICK,
    now_ms: int = NOW,
) -> Proposal:
    """Return the proposal, held against the rules."""
    found = propose(plan, standing, scope, settings, now_ms=now_ms)
    stays = [one for one in standing if one.id not in found.removed]
    known = {one.key for one in rules.check(plan, stays)}
    after = rules.check(plan, applied(plan, standing, found.removed, found.placements))
    assert [one for one in after if one.rule is not Rule.UNFILLED and one.key not in known] == []
    return found


def by_guard(found: Proposal) -> Counter[int]:
    return Counter(one.guard for one in found.placements)


def test_six_guards_fill_a_gate_for_a_month_and_share_its_nights() -> None:
    found = plan_it(small())
    assert len(found.placements) == 93
    assert (found.missing, found.left, found.reliefs) == (0, (), ())
    nights = Counter(one.guard for one in found.placements if one.shift == plans.NIGHT.id)
    assert max(nights.values()) - min(nights.values()) <= 2
    shifts = by_guard(found)
    assert max(shifts.values()) - min(shifts.values()) <= 2


def test_the_same_seed_gives_the_same_roster() -> None:
    assert plan_it(small()).placements == plan_it(small()).placements


def test_what_is_published_pinned_or_begun_stays_when_drafts_are_planned_anew() -> None:
    day = plans.DECEMBER.days
    standing = [
        plans.assigned(1, 1, plans.MORNING, day[0]),
        plans.assigned(1, 1, plans.MORNING, day[4]),
        replace(plans.assigned(2, 1, plans.MORNING, day[5]), pinned=True),
        plans.assigned(3, 1, plans.MORNING, day[6], State.PUBLISHED),
    ]
    how = replace(QUICK, keep_existing=False)
    now = at(day[1], 0)
    found = propose(small(), standing, WHOLE, how, now_ms=now)
    assert set(found.removed) <= {standing[1].id}
    assert all(one.day >= day[1] for one in found.placements)


def test_drafts_stay_when_gaps_are_filled() -> None:
    standing = [plans.assigned(1, 1, plans.MORNING, one) for one in plans.DECEMBER.days[:5]]
    found = plan_it(small(), standing)
    assert found.removed == ()
    assert len(found.placements) == 88


def test_a_hole_is_filled_and_nothing_else() -> None:
    hole = Hole(1, plans.NIGHT.id, plans.DECEMBER.days[9])
    (only,) = plan_it(small(), scope=Scope(holes=frozenset({hole}))).placements
    assert (only.post, only.shift, only.day) == (hole.post, hole.shift, hole.day)


def test_only_the_guards_asked_for_are_planned_from_the_date_asked_for() -> None:
    since = plans.DECEMBER.days[14]
    found = plan_it(small(), scope=Scope(since=since, guards=frozenset({2, 3})))
    assert set(by_guard(found)) == {2, 3}
    assert min(one.day for one in found.placements) >= since


def test_nobody_is_planned_on_leave_or_with_a_certificate_that_ran_out() -> None:
    gate = replace(GATE, certificate=CertificateKind.FIRE)
    papers = [
        Certificate(n, n, CertificateKind.FIRE, "", "", date(2022, 1, 1), date(2030, 1, 1))
        for n in range(1, 6)
    ]
    papers[0] = replace(papers[0], expires=date(2026, 12, 10))
    away = Leave(1, 2, LeaveKind.ANNUAL, date(2026, 12, 5), date(2026, 12, 9))
    who = [plans.guard(n) for n in range(1, 7)]
    plan = plans.plan(guards=who, posts=[gate], certificates=papers, leaves=[away])
    found = plan_it(plan)
    assert 6 not in by_guard(found)
    assert all(one.day <= date(2026, 12, 10) for one in found.placements if one.guard == 1)
    assert not any(
        one.guard == 2 and away.first <= one.day <= away.last for one in found.placements
    )


def test_a_restricted_guard_works_no_night_and_the_others_fill_it() -> None:
    plan = replace(
        small(), restrictions={1: (Restriction(1, 1, date(2026, 12, 1), None, consented=False),)}
    )
    found = plan_it(plan)
    assert found.missing == 0
    mine = {one.shift for one in found.placements if one.guard == 1}
    assert plans.NIGHT.id not in mine


def test_a_post_that_asks_for_a_woman_gets_one_who_knows_it() -> None:
    who = [plans.guard(n, gender=Gender.FEMALE if n < 4 else Gender.MALE) for n in range(1, 6)]
    office = replace(OFFICE, gender=Gender.FEMALE)
    plan = replace(plans.plan(guards=who, posts=[office]), known_posts={1: frozenset({1})})
    found = plan_it(plan)
    assert found.missing == 0
    assert set(by_guard(found)) <= {2, 3}


def test_two_who_are_kept_apart_never_meet() -> None:
    two = replace(GATE, needed=2)
    who = [plans.guard(n) for n in range(1, 12)]
    plan = replace(plans.plan(guards=who, posts=[two]), apart=((1, 2),))
    found = plan_it(plan)
    slots = {(one.day, one.shift) for one in found.placements if one.guard == 1}
    assert found.missing == 0
    assert not slots & {(one.day, one.shift) for one in found.placements if one.guard == 2}


def test_a_guard_of_fewer_hours_works_no_more_than_his_contract() -> None:
    who = [plans.guard(n, week_hours=24 if n == 1 else None) for n in range(1, 7)]
    found = plan_it(plans.plan(guards=who, posts=[GATE]))
    weeks = Counter(one.day.isocalendar().week for one in found.placements if one.guard == 1)
    assert max(weeks.values()) <= 3


def test_duty_of_a_day_is_followed_by_its_rest_and_by_two_days_after_a_holiday() -> None:
    who = [plans.guard(n, regime=Regime.DUTY) for n in range(1, 4)]
    plan = replace(
        plans.plan(guards=who, posts=[OFFICE], holidays={date(2026, 12, 8): "Lễ"}),
        shifts={1: DUTY},
        posts={2: replace(OFFICE, hours=Hours.ALWAYS)},
    )
    plan = replace(plan, shifts={DUTY.id: replace(DUTY, serves=Hours.ALWAYS)})
    found = plan_it(plan)
    assert found.missing == 0
    (holiday,) = [one for one in found.placements if one.day == date(2026, 12, 8)]
    later = [one.day for one in found.placements if one.guard == holiday.guard]
    assert not {date(2026, 12, 9), date(2026, 12, 10)} & set(later)


def test_a_firms_guard_never_gets_hospital_duty() -> None:
    duty = replace(DUTY, serves=Hours.ALWAYS)
    plan = replace(small(), shifts={duty.id: duty})
    found = plan_it(plan)
    assert found.placements == ()
    assert found.missing == 31


def test_the_search_tells_how_many_guards_are_still_missing() -> None:
    told: list[Pace] = []
    found = propose(small(3), (), WHOLE, QUICK, now_ms=NOW, on_progress=told.append)
    assert told[-1].missing == sum(one.missing for one in found.shortages)
    assert told[-1].missing


def test_a_strong_wish_is_met_where_others_can_take_the_shift() -> None:
    day = plans.DECEMBER.days[11]
    free = DutyWish(1, 1, day, None, wants=False, weight=3)
    night = DutyWish(2, 2, day, plans.NIGHT.id, wants=True, weight=3)
    found = plan_it(replace(small(), wishes=(free, night)), settings=replace(QUICK, steps=2))
    today = {one.guard: one.shift for one in found.placements if one.day == day}
    assert 1 not in today
    assert today[2] == plans.NIGHT.id


def test_who_had_many_nights_before_gets_fewer() -> None:
    how = replace(QUICK, earlier={n: Burden(nights=10 if n == 1 else 2) for n in range(1, 7)})
    found = plan_it(small(), settings=how)
    nights = Counter(one.guard for one in found.placements if one.shift == plans.NIGHT.id)
    assert nights[1] == min(nights.values())


def test_shifts_that_break_a_rule_already_do_not_make_the_month_impossible() -> None:
    first = plans.DECEMBER.first
    standing = [
        plans.assigned(1, 1, plans.MORNING, first + timedelta(days=n), State.PUBLISHED)
        for n in range(20)
    ]
    found = plan_it(small(), standing)
    assert found.missing == 0
    assert {one.because for one in found.left} == {Because.STANDS}


def test_an_important_post_is_filled_before_a_lesser_one() -> None:
    lesser = replace(plans.post(2, Hours.OFFICE), importance=3)
    main = replace(plans.post(3, Hours.OFFICE), importance=1)
    found = plan_it(plans.plan(guards=[plans.guard(1)], posts=[lesser, main]))
    assert {one.post for one in found.placements} == {3}


def test_the_search_tells_how_far_it_is_and_stops_when_asked() -> None:
    told: list[Pace] = []
    found = propose(
        small(),
        (),
        WHOLE,
        Settings(seconds=30),
        now_ms=NOW,
        on_progress=told.append,
        stopped=lambda: True,
    )
    assert told
    assert found.stopped
    assert found.missing == 0


@pytest.mark.parametrize("pinned", [True, False])
def test_a_call_off_in_a_published_month_is_filled_with_one_change(pinned: bool) -> None:
    plan = small()
    first = propose(plan, (), WHOLE, QUICK, now_ms=NOW)
    month = [
        replace(one, id=number, state=State.PUBLISHED, pinned=pinned)
        for number, one in enumerate(applied(plan, (), (), first.placements), start=1)
    ]
    lost = month[40]
    found = replan(plan, month, {lost.id}, replace(QUICK, steps=1), now_ms=NOW)
    assert found.removed == (lost.id,)
    assert found.missing == 0
    (only,) = found.placements
    assert only == Placement(only.guard, lost.post, lost.shift, lost.duty_date)
    assert only.guard != lost.guard
    assert {one.guard for one in found.changed} == {lost.guard, only.guard}


def test_replanning_moves_others_only_where_nobody_is_free() -> None:
    who = [plans.guard(n) for n in (1, 2, 3)]
    fire = replace(plans.post(2, Hours.OFFICE), certificate=CertificateKind.FIRE)
    plain = plans.post(3, Hours.OFFICE)
    papers = [
        Certificate(n, n, CertificateKind.FIRE, "", "", date(2022, 1, 1), date(2030, 1, 1))
        for n in (1, 2)
    ]
    plan = plans.plan(guards=who, posts=[fire, plain], certificates=papers)
    day = date(2026, 12, 9)
    month = [
        plans.assigned(1, 2, plans.OFFICE, day, State.PUBLISHED),
        plans.assigned(2, 3, plans.OFFICE, day, State.PUBLISHED),
    ]
    found = replan(plan, month, {month[0].id}, QUICK, now_ms=NOW)
    assert {(one.guard, one.post) for one in found.placements} == {(2, 2), (3, 3)}
    assert {(one.guard, one.day) for one in found.changed} == {(1, day), (2, day), (3, day)}
