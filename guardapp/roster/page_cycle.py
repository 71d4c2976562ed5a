"""The dialog that lays a duty cycle over guards' days: which cycle, whose, from when, how apart."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.errors import UserError
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField, NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import label, primary_button
from guardapp.base.words import _, ngettext
from guardapp.people.model import Guard
from guardapp.roster import cycles
from guardapp.roster.model import post_number
from guardapp.roster.page_desk import Desk

GUARD, SQUAD = "guard", "squad"
_CHOSEN: Final = "chosen"
_EVERYBODY: Final = "everybody"
_SHOWN: Final = 3
_SHOWN_DAYS: Final = 14


class CycleDialog(Dialog):
    """Asks for the cycle and its people, shows how it would begin, and writes it as one act."""

    def __init__(self, desk: Desk, chosen: Sequence[int], parent: QWidget | None = None) -> None:
        text = _("Mỗi người lặp lại vòng ca, người sau hoặc tổ sau bắt đầu muộn hơn vài ngày.")
        super().__init__(_("Xếp theo vòng trực"), text, None, parent, icon="refresh-cw", width=64)
        self._desk, self._chosen = desk, list(chosen)
        self.form = Form(parent=self)
        self._add_fields()
        self.body.addWidget(self.form)
        self._shown = label("", "small", wrap=True, parent=self)
        self.body.addWidget(self._shown)
        self.form.field("template").changed.connect(self._template_changed)
        self.form.changed.connect(self._show)
        self._template_changed()
        self.add_buttons(primary_button(_("Xếp vòng trực"), self._lay, "check", self))

    def _add_fields(self) -> None:
        form, month, today = self.form, self._desk.month, self._desk.today()
        templates = [(one, _(one.words)) for one in cycles.TEMPLATES]
        form.add("template", _("Mẫu vòng trực"), Choice(templates, parent=self))
        help_ = _("Ký hiệu ca từng ngày, ngày nghỉ gõ dấu -. Có thể sửa tùy ý.")
        form.add("codes", _("Vòng ca"), TextField(parent=self), required=True, help=help_)
        form.add("people", _("Xếp cho"), Choice(self._groups(), parent=self))
        posts = [(one.id, f"{post_number(one)} {one.name}") for one in self._desk.board.posts]
        places = [(None, _("Vị trí thường lệ của mỗi người")), *posts]
        form.add("post", _("Vị trí"), Choice(places, parent=self), beside=True)
        form.add("first", _("Từ ngày"), DateField(today, self), required=True)
        form.add("last", _("Đến hết ngày"), DateField(today, self), required=True, beside=True)
        kinds = [(SQUAD, _("Theo tổ")), (GUARD, _("Theo người"))]
        form.add("by", _("Bắt đầu lệch nhau"), Segments(kinds, self))
        step = NumberField(0, cycles.MOST_DAYS, parent=self)
        form.add("step", _("Lệch bao nhiêu ngày"), step, required=True, beside=True)
        form.add("only_empty", "", CheckField(_("Chỉ điền ô trống, giữ ca đã có"), self))
        form.set_values(
            {
                "template": cycles.TEMPLATES[0],
                "people": _CHOSEN if len(self._chosen) > 1 else _EVERYBODY,
                "first": month.first,
                "last": month.last,
                "by": GUARD if len(self._chosen) > 1 else SQUAD,
                "post": None,
            }
        )

    def _groups(self) -> list[tuple[Any, str]]:
        active = [one for one in self._desk.board.guards if one.active]
        found: list[tuple[Any, str]] = []
        if self._chosen:
            words = ngettext(
                "{n} người đang chọn trong lịch", "{n} người đang chọn trong lịch",
                len(self._chosen),
            )  # fmt: skip
            found.append((_CHOSEN, words.format(n=len(self._chosen))))
        found.append((_EVERYBODY, _("Tất cả bảo vệ")))
        squads = sorted({one.squad for one in active if one.squad})
        return [*found, *((one, one) for one in squads)]

    def people(self) -> list[Guard]:
        """Return those over whose days the cycle is laid."""
        wanted = self.form.field("people").value()
        guards = self._desk.board.plan.guards
        if wanted == _CHOSEN:
            return [guards[one] for one in self._chosen]
        active = [one for one in self._desk.board.guards if one.active]
        return [one for one in active if wanted in (_EVERYBODY, one.squad)]

    def offsets(self) -> dict[int, int]:
        """Return by how many days later each begins."""
        people, step = self.people(), self.form.field("step").value() or 0
        if self.form.field("by").value() == GUARD:
            return {one.id: number * step for number, one in enumerate(people)}
        squads = sorted({one.squad for one in people})
        return {one.id: squads.index(one.squad) * step for one in people}

    @Slot()
    def _template_changed(self) -> None:
        template = self.form.field("template").value()
        self.form.set_values({"codes": template.codes, "step": template.step})
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show how the first people would begin."""
        try:
            cycle = self._cycle()
        except UserError as error:
            self._shown.setText(error.words())
            return
        codes = {one.id: one.code for one in self._desk.board.plan.shifts.values()}
        offsets, lines = self.offsets(), []
        for one in self.people()[:_SHOWN]:
            days = [cycle[(n - offsets[one.id]) % len(cycle)] for n in range(_SHOWN_DAYS)]
            told = " ".join(codes[day] if day else "–" for day in days)
            lines.append(f"{one.name}: {told} …")
        self._shown.setText("\n".join(lines))

    def _cycle(self) -> tuple[int | None, ...]:
        shifts = list(self._desk.board.plan.shifts.values())
        return cycles.parse(self.form.field("codes").value(), shifts)

    @Slot()
    def _lay(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        span = values["first"], values["last"]
        try:
            made = cycles.lay(
                self._desk.board,
                self._cycle(),
                self.offsets(),
                span,
                values["post"],
                only_empty=values["only_empty"],
            )
        except UserError as error:
            self.show_error(error.words())
            return
        if not made.act:
            words = _("Không có ô nào để xếp trong các ngày này.")
            self.show_error(f"{words} {made.words()}".strip())
            return
        self._desk.spread(made)
        self.take()
