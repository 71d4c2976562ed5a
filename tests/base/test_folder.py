"""A data folder opens whole, or says in words why not; a copy never writes as the first one."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.app import FEATURES
from guardapp.base import access, db, folder, replay, settings, store
from guardapp.base.access import Role
from guardapp.base.clock import SetClock
from guardapp.base.db import DamagedFile, Feature, NewerFile
from guardapp.base.errors import UserError
from guardapp.base.folder import Folder, NoKeys, OlderFile, open_folder, open_to_read
from guardapp.handover import actions as handover
from guardapp.handover.model import Category
from guardapp.safekeeping import checks
from tests.support import CHIEF, START_MS, new_folder

PLACES = 40


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    opened = new_folder(tmp_path / "data", FEATURES[2:])
    access.create_account(opened.journal, CHIEF, "boss", Role.CHIEF, "Hoàng Ví Dụ", "1234567890")
    for number in range(10):
        handover.log_line(opened.journal, CHIEF, Category.ORDER, f"Việc số {number}")
        handover.report_incident(opened.journal, CHIEF, "", "Cổng chính", f"Vụ số {number}")
    opened.close()
    return opened.path


def reopen(path: Path, features: tuple[Feature, ...] = FEATURES) -> Folder:
    return open_folder(path, features, SetClock(START_MS))


@pytest.fixture
def whole(closed: Path) -> Iterator[Folder]:
    opened = reopen(closed)
    yield opened
    opened.close()


def harm(file: Path, chance: random.Random) -> None:
    raw = bytearray(file.read_bytes())
    place = chance.randrange(len(raw))
    how = chance.choice(("bit", "zeros", "noise", "cut"))
    if how == "cut":
        del raw[place:]
    elif how == "bit":
        raw[place] ^= 1 << chance.randrange(8)
    else:
        length = min(512, len(raw) - place)
        raw[place : place + length] = bytes(length) if how == "zeros" else chance.randbytes(length)
    file.write_bytes(bytes(raw))


@pytest.mark.parametrize("name", ["guard.db", "keys.db", "local.db"])
def test_damage_anywhere_is_said_in_words_or_does_no_harm(
    closed: Path, tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    chance, before = random.Random(name), read_all(closed)
    for number in range(PLACES):
        path = tmp_path / str(number)
        shutil.copytree(closed, path)
        harm(path / name, chance)
        with suppress(UserError):
            opened = open_to_read(path, FEATURES, SetClock(START_MS))
            found = checks.verify(opened.journal)
            opened.close()
            assert found or read_all(path) == before
            reopen(path).close()
        shutil.rmtree(path)
    caplog.clear()


def read_all(path: Path) -> list[tuple[object, ...]]:
    conn = sqlite3.connect(path / "guard.db")
    tables = [table for feature in FEATURES for table in feature.tables]
    rows = [
        sorted((tuple(row) for row in conn.execute(f'SELECT * FROM "{name}"')), key=repr)
        for name in ("journal", *tables)
    ]
    conn.close()
    return [row for those in rows for row in those]


def test_a_record_without_its_keys_is_not_given_new_ones(closed: Path) -> None:
    (closed / "keys.db").unlink()
    for opening in (open_folder, open_to_read):
        with pytest.raises(NoKeys) as refused:
            opening(closed, FEATURES, SetClock(START_MS))
        assert "keys.db" in refused.value.words()
    assert not (closed / "keys.db").exists()


def test_damaged_state_of_the_pc_begins_anew_and_is_kept_aside(
    closed: Path, expect_log: Callable[[str], None]
) -> None:
    (closed / "local.db").write_bytes(b"damaged" * 1000)
    opened = reopen(closed)
    opened.local.set("a", 1)
    opened.close()
    expect_log("local.db is damaged")
    assert len(list(closed.glob("local.db.hong-*"))) == 1


def test_a_copy_with_the_same_file_number_on_another_disk_takes_a_new_device(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = folder.mark(closed)
    monkeypatch.setattr(folder, "mark", lambda path: [-1, *known[1:]])
    opened = reopen(closed)
    assert opened.journal.device == 2
    opened.close()


def test_a_moved_folder_keeps_its_device(closed: Path, tmp_path: Path) -> None:
    closed.rename(tmp_path / "moved")
    opened = reopen(tmp_path / "moved")
    assert opened.journal.device == 1
    opened.close()


def later(broken: bool = False) -> tuple[Feature, ...]:
    """Return the features with a further column for settings, as a next version might bring."""
    migrations = Migrations("base")
    for step in store.MIGRATIONS._migrations:
        migrations._migrations.append(step)

    @migrations()
    def m002_longer(database: Database) -> None:
        database.execute("DROP TABLE setting")
        database.execute(
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL,"
            " length INTEGER NOT NULL) STRICT"
        )

    def set_longer(conn: sqlite3.Connection, entry: object) -> None:
        if broken:
            raise ValueError
        for name, value in entry.body["values"].items():  # type: ignore[attr-defined]
            conn.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", (name, value, len(value))
            )

    apply = {**store.FEATURE.apply, "base.settings_set": set_longer}
    newer = replace(store.FEATURE, migrations=migrations, apply=apply)
    return tuple(newer if one.name == "base" else one for one in FEATURES)


def test_an_older_record_is_copied_brought_up_and_read_anew(whole: Folder) -> None:
    settings.set_values(whole.journal, CHIEF, {"facility.name": "Bệnh viện Mẫu"})
    whole.close()
    with pytest.raises(OlderFile) as refused:
        open_to_read(whole.path, later(), SetClock(START_MS))
    assert str(whole.path) in refused.value.words()
    opened = reopen(whole.path, later())
    row = opened.journal.tables.execute("SELECT length FROM setting").fetchone()
    assert (row["length"], checks.verify(opened.journal)) == (13, [])
    opened.close()
    copy = next((whole.path / "backups").glob("truoc-nang-cap-*"))
    old = open_to_read(copy, FEATURES, SetClock(START_MS))
    assert checks.verify(old.journal) == []
    old.close()


def test_a_migration_that_fails_leaves_the_record_as_it_was(whole: Folder) -> None:
    settings.set_values(whole.journal, CHIEF, {"facility.name": "Bệnh viện Mẫu"})
    whole.close()
    with pytest.raises(ValueError):  # noqa: PT011
        reopen(whole.path, later(broken=True))
    opened = reopen(whole.path)
    assert settings.facility(opened.journal.tables).name == "Bệnh viện Mẫu"
    assert checks.verify(opened.journal) == []
    opened.close()


def test_a_record_of_a_newer_program_is_refused_and_not_changed(closed: Path) -> None:
    reopen(closed, later()).close()
    before = (closed / "guard.db").read_bytes()
    for opening in (open_folder, open_to_read):
        with pytest.raises(NewerFile) as refused:
            opening(closed, FEATURES, SetClock(START_MS))
        assert "guard.db" in refused.value.words()
    assert (closed / "guard.db").read_bytes() == before


def test_a_row_that_cannot_be_decoded_is_damage_without_its_text(tmp_path: Path) -> None:
    conn = db.connect(tmp_path / "a.db")
    conn.execute("CREATE TABLE t (a TEXT)")
    conn.execute("INSERT INTO t VALUES (CAST(x'4e677579e1' AS TEXT))")
    with pytest.raises(sqlite3.OperationalError) as raised:
        conn.execute("SELECT a FROM t").fetchone()
    conn.close()
    told = db.told(raised.value, tmp_path)
    assert isinstance(told, DamagedFile)
    assert "Nguy" not in str(told) + told.words()


def test_a_search_index_is_whole_after_reading_anew(whole: Folder) -> None:
    with whole.journal.transaction():
        replay.read_anew(whole.journal.tables, whole.keys, FEATURES)
    assert checks.verify(whole.journal) == []
    found = whole.journal.tables.execute(
        "SELECT count(*) FROM incident_search WHERE incident_search MATCH 'so'"
    ).fetchone()[0]
    assert found == 10


def test_the_pc_name_is_part_of_the_mark(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = folder.mark(closed)
    monkeypatch.setattr("socket.gethostname", lambda: "another")
    assert folder.mark(closed) != here
    assert here[1] == (closed / "guard.db").stat().st_ino


def test_what_somebody_unverified_logs_and_claims_to_be_is_not_in_the_journal_in_clear(
    whole: Folder,
) -> None:
    somebody = access.unverified("hoang.vi.du")
    handover.log_line(whole.journal, somebody, Category.ORDER, "Bà Hoàng Ví Dụ mất ví")
    handover.report_incident(whole.journal, somebody, "", "Cổng", "Bà Hoàng Ví Dụ mất ví")
    conn = whole.journal.tables
    bodies = "".join(row["body"] for row in conn.execute("SELECT body FROM journal"))
    assert "Ví Dụ" not in bodies
    assert "hoang" not in bodies
    assert conn.execute("SELECT count(*) FROM incident WHERE claimed = 'hoang.vi.du'").fetchone()[0]
