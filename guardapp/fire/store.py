"""The reads of fire prevention: register, checklist lines, checks, defects, counts."""

import sqlite3
from datetime import date
from typing import Final

from guardapp.base.db import Feature, read, read_one
from guardapp.base.words import _, language
from guardapp.fire.defect import Defect, DefectStep
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Check, Equipment, Line, Result, Summary, Target
from guardapp.fire.tables import APPLY, MIGRATIONS, TABLES

FEATURE: Final = Feature("fire", MIGRATIONS, APPLY, TABLES)

_EVER: Final = 1 << 62
_LAST: Final = (
    "(SELECT c.id FROM fire_check c WHERE c.{column} = {owner} AND NOT c.corrected"
    " AND c.at < :before ORDER BY c.at DESC, c.id DESC LIMIT 1)"
)
_EQUIPMENT: Final = (
    "SELECT e.*, coalesce(s.in_service, 1) AS in_service, coalesce(s.reason, '') AS out_reason,"
    " k.at AS last_check, k.result AS last_result FROM fire_equipment e"
    " LEFT JOIN fire_service s ON s.equipment = e.id LEFT JOIN fire_check k ON k.id = "
    + _LAST.format(column="equipment", owner="e.id")
)
_LINES: Final = (
    "SELECT l.*, k.at AS last_check, k.result AS last_result FROM fire_line l"
    " LEFT JOIN fire_check k ON k.id = " + _LAST.format(column="line", owner="l.code")
)
_DEFECTS: Final = (
    "SELECT d.*, e.kind, coalesce(e.code, d.line) AS code, coalesce(l.title, '') AS title,"
    " coalesce(l.title_en, '') AS title_en FROM fire_defect d"
    " LEFT JOIN fire_equipment e ON e.id = d.equipment LEFT JOIN fire_line l ON l.code = d.line"
)


def equipment(
    conn: sqlite3.Connection,
    *,
    kind: Kind | None = None,
    building: str | None = None,
    withdrawn: bool = False,
    before: int = _EVER,
) -> list[Equipment]:
    """Return the register by code; `withdrawn` adds pieces out of service.

    Each piece has its last check before the instant `before` (ms UTC).
    """
    return read(
        conn,
        Equipment,
        _EQUIPMENT + " WHERE (:kind IS NULL OR e.kind = :kind)"
        " AND (:building IS NULL OR e.building = :building)"
        " AND (:withdrawn OR coalesce(s.in_service, 1)) ORDER BY e.code",
        {
            "kind": kind and kind.value,
            "building": building,
            "withdrawn": withdrawn,
            "before": before,
        },
    )


def piece(conn: sqlite3.Connection, identity: int) -> Equipment | None:
    """Return a piece of equipment, or None."""
    params = {"id": identity, "before": _EVER}
    return read_one(conn, Equipment, _EQUIPMENT + " WHERE e.id = :id", params)


def piece_by_code(conn: sqlite3.Connection, code: str) -> Equipment | None:
    """Return the piece with a printed code, one in service first, or None."""
    sql = _EQUIPMENT + " WHERE e.code = :code ORDER BY coalesce(s.in_service, 1) DESC, e.id"
    return read_one(conn, Equipment, sql, {"code": code, "before": _EVER})


def codes(conn: sqlite3.Connection) -> dict[str, int]:
    """Return the piece of each code in use or ever used."""
    rows = conn.execute("SELECT code, id FROM fire_equipment ORDER BY id DESC")
    return {row["code"]: row["id"] for row in rows}


