"""The roster that the chief has today, brought in: names down and days across, or a list."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from guardapp.base.access import Right, Session, require
from guardapp.base.clock import Clock, SystemClock, local_date
from guardapp.base.errors import Invalid
from guardapp.base.exchange import (
    Duplicate,
    ImportField,
    ImportOption,
    MappedRow,
    Options,
    RowProblem,
)
from guardapp.base.exchange_list import TOLD
from guardapp.base.exchange_matrix import Matrix, MatrixCell, matrix
from guardapp.base.journal import Journal
from guardapp.base.spreadsheet import BadSpreadsheet, Spreadsheet
from guardapp.base.spreadsheet_dates import detect_dates
from guardapp.base.words import N_, _
from guardapp.roster import actions
from guardapp.roster.exchange_book import Book, plain
from guardapp.roster.exchange_cells import is_off, parts
from guardapp.roster.exchange_reading import BY_FILE, OFF, PERIOD_MARK, REFUSE, USUAL, read
from guardapp.roster.model import Month, month_text, post_number

UNSAID: Final = N_("(không ghi)")
MONTHS_OFFERED: Final = range(3)
_NAME, _CODE, _PLACE = N_("Họ và tên"), N_("Mã bảo vệ"), N_("Vị trí trực")
_DAY, _SHIFT, _CELL = N_("Ngày trực"), N_("Ký hiệu ca"), N_("Ô trong tệp")
_PERIOD: Final = N_("Các ngày của bảng")
_NAMES: Final = ("họ tên", "tên", "nhân viên", "bảo vệ", "full name")
_PLACES: Final = ("vị trí", "mục tiêu", "nơi trực", "post")


class RosterImport:
    """Brings a roster in as drafts, the whole file or nothing of it."""

    name = "roster"
    title = N_("Lịch trực")
    fields = (
        ImportField("name", _NAME, required=True, aliases=_NAMES),
        ImportField("guard", _CODE, aliases=("mã", "mã nv", "mã nhân viên", "mã số", "guard code")),
        ImportField("day", _DAY, required=True, moment=True, aliases=("ngày", "date")),
        ImportField("shift", _SHIFT, required=True, chosen=True, aliases=("ca", "ca trực")),
        ImportField("post", _PLACE, chosen=True, aliases=_PLACES),
        ImportField("cell", _CELL),
        ImportField("period", _PERIOD),
    )

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    @property
    def options(self) -> tuple[ImportOption, ...]:
        """Return which month the days belong to, and what happens to drafts that stand there."""
        now = Month.of(local_date(self._clock.now_ms()))
        months = [(str(one), month_text(one)) for one in map(now.step, MONTHS_OFFERED)]
        return (
            ImportOption("month", N_("Tháng của lịch"), ((BY_FILE, N_("theo tệp")), *months)),
            ImportOption(
                "drafts",
                N_("Ca nháp đã xếp trong tháng"),
                ((REFUSE, N_("dừng lại, không nhập")), ("replace", N_("thay bằng ca của tệp"))),
            ),
        )

    def reshaped(self, conn: sqlite3.Connection, sheet: Spreadsheet) -> Spreadsheet:
        """Return a row for each shift of a table with days across; a list is left as it is.

        Raises BadSpreadsheet where no cell of it belongs to a guard.
        """
        found = matrix(sheet)
        if found is None:
            return sheet
        book = Book(conn)
        titles = _titles(found, book)
        place = _place_of(found.titles, _PLACES)
        period = f"{found.first}{PERIOD_MARK}{found.last}"
        rows: list[tuple[str, ...]] = []
        numbers: list[int] = []
        for cell in _of_guards(found, titles.index(_(_NAME)), book):
            beside = cell.heads[place] if place is not None else ""
            for part in parts(cell.text, book.shifts):
                post = part.post or (beside if book.post(beside) else _(UNSAID))
                if is_off(part.shift) and not book.shift(part.shift):
                    post = ""
                rows.append((*cell.heads, cell.day, part.shift, post, cell.address, period))
                numbers.append(cell.row)
        if not rows:
            raise BadSpreadsheet(sheet.name, "empty")
        return Spreadsheet(
            sheet.name,
            (*titles, _(_DAY), _(_SHIFT), _(_PLACE), _(_CELL), _(_PERIOD)),
            tuple(rows),
            tuple(numbers),
            sheet.encoding,
            sheet.delimiter,
            tuple(detect_dates(column) for column in zip(*rows, strict=True)),
            header_row=sheet.header_row,
        )

    def choices(self, conn: sqlite3.Connection, key: str) -> list[tuple[str, str]]:
        """Return the shift types and a day off, or the posts and where a guard usually stands."""
        book = Book(conn)
        if key == "shift":
            shifts = [(one.code, f"{one.code} · {one.name}") for one in book.shifts.values()]
            return [*shifts, (OFF, _("Nghỉ, không xếp ca"))]
        posts = [(one.code, f"{post_number(one)} {one.name}") for one in book.posts.values()]
        return [(USUAL, _("Vị trí quen trực của từng người")), *posts]

    def suggest(self, conn: sqlite3.Connection, key: str, value: str) -> str:
        """Return the shift type or the post that a text names."""
        book = Book(conn)
        if key == "post":
            post = book.post(value)
            return USUAL if value in (UNSAID, _(UNSAID)) else post.code if post else ""
        shift = book.shift(value)
        return shift.code if shift else OFF if is_off(value) else ""

    def check(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[RowProblem]:
        """Return all that keeps the file out."""
        return list(read(conn, rows, options).problems)

    def remarks(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[RowProblem]:
        """Return how many days off each guard has: leave is granted elsewhere."""
        off = Counter(row.get("name") for row in rows if row.get("shift") == OFF)
        first = {row.get("name"): row.number for row in reversed(rows)}
        words = _("{n} ô nghỉ, không xếp ca. Nghỉ phép được ghi ở trang Bảo vệ.")
        return [RowProblem(first[one], one, words.format(n=count)) for one, count in off.items()]

    def duplicates(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[Duplicate]:
        """Return nothing: a shift written twice is a guard double booked."""
        return []

    def run(
        self, journal: Journal, session: Session, rows: Sequence[MappedRow], options: Options
    ) -> int:
        """Put all shifts into the draft and return how many; raises Invalid, Refused."""
        require(session, Right.IMPORT)
        with journal.transaction():
            found = read(journal.tables, rows, options)
            if found.problems:
                told = (f"{one.column} {one.reason}".strip() for one in found.problems[:TOLD])
                raise Invalid({str(number): words for number, words in enumerate(told)})
            removed = [one.id for one in found.drafts]
            actions.replace(journal, session, removed, [one.placement for one in found.taken])
        return len(found.taken)


def _place_of(titles: Sequence[str], names: Sequence[str]) -> int | None:
    wanted = {plain(name) for name in names}
    return next((at for at, one in enumerate(titles) if plain(one) in wanted), None)


def _titles(found: Matrix, book: Book) -> list[str]:
    """Return the titles left of the days; where the names stand is called as we call it."""
    ours = {
        plain(name)
        for field in RosterImport.fields
        for name in (field.key, field.title, _(field.title), *field.aliases)
        if field.key != "guard"
    }
    at_name = _place_of(found.titles, (_NAME, *_NAMES))
    if at_name is None:
        known = Counter(
            at for cell in found.cells for at, one in enumerate(cell.heads) if book.is_guard(one)
        )
        at_name = known.most_common(1)[0][0] if known else len(found.titles) - 1
    aside = _("{title} ở đầu dòng")
    titles = [aside.format(title=one) if plain(one) in ours else one for one in found.titles]
    titles[at_name] = _(_NAME)
    return titles


def _of_guards(found: Matrix, at_name: int, book: Book) -> Iterator[MatrixCell]:
    """Yield the cells of guards' rows; sums and legends, which hold no shifts, are passed over."""
    named = {cell.row for cell in found.cells if any(map(book.is_guard, cell.heads))}
    used = {cell.text for cell in found.cells if cell.row in named}
    others = {
        cell.row
        for cell in found.cells
        if cell.heads[at_name] and (cell.text in used or _holds_shift(cell, book))
    }
    yield from (cell for cell in found.cells if cell.row in named | others)


def _holds_shift(cell: MatrixCell, book: Book) -> bool:
    return any(book.shift(one.shift) for one in parts(cell.text, book.shifts))
