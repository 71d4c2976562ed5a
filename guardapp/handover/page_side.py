"""Beside the duty log: the shift in numbers, and who is on duty."""

import sqlite3
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, Inside, scrolling
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.handover import gather, store
from guardapp.handover.document import EventLine
from guardapp.handover.gather_events import INCIDENT, LINE
from guardapp.handover.gather_names import names
from guardapp.handover.model import Watch
from guardapp.handover.page_parts import Fact, MembersView
from guardapp.patrol import rules as patrol_rules
from guardapp.patrol import store as patrol


class WatchSide(QWidget):
    """A narrow column about the watch that holds the post."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        facts = Card(_("Trong ca"), self)
        self._rounds = Fact("route", _("Lượt tuần tra đủ điểm"), facts)
        self._points = Fact("map-pin", _("Điểm đã qua"), facts)
        self._fire = Fact("flame", _("Mục PCCC đã kiểm tra"), facts)
        self._incidents = Fact("siren", _("Sự việc"), facts)
        self._lines = Fact("notebook-pen", _("Dòng nhật ký"), facts)
        for one in (self._rounds, self._points, self._fire, self._incidents, self._lines):
            facts.body.addWidget(one)
        people = Card(_("Quân số"), self)
        self._members = MembersView(people)
        people.body.addWidget(self._members)
        inside = Inside(self)
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, look.sizes().s, 0)
        side.setSpacing(look.sizes().m)
        side.addWidget(facts)
        side.addWidget(people)
        side.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, self))
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 31)

    def show_watch(
        self, conn: sqlite3.Connection, watch: Watch, events: Sequence[EventLine], now: int
    ) -> None:
        """Show a watch as it stands."""
        self._members.show_members(gather.member_lines(names(conn), store.members(conn, watch.id)))
        period = patrol.period(conn, watch.accepted_at, max(watch.planned_end or now, now))
        walked = patrol_rules.summary(patrol_rules.turns(period, now))
        bad = walked.missed + walked.incomplete
        self._rounds.tell(f"{walked.complete}/{walked.planned}", Tone.WARNING if bad else None)
        self._points.tell(f"{walked.points_seen}/{walked.points_planned}")
        checked = gather.fire_counts(conn, watch.accepted_at, now + 1)
        self._fire.tell(str(checked.checks), Tone.WARNING if checked.failed else None)
        serious = sum(one.kind == INCIDENT for one in events)
        self._incidents.tell(str(serious), Tone.DANGER if serious else None)
        self._lines.tell(str(sum(one.kind == LINE for one in events)))
