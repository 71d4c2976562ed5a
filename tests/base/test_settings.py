"""Numbers that come from law are asked for on a date."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import settings
from guardapp.base.folder import Folder
from tests.support import new_folder

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
