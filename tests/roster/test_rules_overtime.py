"""Hours: in a day, a week by contract, a month, a year; each just inside and just outside."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base import resources
from guardapp.base.settings import Parameter
from guardapp.people.model import Regime
from guardapp.roster import rules
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month, ShiftType
from guardapp.roster.model_plan import Limits, Plan
from guardapp.roster.rules_findings import Finding, Rule, Severity
from tests.roster import plans
from tests.roster.plans import MORNING, WHOLE_DAY, assigned

D = date(2026, 12, 7)
DAY = timedelta(days=1)


def of(rule: Rule, plan: Plan, those: Iterable[Assignment]) -> list[Finding]:
    """Return the findings of one rule."""
    found = rules.check(plan, sorted(those, key=lambda one: (one.start_ms, one.id)))
    return [one for one in found if one.rule is rule]


def lasting(minutes: int, start: int = 360) -> ShiftType:
    """Return a shift type with paid breaks that lasts some minutes."""
    return ShiftType(90, "X", "X", start, start + minutes, 45, True, None, 0, 9, True)


@pytest.mark.parametrize(("minutes", "over"), [(720, []), (721, [1])])
def test_a_day_has_at_most_twelve_hours(minutes: int, over: list[int]) -> None:
    kind = lasting(minutes)
    found = of(Rule.DAY_HOURS, plans.plan(shifts=[kind]), [assigned(1, 1, kind, D)])
    assert [one.minutes for one in found] == over
    assert all(one.severity is Severity.ERROR for one in found)


@pytest.mark.parametrize(("minutes", "over"), [(630, []), (631, [1])])
def test_overtime_of_a_day_is_at_most_half_of_the_normal_day(minutes: int, over: list[int]) -> None:
    kind = lasting(minutes)
    seven = replace(plans.LIMITS, day=420, day_overtime=210)
    plan = plans.plan(shifts=[kind], limits=seven)
    found = of(Rule.DAY_OVERTIME, plan, [assigned(1, 1, kind, D)])
    assert [one.minutes for one in found] == over
    festive = replace(plan, holidays={D: "Ngày lễ"})
    assert not of(Rule.DAY_OVERTIME, festive, [assigned(1, 1, kind, D)])
    part = replace(plan, guards={1: plans.guard(1, week_hours=40)})
    assert not of(Rule.DAY_OVERTIME, part, [assigned(1, 1, kind, D)])


def shipped() -> dict[str, Parameter]:
    """Return the shipped parameters by code."""

    rows = json.loads(resources.path("rules", "parameters.json").read_text(encoding="utf-8"))
    return {row["code"]: Parameter(**row) for row in rows}


def test_by_the_weekly_scheme_a_normal_day_has_ten_hours() -> None:
    told = shipped()
    told["week_scheme"] = replace(told["week_scheme"], value="1")
    limits = Limits.of(told)
    assert (limits.day, limits.week) == (600, 2880)
    kind = lasting(600)
    those = [assigned(1, 1, kind, D + n * DAY) for n in range(5)]
    plan = plans.plan(shifts=[kind], limits=limits)
    normal = plans.plan(shifts=[kind], limits=Limits.of(shipped()))
    # 50 hours in the week: two above 48; by the normal day two each day
    for scheme, expected in ((plan, 120), (normal, 600)):
        work = hours.worked_by_day(those, scheme.shifts)
        limits = scheme.limits
        assert hours.overtime_minutes(work, plans.DECEMBER, limits.day, limits.week) == expected
    assert not of(Rule.DAY_OVERTIME, plan, those)


@pytest.mark.parametrize(("days", "over"), [(10, []), (11, [240])])
def test_ten_shifts_of_twelve_hours_a_month_and_no_more(days: int, over: list[int]) -> None:
    kind = lasting(720)
    those = [assigned(1, 1, kind, date(2026, 12, 1) + 2 * n * DAY) for n in range(days)]
    found = of(Rule.OVERTIME, plans.plan(shifts=[kind]), those)
    assert [one.minutes for one in found] == over


@pytest.mark.parametrize(("before", "over"), [(199 * 60, []), (199 * 60 + 1, [1])])
def test_the_years_overtime_is_a_running_total(before: int, over: list[int]) -> None:
    kind = lasting(540)
    plan = plans.plan(shifts=[kind], overtime_before={1: before})
    (one,) = of(Rule.YEAR_OVERTIME, plan, [assigned(1, 1, kind, D)]) or [None]
    assert [one.minutes for one in [one] if one] == over
    assert not of(Rule.YEAR_OVERTIME, plan, [assigned(1, 1, MORNING, D)])


def test_up_to_300_hours_a_year_need_a_notice_above_200() -> None:
    told = shipped()
    told["ot_year_extended"] = replace(told["ot_year_extended"], value="1")
    limits, kind = Limits.of(told), lasting(540)
    assert (limits.overtime_year, limits.overtime_notice) == (300 * 60, 200 * 60)
    one = assigned(1, 1, kind, D)
    for before, rules_told in (
        (199 * 60, set()),
        (200 * 60, {Rule.YEAR_NOTICE}),
        (299 * 60, {Rule.YEAR_NOTICE}),
        (300 * 60, {Rule.YEAR_OVERTIME}),
    ):
        plan = plans.plan(shifts=[kind], limits=limits, overtime_before={1: before})
        found = rules.check(plan, [one])
        assert {it.rule for it in found} == rules_told
        assert all(it.legal_basis for it in found)


@pytest.mark.parametrize(("hours_a_week", "over"), [(24, []), (23, [60])])
def test_who_works_part_of_a_week_does_not_work_above_the_contract(
    hours_a_week: int, over: list[int]
) -> None:
    plan = plans.plan(guards=[plans.guard(1, week_hours=hours_a_week)])
    those = [assigned(1, 1, MORNING, D + 2 * n * DAY) for n in range(3)]
    assert [one.minutes for one in of(Rule.CONTRACT_HOURS, plan, those)] == over


def test_a_week_over_the_end_of_the_year_is_judged_in_the_month_it_ends_in() -> None:
    guard = plans.guard(1, week_hours=20)
    those = [assigned(1, 1, MORNING, date(2026, 12, 29) + n * DAY) for n in range(5)]
    assert not of(Rule.CONTRACT_HOURS, plans.plan(guards=[guard]), those)
    january = plans.plan(Month(2027, 1), guards=[guard])
    (found,) = of(Rule.CONTRACT_HOURS, january, those)
    assert (found.number, found.minutes) == (40 * 60, 20 * 60)


def test_hospital_duty_is_no_overtime() -> None:
    plan = plans.plan(guards=[plans.guard(1, regime=Regime.DUTY)])
    those = [assigned(1, 1, WHOLE_DAY, day) for day in plans.DECEMBER.days[::2]]
    assert not [one for one in rules.check(plan, those) if one.guard == 1]
    totals = hours.totals(
        those, plan.month, plan.shifts, (), plan.limits.counting, duty={WHOLE_DAY.id}
    )
    assert (totals.overtime, totals.minutes) == (0, 16 * 24 * 60)


work_by_day = st.dictionaries(
    st.dates(min_value=date(2026, 11, 23), max_value=date(2027, 1, 10)),
    st.integers(min_value=0, max_value=1440),
)


@given(work_by_day)
def test_overtime_is_what_a_count_minute_by_minute_finds(by_day: dict[date, int]) -> None:
    expected = 0
    normal_of_week: dict[tuple[int, int], int] = {}
    for day in sorted(by_day):
        iso = day.isocalendar()
        week = iso.year, iso.week
        for minute in range(by_day[day]):
            done = normal_of_week.get(week, 0)
            if minute < 480 and done < 2880:
                normal_of_week[week] = done + 1
            elif Month.of(day) == plans.DECEMBER:
                expected += 1
    assert hours.overtime_minutes(by_day, plans.DECEMBER, 480, 2880) == expected


@given(st.integers(0, 1439), st.integers(1, 2880))
def test_night_minutes_by_date_are_those_of_the_clock(start: int, length: int) -> None:
    by_date = hours.night_by_date(start, start + length, 1320, 360)
    expected = [0] * len(by_date)
    for minute in range(start, start + length):
        if minute % 1440 >= 1320 or minute % 1440 < 360:
            expected[minute // 1440] += 1
    assert list(by_date) == expected
