"""Reads a month's assignments again, taking from memory what did not change since."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final

from guardapp.roster import store
from guardapp.roster.model import Assignment, State

_SQL: Final = """
SELECT a.id, a.published, coalesce(p.pinned, 0) AS pinned FROM assignment a
LEFT JOIN assignment_pin p ON p.assignment = a.id
WHERE a.duty_date BETWEEN ? AND ? AND a.stands AND a.published >= ? ORDER BY a.start_ms, a.id
"""


def between(
    conn: sqlite3.Connection,
    first: date,
    last: date,
    known: Iterable[Assignment],
    *,
    published: bool,
) -> list[Assignment]:
    """Return what `store.between` returns; those `known` that are as they were are the same ones.

    All else about an assignment never changes.
    """
    before = {(one.id, one.state is State.PUBLISHED, one.pinned): one for one in known}
    if not before:
        return store.between(conn, first, last, published=published)
    span = [first.isoformat(), last.isoformat(), published]
    keys = [
        (row["id"], bool(row["published"]), bool(row["pinned"])) for row in conn.execute(_SQL, span)
    ]
    wanted = [key[0] for key in keys if key not in before]
    made = {one.id: one for one, _stands in store.these(conn, wanted)}
    return [before.get(key) or made[key[0]] for key in keys]
