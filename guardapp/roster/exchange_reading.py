"""What the rows of a written roster mean as assignments, and all that speaks against them."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.clock import at
from guardapp.base.exchange import MappedRow, Options, RowProblem, moment
from guardapp.base.words import _, date_text
from guardapp.people.model import Guard
from guardapp.roster import store
from guardapp.roster.exchange_book import Book
from guardapp.roster.model import Assignment, Month, Placement, ShiftType, State, month_text

OFF: Final = "-"
USUAL: Final = "usual"
BY_FILE: Final = "file"
REFUSE: Final = "refuse"
PERIOD_MARK: Final = " – "
_LONGEST: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is a shift of a guard; instants in milliseconds UTC."""

    row: MappedRow
    guard: Guard
    shift: ShiftType
    placement: Placement
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class _Span:
    start_ms: int
    end_ms: int
    words: str
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be made, which drafts go for it, and the problems."""

    taken: tuple[Taken, ...]
    drafts: tuple[Assignment, ...]
    problems: tuple[RowProblem, ...]


def read(conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options) -> Outcome:
    """Read rows of name, day, shift and post."""
    problems: list[RowProblem] = []
    month = options.get("month", BY_FILE)
    dated = _dated(rows, month, problems)
    if not dated:
        return Outcome((), (), tuple(problems))
    book = Book(conn)
    first, last = _period(dated, month)
    usual = _usual(rows, book) | book.usual_posts(first)
    taken: list[Taken] = []
    for row, day in dated:
        one = _taken(row, day, book, usual, problems)
        if one is not None:
            taken.append(one)
    near = store.between(conn, first - _LONGEST, last + _LONGEST)
    inside = [one for one in near if first <= one.duty_date <= last]
    problems += _standing(conn, first, last, len(inside), options)
    problems += _double(taken, [one for one in near if one not in inside])
    drafts = tuple(one for one in inside if one.state is State.DRAFT)
    return Outcome(tuple(taken), drafts, tuple(problems))


def problem(row: MappedRow, key: str, words: str) -> RowProblem:
    """Return a problem at the cell that a row comes from, else at a field of ours."""
    return RowProblem(row.number, row.get("cell") or key, words)


def _dated(
    rows: Sequence[MappedRow], month: str, problems: list[RowProblem]
) -> list[tuple[MappedRow, date]]:
    """Return the rows with their dates; a month chosen by the user wins over the file's."""
    found: list[tuple[MappedRow, date]] = []
    bare = False
    for row in rows:
        text = row.get("day")
        bare = bare or (month == BY_FILE and text.isdigit())
        try:
            found.append((row, _date_of(text, month)))
        except ValueError:
            words = _("Không có ngày «{text}» trong tháng của lịch.")
            problems.append(problem(row, "day", words.format(text=text)))
    if bare:
        problems.clear()
        words = _("Tệp không ghi lịch của tháng nào. Hãy chọn ở «Tháng của lịch».")
        problems.append(RowProblem(0, "", words))
        return []
    months = {row.get("day")[:-3] for row, _day in found}
    if month != BY_FILE and len(months) > 1:
        words = _("Tệp có ngày của nhiều tháng, nên không đổi sang một tháng khác được.")
        problems.append(RowProblem(0, "", words))
    return found


def _date_of(text: str, month: str) -> date:
    """Return the date of a day, in the month chosen where one is; raises ValueError."""
    if month == BY_FILE:
        return moment(text)[0]
    day = int(text) if text.isdigit() else moment(text)[0].day
    return Month.parse(month).first.replace(day=day)


def _period(dated: Sequence[tuple[MappedRow, date]], month: str) -> tuple[date, date]:
    """Return the first and last day that a file is about: its table's, else its rows'."""
    days = [day for _row, day in dated]
    for text in {row.get("period") for row, _day in dated} - {""}:
        for one in text.split(PERIOD_MARK):
            try:
                days.append(_date_of(one, month))
            except ValueError:
                days.append(Month.of(days[0]).last)
    return min(days), max(days)


