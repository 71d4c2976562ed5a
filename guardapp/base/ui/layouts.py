"""Rows, columns, and areas that scroll."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from guardapp.base.ui import look


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
