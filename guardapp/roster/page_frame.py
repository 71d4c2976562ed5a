"""Draws the frozen parts of the month's grid: names, sums, days and how they are filled."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPen

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, short_weekday_text
from guardapp.roster.lines import Line
from guardapp.roster.lunar import lunar
from guardapp.roster.page_canvas import LEFT, RIGHT, Canvas
from guardapp.roster.page_colours import ink
from guardapp.roster.page_layout import badge_width
from guardapp.roster.rules_hours import is_weekend


def moon_text(day: date) -> str:
    """Return the lunar day, with the month where it begins."""
    it = lunar(day)
    return f"{it.day}/{it.month}" if it.day == 1 else str(it.day)


class FramePainter(Canvas):
    """Draws around the cells."""

    def draw_sides(self, rows: range, right: int) -> None:
        """Draw the names and the sums of rows."""
        for row in rows:
            self._draw_lead(row)
            self._draw_sums(row, right)

    def draw_days(self, columns: range) -> None:
        """Draw the head of days."""
        for column in columns:
            self._draw_day(column)

    def _draw_lead(self, row: int) -> None:
        line = self._it.lines.lines[row]
        size = self._size
        rect = QRect(0, self._rect(row, 0).top(), size.lead, size.row)
        chosen = self._it.corners[0][0] <= row <= self._it.corners[1][0]
        ground = self._colours.selection if chosen else self._colours.surface
        self._painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(ground))
        inside = rect.adjusted(look.sizes().m, 0, -look.sizes().s, 0)
        noted = self._draw_note(line, inside)
        room = inside.width() - noted - look.sizes().xs
        title = QRect(inside.left(), inside.top(), room, inside.height())
        font = (
            look.font(look.sizes().small, QFont.Weight.DemiBold)
            if chosen or line.group
            else look.font(look.sizes().small)
        )
        self._write(line.title, title, font, self._colours.text, LEFT)
        self._painter.setPen(QPen(QColor(self._colours.field_border), 1))
        self._painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _draw_note(self, line: Line, inside: QRect) -> int:
        """Draw the quiet word or the shift's letter; return its width."""
        if line.tone is None:
            self._write(line.note, inside, self._tiny, self._colours.muted, RIGHT)
            return self._painter.fontMetrics().horizontalAdvance(line.note)
        colours = ink(line.tone)
        self._painter.setFont(self._code)
        width = badge_width(self._painter.fontMetrics())
        edge = look.sizes().icon
        box = QRect(inside.right() - width, inside.center().y() - edge // 2, width, edge)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colours.fill))
        self._painter.drawRoundedRect(box, 4, 4)
        self._write(line.note, box, self._code, colours.text)
        return width

    def _draw_sums(self, row: int, right: int) -> None:
        line, size = self._it.lines.lines[row], self._size
        rect = QRect(right, self._rect(row, 0).top(), size.sums, size.row)
        self._painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(self._colours.surface))
        for index, text in enumerate(line.sums):
            box = QRect(right + index * size.sum, rect.top(), size.sum, size.row)
            over = index in line.over
            tint = self._colours.tones[Tone.DANGER].text if over else self._colours.text
            font = (
                look.font(look.sizes().small, QFont.Weight.DemiBold)
                if over or index == 0
                else look.font(look.sizes().small)
            )
            self._write(text, box, font, tint)
        self._painter.setPen(QPen(QColor(self._colours.field_border), 1))
        self._painter.drawLine(right, rect.top(), right, rect.bottom())

    def _draw_day(self, column: int) -> None:
        day = self._it.days[column]
        size = self._size
        rect = QRect(self._rect(0, column).left(), 0, size.cell, size.head)
        ground = self._ground(day) or QColor(self._colours.surface)
        self._painter.fillRect(rect, ground)
        holiday = day in self._it.holidays
        tint = self._colours.muted
        if holiday or is_weekend(day):
            tint = self._colours.tones[Tone.DANGER].text if holiday else self._colours.text
        self._painter.setFont(self._tiny)
        line = self._painter.fontMetrics().height()
        top = rect.top() + look.sizes().xs
        box = QRect(rect.left(), top, rect.width() - 1, line)
        self._write(short_weekday_text(day), box, self._tiny, tint)
        self._painter.setFont(self._code)
        number = QRect(
            rect.left(), box.bottom(), rect.width() - 1, self._painter.fontMetrics().height()
        )
        if day == self._it.today:
            edge = min(number.width(), number.height() + 2)
            disc = QRect(0, 0, edge, edge)
            disc.moveCenter(number.center())
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(self._colours.accent.fill))
            self._painter.drawEllipse(disc)
            self._write(str(day.day), number, self._code, self._colours.accent.on_fill)
        else:
            text = self._colours.tones[Tone.DANGER].text if holiday else self._colours.text
            self._write(str(day.day), number, self._code, text)
        moon = QRect(rect.left(), number.bottom() + 1, rect.width() - 1, line)
        self._write(moon_text(day), moon, self._smallest(), self._colours.muted)
        self._draw_filled(day, QRect(rect.left(), moon.bottom() + 3, rect.width() - 1, 3 * line))
        self._painter.setPen(QPen(QColor(self._colours.border), 1))
        self._painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _draw_filled(self, day: date, box: QRect) -> None:
        """Draw how many there are, are needed, and could still be put there."""
        filled = self._it.lines.filled(day)
        if not filled.needed:
            return
        tone = Tone.DANGER if filled.short else Tone.SUCCESS
        shade = self._colours.tones[tone]
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(shade.soft))
        self._painter.drawRoundedRect(upper.adjusted(2, 0, -2, 0), 4, 4)
        font = QFont(self._tiny)
        font.setWeight(QFont.Weight.DemiBold)
        self._write(str(filled.there), upper, font, shade.text)
        middle = upper.translated(0, upper.height())
        self._write(str(filled.needed), middle, self._tiny, self._colours.text)
        free = self._it.lines.free(day)
        scarce = filled.short > free
        tint = self._colours.tones[Tone.DANGER].text if scarce else self._colours.muted
        lower = middle.translated(0, upper.height())
        self._write(str(free), lower, font if scarce else self._tiny, tint)

    def draw_corners(self, right: int) -> None:
        """Draw the corners above the names and the sums."""
        size = self._size
        surface = QColor(self._colours.surface)
        inner = look.sizes().m
        corner = QRect(0, 0, size.lead, size.head)
        self._painter.fillRect(corner, surface)
        self._painter.setFont(self._tiny)
        line = self._painter.fontMetrics().height()
        low = QRect(
            inner,
            size.head - 3 * line - look.sizes().xs,
            size.lead - inner - look.sizes().s,
            line,
        )
        for words in (_("Có người"), _("Cần"), _("Còn rảnh, đủ điều kiện")):
            self._write(words, low, self._tiny, self._colours.muted, RIGHT)
            low.translate(0, line)
        self._painter.fillRect(QRect(right, 0, size.sums, size.head), surface)
        self._painter.setFont(self._tiny)
        self._painter.setPen(QColor(self._colours.muted))
        for index, (head, _tip) in enumerate(self._it.lines.heads):
            box = QRect(right + index * size.sum, 0, size.sum, size.head - look.sizes().xs)
            wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
            self._painter.drawText(
                box, int(wrapped | Qt.AlignmentFlag.AlignBottom), head.replace(" ", "\n")
            )
        self._painter.setPen(QPen(QColor(self._colours.field_border), 1))
        self._painter.drawLine(0, size.head - 1, self._area.width(), size.head - 1)
        self._painter.drawLine(size.lead - 1, 0, size.lead - 1, size.head)
        self._painter.drawLine(right, 0, right, size.head)
