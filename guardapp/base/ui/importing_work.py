"""The import page's long work: reading, checking and taking run off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from guardapp.base import exchange_run, spreadsheet
from guardapp.base.access import Session
from guardapp.base.exchange_run import Findings, Plan
from guardapp.base.journal import Journal
from guardapp.base.spreadsheet import Reading, Spreadsheet
from guardapp.base.ui import look
from guardapp.base.ui.parts import button, label, row
from guardapp.base.ui.work import Job, Work
from guardapp.base.words import _


class Working(QWidget):
    """Shows how far one piece of work is and stops it; out of sight when there is none."""

    stopped = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._busy = False
        self._job: Job | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._words = label("", parent=self)
        self._stop = button(_("Dừng"), self._stop_job, "x", self)
        line = row(self._words, self._bar, self._stop, spacing=look.sizes().m)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()
        work.busy.connect(self._busy_changed)

    def is_free(self) -> bool:
        """Return whether nothing runs."""
        return not self._busy

    def run(
        self,
        words: str,
        function: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run a function elsewhere; `done` or `failed` is called when this is out of sight."""
        self._busy, self._job = True, None
        self._done, self._failed = done, failed
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()
        self._job = self._work.run(
            function, self._was_done, failed=self._has_failed, progress=self._progressed
        )

    def _free(self) -> None:
        self._busy = False
        self.hide()

    def _was_done(self, value: Any) -> None:
        self._free()
        if self._done is not None:
            self._done(value)

    def _has_failed(self, error: Exception) -> None:
        self._free()
        if self._failed is not None:
            self._failed(error)

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot()
    def _stop_job(self) -> None:
        if self._busy and self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._words.setText(_("Đang dừng…"))

    @Slot(bool)
    def _busy_changed(self, busy: bool) -> None:
        cancelled = self._job is not None and self._job.cancelled
        if not busy and self._busy and cancelled:
            self._free()
            self.stopped.emit()


def read_file(path: Path, how: Reading, job: Job) -> Spreadsheet:
    """Read a file."""
    return spreadsheet.read_file(path, how)


def find(journal: Journal, plan: Plan, job: Job) -> Findings:
    """Check a whole file by a connection of its own."""
    with journal.on_this_thread() as own:
        return exchange_run.find(own.tables, plan)


def take(journal: Journal, session: Session, plan: Plan, found: Findings, job: Job) -> int:
    """Take the good rows by a connection of its own."""
    with journal.on_this_thread() as own:
        return exchange_run.take(own, session, plan, found.taken, job.progress)
