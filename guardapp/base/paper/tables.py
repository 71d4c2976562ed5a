"""Tables that break over pages by rows, repeat their head and stay fast at any length."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.fonts import BOLD, REGULAR, clean, width, wrap

Align = Literal["left", "center", "right"]

_PAD: Final = 3.0
_LINE: Final = 1.18
_HEAD_GRAY: Final = 0.93
_BAND_GRAY: Final = 0.96
_TALL: Final = 160.0
_LEAST_PIECE: Final = 70.0


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width (any unit), how its cells stand."""

    title: str
    share: float
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True)
class Tick:
    """A box, ticked or not, drawn with lines since no text face has one."""

    on: bool


@dataclass(frozen=True)
class Band:
    """A shaded row over the whole width that heads the rows below it."""

    text: str


Cell = str | int | Tick | None
Row = Sequence[Cell] | Band


class _Laid(NamedTuple):
    """A row as it will be drawn: for each cell its lines and letter size, or its tick box."""

    tall: float
    cells: tuple[tuple[tuple[str, ...], float] | Tick, ...]
    band: bool = False
    bold: bool = False


def draw_tick(canvas: Canvas, left: float, bottom: float, side: float, on: bool) -> None:
    """Draw a box of `side` points, with a tick when `on`."""
    canvas.setLineWidth(0.7)
    canvas.rect(left, bottom, side, side)
    if on:
        canvas.setLineWidth(1.3)
        path = canvas.beginPath()
        path.moveTo(left + side * 0.18, bottom + side * 0.52)
        path.lineTo(left + side * 0.42, bottom + side * 0.2)
        path.lineTo(left + side * 0.86, bottom + side * 0.86)
        canvas.drawPath(path)


def _fit(text: str, font: str, size: float, room: float) -> tuple[tuple[str, ...], float]:
    """Return the lines of a cell, in letters up to a quarter smaller where one word is too long."""
    if not text:
        return (), size
    if "\n" not in text and width(text, font, size) <= room:
        return (text,), size
    widest = max(width(word, font, size) for word in text.split()) if text.strip() else 0.0
    if widest > room:
        size = max(size * room / widest - 0.01, size * 0.75)
    return tuple(wrap(text, font, size, room)), size


