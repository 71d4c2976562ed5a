"""The rounds of a day with their verdicts, compliance, comments on missed ones, and the log."""

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import DAY, MINUTE, at, local_date
from guardapp.base.settings import record_print
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Card,
    EmptyState,
    button,
    icon_button,
    label,
    primary_button,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, pgettext, range_text, time_text
from guardapp.patrol import actions, gather, rules, store
from guardapp.patrol.kinds import State
from guardapp.patrol.page_columns import (
    points_words,
    remark,
    route_words,
    short_name,
    state_tone,
    state_words,
)
from guardapp.patrol.page_detail import RoundDetail
from guardapp.patrol.page_rhythm import RhythmDialog
from guardapp.patrol.page_tiles import DayTiles
from guardapp.patrol.walk import Turn
from guardapp.roster import store as roster

_WALKER_COLUMN: Final = 2
_WALKERS_FROM: Final = 165
FIRST_MINUTE: Final = 6 * 60
"""Where a duty day begins when no shift type says so."""


class PatrolLogPage(Page):
    """What was walked on a day, for the shift leader and the chief."""

    kinds = ("patrol.", "people.guard")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._wanted: int | None = None
        self._walkers: dict[int, str] = {}
        today = local_date(shell.journal.clock.now_ms())
        self.add_action(icon_button("chevron-left", _("Ngày trước"), self._earlier, self))
        self._day = DateField(today, self)
        self._day.set_value(today)
        self._day.setAccessibleName(_("Ngày"))
        self._day.setFixedWidth(self._day.fontMetrics().averageCharWidth() * 17)
        self._day.changed.connect(self.refresh)
        self.add_action(self._day)
        self.add_action(icon_button("chevron-right", _("Ngày sau"), self._later, self))
        self._shift = Choice(self._shifts(), "", self)
        self._shift.setAccessibleName(_("Ca"))
        self._shift.set_value(None)
        self._shift.setFixedWidth(self._shift.fontMetrics().averageCharWidth() * 26)
        self._shift.changed.connect(self.refresh)
        self.add_action(self._shift)
        if may(shell.session, Right.OVERSEE):
            self.add_action(button(_("Nhịp ghi"), self._show_rhythm, "activity", self))
        self.set_primary(primary_button(_("In sổ"), self._print, "printer", self))
        self._tiles = DayTiles(self)
        self.body.addWidget(self._tiles)
        self._lay_lists()

    def title(self) -> str:
        """Return the page's name."""
        return _("Sổ tuần tra")

    def _lay_lists(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(look.sizes().m)
        split.setChildrenCollapsible(False)
        card = Card(_("Các lượt"), split)
        self._comment = button(_("Ghi ý kiến bỏ lượt"), self._ask_comment, "pencil", card)
        card.head.addWidget(self._comment)
        empty = EmptyState(
            "footprints",
            _("Không có lượt tuần tra"),
            _("Ngày này không có lịch và không ai đi."),
        )
        self.table: Table[Turn] = Table(self._columns(), empty, card, key=_key, several=True)
        self.table.chosen.connect(self._chosen)
        card.body.addWidget(self.table)
        self.detail = RoundDetail(self.shell, split)
        split.addWidget(card)
        split.addWidget(self.detail)
        split.setSizes([6200, 4800])
        self.body.addWidget(split, 1)
        counted = _(
            "Tỷ lệ lượt: lượt đủ điểm trên lượt đã đến giờ. Tỷ lệ điểm: điểm qua trong sai số trên "
            "điểm phải qua. Lượt tự nguyện không tính."
        )
        self.body.addWidget(label(counted, "small", wrap=True, parent=self))

    def _columns(self) -> list[Column[Turn]]:
        walkers = self._walkers
        return [
            Column(
                _("Lịch"),
                lambda one: time_text(one.slot_ms),
                sort=lambda one: one.slot_ms,
                strong=True,
            ),
            Column(
                _("Tuyến"),
                route_words,
                stretch=True,
                tip=route_words,
            ),
            Column(
                _("Người đi"),
                lambda one: short_name(walkers.get(one.walk.round.id, "")) if one.walk else "",
                tip=lambda one: walkers.get(one.walk.round.id, "") if one.walk else "",
            ),
            Column(pgettext("count", "Điểm"), points_words, align="right"),
            Column(
                _("Trạng thái"),
                state_words,
                tone=state_tone,
                badge=True,
                tip=remark,
            ),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list, not at the arrows of the date."""
        super().showEvent(event)
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the walkers to the detail where the routes' names need the room."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _WALKERS_FROM
        self.table.setColumnHidden(_WALKER_COLUMN, narrow)

    def reload(self) -> None:
        """Read the rounds of the day or shift chosen."""
        journal = self.shell.journal
        now = journal.clock.now_ms()
        start, end = self._range()
        names = gather.Names(journal.tables)
        turns = rules.turns(store.period(journal.tables, start, end), now)
        if not may(self.shell.session, Right.MANAGE_ROUTES):
            turns = rules.told(turns, now)
        walked = [one.walk.round for one in turns if one.walk]
        self._walkers.clear()
        self._walkers.update({one.id: names.walker(one) for one in walked})
        self.table.show_rows(turns)
        self._tiles.tell(rules.summary(turns), len(self._uncommented(turns)))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.table.select(lambda one: wanted in (one.round_id, one.missed_id))
        elif self.table.selected() is None:
            self.table.select(lambda one: one.state is not State.PENDING)
        self._chosen(self.table.selected())

    def show_subject(self, subject: Any) -> None:
        """Show one round on its own day: by its identity, or that of a missed one or a note."""
        tables = self.shell.journal.tables
        note = store.note(tables, subject)
        round_id = note.round if note else subject
        found = store.round_(tables, round_id) or store.missed_round(tables, round_id)
        if found is not None:
            self._wanted = found.id
            self._shift.set_value(None)
            self._day.set_value(local_date(found.slot_ms - FIRST_MINUTE * MINUTE))
            self.refresh()

    def _range(self) -> tuple[int, int]:
        day = self._day.value() or local_date(self.shell.journal.clock.now_ms())
        chosen = self._shift.value()
        if chosen is None:
            start = at(day, FIRST_MINUTE)
            return start, start + DAY
        first, last = chosen
        return at(day, first), at(day, last)

    def _shifts(self) -> list[tuple[Any, str]]:
        types = roster.shift_types(self.shell.journal.tables)
        midnight = at(date(2026, 1, 1), 0)
        named: list[tuple[Any, str]] = [(None, _("Cả ngày trực"))]
        for one in types:
            hours = range_text(
                midnight + one.start_minute * MINUTE, midnight + one.end_minute * MINUTE
            )
            named.append(((one.start_minute, one.end_minute), f"{one.name} {hours}"))
        return named

    @Slot(object)
    def _chosen(self, turn: Turn | None) -> None:
        walker = self._walkers.get(turn.round_id or 0, "") if turn else ""
        self.detail.show_turn(turn, walker)
        can = may(self.shell.session, Right.COMMENT_MISSED)
        self._comment.setVisible(can)
        self._comment.setEnabled(bool(self._commentable()))

    def _commentable(self) -> list[int]:
        return self._uncommented(self.table.selected_rows())

    @staticmethod
    def _uncommented(turns: list[Turn]) -> list[int]:
        return [one.missed.id for one in turns if one.missed and one.missed.comment is None]

    @Slot()
    def _ask_comment(self) -> None:
        chosen = self._commentable()
        title = _("Ý kiến trưởng ca về {n} lượt bỏ").format(n=len(chosen))
        text = _("Vì sao không ai đi, đã làm gì thay? Lượt bỏ chỉ khép lại khi có ý kiến.")
        self.shell.ask.reason(title, text, partial(self._comment_on, chosen))

    def _comment_on(self, missed: list[int], text: str) -> None:
        actions.comment_all_missed(self.shell.journal, self.shell.session, missed, text)
        self.shell.ask.done(_("Đã ghi ý kiến."))

    @Slot()
    def _show_rhythm(self) -> None:
        self.shell.ask.show(RhythmDialog(self.shell, self))

    @Slot()
    def _earlier(self) -> None:
        self._step(-1)

    @Slot()
    def _later(self) -> None:
        self._step(1)

    def _step(self, days: int) -> None:
        day = self._day.value() or local_date(self.shell.journal.clock.now_ms())
        self._day.set_value(day + timedelta(days=days))

    @Slot()
    def _print(self) -> None:
        from guardapp.patrol import sheet

        journal = self.shell.journal
        start, end = self._range()
        hours = self._shift.value()
        day = local_date(start).isoformat()
        thing = day if hours is None else f"{day} {hours[0]}-{hours[1]}"
        copy_no = record_print(journal, self.shell.session, "patrol.log", thing)
        document = gather.patrol_log(
            journal.tables,
            start,
            end,
            journal.clock.now_ms(),
            device=journal.device,
            copy_no=copy_no,
        )
        make_pdf = partial(sheet.patrol_log_pdf, document)
        self.shell.preview(_("Sổ tuần tra"), make_pdf, f"so-tuan-tra-{day}.pdf")


def _key(turn: Turn) -> tuple[int, int, int]:
    round_id = turn.walk.round.id if turn.walk else 0
    return turn.slot.schedule if turn.slot else 0, turn.slot_ms, round_id
