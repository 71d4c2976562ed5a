"""What the planner is asked, and the terms in which it answers: shortages and what frees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from guardapp.roster.model import Placement

DEFAULT_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Hole:
    """A post's shift on a duty date that somebody is sought for."""

    post: int
    shift: int
    day: date


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the month is planned: from a date on, these holes, these guards; None is no bound."""

    since: date | None = None
    holes: frozenset[Hole] | None = None
    guards: frozenset[int] | None = None

    def holds(self, post: int, shift: int, day: date) -> bool:
        """Tell whether somebody may be put at a post's shift on a date."""
        if self.since is not None and day < self.since:
            return False
        return self.holes is None or Hole(post, shift, day) in self.holes


WHOLE: Final = Scope()


@dataclass(frozen=True, slots=True)
class Burden:
    """What a guard bore before the month: duties of each kind counted, and minutes of work."""

    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    tet: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Wants:
    """How much each aim counts, in percent of the usual; 0 leaves it out."""

    fairness: int = 100
    wishes: int = 100
    continuity: int = 100
    rotation: int = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """How the planner works: its aims, chance's seed, seconds at most, which drafts stay.

    With `steps`, and no end by seconds, the same seed gives the same roster.
    With `keep_existing` all drafts stay and the gaps are filled; else drafts that are not pinned
    are planned anew. `overtime` lets guards work beyond the normal week within the law's limits.
    `earlier` is what each guard bore before, to be evened out.
    """

    wants: Wants = Wants()
    seed: int = 1
    seconds: float | None = DEFAULT_SECONDS
    steps: int | None = None
    workers: int = 2
    keep_existing: bool = True
    overtime: bool = False
    earlier: Mapping[int, Burden] = field(default_factory=dict)


USUAL: Final = Settings()


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the search is: seconds, cost of the best roster, least cost proven, guards missing.

    `missing` is None while it is not counted.
    """

    seconds: float
    objective: int
    bound: int
    missing: int | None = None

    @property
    def gap(self) -> float:
        """Return how far the best roster may be above the best there is: 0 is proven."""
        return max(0.0, (self.objective - self.bound) / self.objective) if self.objective else 0.0


@dataclass(frozen=True, slots=True)
class Shortage:
    """A post's shift that lacks guards."""

    post: int
    shift: int
    day: date
    missing: int


class Way(Enum):
    """What would let somebody stand where nobody may."""

    LEAVE = "leave"
    CERTIFICATE = "certificate"
    KNOW_POST = "know_post"
    REST = "rest"
    RUN = "run"
    WEEK_HOURS = "week_hours"
    OVERTIME = "overtime"
    APART = "apart"
    ONE_MORE = "one_more"


@dataclass(frozen=True, slots=True)
class Relief:
    """One thing that would free shifts: whose leave or paper, on which date, for which post.

    With `Way.ONE_MORE` there is no guard: one more who may stand at `post`. `gaps` are the
    post's shifts that it helps to fill.
    """

    way: Way
    gaps: tuple[Hole, ...]
    guard: int | None = None
    post: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A guard's date that differs from the roster before: what he did and what he would do."""

    guard: int
    day: date
    before: tuple[Placement, ...]
    after: tuple[Placement, ...]
