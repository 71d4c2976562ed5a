"""Reads shift types, assignments, publications and holidays from the tables."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final

from guardapp.base.db import Feature, read, read_one
from guardapp.roster import tables, tables_attendance, tables_demand, tables_requests
from guardapp.roster.model import (
    LONGEST_SHIFT_MS,
    Assignment,
    Change,
    Holiday,
    Month,
    Publication,
    ShiftType,
)

_PARTS: Final = (tables, tables_demand, tables_requests, tables_attendance)
FEATURE: Final = Feature(
    "roster",
    tables.MIGRATIONS,
    {kind: applier for part in _PARTS for kind, applier in part.APPLY.items()},
    tuple(table for part in _PARTS for table in part.TABLES),
)
_ASSIGNMENT: Final = (
    "SELECT a.*, coalesce(p.pinned, 0) AS pinned FROM assignment a"
    " LEFT JOIN assignment_pin p ON p.assignment = a.id"
)


def shift_types(conn: sqlite3.Connection, *, closed: bool = False) -> list[ShiftType]:
    """Return the shift types in the facility's order; closed ones only with `closed`."""
    return read(
        conn,
        ShiftType,
        "SELECT * FROM shift_type WHERE active OR ? ORDER BY position, id",
        [closed],
    )


def shift_type(conn: sqlite3.Connection, identity: int) -> ShiftType | None:
    """Return one shift type, also a closed one."""
    return read_one(conn, ShiftType, "SELECT * FROM shift_type WHERE id = ?", [identity])


def assignments(
    conn: sqlite3.Connection,
    start_ms: int,
    end_ms: int,
    *,
    published: bool = True,
    guard: int | None = None,
) -> list[Assignment]:
    """Return the assignments that share an instant with [start_ms, end_ms), by start.

    Drafts only without `published`; one guard's only with `guard`.
    """
    whose = "" if guard is None else "guard = :guard AND "
    return read(
        conn,
        Assignment,
        f"{_ASSIGNMENT} WHERE {whose}start_ms < :end AND start_ms > :early"
        " AND end_ms > :start AND stands AND published >= :published ORDER BY start_ms, id",
        {
            "start": start_ms,
            "end": end_ms,
            "early": start_ms - LONGEST_SHIFT_MS,
            "published": published,
            "guard": guard,
        },
    )


def on_duty(conn: sqlite3.Connection, at_ms: int) -> list[Assignment]:
    """Return the published assignments that cover an instant."""
    return assignments(conn, at_ms, at_ms + 1)


def between(
    conn: sqlite3.Connection, first: date, last: date, *, published: bool = False
) -> list[Assignment]:
    """Return the assignments with a duty date from `first` to `last`, drafts too by default."""
    return read(
        conn,
        Assignment,
        f"{_ASSIGNMENT} WHERE duty_date BETWEEN ? AND ? AND stands AND published >= ?"
        " ORDER BY start_ms, id",
        [first.isoformat(), last.isoformat(), published],
    )


def month(
    conn: sqlite3.Connection, year: int, number: int, *, published: bool = False
) -> list[Assignment]:
    """Return the assignments whose duty date lies in a month, drafts too by default."""
    whole = Month(year, number)
    return between(conn, whole.first, whole.last, published=published)


def these(conn: sqlite3.Connection, identities: Iterable[int]) -> list[tuple[Assignment, bool]]:
    """Return assignments by identity, each with whether it still stands."""
    found = []
    for one in identities:
        row = conn.execute(f"{_ASSIGNMENT} WHERE a.id = ?", [one]).fetchone()
        if row is not None:
            found.append((Assignment.from_row(row), bool(row["stands"])))
    return found


def is_published(conn: sqlite3.Connection, which: Month) -> bool:
    """Tell whether a month has been published."""
    sql = "SELECT 1 FROM publication WHERE month = ?"
    return conn.execute(sql, [str(which)]).fetchone() is not None


def publication(conn: sqlite3.Connection, which: Month) -> Publication | None:
    """Return when a month was first published and its changes since, or None."""
    row = conn.execute(
        "SELECT * FROM publication WHERE month = ? ORDER BY stamp, id", [str(which)]
    ).fetchone()
    if row is None:
        return None
    rows = conn.execute("SELECT * FROM roster_change WHERE month = ? ORDER BY id", [str(which)])
    return Publication(
        row["id"],
        which,
        row["at"],
        row["account"],
        len(json.loads(row["warnings"])),
        row["reason"],
        tuple(
            Change(one["id"], number, one["at"], one["account"], one["reason"])
            for number, one in enumerate(rows, start=1)
        ),
    )


def change_month(conn: sqlite3.Connection, change: int) -> Month | None:
    """Return the month that an opened change belongs to, or None."""
    row = conn.execute("SELECT month FROM roster_change WHERE id = ?", [change]).fetchone()
    return None if row is None else Month.parse(row["month"])


def holidays(conn: sqlite3.Connection, first: date, last: date) -> dict[date, Holiday]:
    """Return the public holidays from `first` to `last` by date."""
    found = read(
        conn,
        Holiday,
        "SELECT * FROM holiday WHERE day BETWEEN ? AND ? ORDER BY day",
        [first.isoformat(), last.isoformat()],
    )
    return {one.day: one for one in found}
