"""The special days of posts: their list, and the form for some."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import Card, EmptyState, button, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, date_text
from guardapp.people import rules as people_rules
from guardapp.people import store as people
from guardapp.roster import actions_demand, rules_need, store, store_demand
from guardapp.roster.model_demand import SpecialDay

PAST_DAYS: Final = 31
AHEAD_DAYS: Final = 400
LONGEST_DAYS: Final = 62
PER_ROW: Final = 3


class SpecialDaysView(QWidget):
    """Dates on which a post needs other numbers than usual; written as they are added."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._names = {one.id: one.name for one in people.posts(shell.journal.tables, closed=True)}
        self._codes = {one.id: one.code for one in store.shift_types(shell.journal.tables)}
        self.table: Table[SpecialDay] = Table(
            self._columns(),
            EmptyState(
                "calendar-days",
                _("Chưa có ngày đặc biệt nào"),
                _("Thêm ngày mà một vị trí cần nhiều hay ít người hơn: lễ, đón đoàn, nghỉ bù."),
            ),
            self,
            key=lambda one: (one.day, one.post),
            several=True,
        )
        self.table.chosen.connect(self._chosen)
        self._remove_button = button(_("Bỏ ngày này"), self._remove, "trash-2", self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        add = button(_("Thêm ngày đặc biệt"), self._add, "plus", self)
        lines.addLayout(row(add, self._remove_button, None))
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        lines.addWidget(card, 1)
        self.reload()

    def reload(self) -> None:
        """Read the special days anew."""
        today = self._today()
        first, last = today - timedelta(days=PAST_DAYS), today + timedelta(days=AHEAD_DAYS)
        self.table.show_rows(store_demand.special_days(self._shell.journal.tables, first, last))
        self._chosen(None)

    def _today(self) -> date:
        return local_date(self._shell.journal.clock.now_ms())

    def _columns(self) -> list[Column[SpecialDay]]:
        return [
            Column(
                _("Ngày"), lambda one: date_text(one.day), strong=True, sort=lambda one: one.day
            ),
            Column(_("Vị trí trực"), self._post_name),
            Column(_("Số người"), self._numbers),
            Column(_("Lý do"), lambda one: one.why, stretch=True, tip=lambda one: one.why),
        ]

    def _post_name(self, one: SpecialDay) -> str:
        return self._names.get(one.post, "?")

    def _numbers(self, one: SpecialDay) -> str:
        told = [
            f"{self._codes[shift]} {number}"
            for shift, number in one.needed
            if number and shift in self._codes
        ]
        return ", ".join(told) or _("không cần ai")

    @Slot(object)
    def _chosen(self, chosen: object) -> None:
        self._remove_button.setEnabled(bool(self.table.selected_rows()))

    @Slot()
    def _add(self) -> None:
        chosen = self.table.selected()
        post = chosen.post if chosen else None
        self._shell.ask.show(SpecialDayDialog(self._shell, post, self._added, self))

    def _added(self, values: dict[str, Any]) -> None:
        journal, session = self._shell.journal, self._shell.session
        first, last = values["first"], values["last"] or values["first"]
        people_rules.check_period(first, last, ("first", "last"))
        days = (last - first).days + 1
        if days > LONGEST_DAYS:
            words = _("Nhiều nhất {n} ngày một lần thêm.").format(n=LONGEST_DAYS)
            raise Invalid({"last": words})
        with journal.transaction():
            for number in range(days):
                day = first + timedelta(days=number)
                actions_demand.set_special_day(
                    journal, session, values["post"], day, values["needed"], why=values["why"]
                )
        self.reload()

    @Slot()
    def _remove(self) -> None:
        journal, session = self._shell.journal, self._shell.session
        with journal.transaction():
            for one in self.table.selected_rows():
                actions_demand.set_special_day(journal, session, one.post, one.day, None)
        self.reload()


class SpecialDayDialog(Dialog):
    """What a post needs on some dates; the numbers begin with what counts on the first."""

    def __init__(self, shell: Shell, post: int | None, then: Any, parent: QWidget) -> None:
        super().__init__(_("Thêm ngày đặc biệt"), "", then, parent, width=64)
        self._conn = shell.journal.tables
        today = local_date(shell.journal.clock.now_ms())
        self._posts = {one.id: one for one in people.posts(self._conn)}
        self._shifts = store.shift_types(self._conn)
        self.form = Form(parent=self)
        add = self.form.add
        places = [(one.id, one.name) for one in self._posts.values()]
        self._post = add("post", _("Vị trí trực"), Choice(places, parent=self), required=True)
        self._first = add("first", _("Từ ngày"), DateField(today, self), required=True)
        add(
            "last",
            _("Đến hết ngày"),
            DateField(today, self),
            help=_("Để trống nếu chỉ một ngày."),
            beside=True,
        )
        self.form.section(_("Số người mỗi ca trong ngày đó"))
        for number, kind in enumerate(self._shifts):
            words = f"{kind.code} · {kind.hours}"
            beside = bool(number % PER_ROW)
            field = NumberField(0, actions_demand.MOST_GUARDS, parent=self)
            add(self._name(kind.id), words, field, beside=beside)
        why = TextField(_("Ví dụ: Đón đoàn, chốt thêm người"), self)
        add("why", _("Lý do"), why, required=True)
        self._post.changed.connect(self._prefill)
        self._first.changed.connect(self._prefill)
        if post in self._posts:
            self.form.set_values({"post": post})
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    @staticmethod
    def _name(shift: int) -> str:
        return f"shift {shift}"

    @Slot()
    def _prefill(self) -> None:
        post, day = self._posts.get(self._post.value()), self._first.value()
        if post is None or day is None:
            return
        rows = rules_need.rows_of(post, self._shifts, store_demand.demands(self._conn))
        found = rules_need.needed_on(rows, day, store.holidays(self._conn, day, day))
        self.form.set_values({self._name(one.id): found.get(one.id, 0) for one in self._shifts})

    @Slot()
    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        needed = {one.id: values.pop(self._name(one.id)) or 0 for one in self._shifts}
        self.take({**values, "needed": needed})
