"""The month planner: guards or posts down, days across, edited by keys, drags and stamps."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from guardapp.base.access import Role
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, Card, EmptyState, button, ghost_button, icon_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.roster import rules_findings
from guardapp.roster.board import Board
from guardapp.roster.editing import AnyLines
from guardapp.roster.lines import GuardLines, PostLines
from guardapp.roster.model import Assignment, Month
from guardapp.roster.page_desk import Absence, Desk
from guardapp.roster.page_export import Exports
from guardapp.roster.page_findings import NotesList
from guardapp.roster.page_grid import RosterGrid
from guardapp.roster.page_hands import Hands
from guardapp.roster.page_palette import Palette
from guardapp.roster.page_planning import PlanningPanel
from guardapp.roster.page_prints import Prints
from guardapp.roster.page_publish import PublishDialog
from guardapp.roster.page_shifts import ShiftsDialog
from guardapp.roster.page_side import Side
from guardapp.roster.page_stages import Stages
from guardapp.roster.page_steps import MonthSteps
from guardapp.roster.page_toolbar import GUARDS, POSTS, Toolbar
from guardapp.roster.page_tools import Tools
from guardapp.roster.rules import short_notice
from guardapp.roster.rules_findings import Finding, Note, Rule, Severity, counted

MINUTE_MS: Final = 60_000


class RosterPage(Page):
    """The chief's main screen; others read the published month here."""

    kinds = ("roster.", "people.")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.desk = Desk(shell, self)
        self.desk.refused.connect(self._tell_refusal)
        self.desk.turned.connect(self._show_turns)
        self._notes: list[Note] = []
        self.steps = MonthSteps(self)
        self.steps.stepped.connect(self._step)
        self.add_action(self.steps)
        self.stages = Stages(self, self.desk)
        self.stages.plan.clicked.connect(self._open_planning)
        self.stages.publish.clicked.connect(self._publish)
        self.toolbar = Toolbar(self)
        self.palette_bar = Palette(self)
        self.banner = Banner(Tone.DANGER, "", parent=self)
        end = ghost_button(_("Kết thúc lần thay đổi"), self._end_change, parent=self)
        self.changing = Banner(Tone.INFO, "", end, self)
        self.grid = RosterGrid(self)
        self.side = Side(shell, self.desk, self)
        self.planning = PlanningPanel(shell, self.desk, self)
        self.hands = Hands(self.grid, self.palette_bar, self.desk, shell.ask, self)
        self.prints = Prints(self, self.desk, self.grid)
        self.tools = Tools(self, self.desk, self.grid, self.hands)
        self.exports = Exports(self, self.desk)
        self.exports.add_to(self.prints.menu, self.tools.more)
        self.setFocusProxy(self.grid)
        self._placed: Month | None = None
        self._add_actions()
        self._build()
        self._connect()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._see_day)
        self._minute.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the grid."""
        super().showEvent(event)
        self.grid.setFocus()

    def title(self) -> str:
        """Return the page's name."""
        return _("Lịch trực")

    def _add_actions(self) -> None:
        """Fill the header: print, the rarer verbs, and the two steps to a published month."""
        desk = self.desk
        printing = button(_("In"), icon="printer", parent=self)
        printing.setMenu(self.prints.menu)
        more = icon_button("ellipsis", _("Thêm việc"), parent=self)
        more.setMenu(self.tools.more)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setVisible(not self.tools.more.isEmpty())
        self.add_action(printing)
        self.add_action(more)
        self.set_primary(self.stages.plan)
        self.set_primary(self.stages.publish)
        if desk.may_plan:
            self.add_command(_("Xếp tự động"), self._open_planning, "F9")
            self.add_command(_("Các loại ca"), self._open_shifts)

    def _build(self) -> None:
        self.body.addWidget(self.toolbar)
        self.body.addWidget(self.palette_bar)
        self.body.addWidget(self.changing)
        self.body.addWidget(self.banner)
        self._empty = EmptyState(
            "calendar-days",
            _("Lịch tháng này chưa công bố"),
            _("Đội trưởng công bố xong, lịch sẽ hiện ở đây."),
            parent=self,
        )
        self.body.addWidget(self._empty, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(look.sizes().s)
        grid_card = Card(parent=self).flush()
        grid_card.body.addWidget(self.grid)
        self._split.addWidget(grid_card)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.addWidget(self.planning)
        self.planning.setMinimumWidth(self.fontMetrics().averageCharWidth() * 38)
        self.side.hide()
        self.planning.hide()
        self.body.addWidget(self._split, 1)

    def _connect(self) -> None:
        bar = self.toolbar
        bar.changed.connect(self._show_lines)
        bar.undo_pressed.connect(self.desk.undo)
        bar.redo_pressed.connect(self.desk.redo)
        bar.findings_toggled.connect(self._show_side)
        self.planning.previewed.connect(self.refresh)
        self.planning.closed.connect(self._close_planning)
        self.planning.chosen.connect(self._show_note)
        self.grid.day_pressed.connect(self._show_short)
        self.tools.replanned.connect(self._replan)
        self.palette_bar.shifts_pressed.connect(self._open_shifts)
        self.side.chosen.connect(self._show_note)
        if self.desk.may_plan:
            self.add_command(_("Hoàn tác"), self.desk.undo, "Ctrl+Z")
            self.add_command(_("Làm lại"), self.desk.redo, "Ctrl+Y")
        self.add_command(_("Tìm trong lịch"), self.toolbar.search.setFocus, "Ctrl+F")

    @property
    def notes(self) -> NotesList:
        """Return the list of what the rules found."""
        return self.side.notes

    @property
    def board(self) -> Board:
        """Return the month shown."""
        return self.desk.board

    @property
    def lines(self) -> AnyLines:
        """Return the rows shown."""
        assert isinstance(self.grid.lines, GuardLines | PostLines)
        return self.grid.lines

    def reload(self) -> None:
        """Read the month anew and show it."""
        board = self.desk.reload()
        desk, plan = self.desk, board.plan
        self.steps.show_month(desk.month, desk.publication)
        self.toolbar.show_posts(board.posts)
        checks = desk.sees_drafts
        self.toolbar.show_planner(plans=desk.may_plan, checks=checks)
        self._show_turns()
        shifts = [one for one in plan.shifts.values() if one.active]
        open_posts = [one for one in board.posts if one.active]
        self.palette_bar.show_choices(shifts, open_posts, [g for g in board.guards if g.active])
        self.palette_bar.setVisible(desk.may_plan)
        self.grid.editable = desk.may_plan and desk.preview is None
        self.grid.today = desk.today()
        self.stages.show(self.board, busy=self.planning.isVisibleTo(self))
        self._empty.setVisible(not desk.is_shown)
        self._split.setVisible(desk.is_shown)
        self._tell_changing()
        self._show_lines()
        if checks:
            self._show_findings()

    @Slot()
    def _show_turns(self) -> None:
        self.toolbar.undo.setEnabled(self.desk.history.last() is not None)
        self.toolbar.redo.setEnabled(self.desk.history.undone() is not None)

    def _show_findings(self) -> None:
        found = self.desk.findings()
        self._notes = rules_findings.notes(found, self.board.plan)
        self.side.show_notes(self._notes)
        errors = sum(one.severity is Severity.ERROR for one in self._notes)
        warnings = len(self._notes) - errors
        self.toolbar.show_counts(errors, warnings, counted(errors, warnings))

    @Slot()
    def _show_lines(self) -> None:
        search, post = self.toolbar.search.folded(), self.toolbar.post.value()
        guards = self.toolbar.view.value() == GUARDS
        kind = GuardLines if guards else PostLines
        self.palette_bar.show_view(guards=guards)
        plan = self.board.plan
        lines = kind(self.board, search, post, self.desk.strip)
        self.grid.show_lines(lines, plan.month, dict(plan.holidays))
        if self._placed != plan.month:
            self._placed = plan.month
            self._find_place()

    def _find_place(self) -> None:
        """Go to today and, for a guard, to the own row, when a month comes on the desk."""
        session, today, row = self.shell.session, self.desk.today(), 0
        if session.role is Role.GUARD and isinstance(self.grid.lines, GuardLines):
            for number, one in enumerate(self.grid.lines.guards):
                if one.id == session.person:
                    row = number
        column = today.day - 1 if today in self.grid.days else 0
        self.grid.go_to(row, column)

    def show_subject(self, subject: Any) -> None:
        """Show a date, a month as yyyymm, or a post by its identity."""
        if isinstance(subject, date):
            self._go_to_month(Month.of(subject))
            self.grid.go_to(self.grid.current[0], subject.day - 1)
        elif isinstance(subject, int) and subject < 1_000_000:
            self._go_to_month(Month(subject // 100, subject % 100))
        elif isinstance(subject, int):
            self._go_to_month(Month.of(self.desk.today()))
            self.toolbar.view.set_value(POSTS)
            self.toolbar.post.set_value(subject)

    def _go_to_month(self, month: Month) -> None:
        self.planning.give_up()
        self.desk.month = month
        self._tell_refusal("")
        self.refresh()

    @Slot(int)
    def _step(self, by: int) -> None:
        self._go_to_month(self.desk.month.step(by))

    @Slot(str)
    def _tell_refusal(self, words: str) -> None:
        self.banner.tell(Tone.DANGER, words)

    def _tell_changing(self) -> None:
        publication = self.desk.publication
        words = ""
        if publication is not None and self.desk.is_changing() and publication.changes:
            last = publication.changes[-1]
            words = _("Đang sửa lịch đã công bố, thay đổi lần {n}: {reason}").format(
                n=last.number, reason=last.reason
            )
        self.changing.tell(Tone.INFO, words)

    @Slot()
    def _end_change(self) -> None:
        self.desk.end_change()
        self._tell_changing()

    @Slot(object)
    def _show_note(self, note: Note) -> None:
        self._go_to_finding(note.finding)

    def _go_to_finding(self, finding: Finding) -> None:
        if self.lines.find(finding) is None:
            self.toolbar.search.clear()
            unfilled = finding.rule is Rule.UNFILLED
            self.toolbar.view.set_value(POSTS if unfilled else GUARDS)
            self._show_lines()
        row = self.lines.find(finding)
        if row is not None and finding.day in self.grid.days:
            self.grid.go_to(row, self.grid.days.index(finding.day))
            self.grid.setFocus()

    @Slot(object)
    def _show_short(self, day: date) -> None:
        """Go to the first shift of a day that somebody is missing in."""
        for finding in self.desk.findings():
            if finding.rule is Rule.UNFILLED and finding.day == day:
                self._go_to_finding(finding)
                return

    @Slot(bool)
    def _show_side(self, shown: bool) -> None:
        self.side.setVisible(shown)
        if shown:
            self.planning.hide()

    @Slot()
    def _open_planning(self) -> None:
        if self.planning.is_open():
            self._show_planning()
        elif self.desk.publication is not None:
            self._tell_refusal(
                _("Lịch tháng này đã công bố. Hãy sửa từng ca, hoặc báo vắng rồi xếp lại.")
            )
        else:
            self.planning.offer(*self.tools.holes())
            self._show_planning()

    def _show_planning(self) -> None:
        self.toolbar.findings.setChecked(False)
        self.planning.show()
        self.stages.show(self.board, busy=self.planning.isVisibleTo(self))

    @Slot(object, object)
    def _replan(self, missing: Assignment, then: Absence) -> None:
        self._show_planning()
        self.planning.replan(missing, then)

    @Slot()
    def _close_planning(self) -> None:
        self.planning.hide()
        self.stages.show(self.board, busy=self.planning.isVisibleTo(self))
        self.grid.setFocus()

    @Slot()
    def _see_day(self) -> None:
        """Move today's mark when midnight has passed."""
        if self.grid.today != self.desk.today():
            self.refresh()

    @Slot()
    def _publish(self) -> None:
        plan = self.board.plan
        late = short_notice(plan, self.shell.journal.clock.now_ms())
        notes = [*self._notes, *rules_findings.notes(late, plan)]
        name = self.shell.session.name
        days = (plan.month.first - self.desk.today()).days
        dialog = PublishDialog(plan.month, notes, name, self.desk.publish, self, days=days)
        dialog.emergency_asked.connect(self.tools.open_emergency)
        self.shell.ask.show(dialog)

    @Slot()
    def _open_shifts(self) -> None:
        self.shell.ask.show(ShiftsDialog(self.shell, self))
