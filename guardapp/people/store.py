"""Reads guards, their certificates, leave and limits, and posts from the tables."""

import sqlite3
from datetime import date
from typing import Final

from guardapp.base.db import Feature, read, read_one
from guardapp.base.text import fold
from guardapp.people.model import Apart, Certificate, Guard, Leave, Post, Restriction
from guardapp.people.tables import APPLY, MIGRATIONS, TABLES

FEATURE: Final = Feature("people", MIGRATIONS, APPLY, TABLES)


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


def restrictions(conn: sqlite3.Connection, guard: int | None = None) -> list[Restriction]:
    """Return one guard's restrictions of night work and overtime, or all, by first day."""
    return read(
        conn,
        Restriction,
        "SELECT * FROM restriction WHERE (:guard IS NULL OR guard = :guard)"
        " AND id NOT IN (SELECT id FROM limit_end) ORDER BY first, id",
        {"guard": guard},
    )


def known_posts(conn: sqlite3.Connection) -> dict[int, frozenset[int]]:
    """Return the posts that each guard knows; a guard who is not in it knows all."""
    found: dict[int, set[int]] = {}
    for row in conn.execute("SELECT guard, post FROM known_post"):
        found.setdefault(row["guard"], set()).add(row["post"])
    return {guard: frozenset(posts) for guard, posts in found.items()}


def kept_apart(conn: sqlite3.Connection) -> list[Apart]:
    """Return the pairs of guards who are not on duty at the same time."""
    sql = "SELECT * FROM apart WHERE id NOT IN (SELECT id FROM limit_end) ORDER BY id"
    return read(conn, Apart, sql)


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
