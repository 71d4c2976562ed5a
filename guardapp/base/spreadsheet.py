"""Reads and writes tables of others: CSV and XLSX, whatever their encoding, delimiter and dates."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guardapp.base.errors import UserError
from guardapp.base.spreadsheet_dates import Dates, detect_dates
from guardapp.base.text import nfc
from guardapp.base.words import N_, _

if TYPE_CHECKING:
    from guardapp.base.spreadsheet_xlsx import Pages

MAX_BYTES: Final = 50_000_000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 20_000
HEADER_WITHIN: Final = 30
DELIMITERS: Final = (",", ";", "\t", "|")
ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "latin-1")
OLD_EXCEL: Final = bytes.fromhex("d0cf11e0")

_VOWELS: Final = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the user says a file is to be read; what is empty is recognised.

    `header` is the number of the header's row in the file, `sheet` an XLSX file's sheet by name.
    """

    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    sheet: str = ""


RECOGNISED: Final = Reading()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A table as read: `numbers` are the rows' numbers in the file, `header_row` the header's.

    `dates` says of each column how it writes dates, None where it holds none; `overlong` are the
    numbers of rows with more cells than the header. XLSX has no encoding and no delimiter.
    `filled` are all rows that hold anything, with their numbers, as they stand in the file;
    `sheets` are the names of an XLSX file's sheets, `sheet` that of the one read.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str
    delimiter: str
    dates: tuple[Dates | None, ...]
    overlong: tuple[int, ...] = ()
    header_row: int = 1
    filled: tuple[tuple[int, tuple[str, ...]], ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def date_format(self) -> str:
        """Return the format of the first column with dates, such as dd/MM/yyyy, or nothing."""
        return next((one.order.value for one in self.dates if one is not None), "")

    def column(self, title: str) -> int:
        """Return the place of a column; raises ValueError for one that is not there."""
        return self.header.index(title)


class BadSpreadsheet(UserError):
    """A file that cannot be read as a table; `reason` is a code of `_REASONS`."""

    _REASONS: Final = {
        "missing": N_("không có tệp này hoặc không được phép đọc"),
        "size": N_("tệp quá lớn (trên {limit} MB)"),
        "rows": N_("quá nhiều dòng (trên {limit}); hãy chia thành nhiều tệp"),
        "columns": N_("quá nhiều cột (trên {limit})"),
        "cell": N_("dòng {row} có ô quá dài (trên {limit} ký tự)"),
        "quotes": N_("dòng {row} có dấu nháy không khớp"),
        "binary": N_("đây không phải là tệp văn bản CSV hay XLSX"),
        "old-excel": N_("tệp .xls kiểu cũ; hãy mở bằng Excel và lưu thành .xlsx hoặc .csv"),
        "xlsx": N_("tệp XLSX hỏng, có mật khẩu, hoặc không phải bảng tính Excel"),
        "encoding": N_("tệp không viết bằng bảng mã này; hãy chọn bảng mã khác"),
        "sheet": N_("tệp không có trang tính tên này"),
        "empty": N_("tệp không có dòng dữ liệu nào dưới dòng tiêu đề"),
    }

    def __init__(self, name: str, reason: str, *, row: int = 0, limit: int = 0) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
        self.row = row
        self.limit = limit

    def words(self) -> str:
        """Say what is wrong with the file, where, and that nothing was taken over."""
        reason = _(self._REASONS[self.reason]).format(row=self.row, limit=self.limit)
        return _("Không đọc được «{name}»: {reason}. Chưa có gì được nhập.").format(
            name=self.name, reason=reason
        )


def read_file(path: Path, how: Reading = RECOGNISED) -> Spreadsheet:
    """Read a CSV or XLSX file, told apart by what it holds; raises BadSpreadsheet."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadSpreadsheet(path.name, "size", limit=MAX_BYTES // 1_000_000)
        raw = path.read_bytes()
    except OSError as error:
        raise BadSpreadsheet(path.name, "missing") from error
    return read_bytes(path.name, raw, how)


def read_bytes(name: str, raw: bytes, how: Reading = RECOGNISED) -> Spreadsheet:
    """Read a table from the bytes of a file called `name`; raises BadSpreadsheet."""
    if raw.startswith(OLD_EXCEL):
        raise BadSpreadsheet(name, "old-excel")
    if raw.startswith(b"PK"):
        return _of_xlsx(name, raw, how)
    encoding = how.encoding or detect_encoding(raw)
    if not _decodes(raw, encoding):
        raise BadSpreadsheet(name, "encoding")
    text = raw.decode(encoding)
    if "\0" in text:
        raise BadSpreadsheet(name, "binary")
    text = nfc(text)
    delimiter = how.delimiter or detect_delimiter(text)
    rows = _csv_rows(name, text, delimiter)
    return _table(name, rows, Reading(encoding, delimiter, how.header))


def detect_encoding(raw: bytes) -> str:
    """Return the encoding of a text: UTF-8, UTF-16, Vietnamese cp1258, or Latin-1."""
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding, tried in (
        ("utf-16", raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))),
        ("utf-16-le", raw[1:200:2].count(0) > len(raw[:200]) // 3),
        ("utf-16-be", raw[0:200:2].count(0) > len(raw[:200]) // 3),
        ("utf-8", True),
        ("cp1258", _is_cp1258(raw)),
    ):
        if tried and _decodes(raw, encoding):
            return encoding
    return "latin-1"


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_cp1258(raw: bytes) -> bool:
    """Tell whether all combining marks of cp1258 stand behind vowels, as in Vietnamese text."""
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return False
    marks = [place for place, letter in enumerate(text) if unicodedata.combining(letter)]
    behind = sum(place > 0 and text[place - 1] in _VOWELS for place in marks)
    letters = sum(letter in "đĐơƠưƯăĂ₫" for letter in text)
    return behind + letters > 0 and behind >= 0.9 * len(marks)


def detect_delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most columns, evenly."""
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[-1]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row, _n in zip(_cut(text, delimiter), range(50), strict=False)]
        except csv.Error:
            continue
        if widths and max(widths) > 1:
            usual = max(set(widths), key=widths.count)
            score = widths.count(usual) / len(widths) * min(usual, 20)
            if usual > 1 and score > best_score:
                best, best_score = delimiter, score
    return best


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _csv_rows(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    if text[:4].lower() == "sep=":
        text = "\n" + text.partition("\n")[2]
    csv.field_size_limit(MAX_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "cell" if "limit" in str(error) else "quotes"
            raise BadSpreadsheet(name, reason, row=number, limit=MAX_CELL) from error
        yield number, cells
        number = reader.line_num + 1


def _of_xlsx(name: str, raw: bytes, how: Reading) -> Spreadsheet:
    from guardapp.base.spreadsheet_xlsx import Pages

    pages = Pages(raw, how.sheet)
    read = _table(name, _xlsx_rows(name, pages), Reading(header=how.header))
    if how.sheet not in ("", *pages.names):
        raise BadSpreadsheet(name, "sheet")
    return replace(read, sheets=pages.names, sheet=pages.name)


def _xlsx_rows(name: str, pages: "Pages") -> Iterator[tuple[int, list[str]]]:
    from guardapp.base.spreadsheet_xlsx import FAULTS

    try:
        yield from pages.rows(MAX_ROWS + HEADER_WITHIN + 1, MAX_COLUMNS + 1)
    except FAULTS as error:
        raise BadSpreadsheet(name, "xlsx") from error


def _table(name: str, found: Iterable[tuple[int, list[str]]], how: Reading) -> Spreadsheet:
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, cells in found:
        tidy = [_tidy(cell) for cell in cells]
        while tidy and not tidy[-1]:
            tidy.pop()
        if any(len(cell) > MAX_CELL for cell in tidy):
            raise BadSpreadsheet(name, "cell", row=number, limit=MAX_CELL)
        if len(tidy) > MAX_COLUMNS:
            raise BadSpreadsheet(name, "columns", limit=MAX_COLUMNS)
        if tidy:
            numbers.append(number)
            rows.append(tidy)
        if len(rows) > MAX_ROWS + HEADER_WITHIN:
            raise BadSpreadsheet(name, "rows", limit=MAX_ROWS)
    top = numbers.index(how.header) if how.header in numbers else _header_place(rows)
    if len(rows) < top + 2:
        raise BadSpreadsheet(name, "empty")
    header = _header(rows[top])
    body, width = rows[top + 1 :], len(header)
    cells_of = tuple(tuple((row + [""] * width)[:width]) for row in body)
    return Spreadsheet(
        name,
        header,
        cells_of,
        tuple(numbers[top + 1 :]),
        how.encoding,
        how.delimiter,
        tuple(detect_dates(column) for column in zip(*cells_of, strict=True)),
        tuple(n for n, row in zip(numbers[top + 1 :], body, strict=True) if len(row) > width),
        numbers[top],
        tuple(zip(numbers, map(tuple, rows), strict=True)),
    )


def _tidy(cell: str) -> str:
    text = "".join(c for c in cell if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return text.strip()


def _header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return where the header is: the first row as full as rows usually are, titles passed over."""
    filled = [sum(map(bool, row)) for row in rows[: HEADER_WITHIN + 50]]
    if not filled:
        return 0
    usual = sorted(filled)[len(filled) // 2]
    for place, count in enumerate(filled[:HEADER_WITHIN]):
        if count >= 0.6 * usual:
            return place
    return 0


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    titles: list[str] = []
    for place, cell in enumerate(cells, 1):
        title = " ".join(cell.split()) or f"#{place}"
        same = sum(one == title or one.startswith(f"{title} (") for one in titles)
        titles.append(f"{title} ({same + 1})" if title in titles else title)
    return tuple(titles)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    risky = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if risky and not re.fullmatch(r"[+-]?\d+([.,]\d+)*", cell) else cell


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as CSV that Excel opens (UTF-8 with BOM), formulas made harmless; OSError."""
    unfinished = path.with_name(f"{path.name}.new")
    with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(cell) for cell in header])
        writer.writerows([harmless(cell) for cell in row] for row in rows)
    unfinished.replace(path)
