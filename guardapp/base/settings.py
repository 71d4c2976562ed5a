"""The facility's settings and the dated numbers that come from law."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from guardapp.base import parameter_values, resources
from guardapp.base.access import Right, Session, require
from guardapp.base.errors import Invalid
from guardapp.base.journal import Journal
from guardapp.base.words import _, date_text

_COLUMNS: Final = ("code", "value", "unit", "legal_basis", "valid_from", "valid_to")
FACILITY_NAMES: Final = ("name", "superior", "place", "symbol", "address", "phone", "beds")


@dataclass(frozen=True, slots=True)
class Facility:
    """Who prints: `superior` organ, `name`, `place` of dates, `symbol` in sheets' numbers."""

    name: str
    superior: str
    place: str
    symbol: str
    address: str
    phone: str
    beds: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that comes from law or the facility's own decision, with the dates it is valid."""

    code: str
    value: str
    unit: str
    legal_basis: str
    valid_from: str
    valid_to: str | None

    @property
    def number(self) -> int:
        """Return the value as an integer."""
        return int(self.value)


class NoParameter(LookupError):
    """No row is valid for this code on this date."""


def get(conn: sqlite3.Connection, name: str, default: str = "") -> str:
    """Return a setting's value, or `default`."""
    row = conn.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return default if row is None else str(row["value"])


def facility(conn: sqlite3.Connection) -> Facility:
    """Return the facility that this data folder belongs to; empty texts where nothing is set."""
    values = {name: get(conn, f"facility.{name}") for name in FACILITY_NAMES}
    return Facility(
        values["name"] or _("Cơ sở y tế"),
        values["superior"],
        values["place"],
        values["symbol"] or "BV",
        values["address"],
        values["phone"],
        int(values["beds"] or 0),
    )


def is_sample(conn: sqlite3.Connection) -> bool:
    """Tell whether this data folder is the sample hospital."""
    return get(conn, "facility.sample") == "1"


def set_values(journal: Journal, session: Session, values: Mapping[str, str]) -> None:
    """Set settings by name; raises access.Refused."""
    require(session, Right.SETTINGS)
    with journal.transaction():
        journal.write("base.settings_set", {"values": dict(values)}, by=session.account)


@cache
def _shipped() -> tuple[dict[str, str | None], ...]:
    text = resources.path("rules", "parameters.json").read_text(encoding="utf-8")
    return tuple(json.loads(text))


def seed_parameters(journal: Journal) -> None:
    """Write the shipped parameters into a new record."""
    with journal.transaction():
        journal.write("base.parameters_added", {"rows": list(_shipped())}, by=0)


def parameters(conn: sqlite3.Connection, on: date) -> dict[str, Parameter]:
    """Return all parameters that count on a date, by code; the newest row wins.

    On dates before a code's first row, which older records may lie on, that first row counts. A
    code that the record was never told, for it is younger, counts as it is shipped.
    """
    rows = conn.execute(
        "SELECT code, value, unit, legal_basis, valid_from, valid_to FROM parameter"
        " ORDER BY valid_from, id"
    ).fetchall()
    told = {row["code"] for row in rows}
    rows += [row for row in _shipped() if row["code"] not in told]
    day = on.isoformat()
    found: dict[str, Parameter] = {}
    for row in rows:
        begun = row["valid_from"] <= day
        over = row["valid_to"] is not None and row["valid_to"] < day
        if (begun and not over) or (not begun and row["code"] not in found):
            found[row["code"]] = Parameter(*(row[name] for name in _COLUMNS))
    return found


def history(conn: sqlite3.Connection, code: str) -> list[Parameter]:
    """Return all values that a parameter has had or will have, the one that begins last first."""
    rows = conn.execute(
        "SELECT code, value, unit, legal_basis, valid_from, valid_to FROM parameter"
        " WHERE code = ? ORDER BY valid_from DESC, id DESC",
        [code],
    ).fetchall()
    rows = rows or [row for row in _shipped() if row["code"] == code]
    return [Parameter(*(row[name] for name in _COLUMNS)) for row in rows]


def add_parameter(
    journal: Journal, session: Session, code: str, value: str, legal_basis: str, valid_from: date
) -> None:
    """Add a value that counts from a date on; what counted before stays as it is.

    Raises Invalid where the value is not of the parameter's kind, nothing is said of where it
    comes from, or it would begin before another; NoParameter, access.Refused.
    """
    require(session, Right.SETTINGS)
    with journal.transaction():
        known = history(journal.tables, code)
        if not known:
            raise NoParameter(code)
        latest, value = known[0], value.strip()
        problems = {}
        if words := parameter_values.problem(latest.unit, latest.value, value):
            problems["value"] = words
        if not legal_basis.strip():
            problems["legal_basis"] = _("Căn cứ: hãy ghi văn bản hoặc quyết định của đơn vị.")
        if valid_from < date.fromisoformat(latest.valid_from):
            problems["valid_from"] = _(
                "Từ ngày: đã có giá trị bắt đầu từ {day}, sau ngày này."
            ).format(day=date_text(date.fromisoformat(latest.valid_from)))
        if problems:
            raise Invalid(problems)
        told = journal.tables.execute("SELECT 1 FROM parameter WHERE code = ?", [code]).fetchone()
        before = [] if told else [row for row in _shipped() if row["code"] == code]
        made = Parameter(
            code, value, latest.unit, legal_basis.strip(), valid_from.isoformat(), None
        )
        rows = [*before, {name: getattr(made, name) for name in _COLUMNS}]
        journal.write("base.parameters_added", {"rows": rows}, by=session.account)


def changes(conn: sqlite3.Connection, first: date, last: date) -> list[date]:
    """Return the dates after `first`, up to `last`, on which other parameters begin to count."""
    rows = conn.execute(
        "SELECT valid_from FROM parameter WHERE valid_from > :first AND valid_from <= :last"
        " UNION SELECT date(valid_to, '+1 day') FROM parameter"
        " WHERE valid_to >= :first AND valid_to < :last ORDER BY 1",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [date.fromisoformat(row[0]) for row in rows]


def parameter(conn: sqlite3.Connection, code: str, on: date) -> Parameter:
    """Return the parameter valid on a date; raises NoParameter."""
    found = parameters(conn, on).get(code)
    if found is None:
        raise NoParameter(code)
    return found


def record_print(journal: Journal, session: Session, sheet: str, thing: str) -> int:
    """Record that a sheet was printed and return which copy it is, from 1; raises Refused."""
    require(session, Right.PRINT)
    with journal.transaction():
        row = journal.tables.execute(
            "SELECT count(*) FROM printing WHERE sheet = ? AND thing = ?", [sheet, thing]
        ).fetchone()
        copy = int(row[0]) + 1
        body = {"sheet": sheet, "thing": thing, "copy": copy}
        journal.write("base.printed", body, by=session.account)
    return copy
