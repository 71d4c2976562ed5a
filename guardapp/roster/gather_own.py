"""Reads one guard's own month: shifts with their words, hours, leave, holidays, what comes next."""

import sqlite3
from collections.abc import Sequence

from guardapp.base.clock import DAY
from guardapp.base.words import range_text
from guardapp.roster import rules_fitness as fitness
from guardapp.roster import rules_hours as hours
from guardapp.roster import rules_requests, store, store_plan, store_requests
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_requests import OwnDay, OwnDuty, OwnMonth

AHEAD_MS = 62 * DAY


def own_month(conn: sqlite3.Connection, guard: int, month: Month) -> tuple[OwnMonth, hours.Totals]:
    """Return a guard's published month and its hours; only leave and holidays before publishing."""
    plan = store_plan.plan(conn, month)
    publication = store.publication(conn, month)
    near = store.between(conn, *hours.around(month), published=True)
    mine = [one for one in near if one.guard == guard]
    there = [one for one in mine if month.first <= one.duty_date <= month.last]
    seen = store_requests.seen(conn, month, guard).get(guard)
    must_read = publication is not None and (there or seen is not None)
    own = OwnMonth(
        month,
        publication.version if publication else None,
        tuple(
            OwnDay(
                day,
                tuple(_duty(plan, one, near) for one in there if one.duty_date == day),
                next(
                    (
                        leave.kind
                        for leave in plan.leaves.get(guard, ())
                        if leave.first <= day <= leave.last
                    ),
                    None,
                ),
                plan.holidays.get(day, ""),
            )
            for day in month.days
        ),
        rules_requests.reading(guard, seen, there) if must_read else None,
    )
    duty = fitness.duty_types(plan, plan.guards[guard])
    sums = hours.totals(mine, month, plan.shifts, plan.holidays, plan.limits.counting, duty=duty)
    return own, sums


def next_duty(conn: sqlite3.Connection, guard: int, now_ms: int) -> OwnDuty | None:
    """Return the shift that a guard is on, else the next published one, or None."""
    found = store.assignments(conn, now_ms, now_ms + AHEAD_MS, guard=guard)
    if not found:
        return None
    one = found[0]
    plan = store_plan.plan(conn, Month.of(one.duty_date))
    return _duty(plan, one, store.between(conn, one.duty_date, one.duty_date, published=True))


def _duty(plan: Plan, one: Assignment, near: Sequence[Assignment]) -> OwnDuty:
    kind, post = plan.shifts.get(one.shift), plan.posts.get(one.post)
    return OwnDuty(
        one,
        kind.code if kind else "?",
        kind.name if kind else "",
        range_text(one.start_ms, one.end_ms),
        post.name if post else "?",
        post.place if post else "",
        kind.tone if kind else 0,
        _mates(plan, one, near),
    )


def _mates(plan: Plan, one: Assignment, near: Sequence[Assignment]) -> tuple[str, ...]:
    """Return who stands on the same shift, those at the same post first."""
    same = [
        other
        for other in near
        if other.guard != one.guard
        and (other.shift, other.duty_date) == (one.shift, one.duty_date)
        and other.guard in plan.guards
    ]
    same.sort(key=lambda other: (other.post != one.post, plan.guards[other.guard].sort_key))
    return tuple(plan.guards[other.guard].name for other in same)
