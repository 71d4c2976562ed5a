"""When checks are due, against a slow and obvious reference; the walk; what may be entered."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base import clock
from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.identity import with_check
from guardapp.fire import rules
from guardapp.fire.rules import DueState, Interval, Unit
from tests.fire.support import extinguisher

HOURS = (6, 14, 22)
DATES = st.dates(date(2023, 1, 1), date(2033, 12, 31))
COUNTED = st.builds(
    Interval, st.integers(1, 40), st.sampled_from([unit for unit in Unit if unit is not Unit.SHIFT])
)


def same_day_later(last: date, months: int) -> date:
    """Count months on a calendar, month by month; a day that a month lacks is its last one."""
    year, month = last.year, last.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(last.day, calendar.monthrange(year, month)[1]))


def reference(last: date, interval: Interval) -> date:
    """Return the next due day by counting one day, or one month, at a time."""
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}.get(interval.unit)
    if months:
        return same_day_later(last, months * interval.count)
    day = last
    for _ in range(interval.count * (7 if interval.unit is Unit.WEEK else 1)):
        day += timedelta(days=1)
    return day


@given(DATES, COUNTED)
def test_the_next_day_due_is_the_one_counted_by_hand(last: date, interval: Interval) -> None:
    assert interval.after(last) == reference(last, interval)


@pytest.mark.parametrize(
    ("last", "interval", "due"),
    [
        (date(2027, 1, 31), Interval(1, Unit.MONTH), date(2027, 2, 28)),
        (date(2028, 1, 31), Interval(1, Unit.MONTH), date(2028, 2, 29)),
        (date(2028, 2, 29), Interval(1, Unit.YEAR), date(2029, 2, 28)),
        (date(2026, 12, 2), Interval(30, Unit.DAY), date(2027, 1, 1)),
        (date(2026, 11, 30), Interval(1, Unit.QUARTER), date(2027, 2, 28)),
    ],
)
def test_month_ends_and_leap_years(last: date, interval: Interval, due: date) -> None:
    assert interval.after(last) == due


@given(DATES, DATES, COUNTED, st.integers(0, 24 * 60 - 1), st.integers(0, 24 * 60 - 1))
def test_a_check_is_done_not_due_due_or_overdue_by_its_day(
    last_day: date, today: date, interval: Interval, minute: int, now_minute: int
) -> None:
    last = clock.at(last_day, 6 * 60 + minute)
    now = clock.at(today, 6 * 60 + now_minute)
    found = rules.due(last, last, interval, rules.day_of(now, HOURS))
    on = reference(last_day, interval)
    expected = DueState.OVERDUE
    if last_day >= today:
        expected = DueState.DONE
    elif on > today:
        expected = DueState.NOT_DUE
    elif on == today:
        expected = DueState.DUE
    assert (found.state, found.since) == (expected, on)


@given(st.integers(clock.at(date(2026, 1, 1), 0), clock.at(date(2029, 1, 1), 0)))
def test_every_instant_lies_in_one_fire_day_and_one_shift_of_it(now: int) -> None:
    day = rules.day_of(now, HOURS)
    assert day.start <= day.shift_start <= now < day.end
    assert day.end - day.start == DAY
    assert clock.local(day.shift_start).hour in HOURS
    assert now - day.shift_start < 8 * HOUR
    assert clock.local_date(day.start) == day.date


def test_one_in_the_night_belongs_to_the_evening_s_day() -> None:
    day = rules.day_of(clock.at(date(2027, 1, 1), 60), HOURS)
    assert day.date == date(2026, 12, 31)
    assert clock.local(day.shift_start).hour == 22


@given(
    st.integers(clock.at(date(2026, 1, 1), 0), clock.at(date(2026, 2, 1), 0)),
    st.integers(0, 5 * 24 * 60),
)
def test_a_check_of_each_shift_is_overdue_once_a_whole_shift_went_by(
    last: int, minutes: int
) -> None:
    now = last + minutes * MINUTE
    found = rules.due(last, last, Interval(1, Unit.SHIFT), rules.day_of(now, HOURS))
    starts = [
        clock.at(date(2025, 12, 31) + timedelta(days=day), hour * 60)
        for day in range(40)
        for hour in HOURS
    ]
    passed = sum(last < start <= now for start in starts)
    expected = [DueState.DONE, DueState.DUE][passed] if passed < 2 else DueState.OVERDUE
    assert found.state is expected


def test_buildings_and_floors_come_in_the_order_of_the_walk() -> None:
    def at(building: str, floor: str, walk: int, code: str) -> tuple[object, str]:
        return extinguisher(building=building, floor=floor, walk=walk, code=code), code

    things = [
        at("Nhà B", "Tầng 1", 5, "b1"),
        at("Nhà A", "Tầng 2", 9, "a2"),
        at("Nhà A", "Tầng 1", 3, "a1"),
        at("Nhà C", "", 0, "c"),
        at("Nhà A", "Tầng 2", 20, "a3"),
    ]
    assert rules.walked(things) == ["a1", "a2", "a3", "b1", "c"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "milli", "shown"),
    [("12,5", 12_500, "12,5 bar"), ("7", 7_000, "7 bar"), ("0.25", 250, "0,25 bar")],
)
def test_measured_values_are_read_and_shown(typed: str, milli: int, shown: str) -> None:
    assert rules.read_measured(typed) == milli
    assert rules.measured_text(milli, "bar") == shown


@pytest.mark.parametrize("typed", ["", "-1", "1,2345", "một", "1,2,3", "²"])
def test_what_is_no_measured_value_is_refused(typed: str) -> None:
    assert rules.read_measured(typed) is None


TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"building": " "}, "building"),
        ({"place": ""}, "place"),
        ({"code": "30011"}, "code"),
        ({"code": with_check("2001")}, "code"),
        ({"code": with_check("3001")}, "code"),
        ({"serial": "ab-1"}, "serial"),
        ({"made": date(2026, 12, 2), "recharged": None}, "made"),
        ({"recharged": date(2027, 1, 1)}, "recharged"),
        ({"recharged": date(2024, 1, 1)}, "recharged"),
        ({"next_due": date(2026, 2, 28)}, "next_due"),
        ({"made": date(202, 1, 1), "recharged": None, "next_due": None}, "made"),
    ],
)
def test_details_that_do_not_fit_are_named_by_field(changes: dict[str, object], field: str) -> None:
    used = with_check("3001")
    details = extinguisher(**changes)
    assert set(rules.problems(details, TODAY, {used: 5}, {"AB-1": used}, 0)) == {field}


def test_details_that_fit_have_no_problem_and_a_piece_keeps_its_own_code_and_serial() -> None:
    used = with_check("3001")
    details = replace(extinguisher(), code=used, serial="ab-1")
    assert rules.problems(details, TODAY, {used: 5}, {"AB-1": used}, 5) == {}
