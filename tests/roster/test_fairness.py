"""How evenly burdens lie on the guards: what is counted, and the words for it."""

from dataclasses import replace
from datetime import date

from guardapp.roster import fairness
from guardapp.roster.fairness import Measure, Share
from guardapp.roster.model import Month
from guardapp.roster.model_planning import Burden
from tests.roster import plans
from tests.roster.plans import MORNING, NIGHT


def test_nights_weekends_holidays_tet_hours_and_posts_are_counted() -> None:
    plan = plans.plan(guards=(plans.guard(1), plans.guard(2)))
    there = [
        plans.assigned(1, 7, NIGHT, date(2026, 12, 5)),
        plans.assigned(1, 8, MORNING, date(2027, 1, 1)),
        plans.assigned(1, 8, MORNING, date(2027, 2, 6)),
    ]
    holidays = {date(2027, 1, 1): "Tết Dương lịch", date(2027, 2, 6): "Tết Nguyên Đán"}
    one, other = fairness.shares(plan, there, holidays)
    assert (one.shifts, one.nights, one.weekends, one.holidays, one.tet) == (3, 1, 2, 1, 1)
    assert (fairness.value(one, Measure.HOURS), one.posts) == (24, 2)
    assert (other.guard, other.shifts) == (2, 0)
    assert fairness.burdens([one])[1] == Burden(1, 2, 1, 1, 24 * 60)


def test_the_spread_names_who_has_most_and_least() -> None:
    shares = [Share(n, f"Bảo vệ {n}", nights=n) for n in (2, 5, 9)]
    spread = fairness.spread(shares, Measure.NIGHTS)
    assert spread is not None
    assert (spread.lowest, spread.typical, spread.highest) == (2, 5, 9)
    assert fairness.spread_words(spread, Measure.NIGHTS) == (
        "Ca đêm: nhiều nhất 9 (Bảo vệ 9), thường 5, ít nhất 2 (Bảo vệ 2)."
    )


def test_guards_who_left_are_in_no_comparison() -> None:
    shares = [Share(1, "An", nights=5), replace(Share(2, "Bình", nights=40), active=False)]
    spread = fairness.spread(shares, Measure.NIGHTS)
    assert spread is not None
    assert spread.highest == 5
    assert fairness.spread_words(spread, Measure.NIGHTS) == "Ca đêm: mọi người như nhau, 5."
    assert fairness.spread([], Measure.NIGHTS) is None


def test_a_span_ends_with_the_month_and_crosses_the_year() -> None:
    assert fairness.span(Month(2027, 1), 3) == (date(2026, 11, 1), date(2027, 1, 31))
