"""One defect: what was found, who mends it until when, its steps, and the next one."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from guardapp.base.access import STANDING_WORDS, Right, Standing, account_name, may
from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import (
    Badge,
    Banner,
    Card,
    EmptyState,
    button,
    clear,
    ghost_button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, datetime_text
from guardapp.fire import actions, store
from guardapp.fire.defect import STATE_WORDS, STEP_WORDS, Defect, Fault, State
from guardapp.fire.gather import guard_options, owner_words
from guardapp.fire.page_answer import OwnerField
from guardapp.fire.page_buttons import Wrapping

STATE_TONES: Final = {
    State.OPEN: Tone.WARNING,
    State.FIXED: Tone.INFO,
    State.CLOSED: Tone.SUCCESS,
    State.WITHDRAWN: Tone.NEUTRAL,
}


class PlanDialog(Dialog):
    """Asks for the temporary measure, the owner and the due date of a defect."""

    def __init__(self, shell: Shell, defect: Defect, then: Then) -> None:
        super().__init__(_("Giao việc khắc phục"), defect.shown_title, then)
        today = local_date(shell.journal.clock.now_ms())
        self.form = Form(parent=self)
        self.form.add("temporary", _("Biện pháp tạm thời"), TextField())
        owners = OwnerField(guard_options(shell.journal.tables))
        self.form.add("owner", _("Giao cho"), owners)
        self.form.add("due", _("Hạn khắc phục"), DateField(today), required=True)
        self.form.set_values(
            {"temporary": defect.temporary, "owner": defect.owner, "due": defect.due}
        )
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._taken, "check", self))

    @Slot()
    def _taken(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(Fault(values["temporary"], values["owner"], values["due"]))


class DefectCard(Card):
    """The chosen defect and the verbs that fit how far it is."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._shell = shell
        self.defect: Defect | None = None
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        inside.setProperty("part", "clear")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, look.sizes().s, 0)
        self._lines.setSpacing(look.sizes().m)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(look.sizes().s)
        self.body.addLayout(self._foot)

    def show_defect(self, defect: Defect | None, overdue: bool) -> None:
        """Show a defect, or what to do to see one."""
        clear(self._lines)
        clear(self._foot)
        self.defect = defect
        if defect is None:
            hint = _("Chọn một tồn tại để xem và xử lý.")
            self._lines.addWidget(EmptyState("wrench", _("Chưa chọn tồn tại"), hint, parent=self))
            return
        self._lines.addWidget(label(defect.shown_title, "heading", wrap=True, parent=self))
        self._badges(defect, overdue)
        self._lines.addWidget(label(defect.note, "strong", wrap=True, parent=self))
        self._facts(defect)
        self._verbs(defect)
        self._steps(defect)
        self._lines.addStretch(1)

    def _badges(self, defect: Defect, overdue: bool) -> None:
        badges: list[QWidget | None] = []
        if defect.critical:
            badges.append(Badge(_("Nghiêm trọng"), Tone.DANGER, self))
        if overdue:
            badges.append(Badge(_("Quá hạn"), Tone.DANGER, self))
        tone = STATE_TONES[defect.state]
        badges.append(Badge(_(STATE_WORDS[defect.state]), tone, self))
        if defect.times > 1:
            again = _("Gặp {times} lần").format(times=defect.times)
            badges.append(Badge(again, Tone.WARNING, self))
        self._lines.addLayout(row(*badges, None))

    def _facts(self, defect: Defect) -> None:
        tables = self._shell.journal.tables
        found = f"{datetime_text(defect.opened_at)} · {account_name(tables, defect.account)}"
        if defect.standing is not Standing.ON_DUTY:
            found += f" · {_(STANDING_WORDS[defect.standing])}"
        facts = (
            (_("Nơi đặt"), defect.place),
            (_("Phát hiện lúc"), found),
            (_("Biện pháp tạm thời"), defect.temporary or _("Chưa có")),
            (_("Giao cho"), owner_words(tables, defect.owner) or _("Chưa giao cho ai")),
            (_("Hạn khắc phục"), date_text(defect.due)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.sizes().m)
        grid.setVerticalSpacing(look.sizes().s)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, words) in enumerate(facts):
            grid.addWidget(label(name, "muted", parent=self), number, 0, top)
            grid.addWidget(label(words, wrap=True, parent=self), number, 1, top)
        self._lines.addLayout(grid)

    def _verbs(self, defect: Defect) -> None:
        session = self._shell.session
        if not defect.is_open or not may(session, Right.CHECK_FIRE):
            return
        buttons: list[QWidget] = []
        if defect.state is State.OPEN:
            words = _("Báo đã khắc phục")
            buttons.append(primary_button(words, self._report_fixed, "wrench", self))
            buttons.append(ghost_button(_("Giao lại"), self._plan, "user-cog", self))
        elif defect.state_by == session.account:
            words = _("Bạn đã báo khắc phục; cần người khác kiểm tra lại rồi đóng.")
            self._foot.addWidget(Banner(Tone.INFO, words, parent=self))
        elif may(session, Right.MANAGE_FIRE):
            buttons.append(primary_button(_("Đạt, đóng lại"), self._close, "check", self))
            buttons.append(button(_("Chưa đạt, trả lại"), self._send_back, "undo-2", self))
        else:
            words = _("Chờ trưởng ca hoặc đội trưởng kiểm tra lại và đóng.")
            self._foot.addWidget(Banner(Tone.INFO, words, parent=self))
        if buttons:
            self._foot.addWidget(Wrapping(buttons, self))

    def _steps(self, defect: Defect) -> None:
        tables = self._shell.journal.tables
        steps = store.steps(tables, defect.id)
        if not steps:
            return
        self._lines.addWidget(label(_("Các bước xử lý"), "overline", parent=self))
        for step in steps:
            name = account_name(tables, step.account)
            head = " · ".join(
                filter(None, (_(STEP_WORDS[step.step]), datetime_text(step.at), name))
            )
            self._lines.addWidget(label(head, "small", wrap=True, parent=self))
            if step.note:
                self._lines.addWidget(label(step.note, wrap=True, parent=self))

    @Slot()
    def _plan(self) -> None:
        if self.defect is not None:
            then = partial(self._planned, self.defect.id)
            self._shell.ask.show(PlanDialog(self._shell, self.defect, then))

    def _planned(self, defect: int, fault: Fault) -> None:
        actions.plan_defect(self._shell.journal, self._shell.session, defect, fault)
        self._shell.ask.done(_("Đã giao lại việc khắc phục."))

    @Slot()
    def _report_fixed(self) -> None:
        if self.defect is not None:
            self._shell.ask.text(
                _("Báo đã khắc phục"),
                _("Đã làm gì để khắc phục"),
                partial(self._fixed, self.defect.id),
            )

    def _fixed(self, defect: int, note: str) -> None:
        actions.report_fixed(self._shell.journal, self._shell.session, defect, note)
        self._shell.ask.done(_("Đã báo khắc phục. Chờ người khác kiểm tra lại."))

    @Slot()
    def _close(self) -> None:
        if self.defect is not None:
            self._shell.ask.confirm(
                _("Đóng tồn tại?"),
                _("Bạn xác nhận đã kiểm tra lại tại chỗ và đạt: {title}.").format(
                    title=self.defect.shown_title
                ),
                _("Đã kiểm tra, đóng"),
                partial(self._closed, self.defect.id),
            )

    def _closed(self, defect: int) -> None:
        actions.close_defect(self._shell.journal, self._shell.session, defect)
        self._shell.ask.done(_("Đã đóng tồn tại."))

    @Slot()
    def _send_back(self) -> None:
        if self.defect is not None:
            self._shell.ask.reason(
                _("Trả lại để khắc phục tiếp"),
                _("Ghi chỗ chưa đạt."),
                partial(self._sent_back, self.defect.id),
            )

    def _sent_back(self, defect: int, note: str) -> None:
        actions.send_back(self._shell.journal, self._shell.session, defect, note)
        self._shell.ask.done(_("Đã trả lại để khắc phục tiếp."))
