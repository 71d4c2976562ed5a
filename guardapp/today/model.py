"""What matters now, as one frozen document."""

from dataclasses import dataclass
from datetime import date

from guardapp.base.matters import Matter
from guardapp.handover.model import Handover


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A guard who is rostered now; `present` is None before the shift was taken over."""

    name: str
    post: str
    hours: str
    present: bool | None


@dataclass(frozen=True, slots=True)
class Shift:
    """The watch that holds the post: its name and planned hours, and when it was accepted."""

    name: str
    hours: str
    accepted_at: int
    ends_at: int | None


@dataclass(frozen=True, slots=True)
class NextRound:
    """The round that is to be walked next, or is overdue."""

    route: str
    at: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Rounds:
    """The day's rounds in numbers."""

    planned: int
    complete: int
    incomplete: int
    missed: int
    walking: int


@dataclass(frozen=True, slots=True)
class FireChecks:
    """The day's fire checks in numbers, and the defects still open."""

    checks: int
    failed: int
    not_possible: int
    defects: int


@dataclass(frozen=True, slots=True)
class IncidentNow:
    """A recent incident, in words."""

    id: int
    number: str
    kind: str
    place: str
    at: int
    state: str


@dataclass(frozen=True, slots=True)
class TodayDocument:
    """What matters at `now` (ms UTC); `days` counts the incidents of the last seven dates."""

    now: int
    shift: Shift | None
    on_duty: tuple[OnDuty, ...]
    rounds: Rounds
    next_round: NextRound | None
    fire: FireChecks
    matters: tuple[Matter, ...]
    days: tuple[tuple[date, int], ...]
    incidents: tuple[IncidentNow, ...]
    handover: Handover | None
