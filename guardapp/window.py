"""The main window: first start, sign-in, the workspace, and the look and language of all of it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from guardapp.base import access, settings, words
from guardapp.base.access import LockedOut, Role, Session
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.ask import Ask, WindowAsk
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.crash import Crashes
from guardapp.base.ui.form import Form
from guardapp.base.ui.look import DESK_SCALE, POST_SCALE, Theme
from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.parts import button
from guardapp.base.ui.preview import Previewer
from guardapp.base.ui.qtwords import QtLanguage
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.work import Work
from guardapp.base.words import Language, _
from guardapp.window_first import FirstStartPage, WorkingPage
from guardapp.window_signin import SAMPLE_ACCOUNTS, CornerBar, SecretDialog, SignInPage
from guardapp.window_workspace import Workspace

IDLE_CHECK_MS: Final = 10_000
IDLE_LOCK_MINUTES: Final = "10"
ACTIVITY: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


def application() -> QApplication:
    """Return the one QApplication, made if need be."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("guardapp")
    return app


def run(window: "MainWindow") -> int:
    """Show the window until it is closed; return the exit status."""
    window.show()
    return application().exec()


@dataclass(frozen=True)
class Opened:
    """The data folder the window works on."""

    journal: Journal
    local: Local
    changes: Changes


