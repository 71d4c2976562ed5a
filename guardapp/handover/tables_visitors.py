"""The tables of visitors, vehicles and goods; names are struck out once their time is over."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.base.keys import GONE
from guardapp.handover.tables import MIGRATIONS


@MIGRATIONS()
def m003_visitors(database: Database) -> None:
    """Add visits; `visit_inside` and `visit_named` are those inside, and those still named."""
    for sql in (
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, subject INTEGER NOT NULL,"
        " at INTEGER NOT NULL, account INTEGER NOT NULL, standing TEXT NOT NULL,"
        " name TEXT NOT NULL, host TEXT NOT NULL, document TEXT NOT NULL, unit TEXT NOT NULL,"
        " purpose TEXT NOT NULL, card TEXT NOT NULL, plate TEXT NOT NULL, vehicle TEXT NOT NULL,"
        " goods TEXT NOT NULL, slip TEXT NOT NULL) STRICT",
        "CREATE INDEX visit_by_time ON visit (at)",
        "CREATE TABLE visit_inside (visit INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE visit_named (visit INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE visit_leaving (id INTEGER PRIMARY KEY, visit INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " goods TEXT NOT NULL, slip TEXT NOT NULL) STRICT",
        "CREATE INDEX visit_leaving_by_visit ON visit_leaving (visit)",
        "CREATE INDEX visit_leaving_by_time ON visit_leaving (at)",
        "CREATE TABLE visit_erasure (visit INTEGER PRIMARY KEY) STRICT",
    ):
        database.execute(sql)


_PERSONAL: Final = ("name", "host", "document", "unit", "purpose", "plate")
_FIELDS: Final = ("name", "host", "document", "unit", "purpose", "card", "plate", "vehicle",
                  "goods", "slip")  # fmt: skip
_STRIKE: Final = ", ".join(
    f"{name} = CASE {name} WHEN '' THEN '' ELSE :gone END" for name in _PERSONAL
)


def _came_in(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO visit VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.id,
            body["subject"],
            entry.occurred_at,
            entry.actor,
            body["standing"],
            *(body[name] for name in _FIELDS),
        ),
    )
    conn.execute(
        "INSERT INTO visit_inside SELECT :visit WHERE NOT EXISTS"
        " (SELECT 1 FROM visit_leaving WHERE visit = :visit)",
        {"visit": entry.id},
    )
    erased = conn.execute("SELECT 1 FROM visit_erasure WHERE visit = ?", [entry.id]).fetchone()
    if erased:
        _strike(conn, entry.id)
    else:
        conn.execute("INSERT INTO visit_named VALUES (?)", [entry.id])


def _left(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO visit_leaving VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            body["visit"],
            entry.stamp,
            entry.occurred_at,
            entry.actor,
            body["goods"],
            body["slip"],
        ),
    )
    conn.execute("DELETE FROM visit_inside WHERE visit = ?", [body["visit"]])


def _erased(conn: sqlite3.Connection, entry: Entry) -> None:
    for visit in entry.body["visits"]:
        conn.execute("INSERT OR IGNORE INTO visit_erasure VALUES (?)", [visit])
        conn.execute("DELETE FROM visit_named WHERE visit = ?", [visit])
        _strike(conn, visit)


def _strike(conn: sqlite3.Connection, visit: int) -> None:
    sql = f"UPDATE visit SET {_STRIKE} WHERE id = :visit"
    conn.execute(sql, {"gone": GONE, "visit": visit})


APPLY: Final[dict[str, Applier]] = {
    "handover.visitor_came": _came_in,
    "handover.visitor_left": _left,
    "handover.visitors_erased": _erased,
}
TABLES: Final = ("visit", "visit_inside", "visit_named", "visit_leaving", "visit_erasure")
