"""The dialog of a month's history: who made and dropped which shift, when and why."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base import access
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField
from guardapp.base.ui.parts import EmptyState, button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, datetime_text
from guardapp.roster import store_history
from guardapp.roster.model import month_text
from guardapp.roster.page_desk import Desk
from guardapp.roster.rules_findings import short_date
from guardapp.roster.store_history import Deed, Step

_DEEDS = {
    Deed.MADE: (N_("Xếp vào"), Tone.SUCCESS),
    Deed.DROPPED: (N_("Bỏ ra"), Tone.DANGER),
    Deed.RESTORED: (N_("Đặt lại"), Tone.INFO),
}
_ROWS = 12


class HistoryDialog(Dialog):
    """Lists the steps after publishing, the latest first, of one guard or all; drafts on wish."""

    def __init__(
        self, shell: Shell, desk: Desk, guard: int | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Lịch sử thay đổi tháng {month}").format(month=month_text(desk.month))
        super().__init__(title, _opening(shell, desk), None, parent, icon="history", width=124)
        self._shell, self._month, self._plan = shell, desk.month, desk.board.plan
        self._numbers = {
            one.id: one.number for one in (desk.publication.changes if desk.publication else ())
        }
        people = [(one.id, one.name) for one in desk.board.guards]
        self.guard = Choice([(None, _("Tất cả bảo vệ")), *people], parent=self)
        self.guard.set_value(guard)
        self.drafts = CheckField(_("Cả lúc còn là nháp"), self)
        self.drafts.set_value(desk.publication is None)
        self.body.addLayout(row(self.guard, self.drafts, None))
        self.table = self._table()
        self.body.addWidget(self.table, 1)
        self.guard.changed.connect(self._show)
        self.drafts.changed.connect(self._show)
        self._show()
        self.add_buttons(button(_("Đóng"), self.reject, parent=self), cancel=None)

    def _table(self) -> Table[Step]:
        columns = (
            Column[Step](
                _("Thời điểm"), lambda one: datetime_text(one.at), sort=lambda one: one.at, width=18
            ),
            Column[Step](_("Người sửa"), self._by, width=18),
            Column[Step](_("Việc"), lambda one: _(_DEEDS[one.deed][0]), tone=_tone, badge=True),
            Column[Step](_("Bảo vệ"), self._who, stretch=True, strong=True),
            Column[Step](_("Ca"), self._what, stretch=True),
            Column[Step](_("Lần, lý do"), self._why, stretch=True),
        )
        empty = EmptyState(
            "history",
            _("Chưa có thay đổi nào"),
            _("Mỗi sửa đổi sau khi công bố được ghi ở đây, kèm người sửa và lý do."),
        )
        table = Table[Step](columns, empty, self)
        table.setMinimumHeight(look.sizes().row * _ROWS)
        return table

    @Slot()
    def _show(self) -> None:
        self.table.show_rows(
            store_history.steps(
                self._shell.journal.tables,
                self._month,
                published=not self.drafts.value(),
                guard=self.guard.value(),
            )
        )

    def _by(self, one: Step) -> str:
        name = access.account_name(self._shell.journal.tables, one.by)
        return name or _("Máy tự ghi")

    def _who(self, one: Step) -> str:
        guard = self._plan.guards.get(one.guard)
        return guard.name if guard else "?"

    def _what(self, one: Step) -> str:
        kind, post = self._plan.shifts.get(one.shift), self._plan.posts.get(one.post)
        return f"{kind.code if kind else '?'} {short_date(one.day)} · {post.name if post else '?'}"

    def _why(self, one: Step) -> str:
        if one.change is None:
            return ""
        number = self._numbers.get(one.change)
        return f"{number} · {one.reason}" if number else one.reason


def _at(one: Step) -> str:
    return datetime_text(one.at)


def _tone(one: Step) -> Tone:
    return _DEEDS[one.deed][1]


def _opening(shell: Shell, desk: Desk) -> str:
    it = desk.publication
    if it is None:
        return _("Lịch tháng này chưa công bố.")
    name = access.account_name(shell.journal.tables, it.by)
    words = _("{name} công bố lúc {time}, đã thay đổi {n} lần.").format(
        name=name, time=datetime_text(it.at), n=len(it.changes)
    )
    reason = _("Lý do chấp nhận {n} cảnh báo: {reason}").format(n=it.warnings, reason=it.reason)
    return f"{words}\n{reason}" if it.reason else words
