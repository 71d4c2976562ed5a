"""What can be read of lost and found."""

import sqlite3
from typing import Final

from guardapp.base.db import read, read_one
from guardapp.handover.model_found import Found

_FOUND: Final = (
    "SELECT f.*, c.at AS closed_at, c.account AS closed_by, c.owner, c.proof FROM found_thing f"
    " LEFT JOIN found_closing c ON c.id ="
    " (SELECT x.id FROM found_closing x WHERE x.found = f.id ORDER BY x.stamp, x.id LIMIT 1)"
)


def found(conn: sqlite3.Connection, identity: int) -> Found | None:
    """Return one found thing, also one that left."""
    return read_one(conn, Found, f"{_FOUND} WHERE f.id = ?", [identity])


def kept(conn: sqlite3.Connection) -> list[Found]:
    """Return what is kept now, the longest kept first."""
    return read(
        conn,
        Found,
        f"{_FOUND} WHERE f.id IN (SELECT found FROM found_open) ORDER BY f.at, f.id",
    )


def found_between(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Found]:
    """Return what was found from `start_ms` until before `end_ms`, in order."""
    sql = f"{_FOUND} WHERE f.at >= ? AND f.at < ? ORDER BY f.at, f.id"
    return read(conn, Found, sql, [start_ms, end_ms])


def closed_between(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Found]:
    """Return what left from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        Found,
        f"{_FOUND} WHERE f.id IN (SELECT found FROM found_closing WHERE at >= ? AND at < ?)"
        " ORDER BY c.at, f.id",
        [start_ms, end_ms],
    )
