"""What is read of incidents: one, a page of a list, the found, and what a period holds."""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from guardapp.base.db import Feature, read, read_one
from guardapp.base.text import fold
from guardapp.incidents import tables
from guardapp.incidents.model import (
    Content,
    Incident,
    Measure,
    Note,
    Notice,
    Number,
    Person,
    State,
    Step,
    Thing,
)

FEATURE: Final = Feature("incidents", tables.MIGRATIONS, tables.APPLY, tables.NAMES)

PAGE: Final = 100
_COLUMNS: Final = ", ".join(f'i."{name}"' for name in Incident.__dataclass_fields__)
_NEWEST: Final = "ORDER BY i.at_ms DESC, i.id DESC"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: words, a span of time (ms UTC, end not in it), kind with all below it."""

    text: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    kind: str = ""
    states: frozenset[State] = frozenset()
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Who an account belongs to."""

    name: str
    role: str
    person: int | None


def match(text: str) -> str:
    """Return the words of `text` as a search for all of them, each by its beginning."""
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", fold(text)))


def _where(wanted: Filter) -> tuple[str, dict[str, Any]]:
    tests: list[str] = []
    params: dict[str, Any] = {}
    sought = match(wanted.text)
    if sought:
        tests.append(
            "i.id IN (SELECT rowid FROM incident_search WHERE incident_search MATCH :sought)"
        )
        params["sought"] = sought
    for name, value, test in (
        ("start", wanted.start_ms, "i.at_ms >= :start"),
        ("end", wanted.end_ms, "i.at_ms < :end"),
        ("post", wanted.post, "i.post = :post"),
    ):
        if value is not None:
            tests.append(test)
            params[name] = value
    if wanted.kind:
        tests.append("(i.kind = :kind OR i.kind LIKE :below)")
        params |= {"kind": wanted.kind, "below": f"{wanted.kind}.%"}
    if wanted.states:
        names = sorted(state.value for state in wanted.states)
        tests.append(f"i.state IN ({', '.join(f':state{n}' for n in range(len(names)))})")
        params |= {f"state{n}": name for n, name in enumerate(names)}
    return " AND ".join(tests) or "1", params


def page(
    conn: sqlite3.Connection,
    wanted: Filter,
    *,
    before: Incident | None = None,
    limit: int = PAGE,
) -> list[Incident]:
    """Return the newest incidents that fit, older than `before` where given."""
    where, params = _where(wanted)
    if before is not None:
        where += " AND (i.at_ms, i.id) < (:before_ms, :before_id)"
        params |= {"before_ms": before.at_ms, "before_id": before.id}
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE {where} {_NEWEST} LIMIT :limit"
    return read(conn, Incident, sql, {**params, "limit": limit})


def count(conn: sqlite3.Connection, wanted: Filter) -> int:
    """Return how many incidents fit."""
    where, params = _where(wanted)
    row = conn.execute(f"SELECT count(*) FROM incident i WHERE {where}", params).fetchone()
    return int(row[0])


def search(conn: sqlite3.Connection, text: str, limit: int = PAGE) -> list[Incident]:
    """Return the newest incidents whose words begin with all words of `text`, marks aside."""
    return page(conn, Filter(text=text), limit=limit)


def incidents(
    conn: sqlite3.Connection,
    start_ms: int,
    end_ms: int,
    *,
    kind: str = "",
    states: Iterable[State] = (),
) -> list[Incident]:
    """Return what happened in [start, end), the oldest first; drafts and void ones too."""
    where, params = _where(
        Filter(start_ms=start_ms, end_ms=end_ms, kind=kind, states=frozenset(states))
    )
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE {where} ORDER BY i.at_ms, i.id"
    return read(conn, Incident, sql, params)


def entered(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Incident]:
    """Return what was written up in [start, end), imports aside: a shift's own incidents."""
    return read(
        conn,
        Incident,
        f"SELECT {_COLUMNS} FROM incident i WHERE i.entered_ms >= ? AND i.entered_ms < ?"
        " AND NOT i.imported ORDER BY i.entered_ms, i.id",
        [start_ms, end_ms],
    )


def in_states(conn: sqlite3.Connection, states: Iterable[State]) -> list[Incident]:
    """Return the incidents in some states, the oldest first."""
    where, params = _where(Filter(states=frozenset(states)))
    return read(
        conn, Incident, f"SELECT {_COLUMNS} FROM incident i WHERE {where} ORDER BY i.id", params
    )


def incident(conn: sqlite3.Connection, identity: int) -> Incident | None:
    """Return an incident by its identity."""
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE i.id = ?"
    return read_one(conn, Incident, sql, [identity])


def by_number(conn: sqlite3.Connection, number: str) -> Incident | None:
    """Return an incident by its public number, or by its source number."""
    typed = number.strip().upper()
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE i.number = ? OR i.source_number = ?"
    return read_one(conn, Incident, sql, [typed, number.strip()])


