"""What guards ask for, before the chief; and who has read the published month."""

from datetime import timedelta
from typing import Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from guardapp.base.clock import DAY, local_date
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Card, EmptyState
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _
from guardapp.roster import gather_requests, store, store_requests
from guardapp.roster.model import Month
from guardapp.roster.model_requests import STATE_WORDS, RequestState, RequestView
from guardapp.roster.page_own_asked import OPEN, STATE_TONES
from guardapp.roster.page_requests_card import RequestCard
from guardapp.roster.page_requests_read import ReadView
from guardapp.roster.page_requests_wishes import WishesView

OPENED, SETTLED, WISHES, READ = "open", "settled", "wishes", "read"
PAST_MS: Final = 120 * DAY
AHEAD_DAYS: Final = 10
"""From this many days before a month on, its readers are shown first."""


class RequestsPage(Page):
    """Requests that are open, those decided, and the readers of a month."""

    kinds: ClassVar = ("roster.", "people.")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._open: list[RequestView] = []
        self._settled: list[RequestView] = []
        self.lanes = Segments(
            [
                (OPENED, _("Đang chờ")),
                (SETTLED, _("Đã xong")),
                (WISHES, _("Mong muốn")),
                (READ, _("Xem lịch")),
            ],
            self,
        )
        self.add_action(self.lanes)
        empty = EmptyState(
            "circle-check",
            _("Không có đề nghị nào ở đây"),
            _("Bảo vệ xin nghỉ, xin đổi ca ở trang «Lịch của tôi»; đề nghị sẽ hiện ở đây."),
        )
        self.table: Table[RequestView] = Table(
            _columns(), empty, self, key=lambda one: one.request.id
        )
        self.card = RequestCard(shell, self)
        self.wishes = WishesView(shell, self._month_to_plan(), self)
        self.readers = ReadView(shell, self._month_to_read(), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._requests())
        self._stack.addWidget(self.wishes)
        self._stack.addWidget(self.readers)
        self.body.addWidget(self._stack, 1)
        self.table.chosen.connect(self.card.show_view)
        self.lanes.set_value(OPENED)
        self.lanes.changed.connect(self._switch)

    def title(self) -> str:
        """Return the page's name."""
        return _("Đề nghị")

    def subtitle(self) -> str:
        """Return how many wait for an answer."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        found = gather_requests.views(conn, store_requests.open_requests(conn), now)
        waiting = sum(one.state is RequestState.WAITING for one in found)
        return _("{n} đề nghị chờ duyệt").format(n=waiting)

    def reload(self) -> None:
        """Read the requests and the readers anew."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        found = gather_requests.views(conn, store_requests.open_requests(conn), now)
        self._open = sorted(
            (one for one in found if one.state in OPEN),
            key=lambda one: (one.state is not RequestState.WAITING, one.request.at),
        )
        settled = store_requests.settled_requests(conn, now - PAST_MS)
        ended = [one for one in found if one.state is RequestState.ENDED]
        self._settled = sorted(
            [*ended, *gather_requests.views(conn, settled, now)], key=lambda one: -one.request.at
        )
        self._show_lane()

    def show_subject(self, subject: Any) -> None:
        """Show a request by its identity, or the readers of a month as yyyymm."""
        self.refresh()
        if isinstance(subject, int) and subject < 1_000_000:
            self.lanes.set_value(READ)
            self.readers.show_month(Month(subject // 100, subject % 100))
            return
        for lane, rows in ((OPENED, self._open), (SETTLED, self._settled)):
            if any(one.request.id == subject for one in rows):
                self.lanes.set_value(lane)
                self.table.select(lambda one: one.request.id == subject)

    def _month_to_read(self) -> Month:
        """Return the month to come when it is near and published, else the one that runs."""
        today = local_date(self.shell.journal.clock.now_ms())
        near = Month.of(today + timedelta(days=AHEAD_DAYS))
        published = store.is_published(self.shell.journal.tables, near)
        return near if published else Month.of(today)

    def _month_to_plan(self) -> Month:
        """Return the first month from now on that is not published yet."""
        month = Month.of(local_date(self.shell.journal.clock.now_ms()))
        while store.is_published(self.shell.journal.tables, month):
            month = month.step(1)
        return month

    def _requests(self) -> QWidget:
        both = QWidget(self)
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.sizes().l)
        listed = Card(parent=both).flush()
        listed.body.addWidget(self.table)
        across.addWidget(listed, 3)
        across.addWidget(self.card, 2)
        return both

    def _show_lane(self) -> None:
        lane = self.lanes.value()
        for name, view in ((WISHES, self.wishes), (READ, self.readers)):
            if lane == name:
                self._stack.setCurrentWidget(view)
                view.reload()
                return
        self._stack.setCurrentIndex(0)
        self.table.show_rows(self._open if lane == OPENED else self._settled)
        if self.table.selected() is None and self.table.rows():
            self.table.selectRow(0)
        self.card.show_view(self.table.selected())

    @Slot()
    def _switch(self) -> None:
        self._show_lane()


def _columns() -> list[Column[RequestView]]:
    return [
        Column(
            _("Trạng thái"),
            lambda one: _(STATE_WORDS[one.state]),
            tone=lambda one: STATE_TONES[one.state],
            badge=True,
        ),
        Column(_("Người đề nghị"), lambda one: one.who, strong=True),
        Column(_("Đề nghị"), _about, stretch=True, tip=_about),
    ]


def _about(one: RequestView) -> str:
    return f"{one.title}: {one.about}"
