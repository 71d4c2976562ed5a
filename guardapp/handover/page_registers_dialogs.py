"""Giving a thing out at the post, and taking it back."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateTimeField
from guardapp.base.ui.parts import Banner, primary_button
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text
from guardapp.handover import rules_registers as rules
from guardapp.handover.model import CONDITION_WORDS, Condition, Thing, ThingKind
from guardapp.handover.model_registers import Issue, Order
from guardapp.people.model import Guard

OUTGOING = (Condition.GOOD, Condition.WORN)


class GiveDialog(Dialog):
    """Asks what is given to whom; `then(order)` gives it out.

    `offered` are things with how many are left; `due_ms` is when guards' things are to be back.
    """

    def __init__(
        self,
        offered: Sequence[tuple[Thing, int]],
        guards: Sequence[Guard],
        today: date,
        due_ms: int | None,
        then: Callable[[Order], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Giao đồ"), "", then, parent, width=64)
        self._today = today
        self._warning = Banner(Tone.WARNING, "", parent=self)
        self.body.addWidget(self._warning)
        self.form = Form(parent=self)
        words = _("{name} {serial} · còn {left}")
        things = [
            (one, words.format(name=one.name, serial=one.serial, left=left).replace("  ", " "))
            for one, left in offered
        ]
        self._persons = [(one.id, f"{one.name} · {one.code}") for one in guards]
        add = self.form.add
        self._thing = add("thing", _("Giao gì"), Choice(things), required=True)
        add("quantity", _("Số lượng"), NumberField(1, 9_999), required=True, beside=True)
        self._guard = add("guard", _("Bảo vệ nhận"), Choice())
        add("holder", _("Hoặc người khác"), TextField(_("Họ tên, khoa phòng")), beside=True)
        add("consent", _("Thủ trưởng đồng ý"), TextField(_("Họ tên, chức vụ")), required=True)
        add("task", _("Nhiệm vụ, vị trí"), TextField())
        add("due", _("Hẹn trả"), DateTimeField(today), beside=True)
        conditions = [(one, _(CONDITION_WORDS[one])) for one in OUTGOING]
        add("condition", _("Tình trạng khi giao"), Segments(conditions), required=True)
        add("seal", _("Số niêm phong"), TextField(), beside=True)
        self.form.set_values({"quantity": 1, "condition": Condition.GOOD, "due": due_ms})
        self._thing.changed.connect(self._thing_chosen)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Giao"), self.save, "check", self))
        self._thing_chosen()
        self._thing.setFocus()

    @Slot()
    def _thing_chosen(self) -> None:
        thing: Thing | None = self._thing.value()
        tool = thing is not None and thing.kind is ThingKind.TOOL
        nobody = [] if tool else [(None, _("Không phải bảo vệ"))]
        self._guard.set_options([*nobody, *self._persons])
        self.form.show_field("consent", tool)
        self.form.show_field("holder", not tool)
        self.form.show_field("seal", thing is not None and thing.kind in rules.SEALED_KINDS)
        problem = rules.licence_problem(thing, self._today) if thing else ""
        if problem:
            self._warning.tell(Tone.DANGER, problem)
        else:
            self._warning.tell(Tone.WARNING, rules.licence_warning(thing) if thing else "")

    @Slot()
    def save(self) -> None:
        """Give out what is entered."""
        if not self.form.check():
            return
        values = self.form.values()
        tool = values["thing"].kind is ThingKind.TOOL
        self.take(
            Order(
                values["thing"].id,
                values["guard"],
                "" if tool else values["holder"],
                values["task"],
                values["consent"] if tool else "",
                values["condition"],
                values["quantity"],
                values["seal"],
                values["due"],
            )
        )


class BackDialog(Dialog):
    """Asks how a thing came back; `then(condition, note, seal)` takes it back."""

    def __init__(
        self,
        issue: Issue,
        holder: str,
        then: Callable[[Condition, str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        told = _("{holder} nhận lúc {time}.").format(holder=holder, time=datetime_text(issue.at))
        title = _("Nhận lại {name}").format(name=issue.title)
        super().__init__(title, told, then, parent, width=56)
        self.form = Form(parent=self)
        conditions = [(one, _(words)) for one, words in CONDITION_WORDS.items()]
        self._condition = self.form.add(
            "condition", _("Tình trạng khi trả"), Segments(conditions, per_row=2), required=True
        )
        self.form.add("note", _("Ghi chú"), TextField(_("Mất, hỏng thì ghi thế nào")))
        self.form.add("seal", _("Số niêm phong mới"), TextField())
        self.form.show_field("seal", issue.kind in rules.SEALED_KINDS)
        self.form.set_values({"condition": Condition.GOOD})
        self._duty = Banner(Tone.DANGER, "", parent=self)
        self._tool = issue.kind is ThingKind.TOOL
        self._condition.changed.connect(self._condition_chosen)
        self.body.addWidget(self.form)
        self.body.addWidget(self._duty)
        self.add_buttons(primary_button(_("Nhận lại"), self.save, "undo-2", self))
        self._condition.setFocus()

    @Slot()
    def _condition_chosen(self) -> None:
        lost = self._condition.value() is Condition.MISSING
        words = _(
            "Mất công cụ hỗ trợ: báo ngay thủ trưởng và báo công an cấp giấy phép bằng văn bản. "
            "Việc này còn mở đến khi ghi «Đã báo»."
        )
        self._duty.tell(Tone.DANGER, words if lost and self._tool else "")

    @Slot()
    def save(self) -> None:
        """Take the thing back as entered."""
        if self.form.check():
            values = self.form.values()
            self.take(values["condition"], values["note"], values["seal"])
