"""Opens a data folder: one program at a time, files whole and of a known version, own device."""

import socket
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlite_utils.migrations import Migrations

from guardapp.base import db, log, replay, store
from guardapp.base.clock import Clock, local
from guardapp.base.db import Feature
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.keys import Keys
from guardapp.base.local import Local
from guardapp.base.words import _

RECORD: Final = "guard.db"
KEYS: Final = "keys.db"
LOCAL: Final = "local.db"
BACKUPS: Final = "backups"
LOCK: Final = "guardapp.lock"


class FolderInUse(UserError):
    """Another program has this data folder open for writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def words(self) -> str:
        """Say that the folder is in use and what to do."""
        return _(
            "Thư mục dữ liệu «{path}» đang mở trong một cửa sổ khác. "
            "Hãy đóng cửa sổ đó rồi thử lại. Chưa có gì bị thay đổi."
        ).format(path=self.path)


class NoFolder(UserError):
    """There is no data folder here."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def words(self) -> str:
        """Say where a data folder was sought."""
        return _("Không có dữ liệu trong thư mục «{path}». Hãy kiểm tra lại đường dẫn.").format(
            path=self.path
        )


class Lock:
    """SQLite's own exclusive lock on a file of the data folder; it ends with the process."""

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path / LOCK, timeout=0, isolation_level=None)
        try:
            self._conn.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._conn.close()
            if "locked" in str(error):
                raise FolderInUse(path) from error
            raise db.told(error, path) or error from error

    def release(self) -> None:
        """Give the data folder free."""
        self._conn.close()


@dataclass(frozen=True)
class Folder:
    """An open data folder."""

    path: Path
    journal: Journal
    keys: Keys
    local: Local
    lock: Lock | None

    def close(self) -> None:
        """Close all files and give the folder free."""
        self.journal.close()
        self.local.close()
        self.keys.close()
        if self.lock is not None:
            self.lock.release()


def exists(path: Path) -> bool:
    """Tell whether a data folder has been made here."""
    return (path / RECORD).is_file()


def open_folder(path: Path, features: Sequence[Feature], clock: Clock) -> Folder:
    """Open a data folder for writing, making it when it is empty.

    `features` are all features in the order of their layers. Raises FolderInUse, db.DamagedFile,
    db.NewerFile, db.CannotStore.
    """
    lock = locked(path)
    try:
        return _open_locked(path, features, clock, lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path, features: Sequence[Feature], clock: Clock) -> Folder:
    """Open a data folder for reading, also while another program writes it; raises NoFolder."""
    if not exists(path):
        raise NoFolder(path)
    keys = Keys(path / KEYS)
    journal = Journal(path / RECORD, keys, features, clock, 0, read_only=True)
    db.refuse_newer(journal.tables, _sets(features), path / RECORD)
    journal.device = _newest_device(journal)
    return Folder(path, journal, keys, Local(path / LOCAL, keys), None)


def locked(path: Path) -> Lock:
    """Return the held lock of a data folder; raises FolderInUse, db.CannotStore."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise db.CannotStore(path, error.strerror or type(error).__name__) from error
    return Lock(path)


def _open_locked(path: Path, features: Sequence[Feature], clock: Clock, lock: Lock) -> Folder:
    log.start(path)
    record = path / RECORD
    keys = Keys(path / KEYS)
    own = Local(path / LOCAL, keys)
    journal = Journal(record, keys, features, clock, 0)
    db.quick_check(journal.tables, record)
    sets = _sets(features)
    db.refuse_newer(journal.tables, sets, record)
    waiting = db.pending(journal.tables, sets)
    if waiting:
        used = db.pending(journal.tables, [store.JOURNAL_FEATURE.migrations]) == []
        if used:
            _safety_copy(path, journal, keys, clock)
        db.migrate(journal.tables, sets)
        if used:
            replay.read_anew(journal.tables, keys, features)
    journal.device = _device(record, journal, own)
    return Folder(path, journal, keys, own, lock)


def _sets(features: Sequence[Feature]) -> list[Migrations]:
    return [feature.migrations for feature in features]


def _safety_copy(path: Path, journal: Journal, keys: Keys, clock: Clock) -> None:
    stamp = local(clock.now_ms()).strftime("%Y%m%d-%H%M%S")
    folder = path / BACKUPS / f"truoc-nang-cap-{stamp}"
    folder.mkdir(parents=True, exist_ok=True)
    db.copy(journal.tables, folder / RECORD)
    keys.copy_to(folder / KEYS)


def _device(record: Path, journal: Journal, own: Local) -> int:
    """Return this folder's device number: a new one where the files were copied or restored."""
    mark = [record.stat().st_ino, socket.gethostname()]
    known = own.get("device")
    if known is not None and known["mark"] == mark:
        return int(known["number"])
    number = _newest_device(journal) + 1
    own.set("device", {"number": number, "mark": mark})
    return number


def _newest_device(journal: Journal) -> int:
    row = journal.tables.execute("SELECT max(device) FROM journal").fetchone()
    return int(row[0] or 0)
