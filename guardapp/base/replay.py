"""Reads the journal again from its start: verifies the chain, rebuilds and compares the tables."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from guardapp.base import db, identity, journal
from guardapp.base.db import Feature
from guardapp.base.entry import GENESIS, Entry, Head, chained
from guardapp.base.keys import Keys
from guardapp.base.words import N_, _

_MESSAGES: Final = {
    "hash": N_("Mục {where}: nội dung không khớp chuỗi kiểm chứng (đã bị sửa)."),
    "gap": N_("Mục {where}: thiếu mục đứng trước (đã bị xóa hoặc đảo chỗ)."),
    "identity": N_("Mục {where}: số hiệu không khớp (đã bị đảo chỗ)."),
    "trigger": N_("Khóa bảo vệ «{where}» của nhật ký đã bị gỡ hoặc bị sửa."),
    "anchor-missing": N_("Tờ giấy ghi mục {where} nhưng dữ liệu không còn mục đó (đuôi bị cắt)."),
    "anchor-differs": N_("Mục {where} khác với tờ giấy đã in (chuỗi bị ghi lại)."),
    "anchor-unreadable": N_("Dãy số trên giấy «{where}» gõ sai: số kiểm tra không khớp."),
    "table": N_("Bảng {where} khác với nhật ký."),
    "database": N_("Tệp dữ liệu hỏng: {where}."),
    "unreadable": N_("Mục {where}: không đọc được vào các bảng."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not whole: a code of `_MESSAGES` and where it is."""

    code: str
    where: str

    def words(self) -> str:
        """Return what is wrong and where, in the language on screen."""
        return _(_MESSAGES[self.code]).format(where=self.where)


def verify_chain(conn: sqlite3.Connection) -> list[Finding]:
    """Recompute every device's chain and check the guarding triggers; the first fault of each."""
    found = _verify_triggers(conn)
    device, head, broken = 0, Head(0, 0, GENESIS), False
    for row in conn.execute(f"SELECT {journal.COLUMNS} FROM journal ORDER BY id"):
        at_device, number = identity.split(row["id"])
        if at_device != device:
            device, head, broken = at_device, Head(at_device, 0, GENESIS), False
        if broken:
            continue
        code = _row_fault(row, head)
        if code is not None:
            found.append(Finding(code, identity.label(row["id"])))
            broken = True
        head = Head(device, number, row["hash"])
    return found


def _row_fault(row: sqlite3.Row, head: Head) -> str | None:
    device, number = identity.split(row["id"])
    if (row["device"], row["number"]) != (device, number):
        return "identity"
    if number != head.number + 1:
        return "gap"
    if chained(head.hash, tuple(row)[1:10]) != row["hash"]:
        return "hash"
    return None


def _verify_triggers(conn: sqlite3.Connection) -> list[Finding]:
    there = {
        row["name"]: row["sql"]
        for row in conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }
    return [
        Finding("trigger", name)
        for name, sql in journal.TRIGGERS.items()
        if there.get(name) != sql.strip()
    ]


def verify_anchor(conn: sqlite3.Connection, digits: str) -> list[Finding]:
    """Compare the digits of a printed sheet with the record; spaces and hyphens do not matter."""
    typed = "".join(one for one in digits if one not in " -–.")
    if len(typed) != 32 or not identity.is_valid_code(typed):
        return [Finding("anchor-unreadable", digits)]
    device, number = int(typed[:2]), int(typed[2:12])
    entry_id = identity.make(device, number)
    row = conn.execute("SELECT hash FROM journal WHERE id = ?", [entry_id]).fetchone()
    if row is None:
        return [Finding("anchor-missing", identity.label(entry_id))]
    if Head(device, number, row["hash"]).anchor() != typed:
        return [Finding("anchor-differs", identity.label(entry_id))]
    return []


def entries(conn: sqlite3.Connection, keys: Keys) -> Iterator[Entry]:
    """Yield all entries in canonical order (stamp, device, number), persons' fields in clear."""
    for row in conn.execute(f"SELECT {journal.COLUMNS} FROM journal ORDER BY stamp, id"):
        yield Entry(
            row["device"],
            row["number"],
            row["stamp"],
            row["entered_at"],
            row["occurred_at"],
            row["actor"],
            row["kind"],
            row["version"],
            _unsealed(json.loads(row["body"]), keys),
        )


def _unsealed(value: Any, keys: Keys) -> Any:
    if isinstance(value, dict):
        if len(value) == 1 and "~" in value:
            subject, sealed = value["~"]
            return keys.unseal(subject, sealed)
        return {key: _unsealed(one, keys) for key, one in value.items()}
    if isinstance(value, list):
        return [_unsealed(one, keys) for one in value]
    return value


def read_into(
    target: sqlite3.Connection, source: Iterator[Entry], features: Sequence[Feature]
) -> None:
    """Read entries, in canonical order, into empty tables; one transaction.

    Raises journal.UnknownKind.
    """
    appliers = {kind: one for feature in features for kind, one in feature.apply.items()}
    target.execute("BEGIN IMMEDIATE")
    try:
        for entry in source:
            applier = appliers.get(entry.kind)
            if applier is None:
                raise journal.UnknownKind(entry.kind)
            applier(target, entry)
        target.execute("COMMIT")
    except BaseException:
        if target.in_transaction:
            target.execute("ROLLBACK")
        raise


def rebuilt(
    conn: sqlite3.Connection, keys: Keys, features: Sequence[Feature]
) -> sqlite3.Connection:
    """Return a new database in memory whose tables are read anew from the journal of `conn`."""
    target = db.connect(None)
    db.migrate(target, [feature.migrations for feature in features])
    read_into(target, entries(conn, keys), features)
    return target


def verify_tables(
    conn: sqlite3.Connection, keys: Keys, features: Sequence[Feature]
) -> list[Finding]:
    """Compare every declared table with its reading from the journal."""
    try:
        anew = rebuilt(conn, keys, features)
    except (LookupError, ValueError, TypeError, sqlite3.Error) as error:
        return [Finding("unreadable", type(error).__name__)]
    tables = [table for feature in features for table in feature.tables]
    return [Finding("table", where) for where in db.differences(conn, anew, tables)]


def verify_database(conn: sqlite3.Connection) -> list[Finding]:
    """Run SQLite's own integrity check."""
    try:
        answers = [row[0] for row in conn.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        answers = [str(error)]
    return [Finding("database", answer) for answer in answers if answer != "ok"]


def read_anew(conn: sqlite3.Connection, keys: Keys, features: Sequence[Feature]) -> None:
    """Empty all tables of `features` and read the journal into them, in an open transaction."""
    for feature in features:
        for table in feature.tables:
            conn.execute(f'DELETE FROM "{table}"')
    appliers = {kind: one for feature in features for kind, one in feature.apply.items()}
    for entry in entries(conn, keys):
        appliers[entry.kind](conn, entry)
