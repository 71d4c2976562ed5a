"""Notices when nobody has been at the screen for a while."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from guardapp.base import settings
from guardapp.base.clock import MINUTE
from guardapp.base.journal import Journal

CHECK_MS: Final = 10_000
LOCK_MINUTES: Final = "10"
ACTIVITY: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class IdleWatch(QObject):
    """Watches the keys and presses in whichever window has the focus; `idle` when none came."""

    idle = Signal()

    def __init__(self, app: QGuiApplication, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = journal
        self._active_at = journal.clock.steady_ms()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(CHECK_MS)
        app.focusWindowChanged.connect(self._watch)

    def note_activity(self) -> None:
        """Note that somebody is there."""
        self._active_at = self._journal.clock.steady_ms()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there, and let the event pass."""
        if event.type() in ACTIVITY:
            self.note_activity()
        return super().eventFilter(watched, event)

    @Slot()
    def check(self) -> None:
        """Tell when nobody was there for the minutes that the facility set."""
        minutes = int(settings.get(self._journal.tables, "window.lock_minutes", LOCK_MINUTES))
        if self._journal.clock.steady_ms() - self._active_at >= minutes * MINUTE:
            self.idle.emit()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    @Slot(QWindow)
    def _watch(self, focused: QWindow | None) -> None:
        if focused is not None:
            focused.installEventFilter(self)
