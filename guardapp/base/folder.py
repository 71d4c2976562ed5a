"""Opens a data folder: one program at a time, files whole and of a known version, own device."""

import logging
import os
import socket
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
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

_log = logging.getLogger(__name__)


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


class NoKeys(UserError):
    """The keys that belong to the record are missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def words(self) -> str:
        """Say which file is missing and that nothing was changed."""
        return _(
            "Thiếu tệp khóa «{path}» nên không đọc được dữ liệu cá nhân. Hãy đặt tệp này về chỗ "
            "cũ hoặc khôi phục bản sao lưu. Chưa có gì bị thay đổi."
        ).format(path=self.path)


class OlderFile(UserError):
    """The record is of an older program and must be opened for writing once."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def words(self) -> str:
        """Say what to do first."""
        return _(
            "Dữ liệu trong «{path}» do phiên bản cũ ghi. Hãy mở chương trình một lần để nâng cấp, "
            "rồi thử lại. Chưa có gì bị thay đổi."
        ).format(path=self.path)


class Lock:
    """SQLite's own exclusive lock on a file of the data folder; it ends with the process."""

    def __init__(self, path: Path) -> None:
        try:
            self._conn = sqlite3.connect(path / LOCK, timeout=0, isolation_level=None)
            self._conn.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
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

    `features` are all features in the order of their layers. Raises FolderInUse, NoKeys,
    db.DamagedFile, db.NewerFile, db.CannotStore.
    """
    lock = locked(path)
    try:
        return _open_locked(path, features, clock, lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path, features: Sequence[Feature], clock: Clock) -> Folder:
    """Open a data folder for reading, also while another program writes it.

    Raises NoFolder, NoKeys, OlderFile, db.DamagedFile, db.NewerFile.
    """
    if not exists(path):
        raise NoFolder(path)
    with ExitStack() as opened, _told(path):
        keys = _keys(path)
        opened.callback(keys.close)
        journal = Journal(path / RECORD, keys, features, clock, 0, read_only=True)
        opened.callback(journal.close)
        sets = _sets(features)
        db.refuse_newer(journal.tables, sets, path / RECORD)
        if db.pending(journal.tables, sets):
            raise OlderFile(path)
        journal.device = _newest_device(journal)
        own = Local(path / LOCAL, keys)
        opened.pop_all()
    return Folder(path, journal, keys, own, None)


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
    with ExitStack() as opened, _told(path):
        keys = _keys(path)
        opened.callback(keys.close)
        own = _own_state(path, keys, clock)
        opened.callback(own.close)
        journal = Journal(record, keys, features, clock, 0)
        opened.callback(journal.close)
        db.quick_check(journal.tables, record)
        _bring_up(path, journal, features)
        journal.device = _device(path, journal, own)
        opened.pop_all()
    return Folder(path, journal, keys, own, lock)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the files and the disk refuse into the user's own trouble."""
    try:
        yield
    except sqlite3.Error as error:
        raise db.told(error, path / RECORD) or error from error
    except OSError as error:
        raise db.CannotStore(path, error.strerror or type(error).__name__) from error


def _keys(path: Path) -> Keys:
    """Open the keys; never begin new ones beside a record whose keys are missing."""
    if exists(path) and not (path / KEYS).is_file():
        raise NoKeys(path / KEYS)
    return Keys(path / KEYS)


def _own_state(path: Path, keys: Keys, clock: Clock) -> Local:
    """Open local.db; a damaged one is set aside, since nothing of the record is in it."""
    try:
        return Local(path / LOCAL, keys)
    except db.DamagedFile:
        _log.warning("%s is damaged and begins anew", LOCAL)
        aside = f"{LOCAL}.hong-{local(clock.now_ms()):%Y%m%d-%H%M%S}"
        (path / LOCAL).replace(path / aside)
        for suffix in ("-wal", "-shm"):
            (path / f"{LOCAL}{suffix}").unlink(missing_ok=True)
        return Local(path / LOCAL, keys)


def _bring_up(path: Path, journal: Journal, features: Sequence[Feature]) -> None:
    """Migrate an older record, after a safety copy, and read its tables anew, all or nothing."""
    sets, tables = _sets(features), journal.tables
    db.refuse_newer(tables, sets, path / RECORD)
    if not db.pending(tables, sets):
        return
    if db.pending(tables, [store.JOURNAL_FEATURE.migrations]):
        if journal.keys.has_secrets():
            words = _("sổ trống, trong khi tệp khóa có tài khoản")
            raise db.DamagedFile(path / RECORD, words)
        db.migrate(tables, sets)
        return
    _safety_copy(path, journal, journal.keys, journal.clock)
    db.migrate(tables, sets, lambda: replay.read_anew(tables, journal.keys, features))


def _sets(features: Sequence[Feature]) -> list[Migrations]:
    return [feature.migrations for feature in features]


def _safety_copy(path: Path, journal: Journal, keys: Keys, clock: Clock) -> None:
    stamp = local(clock.now_ms()).strftime("%Y%m%d-%H%M%S")
    folder = path / BACKUPS / f"truoc-nang-cap-{stamp}"
    folder.mkdir(parents=True, exist_ok=True)
    db.copy(journal.tables, folder / RECORD)
    keys.copy_to(folder / KEYS)


def mark(path: Path) -> list[str | int]:
    """Return what tells a data folder from a copy of it: its disk, its record's place, the PC."""
    record = path / RECORD
    found = record.stat()
    disk = os.statvfs(record).f_fsid if sys.platform != "win32" else found.st_dev
    return [disk, found.st_ino, socket.gethostname()]


def _device(path: Path, journal: Journal, own: Local) -> int:
    """Return this folder's device number: a new one where the files were copied or restored."""
    here = mark(path)
    known = own.get("device")
    if known is not None and known["mark"] == here:
        return int(known["number"])
    number = _newest_device(journal) + 1
    own.set("device", {"number": number, "mark": here})
    return number


def _newest_device(journal: Journal) -> int:
    row = journal.tables.execute("SELECT max(device) FROM journal").fetchone()
    return int(row[0] or 0)
