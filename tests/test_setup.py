"""A checkout that is set up starts at once; an installed copy brings all it needs."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

import guardapp
import main
from tests.source import ROOT

LOCK: Final = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROBE: Final = """
import guardapp
from guardapp.base import resources, words
words.set_language("en")
print(guardapp.__version__, resources.path("fonts").is_dir(), words.language(), guardapp.__file__)
"""


def test_every_locked_package_has_hashes_and_no_place_of_its_own() -> None:
    packages = re.split(
        r"\n(?=\S)", "\n".join(line for line in LOCK.splitlines() if line[0] != "#")
    )
    assert all(re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:", text, re.DOTALL) for text in packages)
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links| @ ", LOCK)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a place with a small environment that counts as set up there."""
    place = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    monkeypatch.setattr(main, "VENV", place)
    monkeypatch.setattr(main, "VENV_PYTHON", place / main.VENV_PYTHON.relative_to(ROOT / ".venv"))
    monkeypatch.setattr(main, "STAMP", place / main.STAMP.name)
    main.STAMP.write_text(main._stamp(), encoding="utf-8")
    assert main._is_done(main._stamp())
    return place


def test_a_second_start_neither_installs_nor_asks_the_network(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*command: object, **options: object) -> None:
        raise AssertionError(command)

    monkeypatch.setattr(subprocess, "run", started)
    main.set_up()


def test_an_environment_that_was_moved_is_made_anew(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = made.parent / "elsewhere" / ".venv"
    shutil.move(made, moved)
    monkeypatch.setattr(main, "VENV", moved)
    monkeypatch.setattr(main, "VENV_PYTHON", moved / main.VENV_PYTHON.relative_to(made))
    monkeypatch.setattr(main, "STAMP", moved / main.STAMP.name)
    assert not main._is_whole()


def test_an_environment_whose_python_is_gone_is_made_anew(made: Path) -> None:
    (made / "pyvenv.cfg").write_text("executable = /nowhere/python3\n", encoding="utf-8")
    assert not main._is_whole()


def test_an_environment_that_was_never_finished_is_made_anew(made: Path) -> None:
    main.STAMP.unlink()
    assert not main._is_whole()


def test_another_lock_is_installed_into_the_same_environment(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(main, "LOCK", tmp_path / "requirements.lock")
    main.LOCK.write_text("other\n", encoding="utf-8")
    assert main._is_whole()
    assert not main._is_done(main._stamp())


def test_what_a_user_must_install_is_said_as_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(main, "_has_venv", lambda: False)
    monkeypatch.setattr(main, "_has_x11", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(main.SetUpStopped) as stopped:
        main.install_system_packages(needs_venv=True)
    command = "sudo apt-get install -y --no-install-recommends python3-venv python3-pip libegl1\n"
    assert command in str(stopped.value)
    assert main.missing_packages(needs_venv=False) == ["libegl1"]


def test_an_installed_copy_finds_its_files(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(installed)
        assert any(name.endswith("/entry_points.txt") for name in wheel.namelist())
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    version, has_fonts, language, file = run.stdout.split()
    assert (version, has_fonts, language) == (guardapp.__version__, "True", "en")
    assert Path(file).is_relative_to(installed)
