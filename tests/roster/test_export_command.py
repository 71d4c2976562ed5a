"""The commands that bring a roster in and write rosters, timesheets and calendars to files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from guardapp.app import FEATURES
from guardapp.base.access import PROGRAM, Role, create_account
from guardapp.base.clock import SetClock, SystemClock
from guardapp.base.errors import UserError
from guardapp.base.folder import open_folder
from guardapp.base.settings import seed_parameters
from guardapp.base.spreadsheet import read_file
from guardapp.cli import exchange, exporting
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import Force, Gender, GuardDetails, PostDetails
from guardapp.roster import actions, store
from guardapp.roster.model import Placement
from tests.support import CHIEF, START_MS

SECRET: Final = "rất-bí-mật-2031"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with a guard, a post and one shift in December 2026."""
    folder = open_folder(tmp_path / "data", FEATURES, SetClock(START_MS))
    journal = folder.journal
    seed_parameters(journal)
    actions.seed(journal)
    create_account(journal, PROGRAM, "boss", Role.CHIEF, "Trần Văn Mẫu", SECRET, must_change=False)
    create_account(journal, PROGRAM, "lead", Role.LEADER, "Lê Văn Ca", SECRET, must_change=False)
    details = GuardDetails("Nguyễn Văn An", Force.OWN, Gender.MALE, date(1990, 1, 1))
    guard = people.add_guard(journal, CHIEF, details)
    post = people.add_post(journal, CHIEF, PostDetails("Cổng chính"))
    shift = store.shift_types(journal.tables)[0].id
    actions.assign(journal, CHIEF, [Placement(guard, post, shift, date(2026, 12, 5))])
    folder.close()
    monkeypatch.setenv("GUARDAPP_SECRET", SECRET)
    return tmp_path / "data"


def run(data: Path, *arguments: str, user: str = "boss") -> int:
    parser = ArgumentParser()
    commands = parser.add_subparsers()
    exchange.add_commands(commands)
    exporting.add_commands(commands)
    chosen = parser.parse_args(arguments)
    chosen.data, chosen.user = data, user
    status: int = chosen.run(chosen)
    return status


def code(data: Path) -> str:
    folder = open_folder(data, FEATURES, SystemClock())
    (guard,) = people_store.guards(folder.journal.tables)
    folder.close()
    return guard.code


def test_a_month_goes_out_and_comes_in_again(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lich.xlsx"
    assert run(data, "export", "roster", "--month", "2026-12", "--out", str(out)) == 0
    assert run(data, "import", "roster", str(out)) == 1
    told = capsys.readouterr().out
    assert "đã xếp 1 ca nháp" in told
    assert "chỉ được nhập khi không còn lỗi nào" in told
    assert run(data, "import", "roster", str(out), "--option", "drafts=replace") == 0
    assert "Đã nhập 1 dòng" in capsys.readouterr().out


def test_good_rows_alone_are_no_way_to_take_a_roster(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lich.csv"
    head = ",".join(map(str, range(1, 32)))
    path.write_text(f"12/2026\nHọ tên,{head}\nNguyễn Văn An,S01\nAi Đó,S01\n", encoding="utf-8")
    chosen = ("--good-rows", "--option", "drafts=replace")
    assert run(data, "import", "roster", str(path), *chosen) == 1
    assert "Không có bảo vệ nào tên «Ai Đó»" in capsys.readouterr().out
    assert list(tmp_path.glob("*.loi.csv")) == []


def test_a_timesheet_and_a_calendar_are_written(data: Path, tmp_path: Path) -> None:
    sheet, calendar = tmp_path / "cong.xlsx", tmp_path / "an.ics"
    assert run(data, "export", "timesheet", "--month", "2026-12", "--out", str(sheet)) == 0
    assert read_file(sheet).rows
    given = ("--guard", code(data), "--month", "2026-12", "--out", str(calendar))
    assert run(data, "export", "calendar", *given) == 0
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    "arguments",
    [
        ("roster",),
        ("tables", "--out", "x.xlsx"),
        ("calendar", "--out", "x.ics"),
        ("calendar", "--guard", "999", "--out", "x.ics"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_words(data: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as refused:
        run(data, "export", *arguments)
    assert refused.value.words()
    assert not Path("x.xlsx").exists()


def test_a_draft_is_for_the_chief_only(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "lich.xlsx"
    with pytest.raises(UserError):
        run(data, "export", "roster", "--month", "2026-12", "--out", str(out), user="lead")
    assert not out.exists()


def test_everything_is_exported_to_a_folder_as_before(data: Path, tmp_path: Path) -> None:
    assert run(data, "export", str(tmp_path / "out")) == 0
    assert list((tmp_path / "out").iterdir())
