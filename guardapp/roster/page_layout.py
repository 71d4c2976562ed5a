"""How wide and high the parts of the month's grid are, from the font and the room there is."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from guardapp.base.ui import look
from guardapp.roster.lines import Lines


def code_font() -> QFont:
    """Return the font of a shift's code in a cell."""
    return look.font(look.sizes().small, QFont.Weight.DemiBold)


def tiny_font() -> QFont:
    """Return the font of the small words in cells and head."""
    return look.font(round(look.sizes().small * 0.82), QFont.Weight.Medium)


def badge_width(metrics: QFontMetrics) -> int:
    """Return the width of a shift's coloured letter at a row's head."""
    return metrics.horizontalAdvance("HCC")


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Lengths in pixels: the names' column, a day, a row, the head, all sums together and one."""

    lead: int = 160
    cell: int = 28
    row: int = 34
    head: int = 80
    sums: int = 0
    sum: int = 0

    @classmethod
    def fit(cls, lines: Lines, days: int, width: int, font: QFont) -> "GridLayout":
        """Return the layout for rows over `days` days in a viewport `width` pixels wide."""
        sizes = look.sizes()
        body = QFontMetrics(look.font(sizes.small))
        code = QFontMetrics(code_font())
        tiny = QFontMetrics(tiny_font())
        longest = max((body.horizontalAdvance(one.title) for one in lines.lines), default=0)
        noted = max((tiny.horizontalAdvance(one.note) for one in lines.lines), default=0)
        if any(one.tone is not None for one in lines.lines):
            noted = badge_width(code)
        lead = min(longest + noted + 2 * sizes.m, width * 22 // 100)
        lead = max(lead, code.averageCharWidth() * 16)
        words = [word for head, _tip in lines.heads for word in head.split()]
        widest = max((tiny.horizontalAdvance(word) for word in words), default=0)
        one_sum = max(widest, code.horizontalAdvance("000")) + sizes.xs + 1
        sums = one_sum * len(lines.heads)
        named = len(lines.heads) == 1
        least = code.horizontalAdvance("HC") + sizes.xs // 2
        if named:
            least = tiny.horizontalAdvance("Phương") + sizes.s
        cell = max(least, (width - lead - sums) // max(1, days))
        row = code.height() + tiny.height() + sizes.xs if not named else sizes.icon + sizes.m
        return cls(
            lead,
            cell,
            row,
            5 * tiny.height() + code.height() + sizes.m + sizes.xs,
            sums,
            one_sum,
        )
