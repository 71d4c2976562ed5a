"""The dialog that adds a piece of fire equipment or changes one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter

from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid, UserError
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import NumberField, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Details, Equipment

_DRAFT = "fire.equipment.new"


class EquipmentDialog(Dialog):
    """Asks for the details of a piece; problems show beside their fields."""

    def __init__(
        self, shell: Shell, piece: Equipment | None, buildings: Sequence[str], then: Then
    ) -> None:
        title = _("Thêm phương tiện PCCC")
        if piece is not None:
            title = _("Sửa phương tiện {code}").format(code=piece.code)
        super().__init__(title, "", then, width=90)
        self._piece = piece
        today = local_date(shell.journal.clock.now_ms())
        self.form = Form(shell.local, "" if piece else _DRAFT, self)
        kinds = [(kind, _(KIND_WORDS[kind])) for kind in Kind]
        add = self.form.add
        add("kind", _("Loại"), Choice(kinds), required=True)
        add("name", _("Tên, hiệu"), TextField(_("Ví dụ: Bình bột ABC")), beside=True)
        add("size", _("Cỡ"), TextField(_("Ví dụ: 8 kg")), beside=True)
        building = TextField()
        completer = QCompleter(list(buildings), building)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        building.setCompleter(completer)
        add("building", _("Tòa nhà, khu vực"), building, required=True)
        add("floor", _("Tầng"), TextField(), beside=True)
        add("walk", _("Thứ tự đi kiểm tra"), NumberField(0, 100_000), beside=True)
        add("place", _("Vị trí đặt"), TextField(), required=True)
        add("serial", _("Số sê-ri"), TextField(), beside=True)
        code = _("Bỏ trống để tự cấp") if piece is None else ""
        add("code", _("Mã quét"), TextField(code), beside=True)
        add("made", _("Ngày sản xuất"), DateField(today))
        add("recharged", _("Nạp, bảo dưỡng gần nhất"), DateField(today), beside=True)
        add("next_due", _("Hạn nạp, kiểm định tới"), DateField(today), beside=True)
        add("note", _("Ghi chú"), TextField())
        if piece is None:
            self.form.restore()
        else:
            self._show(piece.details)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._taken, "check", self))
        self.form.field("kind").setFocus()

    def take(self, *values: Any) -> None:
        """Hand the details on; show what does not fit beside its field."""
        then = self._then
        if then is None:
            return
        try:
            then(*values)
        except Invalid as error:
            if not self.form.show_invalid(error):
                self.show_error(error.words())
            return
        except UserError as error:
            self.show_error(error.words())
            return
        self.form.drop_draft()
        self.accept()

    def _show(self, details: Details) -> None:
        names = Details.__dataclass_fields__
        values = {name: getattr(details, name) for name in names}
        self.form.set_values(values | {"walk": details.walk or None})

    @Slot()
    def _taken(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(Details(**(values | {"walk": values["walk"] or 0})))
