"""Reads attendance, opening balances, signed timesheets, and what a month is counted from."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Self

from guardapp.base import settings
from guardapp.base.db import read, read_one
from guardapp.people import store as people
from guardapp.roster import store
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_attendance import (
    Attended,
    Balances,
    Base,
    Figures,
    Ledger,
    MonthFacts,
    SignedLine,
    Signing,
    rest_taken,
)
from guardapp.roster.model_plan import Limits

_GRACE: Final = "attendance_grace_min"
_AROUND: Final = timedelta(days=8)
_SIGNED: Final = (
    "SELECT t.* FROM timesheet t WHERE NOT EXISTS (SELECT 1 FROM timesheet o"
    " WHERE o.month = t.month AND (o.stamp, o.id) < (t.stamp, t.id))"
)
"""The timesheets that count: where two posts signed one month, the first."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    id: int
    stamp: int
    month: Month
    at: int
    account: int

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        return cls(row["id"], row["stamp"], Month.parse(row["month"]), row["at"], row["account"])


def grace(conn: sqlite3.Connection, on: date) -> int:
    """Return the minutes late or early that change no hours."""
    return settings.parameter(conn, _GRACE, on).number


def attended(
    conn: sqlite3.Connection, first: date, last: date, guard: int | None = None
) -> list[Attended]:
    """Return what stands of attendance by duty date, of one guard or all."""
    return read(
        conn,
        Attended,
        "SELECT * FROM attendance WHERE duty_date BETWEEN :first AND :last"
        " AND (:guard IS NULL OR guard = :guard) ORDER BY duty_date, start_ms, slot, guard",
        {"first": first.isoformat(), "last": last.isoformat(), "guard": guard},
    )


def of_slot(conn: sqlite3.Connection, slot: int, guard: int) -> Attended | None:
    """Return what stands about one guard's shift, or None."""
    sql = "SELECT * FROM attendance WHERE slot = ? AND guard = ?"
    return read_one(conn, Attended, sql, [slot, guard])


def on_post(conn: sqlite3.Connection, guard: int, today: date) -> list[Attended]:
    """Return the shifts of the last days to which a guard came and from which he has not left."""
    return read(
        conn,
        Attended,
        "SELECT * FROM attendance WHERE guard = ? AND duty_date >= ? AND came_ms IS NOT NULL"
        " AND left_ms IS NULL ORDER BY duty_date, slot",
        [guard, (today - timedelta(days=2)).isoformat()],
    )


def published_of(
    conn: sqlite3.Connection, guard: int, start_ms: int, end_ms: int
) -> list[Assignment]:
    """Return a guard's published assignments that share an instant with [start_ms, end_ms)."""
    return store.assignments(conn, start_ms, end_ms, guard=guard)


def used_shifts(conn: sqlite3.Connection, first: date, last: date) -> frozenset[tuple[int, int]]:
    """Return the (post, shift type) pairs whose guards' coming was recorded by watches."""
    rows = conn.execute(
        "SELECT DISTINCT a.post, a.shift FROM attendance_note n JOIN assignment a"
        " ON a.id = n.assignment WHERE n.what = 'came' AND n.duty_date BETWEEN ? AND ?",
        [first.isoformat(), last.isoformat()],
    )
    return frozenset((row["post"], row["shift"]) for row in rows)


def has_openings(conn: sqlite3.Connection) -> bool:
    """Tell whether the opening balances were told."""
    return conn.execute("SELECT 1 FROM opening_balance LIMIT 1").fetchone() is not None


def openings(conn: sqlite3.Connection) -> dict[int, tuple[int, Base]]:
    """Return by guard the opening balance told last, and its entry's stamp."""
    found = {}
    for row in conn.execute("SELECT * FROM opening_balance"):
        day = date.fromisoformat(row["as_of"])
        balances = Balances(row["overtime"], row["rest_days"])
        found[row["guard"]] = row["stamp"], Base(day, day.year, balances)
    return found


def signing(conn: sqlite3.Connection, month: Month) -> Signing | None:
    """Return when and by whom a month's timesheet was signed, or None."""
    found = read_one(conn, _Sheet, f"{_SIGNED} AND t.month = ?", [str(month)])
    return None if found is None else Signing(found.id, found.month, found.at, found.account)


def last_signed(conn: sqlite3.Connection) -> Month | None:
    """Return the latest month whose timesheet is signed, or None."""
    row = conn.execute("SELECT max(month) AS month FROM timesheet").fetchone()
    return None if row["month"] is None else Month.parse(row["month"])


def is_signed_with(conn: sqlite3.Connection, shift: int) -> bool:
    """Tell whether a month with assignments of a shift type is signed."""
    sql = (
        "SELECT 1 FROM timesheet t JOIN assignment a ON a.duty_date BETWEEN t.month || '-01'"
        " AND t.month || '-31' WHERE a.shift = ? AND a.published LIMIT 1"
    )
    return conn.execute(sql, [shift]).fetchone() is not None


def document_json(conn: sqlite3.Connection, timesheet: int) -> dict[str, Any] | None:
    """Return the frozen document of a signed timesheet as it was written."""
    row = conn.execute("SELECT document FROM timesheet WHERE id = ?", [timesheet]).fetchone()
    if row is None:
        return None
    found: dict[str, Any] = json.loads(row["document"])
    return found


