"""The first page: what matters now for whoever is signed in."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guardapp.base import clock
from guardapp.base.access import Role
from guardapp.base.clock import HOUR, MINUTE
from guardapp.base.matters import Matters, Severity
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Badge,
    Card,
    EmptyState,
    StatTile,
    clear,
    ghost_button,
    label,
    primary_button,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import (
    _,
    date_text,
    duration_text,
    ngettext,
    time_text,
    weekday_text,
)
from guardapp.handover import store as handover
from guardapp.handover.rules import page_of
from guardapp.today.gather import today
from guardapp.today.model import NextRound, OnDuty, TodayDocument
from guardapp.today.page_cards import RecordCard, WeekCard, below
from guardapp.today.page_parts import Item, Items

REFRESH_MS: Final = MINUTE
FEW: Final = 8
MOST_PEOPLE: Final = 12
SIGNS: Final = {
    Severity.CRITICAL: ("circle-alert", Tone.DANGER),
    Severity.WARNING: ("triangle-alert", Tone.WARNING),
    Severity.INFO: ("info", Tone.INFO),
}


class TodayPage(Page):
    """Who is on duty, what is next, what is open, what happened; each leads to its page."""

    kinds: ClassVar = ("handover.", "patrol.", "fire.", "incidents.", "roster.", "people.")
    scrolls = True

    def __init__(self, shell: Shell, matters: Matters, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._matters = matters
        self._shown_all = False
        self._post = primary_button(_("Đến ca trực"), self._to_watch, "shield", self)
        self.set_primary(self._post)
        self.body.setContentsMargins(0, 0, look.sizes().s, 0)
        self.body.addLayout(self._tiles())
        across = QHBoxLayout()
        across.setSpacing(look.sizes().m + look.sizes().xs)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(look.sizes().m + look.sizes().xs)
        left.addWidget(self._matters_card())
        left.addStretch(1)
        self._week = WeekCard(self)
        self._week.wanted.connect(self._go)
        right.addWidget(self._week)
        right.addWidget(self._people_card())
        self.record = RecordCard(shell, self)
        self.record.wanted.connect(self._go)
        right.addWidget(self.record)
        right.addStretch(1)
        across.addLayout(left, 5)
        across.addLayout(right, 4)
        self.body.addLayout(across)
        self.body.addStretch(1)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def title(self) -> str:
        """Return the page's name."""
        return _("Hôm nay")

    def subtitle(self) -> str:
        """Say the day."""
        day = clock.local_date(self.shell.journal.clock.now_ms())
        return f"{weekday_text(day)}, {date_text(day)}"

    def reload(self) -> None:
        """Read everything anew."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        document = today(conn, self._matters, now)
        session = self.shell.session
        at_post = session.role in (Role.GUARD, Role.LEADER)
        self._post.setVisible(at_post)
        taken = handover.has_taken_over(conn, session)
        self._post.setText(_("Đến ca trực") if taken else _("Nhận ca"))
        self._show_tiles(document)
        self._show_matters(document)
        self._show_people(document.on_duty)
        self._week.show_week(document)
        self.record.show_record(document.handover, now)

    def _tiles(self) -> QGridLayout:
        self._duty = StatTile(_("Đang trực"), icon="users", parent=self)
        self._round = StatTile(_("Lượt tuần tra tới"), icon="route", parent=self)
        self._fire = StatTile(_("PCCC hôm nay"), icon="flame", parent=self)
        self._open = StatTile(_("Việc cần xử lý"), icon="list-checks", parent=self)
        self._duty.lead(self._to_watch)
        self._round.lead(self._to_patrol)
        self._fire.lead(self._to_fire)
        grid = QGridLayout()
        grid.setSpacing(look.sizes().m + look.sizes().xs)
        for place, tile in enumerate((self._duty, self._round, self._fire, self._open)):
            grid.addWidget(tile, 0, place)
            grid.setColumnStretch(place, 1)
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        return grid

    def _matters_card(self) -> Card:
        card = Card(_("Việc cần xử lý"), self)
        self.open_list = Items(_("Việc cần xử lý"), card)
        self.open_list.wanted.connect(self._go)
        card.body.addWidget(self.open_list)
        self._none = EmptyState(
            "circle-check", _("Không có việc nào chờ"), _("Mọi việc đã được xử lý."), parent=card
        )
        card.body.addWidget(self._none)
        self._more = ghost_button("", self._show_all, "chevron-down", card)
        card.body.addWidget(self._more)
        return card

    def _people_card(self) -> Card:
        card = Card(_("Ai đang trực"), self)
        self._people = QGridLayout()
        self._people.setHorizontalSpacing(look.sizes().m)
        self._people.setVerticalSpacing(look.sizes().s)
        self._people.setColumnStretch(0, 1)
        self._people.setColumnStretch(1, 1)
        card.body.addLayout(self._people)
        return card

    def _show_tiles(self, of: TodayDocument) -> None:
        shift = of.shift
        note = _("Chưa có ca nào nhận trực") if shift is None else f"{shift.name} {shift.hours}"
        late = shift is not None and shift.ends_at is not None and of.now > shift.ends_at + HOUR
        self._duty.tell(
            ngettext("{n} người", "{n} people", len(of.on_duty)).format(n=len(of.on_duty)),
            _("{shift}: quá giờ bàn giao").format(shift=note) if late else note.strip(),
            Tone.WARNING if late or shift is None else None,
        )
        self._show_round(of, of.next_round)
        fire = of.fire
        notes = [_("{n} không đạt").format(n=fire.failed)] if fire.failed else []
        notes.append(
            _("{n} tồn tại còn mở").format(n=fire.defects)
            if fire.defects
            else _("không có tồn tại")
        )
        self._fire.tell(
            ngettext("{n} mục", "{n} checks", fire.checks).format(n=fire.checks),
            ", ".join(notes),
            Tone.WARNING if fire.failed else None,
        )
        critical = sum(one.severity is Severity.CRITICAL for one in of.matters)
        self._open.tell(
            str(len(of.matters)),
            _("{n} việc gấp").format(n=critical) if critical else _("không có việc gấp"),
            Tone.DANGER if critical else None,
        )

    def _show_round(self, of: TodayDocument, coming: NextRound | None) -> None:
        done = _("hôm nay đủ {done}/{all} lượt").format(
            done=of.rounds.complete, all=of.rounds.planned
        )
        if of.rounds.walking:
            done = _("{n} lượt đang đi").format(n=of.rounds.walking)
        if coming is None:
            self._round.tell("–", done)
            return
        left = abs(coming.at - of.now) // MINUTE
        when = _("quá giờ {time}") if coming.overdue else _("còn {time}")
        if not coming.overdue and coming.at <= of.now:
            when = _("đã đến giờ")
        note = f"{when.format(time=duration_text(left))} · {done}"
        tone = Tone.DANGER if coming.overdue else None
        self._round.tell(time_text(coming.at), f"{coming.route}\n{note}", tone)

    def _show_matters(self, of: TodayDocument) -> None:
        shown = of.matters if self._shown_all else of.matters[:FEW]
        self.open_list.show_items(
            [
                Item(
                    *SIGNS[one.severity],
                    one.title,
                    below(one.place, one.since, one.due, of.now),
                    page_of(one.kind),
                    one.thing or None,
                )
                for one in shown
            ]
        )
        self._none.setVisible(not of.matters)
        rest = len(of.matters) - len(shown)
        self._more.setText(_("Xem thêm {n} việc").format(n=rest))
        self._more.setVisible(rest > 0)

    def _show_people(self, people: Sequence[OnDuty]) -> None:
        clear(self._people)
        if not people:
            words = _("Lịch trực chưa công bố, hoặc không ai trực giờ này.")
            self._people.addWidget(label(words, "muted", wrap=True), 0, 0, 1, 3)
        for row, one in enumerate(people[:MOST_PEOPLE]):
            self._people.addWidget(label(one.post, "muted", wrap=True), row, 0)
            self._people.addWidget(label(one.name, "strong", wrap=True), row, 1)
            if one.present is False:
                self._people.addWidget(Badge(_("Vắng"), Tone.WARNING), row, 2)
            else:
                self._people.addWidget(label(one.hours, "small"), row, 2)
        rest = len(people) - MOST_PEOPLE
        if rest > 0:
            words = _("và {n} người khác").format(n=rest)
            self._people.addWidget(label(words, "small"), MOST_PEOPLE, 1)

    @Slot()
    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _go(self, item: Item) -> None:
        self.shell.go_to(item.page, item.thing)

    @Slot()
    def _show_all(self) -> None:
        self._shown_all = True
        self.refresh()

    @Slot()
    def _to_watch(self) -> None:
        self.shell.go_to("watch", None)

    @Slot()
    def _to_patrol(self) -> None:
        self.shell.go_to("patrol", None)

    @Slot()
    def _to_fire(self) -> None:
        self.shell.go_to("fire", None)
