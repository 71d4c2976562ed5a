"""A short message at the window's foot that goes away by itself."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import IconLabel, label

SHOWN_MS: Final = 4000


class Toast(QFrame):
    """Says that something was done, without asking for a click."""

    def __init__(self, text: str, window: QWidget) -> None:
        super().__init__(window)
        for earlier in window.findChildren(Toast):
            if earlier is not self:
                earlier.hide()
                earlier.deleteLater()
        self._window = window
        sizes = look.sizes()
        self.setProperty("part", "toast")
        line = QHBoxLayout(self)
        line.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.m)
        line.setSpacing(sizes.m)
        line.addWidget(IconLabel("circle-check", tint=look.colours().rail_text, parent=self))
        line.addWidget(label(text, "strong", parent=self), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(text)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.deleteLater)
        timer.start(SHOWN_MS)
        window.installEventFilter(self)

    def rise(self) -> None:
        """Show it."""
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._window.rect()
        self.move(
            room.center().x() - self.width() // 2, room.bottom() - self.height() - look.sizes().xl
        )
