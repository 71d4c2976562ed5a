"""Whatever stands in a file, it is judged without breaking, and what is found good can be taken."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guardapp.app import FEATURES
from guardapp.base import exchange_run, spreadsheet
from guardapp.base.clock import SetClock
from guardapp.base.exchange import ImportKind
from guardapp.base.folder import Folder
from guardapp.base.spreadsheet import BadSpreadsheet
from guardapp.fire.exchange import EquipmentImport
from guardapp.incidents.exchange import IncidentImport
from guardapp.patrol.exchange import CheckpointImport
from guardapp.people.exchange import GuardImport
from guardapp.people.exchange_posts import PostImport
from tests.support import CHIEF, START_MS, new_folder

CLOCK: Final = SetClock(START_MS)
KINDS: Final = (
    GuardImport(CLOCK),
    PostImport(),
    CheckpointImport(),
    EquipmentImport(CLOCK),
    IncidentImport(),
)
ODD: Final = st.one_of(st.text(max_size=10), st.sampled_from(["31/02/2020", "-5", "x" * 300]))
DATES: Final = ("05/03/1985", "17/11/2025 21:05", "30/11/2026", "01/01/2031", "")
TEXTS: Final = ("Nguyễn Văn An", "Lê Thị Bình", "Cổng chính", "Nhà A, tầng 1")
BY_KEY: Final = {
    "code": ("", "", "", "10017", "20017", "30016", "40012"),
    "needed": ("1", "2", "", "99"),
    "walk": ("1", "20", ""),
    "value": ("1.500.000 đ", "0", ""),
    "serial": ("", "", "S1", "S2"),
    "source_number": ("", "", "12/2025", "13/2025"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    opened = new_folder(tmp_path_factory.mktemp("data") / "d", FEATURES[2:])
    yield opened
    opened.close()


class Undone(Exception):
    """Raised to leave the record as it was."""


def file_of(kind: ImportKind, rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([one.title for one in kind.fields])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def row_of(kind: ImportKind) -> st.SearchStrategy[list[str]]:
    nothing = sqlite3.connect(":memory:")
    usual = []
    for one in kind.fields:
        values = DATES if one.moment else BY_KEY.get(one.key, TEXTS)
        if one.chosen:
            values = tuple(words for _code, words in kind.choices(nothing, one.key))
        usual.append(st.sampled_from(values))
    nothing.close()
    return st.tuples(*(st.one_of(*[cells] * 20, ODD) for cells in usual)).map(list)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_found_good_can_be_taken(
    folder: Folder, kind: ImportKind, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(row_of(kind), min_size=1, max_size=8))
    try:
        sheet = spreadsheet.read_bytes("x.csv", file_of(kind, rows))
    except BadSpreadsheet:
        return
    journal = folder.journal
    plan = exchange_run.begun(journal.tables, kind, sheet)
    found = exchange_run.find(journal.tables, plan)
    assert len(found.taken) + found.bad + len(found.left) == found.total
    with pytest.raises(Undone), journal.transaction():
        assert exchange_run.take(journal, CHIEF, plan, found.taken) == len(found.taken)
        raise Undone


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=300), kind=st.sampled_from(KINDS))
def test_any_bytes_are_refused_or_judged(folder: Folder, raw: bytes, kind: ImportKind) -> None:
    try:
        sheet = spreadsheet.read_bytes("x", raw)
    except BadSpreadsheet:
        return
    plan = exchange_run.begun(folder.journal.tables, kind, sheet)
    assert exchange_run.find(folder.journal.tables, plan).total == len(sheet.rows)
