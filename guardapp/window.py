"""The main window: first start, sign-in, and the workspace of whoever is signed in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from guardapp.base import access, settings
from guardapp.base.access import Session
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.ask import Ask, WindowAsk
from guardapp.base.ui.form import KeepsDraft
from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.parts import button
from guardapp.base.ui.preview import Previewer
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.work import Work
from guardapp.base.words import Language, _
from guardapp.window_application import application
from guardapp.window_first import FirstStartPage, WorkingPage
from guardapp.window_folder import OpenFolder
from guardapp.window_look import Looks
from guardapp.window_stages import Stages
from guardapp.window_workspace import Workspace


class MainWindow(QMainWindow):
    """The one window.

    `emergency` makes the page for what must be written at once, without signing in; `took_over`
    tells whether somebody holds the post. `sample`, `empty` (a NewFacility) and `restore` (a Path)
    carry the choice at the first start, `signed_in` and `signed_out` the session.
    """

    sample = Signal()
    empty = Signal(object)
    restore = Signal(object)
    signed_in = Signal(object)
    signed_out = Signal(object)
    minute_passed = Signal()

    def __init__(
        self,
        entries: Sequence[PageEntry],
        emergency: Callable[[Shell, QWidget], Page],
        took_over: Callable[[Connection, Session], bool],
        *,
        language: Language = "vi",
        ask: Ask | None = None,
        work: Work | None = None,
    ) -> None:
        app = application()
        super().__init__()
        self._entries = tuple(entries)
        self._emergency = emergency
        self._took_over = took_over
        self._folder: OpenFolder | None = None
        self._session: Session | None = None
        self._workspace: Workspace | None = None
        self._hidden: list[QDialog] = []
        self._page_key = ""
        self._stage: Callable[[], None] = self.show_first_start
        self.looks = Looks(app, language, self)
        self.looks.changed.connect(self._rebuild)
        self._stack = Stages(self)
        self._stack.language.connect(self.looks.switch_language)
        self._stack.theme.connect(self.looks.switch_theme)
        self.setCentralWidget(self._stack)
        self.ask: Ask = ask or WindowAsk(self)
        self.work = work or Work(self)
        self.work.failed.connect(self._work_failed)
        self._previewer = Previewer(self, self.ask, self.work)
        self.setWindowTitle("guardapp")
        self.setWindowIcon(look.icon("shield-check", look.Tone.ACCENT))
        self.setMinimumSize(880, 560)
        self.resize(1366, 768)

    def show_first_start(self) -> None:
        """Offer the sample, an empty folder, or a backup."""
        page = FirstStartPage(self.ask, self._stack)
        page.sample.connect(self.sample)
        page.empty.connect(self.empty)
        page.restore.connect(self.restore)
        self._show_stage(page, self.show_first_start, corner=True)

    def show_working(self, text: str) -> None:
        """Say what the program is doing before a folder is open."""
        self._show_stage(WorkingPage(text, self._stack), self._stage)

    def tell_progress(self, done: int, total: int) -> None:
        """Show how far the work is that `show_working` named."""
        page = self._stack.currentWidget()
        if isinstance(page, WorkingPage):
            page.tell(done, total)

    def open_folder(self, journal: Journal, local: Local, reports: Path | None = None) -> None:
        """Work on a data folder and ask who is there; crash reports go to `reports`."""
        self.close_folder()
        self._folder = folder = OpenFolder(journal, local, self.ask, application(), self)
        folder.gate.entered.connect(self.enter)
        folder.gate.changed.connect(self._secret_changed)
        folder.idle.idle.connect(self._lock_if_working)
        folder.minute_passed.connect(self.minute_passed)
        folder.changes.committed.connect(self._stand_anew)
        if reports is not None:
            folder.report_crashes(reports, self.ask.error, self.save_drafts)
        self.looks.remember_in(local)
        place = local.get("window.place")
        if place:
            self.restoreGeometry(QByteArray.fromBase64(place.encode()))
        self.show_sign_in()

    def close_folder(self) -> None:
        """Keep drafts, sign out, wait for the work, and let the folder go."""
        if self._folder is None:
            return
        self.sign_out()
        place = self.saveGeometry().toBase64().data().decode()
        self._folder.local.set("window.place", place)
        self.work.close()
        self._folder.close()
        self._folder = None
        self.looks.remember_in(None)

    @Slot()
    def show_sign_in(self) -> None:
        """Ask who is there; a locked workspace stays behind."""
        login = self._session.login if self._session else ""
        page = self._opened().gate.page(login, self._stack)
        page.emergency.connect(self.show_emergency)
        self._show_stage(page, self.show_sign_in, corner=True)
        page.ask_for(login)

    @Slot()
    def show_emergency(self) -> None:
        """Show the page that writes without signing in."""
        page = self._emergency(self._shell(access.unverified(), self._go_nowhere), self._stack)
        page.add_action(button(_("Về trang đăng nhập"), self.show_sign_in, "arrow-left", page))
        self._show_stage(page, self.show_emergency)

    @Slot(object)
    def enter(self, session: Session) -> None:
        """Show the workspace of somebody who signed in."""
        if self._session is not None and self._session.account != session.account:
            self.sign_out()
        session = replace(session, took_over=self._holds_post(session))
        if self.looks.suit(session.role) or session != self._session:
            self._drop_workspace()
        self._session = session
        self._opened().idle.note_activity()
        self._show_workspace()
        for dialog in self._hidden:
            dialog.show()
        self._hidden = []
        self.signed_in.emit(session)

    def show_page(self, key: str) -> None:
        """Show a page of the workspace."""
        if self._workspace is not None:
            self._workspace.show_page(key)

    def save_drafts(self) -> None:
        """Keep now what is being typed anywhere."""
        if self._folder is not None:
            for one in self.findChildren(QWidget):
                if isinstance(one, KeepsDraft):
                    one.save_draft()

    @Slot()
    def lock(self) -> None:
        """Hide the workspace and its dialogs until the same person, or another, signs in."""
        if self._session is not None:
            self.save_drafts()
            self._hidden = [one for one in self.findChildren(QDialog) if one.isVisible()]
            for dialog in self._hidden:
                dialog.hide()
            self.show_sign_in()

    @Slot()
    def sign_out(self) -> None:
        """Close the workspace, record it, and ask who is there."""
        if self._session is None:
            return
        self.save_drafts()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        session, self._session = self._session, None
        self._hidden = []
        self._page_key = ""
        self._drop_workspace()
        access.sign_out(self._opened().journal, session)
        self.signed_out.emit(session)
        self.show_sign_in()

    @Slot()
    def come_to_front(self) -> None:
        """Show the window above the others, as a second start asks for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the folder before the window."""
        self.close_folder()
        self._previewer.close()
        super().closeEvent(event)

    @Slot()
    def _ask_new_secret(self) -> None:
        if self._session is not None:
            self._opened().gate.ask_new_secret(self._session)

    @Slot(object)
    def _stand_anew(self, kinds: frozenset[str]) -> None:
        session = self._session
        if session is None or not any(kind.startswith("handover.") for kind in kinds):
            return
        if self._holds_post(session) != session.took_over:
            self._session = replace(session, took_over=not session.took_over)
            QTimer.singleShot(0, self._rebuild)

    def _holds_post(self, session: Session) -> bool:
        return self._took_over(self._opened().journal.tables, session)

    @Slot(object)
    def _secret_changed(self, session: Session) -> None:
        self._session = session

    @Slot()
    def _lock_if_working(self) -> None:
        if self._stack.currentWidget() is self._workspace:
            self.lock()

    @Slot(object)
    def _work_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.ask.error(error)

    def _show_workspace(self) -> None:
        if self._workspace is None:
            conn = self._opened().journal.tables
            facility, sample = settings.facility(conn).name, settings.is_sample(conn)
            space = Workspace(self._shell_for, self._entries, facility, sample, self._stack)
            space.shown.connect(self._page_shown)
            for signal, slot in (
                (space.bar.language, self.looks.switch_language),
                (space.bar.theme, self.looks.switch_theme),
                (space.bar.large, self.looks.switch_scale),
                (space.bar.lock, self.lock),
                (space.bar.sign_out, self.sign_out),
                (space.bar.change_secret, self._ask_new_secret),
            ):
                signal.connect(slot)
            self._workspace = space
            space.show_page(self._page_key)
        self._show_stage(self._workspace, self._show_workspace)

    def _shell_for(self, space: Workspace) -> Shell:
        assert self._session is not None
        return self._shell(self._session, space.go_to)

    def _shell(self, session: Session, go_to: Callable[[str, Any], None]) -> Shell:
        return self._opened().shell(session, self.work, self._previewer, go_to)

    def _go_nowhere(self, key: str, subject: Any = None) -> None:
        """Stay: without signing in there is no other page."""

    def _show_stage(
        self, page: QWidget, stage: Callable[[], None], *, corner: bool = False
    ) -> None:
        self._stage = stage
        self._stack.show_stage(page, kept=self._workspace, corner=corner)

    @Slot()
    def _rebuild(self) -> None:
        self.save_drafts()
        self._drop_workspace()
        if self._folder is not None or self._stage == self.show_first_start:
            self._stage()

    def _drop_workspace(self) -> None:
        space, self._workspace = self._workspace, None
        if space is not None:
            self._stack.removeWidget(space)
            space.deleteLater()

    @Slot(str)
    def _page_shown(self, key: str) -> None:
        self._page_key = key

    def _opened(self) -> OpenFolder:
        assert self._folder is not None
        return self._folder
