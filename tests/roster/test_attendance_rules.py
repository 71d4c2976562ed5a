"""How attended shifts are judged and added up, across midnight, month and year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base.clock import DAY, HOUR, MINUTE, at
from guardapp.base.errors import Invalid
from guardapp.people.model import Leave, LeaveKind, Regime
from guardapp.roster.model import Month
from guardapp.roster.model_attendance import (
    Balances,
    Base,
    Cause,
    Duty,
    Figures,
    Ledger,
    Record,
    SignedLine,
)
from guardapp.roster.rules_attendance import (
    State,
    arrival,
    check_record,
    duties,
    leaving,
    minutes_early,
    minutes_late,
    minutes_over,
    span,
    state,
)
from guardapp.roster.rules_timesheet import balances, corrections, figures, weekly_rest_days
from tests.roster import plans
from tests.roster.attendances import DUTY, counted, facts, outside, shift, worked
from tests.roster.plans import EVENING, MORNING, NIGHT, OFFICE

THURSDAY = date(2026, 12, 10)
MONDAY = date(2026, 12, 7)
SUNDAY = date(2026, 12, 13)
ON_DUTY = plans.guard(1, regime=Regime.DUTY)
NOVEMBER, JANUARY = Month(2026, 11), Month(2027, 1)


def hours(of: Figures) -> tuple[float, ...]:
    return of.normal / 60, of.weekly / 60, of.holiday / 60, of.night / 60, of.overtime / 60


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def test_a_shift_is_ahead_then_expected_then_open_and_when_recorded_present_then_done() -> None:
    one = shift(THURSDAY)
    nothing = Duty(one, None)
    begin = one.start_ms
    assert state(nothing, begin - 1) is State.AHEAD
    assert state(nothing, begin + 15 * MINUTE) is State.EXPECTED
    assert state(nothing, begin + 15 * MINUTE + 1) is State.OPEN
    there = Duty(one, worked(one, over=None))
    assert state(there, begin) is State.PRESENT
    assert state(there, one.end_ms + 11 * HOUR) is State.PRESENT
    assert state(there, one.end_ms + 13 * HOUR) is State.UNFINISHED
    assert state(Duty(one, worked(one)), one.end_ms) is State.DONE
    assert state(Duty(one, worked(one, cause=Cause.SICK)), begin) is State.ABSENT


def test_minutes_within_the_grace_are_not_told_and_more_are_told_in_full() -> None:
    one = shift(THURSDAY)
    assert minutes_late(Duty(one, worked(one, late=10)), 10) == 0
    assert minutes_late(Duty(one, worked(one, late=12)), 10) == 12
    assert minutes_early(Duty(one, worked(one, over=-25)), 10) == 25
    assert minutes_over(Duty(one, worked(one, over=25)), 10) == 25


def test_arriving_early_is_no_overtime_and_coming_late_shortens_the_work() -> None:
    one = shift(THURSDAY)
    early = span(Duty(one, worked(one, late=-15)), 10)
    late = span(Duty(one, worked(one, late=40)), 10)
    assert early is not None
    assert late is not None
    assert (early.start_ms, early.end_ms, early.extra) == (one.start_ms, one.end_ms, 0)
    assert (late.start_ms, late.end_ms) == (one.start_ms + 40 * MINUTE, one.end_ms)


def test_what_nobody_recorded_counts_as_rostered_once_it_is_over() -> None:
    one = shift(THURSDAY)
    assert counted(facts([one])).normal == 480
    assert counted(facts([one]), until_ms=one.end_ms - 1) == Figures()
    assert counted(facts([one]), until_ms=one.end_ms).normal == 480


def test_who_was_away_has_no_hours_and_the_one_who_stood_in_unrostered_has_them() -> None:
    one = shift(THURSDAY)
    both = facts(
        [one],
        [worked(one, cause=Cause.SICK), outside(2, THURSDAY, 360, 840)],
        guards=[plans.guard(1), plans.guard(2)],
    )
    assert counted(both, 1) == Figures()
    assert hours(counted(both, 2)) == (8, 0, 0, 0, 0)


def test_a_late_relief_extends_the_hours_as_overtime() -> None:
    one = shift(THURSDAY)
    assert hours(counted(facts([one], [worked(one, over=45)]))) == (8.75, 0, 0, 0, 0.75)
    assert hours(counted(facts([one], [worked(one, over=10)]))) == (8, 0, 0, 0, 0)


def test_a_night_counts_to_the_month_it_begins_in_with_all_its_hours() -> None:
    new_years_eve = shift(date(2026, 12, 31), NIGHT)
    assert hours(counted(facts([new_years_eve]))) == (8, 0, 0, 8, 0)
    assert counted(facts([new_years_eve], month=JANUARY)) == Figures()


def test_hours_after_midnight_into_a_holiday_are_holiday_hours() -> None:
    new_year = date(2027, 1, 1)
    into = facts([shift(date(2026, 12, 31), NIGHT)], holidays=[new_year])
    assert hours(counted(into)) == (2, 0, 6, 8, 0)
    out_of = facts([shift(new_year, NIGHT)], month=JANUARY, holidays=[new_year])
    assert hours(counted(out_of)) == (6, 0, 2, 8, 0)


def test_extra_hours_into_a_holiday_are_holiday_hours_too() -> None:
    new_year = date(2027, 1, 1)
    evening = shift(date(2026, 12, 31), EVENING)
    them = facts([evening], [worked(evening, over=180)], holidays=[new_year])
    assert hours(counted(them)) == (10, 0, 1, 3, 3)


def test_an_unpaid_break_is_no_work() -> None:
    assert counted(facts([shift(THURSDAY, OFFICE)])).normal == 8 * 60
    on_holiday = facts([shift(THURSDAY, OFFICE)], holidays=[THURSDAY])
    assert counted(on_holiday) == Figures(holiday=8 * 60)


def test_the_weekly_rest_day_is_the_last_that_the_roster_leaves_free_with_a_whole_rest() -> None:
    def rest(*duty: date) -> set[date]:
        rostered = [shift(day) for day in duty]
        found = weekly_rest_days(rostered, plans.DECEMBER)
        return {day for day in found if MONDAY <= day <= SUNDAY}

    assert rest(*days(MONDAY, 5)) == {SUNDAY}
    assert rest(*days(MONDAY, 3), *days(MONDAY + timedelta(days=4), 3)) == {THURSDAY}
    assert rest(*days(MONDAY, 7)) == {SUNDAY}


def test_a_day_between_a_night_and_an_early_shift_is_no_whole_rest() -> None:
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    rostered = [
        shift(MONDAY),
        shift(tuesday + timedelta(days=1)),
        shift(THURSDAY, replace(NIGHT, end_minute=NIGHT.end_minute + 1)),
        *(shift(day) for day in days(friday + timedelta(days=1), 2)),
    ]
    found = weekly_rest_days(rostered, plans.DECEMBER)
    assert tuesday in found
    assert friday not in found


def test_the_seventh_duty_day_of_a_week_is_work_on_the_rest_day_and_overtime() -> None:
    them = facts([shift(day) for day in days(MONDAY, 7)])
    assert hours(counted(them)) == (48, 8, 0, 0, 8)


def test_work_outside_the_roster_on_the_free_day_is_work_on_the_rest_day() -> None:
    them = facts([shift(day) for day in days(MONDAY, 5)], [outside(1, SUNDAY, 360, 840)])
    assert hours(counted(them)) == (40, 8, 0, 0, 8)


def test_a_holiday_goes_before_the_rest_day() -> None:
    them = facts([shift(day) for day in days(MONDAY, 7)], holidays=[SUNDAY])
    assert hours(counted(them)) == (48, 0, 8, 0, 8)


def test_twelve_hours_are_eight_and_four_of_overtime() -> None:
    long = replace(MORNING, id=1, end_minute=1080)
    assert hours(counted(facts([shift(THURSDAY, long)]))) == (12, 0, 0, 0, 4)


@pytest.mark.parametrize(
    ("day", "holidays", "expected"),
    [
        (THURSDAY, [], (1, 0, 0, 1)),
        (SUNDAY, [], (0, 1, 0, 1)),
        (THURSDAY, [THURSDAY], (0, 0, 1, 2)),
        (SUNDAY, [SUNDAY], (0, 0, 1, 2)),
    ],
)
def test_duty_of_24_hours_earns_a_day_of_rest_and_on_a_holiday_two(
    day: date, holidays: list[date], expected: tuple[int, ...]
) -> None:
    found = counted(facts([shift(day, DUTY)], guards=[ON_DUTY], holidays=holidays))
    sessions = (found.sessions, found.sessions_weekly, found.sessions_holiday, found.rest_due)
    assert sessions == expected
    assert (found.minutes, found.overtime) == (24 * 60, 0)


def test_a_labour_code_guard_earns_overtime_for_24_hours_not_rest() -> None:
    found = counted(facts([shift(THURSDAY, DUTY)]))
    assert (found.sessions, found.rest_due, found.overtime) == (0, 0, 16 * 60)


def test_a_session_left_early_is_none_and_a_late_relief_of_one_is_overtime() -> None:
    one = shift(THURSDAY, DUTY)
    left = counted(facts([one], [worked(one, over=-120)], guards=[ON_DUTY]))
    assert (left.sessions, left.rest_due, left.minutes) == (0, 0, 22 * 60)
    stayed = counted(facts([one], [worked(one, over=30)], guards=[ON_DUTY]))
    assert (stayed.sessions, stayed.overtime) == (1, 30)


def test_days_of_compensatory_leave_are_taken_off_by_month() -> None:
    leave = Leave(1, 1, LeaveKind.COMPENSATORY, date(2026, 12, 30), date(2027, 1, 1))
    sick = Leave(2, 1, LeaveKind.SICK, THURSDAY, THURSDAY)
    assert counted(facts(leaves=[leave, sick])).rest_taken == 2
    assert counted(facts(leaves=[leave], month=JANUARY)).rest_taken == 1


def test_balances_go_on_from_what_was_told_at_the_first_use() -> None:
    told = Base(date(2026, 12, 10), 2026, Balances(600, 3))
    long = replace(MORNING, id=1, end_minute=1080)
    them = facts([shift(MONDAY, long), shift(THURSDAY, long)])
    assert balances(Ledger({1: told}, ()), plans.DECEMBER)[1] == Balances(600, 3)
    earlier = replace(told, since=date(2026, 11, 20))
    november = facts([shift(day, long) for day in days(date(2026, 11, 18), 4)], month=NOVEMBER)
    assert balances(Ledger({1: earlier}, (november,)), plans.DECEMBER)[1] == Balances(600 + 480, 3)
    assert balances(Ledger({1: told}, (them,)), JANUARY)[1] == Balances(0, 3)


def test_overtime_starts_anew_with_the_year_and_rest_due_does_not() -> None:
    them = facts([shift(THURSDAY, DUTY)], guards=[ON_DUTY])
    assert balances(Ledger({}, (them,)), JANUARY)[1] == Balances(0, 1)


def test_a_correction_after_the_signature_counts_in_the_month_after_the_last_signed() -> None:
    one = shift(THURSDAY)
    before = figures(facts([one]))[1]
    line = SignedLine(plans.DECEMBER, 1, before, Figures(), Balances(0, 0))
    now = facts([one], [worked(one, over=60)])
    ledger = Ledger(
        {1: Base(JANUARY.first, 2026, Balances())}, (), ((line, now, True),), {}, JANUARY
    )
    assert corrections(ledger) == {1: Figures(normal=60, overtime=60)}
    assert balances(ledger, JANUARY)[1] == Balances(0, 0)
    assert balances(ledger, Month(2027, 2))[1] == Balances(60, 0)


def test_what_a_signed_sheet_has_counted_already_is_not_counted_again() -> None:
    one = shift(THURSDAY)
    line = SignedLine(plans.DECEMBER, 1, figures(facts([one]))[1], Figures(), Balances())
    now = facts([one], [worked(one, over=60)])
    carried = {1: Figures(normal=60, overtime=60)}
    assert corrections(Ledger({}, (), ((line, now, True),), carried, Month(2027, 2))) == {}


def test_who_is_seen_at_a_watch_came_then_or_at_the_start_if_that_is_later() -> None:
    start = at(THURSDAY, 360)
    assert arrival(start, start - 15 * MINUTE) == start
    assert arrival(start, start + 20 * MINUTE) == start + 20 * MINUTE
    assert arrival(start, start + 7 * HOUR) == start
    assert arrival(None, start) == start


def test_a_shift_lasts_until_it_is_handed_over_unless_it_ended_long_before() -> None:
    one = shift(THURSDAY)
    came = worked(one, over=None)
    end = one.end_ms
    assert leaving(came, end + 20 * MINUTE, end) == end + 20 * MINUTE
    assert leaving(came, end - 10 * MINUTE, end) == end - 10 * MINUTE
    assert leaving(came, end + 2 * HOUR, end + 2 * HOUR) == end
    assert leaving(came, end + 5 * HOUR, end) is None
    assert leaving(outside(1, THURSDAY, 360, 840), end, end) == end


def test_what_is_set_by_hand_needs_a_word_and_possible_times() -> None:
    now = at(THURSDAY, 720)
    check_record(Record(1, 5, came_ms=now - HOUR), "quên nhận ca", now)
    check_record(Record(1, 5), "ghi nhầm", now)
    for wrong, name in (
        (Record(1, 5, came_ms=now + HOUR), "came"),
        (Record(1, 5, left_ms=now), "left"),
        (Record(1, 5, came_ms=now, left_ms=now - HOUR), "left"),
        (Record(1, 5, came_ms=now - 3 * DAY, left_ms=now), "left"),
        (Record(1, 5, came_ms=now, cause=Cause.SICK), "cause"),
        (Record(1, 5, cause=Cause.SICK, replaced_by=1), "replaced_by"),
        (Record(1), "came"),
    ):
        with pytest.raises(Invalid) as refused:
            check_record(wrong, "vì sao", now)
        assert name in refused.value.problems
    with pytest.raises(Invalid):
        check_record(Record(1, 5, came_ms=now), " ", now)


def test_what_was_taken_back_is_not_there_and_a_shift_replaced_on_paper_stays() -> None:
    one = shift(THURSDAY)
    nothing = replace(outside(1, THURSDAY, 360, 840), came_ms=None, left_ms=None)
    assert duties([], [nothing]) == []
    assert duties([], [worked(one)]) == [Duty(None, worked(one))]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from([MORNING, EVENING, NIGHT, OFFICE]),
            st.integers(-60, 90),
            st.integers(-90, 200),
        ),
        max_size=31,
    ),
    st.sets(st.integers(0, 31)),
)
def test_the_classes_always_add_up_to_the_minutes_that_count(
    shifts: list[tuple[int, plans.ShiftType, int, int]], holidays: set[int]
) -> None:
    first = plans.DECEMBER.first
    there = {number: (kind, late, over) for number, kind, late, over in shifts}
    rostered = {
        number: shift(first + timedelta(days=number), kind)
        for number, (kind, _late, _over) in there.items()
    }
    them = facts(
        rostered.values(),
        [worked(rostered[n], late=late, over=over) for n, (_k, late, over) in there.items()],
        holidays=[first + timedelta(days=number) for number in holidays],
    )
    found = counted(them)
    spans = [span(one, 10) for one in duties(them.assignments, them.attended)]
    whole = sum((one.end_ms - one.start_ms) // MINUTE + one.extra for one in spans if one)
    unpaid = sum(60 for kind, _late, _over in there.values() if kind is OFFICE)
    assert found.minutes == whole - unpaid
    assert 0 <= found.overtime <= found.minutes
    assert min(found.normal, found.weekly, found.holiday, found.night) >= 0


def test_a_labour_code_shift_of_a_duty_guard_on_a_saturday_is_no_overtime() -> None:
    saturday = MONDAY + timedelta(days=5)
    found = counted(facts([shift(saturday)], guards=[ON_DUTY]))
    assert hours(found) == (8, 0, 0, 0, 0)
