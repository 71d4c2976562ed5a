"""What the posts need: guards by shift type and weekday, special days, and what it comes to."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from guardapp.base import settings
from guardapp.base.clock import local_date
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import Card, button, label, primary_button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.ticks import Ticks
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.people.model import Regime
from guardapp.roster import actions_demand, rules_need, store, store_demand
from guardapp.roster.demand_draft import DemandDraft
from guardapp.roster.model import post_number
from guardapp.roster.model_demand import HOLIDAY
from guardapp.roster.page_demand_days import SpecialDaysView
from guardapp.roster.page_demand_table import NeedRow, NeedTable
from guardapp.roster.rules_need import Norms

WEEK, DAYS = "week", "days"


class CopyDialog(Dialog):
    """To which posts a post's numbers are copied; `then(posts)`."""

    def __init__(
        self, name: str, options: list[tuple[int, str]], then: object, parent: QWidget
    ) -> None:
        text = _("Các vị trí được chọn nhận cùng số người theo ca và ngày.")
        super().__init__(_("Chép số của {post} sang").format(post=name), text, then, parent)  # type: ignore[arg-type]
        self.posts = Ticks(options, parent=self)
        self.body.addWidget(self.posts, 1)
        self._yes = primary_button(_("Chép"), self._take, "copy", self)
        self._yes.setEnabled(False)
        self.posts.changed.connect(self._ticked)
        self.add_buttons(self._yes)

    @Slot()
    def _ticked(self) -> None:
        self._yes.setEnabled(bool(self.posts.value()))

    @Slot()
    def _take(self) -> None:
        self.take(self.posts.value())


