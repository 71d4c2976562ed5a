"""A roster kept in a spreadsheet goes in whole or not at all, and comes out to go in again."""

import contextlib
import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guardapp.base import exchange_run, replay, spreadsheet, words
from guardapp.base.access import Refused
from guardapp.base.clock import at
from guardapp.base.errors import Invalid
from guardapp.base.exchange_run import Findings, Plan
from guardapp.base.spreadsheet import BadSpreadsheet, Spreadsheet
from guardapp.people import actions as people
from guardapp.people.model import Force, Gender, GuardDetails, LeaveKind
from guardapp.roster import actions, gather, store
from guardapp.roster.exchange import RosterImport
from guardapp.roster.exchange_sheet import month_xlsx
from guardapp.roster.model import Month, Placement
from tests.roster.conftest import Small
from tests.roster.rosters import CODES, WEEK, days, roster, sheet
from tests.support import CHIEF, LEADER

DECEMBER = Month(2026, 12)


class Desk:
    """Brings sheets into a small folder."""

    def __init__(self, small: Small) -> None:
        self.small, self.journal = small, small.folder.journal
        self.kind = RosterImport(self.journal.clock)

    def plan(self, given: Spreadsheet, **options: str) -> Plan:
        begun = exchange_run.begun(self.journal.tables, self.kind, given)
        return Plan(begun.kind, begun.sheet, begun.mapping, {**begun.options, **options})

    def find(self, given: Spreadsheet, **options: str) -> Findings:
        return exchange_run.find(self.journal.tables, self.plan(given, **options))

    def bring(self, given: Spreadsheet, session: Any = CHIEF, **options: str) -> int:
        plan = self.plan(given, **options)
        found = exchange_run.find(self.journal.tables, plan)
        assert not found.problems, found.problems
        return exchange_run.take(self.journal, session, plan, found.taken)

    def standing(self, month: Month = DECEMBER) -> set[tuple[int, int, str, int]]:
        codes = {identity: code for code, identity in self.small.shifts.items()}
        return {
            (
                self.small.guards.index(one.guard),
                self.small.posts.index(one.post),
                codes[one.shift],
                one.duty_date.day,
            )
            for one in store.month(self.journal.tables, month.year, month.number)
        }


@pytest.fixture
def desk(small: Small) -> Iterable[Desk]:
    yield Desk(small)
    journal = small.folder.journal
    assert replay.verify_tables(journal.tables, small.folder.keys, journal.features) == []


def test_names_down_and_days_across_become_drafts(desk: Desk) -> None:
    given = roster(
        ("NGUYEN VAN AN", "S01", "S1", "P", None, "S+Đ\n01"),
        ("Trần Thị  Bình", "HC-02", None, "N"),
        ("Tổng số", 2, 1),
    )
    found = desk.find(given)
    assert (found.bad, [one.reason for one in found.problems]) == (0, [])
    assert desk.bring(given) == 5
    assert desk.standing() == {
        (0, 0, "S", 1), (0, 0, "S", 2), (0, 0, "S", 5), (0, 0, "Đ", 5), (1, 1, "HC", 1),
    }  # fmt: skip


def test_a_csv_with_semicolons_goes_in_too(desk: Desk) -> None:
    text = "Tháng 12/2026\nHọ và tên;" + ";".join(map(str, days())) + "\nLê Văn Cường;S01;C01\n"
    assert desk.bring(spreadsheet.read_bytes("x.csv", text.encode())) == 2
    assert desk.standing() == {(2, 0, "S", 1), (2, 0, "C", 2)}


def test_unknown_names_codes_and_posts_are_told_with_their_cells_and_nothing_goes_in(
    desk: Desk,
) -> None:
    given = roster(("Nguyễn Văn An", "S01", "XX"), ("Ai Đó", "S01", "C01"), ("Lê Văn Cường", "S09"))
    found = desk.find(given)
    assert [(one.row, one.column) for one in found.problems] == [
        (4, "D4"),
        (5, "Họ và tên"),
        (6, "C6"),
    ]
    told = [one.reason for one in found.problems]
    assert "«XX»" in told[0]
    assert "«Ai Đó»" in told[1]
    assert "«09»" in told[2]
    assert found.taken == ()
    plan = desk.plan(given)
    rows = exchange_run.exchange.mapped(plan.sheet, plan.mapping, plan.kind)
    with pytest.raises(Invalid):
        exchange_run.take(desk.journal, CHIEF, plan, rows)
    assert desk.standing() == set()


