"""A crash leaves a report without personal data, and the program goes on."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.access import Refused, Right
from guardapp.base.errors import UserError
from guardapp.base.identity import check_digit
from guardapp.base.ui.crash import CrashDialog, Crashes, report_of

SECRET = "Nguyễn Văn Kín"


class Window(QWidget):
    """Notes what the crash asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[UserError] = []
        self.kept = 0

    def tell(self, error: UserError) -> None:
        """Note an error of the user's world."""
        self.told.append(error)

    def keep(self) -> None:
        """Note that drafts were to be kept."""
        self.kept += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """Return a window to show crashes in."""
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def crashes(window: Window, tmp_path: Path) -> Iterator[Crashes]:
    """Return what catches crashes; Python's hooks are put back."""
    hooks = sys.excepthook, threading.excepthook
    made = Crashes(tmp_path / "reports", window, window.tell, window.keep)
    made.install()
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook = hooks


def crash() -> BaseException:
    """Return an error that passed through our own code, with a name in its message."""
    try:
        try:
            check_digit(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error


def test_a_report_has_our_lines_and_no_values() -> None:
    report = report_of(crash(), "2026-12-05 22:05:00+0700")
    assert SECRET not in report
    assert "RuntimeError" in report
    assert "ValueError" in report
    assert "guardapp/base/identity.py:" in report
    assert "check_digit" in report
    assert __file__ not in report


def test_a_crash_is_written_down_and_shown_once(
    qtbot: QtBot, window: Window, crashes: Crashes, tmp_path: Path
) -> None:
    for _ in range(3):
        error = crash()
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: window.kept == 3)
    (dialog,) = window.findChildren(CrashDialog)
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert "RuntimeError" in details.toPlainText()
    reports = list((tmp_path / "reports").glob("crash-*.txt"))
    assert reports
    assert SECRET not in reports[0].read_text(encoding="utf-8")
    dialog.accept()


def test_a_crash_in_a_thread_is_caught_too(qtbot: QtBot, window: Window, crashes: Crashes) -> None:
    def work() -> None:
        check_digit("x")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.kept == 1)
    for dialog in window.findChildren(CrashDialog):
        dialog.accept()


def test_an_error_of_the_users_world_is_no_crash(
    qtbot: QtBot, window: Window, crashes: Crashes, tmp_path: Path
) -> None:
    error = Refused(Right.BACKUP)
    sys.excepthook(Refused, error, None)
    qtbot.waitUntil(lambda: bool(window.told))
    assert window.told == [error]
    assert window.kept == 0
    assert not list((tmp_path / "reports").glob("crash-*"))
