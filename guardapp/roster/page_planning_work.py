"""Runs the planner off the window's thread: its progress, its proposal, and stopping it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from guardapp.base.errors import UserError
from guardapp.base.ui.work import Job, Work
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import USUAL, WHOLE, Pace, Scope, Settings
from guardapp.roster.page_desk import Desk
from guardapp.roster.rules_proposal import Proposal


@dataclass(frozen=True)
class _Question:
    """What is handed to the other thread: all that the planner reads."""

    plan: Plan
    there: Sequence[Assignment]
    scope: Scope
    settings: Settings
    now_ms: int
    lost: tuple[int, ...] = ()

    def answer(self, job: Job) -> Proposal:
        """Plan until the time is up or somebody stops it."""
        from guardapp.roster import planning, planning_replan

        def stopped() -> bool:
            return job.cancelled

        if self.lost:
            return planning_replan.replan(
                self.plan,
                self.there,
                self.lost,
                now_ms=self.now_ms,
                on_progress=job.report,
                stopped=stopped,
            )
        return planning.propose(
            self.plan,
            self.there,
            self.scope,
            self.settings,
            now_ms=self.now_ms,
            on_progress=job.report,
            stopped=stopped,
        )


class PlanningWork(QObject):
    """One search at a time; a dropped one ends unheard. `failed` carries words."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._job: Job | None = None
        self._runs = 0
        self.seed = 1

    def start(self, desk: Desk, scope: Scope, settings: Settings, now_ms: int, seed: int) -> None:
        """Begin a search on the month on the desk."""
        self.seed = seed
        it = replace(settings, seed=seed)
        self._begin(_Question(desk.board.plan, tuple(desk.there), scope, it, now_ms))

    def replan(self, desk: Desk, lost: int, now_ms: int) -> None:
        """Begin a search around an assignment whose guard will not come."""
        there = tuple(desk.there)
        self._begin(_Question(desk.board.plan, there, WHOLE, USUAL, now_ms, (lost,)))

    def _begin(self, asked: _Question) -> None:
        self._runs += 1
        self._job = _Search(self._runs, self).run(self._work, asked)

    def stop(self) -> None:
        """Let the search end with the best it has."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Let the search end and forget what it finds."""
        self._runs += 1
        self.stop()
        self._job = None


class _Search(QObject):
    """Hears one search, and hands on what it tells while nobody dropped it."""

    def __init__(self, number: int, of: PlanningWork) -> None:
        super().__init__(of)
        self._number, self._of = number, of

    def run(self, work: Work, asked: _Question) -> Job:
        return work.run(asked.answer, self._done, failed=self._failed, progress=self._progressed)

    def _progressed(self, pace: Pace) -> None:
        if self._of._runs == self._number:
            self._of.progressed.emit(pace)

    def _done(self, proposal: Proposal) -> None:
        if self._of._runs == self._number:
            self._of.finished.emit(proposal)
        self.deleteLater()

    def _failed(self, error: Exception) -> None:
        heard = self._of._runs == self._number
        self.deleteLater()
        if not isinstance(error, UserError):
            raise error
        if heard:
            self._of.failed.emit(error.words())
