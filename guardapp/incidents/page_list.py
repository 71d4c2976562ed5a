"""The list of incidents: search as one types, filters, the newest first, more on scrolling."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base import clock
from guardapp.base.access import STANDING_WORDS, Standing
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.parts import Card, EmptyState, label, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, datetime_text, money_text, ngettext, number_text
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import store
from guardapp.incidents.model import STATE_WORDS, Incident, State, When
from guardapp.incidents.store import Filter

STATE_TONES: Final = {
    State.DRAFT: Tone.NEUTRAL,
    State.SUBMITTED: Tone.WARNING,
    State.RETURNED: Tone.DANGER,
    State.APPROVED: Tone.INFO,
    State.CLOSED: Tone.SUCCESS,
    State.VOID: Tone.NEUTRAL,
}
OPEN: Final = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED})
VALUE_COLUMN: Final = 4
ROOM_FOR_VALUE: Final = 110
PERIODS: Final = ("all", "today", "week", "month", "last_month", "year", "last_year")


def time_words(incident: Incident) -> str:
    """Return when it happened, as exactly as it is known."""
    if incident.from_ms is None:
        return _("chưa rõ")
    if incident.when is When.UNKNOWN:
        return _("{day}, không rõ giờ").format(day=date_text(incident.from_ms))
    if incident.when is When.ABOUT:
        return _("khoảng {time}").format(time=datetime_text(incident.from_ms))
    return datetime_text(incident.from_ms)


def number_words(incident: Incident) -> str:
    """Return the number of an incident, or its number in another book, or that it has none."""
    return incident.number or incident.source_number or _("chưa có số")


def _tone(incident: Incident) -> Tone:
    return STATE_TONES[incident.state]


def _value(incident: Incident) -> str:
    return money_text(incident.value) if incident.value else ""


def _when(incident: Incident) -> int:
    return incident.at_ms


def _worth(incident: Incident) -> int:
    return incident.value


def _state(incident: Incident) -> str:
    return _(STATE_WORDS[incident.state])


def _group(incident: Incident) -> str:
    return kinds.short_words(incident.kind)


def _kind(incident: Incident) -> str:
    return kinds.words(incident.kind)


def _short_time(incident: Incident) -> str:
    if incident.from_ms is None:
        return ""
    if incident.when is When.UNKNOWN:
        return f"--:-- {date_text(incident.from_ms)}"
    about = "~" if incident.when is When.ABOUT else ""
    return f"{about}{datetime_text(incident.from_ms)}"


def _story(incident: Incident) -> str:
    story = f"{incident.place} · {' '.join(incident.what.split())}"
    if incident.standing is Standing.ON_DUTY or incident.imported:
        return story
    return f"({_(STANDING_WORDS[incident.standing])}) {story}"


def _whole_story(incident: Incident) -> str:
    return f"{incident.place}\n{incident.what}"


def columns() -> list[Column[Incident]]:
    """Return the columns of the list, in the language on screen."""
    return [
        Column(_("Thời gian"), _short_time, sort=_when, width=20, tip=time_words),
        Column(_("Số"), number_words, width=17, strong=True, tip=number_words),
        Column(_("Loại vụ việc"), _group, tip=_kind),
        Column(_("Nơi xảy ra · diễn biến"), _story, stretch=True, tip=_whole_story),
        Column(_("Giá trị"), _value, align="right", sort=_worth, width=12),
        Column(_("Trạng thái"), _state, tone=_tone, badge=True, width=10),
    ]


def _identity(incident: Incident) -> int:
    return incident.id


class IncidentList(QWidget):
    """The list with its filters; `opened` carries an incident."""

    opened = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._rows: list[Incident] = []
        self._all_read = False
        self.count = label("", "muted", parent=self)
        self.search = SearchField(_("Tìm số, nơi, người, tài sản…"), self)
        letter = self.fontMetrics().averageCharWidth()
        self.search.setMinimumWidth(letter * 18)
        self.period = Choice(self._periods(), parent=self)
        self.kind = Choice(
            [(None, _("Mọi loại")), *((one.code, one.words()) for one in kinds.choices())],
            parent=self,
        )
        self.state = Choice(
            [
                (None, _("Mọi trạng thái")),
                ("open", _("Chưa xong")),
                *((one, _(words)) for one, words in STATE_WORDS.items()),
            ],
            parent=self,
        )
        for choice in (self.period, self.kind, self.state):
            choice.set_value(None)
            choice.setMinimumWidth(letter * 20)
            choice.setMaximumWidth(letter * 24)
        self.period.set_value("all")
        empty = EmptyState(
            "shield-alert",
            _("Không có vụ việc nào"),
            _("Bấm «Ghi vụ việc» khi có việc, hoặc bỏ bớt điều kiện tìm."),
        )
        self.table: Table[Incident] = Table(columns(), empty, self, key=_identity)
        self.table.opened.connect(self.opened)
        self.search.searched.connect(self._searched)
        for choice in (self.period, self.kind, self.state):
            choice.changed.connect(self._filtered)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        lines.addLayout(row(self.search, self.period, self.kind, self.state, None, self.count))
        lines.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the value out where there is no room for it."""
        super().resizeEvent(event)
        letters = self.width() // max(1, self.fontMetrics().averageCharWidth())
        self.table.setColumnHidden(VALUE_COLUMN, letters < ROOM_FOR_VALUE)

    def _periods(self) -> Sequence[tuple[Any, str]]:
        words = (
            _("Mọi thời gian"),
            _("Hôm nay"),
            _("7 ngày qua"),
            _("Tháng này"),
            _("Tháng trước"),
            _("Năm nay"),
            _("Năm trước"),
        )
        return list(zip(PERIODS, words, strict=True))

    def wanted(self) -> Filter:
        """Return what the filters ask for."""
        now = clock.local_date(self._shell.journal.clock.now_ms())
        first, last = period_days(self.period.value() or "all", now)
        state = self.state.value()
        states = OPEN if state == "open" else frozenset({state}) if state else frozenset()
        return Filter(
            text=self.search.folded(),
            start_ms=None if first is None else clock.at(first, 0),
            end_ms=None if last is None else clock.at(last, 0),
            kind=self.kind.value() or "",
            states=states,
        )

    @Slot()
    def reload(self) -> None:
        """Read the first incidents that fit, or as many as were shown before."""
        conn, wanted = self._shell.journal.tables, self.wanted()
        limit = max(store.PAGE, len(self._rows))
        self._rows = store.page(conn, wanted, limit=limit)
        self._all_read = len(self._rows) < limit
        found = store.count(conn, wanted)
        self.count.setText(
            ngettext("{count} vụ việc", "{count} vụ việc", found).format(count=number_text(found))
        )
        self.table.show_rows(self._rows)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self._filtered()

    @Slot()
    def _filtered(self) -> None:
        self._rows = []
        self.reload()
        self.table.scrollToTop()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._all_read or not self._rows or value < bar.maximum() - self.height():
            return
        conn = self._shell.journal.tables
        more = store.page(conn, self.wanted(), before=self._rows[-1])
        self._all_read = len(more) < store.PAGE
        if more:
            self._rows = [*self._rows, *more]
            self.table.show_rows(self._rows)
            bar.setValue(value)


def period_days(period: str, today: date) -> tuple[date | None, date | None]:
    """Return a period's first day and the day after its last; None is without bound."""
    month = today.replace(day=1)
    year = today.replace(month=1, day=1)
    following = today + timedelta(days=1)
    return {
        "today": (today, following),
        "week": (today - timedelta(days=6), following),
        "month": (month, None),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month),
        "year": (year, None),
        "last_year": (year.replace(year=year.year - 1), year),
    }.get(period, (None, None))
