"""Says whether a record is whole: the database, the chain, the tables, and paper where given."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from guardapp.base import db, replay
from guardapp.base.journal import Journal
from guardapp.base.replay import Finding


def verify(journal: Journal, anchor: str | None = None) -> list[Finding]:
    """Return all that is not whole; `anchor` is the digits of a printed sheet.

    The tables are compared only where the chain is whole, since they are its reading.
    """
    return _one_state(journal, lambda: _found(journal, anchor))


def _found(journal: Journal, anchor: str | None) -> list[Finding]:
    conn = journal.tables
    found = replay.verify_database(conn)
    if found:
        return found
    found = replay.verify_chain(conn)
    if anchor is not None:
        found += replay.verify_anchor(conn, anchor)
    return found or _rebuilt(journal)


def rebuild(journal: Journal) -> list[Finding]:
    """Replay the journal elsewhere and return where the tables differ from it."""
    return _one_state(journal, lambda: _rebuilt(journal))


def _rebuilt(journal: Journal) -> list[Finding]:
    return replay.verify_tables(journal.tables, journal.keys, journal.features)


def _one_state(journal: Journal, look: Callable[[], list[Finding]]) -> list[Finding]:
    """Look at one state of the file, whatever is written meanwhile; damage met is a finding."""
    try:
        with db.snapshot(journal.tables):
            return look()
    except sqlite3.Error as error:
        trouble = db.told(error, journal.path or Path(":memory:"))
        if isinstance(trouble, db.DamagedFile):
            return [Finding("database", trouble.reason)]
        raise trouble or error from error