def serials(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the code of each serial number (in capitals)."""
    rows = conn.execute("SELECT serial, code FROM fire_equipment WHERE serial <> ''")
    return {row["serial"].upper(): row["code"] for row in rows}


def expired(conn: sqlite3.Connection, on: date) -> list[Equipment]:
    """Return the pieces in service whose recharge or certification is due on a date or before."""
    sql = _EQUIPMENT + " WHERE e.next_due <= :on AND coalesce(s.in_service, 1) ORDER BY e.next_due"
    return read(conn, Equipment, sql, {"on": on.isoformat(), "before": _EVER})


def buildings(conn: sqlite3.Connection) -> list[str]:
    """Return the buildings of the register in the order of the walk."""
    rows = conn.execute(
        "SELECT building FROM fire_equipment GROUP BY building"
        " ORDER BY min(CASE walk WHEN 0 THEN 1000000000 ELSE walk END), building"
    )
    return [row["building"] for row in rows]


def lines(conn: sqlite3.Connection, *, before: int = _EVER) -> list[Line]:
    """Return the lines of the daily round in order, each with its last check before `before`."""
    sql = _LINES + " WHERE l.kind IS NULL ORDER BY l.position"
    return read(conn, Line, sql, {"before": before})


def criteria(conn: sqlite3.Connection) -> dict[Kind, list[Line]]:
    """Return what is looked at on each kind of equipment."""
    found: dict[Kind, list[Line]] = {}
    sql = (
        "SELECT l.*, NULL AS last_check, NULL AS last_result FROM fire_line l"
        " WHERE l.kind IS NOT NULL ORDER BY l.kind, l.position"
    )
    for line in read(conn, Line, sql):
        if line.kind is not None:
            found.setdefault(line.kind, []).append(line)
    return found


def line(conn: sqlite3.Connection, code: str) -> Line | None:
    """Return a line of the daily round, or None."""
    sql = _LINES + " WHERE l.code = :code AND l.kind IS NULL"
    return read_one(conn, Line, sql, {"code": code, "before": _EVER})


def has_lines(conn: sqlite3.Connection) -> bool:
    """Tell whether the checklist lines were written into this record."""
    return conn.execute("SELECT 1 FROM fire_line LIMIT 1").fetchone() is not None


def checks(conn: sqlite3.Connection, start: int, end: int) -> list[Check]:
    """Return the checks made from `start` until before `end` (ms UTC), without corrected ones."""
    return read(
        conn,
        Check,
        "SELECT * FROM fire_check WHERE at >= ? AND at < ? AND NOT corrected ORDER BY at, id",
        [start, end],
    )


def check(conn: sqlite3.Connection, identity: int) -> Check | None:
    """Return a check that was not corrected, or None."""
    sql = "SELECT * FROM fire_check WHERE id = ? AND NOT corrected"
    return read_one(conn, Check, sql, [identity])


def history(conn: sqlite3.Connection, target: Target, most: int = 20) -> list[Check]:
    """Return the newest checks of one target, the latest first."""
    column = "line" if target.line is not None else "equipment"
    return read(
        conn,
        Check,
        f"SELECT * FROM fire_check WHERE {column} = ? AND NOT corrected"
        " ORDER BY at DESC, id DESC LIMIT ?",
        [target.line if target.line is not None else target.equipment, most],
    )


def open_defects(conn: sqlite3.Connection) -> list[Defect]:
    """Return all defects that are open or wait to be verified, the first due first."""
    sql = _DEFECTS + " WHERE d.state IN ('open', 'fixed') ORDER BY d.due, d.id"
    return read(conn, Defect, sql)


def defects(conn: sqlite3.Connection, start: int, end: int) -> list[Defect]:
    """Return the defects opened from `start` until before `end` (ms UTC), in that order."""
    sql = _DEFECTS + " WHERE d.opened_at >= ? AND d.opened_at < ? ORDER BY d.opened_at, d.id"
    return read(conn, Defect, sql, [start, end])


def closed_defects(conn: sqlite3.Connection, most: int = 200) -> list[Defect]:
    """Return the defects closed or withdrawn last, the latest first."""
    sql = (
        _DEFECTS
        + " WHERE d.state IN ('closed', 'withdrawn') ORDER BY d.state_at DESC, d.id DESC LIMIT ?"
    )
    return read(conn, Defect, sql, [most])


def defect(conn: sqlite3.Connection, identity: int) -> Defect | None:
    """Return a defect, or None."""
    return read_one(conn, Defect, _DEFECTS + " WHERE d.id = ?", [identity])


def defect_found_by(conn: sqlite3.Connection, check: int) -> Defect | None:
    """Return the defect that a check opened, or None."""
    return read_one(conn, Defect, _DEFECTS + " WHERE d.found_by = ?", [check])


def open_defects_of(conn: sqlite3.Connection, target: Target) -> list[Defect]:
    """Return the defects of one target that are not closed."""
    return read(
        conn,
        Defect,
        _DEFECTS + " WHERE d.equipment IS ? AND d.line IS ? AND d.state IN ('open', 'fixed')"
        " ORDER BY d.id",
        [target.equipment, target.line],
    )


def steps(conn: sqlite3.Connection, defect: int) -> list[DefectStep]:
    """Return what happened to a defect, in order."""
    sql = "SELECT * FROM fire_step WHERE defect = ? ORDER BY stamp, id"
    return read(conn, DefectStep, sql, [defect])


def summary(conn: sqlite3.Connection, start: int, end: int) -> Summary:
    """Count what was done from `start` until before `end` (ms UTC)."""
    rows = conn.execute(
        "SELECT result, count(*) FROM fire_check WHERE at >= ? AND at < ? AND NOT corrected"
        " GROUP BY result",
        [start, end],
    )
    by_result = {Result(row[0]): int(row[1]) for row in rows}
    opened = conn.execute(
        "SELECT count(*) FROM fire_defect WHERE opened_at >= ? AND opened_at < ?"
        " AND state <> 'withdrawn'",
        [start, end],
    ).fetchone()[0]
    closed = conn.execute(
        "SELECT count(*) FROM fire_step WHERE at >= ? AND at < ? AND step = 'closed'", [start, end]
    ).fetchone()[0]
    return Summary(
        sum(by_result.values()),
        by_result.get(Result.PASS, 0),
        by_result.get(Result.FAIL, 0),
        by_result.get(Result.NOT_POSSIBLE, 0),
        opened,
        closed,
    )


def target_words(conn: sqlite3.Connection, target: Target) -> str:
    """Return the name of what is checked, in the language on screen."""
    if target.line is not None:
        row = conn.execute(
            "SELECT title, title_en FROM fire_line WHERE code = ?", [target.line]
        ).fetchone()
        return str(row["title_en" if language() == "en" else "title"]) if row else target.line
    row = conn.execute(
        "SELECT kind, code FROM fire_equipment WHERE id = ?", [target.equipment]
    ).fetchone()
    return f"{_(KIND_WORDS[Kind(row['kind'])])} {row['code']}" if row else ""
