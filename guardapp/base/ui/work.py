"""Long work off the window's thread: a function on a pool, its outcome by one signal."""

import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Cancelled(Exception):
    """The user stopped the work; nothing is to be kept of it."""


class Job:
    """One piece of work that is under way; given to its function."""

    def __init__(self, number: int, tell: Callable[[int, str, object], None]) -> None:
        self.number = number
        self.tell = tell
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the function to stop at its next `progress`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Return whether somebody asked to stop."""
        return self._stop.is_set()

    def report(self, *values: object) -> None:
        """Tell how far the function is in its own terms; it looks itself whether to stop."""
        self.tell(self.number, "progress", values)

    def progress(self, done: int, total: int) -> None:
        """Tell how far the function is; raises Cancelled when it shall stop."""
        if self._stop.is_set():
            raise Cancelled
        self.tell(self.number, "progress", (done, total))


class _Callbacks:
    def __init__(
        self,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        progress: Callable[..., None] | None,
    ) -> None:
        self.done = done
        self.failed = failed
        self.progress = progress


class _Run(QRunnable):
    def __init__(self, job: Job, function: Callable[[Job], Any]) -> None:
        super().__init__()
        self._job = job
        self._function = function

    def run(self) -> None:
        """Run the function and tell its outcome."""
        self._job.tell(self._job.number, *_outcome(self._job, self._function))


def _outcome(job: Job, function: Callable[[Job], Any]) -> tuple[str, object]:
    try:
        return "done", function(job)
    except Cancelled:
        return "cancelled", None
    except Exception as error:  # noqa: BLE001 (any outcome belongs to the asking page)
        return "failed", error


class Work(QObject):
    """Runs functions on a pool; a function opens its own database connection.

    With `immediate` each function still runs on a thread of its own, but `run` waits for it:
    the tests' way, which finds a connection that crosses threads all the same.
    """

    report = Signal(int, str, object)
    busy = Signal(bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, immediate: bool = False) -> None:
        super().__init__(parent)
        self._immediate = immediate
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._jobs: dict[int, tuple[Job, _Callbacks]] = {}
        self._last = 0
        self.report.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[Job], Any],
        done: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[..., None] | None = None,
    ) -> Job:
        """Run `function(job)` elsewhere and call back in this thread; without `failed`, the
        signal `failed` carries the error."""
        self._last += 1
        job = Job(self._last, self.report.emit)
        self._jobs[job.number] = job, _Callbacks(done, failed, progress)
        self.busy.emit(True)
        if self._immediate:
            self._run_and_wait(job, function)
        else:
            self._pool.start(_Run(job, function))
        return job

    def is_busy(self) -> bool:
        """Return whether anything runs."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel everything and wait for it."""
        for job, _ in self._jobs.values():
            job.cancel()
        self._pool.waitForDone()
        self._jobs.clear()

    def _run_and_wait(self, job: Job, function: Callable[[Job], Any]) -> None:
        told: list[tuple[int, str, object]] = []
        job.tell = lambda *report: told.append(report)
        thread = threading.Thread(target=lambda: job.tell(job.number, *_outcome(job, function)))
        thread.start()
        thread.join()
        for report in told:
            self._deliver(*report)

    @Slot(int, str, object)
    def _deliver(self, number: int, kind: str, value: Any) -> None:
        if number not in self._jobs:
            return
        callbacks = self._jobs[number][1]
        if kind == "progress":
            if callbacks.progress and _alive(callbacks.progress):
                callbacks.progress(*value)
            return
        del self._jobs[number]
        if not self._jobs:
            self.busy.emit(False)
        if kind == "done" and callbacks.done and _alive(callbacks.done):
            callbacks.done(value)
        elif kind == "failed":
            if callbacks.failed and _alive(callbacks.failed):
                callbacks.failed(value)
            elif not callbacks.failed:
                self.failed.emit(value)


def _alive(callback: Callable[..., None]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