def test_a_code_of_theirs_is_mapped_once_and_remembered_for_the_next_file(desk: Desk) -> None:
    given = roster(("Nguyễn Văn An", "Ngày", "Ngày"))
    plan = desk.plan(given)
    mapping = exchange_run.ColumnMap(
        plan.mapping.columns, {**plan.mapping.values, "shift": {"Ngày": "HC"}}
    )
    kept = Plan(plan.kind, plan.sheet, mapping, plan.options)
    exchange_run.remember(desk.small.folder.local, kept, 0)
    again = exchange_run.recalled(
        desk.small.folder.local, desk.journal.tables, desk.kind, roster(("Lê Văn Cường", "Ngày"))
    )
    assert again is not None
    assert again[0].mapping.values["shift"] == {"Ngày": "HC"}


def test_a_cell_without_a_post_is_at_the_post_of_the_row_or_where_the_guard_usually_stands(
    desk: Desk,
) -> None:
    november = date(2026, 11, 20)
    actions.assign(desk.journal, CHIEF, [desk.small.wish(0, 1, "HC", november)])
    given = sheet(
        [
            ["Tháng 12/2026"],
            ["Họ và tên", "Vị trí", *days()],
            ["Trần Thị Bình", "Cổng chính", "S"],
            ["Nguyễn Văn An", None, "HC"],
            ["Lê Văn Cường", None, "S", "S01"],
        ]
    )
    assert desk.bring(given) == 4
    assert desk.standing() == {(1, 0, "S", 1), (0, 1, "HC", 1), (2, 0, "S", 1), (2, 0, "S", 2)}


def test_where_nobody_knows_the_post_the_words_say_so(desk: Desk) -> None:
    (problem,) = desk.find(roster(("Nguyễn Văn An", "S"))).problems
    assert "chưa biết Nguyễn Văn An quen trực ở đâu" in problem.reason


def test_namesakes_are_told_apart_by_their_codes_only(desk: Desk) -> None:
    other = people.add_guard(
        desk.journal, CHIEF, GuardDetails("Nguyễn Văn Ân", Force.OWN, Gender.MALE, date(1991, 1, 1))
    )
    (problem,) = desk.find(roster(("Nguyen Van An", "S01"))).problems
    assert "Có 2 bảo vệ tên" in problem.reason
    code = next(one.code for one in gather.people.guards(desk.journal.tables) if one.id == other)
    given = sheet([["12/2026"], ["Mã", "Họ tên", *days()], [code, "Nguyễn Văn Ân", "S01"]])
    assert desk.bring(given) == 1
    (made,) = store.month(desk.journal.tables, 2026, 12)
    assert made.guard == other


def test_a_file_without_a_month_asks_for_it(desk: Desk) -> None:
    given = roster(("Nguyễn Văn An", "S01"), title="Lịch trực")
    (problem,) = desk.find(given).problems
    assert "tháng nào" in problem.reason
    assert desk.bring(given, month="2027-01") == 1
    assert desk.standing(Month(2027, 1)) == {(0, 0, "S", 1)}


def test_a_chosen_month_without_such_a_day_is_refused(desk: Desk) -> None:
    given = roster(("Nguyễn Văn An", *["S01"] * 31), title="Lịch trực")
    found = desk.find(given, month="2027-02")
    assert [one.column for one in found.problems] == ["AE4", "AF4", "AG4"]


def test_what_stands_in_the_month_is_replaced_only_where_that_is_chosen(desk: Desk) -> None:
    actions.assign(desk.journal, CHIEF, [desk.small.wish(0, 0, "S", date(2026, 12, 9))])
    given = roster(("Nguyễn Văn An", "C01"))
    (problem,) = desk.find(given).problems
    assert problem.row == 0
    assert "đã xếp 1 ca nháp" in problem.reason
    assert desk.bring(given, drafts="replace") == 1
    assert desk.standing() == {(0, 0, "C", 1)}


