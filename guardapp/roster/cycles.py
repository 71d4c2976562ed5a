"""Duty cycles: a short text of shift codes that guards repeat, each begun some days later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.errors import UserError
from guardapp.base.text import fold
from guardapp.base.words import N_, _
from guardapp.roster.board import Board
from guardapp.roster.editing_spread import Spread, spread
from guardapp.roster.model import Placement, ShiftType

OFF: Final = frozenset({"-", "–", "—", "0", "x"})
MOST_DAYS: Final = 84


@dataclass(frozen=True, slots=True)
class Template:
    """A usual cycle: its words, its codes, and by how many days each next team begins later."""

    words: str
    codes: str
    step: int


TEMPLATES: Final = (
    Template(N_("4 kíp, 3 ca: sáng, chiều, đêm, nghỉ"), "S S C C Đ Đ - -", 2),
    Template(N_("4 ngày làm, 2 ngày nghỉ, đổi ca mỗi vòng"), "SSSS-- CCCC-- ĐĐĐĐ--", 6),
    Template(N_("4 ngày làm, 2 ngày nghỉ, ca sáng"), "S S S S - -", 2),
    Template(N_("3 kíp, trực 24 giờ, nghỉ 48 giờ"), "T - -", 1),
    Template(N_("4 kíp, trực 24 giờ, nghỉ 72 giờ"), "T - - -", 1),
)


class UnknownCode(UserError):
    """A cycle names a shift that there is none of."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def words(self) -> str:
        """Name the code."""
        return _("Không có ca «{code}». Hãy gõ các ký hiệu ca, ngày nghỉ gõ dấu -.").format(
            code=self.code
        )


class NotACycle(UserError):
    """A cycle has no shift, or is too long."""

    def words(self) -> str:
        """Say how a cycle is written."""
        return _("Vòng trực cần ít nhất một ca và không quá 84 ngày, ví dụ: S S C C Đ Đ - -")


class NoUsualPost(UserError):
    """A guard in the cycle has never stood at a post."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def words(self) -> str:
        """Say whose post is to be chosen."""
        return _("{name} chưa có vị trí thường lệ. Hãy chọn một vị trí cho cả nhóm.").format(
            name=self.name
        )


def parse(text: str, shifts: Sequence[ShiftType]) -> tuple[int | None, ...]:
    """Return the shift types of a cycle's text day by day, None for a day off.

    Codes stand apart or, where each is one letter, together; marks and case do not matter. Raises
    UnknownCode, NotACycle.
    """
    known = {one.key: one.id for one in shifts if one.active}
    days: list[int | None] = []
    for word in text.replace(",", " ").split():
        whole = fold(word)
        for code in [whole] if whole in known or whole in OFF else list(whole):
            if code not in known and code not in OFF:
                raise UnknownCode(word)
            days.append(known.get(code))
    if not any(days) or len(days) > MOST_DAYS:
        raise NotACycle
    return tuple(days)


def duties(
    cycle: Sequence[int | None], first: date, last: date, offset: int
) -> list[tuple[date, int]]:
    """Return the (date, shift type) worked from `first` to `last`, begun `offset` days later."""
    found = []
    for number in range((last - first).days + 1):
        shift = cycle[(number - offset) % len(cycle)]
        if shift is not None:
            found.append((first + timedelta(days=number), shift))
    return found


def lay(
    board: Board,
    cycle: Sequence[int | None],
    offsets: Mapping[int, int],
    span: tuple[date, date],
    post: int | None,
    *,
    only_empty: bool,
) -> Spread:
    """Return the act that lays a cycle over guards' dates; `offsets` in days by guard.

    Without `post` each stands where he usually does. Raises NoUsualPost.
    """
    placements: list[Placement] = []
    for guard, offset in offsets.items():
        where = post or board.usual_post(guard)
        if where is None:
            raise NoUsualPost(board.plan.guards[guard].name)
        placements += [
            Placement(guard, where, shift, day) for day, shift in duties(cycle, *span, offset)
        ]
    days = [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]
    inside = {(guard, day) for guard in offsets for day in days}
    return spread(board, placements, inside, only_empty=only_empty)
