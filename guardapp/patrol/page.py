"""The guard's page: what is due next, or the round being walked."""

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from guardapp.base.clock import MINUTE, SECOND
from guardapp.base.ui.page import Page
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.patrol import actions, store
from guardapp.patrol.page_due import DueView
from guardapp.patrol.page_walk import WalkView

TICK_MS: Final = 5 * SECOND
_LAST_ROUND: Final = "patrol.round"


class PatrolPage(Page):
    """What is due next; while somebody walks, the running round instead."""

    kinds = ("patrol.", "people.guard")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._stack = QStackedLayout()
        self.due = DueView(shell, self)
        self.walk = WalkView(shell, self)
        self._stack.addWidget(self.due)
        self._stack.addWidget(self.walk)
        self.body.addLayout(self._stack, 1)
        self.due.started.connect(self._open)
        self.walk.left.connect(self._leave)
        self.add_command(_("Bắt đầu lượt tuần tra"), self._start, "F5")
        self.add_command(_("Ghi nhận bất thường"), self._note, "F2")
        self.add_command(_("Kết thúc lượt tuần tra"), self._finish, "F9")
        self._raised_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def title(self) -> str:
        """Return the page's name."""
        return _("Tuần tra")

    def subtitle(self) -> str:
        """Say how it is done."""
        return _("Quét hoặc gõ mã tại từng điểm; bất thường ghi ngay bằng F2.")

    def reload(self) -> None:
        """Show the running round if there is one, else what is due."""
        wanted = self.shell.local.get(_LAST_ROUND)
        if wanted is not None and self.walk.show_round(wanted):
            self._stack.setCurrentWidget(self.walk)
            self.walk.scan_field.setFocus()
            return
        self.due.reload()
        self._stack.setCurrentWidget(self.due)
        self.due.start_button.setFocus()

    def show_subject(self, subject: int) -> None:
        """Show a running round; one that is over is in the log."""
        if store.is_walking(self.shell.journal.tables, subject):
            self._open(subject)
        else:
            self.shell.go_to("patrol_log", subject)

    @Slot(object)
    def _open(self, round_id: int) -> None:
        self.shell.local.set(_LAST_ROUND, round_id)
        self.refresh()

    @Slot()
    def _leave(self) -> None:
        self.shell.local.set(_LAST_ROUND, None)
        self.refresh()

    @Slot()
    def _start(self) -> None:
        if self._stack.currentWidget() is self.due:
            self.due.start()

    @Slot()
    def _note(self) -> None:
        if self._stack.currentWidget() is self.walk:
            self.walk.write_note()

    @Slot()
    def _finish(self) -> None:
        if self._stack.currentWidget() is self.walk:
            self.walk.finish()

    @Slot()
    def _tick(self) -> None:
        now = self.shell.journal.clock.now_ms()
        if now - self._raised_ms >= MINUTE:
            self._raised_ms = now
            actions.raise_missed(self.shell.journal)
            if self.isVisible() and self._stack.currentWidget() is self.due:
                self.due.reload()
        if self.isVisible():
            view = self._stack.currentWidget()
            assert isinstance(view, DueView | WalkView)
            view.tick()
