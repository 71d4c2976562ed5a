"""What belongs to this PC alone: drafts (encrypted), lock-out counters, mappings, window state."""

import json
from pathlib import Path
from typing import Any, Final

import nacl.exceptions
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base import db
from guardapp.base.keys import Keys

MIGRATIONS: Final = Migrations("local")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of this PC's own state."""
    for sql in (
        "CREATE TABLE draft (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT",
        "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "CREATE TABLE wrong_try (login TEXT PRIMARY KEY, tries INTEGER NOT NULL,"
        " until_ms INTEGER NOT NULL) STRICT",
    ):
        database.execute(sql)


class Local:
    """The open local.db of one data folder."""

    def __init__(self, path: Path | None, keys: Keys) -> None:
        self._conn = db.connect(path)
        db.refuse_newer(self._conn, [MIGRATIONS], path or Path("local.db"))
        db.migrate(self._conn, [MIGRATIONS])
        self._box = keys.folder_box("drafts")

    def close(self) -> None:
        """Close the file."""
        self._conn.close()

    def save_draft(self, name: str, values: dict[str, Any]) -> None:
        """Keep what is being typed under `name`, sealed under this folder's key."""
        sealed = bytes(self._box.encrypt(json.dumps(values, ensure_ascii=False).encode()))
        self._conn.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (name, sealed))

    def load_draft(self, name: str) -> dict[str, Any] | None:
        """Return what was being typed under `name`, or None."""
        row = self._conn.execute("SELECT sealed FROM draft WHERE name = ?", [name]).fetchone()
        if row is None:
            return None
        try:
            values: dict[str, Any] = json.loads(self._box.decrypt(row["sealed"]))
        except (nacl.exceptions.CryptoError, ValueError):
            return None
        return values

    def drop_draft(self, name: str) -> None:
        """Forget a draft, since its content is saved or given up."""
        self._conn.execute("DELETE FROM draft WHERE name = ?", [name])

    def get(self, name: str, default: Any = None) -> Any:
        """Return a remembered plain value, such as an import's column mapping."""
        row = self._conn.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
        return default if row is None else json.loads(row["value"])

    def set(self, name: str, value: Any) -> None:
        """Remember a plain value under `name`."""
        text = json.dumps(value, ensure_ascii=False)
        self._conn.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, text))

    def wrong_tries(self, login: str) -> tuple[int, int]:
        """Return the wrong tries of a login in a row, and until when (ms UTC) it is locked."""
        row = self._conn.execute(
            "SELECT tries, until_ms FROM wrong_try WHERE login = ?", [login]
        ).fetchone()
        return (0, 0) if row is None else (row["tries"], row["until_ms"])

    def set_wrong_tries(self, login: str, tries: int, until_ms: int) -> None:
        """Store the wrong tries of a login; zero forgets them."""
        if tries:
            self._conn.execute(
                "INSERT OR REPLACE INTO wrong_try VALUES (?, ?, ?)", (login, tries, until_ms)
            )
        else:
            self._conn.execute("DELETE FROM wrong_try WHERE login = ?", [login])
