"""The public holidays come from one source, and the facility's own table keeps what was added."""

import json
from datetime import date

import pytest

from guardapp.base import resources
from guardapp.roster import actions, store_holidays
from guardapp.roster.holidays_source import public_holidays
from guardapp.roster.lunar import lunar
from tests.roster.conftest import Small
from tests.support import CHIEF


def test_the_shipped_holidays_are_those_of_the_source() -> None:
    shipped = json.loads(resources.path("rules", "holidays.json").read_text("utf-8"))
    assert sorted(shipped) == ["2026", "2027", "2028"]
    for year, days in shipped.items():
        source = public_holidays(int(year))
        assert days == {day.isoformat(): name for day, name in source.items()}


@pytest.mark.parametrize("year", range(2026, 2061))
def test_a_year_has_the_twelve_days_of_the_law(year: int) -> None:
    days = public_holidays(year)
    assert len(days) == 12
    assert {(one.month, one.day) for one in days} > {(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)}
    tet = [one for one in days if "Tết Nguyên Đán" in days[one]]
    assert [lunar(one).day for one in tet][1:] == [1, 2, 3, 4]
    assert (10, 3) in {(lunar(one).day, lunar(one).month) for one in days}


def test_before_2026_there_are_eleven() -> None:
    assert len(public_holidays(2025)) == 11
    assert date(2025, 11, 24) not in public_holidays(2025)


def test_neither_days_off_in_lieu_nor_swapped_days_are_holidays() -> None:
    days = public_holidays(2026)
    assert date(2026, 4, 26) in days
    assert date(2026, 4, 27) not in days
    assert date(2026, 8, 31) not in days


def test_a_year_is_known_once_it_has_a_holiday(small: Small) -> None:
    journal = small.folder.journal
    assert store_holidays.has_year(journal.tables, 2027)
    assert not store_holidays.has_year(journal.tables, 2031)
    day = date(2031, 1, 23)
    actions.set_holidays(journal, CHIEF, 2031, {day: "Tết Nguyên Đán"})
    assert store_holidays.has_year(journal.tables, 2031)
    assert store_holidays.year_holidays(journal.tables, 2031) == {day: "Tết Nguyên Đán"}
    actions.set_holidays(journal, CHIEF, 2031, {})
    assert not store_holidays.has_year(journal.tables, 2031)