@dataclass
class _Plan:
    """What all the parts of one table share."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    size: float
    least: float
    bold_last: bool
    widths: list[float] = field(default_factory=list)
    head: _Laid = field(default_factory=lambda: _Laid(0, ()))

    def set_width(self, wide: float) -> None:
        """Share `wide` points among the columns and lay out the head."""
        if self.widths and abs(sum(self.widths) - wide) < 0.01:
            return
        whole = sum(column.share for column in self.columns)
        self.widths = [wide * column.share / whole for column in self.columns]
        cells = tuple(
            _fit(clean(column.title), BOLD, self.size, room - 2)
            for column, room in zip(self.columns, self.widths, strict=True)
        )
        tall = self._tall(cells) if any(column.title for column in self.columns) else 0.0
        self.head = _Laid(tall, cells, bold=True)

    def _tall(self, cells: Sequence[tuple[tuple[str, ...], float] | Tick]) -> float:
        lines = max(
            (len(cell[0]) * cell[1] for cell in cells if not isinstance(cell, Tick)), default=0.0
        )
        return max(lines, self.size) * _LINE + 2 * _PAD

    def lay(self, index: int) -> _Laid:
        """Lay out one row."""
        row = self.rows[index]
        if isinstance(row, Band):
            lines = wrap(clean(row.text), BOLD, self.size, sum(self.widths) - 2 * _PAD)
            cells = ((tuple(lines), self.size),)
            return _Laid(self._tall(cells), cells, band=True, bold=True)
        bold = self.bold_last and index == len(self.rows) - 1
        laid: list[tuple[tuple[str, ...], float] | Tick] = []
        for cell, column, room in zip(row, self.columns, self.widths, strict=True):
            if isinstance(cell, Tick):
                laid.append(cell)
                continue
            text = "" if cell is None else clean(str(cell))
            font = BOLD if bold or column.bold else REGULAR
            laid.append(_fit(text, font, self.size, room - 2 * _PAD))
        return _Laid(max(self._tall(laid), self.least), tuple(laid), bold=bold)

    def cut(self, row: _Laid, space: float) -> tuple[_Laid, _Laid]:
        """Divide a tall row into what fits into `space` points and the rest."""
        first: list[tuple[tuple[str, ...], float] | Tick] = []
        rest: list[tuple[tuple[str, ...], float] | Tick] = []
        for cell in row.cells:
            if isinstance(cell, Tick):
                first.append(cell)
                rest.append(((), self.size))
            else:
                lines, size = cell
                count = int((space - 2 * _PAD) / (size * _LINE))
                first.append((lines[:count], size))
                rest.append((lines[count:], size))
        return (
            _Laid(min(self._tall(first), space), tuple(first), row.band, row.bold),
            _Laid(self._tall(rest), tuple(rest), row.band, row.bold),
        )


class _Placed(Flowable):
    """Rows of a table that stand on one page, below its head."""

    def __init__(self, plan: _Plan, rows: Sequence[_Laid]) -> None:
        super().__init__()
        self._plan = plan
        self.placed = rows
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        self._plan.set_width(wide)
        self.width = wide
        self.height = self._plan.head.tall + sum(row.tall for row in self.placed)
        return wide, self.height

    def draw(self) -> None:
        canvas, plan = self.canv, self._plan
        edges = [0.0]
        for column in plan.widths:
            edges.append(edges[-1] + column)
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0)
        top = float(self.height)
        lines = [(0.0, top, edges[-1], top)]
        rows = [plan.head, *self.placed] if plan.head.tall else self.placed
        for row in rows:
            bottom = top - row.tall
            if row.band or row is plan.head:
                canvas.setFillGray(_BAND_GRAY if row.band else _HEAD_GRAY)
                canvas.rect(0, bottom, edges[-1], row.tall, stroke=0, fill=1)
                canvas.setFillGray(0)
            self._draw_row(row, top, edges)
            lines.append((0.0, bottom, edges[-1], bottom))
            inside = (edges[0], edges[-1]) if row.band else edges
            lines.extend((edge, top, edge, bottom) for edge in inside)
            top = bottom
        canvas.setLineWidth(0.5)
        canvas.lines(lines)

    def _draw_row(self, row: _Laid, top: float, edges: Sequence[float]) -> None:
        canvas, plan = self.canv, self._plan
        for index, cell in enumerate(row.cells):
            left, column = edges[index], plan.columns[index]
            room = edges[-1] if row.band else plan.widths[index]
            if isinstance(cell, Tick):
                side = plan.size * 0.85
                bottom = top - (row.tall + side) / 2
                draw_tick(canvas, left + (room - side) / 2, bottom, side, cell.on)
                continue
            texts, size = cell
            if not texts:
                continue
            font = BOLD if row.bold or column.bold else REGULAR
            canvas.setFont(font, size)
            step = size * _LINE
            base = top - (row.tall - len(texts) * step) / 2 - size * 0.93
            align = "left" if row.band else "center" if row is plan.head else column.align
            for text in texts:
                if align == "left":
                    canvas.drawString(left + _PAD, base, text)
                elif align == "center":
                    canvas.drawCentredString(left + room / 2, base, text)
                else:
                    canvas.drawRightString(left + room - _PAD, base, text)
                base -= step


class _Table(_Placed):
    """The rows of a table from `start` on, after what is left of a row cut by the page before."""

    def __init__(self, plan: _Plan, start: int = 0, lead: _Laid | None = None) -> None:
        super().__init__(plan, [])
        self._start = start
        self._lead = lead
        self._laid: list[_Laid] = [lead] if lead else []

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Lay out rows until they are all laid out or higher than the space."""
        plan = self._plan
        plan.set_width(wide)
        total = plan.head.tall + sum(row.tall for row in self._laid)
        index = self._start + len(self._laid) - bool(self._lead)
        while index < len(plan.rows) and (total <= high or not self._laid):
            self._laid.append(plan.lay(index))
            total += self._laid[-1].tall
            index += 1
        self.placed = self._laid
        self.width, self.height = wide, total
        return wide, total

    def split(self, wide: float, high: float) -> list[Flowable]:
        self.wrap(wide, high)
        rows, plan = self._laid, self._plan
        space = high - plan.head.tall
        count = 0
        while count < len(rows) and rows[count].tall <= space:
            space -= rows[count].tall
            count += 1
        if count == len(rows):
            return [self] if rows else []
        following = self._start + count - bool(self._lead)
        tall = rows[count]
        if tall.tall > _TALL and space >= _LEAST_PIECE:
            piece, rest = plan.cut(tall, space)
            return [_Placed(plan, [*rows[:count], piece]), _Table(plan, following + 1, rest)]
        while count and rows[count - 1].band:
            count -= 1
            following -= 1
        if not count:
            return []
        lead = rows[0] if self._lead and following < self._start else None
        return [_Placed(plan, rows[:count]), _Table(plan, following, lead)]


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    size: float = 11,
    blank: int = 0,
    least: float = 0,
    bold_last: bool = False,
) -> Flowable:
    """Return a table; its head is repeated on every page and a tall row is cut between lines.

    `blank` empty rows follow for the pen; `least` is the least row height in mm; `bold_last`
    sets the last row (totals) in bold.
    """
    empty: list[Row] = [[""] * len(columns)] * blank
    return _Table(_Plan(columns, [*rows, *empty], size, least * mm, bold_last))
