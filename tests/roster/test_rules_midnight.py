"""What other rosters get wrong at midnight: each fault has a test here, by its own name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base.clock import HOUR, MINUTE, at
from guardapp.base.errors import Invalid
from guardapp.base.words import range_text
from guardapp.people.model import Hours
from guardapp.roster import actions, gather, rules, store
from guardapp.roster import rules_hours as hours
from guardapp.roster.board import Board
from guardapp.roster.model import Assignment, Month, ShiftDetails, ShiftType, State
from guardapp.roster.rules_findings import Rule
from tests.roster import plans
from tests.roster.conftest import Small
from tests.roster.plans import EVENING, MORNING, NIGHT, assigned
from tests.roster.test_attendance import came, left, publish, stands
from tests.support import CHIEF

D = date(2026, 12, 10)
NEXT = date(2026, 12, 11)
DAY = timedelta(days=1)


def kind(number: int, start: int, end: int) -> ShiftType:
    """Return a shift type by hours of the day."""
    return ShiftType(
        number, f"X{number}", "X", start * 60, end * 60, 45, True, None, 0, 9, active=True
    )


def test_leaving_in_the_morning_belongs_to_the_night_and_not_to_the_next_shift(
    small: Small,
) -> None:
    night, next_night = publish(small, (0, 0, "Đ", D), (0, 0, "Đ", NEXT))
    came(small, night)
    left(small, night, over=5)
    there = stands(small, night)
    assert there is not None
    assert (there.duty_date, there.left_ms) == (D, at(NEXT, 365))
    assert stands(small, next_night) is None


def test_a_shift_from_20_to_8_is_shown_whole_and_not_until_22_or_midnight() -> None:
    long = kind(9, 20, 32)
    one = assigned(1, 1, long, D)
    assert long.hours == "20:00–08:00 (+1)"
    assert range_text(one.start_ms, one.end_ms) == "20:00–08:00 (+1)"
    assert one.minutes == 720


def test_a_shift_is_on_duty_at_midnight_and_until_its_last_minute(small: Small) -> None:
    it = small.folder.journal
    (night,) = publish(small, (0, 0, "Đ", D))
    for instant in (at(D, 1320), at(D, 1439), at(NEXT, 0), at(NEXT, 1), at(NEXT, 359)):
        assert store.on_duty(it.tables, instant) == [night]
    for instant in (at(D, 1319), at(NEXT, 360)):
        assert store.on_duty(it.tables, instant) == []


def test_22_to_4_and_2_to_8_overlap_by_instants_and_not_by_date() -> None:
    late, early = kind(8, 22, 28), kind(9, 2, 8)
    plan = plans.plan(shifts=[late, early])

    def doubles(early_on: date) -> list[int]:
        those = sorted(
            (assigned(1, 1, late, D), assigned(1, 2, early, early_on)),
            key=lambda one: one.start_ms,
        )
        return [one.minutes for one in rules.check(plan, those) if one.rule is Rule.DOUBLE]

    assert doubles(D) == []  # the same date, 14 hours apart
    assert doubles(NEXT) == [120]  # another date, two hours shared


def test_of_8_to_12_and_14_to_18_and_16_to_20_the_third_overlaps() -> None:
    three = [kind(7, 8, 12), kind(8, 14, 18), kind(9, 16, 20)]
    plan = plans.plan(shifts=three)
    those = [assigned(1, 1, one, D) for one in three]
    found = [one for one in rules.check(plan, those) if one.rule is Rule.DOUBLE]
    assert [(one.assignments, one.minutes) for one in found] == [((those[1], those[2]), 120)]


@pytest.mark.parametrize(("start", "end"), [(1320, 360), (600, 600), (0, 1441), (-60, 300)])
def test_no_shift_lasts_less_than_a_minute_or_more_than_a_day(
    small: Small, start: int, end: int
) -> None:
    with pytest.raises(Invalid):
        actions.add_shift_type(
            small.folder.journal, CHIEF, ShiftDetails("X", "Lạ", start, end, serves=Hours.ALWAYS)
        )


def test_an_unpaid_break_longer_than_the_shift_makes_no_negative_work() -> None:
    odd = ShiftType(9, "X", "X", 600, 630, 60, False, None, 0, 9, active=True)
    assert hours.work_minutes(assigned(1, 1, odd, D), {9: odd}) == 0


@pytest.mark.parametrize("last", [date(2026, 11, 30), date(2026, 12, 31)])
def test_a_shift_across_two_months_is_in_the_first_and_known_in_the_second(
    small: Small, last: date
) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 0, "Đ", last)])
    first, second = Month.of(last), Month.of(last).step(1)
    assert [one.duty_date for one in store.month(it.tables, first.year, first.number)] == [last]
    assert store.month(it.tables, second.year, second.number) == []
    around = store.between(it.tables, *hours.around(second))
    assert [one.duty_date for one in around] == [last]
    board = Board(plans.plan(second, guards=[plans.guard(small.guards[0])]))
    board.update(around)
    trial = Assignment(
        0, small.guards[0], 1, EVENING.id, second.first, at(second.first, 840),
        at(second.first, 1320), State.DRAFT,
    )  # fmt: skip
    (short,) = board.worse(small.guards[0], [trial])
    assert (short.rule, short.number) == (Rule.REST, 8 * 60)


def test_the_second_day_of_a_night_is_printed_on_the_sheet_of_the_first(small: Small) -> None:
    it = small.folder.journal
    last = date(2026, 12, 31)
    actions.assign(it, CHIEF, [small.wish(0, 0, "Đ", last)])
    (night,) = (
        one for one in gather.day_document(it.tables, last, 0).shifts if one.duties[0].guard
    )
    assert night.duties[0].hours == "22:00–06:00 (+1)"


def test_a_post_is_covered_over_midnight_by_whoever_stands_there() -> None:
    plan = plans.plan(posts=[plans.post(1)])
    halves = kind(8, 18, 25), kind(9, 1, 6)
    those = [
        *(assigned(1, 1, MORNING, day) for day in plans.DECEMBER.days),
        *(assigned(2, 1, EVENING, day) for day in plans.DECEMBER.days),
        *(assigned(3, 1, halves[0], day) for day in plans.DECEMBER.days),
        *(assigned(4, 1, halves[1], day + DAY) for day in plans.DECEMBER.days),
    ]
    assert rules.check_post(plan, 1, those) == []
    gap = [one for one in those if not (one.guard == 4 and one.duty_date == NEXT)]
    assert [(one.day, one.shift) for one in rules.check_post(plan, 1, gap)] == [(D, NIGHT.id)]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31)), st.integers(0, 2880))
def test_the_zone_has_no_summer_time_so_a_day_has_24_hours(day: date, minute: int) -> None:
    assert at(day + DAY, 0) - at(day, 0) == 24 * HOUR
    assert at(day, minute) == at(day, 0) + minute * MINUTE
