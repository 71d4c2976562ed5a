"""A round as it is judged: visits, points, walks, and the lines and numbers of a period."""

from dataclasses import dataclass
from typing import Final

from guardapp.patrol.kinds import Flag, State, Verdict
from guardapp.patrol.model import Missed, Point, Round, Scan, Slot

_VALID: Final = frozenset({Verdict.ON_TIME, Verdict.EARLY, Verdict.LATE})


@dataclass(frozen=True, slots=True)
class Visit:
    """A scan with the point it stands for, if any, and its flags."""

    scan: Scan
    position: int | None
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class PointSeen:
    """A point of a round: when it was expected and what came of it."""

    point: Point
    due_ms: int
    visit: Visit | None
    verdict: Verdict

    @property
    def omitted(self) -> bool:
        """Tell whether nobody came to a point that must be seen."""
        return self.visit is None and not self.point.optional


@dataclass(frozen=True, slots=True)
class Walk:
    """A started round, examined: its points in order and all scans as they came."""

    round: Round
    state: State
    points: tuple[PointSeen, ...]
    visits: tuple[Visit, ...]

    @property
    def required(self) -> int:
        """Return how many points must be seen."""
        return sum(not one.point.optional for one in self.points)

    @property
    def seen(self) -> int:
        """Return how many of the points that must be seen were seen, at whatever time."""
        return sum(one.visit is not None and not one.point.optional for one in self.points)

    @property
    def valid(self) -> int:
        """Return how many of the points that must be seen count for compliance."""
        return sum(one.verdict in _VALID and not one.point.optional for one in self.points)

    @property
    def omitted(self) -> tuple[Point, ...]:
        """Return the points that must be seen and were not."""
        return tuple(one.point for one in self.points if one.omitted)

    @property
    def next(self) -> PointSeen | None:
        """Return the point to go to: the first one left after the last visit, else before it."""
        visited = [one.position for one in self.visits if one.position is not None]
        here = visited[-1] if visited else -1
        left = [one for one in self.points if one.omitted]
        ahead = [one for one in left if one.point.position > here]
        return next(iter(ahead or left), None)

    @property
    def ended_ms(self) -> int:
        """Return when it was finished, else the last scan, else its start."""
        if self.round.end is not None:
            return self.round.end.at_ms
        return max((one.scan.occurred_ms for one in self.visits), default=self.round.started_ms)


@dataclass(frozen=True, slots=True)
class Turn:
    """A round that was to be walked or was walked: the line of a day's list."""

    slot: Slot | None
    walk: Walk | None
    missed: Missed | None
    state: State
    overdue: bool = False

    @property
    def slot_ms(self) -> int:
        """Return the planned start, of a voluntary round its start."""
        return self.slot.slot_ms if self.slot else self._round.slot_ms

    @property
    def route_name(self) -> str:
        """Return the name of the route."""
        return self.slot.route.name if self.slot else self._round.route.name

    @property
    def round_id(self) -> int | None:
        """Return the identity of the round that was walked."""
        return self.walk.round.id if self.walk else None

    @property
    def missed_id(self) -> int | None:
        """Return the identity under which the round was raised as missed."""
        return self.missed.id if self.missed else None

    @property
    def required(self) -> int:
        """Return how many points must be seen."""
        if self.walk is not None:
            return self.walk.required
        return len(self.slot.route.required) if self.slot else 0

    @property
    def _round(self) -> Round:
        assert self.walk is not None
        return self.walk.round


@dataclass(frozen=True, slots=True)
class Summary:
    """The rounds of a period in numbers; voluntary ones count nowhere else.

    `points_planned` are the points of rounds that are due and over, `points_seen` those somebody
    came to at all, `points_valid` those within the tolerance.
    """

    planned: int
    complete: int
    incomplete: int
    missed: int
    open: int
    pending: int
    voluntary: int
    points_planned: int
    points_seen: int
    points_valid: int
    abnormal: int

    @property
    def due(self) -> int:
        """Return how many planned rounds are over."""
        return self.complete + self.incomplete + self.missed

    @property
    def rounds_percent(self) -> int | None:
        """Return complete rounds of a hundred that were due, None when none was."""
        return 100 * self.complete // self.due if self.due else None

    @property
    def points_percent(self) -> int | None:
        """Return points within tolerance of a hundred that were due, None when none was."""
        return 100 * self.points_valid // self.points_planned if self.points_planned else None
