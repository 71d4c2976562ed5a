"""A painted chart of one number per guard: a bar each, with the typical number as a line."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, number_text

FEW: Final = 3
_NAME_SHARE: Final = 0.28
_BAR_SHARE: Final = 0.56


class FairnessChart(QWidget):
    """Rows of (name, number) in the order given; extremes of a few stand out by tone and weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int]] = []
        self._typical = 0
        self._apart: set[int] = set()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[tuple[str, int]], typical: int) -> None:
        """Show other numbers and their median."""
        self._rows, self._typical = list(rows), typical
        numbers = [number for _name, number in self._rows]
        few = max(FEW, len(numbers) // 10)
        ends = {max(numbers), min(numbers)} if numbers else set()
        self._apart = {one for one in ends if numbers.count(one) <= few} - {typical}
        told = ", ".join(f"{name}: {number}" for name, number in self._rows[:100])
        self.setAccessibleName(told or _("Chưa có số liệu"))
        self.setFixedHeight(self._pitch() * max(1, len(self._rows)))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a row for each guard."""
        return QSize(400, self._pitch() * max(1, len(self._rows)))

    def _pitch(self) -> int:
        return QFontMetrics(look.font(look.sizes().small)).height() + look.sizes().s

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(look.sizes().small))
        pitch, area = self._pitch(), event.rect()
        most = max((number for _name, number in self._rows), default=0) or 1
        first = max(0, area.top() // pitch)
        for place in range(first, min(len(self._rows), area.bottom() // pitch + 1)):
            self._draw_row(painter, place, most)
        self._draw_typical(painter, most, area.top(), area.bottom())
        painter.end()

    def _left(self) -> float:
        return self.width() * _NAME_SHARE + look.sizes().s

    def _draw_row(self, painter: QPainter, place: int, most: int) -> None:
        name, number = self._rows[place]
        colours, pitch = look.colours(), self._pitch()
        extreme = number in self._apart
        tone = Tone.WARNING if number == most else Tone.INFO
        shade = colours.tones[tone if extreme else Tone.ACCENT]
        top = place * pitch
        label = QRectF(0, top, self._left() - look.sizes().s, pitch)
        painter.setPen(QColor(colours.text))
        elided = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(label.width())
        )
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, elided)
        length = self.width() * _BAR_SHARE * number / most
        bar = QRectF(self._left(), top + 3, max(2.0, length), pitch - 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.fill))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(shade.text if extreme else colours.text))
        font = painter.font()
        font.setBold(extreme)
        painter.setFont(font)
        value = QRectF(bar.right() + look.sizes().s, top, self.width(), pitch)
        painter.drawText(value, Qt.AlignmentFlag.AlignVCenter, number_text(number))
        font.setBold(False)
        painter.setFont(font)

    def _draw_typical(self, painter: QPainter, most: int, top: int, bottom: int) -> None:
        if not self._rows:
            return
        x = self._left() + self.width() * _BAR_SHARE * self._typical / most
        painter.setPen(QPen(QColor(look.colours().text), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(int(x), top, int(x), bottom)
