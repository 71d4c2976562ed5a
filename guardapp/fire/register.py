"""The verbs of the register of fire equipment: register, change, take out of service, put back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from guardapp.base.access import Right, Session, require
from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.identity import next_code
from guardapp.base.journal import Journal
from guardapp.base.text import nfc
from guardapp.base.words import _
from guardapp.fire import rules, store
from guardapp.fire.errors import needed
from guardapp.fire.model import Details, Equipment

_TEXTS: Final = ("building", "place", "code", "floor", "name", "serial", "size", "note")
_DAYS: Final = ("made", "recharged", "next_due")


def register(journal: Journal, session: Session, details: Details) -> int:
    """Put a piece into the register and return its identity; raises Invalid, Refused."""
    return register_many(journal, session, [details])[0]


def register_many(journal: Journal, session: Session, pieces: Sequence[Details]) -> list[int]:
    """Put pieces into the register in one transaction and return their identities.

    Raises Invalid with the problems of the first piece that does not fit, and Refused.
    """
    require(session, Right.MANAGE_FIRE)
    with journal.transaction():
        codes, serials = store.codes(journal.tables), store.serials(journal.tables)
        today = local_date(journal.clock.now_ms())
        highest = list(codes)
        made = []
        for given in pieces:
            details = _composed(given)
            problems = rules.problems(details, today, codes, serials, 0)
            if problems:
                raise Invalid(problems)
            if details.code:
                highest.append(details.code)
            else:
                details = replace(details, code=next_code(rules.CODE_PREFIX, highest))
                highest = [details.code]
            body = {"details": _body(details)}
            piece = journal.write("fire.equipment_registered", body, by=session.account)
            codes[details.code] = piece
            if details.serial:
                serials[details.serial.upper()] = details.code
            made.append(piece)
    return made


def register_problems(
    conn: sqlite3.Connection, today: date, pieces: Sequence[Details]
) -> list[dict[str, str]]:
    """Return for each piece what does not fit, by field; a repeated code or serial shows too."""
    codes, serials = store.codes(conn), store.serials(conn)
    found = []
    for number, given in enumerate(pieces, 1):
        details = _composed(given)
        found.append(rules.problems(details, today, codes, serials, 0))
        code = details.code or f"#{number}"
        codes.setdefault(code, -number)
        if details.serial:
            serials.setdefault(details.serial.upper(), code)
    return found


def change_equipment(journal: Journal, session: Session, piece: int, details: Details) -> None:
    """Change what is known of a piece; its code stays unless another is given.

    Raises Invalid, NotFound, Refused.
    """
    require(session, Right.MANAGE_FIRE)
    with journal.transaction():
        before = registered(journal, piece)
        details = _composed(details)
        details = replace(details, code=details.code or before.code)
        codes, serials = store.codes(journal.tables), store.serials(journal.tables)
        today = local_date(journal.clock.now_ms())
        problems = rules.problems(details, today, codes, serials, piece)
        if problems:
            raise Invalid(problems)
        body = {
            "equipment": piece,
            "registered_at": before.registered_at,
            "details": _body(details),
        }
        journal.write("fire.equipment_changed", body, by=session.account)


def withdraw(journal: Journal, session: Session, piece: int, reason: str) -> None:
    """Take a piece out of service; raises Invalid without a reason, NotFound, Refused."""
    _set_service(journal, session, piece, "fire.equipment_withdrawn", reason)


def put_back(journal: Journal, session: Session, piece: int, reason: str) -> None:
    """Put a piece back into service; raises Invalid without a reason, NotFound, Refused."""
    _set_service(journal, session, piece, "fire.equipment_returned", reason)


def _set_service(journal: Journal, session: Session, piece: int, kind: str, reason: str) -> None:
    require(session, Right.MANAGE_FIRE)
    body = {"equipment": piece, "reason": needed("reason", reason, _("Cần ghi lý do."))}
    with journal.transaction():
        registered(journal, piece)
        journal.write(kind, body, by=session.account)


def registered(journal: Journal, identity: int) -> Equipment:
    """Return a piece of the register; raises NotFound."""
    piece = store.piece(journal.tables, identity)
    if piece is None:
        raise NotFound(str(identity))
    return piece


def _composed(details: Details) -> Details:
    texts: dict[str, Any] = {name: nfc(getattr(details, name)).strip() for name in _TEXTS}
    return replace(details, **texts)


def _body(details: Details) -> dict[str, Any]:
    days = {name: getattr(details, name) for name in _DAYS}
    return {
        "kind": details.kind.value,
        "walk": details.walk,
        **{name: getattr(details, name) for name in _TEXTS},
        **{name: day and day.isoformat() for name, day in days.items()},
    }
