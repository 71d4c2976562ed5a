"""The workspace: pages on first use, keys, palette, and looks that change while working."""

import gc
import weakref
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.folder import Folder
from guardapp.base.ui import look
from guardapp.base.ui.look import Theme
from guardapp.base.words import language
from guardapp.window import MainWindow
from guardapp.window_bar import Rail, WhoButton
from guardapp.window_palette import Command, Palette, ShortcutsDialog, matching
from guardapp.window_workspace import Workspace
from tests.window.conftest import CHIEF_SECRET, ENTRIES, PIN, NotesPage
from tests.window.test_signing_in import page_of, sign_in, space_of


@pytest.fixture
def space(window: MainWindow) -> Workspace:
    """Return the chief's workspace."""
    sign_in(window, "chief", CHIEF_SECRET)
    return space_of(window)


def page_on(space: Workspace) -> NotesPage:
    """Return the page on screen."""
    page = space.page()
    assert isinstance(page, NotesPage)
    return page


def test_a_page_is_built_when_it_is_first_shown(space: Workspace) -> None:
    assert len(space.findChildren(NotesPage)) == 1
    space.show_page("people")
    space.show_page("today")
    assert len(space.findChildren(NotesPage)) == 2


def test_the_rail_and_the_keys_lead_to_pages(space: Workspace) -> None:
    QTest.keyClick(space, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert space.key() == "handover"
    pressed = [one for one in space.rail.findChildren(QPushButton) if one.text() == "Nhân viên"]
    pressed[0].click()
    assert space.key() == "people"


def test_the_rail_keeps_the_page_on_screen_in_sight(qtbot: QtBot) -> None:
    entries = [replace(ENTRIES[0], key=str(n), title=f"Trang {n}") for n in range(40)]
    rail = Rail(entries)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 400)
    rail.show()
    rail.show_chosen("39")
    (last,) = [one for one in rail.findChildren(QPushButton) if one.text() == "Trang 39"]
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_page_opens_another_on_a_thing(space: Workspace) -> None:
    space.shell.go_to("people", 7)
    assert space.key() == "people"
    assert page_on(space).subject == 7
    space.shell.go_to("unknown", 7)
    assert space.key() == "people"


def test_a_pages_own_verb_has_a_key(space: Workspace) -> None:
    page = page_on(space)
    page.form.field("text").setFocus()
    QTest.keyClick(page.form.field("text"), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.ended == 1


def command(words: str) -> Command:
    """Return a command that does nothing."""
    return Command(words, "Canh gác", "play", "", lambda: None)


def test_the_palette_finds_words_without_marks() -> None:
    commands = [command(one) for one in ("Nhận ca", "Bàn giao ca", "Giao diện", "Đổi mã")]
    assert [one.words for one in matching(commands, "ban giao")] == ["Bàn giao ca"]
    assert [one.words for one in matching(commands, "giao")] == ["Giao diện", "Bàn giao ca"]
    assert [one.words for one in matching(commands, "doi")] == ["Đổi mã"]
    assert len(matching(commands, "")) == 4


def test_the_palette_runs_what_is_chosen(window: MainWindow, space: Workspace) -> None:
    QTest.keyClick(space, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette.search, "nhan vien")
    assert palette.shown() == ["Nhân viên"]
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert space.key() == "people"
    assert not palette.isVisible()


def test_the_shortcuts_are_listed_and_unique(window: MainWindow, space: Workspace) -> None:
    keys = [one.keys for one in space.commands() if one.keys]
    assert len(keys) == len(set(keys))
    assert {"F1", "Ctrl+K", "Ctrl+L", "Ctrl+1", "Ctrl+E"} <= set(keys)
    QTest.keyClick(space, Qt.Key.Key_F1)
    assert len(window.findChildren(ShortcutsDialog)) == 1


def test_the_language_is_switched_while_working(window: MainWindow, space: Workspace) -> None:
    space.show_page("handover")
    page_on(space).form.set_values({"text": "Còn thiếu một chìa khóa"})
    window.looks.switch_language()
    assert language() == "en"
    again = space_of(window)
    assert again is not space
    assert again.key() == "handover"
    assert page_on(again).form.values() == {"text": "Còn thiếu một chìa khóa"}
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, again)
    assert "Cancel" in box.buttons()[0].text()
    window.looks.switch_language()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, space_of(window))
    assert box.buttons()[0].text().replace("&", "") == "Hủy"


