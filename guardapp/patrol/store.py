"""Reads rounds, missed ones and notes from the tables."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from guardapp.base import settings
from guardapp.base.clock import local_date
from guardapp.base.db import Feature, read, read_one
from guardapp.patrol.kinds import Method, Reason
from guardapp.patrol.model import (
    End,
    Missed,
    Note,
    Period,
    Round,
    Scan,
    Tolerance,
)
from guardapp.patrol.store_routes import route_versions, routes, schedules
from guardapp.patrol.tables import APPLY, MIGRATIONS, TABLES

FEATURE: Final = Feature("patrol", MIGRATIONS, APPLY, TABLES)


def tolerance(conn: sqlite3.Connection, at_ms: int) -> Tolerance:
    """Return the facility's buffer and extended buffer on a day."""
    rows = settings.parameters(conn, local_date(at_ms))
    return Tolerance(rows["round_buffer_min"].number, rows["round_extended_buffer_min"].number)


def is_walking(conn: sqlite3.Connection, round_id: int) -> bool:
    """Tell whether a round was started and not yet finished."""
    found = conn.execute(
        "SELECT 1 FROM round WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM round_end WHERE round = ?1)",
        [round_id],
    )
    return found.fetchone() is not None


def round_(conn: sqlite3.Connection, identity: int) -> Round | None:
    """Return one round with its route, scans and notes."""
    found = _rounds(conn, "round.id = ?", [identity])
    return found[0] if found else None


def rounds(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Round]:
    """Return the rounds planned or begun from `start_ms` to before `end_ms`, in order."""
    return _rounds(conn, "round.slot_ms >= ? AND round.slot_ms < ?", [start_ms, end_ms])


def unfinished(conn: sqlite3.Connection, since_ms: int) -> list[Round]:
    """Return the rounds started from `since_ms` on that are not finished, in order."""
    nowhere = " AND NOT EXISTS (SELECT 1 FROM round_end AS done WHERE done.round = round.id)"
    return _rounds(conn, "round.started_ms >= ?" + nowhere, [since_ms])


def walking(conn: sqlite3.Connection, since_ms: int) -> list[tuple[int, int | None, int]]:
    """Return start, guard and account of the rounds started from `since_ms` on and not finished."""
    rows = conn.execute(
        "SELECT started_ms, guard, account FROM round WHERE started_ms >= ? AND NOT EXISTS"
        " (SELECT 1 FROM round_end WHERE round = round.id)",
        [since_ms],
    )
    return [(row["started_ms"], row["guard"], row["account"]) for row in rows]


def round_at(conn: sqlite3.Connection, schedule: int, slot_ms: int) -> int | None:
    """Return the round that was walked for a planned start, or None."""
    row = conn.execute(
        "SELECT id FROM round WHERE slot_ms = ? AND schedule = ?", [slot_ms, schedule]
    ).fetchone()
    return None if row is None else int(row["id"])


def _rounds(conn: sqlite3.Connection, where: str, params: Sequence[Any]) -> list[Round]:
    scans: dict[int, list[Scan]] = {}
    for row in conn.execute(
        f"SELECT scan.* FROM round JOIN scan ON scan.round = round.id WHERE {where}"
        " ORDER BY scan.round, scan.occurred_ms, scan.id",
        params,
    ):
        one, walked, point, occurred, entered, method = tuple(row)
        made = Scan(one, walked, point, occurred, entered, Method(method))
        scans.setdefault(walked, []).append(made)
    notes: dict[int, list[Note]] = {}
    for note in read(
        conn,
        Note,
        "SELECT round_note.*, note_resolved.text AS resolution FROM round"
        " JOIN round_note ON round_note.round = round.id"
        f" LEFT JOIN note_resolved ON note_resolved.note = round_note.id WHERE {where}"
        " ORDER BY round_note.occurred_ms, round_note.id",
        params,
    ):
        notes.setdefault(note.round, []).append(note)
    rows = conn.execute(
        "SELECT round.*, e.at_ms AS ended_ms, e.reason, e.text FROM round"
        f" LEFT JOIN round_end AS e ON e.round = round.id WHERE {where}"
        " ORDER BY round.slot_ms, round.id",
        params,
    ).fetchall()
    versions = route_versions(conn, {row["version"] for row in rows})
    return [
        Round(
            row["id"],
            versions[row["version"]],
            row["schedule"],
            row["slot_ms"],
            row["guard"],
            row["account"],
            row["started_ms"],
            row["entered_ms"],
            Tolerance(row["buffer_min"], row["extended_min"]),
            _end(row),
            tuple(scans.get(row["id"], ())),
            tuple(notes.get(row["id"], ())),
        )
        for row in rows
    ]


