"""Gives those on duty in a kind on a day their posts: rotation, and continuity within a run."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from guardapp.roster.model import Assignment, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.planning_kinds import Slot
from guardapp.roster.planning_match import FORBIDDEN, cheapest
from guardapp.roster.planning_weights import WEIGHTS, scaled

Fit = Mapping[tuple[int, date], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Work:
    """A guard who is to do a kind of duty on a date, somewhere."""

    guard: int
    day: date
    kind: int


@dataclass
class _Stood:
    """Where a guard stood: by date, and how often at each post before the run he is in."""

    posts: dict[date, int] = field(default_factory=dict)
    before_run: Counter[int] = field(default_factory=Counter)
    in_run: Counter[int] = field(default_factory=Counter)
    last: date | None = None

    def add(self, day: date, post: int) -> None:
        """Note a duty; dates come in order."""
        if self.last is None or day - self.last > timedelta(days=1):
            self.before_run += self.in_run
            self.in_run = Counter()
        self.posts[day] = post
        self.in_run[post] += 1
        self.last = day

    def times(self, post: int, day: date) -> int:
        """Return how often the guard stood at a post before the run that a date belongs to."""
        runs_on = self.last is not None and day - self.last <= timedelta(days=1)
        return self.before_run[post] + (0 if runs_on else self.in_run[post])

    def stay(self, post: int) -> int:
        """Return how many duties on end the guard stood at a post until now."""
        count = 0
        for day in reversed(self.posts):
            if self.posts[day] != post:
                break
            count += 1
        return count


def give_posts(
    plan: Plan,
    slots: Sequence[Slot],
    work: Iterable[Work],
    fit: Fit,
    standing: Sequence[Assignment],
    before: Sequence[Placement] = (),
    *,
    continuity: int = 100,
) -> tuple[list[Placement], list[Work]]:
    """Return the placements of work at the posts of slots, and the work that found no post.

    Each kind on each day is given out at the least cost there is, day after day. `continuity` is
    how much staying at a post within a run counts, in percent.
    """
    open_slots: dict[tuple[date, int], list[Slot]] = {}
    for one in slots:
        open_slots.setdefault((one.day, one.kind), []).extend([one] * one.missing)
    at_work: dict[tuple[date, int], list[int]] = {}
    for each in work:
        at_work.setdefault((each.day, each.kind), []).append(each.guard)
    stay = scaled(WEIGHTS.new_post, continuity)
    published = {(one.guard, one.day): one.post for one in before}
    past = _Past(standing)
    made: list[Placement] = []
    left: list[Work] = []
    for day, kind in sorted(at_work):
        past.until(day)
        guards, places = sorted(at_work[day, kind]), open_slots.get((day, kind), [])
        costs = [
            [_cost(plan, past.of(guard), guard, slot, fit, published, stay) for slot in places]
            for guard in guards
        ]
        columns = cheapest(costs) if places else [None] * len(guards)
        for guard, column in zip(guards, columns, strict=True):
            if column is None:
                left.append(Work(guard, day, kind))
                continue
            slot = places[column]
            made.append(Placement(guard, slot.post, slot.shift, day))
            past.of(guard).add(day, slot.post)
    return made, left


class _Past:
    """Where each guard stood, what stands already taken in as the days pass."""

    def __init__(self, standing: Sequence[Assignment]) -> None:
        self._waiting = sorted(standing, key=lambda one: one.start_ms, reverse=True)
        self._stood: dict[int, _Stood] = {}

    def until(self, day: date) -> None:
        """Take in what stands before a date."""
        while self._waiting and self._waiting[-1].duty_date < day:
            one = self._waiting.pop()
            self.of(one.guard).add(one.duty_date, one.post)

    def of(self, guard: int) -> _Stood:
        """Return where a guard stood."""
        return self._stood.setdefault(guard, _Stood())


def _cost(
    plan: Plan,
    stood: _Stood,
    guard: int,
    slot: Slot,
    fit: Fit,
    published: Mapping[tuple[int, date], int],
    new_post: int,
) -> int:
    """Return what a guard at a slot costs, with what it would cost to leave the slot empty."""
    if guard not in fit[slot.post, slot.day]:
        return FORBIDDEN
    cost = -WEIGHTS.missing[plan.posts[slot.post].importance - 1]
    was = published.get((guard, slot.day))
    if was is not None and was != slot.post:
        cost += WEIGHTS.changed
    yesterday = stood.posts.get(slot.day - timedelta(days=1))
    if yesterday is not None and yesterday != slot.post:
        cost += new_post
    cost += WEIGHTS.often * stood.times(slot.post, slot.day)
    longest = plan.limits.post_stay
    if longest and stood.stay(slot.post) >= longest:
        cost += WEIGHTS.too_long
    return cost
