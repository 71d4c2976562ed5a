"""Signing in place: code and PIN of one person, checked at once, shown as a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from guardapp.base.access import ROLE_WORDS, Session
from guardapp.base.errors import UserError
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.parts import Card, IconLabel, button, ghost_button, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _

Confirm = Callable[[str, str], Session]


class SignCard(Card):
    """One place to sign; `confirm(login, secret)` tells who it is or raises a UserError."""

    signed = Signal()

    def __init__(
        self, title: str, hint: str, confirm: Confirm, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._confirm = confirm
        self.session: Session | None = None
        self._asking = QWidget(self)
        fields = QVBoxLayout(self._asking)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(look.sizes().s)
        fields.addWidget(label(hint, "small", wrap=True, parent=self._asking))
        self.login = TextField(_("Mã hoặc thẻ"), self._asking)
        self.login.setAccessibleName(_("{who}: mã hoặc thẻ").format(who=title))
        self.secret = TextField(_("Mã PIN, mật khẩu"), self._asking)
        self.secret.setAccessibleName(_("{who}: mã PIN").format(who=title))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = button(_("Ký"), self._sign, "signature", self._asking)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._error = label("", "error", wrap=True, parent=self._asking)
        self._error.hide()
        for one in (self.login, self.secret, self.button, self._error):
            fields.addWidget(one)
        self.body.addWidget(self._asking)
        self.body.addWidget(self._answer())
        self.body.addStretch(1)
        self.login.returnPressed.connect(self._to_secret)
        self.secret.returnPressed.connect(self._sign)

    def reset(self) -> None:
        """Ask for the signature again."""
        self.session = None
        self.secret.clear()
        self._show()

    def show_error(self, words: str) -> None:
        """Show why the signature does not hold."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def problem(self) -> str:
        """Return why the last try did not hold, or nothing."""
        return self._error.text()

    def _answer(self) -> QWidget:
        self._signed = QWidget(self)
        lines = QVBoxLayout(self._signed)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().xs)
        centre = Qt.AlignmentFlag.AlignHCenter
        sign = IconLabel("badge-check", Tone.SUCCESS, look.sizes().xl, self._signed)
        lines.addWidget(sign, 0, centre)
        self._name = label("", "strong", wrap=True, parent=self._signed)
        self._name.setAlignment(centre)
        self._role = label("", "small", parent=self._signed)
        self._role.setAlignment(centre)
        lines.addWidget(self._name)
        lines.addWidget(self._role)
        lines.addWidget(ghost_button(_("Ký lại"), self._again, parent=self._signed), 0, centre)
        self._signed.hide()
        return self._signed

    def _show(self) -> None:
        self._asking.setVisible(self.session is None)
        self._signed.setVisible(self.session is not None)
        if self.session is not None:
            self._name.setText(self.session.name)
            self._role.setText(_(ROLE_WORDS[self.session.role]))

    @Slot()
    def _to_secret(self) -> None:
        self.secret.setFocus()

    @Slot()
    def _again(self) -> None:
        self.reset()
        self.login.setFocus()
        self.signed.emit()

    @Slot()
    def _sign(self) -> None:
        if not self.login.value() or not self.secret.text():
            self.show_error(_("Nhập mã và PIN."))
            return
        try:
            self.session = self._confirm(self.login.value(), self.secret.text())
        except UserError as error:
            self.show_error(error.words())
            self.secret.clear()
            self.secret.setFocus()
            return
        self.secret.clear()
        self.show_error("")
        self._show()
        self.signed.emit()