def test_the_theme_is_switched_and_remembered(
    window: MainWindow, space: Workspace, folder: Folder, qapp: QApplication
) -> None:
    space.bar.theme_button.click()
    assert look.theme() is Theme.DARK
    assert qapp.palette().window().color().lightness() < 60
    shot = space_of(window).grab().toImage()
    assert shot.pixelColor(shot.width() - 3, shot.height() - 3).lightness() < 60
    window.close_folder()
    window.open_folder(folder.journal, folder.local)
    assert look.theme() is Theme.DARK


def test_large_type_is_remembered_for_the_role(window: MainWindow, space: Workspace) -> None:
    window.looks.switch_scale()
    assert look.scale() == look.POST_SCALE
    window.sign_out()
    sign_in(window, "leader", CHIEF_SECRET)
    assert look.scale() == look.DESK_SCALE
    window.sign_out()
    sign_in(window, "chief", CHIEF_SECRET)
    assert look.scale() == look.POST_SCALE


def test_the_next_start_asks_who_is_there_as_large_as_it_was(
    window: MainWindow, folder: Folder, qapp: QApplication
) -> None:
    sign_in(window, "10012", PIN)
    window.resize(1100, 700)
    window.close_folder()
    look.apply(qapp, Theme.LIGHT)
    window.resize(900, 600)
    window.open_folder(folder.journal, folder.local)
    assert look.scale() == look.POST_SCALE
    assert window.height() == 700


def test_targets_are_large_on_the_post(window: MainWindow) -> None:
    sign_in(window, "chief", CHIEF_SECRET)
    window.looks.switch_scale()
    space = space_of(window)
    space.show_page("handover")
    QCoreApplication.processEvents()
    buttons: list[Any] = [*space.findChildren(QPushButton), *space.findChildren(QToolButton)]
    low = [one.text() or one.toolTip() for one in buttons if one.isVisible() and one.height() < 48]
    assert low == []


def test_everything_that_can_be_pressed_has_a_name(space: Workspace) -> None:
    buttons: list[Any] = [*space.findChildren(QPushButton), *space.findChildren(QToolButton)]
    nameless = [
        one for one in buttons if one.isVisible() and not (one.text() or one.accessibleName())
    ]
    assert nameless == []


def test_what_is_typed_outlives_the_window(window: MainWindow, space: Workspace) -> None:
    page_on(space).form.set_values({"text": "Đang gõ dở"})
    local = space.shell.local
    window.close()
    kept = local.load_draft("notes")
    assert kept == {"text": "Đang gõ dở"}


def test_a_workspace_that_was_left_is_let_go_of(window: MainWindow) -> None:
    left: list[weakref.ref[QWidget]] = []
    for _ in range(4):
        sign_in(window, "chief", CHIEF_SECRET)
        space = space_of(window)
        space.show_page("handover")
        space.bar.search.emit()
        left.append(weakref.ref(space))
        left.append(weakref.ref(page_on(space)))
        del space
        window.sign_out()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    assert [one for one in left if one() is not None] == []


def test_who_is_signed_in_stands_in_the_bar(window: MainWindow, space: Workspace) -> None:
    who = space.findChild(WhoButton)
    assert who is not None
    assert who.accessibleName() == "Nguyễn chief, Đội trưởng bảo vệ"
    assert len(who.menu().actions()) == 5
    window.lock()
    assert page_of(window)
