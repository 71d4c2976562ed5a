"""Where the days stand across in a sheet, which month they are of, and what a cell says."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from guardapp.base import spreadsheet
from guardapp.base.exchange_matrix import matrix
from guardapp.base.spreadsheet import BadSpreadsheet, Reading
from guardapp.roster.exchange_cells import Part, is_off, parts
from tests.roster.rosters import CODES, days, sheet


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("S", [("S", "")]),
        ("đ", [("đ", "")]),
        ("S07", [("S", "07")]),
        ("S2", [("S", "2")]),
        ("S-03", [("S", "03")]),
        ("Đ 07", [("Đ", "07")]),
        ("S\n07", [("S", "07")]),
        ("S+C", [("S", ""), ("C", "")]),
        ("S/C", [("S", ""), ("C", "")]),
        ("S/07", [("S", "07")]),
        ("S+C\n07+08", [("S", "07"), ("C", "08")]),
        ("S+C\n07", [("S", "07"), ("C", "07")]),
        ("S1+C2", [("S", "1"), ("C", "2")]),
        ("HC", [("HC", "")]),
        ("HC02", [("HC", "02")]),
        ("S Cổng chính", [("S", "Cổng chính")]),
        ("P", [("P", "")]),
        ("nghỉ bù", [("nghỉ bù", "")]),
        ("X/Y", [("X/Y", "")]),
        ("N1", [("N1", "")]),
        ("Sai", [("Sai", "")]),
    ],
)
def test_a_cell_says_shifts_and_posts(text: str, said: list[tuple[str, str]]) -> None:
    assert parts(text, CODES) == [Part(*one) for one in said]


def test_days_off_have_the_usual_signs() -> None:
    assert all(map(is_off, ("P", "NB", "N", "b", "Ô", "nghỉ", "Nghỉ  bù", "-")))
    assert not any(map(is_off, ("S", "Đ", "X", "1")))


@pytest.mark.parametrize(
    ("head", "title", "first"),
    [
        (days(), "Tháng 12/2026", "2026-12-01"),
        (days(), "THÁNG 12 NĂM 2026", "2026-12-01"),
        ([f"{n:02d}/12" for n in days()], "Lịch năm 12/2026", "2026-12-01"),
        ([date(2026, 12, n) for n in days()], "Lịch trực", "2026-12-01"),
        ([f"T{n % 6 + 2} {n}" for n in days()], "Tháng 12/2026", "2026-12-01"),
        (
            [26, 27, 28, 29, 30, *days(1, 26)],
            "Từ ngày 26/11/2026 đến ngày 25/12/2026",
            "2026-11-26",
        ),
        (days(5, 13), "Tháng 12 năm 2026", "2026-12-05"),
        ([f"Thứ Hai ({n:02d}/12)" for n in days(7, 14)], "Tuần 50 (12/2026)", "2026-12-07"),
        ([f"T{n % 6 + 2}\n{n}/12" for n in days(7, 14)], "Từ 7/12/2026", "2026-12-07"),
        (days(), "Từ 1/12/2026 đến 31/12/2026", "2026-12-01"),
        (days(), "Sông Mơ, ngày 25 tháng 11 năm 2026", "1"),
        (days(), "Ban hành 25/11/2026", "1"),
        (days(), "Lịch trực", "1"),
    ],
)
def test_the_days_across_and_their_month_are_found(head: list[Any], title: str, first: str) -> None:
    found = matrix(sheet([[title], ["TT", "Họ tên", *head], [1, "An", *["S"] * len(head)]]))
    assert found is not None
    assert found.titles == ("TT", "Họ tên")
    assert (found.cells[0].day, found.cells[0].address) == (first, "C3")
    assert len(found.cells) == len(head)


def test_of_several_sheets_one_is_chosen_and_its_name_may_tell_the_month() -> None:
    book = openpyxl.Workbook()
    for number, page in enumerate((book.worksheets[0], book.create_sheet()), 11):
        page.title = f"T{number}-2026"
        page.append(["Họ tên", *days(1, 31)])
        page.append(["Nguyễn Văn An", *["S01"] * 30])
    stream = io.BytesIO()
    book.save(stream)
    first = spreadsheet.read_bytes("x.xlsx", stream.getvalue())
    assert (first.sheets, first.sheet) == (("T11-2026", "T12-2026"), "T11-2026")
    second = spreadsheet.read_bytes("x.xlsx", stream.getvalue(), Reading(sheet="T12-2026"))
    found = matrix(second)
    assert found is not None
    assert found.cells[0].day == "2026-12-01"
    with pytest.raises(BadSpreadsheet, match="sheet"):
        spreadsheet.read_bytes("x.xlsx", stream.getvalue(), Reading(sheet="T1"))


def test_a_month_in_the_files_name_counts() -> None:
    found = matrix(sheet([["Tên", *days()], ["An", *["S"] * 31]], "lich-truc-2026-12.xlsx"))
    assert found is not None
    assert found.cells[-1].day == "2026-12-31"


def test_a_list_is_no_table_of_days() -> None:
    assert matrix(sheet([["Tên", "Ngày", "Ca"], ["An", "1", "S"], ["An", "2", "S"]])) is None
