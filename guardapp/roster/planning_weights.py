"""What each aim of the month planner costs when it is missed: one table, one currency."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """Costs in points, each for the unit that its line names."""

    missing: tuple[int, int, int] = (100_000, 40_000, 16_000)
    """A guard missing in a shift at a post of importance 1, 2, 3."""
    changed: int = 2_500
    """A guard's date that differs from what was published."""
    overtime: int = 400
    """An hour beyond the normal week, where overtime is allowed at all."""
    tet: int = 60
    """A duty at Tết above or below the fair share."""
    holiday: int = 50
    """A duty on another public holiday above or below the fair share."""
    night: int = 30
    """A night above or below the fair share."""
    weekend: int = 24
    """A duty on a Saturday or Sunday above or below the fair share."""
    hour: int = 3
    """An hour of work above or below the fair share of the month."""
    wish: tuple[int, int, int] = (10, 20, 40)
    """A wish of weight 1, 2, 3 that is not met."""
    turn: int = 6
    """Another shift than the day before, later in the day: forward rotation."""
    back: int = 18
    """Another shift than the day before, earlier in the day: against the rotation."""
    new_post: int = 4
    """In giving posts: another post than on the day before in the same run of duties."""
    often: int = 2
    """In giving posts: each duty of the month that the guard had at the post already."""
    too_long: int = 60
    """In giving posts: a further day beyond the longest stay at one post."""


WEIGHTS: Final = Weights()

MINUTES_A_POINT: Final = 60
"""Hours of work are compared in whole hours."""

SLACK_HOURS: Final = 4
"""Hours around the fair share that count as equal."""

MOST_RUNNING: Final = 6
"""Days of work in a row at most, so that each seven days hold a day of rest."""

MOST_MADE_UP: Final = 2
"""Duties of a kind by which earlier months may move a guard's fair share."""


def scaled(points: int, percent: int) -> int:
    """Return a cost at so many percent, at least 1 where it counts at all."""
    return max(1, points * percent // 100) if percent > 0 else 0
