"""Draws the month's grid: only what is in sight."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from guardapp.base.ui import look
from guardapp.roster.page_canvas import Shown
from guardapp.roster.page_cells import CellPainter
from guardapp.roster.page_frame import FramePainter


def draw(painter: QPainter, area: QRect, shown: Shown) -> None:
    """Draw all parts into a viewport, the frozen ones last."""
    painter.fillRect(area, QColor(look.colours().surface))
    size = shown.layout
    cells, frame = CellPainter(painter, area, shown), FramePainter(painter, area, shown)
    right = area.width() - size.sums
    middle = QRect(size.lead, size.head, right - size.lead, area.height() - size.head)
    last = min(len(shown.lines.lines) - 1, (shown.y + middle.height()) // size.row)
    until = min(len(shown.days) - 1, (shown.x + middle.width()) // size.cell)
    rows = range(shown.y // size.row, last + 1)
    columns = range(max(0, shown.x // size.cell), until + 1)
    painter.setClipRect(middle)
    cells.draw_cells(middle, rows, columns)
    painter.setClipRect(QRect(0, size.head, area.width(), middle.height()))
    frame.draw_sides(rows, right)
    painter.setClipRect(QRect(size.lead, 0, right - size.lead, size.head))
    frame.draw_days(columns)
    painter.setClipping(False)
    frame.draw_corners(right)
