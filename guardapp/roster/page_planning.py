"""The planner beside the grid: asked, under way, and its proposal before anything is written."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.parts import (
    Card,
    Inside,
    column,
    ghost_button,
    icon_button,
    label,
    primary_button,
    row,
    scrolling,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.roster import fairness_reading, proposal_words
from guardapp.roster.model import Assignment
from guardapp.roster.model_planning import Hole, Pace
from guardapp.roster.page_desk import Absence, Desk
from guardapp.roster.page_planning_form import PlanningForm
from guardapp.roster.page_planning_result import PlanningResult
from guardapp.roster.page_planning_work import PlanningWork
from guardapp.roster.rules_proposal import Proposal

_TICK_MS: Final = 500
REPLAN_SECONDS: Final = 10.0


class Running(QWidget):
    """How far the planner is, with the buttons to keep its best or to throw it away."""

    stopped = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._best = label("", "heading", wrap=True, parent=self)
        self._gap = label("", wrap=True, parent=self)
        self._time = label("", "small", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.stop = primary_button(_("Dừng, giữ lịch tốt nhất"), self.stopped, "square", self)
        drop = ghost_button(_("Bỏ"), self.dropped, parent=self)
        lines = column(self._best, self._gap, self._bar, self._time, spacing=look.sizes().m)
        lines.addLayout(row(self.stop, drop, None))
        lines.addStretch(1)
        self.setLayout(lines)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._ticks = 0

    def begin(self, seconds: float) -> None:
        """Show that a search of at most `seconds` has begun."""
        self._ticks = 0
        self._bar.setRange(0, max(1, round(seconds * 1000 / _TICK_MS)))
        self._best.setText(proposal_words.missing_text(None))
        self._gap.setText("")
        self.stop.setEnabled(True)
        self._tick()
        self._clock.start()

    def finish(self) -> None:
        """Show that the search is over and its best is being checked."""
        self.stop.setEnabled(False)
        self._gap.setText(_("Đang kiểm tra lịch và tìm cách gỡ chỗ thiếu"))

    def end(self) -> None:
        """Let the time stand."""
        self._clock.stop()

    def tell(self, pace: Pace) -> None:
        """Show the best found so far."""
        found = _("Đã có lịch, đang tìm lịch tốt hơn")
        known = pace.missing is not None
        self._best.setText(proposal_words.missing_text(pace.missing) if known else found)
        self._gap.setText(proposal_words.gap_text(pace))

    @Slot()
    def _tick(self) -> None:
        self._bar.setValue(min(self._ticks, self._bar.maximum()))
        seconds = self._ticks * _TICK_MS // 1000
        self._time.setText(_("Đã chạy {n} giây").format(n=seconds))
        if self._ticks == self._bar.maximum() + 1:
            self.finish()
        self._ticks += 1


class PlanningPanel(Card):
    """Leads from the question to the proposal; `previewed` when the grid shall show it or not."""

    previewed = Signal()
    closed = Signal()
    chosen = Signal(object)

    def __init__(self, shell: Shell, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Xếp tự động"), parent)
        self._shell, self._desk = shell, desk
        self.head.addWidget(icon_button("x", _("Đóng"), self.close_it, self))
        self._absence: Absence | None = None
        self._best: Proposal | None = None
        self.work = PlanningWork(shell.work, self)
        self.asking = PlanningForm(desk.today(), self)
        self.running = Running(self)
        self.result = PlanningResult(self)
        inside = Inside(self)
        inside.setLayout(column(self.asking))
        self._asked = QWidget(self)
        asked = column(scrolling(inside, self._asked), spacing=look.sizes().m)
        asked.addLayout(row(self.asking.start, None))
        self._asked.setLayout(asked)
        self.steps = QStackedWidget(self)
        for step in (self._asked, self.running, self.result):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        self.asking.started.connect(self._start)
        self.running.stopped.connect(self._stop)
        self.running.dropped.connect(self._drop)
        self.work.progressed.connect(self.running.tell)
        self.work.finished.connect(self._finished)
        self.work.failed.connect(self._failed)
        self.result.accepted.connect(self._accept)
        self.result.continued.connect(self._continue)
        self.result.dropped.connect(self._drop)
        self.result.chosen.connect(self.chosen)

    def offer(self, cells: list[Hole], guards: frozenset[int] | None) -> None:
        """Offer to plan, with the cells that are chosen in the grid."""
        self.asking.offer(self.first_free(), cells, guards)

    def first_free(self) -> date:
        """Return the first date of the month that can still be planned: what is past stays."""
        tomorrow = local_date(self._shell.journal.clock.now_ms()) + timedelta(days=1)
        return max(self._desk.month.first, tomorrow)

    def is_open(self) -> bool:
        """Tell whether a search or a proposal would be lost."""
        return self.steps.currentWidget() is not self._asked

    @Slot()
    def close_it(self) -> None:
        """Give up what is under way and close."""
        self._drop()
        self.closed.emit()

    def give_up(self) -> None:
        """Forget what is under way without a word, as when another month is shown."""
        self.work.drop()
        self.running.end()
        self._absence = self._best = None
        self._desk.preview = None
        self.steps.setCurrentWidget(self._asked)
        self.hide()

    def replan(self, missing: Assignment, absence: Absence) -> None:
        """Look for who fills an absent guard's shift with the fewest changes."""
        self._drop()
        self._absence = absence
        self.steps.setCurrentWidget(self.running)
        self.running.begin(REPLAN_SECONDS)
        self.work.replan(self._desk, missing.id, self._shell.journal.clock.now_ms())

    @Slot()
    def _start(self) -> None:
        self._best = None
        self._run(self.asking.settings().seed)

    def _run(self, seed: int) -> None:
        earlier = fairness_reading.earlier(self._shell.journal.tables, self._desk.board.plan)
        settings = replace(self.asking.settings(), earlier=earlier)
        self.steps.setCurrentWidget(self.running)
        self.running.begin(settings.seconds or 0)
        scope = self.asking.scope(self.first_free())
        now = self._shell.journal.clock.now_ms()
        self.work.start(self._desk, scope, settings, now, seed)

    @Slot()
    def _stop(self) -> None:
        self.running.finish()
        self.work.stop()

    @Slot()
    def _drop(self) -> None:
        around = self._absence is not None
        self.work.drop()
        self.running.end()
        self._absence = self._best = None
        self.steps.setCurrentWidget(self._asked)
        if self._desk.preview is not None:
            self._desk.preview = None
            self.previewed.emit()
        if around:
            self.closed.emit()

    @Slot(object)
    def _finished(self, proposal: Proposal) -> None:
        """Show what was found, or what was found before where that is better."""
        self.running.end()
        if self._best is not None and _badness(self._best) < _badness(proposal):
            proposal = self._best
        self._best = self._desk.preview = proposal
        around = self._absence is not None
        self.result.tell(proposal, self._desk.board.plan, around=around)
        self.steps.setCurrentWidget(self.result)
        self.previewed.emit()

    @Slot(str)
    def _failed(self, words: str) -> None:
        self._drop()
        self._shell.ask.error(words)

    @Slot()
    def _continue(self) -> None:
        self._run(self.work.seed + 1)

    @Slot()
    def _accept(self) -> None:
        proposal, absence = self._desk.preview, self._absence
        accepted = self._desk.accept(absence)
        self._absence = self._best = None
        self.steps.setCurrentWidget(self._asked)
        self.previewed.emit()
        if accepted and proposal is not None:
            self._shell.ask.done(_accepted_text(proposal, absence))
            self.closed.emit()


def _badness(proposal: Proposal) -> tuple[int, int]:
    return proposal.missing, proposal.pace.objective


def _accepted_text(proposal: Proposal, absence: Absence | None) -> str:
    count = len(proposal.placements)
    if absence is not None:
        return _("Đã đổi lịch: {n} ca mới.").format(n=count)
    return _("Đã nhận {n} ca. Ctrl+Z để trả lại như cũ.").format(n=count)
