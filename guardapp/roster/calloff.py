"""Who could stand in for a guard who has just called off a shift, and what each would cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from guardapp.base.clock import MINUTE, at
from guardapp.base.words import N_
from guardapp.people.model import Guard
from guardapp.roster import rules
from guardapp.roster.board import Board
from guardapp.roster.model import Assignment, Placement, State
from guardapp.roster.model_demand import DutyWish
from guardapp.roster.rules_findings import Finding, Severity
from guardapp.roster.rules_rest import JOINED_MS

SPLITS: Final = 3


class Way(Enum):
    """How a shift that was called off is filled."""

    STAND_IN = "stand_in"
    STAY_ON = "stay_on"
    COME_EARLY = "come_early"
    SPLIT = "split"


WAY_WORDS: Final = {
    Way.STAND_IN: N_("Trực thay cả ca"),
    Way.STAY_ON: N_("Ca trước ở lại"),
    Way.COME_EARLY: N_("Ca sau đến sớm"),
    Way.SPLIT: N_("Ca trước ở lại, ca sau đến sớm"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What standing in, from `start_ms` to `end_ms`, costs one guard.

    Minutes: `overtime` added, `minutes` and `night` of the month without it, rest before and
    after (None: no shift near). `broken` are the rules it would break, with figures.
    """

    guard: Guard
    start_ms: int
    end_ms: int
    broken: tuple[Finding, ...]
    overtime: int
    minutes: int
    night: int
    rest_before: int | None
    rest_after: int | None
    wish: DutyWish | None

    @property
    def impossible(self) -> bool:
        """Tell whether the law forbids it."""
        return any(one.severity is Severity.ERROR for one in self.broken)

    @property
    def rank(self) -> tuple[int, int, int, int, int, int, str]:
        """Return what offers are ordered by: the less the better."""
        wish = (
            0 if self.wish is None else -self.wish.weight if self.wish.wants else self.wish.weight
        )
        return (
            len(self.broken),
            wish,
            self.overtime,
            self.minutes,
            self.night,
            -(self.rest_after or 10**6),
            self.guard.sort_key,
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to fill the shift: one guard for all of it, or two for a part each."""

    way: Way
    costs: tuple[Cost, ...]

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Return all rules it would break."""
        return tuple(one for cost in self.costs for one in cost.broken)


@dataclass(frozen=True, slots=True)
class CallOff:
    """A shift that was called off: what is offered, the best first, and who cannot.

    `impossible` would break the law, `busy` guards are on duty during the shift, `minutes_left`
    are those until it begins, below 0 when it has begun.
    """

    missing: Assignment
    offers: tuple[Offer, ...]
    splits: tuple[Offer, ...]
    impossible: tuple[Cost, ...]
    busy: int
    minutes_left: int


def options(board: Board, missing: Assignment, now_ms: int) -> CallOff:
    """Return who could stand in for an assignment, ranked, and who cannot.

    Who breaks least comes first, then who wishes it, adds least overtime, has least work and
    nights, and the longest way to the next shift.
    """
    guards = [one for one in board.guards if one.active and one.id != missing.guard]
    free = [
        one
        for one in guards
        if not rules.overlapping(board.around(one.id), missing.start_ms, missing.end_ms)
    ]
    costs = [_cost(board, one, missing, missing.start_ms, missing.end_ms) for one in free]
    possible = sorted((one for one in costs if not one.impossible), key=lambda one: one.rank)
    return CallOff(
        missing,
        tuple(Offer(_way(one), (one,)) for one in possible),
        tuple(_splits(board, missing, free)),
        tuple(sorted((one for one in costs if one.impossible), key=lambda one: one.rank)),
        len(guards) - len(free),
        (missing.start_ms - now_ms) // MINUTE,
    )


def placements(missing: Assignment, offer: Offer) -> list[Placement]:
    """Return the assignments that take the place of the missing one."""
    midnight = at(missing.duty_date, 0)
    made = []
    for one in offer.costs:
        part = (one.start_ms - midnight) // MINUTE, (one.end_ms - midnight) // MINUTE
        made.append(Placement(one.guard.id, missing.post, missing.shift, missing.duty_date, part))
    return made


def _way(cost: Cost) -> Way:
    if cost.rest_before is not None and cost.rest_before * MINUTE <= JOINED_MS:
        return Way.STAY_ON
    if cost.rest_after is not None and cost.rest_after * MINUTE <= JOINED_MS:
        return Way.COME_EARLY
    return Way.STAND_IN


def _cost(board: Board, guard: Guard, missing: Assignment, start: int, end: int) -> Cost:
    theirs, plan = board.around(guard.id), board.plan
    trial = Assignment(
        0, guard.id, missing.post, missing.shift, missing.duty_date, start, end, State.DRAFT
    )
    before = max((one.end_ms for one in theirs if one.end_ms <= start), default=None)
    after = min((one.start_ms for one in theirs if one.start_ms >= end), default=None)
    sums = board.totals(guard.id)
    wishes = (
        one
        for one in plan.wishes
        if one.guard == guard.id
        and one.day == missing.duty_date
        and one.shift in (None, missing.shift)
    )
    return Cost(
        guard,
        start,
        end,
        tuple(board.worse(guard.id, [trial])),
        board.overtime_with(guard.id, [trial]),
        sums.minutes,
        sums.night,
        None if before is None else (start - before) // MINUTE,
        None if after is None else (after - end) // MINUTE,
        next(wishes, None),
    )


def _splits(board: Board, missing: Assignment, free: Sequence[Guard]) -> Iterable[Offer]:
    """Yield pairs who share the shift: one stays on after the shift before, one comes early.

    Each does at most the overtime of a day.
    """
    length = missing.end_ms - missing.start_ms
    if length > 2 * board.plan.limits.day_overtime * MINUTE:
        return
    middle = missing.start_ms + length // 2 // MINUTE * MINUTE
    staying, early = [], []
    for guard in free:
        spans = board.around(guard.id)
        if any(0 <= missing.start_ms - one.end_ms <= JOINED_MS for one in spans):
            staying.append(_cost(board, guard, missing, missing.start_ms, middle))
        if any(0 <= one.start_ms - missing.end_ms <= JOINED_MS for one in spans):
            early.append(_cost(board, guard, missing, middle, missing.end_ms))
    for one, other in zip(_best(staying), _best(early), strict=False):
        yield Offer(Way.SPLIT, (one, other))


def _best(costs: Iterable[Cost]) -> list[Cost]:
    possible = sorted((one for one in costs if not one.impossible), key=lambda one: one.rank)
    return possible[:SPLITS]
