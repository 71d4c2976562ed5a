"""A window on a small data folder with one account of each sort."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base import settings, words
from guardapp.base.access import PROGRAM, Right, Role, create_account
from guardapp.base.folder import Folder
from guardapp.base.keys import hash_secret
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextArea
from guardapp.base.ui.form import Form
from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.shell import Shell
from guardapp.window import MainWindow
from tests.support import new_folder

CHIEF_SECRET = "mot cau de nho"
PIN = "735192"
FIRST_PIN = "482915"


class NotesPage(Page):
    """A page with a form and a verb of its own."""

    kinds: ClassVar[tuple[str, ...]] = ("handover.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.subject: object = None
        self.ended = 0
        self.form = Form(shell.local, "notes", self)
        self.form.add("text", "Nội dung", TextArea())
        self.form.restore()
        self.body.addWidget(self.form)
        self.add_command("Kết thúc vòng", self.end, "Ctrl+E")

    def title(self) -> str:
        """Return the name."""
        return words._("Bàn giao ca")

    def show_subject(self, subject: object) -> None:
        """Note what to show."""
        self.subject = subject

    @Slot()
    def end(self) -> None:
        """Count."""
        self.ended += 1


ENTRIES = (
    PageEntry("today", "Hôm nay", "layout-dashboard", "Canh gác", Right.READ, NotesPage),
    PageEntry("handover", "Bàn giao", "handshake", "Canh gác", Right.LOG, NotesPage),
    PageEntry("people", "Nhân viên", "users", "Quản lý", Right.MANAGE_PEOPLE, NotesPage),
)

hashed = cache(hash_secret)

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """Return a data folder with a chief, a leader, and two guards, one new."""
    opened = new_folder(tmp_path, [])
    settings.set_values(opened.journal, PROGRAM, {"facility.name": "Bệnh viện Mẫu"})
    for login, role, secret, must_change in (
        ("chief", Role.CHIEF, CHIEF_SECRET, False),
        ("leader", Role.LEADER, CHIEF_SECRET, False),
        ("10012", Role.GUARD, PIN, False),
        ("10020", Role.GUARD, FIRST_PIN, True),
    ):
        create_account(
            opened.journal,
            PROGRAM,
            login,
            role,
            f"Nguyễn {login}",
            hashed(secret),
            must_change=must_change,
        )
    yield opened
    opened.close()


@pytest.fixture
def make_window(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeWindow]:
    """Return what makes windows; the look and the language are put back afterwards."""
    held: list[MainWindow] = []  # else Python may collect a window while Qt still paints it

    def make(**options: object) -> MainWindow:
        made = MainWindow(ENTRIES, NotesPage, lambda conn, session: True, **options)
        qtbot.addWidget(made)
        made.show()
        held.append(made)
        return made

    yield make
    held.clear()
    words.set_language("vi")
    look.apply(qapp, look.Theme.LIGHT)


@pytest.fixture
def window(make_window: MakeWindow, folder: Folder) -> MainWindow:
    """Return a window on the folder; somebody is to sign in."""
    made = make_window()
    made.open_folder(folder.journal, folder.local)
    return made
