"""What every part of the month's grid is drawn with."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.roster.lines import Cell, Lines
from guardapp.roster.page_layout import GridLayout, code_font, tiny_font
from guardapp.roster.rules_hours import is_weekend

CENTRE: Final = Qt.AlignmentFlag.AlignCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Shown:
    """What the grid shows now; places are (row, column), `chips` are cells drawn before."""

    lines: Lines
    days: tuple[date, ...]
    holidays: dict[date, str]
    today: date | None
    layout: GridLayout
    x: int
    y: int
    corners: tuple[tuple[int, int], tuple[int, int]]
    current: tuple[int, int]
    dragged: tuple[int, int] | None
    over: tuple[int, int] | None
    focused: bool
    stamping: bool
    chips: dict[Cell, QPixmap]


class Canvas:
    """A painter with what is shown: where rows and days are, and how words are written."""

    def __init__(self, painter: QPainter, area: QRect, shown: Shown) -> None:
        self._painter = painter
        self._area = area
        self._it = shown
        self._size = shown.layout
        self._colours = look.colours()
        self._code, self._tiny = code_font(), tiny_font()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _rect(self, row: int, column: int) -> QRect:
        size = self._size
        return QRect(
            size.lead + column * size.cell - self._it.x,
            size.head + row * size.row - self._it.y,
            size.cell,
            size.row,
        )

    def _ground(self, day: date) -> QColor | None:
        if day in self._it.holidays:
            return look.soft(Tone.DANGER)
        return QColor(self._colours.raised) if is_weekend(day) else None

    def _smallest(self) -> QFont:
        font = QFont(self._tiny)
        font.setPixelSize(round(self._tiny.pixelSize() * 0.82))
        return font

    def _write(
        self,
        text: str,
        rect: QRect,
        font: QFont,
        colour: str,
        align: Qt.AlignmentFlag = CENTRE,
    ) -> None:
        if not text:
            return
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        metrics = self._painter.fontMetrics()
        if metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.drawText(rect, int(align), text)
