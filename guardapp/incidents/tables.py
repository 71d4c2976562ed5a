"""The tables of incidents and how each kind of entry is read into them."""

import json
import sqlite3
from typing import Any, Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.db import Applier
from guardapp.base.entry import Entry
from guardapp.base.text import fold

MIGRATIONS: Final = Migrations("incidents")

_INCIDENT_SQL: Final = """
CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL,
  number TEXT NOT NULL,
  letters TEXT NOT NULL,
  year INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  source_number TEXT NOT NULL,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  kind_words TEXT NOT NULL,
  place TEXT NOT NULL,
  post INTEGER,
  "when" TEXT NOT NULL,
  from_ms INTEGER,
  to_ms INTEGER,
  discovered_ms INTEGER,
  reported_ms INTEGER,
  at_ms INTEGER NOT NULL,
  what TEXT NOT NULL,
  measures TEXT NOT NULL,
  done TEXT NOT NULL,
  notes TEXT NOT NULL,
  value INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  standing TEXT NOT NULL,
  written_by INTEGER NOT NULL,
  claimed TEXT NOT NULL,
  entered_ms INTEGER NOT NULL,
  submitted_ms INTEGER,
  decided_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  imported INTEGER NOT NULL
) STRICT"""


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables and the search index."""
    for sql in (
        _INCIDENT_SQL,
        "CREATE INDEX incident_by_time ON incident (at_ms, id)",
        "CREATE INDEX incident_by_entry ON incident (entered_ms)",
        "CREATE INDEX incident_by_state ON incident (state)",
        "CREATE INDEX incident_by_source ON incident (source_number) WHERE source_number <> ''",
        "CREATE UNIQUE INDEX incident_by_number ON incident (letters, year, serial)"
        " WHERE serial > 0",
        "CREATE TABLE incident_thing (incident INTEGER NOT NULL, position INTEGER NOT NULL,"
        " name TEXT NOT NULL, quantity INTEGER NOT NULL, unit TEXT NOT NULL,"
        " description TEXT NOT NULL, serial TEXT NOT NULL, value INTEGER, owner TEXT NOT NULL,"
        " recovered INTEGER NOT NULL, PRIMARY KEY (incident, position)) STRICT",
        "CREATE TABLE incident_person (incident INTEGER NOT NULL, position INTEGER NOT NULL,"
        " subject INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,"
        " birth_year TEXT NOT NULL, identity_number TEXT NOT NULL, address TEXT NOT NULL,"
        " phone TEXT NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (incident, position)) STRICT",
        "CREATE TABLE incident_notice (id INTEGER PRIMARY KEY, incident INTEGER NOT NULL,"
        " authority TEXT NOT NULL, at_ms INTEGER NOT NULL, told_by TEXT NOT NULL,"
        " officer TEXT NOT NULL, reference TEXT NOT NULL, answer TEXT NOT NULL,"
        " answered_ms INTEGER) STRICT",
        "CREATE INDEX incident_notice_by_incident ON incident_notice (incident)",
        "CREATE TABLE incident_step (id INTEGER PRIMARY KEY, incident INTEGER NOT NULL,"
        ' act TEXT NOT NULL, at_ms INTEGER NOT NULL, "by" INTEGER NOT NULL,'
        " standing TEXT NOT NULL, text TEXT NOT NULL) STRICT",
        "CREATE INDEX incident_step_by_incident ON incident_step (incident)",
        "CREATE INDEX incident_step_by_time ON incident_step (at_ms)",
        "CREATE VIRTUAL TABLE incident_search USING fts5 (folded, prefix = '1 2 3')",
    ):
        database.execute(sql)


def _drafted(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    number = body.get("number") or {"text": "", "letters": "", "year": 0, "serial": 0}
    imported = entry.kind == "incidents.imported"
    columns: dict[str, Any] = {
        "id": entry.id,
        "subject": body["subject"],
        "number": number["text"],
        "letters": number["letters"],
        "year": number["year"],
        "serial": number["serial"],
        "source_number": body.get("source_number", ""),
        "state": "closed" if imported else "draft",
        "standing": body["standing"],
        "written_by": entry.actor,
        "claimed": body["claimed"],
        "entered_ms": entry.entered_at,
        "submitted_ms": entry.entered_at if imported else None,
        "decided_ms": entry.entered_at,
        "reason": "",
        "imported": int(imported),
        **_content_columns(entry),
    }
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(f":{name}" for name in columns)
    conn.execute(f"INSERT INTO incident ({names}) VALUES ({marks})", columns)
    _set_parts(conn, entry.id, entry)
    _step(conn, entry, entry.id)
    _index(conn, entry.id)


def _content_columns(entry: Entry) -> dict[str, Any]:
    body = entry.body
    moments = (body["from_ms"], body["discovered_ms"], body["reported_ms"], entry.occurred_at)
    return {
        "kind": body["kind"],
        "kind_words": body["kind_words"],
        "place": body["place"],
        "post": body["post"],
        "when": body["when"],
        "from_ms": body["from_ms"],
        "to_ms": body["to_ms"],
        "discovered_ms": body["discovered_ms"],
        "reported_ms": body["reported_ms"],
        "at_ms": next(one for one in moments if one is not None),
        "what": body["what"],
        "measures": json.dumps(body["measures"]),
        "done": body["done"],
        "notes": json.dumps(body["notes"], ensure_ascii=False, sort_keys=True),
        "value": sum(thing["value"] or 0 for thing in body["things"]),
        "recovered": sum(t["value"] or 0 for t in body["things"] if t["recovered"]),
    }


def _set_parts(conn: sqlite3.Connection, incident: int, entry: Entry) -> None:
    for position, thing in enumerate(entry.body["things"]):
        values = {**thing, "recovered": int(thing["recovered"])}
        conn.execute(
            "INSERT INTO incident_thing VALUES (:incident, :position, :name, :quantity, :unit,"
            " :description, :serial, :value, :owner, :recovered)",
            {"incident": incident, "position": position, **values},
        )
    for position, person in enumerate(entry.body["persons"]):
        conn.execute(
            "INSERT INTO incident_person VALUES (:incident, :position, :subject, :role, :name,"
            " :birth_year, :identity_number, :address, :phone, :unit)",
            {"incident": incident, "position": position, **person},
        )


def _rewritten(conn: sqlite3.Connection, entry: Entry) -> None:
    incident = entry.body["incident"]
    columns = _content_columns(entry)
    sets = ", ".join(f'"{name}" = :{name}' for name in columns)
    conn.execute(f"UPDATE incident SET {sets} WHERE id = :id", {**columns, "id": incident})
    conn.execute("DELETE FROM incident_thing WHERE incident = ?", [incident])
    conn.execute("DELETE FROM incident_person WHERE incident = ?", [incident])
    _set_parts(conn, incident, entry)
    _step(conn, entry, incident)
    _index(conn, incident)


def _submitted(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    number = body["number"]
    conn.execute(
        "UPDATE incident SET state = 'submitted', number = ?, letters = ?, year = ?, serial = ?,"
        " submitted_ms = coalesce(submitted_ms, ?), decided_ms = ?, reason = '' WHERE id = ?",
        (
            number["text"],
            number["letters"],
            number["year"],
            number["serial"],
            entry.entered_at,
            entry.entered_at,
            body["incident"],
        ),
    )
    _step(conn, entry, body["incident"])
    _index(conn, body["incident"])


_DECISIONS: Final = {
    "incidents.returned": "returned",
    "incidents.approved": "approved",
    "incidents.closed": "closed",
    "incidents.voided": "void",
}


def _decided(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "UPDATE incident SET state = ?, decided_ms = ?, reason = ? WHERE id = ?",
        (_DECISIONS[entry.kind], entry.entered_at, body["text"], body["incident"]),
    )
    _step(conn, entry, body["incident"])


def _supplemented(conn: sqlite3.Connection, entry: Entry) -> None:
    _step(conn, entry, entry.body["incident"])
    _index(conn, entry.body["incident"])


def _told(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "INSERT INTO incident_notice VALUES (?, ?, ?, ?, ?, ?, ?, '', NULL)",
        (
            entry.id,
            body["incident"],
            body["authority"],
            body["at_ms"],
            body["told_by"],
            body["officer"],
            body["reference"],
        ),
    )
    _step(conn, entry, body["incident"])


def _answered(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "UPDATE incident_notice SET answer = ?, answered_ms = ? WHERE id = ?",
        (body["text"], entry.occurred_at, body["notice"]),
    )
    _step(conn, entry, body["incident"])


def _reclassified(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    conn.execute(
        "UPDATE incident SET kind = ?, kind_words = ? WHERE id = ?",
        (body["kind"], body["kind_words"], body["incident"]),
    )
    _step(conn, entry, body["incident"])
    _index(conn, body["incident"])


def _recovered(conn: sqlite3.Connection, entry: Entry) -> None:
    body = entry.body
    key = (body["incident"], body["position"])
    conn.execute("UPDATE incident_thing SET recovered = 1 WHERE incident = ? AND position = ?", key)
    conn.execute(
        "UPDATE incident SET recovered = (SELECT coalesce(sum(value), 0) FROM incident_thing"
        " WHERE incident = incident.id AND recovered) WHERE id = ?",
        [body["incident"]],
    )
    _step(conn, entry, body["incident"])


def _step(conn: sqlite3.Connection, entry: Entry, incident: int) -> None:
    conn.execute(
        "INSERT INTO incident_step VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            incident,
            entry.kind.partition(".")[2],
            entry.entered_at,
            entry.actor,
            entry.body["standing"],
            entry.body.get("text", ""),
        ),
    )


def _index(conn: sqlite3.Connection, incident: int) -> None:
    row = conn.execute(
        "SELECT number, source_number, kind_words, place, what, done, notes FROM incident"
        " WHERE id = ?",
        [incident],
    ).fetchone()
    if row is None:
        return
    texts = [str(text) for text in row]
    for sql in (
        "SELECT name, description, serial FROM incident_thing WHERE incident = ? ORDER BY position",
        "SELECT name, unit FROM incident_person WHERE incident = ? ORDER BY position",
        "SELECT text FROM incident_step WHERE incident = ? AND text <> '' ORDER BY id",
    ):
        texts += [str(text) for part in conn.execute(sql, [incident]) for text in part]
    conn.execute("DELETE FROM incident_search WHERE rowid = ?", [incident])
    conn.execute(
        "INSERT INTO incident_search (rowid, folded) VALUES (?, ?)",
        (incident, fold("\n".join(filter(None, texts)))),
    )


APPLY: Final[dict[str, Applier]] = {
    "incidents.drafted": _drafted,
    "incidents.imported": _drafted,
    "incidents.rewritten": _rewritten,
    "incidents.submitted": _submitted,
    **dict.fromkeys(_DECISIONS, _decided),
    "incidents.supplemented": _supplemented,
    "incidents.told": _told,
    "incidents.answered": _answered,
    "incidents.reclassified": _reclassified,
    "incidents.recovered": _recovered,
}

NAMES: Final = (
    "incident",
    "incident_thing",
    "incident_person",
    "incident_notice",
    "incident_step",
)
