"""What tests of pages need: a shell whose questions are answered by a script."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from guardapp.base.access import Session
from guardapp.base.folder import Folder
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.work import Work
from tests.support import CHIEF


@dataclass
class Surroundings:
    """A page's shell, and what the page did with it."""

    shell: Shell
    ask: ScriptedAsk
    previewed: list[tuple[str, bytes, str]] = field(default_factory=list)
    visited: list[tuple[str, Any]] = field(default_factory=list)


def surroundings(folder: Folder, session: Session = CHIEF, *answers: Any) -> Surroundings:
    """Return a shell on a folder; `answers` are given to the page's questions in turn."""
    previewed: list[tuple[str, bytes, str]] = []
    visited: list[tuple[str, Any]] = []

    def preview(title: str, make_pdf: Callable[[], bytes], file_name: str) -> None:
        previewed.append((title, make_pdf(), file_name))

    def go_to(key: str, subject: Any = None) -> None:
        visited.append((key, subject))

    ask = ScriptedAsk(*answers)
    shell = Shell(
        journal=folder.journal,
        session=session,
        ask=ask,
        work=Work(immediate=True),
        changes=Changes(folder.journal),
        local=folder.local,
        preview=preview,
        go_to=go_to,
    )
    return Surroundings(shell, ask, previewed, visited)


def type_text(field: QWidget, text: str) -> None:
    """Type Vietnamese as an input method commits it; QTest's keys abort on it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
