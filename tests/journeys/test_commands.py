"""Every command on the sample hospital: what it writes, its exit status, and what it refuses."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from guardapp import cli
from guardapp.app import FEATURES, pictures
from guardapp.app.pages import entries
from guardapp.base import words
from guardapp.base.clock import DAY, SetClock
from guardapp.base.folder import open_folder, open_to_read
from guardapp.base.text import fold
from guardapp.cli.listing import KINDS
from guardapp.cli.printing import SHEETS
from guardapp.handover import store as handovers
from guardapp.incidents import store as incidents
from guardapp.sample import make
from guardapp.window_signin import SAMPLE_ACCOUNTS
from tests.journeys.conftest import UNTIL
from tests.pdf import pages_of

DATA: Final = Path(__file__).parents[1] / "data"
PERIOD: Final = ("--from", "2026-11-01", "--to", "2026-12-31")


@pytest.fixture(autouse=True)
def secrets_and_words(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the chief's password by the environment; put the language back afterwards."""
    monkeypatch.setenv("GUARDAPP_SECRET", "demo-chief-2026")
    yield
    words.set_language("vi")


class Command:
    """Runs commands on a data folder and keeps what they wrote."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str, user: str = "chief") -> int:
        self._capsys.readouterr()
        try:
            status = cli.main(["--data", str(self.data), "--user", user, *arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status

    def json(self, *arguments: str) -> Any:
        """Return what a command with --json lists."""
        assert self(*arguments, "--json") in {0, 1}
        return json.loads(self.out)


@pytest.fixture
def run(sample: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(sample, capsys)


@pytest.fixture
def run_made(made_sample: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return commands on the shared sample, for those that only read."""
    return Command(made_sample, capsys)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_listed_for_people_and_programs(run_made: Command, kind: str) -> None:
    rows = run_made.json("list", kind, *PERIOD)
    assert rows
    assert run_made("list", kind, *PERIOD) == 0
    assert len(run_made.out.splitlines()) == len(rows) + 1


def test_a_search_needs_no_marks(run_made: Command) -> None:
    (first, *_more) = run_made.json("list", "guards")
    found = run_made.json("list", "guards", "--search", fold(first["name"]).upper())
    assert first in found
    assert len(found) < 62
    assert run_made.json("list", "guards", "--search", "không ai tên thế này") == []


