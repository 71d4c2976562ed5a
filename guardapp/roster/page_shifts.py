"""The facility's shift types: their list and order, single ones and ready sets."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import Card, EmptyState, button, icon_button, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, pgettext
from guardapp.people.model import HOURS_WORDS, REGIME_WORDS, Regime
from guardapp.roster import actions, actions_shifts, store
from guardapp.roster.actions_shifts import SET_WORDS
from guardapp.roster.model import ShiftDetails, ShiftType
from guardapp.roster.page_shift_form import ShiftDialog


class ShiftsDialog(Dialog):
    """Lists the shift types and lets the chief add, change and arrange them."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        text = _("Sửa giờ của một loại ca chỉ áp dụng cho ca xếp từ nay; ca đã xếp giữ nguyên giờ.")
        super().__init__(_("Các loại ca"), text, None, parent, width=114)
        self._shell = shell
        empty = EmptyState(
            "clock",
            _("Chưa có loại ca nào"),
            _("Bắt đầu bằng một bộ ca có sẵn, rồi sửa giờ cho đúng với đơn vị."),
            button(_("Thêm bộ ca"), self._ask_set, "plus", self),
        )
        self.table: Table[ShiftType] = Table(_columns(), empty, self, key=lambda one: one.id)
        self.table.setMinimumHeight(look.sizes().row * 6)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        self.body.addWidget(card, 1)
        add = button(_("Thêm loại ca"), self._add, "plus", self)
        ready = button(_("Thêm bộ ca"), self._ask_set, "copy", self)
        self._tools = (
            button(_("Sửa"), self._edit, "pencil", self),
            icon_button("chevron-up", _("Đưa lên"), self._up, self),
            icon_button("chevron-down", _("Đưa xuống"), self._down, self),
        )
        self.body.addLayout(row(add, ready, None, *self._tools))
        self.add_buttons(primary_button(_("Xong"), self.accept, parent=self), cancel=None)
        self._reload()

    def _reload(self) -> None:
        self.table.show_rows(store.shift_types(self._shell.journal.tables, closed=True))
        if self.table.selected() is None:
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    @Slot(object)
    def _chosen(self, chosen: ShiftType | None) -> None:
        for tool in self._tools:
            tool.setEnabled(chosen is not None)

    @Slot()
    def _add(self) -> None:
        self._shell.ask.show(ShiftDialog(None, self._added, self._shell, self))

    def _added(self, details: ShiftDetails) -> None:
        shift = actions.add_shift_type(self._shell.journal, self._shell.session, details)
        self._reload()
        self.table.select(lambda one: one.id == shift)

    @Slot()
    def _ask_set(self) -> None:
        options = [(name, _(words)) for name, words in SET_WORDS.items()]
        text = _("Loại ca đã có cùng ký hiệu thì giữ nguyên.")
        self._shell.ask.choose(_("Thêm bộ ca"), options, self._add_set, text=text)

    def _add_set(self, name: str) -> None:
        added = actions_shifts.add_set(self._shell.journal, self._shell.session, name)
        self._shell.ask.done(_("Đã thêm {n} loại ca.").format(n=added))
        self._reload()

    @Slot(object)
    def _opened(self, chosen: ShiftType) -> None:
        self._edit()

    @Slot()
    def _edit(self) -> None:
        chosen = self.table.selected()
        if chosen is not None:
            self._shell.ask.show(ShiftDialog(chosen, self._edited, self._shell, self))

    def _edited(self, details: ShiftDetails) -> None:
        chosen = self.table.selected()
        if chosen is not None:
            journal, session = self._shell.journal, self._shell.session
            actions.change_shift_type(journal, session, chosen.id, details)
            self._reload()

    @Slot()
    def _up(self) -> None:
        self._move(-1)

    @Slot()
    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        chosen = self.table.selected()
        known = store.shift_types(self._shell.journal.tables, closed=True)
        order = [one.id for one in known]
        if chosen is None or not 0 <= order.index(chosen.id) + by < len(order):
            return
        place = order.index(chosen.id)
        order.insert(place + by, order.pop(place))
        actions_shifts.arrange(self._shell.journal, self._shell.session, order)
        self._reload()


def _columns() -> list[Column[ShiftType]]:
    return [
        Column(_("Ký hiệu"), lambda one: one.code, strong=True),
        Column(_("Tên ca"), lambda one: one.name, stretch=True),
        Column(pgettext("column", "Giờ"), lambda one: one.hours, width=17),
        Column(
            _("Chế độ"),
            lambda one: _(REGIME_WORDS[one.regime]),
            tone=lambda one: Tone.ACCENT if one.regime is Regime.DUTY else Tone.NEUTRAL,
            badge=True,
        ),
        Column(_("Nghỉ giữa ca"), _pause, tip=_pause),
        Column(
            _("Cần có ở vị trí trực"), lambda one: _(HOURS_WORDS[one.serves]) if one.serves else ""
        ),
        Column(_("Đang dùng"), lambda one: _("Có") if one.active else _("Không")),
    ]


def _pause(one: ShiftType) -> str:
    if not one.break_minutes:
        return ""
    words = _("{n} phút") if one.break_paid else _("{n} phút, trừ giờ")
    return words.format(n=one.break_minutes)
