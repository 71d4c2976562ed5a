"""Buttons by their weight: one primary action a page, the others quieter."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone

Slot = Callable[..., object]
Kind = Literal["primary", "danger", "ghost", "rail", ""]
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressButton(QPushButton):
    """A button that Enter presses when it has the focus, as Space does; Qt leaves that out."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter, once however long the key is held."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class IconButton(QToolButton):
    """A button of an icon only, pressed by Enter as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter, once however long the key is held."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def _button(
    kind: Kind, text: str, slot: Slot | None, icon: str, tint: str | None, parent: QWidget | None
) -> QPushButton:
    made = PressButton(text, parent)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon:
        gap = look.sizes().xs if text else 0
        made.setIcon(look.icon(icon, tint=tint, gap=gap))
        made.setIconSize(QSize(look.sizes().icon + gap, look.sizes().icon))
    if slot is not None:
        made.clicked.connect(slot)
    return made


def primary_button(
    text: str, slot: Slot | None = None, icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Make the button of a page's one main action."""
    return _button("primary", text, slot, icon, look.colours().accent.on_fill, parent)


def button(
    text: str, slot: Slot | None = None, icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Make an ordinary button."""
    return _button("", text, slot, icon, look.colours().text, parent)


def danger_button(
    text: str, slot: Slot | None = None, icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Make the button of an action that cannot be taken back."""
    return _button("danger", text, slot, icon, look.colours().tones[Tone.DANGER].on_fill, parent)


def ghost_button(
    text: str, slot: Slot | None = None, icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Make a quiet button, like a link."""
    return _button("ghost", text, slot, icon, look.colours().accent.text, parent)


def icon_button(
    icon: str, words: str, slot: Slot | None = None, parent: QWidget | None = None
) -> QToolButton:
    """Make a button that shows an icon only; its words are its tip and its accessible name."""
    made = IconButton(parent)
    made.setIcon(look.icon(icon))
    made.setIconSize(QSize(look.sizes().icon, look.sizes().icon))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setFixedSize(look.sizes().control, look.sizes().control)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if slot is not None:
        made.clicked.connect(slot)
    return made
