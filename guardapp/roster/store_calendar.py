"""Reads the shifts that a guard was told of, also those taken back since."""

import sqlite3
from datetime import date

from guardapp.roster import store
from guardapp.roster.model import Assignment


def told(
    conn: sqlite3.Connection, guard: int, first: date, last: date
) -> list[tuple[Assignment, bool, int]]:
    """Return a guard's published shifts by start, whether each stands, and how often it turned.

    A shift taken back in a change of the published month is there and does not stand.
    """
    rows = conn.execute(
        "SELECT a.id, count(t.id) AS turns,"
        " (SELECT change FROM assignment_turn WHERE assignment = a.id"
        "  ORDER BY stamp DESC, id DESC LIMIT 1) AS last_change"
        " FROM assignment a LEFT JOIN assignment_turn t ON t.assignment = a.id"
        " WHERE a.guard = ? AND a.duty_date BETWEEN ? AND ? AND a.published"
        " GROUP BY a.id ORDER BY a.start_ms, a.id",
        [guard, first.isoformat(), last.isoformat()],
    ).fetchall()
    found = zip(rows, store.these(conn, [row["id"] for row in rows]), strict=True)
    return [
        (one, stands, row["turns"])
        for row, (one, stands) in found
        if stands or row["last_change"] is not None
    ]
