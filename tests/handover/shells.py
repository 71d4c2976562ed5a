"""Shells for the post's pages, with a script that answers and a list of what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from guardapp.base.access import Session
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.work import Work
from tests.handover.hospital import Hospital


@dataclass
class Surroundings:
    """A shell, and what the page asked of it."""

    shell: Shell
    ask: ScriptedAsk
    sheets: list[bytes] = field(default_factory=list)
    gone: list[tuple[str, Any]] = field(default_factory=list)


def surroundings(hospital: Hospital, session: Session, *answers: Any) -> Surroundings:
    """Return a shell for somebody at the PC."""
    ask = ScriptedAsk(*answers)
    sheets: list[bytes] = []
    gone: list[tuple[str, Any]] = []

    def preview(title: str, make_pdf: Callable[[], bytes], file_name: str) -> None:
        sheets.append(make_pdf())

    def go_to(key: str, subject: Any) -> None:
        gone.append((key, subject))

    shell = Shell(
        hospital.journal,
        session,
        ask,
        Work(immediate=True),
        Changes(hospital.journal),
        hospital.folder.local,
        preview,
        go_to,
    )
    return Surroundings(shell, ask, sheets, gone)
