"""One task of the checklist: what must hold, the three answers, and what an answer asks for."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.parts import (
    Banner,
    EmptyState,
    IconLabel,
    button,
    clear,
    ghost_button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.fire import actions, rules, store
from guardapp.fire.gather import guard_options
from guardapp.fire.gather_checklist import Task
from guardapp.fire.kinds import MEASURES
from guardapp.fire.model import RESULT_WORDS, Result
from guardapp.fire.page_about import AboutTask, PastChecks, done_words
from guardapp.fire.page_answer import (
    Answer,
    CorrectionAnswer,
    FailAnswer,
    NotPossibleAnswer,
    draft_name,
)
from guardapp.fire.page_buttons import KEYS, Answers, Wrapping
from guardapp.fire.page_list import result_look


class CheckPanel(QWidget):
    """The current task; `checked` tells that a result was saved, `closed` that one was given up."""

    checked = Signal()
    closed = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.task: Task | None = None
        self.answer: Answer | None = None
        self.measured: TextField | None = None
        self._corrects: int | None = None
        self._again = False
        self._buttons: QWidget | None = None
        self._past: QWidget | None = None
        sizes = look.sizes()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        inside.setProperty("part", "clear")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, sizes.s, 0)
        self._lines.setSpacing(sizes.m)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(sizes.m)
        outer.addWidget(area, 1)
        self._area = area
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
        self._laid_out.timeout.connect(self._scroll_to_answer)
        self._foot = QVBoxLayout()
        outer.addLayout(self._foot)

    def show_task(self, task: Task | None) -> None:
        """Show a task; what is being typed for the same one stays."""
        same = self.task is not None and task is not None and self.task.target == task.target
        if same and (self.answer or self._again or self._corrects is not None):
            return
        self.keep()
        self._corrects, self._again = None, False
        self._build(task)
        if task is None or task.is_done:
            return
        for result in (Result.FAIL, Result.NOT_POSSIBLE):
            if self._shell.local.load_draft(draft_name(task.target, result)):
                self.ask_for(result)
                break

    def press(self, key: str) -> None:
        """Take the answer of a key: 1 passed, 2 failed, 3 could not check."""
        if key in KEYS and self.task is not None and self._answers():
            self.take(KEYS[key])

    @Slot(object)
    def take(self, result: Result) -> None:
        """Save a pass at once; ask for what another result needs."""
        if result is Result.PASS and self._corrects is None:
            self._close_answer()
            self._save(result, "")
        else:
            self.ask_for(result)

    def ask_for(self, result: Result) -> None:
        """Ask in place for what a result needs."""
        if self.task is None:
            return
        self._close_answer()
        self.answer = self._answer_for(result)
        self.answer.restore()
        save = primary_button(_("Lưu (Enter)"), self.save, "check", self)
        cancel = button(_("Hủy (Esc)"), self.cancel, parent=self)
        icon, tone = result_look(result)
        chosen = label(_(RESULT_WORDS[result]), "heading", tone, parent=self)
        self._place.addLayout(row(IconLabel(icon, tone, parent=self), chosen, None))
        self._place.addWidget(self.answer)
        self._foot.addLayout(row(save, cancel, None))
        self._show_rest(False)
        self.answer.begin()
        self._laid_out.start()

    @Slot()
    def save(self) -> None:
        """Save the answer that is open, or show what it lacks."""
        if self.answer is None or not self.answer.check():
            return
        self._save(self.answer.result, self.answer.note())

    @Slot()
    def cancel(self) -> None:
        """Give up what is typed for this check."""
        if self.answer is not None and self.task is not None:
            self._drop_drafts(self.task)
            self._show_rest(True)
        elif self._corrects is not None or self._again:
            self._corrects, self._again = None, False
            self._build(self.task)
        self.closed.emit()

    def keep(self) -> None:
        """Keep what is being typed, since another task is shown or the page left."""
        if self.answer is not None:
            self.answer.save_draft()

    def _save(self, result: Result, note: str) -> None:
        task, answer = self.task, self.answer
        if task is None:
            return
        measured = self.measured.value() if self.measured else ""
        milli = rules.read_measured(measured) if measured else None
        if measured and milli is None and self.measured is not None:
            self._shell.ask.error(_("Số đo «{text}» không đúng. Ví dụ: 7,5").format(text=measured))
            self.measured.setFocus()
            return
        fault = answer.fault() if answer else None
        known = answer.known() if answer else None
        corrects = self._corrects
        shell = self._shell
        try:
            actions.check(
                shell.journal,
                shell.session,
                task.target,
                result,
                note,
                measured=milli,
                fault=fault,
                known=known,
                corrects=corrects,
            )
        except Invalid as error:
            if answer is None or not answer.show_invalid(error):
                raise
            return
        self._drop_drafts(task)
        self._corrects, self._again = None, False
        self.checked.emit()

    def _answer_for(self, result: Result) -> Answer:
        shell, target = self._shell, self.task.target if self.task else None
        assert target is not None
        if result is Result.NOT_POSSIBLE:
            return NotPossibleAnswer(shell.local, target, self)
        if result is Result.PASS:
            return CorrectionAnswer(shell.local, target, self)
        tables = shell.journal.tables
        today = self._today()
        return FailAnswer(
            shell.local,
            target,
            guard_options(tables),
            today,
            actions.default_due(shell.journal, today),
            [] if self._corrects else store.open_defects_of(tables, target),
            self,
        )

    def _close_answer(self) -> None:
        self.keep()
        self.answer = None
        clear(self._place)
        clear(self._foot)
        self._show_rest(True)

    @Slot()
    def _scroll_to_answer(self) -> None:
        if self.answer is not None:
            self._area.ensureWidgetVisible(self.answer, 0, 0)

    def _show_rest(self, shown: bool) -> None:
        """Show the answers and earlier checks, or make room for what is typed."""
        for one in (self._buttons, self._past):
            if one is not None:
                one.setVisible(shown)

    def _drop_drafts(self, task: Task) -> None:
        if self.answer is not None:
            self.answer.drop_draft()
        self.answer = None
        clear(self._place)
        clear(self._foot)
        for result in Result:
            self._shell.local.drop_draft(draft_name(task.target, result))

    def _today(self) -> date:
        return local_date(self._shell.journal.clock.now_ms())

    def _answers(self) -> bool:
        """Tell whether the task takes an answer now."""
        task = self.task
        return task is not None and (not task.is_done or self._again or self._corrects is not None)

    def _build(self, task: Task | None) -> None:
        clear(self._lines)
        clear(self._foot)
        self.task, self.answer, self.measured = task, None, None
        self._place = QVBoxLayout()
        self._buttons = self._past = None
        if task is None:
            self._lines.addWidget(
                EmptyState(
                    "shield-check",
                    _("Không còn mục nào phải kiểm tra"),
                    _("Quét mã một phương tiện để kiểm tra thêm ngoài kế hoạch."),
                    parent=self,
                )
            )
            return
        self._lines.addWidget(AboutTask(self._shell, task, self))
        if self._answers():
            self._ask(task)
        else:
            self._done(task)
        self._lines.addLayout(self._place)
        self._past = PastChecks(self._shell, task, self)
        self._lines.addWidget(self._past)
        self._lines.addStretch(1)

    def _ask(self, task: Task) -> None:
        measure = MEASURES.get(task.kind) if task.kind else None
        if measure is not None:
            words = f"{_(measure.name)} ({measure.unit})"
            self.measured = TextField(_("Không bắt buộc"), self)
            self.measured.setAccessibleName(words)
            self.measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * 20)
            self._lines.addLayout(row(label(words, "label", parent=self), self.measured, None))
        if self._corrects is not None:
            text = _("Chọn kết quả đúng. Kết quả cũ vẫn được giữ trong nhật ký.")
            self._lines.addWidget(Banner(Tone.INFO, text, parent=self))
        self._buttons = Answers(self)
        self._buttons.given.connect(self.take)
        self._lines.addWidget(self._buttons)

    def _done(self, task: Task) -> None:
        done = task.done
        if done is None:
            return
        words = done_words(self._shell, done)
        self._lines.addWidget(Banner(result_look(done.result)[1], words, parent=self))
        again = button(_("Kiểm tra lại"), self._check_again, "refresh-cw", self)
        correct = ghost_button(_("Sửa do ghi nhầm"), self._correct, "pencil", self)
        self._lines.addWidget(Wrapping([again, correct], self))

    @Slot()
    def _check_again(self) -> None:
        self._again = True
        self._build(self.task)

    @Slot()
    def _correct(self) -> None:
        if self.task is not None and self.task.done is not None:
            self._corrects = self.task.done.id
            self._build(self.task)
