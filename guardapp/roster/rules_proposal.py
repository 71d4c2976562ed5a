"""What the planner proposes for a month, and how that stands to the roster as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from guardapp.base.clock import at
from guardapp.base.errors import UserError
from guardapp.base.words import _
from guardapp.roster.model import Assignment, Month, Placement, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Changed, Pace, Relief, Shortage
from guardapp.roster.rules_findings import Finding

PROPOSED_FROM: Final = -1
"""Assignments that are only proposed have identities from here downward."""


class ProposalOutdated(UserError):
    """The roster changed after the proposal was computed."""

    def words(self) -> str:
        """Say so, and what to do."""
        return _(
            "Lịch đã được sửa sau khi máy lập phương án, nên chưa ghi gì. Hãy lập lại phương án."
        )


class Because(Enum):
    """Why a finding is left in a proposal."""

    STANDS = "stands"
    SHORT = "short"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that a proposal leaves, and why: it stands already, or nobody else may do it.

    `UNPROVEN` tells that the time ran out before it was settled.
    """

    finding: Finding
    because: Because


@dataclass(frozen=True, slots=True)
class Proposal:
    """A roster that the planner proposes: assignments to take back, and those to make.

    `seen` are the assignments that it was planned on, each with whether it was pinned.
    """

    month: Month
    seen: frozenset[tuple[int, bool]]
    removed: tuple[int, ...]
    placements: tuple[Placement, ...]
    pace: Pace
    stopped: bool
    shortages: tuple[Shortage, ...]
    left: tuple[Left, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def missing(self) -> int:
        """Return how many guards' shifts nobody fills."""
        return sum(one.missing for one in self.shortages)


def seen(assignments: Iterable[Assignment]) -> frozenset[tuple[int, bool]]:
    """Return what a proposal remembers of the roster that it was planned on."""
    return frozenset((one.id, one.pinned) for one in assignments)


def applied(
    plan: Plan, assignments: Sequence[Assignment], removed: Iterable[int], made: Iterable[Placement]
) -> list[Assignment]:
    """Return the assignments as they would be, by start; those made are proposed drafts."""
    gone = set(removed)
    found = [one for one in assignments if one.id not in gone]
    for number, one in enumerate(made):
        kind = plan.shifts[one.shift]
        start, end = at(one.day, kind.start_minute), at(one.day, kind.end_minute)
        found.append(
            Assignment(
                PROPOSED_FROM - number,
                one.guard,
                one.post,
                one.shift,
                one.day,
                start,
                end,
                State.DRAFT,
                proposed=True,
            )
        )
    return sorted(found, key=lambda one: (one.start_ms, one.id))
