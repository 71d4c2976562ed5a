"""The small parts every page is built from: cards, labels, buttons, badges, banners, tiles."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone

Type = Literal["display", "title", "heading", "strong", "label", "muted", "small", "overline"]
Slot = Callable[..., object]

_BANNER_ICONS: Final = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.INFO: "info",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


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


def row(*parts: QWidget | int | None, spacing: int | None = None) -> QHBoxLayout:
    """Lay parts out in a row; a number is a space, None stretches."""
    made = QHBoxLayout()
    _fill(made, parts, spacing)
    return made


def column(*parts: QWidget | int | None, spacing: int | None = None) -> QVBoxLayout:
    """Lay parts out in a column; a number is a space, None stretches."""
    made = QVBoxLayout()
    _fill(made, parts, spacing)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout, parts: tuple[QWidget | int | None, ...], spacing: int | None
) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look.sizes().s if spacing is None else spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


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


class Inside(QWidget):
    """What scrolls in a scroll area: as high as its wrapped texts need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "clear")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Ask for the height anew when something inside changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def scrolling(inside: Inside, parent: QWidget) -> QScrollArea:
    """Make a borderless area that scrolls upright, around `inside`."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


Kind = Literal["primary", "danger", "ghost", "rail", ""]


def _button(
    kind: Kind, text: str, slot: Slot | None, icon: str, tint: str | None, parent: QWidget | None
) -> QPushButton:
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
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
    made = QToolButton(parent)
    made.setIcon(look.icon(icon))
    made.setIconSize(QSize(look.sizes().icon, look.sizes().icon))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setFixedSize(look.sizes().control, look.sizes().control)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if slot is not None:
        made.clicked.connect(slot)
    return made


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
