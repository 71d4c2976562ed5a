"""The tables of the roster, and how each kind of entry is read into them."""

import sqlite3
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry, canonical
from guardapp.roster.model import DAY_MINUTES

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
        "INSERT INTO shift_type (id, stamp, code, name, start_minute, end_minute, break_minutes,"
        " break_paid, serves, tone, position, active, regime)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " stamp = excluded.stamp, code = excluded.code, name = excluded.name,"
        " start_minute = excluded.start_minute, end_minute = excluded.end_minute,"
        " break_minutes = excluded.break_minutes, break_paid = excluded.break_paid,"
        " serves = excluded.serves, tone = excluded.tone, position = excluded.position,"
        " active = excluded.active, regime = excluded.regime WHERE excluded.stamp > stamp",
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
            body.get("regime", _usual_regime(body["end_minute"] - body["start_minute"])),
        ),
    )


def _usual_regime(minutes: int) -> str:
    """Return the regime of a shift type that was told without one: a whole day is duty."""
    return "duty" if minutes >= DAY_MINUTES else "shift"


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
        "INSERT INTO assignment (id, stamp, guard, post, shift, duty_date, start_ms, end_ms,"
        " change, published, stands, proposed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
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
            body.get("proposed", 0),
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
TABLES: Final = (
    "shift_type",
    "assignment",
    "assignment_turn",
    "publication",
    "roster_change",
    "holiday",
    "holiday_year",
)
