"""Who is inside: let in by one line, let out by the card or one press."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import Right, Session, may
from guardapp.base.clock import DAY, local_date
from guardapp.base.errors import Invalid, UserError
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.ui.parts import Card, EmptyState, button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text, ngettext, time_text
from guardapp.handover import actions_visitors as actions
from guardapp.handover import gather_visitors as gather
from guardapp.handover import rules_visitors as rules
from guardapp.handover import store
from guardapp.handover import store_visitors as visits
from guardapp.handover.model_visitors import Arrival, Visit
from guardapp.handover.page_registers_gate import ArrivalLine, GoodsOutDialog

LOOK_BACK_MS: Final = 30 * DAY


class VisitsView(QWidget):
    """The gate: one line for who comes, and the list of who is inside."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._closing = 0
        writes = may(shell.session, Right.LOG)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        entry = Card(parent=self)
        self.entry = ArrivalLine(shell.local, shell.session.account, entry)
        self.entry.written.connect(self._let_in)
        entry.body.addWidget(self.entry)
        entry.setVisible(writes)
        lines.addWidget(entry)
        self.span = Segments([(False, _("Đang ở trong")), (True, _("30 ngày qua"))], self)
        self.span.set_value(False)
        self.span.changed.connect(self.reload)
        self.card = TextField(_("Thẻ trả lại, rồi Enter"), self)
        self.card.setAccessibleName(_("Thẻ trả lại"))
        self.card.returnPressed.connect(self._let_out_by_card)
        self.card.setVisible(writes)
        self._search = SearchField(parent=self)
        self._search.searched.connect(self._searched)
        lines.addLayout(row(self.span, None, self.card, self._search))
        lines.addWidget(self._list(), 1)
        self.out = button(_("Cho ra"), self.let_out, "log-out", self)
        self.goods_out = button(_("Ra có mang hàng"), self._ask_goods, "package", self)
        self.erase = button(_("Xóa khách quá hạn lưu"), self._ask_erase, "trash-2", self)
        for one in (self.out, self.goods_out):
            one.setVisible(writes)
        self.erase.setVisible(may(shell.session, Right.MANAGE_PEOPLE))
        lines.addLayout(row(self.out, self.goods_out, None, self.erase))

    def _list(self) -> Card:
        card = Card(parent=self).flush()
        empty = EmptyState(
            "users",
            _("Không có khách nào ở trong"),
            _("Ghi họ tên, người cần gặp, số thẻ rồi Enter khi khách, xe, hàng vào."),
        )
        self.table = Table[Visit](self._columns(), empty, card, key=lambda one: one.id)
        card.body.addWidget(self.table)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        return card

    @Slot()
    def reload(self) -> None:
        """Show who is inside, the longest inside first."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        self._closing = gather.closing(conn, now)
        if self.span.value():
            found = visits.visits(conn, now - LOOK_BACK_MS, now + 1)[::-1]
        else:
            found = visits.inside(conn)
        sought = self._search.folded()
        self.table.show_rows(
            [one for one in found if sought in fold(f"{one.title} {one.arrival.card}")]
        )
        self._chosen(self.table.selected())

    def show_subject(self, subject: int) -> None:
        """Select one visit."""
        self.table.select(lambda one: one.id == subject)

    def _session(self) -> Session:
        taken = store.has_taken_over(self.shell.journal.tables, self.shell.session)
        return replace(self.shell.session, took_over=taken)

    @Slot(object)
    def _let_in(self, arrival: Arrival) -> None:
        try:
            actions.let_in(self.shell.journal, self._session(), arrival)
        except Invalid as problem:
            self.entry.show_invalid(problem)
            return
        self.entry.done()

    @Slot()
    def _let_out_by_card(self) -> None:
        try:
            gone = actions.let_out_by_card(self.shell.journal, self._session(), self.card.value())
        except UserError as error:
            self.shell.ask.error(error)
            return
        self.card.clear()
        self.shell.ask.done(_("{name} đã ra.").format(name=gone.title))

    @Slot()
    def let_out(self) -> None:
        """Let the chosen visitor go."""
        visit = self.table.selected()
        if visit is not None and visit.inside and may(self.shell.session, Right.LOG):
            actions.let_out(self.shell.journal, self._session(), visit.id)
            self.shell.ask.done(_("{name} đã ra.").format(name=visit.title))

    @Slot()
    def _ask_goods(self) -> None:
        visit = self.table.selected()
        if visit is not None and visit.inside:
            then = partial(actions.let_out, self.shell.journal, self._session(), visit.id)
            self.shell.ask.show(GoodsOutDialog(visit.title, then, self))

    @Slot()
    def _ask_erase(self) -> None:
        self.shell.ask.confirm(
            _("Xóa tên khách quá hạn lưu?"),
            _(
                "Họ tên, giấy tờ, biển số, người cần gặp của khách cũ bị xóa vĩnh viễn, "
                "không ai đọc lại được. Giờ vào, giờ ra, số thẻ vẫn còn."
            ),
            _("Xóa vĩnh viễn"),
            self._erase,
            danger=True,
        )

    def _erase(self) -> None:
        count = actions.erase_visitors(self.shell.journal, self.shell.session)
        words = ngettext("Đã xóa {n} lượt khách.", "{n} visits erased.", count)
        self.shell.ask.done(words.format(n=count))

    @Slot(object)
    def _opened(self, visit: Visit) -> None:
        self.let_out()

    @Slot(object)
    def _chosen(self, visit: Visit | None) -> None:
        for one in (self.out, self.goods_out):
            one.setEnabled(visit is not None and visit.inside)

    @Slot(str)
    def _searched(self, folded: str) -> None:
        self.reload()

    def _columns(self) -> list[Column[Visit]]:
        return [
            Column[Visit](_("Khách, xe"), lambda one: one.title, strong=True, stretch=True),
            Column[Visit](_("Thẻ"), lambda one: one.arrival.card),
            Column[Visit](_("Gặp ai"), lambda one: one.arrival.host),
            Column[Visit](_("Giờ vào"), self._came),
            Column[Visit](_("Tình trạng"), self._state, tone=self._tone, badge=True),
        ]

    def _came(self, visit: Visit) -> str:
        return self._when(visit.at)

    def _when(self, ms: int) -> str:
        today = local_date(self.shell.journal.clock.now_ms())
        return time_text(ms) if local_date(ms) == today else datetime_text(ms)

    def _late(self, visit: Visit) -> bool:
        return rules.overdue(visit, self._closing, self.shell.journal.clock.now_ms())

    def _state(self, visit: Visit) -> str:
        if visit.left is not None:
            return _("Ra {time}").format(time=self._when(visit.left.at))
        return _("Quá giờ chưa ra") if self._late(visit) else _("Đang ở trong")

    def _tone(self, visit: Visit) -> Tone | None:
        if self._late(visit):
            return Tone.DANGER
        return Tone.INFO if visit.inside else Tone.SUCCESS