def content(conn: sqlite3.Connection, identity: int) -> Content | None:
    """Return all that is written about an incident, supplements aside."""
    row = conn.execute("SELECT * FROM incident WHERE id = ?", [identity]).fetchone()
    if row is None:
        return None
    plain = Incident.from_row(row)
    return Content(
        kind=plain.kind,
        place=plain.place,
        when=plain.when,
        from_ms=plain.from_ms,
        to_ms=plain.to_ms,
        what=plain.what,
        post=plain.post,
        discovered_ms=row["discovered_ms"],
        reported_ms=row["reported_ms"],
        things=tuple(things(conn, identity)),
        persons=tuple(persons(conn, identity)),
        measures=tuple(Measure(one) for one in json.loads(row["measures"])),
        done=row["done"],
        notices=tuple(notices(conn, identity)),
        notes={Note(name): text for name, text in json.loads(row["notes"]).items()},
    )


def things(conn: sqlite3.Connection, identity: int) -> list[Thing]:
    """Return the property of an incident."""
    sql = "SELECT * FROM incident_thing WHERE incident = ? ORDER BY position"
    return read(conn, Thing, sql, [identity])


def persons(conn: sqlite3.Connection, identity: int) -> list[Person]:
    """Return the persons of an incident."""
    sql = "SELECT * FROM incident_person WHERE incident = ? ORDER BY position"
    return read(conn, Person, sql, [identity])


def notices(conn: sqlite3.Connection, identity: int) -> list[Notice]:
    """Return the authorities told of an incident."""
    sql = "SELECT * FROM incident_notice WHERE incident = ? ORDER BY at_ms, id"
    return read(conn, Notice, sql, [identity])


def waiting_notices(conn: sqlite3.Connection) -> list[tuple[Incident, Notice]]:
    """Return the police told who have not answered, of incidents not closed."""
    rows = conn.execute(
        f"SELECT {_COLUMNS}, n.id AS notice FROM incident_notice n"
        " JOIN incident i ON i.id = n.incident"
        " WHERE n.answered_ms IS NULL AND n.authority IN ('police', '113')"
        " AND i.state NOT IN ('closed', 'void') ORDER BY n.at_ms, n.id"
    ).fetchall()
    found = []
    for row in rows:
        sql = "SELECT * FROM incident_notice WHERE id = ?"
        found.append((Incident.from_row(row), read(conn, Notice, sql, [row["notice"]])[0]))
    return found


def steps(conn: sqlite3.Connection, identity: int) -> list[Step]:
    """Return all steps of an incident, in the order made."""
    sql = "SELECT * FROM incident_step WHERE incident = ? ORDER BY id"
    return read(conn, Step, sql, [identity])


def last_serial(conn: sqlite3.Connection, letters: str, year: int) -> int:
    """Return the last number given in a year by the PC of these letters, 0 for none."""
    row = conn.execute(
        "SELECT max(serial) FROM incident WHERE letters = ? AND year = ? AND serial > 0",
        [letters, year],
    ).fetchone()
    return int(row[0] or 0)


def number_of(conn: sqlite3.Connection, identity: int) -> Number | None:
    """Return the number an incident has, with its parts, or None."""
    return read_one(
        conn,
        Number,
        "SELECT number AS text, letters, year, serial FROM incident WHERE id = ? AND serial > 0",
        [identity],
    )


def account(conn: sqlite3.Connection, identity: int) -> Account | None:
    """Return whose account wrote, None for the program and for those who did not sign in."""
    return read_one(conn, Account, "SELECT * FROM account WHERE id = ?", [identity])


def places(conn: sqlite3.Connection, limit: int = 200) -> list[str]:
    """Return the places written before, the most frequent of the latest incidents first."""
    rows = conn.execute(
        "SELECT place FROM (SELECT place FROM incident WHERE place <> '' AND state <> 'void'"
        " ORDER BY id DESC LIMIT 2000) GROUP BY place ORDER BY count(*) DESC, place LIMIT ?",
        [limit],
    )
    return [str(row["place"]) for row in rows]


def latest_entry(conn: sqlite3.Connection) -> int:
    """Return when the record was last written to, in milliseconds UTC."""
    row = conn.execute("SELECT entered_at FROM journal ORDER BY stamp DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def by_source(conn: sqlite3.Connection, source_number: str) -> Incident | None:
    """Return the incident that another book counts under `source_number`."""
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE i.source_number = ? AND i.state <> 'void'"
    return read_one(conn, Incident, sql, [source_number])


def same_event(conn: sqlite3.Connection, kind: str, place: str, from_ms: int) -> Incident | None:
    """Return an incident of the same kind, place and time."""
    sql = (
        f"SELECT {_COLUMNS} FROM incident i WHERE i.at_ms = ? AND i.from_ms = ? AND i.kind = ?"
        " AND i.place = ? AND i.state <> 'void'"
    )
    return read_one(conn, Incident, sql, [from_ms, from_ms, kind, place])
