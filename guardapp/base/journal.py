"""The append-only, chained record: the only way to write, of which the tables are the reading."""

import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base import db, identity
from guardapp.base.clock import SECOND, Clock
from guardapp.base.db import Applier, Feature
from guardapp.base.entry import GENESIS, Body, Entry, Head, Personal, canonical, chained, plain
from guardapp.base.keys import Keys

_log = logging.getLogger(__name__)

Listener = Callable[[frozenset[str]], None]

STAMP_BITS: Final = 16
BACKWARD_TOLERANCE_MS: Final = 2 * SECOND
JUMP_TOLERANCE_MS: Final = 120 * SECOND
CLOCK_CHANGED: Final = "base.clock_changed"

COLUMNS: Final = (
    "id, device, number, stamp, entered_at, occurred_at, actor, kind, version, body, hash"
)
TABLE_SQL: Final = """
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  device INTEGER NOT NULL,
  number INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash BLOB NOT NULL,
  CHECK (id = (device << 40 | number) AND number > 0)
) STRICT"""
TRIGGERS: Final[Mapping[str, str]] = {
    "journal_never_updated": """
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END""",
    "journal_never_deleted": """
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END""",
    "journal_only_next": """
CREATE TRIGGER journal_only_next BEFORE INSERT ON journal
WHEN NEW.number IS NOT 1 + coalesce((SELECT number FROM journal
  WHERE id < ((NEW.device + 1) << 40) AND id > (NEW.device << 40) ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'the journal takes only the next number'); END""",
}

MIGRATIONS: Final = Migrations("journal")


@MIGRATIONS()
def m001_tables(database: Database) -> None:
    """Make the journal with the triggers that guard it."""
    database.execute(TABLE_SQL)
    database.execute("CREATE INDEX journal_by_stamp ON journal (stamp, id)")
    for sql in TRIGGERS.values():
        database.execute(sql)


class HalfDone(RuntimeError):
    """A part of the transaction failed and somebody went on: nothing of it may be kept."""


class UnknownKind(LookupError):
    """An entry of a kind that no feature reads."""