def test_a_weeks_file_replaces_that_week_only(desk: Desk) -> None:
    wishes = [desk.small.wish(0, 0, "S", date(2026, 12, day)) for day in (6, 7, 13, 14)]
    actions.assign(desk.journal, CHIEF, wishes)
    head = [f"{n}/12/2026" for n in days(7, 14)]
    given = sheet([["Họ tên", *head], ["Nguyễn Văn An", None, "C01"]])
    assert desk.bring(given, drafts="replace") == 1
    assert desk.standing() == {(0, 0, "S", 6), (0, 0, "C", 8), (0, 0, "S", 14)}


def test_a_months_file_replaces_its_empty_days_too(desk: Desk) -> None:
    wishes = [desk.small.wish(0, 0, "S", date(2026, 12, day)) for day in (1, 31)]
    actions.assign(desk.journal, CHIEF, wishes)
    given = roster(("Nguyễn Văn An", *[None] * 9, "C01"))
    assert desk.bring(given, drafts="replace") == 1
    assert desk.standing() == {(0, 0, "C", 10)}


def test_a_published_month_is_refused_in_words(desk: Desk) -> None:
    actions.publish(desk.journal, CHIEF, DECEMBER, reason="thử")
    (problem,) = desk.find(roster(("Nguyễn Văn An", "C01")), drafts="replace").problems
    assert "Lịch tháng 12/2026 đã công bố" in problem.reason


def test_a_guard_twice_at_once_is_told_also_beside_the_month_before(desk: Desk) -> None:
    night = desk.small.wish(0, 0, "Đ", date(2026, 11, 30))
    actions.assign(desk.journal, CHIEF, [night])
    (problem,) = desk.find(roster(("Nguyễn Văn An", None, "T01+S01"))).problems
    assert (problem.row, problem.column) == (4, "D4")
    assert "S 02/12/2026 và T 02/12/2026" in problem.reason
    early = actions.ShiftDetails("G4", "Ca sớm", 4 * 60, 12 * 60)
    actions.add_shift_type(desk.journal, CHIEF, early)
    (problem,) = desk.find(roster(("Nguyễn Văn An", "G4-01"))).problems
    assert "30/11/2026 và G4 01/12/2026" in problem.reason


def test_rows_of_sums_legends_and_weekdays_are_passed_over(desk: Desk) -> None:
    given = roster(
        ("Thứ", *(WEEK * 5)[1:32]),
        ("Nguyễn Văn An", "S01"),
        ("Số người trực ca S", *[1] * 31),
        ("S: ca sáng 06:00–14:00",),
        ("NGƯỜI LẬP BẢNG", None, None, "ĐỘI TRƯỞNG"),
    )
    assert desk.bring(given) == 1


def test_a_file_without_any_guard_is_refused(desk: Desk) -> None:
    with pytest.raises(BadSpreadsheet):
        desk.plan(roster(("Ghi chú", 5, 6), ("Khác", 7)))


def test_a_list_of_name_day_shift_and_post_is_taken_as_well(desk: Desk) -> None:
    text = "Họ và tên,Ngày trực,Ca,Vị trí\nLê Văn Cường,05/12/2026,S,Cổng chính\n"
    assert desk.bring(spreadsheet.read_bytes("x.csv", text.encode())) == 1
    assert desk.standing() == {(2, 0, "S", 5)}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_roster_goes_in_whatever_the_language_on_screen(
    desk: Desk, language: words.Language
) -> None:
    words.set_language(language)
    try:
        assert desk.bring(roster(("Nguyễn Văn An", "S01", "P"))) == 1
        assert desk.bring(exported(desk), drafts="replace") == 1
    finally:
        words.set_language("vi")


def test_only_who_may_import_brings_a_roster_in(desk: Desk) -> None:
    given = roster(("Nguyễn Văn An", "S01"))
    with pytest.raises(Refused):
        desk.bring(given, LEADER)
    assert desk.standing() == set()


def exported(desk: Desk, month: Month = DECEMBER) -> Spreadsheet:
    document = gather.month_document(desk.journal.tables, month, at(month.first, 0))
    return spreadsheet.read_bytes(f"lich-truc-{month}.xlsx", month_xlsx(document))


