"""The running round: scan, see at once what it was worth, note, finish."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.clock import MINUTE
from guardapp.base.errors import UserError
from guardapp.base.ui import look
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import (
    Badge,
    Card,
    button,
    icon_button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.scan import ScanField
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _, duration_text, time_text
from guardapp.patrol import actions, rules, store, store_routes
from guardapp.patrol.errors import ReasonNeeded
from guardapp.patrol.kinds import Method, Reason
from guardapp.patrol.page_dialogs import FinishDialog, NoteDialog
from guardapp.patrol.page_feedback import Feedback
from guardapp.patrol.page_points import PointList, flag_words, point_tone, point_words
from guardapp.patrol.walk import Visit, Walk


class WalkView(QWidget):
    """One running round; `left` asks to go back to the list of rounds."""

    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._round = 0
        self._walk: Walk | None = None
        sizes = look.sizes()
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(sizes.l)
        columns.addLayout(self._desk(), 6)
        self._points = PointList(self)
        card = Card(_("Các điểm của tuyến"), self)
        self._count = Badge("", Tone.NEUTRAL, card)
        card.head.addWidget(self._count)
        card.body.addWidget(self._points, 1)
        columns.addWidget(card, 5)

    def _desk(self) -> QVBoxLayout:
        sizes = look.sizes()
        desk = QVBoxLayout()
        desk.setSpacing(sizes.l)
        card = self._top = Card("", self)
        self._name = label("", "heading", wrap=True, parent=card)
        self._times = label("", "muted", wrap=True, parent=card)
        self._bar = QProgressBar(card)
        self._bar.setTextVisible(False)
        self.scan_field = ScanField(_("Quét hoặc gõ mã điểm"), card)
        tall = sizes.control + sizes.l
        self.scan_field.setStyleSheet(
            f"QLineEdit {{ font-size: {sizes.title}px; min-height: {tall}px; }}"
        )
        self.scan_field.scanned.connect(self._scanned)
        self.scan_field.typed.connect(self._typed)
        self.scan_field.refused.connect(self._typed)
        back = icon_button("arrow-left", _("Về danh sách lượt"), self._go_back, card)
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = row(back, self._name)
        head.setStretch(1, 1)
        card.body.addLayout(head)
        for part in (self._times, self._bar):
            card.body.addWidget(part)
        card.body.addSpacing(sizes.s)
        card.body.addWidget(self.scan_field)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        desk.addWidget(card)
        self.feedback = Feedback(self)
        desk.addWidget(self.feedback, 1)
        desk.addLayout(self._buttons())
        return desk

    def _buttons(self) -> QHBoxLayout:
        self._note = button(_("Bất thường (F2)"), self.write_note, "triangle-alert", self)
        self._finish = primary_button(_("Kết thúc (F9)"), self.finish, "check", self)
        for one in (self._note, self._finish):
            one.setMinimumHeight(look.sizes().control + look.sizes().s)
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return row(self._note, self._finish)

    def show_round(self, round_id: int) -> bool:
        """Show a round; False if it is over or unknown."""
        found = store.round_(self._shell.journal.tables, round_id)
        now = self._shell.journal.clock.now_ms()
        if found is None or not rules.is_open(found, now):
            return False
        walk = rules.examine(found, now)
        if round_id != self._round:
            self._round = round_id
            self.feedback.tell(None, _("Sẵn sàng quét"), self._next_words(walk))
        self._walk = walk
        self._name.setText(found.route.name)
        self._keep_top_whole()
        self._bar.setRange(0, max(walk.required, 1))
        self._bar.setValue(walk.seen)
        done = _("Đã qua {seen}/{required}").format(seen=walk.seen, required=walk.required)
        self._count.show_state(done, Tone.ACCENT)
        self._points.show_walk(walk)
        self.tick()
        self.scan_field.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the answer below give way, never the field."""
        super().resizeEvent(event)
        self._keep_top_whole()

    def _keep_top_whole(self) -> None:
        layout = self._top.layout()
        if layout is not None:
            self._top.setMinimumHeight(layout.totalHeightForWidth(self._top.width()))

    def tick(self) -> None:
        """Renew how long the round has been going on."""
        if self._walk is None:
            return
        round_ = self._walk.round
        now = self._shell.journal.clock.now_ms()
        minutes = max(0, now - round_.started_ms) // MINUTE
        parts = [
            _("Bắt đầu {time}, đã đi {span}").format(
                time=time_text(round_.started_ms), span=duration_text(minutes)
            )
        ]
        planned = time_text(round_.slot_ms)
        parts.insert(
            0,
            _("Theo lịch {time}").format(time=planned) if round_.planned else _("Lượt tự nguyện"),
        )
        self._times.setText("  ·  ".join(parts))

    @Slot(str)
    def _scanned(self, code: str) -> None:
        self._take(code, Method.SCAN)

    @Slot(str)
    def _typed(self, code: str) -> None:
        self._take(code, Method.TYPED)

    def _take(self, code: str, method: Method) -> None:
        try:
            scan = actions.scan(
                self._shell.journal, self._shell.session, self._round, code, method=method
            )
        except UserError as error:
            title = _("Không nhận {code}").format(code=code)
            self.feedback.tell(Tone.DANGER, title, error.words())
            QApplication.beep()
            return
        self.show_round(self._round)
        assert self._walk is not None
        visit = next(one for one in self._walk.visits if one.scan.id == scan)
        self._tell_visit(self._walk, visit)

    def _tell_visit(self, walk: Walk, visit: Visit) -> None:
        words = flag_words(visit.flags)
        seen = next((one for one in walk.points if one.visit is visit), None)
        if seen is None:
            point = store_routes.checkpoint(self._shell.journal.tables, visit.scan.checkpoint)
            title = f"{point.name if point else ''}: {', '.join(words)}"
            self.feedback.tell(Tone.WARNING, title, self._next_words(walk))
            QApplication.beep()
            return
        tone = point_tone(seen)
        if tone is not Tone.SUCCESS:
            QApplication.beep()
        title = f"{seen.point.name} – {point_words(seen).lower()}"
        after = self._after_words(walk, seen.point.position)
        self.feedback.tell(tone, title, after, taken=True)

    def _after_words(self, walk: Walk, position: int) -> str:
        before = walk.points[:position]
        passed = [one.point.name for one in before if one.omitted]
        if passed and walk.round.route.ordered:
            return _("Chưa qua: {names}. Còn quay lại được.").format(names="; ".join(passed))
        return self._next_words(walk)

    @staticmethod
    def _next_words(walk: Walk) -> str:
        if walk.next is None:
            return _("Đủ điểm. Bấm F9 để kết thúc lượt.")
        point = walk.next.point
        words = _("Tiếp theo: {name}").format(name=point.name)
        return f"{words} ({point.instruction})" if point.instruction else words

    @Slot()
    def write_note(self) -> None:
        """Ask what was seen at the last point."""
        if self._walk is None:
            return
        place = self._last_place(self._walk) or self._walk.round.route.name
        dialog = NoteDialog(place, self._shell.local, self._store_note, self.window())
        self._shell.ask.show(dialog)

    @staticmethod
    def _last_place(walk: Walk) -> str:
        seen = [one for one in walk.points if one.visit is not None]
        return max(seen, key=lambda one: one.visit.scan.occurred_ms).point.name if seen else ""

    def _store_note(self, text: str, measure: str, abnormal: bool) -> None:
        assert self._walk is not None
        last = self._walk.visits[-1].scan.checkpoint if self._walk.visits else None
        actions.note(
            self._shell.journal,
            self._shell.session,
            self._round,
            text,
            checkpoint=last,
            measure=measure,
            abnormal=abnormal,
        )
        title = _("Đã ghi nhận: {text}").format(text=text)
        self.feedback.tell(Tone.INFO, title, self._next_words(self._walk))
        self.scan_field.setFocus()

    @Slot()
    def finish(self) -> None:
        """Finish the round; with points left, ask for the reason first."""
        try:
            self._finish_for(None, "")
        except ReasonNeeded as error:
            dialog = FinishDialog(error.names, self._finish_for, self.window())
            self._shell.ask.show(dialog)

    def _finish_for(self, reason: Reason | None, text: str) -> None:
        actions.finish_round(self._shell.journal, self._shell.session, self._round, reason, text)
        self._walk, self._round = None, 0
        self._shell.ask.done(_("Đã kết thúc lượt tuần tra."))
        self.left.emit()

    @Slot()
    def _go_back(self) -> None:
        self.left.emit()