class Journal:
    """The open record of one data folder, with the tables read from it."""

    def __init__(
        self,
        path: Path | None,
        keys: Keys,
        features: Sequence[Feature],
        clock: Clock,
        device: int,
        *,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.keys = keys
        self.clock = clock
        self.device = device
        self.features = tuple(features)
        self.tables = db.connect(path, read_only=read_only)
        self._apply: dict[str, Applier] = {
            kind: applier for feature in features for kind, applier in feature.apply.items()
        }
        self._listeners: list[Listener] = []
        self._depth = 0
        self._half_done = False
        self._kinds: set[str] = set()
        self._head = Head(device, 0, GENESIS)
        self._stamp = 0
        self._last_entered = 0
        self._wall_and_steady: tuple[int, int] | None = None

    def close(self) -> None:
        """Close the file."""
        self.tables.close()

    @contextmanager
    def on_this_thread(self) -> Iterator["Journal"]:
        """Open the same record again for the thread that asks, with the same listeners."""
        with closing(self.keys.another()) as keys:
            own = Journal(self.path, keys, self.features, self.clock, self.device)
            own._listeners = self._listeners
            with closing(own):
                yield own

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` with the kinds of entries after each commit."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Call `listener` no more."""
        self._listeners.remove(listener)

    def head(self) -> Head:
        """Return the end of this device's chain."""
        return read_head(self.tables, self.device)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold writes together: all are durable at the end, or none; joins one already open.

        Raises db.CannotStore or db.DamagedFile when the disk refuses.
        """
        if self._depth:
            try:
                yield
            except BaseException:
                self._half_done = True
                raise
            return
        self._guarded("BEGIN IMMEDIATE")
        self._depth, self._half_done = 1, False
        wall_and_steady = self._wall_and_steady
        try:
            self._head = self.head()
            self._stamp, self._last_entered = self._latest()
            yield
            if self._half_done:
                raise HalfDone
            kinds = frozenset(self._kinds)
            self.keys.keep()
            self._guarded("COMMIT")
            self.keys.settle()
        except BaseException as error:
            self._wall_and_steady = wall_and_steady
            if self.tables.in_transaction:
                self.tables.execute("ROLLBACK")
            self._forget_keys()
            trouble = self._trouble(error)
            if trouble is not None:
                raise trouble from error
            raise
        finally:
            self._depth = 0
            self._kinds = set()
        if kinds:
            self._tell(kinds)

    def _tell(self, kinds: frozenset[str]) -> None:
        """Call the listeners; one that fails is our fault, and what is committed stays so."""
        for listener in tuple(self._listeners):
            try:
                listener(kinds)
            except Exception:  # noqa: BLE001
                sys.excepthook(*sys.exc_info())

    def _forget_keys(self) -> None:
        try:
            self.keys.forget()
        except sqlite3.Error as error:
            _log.error("keys not taken back: %s", type(error).__name__)

    def _guarded(self, sql: str) -> None:
        try:
            self.tables.execute(sql)
        except sqlite3.Error as error:
            raise self._trouble(error) or error from error

    def _trouble(self, error: BaseException) -> Exception | None:
        if isinstance(error, sqlite3.Error):
            return db.told(error, self.path or Path(":memory:"))
        return None

    def _latest(self) -> tuple[int, int]:
        row = self.tables.execute(
            "SELECT stamp, entered_at FROM journal ORDER BY stamp DESC LIMIT 1"
        ).fetchone()
        return (0, 0) if row is None else (row["stamp"], row["entered_at"])

    def write(
        self,
        kind: str,
        body: Mapping[str, Any],
        *,
        by: int,
        occurred_at: int | None = None,
        version: int = 1,
    ) -> int:
        """Append one entry, read it into the tables, and return its identity.

        `by` is the account that acts, 0 for the program; `occurred_at` (milliseconds UTC) is what
        the writer claims, by default now. Raises RuntimeError outside a transaction, UnknownKind,
        NotCanonical.
        """
        if not self._depth:
            raise RuntimeError("the journal is written inside a transaction only")
        now = self.clock.now_ms()
        change = self._clock_change(now)
        if change is not None:
            self._append(CLOCK_CHANGED, change, 0, now, now, 1)
        return self._append(
            kind, body, by, now, now if occurred_at is None else occurred_at, version
        )

    def _clock_change(self, now: int) -> Body | None:
        steady = self.clock.steady_ms()
        before, self._wall_and_steady = self._wall_and_steady, (now, steady)
        if now < self._last_entered - BACKWARD_TOLERANCE_MS:
            return {"from": self._last_entered, "to": now}
        if before is not None:
            expected = before[0] + steady - before[1]
            if now - expected > JUMP_TOLERANCE_MS:
                return {"from": expected, "to": now}
        return None

    def _append(
        self, kind: str, body: Mapping[str, Any], by: int, now: int, occurred: int, version: int
    ) -> int:
        applier = self._apply.get(kind)
        if applier is None:
            raise UnknownKind(kind)
        number = self._head.number + 1
        stamp = max(self._stamp + 1, now << STAMP_BITS)
        clear = plain(body)
        text = canonical(self._sealed(clear))
        columns = (self.device, number, stamp, now, occurred, by, kind, version, text)
        digest = chained(self._head.hash, columns)
        entry_id = identity.make(self.device, number)
        entry = Entry(
            self.device, number, stamp, now, occurred, by, kind, version, _in_clear(clear)
        )
        try:
            self.tables.execute(
                f"INSERT INTO journal ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (entry_id, *columns, digest),
            )
            applier(self.tables, entry)
        except BaseException:
            self._half_done = True
            raise
        self._head = Head(self.device, number, digest)
        self._stamp, self._last_entered = stamp, now
        self._kinds.add(kind)
        return entry_id

    def _sealed(self, value: Any) -> Any:
        if isinstance(value, Personal):
            return {"~": [value.subject, self.keys.seal(value.subject, value.value)]}
        if isinstance(value, dict):
            return {key: self._sealed(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._sealed(one) for one in value]
        return value


def _in_clear(value: Any) -> Any:
    if isinstance(value, Personal):
        return value.value
    if isinstance(value, dict):
        return {key: _in_clear(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_clear(one) for one in value]
    return value


def read_head(conn: sqlite3.Connection, device: int) -> Head:
    """Return the end of a device's chain in an open file."""
    row = conn.execute(
        "SELECT number, hash FROM journal WHERE id < ? AND id > ? ORDER BY id DESC LIMIT 1",
        [(device + 1) << identity.DEVICE_SHIFT, device << identity.DEVICE_SHIFT],
    ).fetchone()
    return Head(device, 0, GENESIS) if row is None else Head(device, row["number"], row["hash"])
