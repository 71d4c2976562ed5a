"""The tables of shift types, assignments and publications, and how entries are read into them."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier, Feature, read, read_one
from guardapp.base.entry import Entry, canonical
from guardapp.roster.model import (
    LONGEST_SHIFT_MS,
    Assignment,
    Change,
    Holiday,
    Month,
    Publication,
    ShiftType,
)

MIGRATIONS: Final = Migrations("roster")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of the roster."""
    for sql in (
        "CREATE TABLE shift_type (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " code TEXT NOT NULL, name TEXT NOT NULL, start_minute INTEGER NOT NULL,"
        " end_minute INTEGER NOT NULL, break_minutes INTEGER NOT NULL,"
        " break_paid INTEGER NOT NULL, serves TEXT, tone INTEGER NOT NULL,"
        " position INTEGER NOT NULL, active INTEGER NOT NULL) STRICT",
        "CREATE TABLE assignment (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " guard INTEGER NOT NULL, post INTEGER NOT NULL, shift INTEGER NOT NULL,"
        " duty_date TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,"
        " change INTEGER, published INTEGER NOT NULL, stands INTEGER NOT NULL) STRICT",
        "CREATE INDEX assignment_by_guard ON assignment (guard, start_ms)",
        "CREATE INDEX assignment_by_start ON assignment (start_ms)",
        "CREATE INDEX assignment_by_date ON assignment (duty_date)",
        "CREATE TABLE assignment_turn (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " assignment INTEGER NOT NULL, stands INTEGER NOT NULL, change INTEGER) STRICT",
        "CREATE INDEX assignment_turn_by_assignment ON assignment_turn (assignment, stamp, id)",
        "CREATE TABLE publication (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " month TEXT NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " warnings TEXT NOT NULL, reason TEXT NOT NULL) STRICT",
        "CREATE INDEX publication_by_month ON publication (month, stamp)",
        "CREATE TABLE roster_change (id INTEGER PRIMARY KEY, month TEXT NOT NULL,"
        " at INTEGER NOT NULL, account INTEGER NOT NULL, reason TEXT NOT NULL) STRICT",
        "CREATE INDEX roster_change_by_month ON roster_change (month, id)",
        "CREATE TABLE holiday (day TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT",
        "CREATE TABLE holiday_year (year INTEGER PRIMARY KEY, stamp INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


def _shift_type_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO shift_type VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " stamp = excluded.stamp, code = excluded.code, name = excluded.name,"
        " start_minute = excluded.start_minute, end_minute = excluded.end_minute,"
        " break_minutes = excluded.break_minutes, break_paid = excluded.break_paid,"
        " serves = excluded.serves, tone = excluded.tone, position = excluded.position,"
        " active = excluded.active WHERE excluded.stamp > stamp",
        (
            body.get("shift_type", entry.id),
            entry.stamp,
            body["code"],
            body["name"],
            body["start_minute"],
            body["end_minute"],
            body["break_minutes"],
            body["break_paid"],
            body["serves"],
            body["tone"],
            body["position"],
            body["active"],
        ),
    )


def _assigned(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    turned = conn.execute(
        "SELECT stands FROM assignment_turn WHERE assignment = ? ORDER BY stamp DESC, id DESC",
        [entry.id],
    ).fetchone()
    published = (
        body["change"] is not None
        or conn.execute(
            "SELECT 1 FROM publication WHERE month = ? AND stamp > ?",
            [body["date"][:7], entry.stamp],
        ).fetchone()
    )
    conn.execute(
        "INSERT INTO assignment VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.id,
            entry.stamp,
            body["guard"],
            body["post"],
            body["shift"],
            body["date"],
            body["start"],
            body["end"],
            body["change"],
            1 if published else 0,
            1 if turned is None else turned["stands"],
        ),
    )


def _turned(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    stands = 1 if entry.kind == "roster.restored" else 0
    conn.execute(
        "INSERT INTO assignment_turn VALUES (?,?,?,?,?)",
        (entry.id, entry.stamp, body["assignment"], stands, body["change"]),
    )
    conn.execute(
        "UPDATE assignment SET stands = (SELECT stands FROM assignment_turn"
        " WHERE assignment = :it ORDER BY stamp DESC, id DESC) WHERE id = :it",
        {"it": body["assignment"]},
    )


def _published(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO publication VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            entry.stamp,
            body["month"],
            entry.entered_at,
            entry.actor,
            canonical(body["warnings"]),
            body["reason"],
        ),
    )
    conn.execute(
        "UPDATE assignment SET published = 1"
        " WHERE duty_date BETWEEN ? || '-01' AND ? || '-31' AND stamp < ?",
        (body["month"], body["month"], entry.stamp),
    )


def _change_opened(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO roster_change VALUES (?,?,?,?,?)",
        (entry.id, body["month"], entry.entered_at, entry.actor, body["reason"]),
    )


def _holidays_set(conn: sqlite3.Connection, entry: Entry) -> None:
    year = entry.body["year"]
    newer = conn.execute(
        "SELECT 1 FROM holiday_year WHERE year = ? AND stamp > ?", [year, entry.stamp]
    ).fetchone()
    if newer:
        return
    conn.execute("INSERT OR REPLACE INTO holiday_year VALUES (?, ?)", (year, entry.stamp))
    conn.execute("DELETE FROM holiday WHERE substr(day, 1, 4) = ?", [f"{year:04d}"])
    for one in entry.body["days"]:
        conn.execute("INSERT INTO holiday VALUES (?, ?)", (one["day"], one["name"]))


APPLY: Final[dict[str, Applier]] = {
    "roster.shift_type_added": _shift_type_set,
    "roster.shift_type_changed": _shift_type_set,
    "roster.assigned": _assigned,
    "roster.removed": _turned,
    "roster.restored": _turned,
    "roster.published": _published,
    "roster.change_opened": _change_opened,
    "roster.holidays_set": _holidays_set,
}

FEATURE: Final = Feature(
    "roster",
    MIGRATIONS,
    APPLY,
    (
        "shift_type",
        "assignment",
        "assignment_turn",
        "publication",
        "roster_change",
        "holiday",
        "holiday_year",
    ),
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
        f"SELECT * FROM assignment WHERE {whose}start_ms < :end AND start_ms > :early"
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
        "SELECT * FROM assignment WHERE duty_date BETWEEN ? AND ? AND stands AND published >= ?"
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
        row = conn.execute("SELECT * FROM assignment WHERE id = ?", [one]).fetchone()
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