class DemandDialog(Dialog):
    """The chief sets here how many guards each post needs."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(_("Nhu cầu trực"), "", None, parent, width=114)
        self._shell = shell
        conn = shell.journal.tables
        self._draft = DemandDraft(
            people.posts(conn), store.shift_types(conn), store_demand.demands(conn)
        )
        self._given_up = False
        self.tabs = Segments([(WEEK, _("Theo tuần")), (DAYS, _("Ngày đặc biệt"))], self)
        self.tabs.set_value(WEEK)
        self.tabs.changed.connect(self._switch)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._week())
        self.days = SpecialDaysView(shell, self)
        self._stack.addWidget(self.days)
        self.body.addLayout(row(self.tabs, None))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._summary())
        self.save = primary_button(_("Lưu"), self._save, "check", self)
        self.add_buttons(self.save, cancel=_("Đóng"))
        self._show_rows()

    def _week(self) -> QWidget:
        week = QWidget(self)
        lines = QVBoxLayout(week)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        self.search = SearchField(_("Tìm vị trí"), week)
        self.search.searched.connect(self._searched)
        self._add_button = button(_("Thêm loại ca"), self._ask_shift, "plus", week)
        self._copy_button = button(_("Chép sang vị trí khác"), self._ask_copy, "copy", week)
        self._reset_button = button(_("Về mặc định"), self._reset, "undo-2", week)
        tools = (self._add_button, self._copy_button, self._reset_button)
        lines.addLayout(row(self.search, None, *tools))
        self.table = NeedTable(week)
        self.table.numbers_changed.connect(self._edited)
        self.table.selectionModel().currentChanged.connect(self._moved)
        lines.addWidget(self.table, 1)
        hint = _("Chọn ô rồi gõ số, 0 là không cần người. Dấu * là số đặt riêng cho vị trí đó.")
        lines.addWidget(label(hint, "small", wrap=True, parent=week))
        return week

    def _summary(self) -> QWidget:
        card = Card(parent=self)
        self.sum = label("", "strong", wrap=True, parent=card)
        note = _(
            "Tính cho cả năm: đã trừ ngày nghỉ tuần, 12 ngày lễ và 12 ngày phép; "
            "chưa tính ốm đau, huấn luyện, làm thêm giờ."
        )
        card.body.setSpacing(look.sizes().xs)
        card.body.addWidget(self.sum)
        card.body.addWidget(label(note, "small", wrap=True, parent=card))
        return card

    def _show_rows(self) -> None:
        text, draft = self.search.folded(), self._draft
        rows: list[NeedRow] = []
        for post in draft.posts.values():
            if text not in fold(post.name) and text not in post.code:
                continue
            own, lines = draft.is_own(post.id), draft.lines(post.id)
            rows += [
                NeedRow(post, kind, numbers, own, first=number == 0)
                for number, (kind, numbers) in enumerate(lines)
            ] or [NeedRow(post, None, [0] * (HOLIDAY + 1))]
        self.table.show_rows(rows)
        self._show_sum()

    def _show_sum(self) -> None:
        conn, rows = self._shell.journal.tables, self._draft.all_rows()
        guards, norms = people.guards(conn), self._norms()
        told = [
            (
                regime,
                rules_need.need(rows, self._draft.shifts, regime, norms),
                rules_need.strength(guards, regime, norms),
            )
            for regime in Regime
        ]
        self.sum.setText("\n".join(rules_need.sentences(told)))
        self.save.setEnabled(bool(self._draft.changed()))
        self._show_tools()

    def _norms(self) -> Norms:
        now = self._shell.journal.clock.now_ms()
        found = settings.parameters(self._shell.journal.tables, local_date(now))
        hours = [found[code].number * 60 for code in ("norm_day_h", "norm_week_h")]
        rest = [found[code].number for code in ("b24_weekday_comp", "b24_holiday_comp")]
        return Norms(*hours, *rest)

    def _show_tools(self) -> None:
        current = self.table.current_row()
        post = current.post.id if current else None
        self._add_button.setEnabled(post is not None and bool(self._draft.missing(post)))
        self._copy_button.setEnabled(post is not None and len(self._draft.posts) > 1)
        self._reset_button.setEnabled(post is not None and self._draft.is_own(post))

    def _post(self) -> int:
        current = self.table.current_row()
        assert current is not None
        return current.post.id

    @Slot()
    def _switch(self) -> None:
        self._stack.setCurrentIndex(1 if self.tabs.value() == DAYS else 0)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self._show_rows()

    @Slot()
    def _moved(self) -> None:
        self._show_tools()

    @Slot(object)
    def _edited(self, places: list[int]) -> None:
        rows = self.table.needs.rows
        touched = {rows[place].post.id: False for place in places}
        touched = {post: self._draft.is_own(post) for post in touched}
        for one in rows:
            one.own = touched.get(one.post.id, one.own)
        self._show_sum()

    @Slot()
    def _ask_shift(self) -> None:
        options = [
            (one.id, f"{one.code} · {one.name} · {one.hours}")
            for one in self._draft.missing(self._post())
        ]
        self._shell.ask.choose(_("Thêm loại ca cho vị trí"), options, self._add_shift)

    def _add_shift(self, shift: int) -> None:
        self._draft.add(self._post(), shift)
        self._show_rows()

    @Slot()
    def _ask_copy(self) -> None:
        post = self._draft.posts[self._post()]
        others = [
            (one.id, f"{post_number(one)}  {one.name}")
            for one in self._draft.posts.values()
            if one.id != post.id
        ]
        self._shell.ask.show(CopyDialog(post.name, others, self._copy, self))

    def _copy(self, others: list[int]) -> None:
        self._draft.copy(self._post(), others)
        self._show_rows()

    @Slot()
    def _reset(self) -> None:
        self._draft.reset(self._post())
        self._show_rows()

    @Slot()
    def _save(self) -> None:
        journal, session = self._shell.journal, self._shell.session
        changed = self._draft.changed()
        with journal.transaction():
            for post, rows in changed.items():
                actions_demand.set_demand(journal, session, post, rows)
        self._shell.ask.done(_("Đã lưu nhu cầu trực của {n} vị trí.").format(n=len(changed)))
        self.accept()

    def reject(self) -> None:
        """Close; numbers that are not saved only after a question."""
        if self._draft.changed() and not self._given_up:
            self._shell.ask.confirm(
                _("Bỏ các số chưa lưu?"),
                _("Số người vừa sửa chưa được lưu."),
                _("Bỏ"),
                self._give_up,
                danger=True,
            )
            return
        super().reject()

    def _give_up(self) -> None:
        self._given_up = True
        self.reject()
