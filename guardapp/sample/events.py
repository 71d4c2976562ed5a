"""What comes up: lines of the duty log, and incidents with their way to a closed case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from guardapp.base.access import Session
from guardapp.base.clock import DAY, HOUR, MINUTE, at
from guardapp.handover import actions as handover_actions
from guardapp.handover.model import Category
from guardapp.incidents import actions
from guardapp.incidents.model import (
    Authority,
    Content,
    Measure,
    Notice,
    Owner,
    Person,
    PersonRole,
    Thing,
    When,
)
from guardapp.sample.world import Happening, World

LINES_A_DAY: Final = 14
INCIDENTS_A_DAY: Final = 0.45
HOURS: Final = (1, 1, 1, 1, 1, 1, 2, 5, 9, 9, 7, 5, 3, 4, 7, 7, 6, 4, 5, 6, 6, 4, 3, 2)
POLICE_FROM: Final = 2_000_000


def of_day(world: World, day: date) -> Iterator[Happening]:
    """Yield the log lines and incidents of a day."""
    for _ in range(LINES_A_DAY):
        yield _moment(world, day), _Line(world).write
    while world.chance(INCIDENTS_A_DAY):
        yield _moment(world, day), _Case(world, _story(world)).write


def _moment(world: World, day: date) -> int:
    hour = world.random.choices(range(24), HOURS)[0]
    return at(day, hour * 60) + world.minutes(0, 59)


def _story(world: World) -> dict[str, Any]:
    stories = world.stories["incidents"]
    chosen: dict[str, Any] = world.random.choices(stories, [one["weight"] for one in stories])[0]
    return chosen


@dataclass
class _Line:
    """A line of the duty log to be written."""

    world: World

    def write(self) -> None:
        """Write the line."""
        world = self.world
        session = world.session(world.clock.now_ms(), 0)
        if session is not None:
            category, text = world.random.choice(world.stories["log"])
            handover_actions.log_line(world.journal, session, Category(category), text)


@dataclass
class _Case:
    """An incident to be written up, then approved and closed."""

    world: World
    story: dict[str, Any]

    def write(self) -> None:
        """Write the incident up and submit it, perhaps half an hour after it happened."""
        world = self.world
        now = world.clock.now_ms()
        session = world.session(now, world.random.randrange(12))
        if session is None:
            return
        made = actions.submit(world.journal, session, self._content(session, now))
        approved = now + round(world.random.uniform(4, 26) * HOUR)
        closed = approved + round(world.random.uniform(1, 6) * DAY)
        world.put(approved, lambda: self._approve(made.id))
        if world.chance(0.99):
            world.put(closed, lambda: self._close(made.id))

    def _content(self, session: Session, now: int) -> Content:
        world, story = self.world, self.story
        things: tuple[Thing, ...] = ()
        if story["thing"] is not None:
            name, unit, value, owner = story["thing"]
            value = round(value * world.random.uniform(0.5, 1.6) / 50_000) * 50_000
            things = (Thing(name, unit=unit, value=value or None, owner=Owner(owner)),)
        begun = now - world.minutes(20, 120)
        theft = story["kind"].startswith("theft")
        serious = sum(thing.value or 0 for thing in things) >= POLICE_FROM and theft
        police = Notice(Authority.POLICE, now - 5 * MINUTE, session.name, "Trực ban")
        return Content(
            kind=story["kind"],
            place=story["place"],
            when=When.RANGE if theft else When.ABOUT,
            from_ms=begun,
            to_ms=now - 15 * MINUTE if theft else None,
            what=story["what"],
            discovered_ms=now - 15 * MINUTE,
            things=things,
            persons=tuple(self._persons(victim=theft or story["kind"] == "assault")),
            measures=tuple(Measure(one) for one in story["measures"]),
            notices=(police,) if serious else (),
        )

    def _persons(self, *, victim: bool) -> Iterator[Person]:
        names = self.world.random.sample(self.world.stories["persons"], 2)
        if victim:
            yield Person(PersonRole.VICTIM, names[0], phone="0999 000 000")
        if self.world.chance(0.5):
            yield Person(PersonRole.WITNESS, names[1])

    def _approve(self, incident: int) -> None:
        actions.approve(self.world.journal, self.world.staff.leader, incident)

    def _close(self, incident: int) -> None:
        outcome = "Đã xử lý xong, thông báo cho người liên quan."
        actions.close(self.world.journal, self.world.staff.chief, incident, outcome)
