"""The page of settings: the words at the head of sheets, the numbering, the numbers of law."""

from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from guardapp.base import clock, settings
from guardapp.base.identity import device_letters
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Card, Inside, button, label, primary_button, row, scrolling
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.incidents import actions as incidents
from guardapp.people import store as people
from guardapp.safekeeping.page_parameters import ParametersView

FACILITY: Final = "facility"
PARAMETERS: Final = "parameters"
POST: Final = "device.post"


class SettingsPage(Page):
    """What is printed at the head of every sheet, which post this PC is; the numbers of law."""

    kinds = ("base.settings_set", "base.parameters", "people.post")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.tabs = Segments([(FACILITY, _("Đơn vị")), (PARAMETERS, _("Quy định, hạn mức"))], self)
        self._edited = False
        self._primary = primary_button(_("Lưu"), self._save, "check", self)
        self.parameters = ParametersView(shell, self)
        self.add_action(self.tabs)
        self.set_primary(self._primary)
        self.set_primary(self.parameters.primary)
        inside = Inside(self)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m + look.sizes().xs)
        lines.addWidget(self._facility())
        lines.addWidget(self._numbers())
        lines.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(scrolling(inside, self))
        self._stack.addWidget(self.parameters)
        self.body.addWidget(self._stack, 1)
        self.tabs.changed.connect(self._switch)
        self.tabs.set_value(FACILITY)

    def title(self) -> str:
        """Return the page's name."""
        return _("Cài đặt")

    def subtitle(self) -> str:
        """Return what is set in the part shown."""
        if self.tabs.value() == PARAMETERS:
            return _("Con số của luật và của đơn vị; đổi thì thêm giá trị mới, không sửa lịch sử.")
        return _("Thông tin đơn vị in ở đầu mỗi văn bản và cách đánh số.")

    def show_subject(self, subject: Any) -> None:
        """Show the facility, or the numbers of law."""
        self.tabs.set_value(subject)

    @Slot()
    def _switch(self) -> None:
        of_law = self.tabs.value() == PARAMETERS
        self._stack.setCurrentIndex(1 if of_law else 0)
        self._primary.setVisible(not of_law)
        self.parameters.primary.setVisible(of_law)
        self.show_head()
        if of_law and self.isVisible():
            self.parameters.reload()

    def reload(self) -> None:
        """Show what is set."""
        self.parameters.reload()
        if not self._edited:
            self._show_facility()

    def _show_facility(self) -> None:
        conn = self.shell.journal.tables
        posts = [(str(one.id), one.name) for one in people.posts(conn)]
        self._post.set_options([("", _("Phòng trực bảo vệ")), *posts])
        found = settings.facility(conn)
        self._form.set_values(
            {
                "name": settings.get(conn, "facility.name"),
                "superior": found.superior,
                "place": found.place,
                "symbol": found.symbol,
                "address": found.address,
                "phone": found.phone,
                "beds": found.beds or None,
                "post": settings.get(conn, POST),
            }
        )
        self._edited = False

    @Slot()
    def _mark(self) -> None:
        self._edited = True

    def _facility(self) -> QWidget:
        card = Card(_("Đơn vị"), self)
        self._form = form = Form(parent=card)
        form.add("name", _("Tên cơ sở"), TextField(), required=True)
        form.add("superior", _("Cơ quan chủ quản"), TextField(), beside=True)
        form.add("place", _("Địa danh"), TextField(), help=_("Đứng trước ngày tháng trên văn bản"))
        form.add(
            "symbol",
            _("Chữ viết tắt"),
            TextField(),
            help=_("Trong số văn bản: 05/BB-BVĐK"),
            beside=True,
        )
        form.add("address", _("Địa chỉ"), TextField())
        form.add("phone", _("Điện thoại"), TextField(), beside=True)
        form.add("beds", _("Số giường bệnh"), NumberField(0, 20_000))
        self._post = Choice()
        form.add("post", _("Máy này đặt tại"), self._post, beside=True)
        form.changed.connect(self._mark)
        card.body.addWidget(form)
        return card

    def _numbers(self) -> QWidget:
        card = Card(_("Số vụ việc"), self)
        letters = device_letters(self.shell.journal.device)
        year = clock.local_date(self.shell.journal.clock.now_ms()).year
        text = _("Vụ tiếp theo của năm {year} trên máy này lấy số dạng SV-{letters}-{year}-0001.")
        self._first = NumberField(1, 9999)
        self._first.setPlaceholderText(_("Số tiếp theo, nối sổ giấy"))
        card.body.addWidget(label(text.format(year=year, letters=letters), "muted", wrap=True))
        card.body.addLayout(
            row(self._first, button(_("Đặt số"), self._set_first, parent=card), None)
        )
        return card

    @Slot()
    def _save(self) -> None:
        if not self._form.check():
            return
        values = self._form.values()
        post = values.pop("post") or ""
        self._edited = False
        named = {f"facility.{name}": str(value or "") for name, value in values.items()}
        settings.set_values(self.shell.journal, self.shell.session, {**named, POST: str(post)})
        self.shell.ask.done(_("Đã lưu cài đặt."))

    @Slot()
    def _set_first(self) -> None:
        first = self._first.value()
        if first is None:
            self._first.setFocus()
            return
        year = clock.local_date(self.shell.journal.clock.now_ms()).year
        incidents.set_first_number(self.shell.journal, self.shell.session, year, first)
        self.shell.ask.done(_("Vụ tiếp theo lấy số {first:04d}.").format(first=first))
