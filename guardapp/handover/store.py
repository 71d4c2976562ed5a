"""What can be read of the post: watches, the duty log, counted things, signed handovers."""

import json
import sqlite3
from typing import Any, Final

from guardapp.base.access import Session
from guardapp.base.db import Feature, read, read_one
from guardapp.handover import tables, tables_found, tables_registers, tables_visitors
from guardapp.handover.model import (
    Account,
    Attendance,
    Count,
    Handover,
    LogLine,
    Thing,
    ThingKind,
    Watch,
)

_PARTS: Final = (tables, tables_registers, tables_visitors, tables_found)
FEATURE: Final = Feature(
    "handover",
    tables.MIGRATIONS,
    {kind: applier for part in _PARTS for kind, applier in part.APPLY.items()},
    tuple(table for part in _PARTS for table in part.TABLES),
)

_KINDS: Final = {kind: place for place, kind in enumerate(ThingKind)}
_WATCH: Final = (
    "SELECT w.*, (SELECT h.signed_at FROM handover h WHERE h.watch = w.id) AS handed_over_at"
    " FROM watch w"
)
_LINE: Final = (
    "SELECT l.*, a.name AS writer,"
    " (SELECT min(c.id) FROM log_line c WHERE c.corrects = l.id) AS corrected_by,"
    " (SELECT min(e.incident) FROM log_escalation e WHERE e.line = l.id) AS incident,"
    " (SELECT s.note FROM log_settling s WHERE s.line = l.id ORDER BY s.id LIMIT 1) AS settled"
    " FROM log_line l LEFT JOIN account a ON a.id = l.account"
)
_HANDOVER: Final = (
    "SELECT h.id, h.watch, h.number, h.year, h.signed_at, coalesce(o.name, '') AS outgoing,"
    " coalesce(i.name, '') AS incoming, h.carried, h.remark"
    " FROM handover h LEFT JOIN account o ON o.id = h.outgoing"
    " LEFT JOIN account i ON i.id = h.incoming"
)


def things(conn: sqlite3.Connection, *, everything: bool = False) -> list[Thing]:
    """Return the things that are counted, by kind and code; retired ones only with `everything`."""
    found = read(conn, Thing, "SELECT * FROM thing WHERE active OR ? ORDER BY code", [everything])
    return sorted(found, key=lambda one: _KINDS[one.kind])


def thing(conn: sqlite3.Connection, identity: int) -> Thing | None:
    """Return one counted thing, also a retired one."""
    return read_one(conn, Thing, "SELECT * FROM thing WHERE id = ?", [identity])


def thing_codes(conn: sqlite3.Connection) -> list[str]:
    """Return all codes ever given to things."""
    return [row["code"] for row in conn.execute("SELECT code FROM thing")]


def watch(conn: sqlite3.Connection, identity: int) -> Watch | None:
    """Return one watch."""
    return read_one(conn, Watch, f"{_WATCH} WHERE w.id = ?", [identity])


def last_watch(conn: sqlite3.Connection) -> Watch | None:
    """Return the watch accepted last, open or handed over."""
    return read_one(conn, Watch, f"{_WATCH} ORDER BY w.accepted_at DESC, w.id DESC LIMIT 1")


def current_watch(conn: sqlite3.Connection) -> Watch | None:
    """Return the watch that holds the post now, or None before the first one."""
    last = last_watch(conn)
    return last if last is not None and last.open else None


def members(conn: sqlite3.Connection, watch: int) -> list[Attendance]:
    """Return who was expected in a watch or joined it later, in the order of their posts."""
    rows = conn.execute(
        "SELECT guard, present, note, post, start_ms, end_ms FROM watch_member WHERE watch = ?"
        " ORDER BY post IS NULL, post, guard",
        [watch],
    )
    found = {row["guard"]: Attendance(row[0], bool(row[1]), *tuple(row)[2:]) for row in rows}
    for row in conn.execute(
        "SELECT guard, note FROM watch_joining WHERE watch = ? AND guard IS NOT NULL"
        " ORDER BY at, id",
        [watch],
    ):
        before = found.get(row["guard"], Attendance(row["guard"], present=True))
        found[row["guard"]] = Attendance(
            before.guard,
            present=True,
            note=row["note"],
            post=before.post,
            start_ms=before.start_ms,
            end_ms=before.end_ms,
        )
    return list(found.values())


