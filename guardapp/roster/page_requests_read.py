"""Who has read the published month, and who has not."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, Card, EmptyState, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, datetime_text
from guardapp.people import store as people
from guardapp.people.model import Guard
from guardapp.roster import gather_requests, store
from guardapp.roster.model import Month
from guardapp.roster.model_requests import Read, Reading
from guardapp.roster.page_steps import MonthSteps

READ_WORDS: Final = {
    Read.NEVER: N_("Chưa xem"),
    Read.BEFORE_CHANGE: N_("Chưa xem thay đổi"),
    Read.YES: N_("Đã xem"),
}
READ_TONES: Final = {
    Read.NEVER: Tone.WARNING,
    Read.BEFORE_CHANGE: Tone.WARNING,
    Read.YES: Tone.SUCCESS,
}
_ORDER: Final = {Read.NEVER: 0, Read.BEFORE_CHANGE: 1, Read.YES: 2}


@dataclass(frozen=True)
class ReadRow:
    """A guard and how far he has read the month."""

    guard: Guard
    reading: Reading


class ReadView(QWidget):
    """The month's readers, those who have not read it first."""

    def __init__(self, shell: Shell, month: Month, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.month = month
        self.steps = MonthSteps(self)
        self.steps.stepped.connect(self._step)
        self.count = Badge(parent=self)
        empty = EmptyState(
            "eye",
            _("Tháng này chưa công bố"),
            _("Công bố lịch xong, ai đã xem và chưa xem sẽ hiện ở đây."),
        )
        self.table: Table[ReadRow] = Table(
            _columns(), empty, self, key=lambda one: one.reading.guard
        )
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        lines.addLayout(row(self.steps, self.count, None))
        lines.addWidget(card, 1)

    def reload(self) -> None:
        """Read anew who has read the month."""
        conn = self._shell.journal.tables
        guards = {one.id: one for one in people.guards(conn)}
        found = gather_requests.readings(conn, self.month)
        rows = [ReadRow(guards[one.guard], one) for one in found]
        rows.sort(key=lambda one: (_ORDER[one.reading.state], one.guard.sort_key))
        self.table.show_rows(rows)
        self.steps.show_month(self.month, store.publication(conn, self.month))
        left = gather_requests.unread(found)
        words = _("{read}/{all} đã xem").format(read=len(found) - left, all=len(found))
        self.count.show_state(words, Tone.WARNING if left else Tone.SUCCESS)
        self.count.setVisible(bool(found))

    def show_month(self, month: Month) -> None:
        """Show another month."""
        self.month = month
        self.reload()

    @Slot(int)
    def _step(self, by: int) -> None:
        self.show_month(self.month.step(by))


def _columns() -> list[Column[ReadRow]]:
    return [
        Column(
            _("Họ và tên"),
            lambda one: one.guard.name,
            sort=lambda one: one.guard.sort_key,
            stretch=True,
            strong=True,
        ),
        Column(_("Tổ"), lambda one: one.guard.squad),
        Column(_("Số điện thoại"), lambda one: one.guard.phone),
        Column(
            _("Trạng thái"),
            lambda one: _(READ_WORDS[one.reading.state]),
            tone=lambda one: READ_TONES[one.reading.state],
            badge=True,
            sort=lambda one: _ORDER[one.reading.state],
        ),
        Column(
            _("Xem lúc"),
            lambda one: datetime_text(one.reading.at) if one.reading.at else "",
            sort=lambda one: one.reading.at or 0,
        ),
    ]
