"""The command import: whole or not at all, bad rows told, and the good ones on demand."""

import json
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

import pytest

from guardapp.app import FEATURES
from guardapp.base.access import PROGRAM, Role, create_account
from guardapp.base.clock import SystemClock
from guardapp.base.errors import UserError
from guardapp.base.folder import open_folder, open_to_read
from guardapp.base.settings import seed_parameters
from guardapp.base.spreadsheet import read_file
from guardapp.cli import exchange
from guardapp.incidents import store as incidents
from guardapp.people import store as people

DATA: Final = Path(__file__).parents[1] / "data"
REAL: Final = Path("/work/shared/data/hospital-incidents-2022-h1.csv")
SECRET: Final = "rất-bí-mật-2031"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder whose chief signs in by the environment."""
    path = tmp_path / "data"
    folder = open_folder(path, FEATURES, SystemClock())
    seed_parameters(folder.journal)
    create_account(
        folder.journal, PROGRAM, "boss", Role.CHIEF, "Trần Văn Mẫu", SECRET, must_change=False
    )
    folder.close()
    monkeypatch.setenv("GUARDAPP_SECRET", SECRET)
    return path


def run(data: Path, *arguments: str) -> int:
    parser = ArgumentParser()
    exchange.add_commands(parser.add_subparsers())
    chosen = parser.parse_args(["import", *arguments])
    chosen.data, chosen.user = data, "boss"
    status: int = chosen.run(chosen)
    return status


def count(data: Path, what: str) -> int:
    folder = open_to_read(data, FEATURES, SystemClock())
    try:
        if what == "guards":
            return len(people.guards(folder.journal.tables))
        return incidents.count(folder.journal.tables, incidents.Filter())
    finally:
        folder.close()


def facts(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_whole_file_is_imported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "guards", str(DATA / "guards-invented.csv")) == 0
    assert "Đã nhập 5 dòng" in capsys.readouterr().out
    assert count(data, "guards") == 5


def test_a_dry_run_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "guards", str(DATA / "guards-invented.csv"), "--dry-run", "--json") == 0
    told = facts(capsys)
    assert (told["rows"], told["good"], told["imported"]) == (5, 5, 0)
    assert (told["delimiter"], told["dates"], told["header_row"]) == (";", "dd/MM/yyyy", 3)
    assert count(data, "guards") == 0


def test_bad_rows_keep_everything_out_unless_good_rows_are_asked_for(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(DATA / "guards-invented-bad.csv", tmp_path))
    assert run(data, "guards", str(file)) == 1
    out = capsys.readouterr().out
    assert "31/02/1978" in out
    assert "--good-rows" in out
    assert count(data, "guards") == 0
    assert run(data, "guards", str(file), "--good-rows", "--json") == 1
    told = facts(capsys)
    assert (told["imported"], len(told["bad"])) == (2, 6)
    saved = Path(told["bad_rows_saved"])
    assert saved == tmp_path / "guards-invented-bad.csv.loi.csv"
    assert len(read_file(saved).rows) == 6
    assert count(data, "guards") == 2


def test_columns_values_and_options_can_be_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Who\tWhat\tBorn\nNguyễn Văn An\tX\t03/04/1990\n", encoding="utf-16")
    arguments = ["--columns", "Who=name,What=force,Born=birth_date", "--value", "force:X=own"]
    arguments += ["--option", "gender=male", "--dates", "MM/dd/yyyy", "--delimiter", "tab"]
    assert run(data, "guards", str(file), *arguments, "--json") == 0
    assert facts(capsys)["values"] == {"force": {"X": "own"}}
    folder = open_to_read(data, FEATURES, SystemClock())
    assert str(people.guards(folder.journal.tables)[0].birth_date) == "1990-03-04"
    folder.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.csv"],
        [str(DATA / "guards-invented.csv"), "--columns", "Không có=name"],
        [str(DATA / "guards-invented.csv"), "--columns", "STT=nothing"],
        [str(DATA / "guards-invented.csv"), "--value", "name:x=y"],
        [str(DATA / "guards-invented.csv"), "--value", "force:x=y"],
        [str(DATA / "guards-invented.csv"), "--option", "duplicates=x"],
        [str(DATA / "guards-invented.csv"), "--delimiter", "ab"],
        [str(DATA / "checkpoints-invented.csv")],
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(data: Path, arguments: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        run(data, "guards", *arguments)
    assert "{" not in refused.value.words()
    assert count(data, "guards") == 0


@pytest.mark.skipif(not REAL.is_file(), reason="the published list is not on this PC")
def test_a_real_list_comes_in_and_its_second_time_adds_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "incidents", str(REAL), "--json") == 0
    told = facts(capsys)
    assert (told["rows"], told["imported"], told["bad"]) == (676, 676, [])
    assert count(data, "incidents") == 676
    assert run(data, "incidents", str(REAL), "--json") == 0
    assert facts(capsys)["imported"] == 0
