"""Reads requests, their steps, and what guards have acknowledged."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from guardapp.people import store as people
from guardapp.people.model import LeaveKind
from guardapp.roster import store
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_requests import LeaveAsked, Request, Seen, Step, SwapAsked, Told

_OPEN: Final = (
    " NOT EXISTS (SELECT 1 FROM request_step s WHERE s.request = r.id AND s.step <> 'agreed')"
)
_EVER: Final = 2**53
_KINDS: Final = {one.value: one for one in LeaveKind}


def request(conn: sqlite3.Connection, identity: int) -> Request | None:
    """Return one request, or None."""
    found = _read(conn, "r.id = ?", [identity])
    return found[0] if found else None


def open_requests(conn: sqlite3.Connection) -> list[Request]:
    """Return the requests that nobody decided on, the oldest first."""
    return _read(conn, _OPEN, [])


def settled_requests(conn: sqlite3.Connection, since_ms: int) -> list[Request]:
    """Return the decided requests that were asked since an instant, the newest first."""
    return _read(conn, f"r.at >= ? AND NOT {_OPEN}", [since_ms])[::-1]


def requests_of(conn: sqlite3.Connection, guard: int, since_ms: int) -> list[Request]:
    """Return the requests by or to a guard asked since an instant or open, the newest first."""
    where = f"(r.guard = ? OR r.other = ?) AND (r.at >= ? OR {_OPEN})"
    return _read(conn, where, [guard, guard, since_ms])[::-1]


def _read(conn: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[Request]:
    rows = conn.execute(f"SELECT * FROM request r WHERE {where} ORDER BY r.at, r.id", values)
    return [_request(conn, row) for row in rows.fetchall()]


def _request(conn: sqlite3.Connection, row: sqlite3.Row) -> Request:
    asked: LeaveAsked | SwapAsked
    if row["offered"] is not None:
        asked = SwapAsked(row["offered"], row["other"], row["wanted"])
    else:
        kind = _KINDS.get(row["leave_kind"], LeaveKind.PERSONAL)  # unknown once its key is gone
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        asked = LeaveAsked(kind, first, last)
    steps = conn.execute(
        "SELECT * FROM request_step WHERE request = ? ORDER BY stamp, id", [row["id"]]
    )
    return Request(
        row["id"],
        row["guard"],
        row["at"],
        row["account"],
        row["words"],
        asked,
        tuple(Told(Step(one["step"]), one["at"], one["account"], one["words"]) for one in steps),
    )


def seen(conn: sqlite3.Connection, month: Month, guard: int | None = None) -> dict[int, Seen]:
    """Return what each guard, or one, saw of a month at the last acknowledgement."""
    rows = conn.execute(
        "SELECT * FROM acknowledgement WHERE month = :month AND (:guard IS NULL OR guard = :guard)"
        " ORDER BY stamp, id",
        {"month": str(month), "guard": guard},
    )
    last = {row["guard"]: (row["id"], row["at"]) for row in rows}
    return {
        whose: Seen(whose, at, tuple(_of(conn, acknowledgement)))
        for whose, (acknowledgement, at) in last.items()
    }


def _of(conn: sqlite3.Connection, acknowledgement: int) -> list[Assignment]:
    rows = conn.execute(
        "SELECT assignment FROM acknowledged_duty WHERE acknowledgement = ?", [acknowledgement]
    )
    found = store.these(conn, [row["assignment"] for row in rows.fetchall()])
    return sorted((one for one, _stands in found), key=lambda one: (one.start_ms, one.id))


def to_come(
    conn: sqlite3.Connection, guard: int, now_ms: int, first: date, last: date = date.max
) -> list[Assignment]:
    """Return a guard's shifts, drafts too, from `first` to `last` that have not begun, by start."""
    return [
        one
        for one in store.assignments(conn, now_ms, _EVER, published=False, guard=guard)
        if one.start_ms > now_ms and first <= one.duty_date <= last
    ]


def facts(
    conn: sqlite3.Connection, requests: Sequence[Request]
) -> tuple[frozenset[int], dict[int, tuple[Assignment, bool]]]:
    """Return what tells whether requests are still possible.

    These are the guards who have not left, and the assignments named, each with whether it stands.
    """
    named = {
        one
        for asked in (request.asked for request in requests)
        if isinstance(asked, SwapAsked)
        for one in (asked.offered, asked.wanted)
    }
    return frozenset(one.id for one in people.guards(conn)), known(conn, *named)


def known(conn: sqlite3.Connection, *wanted: int | None) -> dict[int, tuple[Assignment, bool]]:
    """Return assignments by identity, each with whether it still stands; None is left out."""
    found = store.these(conn, [one for one in wanted if one is not None])
    return {one.id: (one, stands) for one, stands in found}


def leavings(conn: sqlite3.Connection) -> list[tuple[int, date, int]]:
    """Return who is to leave: guard, last working day, and when that was entered (ms UTC)."""
    rows = conn.execute("SELECT guard, last_day, at FROM leaving ORDER BY last_day, guard")
    return [(row["guard"], date.fromisoformat(row["last_day"]), row["at"]) for row in rows]
