"""What bringing rows of others in has in common: columns and values mapped, checked, then run."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from guardapp.base import spreadsheet
from guardapp.base.access import Session
from guardapp.base.errors import Invalid
from guardapp.base.journal import Journal
from guardapp.base.spreadsheet import Spreadsheet
from guardapp.base.spreadsheet_dates import Order, parse_moment
from guardapp.base.text import fold
from guardapp.base.words import N_, _

Options = Mapping[str, str]

JOINED_BY: Final = ", "
WHY_BAD: Final = N_("Lý do chưa nhập")


@dataclass(frozen=True, slots=True)
class ImportField:
    """A column of ours; `title` is marked with N_, `aliases` are what others call it.

    `several` joins more than one of their columns; `chosen` maps their values to our codes;
    `moment` is a date with or without a time.
    """

    key: str
    title: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    several: bool = False
    chosen: bool = False
    moment: bool = False


@dataclass(frozen=True, slots=True)
class ImportOption:
    """A choice about the whole import: its values with their words (N_), the default first."""

    key: str
    title: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Their columns for each of ours, and our code for each of their values, both by our keys.

    `order` overrides how dates were recognised to be written.
    """

    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class MappedRow:
    """A row in our fields; dates as yyyy-MM-dd or yyyy-MM-dd HH:mm, `rest` what has no field.

    `theirs` are the original texts of the fields whose values are mapped to our codes.
    """

    number: int
    values: Mapping[str, str]
    rest: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """Return a field's text, empty where there is none."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be taken, or what is to be known of it: row in the file, column, words."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that says the same as `of`: an earlier row, or (`known`) something recorded."""

    row: int
    of: str
    known: bool
    reason: str


class ImportKind(Protocol):
    """One kind of thing that can be brought in; its title is marked with N_."""

    @property
    def name(self) -> str:
        """Return what it is called on the command line."""

    @property
    def title(self) -> str:
        """Return what it is called on screen."""

    @property
    def fields(self) -> tuple[ImportField, ...]:
        """Return our columns."""

    @property
    def options(self) -> tuple[ImportOption, ...]:
        """Return the choices about a whole import."""

    def choices(self, conn: sqlite3.Connection, key: str, /) -> list[tuple[str, str]]:
        """Return the codes, with words, that a `chosen` field can take."""

    def suggest(self, conn: sqlite3.Connection, key: str, value: str, /) -> str:
        """Return our code for their value of a `chosen` field, or the empty text."""

    def check(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options, /
    ) -> list[RowProblem]:
        """Return why rows cannot be taken."""

    def remarks(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options, /
    ) -> list[RowProblem]:
        """Return what the user should know of rows that can be taken."""

    def duplicates(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options, /
    ) -> list[Duplicate]:
        """Return the rows that say what another row or the record says already."""

    def run(
        self, journal: Journal, session: Session, rows: Sequence[MappedRow], options: Options, /
    ) -> int:
        """Take the rows in one transaction and return how many were written."""


@runtime_checkable
class WholeImport(Protocol):
    """An ImportKind that takes a whole file or nothing of it, and first brings it into rows."""

    def reshaped(self, conn: sqlite3.Connection, sheet: Spreadsheet, /) -> Spreadsheet:
        """Return the rows of a file that has a shape of its own; raises BadSpreadsheet."""


def reshaped(conn: sqlite3.Connection, kind: ImportKind, sheet: Spreadsheet) -> Spreadsheet:
    """Return the rows that a kind reads in a file; raises BadSpreadsheet."""
    return kind.reshaped(conn, sheet) if isinstance(kind, WholeImport) else sheet


def suggested(sheet: Spreadsheet, kind: ImportKind) -> ColumnMap:
    """Return a mapping guessed from the header: equal names first, then names that hold ours."""
    folded = {title: _plain(title) for title in sheet.header}
    free = dict(folded)
    columns: dict[str, tuple[str, ...]] = {}
    for exact in (True, False):
        for one in kind.fields:
            if columns.get(one.key) and not one.several:
                continue
            names = [_plain(name) for name in (one.key, one.title, _(one.title), *one.aliases)]
            for title, plain in list(free.items()):
                fits = plain in names if exact else any(_holds(plain, name) for name in names)
                if fits and (one.several or not columns.get(one.key)):
                    columns[one.key] = (*columns.get(one.key, ()), title)
                    del free[title]
    return ColumnMap(columns)


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(title)).split())


def _holds(plain: str, name: str) -> bool:
    return len(name) > 3 and f" {name} " in f" {plain} "


def parsed_columns(text: str, sheet: Spreadsheet, kind: ImportKind) -> ColumnMap:
    """Return the mapping written as "Theirs=ours,Theirs=ours"; raises Invalid."""
    ours = {one.key for one in kind.fields}
    theirs = {fold(title): title for title in sheet.header}
    columns: dict[str, tuple[str, ...]] = {}
    problems: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        left, equals, right = (one.strip() for one in part.rpartition("="))
        if not equals or right not in ours:
            problems[part] = _("Không có trường «{name}». Các trường: {names}.").format(
                name=right, names=", ".join(one.key for one in kind.fields)
            )
        elif fold(left) not in theirs:
            problems[part] = _("Tệp không có cột «{name}». Các cột: {names}.").format(
                name=left, names=", ".join(sheet.header)
            )
        else:
            columns[right] = (*columns.get(right, ()), theirs[fold(left)])
    if problems:
        raise Invalid(problems)
    return ColumnMap(columns)


