"""Tables of others are read whatever their encoding, delimiter and dates; bad ones are refused."""

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base import spreadsheet
from guardapp.base.spreadsheet import BadSpreadsheet, Reading
from guardapp.base.spreadsheet_dates import Dates, Order, detect_dates, parse_moment

TEXT = "Ngày;Nơi xảy ra;Nội dung\r\n17/03/2025 21:05;Khoa Nội;Mất «điện thoại»\r\n"
VIETNAMESE = "Ngày;Nơi;Nội dung\n5/3/2025;Cổng số 1;Người nhà bệnh nhân làm ồn\n"


TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(text: str) -> bytes:
    """Return text as old Vietnamese Windows writes it: tone marks behind their letters."""
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in TONES)
        written += unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone
    return written.encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_recognised(encoding: str) -> None:
    sheet = spreadsheet.read_bytes("a.csv", TEXT.encode(encoding))
    assert sheet.header == ("Ngày", "Nơi xảy ra", "Nội dung")
    assert sheet.rows == (("17/03/2025 21:05", "Khoa Nội", "Mất «điện thoại»"),)
    assert (sheet.encoding, sheet.delimiter) == (encoding, ";")


def test_old_vietnamese_and_western_encodings_are_told_apart() -> None:
    vietnamese = spreadsheet.read_bytes("a.csv", cp1258(VIETNAMESE))
    assert vietnamese.encoding == "cp1258"
    assert vietnamese.rows[0][2] == "Người nhà bệnh nhân làm ồn"
    western = spreadsheet.read_bytes(
        "b.csv", "Date,Lieu\n2025-01-02,Hôpital général né\n".encode("latin-1")
    )
    assert western.encoding == "latin-1"
    assert western.rows[0][1] == "Hôpital général né"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([["a", "b", "c"], ["1,5; x", 'nói "to"', "ba\nbốn"], ["2", "", "|"]])
    sheet = spreadsheet.read_bytes("a.csv", text.getvalue().encode())
    assert sheet.delimiter == delimiter
    assert sheet.rows[0] == ("1,5; x", 'nói "to"', "ba\nbốn")
    assert sheet.numbers == (2, 4)


def test_titles_above_the_header_and_a_sep_line_are_passed_over() -> None:
    text = "sep=;\nBỆNH VIỆN MẪU\n\nSổ năm 2025\nSTT;Ngày;Ngày;\n1;01/02/2025;x;\n2;13/02/2025;;y\n"
    sheet = spreadsheet.read_bytes("a.csv", text.encode())
    assert sheet.header == ("STT", "Ngày", "Ngày (2)")
    assert sheet.numbers == (6, 7)
    assert sheet.overlong == (7,)


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        (["17/03/2025", "01/02/2025"], Dates(Order.DAY_FIRST, sure=True)),
        (["03/17/2025", "01/02/2025"], Dates(Order.MONTH_FIRST, sure=True)),
        (["3/4/2025", "1/2/2025 08:15"], Dates(Order.DAY_FIRST, sure=False)),
        (["2025-03-17 00:00:00", ""], Dates(Order.YEAR_FIRST, sure=True)),
        (["17/03/2025", "03/17/2025"], None),
        (["17/03/2025", "hôm qua"], None),
        ([""], None),
    ],
)
def test_how_dates_are_written_is_recognised(values: list[str], dates: Dates | None) -> None:
    assert detect_dates(values) == dates


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("17/03/2025 21:05", Order.DAY_FIRST, (date(2025, 3, 17), 1265)),
        ("3/17/25 9:05 PM", Order.MONTH_FIRST, (date(2025, 3, 17), 1265)),
        ("2025-03-17T00:00:00", Order.DAY_FIRST, (date(2025, 3, 17), 0)),
        ("21:05 17.03.2025", Order.DAY_FIRST, (date(2025, 3, 17), 1265)),
        ("17-3-2025", Order.DAY_FIRST, (date(2025, 3, 17), None)),
        ("17/3/2025 21h05", Order.DAY_FIRST, (date(2025, 3, 17), 1265)),
    ],
)
def test_dates_are_read(text: str, order: Order, moment: tuple[date, int | None]) -> None:
    assert parse_moment(text, order) == moment


