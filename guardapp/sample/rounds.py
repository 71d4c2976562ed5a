"""Rounds as guards walk them: late at busy hours, some missed, cut short or out of order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.base.access import Session
from guardapp.base.clock import DAY, MINUTE, at, local
from guardapp.patrol import actions, store
from guardapp.patrol.kinds import Method, Reason
from guardapp.patrol.model import Point, Slot
from guardapp.patrol.rules import slots
from guardapp.sample.world import Happening, World

MISSED: Final = 0.02
CUT_SHORT: Final = 0.02
SWAPPED: Final = 0.025
TYPED: Final = 0.15
NOTED: Final = 0.04
BUSY_HOURS: Final = frozenset({7, 8, 9, 10, 14, 15, 19})


def of_day(world: World, day: date) -> Iterator[Happening]:
    """Yield what happens on a day's rounds, and the leader's comments on missed ones."""
    start = at(day, 0)
    for turn, slot in enumerate(slots(store.plan(world.journal.tables, start, start + DAY))):
        if not world.chance(MISSED):
            yield from _walk(world, slot, turn)
    yield at(day, 8 * 60 + 15) + world.minutes(0, 30), lambda: _comment(world)


def _walk(world: World, slot: Slot, turn: int) -> Iterator[Happening]:
    busy = local(slot.slot_ms).hour in BUSY_HOURS
    now = slot.slot_ms + round(world.random.gauss(7 if busy else 2, 6 if busy else 3) * MINUTE)
    points = list(slot.route.points)
    if world.chance(SWAPPED):
        swap = world.random.randrange(len(points) - 1)
        points[swap], points[swap + 1] = points[swap + 1], points[swap]
    cut = world.chance(CUT_SHORT)
    if cut:
        points = points[: world.random.randrange(3, len(points))]
    walk = _Walk(world, slot, turn)
    yield now, walk.start
    for number, point in enumerate(points):
        if number:
            now += round(max(0.7, world.random.gauss(point.walk_min, 0.5)) * MINUTE)
        else:
            now += world.minutes(0.2, 0.8)
        yield now, _Pass(walk, point).scan
    yield now + world.minutes(0.2, 1), walk.cut_short if cut else walk.finish


@dataclass
class _Walk:
    """One round being walked; `round` is None until somebody started it."""

    world: World
    slot: Slot
    turn: int
    session: Session | None = None
    round: int | None = None

    def start(self) -> None:
        """Start the round with a guard who is on duty now and not walking already."""
        world, now = self.world, self.world.clock.now_ms()
        walking = {guard for _since, guard, _by in store.walking(world.journal.tables, now - DAY)}
        free = [one for one in world.on_duty(now) if one not in walking]
        if free:
            self.session = world.staff.sessions[free[self.turn % len(free)]]
            slot = (self.slot.schedule, self.slot.slot_ms)
            route = self.slot.route.id
            self.round = actions.start_round(world.journal, self.session, route, slot=slot)

    def finish(self) -> None:
        """Finish the round, all points seen."""
        if self.session is not None and self.round is not None:
            actions.finish_round(self.world.journal, self.session, self.round)

    def cut_short(self) -> None:
        """Finish the round early, with a reason."""
        if self.session is not None and self.round is not None:
            reason = self.world.random.choice((Reason.NO_TIME, Reason.LOCKED, Reason.INCIDENT))
            actions.finish_round(self.world.journal, self.session, self.round, reason)


@dataclass
class _Pass:
    """One point being passed."""

    walk: _Walk
    point: Point

    def scan(self) -> None:
        """Scan the point and perhaps note what is seen there."""
        world, session, walked = self.walk.world, self.walk.session, self.walk.round
        if session is None or walked is None:
            return
        method = Method.TYPED if world.chance(TYPED) else Method.SCAN
        actions.scan(world.journal, session, walked, self.point.code, method=method)
        if world.chance(NOTED):
            _note(world, session, walked, self.point)


def _note(world: World, session: Session, walked: int, point: Point) -> None:
    text = world.random.choice(world.stories["notes"])
    abnormal = world.chance(0.3)
    made = actions.note(
        world.journal,
        session,
        walked,
        text,
        checkpoint=point.checkpoint,
        measure="Đã xử lý tại chỗ",
        abnormal=abnormal,
    )
    if abnormal:
        when = world.clock.now_ms() + world.minutes(30, 300)
        done = "Đã kiểm tra lại, bình thường."
        world.put(when, lambda: actions.resolve_note(world.journal, session, made, done))


def _comment(world: World) -> None:
    actions.raise_missed(world.journal)
    open_ones = [one.id for one in store.missed_open(world.journal.tables)]
    if open_ones and world.chance(0.85):
        words = "Người trực bận xử lý việc tại chốt; đã nhắc nhở và bố trí người thay."
        actions.comment_all_missed(world.journal, world.staff.leader, open_ones, words)
