"""What keys, stamps, drags and pastes in the grid mean as assignments to take back and to make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from guardapp.base.clock import at
from guardapp.base.errors import UserError
from guardapp.base.words import _
from guardapp.roster import rules
from guardapp.roster import rules_fitness as fitness
from guardapp.roster.board import Board
from guardapp.roster.lines import GuardLines, PostLines
from guardapp.roster.model import Assignment, Placement, ShiftType, State
from guardapp.roster.rules_findings import RULE_WORDS, Finding, Rule, Severity

SHOWN_GUARDS: Final = 10
SHOWN_SHIFTS: Final = 6

Place = tuple[int, int]
AnyLines = GuardLines | PostLines


class NoPostChosen(UserError):
    """It is not said at which post the guard shall stand."""

    def words(self) -> str:
        """Say where to choose it."""
        return _("Chưa biết xếp vào vị trí nào. Hãy chọn vị trí trực ở thanh phía trên.")


class NoGuardChosen(UserError):
    """It is not said who shall stand at the post."""

    def words(self) -> str:
        """Say where to choose one."""
        return _("Chưa biết xếp ai. Hãy chọn người trực ở thanh phía trên, hoặc nhấn Enter.")


class NothingCopied(UserError):
    """There is nothing to paste."""

    def words(self) -> str:
        """Say how to copy."""
        return _("Chưa sao chép ô nào. Hãy chọn các ô rồi nhấn Ctrl+C.")


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be taken back and what to be made, as one act."""

    removed: tuple[int, ...] = ()
    placements: tuple[Placement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.placements)


@dataclass(frozen=True, slots=True)
class Clip:
    """Copied cells: how far each is below and right of the first, and what stands there."""

    cells: tuple[tuple[int, int, tuple[Assignment, ...]], ...]


def shift_of_key(shifts: Sequence[ShiftType], letter: str, there: int | None) -> ShiftType | None:
    """Return the shift type whose code begins with a typed letter; the next one if it is there."""
    fits = [one for one in shifts if one.active and one.key.startswith(letter)]
    if not fits:
        return None
    ids = [one.id for one in fits]
    return fits[(ids.index(there) + 1) % len(fits)] if there in ids else fits[0]


def put_shift(
    lines: GuardLines,
    days: Sequence[date],
    cells: Sequence[Place],
    shift: int,
    post: int | None,
    *,
    add: bool = False,
) -> Act:
    """Return the act that gives guards a shift in cells, in the place of others unless `add`.

    Without `post` each stays at the post of the cell, else goes where he usually stands. Raises
    NoPostChosen.
    """
    removed: list[int] = []
    placements: list[Placement] = []
    for row, column in cells:
        guard, day = lines.guards[row].id, days[column]
        there = lines.assignments(row, day)
        here = post or (there[0].post if there else lines.board.usual_post(guard))
        if here is None:
            raise NoPostChosen
        if any(one.shift == shift and one.post == here for one in there):
            continue
        if not add:
            removed += [one.id for one in there]
        placements.append(Placement(guard, here, shift, day))
    return Act(tuple(removed), tuple(placements))


def put_guard(
    lines: PostLines, days: Sequence[date], cells: Sequence[Place], guard: int | None
) -> Act:
    """Return the act that puts a guard into posts' shifts; who stands in a full one goes.

    Raises NoGuardChosen.
    """
    if guard is None:
        raise NoGuardChosen
    removed: list[int] = []
    placements: list[Placement] = []
    for row, column in cells:
        (post, shift), day = lines.slots[row], days[column]
        there = lines.assignments(row, day)
        if any(one.guard == guard for one in there):
            continue
        if len(there) >= max(1, lines.board.slot(post.id, shift.id, day).needed):
            removed.append(there[-1].id)
        placements.append(Placement(guard, post.id, shift.id, day))
    return Act(tuple(removed), tuple(placements))


def clear(lines: AnyLines, days: Sequence[date], cells: Sequence[Place]) -> Act:
    """Return the act that empties cells."""
    there = [one.id for row, column in cells for one in lines.assignments(row, days[column])]
    return Act(tuple(there))


def move(lines: AnyLines, days: Sequence[date], start: Place, end: Place) -> Act:
    """Return the act that moves what stands in a cell to another; two full cells change places."""
    moved = lines.assignments(start[0], days[start[1]])
    there = lines.assignments(end[0], days[end[1]])
    placements = [_placed(lines, days, one, end) for one in moved]
    placements += [_placed(lines, days, one, start) for one in there]
    return Act(tuple(one.id for one in (*moved, *there)), tuple(placements))


def _placed(lines: AnyLines, days: Sequence[date], one: Assignment, place: Place) -> Placement:
    row, day = place[0], days[place[1]]
    if isinstance(lines, GuardLines):
        return Placement(lines.guards[row].id, one.post, one.shift, day)
    post, shift = lines.slots[row]
    return Placement(one.guard, post.id, shift.id, day)


