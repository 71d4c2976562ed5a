"""The tables of lost and found; every entry only adds rows, or ends an open one."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.handover.tables import MIGRATIONS


@MIGRATIONS()
def m004_found(database: Database) -> None:
    """Add found things and how they left; `found_open` are those still kept."""
    for sql in (
        "CREATE TABLE found_thing (id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
        " account INTEGER NOT NULL, standing TEXT NOT NULL, what TEXT NOT NULL,"
        " place TEXT NOT NULL, finder TEXT NOT NULL, kept TEXT NOT NULL) STRICT",
        "CREATE INDEX found_thing_by_time ON found_thing (at)",
        "CREATE TABLE found_open (found INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE found_closing (id INTEGER PRIMARY KEY, found INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " owner TEXT NOT NULL, proof TEXT NOT NULL) STRICT",
        "CREATE INDEX found_closing_by_found ON found_closing (found)",
        "CREATE INDEX found_closing_by_time ON found_closing (at)",
    ):
        database.execute(sql)


_FIELDS: Final = ("standing", "what", "place", "finder", "kept")


def _found(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO found_thing VALUES (?,?,?,?,?,?,?,?)",
        (entry.id, entry.occurred_at, entry.actor, *(entry.body[name] for name in _FIELDS)),
    )
    conn.execute(
        "INSERT INTO found_open SELECT :found WHERE NOT EXISTS"
        " (SELECT 1 FROM found_closing WHERE found = :found)",
        {"found": entry.id},
    )


def _closed(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO found_closing VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            body["found"],
            entry.stamp,
            entry.occurred_at,
            entry.actor,
            body["owner"],
            body["proof"],
        ),
    )
    conn.execute("DELETE FROM found_open WHERE found = ?", [body["found"]])


APPLY: Final[dict[str, Applier]] = {
    "handover.thing_found": _found,
    "handover.found_closed": _closed,
}
TABLES: Final = ("found_thing", "found_open", "found_closing")
