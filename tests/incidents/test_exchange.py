"""Another book's incidents are brought in, in its own words; bad rows and duplicates are shown."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardapp.base import exchange, replay, spreadsheet
from guardapp.base.access import Refused
from guardapp.base.clock import local
from guardapp.base.errors import Invalid
from guardapp.base.exchange import ColumnMap, MappedRow
from guardapp.base.folder import Folder
from guardapp.base.spreadsheet import Spreadsheet
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import rules, store
from guardapp.incidents.exchange import IncidentImport, _refused, imported
from guardapp.incidents.model import Owner, State, When
from tests.support import CHIEF, GUARD, START_MS, new_folder

INVENTED = Path(__file__).parents[1] / "data" / "incidents-invented.csv"
REAL = Path("/work/shared/data/hospital-incidents-2022-h1.csv")
KIND = IncidentImport()
NOWHERE = sqlite3.connect(":memory:")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [store.FEATURE])
    yield opened
    assert replay.verify_tables(opened.journal.tables, opened.keys, opened.journal.features) == []
    opened.close()


def bring(
    folder: Folder, sheet: Spreadsheet, options: dict[str, str] | None = None
) -> tuple[int, list[exchange.RowProblem]]:
    tables = folder.journal.tables
    mapping = exchange.with_values(tables, sheet, exchange.suggested(sheet, KIND), KIND)
    problems = exchange.found_problems(tables, sheet, mapping, KIND, options or {})
    rows = exchange.good(exchange.mapped(sheet, mapping, KIND), problems)
    return KIND.run(folder.journal, CHIEF, rows, options or {}), problems


def of_text(text: str) -> Spreadsheet:
    return spreadsheet.read_bytes("x.csv", text.encode())


def test_an_english_police_list_is_mapped_by_itself(folder: Folder) -> None:
    sheet = spreadsheet.read_file(INVENTED)
    made, problems = bring(folder, sheet)
    assert (made, problems) == (10, [])
    found = store.page(folder.journal.tables, store.Filter())
    assert [one.kind for one in reversed(found)] == [
        "theft.unknown",
        "assault.staff",
        "assault.person",
        "damage.vehicle",
        "trespass.area",
        "trespass.area",
        "drug.found",
        "threat.phone",
        kinds.RESTRICTED,
        "weapon.firearm",
    ]
    assert {(one.state, one.number) for one in found} == {(State.CLOSED, "")}
    assert [one.place for one in store.search(folder.journal.tables, "handgun invented")] == [
        "020XX W INVENTED AVE, HOSPITAL BUILDING / GROUNDS"
    ]


def test_midnight_is_an_unknown_time_or_said_to_be_midnight(folder: Folder) -> None:
    sheet = spreadsheet.read_file(INVENTED)
    bring(folder, sheet)
    first = store.page(folder.journal.tables, store.Filter())[-1]
    assert first.when is When.UNKNOWN
    assert first.from_ms is not None
    assert local(first.from_ms).isoformat() == "2025-03-01T00:00:00+07:00"


def test_midnight_can_be_meant(folder: Folder) -> None:
    bring(folder, spreadsheet.read_file(INVENTED), {"midnight": "midnight"})
    assert store.page(folder.journal.tables, store.Filter())[-1].when is When.EXACT


def test_a_restricted_matter_leaves_no_content(folder: Folder) -> None:
    sheet = spreadsheet.read_file(INVENTED)
    bring(folder, sheet)
    tables = folder.journal.tables
    kept = store.page(tables, store.Filter(kind=kinds.RESTRICTED))[0]
    assert "dòng 10" in kept.what
    assert kept.when is When.UNKNOWN
    text = "\n".join(
        str(tuple(row))
        for table in ("incident", "incident_step")
        for row in tables.execute(f"SELECT * FROM {table} WHERE id = ?", [kept.id])
    )
    assert "TRAFFICKING" not in text
    assert store.search(tables, "trafficking") == []
    assert store.search(tables, "servitude") == []


def test_the_same_file_twice_adds_nothing(folder: Folder) -> None:
    sheet = spreadsheet.read_file(INVENTED)
    assert bring(folder, sheet)[0] == 10
    tables = folder.journal.tables
    mapping = exchange.with_values(tables, sheet, exchange.suggested(sheet, KIND), KIND)
    twice = KIND.duplicates(tables, exchange.mapped(sheet, mapping, KIND), {})
    assert [one.row for one in twice if one.known] == list(range(2, 12))
    assert bring(folder, sheet)[0] == 0
    assert bring(folder, sheet, {"duplicates": "all"})[0] == 10


def test_a_row_twice_in_the_file_is_shown_and_taken_unless_refused(folder: Folder) -> None:
    sheet = spreadsheet.read_file(INVENTED)
    mapping = exchange.with_values(
        folder.journal.tables, sheet, exchange.suggested(sheet, KIND), KIND
    )
    rows = exchange.mapped(sheet, mapping, KIND)
    twice = KIND.duplicates(folder.journal.tables, rows, {})
    assert [(one.row, one.known) for one in twice] == [(7, False)]
    assert "6" in twice[0].of
    assert bring(folder, sheet, {"duplicates": "none"})[0] == 9


VIETNAMESE = (
    "Số vụ;Ngày giờ;Loại vụ việc;Địa điểm;Nội dung;Tên tài sản;Giá trị;Chủ sở hữu;Nạn nhân\n"
    "12/2025;17/03/2025 21:05;Trộm cắp tài sản;Khoa Nội;Mất điện thoại;iPhone;15.500.000 đ;"
    "Người bệnh;Vũ Thị Mẫu\n"
    "13/2025;18/03/2025;Gây rối;Cổng 1;Say rượu la hét;;;;\n"
)


def test_a_vietnamese_book_keeps_its_numbers_persons_and_things(folder: Folder) -> None:
    made, problems = bring(folder, of_text(VIETNAMESE), {"numbered": "yes"})
    assert (made, problems) == (2, [])
    kept = store.by_number(folder.journal.tables, "12/2025")
    assert kept is not None
    assert (kept.number, kept.value, kept.kind) == ("SV-A-2026-0001", 15_500_000, "theft")
    content = store.content(folder.journal.tables, kept.id)
    assert content is not None
    assert content.things[0].owner is Owner.PATIENT
    assert content.persons[0].name == "Vũ Thị Mẫu"
    assert store.search(folder.journal.tables, "vu thi mau") == [kept]


def test_bad_rows_are_named_by_row_column_and_reason(folder: Folder, tmp_path: Path) -> None:
    text = VIETNAMESE + (
        "14;31/02/2025;Trộm cắp;Khoa A;x;;;;\n"
        "15;01/02/2025;Việc lạ đời;Khoa A;x;;;;\n"
        "16;01/02/2025;Trộm cắp;;=1+1;;;;\n"
        "17;01/02/2025;Trộm cắp;Khoa A;x;;rất nhiều;;\n"
    )
    sheet = of_text(text)
    mapping = exchange.with_values(
        folder.journal.tables, sheet, exchange.suggested(sheet, KIND), KIND
    )
    found = exchange.found_problems(folder.journal.tables, sheet, mapping, KIND, {})
    assert [(one.row, one.column) for one in found] == [
        (4, "Ngày giờ"),
        (5, "Loại vụ việc"),
        (6, "Địa điểm"),
        (7, "Giá trị"),
    ]
    assert "31/02/2025" in found[0].reason
    rows = exchange.mapped(sheet, mapping, KIND)
    with pytest.raises(Invalid):
        KIND.run(folder.journal, CHIEF, rows, {})
    assert store.count(folder.journal.tables, store.Filter()) == 0
    assert KIND.run(folder.journal, CHIEF, exchange.good(rows, found), {}) == 2
    path = tmp_path / "bad.csv"
    assert exchange.write_bad(path, sheet, found) == 4
    again = spreadsheet.read_file(path)
    assert again.header[-1] == "Lý do chưa nhập"
    assert again.rows[2][4] == "'=1+1"


def test_times_to_come_and_ends_before_beginnings_are_named(folder: Folder) -> None:
    sheet = of_text(
        "Ngày;Đến;Loại;Nơi\n"
        "17/03/2035 10:00;;Trộm cắp;A\n"
        "17/03/2025 10:00;17/03/2025 09:00;Trộm cắp;A\n"
        "17/03/1925 10:00;;Trộm cắp;A\n"
        "17/03/2025 10:00;17/03/2025 11:00;Trộm cắp;A\n"
    )
    mapping = exchange.with_values(
        folder.journal.tables, sheet, exchange.suggested(sheet, KIND), KIND
    )
    found = exchange.found_problems(folder.journal.tables, sheet, mapping, KIND, {})
    assert [(one.row, one.column) for one in found] == [(2, "Ngày"), (3, "Đến"), (4, "Ngày")]


@settings(max_examples=300)
@given(
    time=st.one_of(st.text(max_size=20), st.datetimes().map(str)),
    to=st.one_of(st.just(""), st.text(max_size=20), st.datetimes().map(str)),
    kind=st.one_of(st.text(max_size=10), st.sampled_from(["THEFT", "Cháy", "HUMAN TRAFFICKING"])),
    value=st.text(max_size=12),
    owner=st.one_of(st.text(max_size=8), st.sampled_from(["Người bệnh", "nhà thầu"])),
    name=st.text(max_size=20),
)
def test_any_row_is_refused_with_a_reason_or_can_be_taken(**cells: str) -> None:
    now = START_MS
    codes = {key: KIND.suggest(NOWHERE, key, cells[key]) or cells[key] for key in ("kind", "owner")}
    values = {**cells, **codes, "place": "Cổng 1", "victim": cells["name"].strip()}
    row = MappedRow(2, values, theirs={"kind": cells["kind"], "owner": cells["owner"]})
    if not _refused([row], {}, now):
        content = imported(row, {}).content
        assert rules.missing(content) in ({}, {"what": rules.MISSING["what"]})
        assert rules.problems(content, now) == {}


def test_a_file_without_a_required_column_names_the_field(folder: Folder) -> None:
    sheet = of_text("Ngày;Việc\n17/03/2025;Trộm\n")
    problems = exchange.found_problems(
        folder.journal.tables, sheet, exchange.suggested(sheet, KIND), KIND, {}
    )
    assert {one.column for one in problems} == {"Loại vụ việc", "Nơi xảy ra"}
    assert exchange.good(exchange.mapped(sheet, ColumnMap({}), KIND), problems) == []


def test_columns_can_be_named_by_hand() -> None:
    sheet = of_text("A;B;C, D\n17/03/2025;Trộm;x\n")
    mapping = exchange.parsed_columns("a=time, B=kind", sheet, KIND)
    assert mapping.columns == {"time": ("A",), "kind": ("B",)}
    with pytest.raises(Invalid) as refused:
        exchange.parsed_columns("Z=time,A=nothing", sheet, KIND)
    assert len(refused.value.problems) == 2


def test_only_the_chief_imports(folder: Folder) -> None:
    sheet = of_text(VIETNAMESE)
    mapping = exchange.with_values(
        folder.journal.tables, sheet, exchange.suggested(sheet, KIND), KIND
    )
    with pytest.raises(Refused):
        KIND.run(folder.journal, GUARD, exchange.mapped(sheet, mapping, KIND), {})


@pytest.mark.skipif(not REAL.is_file(), reason="the published list is not on this PC")
def test_a_real_list_of_676_incidents_is_brought_in_and_found_again(folder: Folder) -> None:
    sheet = spreadsheet.read_file(REAL)
    assert (sheet.encoding, sheet.delimiter, sheet.date_format) == ("utf-8", ",", "yyyy-MM-dd")
    begun = time.perf_counter()
    made, problems = bring(folder, sheet)
    assert time.perf_counter() - begun < 3
    assert (made, problems) == (676, [])
    tables = folder.journal.tables
    found = store.incidents(tables, 0, 2**50)
    assert sum("." in one.kind for one in found) / 676 >= 0.9
    assert sum(one.kind.startswith("other") for one in found) / 676 <= 0.03
    assert sum(one.when is When.UNKNOWN for one in found) == 48 + 1
    assert len(store.search(tables, "pocket picking")) == 4
