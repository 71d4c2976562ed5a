"""Which shifts a post needs on a date and how many guards stand there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.people.model import Hours, Post
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, ShiftType
from guardapp.roster.model_plan import Plan


def demand(plan: Plan, post: Post, day: date) -> list[ShiftType]:
    """Return the shift types that must be filled at a post on a date."""
    if not post.active or (
        post.hours is not Hours.ALWAYS and not hours.is_working_day(day, plan.holidays)
    ):
        return []
    return [kind for kind in plan.shifts.values() if kind.active and kind.serves is post.hours]


def filled(kind: ShiftType, midnight: int, assignments: Sequence[Assignment], needed: int) -> int:
    """Return how many guards stand at every instant of a shift, at most `needed`.

    `midnight` is the instant of the duty date's local midnight.
    """
    start = midnight + kind.start_minute * MINUTE
    end = midnight + kind.end_minute * MINUTE
    there = [one for one in assignments if one.overlaps(start, end)]
    whole = sum(one.start_ms <= start and one.end_ms >= end for one in there)
    if whole >= needed or whole == len(there):
        return min(whole, needed)
    edges = {start, *(edge for one in there for edge in (one.start_ms, one.end_ms))}
    at_edges = [
        sum(one.start_ms <= edge < one.end_ms for one in there)
        for edge in edges
        if start <= edge < end
    ]
    return min(needed, *at_edges)


def coverage(
    plan: Plan, post: Post, by_date: Mapping[date, Sequence[Assignment]]
) -> Iterable[tuple[date, ShiftType, int]]:
    """Yield (duty date, shift type, guards missing) of every shift that a post needs in the month.

    `by_date` are the post's assignments by duty date.
    """
    midnight = at(plan.month.first, 0)
    for index, day in enumerate(plan.month.days):
        kinds = demand(plan, post, day)
        if not kinds:
            continue
        near = [
            *by_date.get(day - timedelta(days=1), ()),
            *by_date.get(day, ()),
            *by_date.get(day + timedelta(days=1), ()),
        ]
        for kind in kinds:
            there = filled(kind, midnight + index * DAY, near, post.needed)
            yield day, kind, post.needed - there