def is_of_watch(conn: sqlite3.Connection, watch: Watch, session: Session) -> bool:
    """Tell whether somebody accepted a watch or is present in it."""
    if session.account == watch.account or (
        session.person is not None and session.person == watch.person
    ):
        return True
    if session.person is None:
        sql = "SELECT 1 FROM watch_joining WHERE watch = ? AND account = ? AND guard IS NULL"
        return conn.execute(sql, [watch.id, session.account]).fetchone() is not None
    return any(one.guard == session.person and one.present for one in members(conn, watch.id))


def has_taken_over(conn: sqlite3.Connection, session: Session) -> bool:
    """Tell whether somebody belongs to the watch that holds the post."""
    now = current_watch(conn)
    return now is not None and session.verified and is_of_watch(conn, now, session)


def log_lines(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[LogLine]:
    """Return the duty log of what occurred from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        LogLine,
        f"{_LINE} WHERE l.occurred_at >= ? AND l.occurred_at < ? ORDER BY l.occurred_at, l.id",
        [start_ms, end_ms],
    )


def log_line(conn: sqlite3.Connection, identity: int) -> LogLine | None:
    """Return one line of the duty log."""
    return read_one(conn, LogLine, f"{_LINE} WHERE l.id = ?", [identity])


def open_lines(conn: sqlite3.Connection) -> list[LogLine]:
    """Return the lines that still wait for somebody, the oldest first."""
    lines = read(
        conn,
        LogLine,
        f"{_LINE} WHERE (l.follow = 1 OR l.standing = 'unverified') AND NOT EXISTS"
        " (SELECT 1 FROM log_settling s WHERE s.line = l.id) ORDER BY l.occurred_at",
    )
    return [line for line in lines if line.open]


def handovers(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Handover]:
    """Return the handovers signed from `start_ms` until before `end_ms`, the newest first."""
    return read(
        conn,
        Handover,
        f"{_HANDOVER} WHERE h.signed_at >= ? AND h.signed_at < ? ORDER BY h.signed_at DESC, h.id",
        [start_ms, end_ms],
    )


def handover(conn: sqlite3.Connection, identity: int) -> Handover | None:
    """Return one signed handover."""
    return read_one(conn, Handover, f"{_HANDOVER} WHERE h.id = ?", [identity])


def last_handover(conn: sqlite3.Connection) -> Handover | None:
    """Return the handover signed last."""
    return read_one(conn, Handover, f"{_HANDOVER} ORDER BY h.signed_at DESC, h.id DESC LIMIT 1")


def document_json(conn: sqlite3.Connection, handover: int) -> dict[str, Any] | None:
    """Return the frozen document of a signed handover as it was written."""
    row = conn.execute("SELECT document FROM handover WHERE id = ?", [handover]).fetchone()
    if row is None:
        return None
    found: dict[str, Any] = json.loads(row["document"])
    return found


def next_number(conn: sqlite3.Connection, year: int) -> int:
    """Return the number of the year's next handover, from 1."""
    row = conn.execute("SELECT max(number) FROM handover WHERE year = ?", [year]).fetchone()
    return int(row[0] or 0) + 1


def last_counts(conn: sqlite3.Connection) -> dict[int, Count]:
    """Return by thing what the last handover counted."""
    counts = read(
        conn,
        Count,
        "SELECT * FROM thing_count WHERE handover ="
        " (SELECT id FROM handover ORDER BY signed_at DESC, id DESC LIMIT 1)",
    )
    return {one.thing: one for one in counts}


def carries(conn: sqlite3.Connection, kind: str, thing: int, since: int = 0) -> tuple[int, str]:
    """Return how often a matter open since `since` (ms UTC) was carried on, and the last words."""
    row = conn.execute(
        "SELECT count(*) AS times, (SELECT d.note FROM matter_decision d JOIN handover h"
        " ON h.id = d.handover WHERE d.kind = :kind AND d.thing = :thing AND NOT d.closed"
        " AND h.signed_at >= :since ORDER BY d.handover DESC LIMIT 1) AS note"
        " FROM matter_decision m JOIN handover g ON g.id = m.handover"
        " WHERE m.kind = :kind AND m.thing = :thing AND NOT m.closed AND g.signed_at >= :since",
        {"kind": kind, "thing": thing, "since": since},
    ).fetchone()
    return int(row["times"]), str(row["note"] or "")


def accounts(conn: sqlite3.Connection) -> list[Account]:
    """Return all accounts, closed ones too."""
    return read(conn, Account, "SELECT id, name, role, person FROM account")
