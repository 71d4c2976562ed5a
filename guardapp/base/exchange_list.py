"""Kinds of imports whose every row becomes one thing of a list, such as a guard or a post."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Generic, TypeVar

from guardapp.base.access import Right, Session, require
from guardapp.base.errors import Invalid
from guardapp.base.exchange import (
    Duplicate,
    ImportField,
    ImportOption,
    MappedRow,
    Options,
    RowProblem,
    moment,
)
from guardapp.base.identity import is_valid_code
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_, _

T = TypeVar("T")
Details = TypeVar("Details")
Words = Mapping[str, Sequence[str]]

TOLD: Final = 20
LONGEST_NUMBER: Final = 6
DUPLICATES: Final = ImportOption(
    "duplicates",
    N_("Dòng trùng"),
    (
        ("known", N_("bỏ dòng đã có trong sổ")),
        ("none", N_("bỏ mọi dòng trùng")),
        ("all", N_("nhập tất cả")),
    ),
)


class ListImport(ABC, Generic[T]):
    """An ImportKind; a subclass says how a row is read, judged, compared and written.

    `titles` are our words (N_) for the codes of each `chosen` field, `hints` what others say for
    them.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    fields: ClassVar[tuple[ImportField, ...]]
    options: ClassVar[tuple[ImportOption, ...]] = (DUPLICATES,)
    titles: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    hints: ClassVar[Mapping[str, Words]] = {}

    @abstractmethod
    def read(self, row: MappedRow, options: Options) -> T:
        """Return what a row tells of; raises Invalid by the keys of our fields."""

    @abstractmethod
    def judge(self, conn: sqlite3.Connection, things: Sequence[T]) -> list[Mapping[str, str]]:
        """Return for each thing, by field, why it cannot be taken beside the record and others."""

    @abstractmethod
    def key(self, thing: T) -> Hashable:
        """Return what two things that are the same have in common."""

    @abstractmethod
    def recorded(self, conn: sqlite3.Connection) -> Mapping[Hashable, str]:
        """Return how the things already recorded are called, by their key."""

    @abstractmethod
    def write(self, journal: Journal, session: Session, things: Sequence[T]) -> None:
        """Write things in the transaction that is open."""

    def choices(self, conn: sqlite3.Connection, key: str) -> list[tuple[str, str]]:
        """Return the codes, with words, that a field can take."""
        return [(code, _(words)) for code, words in self.titles[key].items()]

    def suggest(self, conn: sqlite3.Connection, key: str, value: str) -> str:
        """Return our code for their word, or the empty text."""
        return recognised(self.titles[key], self.hints.get(key, {}), value)

    def check(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[RowProblem]:
        """Return why rows cannot be taken; rows left out as doubles are not judged."""
        found: list[RowProblem] = []
        taken: list[tuple[int, T]] = []
        left = left_out(self.duplicates(conn, rows, options), options)
        for row in rows:
            if row.number in left:
                continue
            try:
                taken.append((row.number, self.read(row, options)))
            except Invalid as error:
                found += _problems(row.number, error.problems)
        judged = self.judge(conn, [thing for _number, thing in taken])
        for (number, _thing), problems in zip(taken, judged, strict=True):
            found += _problems(number, problems)
        return found

    def remarks(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[RowProblem]:
        """Return nothing: such rows are taken as they are."""
        return []

    def duplicates(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[Duplicate]:
        """Return the rows that tell of something recorded, or of the same as an earlier row."""
        recorded = self.recorded(conn)
        seen: dict[Hashable, int] = {}
        found = []
        for row in rows:
            try:
                key = self.key(self.read(row, options))
            except Invalid:
                continue
            if key in recorded:
                reason = _("đã có trong sổ")
                found.append(Duplicate(row.number, recorded[key], known=True, reason=reason))
            elif key in seen:
                earlier = _("dòng {row}").format(row=seen[key])
                reason = _("giống một dòng phía trên")
                found.append(Duplicate(row.number, earlier, known=False, reason=reason))
            seen.setdefault(key, row.number)
        return found

    def run(
        self, journal: Journal, session: Session, rows: Sequence[MappedRow], options: Options
    ) -> int:
        """Write the rows in one transaction and return how many; raises Invalid, Refused."""
        require(session, Right.IMPORT)
        with journal.transaction():
            refused = self.check(journal.tables, rows, options)
            if refused:
                raise Invalid({str(p.row): f"{p.row}: {p.reason}" for p in refused[:TOLD]})
            left = left_out(self.duplicates(journal.tables, rows, options), options)
            kept = [row for row in coded_first(rows) if row.number not in left]
            self.write(journal, session, [self.read(row, options) for row in kept])
        return len(kept)


def _problems(row: int, problems: Mapping[str, str]) -> list[RowProblem]:
    return [RowProblem(row, key, words) for key, words in problems.items()]


def left_out(duplicates: Iterable[Duplicate], options: Options) -> set[int]:
    """Return the numbers of the rows that the chosen way of meeting doubles leaves out."""
    wish = options.get(DUPLICATES.key, "known")
    return {one.row for one in duplicates if wish == "none" or (wish == "known" and one.known)}


def coded_first(rows: Iterable[MappedRow]) -> list[MappedRow]:
    """Return rows that bring a code before those to be given one, which then is still free."""
    return sorted(rows, key=lambda row: not row.get("code"))


def plain(text: str) -> str:
    """Return a text's letters and digits, without marks and case, as words with single spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def recognised(titles: Mapping[str, str], hints: Words, value: str) -> str:
    """Return the code that a value is, is called, or holds the longest hint of; or nothing."""
    said = plain(value)
    for code, words in titles.items():
        if said in (plain(code), plain(words), plain(_(words))):
            return code
    held = [
        (len(hint), code)
        for code, listed in hints.items()
        for hint in listed
        if f" {hint} " in f" {said} "
    ]
    return max(held, default=(0, ""))[1]


class Cells:
    """Reads one row's cells and keeps what is wrong with them, for one refusal of the row."""

    def __init__(self, row: MappedRow) -> None:
        self._row = row
        self._problems: dict[str, str] = {}

    def text(self, key: str) -> str:
        """Return a field's text."""
        return self._row.get(key)

    def chosen(self, key: str, titles: Mapping[str, str], default: str) -> str:
        """Return a `chosen` field's code, `default` where the cell is empty."""
        code = self._row.get(key) or default
        if code in titles:
            return code
        words = _("Chưa chọn giá trị của sổ cho «{text}».")
        self.refuse(key, words.format(text=self._row.theirs.get(key) or code))
        return default

    def day(self, key: str) -> date | None:
        """Return a date, None where the cell is empty."""
        text = self._row.get(key)
        try:
            return moment(text)[0] if text else None
        except ValueError:
            self.refuse(key, _("Không đọc được ngày «{text}».").format(text=text))
            return None

    def number(self, key: str, default: int) -> int:
        """Return a whole number, `default` where the cell is empty."""
        text = self._row.get(key)
        if text and not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            self.refuse(key, _("«{text}» không phải số nguyên.").format(text=text))
            return default
        return int(text) if text else default

    def phone(self, key: str) -> str:
        """Return a phone number, with the leading zero that spreadsheets drop from numbers."""
        text = self._row.get(key)
        lost = text.isascii() and text.isdigit() and len(text) == 9 and text[0] != "0"
        return f"0{text}" if lost else text

    def refuse(self, key: str, words: str) -> None:
        """Keep what is wrong with a field."""
        self._problems[key] = words

    def check(self) -> None:
        """Raise Invalid with all that is wrong."""
        if self._problems:
            raise Invalid(self._problems)


@dataclass(frozen=True, slots=True)
class Coded(Generic[Details]):
    """A thing to be added, and the printed code where the row brings one."""

    code: str
    details: Details


def judged(
    things: Sequence[Coded[Details]], check: Callable[[Details], None], prefix: str, codes: set[str]
) -> list[Mapping[str, str]]:
    """Return for each thing, by field, what `check` (raises Invalid) or its code speaks against.

    `codes` are those in use; each thing's own is used from there on.
    """
    used = set(codes)
    found: list[Mapping[str, str]] = []
    for thing in things:
        try:
            check(thing.details)
            problems = {}
        except Invalid as error:
            problems = error.problems
        found.append(problems | _code_trouble(thing.code, prefix, used))
        used.add(thing.code)
    return found


def _code_trouble(code: str, prefix: str, used: set[str]) -> dict[str, str]:
    if not code:
        return {}
    if not is_valid_code(code) or not code.startswith(prefix):
        words = _(
            "Mã «{code}» không quét được: mã phải bắt đầu bằng số {prefix} và có số kiểm tra. "
            "Bỏ ghép cột này để chương trình cấp mã."
        )
        return {"code": words.format(code=code, prefix=prefix)}
    if code in used:
        return {"code": _("Mã «{code}» đã dùng rồi.").format(code=code)}
    return {}
