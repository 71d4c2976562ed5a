"""Rest: between shifts, after hospital duty, each week and month, nights in a row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base.clock import HOUR, MINUTE, at
from guardapp.people.model import Regime
from guardapp.roster import rules
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month, ShiftType
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding, Rule
from tests.roster import plans
from tests.roster.plans import EVENING, MORNING, NIGHT, SHIFTS, WHOLE_DAY, assigned

D = date(2026, 12, 10)
DAY = timedelta(days=1)


def broken(plan: Plan, those: Iterable[Assignment]) -> list[Finding]:
    """Return the findings about guards."""
    found = rules.check(plan, sorted(those, key=lambda one: (one.start_ms, one.id)))
    return [one for one in found if one.rule is not Rule.UNFILLED]


def of(rule: Rule, plan: Plan, those: Iterable[Assignment]) -> list[Finding]:
    """Return the findings of one rule."""
    return [one for one in broken(plan, those) if one.rule is rule]


def kind(start: int, end: int, regime: Regime = Regime.SHIFT) -> ShiftType:
    """Return a shift type from one minute of the day to another."""
    return ShiftType(90 + start, "X", "X", start, end, 45, True, None, 0, 9, True, regime)


@pytest.mark.parametrize(("begins", "short"), [(600, []), (599, [1])])
def test_twelve_hours_of_rest_are_enough_and_a_minute_less_is_not(
    begins: int, short: list[int]
) -> None:
    late = kind(begins, begins + 480)
    plan = plans.plan(shifts=[late])
    those = [assigned(1, 1, EVENING, D), assigned(1, 1, late, D + DAY)]
    assert [one.minutes for one in of(Rule.REST, plan, those)] == short


def test_overtime_right_after_a_shift_is_one_stretch_and_no_change_of_shift() -> None:
    four = kind(840, 1080)
    plan = plans.plan(shifts=[four])
    assert not broken(plan, [assigned(1, 1, MORNING, D), assigned(1, 1, four, D)])
    longer = kind(840, 1081)
    plan = plans.plan(shifts=[longer])
    found = broken(plan, [assigned(1, 1, MORNING, D), assigned(1, 1, longer, D)])
    assert {one.rule for one in found} == {Rule.DAY_HOURS, Rule.REST}


@pytest.mark.parametrize(
    ("holiday", "days", "short"),
    [(False, 2, []), (False, 1, [1440]), (True, 3, []), (True, 2, [1440])],
)
def test_a_day_of_rest_follows_duty_of_24_hours_and_two_a_holidays(
    holiday: bool, days: int, short: list[int]
) -> None:
    plan = plans.plan(
        guards=[plans.guard(1, regime=Regime.DUTY)], holidays={D: "Ngày lễ"} if holiday else {}
    )
    those = [assigned(1, 1, WHOLE_DAY, D), assigned(1, 1, WHOLE_DAY, D + days * DAY)]
    assert [one.minutes for one in of(Rule.DUTY_REST, plan, those)] == short


@pytest.mark.parametrize(
    ("length", "rest", "short"), [(12, 12, []), (12, 11, [60]), (16, 11, [60])]
)
def test_twelve_hours_of_rest_follow_duty_of_12_or_16_hours(
    length: int, rest: int, short: list[int]
) -> None:
    duty = kind(360, 360 + length * 60, Regime.DUTY)
    begins = 360 + (length + rest) * 60
    day, minute = D + begins // 1440 * DAY, begins % 1440
    after = kind(minute, minute + 480)
    plan = plans.plan(guards=[plans.guard(1, regime=Regime.DUTY)], shifts=[duty, after])
    those = [assigned(1, 1, duty, D), assigned(1, 1, after, day)]
    assert [one.minutes for one in of(Rule.DUTY_REST, plan, those)] == short


def test_the_office_before_a_nights_duty_is_no_change_of_shift() -> None:
    office, duty = kind(420, 960), kind(961, 1861, Regime.DUTY)
    plan = plans.plan(guards=[plans.guard(1, regime=Regime.DUTY)], shifts=[office, duty])
    assert not broken(plan, [assigned(1, 1, office, D), assigned(1, 1, duty, D)])


@pytest.mark.parametrize(("nights", "told"), [(4, []), (5, [5]), (6, [6])])
def test_four_nights_in_a_row_and_no_more(nights: int, told: list[int]) -> None:
    those = [assigned(1, 1, NIGHT, D + n * DAY) for n in range(nights)]
    found = of(Rule.NIGHTS_RUNNING, plans.plan(), those)
    assert [one.number for one in found] == told
    assert [one.minutes for one in found] == [(nights - 4) * 480 for _ in told]


def test_nights_run_across_the_end_of_the_month_and_year() -> None:
    those = [assigned(1, 1, NIGHT, date(2026, 12, 28) + n * DAY) for n in range(6)]
    (january,) = of(Rule.NIGHTS_RUNNING, plans.plan(Month(2027, 1)), those)
    assert (january.number, january.day) == (6, date(2027, 1, 2))
    # the fifth night is in January, so December has nothing to mend
    assert not of(Rule.NIGHTS_RUNNING, plans.plan(), those)


@pytest.mark.parametrize(("ends", "told"), [(1499, []), (1500, [6])])
def test_an_evening_is_a_night_with_three_hours_after_22(ends: int, told: list[int]) -> None:
    late = kind(1020, ends)
    those = [assigned(1, 1, late, D + n * DAY) for n in range(6)]
    found = of(Rule.NIGHTS_RUNNING, plans.plan(shifts=[late]), those)
    assert [one.number for one in found] == told


@pytest.mark.parametrize(("free", "told"), [(4, []), (3, [3])])
def test_a_month_has_four_days_of_rest(free: int, told: list[int]) -> None:
    days = [day for day in plans.DECEMBER.days if day.day % 7 or day.day // 7 > free]
    found = of(Rule.WEEKLY_REST, plans.plan(), [assigned(1, 1, MORNING, day) for day in days])
    assert [one.number for one in found] == told


def test_one_week_without_rest_is_made_up_for_by_the_months_days_and_a_second_is_not() -> None:
    rest = {date(2026, 12, day) for day in (14, 15, 21, 22, 28, 29)}
    days = [day for day in plans.DECEMBER.days if day not in rest and day.day > 6]
    work = [assigned(1, 1, MORNING, day) for day in days]
    assert not of(Rule.WEEK_REST, plans.plan(), work)
    more = [assigned(1, 1, MORNING, date(2026, 12, day)) for day in (14, 15)]
    (found,) = of(Rule.WEEK_REST, plans.plan(), [*work, *more])
    assert (found.day, found.number, found.minutes) == (date(2026, 12, 20), 16 * 60, 8 * 60)


def test_a_rest_over_the_midnight_of_sunday_counts_for_the_week_it_mostly_lies_in() -> None:
    days = [day for day in plans.DECEMBER.days if day.day != 13]
    work = [
        assigned(1, 1, NIGHT if day.day == 12 else MORNING, day)
        for day in days
        if day.day not in (1, 2, 3, 21, 22, 28, 29)
    ]
    missed = {one.day for one in of(Rule.WEEK_REST, plans.plan(), work)}
    assert date(2026, 12, 13) not in missed  # Sunday 06:00 to Monday 06:00


def test_a_day_off_on_a_holiday_is_no_weekly_rest() -> None:
    rest = {date(2026, 12, day) for day in (5, 12, 19, 26)}
    work = [assigned(1, 1, MORNING, day) for day in plans.DECEMBER.days if day not in rest]
    assert not of(Rule.HOLIDAY_REST, plans.plan(), work)
    festive = plans.plan(holidays={date(2026, 12, 19): "Ngày lễ"})
    (found,) = of(Rule.HOLIDAY_REST, festive, work)
    assert (found.number, found.minutes) == (3, 1440)
    another = [one for one in work if one.duty_date != date(2026, 12, 20)]
    assert not of(Rule.HOLIDAY_REST, festive, another)


shifts_of_two_weeks = st.lists(
    st.tuples(
        st.dates(min_value=date(2026, 11, 28), max_value=date(2026, 12, 15)),
        st.sampled_from(SHIFTS),
    ),
    max_size=24,
)


@given(shifts_of_two_weeks)
def test_weeks_without_rest_are_those_that_a_walk_through_all_half_hours_finds(
    wished: list[tuple[date, ShiftType]],
) -> None:
    plan = plans.plan(limits=replace(plans.LIMITS, weeks_missed=0))
    those = [assigned(1, 1, shift, day) for day, shift in wished]
    if not any(plans.DECEMBER.first <= one.duty_date for one in those):
        return
    found = {one.day for one in of(Rule.WEEK_REST, plan, those)}
    # rests as (start, end) in half hours, by walking
    start, step = at(date(2026, 11, 20), 0), 30 * MINUTE
    busy = [
        any(one.start_ms <= start + n * step < one.end_ms for one in those) for n in range(48 * 40)
    ]
    rests, begin = [], 0
    for place, taken in enumerate([*busy, True]):
        if taken:
            if place - begin >= 48:
                rests.append((begin, place))
            begin = place + 1
    expected = set()
    for monday in (date(2026, 11, 30), date(2026, 12, 7)):
        first = (at(monday, 0) - start) // step
        last = first + 7 * 48
        if not any(
            min(end, last) - max(since, first) >= 48 or first <= (since + end) / 2 < last
            for since, end in rests
        ):
            expected.add(monday + 6 * DAY)
    assert {day for day in found if day <= date(2026, 12, 13)} == expected


@given(shifts_of_two_weeks)
def test_days_of_rest_are_those_whose_noon_lies_in_24_free_hours(
    wished: list[tuple[date, ShiftType]],
) -> None:
    those = sorted(
        (assigned(1, 1, shift, day) for day, shift in wished), key=lambda one: one.start_ms
    )
    expected = []
    for day in plans.DECEMBER.days:
        noon = at(day, 720)
        ends = [one.end_ms for one in those if one.start_ms <= noon]
        starts = [one.start_ms for one in those if one.start_ms > noon]
        long = not ends or not starts or min(starts) - max(ends) >= 24 * HOUR
        if long and all(one.duty_date != day for one in those):
            expected.append(day)
    assert hours.rest_dates(those, plans.DECEMBER) == expected


@given(shifts_of_two_weeks)
def test_rest_between_shifts_is_what_lies_between_neighbours(
    wished: list[tuple[date, ShiftType]],
) -> None:
    those = sorted(
        (assigned(1, 1, shift, day) for day, shift in wished if shift is not WHOLE_DAY),
        key=lambda one: (one.start_ms, one.id),
    )
    expected = {
        (one.id, other.id): 720 - gap
        for one, other in pairwise(those)
        for gap in [(other.start_ms - one.end_ms) // MINUTE]
        if 0 <= gap < 720
        if date(2026, 12, 1) <= max(one.duty_date, other.duty_date)
        if not (gap <= 45 and _work(one) + _work(other) <= 720)
    }
    found = of(Rule.REST, plans.plan(), those)
    assert {tuple(a.id for a in one.assignments): one.minutes for one in found} == (
        expected if any(one.duty_date.month == 12 for one in those) else {}
    )


def _work(one: Assignment) -> int:
    return hours.work_minutes(one, {it.id: it for it in SHIFTS})