def facts(conn: sqlite3.Connection, month: Month, first: date, last: date) -> MonthFacts:
    """Return what a month is counted from, with shifts of duty dates from `first` to `last`."""
    parameters = settings.parameters(conn, month.first)
    return MonthFacts(
        month,
        {one.id: one for one in people.guards(conn, everybody=True)},
        {one.id: one for one in store.shift_types(conn, closed=True)},
        tuple(store.between(conn, first, last, published=True)),
        tuple(attended(conn, first, last)),
        tuple(people.leaves(conn, month.first, month.last)),
        frozenset(store.holidays(conn, first, last)),
        Limits.of(parameters),
        (parameters["b24_weekday_comp"].number, parameters["b24_holiday_comp"].number),
        parameters[_GRACE].number,
    )


def ledger(conn: sqlite3.Connection, month: Month) -> Ledger:
    """Return what the balances before a month are counted from."""
    sheets = {one.month: one for one in read(conn, _Sheet, _SIGNED)}
    lines = _lines(conn, sheets.values())
    bases = _bases(conn, [one for one in lines if one.month < month], sheets, month)
    begin = _first_month(conn, bases, month)
    unsigned = []
    while begin < month:
        if begin not in sheets:
            unsigned.append(_around(conn, begin))
        begin = begin.step(1)
    latest = max(sheets, default=None)
    if latest is None:
        return Ledger(bases, tuple(unsigned))
    return Ledger(
        bases,
        tuple(unsigned),
        tuple(_late(conn, lines, sheets)),
        _carried(lines),
        latest.step(1),
    )


def _around(conn: sqlite3.Connection, month: Month) -> MonthFacts:
    return facts(conn, month, month.first - _AROUND, month.last + _AROUND)


def _lines(conn: sqlite3.Connection, sheets: Iterable[_Sheet]) -> list[SignedLine]:
    months = {one.id: one.month for one in sheets}
    return [
        SignedLine(
            months[row["timesheet"]],
            row["guard"],
            Figures.of(json.loads(row["own"])),
            Figures.of(json.loads(row["carried"])),
            Balances(row["overtime_year"], row["rest_days"]),
        )
        for row in conn.execute("SELECT * FROM timesheet_line ORDER BY timesheet, guard")
        if row["timesheet"] in months
    ]


def _bases(
    conn: sqlite3.Connection,
    lines: Iterable[SignedLine],
    sheets: dict[Month, _Sheet],
    month: Month,
) -> dict[int, Base]:
    """Return by guard where counting starts: a signed month's end or what was told, the later."""
    found: dict[int, tuple[date, int, Base]] = {}
    for guard, (stamp, base) in openings(conn).items():
        if base.since <= month.last:
            found[guard] = base.since, stamp, base
    for line in lines:
        since = line.month.step(1).first
        base = Base(since, line.month.year, line.balances)
        known = since, sheets[line.month].stamp, base
        if line.guard not in found or found[line.guard][:2] < known[:2]:
            found[line.guard] = known
    return {guard: base for guard, (_since, _stamp, base) in found.items()}


def _first_month(conn: sqlite3.Connection, bases: dict[int, Base], month: Month) -> Month:
    """Return the month from which shifts must be counted."""
    if bases:
        return min(Month.of(one.since) for one in bases.values())
    row = conn.execute(
        "SELECT min(duty_date) AS day FROM assignment WHERE stands AND published"
    ).fetchone()
    return month if row["day"] is None else Month.of(date.fromisoformat(row["day"]))


def _late(
    conn: sqlite3.Connection, lines: Sequence[SignedLine], sheets: dict[Month, _Sheet]
) -> list[tuple[SignedLine, MonthFacts, bool]]:
    """Return the signed lines whose attendance, or rest taken, was told after the signature.

    Work that was moved to another month is late in the one it was signed in; who was not in a
    sheet had nothing in it.
    """
    last = max(one.stamp for one in sheets.values())
    after: dict[tuple[Month, int], bool] = {}
    for month, sheet in sheets.items():
        rows = conn.execute(
            "SELECT n.guard, max(n.stamp) AS stamp FROM attendance_note o JOIN attendance_note n"
            " ON n.slot = o.slot AND n.guard = o.guard"
            " WHERE o.duty_date BETWEEN ? AND ? AND n.stamp > ? GROUP BY n.guard",
            [month.first.isoformat(), month.last.isoformat(), sheet.stamp],
        )
        after.update({(month, row["guard"]): row["stamp"] > last for row in rows})
    leaves = {month: people.leaves(conn, month.first, month.last) for month in sheets}
    for line in lines:
        taken = rest_taken(leaves[line.month], line.guard, line.month.days)
        if taken != line.own.rest_taken:
            after.setdefault((line.month, line.guard), True)
    known = {month: _around(conn, month) for month in {month for month, _guard in after}}
    there = {(line.month, line.guard): line for line in lines}
    return [
        (
            there.get(late, SignedLine(*late, Figures(), Figures(), Balances())),
            known[late[0]],
            after[late],
        )
        for late in sorted(after)
    ]


def _carried(lines: Iterable[SignedLine]) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    for line in lines:
        found[line.guard] = found.get(line.guard, Figures()) + line.carried
    return found
