"""The sample's rosters: four squads in turn around the clock, office posts on weekdays."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final

from guardapp.base.journal import Journal
from guardapp.people.model import Guard, Hours, Post, Regime
from guardapp.roster import actions, store_plan
from guardapp.roster.model import Month, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import demand
from guardapp.roster.rules_fitness import unfit
from guardapp.sample.people import Staff

CYCLE: Final = ("S", "S", "C", "C", "Đ", "Đ", "", "")
SQUADS: Final = 4
_SATURDAY: Final = 5
EPOCH: Final = date(2020, 1, 1)
ACCEPTED: Final = "Đã xem các cảnh báo; ca thiếu sẽ bố trí người dự bị."


def draft(journal: Journal, staff: Staff, month: Month, random: Random, gaps: float) -> None:
    """Write a month's draft: who is on leave is left out, and `gaps` of the shifts are missing."""
    plan = store_plan.plan(journal.tables, month)
    placements = [
        placement
        for placement in _placements(plan, staff)
        if not plan.away(placement.guard, placement.day) and random.random() >= gaps
    ]
    actions.assign(journal, staff.chief, placements)


def publish(journal: Journal, staff: Staff, month: Month) -> None:
    """Publish a month's draft, accepting its warnings."""
    actions.publish(journal, staff.chief, month, reason=ACCEPTED)


def _placements(plan: Plan, staff: Staff) -> Iterator[Placement]:
    shifts = {one.code: one.id for one in plan.shifts.values()}
    always = [post for post in staff.posts if post.hours is Hours.ALWAYS]
    others = [post for post in staff.posts if post.hours is not Hours.ALWAYS]
    usual = [guard for guard in staff.guards if guard.regime is Regime.SHIFT]
    reserve = [guard for guard in staff.guards if guard.regime is Regime.DUTY]
    for day in plan.month.days:
        for squad in range(SQUADS):
            code = CYCLE[((day - EPOCH).days + 2 * squad) % len(CYCLE)]
            if code:
                first = squad * len(always)
                guards = usual[first : first + len(always)]
                yield from _row(plan, guards, always, shifts[code], day)
        in_offices = zip(usual[SQUADS * len(always) :], others, strict=False)
        yield from _by_day(plan, {post.id: who for who, post in in_offices}, reserve, day)


def _row(
    plan: Plan, guards: Sequence[Guard], posts: Sequence[Post], shift: int, day: date
) -> Iterator[Placement]:
    """Yield a squad's shift: posts in turn by week, the choosy ones taking their guards first."""
    turn = day.isocalendar().week
    waiting = [guards[(number + turn) % len(guards)] for number in range(len(guards))]
    choosy = sorted(posts, key=lambda post: (post.gender is None, post.force is None))
    for post in choosy:
        fits = [one for one in waiting if not unfit(plan, one, post, day)]
        guard = fits[0] if fits else waiting[0]
        waiting.remove(guard)
        yield Placement(guard.id, post.id, shift, day)


def _by_day(
    plan: Plan, usual: dict[int, Guard], reserve: Sequence[Guard], day: date
) -> Iterator[Placement]:
    """Yield what posts open by day need: their usual guard, and the reserve beyond that."""
    free = list(reserve)
    for post_id, guard in usual.items():
        for shift, needed in demand(plan, plan.posts[post_id], day):
            beyond = needed
            if day.weekday() < _SATURDAY and shift.regime is Regime.SHIFT:
                yield Placement(guard.id, post_id, shift.id, day)
                beyond -= 1
            for _ in range(min(beyond, len(free))):
                one = free.pop(0 if day.weekday() < _SATURDAY else -1)
                yield Placement(one.id, post_id, shift.id, day)
