"""What can be read of visitors, vehicles and goods."""

import sqlite3
from typing import Final

from guardapp.base.db import read, read_one
from guardapp.handover.model_visitors import Visit

_VISIT: Final = (
    "SELECT v.*, l.at AS left_at, l.account AS left_account, l.goods AS goods_out,"
    " l.slip AS slip_out FROM visit v LEFT JOIN visit_leaving l ON l.id ="
    " (SELECT x.id FROM visit_leaving x WHERE x.visit = v.id ORDER BY x.stamp, x.id LIMIT 1)"
)


def visit(conn: sqlite3.Connection, identity: int) -> Visit | None:
    """Return one visit, also one that is over."""
    return read_one(conn, Visit, f"{_VISIT} WHERE v.id = ?", [identity])


def inside(conn: sqlite3.Connection) -> list[Visit]:
    """Return who is inside now, the longest inside first."""
    return read(
        conn,
        Visit,
        f"{_VISIT} WHERE v.id IN (SELECT visit FROM visit_inside) ORDER BY v.at, v.id",
    )


def visits(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Visit]:
    """Return who came in from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        Visit,
        f"{_VISIT} WHERE v.at >= ? AND v.at < ? ORDER BY v.at, v.id",
        [start_ms, end_ms],
    )


def left(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Visit]:
    """Return who left from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        Visit,
        f"{_VISIT} WHERE v.id IN (SELECT visit FROM visit_leaving WHERE at >= ? AND at < ?)"
        " ORDER BY l.at, v.id",
        [start_ms, end_ms],
    )


def named_before(conn: sqlite3.Connection, before_ms: int) -> list[Visit]:
    """Return the visits before an instant whose names are still kept."""
    return read(
        conn,
        Visit,
        f"{_VISIT} WHERE v.id IN (SELECT visit FROM visit_named) AND v.at < ? ORDER BY v.at",
        [before_ms],
    )
