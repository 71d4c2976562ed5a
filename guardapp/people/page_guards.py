"""The guards: a list to search, and the details of one with the verbs about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from guardapp.base import access
from guardapp.base.access import Right, Role, may
from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.fields import CheckField
from guardapp.base.ui.parts import Card, EmptyState, primary_button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, ngettext
from guardapp.people import actions, store
from guardapp.people.expiry import Expiry, Paper, guarding
from guardapp.people.model import Certificate, Guard, GuardDetails, Leave
from guardapp.people.page_dialogs import CertificateDialog, GuardDialog, LeaveDialog
from guardapp.people.page_guard import TONES, GuardFacts, GuardPanel
from guardapp.people.page_leaving import Leaving, LeavingDialog
from guardapp.people.page_limits import LimitVerbs, limits

PAST_DAYS: Final = 60
AHEAD_DAYS: Final = 400


@dataclass(frozen=True)
class GuardRow:
    """A guard in the list, with the state of the certificate of guarding and of leave today."""

    guard: Guard
    paper: Paper
    away: bool


class GuardsView(QWidget):
    """The chief keeps guards, their papers, leave and accounts here; others look people up."""

    def __init__(self, shell: Shell, parent: QWidget, leaving: Leaving) -> None:
        super().__init__(parent)
        self.shell = shell
        self._leaving = leaving
        self._manages = may(shell.session, Right.MANAGE_PEOPLE)
        self.search = SearchField(_("Tìm tên hoặc mã"), self)
        self.search.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.search.searched.connect(self._searched)
        self.everybody = CheckField(_("Cả người đã nghỉ việc"), self)
        self.everybody.changed.connect(self.reload)
        self.primary = primary_button(_("Thêm bảo vệ"), self.add, "user-plus", self)
        reads_all = self._manages or shell.session.role is Role.INSPECTOR
        self.panel = GuardPanel(manages=self._manages, reads_all=reads_all, parent=self)
        self.table: Table[GuardRow] = Table(
            _columns(),
            EmptyState(
                "users",
                _("Chưa có bảo vệ nào"),
                _("Thêm từng người, hoặc đưa danh sách vào từ tệp Excel."),
            ),
            self,
            key=lambda one: one.guard.id,
        )
        self._build()
        self._connect()

    def summary(self) -> str:
        """Return how many guards there are."""
        count = len(store.guards(self.shell.journal.tables))
        return ngettext("{n} người đang làm việc", "{n} người đang làm việc", count).format(n=count)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(look.sizes().s)
        listed = Card(parent=self).flush()
        listed.body.addWidget(self.table)
        details = Card(parent=self).flush()
        details.body.addWidget(self.panel)
        details.setMinimumWidth(self.fontMetrics().averageCharWidth() * 42)
        split.addWidget(listed)
        split.addWidget(details)
        split.setStretchFactor(0, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        lines.addLayout(row(self.search, self.everybody, None))
        lines.addWidget(split, 1)

    def _connect(self) -> None:
        panel = self.panel
        self._limits = LimitVerbs(self.shell, panel)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        panel.edit_pressed.connect(self._edit)
        panel.leave_force_pressed.connect(self._ask_leave_force)
        panel.certificate_pressed.connect(self._add_certificate)
        panel.leave_pressed.connect(self._add_leave)
        panel.account_pressed.connect(self._ask_pin)
        panel.certificate_withdrawn.connect(self._withdraw_certificate)
        panel.leave_withdrawn.connect(self._withdraw_leave)

    def today(self) -> date:
        """Return the local date now."""
        return local_date(self.shell.journal.clock.now_ms())

    @Slot()
    def reload(self) -> None:
        """Read the guards anew."""
        tables, today = self.shell.journal.tables, self.today()
        papers: dict[int, list[Certificate]] = {}
        for one in store.certificates(tables):
            papers.setdefault(one.guard, []).append(one)
        away = {one.guard for one in store.leaves(tables, today, today)}
        found = store.guards(tables, search=self.search.folded(), everybody=self.everybody.value())
        self.table.show_rows(
            [
                GuardRow(one, guarding(papers.get(one.id, ()), today), one.id in away)
                for one in found
            ]
        )
        if self.table.selected() is None and found:
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    def select(self, guard: int) -> bool:
        """Show one guard by identity; False if there is none."""
        return self.table.select(lambda one: one.guard.id == guard)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, chosen: GuardRow | None) -> None:
        if chosen is None:
            self.panel.show_guard(None)
            return
        tables, today, guard = self.shell.journal.tables, self.today(), chosen.guard
        first, last = today - timedelta(days=PAST_DAYS), today + timedelta(days=AHEAD_DAYS)
        leaves = [one for one in store.leaves(tables, first, last) if one.guard == guard.id]
        self.panel.show_guard(
            GuardFacts(
                guard,
                store.certificates(tables, guard.id),
                leaves if self._sees_leave() else _today(leaves, today),
                access.account_of(tables, guard.id) is not None,
                today,
                limits(tables, guard.id) if self._manages else None,
            )
        )

    def _sees_leave(self) -> bool:
        return self._manages or self.shell.session.role is not Role.GUARD

    @Slot(object)
    def _opened(self, chosen: GuardRow) -> None:
        if self._manages and chosen.guard.active:
            self._edit()

    @property
    def _guard(self) -> Guard:
        assert self.panel.facts is not None
        return self.panel.facts.guard

    @Slot()
    def add(self) -> None:
        """Ask for a new guard."""
        self.shell.ask.show(GuardDialog(None, self.today(), self._added, self.shell, self))

    def _added(self, details: GuardDetails) -> None:
        guard = actions.add_guard(self.shell.journal, self.shell.session, details)
        self.search.clear()
        self.reload()
        self.select(guard)

    @Slot()
    def _edit(self) -> None:
        dialog = GuardDialog(self._guard, self.today(), self._edited, self.shell, self)
        self.shell.ask.show(dialog)

    def _edited(self, details: GuardDetails) -> None:
        actions.change_guard(self.shell.journal, self.shell.session, self._guard.id, details)

    @Slot()
    def _ask_leave_force(self) -> None:
        dialog = LeavingDialog(
            self._guard, self.today(), self._shifts_left, self._leave_force, self
        )
        self.shell.ask.show(dialog)

    def _shifts_left(self, last_day: date) -> list[str]:
        return self._leaving.shifts(self.shell.journal, self._guard.id, last_day)

    def _leave_force(self, last_day: date) -> None:
        journal, session = self.shell.journal, self.shell.session
        freed = self._leaving.let_go(journal, session, self._guard.id, last_day)
        if freed:
            words = _("Đã cho nghỉ việc, {n} ca trống chờ xếp người khác.").format(n=freed)
            self.shell.ask.done(words)

    @Slot()
    def _add_certificate(self) -> None:
        dialog = CertificateDialog(self.today(), self._certificate_added, self.shell, self)
        self.shell.ask.show(dialog)

    def _certificate_added(self, values: dict[str, Any]) -> None:
        actions.add_certificate(self.shell.journal, self.shell.session, self._guard.id, **values)

    @Slot()
    def _add_leave(self) -> None:
        self.shell.ask.show(LeaveDialog(self.today(), self._leave_added, self.shell, self))

    def _leave_added(self, values: dict[str, Any]) -> None:
        actions.grant_leave(self.shell.journal, self.shell.session, self._guard.id, **values)

    @Slot(object)
    def _withdraw_certificate(self, certificate: int) -> None:
        actions.withdraw_certificate(self.shell.journal, self.shell.session, certificate)

    @Slot(object)
    def _withdraw_leave(self, leave: int) -> None:
        actions.withdraw_leave(self.shell.journal, self.shell.session, leave)

    @Slot()
    def _ask_pin(self) -> None:
        self.shell.ask.pin(
            _("Mã PIN đầu tiên của {name}").format(name=self._guard.name),
            _("Đặt 6 số, không liên tiếp, không lặp lại. Người này phải đổi ở lần đăng nhập đầu."),
            self._pin_set,
        )

    def _pin_set(self, pin: str) -> None:
        journal, session, guard = self.shell.journal, self.shell.session, self._guard
        account = access.account_of(journal.tables, guard.id)
        if account is None:
            access.create_account(
                journal,
                session,
                guard.code,
                Role.GUARD,
                guard.name,
                pin,
                subject=guard.subject,
                person=guard.id,
            )
        else:
            access.set_secret(journal, session, account, Role.GUARD, pin)
        self.shell.ask.done(_("Đã đặt mã PIN. Hãy báo riêng cho người này."))


def _today(leaves: Sequence[Leave], today: date) -> list[Leave]:
    return [one for one in leaves if one.first <= today <= one.last]


def _columns() -> list[Column[GuardRow]]:
    return [
        Column(
            _("Họ và tên"),
            lambda one: one.guard.name,
            tip=lambda one: one.guard.name,
            sort=lambda one: one.guard.sort_key,
            stretch=True,
            strong=True,
        ),
        Column(_("Mã"), lambda one: one.guard.code),
        Column(_("Tổ"), _squad),
        Column(
            _("Chứng chỉ"),
            lambda one: one.paper.short(),
            tone=lambda one: TONES[one.paper.state],
            badge=True,
            sort=_by_expiry,
            tip=lambda one: one.paper.words(),
        ),
    ]


def _by_expiry(one: GuardRow) -> tuple[bool, int]:
    return one.paper.state is not Expiry.NONE, one.paper.days


def _squad(one: GuardRow) -> str:
    parts = (one.guard.squad, _("hôm nay nghỉ") if one.away else "")
    return " · ".join(filter(None, parts))
