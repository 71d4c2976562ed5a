"""How a sheet ends: places to sign and the list of recipients."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, balance, clean, wrap


class Ending(Flowable):
    """A block that ends a sheet and must not stand alone on a page."""


@dataclass(frozen=True)
class Signature:
    """Who signs: role in capitals (lines by newline), the name, and words about a PIN if given."""

    role: str
    name: str = ""
    proof: str = ""
    hint: str = "(Ký, ghi rõ họ tên)"


class _Spot(NamedTuple):
    """The laid out lines of one place to sign."""

    role: list[str]
    hint: str
    proof: list[str]
    name: list[str]


class _Signatures(Ending):
    """One to four places to sign side by side, with the recipients left where given."""

    def __init__(self, people: Sequence[Signature], to: Sequence[str], space: float) -> None:
        super().__init__()
        self._people = people
        self._to = to
        self._space = space * mm
        self._size = 13.0 if len(people) + bool(to) < 4 else 12.0
        self._spots: list[_Spot] = []
        self._list: list[str] = []
        self._top = self._middle = 0.0
        self.spaceBefore = 10

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        room = wide / max(len(self._people) + bool(self._to), 2) - 2 * mm
        size = self._size
        self._spots = [
            _Spot(
                balance(clean(person.role).upper(), BOLD, size, room),
                clean(person.hint),
                wrap(clean(person.proof), ITALIC, 10, room) if person.proof else [],
                balance(clean(person.name), BOLD, size, room),
            )
            for person in self._people
        ]
        self._top = max(len(spot.role) for spot in self._spots) * 16 + 15.0
        self._middle = max(self._space, *(len(spot.proof) * 12 + 14 for spot in self._spots))
        names = max(len(spot.name) for spot in self._spots) * 16
        self._list = recipient_lines(self._to, room)
        self.width = wide
        self.height = max(self._top + self._middle + names, len(self._list) * 13.5 + 18)
        return wide, self.height

    def draw(self) -> None:
        room = self.width / max(len(self._people) + bool(self._to), 2)
        start = room if self._to or len(self._people) == 1 else 0.0
        if self._to:
            draw_recipients(self, self._list, self.height)
        for index, spot in enumerate(self._spots):
            centre = start + (index + 0.5) * room
            base = self.height - 13
            self._centred(spot.role, BOLD, self._size, centre, base, 16)
            base -= len(spot.role) * 16 - 1
            self._centred([spot.hint], ITALIC, 12, centre, base, 14)
            middle = self.height - self._top - self._middle / 2
            high = middle + len(spot.proof) * 6 - 8
            self._centred(spot.proof, ITALIC, 10, centre, high, 12)
            base = self.height - self._top - self._middle - 11
            self._centred(spot.name, BOLD, self._size, centre, base, 16)

    def _centred(
        self, lines: Sequence[str], font: str, size: float, centre: float, base: float, step: float
    ) -> None:
        self.canv.setFont(font, size)
        for line in lines:
            self.canv.drawCentredString(centre, base, line)
            base -= step


def recipient_lines(to: Sequence[str], room: float) -> list[str]:
    """Return the lines of the list of recipients, each item with its dash and stop."""
    items = [f"- {clean(item)}{'.' if at == len(to) - 1 else ';'}" for at, item in enumerate(to)]
    return [line for item in items for line in wrap(item, REGULAR, 11, room)]


def draw_recipients(block: Flowable, lines: Sequence[str], top: float) -> None:
    """Draw "Nơi nhận:" and its lines at the left of a block, from `top` points down."""
    block.canv.setFont(BOLD_ITALIC, 12)
    block.canv.drawString(0, top - 13, "Nơi nhận:")
    block.canv.setFont(REGULAR, 11)
    for index, line in enumerate(lines):
        block.canv.drawString(0, top - 27 - index * 13.5, line)


class _Recipients(Ending):
    """The list of recipients on its own."""

    def __init__(self, to: Sequence[str]) -> None:
        super().__init__()
        self._to = to
        self.spaceBefore = 8

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        self._lines = recipient_lines(self._to, wide * 0.6)
        self.width, self.height = wide, len(self._lines) * 13.5 + 18
        return wide, self.height

    def draw(self) -> None:
        draw_recipients(self, self._lines, self.height)


def recipients(to: Sequence[str]) -> Flowable:
    """Return "Nơi nhận:" with its list, below the signatures of minutes."""
    return _Recipients(to)


def signatures(
    people: Sequence[Signature], *, to: Sequence[str] = (), space: float = 22
) -> Flowable:
    """Return one to four places to sign, kept together and never alone on a page.

    `to` puts "Nơi nhận" left of the signatures; `space` is the room for the ink in mm.
    """
    return _Signatures(people, to, space)
