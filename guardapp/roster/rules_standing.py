"""Whether a guard may stand where and when the roster puts him, shift by shift."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import groupby

from guardapp.base.clock import MINUTE, local
from guardapp.people.model import CertificateKind, Force, Gender, Hours, Post
from guardapp.roster import rules_fitness as fitness
from guardapp.roster.model import DAY_MINUTES, Assignment, State
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_track import Track

_ASKED_BY = {
    CertificateKind.GUARDING: "cert_valid_y",
    CertificateKind.FIRE: "fire_train_years",
    CertificateKind.SUPPORT_TOOLS: "tool_training",
    CertificateKind.FIRST_AID: "first_aid_training",
}
"""The rule parameter on whose legal basis a post asks for a certificate."""


def standing(of: Track) -> Iterable[Finding]:
    """Yield what is wrong with single shifts of a guard."""
    yield from _double(of)
    yield from _age(of)
    yield from _gone(of)
    yield from _regime(of)
    if of.guard.id in of.plan.restrictions:
        yield from _restricted(of)
    yield from _leave(of)
    yield from _posts(of)
    yield from _stay(of)


def _double(of: Track) -> Iterable[Finding]:
    for index, one in enumerate(of.all):
        for other in of.all[index + 1 :]:
            if other.start_ms >= one.end_ms:
                break
            if of.in_month(one, other):
                shared = (min(one.end_ms, other.end_ms) - other.start_ms) // MINUTE
                day = max(one.duty_date, other.duty_date)
                yield Finding(Rule.DOUBLE, day, of.guard.id, None, (one, other), shared)


def _age(of: Track) -> Iterable[Finding]:
    guard, limits = of.guard, of.plan.limits
    if guard.birth_date is None:
        return
    early = tuple(one for one in of.mine if fitness.under_age(guard, one.duty_date, limits.age))
    if early:
        day = early[0].duty_date
        short = (fitness.birthday(guard.birth_date, limits.age) - day) // timedelta(minutes=1)
        yield Finding(Rule.UNDER_AGE, day, guard.id, None, early, short, needed=limits.age)
    if guard.force is not Force.SELF_DEFENCE:
        return
    female = guard.gender is Gender.FEMALE
    most = limits.force_age_female if female else limits.force_age_male
    day = of.mine[0].duty_date
    over = fitness.birthday(guard.birth_date, most + 1)
    if day >= over:
        age = most + 1
        while fitness.birthday(guard.birth_date, age + 1) <= day:
            age += 1
        since = (day - over) // timedelta(minutes=1)
        yield Finding(Rule.FORCE_AGE, day, guard.id, minutes=since, number=age, needed=most)


def _gone(of: Track) -> Iterable[Finding]:
    for one in of.mine:
        post = of.plan.posts.get(one.post)
        gone = not of.guard.active or (post is not None and not post.active)
        if gone and one.state is State.DRAFT:
            yield Finding(Rule.UNKNOWN, one.duty_date, of.guard.id, one.post, (one,), one.minutes)


def _regime(of: Track) -> Iterable[Finding]:
    wrong = {
        kind.id: rule
        for kind in of.plan.shifts.values()
        if (rule := fitness.wrong_regime(of.guard, kind)) is not None
    }
    for one in of.mine if wrong else ():
        if (rule := wrong.get(one.shift)) is not None:
            yield Finding(rule, one.duty_date, of.guard.id, None, (one,), one.minutes)


def _restricted(of: Track) -> Iterable[Finding]:
    guard = of.guard.id
    nights = [(one, _restricted_night(of, one)) for one in of.mine]
    hit = tuple(one for one, minutes in nights if minutes)
    if hit:
        total = sum(minutes for _one, minutes in nights)
        yield Finding(Rule.NIGHT_RESTRICTED, hit[0].duty_date, guard, None, hit, total)
    days = {day for day in of.overtime if of.plan.restricted(guard, day)}
    over = tuple(one for one in of.mine if one.duty_date in days)
    if over:
        total = sum(of.overtime[day] for day in {one.duty_date for one in over})
        yield Finding(Rule.OVERTIME_RESTRICTED, over[0].duty_date, guard, None, over, total)


def _restricted_night(of: Track, one: Assignment) -> int:
    begin = local(one.start_ms)
    start = begin.hour * 60 + begin.minute
    return fitness.restricted_nights(
        of.plan, of.guard.id, one.duty_date, start, start + one.minutes
    )


def _leave(of: Track) -> Iterable[Finding]:
    for leave in of.plan.leaves.get(of.guard.id, ()):
        hit = tuple(one for one in of.mine if leave.first <= one.duty_date <= leave.last)
        if hit:
            total = sum(one.minutes for one in hit)
            yield Finding(Rule.LEAVE, hit[0].duty_date, of.guard.id, None, hit, total)


def _posts(of: Track) -> Iterable[Finding]:
    """Yield what a post asks for and the guard lacks, once for each post."""
    by_post = groupby(sorted(of.mine, key=lambda one: one.post), key=lambda one: one.post)
    tests: tuple[tuple[Rule, Callable[[Post], bool]], ...] = (
        (Rule.FORCE, lambda post: post.force not in (None, of.guard.force)),
        (Rule.GENDER, lambda post: post.gender not in (None, of.guard.gender)),
        (Rule.KNOWN_POST, lambda post: not of.plan.knows(of.guard.id, post.id)),
    )
    for post_id, grouped in by_post:
        post, there = of.plan.posts.get(post_id), tuple(grouped)
        if post is None:
            continue
        day, total = there[0].duty_date, sum(one.minutes for one in there)
        for rule, lacks in tests:
            if lacks(post):
                yield Finding(rule, day, of.guard.id, post_id, there, total)
        if post.certificate is not None:
            yield from _certificate(of, post, post.certificate, there)


def _certificate(
    of: Track, post: Post, kind: CertificateKind, there: tuple[Assignment, ...]
) -> Iterable[Finding]:
    lacking = tuple(
        one for one in there if fitness.lacks_certificate(of.plan, of.guard.id, post, one.duty_date)
    )
    if not lacking:
        return
    held = of.plan.certificates.get(of.guard.id, ())
    last = max((paper.expires for paper in held if paper.kind is kind), default=None)
    day = lacking[0].duty_date
    yield Finding(
        Rule.CERTIFICATE,
        day,
        of.guard.id,
        post.id,
        lacking,
        sum(one.minutes for one in lacking),
        expired=last if last is not None and last < day else None,
        legal_basis=of.plan.limits_on(day).basis.get(_ASKED_BY[kind], ""),
    )


def _stay(of: Track) -> Iterable[Finding]:
    """Yield runs of more duty days at one post open day and night than the facility wants."""
    most = of.plan.limits.post_stay
    if not most:
        return
    for post_id, grouped in groupby(of.all, key=lambda one: one.post):
        there, post = tuple(grouped), of.plan.posts.get(post_id)
        days = len({one.duty_date for one in there})
        if post is None or post.hours is not Hours.ALWAYS or days <= most:
            continue
        if of.in_month(there[-1]):
            over = there[-1]
            yield Finding(
                Rule.POST_STAY,
                over.duty_date,
                of.guard.id,
                post_id,
                (over,),
                (days - most) * DAY_MINUTES,
                days,
                needed=most,
            )
