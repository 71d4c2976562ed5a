"""Rows of lists that stand in two lines beside a sign on a soft disc."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone


def paint_sign(painter: QPainter, icon: str, tone: Tone, left: int, area: QRect) -> int:
    """Draw the sign in the middle of a row's height; return where the words begin."""
    sizes = look.sizes()
    edge = sizes.icon + sizes.m
    disc = QRectF(left, area.center().y() - edge / 2, edge, edge)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.soft(tone))
    painter.drawEllipse(disc)
    inside = disc.adjusted(sizes.m / 2, sizes.m / 2, -sizes.m / 2, -sizes.m / 2)
    look.paint_icon(painter, icon, inside, look.colours().tones[tone].text)
    return left + edge + sizes.m


def paint_lines(
    painter: QPainter, upper: str, lower: str, area: QRect, *, quiet: QColor | None = None
) -> None:
    """Draw two lines across an area, cut where they do not fit; the lower one is `quiet`."""
    colours = look.colours()
    above, below = look.font(), look.font(look.sizes().small)
    high, low = QFontMetrics(above), QFontMetrics(below)
    top = area.center().y() - (high.height() + low.height()) // 2
    elide, left, wide = Qt.TextElideMode.ElideRight, area.left(), area.width()
    painter.setFont(above)
    painter.setPen(QColor(colours.text))
    painter.drawText(left, top + high.ascent(), high.elidedText(upper, elide, wide))
    painter.setFont(below)
    painter.setPen(quiet or QColor(colours.muted))
    base = top + high.height() + low.ascent()
    painter.drawText(left, base, low.elidedText(lower, elide, wide))
