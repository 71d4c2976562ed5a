"""Data folders that released versions wrote open here, whole and with everything in them."""

import zipfile
from pathlib import Path
from typing import Final

import pytest

from guardapp.app import FEATURES
from guardapp.base.clock import SetClock
from guardapp.base.folder import Folder, open_folder
from guardapp.people import store as people
from guardapp.roster import store as roster
from guardapp.roster.model import Month
from guardapp.safekeeping import checks
from tests.support import START_MS

OLD: Final = sorted((Path(__file__).parent / "data").glob("folder-*.zip"))


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """Return an old data folder, opened by this version."""
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path)
    return open_folder(tmp_path, FEATURES, SetClock(START_MS))


def test_there_is_a_folder_of_each_released_version() -> None:
    assert [path.stem for path in OLD] == ["folder-0.1.0"]


def test_an_old_folder_keeps_its_people_and_its_published_roster(folder: Folder) -> None:
    tables = folder.journal.tables
    guards = people.guards(tables, everybody=True)
    assert [one.name for one in guards] == ["Lê Thị Giả", "Phạm Văn Mẫu", "Nguyễn Văn Thử"]
    assert all(one.week_hours is None for one in guards)
    december = Month(2026, 12)
    assert len(roster.month(tables, 2026, 12)) == 7
    publication = roster.publication(tables, december)
    assert publication is not None
    assert publication.version == 2
    regimes = {one.code: one.regime.value for one in roster.shift_types(tables)}
    assert regimes["T"] == "duty"
    assert regimes["S"] == "shift"
    folder.close()


def test_an_old_folder_reads_the_same_when_its_entries_are_read_anew(folder: Folder) -> None:
    assert checks.verify(folder.journal) == []
    folder.close()
