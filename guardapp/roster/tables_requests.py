"""The tables of requests and of what guards acknowledged; how entries are read into them."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.roster.tables import MIGRATIONS


@MIGRATIONS()
def m003_requests(database: Database) -> None:
    """Add requests for leave and swaps, their steps, and what guards have acknowledged."""
    for sql in (
        "CREATE TABLE request (id INTEGER PRIMARY KEY, guard INTEGER NOT NULL,"
        " at INTEGER NOT NULL, account INTEGER NOT NULL, words TEXT NOT NULL,"
        " leave_kind TEXT, first TEXT, last TEXT,"
        " offered INTEGER, other INTEGER, wanted INTEGER) STRICT",
        "CREATE INDEX request_by_guard ON request (guard)",
        "CREATE INDEX request_by_other ON request (other)",
        "CREATE TABLE request_step (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " request INTEGER NOT NULL, step TEXT NOT NULL, at INTEGER NOT NULL,"
        " account INTEGER NOT NULL, words TEXT NOT NULL) STRICT",
        "CREATE INDEX request_step_by_request ON request_step (request, stamp, id)",
        "CREATE TABLE acknowledgement (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " guard INTEGER NOT NULL, month TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
        "CREATE INDEX acknowledgement_by_month ON acknowledgement (month, guard, stamp)",
        "CREATE TABLE acknowledged_duty (acknowledgement INTEGER NOT NULL,"
        " assignment INTEGER NOT NULL, PRIMARY KEY (acknowledgement, assignment)) STRICT",
    ):
        database.execute(sql)


@MIGRATIONS()
def m005_leaving(database: Database) -> None:
    """Add who is to leave the force, and after which day."""
    database.execute(
        "CREATE TABLE leaving (guard INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " last_day TEXT NOT NULL, at INTEGER NOT NULL) STRICT"
    )


def _leave_asked(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO request VALUES (?,?,?,?,?,?,?,?,NULL,NULL,NULL)",
        (
            entry.id,
            body["guard"],
            entry.entered_at,
            entry.actor,
            body["words"],
            body["kind"],
            body["first"],
            body["last"],
        ),
    )


def _swap_asked(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO request VALUES (?,?,?,?,?,NULL,NULL,NULL,?,?,?)",
        (
            entry.id,
            body["guard"],
            entry.entered_at,
            entry.actor,
            body["words"],
            body["offered"],
            body["other"],
            body["wanted"],
        ),
    )


def _stepped(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO request_step VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            entry.stamp,
            body["request"],
            entry.kind.rpartition("_")[2],
            entry.entered_at,
            entry.actor,
            body["words"],
        ),
    )


def _acknowledged(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO acknowledgement VALUES (?,?,?,?,?)",
        (entry.id, entry.stamp, body["guard"], body["month"], entry.entered_at),
    )
    for assignment in body["seen"]:
        conn.execute("INSERT INTO acknowledged_duty VALUES (?,?)", (entry.id, assignment))


def _leaving_planned(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO leaving VALUES (?,?,?,?) ON CONFLICT (guard) DO UPDATE SET"
        " stamp = excluded.stamp, last_day = excluded.last_day, at = excluded.at"
        " WHERE excluded.stamp > stamp",
        (entry.body["guard"], entry.stamp, entry.body["last_day"], entry.entered_at),
    )


APPLY: Final[dict[str, Applier]] = {
    "roster.leave_asked": _leave_asked,
    "roster.swap_asked": _swap_asked,
    "roster.request_withdrawn": _stepped,
    "roster.request_agreed": _stepped,
    "roster.request_declined": _stepped,
    "roster.request_granted": _stepped,
    "roster.request_refused": _stepped,
    "roster.acknowledged": _acknowledged,
    "roster.leaving_planned": _leaving_planned,
}
TABLES: Final = ("request", "request_step", "acknowledgement", "acknowledged_duty", "leaving")
