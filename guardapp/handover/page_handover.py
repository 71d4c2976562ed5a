"""The handover as a calm sheet in four steps: people, things, open matters, signatures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guardapp.base import access
from guardapp.base.access import Session
from guardapp.base.errors import Invalid, UserError
from guardapp.base.matters import Matter, Matters
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Banner,
    Card,
    EmptyState,
    Inside,
    button,
    ghost_button,
    primary_button,
    row,
    scrolling,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, range_text, time_text
from guardapp.handover import actions, gather, rules, store
from guardapp.handover.gather_names import names
from guardapp.handover.model import Draft, Watch
from guardapp.handover.page_counts import CountsEditor
from guardapp.handover.page_draft import draft_from, draft_to
from guardapp.handover.page_history import HistoryDialog
from guardapp.handover.page_matters import MattersEditor
from guardapp.handover.page_parts import MembersEditor, MembersView
from guardapp.handover.page_print import choose_book, preview_minutes, print_minutes
from guardapp.handover.page_signing import SigningStep
from guardapp.handover.page_steps import StepBar
from guardapp.handover.signing import hand_over, to_decide

DRAFT: Final = "handover.draft"
MOST_LINES: Final = 3
DRAFT_MS: Final = 500
STEPS: Final = (
    N_("Quân số"),
    N_("Công cụ, chìa khóa"),
    N_("Việc tồn"),
    N_("Ký và in"),
)


class HandoverPage(Page):
    """Where one shift relieves another."""

    kinds: ClassVar = ("handover.", "patrol.", "fire.", "incidents.", "roster.")

    def __init__(self, shell: Shell, matters: Matters, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._matters = matters
        self._watch: Watch | None = None
        self._open: list[Matter] = []
        self._filling = False
        self._unsaved = False
        history = ghost_button(_("Biên bản đã ký"), self._show_history, "history", self)
        self.add_action(history)
        self.add_action(ghost_button(_("In sổ giao ca"), self._choose_month, "book-open", self))
        self._views = QStackedWidget(self)
        self._views.addWidget(self._nobody())
        self._views.addWidget(self._sheet())
        self.body.addWidget(self._views, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.save_draft)
        self.add_command(_("Bước tiếp theo"), self._next_step, "Ctrl+Return")
        self.add_command(_("Bước trước"), self._previous_step, "Ctrl+Backspace")

    def title(self) -> str:
        """Return the page's name."""
        return _("Bàn giao ca")

    def subtitle(self) -> str:
        """Say which shift is handed over."""
        watch = store.current_watch(self.shell.journal.tables)
        if watch is None:
            return ""
        if watch.planned_start is None or watch.planned_end is None:
            return _("Ca nhận lúc {time}").format(time=time_text(watch.accepted_at))
        name = gather.shift_name(self.shell.journal.tables, watch)
        return f"{name} {range_text(watch.planned_start, watch.planned_end)}".strip()

    def reload(self) -> None:
        """Show the watch that holds the post; what was entered for it stays."""
        journal = self.shell.journal
        actions.raise_missed_rounds(journal)
        watch = store.current_watch(journal.tables)
        self._views.setCurrentIndex(0 if watch is None else 1)
        if watch is None:
            self._watch = None
            return
        same = self._watch is not None and self._watch.id == watch.id
        draft = self.draft() if same else self._kept(watch)
        self._watch = watch
        self._fill(watch, draft, first=not same)

    def draft(self) -> Draft:
        """Return what is entered so far."""
        return Draft(
            self._incoming.members(),
            self.counts.counts(),
            self.matters.decisions(),
            self.signing.note(),
            self.signing.remark(),
        )

    @Slot(int)
    def show_step(self, number: int) -> None:
        """Show one of the steps, from 0."""
        self._steps.choose(number)
        self.stack.setCurrentIndex(number)
        self._back.setEnabled(number > 0)
        last = number == len(STEPS) - 1
        self._next.setHidden(last)
        for one in (self._preview, self.signing.button):
            one.setVisible(last)
        (self.signing.outgoing.login if last else self._next).setFocus()
        if last:
            QTimer.singleShot(0, self._see_signers)
        if last and self._watch is not None:
            conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
            self.signing.show_summary(
                gather.draft_document(conn, self._open, self._watch, self.draft(), now),
                self.counts.left(),
                self.matters.left(),
            )

    def _nobody(self) -> QWidget:
        return EmptyState(
            "shield",
            _("Chưa có ca nào nhận trực ở máy này"),
            _("Ca đầu tiên nhận ở trang «Ca trực», không cần biên bản."),
            primary_button(_("Đến trang «Ca trực»"), self._to_watch, "arrow-right", self),
            self,
        )

    def _sheet(self) -> QWidget:
        sheet = QWidget(self)
        sizes = look.sizes()
        lines = QVBoxLayout(sheet)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        self._steps = StepBar([_(words) for words in STEPS], sheet)
        self._steps.pressed.connect(self.show_step)
        lines.addWidget(self._steps)
        self.banner = Banner(Tone.DANGER, "", parent=sheet)
        lines.addWidget(self.banner)
        self.stack = QStackedWidget(sheet)
        self.counts = CountsEditor(sheet)
        self.matters = MattersEditor(sheet)
        self.signing = SigningStep(self._confirm, self._finish, sheet)
        steps = (self._people(sheet), self._in_card(self.counts), self._in_card(self.matters))
        self._areas = [self._scrolled(one) for one in (*steps, self.signing)]
        for area in self._areas:
            self.stack.addWidget(area)
        lines.addWidget(self.stack, 1)
        self._back = button(_("Quay lại"), self._previous_step, "arrow-left", sheet)
        self._next = primary_button(_("Tiếp tục"), self._next_step, "arrow-right", sheet)
        self._preview = button(_("Xem trước biên bản"), self.preview, "eye", sheet)
        lines.addLayout(row(self._back, None, self._preview, self._next, self.signing.button))
        self._incoming.changed.connect(self._edited)
        self.counts.changed.connect(self._edited)
        self.matters.changed.connect(self._edited)
        self.matters.opened.connect(self._open_matter)
        self.signing.edited.connect(self._edited)
        return sheet

    def _people(self, sheet: QWidget) -> QWidget:
        view = QWidget(sheet)
        outgoing = Card(_("Ca giao"), view)
        self._outgoing = MembersView(outgoing)
        outgoing.body.addWidget(self._outgoing)
        outgoing.body.addStretch(1)
        incoming = Card(_("Ca nhận: đánh dấu ai có mặt"), view)
        self._incoming = MembersEditor(incoming)
        incoming.body.addWidget(self._incoming)
        incoming.body.addStretch(1)
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.sizes().m + look.sizes().xs)
        across.addWidget(outgoing, 2)
        across.addWidget(incoming, 3)
        return view

    def _in_card(self, widget: QWidget) -> QWidget:
        card = Card()
        card.body.addWidget(widget)
        card.body.addStretch(1)
        return card

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        inside = Inside()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(widget)
        lines.addStretch(1)
        return scrolling(inside, self)

    def _kept(self, watch: Watch) -> Draft:
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        kept = self.shell.local.load_draft(DRAFT)
        draft = draft_from(kept, watch.id) if kept else Draft()
        if draft.members:
            return draft
        return replace(draft, members=tuple(gather.relief(conn, watch, now)))

    def _fill(self, watch: Watch, draft: Draft, *, first: bool) -> None:
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        known = names(conn)
        still_open = to_decide(self._matters, conn, now)
        things = store.things(conn)
        self._filling = True
        if first:
            self._outgoing.show_members(gather.member_lines(known, store.members(conn, watch.id)))
            self._incoming.show_members(draft.members, gather.member_lines(known, draft.members))
            self.signing.show_words(draft.note, draft.remark)
            self.signing.propose(self._first_signer(watch))
        if first or things != [one.thing for one in self.counts.rows]:
            self.counts.show_things(things, draft.counts)
        if first or _keys(still_open) != _keys(self._open):
            carried = {
                (m.kind, m.thing): store.carries(conn, m.kind, m.thing, m.since) for m in still_open
            }
            closable = actions.closable_kinds([self.shell.session])
            self.matters.show_matters(still_open, carried, draft.decisions, closable, now)
            self.signing.reset()
        self._open = still_open
        self._filling = False
        self._show_progress()
        self.show_step(0 if first else self.stack.currentIndex())

    def _first_signer(self, watch: Watch) -> str:
        session = self.shell.session
        inside = store.is_of_watch(self.shell.journal.tables, watch, session)
        return session.login if inside else ""

    def _show_progress(self) -> None:
        self._steps.tell_left(1, self.counts.left())
        self._steps.tell_left(2, self.matters.left())

    @Slot()
    def save_draft(self) -> None:
        """Keep what was entered since the last time."""
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, False
        if unsaved and self._watch is not None:
            self.shell.local.save_draft(DRAFT, draft_to(self.draft(), self._watch.id))

    @Slot()
    def _edited(self) -> None:
        if self._filling:
            return
        self.banner.tell(Tone.DANGER, "")
        self._unsaved = True
        self._timer.start()
        self._show_progress()
        if self.sender() is not self.signing:
            self.signing.reset()

    @Slot()
    def _next_step(self) -> None:
        self.show_step(min(self.stack.currentIndex() + 1, len(STEPS) - 1))

    @Slot()
    def _previous_step(self) -> None:
        self.show_step(max(self.stack.currentIndex() - 1, 0))

    @Slot()
    def _see_signers(self) -> None:
        if not self.counts.left() and not self.matters.left():
            self._areas[-1].ensureWidgetVisible(self.signing.outgoing)

    @Slot()
    def preview(self) -> None:
        """Show the minutes as they would be signed now."""
        if self._watch is not None:
            preview_minutes(self.shell, self._open, self._watch, self.draft())

    @Slot()
    def _to_watch(self) -> None:
        self.shell.go_to("watch", None)

    @Slot(object)
    def _open_matter(self, matter: Matter) -> None:
        self.shell.go_to(rules.page_of(matter.kind), matter.thing or None)

    @Slot()
    def _choose_month(self) -> None:
        choose_book(self.shell)

    @Slot()
    def _show_history(self) -> None:
        self.shell.ask.show(HistoryDialog(self.shell, self.print_handover, self))

    def _confirm(self, login: str, secret: str) -> Session:
        return access.confirm(self.shell.journal, self.shell.local, login, secret)

    def _finish(self, outgoing: Session, incoming: Session, leader: Session | None) -> None:
        try:
            signed = hand_over(
                self.shell.journal, self._matters, self.draft(), outgoing, incoming, leader
            )
        except UserError as error:
            self._refuse(error)
            return
        self._timer.stop()
        self._unsaved = False
        self.shell.local.drop_draft(DRAFT)
        self.banner.tell(Tone.DANGER, "")
        self.shell.ask.done(_("Đã bàn giao ca. Ca mới đang trực."))
        self.print_handover(signed.handover)

    def _refuse(self, error: UserError) -> None:
        if isinstance(error, rules.Undecided):
            self.show_step(2)
            self.matters.show_problems()
        elif isinstance(error, Invalid):
            self.show_step(0 if "members" in error.problems else 1)
            self.counts.show_problems()
        self.banner.tell(Tone.DANGER, _first_lines(error.words()))

    def print_handover(self, handover: int) -> None:
        """Show a signed handover's minutes before they are printed."""
        print_minutes(self.shell, handover)


def _keys(matters: Sequence[Matter]) -> list[tuple[str, int]]:
    return [(one.kind, one.thing) for one in matters]


def _first_lines(words: str) -> str:
    lines = words.splitlines()
    left = len(lines) - MOST_LINES
    if left > 1:
        lines = [*lines[:MOST_LINES], _("… và {n} điều nữa.").format(n=left)]
    return "\n".join(lines)
