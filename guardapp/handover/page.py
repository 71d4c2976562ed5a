"""The guard's own page: who holds the post, taking it over, and the duty log of the shift."""

from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from guardapp.base.access import Right, Role, Session, may
from guardapp.base.clock import MINUTE
from guardapp.base.errors import UserError
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Banner,
    Card,
    button,
    column,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, range_text, time_text
from guardapp.handover import actions, gather, rules, store
from guardapp.handover.document import EventLine
from guardapp.handover.gather_events import LINE
from guardapp.handover.gather_names import names
from guardapp.handover.model import LogLine, Watch
from guardapp.handover.page_log import KEYS, SHORT, EntryBar
from guardapp.handover.page_parts import MembersEditor
from guardapp.handover.page_side import WatchSide
from guardapp.handover.page_timeline import Timeline
from guardapp.roster import store as roster

REFRESH_MS: Final = MINUTE


class WatchPage(Page):
    """What the shift at the post sees all night."""

    kinds: ClassVar = ("handover.", "patrol.", "fire.", "incidents.", "roster.")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._watch: Watch | None = None
        self._join = primary_button(_("Vào ca trực"), self._join_watch, "user-plus", self)
        self._hand = primary_button(_("Bàn giao ca"), self._to_handover, "arrow-right-left", self)
        for one in (self._join, self._hand):
            self.set_primary(one)
        self.banner = Banner(Tone.WARNING, "", parent=self)
        self.body.addWidget(self.banner)
        self._stack = QStackedWidget(self)
        self._first = self._first_view()
        self._running = self._running_view()
        self._stack.addWidget(self._first)
        self._stack.addWidget(self._running)
        self.body.addWidget(self._stack, 1)
        for category, keys in KEYS.items() if may(shell.session, Right.LOG) else ():
            words = _("Ghi nhật ký: {category}").format(category=_(SHORT[category]))
            self.add_command(words, self._choose_category, keys).setData(category)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def title(self) -> str:
        """Return the page's name."""
        return _("Ca trực")

    def subtitle(self) -> str:
        """Say which shift holds the post since when."""
        watch = store.last_watch(self.shell.journal.tables)
        if watch is None or not watch.open:
            return _("Chưa có ca nào nhận trực ở máy này")
        taken = _("nhận ca lúc {time}").format(time=time_text(watch.accepted_at))
        if watch.planned_start is None or watch.planned_end is None:
            return f"{date_text(watch.accepted_at)} · {taken}"
        name = gather.shift_name(self.shell.journal.tables, watch)
        hours = range_text(watch.planned_start, watch.planned_end)
        return f"{name} {hours}, {date_text(watch.planned_start)} · {taken}".strip()

    def show_subject(self, subject: int) -> None:
        """Select a line of the duty log."""
        self.timeline.select(LINE, subject)

    def reload(self) -> None:
        """Show the watch that holds the post, or who is to take it over first."""
        conn = self.shell.journal.tables
        self._watch = store.current_watch(conn)
        session = self._session()
        self._show_buttons(session)
        self._stack.setCurrentWidget(self._first if self._watch is None else self._running)
        if self._watch is None:
            self._show_first()
        else:
            self._show_running(self._watch)

    def _first_view(self) -> QWidget:
        view = QWidget(self)
        card = Card(_("Ca đầu tiên ở máy này"), view)
        words = _("Đánh dấu ai có mặt rồi bấm «Nhận ca». Các ca sau nhận bằng biên bản bàn giao.")
        card.body.addWidget(label(words, "muted", wrap=True, parent=card))
        self._expected = MembersEditor(card)
        card.body.addWidget(self._expected)
        big = primary_button(_("Nhận ca"), self._take_over, "shield-check", card)
        big.setMinimumHeight(look.sizes().control + look.sizes().l)
        big.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.big = big
        card.body.addWidget(big)
        lines = QVBoxLayout(view)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card)
        lines.addStretch(1)
        return view

    def _running_view(self) -> QWidget:
        view = QWidget(self)
        sizes = look.sizes()
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(sizes.m + sizes.xs)
        across.addLayout(self._log_side(view), 1)
        self._side = WatchSide(view)
        across.addWidget(self._side)
        return view

    def _log_side(self, view: QWidget) -> QVBoxLayout:
        entry = Card(parent=view)
        self.entry = EntryBar(self.shell.local, self.shell.session.account, entry)
        self.entry.written.connect(self._write)
        entry.body.addWidget(self.entry)
        entry.setVisible(may(self.shell.session, Right.LOG))
        self.timeline = Timeline(view)
        self.timeline.chosen.connect(self._chosen)
        self.timeline.opened.connect(self._open)
        self.escalate = button(_("Thành sự việc"), self._make_incident, "siren", view)
        self._correct = button(_("Đính chính"), self._ask_correction, "pencil", view)
        self._settle = button(_("Đã xong"), self._ask_outcome, "check", view)
        self._line_buttons = (self.escalate, self._correct, self._settle)
        lines = column(entry, self.timeline)
        lines.setSpacing(look.sizes().m)
        lines.setStretch(1, 1)
        self._line_bar = QWidget(view)
        self._line_bar.setLayout(row(*self._line_buttons, None))
        lines.addWidget(self._line_bar)
        return lines

    def _session(self) -> Session:
        taken = store.has_taken_over(self.shell.journal.tables, self.shell.session)
        return replace(self.shell.session, took_over=taken)

    def _show_buttons(self, session: Session) -> None:
        hands = may(session, Right.HAND_OVER)
        inside = session.took_over or session.role is Role.CHIEF
        self.big.setEnabled(hands)
        waits = self._watch is not None and hands and not inside
        self._join.setVisible(waits)
        self._hand.setVisible(self._watch is not None and hands and inside)
        self.banner.tell(
            Tone.WARNING,
            _(
                "Bạn chưa nhận ca nên chưa được tuần tra, kiểm tra. Dòng ghi bây giờ mang dấu "
                "«chưa nhận ca»."
            )
            if waits
            else "",
        )

    def _show_first(self) -> None:
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        expected = gather.relief(conn, None, self._first_at(now))
        self._expected.show_members(expected, gather.member_lines(names(conn), expected))

    def _first_at(self, now: int) -> int:
        """Return the instant whose roster takes over: who is early begins with the own shift."""
        person, ahead = self.shell.session.person, now + rules.RELIEF_MS
        if person is None:
            return now
        near = roster.assignments(self.shell.journal.tables, now, ahead, guard=person)
        return max(now, near[0].start_ms) if near else now

    def _show_running(self, watch: Watch) -> None:
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        events = gather.timeline(conn, watch, now)
        self.timeline.show_events(events[::-1])
        self._chosen(self.timeline.selected())
        self._side.show_watch(conn, watch, events, now)

    def _line(self) -> LogLine | None:
        event = self.timeline.selected()
        if event is None or event.kind != LINE:
            return None
        return store.log_line(self.shell.journal.tables, event.thing)

    @Slot()
    def _tick(self) -> None:
        if self.isVisible() and self._watch is not None:
            self._show_running(self._watch)

    @Slot()
    def _take_over(self) -> None:
        actions.take_over(self.shell.journal, self.shell.session, self._expected.members())
        self.shell.ask.done(_("Đã nhận ca."))

    @Slot()
    def _join_watch(self) -> None:
        actions.join_watch(self.shell.journal, self.shell.session)
        self.shell.ask.done(_("Bạn đã vào ca trực."))

    @Slot()
    def _to_handover(self) -> None:
        self.shell.go_to("handover", None)

    @Slot()
    def _choose_category(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.entry.choose(action.data())

    @Slot(object, str, object, bool)
    def _write(self, category: object, text: str, minute: int | None, follow: bool) -> None:
        now = self.shell.journal.clock.now_ms()
        try:
            actions.log_line(
                self.shell.journal,
                self._session(),
                category,  # type: ignore[arg-type]
                text,
                occurred_at=None if minute is None else rules.latest_at(minute, now),
                follow=follow,
            )
        except UserError as error:
            self.entry.show_problem(error.words())
            return
        self.entry.done()

    @Slot(object)
    def _chosen(self, event: EventLine | None) -> None:
        line = self._line()
        session = self.shell.session
        self._line_bar.setVisible(line is not None)
        free = line is not None and line.corrected_by is None
        self.escalate.setEnabled(
            free
            and line is not None
            and line.incident is None
            and may(session, Right.WRITE_INCIDENT)
        )
        self._correct.setEnabled(free and may(session, Right.LOG))
        self._settle.setEnabled(line is not None and line.open and may(session, Right.HAND_OVER))

    @Slot(object)
    def _open(self, event: EventLine) -> None:
        if event.kind != LINE:
            self.shell.go_to(rules.page_of(event.kind), event.thing or None)

    @Slot()
    def _make_incident(self) -> None:
        line = self._line()
        if line is not None:
            incident = actions.escalate_line(self.shell.journal, self._session(), line.id)
            self.shell.ask.done(_("Đã chuyển thành sự việc, không phải gõ lại."))
            self.shell.go_to("incidents", incident)

    @Slot()
    def _ask_correction(self) -> None:
        line = self._line()
        if line is not None:
            self.shell.ask.text(
                _("Đính chính bằng một dòng mới"),
                _("Nội dung đúng"),
                self._correct_line,
                initial=line.text,
            )

    def _correct_line(self, text: str) -> None:
        line = self._line()
        if line is not None:
            actions.correct_line(self.shell.journal, self._session(), line.id, text)

    @Slot()
    def _ask_outcome(self) -> None:
        if self._line() is not None:
            self.shell.ask.text(_("Việc đã xong"), _("Đã làm gì"), self._settle_line)

    def _settle_line(self, text: str) -> None:
        line = self._line()
        if line is not None:
            actions.settle_line(self.shell.journal, self.shell.session, line.id, text)
