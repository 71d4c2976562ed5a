"""Rosters as chiefs keep them in spreadsheets."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from guardapp.base import spreadsheet
from guardapp.base.spreadsheet import Spreadsheet

WEEK = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
CODES = ("S", "C", "Đ", "HC", "T")
Cells = Sequence[Sequence[Any]]


def days(start: int = 1, stop: int = 32) -> list[int]:
    return list(range(start, stop))


def sheet(rows: Cells, name: str = "lich.xlsx") -> Spreadsheet:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return spreadsheet.read_bytes(name, stream.getvalue())


def roster(*lines: Sequence[Any], title: str = "LỊCH TRỰC THÁNG 12 NĂM 2026") -> Spreadsheet:
    """Return a file as chiefs keep it: a title, days, weekdays, then a line for each guard."""
    return sheet(
        [
            [title],
            ["STT", "Họ và tên", *days()],
            [None, None, *(WEEK * 5)[1:32]],
            *([number, *line] for number, line in enumerate(lines, 1)),
        ]
    )
