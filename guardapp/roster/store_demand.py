"""Reads demand, wishes and emergencies from the tables."""

import sqlite3
from datetime import date

from guardapp.base.db import read
from guardapp.roster.model_demand import Demand, DutyWish, Emergency, SpecialDay


def demands(conn: sqlite3.Connection) -> dict[int, Demand]:
    """Return the demand set for posts; a post that is not in it needs what its hours say."""
    found = read(conn, Demand, "SELECT post, rows FROM demand WHERE rows <> '[]'")
    return {one.post: one for one in found}


def special_days(conn: sqlite3.Connection, first: date, last: date) -> list[SpecialDay]:
    """Return the special days from `first` to `last`."""
    return read(
        conn,
        SpecialDay,
        "SELECT day, post, why, rows FROM special_day WHERE day BETWEEN ? AND ?"
        " AND rows IS NOT NULL ORDER BY day, post",
        [first.isoformat(), last.isoformat()],
    )


def duty_wishes(
    conn: sqlite3.Connection, first: date, last: date, guard: int | None = None
) -> list[DutyWish]:
    """Return the wishes for days from `first` to `last`, of one guard or all."""
    return read(
        conn,
        DutyWish,
        "SELECT * FROM duty_wish WHERE day BETWEEN :first AND :last"
        " AND (:guard IS NULL OR guard = :guard)"
        " AND id NOT IN (SELECT wish FROM duty_wish_end) ORDER BY day, id",
        {"first": first.isoformat(), "last": last.isoformat(), "guard": guard},
    )


def wish_owner(conn: sqlite3.Connection, wish: int) -> int | None:
    """Return whose wish it is, or None if there is no such wish."""
    row = conn.execute("SELECT guard FROM duty_wish WHERE id = ?", [wish]).fetchone()
    return None if row is None else int(row["guard"])


def emergencies(conn: sqlite3.Connection, first: date, last: date) -> list[Emergency]:
    """Return the emergencies that touch the days from `first` to `last`."""
    return read(
        conn,
        Emergency,
        "SELECT * FROM emergency WHERE last >= ? AND first <= ?"
        " AND id NOT IN (SELECT emergency FROM emergency_end) ORDER BY first, id",
        [first.isoformat(), last.isoformat()],
    )
