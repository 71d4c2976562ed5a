"""The parts every page is built from: cards, badges, banners, tiles, and all smaller ones."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.buttons import (
    Slot,
    button,
    danger_button,
    ghost_button,
    icon_button,
    primary_button,
)
from guardapp.base.ui.labels import ElidedLabel, IconLabel, SectionTitle, label
from guardapp.base.ui.layouts import Inside, clear, column, row, scrolling
from guardapp.base.ui.tokens import Tone

__all__ = [
    "Badge",
    "Banner",
    "Card",
    "ElidedLabel",
    "EmptyState",
    "IconLabel",
    "Inside",
    "SectionTitle",
    "StatTile",
    "button",
    "clear",
    "column",
    "danger_button",
    "ghost_button",
    "icon_button",
    "label",
    "primary_button",
    "row",
    "scrolling",
]

_BANNER_ICONS: Final = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.INFO: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


class Card(QFrame):
    """A surface that holds one matter: a title if any, and `body`, a column to fill."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        sizes = look.sizes()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.l, sizes.l, sizes.l, sizes.l)
        outer.setSpacing(sizes.m)
        self._outer = outer
        self.head = QHBoxLayout()
        self.head.setSpacing(sizes.s)
        if title:
            self.head.addWidget(SectionTitle(title, self), 1)
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.m)
        outer.addLayout(self.body, 1)

    def flush(self) -> "Card":
        """Let the body reach the edges, for a card that holds a table; return the card."""
        sizes = look.sizes()
        self._outer.setContentsMargins(1, 1, 1, sizes.radius)
        self._outer.setSpacing(sizes.xs)
        self.head.setContentsMargins(sizes.m + 3, sizes.m, sizes.m, 0)
        return self


class Badge(QLabel):
    """A short state in a coloured pill."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("badge", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self.setText(text)
        self.setProperty("badge", tone.value)
        look.restyle(self)


class Banner(QFrame):
    """A line across the page that tells one thing, with at most one action."""

    def __init__(
        self,
        tone: Tone,
        text: str,
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(sizes.m, sizes.m, sizes.m, sizes.m)
        line.setSpacing(sizes.m)
        self._icon = IconLabel(_BANNER_ICONS[tone], tone, parent=self)
        self._words = label(text, wrap=True, parent=self)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        if action is not None:
            line.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        self.tell(tone, text)

    def tell(self, tone: Tone, text: str) -> None:
        """Show another text in another tone; without a text the banner goes away."""
        self.setProperty("banner", tone.value)
        self._icon.show_icon(_BANNER_ICONS[tone], tone)
        self._words.setText(text)
        self.setVisible(bool(text))
        look.restyle(self)
        look.restyle(self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the wrapped text."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self._words.text():
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
            layout.setGeometry(self.rect())

    def text(self) -> str:
        """Return the words shown."""
        return self._words.text()


class EmptyState(QWidget):
    """What stands where nothing is yet: an icon, a title, what to do, and the action for it."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        centre = Qt.AlignmentFlag.AlignHCenter
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.l, sizes.xl, sizes.l, sizes.xl)
        lines.setSpacing(sizes.s)
        lines.addStretch(1)
        lines.addWidget(IconLabel(icon, None, sizes.xl * 2 - sizes.s, self), 0, centre)
        lines.addSpacing(sizes.s)
        head = label(title, "heading", wrap=True, parent=self)
        head.setAlignment(centre)
        lines.addWidget(head)
        if text:
            words = label(text, "muted", wrap=True, parent=self)
            words.setAlignment(centre)
            lines.addWidget(words)
        if action is not None:
            lines.addSpacing(sizes.s)
            lines.addWidget(action, 0, centre)
        lines.addStretch(2)


class StatTile(QFrame):
    """One number with its name, and a word on it; clickable where it leads somewhere."""

    clicked = Signal()

    def __init__(
        self,
        name: str,
        value: str = "",
        note: str = "",
        tone: Tone | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.l, sizes.m + sizes.xs, sizes.l, sizes.m + sizes.xs)
        lines.setSpacing(sizes.xs)
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        if icon:
            head.addWidget(IconLabel(icon, tone, parent=self))
        head.addWidget(label(name, "muted", parent=self), 1)
        lines.addLayout(head)
        self._value = label(value, "display", tone, parent=self)
        self._note = label(note, "small", wrap=True, parent=self)
        lines.addWidget(self._value)
        lines.addWidget(self._note)
        lines.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(name)

    def tell(self, value: str, note: str = "", tone: Tone | None = None) -> None:
        """Show another number."""
        self._value.setText(value)
        self._value.setProperty("tone", tone.value if tone else "")
        look.restyle(self._value)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def lead(self, slot: Slot) -> None:
        """Make the tile lead somewhere by click or Enter."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(slot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow Enter and the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
