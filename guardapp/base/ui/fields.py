"""Fields for text, numbers, money and ticks; all have value(), set_value(), changed and drafts."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from guardapp.base.text import nfc
from guardapp.base.ui import look
from guardapp.base.ui.buttons import PressButton
from guardapp.base.words import _, number_text


class Field(Protocol):
    """What a form needs of a field, besides that it is a widget.

    `problem()` is in words, empty where the value can be read; drafts are JSON.
    """

    changed: Any

    def value(self) -> Any:
        """Return what is entered; None or the empty text when nothing is."""

    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> str:
        """Return why the entered text cannot be read, or the empty text."""

    def to_draft(self) -> Any:
        """Return the state of the field as JSON, also when it cannot be read yet."""

    def from_draft(self, state: Any) -> None:
        """Show a state that `to_draft` returned."""


class TextField(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._tell)

    def value(self) -> str:
        """Return the text, composed and without spaces at its ends."""
        return nfc(self.text()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.setText(value or "")

    def problem(self) -> str:
        """Return nothing: any text can be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the text as it stands."""
        return self.text()

    def from_draft(self, state: Any) -> None:
        """Show a text."""
        self.setText(str(state))

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.changed.emit()


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    changed = Signal()

    def __init__(
        self, placeholder: str = "", lines: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.changed)

    def sizeHint(self) -> QSize:
        """Ask for room for the wanted number of lines."""
        height = self.fontMetrics().lineSpacing() * self._lines + 2 * look.sizes().m
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the wanted lines."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def value(self) -> str:
        """Return the text, composed and without spaces at its ends."""
        return nfc(self.toPlainText()).strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.setPlainText(value or "")

    def problem(self) -> str:
        """Return nothing: any text can be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the text as it stands."""
        return self.toPlainText()

    def from_draft(self, state: Any) -> None:
        """Show a text."""
        self.setPlainText(str(state))


class NumberField(TextField):
    """A whole number between two bounds, or nothing."""

    def __init__(
        self,
        least: int = 0,
        most: int = 1_000_000_000,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, parent)
        self._least, self._most = least, most

    def value(self) -> int | None:  # type: ignore[override]
        """Return the number, or None where there is none that can be read."""
        return None if self.problem() or not self._digits() else int(self._digits())

    def set_value(self, value: Any) -> None:
        """Show a number, or nothing for None."""
        self.setText("" if value is None else number_text(value))

    def problem(self) -> str:
        """Say which numbers can be entered where the text is none of them."""
        digits = self._digits()
        if not digits:
            return ""
        if re.fullmatch(r"-?[0-9]{1,15}", digits) and self._least <= int(digits) <= self._most:
            return ""
        return _("Nhập một số từ {least} đến {most}.").format(
            least=number_text(self._least), most=number_text(self._most)
        )

    def _digits(self) -> str:
        return re.sub(r"[.\s]", "", self.text())


class MoneyField(NumberField):
    """An amount in whole đồng, grouped while it is typed: 1.250.000."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(0, 999_999_999_999_999, placeholder or _("Số tiền, đồng"), parent)
        self.textEdited.connect(self._group)

    @Slot(str)
    def _group(self, text: str) -> None:
        digits = re.sub(r"[.\s]", "", text)
        if not re.fullmatch(r"[0-9]{1,15}", digits):
            return
        behind = len(re.sub(r"[.\s]", "", text[self.cursorPosition() :]))
        grouped = number_text(int(digits))
        with QSignalBlocker(self):
            self.setText(grouped)
        place = len(grouped)
        while behind and place:
            place -= 1
            behind -= grouped[place].isdigit()
        if grouped[place - 1 : place] == ".":
            place -= 1
        self.setCursorPosition(place)


class CheckField(QCheckBox):
    """A tick with its words."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(self._tell)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Return nothing: a tick can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return whether it is ticked."""
        return self.isChecked()

    def from_draft(self, state: Any) -> None:
        """Tick it or not."""
        self.setChecked(bool(state))

    @Slot(bool)
    def _tell(self, on: bool) -> None:
        self.changed.emit()


def draft_of(value: Any) -> Any:
    """Return a chosen value as JSON."""
    return value.value if isinstance(value, Enum) else value


class Segments(QWidget):
    """A choice of one from a few, all in sight: one press instead of a list."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        parent: QWidget | None = None,
        *,
        per_row: int = 0,
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().s)
        columns = per_row or len(options)
        for number, (_value, words) in enumerate(options):
            button = PressButton(words, self)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            lines.addWidget(button, number // columns, number % columns)
        lines.setColumnStretch(columns, 1)
        self._group.buttonClicked.connect(self._pressed)
        first = self._group.button(0)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> Any:
        """Return the chosen value, or None."""
        number = self._group.checkedId()
        return None if number < 0 else self._values[number]

    def set_value(self, value: Any) -> None:
        """Choose a value; None chooses nothing."""
        self._group.setExclusive(False)
        for number, one in enumerate(self._values):
            self._group.button(number).setChecked(value is not None and one == value)
        self._group.setExclusive(True)
        self.changed.emit()

    def problem(self) -> str:
        """Return nothing: a choice can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the chosen value as JSON."""
        return draft_of(self.value())

    def from_draft(self, state: Any) -> None:
        """Choose the value that `to_draft` returned."""
        for one in self._values:
            if draft_of(one) == state:
                self.set_value(one)

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        self.changed.emit()
