"""The dialogs of an incident: an authority told, another kind."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.clock import local_date
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateTimeField
from guardapp.base.ui.parts import primary_button
from guardapp.base.words import _
from guardapp.incidents.model import AUTHORITY_WORDS, Authority, Notice
from guardapp.incidents.page_fields import kind_options


class TellDialog(Dialog):
    """Asks who was told, when, and who took it; hands on a Notice."""

    def __init__(self, now_ms: int, told_by: str, then: Then, parent: QWidget | None) -> None:
        super().__init__(_("Báo cơ quan, lãnh đạo"), "", then, parent, icon="phone")
        self.form = Form(parent=self)
        options = [(one, _(words)) for one, words in AUTHORITY_WORDS.items()]
        whom = self.form.add("authority", _("Báo cho ai"), Choice(options, parent=self))
        whom.set_value(Authority.POLICE)
        at = self.form.add(
            "at", _("Báo lúc"), DateTimeField(local_date(now_ms), self), required=True
        )
        at.set_value(now_ms)
        by = self.form.add("told_by", _("Người báo"), TextField("", self))
        by.set_value(told_by)
        self.form.add("officer", _("Người tiếp nhận"), TextField("", self), beside=True)
        self.form.add("reference", _("Số của cơ quan (nếu có)"), TextField("", self))
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Ghi lại"), self._save, parent=self))

    @Slot()
    def _save(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(
                Notice(
                    values["authority"],
                    values["at"],
                    values["told_by"],
                    values["officer"],
                    values["reference"],
                )
            )


class KindDialog(Dialog):
    """Asks for another kind and the reason; hands on both."""

    def __init__(self, kind: str, then: Then, parent: QWidget | None) -> None:
        super().__init__(_("Đổi loại vụ việc"), _("Số vụ việc giữ nguyên."), then, parent)
        self.form = Form(parent=self)
        choice = Choice(kind_options(), parent=self)
        choice.set_value(kind)
        self.form.add("kind", _("Loại vụ việc"), choice, required=True)
        self.form.add("text", _("Lý do"), TextArea("", 2, self), required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Đổi loại"), self._save, parent=self))

    @Slot()
    def _save(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(values["kind"], values["text"])