def missing(mapping: ColumnMap, kind: ImportKind) -> list[ImportField]:
    """Return the required fields that no column is mapped to."""
    return [one for one in kind.fields if one.required and not mapping.columns.get(one.key)]


def distinct(sheet: Spreadsheet, mapping: ColumnMap, key: str) -> list[tuple[str, int]]:
    """Return the different values of a mapped field with how often each stands, frequent first."""
    places = [sheet.column(title) for title in mapping.columns.get(key, ())]
    counts: dict[str, int] = {}
    for row in sheet.rows:
        value = JOINED_BY.join(filter(None, (row[place] for place in places)))
        if value:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def with_values(
    conn: sqlite3.Connection, sheet: Spreadsheet, mapping: ColumnMap, kind: ImportKind
) -> ColumnMap:
    """Return the mapping with a suggested code for each of their values that has none yet."""
    values = {key: dict(known) for key, known in mapping.values.items()}
    for one in kind.fields:
        if one.chosen and mapping.columns.get(one.key):
            known = values.setdefault(one.key, {})
            for text, _count in distinct(sheet, mapping, one.key):
                code = kind.suggest(conn, one.key, text)
                if code:
                    known.setdefault(text, code)
    return replace(mapping, values=values)


def mapped(sheet: Spreadsheet, mapping: ColumnMap, kind: ImportKind) -> list[MappedRow]:
    """Return the rows in our fields: values by their map, dates in one form where readable."""
    places = {
        key: [sheet.column(title) for title in titles] for key, titles in mapping.columns.items()
    }
    used = {place for listed in places.values() for place in listed}
    fields = {one.key: one for one in kind.fields}
    rest = [
        (place, title)
        for place, title in enumerate(sheet.header)
        if place not in used and title not in (WHY_BAD, _(WHY_BAD))
    ]
    found = []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        values: dict[str, str] = {}
        theirs: dict[str, str] = {}
        for key, listed in places.items():
            text = JOINED_BY.join(filter(None, (row[place] for place in listed)))
            if fields[key].moment and text:
                text = _moment_text(text, mapping.order or _order(sheet, listed[0]))
            if fields[key].chosen:
                theirs[key] = text
                text = mapping.values.get(key, {}).get(text, text)
            values[key] = text
        unused = {title: row[place] for place, title in rest if row[place]}
        found.append(MappedRow(number, values, unused, theirs))
    return found


def _order(sheet: Spreadsheet, place: int) -> Order:
    dates = sheet.dates[place]
    return Order.DAY_FIRST if dates is None else dates.order


def _moment_text(text: str, order: Order) -> str:
    try:
        day, minute = parse_moment(text, order)
    except ValueError:
        return text
    return day.isoformat() + ("" if minute is None else f" {minute // 60:02d}:{minute % 60:02d}")


def moment(text: str) -> tuple[date, int | None]:
    """Return date and minute of day of a mapped date; raises ValueError for one not readable."""
    if not text[:4].isdigit() or text[4:5] != "-":
        raise ValueError(text)
    return parse_moment(text, Order.YEAR_FIRST)


def found_problems(
    conn: sqlite3.Connection,
    sheet: Spreadsheet,
    mapping: ColumnMap,
    kind: ImportKind,
    options: Options,
) -> list[RowProblem]:
    """Return all problems: columns not mapped, rows too long, required cells empty, and the kind's.

    A problem of the whole file has row 0.
    """
    found = [
        RowProblem(0, _(one.title), _("Chưa chọn cột nào của tệp cho trường này."))
        for one in missing(mapping, kind)
    ]
    if found:
        return found
    found += [
        RowProblem(number, "", _("Dòng có nhiều ô hơn dòng tiêu đề.")) for number in sheet.overlong
    ]
    rows = mapped(sheet, mapping, kind)
    found += [
        RowProblem(row.number, _their(mapping, one), _("Ô trống."))
        for row in rows
        for one in kind.fields
        if one.required and not row.get(one.key)
    ]
    named = {one.key: _their(mapping, one) for one in kind.fields}
    known = {problem.row for problem in found}
    found += [
        RowProblem(problem.row, named.get(problem.column, problem.column), problem.reason)
        for problem in kind.check(conn, rows, options)
        if problem.row not in known
    ]
    return sorted(found, key=lambda one: one.row)


def _their(mapping: ColumnMap, one: ImportField) -> str:
    return JOINED_BY.join(mapping.columns.get(one.key, ())) or _(one.title)


def good(rows: Iterable[MappedRow], problems: Iterable[RowProblem]) -> list[MappedRow]:
    """Return the rows without problems."""
    bad = {problem.row for problem in problems}
    return [] if 0 in bad else [row for row in rows if row.number not in bad]


def write_bad(path: Path, sheet: Spreadsheet, problems: Iterable[RowProblem]) -> int:
    """Write the rows with problems, and the reasons, to a CSV; return how many rows.

    Mended, the file can be imported as it is: the column of reasons is passed over.
    """
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        place = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(place + problem.reason)
    bad = [
        (*row, " ".join(reasons[number]))
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        if number in reasons
    ]
    spreadsheet.write_csv(path, (*sheet.header, _(WHY_BAD)), bad)
    return len(bad)
