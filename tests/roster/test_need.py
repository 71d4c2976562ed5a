"""What posts need comes to shifts, hours and guards; the arithmetic is the law's."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from guardapp.people.model import Force, Gender, Guard, Hours, Post, Regime
from guardapp.roster import rules_need
from guardapp.roster.model import ShiftType
from guardapp.roster.model_demand import Demand, DemandRow
from guardapp.roster.rules_need import Norms, Strength

NORMS: Final = Norms(8 * 60, 48 * 60, 1, 2)
GATE: Final = Post(1, "40015", "Cổng chính", "", 1, Hours.ALWAYS, 1, None, "", active=True)
OFFICE: Final = replace(GATE, id=2, hours=Hours.OFFICE, needed=2)


def shift(number: int, start: int, hours: int, serves: Hours | None, pause: int = 0) -> ShiftType:
    end = (start + hours) * 60
    return ShiftType(
        number, f"{number}", "", start * 60, end, pause, not pause, serves, 0, 0, active=True
    )


MORNING, LATE, NIGHT = (shift(n, 6 + 8 * (n - 1), 8, Hours.ALWAYS) for n in (1, 2, 3))
DAY: Final = shift(4, 7, 9, Hours.OFFICE, pause=60)
DUTY: Final = replace(shift(5, 7, 24, None), regime=Regime.DUTY)
SHIFTS: Final = {one.id: one for one in (MORNING, LATE, NIGHT, DAY, DUTY)}


def guard(number: int, hours: int | None = None, regime: Regime = Regime.SHIFT) -> Guard:
    return Guard(
        number,
        f"{number}",
        0,
        "An",
        "an",
        Force.OWN,
        Gender.MALE,
        None,
        "",
        "",
        "",
        regime,
        active=True,
        week_hours=hours,
    )


def test_a_post_open_round_the_clock_takes_four_guards_or_five() -> None:
    rows = rules_need.usual_rows(GATE, SHIFTS.values())
    found = rules_need.need(rows, SHIFTS, Regime.SHIFT, NORMS)
    assert (found.shifts, found.minutes) == (21, 168 * 60)
    assert found.least == pytest.approx(8760 / 2312)
    assert found.most == pytest.approx(8760 / 1896)


def test_an_office_post_is_open_from_monday_to_friday_and_an_unpaid_break_is_no_work() -> None:
    rows = rules_need.usual_rows(OFFICE, SHIFTS.values())
    assert rows == (DemandRow(4, (2, 2, 2, 2, 2, 0, 0, 0)),)
    found = rules_need.need(rows, SHIFTS, Regime.SHIFT, NORMS)
    assert (found.shifts, found.minutes) == (10, 80 * 60)


def test_a_duty_takes_its_day_and_the_rest_after_it() -> None:
    rows = (DemandRow(5, (1,) * 8),)
    found = rules_need.need(rows, SHIFTS, Regime.DUTY, NORMS)
    assert found.shifts == 7
    assert found.least == pytest.approx((353 * 2 + 12 * 3) / 289)
    assert rules_need.need(rows, SHIFTS, Regime.SHIFT, NORMS).shifts == 0


def test_what_is_set_takes_the_place_of_the_hours_but_not_by_a_closed_shift_type() -> None:
    set_ = Demand(1, (DemandRow(1, (2,) * 8), DemandRow(3, (1,) * 8)))
    shifts = [MORNING, replace(NIGHT, active=False)]
    assert rules_need.rows_of(GATE, shifts, {1: set_}) == (DemandRow(1, (2,) * 8),)
    assert rules_need.rows_of(GATE, shifts, {}) == (DemandRow(1, (1,) * 8),)


def test_rows_of_noughts_make_no_difference() -> None:
    row, nothing = DemandRow(1, (1,) * 8), DemandRow(2, (0,) * 8)
    assert rules_need.asks_the_same([row, nothing], [row])
    assert not rules_need.asks_the_same([row], [])


def test_a_holiday_counts_as_such_whatever_weekday_it_is() -> None:
    rows = [DemandRow(1, (1, 1, 1, 1, 1, 2, 2, 3))]
    saturday = date(2026, 12, 5)
    assert rules_need.needed_on(rows, saturday, ()) == {1: 2}
    assert rules_need.needed_on(rows, saturday, {saturday}) == {1: 3}


def test_short_contracts_count_for_what_they_are() -> None:
    there = [guard(1), guard(2, 24), guard(3, regime=Regime.DUTY), replace(guard(4), active=False)]
    assert rules_need.strength(there, Regime.SHIFT, NORMS) == Strength(2, 1.5)


@pytest.mark.parametrize(
    ("people", "verdict"),
    [(5, "5: đủ."), (4, "4: vừa đủ nếu"), (2, "2: thiếu khoảng 1,8 người.")],
)
def test_the_sum_is_said_in_one_sentence(people: int, verdict: str) -> None:
    rows = rules_need.usual_rows(GATE, SHIFTS.values())
    found = rules_need.need(rows, SHIFTS, Regime.SHIFT, NORMS)
    there = rules_need.strength([guard(n) for n in range(people)], Regime.SHIFT, NORMS)
    nobody = Strength(0, 0)
    none = rules_need.need((), SHIFTS, Regime.DUTY, NORMS)
    told = rules_need.sentences([(Regime.SHIFT, found, there), (Regime.DUTY, none, nobody)])
    assert len(told) == 1
    assert told[0].startswith("Làm theo ca: 21 ca, 168 giờ mỗi tuần; cần khoảng 3,8–4,6 người")
    assert verdict in told[0]


def test_part_time_guards_are_named_as_what_they_come_to() -> None:
    rows = rules_need.usual_rows(GATE, SHIFTS.values())
    found = rules_need.need(rows, SHIFTS, Regime.SHIFT, NORMS)
    there = rules_need.strength([guard(1), guard(2, 24)], Regime.SHIFT, NORMS)
    assert "2 (bằng 1,5 người đủ tuần)" in rules_need.sentences([(Regime.SHIFT, found, there)])[0]