def test_the_month_comes_out_formatted_and_goes_in_unchanged(desk: Desk) -> None:
    small = desk.small
    wishes = [
        small.wish(0, 0, "S", date(2026, 12, 1)),
        small.wish(0, 1, "Đ", date(2026, 12, 1)),
        small.wish(1, 1, "HC", date(2026, 12, 24)),
        small.wish(2, 0, "T", date(2026, 12, 31)),
    ]
    actions.assign(desk.journal, CHIEF, wishes)
    people.grant_leave(
        desk.journal, CHIEF, small.guards[1], LeaveKind.SICK, date(2026, 12, 2), date(2026, 12, 3)
    )
    before = desk.standing()
    document = gather.month_document(desk.journal.tables, DECEMBER, 0)
    page = openpyxl.load_workbook(io.BytesIO(month_xlsx(document))).active
    assert page.freeze_panes == "D8"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "S+Đ\n01+02" in texts
    assert texts.count("P") == 3
    assert "B" not in texts
    assert desk.bring(exported(desk), drafts="replace") == 4
    assert desk.standing() == before


def test_a_name_that_looks_like_a_formula_stays_text(desk: Desk) -> None:
    name = "=HYPERLINK(1) An"
    people.add_guard(desk.journal, CHIEF, GuardDetails(name, Force.OWN, Gender.MALE, None))
    document = gather.month_document(desk.journal.tables, DECEMBER, 0)
    page = openpyxl.load_workbook(io.BytesIO(month_xlsx(document))).active
    (cell,) = (one for row in page.iter_rows() for one in row if one.value == name)
    assert cell.data_type == "s"


PLACED = st.tuples(st.integers(0, 2), st.integers(0, 1), st.sampled_from(CODES), st.integers(0, 30))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    month=st.builds(Month, st.integers(2026, 2029), st.integers(1, 12)),
    placed=st.lists(PLACED, min_size=1, max_size=60),
)
def test_any_month_goes_out_and_in_unchanged(
    small: Small, month: Month, placed: list[tuple[int, int, str, int]]
) -> None:
    desk = Desk(small)
    journal = desk.journal
    there = store.between(journal.tables, month.step(-1).first, month.step(1).last)
    wishes: list[Placement] = []
    busy: dict[int, list[tuple[int, int]]] = {}
    kinds = {one.id: one for one in store.shift_types(journal.tables)}
    for guard, post, code, day in placed:
        kind = kinds[small.shifts[code]]
        when = month.days[day % len(month.days)]
        start, end = at(when, kind.start_minute), at(when, kind.end_minute)
        spans = busy.setdefault(guard, [])
        if all(end <= begun or start >= ended for begun, ended in spans):
            spans.append((start, end))
            wishes.append(small.wish(guard, post, code, when))
    actions.replace(journal, CHIEF, [one.id for one in there], wishes)
    before = desk.standing(month)
    assert len(before) == len(wishes)
    assert desk.bring(exported(desk, month), drafts="replace") == len(wishes)
    assert desk.standing(month) == before


TEXT = st.one_of(
    st.sampled_from(["S01", "C", "Đ-02", "P", "N", "S+C\n01+02", "S01+Đ01", "HC 7", "T/02", ""]),
    st.sampled_from(["XX", "S99", "=1+1", "S+", "+", "1", "S\n\n01", "\n", "Đ" * 30]),
    st.text(max_size=6),
)
WHO = st.sampled_from(["Nguyễn Văn An", "tran thi binh", "Ai Đó", "", "Tổng", "S"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.tuples(WHO, st.lists(TEXT, max_size=31)), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_it_is_told_or_taken_whole(
    small: Small, lines: list[tuple[str, list[str]]]
) -> None:
    desk = Desk(small)
    rows = [["Họ tên", *map(str, days())], *([who, *cells] for who, cells in lines)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Tháng 12/2026"], *rows])
    try:
        given = spreadsheet.read_bytes("x.csv", text.getvalue().encode("utf-8", "replace"))
        plan = desk.plan(given, drafts="replace")
    except BadSpreadsheet:
        return
    found = exchange_run.find(desk.journal.tables, plan)
    before = desk.standing()
    if found.problems:
        assert found.taken == ()
        assert all(one.reason for one in found.problems)
    else:
        made = exchange_run.take(desk.journal, CHIEF, plan, found.taken)
        assert made == len(desk.standing())
        before = desk.standing()
    assert desk.standing() == before


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_refused_or_judged(small: Small, raw: bytes) -> None:
    desk = Desk(small)
    with contextlib.suppress(BadSpreadsheet):
        desk.find(spreadsheet.read_bytes("x", raw))
