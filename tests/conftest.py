"""What every test stands on: no display, the bundled fonts, and no warning that nobody expected."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from guardapp.base.ui import look
from main import build_translations

ExpectLog = Callable[[str], None]


def pytest_sessionstart() -> None:
    """Build the English words where a feature's catalogue is newer, as a start of guardapp does."""
    build_translations()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Return the application in the program's own look, with the bundled fonts."""
    look.apply(qapp, look.Theme.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def no_widget_left() -> Iterator[None]:
    """Delete what a test left to be deleted later: outside an event loop Qt never does."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def expect_log(caplog: pytest.LogCaptureFixture) -> Iterator[ExpectLog]:
    """Fail a test on a log record of WARNING or more; calling it expects one, by a pattern.

    Qt's own messages fail a test by pytest-qt; the marker qt_log_ignore expects one.
    """
    expected: list[str] = []
    yield expected.append
    logged = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    for pattern in expected:
        assert any(re.search(pattern, text) for text in logged), f"not logged: {pattern}"
    unexpected = [text for text in logged if not any(re.search(p, text) for p in expected)]
    assert not unexpected, f"logged: {unexpected}"
