"""A rostering problem in the planner's own terms: numbers instead of guards, posts and dates.

Persons, days, kinds of duty and groups of posts are counted from 0. Everything is hard but what
has a cost: cover, wishes, tallies with a cost. Costs are integers, none below 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of duty that a person does on a day.

    `blocks[0]` are the kinds that may not follow on the next day, `blocks[1]` not on the day after
    it, and so on. `most_running` is how many days in a row it may be done, None for any.
    """

    minutes: int
    blocks: tuple[frozenset[int], ...] = ()
    most_running: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A weighted count of one person's duties on some days, to be kept from `low` to `high`.

    `weights` has a number for each kind, 0 or more. What is below or above costs `under` or `over`
    for each unit; where that is None the bound is hard. A bound that is None does not count.
    """

    days: frozenset[int]
    weights: tuple[int, ...]
    low: int | None = None
    high: int | None = None
    under: int | None = None
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One who is to be planned, with at most one duty a day.

    `most` is how often each kind may be done; 0: never. `free` days are not worked. `fixed` days
    hold duties that stand already: they count in tallies, runs, week-ends and for what they block,
    and they alone may break what is hard, but not for cover. Nothing is planned on a fixed day.
    `groups` are the groups of posts that the person may stand at; a kind is planned only on a day
    on which a cover of it names one of them. A run of work is `min_run` to
    `max_run` days, a run of days off at least `min_off`; a run that touches the first or last day
    of the horizon has no least length, nor have fixed days alone and days off between two of
    them. A hard lower bound that cannot be reached is missed by as little as can be, at a cost
    above all cover. `max_weekends` counts week-ends with a duty on Saturday or
    Sunday. `costs` is the cost of doing a kind on a day, by (day, kind), and `off_costs` that of
    doing none of some kinds on a day, as (day, kinds, cost).
    """

    most: tuple[int, ...]
    groups: frozenset[int] = frozenset({0})
    free: frozenset[int] = frozenset()
    fixed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    min_minutes: int = 0
    max_minutes: int | None = None
    min_run: int = 1
    max_run: int | None = None
    min_off: int = 1
    max_weekends: int | None = None
    tallies: tuple[Tally, ...] = ()
    costs: Mapping[tuple[int, int], int] = field(default_factory=dict)
    off_costs: tuple[tuple[int, frozenset[int], int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """How many persons a group of posts needs in a kind on a day.

    Each who is missing costs `under`. Where `over` is None nobody is planned beyond the number,
    else each one more costs `over`.
    """

    day: int
    kind: int
    group: int
    wanted: int
    under: int
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole problem over `days` days; `weekends` are the pairs (Saturday, Sunday) in it.

    `apart` are pairs of persons who never do kinds of `together` on one day: `together` are sets
    of kinds that share an hour, such as all those of the night. `change_costs` is the cost of a
    kind followed by another on the next day.
    """

    days: int
    kinds: tuple[Kind, ...]
    persons: tuple[Person, ...]
    cover: tuple[Cover, ...]
    weekends: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    together: tuple[frozenset[int], ...] = ()
    change_costs: Mapping[tuple[int, int], int] = field(default_factory=dict)


Roster = tuple[tuple[int | None, ...], ...]
"""For each person and day the kind planned, or None; fixed days stay None."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is: seconds since it began, cost of the best roster, least cost proven."""

    seconds: float
    objective: int
    bound: int

    @property
    def gap(self) -> float:
        """Return how far the best roster may be above the best there is: 0 is proven, 1 unknown."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


@dataclass(frozen=True, slots=True)
class Solution:
    """The best roster found and what is proven about it; `stopped` by the user or the time."""

    roster: Roster
    progress: Progress
    stopped: bool = False

    @property
    def proven(self) -> bool:
        """Tell whether no roster costs less."""
        return self.progress.bound >= self.progress.objective
