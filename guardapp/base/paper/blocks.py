"""The blocks of a sheet's body: paragraphs, labelled lines, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable, PageBreak, Spacer
from reportlab.platypus.paragraph import Paragraph

from guardapp.base.paper.flow import HeadingRoom
from guardapp.base.paper.fonts import BOLD, ITALIC, REGULAR, clean, width, wrap
from guardapp.base.paper.tables import draw_tick

BODY: Final = 13.0
_LEADING: Final = 17.0
_INDENT: Final = 10 * mm
_HEADING_ROOM: Final = 30 * mm

_STYLE: Final = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=BODY,
    leading=_LEADING,
    alignment=TA_JUSTIFY,
    firstLineIndent=_INDENT,
    spaceBefore=0,
    spaceAfter=6,
)
_BULLET: Final = ParagraphStyle("bullet", _STYLE, spaceAfter=3)
_PLAIN: Final = ParagraphStyle("plain", _STYLE, firstLineIndent=0, alignment=TA_LEFT)
_HEADING: Final = ParagraphStyle("heading", _PLAIN, fontName=BOLD, spaceBefore=6, spaceAfter=4)
_NOTE: Final = ParagraphStyle(
    "note", _PLAIN, fontName=ITALIC, fontSize=11, leading=14, spaceBefore=2, spaceAfter=4
)


@dataclass(frozen=True)
class Run:
    """Text of one weight and slant within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


