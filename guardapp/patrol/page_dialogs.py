"""The two short dialogs of a running round: what was seen, and why it ends early."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from guardapp.base.local import Local
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import button, label, primary_button
from guardapp.base.words import N_, _
from guardapp.patrol.kinds import REASON_WORDS, Reason

PHRASES: Final = (
    N_("Cửa không khóa"),
    N_("Đèn hỏng, thiếu sáng"),
    N_("Có người lạ"),
    N_("Rò nước hoặc rò khí"),
    N_("Mùi lạ, có khói"),
    N_("Lối thoát hiểm bị chặn"),
    N_("Đồ vật bỏ quên"),
    N_("Mất trật tự, gây ồn"),
)
"""What guards see most; the digit beside it stores it at once."""


class _TextOrDigit(TextField):
    """A line of text; a digit in the empty line picks the usual sentence of that number."""

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by a digit where nothing is typed yet."""
        digit = event.text()
        if not self.text() and digit.isdigit() and 1 <= int(digit) <= len(PHRASES):
            self.picked.emit(int(digit))
        else:
            super().keyPressEvent(event)


class NoteDialog(Dialog):
    """Asks what was seen: a digit stores a usual sentence, or it is typed.

    `then(text, measure, abnormal)`; what is typed survives as a draft.
    """

    def __init__(self, place: str, local: Local, then: Then, parent: QWidget | None) -> None:
        text = _("Tại «{place}». Bấm một số để ghi ngay, hoặc gõ rồi Enter.").format(place=place)
        super().__init__(
            _("Ghi nhận bất thường"), text, then, parent, icon="triangle-alert", tone=Tone.WARNING
        )
        grid = QGridLayout()
        for number, phrase in enumerate(PHRASES):
            key = button(f"{number + 1}   {_(phrase)}", self._picked, parent=self)
            key.setProperty("phrase", phrase)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setProperty("kind", "choice")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(key, number // 2, number % 2)
        self.body.addLayout(grid)
        self.form = Form(local, "patrol.note", self)
        text_field = self.form.add("text", _("Điều đã thấy"), _TextOrDigit(self), required=True)
        text_field.picked.connect(self._digit)
        self.form.add("measure", _("Đã xử lý thế nào"), TextField(parent=self))
        self.form.restore()
        self.body.addWidget(self.form)
        self.add_buttons(
            button(_("Bình thường, chỉ ghi lại"), self._ordinary, parent=self),
            primary_button(_("Ghi bất thường"), self._abnormal, parent=self),
        )
        text_field.setFocus()

    @Slot(int)
    def _digit(self, number: int) -> None:
        self._store(PHRASES[number - 1], abnormal=True)

    def _store(self, text: str, *, abnormal: bool) -> None:
        measure = self.form.values()["measure"]
        self.form.drop_draft()
        self.take(text, measure, abnormal)

    @Slot()
    def _picked(self) -> None:
        self._store(str(self.sender().property("phrase")), abnormal=True)

    @Slot()
    def _abnormal(self) -> None:
        if self.form.check():
            self._store(self.form.values()["text"], abnormal=True)

    @Slot()
    def _ordinary(self) -> None:
        if self.form.check():
            self._store(self.form.values()["text"], abnormal=False)


class FinishDialog(Dialog):
    """Asks why a round ends with points left; digits 1 to 4 choose. `then(reason, text)`."""

    def __init__(self, names: tuple[str, ...], then: Then, parent: QWidget | None) -> None:
        super().__init__(
            _("Kết thúc sớm: còn {n} điểm chưa qua").format(n=len(names)),
            "",
            then,
            parent,
            icon="circle-alert",
            tone=Tone.WARNING,
            width=56,
        )
        self.body.addWidget(label("; ".join(names), "strong", wrap=True, parent=self))
        self.form = Form(parent=self)
        options = [
            (reason, f"{number}   {_(REASON_WORDS[reason])}")
            for number, reason in enumerate(Reason, 1)
        ]
        self.reasons = Segments(options, self, per_row=2)
        self.form.add("reason", _("Lý do"), self.reasons, required=True)
        self.form.add("text", _("Nói rõ thêm"), TextField(parent=self))
        self.body.addWidget(self.form)
        finish: QPushButton = primary_button(_("Kết thúc lượt"), self._taken, "check", self)
        self.add_buttons(finish, cancel=_("Đi tiếp"))
        self.form.field("reason").setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its digit."""
        digit = event.text()
        if digit.isdigit() and 1 <= int(digit) <= len(Reason):
            self.reasons.set_value(list(Reason)[int(digit) - 1])
            self.form.field("text").setFocus()
            return
        super().keyPressEvent(event)

    @Slot()
    def _taken(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(values["reason"], values["text"])
