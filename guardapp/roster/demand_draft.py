"""The demand of all posts while it is edited: what counts now, what is changed, what is to save."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from guardapp.people.model import Post
from guardapp.roster import rules_need
from guardapp.roster.model import ShiftType
from guardapp.roster.model_demand import HOLIDAY, Demand, DemandRow

Numbers = dict[int, list[int]]
"""By shift type the guards from Monday to Sunday and on a holiday; the lists are edited."""


class DemandDraft:
    """Begins with what counts now; `changed` tells what differs from it."""

    def __init__(
        self,
        posts: Sequence[Post],
        shifts: Iterable[ShiftType],
        demands: Mapping[int, Demand],
    ) -> None:
        self.posts = {one.id: one for one in posts}
        self.shifts = {one.id: one for one in shifts if one.active}
        kinds = self.shifts.values()
        self._before = {one.id: rules_need.rows_of(one, kinds, demands) for one in posts}
        self._numbers = {post: _numbers(rows) for post, rows in self._before.items()}

    def lines(self, post: int) -> list[tuple[ShiftType, list[int]]]:
        """Return a post's shift types in their order, each with its numbers to be edited."""
        mine = self._numbers[post]
        return [(kind, mine[kind.id]) for kind in self.shifts.values() if kind.id in mine]

    def rows(self, post: int) -> tuple[DemandRow, ...]:
        """Return a post's demand as it stands in the draft."""
        return tuple(DemandRow(kind.id, _eight(numbers)) for kind, numbers in self.lines(post))

    def all_rows(self) -> list[DemandRow]:
        """Return the demand of all posts."""
        return [row for post in self.posts for row in self.rows(post)]

    def is_own(self, post: int) -> bool:
        """Tell whether a post's numbers are others than its own hours ask for."""
        return not rules_need.asks_the_same(self.rows(post), self._usual(post))

    def missing(self, post: int) -> list[ShiftType]:
        """Return the shift types that a post has no numbers for."""
        return [kind for kind in self.shifts.values() if kind.id not in self._numbers[post]]

    def add(self, post: int, shift: int) -> None:
        """Give a post a shift type, with noughts."""
        self._numbers[post].setdefault(shift, [0] * (HOLIDAY + 1))

    def reset(self, post: int) -> None:
        """Give a post what its own hours ask for."""
        self._numbers[post] = _numbers(self._usual(post))

    def copy(self, post: int, others: Collection[int]) -> None:
        """Give other posts a post's numbers."""
        for other in others:
            self._numbers[other] = _numbers(self.rows(post))

    def changed(self) -> dict[int, tuple[DemandRow, ...]]:
        """Return the posts whose demand is to be saved; no rows for what their hours ask for."""
        return {
            post: self.rows(post) if self.is_own(post) else ()
            for post in self.posts
            if not rules_need.asks_the_same(self.rows(post), self._before[post])
        }

    def _usual(self, post: int) -> tuple[DemandRow, ...]:
        return rules_need.usual_rows(self.posts[post], self.shifts.values())


def _numbers(rows: Iterable[DemandRow]) -> Numbers:
    return {row.shift: list(row.needed) for row in rows}


def _eight(numbers: Sequence[int]) -> tuple[int, int, int, int, int, int, int, int]:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday = numbers
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday, holiday
