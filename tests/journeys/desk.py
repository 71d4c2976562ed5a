"""The program on a data folder as the people at the post use it: keys, buttons, and time."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guardapp.app.program import Program
from guardapp.base.clock import SetClock
from guardapp.base.folder import Folder
from guardapp.base.journal import Journal
from guardapp.base.ui.page import Page
from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.base.ui.work import Work
from guardapp.window import MainWindow
from guardapp.window_signin import SignInPage
from guardapp.window_workspace import Workspace

PIN = "246810"


class Desk:
    """One start of the program; `answers` are given to its questions in turn.

    `threads` lets it work on its own threads, and `real` asks in its own dialogs as well.
    """

    def __init__(
        self,
        qtbot: QtBot,
        data: Path,
        now_ms: int,
        *answers: Any,
        real: bool = False,
        threads: bool = False,
    ) -> None:
        self.qtbot, self.data = qtbot, data
        self.clock = SetClock(now_ms)
        self.ask = ScriptedAsk(*answers)
        self.program = (
            Program(data, clock=self.clock)
            if real
            else Program(data, clock=self.clock, ask=self.ask, work=Work(immediate=not threads))
        )
        self.main: MainWindow = self.program.main
        qtbot.addWidget(self.main)
        self.opened = self.program.start()
        if self.opened:
            with qtbot.waitActive(self.main):
                self.main.show()
                self.main.activateWindow()

    @property
    def folder(self) -> Folder:
        """Return the open data folder."""
        assert self.program._folder is not None
        return self.program._folder

    @property
    def journal(self) -> Journal:
        """Return the open record."""
        return self.folder.journal

    @property
    def stage(self) -> QWidget:
        """Return what fills the window."""
        found = self.main._stack.currentWidget()
        assert found is not None
        return found

    @property
    def space(self) -> Workspace:
        """Return the workspace of whoever is signed in."""
        found = self.stage
        assert isinstance(found, Workspace)
        return found

    def close(self) -> None:
        """Close the window and give the folder free, as the end of the program does."""
        self.main.close()
        self.program.close()
        crashed = [file.read_text(encoding="utf-8") for file in self.data.glob("crash-*.txt")]
        assert not crashed, crashed[0]

    def settle(self) -> None:
        """Let the event loop do what waits."""
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def go_on(self, minutes: float) -> None:
        """Let time pass, somebody being at the screen."""
        self.clock.advance(round(minutes * 60_000))
        self.main._opened().idle.note_activity()

    def go_to(self, now_ms: int) -> None:
        """Let time pass until an instant, somebody being at the screen."""
        self.go_on((now_ms - self.clock.now_ms()) / 60_000)

    def sign_in(self, login: str, secret: str = PIN) -> None:
        """Type login and secret, each with Enter."""
        page = self.stage
        assert isinstance(page, SignInPage)
        fields = page.form.field("login"), page.form.field("secret")
        for field, text in zip(fields, (login, secret), strict=True):
            field.clear()
            QTest.keyClicks(field, text)
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def page(self, key: str) -> Any:
        """Go to a page of the workspace and return it."""
        self.main.show_page(key)
        self.settle()
        assert self.space.key() == key
        return self.space.page()

    def at(self) -> Any:
        """Return the page on screen."""
        found = self.space.page()
        assert isinstance(found, Page)
        return found

    def buttons(self, words: str, inside: QWidget | None = None) -> list[QAbstractButton]:
        """Return the buttons in sight with these words."""
        found = (inside or self.stage).findChildren(QAbstractButton)
        return [one for one in found if one.text().strip() == words and one.isVisible()]

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Press the first button with these words."""
        found = self.buttons(words, inside)
        assert found, f"no button «{words}»"
        found[0].click()
        self.settle()

    def key(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None
    ) -> None:
        """Press a key in the window that has the widget."""
        window = widget.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow)
        self.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def digits(self, field: QWidget, code: str) -> None:
        """Type a printed code and Enter, as a scanner does."""
        self.qtbot.keyClicks(field, code)
        self.key(field, Qt.Key.Key_Return)

    def dialog(self) -> Any:
        """Show and return the dialog that was asked for last."""
        found = self.ask.dialogs[-1]
        assert isinstance(found, QDialog)
        found.show()
        return found

    def dialogs(self) -> list[QDialog]:
        """Return the dialogs in sight once no work is left."""
        self.qtbot.waitUntil(lambda: not self.main.work.is_busy(), timeout=30_000)
        self.settle()
        return [one for one in self.main.findChildren(QDialog) if one.isVisible()]

    def sheet(self) -> bytes:
        """Return the PDF that was previewed last, once no work is left."""
        self.qtbot.waitUntil(lambda: not self.main.work.is_busy(), timeout=30_000)
        pdf = getattr(self.ask.dialogs[-1], "pdf", b"")
        assert pdf.startswith(b"%PDF")
        return bytes(pdf)


def texts_in(widget: QWidget) -> list[str]:
    """Return the words of all labels in sight."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
