"""The data folder that the window works on, and what is watched while it is open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from guardapp.base.access import Session
from guardapp.base.clock import MINUTE
from guardapp.base.errors import UserError
from guardapp.base.journal import Journal
from guardapp.base.local import Local
from guardapp.base.ui.ask import Ask
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.crash import Crashes
from guardapp.base.ui.preview import Previewer
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.work import Work
from guardapp.window_gate import Gate
from guardapp.window_idle import IdleWatch


class OpenFolder(QObject):
    """An open data folder: who comes in, what is committed, and when nobody is there."""

    minute_passed = Signal()

    def __init__(
        self, journal: Journal, local: Local, ask: Ask, app: QApplication, window: QWidget
    ) -> None:
        super().__init__(window)
        self.journal, self.local, self._ask, self._window = journal, local, ask, window
        self.changes = Changes(journal, self)
        self.gate = Gate(journal, local, ask, window)
        self.idle = IdleWatch(app, journal, self)
        self._crashes: Crashes | None = None
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self.minute_passed)
        self._minutes.start(MINUTE)

    def report_crashes(
        self, to: Path, tell: Callable[[UserError], None], keep_drafts: Callable[[], None]
    ) -> None:
        """Write what goes wrong unexpectedly into a folder, and show it."""
        self._crashes = Crashes(to, self._window, tell, keep_drafts)
        self._crashes.install()

    def shell(
        self, session: Session, work: Work, previewer: Previewer, go_to: Callable[[str, Any], None]
    ) -> Shell:
        """Return what the pages of somebody are given."""
        return Shell(
            journal=self.journal,
            session=session,
            ask=self._ask,
            work=work,
            changes=self.changes,
            local=self.local,
            preview=previewer.preview,
            go_to=go_to,
        )

    def close(self) -> None:
        """Watch no more; the journal stays open."""
        self._minutes.stop()
        self.idle.stop()
        self.changes.close()
        self.gate.deleteLater()
        if self._crashes is not None:
            self._crashes.uninstall()
        self.deleteLater()
