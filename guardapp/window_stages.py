"""The stack of what fills the whole window: first start, sign-in, workspace; one is shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import ghost_button
from guardapp.base.words import _, language


class CornerBar(QWidget):
    """Language and theme, in the corner of the pages that stand before the workspace."""

    language = Signal()
    theme = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        other = "English" if language() == "vi" else "Tiếng Việt"
        dark = look.theme() is look.Theme.DARK
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().xs)
        line.addWidget(ghost_button(other, self.language, "languages", self))
        words = _("Giao diện sáng") if dark else _("Giao diện tối")
        line.addWidget(ghost_button(words, self.theme, "sun" if dark else "moon", self))
        self.adjustSize()


class Stages(QStackedWidget):
    """Shows one stage and deletes the one before, unless it is `kept`.

    The corner bar, with language and theme, stands on stages that have none of their own.
    """

    language = Signal()
    theme = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._corner: CornerBar | None = None

    def show_stage(
        self, stage: QWidget, *, kept: QWidget | None = None, corner: bool = False
    ) -> None:
        """Show a stage instead of the one before."""
        before = self.currentWidget()
        if self._corner is not None:
            self._corner.deleteLater()
            self._corner = None
        self.addWidget(stage)
        self.setCurrentWidget(stage)
        if before is not None and before is not stage and before is not kept:
            self.removeWidget(before)
            before.deleteLater()
        if corner:
            self._corner = CornerBar(self)
            self._corner.language.connect(self.language)
            self._corner.theme.connect(self.theme)
            self._corner.show()
            self._place_corner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corner bar in its corner."""
        super().resizeEvent(event)
        self._place_corner()

    def _place_corner(self) -> None:
        if self._corner is not None:
            margin = look.sizes().m
            self._corner.move(self.width() - self._corner.width() - margin, margin)
            self._corner.raise_()
