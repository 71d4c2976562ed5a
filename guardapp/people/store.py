"""The tables of guards, certificates, leave and posts, and how entries are read into them."""

import sqlite3
from datetime import date
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier, Feature, read, read_one
from guardapp.base.entry import Entry
from guardapp.base.text import fold, name_key
from guardapp.people.model import Certificate, Guard, Leave, Post

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


def _guard_set(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    guard = body.get("guard", entry.id)
    conn.execute(
        "INSERT OR REPLACE INTO guard VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
        (
            guard,
            body["code"],
            body["subject"],
            body["name"],
            name_key(body["name"]),
            fold(body["name"]),
            body["force"],
            body["gender"],
            body["birth_date"] or None,
            body["title"],
            body["squad"],
            body["phone"],
            body["regime"],
        ),
    )


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
        "INSERT OR REPLACE INTO post VALUES (?,?,?,?,?,?,?,?,?,1)",
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
        ),
    )


def _post_closed(conn: sqlite3.Connection, entry: Entry) -> None:
    conn.execute("UPDATE post SET active = 0 WHERE id = ?", [entry.body["post"]])


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
}

FEATURE: Final = Feature("people", MIGRATIONS, APPLY, ("guard", "certificate", "leave", "post"))


def guards(conn: sqlite3.Connection, *, search: str = "", everybody: bool = False) -> list[Guard]:
    """Return guards sorted by given name; those who left only with `everybody`."""
    return read(
        conn,
        Guard,
        "SELECT * FROM guard WHERE (active OR :all) AND (:text = '' OR folded LIKE :like"
        " OR code LIKE :like) ORDER BY sort_key, id",
        {"all": everybody, "text": search, "like": f"%{fold(search.strip())}%"},
    )


def guard(conn: sqlite3.Connection, identity: int) -> Guard | None:
    """Return one guard, also one who left."""
    return read_one(conn, Guard, "SELECT * FROM guard WHERE id = ?", [identity])


def guard_names(conn: sqlite3.Connection) -> dict[int, str]:
    """Return all guards' names by identity."""
    return {row["id"]: row["name"] for row in conn.execute("SELECT id, name FROM guard")}


def certificates(conn: sqlite3.Connection, guard: int | None = None) -> list[Certificate]:
    """Return one guard's certificates, or all, by expiry."""
    return read(
        conn,
        Certificate,
        "SELECT * FROM certificate WHERE :guard IS NULL OR guard = :guard ORDER BY expires, id",
        {"guard": guard},
    )


def leaves(conn: sqlite3.Connection, first: date, last: date) -> list[Leave]:
    """Return all leave that touches the days from `first` to `last`."""
    return read(
        conn,
        Leave,
        "SELECT * FROM leave WHERE last >= ? AND first <= ? ORDER BY first, id",
        [first.isoformat(), last.isoformat()],
    )


def posts(conn: sqlite3.Connection, *, closed: bool = False) -> list[Post]:
    """Return posts, the most important first; closed ones only with `closed`."""
    return read(
        conn,
        Post,
        "SELECT * FROM post WHERE active OR ? ORDER BY importance, id",
        [closed],
    )


def post(conn: sqlite3.Connection, identity: int) -> Post | None:
    """Return one post, also a closed one."""
    return read_one(conn, Post, "SELECT * FROM post WHERE id = ?", [identity])


def codes(conn: sqlite3.Connection, table: str) -> list[str]:
    """Return all codes ever given to guards or to posts."""
    sql = {"guard": "SELECT code FROM guard", "post": "SELECT code FROM post"}[table]
    return [row["code"] for row in conn.execute(sql)]
