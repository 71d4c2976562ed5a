"""Signing in: who comes in, the secret that must be changed first, and changing one's own."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base import access, settings
from guardapp.base.access import LockedOut, Role, Session
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.local import Local
from guardapp.base.ui.ask import Ask
from guardapp.base.ui.dialogs import Then
from guardapp.base.words import _
from guardapp.window_signin import SAMPLE_ACCOUNTS, SecretDialog, SignInPage


class Gate(QObject):
    """Lets people in; `entered` carries the session, `changed` one whose secret is new."""

    entered = Signal(object)
    changed = Signal(object)

    def __init__(self, journal: Journal, local: Local, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._journal, self._local, self._ask, self._window = journal, local, ask, window
        self._page: SignInPage | None = None
        self._pending: tuple[Session, str] | None = None

    def page(self, login: str, parent: QWidget) -> SignInPage:
        """Make the page to sign in by; `login` is that of whoever locked the screen."""
        conn = self._journal.tables
        samples = SAMPLE_ACCOUNTS if settings.is_sample(conn) else ()
        page = SignInPage(settings.facility(conn).name, self._journal.clock.now_ms, samples, parent)
        page.tried.connect(self._try)
        page.ask_for(login)
        self._page = page
        return page

    def ask_new_secret(self, session: Session) -> None:
        """Let somebody signed in choose another secret; the old one is asked for first."""
        self._pending = session, ""
        self._ask.pin(_("Đổi mã PIN, mật khẩu"), _("Nhập mã đang dùng."), self._old_given)

    @Slot(str, str)
    def _try(self, login: str, secret: str) -> None:
        assert self._page is not None
        try:
            session = access.sign_in(self._journal, self._local, login, secret)
        except LockedOut as error:
            self._page.show_locked(error.words(), error.until_ms)
        except UserError as error:
            self._page.show_error(error.words())
        else:
            if session.must_change:
                self._pending = session, secret
                self._ask_secret(self._first_secret_given, forced=True)
            else:
                self.entered.emit(session)

    def _old_given(self, secret: str) -> None:
        assert self._pending is not None
        session = self._pending[0]
        access.confirm(self._journal, self._local, session.login, secret)
        self._pending = session, secret
        self._ask_secret(self._secret_given, forced=False)

    def _ask_secret(self, then: Then, *, forced: bool) -> None:
        assert self._pending is not None
        pin = self._pending[0].role is Role.GUARD
        dialog = SecretDialog(then, self._window, pin=pin, forced=forced)
        if forced:
            dialog.rejected.connect(self._turned_away)
        self._ask.show(dialog)

    def _first_secret_given(self, new: str) -> None:
        self.entered.emit(self._change(new))
        self._ask.done(_("Đã đổi mã."))

    def _secret_given(self, new: str) -> None:
        self.changed.emit(self._change(new))
        self._ask.done(_("Đã đổi mã."))

    def _change(self, new: str) -> Session:
        assert self._pending is not None
        changed = access.change_secret(self._journal, *self._pending, new)
        self._pending = None
        return changed

    @Slot()
    def _turned_away(self) -> None:
        if self._pending is not None:
            session, self._pending = self._pending[0], None
            access.sign_out(self._journal, session)
        if self._page is not None:
            self._page.ask_for("")
