"""The keys of persons, the hashes of accounts' secrets and this folder's own key, in keys.db."""

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nacl.exceptions
import nacl.secret
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base import db

GONE: Final = "đã xóa"
COST: Final = 2**16
SCRYPT_MEMORY: Final = 96 * 1024 * 1024

MIGRATIONS: Final = Migrations("keys")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the tables of keys and secrets."""
    for sql in (
        "CREATE TABLE subject_key (subject INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT",
        "CREATE TABLE destroyed_key (subject INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE secret (account INTEGER PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL,"
        " cost INTEGER NOT NULL,"
        " must_change INTEGER NOT NULL) STRICT",
        "CREATE TABLE folder_key (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT",
    ):
        database.execute(sql)


@dataclass(frozen=True, slots=True)
class SecretHash:
    """A secret's scrypt hash with its salt, and the cost (n) it was made at."""

    salt: bytes
    hash: bytes
    cost: int


def hash_secret(secret: str) -> SecretHash:
    """Return the scrypt hash of a secret under a new salt; takes 0.1 to 0.2 s by intent."""
    salt = secrets.token_bytes(16)
    return SecretHash(salt, _scrypt(secret, salt, COST), COST)


def _scrypt(secret: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        secret.encode(), salt=salt, n=cost, r=8, p=1, maxmem=SCRYPT_MEMORY, dklen=32
    )


def _same(known: SecretHash, secret: str) -> bool:
    return hmac.compare_digest(_scrypt(secret, known.salt, known.cost), known.hash)


class Keys:
    """The open keys.db. Changes wait for `keep()`, which the journal calls before its commit."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._conn = db.connect(path)
        name = path or Path("keys.db")
        try:
            db.refuse_newer(self._conn, [MIGRATIONS], name)
            db.migrate(self._conn, [MIGRATIONS])
        except sqlite3.Error as error:
            self._conn.close()
            raise db.told(error, name) or error from error
        self._boxes: dict[int, nacl.secret.SecretBox | None] = {}
        self._undo: list[tuple[str, tuple[Any, ...]]] = []
        self._kept = False

    def close(self) -> None:
        """Close the file."""
        self._conn.close()

    def _change(self, sql: str, params: tuple[Any, ...]) -> None:
        if not self._conn.in_transaction:
            self._conn.execute("BEGIN IMMEDIATE")
        self._conn.execute(sql, params)

    def keep(self) -> None:
        """Make all changes durable."""
        if self._conn.in_transaction:
            self._conn.execute("COMMIT")
            self._kept = True

    def settle(self) -> None:
        """Hold the changes kept for good: the journal has committed what they belong to."""
        self._undo.clear()
        self._kept = False

    def forget(self) -> None:
        """Undo all changes since the last `settle()`, also kept ones; new keys may stay unused."""
        self._boxes.clear()
        undo, self._undo = self._undo, []
        kept, self._kept = self._kept, False
        if self._conn.in_transaction:
            self._conn.execute("ROLLBACK")
        elif kept and undo:
            for sql, params in reversed(undo):
                self._change(sql, params)
            self._conn.execute("COMMIT")

    def _remember(self, table: str, column: str, key: int) -> None:
        """Note how the row of `key` is put back as it is now."""
        row = self._conn.execute(f"SELECT * FROM {table} WHERE {column} = ?", [key]).fetchone()
        if row is None:
            self._undo.append((f"DELETE FROM {table} WHERE {column} = ?", (key,)))
        else:
            marks = ", ".join("?" * len(row))
            self._undo.append((f"INSERT OR REPLACE INTO {table} VALUES ({marks})", tuple(row)))

    def new_subject(self) -> int:
        """Return a new person's number, with a key of their own."""
        subject = secrets.randbits(62)
        key = secrets.token_bytes(nacl.secret.SecretBox.KEY_SIZE)
        self._change("INSERT INTO subject_key VALUES (?, ?)", (subject, key))
        self._boxes[subject] = nacl.secret.SecretBox(key)
        return subject

    def destroy(self, subject: int) -> None:
        """Destroy a person's key: nothing sealed under it can be read again."""
        self._remember("subject_key", "subject", subject)
        self._remember("destroyed_key", "subject", subject)
        self._change("DELETE FROM subject_key WHERE subject = ?", (subject,))
        self._change("INSERT OR IGNORE INTO destroyed_key VALUES (?)", (subject,))
        self._boxes[subject] = None

    def _box(self, subject: int) -> nacl.secret.SecretBox | None:
        if subject not in self._boxes:
            row = self._conn.execute(
                "SELECT key FROM subject_key WHERE subject = ?", [subject]
            ).fetchone()
            self._boxes[subject] = None if row is None else nacl.secret.SecretBox(row["key"])
        return self._boxes[subject]

    def seal(self, subject: int, value: str | int | None) -> str:
        """Return `value` sealed under the key of `subject`, as text; raises KeyError."""
        box = self._box(subject)
        if box is None:
            raise KeyError(subject)
        raw = json.dumps(value, ensure_ascii=False).encode()
        return base64.b64encode(bytes(box.encrypt(raw))).decode("ascii")

    def unseal(self, subject: int, sealed: str) -> Any:
        """Return a sealed value in clear, or GONE when the person's key is destroyed."""
        box = self._box(subject)
        if box is None:
            return GONE
        try:
            return json.loads(box.decrypt(base64.b64decode(sealed)))
        except (nacl.exceptions.CryptoError, ValueError):
            return GONE

    def set_secret(self, account: int, hashed: SecretHash, *, must_change: bool) -> None:
        """Store the hash of an account's secret."""
        self._remember("secret", "account", account)
        self._change(
            "INSERT OR REPLACE INTO secret VALUES (?, ?, ?, ?, ?)",
            (account, hashed.salt, hashed.hash, hashed.cost, int(must_change)),
        )

    def check_secret(self, account: int, secret: str) -> bool:
        """Tell whether `secret` is the account's; takes as long for an unknown account."""
        row = self._conn.execute(
            "SELECT salt, hash, cost FROM secret WHERE account = ?", [account]
        ).fetchone()
        known = SecretHash(*tuple(row)) if row else SecretHash(bytes(16), bytes(32), COST)
        return _same(known, secret) and row is not None

    def must_change(self, account: int) -> bool:
        """Tell whether the account's secret was set by somebody else and must be changed."""
        row = self._conn.execute(
            "SELECT must_change FROM secret WHERE account = ?", [account]
        ).fetchone()
        return bool(row and row["must_change"])

    def folder_box(self, name: str) -> nacl.secret.SecretBox:
        """Return the box for this folder's own texts, such as drafts; made on first use."""
        row = self._conn.execute("SELECT key FROM folder_key WHERE name = ?", [name]).fetchone()
        if row is None:
            key = secrets.token_bytes(nacl.secret.SecretBox.KEY_SIZE)
            self._change("INSERT INTO folder_key VALUES (?, ?)", (name, key))
            self.keep()
            return nacl.secret.SecretBox(key)
        return nacl.secret.SecretBox(row["key"])

    def has_secrets(self) -> bool:
        """Tell whether any account has its secret here."""
        return self._conn.execute("SELECT 1 FROM secret").fetchone() is not None

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the keys to a new file; raises db.CannotStore."""
        db.copy(self._conn, path)

    def another(self) -> "Keys":
        """Return a second opening of the same file, for another thread."""
        return Keys(self._path)
