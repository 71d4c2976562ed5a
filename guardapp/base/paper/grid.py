"""The month's grid: a row for each guard, a narrow column for each day, totals at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.fonts import BOLD, REGULAR, balance, clean, shrink, width, wrap
from guardapp.base.paper.tables import Align, Column
from guardapp.base.paper.words import WEEKDAY_MARKS

_PAD: Final = 1.6
_WEEKEND_GRAY: Final = 0.9
_HOLIDAY_GRAY: Final = 0.78
_HEAD_GRAY: Final = 0.95
_LEAST: Final = 5.0
_SMALLER: Final = 0.85
_TWO_LINES: Final = 0.84


class GridCell(NamedTuple):
    """A day's code, and in small letters below it the post."""

    code: str
    below: str = ""


@dataclass(frozen=True)
class GridRow:
    """One guard's line, or a line of sums (bold): as many days as the grid has."""

    lead: tuple[str, ...]
    days: tuple[GridCell | None, ...]
    trail: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True)
class GridSpec:
    """The columns before and after the days; shares in mm of an A4 landscape page (252 mm)."""

    lead: tuple[Column, ...]
    first: date
    last: date
    trail: tuple[Column, ...]
    day_share: float = 4.4
    holidays: frozenset[date] = frozenset()
    days_title: str = "Ngày trong tháng"


