"""The steps of a sheet as a row of buttons that tell how much is left in each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _


class StepBar(QWidget):
    """Numbered steps, one of them chosen; `pressed` carries the number from 0."""

    pressed = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        self._group = QButtonGroup(self)
        for number, words in enumerate(names):
            made = QPushButton(f" {number + 1}  {words}", self)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, number)
            line.addWidget(made)
        self._group.idClicked.connect(self.pressed)

    def choose(self, number: int) -> None:
        """Show a step as the chosen one."""
        self._group.button(number).setChecked(True)

    def tell_left(self, number: int, count: int) -> None:
        """Show how much is left in a step, or that it is done."""
        made, words = self._group.button(number), self._names[number]
        if count:
            words = _("{words} (còn {count})").format(words=words, count=count)
        made.setText(f" {number + 1}  {words}")
        sign = ("circle-alert", Tone.WARNING) if count else ("circle-check", Tone.SUCCESS)
        made.setIcon(look.icon(*sign))
