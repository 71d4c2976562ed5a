"""Fields that look for something: by typed text, and by a code from a scanner or the keyboard."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from guardapp.base.clock import SystemClock
from guardapp.base.identity import is_valid_code
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.words import _

SCANNER_MS: Final = 35
"""Keys that come faster than this, on average, come from a scanner: people need 60 ms and more."""


class SearchField(QLineEdit):
    """Text to search for: `searched` carries it folded, a moment after the last key."""

    searched = Signal(str)

    def __init__(
        self, placeholder: str = "", parent: QWidget | None = None, *, delay_ms: int = 180
    ) -> None:
        super().__init__(parent)
        words = placeholder or _("Tìm, không cần gõ dấu")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        sign = QAction(look.icon("search"), "", self)
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._tell)

    def folded(self) -> str:
        """Return what is searched for, as `text.fold` gives it."""
        return fold(self.text()).strip()

    @Slot(str)
    def _wait(self, text: str) -> None:
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        self.searched.emit(self.folded())


class ScanField(QLineEdit):
    """A printed code, from a USB scanner or typed, ended by Enter.

    `scanned` and `typed` carry a code whose check digit is right, told apart by the speed of the
    keys; `refused` carries one whose check digit is wrong. The field empties itself each time.
    """

    scanned = Signal(str)
    typed = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        steady_ms: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(parent)
        words = placeholder or _("Quét hoặc gõ mã rồi Enter")
        self._steady_ms = steady_ms or SystemClock().steady_ms
        self._keys: list[int] = []
        self.setProperty("type", "scan")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaxLength(24)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        sign = QAction(look.icon("scan-line"), "", self)
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note the keys' speed; take the code on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return
        if event.text().isdigit():
            if not self.text():
                self._keys = []
            self._keys.append(self._steady_ms())
        super().keyPressEvent(event)

    def _take(self) -> None:
        code = self.text()
        if not code:
            return
        by_scanner = self._is_fast(code)
        self.clear()
        self._keys = []
        if not is_valid_code(code):
            self.refused.emit(code)
        elif by_scanner:
            self.scanned.emit(code)
        else:
            self.typed.emit(code)

    def _is_fast(self, code: str) -> bool:
        if len(self._keys) < 3 or len(self._keys) != len(code):
            return False
        return (self._keys[-1] - self._keys[0]) / (len(self._keys) - 1) < SCANNER_MS
