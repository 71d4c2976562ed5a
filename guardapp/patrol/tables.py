"""The shape of the patrols' tables, and how each kind of entry is read into them."""

import sqlite3
from dataclasses import replace
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry

MIGRATIONS: Final = Migrations("patrol")

TABLES_SQL: Final = (
    "CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL,"
    " building TEXT NOT NULL, floor TEXT NOT NULL, instruction TEXT NOT NULL,"
    " active INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
    "CREATE INDEX checkpoint_by_code ON checkpoint (code)",
    "CREATE TABLE route (id INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
    " active INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
    "CREATE TABLE route_version (id INTEGER PRIMARY KEY, route INTEGER NOT NULL,"
    " name TEXT NOT NULL, instruction TEXT NOT NULL, ordered INTEGER NOT NULL) STRICT",
    "CREATE TABLE route_point (version INTEGER NOT NULL, position INTEGER NOT NULL,"
    " checkpoint INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL,"
    " instruction TEXT NOT NULL, optional INTEGER NOT NULL, walk_min INTEGER NOT NULL,"
    " not_before_min INTEGER NOT NULL, PRIMARY KEY (version, position)) STRICT, WITHOUT ROWID",
    "CREATE TABLE round_schedule (id INTEGER PRIMARY KEY, route INTEGER NOT NULL,"
    " minutes TEXT NOT NULL, buffer_min INTEGER, from_ms INTEGER NOT NULL, until_ms INTEGER,"
    " stamp INTEGER NOT NULL) STRICT",
    "CREATE TABLE round (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, schedule INTEGER,"
    " slot_ms INTEGER NOT NULL, guard INTEGER, account INTEGER NOT NULL,"
    " started_ms INTEGER NOT NULL, entered_ms INTEGER NOT NULL, buffer_min INTEGER NOT NULL,"
    " extended_min INTEGER NOT NULL) STRICT",
    "CREATE INDEX round_by_slot ON round (slot_ms, schedule)",
    "CREATE INDEX round_by_start ON round (started_ms)",
    "CREATE TABLE round_end (round INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, reason TEXT,"
    " text TEXT NOT NULL, stamp INTEGER NOT NULL) STRICT",
    "CREATE TABLE scan (id INTEGER PRIMARY KEY, round INTEGER NOT NULL,"
    " checkpoint INTEGER NOT NULL, occurred_ms INTEGER NOT NULL, entered_ms INTEGER NOT NULL,"
    " method TEXT NOT NULL) STRICT",
    "CREATE INDEX scan_by_round ON scan (round)",
    "CREATE TABLE round_note (id INTEGER PRIMARY KEY, round INTEGER NOT NULL, checkpoint INTEGER,"
    " text TEXT NOT NULL, measure TEXT NOT NULL, abnormal INTEGER NOT NULL,"
    " occurred_ms INTEGER NOT NULL, account INTEGER NOT NULL) STRICT",
    "CREATE INDEX round_note_by_round ON round_note (round)",
    "CREATE INDEX round_note_abnormal ON round_note (id) WHERE abnormal",
    "CREATE TABLE note_resolved (note INTEGER PRIMARY KEY, text TEXT NOT NULL,"
    " account INTEGER NOT NULL, at_ms INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
    "CREATE TABLE missed_round (id INTEGER PRIMARY KEY, schedule INTEGER NOT NULL,"
    " slot_ms INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE (slot_ms, schedule)) STRICT",
    "CREATE TABLE missed_comment (schedule INTEGER NOT NULL, slot_ms INTEGER NOT NULL,"
    " text TEXT NOT NULL, account INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
    " stamp INTEGER NOT NULL, PRIMARY KEY (schedule, slot_ms)) STRICT, WITHOUT ROWID",
)


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of patrols."""
    for sql in TABLES_SQL:
        database.execute(sql)


@MIGRATIONS()
def m002_weekdays(database: Database) -> None:
    """Let a schedule hold on some weekdays only, and put its starts off by chance."""
    for column in (
        "weekdays TEXT NOT NULL DEFAULT '0123456'",
        "spread_min INTEGER NOT NULL DEFAULT 0",
        "seed INTEGER NOT NULL DEFAULT 0",
    ):
        database.execute(f"ALTER TABLE round_schedule ADD COLUMN {column}")


TABLES: Final = (
    "checkpoint",
    "route",
    "route_version",
    "route_point",
    "round_schedule",
    "round",
    "round_end",
    "scan",
    "round_note",
    "note_resolved",
    "missed_round",
    "missed_comment",
)


def _by(*statements: str) -> Applier:
    """Return what reads an entry by SQL whose names are the body's fields and the entry's own."""

    def apply(conn: sqlite3.Connection, entry: Entry) -> None:
        values = {
            **entry.body,
            "id": entry.id,
            "stamp": entry.stamp,
            "actor": entry.actor,
            "occurred": entry.occurred_at,
            "entered": entry.entered_at,
        }
        for sql in statements:
            conn.execute(sql, values)

    return apply


def _route_set(conn: sqlite3.Connection, entry: Entry) -> None:
    _ROUTE_SET(conn, entry)
    conn.executemany(
        "INSERT INTO route_point VALUES (:version, :position, :checkpoint, :code, :name, :place,"
        " :instruction, :optional, :walk_min, :not_before_min)",
        [
            {**point, "version": entry.id, "position": position}
            for position, point in enumerate(entry.body["points"])
        ],
    )


_ROUTE_SET: Final = _by(
    "INSERT INTO route VALUES (coalesce(:route, :id), :id, :active, :stamp)"
    " ON CONFLICT (id) DO UPDATE SET version = excluded.version, active = excluded.active,"
    " stamp = excluded.stamp WHERE excluded.stamp > stamp",
    "INSERT INTO route_version VALUES (:id, coalesce(:route, :id), :name, :instruction, :ordered)",
)
_SCHEDULE_SET: Final = _by(
    "INSERT INTO round_schedule (id, route, minutes, buffer_min, from_ms, until_ms, stamp,"
    " weekdays, spread_min, seed) VALUES (coalesce(:schedule, :id), :route, :minutes,"
    " :buffer_min, :from_ms, :until_ms, :stamp, :weekdays, :spread_min, :seed)"
    " ON CONFLICT (id) DO UPDATE SET"
    " until_ms = excluded.until_ms, stamp = excluded.stamp WHERE excluded.stamp > stamp"
)


def _schedule_set(conn: sqlite3.Connection, entry: Entry) -> None:
    usual = {"weekdays": "0123456", "spread_min": 0, "seed": 0}
    _SCHEDULE_SET(conn, replace(entry, body={**usual, **entry.body}))


APPLY: Final[dict[str, Applier]] = {
    "patrol.checkpoint_set": _by(
        "INSERT INTO checkpoint VALUES (coalesce(:checkpoint, :id), :code, :name, :building,"
        " :floor, :instruction, :active, :stamp) ON CONFLICT (id) DO UPDATE SET"
        " name = excluded.name, building = excluded.building, floor = excluded.floor,"
        " instruction = excluded.instruction, active = excluded.active, stamp = excluded.stamp"
        " WHERE excluded.stamp > stamp"
    ),
    "patrol.route_set": _route_set,
    "patrol.schedule_set": _schedule_set,
    "patrol.round_started": _by(
        "INSERT INTO round VALUES (:id, :version, :schedule, :slot_ms, :guard, :actor, :occurred,"
        " :entered, :buffer_min, :extended_min)"
    ),
    "patrol.scanned": _by(
        "INSERT INTO scan VALUES (:id, :round, :checkpoint, :occurred, :entered, :method)"
    ),
    "patrol.noted": _by(
        "INSERT INTO round_note VALUES (:id, :round, :checkpoint, :text, :measure, :abnormal,"
        " :occurred, :actor)"
    ),
    "patrol.note_resolved": _by(
        "INSERT INTO note_resolved VALUES (:note, :text, :actor, :occurred, :stamp)"
        " ON CONFLICT (note) DO UPDATE SET text = excluded.text, account = excluded.account,"
        " at_ms = excluded.at_ms, stamp = excluded.stamp WHERE excluded.stamp < stamp"
    ),
    "patrol.round_finished": _by(
        "INSERT INTO round_end VALUES (:round, :occurred, :reason, :text, :stamp)"
        " ON CONFLICT (round) DO UPDATE SET at_ms = excluded.at_ms, reason = excluded.reason,"
        " text = excluded.text, stamp = excluded.stamp WHERE excluded.stamp < stamp"
    ),
    "patrol.missed": _by(
        "INSERT INTO missed_round VALUES (:id, :schedule, :slot_ms, :version)"
        " ON CONFLICT (slot_ms, schedule) DO UPDATE SET id = excluded.id,"
        " version = excluded.version WHERE excluded.id < id"
    ),
    "patrol.missed_commented": _by(
        "INSERT INTO missed_comment VALUES (:schedule, :slot_ms, :text, :actor, :occurred,"
        " :stamp) ON CONFLICT (schedule, slot_ms) DO UPDATE SET text = excluded.text,"
        " account = excluded.account, at_ms = excluded.at_ms, stamp = excluded.stamp"
        " WHERE excluded.stamp < stamp"
    ),
}
