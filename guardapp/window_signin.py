"""The sign-in page: code or badge, PIN or password, and the way round it in an emergency."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.identity import next_code
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog, PinPad
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import (
    Banner,
    Card,
    IconLabel,
    Inside,
    button,
    column,
    ghost_button,
    label,
    primary_button,
    scrolling,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _

SECOND_MS: Final = 1000


@dataclass(frozen=True)
class SampleAccount:
    """An account of the sample hospital that the page offers; `who` is marked with N_."""

    who: str
    login: str
    secret: str


SAMPLE_ACCOUNTS: Final = (
    SampleAccount(N_("Đội trưởng bảo vệ"), "chief", "demo-chief-2026"),
    SampleAccount(N_("Trưởng ca"), "leader", "demo-leader-2026"),
    SampleAccount(N_("Người kiểm tra"), "inspector", "demo-inspector-2026"),
    SampleAccount(N_("Nhân viên bảo vệ"), next_code("1", ()), "246810"),
)


class SignInPage(QWidget):
    """One card to sign in by; `tried` carries login and secret, `emergency` needs neither."""

    tried = Signal(str, str)
    emergency = Signal()

    def __init__(
        self,
        facility: str,
        now_ms: Callable[[], int],
        samples: Sequence[SampleAccount] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now_ms = now_ms
        self._locked_login, self._until_ms = "", 0
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sizes = look.sizes()
        inside = Inside(self)
        parts = [self._brand(facility), self._card(), self._emergency()]
        if samples:
            parts.append(self._samples(samples))
        middle = column(None, *parts, None, spacing=sizes.m)
        across = QHBoxLayout(inside)
        across.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.l)
        across.addStretch(1)
        across.addLayout(middle)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, self))
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._count_down)
        self.form.field("login").changed.connect(self._count_down)
        self.form.field("secret").installEventFilter(self)

    def ask_for(self, login: str) -> None:
        """Empty the card for the next person, or for the one who locked the screen."""
        self.form.set_values({"login": login, "secret": ""})
        self._message.tell(Tone.INFO, "")
        self.form.field("secret" if login else "login").setFocus()

    def show_error(self, words: str) -> None:
        """Show why signing in failed and ask for the secret again."""
        self._message.tell(Tone.DANGER, words)
        self.form.field("secret").clear()
        self.form.field("secret").setFocus()

    def show_locked(self, words: str, until_ms: int) -> None:
        """Show that this login's next try is open only at `until_ms`, and count down to it."""
        self.show_error(words)
        self._locked_login, self._until_ms = self.form.field("login").value(), until_ms
        self._tick.start()
        self._count_down()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock by a letter that comes in the other case than Shift says."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if len(typed) == 1 and typed.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps_hint.setVisible(typed.isupper() != shift)
        return super().eventFilter(watched, event)

    def _width(self) -> int:
        return self.fontMetrics().averageCharWidth() * 46

    def _brand(self, facility: str) -> QWidget:
        brand = QWidget(self)
        brand.setFixedWidth(self._width())
        sizes = look.sizes()
        lines = QVBoxLayout(brand)
        lines.setContentsMargins(0, 0, 0, sizes.xs)
        lines.setSpacing(sizes.xs)
        sign = IconLabel("shield-check", Tone.ACCENT, sizes.xl + sizes.l, brand)
        lines.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        name = label(facility, "title", wrap=True, parent=brand)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(name)
        below = label(_("Sổ trực bảo vệ"), "muted", parent=brand)
        below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(below)
        return brand

    def _card(self) -> QWidget:
        card = Card(parent=self)
        card.setFixedWidth(self._width())
        self.form = Form(parent=card)
        login = self.form.add("login", _("Mã nhân viên hoặc thẻ"), TextField(), required=True)
        secret = self.form.add("secret", _("Mã PIN hoặc mật khẩu"), TextField(), required=True)
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        login.returnPressed.connect(self._to_secret)
        secret.returnPressed.connect(self._try)
        card.body.addWidget(self.form)
        self.caps_hint = label(_("Phím Caps Lock đang bật."), "small", Tone.WARNING, parent=card)
        self.caps_hint.hide()
        card.body.addWidget(self.caps_hint)
        self._message = Banner(Tone.DANGER, "", parent=card)
        card.body.addWidget(self._message)
        self._pad = PinPad(secret, card)
        self._pad.hide()
        card.body.addWidget(self._pad)
        self.enter = primary_button(_("Đăng nhập"), self._try, "log-in", card)
        self.enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.body.addWidget(self.enter)
        pad = ghost_button(_("Bàn phím số"), self._toggle_pad, "keyboard", card)
        card.body.addWidget(pad, 0, Qt.AlignmentFlag.AlignHCenter)
        return card

    def _emergency(self) -> QWidget:
        part = QWidget(self)
        part.setFixedWidth(self._width())
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().xs)
        press = button(_("Ghi khẩn cấp"), self.emergency, "siren", part)
        press.setObjectName("emergency")
        press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        lines.addWidget(press)
        words = label(
            _("Sự cố, cháy, ghi sổ trực: ghi được ngay, không cần đăng nhập."),
            "small",
            wrap=True,
            parent=part,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(words)
        return part

    def _samples(self, samples: Sequence[SampleAccount]) -> QWidget:
        part = QFrame(self)
        part.setProperty("banner", Tone.INFO.value)
        part.setFixedWidth(self._width())
        sizes = look.sizes()
        lines = QGridLayout(part)
        lines.setContentsMargins(sizes.m, sizes.m, sizes.m, sizes.m)
        lines.setSpacing(sizes.s)
        words = _("Dữ liệu mẫu. Bấm để điền tài khoản thử:")
        lines.addWidget(label(words, "strong", wrap=True, parent=part), 0, 0, 1, 2)
        for number, one in enumerate(samples):
            fill = button(_(one.who), self._fill_sample, parent=part)
            fill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            fill.setToolTip(f"{one.login} / {one.secret}")
            fill.setProperty("login", one.login)
            fill.setProperty("secret", one.secret)
            lines.addWidget(fill, 1 + number // 2, number % 2)
        return part

    @Slot()
    def _fill_sample(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.form.set_values(
                {"login": pressed.property("login"), "secret": pressed.property("secret")}
            )
            self.enter.setFocus()

    @Slot()
    def _toggle_pad(self) -> None:
        self._pad.setVisible(self._pad.isHidden())
        self.form.field("secret").setFocus()

    @Slot()
    def _to_secret(self) -> None:
        self.form.field("secret").setFocus()

    @Slot()
    def _try(self) -> None:
        if self.enter.isEnabled() and self.form.check():
            values = self.form.values()
            self.tried.emit(values["login"], values["secret"])

    @Slot()
    def _count_down(self) -> None:
        left = -(-(self._until_ms - self._now_ms()) // SECOND_MS)
        if left <= 0:
            self._tick.stop()
        waits = left > 0 and self.form.field("login").value() == self._locked_login
        self.enter.setEnabled(not waits)
        if not waits:
            self.enter.setText(_("Đăng nhập"))
            return
        self.enter.setText(_("Thử lại sau {time}").format(time=f"{left // 60}:{left % 60:02d}"))


class SecretDialog(Dialog):
    """Asks for a new PIN or password, twice; `then(new)` may refuse it by a UserError."""

    def __init__(
        self,
        then: Callable[[str], None],
        parent: QWidget | None = None,
        *,
        pin: bool,
        forced: bool,
    ) -> None:
        text = _("Mã đang dùng do người khác cấp. Hãy chọn mã của riêng bạn.") if forced else ""
        super().__init__(
            _("Đổi mã PIN") if pin else _("Đổi mật khẩu"),
            text,
            then,
            parent,
            icon="key-round",
            tone=Tone.ACCENT,
        )
        rules = (
            _("6 chữ số, không liên tiếp (123456), không lặp lại (121212).")
            if pin
            else _("Ít nhất 10 ký tự. Một câu dễ nhớ là tốt nhất.")
        )
        self.form = Form(parent=self)
        new = self.form.add("new", _("Mã mới"), TextField(), required=True, help=rules)
        again = self.form.add("again", _("Nhập lại mã mới"), TextField(), required=True)
        for field in (new, again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(self.form)
        self.add_buttons(
            primary_button(_("Đổi mã"), self._change, "check", self),
            cancel=_("Đăng xuất") if forced else "",
        )
        new.setFocus()

    @Slot()
    def _change(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        if values["new"] != values["again"]:
            self.form.show_error("again", _("Hai lần nhập không giống nhau."))
            return
        self.take(values["new"])
