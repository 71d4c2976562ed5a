"""What a month's roster must keep: pure checks, each with its legal basis and by how much."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from dateutil.relativedelta import relativedelta

from guardapp.base.clock import DAY, MINUTE, at
from guardapp.people.model import CertificateKind, Guard, Regime
from guardapp.people.rules import valid_on
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import DAY_MINUTES, Assignment, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import coverage
from guardapp.roster.rules_findings import Finding, Rule, graded

JOINED_MS: Final = 45 * MINUTE


_ASKED_BY: Final = {
    CertificateKind.GUARDING: "cert_valid_y",
    CertificateKind.FIRE: "fire_train_years",
    CertificateKind.SUPPORT_TOOLS: "tool_training",
    CertificateKind.FIRST_AID: "first_aid_training",
}
"""The rule parameter on whose legal basis a post asks for a certificate."""


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
    found: list[Finding] = []
    for guard, theirs in by_guard.items():
        found += check_guard(plan, guard, theirs)
    for post in plan.posts:
        found += check_post(plan, post, by_post.get(post, ()))
    return in_order(found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted: errors first, then by rule and date."""
    order = {rule: place for place, rule in enumerate(Rule)}
    return sorted(found, key=lambda one: (one.severity.value, order[one.rule], one.day, one.key))


def check_guard(plan: Plan, guard: int, assignments: Sequence[Assignment]) -> list[Finding]:
    """Return the findings about one guard, whose assignments around the month are by start."""
    who = plan.guards.get(guard)
    mine = [one for one in assignments if _in_month(one, plan)]
    if who is None or not mine:
        return []
    found = [
        *_double(plan, guard, assignments),
        *_under_age(plan, who, mine),
        *_day_hours(plan, who, assignments),
        *_gone(plan, who, mine),
        *_rests(plan, who, assignments),
        *_leave(plan, guard, mine),
        *_certificates(plan, guard, mine),
        *_weekly_rest(plan, guard, assignments, mine),
        *_overtime(plan, guard, assignments, mine),
    ]
    return list(graded(plan, found))


def _in_month(one: Assignment, plan: Plan) -> bool:
    return plan.month.first <= one.duty_date <= plan.month.last


def _double(plan: Plan, guard: int, assignments: Sequence[Assignment]) -> Iterable[Finding]:
    for index, one in enumerate(assignments):
        for other in assignments[index + 1 :]:
            if other.start_ms >= one.end_ms:
                break
            if _in_month(one, plan) or _in_month(other, plan):
                shared = (min(one.end_ms, other.end_ms) - other.start_ms) // MINUTE
                day = max(one.duty_date, other.duty_date)
                yield Finding(Rule.DOUBLE, day, guard, assignments=(one, other), minutes=shared)


def _under_age(plan: Plan, guard: Guard, mine: Sequence[Assignment]) -> Iterable[Finding]:
    if guard.birth_date is None:
        return
    of_age = guard.birth_date + relativedelta(years=plan.limits.age)
    early = tuple(one for one in mine if one.duty_date < of_age)
    if early:
        basis = plan.limits.basis.get("guard_min_age", "")
        day = early[0].duty_date
        yield Finding(
            Rule.UNDER_AGE,
            day,
            guard.id,
            assignments=early,
            legal_basis=basis,
            needed=plan.limits.age,
        )


def _day_hours(plan: Plan, guard: Guard, assignments: Sequence[Assignment]) -> Iterable[Finding]:
    """Yield days and unbroken stretches above the most; hospital duty of 24 hours is apart.

    Where shifts overlap, the double booking says it.
    """
    if guard.regime is Regime.DUTY:
        return
    basis = plan.limits.basis.get("day_total_max_h", "")
    for group in _groups(assignments):
        if any(other.start_ms < one.end_ms for one, other in pairwise(group)):
            continue
        total = sum(hours.work_minutes(one, plan.shifts) for one in group)
        over = total - plan.limits.day_max
        if over > 0 and any(_in_month(one, plan) for one in group):
            yield Finding(
                Rule.DAY_HOURS,
                group[-1].duty_date,
                guard.id,
                assignments=tuple(group),
                minutes=over,
                number=total,
                needed=plan.limits.day_max,
                legal_basis=basis,
            )


def _groups(assignments: Sequence[Assignment]) -> Iterable[list[Assignment]]:
    """Yield runs of assignments on one duty date, or that follow each other without a rest."""
    group: list[Assignment] = []
    for one in assignments:
        joined = group and (
            one.duty_date == group[-1].duty_date or one.start_ms - group[-1].end_ms <= JOINED_MS
        )
        if group and not joined:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _gone(plan: Plan, guard: Guard, mine: Sequence[Assignment]) -> Iterable[Finding]:
    for one in mine:
        post = plan.posts.get(one.post)
        gone = not guard.active or (post is not None and not post.active)
        if gone and one.state is State.DRAFT:
            yield Finding(Rule.UNKNOWN, one.duty_date, guard.id, one.post, (one,))