def test_sheets_are_printed(run: Command, tmp_path: Path) -> None:
    folder = open_to_read(run.data, FEATURES, SetClock(UNTIL))
    last = handovers.last_handover(folder.journal.tables)
    found = incidents.entered(folder.journal.tables, UNTIL - 30 * DAY, UNTIL)
    theft = next(one for one in found if one.kind.startswith("theft"))
    folder.close()
    assert last is not None
    about = {"date": "21/11/2026", "month": "2026-11"}
    texts = {}
    for sheet in SHEETS:
        thing = str(last.id) if sheet.name == "handover" else str(theft.number)
        out = tmp_path / f"{sheet.name}.pdf"
        value = about.get(sheet.needs, thing)
        assert run("print", sheet.name, f"--{sheet.needs}", value, "--out", str(out)) == 0, run.err
        texts[sheet.name] = " ".join(pages_of(out.read_bytes()))
        assert "BỆNH VIỆN ĐA KHOA TỈNH SÔNG MƠ" in texts[sheet.name].upper()
    assert str(theft.number) in texts["incident"]
    assert run("verify") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["print", "incident", "--out", "a.pdf"],
        ["print", "incident", "--id", "SV-A-2026-9999", "--out", "a.pdf"],
        ["print", "handover", "--id", "A-1", "--out", "a.pdf"],
        ["print", "loss", "--id", "A-2", "--out", "a.pdf"],
        ["print", "day-sheet", "--date", "31/02/2026", "--out", "a.pdf"],
        ["print", "roster-month", "--month", "2026-13", "--out", "a.pdf"],
        ["print", "nothing", "--out", "a.pdf"],
        ["list", "nothing"],
        ["list", "guards", "--from", "yesterday"],
        ["import", "guards", "missing.csv"],
        ["restore", "missing.guardbackup"],
        ["nothing"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_refused_in_words(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert run.err.strip()
    assert "Traceback" not in run.err
    assert not (tmp_path / "a.pdf").exists()


def test_wrong_and_missing_secrets_are_refused(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUARDAPP_SECRET", "falsch")
    assert run("list", "guards") == 2
    assert "không đúng" in run.err
    monkeypatch.setenv("GUARDAPP_SECRET", SAMPLE_ACCOUNTS[-1].secret)
    guard = SAMPLE_ACCOUNTS[-1].login
    assert run("list", "log", user=guard) == 0
    assert run("backup", str(run.data.parent / "a"), user=guard) == 2
    assert "Vai trò" in run.err
    monkeypatch.delenv("GUARDAPP_SECRET")
    assert run("list", "guards") == 2
    assert "GUARDAPP_SECRET" in run.err


def test_a_folder_that_is_open_is_read_and_not_written(run: Command, tmp_path: Path) -> None:
    folder = open_folder(run.data, FEATURES, SetClock(UNTIL))
    try:
        assert run("list", "guards") == 0
        assert run("verify") == 0
        assert run("backup", str(tmp_path / "a.guardbackup")) == 0
        assert run("export", str(tmp_path / "out")) == 0
        guards = str(DATA / "guards-invented.csv")
        assert run("import", "guards", guards, "--dry-run") == 0
        for arguments in (
            ("import", "guards", guards),
            ("print", "day-sheet", "--date", "2026-11-21", "--out", str(tmp_path / "a.pdf")),
            ("restore", str(tmp_path / "a.guardbackup")),
        ):
            assert run(*arguments) == 2
            assert "đang mở" in run.err
    finally:
        folder.close()
    assert run("print", "day-sheet", "--date", "2026-11-21", "--out", str(tmp_path / "a.pdf")) == 0


def test_nowhere_is_told(run: Command, tmp_path: Path) -> None:
    run.data = tmp_path / "nowhere"
    for arguments in (("list", "guards"), ("verify",), ("rebuild",), ("backup", "a")):
        assert run(*arguments) == 2
        assert "nowhere" in run.err
    assert not run.data.exists()


def test_guards_come_in_from_a_spreadsheet(run: Command, tmp_path: Path) -> None:
    file = Path(shutil.copy(DATA / "guards-invented-bad.csv", tmp_path))
    before = len(run.json("list", "guards"))
    assert run("import", "guards", str(file), "--dry-run") == 1
    assert run("import", "guards", str(file)) == 1
    assert len(run.json("list", "guards")) == before
    told = run.json("import", "guards", str(file), "--good-rows")
    assert told["imported"] == 2
    assert len(run.json("list", "guards")) == before + 2
    assert (tmp_path / "guards-invented-bad.csv.loi.csv").is_file()
    assert run("rebuild") == 0


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("posts", "posts-invented.xlsx"),
        ("checkpoints", "checkpoints-invented.csv"),
        ("equipment", "equipment-invented.xlsx"),
        ("incidents", "incidents-invented.csv"),
    ],
)
def test_each_kind_comes_in(run: Command, kind: str, name: str) -> None:
    told = run.json("import", kind, str(DATA / name))
    assert told["bad"] == []
    assert told["imported"] > 0
    assert run("verify") == 0


FORGERIES: Final = {
    "field": "UPDATE incident SET place = 'nơi khác' WHERE id = (SELECT min(id) FROM incident)",
    "row": "DELETE FROM scan WHERE id = (SELECT max(id) FROM scan)",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_changed_table_is_found(run: Command, forgery: str) -> None:
    with closing(sqlite3.connect(run.data / "guard.db", isolation_level=None)) as conn:
        conn.execute(forgery)
    for command in ("verify", "rebuild"):
        (found,) = run.json(command)
        assert found["code"] == "table"
        assert run(command) == 1
        assert "khác với nhật ký" in run.err


def test_a_changed_entry_is_found(run: Command) -> None:
    with closing(sqlite3.connect(run.data / "guard.db", isolation_level=None)) as conn:
        change = "UPDATE journal SET occurred_at = occurred_at + 1 WHERE number = 5000"
        with pytest.raises(sqlite3.DatabaseError):
            conn.execute(change)
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
        guards = conn.execute(triggers, ["journal"]).fetchall()
        for name, _text in guards:
            conn.execute(f'DROP TRIGGER "{name}"')
        conn.execute(change)
        for _name, text in guards:
            conn.execute(text)
    found = run.json("verify")
    assert [(one["code"], one["where"]) for one in found] == [("hash", "A-5000")]
    assert run("verify") == 1
    assert "A-5000" in run.err


def test_paper_that_does_not_fit_is_told(run_made: Command) -> None:
    assert run_made("verify", "--anchor", "12345") == 1
    assert "gõ sai" in run_made.err


def test_a_backup_is_restored_elsewhere(run: Command, tmp_path: Path) -> None:
    guards = run.json("list", "guards")
    backup = tmp_path / "usb" / "a.guardbackup"
    assert run("backup", str(backup)) == 0
    assert backup.is_file()
    run.data = tmp_path / "again"
    assert run("restore", str(backup)) == 0
    assert run.json("list", "guards") == guards
    assert run("verify") == 0


def test_everything_is_exported_and_no_cell_is_a_formula(run_made: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run_made("export", str(out)) == 0
    tables = [table for feature in FEATURES for table in feature.tables]
    assert {f"{one}.{kind}" for one in tables for kind in ("csv", "json")} <= {
        file.name for file in out.iterdir()
    }
    for file in out.glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened))
        bad = [cell for row in rows for cell in row if cell[:1] in ("=", "@", "\t", "\r")]
        assert bad == [], file.name
        assert len(json.loads(file.with_suffix(".json").read_text("utf-8"))) == len(rows) - 1
    assert run_made("export", str(out)) == 2


def test_english_is_spoken_on_demand(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--lang", "en", "verify") == 0
    assert "The record is whole" in run.out or "whole" in run.out
    monkeypatch.setenv("GUARDAPP_SECRET", "falsch")
    assert run("--lang", "en", "list", "guards") == 2
    assert "not right" in run.err or "wrong" in run.err


def test_help_tells_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guardapp", "--help"], capture_output=True, text=True, check=True
    )
    commands = ("demo", "import", "list", "print", "verify", "rebuild", "backup", "restore")
    assert [name for name in (*commands, "export") if name not in done.stdout] == []


def test_the_demo_writes_data_sheets_and_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "MONTHS", 1)
    monkeypatch.setattr(pictures, "entries", lambda keeper: entries(keeper)[:2])
    monkeypatch.setattr(pictures, "FOR_GUARDS", ("watch",))
    monkeypatch.setattr(pictures, "IN_THE_DARK", ("today",))
    out = tmp_path / "demo"
    assert cli.main(["demo", "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "demo-chief-2026" in told
    assert len(list((out / "sheets").glob("*.pdf"))) >= 7
    assert len(list((out / "pages").glob("vi-*.png"))) == len(
        list((out / "pages").glob("en-*.png"))
    )
    assert cli.main(["--data", str(out / "data"), "verify"]) == 0
    assert cli.main(["demo", "--out", str(out)]) == 2
