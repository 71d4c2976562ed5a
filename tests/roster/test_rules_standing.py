"""Who may stand where: what a guard or a post lacks, each just inside and just outside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Force,
    Gender,
    Hours,
    Leave,
    LeaveKind,
    Regime,
    Restriction,
)
from guardapp.roster import rules, rules_fitness
from guardapp.roster.model import Assignment, ShiftType, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding, Rule, Severity
from tests.roster import plans
from tests.roster.plans import EVENING, MORNING, NIGHT, WHOLE_DAY, assigned

D = date(2026, 12, 10)
NEXT = date(2026, 12, 11)
HIRED = plans.guard(1, force=Force.CONTRACTED)


def broken(plan: Plan, *those: Assignment) -> dict[Rule, Finding]:
    """Return the findings about guards by rule."""
    found = rules.check(plan, sorted(those, key=lambda one: (one.start_ms, one.id)))
    return {one.rule: one for one in found if one.rule is not Rule.UNFILLED}


def test_a_service_firms_guard_on_hospital_duty_is_an_error() -> None:
    hired = plans.guard(1, force=Force.CONTRACTED, regime=Regime.DUTY)
    found = broken(plans.plan(guards=[hired]), assigned(1, 1, WHOLE_DAY, D))
    assert found[Rule.CONTRACTED].severity is Severity.ERROR
    assert found[Rule.CONTRACTED].minutes == 24 * 60
    assert found[Rule.DAY_HOURS].minutes == 12 * 60  # the labour code holds for him
    assert not broken(plans.plan(guards=[hired]), assigned(1, 1, MORNING, D))


def test_a_guard_on_shifts_does_not_stand_hospital_duty_however_short() -> None:
    part = ShiftType(9, "T8", "Trực 8", 480, 960, 0, True, None, 0, 9, True, Regime.DUTY)
    one = assigned(1, 1, part, D)
    on_shifts = plans.plan(guards=[plans.guard(1)], shifts=[part])
    assert broken(on_shifts, one)[Rule.REGIME].severity is Severity.WARNING
    on_duty = plans.plan(guards=[plans.guard(1, regime=Regime.DUTY)], shifts=[part])
    assert not broken(on_duty, one)


@pytest.mark.parametrize(("shift", "minutes"), [(EVENING, None), (NIGHT, 8 * 60), (MORNING, None)])
def test_who_may_not_work_nights_is_not_planned_from_22_to_6(
    shift: ShiftType, minutes: int | None
) -> None:
    plan = plans.plan(restrictions={1: (Restriction(1, 1, D, None, consented=False),)})
    found = broken(plan, assigned(1, 1, shift, D)).get(Rule.NIGHT_RESTRICTED)
    assert (found.minutes if found else None) == minutes
    assert found is None or found.severity is Severity.ERROR


def test_a_restriction_that_begins_at_midnight_counts_the_night_after_it_alone() -> None:
    plan = plans.plan(restrictions={1: (Restriction(1, 1, NEXT, None, consented=False),)})
    assert broken(plan, assigned(1, 1, NIGHT, D))[Rule.NIGHT_RESTRICTED].minutes == 6 * 60
    over = plans.plan(restrictions={1: (Restriction(1, 1, D, D, consented=False),)})
    assert broken(over, assigned(1, 1, NIGHT, D))[Rule.NIGHT_RESTRICTED].minutes == 2 * 60
    assert Rule.NIGHT_RESTRICTED not in broken(over, assigned(1, 1, NIGHT, NEXT))


def test_who_agreed_in_writing_may_work_nights() -> None:
    plan = plans.plan(restrictions={1: (Restriction(1, 1, D, None, consented=True),)})
    assert not broken(plan, assigned(1, 1, NIGHT, D))


def test_overtime_of_who_may_do_none_is_an_error_with_its_minutes() -> None:
    long = ShiftType(9, "N", "Ngày", 360, 841, 30, True, None, 0, 9, True)
    plan = plans.plan(shifts=[long], restrictions={1: (Restriction(1, 1, D, D, consented=False),)})
    found = broken(plan, assigned(1, 1, long, D))[Rule.OVERTIME_RESTRICTED]
    assert (found.minutes, found.severity) == (1, Severity.ERROR)
    assert not broken(plan, assigned(1, 1, MORNING, D))
    assert not broken(plan, assigned(1, 1, long, NEXT))


@pytest.mark.parametrize(
    ("post", "guard", "rule"),
    [
        (replace(plans.post(1), force=Force.OWN), HIRED, Rule.FORCE),
        (replace(plans.post(1), gender=Gender.FEMALE), plans.guard(1), Rule.GENDER),
    ],
)
def test_a_post_may_ask_for_a_force_or_gender(
    post: plans.Post, guard: plans.Guard, rule: Rule
) -> None:
    one = assigned(1, 1, MORNING, D)
    found = broken(plans.plan(guards=[guard], posts=[post]), one)
    assert (found[rule].post, found[rule].minutes) == (1, 480)
    fits = replace(guard, force=Force.OWN, gender=Gender.FEMALE)
    assert not broken(plans.plan(guards=[fits], posts=[post]), one)


def test_a_guard_who_is_told_which_posts_he_knows_does_not_know_the_others() -> None:
    posts = [plans.post(1), plans.post(2)]
    plan = plans.plan(posts=posts, known_posts={1: frozenset({2})})
    assert broken(plan, assigned(1, 1, MORNING, D))[Rule.KNOWN_POST].post == 1
    assert not broken(plan, assigned(1, 2, MORNING, D))
    assert not broken(plans.plan(posts=posts), assigned(1, 1, MORNING, D))


def test_two_who_are_kept_apart_are_not_on_duty_at_one_time_wherever_they_stand() -> None:
    plan = plans.plan(guards=[plans.guard(1), plans.guard(2)], apart=((1, 2),))
    night, early = assigned(1, 1, NIGHT, D), assigned(2, 2, plans.OFFICE, NEXT)
    assert Rule.APART not in broken(plan, night, early)
    whole = assigned(2, 2, WHOLE_DAY, D)  # 07:00 to 07:00: all of the night
    found = broken(plan, night, whole)[Rule.APART]
    assert (found.minutes, found.guard, len(found.assignments)) == (480, 1, 2)


def test_a_pair_apart_is_told_by_instants_across_midnight_and_month() -> None:
    plan = plans.plan(guards=[plans.guard(1), plans.guard(2)], apart=((1, 2),))
    late = ShiftType(9, "E", "Sớm", 300, 780, 30, True, None, 0, 9, True)
    new_year = date(2027, 1, 1)
    found = broken(
        replace(plan, shifts={**plan.shifts, 9: late}),
        assigned(1, 1, NIGHT, date(2026, 12, 31)),
        assigned(2, 1, late, new_year),
    )
    assert (found[Rule.APART].minutes, found[Rule.APART].day) == (60, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("gender", "born", "age"),
    [
        (Gender.MALE, date(1980, 12, 11), None),
        (Gender.MALE, date(1980, 12, 10), 46),
        (Gender.FEMALE, date(1985, 12, 11), None),
        (Gender.FEMALE, date(1985, 12, 10), 41),
    ],
)
def test_self_defence_ends_after_45_for_men_and_40_for_women(
    gender: Gender, born: date, age: int | None
) -> None:
    who = plans.guard(1, force=Force.SELF_DEFENCE, gender=gender, born=born)
    found = broken(plans.plan(guards=[who]), assigned(1, 1, MORNING, D)).get(Rule.FORCE_AGE)
    assert (found.number if found else None) == age


def test_a_closed_post_and_a_guard_who_left_are_errors_in_a_draft_only() -> None:
    plan = plans.plan(posts=[plans.closed(plans.post(1))])
    draft = broken(plan, assigned(1, 1, MORNING, D))[Rule.UNKNOWN]
    assert draft.severity is Severity.ERROR
    assert not broken(plan, assigned(1, 1, MORNING, D, State.PUBLISHED))
    left = plans.plan(guards=[replace(plans.guard(1), active=False)])
    assert Rule.UNKNOWN in broken(left, assigned(1, 1, MORNING, D))


def test_standing_at_one_post_for_long_is_told_where_the_facility_wants_it() -> None:
    days = [date(2026, 12, 1) + timedelta(days=n) for n in range(0, 12, 2)]
    those = [assigned(1, 1, MORNING, day) for day in days]
    posts = [plans.post(1), plans.post(2, Hours.OFFICE)]
    five, six = (replace(plans.LIMITS, post_stay=most) for most in (5, 6))
    found = broken(plans.plan(posts=posts, limits=five), *those)[Rule.POST_STAY]
    assert (found.number, found.minutes, found.post) == (6, 24 * 60, 1)
    assert Rule.POST_STAY not in broken(plans.plan(posts=posts, limits=six), *those)
    elsewhere = [*those[:3], assigned(1, 2, MORNING, date(2026, 12, 4)), *those[3:]]
    assert Rule.POST_STAY not in broken(plans.plan(posts=posts, limits=five), *elsewhere)


def test_fitness_names_the_same_rules_as_the_check() -> None:
    guard = plans.guard(1, born=date(2009, 1, 1), force=Force.CONTRACTED)
    post = replace(
        plans.post(1, certificate=CertificateKind.FIRE), force=Force.OWN, gender=Gender.FEMALE
    )
    plan = plans.plan(
        guards=[guard],
        posts=[post],
        leaves=[Leave(7, 1, LeaveKind.SICK, D, D)],
        known_posts={1: frozenset()},
        restrictions={1: (Restriction(1, 1, D, None, consented=False),)},
    )
    unfit = rules_fitness.unfit(plan, guard, post, D)
    barred = rules_fitness.barred(plan, guard, WHOLE_DAY, D)
    assert {*unfit, *barred} == set(broken(plan, assigned(1, 1, WHOLE_DAY, D)))
    assert not rules_fitness.may_do(plan, guard, WHOLE_DAY, D)


def test_a_fit_guard_may_do_a_usual_shift() -> None:
    paper = Certificate(5, 1, CertificateKind.FIRE, "", "", date(2022, 1, 1), D)
    plan = plans.plan(certificates=[paper])
    post = plans.post(1, certificate=CertificateKind.FIRE)
    assert rules_fitness.unfit(plan, plan.guards[1], post, D) == ()
    assert rules_fitness.unfit(plan, plan.guards[1], post, NEXT) == (Rule.CERTIFICATE,)
    assert rules_fitness.may_do(plan, plan.guards[1], NIGHT, D)


def test_what_is_switched_off_makes_nobody_unfit() -> None:
    limits = replace(plans.LIMITS, severities={"known_post": "off"})
    plan = plans.plan(known_posts={1: frozenset()}, limits=limits)
    assert rules_fitness.unfit(plan, plan.guards[1], plans.post(1), D) == ()
