"""Says whether a record is whole: the database, the chain, the tables, and paper where given."""

from guardapp.base import db, replay
from guardapp.base.journal import Journal
from guardapp.base.replay import Finding


def verify(journal: Journal, anchor: str | None = None) -> list[Finding]:
    """Return all that is not whole; `anchor` is the digits of a printed sheet.

    The tables are compared only where the chain is whole, since they are its reading.
    """
    with db.snapshot(journal.tables):
        return _found(journal, anchor)


def _found(journal: Journal, anchor: str | None) -> list[Finding]:
    conn = journal.tables
    found = replay.verify_database(conn)
    if found:
        return found
    found = replay.verify_chain(conn)
    if anchor is not None:
        found += replay.verify_anchor(conn, anchor)
    return found or rebuild(journal)


def rebuild(journal: Journal) -> list[Finding]:
    """Replay the journal elsewhere and return where the tables differ from it."""
    with db.snapshot(journal.tables):
        return replay.verify_tables(journal.tables, journal.keys, journal.features)
