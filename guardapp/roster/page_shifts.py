"""The facility's shift types: their list, and the form for one."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField, NumberField, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import TimeField
from guardapp.base.ui.parts import button, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, pgettext
from guardapp.people.model import HOURS_WORDS
from guardapp.roster import actions, store
from guardapp.roster.model import DAY_MINUTES, ShiftDetails, ShiftType
from guardapp.roster.page_colours import INKS


class ShiftsDialog(Dialog):
    """Lists the shift types and lets the chief add and change them."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        text = _("Sửa giờ của một loại ca chỉ áp dụng cho ca xếp từ nay; ca đã xếp giữ nguyên giờ.")
        super().__init__(_("Các loại ca"), text, None, parent, width=92)
        self._shell = shell
        self.table: Table[ShiftType] = Table(_columns(), parent=self, key=lambda one: one.id)
        self.table.setMinimumHeight(look.sizes().row * 8)
        self.table.opened.connect(self._opened)
        self.body.addWidget(self.table, 1)
        add = button(_("Thêm loại ca"), self._add, "plus", self)
        edit = button(_("Sửa"), self._edit, "pencil", self)
        self.body.addLayout(row(add, edit, None))
        self.add_buttons(primary_button(_("Xong"), self.accept, parent=self), cancel=None)
        self._reload()

    def _reload(self) -> None:
        self.table.show_rows(store.shift_types(self._shell.journal.tables, closed=True))
        if self.table.selected() is None:
            self.table.selectRow(0)

    @Slot()
    def _add(self) -> None:
        self._shell.ask.show(ShiftDialog(None, self._added, self._shell, self))

    def _added(self, details: ShiftDetails) -> None:
        actions.add_shift_type(self._shell.journal, self._shell.session, details)
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


class ShiftDialog(Dialog):
    """A new shift type, or what is known about one; `then(details)`."""

    def __init__(self, shift: ShiftType | None, then: Any, shell: Shell, parent: QWidget) -> None:
        title = _("Sửa loại ca") if shift else _("Thêm loại ca")
        super().__init__(title, "", then, parent, width=60)
        self._shift = shift
        self._count = len(store.shift_types(shell.journal.tables, closed=True))
        self.form = Form(parent=self)
        add = self.form.add
        add("code", _("Ký hiệu"), TextField(parent=self), required=True)
        add("name", _("Tên ca"), TextField(parent=self), required=True, beside=True)
        late = _("Giờ cuối không sau giờ đầu là sang ngày hôm sau, ví dụ 22:00 đến 06:00.")
        add("start", pgettext("shift", "Từ giờ"), TimeField(self), required=True)
        add(
            "end",
            pgettext("shift", "Đến giờ"),
            TimeField(self),
            required=True,
            beside=True,
            help=late,
        )
        add("break_minutes", _("Nghỉ giữa ca (phút)"), NumberField(0, 180, parent=self))
        add("break_paid", "", CheckField(_("Tính vào giờ làm"), self), beside=True)
        serves = [(None, _("Không"))] + [(hours, _(text)) for hours, text in HOURS_WORDS.items()]
        add("serves", _("Cần có ở vị trí trực"), Choice(serves, parent=self))
        add("active", "", CheckField(_("Đang dùng"), self))
        self.form.set_values({"break_minutes": 30, "break_paid": True, "active": True})
        if shift:
            names = ("code", "name", "break_minutes", "break_paid", "serves", "active")
            self.form.set_values({name: getattr(shift, name) for name in names})
            self.form.set_values(
                {"start": shift.start_minute, "end": shift.end_minute % DAY_MINUTES}
            )
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    @Slot()
    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        start, end = values.pop("start"), values.pop("end")
        tones = len(next(iter(INKS.values())))
        values["break_minutes"] = values["break_minutes"] or 0
        self.take(
            ShiftDetails(
                **values,
                start_minute=start,
                end_minute=end if end > start else end + DAY_MINUTES,
                tone=self._shift.tone if self._shift else self._count % tones,
                position=self._shift.position if self._shift else self._count,
            )
        )


def _columns() -> list[Column[ShiftType]]:
    return [
        Column(_("Ký hiệu"), lambda one: one.code, strong=True),
        Column(_("Tên ca"), lambda one: one.name, stretch=True),
        Column(pgettext("column", "Giờ"), lambda one: one.hours),
        Column(
            _("Cần có ở vị trí trực"), lambda one: _(HOURS_WORDS[one.serves]) if one.serves else ""
        ),
        Column(_("Đang dùng"), lambda one: _("Có") if one.active else _("Không")),
    ]
