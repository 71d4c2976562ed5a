"""Keeping blocks together over page breaks."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak
from reportlab.platypus.paragraph import Paragraph

_TWO_LINES: Final = 20.0


def total_height(blocks: Sequence[Flowable], wide: float, high: float) -> float:
    """Return the height in points of blocks below one another, the space between included."""
    total = before = 0.0
    for block in blocks:
        tall = block.wrap(wide, high)[1]
        total += max(block.getSpaceBefore(), before) + tall
        before = block.getSpaceAfter()
    return total


class HeadingRoom(CondPageBreak):
    """A page break before a heading where less than this height is left for what it heads."""


class Held(Flowable):
    """A block that leaves `reserve` points below it free, or moves its last part on to do so."""

    def __init__(self, block: Flowable, reserve: float, page: float) -> None:
        super().__init__()
        self._block = block
        self._reserve = reserve
        self._page = page
        self._tall = 0.0

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        used, self._tall = self._block.wrap(wide, high)
        self.width = used
        self.height = self._tall
        if self._tall <= high < self._tall + self._reserve:
            return used, self._tall + self._reserve
        return used, self._tall

    def split(self, wide: float, high: float) -> list[Flowable]:
        tall = self._block.wrap(wide, high)[1]
        if tall > high:
            parts = self._block.splitOn(self.canv, wide, high)
            return [*parts[:-1], Held(parts[-1], self._reserve, self._page)] if parts else []
        last = _TWO_LINES if isinstance(self._block, Paragraph) else 1
        parts = self._block.splitOn(self.canv, wide, tall - last)
        if len(parts) > 1:
            return [*parts[:-1], PageBreak(), *parts[-1:]]
        return [] if high < self._page - 1 else [Held(self._block, 0, self._page)]

    def getSpaceBefore(self) -> float:  # noqa: N802
        return float(self._block.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802
        return float(self._block.getSpaceAfter())

    def draw(self) -> None:
        self._block.drawOn(self.canv, 0, 0)
