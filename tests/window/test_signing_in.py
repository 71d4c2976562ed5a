"""Signing in, locking, and what can be written without either."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from guardapp.base import settings
from guardapp.base.access import PROGRAM
from guardapp.base.folder import Folder
from guardapp.base.ui import look
from guardapp.base.ui.parts import Banner
from guardapp.window import MainWindow
from guardapp.window_signin import SecretDialog, SignInPage
from guardapp.window_workspace import Workspace
from tests.support import clock_of
from tests.window.conftest import CHIEF_SECRET, FIRST_PIN, PIN, NotesPage


def page_of(window: MainWindow) -> SignInPage:
    """Return the sign-in page on screen."""
    page = window._stack.currentWidget()
    assert isinstance(page, SignInPage)
    return page


def space_of(window: MainWindow) -> Workspace:
    """Return the workspace on screen."""
    space = window._stack.currentWidget()
    assert isinstance(space, Workspace)
    return space


def sign_in(window: MainWindow, login: str, secret: str) -> None:
    """Type login and secret and press Enter."""
    form = page_of(window).form
    form.field("login").clear()
    QTest.keyClicks(form.field("login"), login)
    QTest.keyClick(form.field("login"), Qt.Key.Key_Return)
    QTest.keyClicks(form.field("secret"), secret)
    QTest.keyClick(form.field("secret"), Qt.Key.Key_Return)


def words_on(window: MainWindow) -> str:
    """Return the message on the sign-in card."""
    return " ".join(one.text() for one in page_of(window).findChildren(Banner))


def journal_kinds(folder: Folder) -> list[str]:
    """Return the kinds of all entries about signing in and out."""
    rows = folder.journal.tables.execute("SELECT kind FROM journal ORDER BY number")
    return [row["kind"] for row in rows if row["kind"].startswith("base.sign")]


def test_the_right_secret_opens_the_workspace(window: MainWindow, folder: Folder) -> None:
    sign_in(window, "CHIEF", CHIEF_SECRET)
    assert [entry.key for entry in space_of(window).entries] == ["today", "handover", "people"]
    assert journal_kinds(folder) == ["base.signed_in"]


def test_a_role_sees_its_own_pages_only(window: MainWindow) -> None:
    sign_in(window, "10012", PIN)
    assert [entry.key for entry in space_of(window).entries] == ["today", "handover"]


def test_a_guard_gets_large_type_and_the_chief_does_not(window: MainWindow) -> None:
    sign_in(window, "10012", PIN)
    assert look.scale() == look.POST_SCALE
    window.sign_out()
    sign_in(window, "chief", CHIEF_SECRET)
    assert look.scale() == look.DESK_SCALE


def test_a_wrong_secret_is_told_and_asked_for_again(window: MainWindow) -> None:
    sign_in(window, "chief", "falsch")
    assert words_on(window)
    assert page_of(window).form.values() == {"login": "chief", "secret": ""}


def test_the_wait_after_wrong_tries_is_counted_down(
    window: MainWindow, folder: Folder, qtbot: QtBot
) -> None:
    for _ in range(3):
        sign_in(window, "chief", "falsch")
    page = page_of(window)
    assert not page.enter.isEnabled()
    assert "0:30" in page.enter.text()
    clock_of(folder).advance(12_000)
    page._count_down()
    assert "0:18" in page.enter.text()
    clock_of(folder).advance(18_000)
    page._count_down()
    assert page.enter.isEnabled()


def test_another_may_sign_in_while_one_login_waits(window: MainWindow) -> None:
    for _ in range(3):
        sign_in(window, "chief", "falsch")
    sign_in(window, "10012", PIN)
    assert space_of(window)


def test_an_emergency_is_written_even_while_locked_out(window: MainWindow) -> None:
    for _ in range(3):
        sign_in(window, "chief", "falsch")
    press = page_of(window).findChild(QPushButton, "emergency")
    assert press is not None
    assert press.isEnabled()
    press.click()
    page = window._stack.currentWidget()
    assert isinstance(page, NotesPage)
    assert not page.shell.session.verified


def test_caps_lock_is_hinted_at(window: MainWindow) -> None:
    page = page_of(window)
    QTest.keyClicks(page.form.field("secret"), "a")
    assert page.caps_hint.isHidden()
    QTest.keyClick(page.form.field("secret"), "A")
    assert not page.caps_hint.isHidden()


def test_a_first_secret_must_be_changed_by_the_rules(window: MainWindow) -> None:
    sign_in(window, "10020", FIRST_PIN)
    (dialog,) = window.findChildren(SecretDialog)
    change = next(one for one in dialog.findChildren(QPushButton) if one.isDefault())
    for new, again in (("123456", "123456"), (FIRST_PIN, FIRST_PIN), (PIN, "735193")):
        dialog.form.set_values({"new": new, "again": again})
        change.click()
        assert dialog.isVisible()
    dialog.form.set_values({"new": PIN, "again": PIN})
    change.click()
    assert not dialog.isVisible()
    assert space_of(window)
    window.sign_out()
    sign_in(window, "10020", PIN)
    assert space_of(window)


def test_who_does_not_change_the_first_secret_stays_outside(
    window: MainWindow, folder: Folder
) -> None:
    sign_in(window, "10020", FIRST_PIN)
    (dialog,) = window.findChildren(SecretDialog)
    dialog.reject()
    assert page_of(window)
    assert journal_kinds(folder) == ["base.signed_in", "base.signed_out"]


def test_one_changes_ones_own_secret(window: MainWindow) -> None:
    from guardapp.base.ui.dialogs import PinDialog

    sign_in(window, "10012", PIN)
    space_of(window).bar.change_secret.emit()
    (asked,) = window.findChildren(PinDialog)
    asked.form.set_values({"secret": PIN})
    next(one for one in asked.findChildren(QPushButton) if one.isDefault()).click()
    (dialog,) = window.findChildren(SecretDialog)
    dialog.form.set_values({"new": FIRST_PIN, "again": FIRST_PIN})
    next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).click()
    window.sign_out()
    sign_in(window, "10012", FIRST_PIN)
    assert space_of(window)


def test_the_screen_locks_when_nobody_is_there(window: MainWindow, folder: Folder) -> None:
    sign_in(window, "chief", CHIEF_SECRET)
    space = space_of(window)
    clock_of(folder).advance(9 * 60_000)
    window._opened().idle.check()
    assert space_of(window)
    clock_of(folder).advance(60_000)
    window._opened().idle.check()
    assert page_of(window).form.values()["login"] == "chief"
    sign_in(window, "chief", CHIEF_SECRET)
    assert space_of(window) is space


def test_a_folder_that_was_let_go_is_watched_no_more(window: MainWindow) -> None:
    idle = window._opened().idle
    assert idle._timer.isActive()
    window.close_folder()
    assert not idle._timer.isActive()


def test_another_person_ends_the_locked_sitting(window: MainWindow, folder: Folder) -> None:
    sign_in(window, "chief", CHIEF_SECRET)
    space = space_of(window)
    window.ask.info("Đang mở", "")
    window.lock()
    assert not any(dialog.isVisible() for dialog in window.findChildren(SecretDialog))
    sign_in(window, "leader", CHIEF_SECRET)
    assert space_of(window) is not space
    assert space_of(window).shell.session.login == "leader"
    assert journal_kinds(folder) == ["base.signed_in", "base.signed_in", "base.signed_out"]


def test_the_sample_offers_its_accounts_and_ones_own_folder_does_not(
    window: MainWindow, folder: Folder
) -> None:
    offered = [one for one in page_of(window).findChildren(QPushButton) if one.property("login")]
    assert offered == []
    settings.set_values(folder.journal, PROGRAM, {"facility.sample": "1"})
    window.show_sign_in()
    fill = {one.property("login"): one for one in page_of(window).findChildren(QPushButton)}
    fill["leader"].click()
    assert page_of(window).form.values() == {"login": "leader", "secret": "demo-leader-2026"}


def test_the_facility_stands_on_the_page(window: MainWindow) -> None:
    texts = [label.text() for label in page_of(window).findChildren(QLabel)]
    assert "Bệnh viện Mẫu" in texts
