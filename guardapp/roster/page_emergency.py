"""The dialog that declares an emergency by article 108 of the Labour Code, or takes it back."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.errors import Invalid
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import TextArea
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import Banner, danger_button, ghost_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text
from guardapp.roster import actions_demand
from guardapp.roster.model_demand import Emergency
from guardapp.roster.page_desk import Desk


class EmergencyDialog(Dialog):
    """Lists the emergencies that touch the month, each with its end, and declares another."""

    def __init__(self, shell: Shell, desk: Desk, parent: QWidget | None = None) -> None:
        text = _(
            "Điều 108 Bộ luật Lao động 2019: khi có thiên tai, hỏa hoạn, dịch bệnh hoặc lệnh "
            "quốc phòng, được làm thêm không giới hạn giờ để bảo vệ tính mạng, tài sản. "
            "Người khai báo và lý do được lưu lại, in cùng các cảnh báo."
        )
        super().__init__(
            _("Tình huống khẩn cấp"), text, self._declare, parent, icon="siren", tone=Tone.DANGER,
            width=64,
        )  # fmt: skip
        self._shell = shell
        for one in desk.board.plan.emergencies:
            self.body.addWidget(self._standing(one))
        today = desk.today()
        self.form = Form(parent=self)
        self.form.add("first", _("Từ ngày"), DateField(today, self), required=True)
        self.form.add("last", _("Đến hết ngày"), DateField(today, self), required=True, beside=True)
        why = TextArea(lines=2, parent=self)
        self.form.add("reason", _("Việc gì đã xảy ra"), why, required=True)
        begin = max(today, desk.month.first)
        self.form.set_values({"first": begin, "last": begin})
        self.body.addWidget(self.form)
        self.add_buttons(danger_button(_("Khai báo khẩn cấp"), self._take, "siren", self))
        why.setFocus()

    def _standing(self, one: Emergency) -> Banner:
        end = ghost_button(_("Kết thúc"), self._end, parent=self)
        end.setProperty("emergency", str(one.id))
        words = _("{first} đến {last}: {reason}").format(
            first=date_text(one.first), last=date_text(one.last), reason=one.reason
        )
        return Banner(Tone.DANGER, words, end, self)

    @Slot()
    def _end(self) -> None:
        which = int(self.sender().property("emergency"))
        actions_demand.end_emergency(self._shell.journal, self._shell.session, which)
        self._shell.ask.done(_("Đã kết thúc tình huống khẩn cấp."))
        self.accept()

    @Slot()
    def _take(self) -> None:
        if self.form.check():
            self.take()

    def _declare(self) -> None:
        it = self.form.values()
        journal, session = self._shell.journal, self._shell.session
        try:
            actions_demand.declare_emergency(
                journal, session, it["first"], it["last"], it["reason"]
            )
        except Invalid as error:
            self.form.show_invalid(error)
            raise
        self._shell.ask.done(_("Đã ghi tình huống khẩn cấp."))