def _usual(rows: Sequence[MappedRow], book: Book) -> dict[int, int]:
    """Return the post that a guard's other rows name most."""
    counts: dict[int, Counter[int]] = {}
    for row in rows:
        post = book.posts.get(row.get("post"))
        guards = book.guards(row.get("guard"), row.get("name"))
        if post is not None and len(guards) == 1:
            counts.setdefault(guards[0].id, Counter())[post.id] += 1
    return {guard: theirs.most_common(1)[0][0] for guard, theirs in counts.items()}


def _taken(
    row: MappedRow, day: date, book: Book, usual: Mapping[int, int], problems: list[RowProblem]
) -> Taken | None:
    guards = book.guards(row.get("guard"), row.get("name"))
    if len(guards) != 1:
        told = RowProblem(row.number, "name", _who(row, len(guards)))
        if told not in problems:
            problems.append(told)
        return None
    if row.get("shift") == OFF:
        return None
    guard, shift = guards[0], book.shifts.get(row.get("shift"))
    if shift is None:
        words = _("Chưa biết «{text}» là ca nào. Hãy ghép ký hiệu này với một loại ca.")
        text = row.theirs.get("shift") or row.get("shift")
        problems.append(problem(row, "shift", words.format(text=text)))
        return None
    said = row.get("post") or USUAL
    known = book.posts.get(said)
    post = usual.get(guard.id) if said == USUAL else known.id if known else None
    if post is None:
        problems.append(problem(row, "post", _where(row, guard, said)))
        return None
    placement = Placement(guard.id, post, shift.id, day)
    return Taken(
        row, guard, shift, placement, at(day, shift.start_minute), at(day, shift.end_minute)
    )


def _who(row: MappedRow, count: int) -> str:
    if count:
        words = _("Có {n} bảo vệ tên «{name}». Hãy thêm cột mã bảo vệ để phân biệt.")
        return words.format(n=count, name=row.get("name"))
    return _("Không có bảo vệ nào tên «{name}».").format(name=row.get("name"))


def _where(row: MappedRow, guard: Guard, said: str) -> str:
    if said == USUAL:
        words = _("Ô không ghi vị trí, và chưa biết {name} quen trực ở đâu.")
        return words.format(name=guard.name)
    words = _("Chưa biết «{text}» là vị trí nào. Hãy ghép nó với một vị trí trực.")
    return words.format(text=row.theirs.get("post") or said)


def _standing(
    conn: sqlite3.Connection, first: date, last: date, count: int, options: Options
) -> list[RowProblem]:
    months = {Month.of(first), Month.of(last)}
    for month in sorted(months):
        if store.is_published(conn, month):
            words = _("Lịch tháng {month} đã công bố. Chỉ nhập được vào tháng còn là bản nháp.")
            return [RowProblem(0, "", words.format(month=month_text(month)))]
    if count and options.get("drafts", REFUSE) == REFUSE:
        words = _(
            "Từ {first} đến {last} đã xếp {n} ca nháp. "
            "Muốn thay chúng, chọn ở «Ca nháp đã xếp trong tháng»."
        )
        told = words.format(first=date_text(first), last=date_text(last), n=count)
        return [RowProblem(0, "", told)]
    return []


def _double(taken: Sequence[Taken], there: Sequence[Assignment]) -> list[RowProblem]:
    """Return where a guard would stand twice at once, in the file or beside what stands."""
    spans: dict[int, list[_Span]] = {}
    for it in there:
        span = _Span(it.start_ms, it.end_ms, date_text(it.duty_date), None)
        spans.setdefault(it.guard, []).append(span)
    for one in taken:
        told = f"{one.shift.code} {date_text(one.placement.day)}"
        span = _Span(one.start_ms, one.end_ms, told, one)
        spans.setdefault(one.guard.id, []).append(span)
    found = []
    words = _("{name} bị xếp hai ca trùng giờ: {one} và {other}.")
    for theirs in spans.values():
        theirs.sort(key=_start)
        longest = theirs[0]
        for span in theirs[1:]:
            who = span.taken or longest.taken
            if span.start_ms < longest.end_ms and who is not None:
                told = words.format(name=who.guard.name, one=longest.words, other=span.words)
                found.append(problem(who.row, "shift", told))
            longest = max(longest, span, key=_end)
    return found


def _start(span: _Span) -> int:
    return span.start_ms


def _end(span: _Span) -> int:
    return span.end_ms
