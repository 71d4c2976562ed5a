"""The guards' wishes of a month, as the chief reads them and enters them for somebody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import Card, EmptyState, button, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.people.model import Guard
from guardapp.roster import actions_requests as requests
from guardapp.roster import store, store_demand
from guardapp.roster.model import Month
from guardapp.roster.model_demand import HEAVIEST, LIGHTEST, DutyWish
from guardapp.roster.page_own_calendar import day_text, wish_text
from guardapp.roster.page_steps import MonthSteps

REST: Final = 0


@dataclass(frozen=True)
class WishRow:
    """A wish with its guard and its words."""

    guard: Guard
    wish: DutyWish
    words: str


class WishDialog(Dialog):
    """A wish of somebody; `then(values)` with guard, day, wants, shift and weight."""

    def __init__(
        self, shell: Shell, day: date, then: Callable[[dict[str, Any]], None], parent: QWidget
    ) -> None:
        super().__init__(_("Thêm mong muốn"), "", then, parent, width=60)
        conn = shell.journal.tables
        who = [(one.id, one.name) for one in people.guards(conn)]
        kinds = [(REST, _("Nghỉ"))]
        kinds += [
            (one.id, _("Ca {shift}").format(shift=one.code)) for one in store.shift_types(conn)
        ]
        weights = [(LIGHTEST, _("Mong")), (2, _("Rất mong")), (HEAVIEST, _("Hết sức"))]
        self.form = Form(parent=self)
        self.form.add("guard", _("Ai"), Choice(who, parent=self), required=True)
        self.form.add("day", _("Ngày"), DateField(day, self), required=True)
        self.form.add("shift", _("Mong gì"), Segments(kinds, self, per_row=4))
        self.form.add("weight", _("Mức mong muốn"), Segments(weights, self))
        self.form.set_values({"day": day, "shift": REST, "weight": LIGHTEST})
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    @Slot()
    def _save(self) -> None:
        if self.form.check():
            values = self.form.values()
            shift = values.pop("shift")
            self.take({**values, "wants": shift != REST, "shift": shift or None})


class WishesView(QWidget):
    """The wishes of a month by date; they can be changed until the month is published."""

    def __init__(self, shell: Shell, month: Month, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.month = month
        self.steps = MonthSteps(self)
        self.steps.stepped.connect(self._step)
        self._add = button(_("Thêm mong muốn"), self.ask_wish, "plus", self)
        self._drop = button(_("Bỏ mong muốn"), self._withdraw, "x", self)
        empty = EmptyState(
            "inbox",
            _("Chưa có mong muốn nào cho tháng này"),
            _("Bảo vệ ghi ở trang «Lịch của tôi» trước khi công bố, hoặc đội trưởng ghi giúp."),
        )
        self.table: Table[WishRow] = Table(_columns(), empty, self, key=lambda one: one.wish.id)
        self.table.chosen.connect(self._chosen)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        lines.addLayout(row(self.steps, None, self._add, self._drop))
        lines.addWidget(card, 1)

    def reload(self) -> None:
        """Read the wishes anew."""
        conn, month = self._shell.journal.tables, self.month
        guards = {one.id: one for one in people.guards(conn)}
        codes = {one.id: one.code for one in store.shift_types(conn, closed=True)}
        found = store_demand.duty_wishes(conn, month.first, month.last)
        self.table.show_rows(
            [
                WishRow(guards[one.guard], one, wish_text(one, codes))
                for one in found
                if one.guard in guards
            ]
        )
        publication = store.publication(conn, month)
        self.steps.show_month(month, publication)
        self._add.setEnabled(publication is None)
        self._chosen(self.table.selected())

    @Slot()
    def ask_wish(self) -> None:
        """Ask for somebody's wish."""
        self._shell.ask.show(WishDialog(self._shell, self.month.first, self._keep, self))

    def _keep(self, values: dict[str, Any]) -> None:
        requests.wish_instead(self._shell.journal, self._shell.session, **values)

    @Slot()
    def _withdraw(self) -> None:
        chosen = self.table.selected()
        if chosen is not None:
            requests.wish_instead(
                self._shell.journal,
                self._shell.session,
                chosen.guard.id,
                chosen.wish.day,
                wants=None,
            )

    @Slot(object)
    def _chosen(self, chosen: WishRow | None) -> None:
        self._drop.setEnabled(chosen is not None and self._add.isEnabled())

    @Slot(int)
    def _step(self, by: int) -> None:
        self.month = self.month.step(by)
        self.reload()


def _columns() -> list[Column[WishRow]]:
    return [
        Column(_("Ngày"), lambda one: day_text(one.wish.day), sort=lambda one: one.wish.day),
        Column(
            _("Họ và tên"),
            lambda one: one.guard.name,
            sort=lambda one: one.guard.sort_key,
            stretch=True,
            strong=True,
        ),
        Column(_("Tổ"), lambda one: one.guard.squad),
        Column(
            _("Mong muốn"),
            lambda one: one.words,
            tone=lambda one: Tone.ACCENT if one.wish.wants else Tone.NEUTRAL,
            badge=True,
            sort=lambda one: -one.wish.weight,
        ),
    ]
