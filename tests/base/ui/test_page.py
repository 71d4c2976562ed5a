"""Pages reload when what they show has changed, and not before somebody looks."""

from typing import ClassVar

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.folder import Folder
from guardapp.base.settings import set_values
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from tests.support import CHIEF
from tests.support_ui import surroundings


class SettingsPage(Page):
    """Counts how often it is read."""

    kinds: ClassVar[tuple[str, ...]] = ("base.settings",)
    scrolls = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.read = 0
        self.set_primary(primary_button("Lưu", parent=self))

    def title(self) -> str:
        """Return the name."""
        return "Cài đặt"

    def reload(self) -> None:
        """Count."""
        self.read += 1


def change(folder: Folder, name: str) -> None:
    """Commit something of the page's kind."""
    set_values(folder.journal, CHIEF, {"facility.name": name})


def test_a_page_is_read_when_first_shown_and_after_commits(qtbot: QtBot, folder: Folder) -> None:
    page = SettingsPage(surroundings(folder).shell)
    qtbot.addWidget(page)
    change(folder, "A")
    assert page.read == 0
    page.show()
    assert page.read == 1
    assert "Cài đặt" in [label.text() for label in page.findChildren(QLabel)]
    change(folder, "B")
    assert page.read == 2


def test_a_hidden_page_is_read_once_when_it_is_shown_again(qtbot: QtBot, folder: Folder) -> None:
    page = SettingsPage(surroundings(folder).shell)
    qtbot.addWidget(page)
    page.show()
    page.hide()
    change(folder, "A")
    change(folder, "B")
    assert page.read == 1
    page.show()
    assert page.read == 2
    page.hide()
    page.show()
    assert page.read == 2


def test_other_kinds_do_not_concern_a_page(qtbot: QtBot, folder: Folder) -> None:
    page = SettingsPage(surroundings(folder).shell)
    qtbot.addWidget(page)
    page.show()
    page.shell.changes.committed.emit(frozenset({"patrol.scanned"}))
    assert page.read == 1


def test_a_banner_is_as_high_as_its_words(qtbot: QtBot) -> None:
    banner = Banner(Tone.WARNING, "Trễ.")
    qtbot.addWidget(banner)
    banner.resize(300, 40)
    banner.show()
    low = banner.height()
    banner.tell(Tone.DANGER, "Điểm bị bỏ sót, hãy ghi lý do trước khi giao ca. " * 4)
    assert banner.height() > 2 * low
    banner.tell(Tone.DANGER, "")
    assert not banner.isVisible()
