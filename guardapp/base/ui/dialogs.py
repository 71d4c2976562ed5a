"""The dialogs of the program: calm, with words for buttons, and never blocking the event loop."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.errors import UserError
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import (
    Banner,
    IconLabel,
    button,
    danger_button,
    label,
    primary_button,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, pgettext

Then = Callable[..., None]


class Dialog(QDialog):
    """A dialog with a title, a text, a body to fill and buttons; opened by `open()`.

    `take(value)` calls `then(value)` and closes; when that raises a UserError its words are shown
    here and the dialog stays open with all that was typed.
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        then: Then | None = None,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        tone: Tone | None = None,
        width: int = 46,
    ) -> None:
        super().__init__(parent)
        self._then = then
        sizes = look.sizes()
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * width)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.xl, sizes.l, sizes.xl, sizes.l)
        lines.setSpacing(sizes.m)
        head = QHBoxLayout()
        head.setSpacing(sizes.m)
        if icon:
            head.addWidget(IconLabel(icon, tone, sizes.xl, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(title, "heading", wrap=True, parent=self), 1)
        lines.addLayout(head)
        if text:
            lines.addWidget(label(text, wrap=True, parent=self))
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.m)
        lines.addLayout(self.body, 1)
        self._error = Banner(Tone.DANGER, "", parent=self)
        lines.addWidget(self._error)
        lines.addSpacing(sizes.s)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(sizes.s)
        self._buttons.addStretch(1)
        lines.addLayout(self._buttons)

    def add_buttons(self, *buttons: QPushButton, cancel: str | None = "") -> None:
        """Put the buttons, the main one last; `cancel` renames "Hủy", None leaves it out."""
        if cancel is not None:
            words = cancel or pgettext("dialog", "Hủy")
            self._buttons.addWidget(button(words, self.reject, parent=self))
        for one in buttons:
            self._buttons.addWidget(one)
        buttons[-1].setDefault(True)

    def take(self, *values: Any) -> None:
        """Hand the outcome on and close; stay open with the words of a UserError."""
        then = self._then
        if then is not None:
            try:
                then(*values)
            except UserError as error:
                self.show_error(error.words())
                return
        self.accept()

    def show_error(self, words: str) -> None:
        """Show what is wrong above the buttons."""
        self._error.tell(Tone.DANGER, words)

    def done(self, result: int) -> None:
        """Close and let go of what was to be called."""
        self._then = None
        super().done(result)

    def event(self, event: QEvent) -> bool:
        """Be as high as everything inside needs; Qt stops at two thirds of the screen."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        frame = self.frameGeometry().height() - self.height()
        room = self.screen().availableGeometry().height() - max(frame, look.sizes().l)
        need = min(layout.totalHeightForWidth(self.width()), room)
        if self.height() < need:
            self.resize(self.width(), need)


class MessageDialog(Dialog):
    """Tells one thing."""

    def __init__(
        self, tone: Tone, title: str, text: str, then: Then | None, parent: QWidget | None
    ) -> None:
        icon = "circle-alert" if tone is Tone.DANGER else "info"
        super().__init__(title, text, then, parent, icon=icon, tone=tone)
        self.add_buttons(primary_button(_("Đã hiểu"), self._taken, parent=self), cancel=None)

    @Slot()
    def _taken(self) -> None:
        self.take()


class ConfirmDialog(Dialog):
    """Asks whether to do something, named on the button."""

    def __init__(
        self, title: str, text: str, yes: str, then: Then, parent: QWidget | None, *, danger: bool
    ) -> None:
        icon, tone = ("triangle-alert", Tone.DANGER) if danger else ("circle-help", Tone.ACCENT)
        super().__init__(title, text, then, parent, icon=icon, tone=tone)
        make = danger_button if danger else primary_button
        self.add_buttons(make(yes, self._yes, parent=self))

    @Slot()
    def _yes(self) -> None:
        self.take()


class TextDialog(Dialog):
    """Asks for a text; several lines for a reason."""

    def __init__(
        self,
        title: str,
        text: str,
        words: str,
        then: Then,
        parent: QWidget | None,
        *,
        initial: str = "",
        lines: int = 1,
        yes: str = "",
    ) -> None:
        super().__init__(title, text, then, parent)
        self.form = Form(parent=self)
        field = TextArea(lines=lines, parent=self) if lines > 1 else TextField(parent=self)
        field.set_value(initial)
        self.form.add("text", words, field, required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(yes or _("Xong"), self._taken, parent=self))
        field.setFocus()

    @Slot()
    def _taken(self) -> None:
        if self.form.check():
            self.take(self.form.values()["text"])


class ChooseDialog(Dialog):
    """Asks for one of several values."""

    def __init__(
        self,
        title: str,
        text: str,
        options: Sequence[tuple[Any, str]],
        then: Then,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, text, then, parent)
        self._values = [value for value, _words in options]
        self.list = QListWidget(self)
        for _value, words in options:
            item = QListWidgetItem(words, self.list)
            item.setSizeHint(QSize(0, look.sizes().row))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._activated)
        self.list.setMinimumHeight(min(len(options), 8) * look.sizes().row + look.sizes().s)
        self.body.addWidget(self.list)
        self.add_buttons(primary_button(_("Chọn"), self._taken, parent=self))

    @Slot(QListWidgetItem)
    def _activated(self, item: QListWidgetItem) -> None:
        self._taken()

    @Slot()
    def _taken(self) -> None:
        if self.list.currentRow() >= 0:
            self.take(self._values[self.list.currentRow()])


class PinPad(QWidget):
    """Ten large digits that type into a field, for hands without a keyboard."""

    def __init__(self, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        sizes = look.sizes()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.s)
        for number, face in enumerate("123456789C0←"):
            key = self._key(face)
            grid.addWidget(key, number // 3, number % 3)

    def _key(self, face: str) -> QPushButton:
        shown = {"C": pgettext("keys", "Xóa"), "←": ""}.get(face, face)
        key = button(shown, self._pressed, "delete" if face == "←" else "", self)
        key.setProperty("digit", face)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.setMinimumHeight(look.sizes().control + look.sizes().s)
        if face == "←":
            key.setAccessibleName(_("Xóa một số"))
        return key

    @Slot()
    def _pressed(self) -> None:
        face = self.sender().property("digit")
        if face == "C":
            self._field.clear()
        elif face == "←":
            self._field.backspace()
        else:
            self._field.insert(face)
        self._field.setFocus()


class PinDialog(Dialog):
    """Asks somebody who is named for their PIN or password; with `login` asks for the code too."""

    def __init__(
        self, title: str, text: str, then: Then, parent: QWidget | None, *, login: bool = False
    ) -> None:
        super().__init__(title, text, then, parent, icon="lock", tone=Tone.ACCENT, width=40)
        self.form = Form(parent=self)
        if login:
            code = TextField(parent=self)
            self.form.add("login", _("Mã đăng nhập hoặc thẻ"), code, required=True)
        secret = TextField(parent=self)
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add("secret", _("Mã PIN hoặc mật khẩu"), secret, required=True)
        self._login = login
        self.body.addWidget(self.form)
        self.body.addWidget(PinPad(secret, self))
        self.add_buttons(primary_button(_("Ký xác nhận"), self._taken, "check", self))
        self.form.field("login" if login else "secret").setFocus()

    def show_error(self, words: str) -> None:
        """Show what is wrong and ask for the secret again."""
        super().show_error(words)
        self.form.field("secret").clear()
        self.form.field("secret").setFocus()

    @Slot()
    def _taken(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        if self._login:
            self.take(values["login"], values["secret"])
        else:
            self.take(values["secret"])
