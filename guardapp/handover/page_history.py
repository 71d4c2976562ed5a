"""The signed handovers, to look up and to print again."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.clock import DAY
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import EmptyState, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text
from guardapp.handover import store
from guardapp.handover.model import Handover

SHOWN_MS = 92 * DAY


def _carried_tone(one: Handover) -> Tone | None:
    return Tone.WARNING if one.carried else None


def _signed(one: Handover) -> int:
    return one.signed_at


class HistoryDialog(Dialog):
    """The handovers of the last three months; `then(handover)` prints the chosen one."""

    def __init__(
        self, shell: Shell, then: Callable[[int], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Biên bản bàn giao đã ký"), "", then, parent, width=96)
        now = shell.journal.clock.now_ms()
        columns = [
            Column[Handover](_("Số"), lambda one: f"{one.number:02d}/{one.year}", strong=True),
            Column[Handover](_("Ký lúc"), lambda one: datetime_text(one.signed_at), sort=_signed),
            Column[Handover](_("Bên giao"), lambda one: one.outgoing, stretch=True),
            Column[Handover](_("Bên nhận"), lambda one: one.incoming, stretch=True),
            Column[Handover](
                _("Chuyển tiếp"), lambda one: str(one.carried), align="right", tone=_carried_tone
            ),
            Column[Handover](_("Có ý kiến"), lambda one: _("Có") if one.remark else ""),
        ]
        empty = EmptyState("file-text", _("Chưa có biên bản nào"))
        self.table = Table[Handover](columns, empty, self, key=lambda one: one.id)
        self.table.show_rows(store.handovers(shell.journal.tables, now - SHOWN_MS, now + DAY))
        self.table.opened.connect(self._opened)
        self.table.setMinimumHeight(self.table.sizeHint().height())
        self.body.addWidget(self.table)
        self.add_buttons(primary_button(_("Xem và in lại"), self.print_again, "printer", self))

    @Slot(object)
    def _opened(self, one: Handover) -> None:
        self.take(one.id)

    @Slot()
    def print_again(self) -> None:
        """Hand the chosen handover on."""
        one = self.table.selected()
        if one is None:
            self.show_error(_("Hãy chọn một biên bản."))
            return
        self.take(one.id)
