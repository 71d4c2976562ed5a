"""The lunar date of a day is the one of the Vietnamese calendar, not of the Chinese one."""

from datetime import date, timedelta

import holidays
import pytest

from guardapp.roster.lunar import Lunar, lunar, lunar_text

YEARS = range(1976, 2101)


def _day_of(year: int, name: str) -> date:
    named = holidays.country_holidays("VN", years=year, observed=False, language="vi")
    return min(day for day, words in named.items() if words.startswith(name))


@pytest.mark.parametrize("year", YEARS)
def test_tet_is_the_first_day_of_the_first_month(year: int) -> None:
    tet = _day_of(year, "Tết Nguyên Đán")
    while lunar(tet).day != 1:
        tet += timedelta(days=1)
    assert lunar(tet) == Lunar(year, 1, 1, leap=False)
    assert _day_of(year, "Tết Nguyên Đán") - timedelta(days=2) <= tet


@pytest.mark.parametrize("year", [one for one in YEARS if one >= 2007])
def test_the_hung_kings_day_is_the_tenth_of_the_third_month(year: int) -> None:
    assert lunar(_day_of(year, "Ngày Giỗ Tổ Hùng Vương")) == Lunar(year, 3, 10, leap=False)


@pytest.mark.parametrize(
    ("year", "month"),
    [
        (1985, 2), (1987, 7), (1990, 5), (1993, 3), (1995, 8), (1998, 5), (2001, 4), (2004, 2),
        (2006, 7), (2009, 5), (2012, 4), (2014, 9), (2017, 6), (2020, 4), (2023, 2), (2025, 6),
        (2028, 5), (2031, 3), (2033, 11), (2036, 6), (2039, 5), (2042, 2), (2044, 7), (2047, 5),
    ],
)  # fmt: skip
def test_a_leap_month_stands_where_vietnam_puts_it(year: int, month: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(430))
    leaps = {(it.year, it.month) for it in map(lunar, days) if it.leap and it.year == year}
    assert leaps == {(year, month)}


def test_days_follow_each_other_and_months_have_29_or_30_days() -> None:
    before, day = lunar(date(1976, 1, 1)), date(1976, 1, 2)
    while day < date(2101, 1, 1):
        it = lunar(day)
        if it.day != 1:
            assert it == before._replace(day=before.day + 1)
        else:
            assert before.day in (29, 30)
            assert it.month == before.month % 12 + 1 or (it.leap and it.month == before.month)
            assert it.year == before.year + (it.month == 1 and before.month == 12)
        before, day = it, day + timedelta(days=1)


def test_the_years_that_the_chinese_calendar_has_otherwise() -> None:
    assert lunar(date(1985, 1, 21)) == Lunar(1985, 1, 1, leap=False)
    assert lunar(date(2007, 2, 17)) == Lunar(2007, 1, 1, leap=False)
    assert lunar(date(2030, 2, 2)) == Lunar(2030, 1, 1, leap=False)
    assert lunar(date(2053, 2, 18)) == Lunar(2053, 1, 1, leap=False)


def test_a_head_shows_day_and_month_and_marks_the_first_and_leap_months() -> None:
    assert lunar_text(date(2026, 4, 26)) == "10/3"
    assert lunar_text(date(2027, 2, 6)) == "1/1 ÂL"
    assert lunar_text(date(2025, 7, 25)) == "1/6 nhuận ÂL"
    assert lunar_text(date(2025, 7, 26)) == "2/6 nhuận"
