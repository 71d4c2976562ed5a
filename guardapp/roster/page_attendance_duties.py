"""The list of shifts as attended: of a day, or those of a month that wait for a decision."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, EmptyState, StatTile, button, primary_button, row
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, pgettext, range_text, time_text
from guardapp.roster.gather_attendance import DutyRow
from guardapp.roster.rules_attendance import State, rostered

TONES = {
    State.AHEAD: Tone.NEUTRAL,
    State.EXPECTED: Tone.NEUTRAL,
    State.OPEN: Tone.WARNING,
    State.PRESENT: Tone.INFO,
    State.UNFINISHED: Tone.WARNING,
    State.DONE: Tone.SUCCESS,
    State.ABSENT: Tone.DANGER,
}


def tone(one: DutyRow) -> Tone:
    """Return the colour of how a shift stands."""
    if one.late or one.early:
        return Tone.WARNING
    return Tone.INFO if one.over and one.state is State.DONE else TONES[one.state]


def planned(one: DutyRow) -> str:
    """Return the rostered hours."""
    start, end = rostered(one.duty)
    return range_text(start, end) if start is not None and end is not None else "–"


def _shift(one: DutyRow) -> str:
    start, end = rostered(one.duty)
    if start is None or end is None:
        return "–"
    return f"{one.shift} {time_text(start)}–{time_text(end)}".strip()


def _short_day(one: DutyRow) -> str:
    return date_text(one.duty.duty_date)[:5]


def _came(one: DutyRow) -> str:
    there = one.duty.attended
    return time_text(there.came_ms) if there and there.came_ms is not None else ""


def _left(one: DutyRow) -> str:
    there = one.duty.attended
    return time_text(there.left_ms) if there and there.left_ms is not None else ""


def _begin(one: DutyRow) -> tuple[int, str]:
    start, _end = rostered(one.duty)
    there = one.duty.attended
    return start or (there.came_ms if there and there.came_ms else 0), one.post


def _columns(*, dated: bool) -> list[Column[DutyRow]]:
    day = Column[DutyRow](_("Ngày"), _short_day, sort=_begin, width=6)
    return [
        *([day] if dated else []),
        Column[DutyRow](_("Ca"), _shift, sort=_begin, width=15),
        Column[DutyRow](_("Người trực"), lambda one: one.guard, strong=True, width=19),
        Column[DutyRow](_("Vị trí"), lambda one: one.post, stretch=True),
        Column[DutyRow](pgettext("attendance", "Đến"), _came, align="right", width=6),
        Column[DutyRow](pgettext("attendance", "Về"), _left, align="right", width=6),
        Column[DutyRow](_("Trạng thái"), DutyRow.words, tone=tone, badge=True),
        Column[DutyRow](_("Ghi chú"), lambda one: one.note, stretch=True, tip=lambda one: one.note),
    ]


class DutiesView(QWidget):
    """Shifts in a table, and what a leader does with those chosen."""

    asked = Signal(object)
    confirmed = Signal(object)
    added = Signal()

    def __init__(
        self, empty: EmptyState, parent: QWidget | None = None, *, dated: bool, records: bool
    ) -> None:
        super().__init__(parent)
        self._dated = dated
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(sizes.m)
        self.here = StatTile(_("Có mặt"), icon="user", parent=self)
        self.late = StatTile(_("Muộn, về sớm"), icon="clock", parent=self)
        self.away = StatTile(_("Vắng"), icon="ban", parent=self)
        self.waiting = StatTile(_("Cần xử lý trong tháng"), icon="circle-alert", parent=self)
        for one in (self.here, self.late, self.away, self.waiting):
            self._tiles.addWidget(one)
            one.setVisible(not dated)
        lines.addLayout(self._tiles)
        card = Card(parent=self).flush()
        self.table: Table[DutyRow] = Table(
            _columns(dated=dated), empty, card, key=lambda one: one.key, several=True
        )
        card.body.addWidget(self.table)
        lines.addWidget(card, 1)
        self.confirm = (primary_button if dated else button)(
            _("Đúng như lịch"), self._confirm, "check", self
        )
        self.change = button(_("Chấm công…"), self._ask, "pencil", self)
        self.add = button(_("Người trực ngoài lịch…"), self.added, "user-plus", self)
        lines.addLayout(row(self.confirm, self.change, self.add, None))
        for one in (self.confirm, self.change, self.add):
            one.setVisible(records)
        self.add.setVisible(records and not dated)
        self.table.chosen.connect(self._chosen)
        if records:
            self.table.opened.connect(self.asked)

    def show_rows(self, rows: Sequence[DutyRow], waiting: int) -> None:
        """Show shifts, and how they stand in numbers."""
        self.table.show_rows(rows)
        there = [one for one in rows if one.state in (State.PRESENT, State.DONE, State.UNFINISHED)]
        begun = [one for one in rows if one.state is not State.AHEAD]
        late = sum(bool(one.late or one.early) for one in rows)
        away = sum(one.state is State.ABSENT for one in rows)
        self.here.tell(f"{len(there)}/{len(begun)}")
        self.late.tell(str(late), tone=Tone.WARNING if late else None)
        self.away.tell(str(away), tone=Tone.DANGER if away else None)
        self.waiting.tell(str(waiting), tone=Tone.WARNING if waiting else None)
        self._chosen(None)

    def _meant(self) -> list[int]:
        """Return the rostered shifts chosen; of those that wait, all while none is chosen."""
        chosen = self.table.selected_rows()
        meant = chosen if chosen or not self._dated else self.table.rows()
        return [one.duty.assignment.id for one in meant if one.duty.assignment is not None]

    @Slot(object)
    def _chosen(self, one: DutyRow | None) -> None:
        chosen = self.table.selected_rows()
        self.change.setEnabled(len(chosen) == 1 and chosen[0].state is not State.AHEAD)
        self.confirm.setEnabled(bool(self._meant()))
        everything = self._dated and not chosen
        self.confirm.setText(_("Tất cả đúng như lịch") if everything else _("Đúng như lịch"))

    @Slot()
    def _ask(self) -> None:
        one = self.table.selected()
        if one is not None:
            self.asked.emit(one)

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self._meant())
