"""A page of checkpoint labels: QR code, digits, name and place, with lines to cut along."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.anchor import draw_qr
from guardapp.base.paper.fonts import BOLD, REGULAR, clean, shrink, wrap
from guardapp.patrol.document import Label

_WIDE: Final = 82 * mm
_TALL: Final = 50 * mm
_SIDE: Final = 34 * mm
_COLUMNS: Final = 2


class Labels(Flowable):
    """Up to ten labels in two columns."""

    def __init__(self, organ: str, labels: Sequence[Label]) -> None:
        super().__init__()
        self._organ = clean(organ)
        self._labels = labels
        self.width = _COLUMNS * _WIDE
        self.height = -(-len(labels) // _COLUMNS) * _TALL

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """Return the size of the page of labels."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every label."""
        for number, label in enumerate(self._labels):
            down, right = divmod(number, _COLUMNS)
            self._label(label, right * _WIDE, self.height - (down + 1) * _TALL)

    def _label(self, label: Label, left: float, bottom: float) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.3)
        canvas.setDash(3, 3)
        canvas.rect(left, bottom, _WIDE, _TALL)
        canvas.setDash()
        draw_qr(canvas, label.code, left + 2 * mm, bottom + 11 * mm, _SIDE)
        canvas.setFont(BOLD, 17)
        canvas.drawCentredString(left + 2 * mm + _SIDE / 2, bottom + 5 * mm, label.code)
        start, room = left + _SIDE + 5 * mm, _WIDE - _SIDE - 8 * mm
        top = bottom + _TALL - 8 * mm
        text, size = shrink(self._organ, REGULAR, 8.5, room, 5.5)
        canvas.setFont(REGULAR, size)
        canvas.drawString(start, top, text)
        top -= 6.5 * mm
        for line in wrap(clean(label.name), BOLD, 13, room)[:3]:
            canvas.setFont(BOLD, 13)
            canvas.drawString(start, top, line)
            top -= 15
        for line in wrap(clean(label.place), REGULAR, 11, room)[:2]:
            canvas.setFont(REGULAR, 11)
            canvas.drawString(start, top - 2, line)
            top -= 13
        canvas.setFont(REGULAR, 8.5)
        canvas.drawString(start, bottom + 5.5 * mm, "Điểm tuần tra")
