from datetime import date, timedelta

import pytest

from guardapp.base.words import hours_text, short_weekday_text, weekday_text

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, ""),
        (2, ""),
        (6, "0,1"),
        (480, "8"),
        (495, "8,2"),
        (-480, "−8"),
        (-30, "−0,5"),
        (75_000, "1.250"),
    ],
)
def test_hours_have_at_most_one_decimal_and_may_be_less_than_nothing(
    minutes: int, shown: str
) -> None:
    assert hours_text(minutes) == shown


def test_a_week_begins_on_monday_and_ends_on_sunday() -> None:
    assert (weekday_text(MONDAY), short_weekday_text(MONDAY)) == ("Thứ Hai", "T2")
    sunday = MONDAY + timedelta(days=6)
    assert (weekday_text(sunday), short_weekday_text(sunday)) == ("Chủ nhật", "CN")
