"""What is out from the post, who has it, and what was lost: given out and taken back here."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import Right, Session, may
from guardapp.base.clock import DAY, local_date
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import Card, EmptyState, button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text, time_text
from guardapp.handover import actions_registers as actions
from guardapp.handover import gather_registers as gather
from guardapp.handover import rules_registers as rules
from guardapp.handover import store
from guardapp.handover import store_registers as registers
from guardapp.handover.model import CONDITION_WORDS, Condition
from guardapp.handover.model_registers import Issue, Order
from guardapp.handover.page_registers_dialogs import BackDialog, GiveDialog
from guardapp.people import store as people

LOOK_BACK_MS: Final = 30 * DAY


class ThingsOut(QWidget):
    """The list of what is out or lost; the last 30 days in its place where asked for."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._guards: dict[int, str] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        self.span = Segments([(False, _("Đang ở ngoài")), (True, _("30 ngày qua"))], self)
        self.span.set_value(False)
        self.span.changed.connect(self.reload)
        self._search = SearchField(parent=self)
        self._search.searched.connect(self._searched)
        lines.addLayout(row(self.span, None, self._search))
        card = Card(parent=self).flush()
        empty = EmptyState(
            "key-round",
            _("Không có gì đang ở ngoài"),
            _("Bấm «Giao đồ» (F2) khi đưa công cụ hỗ trợ, chìa khóa, bộ đàm, đèn pin cho ai."),
        )
        self.table = Table[Issue](self._columns(), empty, card, key=lambda one: one.id)
        card.body.addWidget(self.table)
        lines.addWidget(card, 1)
        self.back = button(_("Nhận lại"), self.ask_back, "undo-2", self)
        self.report = button(_("Đã báo mất, hỏng"), self._ask_report, "check", self)
        lines.addLayout(row(self.back, self.report, None))
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)

    @Slot()
    def reload(self) -> None:
        """Show what is out, what was lost before that."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        self._guards = people.guard_names(conn)
        if self.span.value():
            found = registers.issues(conn, now - LOOK_BACK_MS, now + 1)[::-1]
        else:
            found = [*registers.losses(conn), *registers.issues_out(conn)]
        sought = self._search.folded()
        self.table.show_rows(
            [one for one in found if sought in fold(f"{one.title} {one.code} {self._holder(one)}")]
        )
        if self.table.selected() is None and self.table.rows():
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    def show_subject(self, subject: int) -> None:
        """Select one thing given out."""
        if not self.table.select(lambda one: one.id == subject):
            self.span.set_value(True)
            self.table.select(lambda one: one.id == subject)

    def _session(self) -> Session:
        taken = store.has_taken_over(self.shell.journal.tables, self.shell.session)
        return replace(self.shell.session, took_over=taken)

    @Slot()
    def ask_give(self) -> None:
        """Ask what is given to whom."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        offered = [(one, registers.left(conn, one)) for one in store.things(conn)]
        watch = store.current_watch(conn)
        due = watch.planned_end if watch else None
        self.shell.ask.show(
            GiveDialog(
                [(one, left) for one, left in offered if left > 0],
                people.guards(conn),
                local_date(now),
                due if due is not None and due > now else None,
                self._give,
                self,
            )
        )

    def _give(self, order: Order) -> None:
        actions.give_out(self.shell.journal, self._session(), order)
        self.shell.ask.done(_("Đã giao. Đồ này nằm trong danh sách đến khi nhận lại."))

    @Slot()
    def ask_back(self) -> None:
        """Ask how the chosen thing came back."""
        issue = self.table.selected()
        if issue is not None and issue.out and may(self.shell.session, Right.LOG):
            then = partial(self._take_back, issue.id)
            self.shell.ask.show(BackDialog(issue, self._holder(issue), then, self))

    def _take_back(self, issue: int, condition: Condition, note: str, seal: str) -> None:
        actions.take_back(self.shell.journal, self._session(), issue, condition, note, seal)
        self.shell.ask.done(_("Đã nhận lại."))

    @Slot()
    def _ask_report(self) -> None:
        issue = self.table.selected()
        if issue is not None and issue.unreported:
            self.shell.ask.text(
                rules.duty_words(issue),
                _("Đã báo ai, lúc nào, số văn bản"),
                partial(actions.report_loss, self.shell.journal, self.shell.session, issue.id),
            )

    @Slot(object)
    def _opened(self, issue: Issue) -> None:
        if issue.out:
            self.ask_back()
        elif may(self.shell.session, Right.HAND_OVER):
            self._ask_report()

    @Slot(object)
    def _chosen(self, issue: Issue | None) -> None:
        session = self.shell.session
        self.back.setVisible(may(session, Right.LOG))
        self.back.setEnabled(issue is not None and issue.out)
        waits = issue is not None and issue.unreported
        self.report.setVisible(waits and may(session, Right.HAND_OVER))

    @Slot(str)
    def _searched(self, folded: str) -> None:
        self.reload()

    def _columns(self) -> list[Column[Issue]]:
        return [
            Column[Issue](_("Đồ"), lambda one: one.title, strong=True, stretch=True),
            Column[Issue](_("Người giữ"), self._holder),
            Column[Issue](_("Giao lúc"), self._given_at),
            Column[Issue](_("Hẹn trả"), self._due_at),
            Column[Issue](_("Tình trạng"), self._state, tone=self._tone, badge=True),
        ]

    def _given_at(self, issue: Issue) -> str:
        return self._when(issue.at)

    def _due_at(self, issue: Issue) -> str:
        return self._when(issue.due)

    def _when(self, ms: int | None) -> str:
        """Return a time of day, with its date where that is not today."""
        if ms is None:
            return ""
        today = local_date(self.shell.journal.clock.now_ms())
        return time_text(ms) if local_date(ms) == today else datetime_text(ms)

    def _holder(self, issue: Issue) -> str:
        return gather.holder(issue, self._guards)

    def _state(self, issue: Issue) -> str:
        if issue.unreported:
            return _("Phải báo mất, hỏng")
        if issue.back is not None:
            return _("Đã trả · {condition}").format(
                condition=_(CONDITION_WORDS[issue.back.condition])
            )
        now = self.shell.journal.clock.now_ms()
        return _("Quá hẹn") if rules.overdue(issue, now) else _("Đang ở ngoài")

    def _tone(self, issue: Issue) -> Tone | None:
        if issue.unreported or rules.overdue(issue, self.shell.journal.clock.now_ms()):
            return Tone.DANGER
        return Tone.INFO if issue.out else Tone.SUCCESS
