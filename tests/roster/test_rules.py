"""The rules of the roster, on instants, across midnight, month and year."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base import resources, words
from guardapp.base.clock import MINUTE, at
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
from guardapp.roster import rules, rules_findings
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month, ShiftType
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding, Rule, Severity
from tests.roster import plans
from tests.roster.plans import EVENING, MORNING, NIGHT, OFFICE, SHIFTS, WHOLE_DAY, assigned

D = date(2026, 12, 10)
NEXT = date(2026, 12, 11)


def found(plan: Plan, *those: Assignment) -> list[Finding]:
    return [
        one
        for one in rules.check(plan, sorted(those, key=lambda it: (it.start_ms, it.id)))
        if one.rule is not Rule.UNFILLED
    ]


def test_one_guard_at_two_posts_at_once_is_an_error_with_the_minutes_shared() -> None:
    (one,) = found(plans.plan(), assigned(1, 1, MORNING, D), assigned(1, 2, OFFICE, D))[:1]
    assert (one.rule, one.severity, one.minutes) == (Rule.DOUBLE, Severity.ERROR, 7 * 60)


def test_shifts_that_touch_do_not_overlap() -> None:
    plan = plans.plan()
    rules_broken = {
        one.rule for one in found(plan, assigned(1, 1, EVENING, D), assigned(1, 1, NIGHT, D))
    }
    assert Rule.DOUBLE not in rules_broken


def test_a_night_of_one_date_and_an_early_shift_of_the_next_are_told_by_instants() -> None:
    early = ShiftType(9, "E", "Sớm", 120, 480, 0, True, None, 0, 9, True)
    first, second = assigned(1, 1, NIGHT, D), assigned(1, 2, early, NEXT)
    assert first.overlaps(second.start_ms, second.end_ms)
    assert Rule.DOUBLE in {one.rule for one in found(plans.plan(), first, second)}


def test_eight_hours_between_two_shifts_lack_four_hours_of_rest() -> None:
    (one,) = found(plans.plan(), assigned(1, 1, EVENING, D), assigned(1, 1, MORNING, NEXT))
    assert (one.rule, one.severity, one.number, one.minutes) == (
        Rule.REST, Severity.WARNING, 480, 240,
    )  # fmt: skip
    assert one.legal_basis == "Điều 110, Bộ luật Lao động 2019"


def test_rest_is_measured_across_the_end_of_month_and_year() -> None:
    last, first = date(2026, 12, 31), date(2027, 1, 1)
    night, afternoon = assigned(1, 1, NIGHT, last), assigned(1, 1, EVENING, first)
    for month in (Month(2026, 12), Month(2027, 1)):
        (one,) = found(plans.plan(month), night, afternoon)
        assert (one.rule, one.number) == (Rule.REST, 480)


@pytest.mark.parametrize(
    ("pair", "over"),
    [
        ((assigned(1, 1, EVENING, D), assigned(1, 1, NIGHT, D)), 240),
        ((assigned(1, 1, NIGHT, D), assigned(1, 1, MORNING, NEXT)), 240),
        ((assigned(1, 1, MORNING, D), assigned(1, 1, NIGHT, D)), 240),
    ],
    ids=["evening then night", "night then morning", "twice on one duty date"],
)
def test_more_than_twelve_hours_is_an_error(pair: tuple[Assignment, Assignment], over: int) -> None:
    errors = [one for one in found(plans.plan(), *pair) if one.rule is Rule.DAY_HOURS]
    assert [(one.severity, one.minutes) for one in errors] == [(Severity.ERROR, over)]


def test_hospital_duty_of_24_hours_is_its_own_regime() -> None:
    whole, after = assigned(1, 1, WHOLE_DAY, D), assigned(1, 1, WHOLE_DAY, NEXT)
    on_shifts = plans.plan(guards=[plans.guard(1)])
    assert Rule.DAY_HOURS in {one.rule for one in found(on_shifts, whole)}
    on_duty = plans.plan(guards=[plans.guard(1, regime=Regime.DUTY)])
    assert found(on_duty, whole) == []
    assert [(one.rule, one.minutes) for one in found(on_duty, whole, after)] == [
        (Rule.DUTY_REST, 24 * 60)
    ]


def test_a_guard_under_eighteen_is_an_error_until_the_birthday() -> None:
    plan = plans.plan(guards=[plans.guard(1, born=date(2008, 12, 11))])
    early, of_age = assigned(1, 1, MORNING, D), assigned(1, 1, MORNING, NEXT)
    (one,) = found(plan, early, of_age)
    assert (one.rule, one.severity, one.assignments) == (
        Rule.UNDER_AGE, Severity.ERROR, (early,),
    )  # fmt: skip


def test_a_shift_on_leave_is_warned_of() -> None:
    plan = plans.plan(leaves=[Leave(7, 1, LeaveKind.ANNUAL, D, NEXT)])
    (one,) = found(plan, assigned(1, 1, MORNING, NEXT))
    assert one.rule is Rule.LEAVE


@pytest.mark.parametrize(
    ("expires", "expected"), [(D, []), (D - timedelta(days=1), [Rule.CERTIFICATE])]
)
def test_a_post_asks_for_a_certificate_valid_on_the_day(
    expires: date, expected: list[Rule]
) -> None:
    kind = CertificateKind.GUARDING
    paper = Certificate(5, 1, kind, "", "", date(2022, 1, 1), expires)
    plan = plans.plan(posts=[plans.post(1, certificate=kind)], certificates=[paper])
    assert [one.rule for one in found(plan, assigned(1, 1, MORNING, D))] == expected


def test_working_every_day_leaves_no_weekly_rest_and_too_much_overtime() -> None:
    those = [assigned(1, 1, MORNING, day) for day in plans.DECEMBER.days]
    by_rule = {one.rule: one for one in found(plans.plan(), *those)}
    assert by_rule[Rule.WEEKLY_REST].number == 0
    # four whole weeks of 56 hours: 32 hours over, below the most
    assert Rule.OVERTIME not in by_rule
    twelve = ShiftType(30, "N", "Ngày", 360, 1080, 30, True, None, 0, 0, True)
    plan = plans.plan(shifts=[twelve])
    eleven = [assigned(1, 1, twelve, day) for day in plans.DECEMBER.days[:22:2]]
    (over,) = found(plan, *eleven)
    assert (over.rule, over.number, over.minutes) == (Rule.OVERTIME, 44 * 60, 4 * 60)


def test_a_post_of_24_hours_needs_every_shift_and_a_night_of_the_month_before_helps_none() -> None:
    plan = plans.plan(posts=[plans.post(1, needed=1)])
    those = [
        assigned(n, 1, shift, day)
        for n, shift in enumerate((MORNING, EVENING, NIGHT), start=1)
        for day in plans.DECEMBER.days
    ]
    assert rules.check_post(plan, 1, those) == []
    (short,) = rules.check_post(plan, 1, those[:-1])
    assert (short.day, short.shift, short.number) == (date(2026, 12, 31), NIGHT.id, 1)


def test_a_duty_of_24_hours_fills_what_it_covers_at_every_instant() -> None:
    plan = plans.plan(posts=[plans.post(1)])
    days = [plans.DECEMBER.first - timedelta(days=1), *plans.DECEMBER.days]
    assert rules.check_post(plan, 1, [assigned(1, 1, WHOLE_DAY, day) for day in days]) == []
    lone = rules.check_post(plan, 1, [assigned(1, 1, WHOLE_DAY, day) for day in days[1:]])
    assert [(one.day.day, one.shift) for one in lone] == [(1, MORNING.id)]


def test_office_posts_are_closed_at_week_ends_and_holidays() -> None:
    plan = plans.plan(posts=[plans.post(1, Hours.OFFICE)], holidays={date(2026, 12, 2): "Ngày lễ"})
    days = {one.day for one in rules.check_post(plan, 1, [])}
    assert date(2026, 12, 1) in days
    assert days.isdisjoint({date(2026, 12, 2), date(2026, 12, 5), date(2026, 12, 6)})


def test_a_closed_post_needs_nobody() -> None:
    plan = plans.plan(posts=[plans.closed(plans.post(1))])
    assert rules.check_post(plan, 1, []) == []


def test_the_hours_of_a_night_count_to_its_evening_and_its_month() -> None:
    night = assigned(1, 1, NIGHT, date(2026, 12, 31))
    december = hours.totals([night], Month(2026, 12), plans.plan().shifts, (), _counting())
    january = hours.totals([night], Month(2027, 1), plans.plan().shifts, (), _counting())
    assert (december.shifts, december.minutes, december.night) == (1, 480, 480)
    assert january.minutes == 0


def _counting() -> tuple[int, int, int, int]:
    return plans.LIMITS.counting


@pytest.mark.parametrize(
    ("shift", "night"), [(MORNING, 0), (EVENING, 0), (NIGHT, 480), (OFFICE, 0), (WHOLE_DAY, 480)]
)
def test_night_minutes_lie_between_22_and_06(shift: ShiftType, night: int) -> None:
    one = assigned(1, 1, shift, D)
    assert hours.night_minutes(one.start_ms, one.end_ms, 1320, 360) == night


def test_an_unpaid_break_is_no_work() -> None:
    one = assigned(1, 1, OFFICE, D)
    assert hours.work_minutes(one, {OFFICE.id: OFFICE}) == 480


def broken_everywhere() -> tuple[Plan, list[Assignment]]:
    """Return a month in which every rule is broken."""
    bare = ShiftType(8, "X", "Không nghỉ", 360, 1080, 0, True, None, 0, 9, True)
    plan = plans.plan(
        guards=[
            plans.guard(1, born=date(2009, 1, 1), force=Force.SELF_DEFENCE),
            plans.guard(2, regime=Regime.DUTY),
            plans.guard(3, born=date(1970, 1, 1), force=Force.SELF_DEFENCE, week_hours=15),
            plans.guard(4, force=Force.CONTRACTED),
            plans.guard(5),
            plans.guard(6),
        ],
        posts=[
            replace(
                plans.post(1, certificate=CertificateKind.FIRE),
                force=Force.OWN,
                gender=Gender.FEMALE,
            ),
            plans.closed(plans.post(2)),
        ],
        leaves=[Leave(7, 1, LeaveKind.ANNUAL, D, D)],
        shifts=[bare],
        holidays=dict.fromkeys(plans.DECEMBER.days[:4], "Ngày lễ"),
        limits=replace(
            plans.LIMITS,
            day_overtime=180,
            overtime_year=18_000,
            post_stay=20,
            nights_running=2,
        ),
        restrictions={5: (Restriction(1, 5, D, NEXT, consented=False),)},
        known_posts={5: frozenset({2})},
        apart=((1, 5),),
        overtime_before={1: 20_000, 6: 9_000},
        holidays_entered=False,
    )
    those = [
        *(assigned(1, 1, shift, day) for shift in (MORNING, OFFICE) for day in plan.month.days),
        *(assigned(1, 2, NIGHT, D) for _ in range(2)),
        *(assigned(2, 1, WHOLE_DAY, day) for day in (D, NEXT)),
        *(assigned(3, 1, shift, D) for shift in (EVENING, NIGHT)),
        *(assigned(4, 1, WHOLE_DAY, day) for day in (D,)),
        *(assigned(5, 1, WHOLE_DAY, day) for day in (D,)),
        *(assigned(6, 1, bare, day) for day in plan.month.days[4:]),
        *(assigned(5, 1, NIGHT, day) for day in plan.month.days[20:24]),
    ]
    those += [assigned(5, 1, MORNING, day) for day in plan.month.days[:3]]
    return plan, sorted(those, key=lambda one: (one.start_ms, one.id))


def test_every_finding_has_words_in_both_languages() -> None:
    plan, those = broken_everywhere()
    all_of_them = [
        *rules.check(plan, those),
        *rules.short_notice(plan, at(plan.month.first, 0)),
    ]
    assert {one.rule for one in all_of_them} == set(Rule)
    assert all(one.minutes > 0 for one in all_of_them if one.rule is not Rule.NO_HOLIDAYS)
    for language in words.LANGUAGES:
        words.set_language(language)
        try:
            told = {rules_findings.words(one, plan) for one in all_of_them}
        finally:
            words.set_language("vi")
        assert all(told)
        assert not any("{" in text for text in told)


minutes = st.integers(min_value=0, max_value=60 * 24 * 40)
lengths = st.integers(min_value=1, max_value=24 * 60)
START = at(date(2026, 12, 20), 0)


@given(minutes, lengths, minutes, lengths)
def test_two_spans_overlap_exactly_when_they_share_a_minute(
    one: int, first: int, other: int, second: int
) -> None:
    span = Assignment(1, 1, 1, 1, D, START + one * MINUTE, START + (one + first) * MINUTE, plans.State.DRAFT)  # noqa: E501 # fmt: skip
    shared = set(range(one, one + first)) & set(range(other, other + second))
    start = START + other * MINUTE
    assert span.overlaps(start, start + second * MINUTE) == bool(shared)


days_around_new_year = st.dates(min_value=date(2026, 12, 25), max_value=date(2027, 1, 6))


@given(st.lists(st.tuples(days_around_new_year, st.sampled_from(SHIFTS)), max_size=8))
def test_double_booking_is_found_by_instants_whatever_the_dates(
    wished: list[tuple[date, ShiftType]],
) -> None:
    those = sorted(
        (assigned(1, 1, shift, day) for day, shift in wished), key=lambda one: one.start_ms
    )
    for month in (Month(2026, 12), Month(2027, 1)):
        expected = {
            frozenset((one.id, other.id))
            for one in those
            for other in those
            if one.id < other.id
            and one.start_ms < other.end_ms
            and other.start_ms < one.end_ms
            and month in (Month.of(one.duty_date), Month.of(other.duty_date))
        }
        doubles = [one for one in found(plans.plan(month), *those) if one.rule is Rule.DOUBLE]
        told = [one for one in doubles if any(month == Month.of(a.duty_date) for a in one.assignments)]  # noqa: E501 # fmt: skip
        inside = any(Month.of(one.duty_date) == month for one in those)
        pairs = {frozenset(a.id for a in one.assignments) for one in told}
        assert pairs == (expected if inside else set())


@given(
    st.lists(st.tuples(days_around_new_year, st.sampled_from(SHIFTS)), max_size=8),
    st.integers(min_value=1, max_value=3),
)
def test_guards_missing_equal_a_count_minute_by_minute(
    wished: list[tuple[date, ShiftType]], needed: int
) -> None:
    month = Month(2026, 12)
    plan = plans.plan(month, posts=[plans.post(1, needed=needed)])
    those = sorted(
        (assigned(n, 1, shift, day) for n, (day, shift) in enumerate(wished)),
        key=lambda one: one.start_ms,
    )
    short = {(one.day, one.shift): one.number for one in rules.check_post(plan, 1, those)}
    for day in month.days[-4:]:
        for kind in (MORNING, EVENING, NIGHT):
            start, end = at(day, kind.start_minute), at(day, kind.end_minute)
            least = min(
                sum(one.start_ms <= minute < one.end_ms for one in those)
                for minute in range(start, end, 30 * MINUTE)
            )
            assert short.get((day, kind.id), 0) == max(0, needed - least)


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_a_missing_certificate_of_every_kind_is_told_with_a_shipped_legal_basis(
    kind: CertificateKind,
) -> None:
    rows = json.loads(resources.path("rules", "parameters.json").read_text(encoding="utf-8"))
    basis = {row["code"]: row["legal_basis"] for row in rows}
    plan = plans.plan(posts=[plans.post(1, certificate=kind)])
    plan = replace(plan, limits=replace(plan.limits, basis=basis))
    (one,) = found(plan, assigned(1, 1, MORNING, D))
    assert one.rule is Rule.CERTIFICATE
    assert one.legal_basis in basis.values()
