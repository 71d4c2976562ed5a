"""The dialog of one finding: what it says, on which legal basis, and who could stand in."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import Badge, EmptyState, button, label, primary_button, row
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, duration_text
from guardapp.roster import editing
from guardapp.roster.board import Board
from guardapp.roster.editing import Act
from guardapp.roster.model import Assignment, Placement
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_findings import severity_word
from guardapp.roster.rules_findings import RULE_WORDS, Finding, Note, Severity, named, short_date

_ROWS: Final = 6
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class StandIn:
    """A guard who could take a shift over; `taken` None: the gap itself."""

    taken: Assignment | None
    guard: int


class FindingDialog(Dialog):
    """Shows one finding and replaces a guard by one press."""

    def __init__(self, desk: Desk, note: Note, parent: QWidget | None = None) -> None:
        who = f"{note.who}: {note.text}" if note.who else note.text
        super().__init__(_(RULE_WORDS[note.rule]), who, desk.do, parent, width=88)
        self._board: Board = desk.board
        self._finding: Finding = note.finding
        grave = note.severity is Severity.ERROR
        tone = Tone.DANGER if grave else Tone.WARNING
        self.body.addLayout(row(Badge(severity_word(note.severity), tone, self), None))
        if note.legal_basis:
            basis = _("Căn cứ: {basis}").format(basis=note.legal_basis)
            self.body.addWidget(label(basis, "small", wrap=True, parent=self))
        self.table = self._table()
        if not desk.may_plan or desk.preview is not None:
            self.add_buttons(button(_("Đóng"), self.reject, parent=self), cancel=None)
            return
        self.body.addWidget(label(_("Ai trực thay được"), "heading", parent=self))
        self.body.addWidget(self.table, 1)
        take = primary_button(_("Đổi người trực"), self._take, "check", self)
        take.setEnabled(bool(self.table.rows()))
        self.add_buttons(take, cancel=_("Đóng"))

    def _table(self) -> Table[StandIn]:
        found = [
            StandIn(each.taken, guard)
            for each in editing.replacements(self._board, self._finding)
            for guard in each.guards[:_MOST]
        ]
        columns = (
            Column[StandIn](_("Người trực thay"), self._who, strong=True),
            Column[StandIn](_("Vào ca"), self._what, stretch=True),
            Column[StandIn](_("Giờ trong tháng"), self._done, align="right"),
        )
        empty = EmptyState(
            "users",
            _("Không ai thay được mà không vướng quy định"),
            _("Hãy xem lại ngày nghỉ, chứng chỉ hoặc xếp tự động lại phần này."),
        )
        table = Table[StandIn](columns, empty, self)
        table.show_rows(found)
        table.setMinimumHeight(look.sizes().row * _ROWS)
        table.opened.connect(self._opened)
        if found:
            table.selectRow(0)
        return table

    def _who(self, one: StandIn) -> str:
        return self._board.plan.guards[one.guard].name

    def _what(self, one: StandIn) -> str:
        plan = self._board.plan
        if one.taken is not None:
            return named(one.taken, plan)
        kind = plan.shifts[self._finding.shift or 0]
        return _("ca {shift} ngày {day}").format(shift=kind.code, day=short_date(self._finding.day))

    def _done(self, one: StandIn) -> str:
        return duration_text(self._board.totals(one.guard).minutes)

    @Slot(object)
    def _opened(self, one: StandIn) -> None:
        self._take()

    @Slot()
    def _take(self) -> None:
        chosen = self.table.selected()
        if chosen is not None:
            self.take(self.act(chosen))

    def act(self, one: StandIn) -> Act:
        """Return the act that puts a guard in."""
        it, there = self._finding, one.taken
        if there is None:
            gap = Placement(one.guard, it.post or 0, it.shift or 0, it.day)
            return Act((), (gap,))
        instead = Placement(one.guard, there.post, there.shift, there.duty_date)
        return Act((there.id,), (instead,))
