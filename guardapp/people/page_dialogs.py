"""The forms for a guard, a certificate, a leave and a post."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.people.model import (
    CERTIFICATE_WORDS,
    FORCE_WORDS,
    GENDER_WORDS,
    HOURS_WORDS,
    LEAVE_WORDS,
    REGIME_WORDS,
    CertificateKind,
    Force,
    Gender,
    Guard,
    GuardDetails,
    Hours,
    LeaveKind,
    Post,
    PostDetails,
    Regime,
)

Then = Callable[[Any], None]


def options(words: Mapping[Any, str]) -> list[tuple[Any, str]]:
    """Return the values of an enum with their words in the language on screen."""
    return [(value, _(text)) for value, text in words.items()]


class FormDialog(Dialog):
    """A form with a button that saves; `then` gets what `made()` makes of the values."""

    def __init__(
        self, title: str, then: Then, shell: Shell, parent: QWidget, draft: str = ""
    ) -> None:
        super().__init__(title, "", then, parent, width=64)
        self.form = Form(shell.local, draft, self)
        self.body.addWidget(self.form)

    def ready(self) -> None:
        """Show the draft and the buttons, when all fields are there."""
        self.form.restore()
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    def made(self, values: dict[str, Any]) -> Any:
        """Return what is handed on."""
        return values

    def accept(self) -> None:
        """Close after saving; the draft is saved and so forgotten."""
        self.form.drop_draft()
        super().accept()

    @Slot()
    def _save(self) -> None:
        if self.form.check():
            self.take(self.made(self.form.values()))


class GuardDialog(FormDialog):
    """A new guard, or what is known about one."""

    def __init__(
        self, guard: Guard | None, today: date, then: Then, shell: Shell, parent: QWidget
    ) -> None:
        title = _("Sửa thông tin bảo vệ") if guard else _("Thêm bảo vệ")
        super().__init__(title, then, shell, parent, "" if guard else "people.new_guard")
        add = self.form.add
        add("name", _("Họ và tên"), TextField(parent=self), required=True)
        add("gender", _("Giới tính"), Segments(options(GENDER_WORDS), self), required=True)
        add("birth_date", _("Ngày sinh"), DateField(today, self), beside=True)
        add("force", _("Lực lượng"), Choice(options(FORCE_WORDS), parent=self), required=True)
        add("regime", _("Chế độ"), Choice(options(REGIME_WORDS), parent=self), beside=True)
        hours = NumberField(1, 48, _("Đủ tuần"), self)
        add("week_hours", _("Giờ mỗi tuần theo hợp đồng"), hours)
        add("phone", _("Số điện thoại"), TextField(parent=self), beside=True)
        add("title", _("Chức vụ"), TextField(_("Ví dụ: Tổ trưởng"), self))
        add("squad", _("Tổ"), TextField(_("Ví dụ: Tổ 2"), self), beside=True)
        self.form.set_values({"force": Force.OWN, "regime": Regime.SHIFT, "gender": Gender.MALE})
        if guard:
            self.form.set_values({name: getattr(guard, name) for name in self.form.values()})
        self.ready()

    def made(self, values: dict[str, Any]) -> GuardDetails:
        """Return the details typed."""
        return GuardDetails(**values)


class CertificateDialog(FormDialog):
    """A guard's certificate."""

    def __init__(self, today: date, then: Then, shell: Shell, parent: QWidget) -> None:
        super().__init__(_("Thêm chứng chỉ"), then, shell, parent)
        add = self.form.add
        kinds = options(CERTIFICATE_WORDS)
        add("kind", _("Loại chứng chỉ"), Choice(kinds, parent=self), required=True)
        add("issued", _("Ngày cấp"), DateField(today, self), required=True)
        add("expires", _("Ngày hết hạn"), DateField(today, self), required=True, beside=True)
        add("number", _("Số"), TextField(parent=self))
        add("issuer", _("Nơi cấp"), TextField(parent=self), beside=True)
        self.form.set_values({"kind": CertificateKind.GUARDING})
        self.ready()


class LeaveDialog(FormDialog):
    """A guard's leave."""

    def __init__(self, today: date, then: Then, shell: Shell, parent: QWidget) -> None:
        super().__init__(_("Thêm ngày nghỉ"), then, shell, parent)
        add = self.form.add
        add("kind", _("Loại nghỉ"), Choice(options(LEAVE_WORDS), parent=self), required=True)
        add("first", _("Từ ngày"), DateField(today, self), required=True)
        add("last", _("Đến hết ngày"), DateField(today, self), required=True, beside=True)
        self.form.set_values({"kind": LeaveKind.ANNUAL})
        self.ready()


class PostDialog(FormDialog):
    """A new post, or what is known about one."""

    def __init__(self, post: Post | None, then: Then, shell: Shell, parent: QWidget) -> None:
        title = _("Sửa vị trí trực") if post else _("Thêm vị trí trực")
        super().__init__(title, then, shell, parent, "" if post else "people.new_post")
        add = self.form.add
        add("name", _("Tên vị trí trực"), TextField(parent=self), required=True)
        add("place", _("Khu vực, tòa nhà"), TextField(parent=self), beside=True)
        add("hours", _("Giờ trực"), Segments(options(HOURS_WORDS), self), required=True)
        levels = [(1, _("1, cao nhất")), (2, _("2, vừa")), (3, _("3, thường"))]
        add("importance", _("Mức quan trọng"), Segments(levels, self), required=True)
        number = NumberField(1, 20, parent=self)
        add("needed", _("Số người mỗi ca"), number, required=True, beside=True)
        papers: list[tuple[Enum | None, str]] = [(None, _("Không yêu cầu"))]
        papers += options(CERTIFICATE_WORDS)
        add("certificate", _("Chứng chỉ phải có"), Choice(papers, parent=self))
        add("phone", _("Số điện thoại"), TextField(parent=self), beside=True)
        forces: list[tuple[Enum | None, str]] = [(None, _("Lực lượng nào cũng được"))]
        forces += options(FORCE_WORDS)
        add("force", _("Lực lượng phải là"), Choice(forces, parent=self))
        genders: list[tuple[Enum | None, str]] = [(None, _("Nam hoặc nữ"))]
        genders += options(GENDER_WORDS)
        add("gender", _("Giới tính phải là"), Choice(genders, parent=self), beside=True)
        self.form.set_values({"hours": Hours.ALWAYS, "importance": 2, "needed": 1})
        self.form.set_values({"certificate": None, "force": None, "gender": None})
        if post:
            self.form.set_values({name: getattr(post, name) for name in self.form.values()})
        self.ready()

    def made(self, values: dict[str, Any]) -> PostDetails:
        """Return the details typed."""
        return PostDetails(**values)
