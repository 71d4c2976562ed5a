"""What belongs to this PC alone: drafts (encrypted), lock-out counters, mappings, window state."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import nacl.exceptions
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base import db
from guardapp.base.keys import Keys

NAME: Final = Path("local.db")
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
    """The open local.db of one data folder; its verbs raise db.CannotStore, db.DamagedFile.

    `locked` says for logins locked in this run after how many tries, and until which steady time.
    """

    def __init__(self, path: Path | None, keys: Keys) -> None:
        self._path = path or NAME
        self._conn = db.connect(path)
        try:
            db.refuse_newer(self._conn, [MIGRATIONS], self._path)
            db.migrate(self._conn, [MIGRATIONS])
        except sqlite3.Error as error:
            self._conn.close()
            raise db.told(error, self._path) or error from error
        self._box = keys.folder_box("drafts")
        self.locked: dict[str, tuple[int, int]] = {}

    def close(self) -> None:
        """Close the file."""
        self._conn.close()

    def _do(self, sql: str, params: Sequence[Any]) -> sqlite3.Row | None:
        try:
            row: sqlite3.Row | None = self._conn.execute(sql, params).fetchone()
        except sqlite3.Error as error:
            raise db.told(error, self._path) or error from error
        return row

    def save_draft(self, name: str, values: dict[str, Any]) -> None:
        """Keep what is being typed under `name`, sealed under this folder's key."""
        sealed = bytes(self._box.encrypt(json.dumps(values, ensure_ascii=False).encode()))
        self._do("INSERT OR REPLACE INTO draft VALUES (?, ?)", (name, sealed))

    def load_draft(self, name: str) -> dict[str, Any] | None:
        """Return what was being typed under `name`, or None."""
        row = self._do("SELECT sealed FROM draft WHERE name = ?", [name])
        if row is None:
            return None
        try:
            values: dict[str, Any] = json.loads(self._box.decrypt(row["sealed"]))
        except (nacl.exceptions.CryptoError, ValueError):
            return None
        return values

    def drop_draft(self, name: str) -> None:
        """Forget a draft, since its content is saved or given up."""
        self._do("DELETE FROM draft WHERE name = ?", [name])

    def get(self, name: str, default: Any = None) -> Any:
        """Return a remembered plain value, such as an import's column mapping."""
        row = self._do("SELECT value FROM state WHERE name = ?", [name])
        return default if row is None else json.loads(row["value"])

    def set(self, name: str, value: Any) -> None:
        """Remember a plain value under `name`."""
        text = json.dumps(value, ensure_ascii=False)
        self._do("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, text))

    def _masked(self, login: str) -> str:
        """Return what stands for a login: somebody may have typed a secret in its place."""
        return hashlib.blake2b(login.encode(), key=bytes(self._box), digest_size=16).hexdigest()

    def wrong_tries(self, login: str) -> tuple[int, int]:
        """Return the wrong tries of a login in a row, and until when (ms UTC) it is locked."""
        row = self._do(
            "SELECT tries, until_ms FROM wrong_try WHERE login = ?", [self._masked(login)]
        )
        return (0, 0) if row is None else (row["tries"], row["until_ms"])

    def count_try(self, login: str) -> int:
        """Count one more try of a login and return how many there are, with other programs'."""
        row = self._do(
            "INSERT INTO wrong_try VALUES (?, 1, 0)"
            " ON CONFLICT (login) DO UPDATE SET tries = tries + 1 RETURNING tries",
            [self._masked(login)],
        )
        assert row is not None
        return int(row["tries"])

    def set_lock(self, login: str, until_ms: int) -> None:
        """Store until when (ms UTC) a login with wrong tries is locked."""
        self._do(
            "UPDATE wrong_try SET until_ms = ? WHERE login = ?", (until_ms, self._masked(login))
        )

    def forget_tries(self, login: str) -> None:
        """Forget a login's wrong tries after a right one."""
        self._do("DELETE FROM wrong_try WHERE login = ?", [self._masked(login)])
        self.locked.pop(login, None)