class MainWindow(QMainWindow):
    """The one window.

    `emergency` makes the page for what must be written at once, without signing in; `took_over`
    tells whether somebody holds the post. `sample`,
    `empty` (a NewFacility) and `restore` (a Path) carry the choice at the first start, `signed_in`
    and `signed_out` the session.
    """

    sample = Signal()
    empty = Signal(object)
    restore = Signal(object)
    signed_in = Signal(object)
    signed_out = Signal(object)

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
        self._app = app
        self._entries = tuple(entries)
        self._emergency = emergency
        self._took_over = took_over
        self._qt_language = QtLanguage(self._app)
        self._theme, self._scale = Theme.LIGHT, DESK_SCALE
        self._folder: Opened | None = None
        self._session: Session | None = None
        self._pending: tuple[Session, str] | None = None
        self._workspace: Workspace | None = None
        self._hidden: list[QDialog] = []
        self._page_key = ""
        self._active_at = 0
        self._crashes: Crashes | None = None
        self._stage: Callable[[], None] = self.show_first_start
        self._set_language(language)
        look.apply(self._app, self._theme, self._scale)
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self._corner: CornerBar | None = None
        self.ask: Ask = ask or WindowAsk(self)
        self.work = work or Work(self)
        self.work.failed.connect(self._work_failed)
        self._previewer = Previewer(self, self.ask, self.work)
        self.setWindowTitle("guardapp")
        self.setWindowIcon(look.icon("shield-check", look.Tone.ACCENT))
        self.setMinimumSize(880, 560)
        self.resize(1366, 768)
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_CHECK_MS)
        self._idle.timeout.connect(self._lock_if_idle)
        self._app.focusWindowChanged.connect(self._watch)

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
        self._folder = Opened(journal, local, Changes(journal, self))
        self._folder.changes.committed.connect(self._stand_anew)
        if reports is not None:
            self._crashes = Crashes(reports, self, self.ask.error, self.save_drafts)
            self._crashes.install()
        self._set_language(local.get("window.language", words.language()))
        self._theme = Theme(local.get("window.theme", Theme.LIGHT.value))
        self._scale = local.get("window.scale", DESK_SCALE)
        look.apply(self._app, self._theme, self._scale)
        self.show_sign_in()
        self._idle.start()

    def close_folder(self) -> None:
        """Keep drafts, sign out, wait for the work, and let the folder go."""
        if self._folder is None:
            return
        self.sign_out()
        self._idle.stop()
        self.work.close()
        self._folder.changes.close()
        self._folder = None
        if self._crashes is not None:
            self._crashes.uninstall()
            self._crashes = None

    def show_sign_in(self) -> None:
        """Ask who is there; a locked workspace stays behind."""
        folder = self._opened()
        conn = folder.journal.tables
        samples = SAMPLE_ACCOUNTS if settings.is_sample(conn) else ()
        page = SignInPage(
            settings.facility(conn).name, folder.journal.clock.now_ms, samples, self._stack
        )
        page.tried.connect(self._try)
        page.emergency.connect(self.show_emergency)
        self._show_stage(page, self.show_sign_in, corner=True)
        page.ask_for(self._session.login if self._session else "")

    def show_emergency(self) -> None:
        """Show the page that writes without signing in."""
        page = self._emergency(self._shell(access.unverified(), self._go_nowhere), self._stack)
        page.add_action(button(_("Về trang đăng nhập"), self.show_sign_in, "arrow-left", page))
        self._show_stage(page, self.show_emergency)

    def enter(self, session: Session) -> None:
        """Show the workspace of somebody who signed in."""
        if self._session is not None and self._session.account != session.account:
            self.sign_out()
        conn = self._opened().journal.tables
        session = replace(session, took_over=self._took_over(conn, session))
        if self._session is not None and self._session != session:
            self._drop_workspace()
        self._session = session
        self._scale = self._opened().local.get(
            f"window.scale.{session.role.value}",
            POST_SCALE if session.role is Role.GUARD else DESK_SCALE,
        )
        self._note_activity()
        if self._workspace is not None and self._scale == look.scale():
            self._show_stage(self._workspace, self._show_workspace)
            for dialog in self._hidden:
                dialog.show()
        else:
            self._rebuild(self._show_workspace)
        self._hidden = []
        self.signed_in.emit(session)

    @Slot(object)
    def _stand_anew(self, kinds: frozenset[str]) -> None:
        """Give the pages a session that holds the post, or does so no more."""
        if self._session is None or not any(kind.startswith("handover.") for kind in kinds):
            return
        took_over = self._took_over(self._opened().journal.tables, self._session)
        if took_over != self._session.took_over:
            self._session = replace(self._session, took_over=took_over)
            QTimer.singleShot(0, self, self._pages_anew)

    @Slot()
    def _pages_anew(self) -> None:
        if self._workspace is not None:
            self._rebuild(self._stage)

    def show_page(self, key: str) -> None:
        """Show a page of the workspace."""
        if self._workspace is not None:
            self._workspace.show_page(key)

    def save_drafts(self) -> None:
        """Keep now what is being typed anywhere."""
        if self._folder is not None:
            for form in self.findChildren(Form):
                form.save_draft()

    @Slot()
    def lock(self) -> None:
        """Hide the workspace until the same person, or another, signs in."""
        if self._session is not None:
            self.save_drafts()
            self._hidden = [one for one in self.findChildren(QDialog) if one.isVisible()]
            for dialog in self._hidden:
                dialog.hide()
            self.show_sign_in()

    @Slot()
    def sign_out(self) -> None:
        """Close the workspace, record it, and ask who is there."""
        session, self._session = self._session, None
        self._pending = None
        if session is None:
            return
        self.save_drafts()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self._hidden = []
        self._drop_workspace()
        self._page_key = ""
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

    @Slot()
    def switch_language(self) -> None:
        """Show everything in the other language."""
        self.use_language("en" if words.language() == "vi" else "vi")

    def use_language(self, language: Language) -> None:
        """Show everything in a language, Qt's own words included."""
        self._set_language(language)
        self._remember("window.language", language)
        self._rebuild(self._stage)

    @Slot()
    def switch_theme(self) -> None:
        """Show everything light instead of dark, or the other way."""
        self.use_theme(Theme.DARK if self._theme is Theme.LIGHT else Theme.LIGHT)

    def use_theme(self, theme: Theme) -> None:
        """Show everything in a theme."""
        self._theme = theme
        self._remember("window.theme", theme.value)
        self._rebuild(self._stage)

    @Slot()
    def switch_scale(self) -> None:
        """Show everything larger, or in the usual size again."""
        self._scale = DESK_SCALE if self._scale > DESK_SCALE else POST_SCALE
        if self._session is not None:
            self._remember(f"window.scale.{self._session.role.value}", self._scale)
        self._rebuild(self._stage)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in ACTIVITY:
            self._note_activity()
        return super().eventFilter(watched, event)

    @Slot(QWindow)
    def _watch(self, focused: QWindow | None) -> None:
        if focused is not None:
            focused.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corner bar in its corner."""
        super().resizeEvent(event)
        self._place_corner()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the folder before the window."""
        self.close_folder()
        self._previewer.close()
        super().closeEvent(event)

    @Slot(str, str)
    def _try(self, login: str, secret: str) -> None:
        folder = self._opened()
        page = self._stack.currentWidget()
        assert isinstance(page, SignInPage)
        try:
            session = access.sign_in(folder.journal, folder.local, login, secret)
        except LockedOut as error:
            page.show_locked(error.words(), error.until_ms)
        except UserError as error:
            page.show_error(error.words())
        else:
            if session.must_change:
                self._pending = session, secret
                self._ask_new_secret(forced=True)
            else:
                self.enter(session)

    @Slot()
    def ask_new_secret(self) -> None:
        """Let the person signed in choose another secret; the old one is asked for first."""
        self.ask.pin(_("Đổi mã PIN, mật khẩu"), _("Nhập mã đang dùng."), self._old_secret_given)

    def _old_secret_given(self, secret: str) -> None:
        folder, session = self._opened(), self._session
        assert session is not None
        access.confirm(folder.journal, folder.local, session.login, secret)
        self._pending = session, secret
        self._ask_new_secret(forced=False)

    def _ask_new_secret(self, *, forced: bool) -> None:
        assert self._pending is not None
        pin = self._pending[0].role is Role.GUARD
        dialog = SecretDialog(self._change_secret, self, pin=pin, forced=forced)
        if forced:
            dialog.rejected.connect(self._secret_kept)
        self.ask.show(dialog)

    def _change_secret(self, new: str) -> None:
        assert self._pending is not None
        session, old = self._pending
        changed = access.change_secret(self._opened().journal, session, old, new)
        self._pending = None
        if self._session is None or self._session.account != session.account:
            self.enter(changed)
        self.ask.done(_("Đã đổi mã."))

    @Slot()
    def _secret_kept(self) -> None:
        if self._pending is not None:
            session, self._pending = self._pending[0], None
            access.sign_out(self._opened().journal, session)
            self.show_sign_in()

    @Slot()
    def _lock_if_idle(self) -> None:
        folder = self._opened()
        minutes = int(settings.get(folder.journal.tables, "window.lock_minutes", IDLE_LOCK_MINUTES))
        idle_ms = folder.journal.clock.steady_ms() - self._active_at
        if self._stack.currentWidget() is self._workspace and idle_ms >= minutes * 60_000:
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
                (space.bar.language, self.switch_language),
                (space.bar.theme, self.switch_theme),
                (space.bar.large, self.switch_scale),
                (space.bar.lock, self.lock),
                (space.bar.sign_out, self.sign_out),
                (space.bar.change_secret, self.ask_new_secret),
            ):
                signal.connect(slot)
            self._workspace = space
            space.show_page(self._page_key)
        self._show_stage(self._workspace, self._show_workspace)

    def _shell_for(self, space: Workspace) -> Shell:
        assert self._session is not None
        return self._shell(self._session, space.go_to)

    def _shell(self, session: Session, go_to: Callable[[str, Any], None]) -> Shell:
        folder = self._opened()
        return Shell(
            journal=folder.journal,
            session=session,
            ask=self.ask,
            work=self.work,
            changes=folder.changes,
            local=folder.local,
            preview=self._previewer.preview,
            go_to=go_to,
        )

    def _go_nowhere(self, key: str, subject: Any = None) -> None:
        """Stay: without signing in there is no other page."""

    def _show_stage(
        self, page: QWidget, stage: Callable[[], None], *, corner: bool = False
    ) -> None:
        before = self._stack.currentWidget()
        if self._corner is not None:
            self._corner.deleteLater()
            self._corner = None
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._stage = stage
        if before is not None and before is not page and before is not self._workspace:
            self._stack.removeWidget(before)
            before.deleteLater()
        if corner:
            self._corner = CornerBar(self._stack)
            self._corner.language.connect(self.switch_language)
            self._corner.theme.connect(self.switch_theme)
            self._corner.show()
            self._place_corner()

    def _place_corner(self) -> None:
        if self._corner is not None:
            margin = look.sizes().m
            self._corner.move(self._stack.width() - self._corner.width() - margin, margin)
            self._corner.raise_()

    def _rebuild(self, stage: Callable[[], None]) -> None:
        self.save_drafts()
        self._drop_workspace()
        look.apply(self._app, self._theme, self._scale)
        stage()

    def _drop_workspace(self) -> None:
        space, self._workspace = self._workspace, None
        if space is not None:
            self._stack.removeWidget(space)
            space.deleteLater()

    @Slot(str)
    def _page_shown(self, key: str) -> None:
        self._page_key = key

    def _set_language(self, language: Language) -> None:
        words.set_language(language)
        self._qt_language.switch(language)

    def _remember(self, name: str, value: Any) -> None:
        if self._folder is not None:
            self._folder.local.set(name, value)

    def _note_activity(self) -> None:
        if self._folder is not None:
            self._active_at = self._folder.journal.clock.steady_ms()

    def _opened(self) -> Opened:
        assert self._folder is not None
        return self._folder
