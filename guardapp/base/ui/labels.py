"""Labels in the type scale, and icons beside them."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone

Type = Literal["display", "title", "heading", "strong", "label", "muted", "small", "overline"]


def label(
    text: str,
    type_: Type | None = None,
    tone: Tone | None = None,
    *,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label in one of the types of the scale; its text is never read as HTML."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if type_:
        made.setProperty("type", type_)
    if tone:
        made.setProperty("tone", tone.value)
    return made


def SectionTitle(text: str, parent: QWidget | None = None) -> QLabel:
    """Make the heading of a part of a page."""
    return label(text, "heading", parent=parent)


class IconLabel(QWidget):
    """An icon drawn at the screen's own resolution, in a tone."""

    def __init__(
        self,
        name: str,
        tone: Tone | None = None,
        size: int | None = None,
        parent: QWidget | None = None,
        *,
        tint: str = "",
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._tint = tint
        edge = size or look.sizes().icon
        self.setFixedSize(edge, edge)

    def show_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        colours = look.colours()
        tint = colours.tones[self._tone].text if self._tone else self._tint or colours.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look.paint_icon(painter, self._name, QRectF(self.rect()), tint)
        painter.end()


class ElidedLabel(QLabel):
    """One line that gives way: cut with an ellipsis where there is no room, whole in its tip."""

    def __init__(self, text: str, type_: Type | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(text)
        self.setToolTip(text)
        if type_:
            self.setProperty("type", type_)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        cut = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, cut, self.width()))
