"""What the month's grid shows: rows over days, where each cell is, and the words on it."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from guardapp.base.words import _
from guardapp.roster import page_paint, page_tips
from guardapp.roster.lines import Cell, Lines
from guardapp.roster.model import Month
from guardapp.roster.page_canvas import Shown
from guardapp.roster.page_layout import GridLayout

Place = tuple[int, int]


class GridView(QAbstractScrollArea):
    """Rows over the days of a month, a current cell and a selection; a cell is (row, column)."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: Lines | None = None
        self.days: tuple[date, ...] = ()
        self.editable = False
        self.stamping = False
        self.today: date | None = None
        self.holidays: dict[date, str] = {}
        self.current: Place = (0, 0)
        self._anchor: Place = (0, 0)
        self._pressed: QPoint | None = None
        self._dragged: Place | None = None
        self._over: Place | None = None
        self._layout = GridLayout()
        self._chips: dict[Cell, QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Bảng phân công theo ngày"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        corner = QWidget(self)
        corner.setProperty("part", "clear")
        self.setCornerWidget(corner)
        self.horizontalScrollBar().setSingleStep(20)
        self.verticalScrollBar().setSingleStep(20)

    def show_lines(self, lines: Lines, month: Month, holidays: dict[date, str]) -> None:
        """Show rows over a month; the current cell stays where it is if it can."""
        self.lines, self.days, self.holidays = lines, month.days, holidays
        self._lay_out()
        self.current = self._inside(self.current)
        self._anchor = self._inside(self._anchor)
        self.viewport().update()

    def selected(self) -> list[Place]:
        """Return the selected cells, row by row."""
        if self.lines is None or not self.lines.lines:
            return []
        (top, left), (bottom, right) = self._corners()
        return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into sight."""
        self._go((row, column), extend=False)

    def cell_rect(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return where a cell is on the viewport: left, top, width, height."""
        it = self._layout
        left = it.lead + column * it.cell - self.horizontalScrollBar().value()
        top = it.head + row * it.row - self.verticalScrollBar().value()
        return left, top, it.cell, it.row

    def sizeHint(self) -> QSize:
        """Ask for room for a month."""
        return QSize(900, 480)

    def _lay_out(self) -> None:
        assert self.lines is not None
        size = self.viewport().size()
        before = self._layout
        self._layout = GridLayout.fit(self.lines, len(self.days), size.width(), self.font())
        if before != self._layout:
            self._chips.clear()
        room = size.width() - self._layout.lead - self._layout.sums
        wide = self._layout.cell * len(self.days)
        tall = self._layout.row * len(self.lines.lines)
        self.horizontalScrollBar().setRange(0, max(0, wide - room))
        self.horizontalScrollBar().setPageStep(room)
        below = size.height() - self._layout.head
        self.verticalScrollBar().setRange(0, max(0, tall - below))
        self.verticalScrollBar().setPageStep(below)

    def _corners(self) -> tuple[Place, Place]:
        (a, b), (c, d) = self.current, self._anchor
        return (min(a, c), min(b, d)), (max(a, c), max(b, d))

    def _inside(self, place: Place) -> Place:
        rows = len(self.lines.lines) if self.lines else 0
        return (
            max(0, min(place[0], rows - 1)),
            max(0, min(place[1], len(self.days) - 1)),
        )

    def _go(self, place: Place, *, extend: bool) -> None:
        self.current = self._inside(place)
        if not extend:
            self._anchor = self.current
        self._bring_into_sight()
        self.viewport().update()
        self.picked.emit()

    def _bring_into_sight(self) -> None:
        row, column = self.current
        it = self._layout
        for bar, begin, length in (
            (self.verticalScrollBar(), row * it.row, it.row),
            (self.horizontalScrollBar(), column * it.cell, it.cell),
        ):
            if begin < bar.value():
                bar.setValue(begin)
            elif begin + length > bar.value() + bar.pageStep():
                bar.setValue(begin + length - bar.pageStep())

    def place_at(self, point: QPoint) -> Place | None:
        """Return the cell at a point of the viewport, or None."""
        it = self._layout
        if self.lines is None or point.y() < it.head or point.x() < it.lead:
            return None
        if point.x() >= self.viewport().width() - it.sums:
            return None
        column = self._column_at(point)
        row = (point.y() - it.head + self.verticalScrollBar().value()) // it.row
        inside = 0 <= row < len(self.lines.lines) and 0 <= column < len(self.days)
        return (row, column) if inside else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        if self.lines is not None:
            shown = Shown(
                self.lines,
                self.days,
                self.holidays,
                self.today,
                self._layout,
                self.horizontalScrollBar().value(),
                self.verticalScrollBar().value(),
                self._corners(),
                self.current,
                self._dragged,
                self._over,
                self.hasFocus(),
                self.stamping,
                self._chips,
            )
            page_paint.draw(painter, self.viewport().rect(), shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the days to the width."""
        super().resizeEvent(event)
        if self.lines is not None:
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Draw all cells anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._chips.clear()

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the cell, the day or the row under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """Return the words that explain what is at a point of the viewport."""
        place = self.place_at(point)
        if self.lines is None:
            return ""
        if place is not None:
            return self.lines.tip(place[0], self.days[place[1]])
        it = self._layout
        head, column = point.y() < it.head, self._column_at(point)
        if head and point.x() >= it.lead and self._is_day(point, column):
            day = self.days[column]
            named = self.holidays.get(day, "")
            return page_tips.head_tip(self.lines, day, named, editable=self.editable)
        row = (point.y() - it.head + self.verticalScrollBar().value()) // it.row
        if not head and not 0 <= row < len(self.lines.lines):
            return ""
        width = self.viewport().width()
        return page_tips.side_tip(self.lines, point, it, -1 if head else row, width)

    def _is_day(self, point: QPoint, column: int) -> bool:
        return 0 <= column < len(self.days) and point.x() < self.viewport().width() - (
            self._layout.sums
        )

    def _column_at(self, point: QPoint) -> int:
        it = self._layout
        return (point.x() - it.lead + self.horizontalScrollBar().value()) // it.cell
