"""The handover at each change of shift at the post of the sample's PC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.base.access import Session
from guardapp.base.clock import at
from guardapp.handover import actions, gather, signing, store
from guardapp.handover.model import Attendance, Count, Decision, Draft
from guardapp.sample.world import Happening, World

CHANGES: Final = (6 * 60, 14 * 60, 22 * 60)
CARRIED: Final = "Bàn giao ca sau theo dõi tiếp."
ABSENT: Final = "Xin nghỉ đột xuất, đã bố trí người thay"


def of_day(world: World, day: date) -> Iterator[Happening]:
    """Yield the changes of shift of a day, each some minutes around the full hour."""
    for minute in CHANGES:
        yield at(day, minute) + world.minutes(-6, 12), _Change(world, at(day, minute)).happen


@dataclass
class _Change:
    """One change of shift, due at `planned_ms`."""

    world: World
    planned_ms: int

    def happen(self) -> None:
        """Let the shift that begins relieve the one that ends."""
        world = self.world
        tables, now = world.journal.tables, world.clock.now_ms()
        watch = store.current_watch(tables)
        members = [self._attendance(one) for one in gather.relief(tables, watch, now)]
        incoming = self._head(members)
        if incoming is None:
            return
        if watch is None:
            actions.take_over(world.journal, incoming, members)
            return
        outgoing = world.staff.sessions.get(watch.person or 0)
        if outgoing is None or outgoing == incoming:
            return
        signing.hand_over(world.journal, world.matters, self._draft(members), outgoing, incoming)

    def _attendance(self, one: Attendance) -> Attendance:
        if not self.world.chance(0.006):
            return one
        return Attendance(
            one.guard, present=False, note=ABSENT, post=one.post, start_ms=one.start_ms,
            end_ms=one.end_ms,
        )  # fmt: skip

    def _head(self, members: list[Attendance]) -> Session | None:
        """Return who signs for the shift that begins: its guard at the most important post."""
        rank = {post.id: number for number, post in enumerate(self.world.staff.posts)}
        there = [one for one in members if one.present and one.post is not None]
        begins = [one for one in there if one.start_ms == self.planned_ms] or there
        if not begins:
            return None
        head = min(begins, key=lambda one: rank.get(one.post or 0, len(rank)))
        return self.world.staff.sessions[head.guard]

    def _draft(self, members: list[Attendance]) -> Draft:
        world = self.world
        counts = [
            Count(thing.id, thing.quantity, thing.quantity)
            for thing in store.things(world.journal.tables)
        ]
        still_open = world.matters.open(world.journal.tables, world.clock.now_ms())
        decisions = [
            Decision(one.kind, one.thing, closed=False, note=CARRIED) for one in still_open
        ]
        return Draft(members=tuple(members), counts=tuple(counts), decisions=tuple(decisions))
