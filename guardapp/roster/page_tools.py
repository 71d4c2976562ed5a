"""The verbs of the planner's page beyond typing: pins, filling, weeks, cycles, call-off; menus."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from guardapp.base.ui.page import Page
from guardapp.base.words import _
from guardapp.roster import editing_spread
from guardapp.roster.editing import AnyLines
from guardapp.roster.lines import GuardLines, PostLines
from guardapp.roster.model import Assignment, State
from guardapp.roster.model_planning import Hole
from guardapp.roster.page_calloff import CallOffDialog
from guardapp.roster.page_cycle import CycleDialog
from guardapp.roster.page_demand import DemandDialog
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_emergency import EmergencyDialog
from guardapp.roster.page_fairness import FairnessDialog
from guardapp.roster.page_grid import RosterGrid
from guardapp.roster.page_hands import Hands
from guardapp.roster.page_history import HistoryDialog
from guardapp.roster.page_week import WeekDialog
from guardapp.roster.rules_coverage import demand


class Tools(QObject):
    """Offers the verbs in the command palette, in the menu of the grid and in `more`.

    `replanned` carries a shift that is called off and the absence, to plan around it.
    """

    replanned = Signal(object, object)

    def __init__(self, page: Page, desk: Desk, grid: RosterGrid, hands: Hands) -> None:
        super().__init__(page)
        self._page, self._desk, self._grid, self._hands = page, desk, grid, hands
        self._ask = page.shell.ask
        self.more = QMenu(page)
        self.menu = QMenu(page)
        if desk.may_plan:
            self._add_planning()
        if desk.sees_drafts:
            self.more.addSeparator()
            self.more.addAction(self._verb(_("Công bằng…"), self.open_fairness))
            self.more.addAction(self._verb(_("Lịch sử thay đổi…"), self.open_history))
        if desk.may_publish:
            self.more.addAction(self._verb(_("Tình huống khẩn cấp…"), self.open_emergency))

    def _add_planning(self) -> None:
        self.pins = self._verb(_("Ghim hoặc bỏ ghim ca"), self.pin, "Ctrl+G")
        self.down = self._verb(_("Điền xuống"), self.fill_down, "Ctrl+D")
        self.right = self._verb(_("Điền sang phải"), self.fill_right, "Ctrl+R")
        self.ill = self._verb(_("Báo ốm, vắng đột xuất…"), self.call_off, "Ctrl+B")
        self.weeks = self._verb(_("Chép tuần…"), self.copy_week)
        self.cycle = self._verb(_("Xếp theo vòng trực…"), self.lay_cycle)
        self.demand = self._verb(_("Nhu cầu trực…"), self.open_demand)
        self.more.addActions([self.weeks, self.cycle])
        self.more.addSeparator()
        self.more.addAction(self.demand)
        self._fill_menu()
        self._grid.menu_asked.connect(self.open_menu)
        self.menu.aboutToHide.connect(self._menu_hides)

    def _verb(self, words: str, slot: Callable[..., object], keys: str = "") -> QAction:
        return self._page.add_command(words, slot, keys)

    def _fill_menu(self) -> None:
        """List the verbs of a cell with their keys."""
        grid, menu = self._grid, self.menu
        menu.addAction(f"{_('Chọn người hoặc vị trí…')}\tEnter", grid.opened)
        menu.addAction(self.ill)
        menu.addSeparator()
        menu.addActions([self.pins, self.down, self.right])
        menu.addSeparator()
        menu.addAction(f"{_('Sao chép')}\tCtrl+C", grid.copied)
        menu.addAction(f"{_('Dán')}\tCtrl+V", grid.pasted)
        menu.addAction(f"{_('Xóa ca')}\tDel", grid.cleared)
        menu.addSeparator()
        menu.addAction(_("Lịch sử của người này…"), self.open_own_history)

    @property
    def _lines(self) -> AnyLines:
        assert isinstance(self._grid.lines, GuardLines | PostLines)
        return self._grid.lines

    def chosen(self) -> list[Assignment]:
        """Return the assignments in the cells chosen."""
        days = self._grid.days
        return [
            one
            for row, column in self._grid.selected()
            for one in self._lines.assignments(row, days[column])
            if one.id > 0
        ]

    def holes(self) -> tuple[list[Hole], frozenset[int] | None]:
        """Return the posts' shifts that the cells chosen stand for, and whose cells they are."""
        lines, days, cells = self._lines, self._grid.days, self._grid.selected()
        if isinstance(lines, PostLines):
            slots = [(*lines.slots[row], days[column]) for row, column in cells]
            return [Hole(post.id, kind.id, day) for post, kind, day in slots], None
        plan = self._desk.board.plan
        holes = [
            Hole(post.id, kind.id, days[column])
            for column in sorted({column for _row, column in cells})
            for post in plan.posts.values()
            for kind, _needed in demand(plan, post, days[column])
        ]
        return holes, frozenset(lines.guards[row].id for row, _column in cells)

    @Slot()
    def open_menu(self) -> None:
        """Show what can be done with the cells chosen."""
        there = self.chosen()
        published = any(one.state is State.PUBLISHED for one in there)
        self.ill.setEnabled(published)
        self.pins.setEnabled(bool(there))
        self.menu.popup(QCursor.pos())

    @Slot()
    def _menu_hides(self) -> None:
        """Let the keys do again what the menu had greyed for its cells only."""
        self.ill.setEnabled(True)
        self.pins.setEnabled(True)

    @Slot()
    def pin(self) -> None:
        """Pin what is chosen, or let the planner have it again."""
        self._desk.pin(self.chosen())

    @Slot()
    def fill_down(self) -> None:
        """Copy the first row chosen over the others."""
        self._hands.do(editing_spread.fill, self._grid.selected(), down=True)

    @Slot()
    def fill_right(self) -> None:
        """Copy the first day chosen over the others."""
        self._hands.do(editing_spread.fill, self._grid.selected(), down=False)

    @Slot()
    def call_off(self) -> None:
        """Say that a guard cannot come, and find who stands in."""
        there = [one for one in self.chosen() if one.state is State.PUBLISHED]
        if not there:
            self._desk.refused.emit(_("Hãy chọn ca đã công bố của người báo vắng."))
            return
        dialog = CallOffDialog(self._page.shell, self._desk, there[0], self._page)
        dialog.replan.connect(self.replanned)
        self._ask.show(dialog)

    @Slot()
    def copy_week(self) -> None:
        """Repeat one week in others."""
        self._ask.show(WeekDialog(self._desk, self._guards(), self._desk.today(), self._page))

    @Slot()
    def lay_cycle(self) -> None:
        """Lay a duty cycle over guards' days."""
        lines = self._lines
        rows = sorted({row for row, _column in self._grid.selected()})
        chosen = [lines.guards[row].id for row in rows] if isinstance(lines, GuardLines) else []
        self._ask.show(CycleDialog(self._desk, chosen, self._page))

    @Slot()
    def open_demand(self) -> None:
        """Set how many guards each post needs."""
        self._ask.show(DemandDialog(self._page.shell, self._page))

    @Slot()
    def open_fairness(self) -> None:
        """Show how evenly the burdens lie."""
        self._ask.show(FairnessDialog(self._page.shell, self._desk, self._page))

    @Slot()
    def open_history(self) -> None:
        """Show who changed what in the month."""
        self._ask.show(HistoryDialog(self._page.shell, self._desk, None, self._page))

    @Slot()
    def open_own_history(self) -> None:
        """Show what changed for the guard of the current cell."""
        row, column = self._grid.current
        there = self._lines.assignments(row, self._grid.days[column])
        guard = there[0].guard if there else None
        if guard is None and isinstance(self._lines, GuardLines):
            guard = self._lines.guards[row].id
        self._ask.show(HistoryDialog(self._page.shell, self._desk, guard, self._page))

    @Slot()
    def open_emergency(self) -> None:
        """Declare an emergency, or take one back."""
        self._ask.show(EmergencyDialog(self._page.shell, self._desk, self._page))

    def _guards(self) -> list[int]:
        """Return the guards in view, or all where posts are."""
        lines = self._lines
        shown = lines.guards if isinstance(lines, GuardLines) else self._desk.board.guards
        return [one.id for one in shown]