@pytest.mark.parametrize(
    "text", ["31/02/2025", "1/1/2025 25:00", "1/1/2025 13:00 PM", "x", "0/0/0"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text, Order.DAY_FIRST)


def test_the_user_may_know_better_how_a_file_is_written() -> None:
    raw = "Tên;Nơi\na,b;c\nd,e;f\n".encode("utf-16-le")
    told = spreadsheet.read_bytes("a.csv", raw, Reading("utf-16-le", ",", 2))
    assert (told.header, told.header_row, told.numbers) == (("a", "b;c"), 2, (3,))
    recognised = spreadsheet.read_bytes("a.csv", raw)
    assert (recognised.header, recognised.header_row) == (("Tên", "Nơi"), 1)
    with pytest.raises(BadSpreadsheet) as refused:
        spreadsheet.read_bytes(
            "a.csv", "Tên".encode("latin-1", "replace") + b"\xff", Reading("utf-8")
        )
    assert refused.value.reason == "encoding"


def test_an_excel_file_is_read_like_a_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    filled = book.create_sheet("Vụ việc")
    filled.append(["Ngày", "Số", "Giá trị", "Đúng"])
    filled.append([datetime(2025, 3, 17, 21, 5), 7, 1250000.0, True])
    filled.append([date(2025, 3, 18), None, 0.5, False])
    book.save(tmp_path / "a.xlsx")
    sheet = spreadsheet.read_file(tmp_path / "a.xlsx")
    assert sheet.header == ("Ngày", "Số", "Giá trị", "Đúng")
    assert sheet.rows[0] == ("2025-03-17 21:05:00", "7", "1250000", "true")
    assert sheet.rows[1][1:] == ("", "0.5", "false")
    assert sheet.date_format == "yyyy-MM-dd"


def swollen() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"a,b\n", "empty"),
        (b"a,b\n\x00\x01\x02,x\n", "binary"),
        (b'a,b\n1,2\n"x,3\n4,5\n', "quotes"),
        (b"a,b\n1," + b"x" * 30_000 + b"\n", "cell"),
        (b"a,b\n1," + b"x" * 300_000 + b"\n", "cell"),
        (("," * 300 + "\n").encode() + ("1," * 300 + "\n").encode(), "columns"),
        (b"a,b\n" + b"1,2\n" * 100_200, "rows"),
        (spreadsheet.OLD_EXCEL + b"rest", "old-excel"),
        (b"PK\x03\x04 no zip", "xlsx"),
        (swollen(), "xlsx"),
    ],
)
def test_bad_files_are_refused_in_words(raw: bytes, reason: str) -> None:
    with pytest.raises(BadSpreadsheet) as refused:
        spreadsheet.read_bytes("hỏng.csv", raw)
    assert refused.value.reason == reason
    assert "hỏng.csv" in refused.value.words()
    assert "{" not in refused.value.words()


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadSpreadsheet) as refused:
        spreadsheet.read_file(tmp_path / "none.csv")
    assert refused.value.reason == "missing"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        sheet = spreadsheet.read_bytes("x", raw)
    except BadSpreadsheet:
        return
    assert all(len(row) == len(sheet.header) for row in sheet.rows)


def test_written_cells_are_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    spreadsheet.write_csv(
        path, ["Tên", "Số"], [["=cmd()", "-5"], ["@x", "+84 90"], ["bình thường", "1"]]
    )
    again = spreadsheet.read_file(path)
    assert again.rows == (("'=cmd()", "-5"), ("'@x", "'+84 90"), ("bình thường", "1"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