def _rests(plan: Plan, guard: Guard, assignments: Sequence[Assignment]) -> Iterable[Finding]:
    limits = plan.limits
    after_duty = limits.duty_rest_days * DAY_MINUTES
    for one, other in pairwise(assignments):
        rest = (other.start_ms - one.end_ms) // MINUTE
        if rest < 0 or not (_in_month(one, plan) or _in_month(other, plan)):
            continue
        on_duty = guard.regime is Regime.DUTY and one.minutes >= DAY_MINUTES
        rule, needed, code = (
            (Rule.DUTY_REST, after_duty, "b24_weekday_comp")
            if on_duty
            else (Rule.REST, limits.rest, "rest_between_h")
        )
        if rest < needed:
            yield Finding(
                rule,
                other.duty_date,
                guard.id,
                assignments=(one, other),
                minutes=needed - rest,
                number=rest,
                legal_basis=limits.basis.get(code, ""),
            )


def _leave(plan: Plan, guard: int, mine: Sequence[Assignment]) -> Iterable[Finding]:
    for leave in plan.leaves.get(guard, ()):
        hit = tuple(one for one in mine if leave.first <= one.duty_date <= leave.last)
        if hit:
            yield Finding(Rule.LEAVE, hit[0].duty_date, guard, assignments=hit)


def _certificates(plan: Plan, guard: int, mine: Sequence[Assignment]) -> Iterable[Finding]:
    held = plan.certificates.get(guard, ())
    lacking: dict[int, list[Assignment]] = {}
    for one in mine:
        post = plan.posts.get(one.post)
        if post is None or post.certificate is None:
            continue
        if not valid_on(held, post.certificate, one.duty_date):
            lacking.setdefault(one.post, []).append(one)
    for post_id, theirs in lacking.items():
        kind = plan.posts[post_id].certificate
        last = max((paper.expires for paper in held if paper.kind is kind), default=None)
        day = theirs[0].duty_date
        yield Finding(
            Rule.CERTIFICATE,
            day,
            guard,
            post_id,
            tuple(theirs),
            expired=last if last is not None and last < day else None,
            legal_basis=plan.limits.basis.get(_ASKED_BY[kind], "") if kind else "",
        )


def _weekly_rest(
    plan: Plan, guard: int, assignments: Sequence[Assignment], mine: Sequence[Assignment]
) -> Iterable[Finding]:
    rest = hours.rest_days(assignments, plan.month)
    short = plan.limits.rest_days - rest
    if short > 0:
        yield Finding(
            Rule.WEEKLY_REST,
            mine[-1].duty_date,
            guard,
            minutes=short * DAY_MINUTES,
            number=rest,
            needed=plan.limits.rest_days,
            legal_basis=plan.limits.basis.get("month_rest_min_days", ""),
        )


def _overtime(
    plan: Plan, guard: int, assignments: Sequence[Assignment], mine: Sequence[Assignment]
) -> Iterable[Finding]:
    if plan.guards[guard].regime is Regime.DUTY:
        return
    limits = plan.limits
    by_day = hours.worked_by_day(assignments, plan.shifts)
    total = hours.overtime_minutes(by_day, plan.month, limits.day, limits.week)
    if total > limits.overtime:
        yield Finding(
            Rule.OVERTIME,
            mine[-1].duty_date,
            guard,
            minutes=total - limits.overtime,
            number=total,
            legal_basis=limits.basis.get("ot_month_max_h", ""),
        )


def check_post(plan: Plan, post: int, assignments: Sequence[Assignment]) -> list[Finding]:
    """Return where a post is short of guards in the month."""
    by_date: dict[date, list[Assignment]] = {}
    for one in assignments:
        by_date.setdefault(one.duty_date, []).append(one)
    return [
        Finding(
            Rule.UNFILLED,
            day,
            post=post,
            shift=kind.id,
            number=short,
            minutes=short * kind.minutes,
        )
        for day, kind, _needed, short in coverage(plan, plan.posts[post], by_date)
        if short
    ]


def short_notice(plan: Plan, now_ms: int) -> list[Finding]:
    """Return a finding when a month would be published too late before it begins."""
    days = max(0, (at(plan.month.first, 0) - now_ms) // DAY)
    short = plan.limits.publish_days - days
    if short <= 0:
        return []
    basis = plan.limits.basis.get("roster_publish_days", "")
    return [
        Finding(
            Rule.SHORT_NOTICE,
            plan.month.first,
            number=days,
            minutes=short * DAY_MINUTES,
            needed=plan.limits.publish_days,
            legal_basis=basis,
        )
    ]
