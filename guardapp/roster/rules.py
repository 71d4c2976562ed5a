"""What a month's roster must keep: pure checks, each with its legal basis and by how much."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.roster.model import DAY_MINUTES, Assignment, ShiftType
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import coverage
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_grades import graded
from guardapp.roster.rules_overtime import working
from guardapp.roster.rules_rest import resting
from guardapp.roster.rules_shift_types import break_needed
from guardapp.roster.rules_standing import standing
from guardapp.roster.rules_track import track


def overlapping(assignments: Iterable[Assignment], start_ms: int, end_ms: int) -> Assignment | None:
    """Return the first assignment that shares an instant with [start_ms, end_ms), or None."""
    return next((one for one in assignments if one.overlaps(start_ms, end_ms)), None)


def check(plan: Plan, assignments: Sequence[Assignment]) -> list[Finding]:
    """Return all findings of a month, errors first.

    `assignments` are those of `rules_hours.around(month)`, by start; what is found is about the
    month only.
    """
    by_guard: dict[int, list[Assignment]] = {}
    by_post: dict[int, list[Assignment]] = {}
    for one in assignments:
        by_guard.setdefault(one.guard, []).append(one)
        by_post.setdefault(one.post, []).append(one)
    found = check_month(plan)
    for guard, theirs in by_guard.items():
        found += check_guard(plan, guard, theirs)
    for pair in plan.apart:
        found += check_pair(plan, pair, by_guard)
    for post in plan.posts:
        found += check_post(plan, post, by_post.get(post, ()))
    return in_order(found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted: errors first, then by rule and date."""
    order = {rule: place for place, rule in enumerate(Rule)}
    return sorted(found, key=lambda one: (one.severity.value, order[one.rule], one.day, one.key))


def until(found: Iterable[Finding], last: date) -> list[Finding]:
    """Return the findings that are shown on a date up to `last`."""
    return [one for one in found if one.day <= last]


def check_guard(plan: Plan, guard: int, assignments: Sequence[Assignment]) -> list[Finding]:
    """Return the findings about one guard, whose assignments around the month are by start."""
    who = plan.guards.get(guard)
    if who is None:
        return []
    of = track(plan, who, assignments)
    if not of.mine:
        return []
    return list(graded(plan, chain(standing(of), working(of), resting(of))))


def check_pair(
    plan: Plan, pair: tuple[int, int], by_guard: Mapping[int, Sequence[Assignment]]
) -> list[Finding]:
    """Return where two guards who are kept apart are on duty at the same time."""
    guard, other = pair
    first, last = plan.month.first, plan.month.last
    others = by_guard.get(other, ())
    found = []
    for one in by_guard.get(guard, ()):
        for two in others:
            if two.start_ms >= one.end_ms:
                break
            shared = (min(one.end_ms, two.end_ms) - max(one.start_ms, two.start_ms)) // MINUTE
            day = max(one.duty_date, two.duty_date)
            if shared > 0 and day >= first and min(one.duty_date, two.duty_date) <= last:
                found.append(Finding(Rule.APART, min(day, last), guard, None, (one, two), shared))
    return list(graded(plan, found))


def check_post(plan: Plan, post: int, assignments: Sequence[Assignment]) -> list[Finding]:
    """Return where a post is short of guards in the month."""
    by_date: dict[date, list[Assignment]] = {}
    for one in assignments:
        by_date.setdefault(one.duty_date, []).append(one)
    slots = coverage(plan, plan.posts[post], by_date)
    return gaps(plan, post, ((day, kind, short) for day, kind, _needed, short in slots))


def gaps(plan: Plan, post: int, slots: Iterable[tuple[date, ShiftType, int]]) -> list[Finding]:
    """Return findings of a post's slots, as (duty date, shift type, guards missing)."""
    found = (
        Finding(
            Rule.UNFILLED,
            day,
            post=post,
            shift=kind.id,
            number=short,
            minutes=short * kind.minutes,
        )
        for day, kind, short in slots
        if short
    )
    return list(graded(plan, found))


def check_month(plan: Plan) -> list[Finding]:
    """Return what is wrong before anybody is planned: breaks of shift types, no holidays."""
    found = [
        Finding(
            Rule.BREAK,
            plan.month.first,
            shift=kind.id,
            minutes=needed - kind.break_minutes,
            number=kind.break_minutes,
            needed=needed,
            legal_basis=plan.limits.basis.get(code, ""),
        )
        for kind in plan.shifts.values()
        for needed, code in [
            break_needed(plan.limits, kind.regime, kind.start_minute, kind.end_minute)
        ]
        if kind.active and kind.break_minutes < needed
    ]
    if not plan.holidays_entered:
        found.append(Finding(Rule.NO_HOLIDAYS, plan.month.first))
    return list(graded(plan, found))


def short_notice(plan: Plan, now_ms: int) -> list[Finding]:
    """Return a finding when a month would be published too late before it begins."""
    days = max(0, (at(plan.month.first, 0) - now_ms) // DAY)
    short = plan.limits.publish_days - days
    if short <= 0:
        return []
    late = Finding(
        Rule.SHORT_NOTICE,
        plan.month.first,
        number=days,
        minutes=short * DAY_MINUTES,
        needed=plan.limits.publish_days,
    )
    return list(graded(plan, [late]))