def _end(row: sqlite3.Row) -> End | None:
    if row["ended_ms"] is None:
        return None
    reason = None if row["reason"] is None else Reason(row["reason"])
    return End(row["ended_ms"], reason, row["text"])


_MISSED = (
    "SELECT missed_round.*, c.text AS comment, c.account AS comment_account"
    " FROM missed_round LEFT JOIN missed_comment AS c"
    " ON c.schedule = missed_round.schedule AND c.slot_ms = missed_round.slot_ms"
)
_NOBODY = (
    " NOT EXISTS (SELECT 1 FROM round WHERE round.slot_ms = missed_round.slot_ms"
    " AND round.schedule = missed_round.schedule)"
)


def missed(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Missed]:
    """Return the missed rounds planned from `start_ms` to before `end_ms`, in order."""
    where = " WHERE missed_round.slot_ms >= ? AND missed_round.slot_ms < ? AND" + _NOBODY
    return read(conn, Missed, f"{_MISSED}{where} ORDER BY missed_round.slot_ms", [start_ms, end_ms])


def missed_round(conn: sqlite3.Connection, identity: int) -> Missed | None:
    """Return one missed round."""
    return read_one(conn, Missed, f"{_MISSED} WHERE missed_round.id = ?", [identity])


def missed_open(conn: sqlite3.Connection) -> list[Missed]:
    """Return the missed rounds that nobody commented, the oldest first."""
    where = f" WHERE c.text IS NULL AND{_NOBODY} ORDER BY missed_round.slot_ms"
    return read(conn, Missed, _MISSED + where)


def notes_open(conn: sqlite3.Connection) -> list[Note]:
    """Return the abnormal notes that nobody resolved, the oldest first."""
    return read(
        conn,
        Note,
        "SELECT *, NULL AS resolution FROM round_note WHERE abnormal AND NOT EXISTS"
        " (SELECT 1 FROM note_resolved WHERE note = round_note.id) ORDER BY id",
    )


def note(conn: sqlite3.Connection, identity: int) -> Note | None:
    """Return one note."""
    return read_one(
        conn,
        Note,
        "SELECT round_note.*, r.text AS resolution FROM round_note"
        " LEFT JOIN note_resolved AS r ON r.note = round_note.id WHERE round_note.id = ?",
        [identity],
    )


def plan(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> Period:
    """Return what was planned from `start_ms` to before `end_ms`, without the rounds walked."""
    gone = missed(conn, start_ms, end_ms)
    return Period(
        start_ms,
        end_ms,
        (),
        tuple(gone),
        tuple(schedules(conn, start_ms, end_ms)),
        {one.id: one for one in routes(conn, everything=True)},
        route_versions(conn, {one.version for one in gone}),
        tolerance(conn, start_ms),
    )


def period(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> Period:
    """Return all that is known of the rounds from `start_ms` to before `end_ms`."""
    walked = tuple(rounds(conn, start_ms, end_ms))
    return replace(plan(conn, start_ms, end_ms), rounds=walked)


def taken(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> set[tuple[int, int]]:
    """Return schedule and planned start of all rounds walked or raised as missed."""
    between = "WHERE slot_ms >= ?1 AND slot_ms < ?2 AND schedule IS NOT NULL"
    rows = conn.execute(
        f"SELECT schedule, slot_ms FROM round {between}"
        f" UNION SELECT schedule, slot_ms FROM missed_round {between}",
        [start_ms, end_ms],
    )
    return {(row["schedule"], row["slot_ms"]) for row in rows}
