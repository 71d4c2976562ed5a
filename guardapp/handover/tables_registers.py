"""The tables of the registers at the post; every entry only adds rows, or ends an open one."""

import sqlite3
from typing import Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.handover.tables import MIGRATIONS


@MIGRATIONS()
def m002_issues(database: Database) -> None:
    """Add things given out, their return and the report of a loss; `thing_out` is the open ones."""
    for sql in (
        "CREATE TABLE thing_issue (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL,"
        " at INTEGER NOT NULL, account INTEGER NOT NULL, guard INTEGER, holder TEXT NOT NULL,"
        " task TEXT NOT NULL, consent TEXT NOT NULL, certificate TEXT NOT NULL,"
        " condition TEXT NOT NULL, quantity INTEGER NOT NULL, seal TEXT NOT NULL, due INTEGER,"
        " standing TEXT NOT NULL) STRICT",
        "CREATE INDEX thing_issue_by_time ON thing_issue (at)",
        "CREATE TABLE thing_out (issue INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE thing_return (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " condition TEXT NOT NULL, note TEXT NOT NULL, seal TEXT NOT NULL) STRICT",
        "CREATE INDEX thing_return_by_issue ON thing_return (issue)",
        "CREATE INDEX thing_return_by_time ON thing_return (at)",
        "CREATE INDEX thing_return_harmed ON thing_return (issue)"
        " WHERE condition IN ('broken', 'missing')",
        "CREATE TABLE loss_report (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, note TEXT NOT NULL, account INTEGER NOT NULL,"
        " at INTEGER NOT NULL) STRICT",
        "CREATE INDEX loss_report_by_issue ON loss_report (issue)",
    ):
        database.execute(sql)


_ISSUE: Final = ("guard", "holder", "task", "consent", "certificate", "condition", "quantity",
                 "seal", "due", "standing")  # fmt: skip


def _thing_issued(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO thing_issue VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.id,
            body["thing"],
            entry.occurred_at,
            entry.actor,
            *(body[name] for name in _ISSUE),
        ),
    )
    conn.execute(
        "INSERT INTO thing_out SELECT :issue WHERE NOT EXISTS"
        " (SELECT 1 FROM thing_return WHERE issue = :issue)",
        {"issue": entry.id},
    )


def _thing_returned(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO thing_return VALUES (?,?,?,?,?,?,?,?)",
        (
            entry.id,
            body["issue"],
            entry.stamp,
            entry.occurred_at,
            entry.actor,
            body["condition"],
            body["note"],
            body["seal"],
        ),
    )
    conn.execute("DELETE FROM thing_out WHERE issue = ?", [body["issue"]])


def _loss_reported(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO loss_report VALUES (?,?,?,?,?,?)",
        (entry.id, body["issue"], entry.stamp, body["note"], entry.actor, entry.occurred_at),
    )


APPLY: Final[dict[str, Applier]] = {
    "handover.thing_issued": _thing_issued,
    "handover.thing_returned": _thing_returned,
    "handover.loss_reported": _loss_reported,
}
TABLES: Final = ("thing_issue", "thing_out", "thing_return", "loss_report")
