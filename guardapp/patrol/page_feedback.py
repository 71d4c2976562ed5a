"""The large answer to a scan: green, amber or red, with words that carry the same meaning."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import IconLabel, column, label

_ICONS: Final = {
    None: "scan-line",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-x",
    Tone.INFO: "notebook-pen",
}


class Feedback(QFrame):
    """Says what the last code was worth, readable from two metres."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout(self)
        line.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.m)
        line.setSpacing(sizes.l)
        self._icon = IconLabel("scan-line", None, sizes.display + sizes.xl, self)
        self._title = label("", "display", wrap=True, parent=self)
        self._words = label("", "heading", wrap=True, parent=self)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(None, self._title, self._words, None, spacing=sizes.s)
        line.addLayout(words, 1)
        self.setMinimumHeight(sizes.control * 3)

    def tell(self, tone: Tone | None, title: str, words: str, *, taken: bool = False) -> None:
        """Show what happened and what comes next; no tone is waiting.

        What was `taken` down never bears the cross of what was refused.
        """
        shown = tone or Tone.NEUTRAL
        icon = "clock" if taken and tone is Tone.DANGER else _ICONS.get(tone, "info")
        self._icon.show_icon(icon, shown)
        self.setProperty("banner", shown.value)
        self._title.setProperty("tone", shown.value)
        self._title.setProperty("type", "display" if self._has_room(title) else "title")
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        for one in (self, self._title, self._words):
            look.restyle(one)
        self.setAccessibleName(f"{title}. {words}")

    def _has_room(self, title: str) -> bool:
        sizes = look.sizes()
        room = self.width() - self._icon.width() - 3 * sizes.l
        largest = QFontMetrics(look.font(sizes.display, QFont.Weight.Bold))
        return largest.horizontalAdvance(title) < room

    def title(self) -> str:
        """Return the words of the last answer."""
        return self._title.text()

    def tone(self) -> str:
        """Return the tone of the last answer."""
        return str(self.property("banner"))
