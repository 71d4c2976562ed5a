"""What is to be walked next, with a countdown, and the rounds around now."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.access import Standing
from guardapp.base.clock import HOUR, MINUTE, local_date
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import (
    Badge,
    Banner,
    Card,
    EmptyState,
    button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, date_text, duration_text, pgettext, time_text
from guardapp.patrol import actions, rules, store, store_routes
from guardapp.patrol.kinds import State
from guardapp.patrol.page_columns import points_words, state_tone, state_words
from guardapp.patrol.walk import Turn
from guardapp.people.store import guards

_BACK_MS: Final = 8 * HOUR
_AHEAD_MS: Final = 12 * HOUR


class DueView(QWidget):
    """The next round in large, and the list below; `started` carries the round begun or chosen."""

    started = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._next: Turn | None = None
        self._turns: list[Turn] = []
        self._surprise_ms: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_coming)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().l)
        self._banner = Banner(
            Tone.WARNING, "", button(_("Nhận ca"), self._take_over, "handshake", self), self
        )
        lines.addWidget(self._banner)
        lines.addWidget(self._hero())
        lines.addWidget(self._list(), 1)

    def _hero(self) -> Card:
        sizes = look.sizes()
        card = Card("", self)
        line = QHBoxLayout()
        line.setSpacing(sizes.xl)
        self._time = label("", "display", parent=card)
        self._route = label("", "title", wrap=True, parent=card)
        self._what = label("", "muted", wrap=True, parent=card)
        self._state = Badge("", Tone.NEUTRAL, card)
        words = QVBoxLayout()
        words.setSpacing(sizes.xs)
        self._overline = label(_("Lượt tiếp theo"), "overline", parent=card)
        words.addLayout(row(self._overline, self._state, None))
        words.addLayout(row(self._time, sizes.s, self._route, None))
        words.addWidget(self._what)
        line.addLayout(words, 1)
        self._count = label("", "display", Tone.ACCENT, parent=card)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._count)
        card.body.addLayout(line)
        self._walker = Choice([], _("Người đi tuần"), card)
        self._walker.setAccessibleName(_("Người đi tuần"))
        self.start_button = primary_button(_("Bắt đầu tuần tra (F5)"), self.start, "play", card)
        self.start_button.setMinimumHeight(sizes.control + sizes.m)
        free = button(_("Đi lượt tự nguyện"), self._volunteer, "route", card)
        free.setMinimumHeight(sizes.control + sizes.m)
        self._walker.setMinimumHeight(sizes.control + sizes.m)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.s)
        buttons.addWidget(label(_("Người đi:"), "label", parent=card))
        buttons.addWidget(self._walker, 3)
        buttons.addStretch(1)
        buttons.addWidget(free)
        buttons.addWidget(self.start_button)
        card.body.addLayout(buttons)
        return card

    def _list(self) -> Card:
        card = Card(_("Các lượt quanh giờ này"), self)
        empty = EmptyState(
            "route",
            _("Chưa có lịch tuần tra"),
            _("Đội trưởng lập tuyến và giờ đi ở trang «Tuyến, điểm»."),
        )
        self.table: Table[Turn] = Table(
            [
                Column(
                    _("Giờ"),
                    lambda one: time_text(one.slot_ms),
                    sort=lambda one: one.slot_ms,
                    strong=True,
                ),
                Column(_("Ngày"), lambda one: date_text(one.slot_ms), sort=lambda one: one.slot_ms),
                Column(_("Tuyến"), lambda one: one.route_name, stretch=True),
                Column(pgettext("count", "Điểm"), points_words, align="centre"),
                Column(_("Trạng thái"), state_words, tone=state_tone, badge=True, width=16),
            ],
            empty,
            card,
            key=lambda one: (one.slot.schedule if one.slot else 0, one.slot_ms),
        )
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        card.body.addWidget(self.table)
        return card

    def reload(self) -> None:
        """Read the rounds around now."""
        now = self._shell.journal.clock.now_ms()
        period = store.period(self._shell.journal.tables, now - _BACK_MS, now + _AHEAD_MS)
        turns = rules.turns(period, now)
        self._turns = rules.told(turns, now)
        self._surprise_ms = min(
            (one.slot_ms for one in turns if one not in self._turns), default=None
        )
        self.table.show_rows(self._turns)
        self._later.start(0)
        session = self._shell.session
        people = [(one.id, one.name) for one in guards(self._shell.journal.tables)]
        chosen = self._walker.value()
        if all(session.person != guard for guard, _name in people):
            people.insert(0, (session.person or 0, session.name))
        self._walker.set_options(people)
        self._walker.set_value(session.person or 0 if chosen is None else chosen)
        self.tick()

    @Slot()
    def _show_coming(self) -> None:
        coming = rules.following(self._turns)
        if coming is not None and self.table.selected() is None and coming in self.table.rows():
            place = self.table.rows_model.index(self.table.rows().index(coming), 0)
            self.table.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def tick(self) -> None:
        """Renew the countdown; a surprise shows when it begins."""
        now = self._shell.journal.clock.now_ms()
        if self._surprise_ms is not None and now >= self._surprise_ms:
            self._surprise_ms = None
            self.reload()
            return
        on_duty = self._shell.session.standing is Standing.ON_DUTY
        words = "" if on_duty else _("Bạn chưa nhận ca. Nhận ca rồi mới bắt đầu tuần tra.")
        self._banner.tell(Tone.WARNING, words)
        chosen = self.table.selected()
        startable = chosen is not None and chosen.state is State.PENDING
        self._next = chosen if startable else rules.following(self._turns)
        self._show_next(now)
        slot = self._next.slot if self._next is not None else None
        ready = slot is not None and now >= slot.opens_ms
        self.start_button.setEnabled(on_duty and ready)

    def _show_next(self, now: int) -> None:
        turn = self._next
        for one in (self._time, self._state, self._count):
            one.setVisible(turn is not None)
        if turn is None or turn.slot is None:
            self._route.setText(_("Không còn lượt nào theo lịch trong 12 giờ tới"))
            self._what.setText(_("Vẫn đi được lượt tự nguyện bất cứ lúc nào."))
            return
        route = turn.slot.route
        self._time.setText(time_text(turn.slot_ms))
        self._route.setText(route.name)
        parts = [
            _("{n} điểm").format(n=len(route.points)),
            _("khoảng {span}").format(span=duration_text(route.duration_min)),
            route.instruction,
        ]
        if now < turn.slot.opens_ms:
            parts.append(_("bắt đầu được từ {time}").format(time=time_text(turn.slot.opens_ms)))
        self._what.setText("  ·  ".join(filter(None, parts)))
        words, tone = countdown(turn, now)
        self._count.setText(words)
        self._count.setProperty("tone", tone.value)
        look.restyle(self._count)
        self._state.setVisible(local_date(turn.slot_ms) != local_date(now) or turn.overdue)
        late = turn.overdue
        self._state.show_state(
            _("Quá giờ") if late else date_text(turn.slot_ms), Tone.DANGER if late else Tone.INFO
        )

    @Slot()
    def start(self) -> None:
        """Start the next round, or the one chosen in the list."""
        if self._next is None or self._next.slot is None or not self.start_button.isEnabled():
            return
        slot = self._next.slot
        started = actions.start_round(
            self._shell.journal,
            self._shell.session,
            slot.route.id,
            slot=(slot.schedule, slot.slot_ms),
            guard=self._walker.value() or None,
        )
        self.started.emit(started)

    @Slot()
    def _volunteer(self) -> None:
        routes = [(one.id, one.name) for one in store_routes.routes(self._shell.journal.tables)]
        self._shell.ask.choose(
            _("Đi lượt tự nguyện"),
            routes,
            self._start_voluntary,
            text=_("Lượt tự nguyện được ghi đầy đủ nhưng không tính vào tỷ lệ."),
        )

    def _start_voluntary(self, route: int) -> None:
        started = actions.start_round(
            self._shell.journal, self._shell.session, route, guard=self._walker.value() or None
        )
        self.started.emit(started)

    @Slot()
    def _take_over(self) -> None:
        self._shell.go_to("watch", None)

    @Slot(object)
    def _chosen(self, turn: Turn | None) -> None:
        self.tick()

    @Slot(object)
    def _opened(self, turn: Turn) -> None:
        if turn.state is State.IN_PROGRESS and turn.walk is not None:
            self.started.emit(turn.walk.round.id)
        elif turn.state is State.PENDING:
            self.start()
        elif turn.walk is not None:
            self._shell.go_to("patrol_log", turn.walk.round.id)


def countdown(turn: Turn, now: int) -> tuple[str, Tone]:
    """Return how long until a round is due, or how long it is overdue, in words."""
    minutes = (turn.slot_ms - now) // MINUTE
    if turn.overdue:
        return _("Quá {span}").format(span=duration_text(-minutes)), Tone.DANGER
    if minutes <= 0:
        return _("Đến giờ"), Tone.WARNING
    return _("Còn {span}").format(span=duration_text(minutes)), Tone.ACCENT
