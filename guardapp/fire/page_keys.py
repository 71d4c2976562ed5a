"""Keys that answer a check, told from those that a scanner types."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from guardapp.base.ui.scan import SCANNER_MS


class DigitKeys(QObject):
    """Tells one digit pressed by a hand (`pressed`) from a code that a scanner types (`scanned`).

    A scanner's first digit would else be taken for an answer.
    """

    pressed = Signal(str)
    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._digits = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(3 * SCANNER_MS)
        self._timer.timeout.connect(self._settle)

    def digit(self, text: str) -> None:
        """Take a digit; one alone is an answer once no other followed."""
        self._digits += text
        self._timer.start()

    def enter(self) -> bool:
        """Take Enter; True where it ended a scanned code."""
        code, self._digits = self._digits, ""
        self._timer.stop()
        if len(code) > 1:
            self.scanned.emit(code)
            return True
        if code:
            self.pressed.emit(code)
        return bool(code)

    @Slot()
    def _settle(self) -> None:
        digits, self._digits = self._digits, ""
        if len(digits) == 1:
            self.pressed.emit(digits)
