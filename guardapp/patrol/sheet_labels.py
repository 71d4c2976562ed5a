"""A page of checkpoint labels: QR code, digits, name and place, with lines to cut along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.anchor import draw_qr
from guardapp.base.paper.fonts import BOLD, REGULAR, clean, shrink, wrap
from guardapp.patrol.document import Label


@dataclass(frozen=True, slots=True)
class Cut:
    """How an A4 sheet is cut into labels; lengths in points, letters in points."""

    columns: int
    rows: int
    wide: float
    tall: float
    code: float
    digits: float
    name: float
    place: float
    organ: float
    name_lines: int

    @property
    def per_page(self) -> int:
        """Return how many labels one sheet holds."""
        return self.columns * self.rows


CUTS: Final = {
    10: Cut(2, 5, 82 * mm, 50 * mm, 34 * mm, 17, 13, 11, 8.5, 3),
    24: Cut(3, 8, 55 * mm, 31 * mm, 22 * mm, 11, 9, 7.5, 6, 3),
}
"""The sheets of labels by how many stand on one."""


class Labels(Flowable):
    """The labels of one sheet."""

    def __init__(self, organ: str, labels: Sequence[Label], cut: Cut) -> None:
        super().__init__()
        self._organ = clean(organ)
        self._labels = labels
        self._cut = cut
        self.width = cut.columns * cut.wide
        self.height = -(-len(labels) // cut.columns) * cut.tall

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """Return the size of the page of labels."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every label."""
        for number, label in enumerate(self._labels):
            down, right = divmod(number, self._cut.columns)
            self._label(label, right * self._cut.wide, self.height - (down + 1) * self._cut.tall)

    def _label(self, label: Label, left: float, bottom: float) -> None:
        canvas, cut = self.canv, self._cut
        canvas.setLineWidth(0.3)
        canvas.setDash(3, 3)
        canvas.rect(left, bottom, cut.wide, cut.tall)
        canvas.setDash()
        low = bottom + cut.digits * 1.8
        draw_qr(canvas, label.code, left + cut.digits / 3, low, cut.code)
        canvas.setFont(BOLD, cut.digits)
        middle = left + cut.digits / 3 + cut.code / 2
        canvas.drawCentredString(middle, bottom + cut.digits * 0.8, label.code)
        start = left + cut.code + cut.digits * 0.8
        room = cut.wide - cut.code - cut.digits * 1.3
        top = bottom + cut.tall - cut.digits * 1.3
        text, size = shrink(self._organ, REGULAR, cut.organ, room, cut.organ * 0.65)
        canvas.setFont(REGULAR, size)
        canvas.drawString(start, top, text)
        top -= cut.name * 1.4
        for line in wrap(clean(label.name), BOLD, cut.name, room)[: cut.name_lines]:
            canvas.setFont(BOLD, cut.name)
            canvas.drawString(start, top, line)
            top -= cut.name * 1.16
        for line in wrap(clean(label.place), REGULAR, cut.place, room)[:2]:
            canvas.setFont(REGULAR, cut.place)
            canvas.drawString(start, top - 2, line)
            top -= cut.place * 1.18
        canvas.setFont(REGULAR, cut.organ)
        canvas.drawString(start, bottom + cut.digits * 0.9, "Điểm tuần tra")
