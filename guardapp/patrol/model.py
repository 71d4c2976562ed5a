"""Checkpoints, routes, schedules, rounds, scans and notes as facts."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final, Self

from guardapp.base.clock import MINUTE, at
from guardapp.patrol.kinds import Method, Reason

CHECKPOINT_PREFIX: Final = "2"
EVERY_DAY: Final = frozenset(range(7))
"""All weekdays, Monday 0."""


@dataclass(frozen=True, slots=True)
class CheckpointDetails:
    """What is typed about a checkpoint."""

    name: str
    building: str = ""
    floor: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place that a round passes, with a printed code."""

    id: int
    code: str
    name: str
    building: str
    floor: str
    instruction: str
    active: bool

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the checkpoint of a table row."""
        return cls(
            row["id"],
            row["code"],
            row["name"],
            row["building"],
            row["floor"],
            row["instruction"],
            bool(row["active"]),
        )

    @property
    def place(self) -> str:
        """Return building and floor as one text."""
        return ", ".join(filter(None, (self.building, self.floor)))


@dataclass(frozen=True, slots=True)
class PointDetails:
    """What is typed about a route's point; minutes of walking from the point before.

    `not_before_min` are minutes after the round's planned start, 0 for any time.
    """

    checkpoint: int
    walk_min: int = 2
    optional: bool = False
    not_before_min: int = 0


@dataclass(frozen=True, slots=True)
class RouteDetails:
    """What is typed about a route."""

    name: str
    points: tuple[PointDetails, ...]
    instruction: str = ""
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a route as it was when this version of the route was made.

    `offset_min` are the minutes from the planned start until the guard is expected here.
    """

    position: int
    checkpoint: int
    code: str
    name: str
    place: str
    instruction: str
    optional: bool
    walk_min: int
    not_before_min: int
    offset_min: int


@dataclass(frozen=True, slots=True)
class Route:
    """One version of a route; `id` is the route itself, `version` never changes."""

    id: int
    version: int
    name: str
    instruction: str
    ordered: bool
    active: bool
    points: tuple[Point, ...]

    @property
    def duration_min(self) -> int:
        """Return the minutes the whole walk is expected to take."""
        return self.points[-1].offset_min if self.points else 0

    @property
    def required(self) -> tuple[Point, ...]:
        """Return the points that must be seen."""
        return tuple(point for point in self.points if not point.optional)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the planned time a visit still counts (GeoVision's rule), in minutes."""

    buffer_min: int
    extended_min: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a route is to be walked: minutes of the day, on `weekdays` from `from_ms` to `until_ms`.

    Without a `buffer_min` of its own the facility's parameter holds. With a `spread_min` each
    start is put off by up to so many minutes, which nobody can tell without the `seed`.
    """

    id: int
    route: int
    minutes: tuple[int, ...]
    buffer_min: int | None
    from_ms: int
    until_ms: int | None
    weekdays: frozenset[int] = EVERY_DAY
    spread_min: int = 0
    seed: int = 0

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the schedule of a table row."""
        return cls(
            row["id"],
            row["route"],
            tuple(map(int, row["minutes"].split())),
            row["buffer_min"],
            row["from_ms"],
            row["until_ms"],
            frozenset(map(int, row["weekdays"])),
            row["spread_min"],
            row["seed"],
        )

    def start_ms(self, day: date, minute: int) -> int:
        """Return when the round planned for a minute of a day begins (ms UTC)."""
        planned = at(day, minute)
        if not self.spread_min:
            return planned
        told = f"{self.seed}/{day.isoformat()}/{minute}".encode()
        drawn = int.from_bytes(blake2b(told, digest_size=8).digest(), "big")
        return planned + drawn % (self.spread_min + 1) * MINUTE


@dataclass(frozen=True, slots=True)
class Scan:
    """A checkpoint's code taken on a round: when it was claimed, and when it was entered."""

    id: int
    round: int
    checkpoint: int
    occurred_ms: int
    entered_ms: int
    method: Method


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen on a round; an abnormal one stays open until it is resolved."""

    id: int
    round: int
    checkpoint: int | None
    text: str
    measure: str
    abnormal: bool
    occurred_ms: int
    account: int
    resolution: str | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the note of a table row."""
        return cls(
            row["id"],
            row["round"],
            row["checkpoint"],
            row["text"],
            row["measure"],
            bool(row["abnormal"]),
            row["occurred_ms"],
            row["account"],
            row["resolution"],
        )


@dataclass(frozen=True, slots=True)
class End:
    """How a round was finished: with a reason when points were left out."""

    at_ms: int
    reason: Reason | None
    text: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was started, with its route as it was then; `schedule` None is voluntary.

    `slot_ms` is its planned start, of a voluntary round its start. `guard` is who walked.
    """

    id: int
    route: Route
    schedule: int | None
    slot_ms: int
    guard: int | None
    account: int
    started_ms: int
    entered_ms: int
    tolerance: Tolerance
    end: End | None
    scans: tuple[Scan, ...]
    notes: tuple[Note, ...]

    @property
    def planned(self) -> bool:
        """Tell whether a schedule asked for this round."""
        return self.schedule is not None


@dataclass(frozen=True, slots=True)
class Missed:
    """A planned round that nobody started, raised once that was certain."""

    id: int
    schedule: int
    slot_ms: int
    version: int
    comment: str | None
    comment_account: int | None

    @property
    def slot(self) -> tuple[int, int]:
        """Return schedule and planned start."""
        return self.schedule, self.slot_ms


@dataclass(frozen=True, slots=True)
class Slot:
    """A planned round: when, on which route, and how far from it still counts.

    A `surprise` is not told before it begins.
    """

    schedule: int
    slot_ms: int
    route: Route
    tolerance: Tolerance
    surprise: bool = False

    @property
    def opens_ms(self) -> int:
        """Return from when on the round may be started."""
        early = self.tolerance.buffer_min + self.tolerance.extended_min
        return self.slot_ms if self.surprise else self.slot_ms - early * MINUTE

    @property
    def certain_ms(self) -> int:
        """Return from when on a round not started is missed for certain."""
        minutes = self.route.duration_min + self.tolerance.buffer_min + self.tolerance.extended_min
        return self.slot_ms + minutes * MINUTE

    @property
    def late_ms(self) -> int:
        """Return from when on a round not started is overdue."""
        return self.slot_ms + self.tolerance.buffer_min * MINUTE


@dataclass(frozen=True, slots=True)
class Period:
    """All that is known of the rounds planned or begun from `start_ms` to before `end_ms`.

    `routes` are today's by their identity, `versions` those of the missed rounds.
    """

    start_ms: int
    end_ms: int
    rounds: tuple[Round, ...]
    missed: tuple[Missed, ...]
    schedules: tuple[Schedule, ...]
    routes: Mapping[int, Route]
    versions: Mapping[int, Route]
    tolerance: Tolerance
