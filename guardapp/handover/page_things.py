"""The list of tools, radios, keys and seals that are counted at each handover."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, may
from guardapp.base.errors import Invalid
from guardapp.base.text import fold
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Card, EmptyState, button, primary_button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.handover import actions, store
from guardapp.handover.model import (
    CONDITION_WORDS,
    THING_WORDS,
    Condition,
    Count,
    Thing,
    ThingDetails,
    ThingKind,
)
from guardapp.handover.rules import differs


class ThingDialog(Dialog):
    """Asks for what is known of a thing; `then(details)` keeps it."""

    def __init__(
        self,
        thing: Thing | None,
        then: Callable[[ThingDetails], None],
        parent: QWidget | None = None,
    ) -> None:
        title = _("Thêm công cụ, chìa khóa") if thing is None else _("Sửa {code}")
        super().__init__(title.format(code=thing.code if thing else ""), "", then, parent)
        self.form = Form(parent=self)
        kinds = [(kind, _(words)) for kind, words in THING_WORDS.items()]
        self.form.add("kind", _("Loại"), Segments(kinds, per_row=3), required=True)
        self.form.add("name", _("Tên"), TextField(), required=True)
        self.form.add("serial", _("Số hiệu"), TextField())
        self.form.add("licence", _("Giấy phép, hạn dùng"), TextField(), beside=True)
        self.form.add("quantity", _("Số lượng"), NumberField(1, 9_999), required=True)
        self.form.add("unit", _("Đơn vị tính"), TextField(), required=True, beside=True)
        self.form.set_values(
            {"quantity": 1, "unit": _("cái"), "kind": ThingKind.TOOL}
            if thing is None
            else {
                "kind": thing.kind,
                "name": thing.name,
                "serial": thing.serial,
                "licence": thing.licence,
                "quantity": thing.quantity,
                "unit": thing.unit,
            }
        )
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self.save, "save", self))
        self.form.field("name").setFocus()

    @Slot()
    def save(self) -> None:
        """Keep what is entered."""
        if self.form.check():
            try:
                self.take(ThingDetails(**self.form.values()))
            except Invalid as problem:
                self.form.show_invalid(problem)


class ThingsPage(Page):
    """What the post has in hand."""

    kinds: ClassVar = ("handover.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._counts: dict[int, Count] = {}
        self._search = SearchField(parent=self)
        self._search.searched.connect(self._searched)
        self.add_action(self._search)
        manages = may(shell.session, Right.MANAGE_PEOPLE)
        if manages:
            self.set_primary(primary_button(_("Thêm"), self.add_thing, "plus", self))
        card = Card(parent=self).flush()
        empty = EmptyState(
            "key-round",
            _("Chưa có công cụ, chìa khóa nào"),
            _("Thêm dùi cui, bộ đàm, đèn pin, chìa khóa, niêm phong để đếm mỗi lần bàn giao."),
        )
        self.table = Table[Thing](self._columns(), empty, card, key=lambda one: one.id)
        card.body.addWidget(self.table)
        self.body.addWidget(card, 1)
        self._edit = button(_("Sửa"), self._change, "pencil", self)
        self._retire = button(_("Thôi đếm"), self._ask_retire, "archive", self)
        self.body.addLayout(row(self._edit, self._retire, None))
        for one in (self._edit, self._retire):
            one.setVisible(manages)
        self.table.chosen.connect(self._chosen)
        if manages:
            self.table.opened.connect(self._opened)

    def title(self) -> str:
        """Return the page's name."""
        return _("Công cụ, chìa khóa")

    def subtitle(self) -> str:
        """Say what the list is for."""
        return _("Đếm và ký nhận mỗi lần bàn giao ca")

    def reload(self) -> None:
        """Show the list with what was counted last."""
        conn = self.shell.journal.tables
        self._counts = store.last_counts(conn)
        sought = self._search.folded()
        self.table.show_rows(
            [
                one
                for one in store.things(conn)
                if sought in fold(f"{one.name} {one.serial} {one.code}")
            ]
        )
        self._chosen(self.table.selected())

    def _columns(self) -> list[Column[Thing]]:
        return [
            Column[Thing](_("Mã"), lambda one: one.code, strong=True),
            Column[Thing](_("Tên"), lambda one: one.name, stretch=True),
            Column[Thing](_("Loại"), lambda one: _(THING_WORDS[one.kind])),
            Column[Thing](_("Số hiệu"), lambda one: one.serial),
            Column[Thing](_("Số lượng"), lambda one: f"{one.quantity} {one.unit}", align="right"),
            Column[Thing](_("Lần đếm gần nhất"), self._last, tone=self._tone, badge=True),
        ]

    def _last(self, thing: Thing) -> str:
        count = self._counts.get(thing.id)
        if count is None:
            return ""
        words = _(CONDITION_WORDS[count.condition])
        return f"{count.received}/{thing.quantity} · {words}"

    def _tone(self, thing: Thing) -> Tone | None:
        count = self._counts.get(thing.id)
        if count is None:
            return None
        bad = differs(thing, count) or count.condition is Condition.BROKEN
        return Tone.WARNING if bad else Tone.SUCCESS

    @Slot(str)
    def _searched(self, folded: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, thing: Thing | None) -> None:
        for one in (self._edit, self._retire):
            one.setEnabled(thing is not None)

    @Slot()
    def add_thing(self) -> None:
        """Ask for a new thing."""
        self.shell.ask.show(ThingDialog(None, self._keep_new, self))

    def _keep_new(self, details: ThingDetails) -> None:
        actions.add_thing(self.shell.journal, self.shell.session, details)

    @Slot()
    def _change(self) -> None:
        thing = self.table.selected()
        if thing is not None:
            self._opened(thing)

    @Slot(object)
    def _opened(self, thing: Thing) -> None:
        self.shell.ask.show(ThingDialog(thing, partial(self._keep, thing), self))

    def _keep(self, thing: Thing, details: ThingDetails) -> None:
        actions.change_thing(self.shell.journal, self.shell.session, thing, details)

    @Slot()
    def _ask_retire(self) -> None:
        thing = self.table.selected()
        if thing is not None:
            self.shell.ask.confirm(
                _("Thôi đếm {name}?").format(name=thing.name),
                _("Các lần đếm cũ vẫn còn trong sổ."),
                _("Thôi đếm"),
                partial(actions.retire_thing, self.shell.journal, self.shell.session, thing),
                danger=True,
            )
