"""What a task is: where, what must hold for a pass, what is open already, what was found."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.access import STANDING_WORDS, Standing, account_name
from guardapp.base.clock import MINUTE
from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, Banner, IconLabel, label, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, datetime_text, time_text
from guardapp.fire import rules, store
from guardapp.fire.gather import owner_words
from guardapp.fire.gather_checklist import Task
from guardapp.fire.model import RESULT_WORDS, Check
from guardapp.fire.page_list import result_look
from guardapp.fire.rules import DueState

PAST: Final = 3


def done_words(shell: Shell, check: Check) -> str:
    """Return what a check found, when and by whom, in one line."""
    parts = [
        _("{result} lúc {time}").format(
            result=_(RESULT_WORDS[check.result]), time=time_text(check.at)
        ),
        account_name(shell.journal.tables, check.account),
    ]
    if check.standing is not Standing.ON_DUTY:
        parts.append(_(STANDING_WORDS[check.standing]))
    parts += [rules.measured_text(check.measured, check.unit), check.note]
    if check.entered_at - check.at > MINUTE:
        parts.append(_("ghi lúc {moment}").format(moment=datetime_text(check.entered_at)))
    return " · ".join(filter(None, parts))


class AboutTask(QWidget):
    """The facts of one task."""

    def __init__(self, shell: Shell, task: Task, parent: QWidget) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(sizes.m)
        self._head(task)
        self._criteria(task)
        for words in defect_words(shell, task):
            self._lines.addWidget(Banner(Tone.WARNING, words, parent=self))

    def _head(self, task: Task) -> None:
        self._lines.addWidget(label(task.title, "title", wrap=True, parent=self))
        where = " — ".join(filter(None, (task.group, task.place)))
        place = QHBoxLayout()
        place.setSpacing(look.sizes().s)
        place.addWidget(IconLabel("map-pin", parent=self), 0, Qt.AlignmentFlag.AlignTop)
        place.addWidget(label(where, "muted", wrap=True, parent=self), 1)
        self._lines.addLayout(place)
        badges: list[QWidget | None] = []
        if task.kind:
            words = _("Mã {code}").format(code=task.code)
            badges.append(Badge(words, Tone.NEUTRAL, self))
        words = _("Điểm {letters}, Điều 13.1").format(letters=task.letters)
        badges.append(Badge(words, Tone.INFO, self))
        if task.due.state is DueState.OVERDUE:
            words = _("Quá hạn từ {day}").format(day=date_text(task.due.since))
            badges.append(Badge(words, Tone.DANGER, self))
        self._lines.addLayout(row(*badges, None))

    def _criteria(self, task: Task) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(look.sizes().xs)
        lines.addWidget(label(_("Đạt khi"), "overline", parent=self))
        for words in task.criteria:
            one = QHBoxLayout()
            one.setSpacing(look.sizes().s)
            mark = IconLabel("check", Tone.SUCCESS, parent=self)
            one.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            one.addWidget(label(words, wrap=True, parent=self), 1)
            lines.addLayout(one)
        self._lines.addLayout(lines)


class PastChecks(QWidget):
    """What the last checks of a task found."""

    def __init__(self, shell: Shell, task: Task, parent: QWidget) -> None:
        super().__init__(parent)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, look.sizes().m, 0, 0)
        lines.setSpacing(look.sizes().xs)
        shown = task.done.id if task.done and task.is_done else None
        past = [
            check
            for check in store.history(shell.journal.tables, task.target, PAST + 1)
            if check.id != shown
        ][:PAST]
        if past:
            lines.addWidget(label(_("Những lần trước"), "overline", parent=self))
        for check in past:
            icon, tone = result_look(check.result)
            name = account_name(shell.journal.tables, check.account)
            parts = (
                datetime_text(check.at),
                _(RESULT_WORDS[check.result]),
                rules.measured_text(check.measured, check.unit),
                name,
                check.note,
            )
            words = " · ".join(filter(None, parts))
            one = QHBoxLayout()
            one.setSpacing(look.sizes().s)
            mark = IconLabel(icon, tone, parent=self)
            one.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            one.addWidget(label(words, "small", wrap=True, parent=self), 1)
            lines.addLayout(one)


def defect_words(shell: Shell, task: Task) -> list[str]:
    """Return each open defect of a task in one line."""
    tables = shell.journal.tables
    found = []
    for one in store.open_defects_of(tables, task.target):
        words = _("Đang có tồn tại: {note}. Hạn {due}").format(
            note=one.note, due=date_text(one.due)
        )
        owner = owner_words(tables, one.owner)
        if owner:
            words = _("{defect}, giao cho {owner}").format(defect=words, owner=owner)
        found.append(words)
    return found
