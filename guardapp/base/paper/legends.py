"""A legend: codes and what they mean."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from guardapp.base.paper.fonts import BOLD, REGULAR, clean, width, wrap


class _Legend(Flowable):
    """A title, codes in bold and their meanings, in columns."""

    def __init__(
        self, items: Sequence[tuple[str, str]], title: str, columns: int, size: float
    ) -> None:
        super().__init__()
        self._title = clean(title)
        self._items = [(clean(code), clean(words)) for code, words in items]
        self._columns = columns
        self._size = size
        self._texts: list[list[str]] = []
        self._talls: list[float] = []
        self._code = 0.0
        self.spaceBefore = 4
        self.spaceAfter = 4

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        size, room = self._size, wide / self._columns
        self._code = max((width(code, BOLD, size) for code, _ in self._items), default=0) + 4
        self._texts = [
            wrap(words, REGULAR, size, room - self._code - 6) for _, words in self._items
        ]
        down = -(-len(self._items) // self._columns) if self._items else 0
        self._talls = [
            max(len(self._texts[at]) for at in range(row, len(self._items), down)) * size * 1.2
            for row in range(down)
        ]
        self.width, self.height = wide, self._head() + sum(self._talls) + 2
        return wide, self.height

    def _head(self) -> float:
        return self._size * 1.9 if self._title else 0.0

    def draw(self) -> None:
        self.canv.setFont(BOLD, self._size * 1.15)
        self.canv.drawString(0, self.height - self._size * 1.15, self._title)
        size, room, down = self._size, self.width / self._columns, len(self._talls)
        for index, (code, _) in enumerate(self._items):
            left = index // down * room
            base = self.height - self._head() - sum(self._talls[: index % down]) - size
            self.canv.setFont(BOLD, size)
            self.canv.drawString(left, base, code)
            self.canv.setFont(REGULAR, size)
            for line in self._texts[index]:
                self.canv.drawString(left + self._code, base, line)
                base -= size * 1.2


def legend(
    items: Sequence[tuple[str, str]], *, title: str = "", columns: int = 4, size: float = 9.5
) -> Flowable:
    """Return codes with their meanings in `columns` columns, read downwards, below a title."""
    return _Legend(items, title, columns, size)