def copied(lines: AnyLines, days: Sequence[date], cells: Sequence[Place]) -> Clip:
    """Return what stands in cells, to be pasted elsewhere."""
    top = min((row for row, _column in cells), default=0)
    left = min((column for _row, column in cells), default=0)
    return Clip(
        tuple(
            (row - top, column - left, tuple(lines.assignments(row, days[column])))
            for row, column in cells
        )
    )


def paste(lines: AnyLines, days: Sequence[date], clip: Clip | None, at_cell: Place) -> Act:
    """Return the act that puts copied cells elsewhere, in the place of what stands there.

    What would lie outside is left out. Raises NothingCopied.
    """
    if clip is None:
        raise NothingCopied
    removed: list[int] = []
    placements: list[Placement] = []
    for down, right, those in clip.cells:
        place = at_cell[0] + down, at_cell[1] + right
        if place[0] >= len(lines.lines) or place[1] >= len(days):
            continue
        removed += [one.id for one in lines.assignments(place[0], days[place[1]])]
        placements += [_placed(lines, days, one, place) for one in those]
    return Act(tuple(removed), tuple(placements))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A guard for a post's shift: minutes of the month so far, and what it would break."""

    guard: int
    minutes: int
    findings: tuple[Finding, ...] = ()

    @property
    def broken(self) -> tuple[Rule, ...]:
        """Return the rules that would be broken, the gravest first."""
        there = {one.rule for one in self.findings}
        return tuple(rule for rule in Rule if rule in there)

    @property
    def words(self) -> str:
        """Return what would be broken, in words."""
        return ", ".join(_(RULE_WORDS[rule]) for rule in self.broken)


def candidates(board: Board, post: int, shift: ShiftType, day: date) -> list[Candidate]:
    """Return the guards who could fill a post's shift: who breaks least, then who has least."""
    start, end = at(day, shift.start_minute), at(day, shift.end_minute)
    trial = Assignment(0, 0, post, shift.id, day, start, end, State.DRAFT)
    found = [
        Candidate(
            guard.id,
            board.totals(guard.id).minutes,
            tuple(board.worse(guard.id, [replace(trial, guard=guard.id)])),
        )
        for guard in board.guards
        if guard.active and not rules.overlapping(board.around(guard.id), start, end)
    ]
    return sorted(found, key=lambda one: (_errors(one.findings), len(one.broken), one.minutes))


def _errors(found: Sequence[Finding]) -> int:
    return sum(one.severity is Severity.ERROR for one in found)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who could take a shift over without breaking anything; `taken` None: a shift lacks somebody.

    `guards` have the least work first, no more than can be looked at.
    """

    taken: Assignment | None
    guards: tuple[int, ...]


def replacements(board: Board, finding: Finding) -> list[Replacement]:
    """Return who could stand in so that a finding goes, breaking nothing, for each shift that may.

    Where hours or rest of a month or week are wrong, these are the shifts without which it is
    mended or nearer to it, the first of them.
    """
    plan = board.plan
    if finding.rule is Rule.UNFILLED and finding.post and finding.shift:
        fits = _fits(board, finding.post, plan.shifts[finding.shift], finding.day)
        return [Replacement(None, fits)]
    found = []
    for one in islice(_movable(board, finding), SHOWN_SHIFTS):
        kind = plan.shifts.get(one.shift)
        if kind is not None:
            found.append(Replacement(one, _fits(board, one.post, kind, one.duty_date)))
    return found


def _fits(board: Board, post: int, shift: ShiftType, day: date) -> tuple[int, ...]:
    """Return the guards who break nothing, asking at length only those who may stand there."""
    where = board.plan.posts.get(post)
    start, end = at(day, shift.start_minute), at(day, shift.end_minute)
    trial = Assignment(0, 0, post, shift.id, day, start, end, State.DRAFT)
    free = [
        guard
        for guard in board.guards
        if where is not None
        and not fitness.unfit(board.plan, guard, where, day)
        and fitness.may_do(board.plan, guard, shift, day)
        and not rules.overlapping(board.around(guard.id), start, end)
    ]
    free.sort(key=lambda one: (board.totals(one.id).minutes, one.sort_key))
    fit = (one.id for one in free if not board.worse(one.id, [replace(trial, guard=one.id)]))
    return tuple(islice(fit, SHOWN_GUARDS))


def _movable(board: Board, finding: Finding) -> Iterator[Assignment]:
    """Yield the shifts of the month without one of which a finding is gone, or is less."""
    if finding.guard is None:
        return
    first, last = board.plan.month.first, board.plan.month.last
    theirs = board.around(finding.guard)
    for one in finding.assignments or theirs:
        if not first <= one.duty_date <= last:
            continue
        if one.guard != finding.guard:
            yield one
            continue
        rest = [other for other in theirs if other.id != one.id]
        left = rules.check_guard(board.plan, finding.guard, rest)
        same = [other for other in left if other.rule is finding.rule]
        if all(other.minutes < finding.minutes for other in same if _near(other, finding)):
            yield one


def _near(one: Finding, other: Finding) -> bool:
    """Tell whether two findings of a rule are about the same thing, before and after a change."""
    if one.rule is Rule.WEEK_REST:
        return one.day == other.day
    if not one.assignments:
        return True
    return bool({it.id for it in one.assignments} & {it.id for it in other.assignments})
