"""The timesheet goes to a spreadsheet as numbers that can be reckoned with."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from guardapp.roster.exchange_timesheet import COLUMNS, HEAD, hours, timesheet_xlsx
from tests.roster.test_sheet_timesheet import FULL, timesheet


def rows_of(xlsx: bytes) -> list[dict[str, Any]]:
    page = openpyxl.load_workbook(io.BytesIO(xlsx)).worksheets[0]
    titles = [cell.value for cell in page[HEAD]]
    found = page.iter_rows(min_row=HEAD + 1, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in found]


def test_each_figure_is_a_number_and_sums_up() -> None:
    rows = rows_of(timesheet_xlsx(timesheet(3)))
    assert len(rows) == 4
    assert list(rows[0]) == [title for title, _wide in COLUMNS]
    first, total = rows[0], rows[-1]
    assert round(first["Ngày thường (giờ)"] * 60) == FULL.normal
    assert round(first["Làm thêm tháng"] * 60) == FULL.overtime
    assert first["Nghỉ bù phát sinh"] == FULL.rest_due
    assert total["Họ và tên"] == "Tổng cộng"
    for title in ("Giờ đêm", "Trực 24/24 lễ, Tết", "Nghỉ bù còn"):
        assert total[title] == sum(row[title] for row in rows[:-1])


@pytest.mark.parametrize("minutes", range(0, 600, 7))
def test_hours_are_whole_minutes_again_when_read(minutes: int) -> None:
    assert round(hours(minutes) * 60) == minutes


def test_a_draft_says_so_and_an_empty_month_has_a_head_only() -> None:
    draft = timesheet_xlsx(timesheet(1, signed=False))
    page = openpyxl.load_workbook(io.BytesIO(draft)).worksheets[0]
    assert "BẢN NHÁP" in page["A2"].value
    assert rows_of(timesheet_xlsx(timesheet(0))) == []


def test_a_remark_that_looks_like_a_formula_stays_text() -> None:
    one = timesheet(1)
    line = replace(one.lines[0], remark="=1+1")
    page = openpyxl.load_workbook(
        io.BytesIO(timesheet_xlsx(replace(one, lines=(line,))))
    ).worksheets[0]
    (cell,) = (each for row in page.iter_rows() for each in row if each.value == "=1+1")
    assert cell.data_type == "s"
