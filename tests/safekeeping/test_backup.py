"""A backup brings everything back on a bare PC, and a damaged one is refused in words."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from guardapp.base import access, settings
from guardapp.base.access import Role
from guardapp.base.db import CannotStore, DamagedFile, NewerFile
from guardapp.base.errors import UserError
from guardapp.base.folder import Folder, open_folder
from guardapp.safekeeping import actions, checks, export
from guardapp.safekeeping.model import BadBackup
from tests.support import CHIEF, clock_of, new_folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [])
    settings.set_values(opened.journal, CHIEF, {"facility.name": "Bệnh viện Mẫu"})
    access.create_account(opened.journal, CHIEF, "10017", Role.GUARD, "Hoàng Ví Dụ", "135792")
    yield opened
    opened.close()


def test_a_restored_folder_has_everything_and_its_own_device(
    folder: Folder, tmp_path: Path
) -> None:
    made = actions.back_up(folder.journal, tmp_path / "usb" / "a.guardbackup")
    actions.restore(made.path, tmp_path / "bare", folder.journal.clock)
    bare = open_folder(tmp_path / "bare", folder.journal.features, folder.journal.clock)
    assert settings.facility(bare.journal.tables).name == "Bệnh viện Mẫu"
    session = access.sign_in(bare.journal, bare.local, "10017", "135792")
    assert session.name == "Hoàng Ví Dụ"
    assert bare.journal.device == 2
    assert checks.verify(bare.journal) == []
    bare.close()


def test_what_a_restore_replaces_is_kept_beside_it(folder: Folder, tmp_path: Path) -> None:
    made = actions.back_up(folder.journal, tmp_path / "a.guardbackup")
    settings.set_values(folder.journal, CHIEF, {"facility.name": "Sau sao lưu"})
    folder.close()
    actions.restore(made.path, folder.path, folder.journal.clock)
    again = open_folder(folder.path, folder.journal.features, folder.journal.clock)
    assert settings.facility(again.journal.tables).name == "Bệnh viện Mẫu"
    again.close()
    aside = next((folder.path / "backups").glob("truoc-khoi-phuc-*"))
    kept = open_folder(aside, folder.journal.features, folder.journal.clock)
    assert settings.facility(kept.journal.tables).name == "Sau sao lưu"
    kept.close()


@pytest.mark.parametrize("broken", ["record", "keys", "no keys", "not a backup"])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    folder: Folder, tmp_path: Path, broken: str
) -> None:
    path = tmp_path / "a.guardbackup"
    actions.back_up(folder.journal, path)
    keys = actions.keys_beside(path)
    if broken == "record":
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 255
        path.write_bytes(bytes(raw))
    elif broken == "keys":
        keys.write_bytes(keys.read_bytes()[:-1] + b"x")
    elif broken == "no keys":
        keys.unlink()
    else:
        path.write_text("xin chào")
    with pytest.raises(BadBackup) as refused:
        actions.restore(path, tmp_path / "bare", folder.journal.clock)
    assert str(path) in refused.value.words()
    assert list((tmp_path / "bare").glob("*.db")) == []


def test_the_newest_backups_are_kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "KEPT", 3)
    for _ in range(5):
        clock_of(folder).advance(60_000)
        actions.back_up_by_itself(folder.journal, folder.path)
    found = actions.backups(folder.path)
    now = folder.journal.clock.now_ms()
    assert [one.manifest.made_at for one in found] == [now, now - 60_000, now - 120_000]
    assert len(list((folder.path / "backups").iterdir())) == 6


def test_a_damaged_file_is_said_to_be_damaged_when_it_is_opened(folder: Folder) -> None:
    folder.close()
    record = folder.path / "guard.db"
    raw = bytearray(record.read_bytes())
    raw[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    record.write_bytes(bytes(raw))
    with pytest.raises(DamagedFile):
        open_folder(folder.path, folder.journal.features, folder.journal.clock)


def test_a_manifest_of_another_shape_is_refused(folder: Folder, tmp_path: Path) -> None:
    made = actions.back_up(folder.journal, tmp_path / "a.guardbackup")
    assert actions.read_manifest(made.path) == replace(made.manifest)
    with pytest.raises(BadBackup):
        actions.read_manifest(tmp_path / "nowhere.guardbackup")


def test_a_torn_backup_is_refused_wherever_it_is_torn(folder: Folder, tmp_path: Path) -> None:
    whole = actions.back_up(folder.journal, tmp_path / "a.guardbackup").path
    raw, keys = whole.read_bytes(), actions.keys_beside(whole).read_bytes()
    chance, target = random.Random(1), tmp_path / "bare"
    for number in range(60):
        torn = bytearray(raw)
        place = chance.randrange(len(raw))
        if number % 2:
            del torn[place:]
        else:
            torn[place : place + 8] = chance.randbytes(8)
        path = tmp_path / "torn.guardbackup"
        path.write_bytes(bytes(torn))
        actions.keys_beside(path).write_bytes(keys)
        with suppress(UserError):
            actions.restore(path, target, folder.journal.clock)
            restored = open_folder(target, folder.journal.features, folder.journal.clock)
            assert checks.verify(restored.journal) == []
            restored.close()


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_moved(
    folder: Folder, tmp_path: Path
) -> None:
    folder.journal.tables.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('base', 'm9', '')"
    )
    made = actions.back_up(folder.journal, tmp_path / "a.guardbackup")
    with pytest.raises(NewerFile):
        actions.restore(made.path, tmp_path / "bare", folder.journal.clock, folder.journal.features)
    assert not (tmp_path / "bare" / "guard.db").exists()


def test_what_another_program_holds_fast_leaves_everything_in_its_place(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = actions.back_up(folder.journal, tmp_path / "a.guardbackup")
    folder.close()
    before = sorted(file.name for file in folder.path.glob("*.db"))
    replace_file = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self.name == "keys.db" and self.parent == folder.path:
            raise PermissionError(13, "held")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(CannotStore):
        actions.restore(made.path, folder.path, folder.journal.clock)
    assert sorted(file.name for file in folder.path.glob("*.db")) == before


def test_a_backup_made_while_a_person_is_added_holds_that_persons_key(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to = folder.keys.copy_to

    def slowly(path: Path) -> None:
        access.create_account(folder.journal, CHIEF, "10025", Role.GUARD, "Lê Ví Dụ", "135792")
        copy_to(path)

    monkeypatch.setattr(folder.keys, "copy_to", slowly)
    made = actions.back_up(folder.journal, tmp_path / "a.guardbackup")
    actions.restore(made.path, tmp_path / "bare", folder.journal.clock)
    bare = open_folder(tmp_path / "bare", folder.journal.features, folder.journal.clock)
    assert checks.verify(bare.journal) == []
    assert bare.journal.tables.execute("SELECT max(number) FROM journal").fetchone()[0] == (
        made.manifest.number
    )
    bare.close()


def test_an_export_neutralises_formulas_and_holds_no_keys(folder: Folder, tmp_path: Path) -> None:
    settings.set_values(folder.journal, CHIEF, {"facility.name": "=cmd|'/c calc'!A1"})
    export.export(folder.journal, CHIEF, tmp_path / "out")
    rows = (tmp_path / "out" / "setting.csv").read_text(encoding="utf-8-sig")
    assert ",=cmd" not in rows
    assert '"=cmd' not in rows
    assert not any("key" in file.name for file in (tmp_path / "out").iterdir())


def test_an_export_that_finds_the_disk_full_leaves_nothing_behind(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(journal: object, tables: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_description", full)
    with pytest.raises(CannotStore):
        export.export(folder.journal, CHIEF, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
