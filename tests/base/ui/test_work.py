"""Long work, and the signal after a commit."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guardapp.base.folder import Folder
from guardapp.base.settings import set_values
from guardapp.base.ui.changes import Changes
from guardapp.base.ui.work import Cancelled, Job, Work
from tests.support import CHIEF


class Outcome:
    """Notes how a piece of work ended."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.progress: list[tuple[int, int]] = []

    def note_progress(self, done: int, total: int) -> None:
        """Note how far it is."""
        self.progress.append((done, total))


def count(job: Job) -> int:
    """Count to three."""
    for number in range(3):
        job.progress(number + 1, 3)
    return threading.get_ident()


def fail(job: Job) -> None:
    """Fail."""
    raise ValueError("no")


@pytest.mark.parametrize("immediate", [True, False])
def test_work_runs_on_another_thread_and_tells_its_outcome(qtbot: QtBot, immediate: bool) -> None:
    work, outcome = Work(immediate=immediate), Outcome()
    work.run(count, outcome.done.append, progress=outcome.note_progress)
    qtbot.waitUntil(lambda: bool(outcome.done))
    assert outcome.done != [threading.get_ident()]
    assert outcome.progress == [(1, 3), (2, 3), (3, 3)]
    assert not work.is_busy()


@pytest.mark.parametrize("immediate", [True, False])
def test_a_failure_comes_back_as_it_was_raised(qtbot: QtBot, immediate: bool) -> None:
    work, outcome = Work(immediate=immediate), Outcome()
    work.run(fail, failed=outcome.failed.append)
    qtbot.waitUntil(lambda: bool(outcome.failed))
    assert isinstance(outcome.failed[0], ValueError)


def test_a_failure_nobody_waits_for_is_told_by_a_signal(qtbot: QtBot) -> None:
    work = Work()
    with qtbot.waitSignal(work.failed) as failed:
        work.run(fail)
    assert isinstance(failed.args[0], ValueError)


def test_cancelled_work_tells_nothing(qtbot: QtBot) -> None:
    work, outcome = Work(), Outcome()
    going, stopped = threading.Event(), threading.Event()

    def wait(job: Job) -> None:
        going.set()
        while not job.cancelled:
            stopped.wait(0.001)
        try:
            job.progress(1, 2)
        except Cancelled:
            stopped.set()
            raise

    job = work.run(wait, outcome.done.append, failed=outcome.failed.append)
    going.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: not work.is_busy())
    assert stopped.is_set()
    assert (outcome.done, outcome.failed) == ([], [])


def test_closing_waits_for_the_work(qtbot: QtBot) -> None:
    work, outcome = Work(), Outcome()
    ended: list[bool] = []

    def wait(job: Job) -> None:
        while not job.cancelled:
            pass
        ended.append(True)

    work.run(wait, outcome.done.append)
    work.close()
    assert ended == [True]


def test_a_connection_that_crosses_threads_is_found_in_tests_too(
    qtbot: QtBot, folder: Folder
) -> None:
    work, outcome = Work(immediate=True), Outcome()

    def read(job: Job) -> object:
        return folder.journal.tables.execute("SELECT 1").fetchone()

    work.run(read, outcome.done.append, failed=outcome.failed.append)
    assert outcome.done == []
    assert "thread" in str(outcome.failed[0])


def test_a_commit_is_told_by_its_kinds(qtbot: QtBot, folder: Folder, tmp_path: Path) -> None:
    changes = Changes(folder.journal)
    with qtbot.waitSignal(changes.committed) as committed:
        set_values(folder.journal, CHIEF, {"facility.name": "Bệnh viện Mẫu"})
    assert committed.args == [frozenset({"base.settings_set"})]
    changes.close()
    with qtbot.assertNotEmitted(changes.committed):
        set_values(folder.journal, CHIEF, {"facility.name": "Bệnh viện Khác"})
