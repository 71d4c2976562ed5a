"""The tables that every feature stands on: settings, parameters, accounts, prints, clock."""

import sqlite3
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base import journal
from guardapp.base.db import Applier, Feature
from guardapp.base.entry import Entry

MIGRATIONS: Final = Migrations("base")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the base tables."""
    for sql in (
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "CREATE TABLE parameter (id INTEGER PRIMARY KEY, code TEXT NOT NULL, value TEXT NOT NULL,"
        " unit TEXT NOT NULL, legal_basis TEXT NOT NULL, valid_from TEXT NOT NULL,"
        " valid_to TEXT) STRICT",
        "CREATE INDEX parameter_by_code ON parameter (code, valid_from)",
        "CREATE TABLE account (id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE,"
        " role TEXT NOT NULL, name TEXT NOT NULL, person INTEGER, active INTEGER NOT NULL) STRICT",
        "CREATE INDEX account_by_person ON account (person)",
        "CREATE TABLE signing (id INTEGER PRIMARY KEY, account INTEGER NOT NULL,"
        " at INTEGER NOT NULL, act TEXT NOT NULL) STRICT",
        "CREATE TABLE printing (id INTEGER PRIMARY KEY, sheet TEXT NOT NULL, thing TEXT NOT NULL,"
        " copy INTEGER NOT NULL, account INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
        "CREATE INDEX printing_by_thing ON printing (sheet, thing)",
        "CREATE TABLE clock_change (id INTEGER PRIMARY KEY, from_ms INTEGER NOT NULL,"
        " to_ms INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


def _setting_set(conn: sqlite3.Connection, entry: Entry) -> None:
    for name, value in entry.body["values"].items():
        conn.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def _parameters_added(conn: sqlite3.Connection, entry: Entry) -> None:
    for row in entry.body["rows"]:
        conn.execute(
            "INSERT INTO parameter (code, value, unit, legal_basis, valid_from, valid_to)"
            " VALUES (:code, :value, :unit, :legal_basis, :valid_from, :valid_to)",
            row,
        )


def _account_created(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO account VALUES (?, ?, ?, ?, ?, 1)",
        (entry.id, body["login"], body["role"], body["name"], body["person"]),
    )


def _account_closed(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("UPDATE account SET active = 0 WHERE id = ?", [entry.body["account"]])


def _signed(conn: sqlite3.Connection, entry: Entry) -> None:
    act = entry.kind.rpartition(".")[2]
    account = entry.body["account"]
    conn.execute(
        "INSERT INTO signing VALUES (?, ?, ?, ?)", (entry.id, account, entry.entered_at, act)
    )


def _printed(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO printing VALUES (?, ?, ?, ?, ?, ?)",
        (entry.id, body["sheet"], body["thing"], body["copy"], entry.actor, entry.entered_at),
    )


def _clock_changed(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO clock_change VALUES (?, ?, ?)",
        (entry.id, entry.body["from"], entry.body["to"]),
    )


APPLY: Final[dict[str, Applier]] = {
    "base.settings_set": _setting_set,
    "base.parameters_added": _parameters_added,
    "base.account_created": _account_created,
    "base.account_closed": _account_closed,
    "base.signed_in": _signed,
    "base.signed_out": _signed,
    "base.secret_changed": _signed,
    "base.printed": _printed,
    journal.CLOCK_CHANGED: _clock_changed,
}

JOURNAL_FEATURE: Final = Feature("journal", journal.MIGRATIONS, {}, ())
FEATURE: Final = Feature(
    "base",
    MIGRATIONS,
    APPLY,
    ("setting", "parameter", "account", "signing", "printing", "clock_change"),
)
