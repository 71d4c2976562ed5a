"""Tables with the days of a month across: found in a sheet, and read cell by cell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.spreadsheet import Spreadsheet
from guardapp.base.text import fold

LEAST_DAYS: Final = 7
_HEAD_ROWS: Final = 3
_MARK: Final = r"(?:t(?:hu\s*)?[2-7]|thu\s+\w+|c(?:hu\s*)?n(?:hat)?|mon|tue|wed|thu|fri|sat|sun)"
_WEEKDAY: Final = re.compile(_MARK)
_DAY: Final = re.compile(
    rf"(?:{_MARK}[\s,.:(]*)?(?:ngay\s*)?(\d{{1,2}})(?:[/.-](\d{{1,2}})(?:[/.-](\d{{4}}))?)?\)?"
    rf"(?:[\s,.:]*\(?{_MARK}\)?)?"
)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_FROM: Final = re.compile(r"tu\s+(?:ngay\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTHS: Final = (
    # Not the date of the paper itself: "ngày 25 tháng 11 năm 2026".
    re.compile(r"(?<!ngay \d )(?<!ngay \d\d )thang\s*(\d{1,2})\s*(?:nam|[-/._,\s])\s*(\d{4})"),
    re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{4})(?!\d)"),
)
_MONTH_OF_NAME: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A filled cell under a day: the row's number in the file and the cell's address in it.

    `heads` are the texts that stand left of the days in its row; `day` is a date as yyyy-MM-dd,
    or the bare day of the month where the file names no month.
    """

    row: int
    address: str
    heads: tuple[str, ...]
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table with days across: the titles of the columns left of them, and its filled cells.

    `first` and `last` are its days, written as the cells' are.
    """

    titles: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class _Day:
    place: int
    day: int
    month: int | None
    year: int | None


def matrix(sheet: Spreadsheet) -> Matrix | None:
    """Return the table of a sheet that has the days of a month across, or None without one."""
    best: tuple[int, list[_Day]] = (0, [])
    for index, (_number, cells) in enumerate(sheet.filled):
        days = _days(cells)
        if len(days) > len(best[1]):
            best = (index, days)
    head, days = best
    if len(days) < LEAST_DAYS:
        return None
    above = [cells for _number, cells in sheet.filled[: head + 1]]
    named = _named(days, above, (sheet.sheet, sheet.name))
    left = days[0].place
    found = []
    below_head = True
    for number, cells in sheet.filled[head + 1 :]:
        heads = tuple(_text(cells, place) for place in range(left))
        if below_head and not any(heads):
            continue
        below_head = False
        texts = {place: text for place in named if (text := _text(cells, place))}
        if not _are_weekdays(texts.values()):
            found += [
                MatrixCell(number, f"{_letters(place)}{number}", heads, named[place], text)
                for place, text in texts.items()
            ]
    listed = list(named.values())
    return Matrix(_titles(above, left), tuple(found), listed[0], listed[-1])


def _text(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _are_weekdays(texts: Iterable[str]) -> bool:
    marks = {fold(text) for text in texts}
    return len(marks) > 1 and all(_WEEKDAY.fullmatch(one) for one in marks)


def _days(cells: Sequence[str]) -> list[_Day]:
    """Return the longest run of following days among a row's cells; empty cells do not end it."""
    best: list[_Day] = []
    run: list[_Day] = []
    for place, text in enumerate(cells):
        if not text:
            continue
        day = _day(place, text)
        if day is None or not (run and _follows(run[-1], day)):
            run = []
        if day is not None:
            run.append(day)
        if len(run) > len(best):
            best = list(run)
    return best


def _day(place: int, text: str) -> _Day | None:
    plain = " ".join(fold(text).split())
    iso = _ISO.fullmatch(plain)
    if iso:
        return _checked(place, int(iso[3]), int(iso[2]), int(iso[1]))
    found = _DAY.fullmatch(plain)
    if not found:
        return None
    month = int(found[2]) if found[2] else None
    return _checked(place, int(found[1]), month, int(found[3]) if found[3] else None)


def _checked(place: int, day: int, month: int | None, year: int | None) -> _Day | None:
    try:
        date(year or 2000, month or 1, day)
    except ValueError:
        return None
    return _Day(place, day, month, year)


def _follows(before: _Day, after: _Day) -> bool:
    return after.day == before.day + 1 or (after.day == 1 and before.day >= 28)


def _named(
    days: Sequence[_Day], above: Iterable[Sequence[str]], names: Sequence[str]
) -> dict[int, str]:
    """Return each day's place with its date, or its bare number where no month is known."""
    first = _first(days[0], above, names)
    if first is None:
        return {one.place: str(one.day) for one in days}
    named: dict[int, str] = {}
    for after, one in enumerate(days):
        day = first + timedelta(days=after)
        if day.day != one.day:
            break
        named[one.place] = day.isoformat()
    return named


def _first(begin: _Day, above: Iterable[Sequence[str]], names: Sequence[str]) -> date | None:
    """Return the date of the first day: by the words above, else by the sheet's or file's name."""
    if begin.month and begin.year:
        return date(begin.year, begin.month, begin.day)
    texts = [" ".join(fold(cell).split()) for cells in above for cell in cells if cell]
    for text in texts:
        since = _FROM.search(text)
        if since and int(since[1]) == begin.day:
            return _valid(int(since[3]), int(since[2]), begin.day)
    months = [
        (int(found[2]), int(found[1]))
        for listed in (texts, list(map(fold, names)))
        for pattern in _MONTHS
        for text in listed
        if (found := pattern.search(text))
    ]
    months += [
        (int(one[1]), int(one[2])) for name in names for one in _MONTH_OF_NAME.finditer(name)
    ]
    if begin.month:
        months = [(year, begin.month) for year, _month in months]
    return _valid(*months[0], begin.day) if months else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _titles(above: Sequence[Sequence[str]], left: int) -> tuple[str, ...]:
    """Return what stands over each column left of the days: in their row, or just above it."""
    titles: list[str] = []
    for place in range(left):
        near = (_text(cells, place) for cells in reversed(above[-_HEAD_ROWS:]))
        title = " ".join(next(filter(None, near), "").split()) or f"#{place + 1}"
        titles.append(f"{title} #{place + 1}" if title in titles else title)
    return tuple(titles)


def _letters(place: int) -> str:
    """Return a column's letters as spreadsheets write them: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
