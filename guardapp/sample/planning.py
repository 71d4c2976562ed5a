"""The sample's rosters: four squads in turn around the clock, office posts on weekdays."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from guardapp.base.journal import Journal
from guardapp.people import store as people
from guardapp.people.model import Guard, Hours, Post
from guardapp.roster import actions, store
from guardapp.roster.model import Month, Placement
from guardapp.sample.people import Staff

CYCLE: Final = ("S", "S", "C", "C", "Đ", "Đ", "", "")
SQUADS: Final = 4
EPOCH: Final = date(2020, 1, 1)
ACCEPTED: Final = "Đã xem các cảnh báo; ca thiếu sẽ bố trí người dự bị."


def draft(journal: Journal, staff: Staff, month: Month, random: Random, gaps: float) -> None:
    """Write a month's draft: who is on leave is left out, and `gaps` of the shifts are missing."""
    away = _away(journal, month)
    wishes = [
        wish
        for wish in _wishes(journal, staff, month)
        if (wish.guard, wish.day) not in away and random.random() >= gaps
    ]
    actions.assign(journal, staff.chief, wishes)


def publish(journal: Journal, staff: Staff, month: Month) -> None:
    """Publish a month's draft, accepting its warnings."""
    actions.publish(journal, staff.chief, month, reason=ACCEPTED)


def _away(journal: Journal, month: Month) -> set[tuple[int, date]]:
    return {
        (leave.guard, day)
        for leave in people.leaves(journal.tables, month.first, month.last)
        for day in month.days
        if leave.first <= day <= leave.last
    }


def _wishes(journal: Journal, staff: Staff, month: Month) -> Iterator[Placement]:
    shifts = {one.code: one.id for one in store.shift_types(journal.tables)}
    always = [post for post in staff.posts if post.hours is Hours.ALWAYS]
    others = [post for post in staff.posts if post.hours is not Hours.ALWAYS]
    for day in month.days:
        for squad in range(SQUADS):
            code = CYCLE[((day - EPOCH).days + 2 * squad) % len(CYCLE)]
            if code:
                guards = staff.guards[squad * len(always) :]
                yield from _row(guards, always, shifts[code], day)
        if day.weekday() < 5:
            guards = staff.guards[SQUADS * len(always) :]
            for guard, post in zip(guards, others, strict=False):
                code = "HC" if post.hours is Hours.OFFICE else "G"
                yield Placement(guard.id, post.id, shifts[code], day)


def _row(
    guards: tuple[Guard, ...], posts: list[Post], shift: int, day: date
) -> Iterator[Placement]:
    turn = day.isocalendar().week
    for number, post in enumerate(posts):
        guard = guards[(number + turn) % len(posts)]
        yield Placement(guard.id, post.id, shift, day)
