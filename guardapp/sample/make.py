"""Makes the sample: founds it, then lets its days pass until an instant, by the program's verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from guardapp.base.clock import DAY, SetClock, at, local_date
from guardapp.base.db import Feature
from guardapp.base.folder import Folder, open_folder
from guardapp.base.matters import Matters
from guardapp.roster.model import Month
from guardapp.sample import (
    asked,
    attendance,
    checks,
    events,
    facility,
    people,
    planning,
    rounds,
    shifts,
    wants,
)
from guardapp.sample.world import World, stories

MONTHS: Final = 3
FOUNDED_DAYS_BEFORE: Final = 12
PUBLISHED_ON: Final = 20
GAPS: Final = 0.004
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """What to make: the months up to `until_ms`, by the seed that decides everything."""

    until_ms: int
    seed: int = 331
    months: int = MONTHS


def make(
    path: Path,
    features: tuple[Feature, ...],
    matters: Matters,
    sample: Sample,
    progress: Progress | None = None,
) -> Folder:
    """Make the sample in an empty folder and return it open, its clock standing at the end.

    `progress` is told the days done and all days. Raises what `open_folder` raises.
    """
    first = Month.of(local_date(sample.until_ms)).step(1 - sample.months)
    clock = SetClock(at(first.first - timedelta(days=FOUNDED_DAYS_BEFORE), 8 * 60))
    folder = open_folder(path, features, clock)
    try:
        _fill(folder, clock, matters, sample, first, progress)
    except BaseException:
        folder.close()
        raise
    return folder


def _fill(
    folder: Folder,
    clock: SetClock,
    matters: Matters,
    sample: Sample,
    first: Month,
    progress: Progress | None,
) -> None:
    journal, random = folder.journal, Random(sample.seed)  # noqa: S311
    last_day = local_date(sample.until_ms)
    with journal.transaction():
        people.found(journal)
        staff = people.staff(journal, random)
        begins = at(first.first, 6 * 60)
        facility.furnish(journal, staff.chief, people.hospital(), begins, random)
        wants.ask(journal, staff, people.hospital())
        people.grant_leaves(journal, staff, first.first, Month.of(last_day).step(1).last, random)
        world = World(journal, clock, staff, random, stories(), matters)
        _plan(world, first)
        attendance.open_balances(journal, staff, first.first)
    day, done = first.first, 0
    days = (last_day - day).days + 1
    while day <= last_day:
        with journal.transaction():
            _live(world, day, sample.until_ms)
        day, done = day + timedelta(days=1), done + 1
        if progress is not None:
            progress(done, days)
    clock.set(max(clock.now_ms(), sample.until_ms))
    with journal.transaction():
        asked.ask(journal, staff)


def _plan(world: World, month: Month) -> None:
    planning.draft(world.journal, world.staff, month, world.random, GAPS)
    planning.publish(world.journal, world.staff, month)


def _live(world: World, day: date, until_ms: int) -> None:
    """Let one day pass: everything that happens on it, in the order of time."""
    for part in (shifts, rounds, checks, events, attendance):
        for when, happening in part.of_day(world, day):
            world.put(when, happening)
    if day.day == PUBLISHED_ON:
        following = Month.of(day).step(1)
        begun = following.first <= local_date(until_ms)
        world.put(at(day, 9 * 60), lambda: _prepare(world, following, publish=begun))
    world.live_until(min(at(day, 0) + DAY, until_ms))


def _prepare(world: World, month: Month, *, publish: bool) -> None:
    """Plan the next month; of the last one only what binds it is known, for the chief to plan."""
    if publish:
        _plan(world, month)
    else:
        wants.prepare(world.journal, world.staff, month, people.hospital())
