"""The dialog for a guard who cannot come: who could stand in, and what each would cost."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import Badge, button, ghost_button, label, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, duration_text, range_text, time_text
from guardapp.people.model import LEAVE_WORDS, LeaveKind
from guardapp.roster import actions_calloff, calloff
from guardapp.roster.calloff import WAY_WORDS, CallOff, Cost, Offer, Way
from guardapp.roster.model import Assignment, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.page_desk import Absence, Desk
from guardapp.roster.rules_findings import RULE_WORDS

_ROWS: Final = 7
_CAUSES: Final = (LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.UNAVAILABLE)


class CallOffDialog(Dialog):
    """Shows the offers for a published shift, the best first, and writes a numbered change.

    `replan` asks to plan anew around the shift, carrying it and the absence.
    """

    replan = Signal(object, object)

    def __init__(
        self, shell: Shell, desk: Desk, missing: Assignment, parent: QWidget | None = None
    ) -> None:
        self._plan = desk.board.plan
        title = _("Báo vắng: {guard}").format(guard=self._plan.guards[missing.guard].name)
        super().__init__(title, self._about(missing), None, parent, icon="phone", width=92)
        self._shell, self._missing = shell, missing
        self._found: CallOff = calloff.options(desk.board, missing, shell.journal.clock.now_ms())
        self.form = Form(parent=self)
        causes = [(one, _(LEAVE_WORDS[one])) for one in _CAUSES]
        cause = Choice([*causes, (None, _("Không ghi ngày nghỉ"))], parent=self)
        self.form.add("cause", _("Vì sao vắng"), cause)
        reason = self.form.add(
            "reason", _("Lý do thay đổi lịch"), TextField(parent=self), required=True, beside=True
        )
        self.form.set_values({"cause": LeaveKind.SICK, "reason": _("Vắng đột xuất")})
        self.table = self._table()
        self.body.addLayout(row(self._left(), None))
        self.body.addWidget(self.form)
        self.body.addWidget(label(_("Ai trực thay được"), "heading", parent=self))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(self._others(), "small", wrap=True, parent=self))
        self.add_buttons(
            ghost_button(_("Để trống ca"), self._leave_open, parent=self),
            button(_("Xếp lại quanh chỗ trống…"), self._replan, parent=self),
            primary_button(_("Đổi người trực"), self._take, "check", self),
        )
        reason.selectAll()
        self.table.setFocus()

    def _about(self, missing: Assignment) -> str:
        post, kind = self._plan.posts[missing.post], self._plan.shifts[missing.shift]
        return _("{shift} {hours}, ngày {day}, tại {post}.").format(
            shift=kind.name,
            hours=range_text(missing.start_ms, missing.end_ms),
            day=date_text(missing.duty_date),
            post=post.name,
        )

    def _left(self) -> Badge:
        left = self._found.minutes_left
        if left < 0:
            return Badge(
                _("Ca đã bắt đầu {time} trước").format(time=duration_text(-left)),
                Tone.DANGER,
                self,
            )
        tone = Tone.WARNING if left < 24 * 60 else Tone.INFO
        return Badge(_("Còn {time} đến giờ vào ca").format(time=duration_text(left)), tone, self)

    def _table(self) -> Table[Offer]:
        offers = [*self._found.offers, *self._found.splits]
        phone = Column[Offer](_("Điện thoại"), self._phone)
        columns = (
            Column[Offer](_("Người trực thay"), self._who, stretch=True, strong=True),
            *([phone] if any(map(self._phone, offers)) else ()),
            Column[Offer](_("Cách thay"), self._way, stretch=True),
            Column[Offer](_("Vướng gì"), self._cost, stretch=True, tone=_tone),
            Column[Offer](_("Đã làm trong tháng"), self._done, align="right"),
        )
        table = Table[Offer](columns, parent=self)
        table.show_rows(offers)
        table.setMinimumHeight(look.sizes().row * _ROWS)
        table.opened.connect(self._opened)
        if table.rows():
            table.selectRow(0)
        return table

    def _who(self, offer: Offer) -> str:
        return ", ".join(
            one.guard.name
            if offer.way is not Way.SPLIT
            else f"{one.guard.name} ({time_text(one.start_ms)}–{time_text(one.end_ms)})"
            for one in offer.costs
        )

    def _phone(self, offer: Offer) -> str:
        return ", ".join(one.guard.phone for one in offer.costs if one.guard.phone)

    def _way(self, offer: Offer) -> str:
        return _(WAY_WORDS[offer.way])

    def _cost(self, offer: Offer) -> str:
        return "; ".join(dict.fromkeys(cost_words(one, self._plan) for one in offer.costs))

    def _done(self, offer: Offer) -> str:
        return ", ".join(duration_text(one.minutes) for one in offer.costs)

    def _others(self) -> str:
        return _("{busy} người đang có ca trùng giờ, {n} người không được vì trái luật.").format(
            busy=self._found.busy, n=len(self._found.impossible)
        )

    @Slot(object)
    def _opened(self, offer: Offer) -> None:
        self._take()

    @Slot()
    def _take(self) -> None:
        offer = self.table.selected()
        if offer is None:
            self.show_error(_("Hãy chọn người trực thay, hoặc để trống ca."))
            return
        self._then = self._write
        self.take(calloff.placements(self._missing, offer), self._who(offer))

    @Slot()
    def _leave_open(self) -> None:
        self._then = self._write
        self.take([], "")

    @Slot()
    def _replan(self) -> None:
        if self.form.check():
            it, one = self.form.values(), self._missing
            absence = Absence(one.guard, one.duty_date, it["cause"], it["reason"])
            self.replan.emit(one, absence)
            self.accept()

    def _write(self, placements: Sequence[Placement], who: str) -> None:
        values = self.form.values()
        actions_calloff.call_off(
            self._shell.journal,
            self._shell.session,
            self._missing.id,
            values["cause"],
            placements,
            values["reason"],
        )
        told = _("Đã đổi người trực: {who}.").format(who=who) if who else _("Ca đang để trống.")
        self._shell.ask.done(told)


def cost_words(cost: Cost, plan: Plan) -> str:
    """Return what standing in costs a guard: broken rules, overtime, wish."""
    parts = list(dict.fromkeys(_(RULE_WORDS[one.rule]) for one in cost.broken))
    if cost.overtime > 0:
        parts.append(_("làm thêm {time}").format(time=duration_text(cost.overtime)))
    if cost.wish is not None:
        parts.append(_("muốn trực") if cost.wish.wants else _("xin không trực"))
    return ", ".join(parts) or _("không vướng gì")


def _tone(offer: Offer) -> Tone | None:
    return Tone.WARNING if offer.broken else Tone.SUCCESS
