"""The tables of the post, and how entries are read into them; every entry only adds rows."""

import json
import sqlite3
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry

MIGRATIONS: Final = Migrations("handover")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of the post."""
    for sql in (
        "CREATE TABLE thing (id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL,"
        " name TEXT NOT NULL, serial TEXT NOT NULL, unit TEXT NOT NULL, quantity INTEGER NOT NULL,"
        " licence TEXT NOT NULL, active INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
        "CREATE TABLE watch (id INTEGER PRIMARY KEY, accepted_at INTEGER NOT NULL,"
        " account INTEGER NOT NULL, person INTEGER, planned_start INTEGER, planned_end INTEGER,"
        " previous INTEGER) STRICT",
        "CREATE INDEX watch_by_time ON watch (accepted_at, id)",
        "CREATE TABLE watch_member (watch INTEGER NOT NULL, guard INTEGER NOT NULL,"
        " present INTEGER NOT NULL, note TEXT NOT NULL, post INTEGER, start_ms INTEGER,"
        " end_ms INTEGER, PRIMARY KEY (watch, guard)) STRICT, WITHOUT ROWID",
        "CREATE TABLE watch_joining (id INTEGER PRIMARY KEY, watch INTEGER NOT NULL,"
        " account INTEGER NOT NULL, guard INTEGER, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT",
        "CREATE INDEX watch_joining_by_watch ON watch_joining (watch)",
        "CREATE TABLE log_line (id INTEGER PRIMARY KEY, category TEXT NOT NULL,"
        " text TEXT NOT NULL, occurred_at INTEGER NOT NULL, entered_at INTEGER NOT NULL,"
        " account INTEGER NOT NULL, standing TEXT NOT NULL, claimed TEXT NOT NULL,"
        " follow INTEGER NOT NULL, corrects INTEGER) STRICT",
        "CREATE INDEX log_line_by_time ON log_line (occurred_at)",
        "CREATE INDEX log_line_correcting ON log_line (corrects) WHERE corrects IS NOT NULL",
        "CREATE INDEX log_line_waiting ON log_line (occurred_at)"
        " WHERE follow = 1 OR standing = 'unverified'",
        "CREATE TABLE log_settling (id INTEGER PRIMARY KEY, line INTEGER NOT NULL,"
        " note TEXT NOT NULL, account INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
        "CREATE INDEX log_settling_by_line ON log_settling (line)",
        "CREATE TABLE log_escalation (id INTEGER PRIMARY KEY, line INTEGER NOT NULL,"
        " incident INTEGER NOT NULL) STRICT",
        "CREATE INDEX log_escalation_by_line ON log_escalation (line)",
        "CREATE TABLE handover (id INTEGER PRIMARY KEY, watch INTEGER NOT NULL,"
        " number INTEGER NOT NULL, year INTEGER NOT NULL, signed_at INTEGER NOT NULL,"
        " outgoing INTEGER NOT NULL, incoming INTEGER NOT NULL, leader INTEGER,"
        " remark TEXT NOT NULL, carried INTEGER NOT NULL, document TEXT NOT NULL) STRICT",
        "CREATE INDEX handover_by_watch ON handover (watch)",
        "CREATE INDEX handover_by_time ON handover (signed_at)",
        "CREATE INDEX handover_by_number ON handover (year, number)",
        "CREATE TABLE thing_count (handover INTEGER NOT NULL, thing INTEGER NOT NULL,"
        " given INTEGER NOT NULL, received INTEGER NOT NULL, condition TEXT NOT NULL,"
        " note TEXT NOT NULL, PRIMARY KEY (handover, thing)) STRICT, WITHOUT ROWID",
        "CREATE TABLE matter_decision (handover INTEGER NOT NULL, kind TEXT NOT NULL,"
        " thing INTEGER NOT NULL, closed INTEGER NOT NULL, note TEXT NOT NULL,"
        " PRIMARY KEY (kind, thing, handover)) STRICT, WITHOUT ROWID",
    ):
        database.execute(sql)


_THING: Final = ("code", "kind", "name", "serial", "unit", "quantity", "licence", "active")
_MEMBER: Final = ("guard", "present", "note", "post", "start", "end")
_COUNT: Final = ("thing", "given", "received", "condition", "note")


def _thing_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO thing VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " code = excluded.code, kind = excluded.kind, name = excluded.name,"
        " serial = excluded.serial, unit = excluded.unit, quantity = excluded.quantity,"
        " licence = excluded.licence, active = excluded.active, stamp = excluded.stamp"
        " WHERE excluded.stamp > stamp",
        (body.get("thing", entry.id), *(body[name] for name in _THING), entry.stamp),
    )


def _watch_started(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO watch VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            entry.occurred_at,
            entry.actor,
            body["person"],
            body["planned_start"],
            body["planned_end"],
            body["previous"],
        ),
    )
    conn.executemany(
        "INSERT OR REPLACE INTO watch_member VALUES (?,?,?,?,?,?,?)",
        [(entry.id, *(one[name] for name in _MEMBER)) for one in body["members"]],
    )


def _watch_joined(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO watch_joining VALUES (?,?,?,?,?,?)",
        (entry.id, body["watch"], entry.actor, body["guard"], entry.occurred_at, body["note"]),
    )


def _logged(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO log_line VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            entry.id,
            body["category"],
            body["text"],
            entry.occurred_at,
            entry.entered_at,
            entry.actor,
            body["standing"],
            body["claimed"],
            body["follow"],
            body["corrects"],
        ),
    )


def _line_settled(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO log_settling VALUES (?,?,?,?,?)",
        (entry.id, entry.body["line"], entry.body["note"], entry.actor, entry.occurred_at),
    )


def _line_escalated(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO log_escalation VALUES (?,?,?)",
        (entry.id, entry.body["line"], entry.body["incident"]),
    )


def _signed(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO handover VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.id,
            body["watch"],
            body["number"],
            body["year"],
            entry.occurred_at,
            body["outgoing"],
            body["incoming"],
            body["leader"],
            body["remark"],
            sum(not one["closed"] for one in body["decisions"]),
            json.dumps(body["document"], ensure_ascii=False, sort_keys=True),
        ),
    )
    conn.executemany(
        "INSERT INTO thing_count VALUES (?,?,?,?,?,?)",
        [(entry.id, *(one[name] for name in _COUNT)) for one in body["counts"]],
    )
    conn.executemany(
        "INSERT INTO matter_decision VALUES (?,?,?,?,?)",
        [
            (entry.id, one["kind"], one["thing"], one["closed"], one["note"])
            for one in body["decisions"]
        ],
    )


APPLY: Final[dict[str, Applier]] = {
    "handover.thing_added": _thing_set,
    "handover.thing_changed": _thing_set,
    "handover.watch_started": _watch_started,
    "handover.watch_joined": _watch_joined,
    "handover.logged": _logged,
    "handover.line_settled": _line_settled,
    "handover.line_escalated": _line_escalated,
    "handover.signed": _signed,
}
TABLES: Final = (
    "thing",
    "watch",
    "watch_member",
    "watch_joining",
    "log_line",
    "log_settling",
    "log_escalation",
    "handover",
    "thing_count",
    "matter_decision",
)
