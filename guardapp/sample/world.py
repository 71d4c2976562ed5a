"""What the sample's days are made of: the record, its clock, the people and what they find."""

import heapq
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from guardapp.base import resources
from guardapp.base.access import Session
from guardapp.base.clock import SetClock
from guardapp.base.journal import Journal
from guardapp.base.matters import Matters
from guardapp.roster import store as roster
from guardapp.sample.people import Staff

Happening = tuple[int, Callable[[], None]]
"""When something happens (ms UTC), and what."""


@dataclass
class World:
    """The sample hospital while it is being lived; `random` decides everything."""

    journal: Journal
    clock: SetClock
    staff: Staff
    random: Random
    stories: dict[str, Any]
    matters: Matters
    _waiting: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)
    _put: int = 0

    def put(self, when: int, happening: Callable[[], None]) -> None:
        """Let something happen at an instant (ms UTC) that is still to come."""
        self._put += 1
        heapq.heappush(self._waiting, (when, self._put, happening))

    def live_until(self, end: int) -> None:
        """Let everything happen that waits for an instant before `end`, in the order of time."""
        while self._waiting and self._waiting[0][0] < end:
            when, _turn, happening = heapq.heappop(self._waiting)
            self.clock.set(max(when, self.clock.now_ms()))
            happening()

    def on_duty(self, at_ms: int) -> list[int]:
        """Return the guards on duty at an instant, those of the most important posts first."""
        rank = {post.id: number for number, post in enumerate(self.staff.posts)}
        there = roster.on_duty(self.journal.tables, at_ms)
        return [one.guard for one in sorted(there, key=lambda one: (rank[one.post], one.id))]

    def session(self, at_ms: int, turn: int) -> Session | None:
        """Return the session of one of the guards on duty, None when nobody is."""
        there = self.on_duty(at_ms)
        return self.staff.sessions[there[turn % len(there)]] if there else None

    def chance(self, share: float) -> bool:
        """Return True in this share of the cases."""
        return self.random.random() < share

    def minutes(self, least: float, most: float) -> int:
        """Return a length of time between two numbers of minutes, in milliseconds."""
        return round(self.random.uniform(least, most) * 60_000)


def stories() -> dict[str, Any]:
    """Return what guards of the sample write and find, as shipped."""
    path = resources.path("sample", "stories.json")
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told