@dataclass
class _Plan:
    """What all the parts of one grid share: edges of the columns and sizes of letters."""

    spec: GridSpec
    rows: Sequence[GridRow]
    size: float
    row_tall: float
    edges: list[float] = field(default_factory=list)
    lines: dict[tuple[str, str, float], tuple[str, ...]] = field(default_factory=dict)
    texts: dict[tuple[str, str, float, float], tuple[str, float, float]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        length = (self.spec.last - self.spec.first).days + 1
        self.days = [self.spec.first + timedelta(days=at) for at in range(length)]
        self.two_lines = any(cell and cell.below for row in self.rows for cell in row.days)

    def set_width(self, wide: float) -> None:
        """Share `wide` points among the columns."""
        if self.edges and abs(self.edges[-1] - wide) < 0.01:
            return
        spec = self.spec
        shares = [column.share for column in spec.lead]
        shares += [spec.day_share] * len(self.days)
        shares += [column.share for column in spec.trail]
        unit = wide / sum(shares)
        self.edges = [0.0]
        for share in shares:
            self.edges.append(self.edges[-1] + share * unit)

    def gray(self, day: date) -> float | None:
        """Return the shade of a day's column."""
        if day in self.spec.holidays:
            return _HOLIDAY_GRAY
        return _WEEKEND_GRAY if day.weekday() >= 5 else None

    def halves(self, words: str, font: str, room: float) -> tuple[str, ...]:
        """Return words as one line, or as two where one line would need much smaller letters."""
        key = (words, font, room)
        found = self.lines.get(key)
        if found is None:
            flat = " ".join(clean(words).split())
            lines = [flat]
            if width(flat, font, self.size) * _SMALLER > room:
                lines = balance(flat, font, self.size * _TWO_LINES, room)
            found = (lines[0], " ".join(lines[1:])) if len(lines) > 1 else (flat,)
            self.lines[key] = found
        return found

    def fitted(self, text: str, font: str, size: float, room: float) -> tuple[str, float, float]:
        """Return a one-line text, its size and its width, made once for each different text."""
        key = (text, font, size, room)
        found = self.texts.get(key)
        if found is None:
            fit, fitting = shrink(clean(text).replace("\n", " "), font, size, room, _LEAST)
            found = self.texts[key] = (fit, fitting, width(fit, font, fitting))
        return found


class _Grid(Flowable):
    """The rows `start` to `stop` of a grid below its head."""

    def __init__(self, plan: _Plan, start: int, stop: int) -> None:
        super().__init__()
        self._plan = plan
        self._start = start
        self._stop = stop
        self.spaceBefore = self.spaceAfter = 4
        self._head_tall = plan.size * 3.6

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        self._plan.set_width(wide)
        self.width = wide
        self.height = self._head_tall + (self._stop - self._start) * self._plan.row_tall
        return wide, self.height

    def split(self, wide: float, high: float) -> list[Flowable]:
        self.wrap(wide, high)
        fitting = int((high - self._head_tall + 0.01) / self._plan.row_tall)
        count = min(fitting, self._stop - self._start)
        if count < 1:
            return []
        middle = self._start + count
        if middle >= self._stop:
            return [self]
        return [_Grid(self._plan, self._start, middle), _Grid(self._plan, middle, self._stop)]

    def draw(self) -> None:
        plan = self._plan
        first = len(plan.spec.lead)
        self._shade(first)
        self._rule(first)
        self._draw_head(first)
        top = self.height - self._head_tall
        for row in plan.rows[self._start : self._stop]:
            self._draw_row(row, top, first)
            top -= plan.row_tall

    def _shade(self, first: int) -> None:
        canvas, plan = self.canv, self._plan
        high = float(self.height)
        canvas.setFillGray(_HEAD_GRAY)
        canvas.rect(0, high - self._head_tall, plan.edges[-1], self._head_tall, stroke=0, fill=1)
        for at, day in enumerate(plan.days, first):
            gray = plan.gray(day)
            if gray is not None:
                canvas.setFillGray(gray)
                wide = plan.edges[at + 1] - plan.edges[at]
                canvas.rect(plan.edges[at], 0, wide, high - plan.size * 1.4, stroke=0, fill=1)
        canvas.setFillGray(0)

    def _rule(self, first: int) -> None:
        plan, high = self._plan, float(self.height)
        right, days = plan.edges[-1], len(plan.days)
        under = high - plan.size * 1.4
        lines = [(0.0, high, right, high)]
        lines.append((plan.edges[first], under, plan.edges[first + days], under))
        for at, edge in enumerate(plan.edges):
            lines.append((edge, 0.0, edge, under if first < at < first + days else high))
        level = high - self._head_tall
        for _ in range(self._stop - self._start + 1):
            lines.append((0.0, level, right, level))
            level -= plan.row_tall
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeGray(0)
        self.canv.lines(lines)

    def _draw_head(self, first: int) -> None:
        canvas, plan, spec = self.canv, self._plan, self._plan.spec
        high, size = float(self.height), plan.size
        days = len(plan.days)
        columns = [*enumerate(spec.lead), *enumerate(spec.trail, first + days)]
        for at, column in columns:
            self._head_text(clean(column.title), plan.edges[at], plan.edges[at + 1])
        left, right = plan.edges[first], plan.edges[first + days]
        canvas.setFont(BOLD, size)
        canvas.drawCentredString((left + right) / 2, high - size * 1.05, clean(spec.days_title))
        for at, day in enumerate(plan.days, first):
            middle = (plan.edges[at] + plan.edges[at + 1]) / 2
            canvas.setFont(BOLD, size)
            number = f"{day.day}*" if day in spec.holidays else str(day.day)
            canvas.drawCentredString(middle, high - size * 2.4, number)
            canvas.setFont(REGULAR, size * 0.78)
            canvas.drawCentredString(middle, high - size * 3.3, WEEKDAY_MARKS[day.weekday()])

    def _head_text(self, title: str, left: float, right: float) -> None:
        """Draw a heading in up to four lines, in letters small enough for its longest word."""
        size, room = self._plan.size, right - left - 3
        longest = max((width(word, BOLD, size) for word in title.split()), default=0.0)
        size = min(size, size * room / longest - 0.01 if longest else size)
        lines = wrap(title, BOLD, size, room)
        while len(lines) * size * 1.1 > self._head_tall and size > 4:
            size -= 0.25
            lines = wrap(title, BOLD, size, room)
        base = self.height - (self._head_tall - len(lines) * size * 1.1) / 2 - size * 0.9
        self.canv.setFont(BOLD, size)
        for line in lines:
            self.canv.drawCentredString((left + right) / 2, base, line)
            base -= size * 1.1

    def _draw_row(self, row: GridRow, top: float, first: int) -> None:
        plan, edges, size = self._plan, self._plan.edges, self._plan.size
        days = len(plan.days)
        text = self.canv.beginText()
        base = top - plan.row_tall / 2 - size * 0.34
        for at, (words, column) in enumerate(zip(row.lead, plan.spec.lead, strict=True)):
            font = BOLD if row.bold or column.bold else REGULAR
            self._put_words(text, words, font, at, base, column.align)
        upper = base + (size * 0.42 if plan.two_lines else 0)
        lower = base - size * 0.5
        for at, cell in enumerate(row.days, first):
            if not cell:
                continue
            left, right = edges[at], edges[at + 1]
            alone = plan.two_lines and not cell.below
            self._put(text, cell.code, BOLD, left, right, base if alone else upper, "center")
            if cell.below:
                self._put(text, cell.below, REGULAR, left, right, lower, "center", 0.78)
        for at, (words, column) in enumerate(
            zip(row.trail, plan.spec.trail, strict=True), first + days
        ):
            font = BOLD if row.bold or column.bold else REGULAR
            self._put_words(text, words, font, at, base, column.align)
        self.canv.drawText(text)

    def _put_words(
        self, text: PDFTextObject, words: str, font: str, at: int, base: float, align: Align
    ) -> None:
        """Put words on one line, or on two smaller ones where they are long and have a space."""
        plan = self._plan
        left, right = plan.edges[at], plan.edges[at + 1]
        halves = plan.halves(words, font, right - left - 2 * _PAD)
        if len(halves) == 1:
            self._put(text, words, font, left, right, base, align)
            return
        self._put(text, halves[0], font, left, right, base + plan.size * 0.44, align, _TWO_LINES)
        self._put(text, halves[1], font, left, right, base - plan.size * 0.44, align, _TWO_LINES)

    def _put(
        self,
        text: PDFTextObject,
        words: str,
        font: str,
        left: float,
        right: float,
        base: float,
        align: Align,
        scale: float = 1.0,
    ) -> None:
        if not words:
            return
        pad = 0.4 if align == "center" else _PAD
        size = self._plan.size * scale
        fit, fitting, wide = self._plan.fitted(words, font, size, right - left - 2 * pad)
        if align == "center":
            start = (left + right - wide) / 2
        else:
            start = left + pad if align == "left" else right - pad - wide
        text.setFont(font, fitting)
        text.setTextOrigin(start, base)
        text.textOut(fit)


def month_grid(spec: GridSpec, rows: Sequence[GridRow], *, size: float = 8) -> Flowable:
    """Return the month's grid in letters of `size` points; the head is repeated on every page."""
    two = any(cell and cell.below for row in rows for cell in row.days)
    tall = max(size * (2.1 if two else 1.75), 4.6 * mm)
    return _Grid(_Plan(spec, rows, size, tall), 0, len(rows))