def bold(text: str) -> Run:
    """Return typed text to be set in bold within a paragraph."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """Return typed text to be set in italics within a paragraph."""
    return Run(text, italic=True)


def _markup(parts: Sequence[str | Run]) -> str:
    marked = []
    for part in parts:
        run = Run(part) if isinstance(part, str) else part
        text = escape(clean(run.text)).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        marked.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(marked)


def body(*parts: str | Run, indent: bool = True) -> Flowable:
    """Return one justified paragraph, its first line indented by 1 cm."""
    style = _STYLE if indent else _PLAIN
    if any("\n" in (part if isinstance(part, str) else part.text) for part in parts):
        style = ParagraphStyle("broken", style, alignment=TA_LEFT)
    return Paragraph(_markup(parts), style)


def paragraphs(text: str, *, indent: bool = True) -> list[Flowable]:
    """Return typed text as paragraphs, one for each line that is not empty."""
    return [body(line, indent=indent) for line in clean(text).split("\n") if line.strip()]


def bullet(*parts: str | Run) -> Flowable:
    """Return one "- …" item of a list."""
    return Paragraph("- " + _markup(parts), _BULLET)


def heading(text: str) -> list[Flowable]:
    """Return a bold heading that stays with the start of what follows it."""
    return [HeadingRoom(_HEADING_ROOM), Paragraph(_markup([text]), _HEADING)]


def note(*parts: str | Run) -> Flowable:
    """Return a small line in italics."""
    return Paragraph(_markup(parts), _NOTE)


def gap(high: float) -> Flowable:
    """Return `high` mm of empty space."""
    return Spacer(1, high * mm)


def new_page() -> Flowable:
    """Return a page break."""
    return PageBreak()


def _dots(canvas: Canvas, left: float, right: float, base: float) -> None:
    """Draw a dotted line for the pen; drawn, so that the text of the page holds no dots."""
    canvas.saveState()
    canvas.setLineWidth(0.8)
    canvas.setLineCap(1)
    canvas.setDash([0, 3])
    canvas.line(left, base - 1, right, base - 1)
    canvas.restoreState()


class _Lines(Flowable):
    """Dotted lines over the whole width for the pen, the first one after a label."""

    def __init__(self, label: str, count: int) -> None:
        super().__init__()
        self._label = clean(label)
        self._count = count
        self.spaceAfter = 4

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        self.width, self.height = wide, self._count * (_LEADING + 2)
        return wide, self.height

    def split(self, _wide: float, high: float) -> list[Flowable]:
        fitting = int(high / (_LEADING + 2))
        if not 0 < fitting < self._count:
            return []
        return [_Lines(self._label, fitting), _Lines("", self._count - fitting)]

    def draw(self) -> None:
        canvas, base = self.canv, self.height - BODY
        canvas.setFont(REGULAR, BODY)
        canvas.drawString(0, base, self._label)
        left = width(self._label, REGULAR, BODY) + 3 if self._label else 0.0
        for _ in range(self._count):
            _dots(canvas, left, self.width, base)
            base, left = base - _LEADING - 2, 0.0


def field(label: str, value: str = "", *, lines: int = 1) -> Flowable:
    """Return "Label: value"; without a value `lines` dotted lines for the pen follow the label."""
    if value.strip():
        return body(f"{label}: ", value, indent=False)
    return _Lines(f"{label}:", lines)


def ruled_lines(count: int) -> Flowable:
    """Return `count` dotted lines for the pen."""
    return _Lines("", count)


class _Fields(Flowable):
    """Labelled values side by side, row by row."""

    def __init__(self, pairs: Sequence[tuple[str, str]], columns: int) -> None:
        super().__init__()
        self._pairs = [(f"{clean(label)}: ", clean(value).strip()) for label, value in pairs]
        self._columns = columns
        self._rows: list[list[tuple[str, list[str]]]] = []
        self.spaceAfter = 4

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        room = (wide - (self._columns - 1) * 5 * mm) / self._columns
        cells = []
        for label, value in self._pairs:
            first = width(label, REGULAR, BODY)
            cells.append((label, _hang(value, first, room) if value else [""]))
        step = self._columns
        self._rows = [cells[at : at + step] for at in range(0, len(cells), step)]
        self._room = room
        self.width, self.height = wide, sum(map(self._tall, self._rows))
        return wide, self.height

    @staticmethod
    def _tall(row: list[tuple[str, list[str]]]) -> float:
        return max(len(lines) for _, lines in row) * _LEADING + 2

    def split(self, wide: float, high: float) -> list[Flowable]:
        self.wrap(wide, high)
        count, used = 0, 0.0
        while count < len(self._rows) and used + self._tall(self._rows[count]) <= high:
            used += self._tall(self._rows[count])
            count += 1
        if not 0 < count < len(self._rows):
            return []
        pairs = [(label[:-2], value) for label, value in self._pairs]
        at = count * self._columns
        return [_Fields(pairs[:at], self._columns), _Fields(pairs[at:], self._columns)]

    def draw(self) -> None:
        top = self.height
        self.canv.setFont(REGULAR, BODY)
        for row in self._rows:
            for index, (label, lines) in enumerate(row):
                left, base = index * (self._room + 5 * mm), top - BODY
                self.canv.drawString(left, base, label)
                indent = width(label, REGULAR, BODY)
                if lines == [""]:
                    _dots(self.canv, left + indent, left + self._room, base)
                for line in lines:
                    self.canv.drawString(left + indent, base, line)
                    base, indent = base - _LEADING, 0.0
            top -= self._tall(row)


def _hang(value: str, first: float, room: float) -> list[str]:
    """Return the lines of a value whose first line starts after a label `first` points wide."""
    start = wrap(value, REGULAR, BODY, room)
    if len(start) == 1 and width(value, REGULAR, BODY) <= room - first:
        return start
    head = wrap(value, REGULAR, BODY, max(room - first, room / 4))[0]
    rest = value[len(head) :].lstrip(" \n")
    return [head, *(wrap(rest, REGULAR, BODY, room) if rest else [])]


def fields(pairs: Sequence[tuple[str, str]], *, columns: int = 2) -> Flowable:
    """Return "Label: value" pairs in `columns` columns; an empty value is a dotted line."""
    return _Fields(pairs, columns)


class _Choices(Flowable):
    """A label and boxes with words, of which some are ticked."""

    def __init__(self, label: str, options: Sequence[tuple[str, bool]]) -> None:
        super().__init__()
        self._label = f"{clean(label)}:" if label else ""
        self._options = [(clean(words), on) for words, on in options]
        self._spots: list[tuple[float, int]] = []
        self.spaceAfter = 4

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        right, line = width(self._label, REGULAR, BODY) + 4 * mm if self._label else 0.0, 0
        self._spots = []
        for words, _ in self._options:
            room = 15 + width(words, REGULAR, BODY)
            if right > 0 and right + room > wide:
                right, line = 0.0, line + 1
            self._spots.append((right, line))
            right += room + 6 * mm
        self.width, self.height = wide, (line + 1) * (_LEADING + 1)
        return wide, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont(REGULAR, BODY)
        canvas.drawString(0, self.height - BODY, self._label)
        for (words, on), (left, line) in zip(self._options, self._spots, strict=True):
            base = self.height - BODY - line * (_LEADING + 1)
            draw_tick(canvas, left, base - 0.5, 10, on)
            canvas.drawString(left + 14, base, words)


def choices(label: str, options: Sequence[tuple[str, bool]]) -> Flowable:
    """Return a label and boxes with words, ticked where true."""
    return _Choices(label, options)
