"""Draws the cells of the month's grid: grounds, shifts, gaps, leave, the selection."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from guardapp.base.ui.tokens import Tone
from guardapp.roster.lines import Cell
from guardapp.roster.page_canvas import LEFT, Canvas
from guardapp.roster.page_colours import Ink, ink, mark_colour
from guardapp.roster.rules_findings import Severity


class CellPainter(Canvas):
    """Draws between the frozen parts."""

    def draw_cells(self, middle: QRect, rows: range, columns: range) -> None:
        """Draw the rows and columns that are in sight."""
        self._draw_grounds(middle, columns)
        for row in rows:
            for column in columns:
                self._draw_cell(row, column)
            self._draw_row_line(row, middle)
        self._draw_selection()

    def _draw_grounds(self, middle: QRect, columns: range) -> None:
        for column in columns:
            day = self._it.days[column]
            ground = self._ground(day)
            rect = self._rect(0, column)
            whole = QRect(rect.left(), middle.top(), rect.width(), middle.height())
            if ground is not None:
                self._painter.fillRect(whole, ground)
            self._painter.setPen(QPen(QColor(self._colours.border), 1))
            self._painter.drawLine(rect.right(), middle.top(), rect.right(), middle.bottom())

    def _draw_row_line(self, row: int, middle: QRect) -> None:
        below = row + 1 < len(self._it.lines.lines) and self._it.lines.lines[row + 1].group
        colour = self._colours.field_border if below else self._colours.border
        self._painter.setPen(QPen(QColor(colour), 1))
        bottom = self._rect(row, 0).bottom()
        self._painter.drawLine(0, bottom, self._area.width(), bottom)

    def _draw_cell(self, row: int, column: int) -> None:
        cell = self._it.lines.cell(row, self._it.days[column])
        rect = self._rect(row, column)
        if cell.tone is not None:
            faded = self._it.dragged == (row, column)
            self._painter.setOpacity(0.35 if faded else 1.0)
            self._painter.drawPixmap(rect.topLeft(), self._chip(cell, rect.size()))
            self._painter.setOpacity(1.0)
        elif cell.absent:
            self._painter.fillRect(
                rect.adjusted(0, 0, -1, -1),
                QBrush(QColor(self._colours.border), Qt.BrushStyle.BDiagPattern),
            )
            self._write(cell.text, rect, self._code, self._colours.muted)
        if cell.lacking:
            self._draw_lacking(cell, QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5))

    def _chip(self, cell: Cell, size: QSize) -> QPixmap:
        """Return a cell's chip, drawn once however often it stands in the month."""
        made = self._it.chips.get(cell)
        if made is None:
            ratio = self._painter.device().devicePixelRatio()
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            box = QRectF(0, 0, size.width(), size.height()).adjusted(1.5, 1.5, -2.5, -2.5)
            CellPainter(painter, self._area, self._it)._draw_chip(cell, box)
            painter.end()
            self._it.chips[cell] = made
        return made

    def _draw_chip(self, cell: Cell, box: QRectF) -> None:
        colours = ink(cell.tone or 0)
        if cell.ghost:
            colours = self._draw_ghost(colours, box)
        else:
            outline = QPen(QColor(self._colours.muted), 1)
            self._painter.setPen(outline if cell.proposed else Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(colours.fill))
            self._painter.drawRoundedRect(box, 4, 4)
        extra = f"+{cell.later}" if cell.later else ""
        rect = box.toRect()
        if cell.small:
            half = QRect(rect.left(), rect.top(), rect.width(), rect.height() * 56 // 100)
            self._write_code(cell.text, extra, half, colours.text)
            low = QRect(rect.left(), half.bottom() - 1, rect.width(), rect.bottom() - half.bottom())
            self._write(cell.small, low, self._tiny, colours.text)
        else:
            self._write(cell.text, rect.adjusted(2, 0, -2, 0), self._tiny, colours.text)
        if cell.more:
            self._write(
                f"+{cell.more}",
                rect.adjusted(0, 0, -2, 0),
                self._smallest(),
                colours.text,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
            )
        if cell.mark is not None:
            self._draw_mark(cell.mark, box)
        if cell.pinned:
            self._draw_pin(box, colours.text)

    def _draw_ghost(self, colours: Ink, box: QRectF) -> Ink:
        """Draw the ground of a proposal: its colour as an outline; return the ink for its words."""
        tint = QColor(colours.fill)
        tint.setAlpha(70)
        self._painter.setBrush(tint)
        self._painter.setPen(QPen(QColor(self._colours.muted), 1.2, Qt.PenStyle.DashLine))
        self._painter.drawRoundedRect(box, 4, 4)
        return Ink(colours.fill, self._colours.text)

    def _draw_pin(self, box: QRectF, colour: str) -> None:
        """Draw a short bar along the lower edge."""
        length = box.width() * 0.44
        bar = QRectF(box.center().x() - length / 2, box.bottom() - 3, length, 2)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawRect(bar)

    def _write_code(self, code: str, extra: str, box: QRect, colour: str) -> None:
        """Write a shift's code, with the dates later as a raised number behind it."""
        if not extra:
            self._write(code, box.adjusted(-2, 0, 2, 0), self._code, colour)
            return
        wide = QFontMetrics(self._code).horizontalAdvance(code)
        raised = QFontMetrics(self._smallest()).horizontalAdvance(extra)
        begin = box.center().x() - (wide + raised) // 2
        self._write(code, QRect(begin, box.top(), wide + 1, box.height()), self._code, colour)
        corner = QRect(begin + wide, box.top() - 1, raised + 2, box.height() * 3 // 4)
        self._write(extra, corner, self._smallest(), colour, LEFT)

    def _draw_mark(self, mark: Severity, box: QRectF) -> None:
        colour = QColor(mark_colour(serious=mark is Severity.ERROR))
        edge = max(7.0, box.height() * 0.26)
        corner = QPolygonF(
            [box.topLeft(), box.topLeft() + QPointF(edge, 0), box.topLeft() + QPointF(0, edge)]
        )
        self._painter.setBrush(colour)
        self._painter.setPen(QPen(QColor(self._colours.surface), 1))
        self._painter.drawPolygon(corner)
        if mark is Severity.ERROR:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(colour, 2))
            self._painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _draw_lacking(self, cell: Cell, box: QRectF) -> None:
        shade = self._colours.tones[Tone.DANGER]
        self._painter.setBrush(Qt.BrushStyle.NoBrush if cell.text else QColor(shade.soft))
        pen = QPen(QColor(shade.text), 1, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawRoundedRect(box, 4, 4)
        if not cell.text:
            self._write(f"−{cell.lacking}", box.toRect(), self._code, shade.text)

    def _draw_selection(self) -> None:
        (top, left), (bottom, right) = self._it.corners
        if not self._it.lines.lines:
            return
        accent = QColor(self._colours.accent.fill)
        whole = self._rect(top, left).united(self._rect(bottom, right)).adjusted(0, 0, -1, -1)
        if (top, left) != (bottom, right):
            tint = QColor(accent)
            tint.setAlpha(45)
            self._painter.fillRect(whole, tint)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.SolidLine if self._it.focused else Qt.PenStyle.DotLine
        self._painter.setPen(QPen(accent, 2, style))
        self._painter.drawRect(whole)
        if self._it.over is not None and self._it.dragged is not None:
            target = self._rect(*self._it.over).adjusted(0, 0, -1, -1)
            self._painter.setPen(QPen(QColor(self._colours.tones[Tone.SUCCESS].text), 3))
            self._painter.drawRect(target)
