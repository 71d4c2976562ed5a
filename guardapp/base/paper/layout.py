"""The page by Decree 30/2020/NĐ-CP: margins, national header, title, page number and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final, Literal

from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from guardapp.base.paper.anchor import anchor_code
from guardapp.base.paper.flow import HeadingRoom, Held, total_height
from guardapp.base.paper.fonts import BOLD, ITALIC, REGULAR, balance, clean, shrink, width
from guardapp.base.paper.signing import Ending
from guardapp.base.paper.words import long_date_text

Size = Literal["A4", "A3"]
Block = Flowable
Story = Sequence["Block | Story"]

_SIZES: Final = {"A4": A4, "A3": A3}
TOP: Final = 20 * mm
BOTTOM: Final = 20 * mm
LEFT: Final = 30 * mm
RIGHT: Final = 15 * mm

_SHORT: Final = 120.0
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Letterhead:
    """The official head: an empty `number` or no `day` leaves room for the pen, None leaves it out.

    `national` False keeps the organ only, as on the facility's internal books.
    """

    superior: str
    organ: str
    number: str | None = None
    place: str | None = None
    day: date | None = None
    national: bool = True


@dataclass(frozen=True)
class _Line:
    text: str
    font: str
    size: float


class _Head(Flowable):
    """Two columns of centred lines: the organ and number left, the nation and place right."""

    def __init__(self, head: Letterhead) -> None:
        super().__init__()
        self._head = head
        self._left: list[_Line] = []
        self._right: list[_Line] = []
        self._columns = (0.0, 0.0)
        self._drop = 0.0
        self.height = 0.0

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        head = self._head
        share = 70 / 165 if room < 200 * mm else 100 / 252
        self._columns = (room * share, room - room * share)
        space = self._columns[0] - 2 * mm
        self._left = [
            _Line(line, font, 12)
            for text, font in ((head.superior, REGULAR), (head.organ, BOLD))
            if text
            for line in balance(clean(text).upper(), font, 12, space)
        ]
        self._right = [_Line(_NATION, BOLD, 12.5), _Line(_MOTTO, BOLD, 13.5)]
        self._drop = max(len(self._left), 2 if head.national else 0) * 16.0 + 20
        below = head.number is not None or head.place is not None
        self.height = self._drop + (4 if below else -10)
        return room, self.height

    def draw(self) -> None:
        canvas, head = self.canv, self._head
        left, right = self._columns[0] / 2, self._columns[0] + self._columns[1] / 2
        canvas.setLineWidth(0.7)
        bottom = self._draw_lines(self._left, left)
        if self._left:
            wide = width(self._left[-1].text, BOLD, 12) * 0.42
            canvas.line(left - wide / 2, bottom, left + wide / 2, bottom)
        if head.national:
            bottom = self._draw_lines(self._right, right)
            wide = width(_MOTTO, BOLD, 13.5)
            canvas.line(right - wide / 2, bottom, right + wide / 2, bottom)
        line = self.height - self._drop
        if head.number is not None:
            number = clean(head.number) or "………/…………"
            text, size = shrink(f"Số: {number}", REGULAR, 13, self._columns[0], 8)
            canvas.setFont(REGULAR, size)
            canvas.drawCentredString(left, line, text)
        if head.place is not None:
            place = clean(head.place) or "………………"
            words = f"{place}, {long_date_text(head.day)}"
            text, size = shrink(words, ITALIC, 13.5, self._columns[1], 8)
            canvas.setFont(ITALIC, size)
            canvas.drawCentredString(right, line, text)

    def _draw_lines(self, lines: Sequence[_Line], centre: float) -> float:
        """Draw lines centred below one another; return the height of the rule below them."""
        base = self.height - 11
        for line in lines:
            self.canv.setFont(line.font, line.size)
            self.canv.drawCentredString(centre, base, line.text)
            base -= 16
        return float(base + 9)


class _Title(Flowable):
    """The kind of document in capitals, its subject and a rule below."""

    def __init__(self, title: str, subject: str) -> None:
        super().__init__()
        self._texts = (clean(title).upper(), clean(subject))
        self._lines: list[str] = []
        self._titles = 0
        self.spaceBefore = 14
        self.spaceAfter = 8
        self.width = self.height = 0.0

    def wrap(self, room: float, _high: float) -> tuple[float, float]:
        title, subject = self._texts
        titles = balance(title, BOLD, 14, room)
        subjects = balance(subject, BOLD, 14, room * 0.88) if subject else []
        self._lines, self._titles = titles + subjects, len(titles)
        self.width, self.height = room, len(self._lines) * 18 + (5 if subjects else 0)
        return room, self.height

    def draw(self) -> None:
        canvas, base = self.canv, self.height - 13
        canvas.setFont(BOLD, 14)
        for line in self._lines:
            canvas.drawCentredString(self.width / 2, base, line)
            base -= 18
        if len(self._lines) > self._titles:
            half = min(width(self._lines[-1], BOLD, 14) * 0.4, self.width * 0.3) / 2
            canvas.setLineWidth(0.7)
            canvas.line(self.width / 2 - half, base + 12, self.width / 2 + half, base + 12)


@dataclass(frozen=True)
class _Furniture:
    """What stands outside the text: page number above; contact, form and copy below."""

    wide: float
    high: float
    foot: str
    contact: str
    copy_no: int

    def draw(self, canvas: Canvas, page: int) -> None:
        """Draw the furniture of one page."""
        canvas.saveState()
        if page > 1:
            canvas.setFont(REGULAR, 13)
            canvas.drawCentredString((self.wide + LEFT - RIGHT) / 2, self.high - 13 * mm, str(page))
        room = self.wide - LEFT - RIGHT
        if self.contact and page == 1:
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, 17.5 * mm, self.wide - RIGHT, 17.5 * mm)
            text, size = shrink(clean(self.contact), REGULAR, 11, room, 7)
            canvas.setFont(REGULAR, size)
            canvas.drawCentredString(LEFT + room / 2, 13 * mm, text)
        canvas.setFillGray(0.25)
        copy = f"In lần {self.copy_no}" if self.copy_no > 1 else ""
        taken = width(copy, BOLD, 9) + 8
        text, size = shrink(clean(self.foot), REGULAR, 9, room - taken, 6)
        canvas.setFont(REGULAR, size)
        canvas.drawString(LEFT, 8 * mm, text)
        canvas.setFont(BOLD, 9)
        canvas.drawRightString(self.wide - RIGHT, 8 * mm, copy)
        canvas.restoreState()


def flat(story: Story) -> list[Flowable]:
    """Return the blocks of a story whose parts may themselves be lists."""
    blocks: list[Flowable] = []
    for part in story:
        if isinstance(part, Flowable):
            blocks.append(part)
        else:
            blocks.extend(flat(part))
    return blocks


def _hold_ending(blocks: list[Flowable], wide: float, high: float) -> list[Flowable]:
    """Keep the signatures and what follows on one page, with some of the text before them."""
    first = next((at for at, block in enumerate(blocks) if isinstance(block, Ending)), None)
    if not first:
        return blocks
    reserve = total_height(blocks[first:], wide, high)
    if reserve > high * 0.6:
        return blocks
    last = blocks[first - 1]
    before = blocks[: first - 1]
    if len(before) > 1 and isinstance(before[-2], HeadingRoom):
        whole = total_height([before[-1], last], wide, high)
        if whole <= _SHORT:
            before[-2] = HeadingRoom(whole + reserve)
    return [*before, Held(last, reserve, high), *blocks[first:]]


def document(
    letterhead: Letterhead | None,
    title: str,
    subject: str,
    story: Story,
    *,
    size: Size = "A4",
    landscape: bool = False,
    anchor: str | None = None,
    copy_no: int = 1,
    foot: str = "",
    contact: str = "",
) -> bytes:
    """Return the PDF of one sheet; the same arguments give the same bytes.

    `anchor` is the chain's head in digits, `copy_no` the number of this print ("In lần 2"),
    `foot` the form's code and time of printing. Layout: Decree 30/2020/NĐ-CP, Appendix I.
    """
    short, long = _SIZES[size]
    wide, high = (long, short) if landscape else (short, long)
    room = (wide - LEFT - RIGHT, high - TOP - BOTTOM)
    blocks: list[Flowable] = [_Head(letterhead)] if letterhead else []
    if title:
        blocks.append(_Title(title, subject))
    blocks += flat(story)
    if anchor:
        blocks.append(anchor_code(anchor))
    furniture = _Furniture(wide, high, foot, contact, copy_no)
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=(wide, high),
        title=clean(" – ".join(filter(None, (title, subject)))).replace("\n", " "),
        author=clean(letterhead.organ) if letterhead else "",
        subject=clean(subject).replace("\n", " "),
        creator="guardapp",
        producer="guardapp",
        lang="vi-VN",
        invariant=1,
        initialFontName=REGULAR,
        initialFontSize=13,
    )
    frame = Frame(LEFT, BOTTOM, *room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    template.addPageTemplates(
        PageTemplate(
            frames=[frame],
            onPage=lambda canvas, running: furniture.draw(canvas, running.page),
            pagesize=(wide, high),
        )
    )
    template.build(_hold_ending(blocks, *room))
    return out.getvalue()
