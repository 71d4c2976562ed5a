"""The head of the chain on paper, as a QR code and digits: paper and file prove each other."""

from functools import lru_cache
from typing import Final

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.fonts import BOLD, REGULAR

_SIDE: Final = 19 * mm
_QUIET: Final = 2
_WORDS: Final = (
    "Mã đối chứng của sổ nhật ký điện tử tại thời điểm lập bản này.",
    "Khi kiểm tra sổ, quét hoặc nhập dãy số để đối chiếu bản giấy với dữ liệu trong máy.",
)


def anchor_groups(digits: str) -> str:
    """Return the digits in groups of five, as they are read aloud and typed."""
    return " ".join(digits[start : start + 5] for start in range(0, len(digits), 5))


@lru_cache(maxsize=64)
def modules_of(digits: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the QR code's modules, True where dark."""
    code = segno.make(digits, error="m", micro=False)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)


def draw_qr(canvas: Canvas, digits: str, left: float, bottom: float, side: float) -> None:
    """Draw the QR code of `digits` as one filled path in a square of `side` points."""
    modules = modules_of(digits)
    unit = side / (len(modules) + 2 * _QUIET)
    path = canvas.beginPath()
    for down, row in enumerate(modules):
        top = bottom + side - (down + _QUIET) * unit
        start = None
        for right, dark in enumerate((*row, False)):
            if dark and start is None:
                start = right
            elif not dark and start is not None:
                path.rect(left + (start + _QUIET) * unit, top - unit, (right - start) * unit, unit)
                start = None
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


class _Anchor(Flowable):
    """The code and its digits side by side under a thin rule."""

    def __init__(self, digits: str) -> None:
        super().__init__()
        self._digits = digits
        self.spaceBefore = 8
        self.width = 0.0
        self.height = _SIDE + 2

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        self.width = room
        return room, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.4)
        canvas.line(0, self.height, self.width, self.height)
        draw_qr(canvas, self._digits, 0, 0, _SIDE)
        left = _SIDE + 3 * mm
        canvas.setFont(REGULAR, 9)
        for index, words in enumerate(_WORDS):
            canvas.drawString(left, _SIDE - 13 - index * 11.5, words)
        canvas.setFont(BOLD, 11.5)
        canvas.drawString(left, 9, anchor_groups(self._digits))


def anchor_code(digits: str) -> Flowable:
    """Return the block that carries the chain's head (`digits` of `Head.anchor()`)."""
    return _Anchor(digits)
