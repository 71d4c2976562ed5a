"""The month on the planner's desk: read, edited, undone and published for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from guardapp.base.access import Right, Role, may
from guardapp.base.clock import local_date
from guardapp.base.errors import UserError
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.people.model import LeaveKind
from guardapp.roster import (
    actions,
    actions_absence,
    actions_demand,
    actions_planning,
    rules,
    store,
    store_plan,
    store_renewed,
)
from guardapp.roster import rules_hours as hours
from guardapp.roster.board import Board, History
from guardapp.roster.editing import Act
from guardapp.roster.editing_spread import Spread
from guardapp.roster.model import Assignment, Edit, Month, Publication, month_text
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding
from guardapp.roster.rules_proposal import Proposal, applied
from guardapp.roster.rules_refusals import NeedsReason
from guardapp.roster.strip import Strip


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is absent on a date and why, and the reason of the change that this makes."""

    guard: int
    day: date
    cause: LeaveKind | None
    reason: str


class Desk(QObject):
    """Holds one month; `refused` carries the words of a refusal, or nothing after a success.

    `turned` tells that there is something else to take back or to do again.
    """

    refused = Signal(str)
    turned = Signal()

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.may_plan = may(shell.session, Right.PLAN_ROSTER)
        self.may_publish = may(shell.session, Right.PUBLISH_ROSTER)
        self.sees_drafts = shell.session.role in (Role.CHIEF, Role.INSPECTOR)
        self.month = Month.of(self.today())
        self.publication: Publication | None = None
        self._board: Board | None = None
        self.strip: Strip | None = None
        self.there: list[Assignment] = []
        self.preview: Proposal | None = None
        self._histories: dict[Month, History] = {}
        self._changes: dict[Month, int] = {}
        self._waiting: Act | None = None
        self._overtime: tuple[Month, dict[int, int]] | None = None

    def today(self) -> date:
        """Return the local date now."""
        return local_date(self._shell.journal.clock.now_ms())

    @property
    def board(self) -> Board:
        """Return the month as it was read last."""
        assert self._board is not None
        return self._board

    @property
    def history(self) -> History:
        """Return what was done to the month in this sitting."""
        return self._histories.setdefault(self.month, History())

    @property
    def is_shown(self) -> bool:
        """Tell whether this reader may see the month: drafts are not for everybody."""
        return self.sees_drafts or self.publication is not None

    def reload(self) -> Board:
        """Read the month anew; what did not change is not checked again."""
        tables = self._shell.journal.tables
        if self._overtime is None or self._overtime[0] != self.month:
            self._overtime = self.month, actions.overtime_before(tables, self.month)
        plan = store_plan.plan(tables, self.month, self._overtime[1])
        if not self.sees_drafts:
            plan = plan.for_colleagues()
        self.publication = store.publication(tables, self.month)
        if self._board is None or self._board.plan != plan:
            self._board, self.strip = Board(plan), Strip(plan)
        drafts = self.sees_drafts
        assert self.strip is not None
        span = hours.around(self.month)
        self.there = store_renewed.between(tables, *span, self.there, published=not drafts)
        shown = self._shown(plan)
        self._board.update(shown)
        self.strip.see(shown)
        return self._board

    def findings(self) -> list[Finding]:
        """Return what is found in the month, but for what a draft of the next one breaks there."""
        found = self.board.findings()
        if store.is_published(self._shell.journal.tables, self.month.step(1)):
            return found
        return rules.until(found, self.month.last)

    def _shown(self, plan: Plan) -> list[Assignment]:
        """Return what stands, or what would stand with the proposal that is looked at."""
        proposal = self.preview
        if proposal is None or proposal.month != self.month:
            self.preview = None
            return self.there
        return applied(plan, self.there, proposal.removed, proposal.placements)

    def accept(self, absence: Absence | None = None) -> bool:
        """Write the proposal looked at as one act and tell whether it was.

        An act in a draft can be undone; around an `absence` it is a numbered change.
        """
        proposal, self.preview = self.preview, None
        if proposal is None:
            return False
        journal, session = self._shell.journal, self._shell.session
        try:
            if absence is None:
                self.history.did(actions_planning.accept(journal, session, proposal))
            else:
                whose = absence.guard, absence.day
                actions_absence.accept_around(
                    journal, session, proposal, whose, absence.cause, absence.reason
                )
        except UserError as error:
            self.refused.emit(error.words())
            return False
        self.refused.emit("")
        self.turned.emit()
        return True

    def pin(self, those: Sequence[Assignment]) -> None:
        """Pin assignments, or let the planner have them again where all are pinned."""
        if those and self.may_plan:
            pinned = not all(one.pinned for one in those)
            ids = [one.id for one in those]
            actions_demand.pin(self._shell.journal, self._shell.session, ids, pinned=pinned)

    def do(self, act: Act) -> None:
        """Write an act; in a published month, after asking for the reason once a sitting."""
        if not act or not self.may_plan or self.preview is not None:
            return
        try:
            edit = self._write(act)
        except NeedsReason:
            self._waiting = act
            self._shell.ask.reason(
                _("Sửa lịch đã công bố"),
                _(
                    "Lịch tháng {month} đã công bố. Lý do được lưu lại và "
                    "áp dụng cho các sửa đổi tiếp theo của lần này."
                ).format(month=month_text(self.month)),
                self._with_reason,
            )
        except UserError as error:
            self.refused.emit(error.words())
        else:
            if self.publication is None:
                self.history.did(edit)
                self.turned.emit()
            self.refused.emit("")

    def spread(self, made: Spread) -> None:
        """Write an act over many cells, and tell what it left out."""
        self.do(made.act)
        told = made.words()
        if told:
            self._shell.ask.done(told)

    def _write(self, act: Act) -> Edit:
        return actions.replace(
            self._shell.journal,
            self._shell.session,
            act.removed,
            act.placements,
            change=self._changes.get(self.month),
        )

    def _with_reason(self, reason: str) -> None:
        act, self._waiting = self._waiting, None
        journal, session = self._shell.journal, self._shell.session
        self._changes[self.month] = actions.open_change(journal, session, self.month, reason)
        if act is not None:
            self.do(act)

    def is_changing(self) -> bool:
        """Tell whether a change of this published month is open in this sitting."""
        return self.month in self._changes

    def end_change(self) -> None:
        """Let the next edit of the published month ask for a reason again."""
        self._changes.pop(self.month, None)

    def undo(self) -> None:
        """Take the last act of this sitting back."""
        edit = self.history.last()
        if edit is not None and self._turned(edit, back=True):
            self.history.took_back()
            self.turned.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        edit = self.history.undone()
        if edit is not None and self._turned(edit, back=False):
            self.history.did_again()
            self.turned.emit()

    def _turned(self, edit: Edit, *, back: bool) -> bool:
        journal, session = self._shell.journal, self._shell.session
        try:
            (actions.undo if back else actions.redo)(journal, session, edit)
        except UserError as error:
            self.refused.emit(error.words())
            return False
        self.refused.emit("")
        return True

    def name_holiday(self, day: date, name: str) -> None:
        """Make a date a public holiday by this name, or a usual day without one."""
        journal = self._shell.journal
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        known = store.holidays(journal.tables, first, last)
        days = {one.day: one.name for one in known.values() if one.day != day}
        if name.strip():
            days[day] = name.strip()
        actions.set_holidays(journal, self._shell.session, day.year, days)

    def publish(self, reason: str) -> None:
        """Publish the month; raises what actions.publish raises."""
        actions.publish(self._shell.journal, self._shell.session, self.month, reason=reason)
        self.history.forget()
        self.turned.emit()
        self._shell.ask.done(
            _("Đã công bố lịch trực tháng {month}.").format(month=month_text(self.month))
        )
