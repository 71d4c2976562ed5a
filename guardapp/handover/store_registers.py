"""What can be read of the registers at the post."""

import sqlite3
from typing import Final

from guardapp.base.db import read, read_one
from guardapp.handover.model import Thing
from guardapp.handover.model_registers import Issue

_ISSUE: Final = (
    "SELECT i.*, t.code, t.kind, t.name, t.serial, t.licence, r.at AS back_at,"
    " r.account AS back_account, r.condition AS back_condition, r.note AS back_note,"
    " r.seal AS back_seal, (SELECT s.note FROM loss_report s WHERE s.issue = i.id"
    " ORDER BY s.stamp, s.id LIMIT 1) AS reported FROM thing_issue i"
    " JOIN thing t ON t.id = i.thing LEFT JOIN thing_return r ON r.id ="
    " (SELECT x.id FROM thing_return x WHERE x.issue = i.id ORDER BY x.stamp, x.id LIMIT 1)"
)


def issue(conn: sqlite3.Connection, identity: int) -> Issue | None:
    """Return one thing given out, also one that is back."""
    return read_one(conn, Issue, f"{_ISSUE} WHERE i.id = ?", [identity])


def issues_out(conn: sqlite3.Connection) -> list[Issue]:
    """Return what is out now, the longest out first."""
    return read(
        conn,
        Issue,
        f"{_ISSUE} WHERE i.id IN (SELECT issue FROM thing_out) ORDER BY i.at, i.id",
    )


def issues(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Issue]:
    """Return what was given out from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        Issue,
        f"{_ISSUE} WHERE i.at >= ? AND i.at < ? ORDER BY i.at, i.id",
        [start_ms, end_ms],
    )


def issues_back(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Issue]:
    """Return what came back from `start_ms` until before `end_ms`, in order."""
    return read(
        conn,
        Issue,
        f"{_ISSUE} WHERE i.id IN (SELECT issue FROM thing_return WHERE at >= ? AND at < ?)"
        " ORDER BY r.at, i.id",
        [start_ms, end_ms],
    )


def losses(conn: sqlite3.Connection) -> list[Issue]:
    """Return what came back broken or not at all and is not reported yet, the oldest first."""
    found = read(
        conn,
        Issue,
        f"{_ISSUE} WHERE i.id IN (SELECT issue FROM thing_return"
        " WHERE condition IN ('broken', 'missing')) ORDER BY r.at, i.id",
    )
    return [one for one in found if one.unreported]


def left(conn: sqlite3.Connection, thing: Thing) -> int:
    """Return how many of a thing are not out."""
    out = issues_out(conn)
    return thing.quantity - sum(one.quantity for one in out if one.thing == thing.id)
