"""How regular the rounds of some weeks look: what was seen, and the times between visits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.clock import at, local_date
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import EmptyState, label, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import N_, _, pgettext
from guardapp.patrol import gather, rules_rhythm, store
from guardapp.patrol.rules_rhythm import Seen, Sign, Spacing

SEEN: Final = "seen"
POINTS: Final = "points"
GUARDS: Final = "guards"

SIGN_WORDS: Final = {
    Sign.EQUAL_GAPS: N_("{n} trong {of} lượt: giờ qua các điểm cách đều nhau, lệch dưới 10 giây"),
    Sign.SAME_STEPS: N_("{n} trong {of} lượt: đi cùng một nhịp, từng bước giống hệt nhau"),
    Sign.ENTERED_AT_ONCE: N_("{n} trong {of} lượt: cả lượt được nhập trong vòng 3 phút"),
    Sign.SAME_TEXT: N_("{n} trong {of} lượt: ghi cùng một câu «{text}»"),
}


class RhythmDialog(Dialog):
    """Says what looks too regular in the log, and draws no conclusion about anybody."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        text = _(
            "Sổ ghi quá đều có thể là dấu hiệu ghi mà không đi, cũng có thể vì lý do khác. "
            "Chương trình chỉ nói điều nhìn thấy; trưởng ca tự kiểm tra."
        )
        super().__init__(_("Nhịp ghi tuần tra"), text, parent=parent, icon="activity", width=110)
        self._shell = shell
        self._names = gather.Names(shell.journal.tables)
        self._days = Segments([(days, _days(days)) for days in (7, 30, 90)], self)
        self._days.set_value(30)
        self._view = Segments(
            [
                (SEEN, _("Điều nhìn thấy")),
                (POINTS, _("Theo điểm")),
                (GUARDS, _("Theo người")),
            ],
            self,
        )
        self._view.set_value(SEEN)
        self._days.changed.connect(self._read)
        self._view.changed.connect(self._show)
        self.body.addLayout(row(self._view, None, self._days))
        self._seen: Table[Seen] = self._signs_table()
        self._points: Table[Spacing] = self._spacing_table(_("Điểm"), self._point)
        self._guards: Table[Spacing] = self._spacing_table(_("Người đi"), self._guard)
        for table in (self._seen, self._points, self._guards):
            table.setMinimumHeight(table.fontMetrics().height() * 18)
            self.body.addWidget(table, 1)
        self._told = label("", "small", wrap=True, parent=self)
        self.body.addWidget(self._told)
        self.add_buttons(primary_button(_("Đóng"), self.accept, parent=self), cancel=None)
        self._read()

    def _signs_table(self) -> Table[Seen]:
        empty = EmptyState(
            "badge-check",
            _("Không thấy gì quá đều"),
            _("Các lượt trong thời gian này có nhịp đi tự nhiên."),
        )
        return Table(
            [
                Column(_("Người đi"), self._walker, strong=True, tip=self._walker),
                Column(_("Điều nhìn thấy"), _words, stretch=True, tip=_words),
            ],
            empty,
            self,
        )

    def _spacing_table(self, head: str, name: Callable[[Spacing], str]) -> Table[Spacing]:
        empty = EmptyState("footprints", _("Không có lượt tuần tra"))
        return Table(
            [
                Column(head, name, stretch=True, strong=True, tip=name),
                Column(
                    pgettext("count", "Số lần"),
                    lambda one: str(one.count),
                    align="right",
                    sort=lambda one: one.count,
                ),
                Column(
                    _("Ngắn nhất"),
                    lambda one: _span(one.shortest),
                    align="right",
                    sort=lambda one: one.shortest,
                ),
                Column(
                    _("Trung bình"),
                    lambda one: _span(one.average),
                    align="right",
                    sort=lambda one: one.average,
                ),
                Column(
                    _("Dài nhất"),
                    lambda one: _span(one.longest),
                    align="right",
                    sort=lambda one: one.longest,
                ),
            ],
            empty,
            self,
        )

    @Slot()
    def _read(self) -> None:
        journal = self._shell.journal
        today = local_date(journal.clock.now_ms())
        first = today - timedelta(days=self._days.value() - 1)
        rounds = store.rounds(journal.tables, at(first, 0), at(today + timedelta(days=1), 0))
        self._seen.show_rows(rules_rhythm.signs(rounds))
        self._points.show_rows(
            sorted(rules_rhythm.spacing_by_point(rounds), key=lambda one: -one.longest)
        )
        self._guards.show_rows(
            sorted(rules_rhythm.spacing_by_guard(rounds), key=lambda one: one.average)
        )
        self._show()

    @Slot()
    def _show(self) -> None:
        view = self._view.value()
        for name, table in ((SEEN, self._seen), (POINTS, self._points), (GUARDS, self._guards)):
            table.setVisible(view == name)
        self._told.setText(
            {
                SEEN: _("Xét từng người trong thời gian đã chọn; lượt ngắn dưới 5 điểm không xét."),
                POINTS: _("Thời gian giữa hai lần có người qua cùng một điểm."),
                GUARDS: _("Thời gian đi từ điểm này sang điểm kế tiếp trong một lượt."),
            }[view]
        )

    def _walker(self, one: Seen) -> str:
        return self._names.guard(one.guard) or self._names.account(one.account)

    def _guard(self, one: Spacing) -> str:
        return self._names.guard(one.key)

    def _point(self, one: Spacing) -> str:
        return " ".join(self._names.checkpoint(one.key))


def _days(count: int) -> str:
    return _("{n} ngày qua").format(n=count)


def _words(one: Seen) -> str:
    return _(SIGN_WORDS[one.sign]).format(n=len(one.rounds), of=one.of, text=one.text)


def _span(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"
