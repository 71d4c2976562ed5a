"""The tables of fire prevention and how each kind of entry is read into them."""

import sqlite3
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.fire.defect import STATE_AFTER, State, Step

MIGRATIONS: Final = Migrations("fire")

_DETAILS: Final = (
    "kind",
    "building",
    "place",
    "code",
    "floor",
    "name",
    "serial",
    "size",
    "made",
    "recharged",
    "next_due",
    "walk",
    "note",
)


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of fire prevention."""
    for sql in (
        "CREATE TABLE fire_line (code TEXT PRIMARY KEY, kind TEXT, position INTEGER NOT NULL,"
        " letters TEXT NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL,"
        " criterion TEXT NOT NULL, criterion_en TEXT NOT NULL, place TEXT NOT NULL,"
        " place_en TEXT NOT NULL, critical INTEGER NOT NULL, since INTEGER NOT NULL) STRICT",
        "CREATE TABLE fire_equipment (id INTEGER PRIMARY KEY, kind TEXT NOT NULL,"
        " building TEXT NOT NULL, place TEXT NOT NULL, code TEXT NOT NULL, floor TEXT NOT NULL,"
        " name TEXT NOT NULL, serial TEXT NOT NULL, size TEXT NOT NULL, made TEXT,"
        " recharged TEXT, next_due TEXT, walk INTEGER NOT NULL, note TEXT NOT NULL,"
        " registered_at INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT",
        "CREATE INDEX fire_equipment_by_code ON fire_equipment (code)",
        "CREATE TABLE fire_service (equipment INTEGER PRIMARY KEY, in_service INTEGER NOT NULL,"
        " reason TEXT NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL) STRICT",
        "CREATE TABLE fire_check (id INTEGER PRIMARY KEY, line TEXT, equipment INTEGER,"
        " result TEXT NOT NULL, note TEXT NOT NULL, measured INTEGER, unit TEXT NOT NULL,"
        " at INTEGER NOT NULL, entered_at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " standing TEXT NOT NULL, defect INTEGER, corrects INTEGER, corrected INTEGER NOT NULL)"
        " STRICT",
        "CREATE INDEX fire_check_by_line ON fire_check (line, at)"
        " WHERE line IS NOT NULL AND NOT corrected",
        "CREATE INDEX fire_check_by_equipment ON fire_check (equipment, at)"
        " WHERE equipment IS NOT NULL AND NOT corrected",
        "CREATE INDEX fire_check_by_time ON fire_check (at)",
        "CREATE INDEX fire_check_by_correction ON fire_check (corrects) WHERE corrects IS NOT NULL",
        "CREATE TABLE fire_defect (id INTEGER PRIMARY KEY, line TEXT, equipment INTEGER,"
        " place TEXT NOT NULL, note TEXT NOT NULL, temporary TEXT NOT NULL, owner_person INTEGER,"
        " owner_text TEXT NOT NULL, due TEXT NOT NULL, critical INTEGER NOT NULL,"
        " found_by INTEGER NOT NULL, opened_at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " standing TEXT NOT NULL, state TEXT NOT NULL, state_at INTEGER NOT NULL,"
        " state_by INTEGER NOT NULL, state_note TEXT NOT NULL, times INTEGER NOT NULL) STRICT",
        "CREATE INDEX fire_defect_open ON fire_defect (state, due)"
        " WHERE state IN ('open', 'fixed')",
        "CREATE INDEX fire_defect_by_time ON fire_defect (opened_at)",
        "CREATE INDEX fire_defect_by_check ON fire_defect (found_by)",
        "CREATE INDEX fire_defect_by_target ON fire_defect (equipment, line)",
        "CREATE TABLE fire_plan (defect INTEGER PRIMARY KEY, temporary TEXT NOT NULL,"
        " owner_person INTEGER, owner_text TEXT NOT NULL, due TEXT NOT NULL,"
        " stamp INTEGER NOT NULL) STRICT",
        "CREATE TABLE fire_step (id INTEGER PRIMARY KEY, defect INTEGER NOT NULL,"
        " step TEXT NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " standing TEXT NOT NULL, note TEXT NOT NULL, stamp INTEGER NOT NULL) STRICT",
        "CREATE INDEX fire_step_by_defect ON fire_step (defect, stamp)",
        "CREATE INDEX fire_step_by_time ON fire_step (at)",
    ):
        database.execute(sql)


_LINE_COLUMNS: Final = (
    "code",
    "kind",
    "position",
    "letters",
    "title",
    "title_en",
    "criterion",
    "criterion_en",
    "place",
    "place_en",
    "critical",
)


def _lines_added(conn: sqlite3.Connection, entry: Entry) -> None:
    for row in entry.body["rows"]:
        conn.execute(
            f"INSERT OR IGNORE INTO fire_line ({', '.join(_LINE_COLUMNS)}, since)"
            f" VALUES ({', '.join('?' * len(_LINE_COLUMNS))}, ?)",
            (*(row[name] for name in _LINE_COLUMNS), entry.occurred_at),
        )


def _equipment_written(conn: sqlite3.Connection, entry: Entry) -> None:
    """Keep the newest details of a piece, whichever of registering and changing arrives first."""
    details = entry.body["details"]
    piece = entry.body.get("equipment", entry.id)
    since = entry.body.get("registered_at", entry.occurred_at)
    conn.execute(
        f"INSERT INTO fire_equipment (id, {', '.join(_DETAILS)}, registered_at, stamp)"
        f" VALUES (?, {', '.join('?' * len(_DETAILS))}, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in (*_DETAILS, "stamp"))
        + " WHERE excluded.stamp > stamp",
        (piece, *(details[name] for name in _DETAILS), since, entry.stamp),
    )


def _service_changed(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO fire_service VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (equipment) DO UPDATE SET"
        " in_service = excluded.in_service, reason = excluded.reason, at = excluded.at,"
        " account = excluded.account, stamp = excluded.stamp WHERE excluded.stamp > stamp",
        (
            body["equipment"],
            int(entry.kind == "fire.equipment_returned"),
            body["reason"],
            entry.occurred_at,
            entry.actor,
            entry.stamp,
        ),
    )


def _checked(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    corrected = conn.execute("SELECT 1 FROM fire_check WHERE corrects = ?", [entry.id]).fetchone()
    conn.execute(
        "INSERT INTO fire_check VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            body["line"],
            body["equipment"],
            body["result"],
            body["note"],
            body["measured"],
            body["unit"],
            entry.occurred_at,
            entry.entered_at,
            entry.actor,
            body["standing"],
            body["defect"],
            body["corrects"],
            int(corrected is not None),
        ),
    )
    if body["corrects"] is not None:
        conn.execute("UPDATE fire_check SET corrected = 1 WHERE id = ?", [body["corrects"]])


def _defect_opened(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO fire_defect VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 1)",
        (
            entry.id,
            body["line"],
            body["equipment"],
            body["place"],
            body["note"],
            body["temporary"],
            body["owner_person"],
            body["owner_text"],
            body["due"],
            int(body["critical"]),
            body["found_by"],
            entry.occurred_at,
            entry.actor,
            body["standing"],
            State.OPEN.value,
            entry.occurred_at,
            entry.actor,
        ),
    )
    _settle(conn, entry.id)


def _stepped(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO fire_step VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            body["defect"],
            body["step"],
            entry.occurred_at,
            entry.actor,
            body["standing"],
            body["note"],
            entry.stamp,
        ),
    )
    if body["step"] == Step.PLANNED.value:
        conn.execute(
            "INSERT INTO fire_plan VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (defect) DO UPDATE SET"
            " temporary = excluded.temporary, owner_person = excluded.owner_person,"
            " owner_text = excluded.owner_text, due = excluded.due, stamp = excluded.stamp"
            " WHERE excluded.stamp > stamp",
            (
                body["defect"],
                body["temporary"],
                body["owner_person"],
                body["owner_text"],
                body["due"],
                entry.stamp,
            ),
        )
    _settle(conn, body["defect"])


def _settle(conn: sqlite3.Connection, defect: int) -> None:
    """Bring a defect's row up to date with its steps, whichever of them arrived first."""
    conn.execute(
        "UPDATE fire_defect SET (temporary, owner_person, owner_text, due) ="
        " (SELECT temporary, owner_person, owner_text, due FROM fire_plan WHERE defect = id)"
        " WHERE id = ? AND EXISTS (SELECT 1 FROM fire_plan WHERE defect = id)",
        [defect],
    )
    conn.execute(
        "UPDATE fire_defect SET times = 1 + (SELECT count(*) FROM fire_step"
        " WHERE defect = fire_defect.id AND step = ?) WHERE id = ?",
        (Step.SEEN_AGAIN.value, defect),
    )
    marks = ", ".join("?" * len(STATE_AFTER))
    row = conn.execute(
        f"SELECT step, at, account, note FROM fire_step WHERE defect = ? AND step IN ({marks})"
        " ORDER BY stamp DESC, id DESC LIMIT 1",
        (defect, *(step.value for step in STATE_AFTER)),
    ).fetchone()
    if row is not None:
        conn.execute(
            "UPDATE fire_defect SET state = ?, state_at = ?, state_by = ?, state_note = ?"
            " WHERE id = ?",
            (STATE_AFTER[Step(row["step"])].value, row["at"], row["account"], row["note"], defect),
        )


APPLY: Final[dict[str, Applier]] = {
    "fire.lines_added": _lines_added,
    "fire.equipment_registered": _equipment_written,
    "fire.equipment_changed": _equipment_written,
    "fire.equipment_withdrawn": _service_changed,
    "fire.equipment_returned": _service_changed,
    "fire.checked": _checked,
    "fire.defect_opened": _defect_opened,
    "fire.defect_stepped": _stepped,
}
TABLES: Final = (
    "fire_line",
    "fire_equipment",
    "fire_service",
    "fire_check",
    "fire_defect",
    "fire_plan",
    "fire_step",
)
