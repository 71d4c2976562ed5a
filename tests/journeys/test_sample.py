"""The sample hospital is whole, of the promised size, and lived as guards live."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base import replay
from guardapp.base.clock import SetClock
from guardapp.base.folder import Folder, open_to_read
from guardapp.base.journal import Journal
from guardapp.people.model import Hours
from guardapp.people.store import guards, posts
from guardapp.safekeeping import checks
from tests.journeys.conftest import UNTIL

REBUILD = """
import json, sys
from pathlib import Path
from guardapp.app import FEATURES
from guardapp.base.clock import SystemClock
from guardapp.base.folder import open_to_read
from guardapp.safekeeping import checks
folder = open_to_read(Path(sys.argv[1]), FEATURES, SystemClock())
print(json.dumps([one.where for one in checks.rebuild(folder.journal)]))
"""


@pytest.fixture
def folder(made_sample: Path) -> Iterator[Folder]:
    opened = open_to_read(made_sample, FEATURES, SetClock(UNTIL))
    yield opened
    opened.close()


def count(journal: Journal, kind: str) -> int:
    row = journal.tables.execute("SELECT count(*) FROM journal WHERE kind = ?", [kind]).fetchone()
    return int(row[0])


def test_the_sample_has_the_promised_size(folder: Folder) -> None:
    conn = folder.journal.tables
    found = posts(conn)
    assert (len(found), sum(one.hours is Hours.ALWAYS for one in found)) == (24, 12)
    assert len(guards(conn)) == 62
    assert count(folder.journal, "patrol.checkpoint_set") == 60
    assert count(folder.journal, "patrol.route_set") == 5
    assert count(folder.journal, "fire.equipment_registered") == 220


def test_the_sample_is_lived_in(folder: Folder) -> None:
    journal = folder.journal
    assert count(journal, "handover.signed") > 60
    assert count(journal, "patrol.scanned") > 6000
    assert 0 < count(journal, "patrol.missed") < 60
    assert count(journal, "incidents.submitted") > 3
    assert count(journal, "fire.defect_opened") > 3
    assert MATTERS.open(journal.tables, UNTIL)


def test_the_sample_verifies_whole(folder: Folder) -> None:
    assert checks.verify(folder.journal) == []


@pytest.mark.parametrize(
    ("zone", "locale", "seed"), [("America/New_York", "C", "1"), ("Asia/Tokyo", "C.UTF-8", "77")]
)
def test_replay_in_another_process_zone_and_locale_gives_the_same_tables(
    made_sample: Path, zone: str, locale: str, seed: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REBUILD, str(made_sample)],
        env={"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []


def test_a_broken_reading_of_an_entry_is_found(folder: Folder) -> None:
    def broken(conn: object, entry: object) -> None:
        """Forget every scan."""

    features = [
        replace(one, apply={**one.apply, "patrol.scanned": broken}) if one.name == "patrol" else one
        for one in FEATURES
    ]
    found = replay.verify_tables(folder.journal.tables, folder.keys, features)
    assert any("scan" in one.where for one in found)


def test_no_name_of_a_guard_stands_in_the_journal_in_clear(folder: Folder) -> None:
    conn = folder.journal.tables
    bodies = "\n".join(row["body"] for row in conn.execute("SELECT body FROM journal"))
    assert [one.name for one in guards(conn) if one.name in bodies] == []
