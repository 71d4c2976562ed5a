"""The large answers, and buttons side by side or below one another as there is room."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from guardapp.base.ui import look
from guardapp.base.words import _
from guardapp.fire.model import RESULT_WORDS, Result
from guardapp.fire.page_list import result_look

KEYS: Final = {"1": Result.PASS, "2": Result.FAIL, "3": Result.NOT_POSSIBLE}


class Wrapping(QWidget):
    """Widgets in a row while they fit, else in a column; `shares` divide the whole width."""

    def __init__(
        self, widgets: Sequence[QWidget], parent: QWidget, shares: Sequence[int] = ()
    ) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.sizes().s)
        for one, share in zip(self._widgets, shares or [0] * len(self._widgets), strict=True):
            self._lines.addWidget(one, share)
        if not shares:
            self._lines.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest widget's width only."""
        wide = max((one.minimumSizeHint().width() for one in self._widgets), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn to the direction that fits."""
        super().resizeEvent(event)
        gaps = self._lines.spacing() * (len(self._widgets) - 1)
        wanted = sum(one.sizeHint().width() for one in self._widgets) + gaps
        fits = wanted <= event.size().width()
        row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(row if fits else column)


class _BigButton(QPushButton):
    """A large answer in the colour of its result, with the key that gives it."""

    def __init__(self, key: str, result: Result, parent: QWidget) -> None:
        super().__init__(f" {key}  {_(RESULT_WORDS[result])}", parent)
        icon, tone = result_look(result)
        sizes, shade = look.sizes(), look.colours().tones[tone]
        self.setIcon(look.icon(icon, tint=shade.text))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(sizes.icon + sizes.xs, sizes.icon + sizes.xs))
        self.setStyleSheet(
            f"QPushButton {{ background: {shade.soft}; color: {shade.text};"
            f" border: 1px solid {shade.text}; font-size: {sizes.heading}px;"
            f" font-weight: 600; padding: 1px {sizes.xs}px;"
            f" min-height: {sizes.control + sizes.l}px; }}"
            f"QPushButton:hover {{ background: {shade.fill}; color: {shade.on_fill}; }}"
            f"QPushButton:focus {{ border: 3px solid {shade.text}; }}"
        )


class Answers(Wrapping):
    """The three answers; `given` carries the Result of the one pressed."""

    given = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        buttons = [_BigButton(key, result, parent) for key, result in KEYS.items()]
        pair = Wrapping(buttons[:2], parent, (1, 1))
        super().__init__([pair, buttons[2]], parent, (2, 1))
        slots = (self._pass, self._fail, self._not_possible)
        for one, slot in zip(buttons, slots, strict=True):
            one.clicked.connect(slot)

    @Slot()
    def _pass(self) -> None:
        self.given.emit(Result.PASS)

    @Slot()
    def _fail(self) -> None:
        self.given.emit(Result.FAIL)

    @Slot()
    def _not_possible(self) -> None:
        self.given.emit(Result.NOT_POSSIBLE)
