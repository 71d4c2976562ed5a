"""The journal keeps everything, in order, and shows every change made behind its back."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from guardapp.base import access, db, replay, settings
from guardapp.base.access import Role
from guardapp.base.db import CannotStore
from guardapp.base.entry import NotCanonical
from guardapp.base.folder import Folder, FolderInUse, open_folder, open_to_read
from guardapp.base.journal import TRIGGERS, HalfDone, UnknownKind
from guardapp.base.keys import GONE
from guardapp.safekeeping import checks
from tests.support import CHIEF, clock_of, new_folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [])
    yield opened
    opened.close()


def fill(folder: Folder, count: int = 5) -> None:
    for number in range(count):
        settings.set_values(folder.journal, CHIEF, {"facility.name": f"Bệnh viện Mẫu {number}"})


def behind_its_back(folder: Folder, sql: str, *, guarded: bool = False) -> None:
    conn = sqlite3.connect(folder.path / "guard.db")
    if not guarded:
        for name in TRIGGERS:
            conn.execute(f"DROP TRIGGER {name}")
    conn.executescript(sql)
    if not guarded:
        for statement in TRIGGERS.values():
            conn.execute(statement)
    conn.commit()
    conn.close()


def codes(folder: Folder) -> set[str]:
    return {one.code for one in replay.verify_chain(folder.journal.tables)}


def test_a_whole_record_verifies_without_findings(folder: Folder) -> None:
    fill(folder)
    assert codes(folder) == set()
    assert replay.verify_tables(folder.journal.tables, folder.keys, folder.journal.features) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET body = '{}' WHERE number = 3",
        "DELETE FROM journal WHERE number = 3",
        "INSERT INTO journal SELECT id + 10, device, number + 10, stamp, entered_at, occurred_at,"
        " actor, kind, version, body, hash FROM journal WHERE number = 3",
        "INSERT OR REPLACE INTO journal SELECT id, device, number, stamp, entered_at, occurred_at,"
        " actor, kind, version, '{}', hash FROM journal WHERE number = 3",
    ],
)
def test_plain_sql_cannot_change_the_record(folder: Folder, sql: str) -> None:
    fill(folder)
    with pytest.raises(sqlite3.IntegrityError, match="the journal"):
        folder.journal.tables.execute(sql)
    assert codes(folder) == set()


@pytest.mark.parametrize(
    "column", ["stamp", "entered_at", "occurred_at", "actor", "version", "kind", "body", "hash"]
)
def test_every_changed_column_is_found(folder: Folder, column: str) -> None:
    fill(folder)
    changed = {"kind": "'x'", "body": "'{}'", "hash": "zeroblob(32)"}.get(column, f"{column} + 1")
    behind_its_back(folder, f"UPDATE journal SET {column} = {changed} WHERE number = 3")
    assert codes(folder) & {"hash"}


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("DELETE FROM journal WHERE number = 3", "gap"),
        (
            "CREATE TEMP TABLE t AS SELECT number, kind, body FROM journal;"
            "UPDATE journal SET body = (SELECT body FROM t WHERE t.number = 7 - journal.number)"
            " WHERE number IN (3, 4)",
            "hash",
        ),
        (
            "INSERT INTO journal SELECT (1 << 40) + 7, 1, 7, stamp, entered_at, occurred_at, actor,"
            " kind, version, body, hash FROM journal WHERE number = 6",
            "hash",
        ),
    ],
)
def test_removed_swapped_and_inserted_entries_are_found(
    folder: Folder, sql: str, code: str
) -> None:
    fill(folder)
    behind_its_back(folder, sql)
    assert codes(folder) == {code}


def test_dropped_triggers_are_found(folder: Folder) -> None:
    behind_its_back(folder, "DROP TRIGGER journal_never_updated", guarded=True)
    assert codes(folder) == {"trigger"}


def test_a_tail_cut_with_its_tables_is_found_against_paper(folder: Folder) -> None:
    fill(folder)
    anchor = folder.journal.head().anchor()
    assert replay.verify_anchor(folder.journal.tables, anchor) == []
    behind_its_back(
        folder,
        "DELETE FROM journal WHERE number = 6;"
        "UPDATE setting SET value = 'Bệnh viện Mẫu 3' WHERE name = 'facility.name'",
    )
    assert codes(folder) == set()
    found = replay.verify_anchor(folder.journal.tables, anchor)
    assert [one.code for one in found] == ["anchor-missing"]


def test_a_chain_written_anew_is_found_against_paper(folder: Folder, tmp_path: Path) -> None:
    fill(folder)
    anchor = folder.journal.head().anchor()
    rewritten = new_folder(tmp_path / "rewritten", [])
    settings.set_values(rewritten.journal, CHIEF, {"facility.name": "Bệnh viện Viết Lại"})
    fill(rewritten)
    assert codes(rewritten) == set()
    found = replay.verify_anchor(rewritten.journal.tables, anchor)
    rewritten.close()
    assert [one.code for one in found] == ["anchor-differs"]


def test_an_anchor_typed_wrong_is_said_to_be_unreadable(folder: Folder) -> None:
    fill(folder)
    anchor = folder.journal.head().anchor()
    wrong = anchor[:-1] + str((int(anchor[-1]) + 1) % 10)
    assert replay.verify_anchor(folder.journal.tables, wrong)[0].code == "anchor-unreadable"


def test_a_changed_table_is_found(folder: Folder) -> None:
    fill(folder)
    folder.journal.tables.execute("UPDATE setting SET value = 'Bệnh viện Giả'")
    found = replay.verify_tables(folder.journal.tables, folder.keys, folder.journal.features)
    assert [one.where for one in found] == ["setting: facility.name"]


def test_a_failed_transaction_leaves_nothing(folder: Folder) -> None:
    before = folder.journal.head()
    with pytest.raises(UnknownKind), folder.journal.transaction():
        folder.journal.write("base.settings_set", {"values": {"a": "1"}}, by=0)
        folder.journal.write("base.never_heard_of", {}, by=0)
    assert folder.journal.head() == before
    assert settings.get(folder.journal.tables, "a") == ""


def test_a_part_that_failed_takes_the_whole_transaction_with_it(folder: Folder) -> None:
    before = folder.journal.head()

    def write_half() -> None:
        with folder.journal.transaction():
            folder.journal.write("base.settings_set", {"values": {"a": "1"}}, by=0)
            raise ValueError

    with pytest.raises(HalfDone), folder.journal.transaction(), suppress(ValueError):
        write_half()
    assert folder.journal.head() == before
    fill(folder, 1)
    assert codes(folder) == set()


def test_a_body_holds_only_what_has_one_canonical_form(folder: Folder) -> None:
    with pytest.raises(NotCanonical), folder.journal.transaction():
        folder.journal.write("base.settings_set", {"values": {"a": 1.5}}, by=0)


def test_one_signal_after_the_commit_names_the_kinds(folder: Folder) -> None:
    heard: list[frozenset[str]] = []
    folder.journal.subscribe(heard.append)
    with folder.journal.transaction():
        fill(folder, 2)
        assert heard == []
    assert heard == [frozenset({"base.settings_set"})]


def test_a_persons_name_is_not_in_the_file_in_clear_and_is_gone_with_the_key(
    folder: Folder,
) -> None:
    journal = folder.journal
    with journal.transaction():
        subject = folder.keys.new_subject()
    account = access.create_account(
        journal, CHIEF, "10017", Role.GUARD, "Hoàng Thị Ví Dụ", "135792", subject=subject
    )
    body = journal.tables.execute("SELECT body FROM journal WHERE id = ?", [account]).fetchone()[
        "body"
    ]
    assert "Ví Dụ" not in body
    assert [e.body["name"] for e in replay.entries(journal.tables, folder.keys) if e.id == account]
    with journal.transaction():
        folder.keys.destroy(subject)
        journal.write("base.account_closed", {"account": account}, by=0)
    names = [e.body["name"] for e in replay.entries(journal.tables, folder.keys) if e.id == account]
    assert names == [GONE]
    assert codes(folder) == set()


def test_a_clock_set_back_is_recorded_and_stops_nobody(folder: Folder) -> None:
    fill(folder, 1)
    clock_of(folder).jump(-3_600_000)
    fill(folder, 2)
    rows = folder.journal.tables.execute("SELECT from_ms - to_ms AS back FROM clock_change")
    assert [row["back"] for row in rows] == [3_600_000]
    stamps = [
        row[0] for row in folder.journal.tables.execute("SELECT stamp FROM journal ORDER BY id")
    ]
    assert stamps == sorted(set(stamps))


def test_a_clock_set_forward_is_recorded(folder: Folder) -> None:
    fill(folder, 1)
    clock_of(folder).jump(86_400_000)
    fill(folder, 1)
    assert folder.journal.tables.execute("SELECT count(*) FROM clock_change").fetchone()[0] == 1


def test_time_that_passes_is_no_change_of_the_clock(folder: Folder) -> None:
    fill(folder, 1)
    clock_of(folder).advance(86_400_000)
    fill(folder, 1)
    assert folder.journal.tables.execute("SELECT count(*) FROM clock_change").fetchone()[0] == 0


def test_a_second_program_is_refused_in_words(folder: Folder) -> None:
    with pytest.raises(FolderInUse) as refused:
        open_folder(folder.path, folder.journal.features, folder.journal.clock)
    assert str(folder.path) in refused.value.words()


def test_a_copied_folder_takes_a_new_device_before_its_first_write(
    folder: Folder, tmp_path: Path
) -> None:
    fill(folder)
    folder.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("guard.db", "keys.db", "local.db"):
        (copy / name).write_bytes((folder.path / name).read_bytes())
    other = open_folder(copy, folder.journal.features, folder.journal.clock)
    assert other.journal.device == 2
    other.close()
    again = open_folder(folder.path, folder.journal.features, folder.journal.clock)
    assert again.journal.device == 1
    again.close()


REPLAY = """
import json, sys
from pathlib import Path
from guardapp.base import store, replay, db
from guardapp.base.keys import Keys
folder = Path(sys.argv[1])
conn = db.connect(folder / "guard.db", read_only=True)
found = replay.verify_tables(
    conn, Keys(folder / "keys.db"), (store.JOURNAL_FEATURE, store.FEATURE)
)
print(json.dumps([one.where for one in found]))
"""


def test_replay_elsewhere_with_another_zone_locale_and_hash_seed_gives_the_same_tables(
    folder: Folder,
) -> None:
    fill(folder)
    access.create_account(folder.journal, CHIEF, "10017", Role.GUARD, "Hoàng Ví Dụ", "135792")
    for zone, locale, seed in (("America/New_York", "C", "1"), ("Asia/Tokyo", "C.UTF-8", "77")):
        done = subprocess.run(
            [sys.executable, "-c", REPLAY, str(folder.path)],
            env={"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(done.stdout) == []


@pytest.fixture
def committing_fails(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = folder.journal._guarded

    def refuse(sql: str) -> None:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        guarded(sql)

    monkeypatch.setattr(folder.journal, "_guarded", refuse)


def test_a_new_secret_is_not_kept_when_its_entry_cannot_be(
    folder: Folder, request: pytest.FixtureRequest
) -> None:
    journal, old = folder.journal, "một mật khẩu"
    account = access.create_account(
        journal, CHIEF, "boss", Role.CHIEF, "Hoàng Ví Dụ", old, must_change=False
    )
    session = access.confirm(journal, folder.local, "boss", old)
    request.getfixturevalue("committing_fails")
    with pytest.raises(CannotStore):
        access.change_secret(journal, session, old, "một mật khẩu khác")
    assert folder.keys.check_secret(account, old)


def test_a_key_is_not_destroyed_when_its_entry_cannot_be(
    folder: Folder, request: pytest.FixtureRequest
) -> None:
    with folder.journal.transaction():
        subject = folder.keys.new_subject()
        sealed = folder.keys.seal(subject, "Hoàng Ví Dụ")
    request.getfixturevalue("committing_fails")
    with pytest.raises(CannotStore), folder.journal.transaction():
        folder.keys.destroy(subject)
    assert folder.keys.unseal(subject, sealed) == "Hoàng Ví Dụ"


def test_an_entry_whose_reading_failed_is_never_committed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(conn: sqlite3.Connection, entry: object) -> None:
        raise ValueError

    monkeypatch.setitem(folder.journal._apply, "base.settings_set", broken)
    before = folder.journal.head()
    with pytest.raises(HalfDone), folder.journal.transaction(), suppress(ValueError):
        folder.journal.write("base.settings_set", {"values": {"a": "1"}}, by=0)
    assert folder.journal.head() == before


def test_a_listener_that_fails_does_not_undo_what_is_committed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[object] = []
    heard: list[frozenset[str]] = []

    def broken(kinds: frozenset[str]) -> None:
        raise ValueError

    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    folder.journal.subscribe(broken)
    folder.journal.subscribe(heard.append)
    fill(folder, 1)
    assert (caught, len(heard)) == ([ValueError], 1)


def test_a_clock_change_met_by_a_failed_write_is_recorded_by_the_next(folder: Folder) -> None:
    fill(folder, 1)
    clock_of(folder).jump(86_400_000)
    with pytest.raises(UnknownKind), folder.journal.transaction():
        folder.journal.write("base.settings_set", {"values": {"a": "1"}}, by=0)
        folder.journal.write("base.never_heard_of", {}, by=0)
    fill(folder, 1)
    assert folder.journal.tables.execute("SELECT count(*) FROM clock_change").fetchone()[0] == 1


def test_a_verification_looks_at_one_state_while_another_program_writes(folder: Folder) -> None:
    fill(folder)
    reading = open_to_read(folder.path, folder.journal.features, folder.journal.clock)
    with db.snapshot(reading.journal.tables):
        before = reading.journal.head()
        fill(folder, 1)
        assert reading.journal.head() == before
        assert checks.verify(reading.journal) == []
    assert reading.journal.head() != before
    reading.close()
