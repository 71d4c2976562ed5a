"""Numbers that come from law are asked for on a date."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import settings
from guardapp.base.access import Refused
from guardapp.base.errors import Invalid
from guardapp.base.folder import Folder
from tests.support import CHIEF, LEADER, new_folder

ROWS = [
    {
        "code": code,
        "value": value,
        "unit": "giờ",
        "legal_basis": "Luật mẫu",
        "valid_from": first,
        "valid_to": last,
    }
    for code, value, first, last in (
        ("x", "60", "2013-05-01", "2020-12-31"),
        ("x", "40", "2021-01-01", None),
        ("over", "1", "2013-05-01", "2020-12-31"),
    )
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [])
    with opened.journal.transaction():
        opened.journal.write("base.parameters_added", {"rows": ROWS}, by=0)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 12, 31), "60"),
        (date(2021, 1, 1), "40"),
        (date(2026, 12, 1), "40"),
        (date(1999, 1, 1), "60"),
    ],
)
def test_the_row_valid_on_the_day_counts_and_before_the_first_the_first(
    folder: Folder, day: date, value: str
) -> None:
    assert settings.parameter(folder.journal.tables, "x", day).value == value


def test_a_number_that_ended_counts_no_more(folder: Folder) -> None:
    with pytest.raises(settings.NoParameter):
        settings.parameter(folder.journal.tables, "over", date(2021, 1, 1))


def test_every_shipped_number_counts_on_days_long_past(folder: Folder) -> None:
    conn = folder.journal.tables
    today = settings.parameters(conn, date(2026, 12, 1)).keys()
    assert settings.parameters(conn, date(2016, 1, 1)).keys() >= today


def test_a_new_value_counts_from_its_day_and_what_counted_before_stays(folder: Folder) -> None:
    conn, first = folder.journal.tables, date(2027, 1, 1)
    settings.add_parameter(folder.journal, CHIEF, "x", "48", "Luật mới", first)
    values = [settings.parameter(conn, "x", day).value for day in (date(2026, 12, 31), first)]
    assert values == ["40", "48"]
    assert [one.value for one in settings.history(conn, "x")] == ["48", "40", "60"]


def test_the_shipped_value_stays_the_one_before_a_records_first(folder: Folder) -> None:
    """A parameter that the record was never told, for it is younger, keeps its shipped past."""
    conn = folder.journal.tables
    conn.execute("DELETE FROM parameter WHERE code = 'ot_month_max_h'")
    settings.add_parameter(
        folder.journal, CHIEF, "ot_month_max_h", "60", "Nghị quyết mẫu", date(2027, 1, 1)
    )
    before = settings.parameter(conn, "ot_month_max_h", date(2026, 12, 31))
    assert (before.value, len(settings.history(conn, "ot_month_max_h"))) == ("40", 2)


@pytest.mark.parametrize(
    ("code", "value", "field"),
    [
        ("severity_rest", "sometimes", "value"),
        ("week_scheme", "2", "value"),
        ("night_from", "25:00", "value"),
        ("night_from", "22", "value"),
        ("fire_shift_hours", "6,25", "value"),
        ("ot_month_max_h", "bốn mươi", "value"),
        ("ot_month_max_h", "-1", "value"),
        ("norm_day_h", "0", "value"),
        ("ot_day_percent", "120", "value"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    folder: Folder, code: str, value: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        settings.add_parameter(folder.journal, CHIEF, code, value, "Luật", date(2027, 1, 1))
    assert list(refused.value.problems) == [field]
    assert len(settings.history(folder.journal.tables, code)) == 1


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("severity_rest", "error"),
        ("week_scheme", "1"),
        ("night_from", "21:30"),
        ("fire_shift_hours", "6,18"),
        ("ot_month_max_h", " 60 "),
        ("restricted_work", "0"),
    ],
)
def test_a_value_of_its_kind_is_taken(folder: Folder, code: str, value: str) -> None:
    day = date(2027, 1, 1)
    settings.add_parameter(folder.journal, CHIEF, code, value, "Quyết định 12/QĐ-BV", day)
    assert settings.parameter(folder.journal.tables, code, day).value == value.strip()


def test_a_value_needs_a_basis_and_never_goes_before_another(folder: Folder) -> None:
    with pytest.raises(Invalid) as refused:
        settings.add_parameter(folder.journal, CHIEF, "x", "30", " ", date(2020, 1, 1))
    assert refused.value.problems.keys() == {"legal_basis", "valid_from"}


def test_nobody_but_the_chief_adds_values_and_none_to_an_unknown_number(folder: Folder) -> None:
    with pytest.raises(Refused):
        settings.add_parameter(folder.journal, LEADER, "x", "30", "Luật", date(2027, 1, 1))
    with pytest.raises(settings.NoParameter):
        settings.add_parameter(folder.journal, CHIEF, "y", "30", "Luật", date(2027, 1, 1))
