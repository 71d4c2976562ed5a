"""Duty cycles, copied weeks and filled cells as acts, without a window."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.people.model import Leave, LeaveKind
from guardapp.roster import cycles, editing_spread
from guardapp.roster.board import Board
from guardapp.roster.cycles import NotACycle, NoUsualPost, UnknownCode
from guardapp.roster.editing_spread import NothingToFill
from guardapp.roster.lines import GuardLines
from guardapp.roster.model import Placement
from tests.roster import plans
from tests.roster.plans import DECEMBER, EVENING, MORNING, NIGHT, SHIFTS, WHOLE_DAY

FIRST, LAST = DECEMBER.first, DECEMBER.last


def board(*assigned: object, leaves: tuple[Leave, ...] = ()) -> Board:
    made = Board(
        plans.plan(guards=(plans.guard(1), plans.guard(2)), posts=(plans.post(7),), leaves=leaves)
    )
    made.update(sorted(assigned, key=lambda one: one.start_ms))  # type: ignore[attr-defined, arg-type]
    return made


def test_a_cycle_is_read_with_codes_apart_or_together_and_without_marks() -> None:
    expected = (1, 1, 2, 2, 3, 3, None, None)
    assert cycles.parse("S S C C Đ Đ - -", SHIFTS) == expected
    assert cycles.parse("sscc dd--", SHIFTS) == expected
    assert cycles.parse("HC, -", SHIFTS) == (4, None)


@pytest.mark.parametrize(
    ("text", "error"), [("S Q", UnknownCode), ("- -", NotACycle), ("", NotACycle)]
)
def test_what_is_no_cycle_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        cycles.parse(text, SHIFTS)


def test_the_usual_cycles_can_all_be_read() -> None:
    for one in cycles.TEMPLATES:
        assert cycles.parse(one.codes, SHIFTS)


@given(st.lists(st.sampled_from([1, 2, 3, None]), min_size=1, max_size=12), st.integers(0, 30))
def test_an_offset_moves_the_cycle_by_as_many_days(cycle: list[int | None], offset: int) -> None:
    plain = dict(cycles.duties(cycle, FIRST, LAST, 0))
    moved = dict(cycles.duties(cycle, FIRST, LAST, offset))
    for number, day in enumerate(DECEMBER.days[offset:]):
        assert moved.get(day) == plain.get(DECEMBER.days[number])


def test_a_cycle_is_laid_over_what_stands_but_not_over_leave() -> None:
    old = plans.assigned(1, 7, NIGHT, date(2026, 12, 1))
    away = Leave(9, 1, LeaveKind.ANNUAL, date(2026, 12, 2), date(2026, 12, 2))
    span = FIRST, date(2026, 12, 4)
    made = cycles.lay(board(old, leaves=(away,)), (1, 1, None), {1: 0}, span, 7, only_empty=False)
    assert made.act.removed == (old.id,)
    assert made.act.placements == (
        Placement(1, 7, MORNING.id, date(2026, 12, 1)),
        Placement(1, 7, MORNING.id, date(2026, 12, 4)),
    )
    assert made.words() == "Bỏ qua 1 ô trùng ngày nghỉ."


def test_only_empty_cells_are_filled_on_wish_and_overlaps_are_left_out() -> None:
    whole = plans.assigned(1, 7, WHOLE_DAY, date(2026, 12, 1))
    span = FIRST, date(2026, 12, 2)
    made = cycles.lay(board(whole), (1,), {1: 0}, span, None, only_empty=True)
    assert made.act == editing_spread.Act()
    assert (made.taken, made.overlapping) == (1, 1)


def test_a_guard_without_a_usual_post_asks_for_one() -> None:
    with pytest.raises(NoUsualPost) as refused:
        cycles.lay(board(), (1,), {2: 0}, (FIRST, LAST), None, only_empty=False)
    assert "Mẫu 2" in refused.value.words()


def test_a_week_is_repeated_in_the_next_within_the_month() -> None:
    monday = date(2026, 12, 21)
    there = [
        plans.assigned(1, 7, MORNING, monday),
        plans.assigned(1, 7, EVENING, date(2026, 12, 26)),
    ]
    made = editing_spread.copy_week(
        board(*there), [1, 2], monday, [date(2026, 12, 28)], only_empty=False
    )
    assert made.act.placements == (Placement(1, 7, MORNING.id, date(2026, 12, 28)),)


def test_the_weeks_of_a_month_begin_on_mondays() -> None:
    weeks = editing_spread.weeks(DECEMBER.days)
    assert weeks[0] == date(2026, 11, 30)
    assert weeks[-1] == date(2026, 12, 28)


def test_cells_are_filled_from_the_first_row_or_the_one_above() -> None:
    lines = GuardLines(board(plans.assigned(1, 7, MORNING, FIRST)))
    below = editing_spread.fill(lines, DECEMBER.days, [(0, 0), (1, 0)], down=True)
    assert below.placements == (Placement(2, 7, MORNING.id, FIRST),)
    assert editing_spread.fill(lines, DECEMBER.days, [(1, 0)], down=True) == below
    right = editing_spread.fill(lines, DECEMBER.days, [(0, 0), (0, 1), (0, 2)], down=False)
    assert [one.day.day for one in right.placements] == [2, 3]
    with pytest.raises(NothingToFill):
        editing_spread.fill(lines, DECEMBER.days, [(0, 0)], down=True)
