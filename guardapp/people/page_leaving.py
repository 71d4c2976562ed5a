"""Asks for the last working day of a guard who leaves, and tells which shifts become free."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Session
from guardapp.base.journal import Journal
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import danger_button, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, ngettext
from guardapp.people import actions
from guardapp.people.model import Guard

SHOWN: Final = 3


def _no_shifts(journal: Journal, guard: int, last_day: date) -> list[str]:
    return []


def _let_go(journal: Journal, session: Session, guard: int, last_day: date) -> int:
    actions.let_guard_go(journal, session, guard)
    return 0


@dataclass(frozen=True)
class Leaving:
    """What letting a guard go does beyond the people: the names of shifts to come, and the act.

    The act returns how many shifts it set free.
    """

    shifts: Callable[[Journal, int, date], list[str]] = _no_shifts
    let_go: Callable[[Journal, Session, int, date], int] = _let_go


ALONE: Final = Leaving()
"""Of a guard who has no shifts."""


class LeavingDialog(Dialog):
    """The last working day, with what becomes free after it; `then(last_day)`."""

    def __init__(
        self,
        guard: Guard,
        today: date,
        free: Callable[[date], list[str]],
        then: Callable[[date], None],
        parent: QWidget,
    ) -> None:
        super().__init__(
            _("Cho {name} nghỉ việc?").format(name=guard.name),
            _("Tài khoản bị đóng và không xếp ca được nữa. Sổ sách cũ vẫn giữ nguyên."),
            then,
            parent,
            icon="triangle-alert",
            tone=Tone.DANGER,
            width=60,
        )
        self._free, self._today = free, today
        self.form = Form(parent=self)
        self.form.add(
            "last_day", _("Ngày làm việc cuối cùng"), DateField(today, self), required=True
        )
        self.form.set_values({"last_day": today})
        self.told = label("", wrap=True, parent=self)
        self.body.addWidget(self.form)
        self.body.addWidget(self.told)
        self.add_buttons(danger_button(_("Cho nghỉ việc"), self._go, "log-out", self))
        self.form.changed.connect(self._tell)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what becomes free."""
        super().showEvent(event)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        last_day = self.form.values()["last_day"]
        lines = [self._shifts(self._free(last_day))] if last_day else []
        if last_day and last_day > self._today:
            lines.append(
                _("Đến hết ngày ấy mới đóng tài khoản; lúc đó hãy bấm «Cho nghỉ việc» lần nữa.")
            )
        self.told.setText("\n".join(lines))

    def _shifts(self, names: list[str]) -> str:
        if not names:
            return _("Không có ca nào sắp tới.")
        more = "…" if len(names) > SHOWN else ""
        words = ngettext(
            "{n} ca sắp tới sẽ trống: {shifts}. Tháng đã công bố được ghi thành một lần thay đổi.",
            "{n} shifts to come become free: {shifts}. A published month gets a numbered change.",
            len(names),
        )
        told = words.format(n=len(names), shifts=", ".join(names[:SHOWN]) + more)
        return told.replace("….", "…")

    @Slot()
    def _go(self) -> None:
        if self.form.check():
            self.take(self.form.values()["last_day"])
