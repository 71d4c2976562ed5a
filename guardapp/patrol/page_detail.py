"""One round in full: its points with times and verdicts, and what was noted."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import MINUTE
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import Badge, Card, EmptyState, button, label
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.words import _, duration_text, time_text
from guardapp.patrol import actions, store_routes
from guardapp.patrol.kinds import METHOD_WORDS, REASON_WORDS, Flag, Method, State
from guardapp.patrol.model import Note
from guardapp.patrol.page_columns import state_tone, state_words
from guardapp.patrol.page_points import VERDICT_TONES, flag_words, point_tone, point_words
from guardapp.patrol.walk import PointSeen, Turn, Visit, Walk


@dataclass(frozen=True)
class _Stop:
    """A line of the detail: a point, a scan outside the route, or a note."""

    name: str
    due: str
    seen: str
    words: str
    tone: Tone | None
    note: Note | None = None


class RoundDetail(Card):
    """The right side of the log: a round's points, or why it was missed."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(_("Chi tiết lượt"), parent)
        self._shell = shell
        self._state = Badge("", Tone.NEUTRAL, self)
        self.head.addWidget(self._state)
        self._words = label("", wrap=True, parent=self)
        self.body.addWidget(self._words)
        empty = EmptyState("map-pin", _("Chọn một lượt để xem từng điểm"))
        self.table: Table[_Stop] = Table(
            [
                Column(_("Điểm"), lambda one: one.name, stretch=True, tip=lambda one: one.name),
                Column(_("Giờ"), lambda one: one.seen, strong=True, tip=lambda one: one.due),
                Column(
                    _("Kết quả"),
                    lambda one: one.words,
                    tone=lambda one: one.tone,
                    tip=lambda one: one.words,
                    width=15,
                ),
            ],
            empty,
            self,
        )
        self.table.chosen.connect(self._chosen)
        self.body.addWidget(self.table, 1)
        self._resolve = button(_("Đã xử lý xong bất thường này"), self._ask, "check", self)
        self.body.addWidget(self._resolve)
        self._resolve.hide()

    def show_turn(self, turn: Turn | None, walker: str = "") -> None:
        """Show a round, or ask to choose one."""
        self._state.setVisible(turn is not None)
        self._words.setVisible(turn is not None)
        if turn is None:
            self.table.show_rows([])
            return
        self._state.show_state(state_words(turn), state_tone(turn))
        if turn.walk is None:
            self._words.setText(self._not_walked(turn))
            points = turn.slot.route.points if turn.slot else ()
            self.table.show_rows(
                [_Stop(f"{one.position + 1}. {one.name}", "", "", "", None) for one in points]
            )
            return
        self._words.setText(self._walked(turn.walk, walker))
        self.table.show_rows(self._stops(turn.walk))

    @staticmethod
    def _not_walked(turn: Turn) -> str:
        if turn.state is State.PENDING:
            return _("Lượt {time} chưa bắt đầu.").format(time=time_text(turn.slot_ms))
        if turn.missed is not None and turn.missed.comment:
            return _("Không ai đi. Ý kiến trưởng ca: {text}").format(text=turn.missed.comment)
        return _("Không ai đi. Trưởng ca cần ghi ý kiến để khép lại lượt này.")

    @staticmethod
    def _walked(walk: Walk, walker: str) -> str:
        parts = [
            walk.round.route.name,
            _("{name} đi từ {time}").format(name=walker, time=time_text(walk.round.started_ms)),
        ]
        end = walk.round.end
        if end is not None:
            parts.append(_("kết thúc {time}").format(time=time_text(end.at_ms)))
            if end.reason is not None:
                reason = _(REASON_WORDS[end.reason])
                parts.append(_("lý do: {reason}").format(reason=reason))
            if end.text:
                parts.append(end.text)
        elif walk.state is State.INCOMPLETE:
            parts.append(_("không được kết thúc"))
        return ", ".join(parts) + "."

    def _stops(self, walk: Walk) -> list[_Stop]:
        notes: dict[int | None, list[Note]] = {}
        for note in walk.round.notes:
            notes.setdefault(note.checkpoint, []).append(note)
        stops = []
        for seen in walk.points:
            stops.append(_point(seen))
            stops += map(_noted, notes.pop(seen.point.checkpoint, []))
        strays = [one for one in walk.visits if one.position is None]
        stops += [self._stray(one) for one in strays]
        stops += [_noted(note) for those in notes.values() for note in those]
        return stops

    def _stray(self, visit: Visit) -> _Stop:
        point = store_routes.checkpoint(self._shell.journal.tables, visit.scan.checkpoint)
        words = ", ".join(flag_words(visit.flags)).capitalize()
        time = time_text(visit.scan.occurred_ms)
        return _Stop(point.name if point else "", "", time, words, Tone.WARNING)

    @Slot(object)
    def _chosen(self, stop: _Stop | None) -> None:
        note = stop.note if stop else None
        is_open = note is not None and note.abnormal and note.resolution is None
        self._resolve.setVisible(is_open and may(self._shell.session, Right.WALK_ROUND))

    @Slot()
    def _ask(self) -> None:
        stop = self.table.selected()
        if stop is not None and stop.note is not None:
            text = _("«{text}» đã được xử lý thế nào?").format(text=stop.note.text)
            then = partial(self._resolved, stop.note.id)
            self._shell.ask.reason(_("Khép lại bất thường"), text, then)

    def _resolved(self, note: int, text: str) -> None:
        actions.resolve_note(self._shell.journal, self._shell.session, note, text)
        self._shell.ask.done(_("Đã khép lại."))


def _point(seen: PointSeen) -> _Stop:
    name = f"{seen.point.position + 1}. {seen.point.name}"
    due = _("Dự kiến {time}").format(time=time_text(seen.due_ms))
    if seen.visit is None:
        words = _("Tùy chọn, không qua") if seen.point.optional else _("Không qua")
        return _Stop(name, due, "–", words, None if seen.point.optional else Tone.DANGER)
    scan = seen.visit.scan
    words = point_words(seen)
    if Flag.LATE_ENTRY in seen.visit.flags:
        late = duration_text((scan.entered_ms - scan.occurred_ms) // MINUTE)
        words += f" ({late})"
    if scan.method is Method.MANUAL:
        words += f", {_(METHOD_WORDS[scan.method])}"
    tone = point_tone(seen) if seen.visit.flags else VERDICT_TONES[seen.verdict]
    return _Stop(name, due, time_text(scan.occurred_ms), words, tone)


def _noted(note: Note) -> _Stop:
    name = f"    ↳ {note.text}" + (f" ({note.measure})" if note.measure else "")
    if not note.abnormal:
        words, tone = _("Ghi nhận"), None
    elif note.resolution is None:
        words, tone = _("Bất thường, còn mở"), Tone.WARNING
    else:
        words = _("Đã xử lý: {text}").format(text=note.resolution)
        tone = Tone.SUCCESS
    return _Stop(name, "", time_text(note.occurred_ms), words, tone, note)
