"""The tables of demand, wishes, pins and emergencies; how entries are read into them."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry, canonical
from guardapp.roster.tables import MIGRATIONS


@MIGRATIONS()
def m002_demand(database: Database) -> None:
    """Add demand, special days, wishes, pins, emergencies and each shift type's regime."""
    for sql in (
        "ALTER TABLE shift_type ADD COLUMN regime TEXT NOT NULL DEFAULT 'shift'",
        "UPDATE shift_type SET regime = 'duty' WHERE end_minute - start_minute >= 1440",
        "ALTER TABLE assignment ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE demand (post INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " rows TEXT NOT NULL) STRICT",
        "CREATE TABLE special_day (day TEXT NOT NULL, post INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, why TEXT NOT NULL, rows TEXT, PRIMARY KEY (day, post)) STRICT",
        "CREATE TABLE duty_wish (id INTEGER PRIMARY KEY, guard INTEGER NOT NULL,"
        " day TEXT NOT NULL, shift INTEGER, wants INTEGER NOT NULL,"
        " weight INTEGER NOT NULL) STRICT",
        "CREATE INDEX duty_wish_by_day ON duty_wish (day)",
        "CREATE TABLE duty_wish_end (wish INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE assignment_pin (assignment INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " pinned INTEGER NOT NULL) STRICT",
        "CREATE TABLE emergency (id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL,"
        " reason TEXT NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL) STRICT",
        "CREATE TABLE emergency_end (emergency INTEGER PRIMARY KEY) STRICT",
    ):
        database.execute(sql)


def _demand_set(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO demand VALUES (?,?,?) ON CONFLICT (post) DO UPDATE SET"
        " stamp = excluded.stamp, rows = excluded.rows WHERE excluded.stamp > stamp",
        (entry.body["post"], entry.stamp, canonical(entry.body["rows"])),
    )


def _special_day_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    rows = None if body["rows"] is None else canonical(body["rows"])
    conn.execute(
        "INSERT INTO special_day VALUES (?,?,?,?,?) ON CONFLICT (day, post) DO UPDATE SET"
        " stamp = excluded.stamp, why = excluded.why, rows = excluded.rows"
        " WHERE excluded.stamp > stamp",
        (body["day"], body["post"], entry.stamp, body["why"], rows),
    )


def _wished(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO duty_wish VALUES (?,?,?,?,?,?)",
        (entry.id, body["guard"], body["day"], body["shift"], body["wants"], body["weight"]),
    )


def _wish_withdrawn(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("INSERT OR IGNORE INTO duty_wish_end VALUES (?)", [entry.body["wish"]])


def _pinned(conn: sqlite3.Connection, entry: Entry) -> None:
    for assignment in entry.body["assignments"]:
        conn.execute(
            "INSERT INTO assignment_pin VALUES (?,?,?) ON CONFLICT (assignment) DO UPDATE SET"
            " stamp = excluded.stamp, pinned = excluded.pinned WHERE excluded.stamp > stamp",
            (assignment, entry.stamp, entry.body["pinned"]),
        )


def _emergency_declared(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO emergency VALUES (?,?,?,?,?,?)",
        (entry.id, body["first"], body["last"], body["reason"], entry.entered_at, entry.actor),
    )


def _emergency_ended(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("INSERT OR IGNORE INTO emergency_end VALUES (?)", [entry.body["emergency"]])


APPLY: Final[dict[str, Applier]] = {
    "roster.demand_set": _demand_set,
    "roster.special_day_set": _special_day_set,
    "roster.wished": _wished,
    "roster.wish_withdrawn": _wish_withdrawn,
    "roster.pinned": _pinned,
    "roster.emergency_declared": _emergency_declared,
    "roster.emergency_ended": _emergency_ended,
}
TABLES: Final = (
    "demand",
    "special_day",
    "duty_wish",
    "duty_wish_end",
    "assignment_pin",
    "emergency",
    "emergency_end",
)
