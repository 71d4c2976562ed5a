"""What filling down or right and copying weeks mean as assignments to take back and to make."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guardapp.base.clock import at
from guardapp.base.errors import UserError
from guardapp.base.words import _
from guardapp.roster.board import Board
from guardapp.roster.editing import Act, AnyLines, Clip, Place, copied, paste
from guardapp.roster.model import WEEK_DAYS, Assignment, Placement


class NothingToFill(UserError):
    """There is no cell above or at the left to fill from."""

    def words(self) -> str:
        """Say what to choose."""
        return _("Không có ô nào để chép. Hãy chọn ô đầu và các ô cần điền.")


@dataclass(frozen=True, slots=True)
class Spread:
    """An act over many cells, and the placements that it left out."""

    act: Act
    on_leave: int = 0
    taken: int = 0
    overlapping: int = 0

    def words(self) -> str:
        """Return what was left out and why, or nothing."""
        told = (
            (self.on_leave, _("{n} ô trùng ngày nghỉ")),
            (self.taken, _("{n} ô đã có ca")),
            (self.overlapping, _("{n} ô trùng giờ với ca khác")),
        )
        parts = [text.format(n=count) for count, text in told if count]
        return _("Bỏ qua {what}.").format(what=", ".join(parts)) if parts else ""


def fill(lines: AnyLines, days: Sequence[date], cells: Sequence[Place], *, down: bool) -> Act:
    """Return the act that copies the first row (or column) of cells over the others.

    One row (or column) alone is filled from the one before it. Raises NothingToFill.
    """
    rows = sorted({row for row, _column in cells})
    columns = sorted({column for _row, column in cells})
    along = rows if down else columns
    if not along or (len(along) == 1 and along[0] == 0):
        raise NothingToFill
    first = along[0] - 1 if len(along) == 1 else along[0]
    targets = along if len(along) == 1 else along[1:]
    source = [(first, column) for column in columns] if down else [(row, first) for row in rows]
    clip = copied(lines, days, source)
    acts = [_pasted(lines, days, clip, to, rows, columns, down=down) for to in targets]
    return Act(
        tuple(one for act in acts for one in act.removed),
        tuple(one for act in acts for one in act.placements),
    )


def _pasted(
    lines: AnyLines,
    days: Sequence[date],
    clip: Clip,
    to: int,
    rows: Sequence[int],
    columns: Sequence[int],
    *,
    down: bool,
) -> Act:
    return paste(lines, days, clip, (to, columns[0]) if down else (rows[0], to))


def weeks(days: Sequence[date]) -> list[date]:
    """Return the Mondays of the weeks that some dates lie in."""
    return sorted({day - timedelta(days=day.weekday()) for day in days})


def copy_week(
    board: Board,
    guards: Iterable[int],
    source: date,
    targets: Sequence[date],
    *,
    only_empty: bool,
) -> Spread:
    """Return the act that repeats guards' duties of one week in others; weeks by their Mondays.

    Days outside the month and days of leave are left out; with `only_empty` so are days that have
    a duty, else what stands there goes, but not what is pinned.
    """
    placements = [
        Placement(guard, one.post, one.shift, one.duty_date + (target - source))
        for guard in guards
        for one in board.around(guard)
        if source <= one.duty_date < source + timedelta(days=WEEK_DAYS)
        for target in targets
        if target != source
    ]
    inside = {
        (guard, target + timedelta(days=n))
        for guard in {one.guard for one in placements}
        for target in targets
        if target != source
        for n in range(WEEK_DAYS)
    }
    return spread(board, placements, inside, only_empty=only_empty)


def spread(
    board: Board,
    placements: Iterable[Placement],
    inside: Collection[tuple[int, date]],
    *,
    only_empty: bool,
) -> Spread:
    """Return the act that makes placements where they fit, in the place of what is `inside`.

    `inside` are the (guard, duty date) cells that the placements take over.
    """
    month = board.plan.month
    removed: list[int] = []
    kept: set[tuple[int, date]] = set()
    for guard, day in sorted(inside):
        there = board.of_guard(guard, day) if month.first <= day <= month.last else []
        if there and (only_empty or any(one.pinned for one in there)):
            kept.add((guard, day))
        else:
            removed += [one.id for one in there]
    fits: list[Placement] = []
    counts = {"on_leave": 0, "taken": 0, "overlapping": 0}
    busy = _Busy(board, set(removed))
    for placement in sorted(placements, key=lambda one: (one.guard, one.day)):
        if not month.first <= placement.day <= month.last:
            continue
        if board.leave(placement.guard, placement.day) is not None:
            counts["on_leave"] += 1
        elif (placement.guard, placement.day) in kept:
            counts["taken"] += 1
        elif not busy.takes(placement):
            counts["overlapping"] += 1
        else:
            fits.append(placement)
    return Spread(Act(tuple(removed), tuple(fits)), **counts)


class _Busy:
    """The hours that guards are taken, with what an act adds."""

    def __init__(self, board: Board, removed: Collection[int]) -> None:
        self._board, self._removed = board, removed
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def takes(self, placement: Placement) -> bool:
        """Take the hours of a placement where they are free."""
        kind = self._board.plan.shifts[placement.shift]
        start, end = at(placement.day, kind.start_minute), at(placement.day, kind.end_minute)
        spans = self._spans.setdefault(placement.guard, self._standing(placement.guard))
        if any(begin < end and start < until for begin, until in spans):
            return False
        spans.append((start, end))
        return True

    def _standing(self, guard: int) -> list[tuple[int, int]]:
        there: Sequence[Assignment] = self._board.around(guard)
        return [(one.start_ms, one.end_ms) for one in there if one.id not in self._removed]
