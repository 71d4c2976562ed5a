"""The tables of guards, their papers and limits, and posts; how entries are read into them."""

import sqlite3
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.base.keys import GONE
from guardapp.base.text import fold, name_key

MIGRATIONS: Final = Migrations("people")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of people and posts."""
    for sql in (
        "CREATE TABLE guard (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
        " subject INTEGER NOT NULL, name TEXT NOT NULL, sort_key TEXT NOT NULL,"
        " folded TEXT NOT NULL, force TEXT NOT NULL, gender TEXT NOT NULL, birth_date TEXT,"
        " title TEXT NOT NULL, squad TEXT NOT NULL, phone TEXT NOT NULL, regime TEXT NOT NULL,"
        " active INTEGER NOT NULL) STRICT",
        "CREATE INDEX guard_by_name ON guard (sort_key)",
        "CREATE TABLE certificate (id INTEGER PRIMARY KEY, guard INTEGER NOT NULL,"
        " kind TEXT NOT NULL, number TEXT NOT NULL, issuer TEXT NOT NULL, issued TEXT NOT NULL,"
        " expires TEXT NOT NULL) STRICT",
        "CREATE INDEX certificate_by_guard ON certificate (guard)",
        "CREATE TABLE leave (id INTEGER PRIMARY KEY, guard INTEGER NOT NULL, kind TEXT NOT NULL,"
        " first TEXT NOT NULL, last TEXT NOT NULL) STRICT",
        "CREATE INDEX leave_by_last ON leave (last)",
        "CREATE TABLE post (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " place TEXT NOT NULL, importance INTEGER NOT NULL, hours TEXT NOT NULL,"
        " needed INTEGER NOT NULL, certificate TEXT, phone TEXT NOT NULL,"
        " active INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


@MIGRATIONS()
def m002_limits(database: Database) -> None:
    """Add contract hours, who may stand at a post, restrictions, known posts, pairs apart."""
    for sql in (
        "ALTER TABLE guard ADD COLUMN week_hours INTEGER",
        "ALTER TABLE post ADD COLUMN force TEXT",
        "ALTER TABLE post ADD COLUMN gender TEXT",
        "CREATE TABLE restriction (id INTEGER PRIMARY KEY, guard INTEGER NOT NULL,"
        " first TEXT NOT NULL, last TEXT, consented INTEGER NOT NULL) STRICT",
        "CREATE TABLE known_post (guard INTEGER NOT NULL, post INTEGER NOT NULL,"
        " PRIMARY KEY (guard, post)) STRICT",
        "CREATE TABLE apart (id INTEGER PRIMARY KEY, first INTEGER NOT NULL,"
        " second INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


@MIGRATIONS()
def m003_any_order(database: Database) -> None:
    """Remember what limits were ended and when known posts were set, whatever arrives first."""
    for sql in (
        "CREATE TABLE limit_end (id INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE known_posts_set (guard INTEGER PRIMARY KEY, stamp INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


def _guard_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    guard = body.get("guard", entry.id)
    conn.execute(
        "INSERT OR REPLACE INTO guard (id, code, subject, name, sort_key, folded, force, gender,"
        " birth_date, title, squad, phone, regime, week_hours, active)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
        (
            guard,
            body["code"],
            body["subject"],
            body["name"],
            name_key(body["name"]),
            fold(body["name"]),
            body["force"],
            body["gender"],
            None if body["birth_date"] in ("", GONE) else body["birth_date"],
            body["title"],
            body["squad"],
            body["phone"],
            body["regime"],
            _hours(body.get("week_hours")),
        ),
    )


def _hours(told: str | int | None) -> int | None:
    """Return the hours of a contract; none where they were not told, or deleted."""
    return told if isinstance(told, int) else None


def _guard_left(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("UPDATE guard SET active = 0 WHERE id = ?", [entry.body["guard"]])


def _certificate_added(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO certificate VALUES (?,?,?,?,?,?,?)",
        (
            entry.id,
            body["guard"],
            body["kind"],
            body["number"],
            body["issuer"],
            body["issued"],
            body["expires"],
        ),
    )


def _certificate_withdrawn(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("DELETE FROM certificate WHERE id = ?", [entry.body["certificate"]])


def _leave_granted(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO leave VALUES (?,?,?,?,?)",
        (entry.id, body["guard"], body["kind"], body["first"], body["last"]),
    )


def _leave_withdrawn(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("DELETE FROM leave WHERE id = ?", [entry.body["leave"]])


def _post_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT OR REPLACE INTO post (id, code, name, place, importance, hours, needed,"
        " certificate, phone, force, gender, active) VALUES (?,?,?,?,?,?,?,?,?,?,?,1)",
        (
            body.get("post", entry.id),
            body["code"],
            body["name"],
            body["place"],
            body["importance"],
            body["hours"],
            body["needed"],
            body["certificate"],
            body["phone"],
            body.get("force"),
            body.get("gender"),
        ),
    )


def _post_closed(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("UPDATE post SET active = 0 WHERE id = ?", [entry.body["post"]])


def _restriction_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    if body["first"] == GONE:
        return
    conn.execute(
        "INSERT INTO restriction VALUES (?,?,?,?,?)",
        (entry.id, body["guard"], body["first"], body["last"], body["consented"]),
    )


def _restriction_withdrawn(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("INSERT OR IGNORE INTO limit_end VALUES (?)", [entry.body["restriction"]])


def _known_posts_set(conn: sqlite3.Connection, entry: Entry) -> None:
    guard = entry.body["guard"]
    set_now = conn.execute(
        "INSERT INTO known_posts_set VALUES (?,?) ON CONFLICT (guard) DO UPDATE SET"
        " stamp = excluded.stamp WHERE excluded.stamp > stamp",
        (guard, entry.stamp),
    )
    if not set_now.rowcount:
        return
    conn.execute("DELETE FROM known_post WHERE guard = ?", [guard])
    for post in entry.body["posts"]:
        conn.execute("INSERT INTO known_post VALUES (?, ?)", (guard, post))


def _kept_apart(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO apart VALUES (?,?,?)", (entry.id, entry.body["first"], entry.body["second"])
    )


def _apart_ended(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("INSERT OR IGNORE INTO limit_end VALUES (?)", [entry.body["apart"]])


APPLY: Final[dict[str, Applier]] = {
    "people.guard_added": _guard_set,
    "people.guard_changed": _guard_set,
    "people.guard_left": _guard_left,
    "people.certificate_added": _certificate_added,
    "people.certificate_withdrawn": _certificate_withdrawn,
    "people.leave_granted": _leave_granted,
    "people.leave_withdrawn": _leave_withdrawn,
    "people.post_added": _post_set,
    "people.post_changed": _post_set,
    "people.post_closed": _post_closed,
    "people.restriction_set": _restriction_set,
    "people.restriction_withdrawn": _restriction_withdrawn,
    "people.known_posts_set": _known_posts_set,
    "people.kept_apart": _kept_apart,
    "people.apart_ended": _apart_ended,
}
TABLES: Final = (
    "guard",
    "certificate",
    "leave",
    "post",
    "restriction",
    "known_post",
    "apart",
    "limit_end",
    "known_posts_set",
)
