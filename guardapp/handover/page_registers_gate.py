"""The line in which a visitor is written: each field goes on to the next by Enter."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.errors import Invalid
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import column, icon_button, label, primary_button, row
from guardapp.base.words import _
from guardapp.handover.model_visitors import Arrival

DRAFT: Final = "handover.visitor.{account}"
FIRST: Final = ("name", "document", "host", "card", "plate")
MORE: Final = ("unit", "purpose", "vehicle", "goods", "slip")


class ArrivalLine(QWidget):
    """Name, last four digits, whom to see, card, plate; the rest where it is wanted.

    `written` carries the arrival when Enter is pressed in the last field or the button.
    """

    written = Signal(object)

    def __init__(self, local: Local, account: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.sizes().m)
        self.form = Form(local, DRAFT.format(account=account), self)
        for name, words in (
            ("name", _("Họ tên khách")),
            ("document", _("Giấy tờ 4 số")),
            ("host", _("Gặp ai")),
            ("card", _("Số thẻ")),
            ("plate", _("Biển số xe")),
            ("unit", _("Đơn vị, địa chỉ")),
            ("purpose", _("Mục đích")),
            ("vehicle", _("Loại xe")),
            ("goods", _("Hàng mang vào")),
            ("slip", _("Số phiếu")),
        ):
            field = TextField()
            field.returnPressed.connect(self._go_on)
            self.form.add(name, words, field, beside=name not in (FIRST[0], MORE[0]))
        self.form.restore()
        words = _("Thêm đơn vị, mục đích, hàng")
        self._more = icon_button("plus", words, self._show_more, self)
        self.button = primary_button(_("Cho vào"), self.write, "log-in", self)
        across.addWidget(self.form, 1)
        beside = column(label(" ", "label", parent=self), spacing=look.sizes().xs)
        beside.addLayout(row(self._more, self.button))
        beside.addStretch(1)
        across.addLayout(beside)
        self._show(any(self.form.values()[name] for name in MORE))

    def start(self) -> None:
        """Go to the first field."""
        self.form.field(FIRST[0]).setFocus()

    def done(self) -> None:
        """Empty the line for the next visitor."""
        self.form.clear()
        self._show(False)
        self.start()

    def show_invalid(self, problem: Invalid) -> None:
        """Show what the rules found."""
        self.form.show_invalid(problem)

    @Slot()
    def write(self) -> None:
        """Hand on what is typed."""
        self.written.emit(Arrival(**self.form.values()))

    def _show(self, more: bool) -> None:
        for name in MORE:
            self.form.show_field(name, more)
        self._more.setVisible(not more)

    @Slot()
    def _show_more(self) -> None:
        self._show(True)
        self.form.field(MORE[0]).setFocus()

    @Slot()
    def _go_on(self) -> None:
        names = [*FIRST, *(MORE if self._more.isHidden() else ())]
        fields = [self.form.field(name) for name in names]
        place = next(n for n, one in enumerate(fields) if one is self.sender())
        if place + 1 == len(fields):
            self.write()
        else:
            fields[place + 1].setFocus()


class GoodsOutDialog(Dialog):
    """Asks what a visitor takes out; `then(goods, slip)` lets them go."""

    def __init__(self, visitor: str, then: Then, parent: QWidget | None = None) -> None:
        super().__init__(_("{name} ra, có mang hàng").format(name=visitor), "", then, parent)
        self.form = Form(parent=self)
        self.form.add("goods", _("Hàng mang ra"), TextField(), required=True)
        self.form.add("slip", _("Số phiếu xuất"), TextField(), required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Cho ra"), self.save, "log-out", self))
        self.form.field("goods").setFocus()

    @Slot()
    def save(self) -> None:
        """Let them go with what is entered."""
        if self.form.check():
            values = self.form.values()
            self.take(values["goods"], values["slip"])
