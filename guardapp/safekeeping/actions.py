"""Makes backups, keeps the newest, and restores one."""

import errno
import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from guardapp.base import db, replay, settings
from guardapp.base.clock import Clock, local
from guardapp.base.db import Feature
from guardapp.base.folder import BACKUPS, KEYS, LOCAL, RECORD, locked
from guardapp.base.journal import Journal, read_head
from guardapp.base.words import _
from guardapp.safekeeping.model import Backup, BadBackup, Manifest

SUFFIX: Final = ".guardbackup"
KEYS_SUFFIX: Final = ".khoa"
MANIFEST: Final = "manifest.json"
KEPT: Final = 20
LARGEST: Final = 64 * 1024**3
_UNPACKABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What Python's zipfile raises on damaged, torn, locked or foreign archives."""


def keys_beside(path: Path) -> Path:
    """Return the file that holds the keys of a backup, stored beside it."""
    return path.with_name(path.name + KEYS_SUFFIX)


def back_up(journal: Journal, target: Path) -> Backup:
    """Write a whole backup to `target`, with the keys in a file of their own beside it.

    Work may go on meanwhile. Both files appear whole or not at all. Raises db.CannotStore.
    """
    if target.is_dir():
        raise db.CannotStore(target, os.strerror(errno.EISDIR))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sao-luu-") as scratch:
            return _back_up_by_way_of(Path(scratch), journal, target)
    except OSError as error:
        raise db.CannotStore(target, error.strerror or type(error).__name__) from error


def _back_up_by_way_of(scratch: Path, journal: Journal, target: Path) -> Backup:
    record, keys = scratch / RECORD, scratch / KEYS
    db.copy(journal.tables, record)
    journal.keys.copy_to(keys)  # afterwards, so that no entry copied lacks its key
    with closing(db.connect(record, read_only=True)) as copied:
        head = read_head(copied, journal.device)
        facility = settings.facility(copied).name
    manifest = Manifest(
        made_at=journal.clock.now_ms(),
        facility=facility,
        device=head.device,
        number=head.number,
        record_sha256=_sha256(record),
        keys_sha256=_sha256(keys),
    )
    packed = scratch / "packed"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(record, RECORD)
        archive.writestr(MANIFEST, manifest.to_json())
    for path, place in ((keys, keys_beside(target)), (packed, target)):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.replace(place)
    return Backup(target, manifest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def back_up_by_itself(journal: Journal, folder: Path) -> Backup:
    """Back up into the data folder's own place and drop the oldest beyond the newest KEPT."""
    stamp = local(journal.clock.now_ms()).strftime("%Y%m%d-%H%M%S")
    made = back_up(journal, folder / BACKUPS / f"sao-luu-{stamp}{SUFFIX}")
    for old in backups(folder)[KEPT:]:
        old.path.unlink(missing_ok=True)
        keys_beside(old.path).unlink(missing_ok=True)
    return made


def backups(folder: Path) -> list[Backup]:
    """Return the data folder's own readable backups, the newest first."""
    found = []
    for path in (folder / BACKUPS).glob(f"*{SUFFIX}"):
        try:
            found.append(Backup(path, read_manifest(path)))
        except BadBackup:
            continue
    return sorted(found, key=lambda one: one.manifest.made_at, reverse=True)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says about itself; raises BadBackup."""
    try:
        with zipfile.ZipFile(path) as archive:
            return Manifest.from_json(archive.read(MANIFEST).decode("utf-8"))
    except FileNotFoundError as error:
        raise BadBackup(path, _("không có tệp này.")) from error
    except (OSError, *_UNPACKABLE) as error:
        raise BadBackup(path, _("đây không phải là bản sao lưu, hoặc tệp đã hỏng.")) from error


def restore(path: Path, folder: Path, clock: Clock, features: Sequence[Feature] = ()) -> Backup:
    """Put a backup's files in place of a data folder's; what was there is kept beside it.

    The backup is checked before anything is touched: its files' hashes, the database, the chain,
    and with `features` that no newer program wrote it. The folder must not be open. Raises
    BadBackup, db.NewerFile, db.CannotStore.
    """
    manifest = read_manifest(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".khoi-phuc-") as scratch:
            _unpack(path, manifest, Path(scratch), features)
            _put_in_place(Path(scratch), folder, clock)
    except OSError as error:
        raise db.CannotStore(folder, error.strerror or type(error).__name__) from error
    return Backup(path, manifest)


def _put_in_place(scratch: Path, folder: Path, clock: Clock) -> None:
    """Set aside what is there and move the new files in, or put everything back."""
    moved: list[tuple[Path, Path]] = []
    try:
        for old, aside in _set_aside(folder, clock):
            old.replace(aside)
            moved.append((old, aside))
        for name in (KEYS, RECORD):
            (scratch / name).replace(folder / name)
    except OSError:
        for old, aside in reversed(moved):
            aside.replace(old)
        raise


@contextmanager
def closed_folder(folder: Path) -> Iterator[None]:
    """Hold a data folder closed to every program meanwhile; raises FolderInUse."""
    lock = locked(folder)
    try:
        yield
    finally:
        lock.release()


def _unpack(path: Path, manifest: Manifest, scratch: Path, features: Sequence[Feature]) -> None:
    keys = keys_beside(path)
    if not keys.is_file():
        words = _("thiếu tệp khóa «{keys}» nằm cạnh bản sao lưu.")
        raise BadBackup(path, words.format(keys=keys.name))
    shutil.copyfile(keys, scratch / KEYS)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(RECORD).file_size > LARGEST:
                raise BadBackup(path, _("tệp bên trong lớn bất thường."))
            archive.extract(RECORD, scratch)
    except _UNPACKABLE as error:
        raise BadBackup(path, _("đây không phải là bản sao lưu, hoặc tệp đã hỏng.")) from error
    expected = {RECORD: manifest.record_sha256, KEYS: manifest.keys_sha256}
    for name, sha256 in expected.items():
        if _sha256(scratch / name) != sha256:
            raise BadBackup(path, _("tệp «{name}» đã bị thay đổi.").format(name=name))
    _check_record(path, scratch / RECORD, features)


def _check_record(path: Path, record: Path, features: Sequence[Feature]) -> None:
    with closing(db.connect(record, read_only=True)) as conn:
        try:
            if features:
                db.refuse_newer(conn, [feature.migrations for feature in features], path)
            findings = [*replay.verify_database(conn), *replay.verify_chain(conn)]
        except sqlite3.Error as error:
            raise BadBackup(path, _("không đọc được dữ liệu bên trong.")) from error
    if findings:
        raise BadBackup(path, findings[0].words())


def _set_aside(folder: Path, clock: Clock) -> list[tuple[Path, Path]]:
    """Return which files go where, and make that place."""
    files = [
        file
        for name in (RECORD, KEYS, LOCAL)
        for suffix in ("", "-wal", "-shm")
        if (file := folder / f"{name}{suffix}").exists()
    ]
    if not files:
        return []
    stamp = local(clock.now_ms()).strftime("%Y%m%d-%H%M%S")
    (folder / BACKUPS).mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder / BACKUPS, prefix=f"truoc-khoi-phuc-{stamp}-"))
    return [(file, aside / file.name) for file in files]
