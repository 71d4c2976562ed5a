"""A guard's own page: the next shift, the own month, wishes, leave, swaps, and having read it."""

from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.clock import DAY, MINUTE, local_date
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, Card, button, ghost_button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.roster import actions_requests as requests
from guardapp.roster import gather_own, gather_requests, store, store_demand, store_requests
from guardapp.roster.model import Month, month_text
from guardapp.roster.model_demand import HEAVIEST, LIGHTEST, DutyWish
from guardapp.roster.model_requests import OwnMonth, Read
from guardapp.roster.page_export import CalendarExport
from guardapp.roster.page_own_asked import AskedCard
from guardapp.roster.page_own_calendar import MonthCalendar
from guardapp.roster.page_own_day import DayCard
from guardapp.roster.page_own_parts import HoursCard, NextCard
from guardapp.roster.page_own_verbs import OwnVerbs
from guardapp.roster.page_steps import MonthSteps

REFRESH_MS: Final = MINUTE
PAST_MS: Final = 60 * DAY
NARROW_LETTERS: Final = 70
"""Below this width, in average letters, the cards stand under each other."""


class OwnPage(Page):
    """Only the published roster is shown; a month to come takes wishes until then."""

    kinds: ClassVar = ("roster.", "people.")
    scrolls = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        assert shell.session.person is not None
        self.guard: int = shell.session.person
        self.month = Month.of(self.today())
        self._own: OwnMonth | None = None
        self._wishes: dict[date, DutyWish] = {}
        self.steps = MonthSteps(self)
        self.add_action(self.steps)
        self.verbs = OwnVerbs(shell, self.guard, self)
        self.set_primary(primary_button(_("Xin nghỉ"), self._ask_leave, "plus", self))
        self.add_command(_("Xin nghỉ"), self._ask_leave)
        self.telephone = CalendarExport(self, self.guard)
        self._save = ghost_button(_("Lưu vào điện thoại"), self.telephone.ask, "phone", self)
        self.add_command(_("Lưu lịch vào điện thoại (.ics)"), self.telephone.ask)
        self.next_card = NextCard(self)
        self.hours_card = HoursCard(self)
        self._read_button = button(_("Đã xem lịch"), self._acknowledge, "eye", self)
        self.unread = Banner(Tone.WARNING, "", self._read_button, self)
        self.calendar = MonthCalendar(self)
        self.calendar.setAccessibleName(_("Lịch tháng của tôi"))
        self.strip = DayCard(self)
        self.asked = AskedCard(self)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's name."""
        return _("Lịch của tôi")

    def subtitle(self) -> str:
        """Say whose it is."""
        return self.shell.session.name

    def today(self) -> date:
        """Return the local date now."""
        return local_date(self.shell.journal.clock.now_ms())

    def reload(self) -> None:
        """Read the month, the next shift and the requests anew."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        self._own, sums = gather_own.own_month(conn, self.guard, self.month)
        wishes = store_demand.duty_wishes(conn, self.month.first, self.month.last, self.guard)
        self._wishes = {} if self._own.version else {one.day: one for one in wishes}
        self.steps.show_month(self.month, store.publication(conn, self.month))
        self.next_card.show_duty(gather_own.next_duty(conn, self.guard, now), now)
        self.hours_card.show_totals(sums)
        self.hours_card.setVisible(self._own.version is not None)
        self._tell_unread(self._own)
        self.calendar.show_month(self._own, self.today(), self._wishes, self._codes())
        self._show_day()
        mine = store_requests.requests_of(conn, self.guard, now - PAST_MS)
        self.asked.show_views(gather_requests.views(conn, mine, now, self.guard), self.guard)

    def show_subject(self, subject: Any) -> None:
        """Show a date, or a month as yyyymm."""
        if isinstance(subject, date):
            self._go_to(Month.of(subject))
            self.calendar.choose(subject)
        elif isinstance(subject, int):
            self._go_to(Month(subject // 100, subject % 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards beside each other where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW_LETTERS
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _build(self) -> None:
        sizes = look.sizes()
        self._across = QHBoxLayout()
        self._across.setSpacing(sizes.m + sizes.xs)
        card = Card(parent=self)
        card.flush().body.setContentsMargins(sizes.s, sizes.xs, sizes.s, sizes.xs)
        card.body.addWidget(self.calendar)
        card.body.addStretch(1)
        columns = ((7, (card, self.hours_card)), (3, (self.strip, self.asked, self._save)))
        for share, cards in columns:
            side = QVBoxLayout()
            side.setSpacing(sizes.m + sizes.xs)
            for one in cards:
                side.addWidget(one)
            side.addStretch(1)
            self._across.addLayout(side, share)
        self.body.setContentsMargins(0, 0, sizes.s, 0)
        self.body.addWidget(self.unread)
        self.body.addWidget(self.next_card)
        self.body.addLayout(self._across)
        self.body.addStretch(1)
        self.setFocusProxy(self.calendar)

    def _connect(self) -> None:
        self.steps.stepped.connect(self._step)
        self.calendar.stepped.connect(self._step)
        self.calendar.chosen.connect(self._day_chosen)
        self.calendar.typed.connect(self._typed)
        self.calendar.cleared.connect(self._withdraw_wish)
        self.strip.swap_pressed.connect(self.verbs.ask_swap)
        self.strip.wished.connect(self._wish)
        self.strip.withdrawn.connect(self._withdraw_wish)
        self.asked.withdraw_pressed.connect(self.verbs.withdraw)
        self.asked.agree_pressed.connect(self.verbs.ask_agree)
        self.asked.decline_pressed.connect(self.verbs.ask_decline)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _codes(self) -> dict[int, str]:
        shifts = store.shift_types(self.shell.journal.tables, closed=True)
        return {one.id: one.code for one in shifts}

    def _tell_unread(self, own: OwnMonth) -> None:
        reading = own.reading
        words = ""
        if reading is not None and reading.state is Read.NEVER:
            words = _("Lịch tháng {month} đã công bố. Xem xong hãy bấm «Đã xem lịch».").format(
                month=month_text(own.month)
            )
        elif reading is not None and reading.state is Read.BEFORE_CHANGE:
            conn = self.shell.journal.tables
            lines = [_("Lịch tháng {month} của bạn đã đổi từ lần xem trước:")]
            lines += [
                _("– bỏ {shift}").format(shift=shift)
                for shift in gather_requests.shift_words(conn, reading.gone)
            ]
            lines += [
                _("– thêm {shift}").format(shift=shift)
                for shift in gather_requests.shift_words(conn, reading.come)
            ]
            words = "\n".join(lines).format(month=month_text(own.month))
        self.unread.tell(Tone.WARNING, words)

    def _show_day(self) -> None:
        assert self._own is not None
        one = self._own.days[self.calendar.day.day - 1]
        if self._own.version is not None:
            now = self.shell.journal.clock.now_ms()
            there = [duty.assignment for duty in one.duties]
            self.strip.show_published(one, [it.id for it in there if it.start_ms > now])
        elif one.day < self.today():
            self.strip.show_past(one)
        else:
            shifts = store.shift_types(self.shell.journal.tables)
            self.strip.show_open(one, self._wishes.get(one.day), shifts, self._codes())

    def _go_to(self, month: Month) -> None:
        self.month = month
        self.refresh()

    @Slot(int)
    def _step(self, by: int) -> None:
        self._go_to(self.month.step(by))

    @Slot()
    def _tick(self) -> None:
        if self.isVisible():
            now = self.shell.journal.clock.now_ms()
            duty = gather_own.next_duty(self.shell.journal.tables, self.guard, now)
            self.next_card.show_duty(duty, now)

    @Slot(object)
    def _day_chosen(self, day: date) -> None:
        self._show_day()

    @Slot()
    def _acknowledge(self) -> None:
        requests.acknowledge(self.shell.journal, self.shell.session, self.month)

    @Slot(str)
    def _typed(self, text: str) -> None:
        """Wish by a key: N for a day off, a shift type's letter, 1 to 3 for the weight."""
        if self._own is None or self._own.version or self.calendar.day < self.today():
            return
        wish = self._wishes.get(self.calendar.day)
        if text.isdigit() and LIGHTEST <= int(text) <= HEAVIEST and wish is not None:
            self._wish(wish.wants, wish.shift, int(text))
            return
        shifts = store.shift_types(self.shell.journal.tables)
        for kind in shifts:
            if kind.key == fold(text) and kind.code.casefold() == text.casefold():
                self._wish(True, kind.id, self._weight())
                return
        for kind in shifts:
            if kind.key == fold(text):
                self._wish(True, kind.id, self._weight())
                return
        if fold(text) == "n":
            self._wish(False, None, self._weight())

    def _weight(self) -> int:
        return int(self.strip.weight.value()) if self.strip.weight else LIGHTEST

    @Slot(bool, object, int)
    def _wish(self, wants: bool, shift: int | None, weight: int) -> None:
        day, session = self.calendar.day, self.shell.session
        requests.wish_instead(
            self.shell.journal, session, self.guard, day, wants=wants, shift=shift, weight=weight
        )

    @Slot()
    def _withdraw_wish(self) -> None:
        day = self.calendar.day
        if day in self._wishes:
            requests.wish_instead(
                self.shell.journal, self.shell.session, self.guard, day, wants=None
            )

    @Slot()
    def _ask_leave(self) -> None:
        self.verbs.ask_leave(self.calendar.day, self.today())
