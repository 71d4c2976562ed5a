"""The tables of attendance and signed timesheets, and how entries are read into them."""

import sqlite3
from typing import Any, Final

from sqlite_utils import Database

from guardapp.base.db import Applier
from guardapp.base.entry import Entry, canonical
from guardapp.roster.model_attendance import Note
from guardapp.roster.tables import MIGRATIONS


@MIGRATIONS()
def m004_attendance(database: Database) -> None:
    """Add attendance, opening balances and signed timesheets."""
    for sql in (
        "CREATE TABLE attendance_note (entry INTEGER NOT NULL, guard INTEGER NOT NULL,"
        " stamp INTEGER NOT NULL, slot INTEGER NOT NULL, what TEXT NOT NULL, assignment INTEGER,"
        " post INTEGER, duty_date TEXT NOT NULL, start_ms INTEGER, end_ms INTEGER,"
        " came_ms INTEGER, left_ms INTEGER, cause TEXT, replaced_by INTEGER, note TEXT NOT NULL,"
        " account INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
        " PRIMARY KEY (entry, guard, slot)) STRICT, WITHOUT ROWID",
        "CREATE INDEX attendance_note_by_slot ON attendance_note (slot, guard)",
        "CREATE INDEX attendance_note_by_date ON attendance_note (duty_date)",
        "CREATE TABLE attendance (slot INTEGER NOT NULL, guard INTEGER NOT NULL,"
        " assignment INTEGER, post INTEGER, duty_date TEXT NOT NULL, start_ms INTEGER,"
        " end_ms INTEGER, came_ms INTEGER, left_ms INTEGER, cause TEXT, replaced_by INTEGER,"
        " note TEXT NOT NULL, by_hand INTEGER NOT NULL, corrections INTEGER NOT NULL,"
        " account INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
        " PRIMARY KEY (slot, guard)) STRICT, WITHOUT ROWID",
        "CREATE INDEX attendance_by_date ON attendance (duty_date)",
        "CREATE INDEX attendance_by_guard ON attendance (guard, duty_date)",
        "CREATE TABLE opening_balance (guard INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " as_of TEXT NOT NULL, overtime INTEGER NOT NULL, rest_days INTEGER NOT NULL) STRICT",
        "CREATE TABLE timesheet (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL,"
        " month TEXT NOT NULL, at INTEGER NOT NULL, account INTEGER NOT NULL,"
        " document TEXT NOT NULL) STRICT",
        "CREATE INDEX timesheet_by_month ON timesheet (month, stamp)",
        "CREATE TABLE timesheet_line (timesheet INTEGER NOT NULL, guard INTEGER NOT NULL,"
        " own TEXT NOT NULL, carried TEXT NOT NULL, overtime_year INTEGER NOT NULL,"
        " rest_days INTEGER NOT NULL,"
        " PRIMARY KEY (timesheet, guard)) STRICT, WITHOUT ROWID",
    ):
        database.execute(sql)


_ABOUT: Final = ("assignment", "post", "duty_date", "start_ms", "end_ms")
_TOLD: Final = ("came_ms", "left_ms", "cause", "replaced_by", "note")
_STANDING: Final = (
    "slot, guard, assignment, post, duty_date, start_ms, end_ms, came_ms, left_ms, cause,"
    " replaced_by, note, by_hand, corrections, account, at_ms"
)


def _attended(conn: sqlite3.Connection, entry: Entry) -> None:
    for row in entry.body["rows"]:
        slot = entry.id if row["slot"] is None else row["slot"]
        conn.execute(
            "INSERT INTO attendance_note VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                entry.id,
                row["guard"],
                entry.stamp,
                slot,
                row["what"],
                *(row[name] for name in _ABOUT),
                *(row[name] for name in _TOLD),
                entry.actor,
                entry.entered_at,
            ),
        )
        _stand(conn, slot, row["guard"])


def _stand(conn: sqlite3.Connection, slot: int, guard: int) -> None:
    """Write what all entries about one guard's shift come to, whatever order they arrived in."""
    notes = conn.execute(
        "SELECT * FROM attendance_note WHERE slot = ? AND guard = ? ORDER BY stamp, entry",
        [slot, guard],
    ).fetchall()
    now: dict[str, Any] = {"by_hand": 0, "corrections": 0}
    for place, note in enumerate(notes):
        _tell(now, note, first=place == 0)
    values = (slot, guard, *(now[name] for name in _STANDING.replace(" ", "").split(",")[2:]))
    conn.execute(
        f"INSERT OR REPLACE INTO attendance ({_STANDING}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        values,
    )


def _tell(now: dict[str, Any], note: sqlite3.Row, *, first: bool) -> None:
    """Take one entry into what stands: by hand it counts whole, else only what is not known yet."""
    what = Note(note["what"])
    by_hand = what is Note.SET
    if first or by_hand:
        names = (*_ABOUT, *_TOLD, "account", "at_ms")
        now.update({name: note[name] for name in names})
        now["by_hand"] = int(by_hand)
        now["corrections"] += int(by_hand and not first)
    elif what is Note.CAME and now["came_ms"] is None:
        now.update({name: note[name] for name in ("came_ms", "note", "account", "at_ms")})
        now["cause"] = now["replaced_by"] = None
    elif what is Note.LEFT and now["came_ms"] is not None and now["left_ms"] is None:
        now["left_ms"] = note["left_ms"]
    elif what is Note.ABSENT and now["came_ms"] is None and now["cause"] is None:
        now.update({name: note[name] for name in ("cause", "note", "account", "at_ms")})


def _balances_opened(conn: sqlite3.Connection, entry: Entry) -> None:
    for row in entry.body["rows"]:
        conn.execute(
            "INSERT INTO opening_balance VALUES (?,?,?,?,?) ON CONFLICT (guard) DO UPDATE SET"
            " stamp = excluded.stamp, as_of = excluded.as_of, overtime = excluded.overtime,"
            " rest_days = excluded.rest_days WHERE excluded.stamp > stamp",
            (row["guard"], entry.stamp, entry.body["as_of"], row["overtime"], row["rest_days"]),
        )


def _timesheet_signed(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO timesheet VALUES (?,?,?,?,?,?)",
        (
            entry.id,
            entry.stamp,
            body["month"],
            entry.entered_at,
            entry.actor,
            canonical(body["document"]),
        ),
    )
    conn.executemany(
        "INSERT INTO timesheet_line VALUES (?,?,?,?,?,?)",
        [
            (
                entry.id,
                one["guard"],
                canonical(one["own"]),
                canonical(one["carried"]),
                one["overtime_year"],
                one["rest_days"],
            )
            for one in body["rows"]
        ],
    )


APPLY: Final[dict[str, Applier]] = {
    "roster.attended": _attended,
    "roster.balances_opened": _balances_opened,
    "roster.timesheet_signed": _timesheet_signed,
}
TABLES: Final = (
    "attendance_note",
    "attendance",
    "opening_balance",
    "timesheet",
    "timesheet_line",
)
