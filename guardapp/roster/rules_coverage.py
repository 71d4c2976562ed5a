"""Which shifts a post needs on a date and how many guards stand there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.people.model import Hours, Post
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, ShiftType
from guardapp.roster.model_demand import HOLIDAY
from guardapp.roster.model_plan import Plan


def demand(plan: Plan, post: Post, day: date) -> list[tuple[ShiftType, int]]:
    """Return the shift types that must be filled at a post on a date, with the guards needed.

    What is set for the date goes before what is set for the weekday, and that before the post's
    own hours and number. A holiday counts as such, whatever weekday it is.
    """
    if not post.active:
        return []
    if (special := plan.special_days.get((post.id, day))) is not None:
        return _known(plan, special.needed)
    if (told := plan.demands.get(post.id)) is not None:
        place = HOLIDAY if day in plan.holidays else day.weekday()
        return _known(plan, ((row.shift, row.needed[place]) for row in told.rows))
    if post.hours is not Hours.ALWAYS and not hours.is_working_day(day, plan.holidays):
        return []
    return [
        (kind, post.needed)
        for kind in plan.shifts.values()
        if kind.active and kind.serves is post.hours
    ]


def _known(plan: Plan, rows: Iterable[tuple[int, int]]) -> list[tuple[ShiftType, int]]:
    needed = {shift: number for shift, number in rows if number}
    return [
        (kind, needed[kind.id])
        for kind in plan.shifts.values()
        if kind.active and kind.id in needed
    ]


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
) -> Iterable[tuple[date, ShiftType, int, int]]:
    """Yield (duty date, shift type, guards needed, missing) of all that a post needs in the month.

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
        for kind, needed in kinds:
            there = filled(kind, midnight + index * DAY, near, needed)
            yield day, kind, needed, needed - there
