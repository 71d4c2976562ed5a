"""The guards whom the planner plans, with all that counts for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guardapp.roster.model import Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Scope, Settings
from guardapp.roster.planning_kinds import Kinds, Slot


@dataclass(frozen=True)
class Crew:
    """The guards to be stated as persons; `fixed` goes by guard and number of the day."""

    plan: Plan
    guards: Sequence[int]
    days: Sequence[date]
    slots: Sequence[Slot]
    fixed: Mapping[int, Mapping[int, tuple[int, ...]]]
    fit: Mapping[tuple[int, date], frozenset[int]]
    groups: Mapping[frozenset[int], int]
    kinds: Kinds
    scope: Scope
    settings: Settings
    before: Sequence[Placement]

    def plannable(self, guard: int) -> bool:
        """Tell whether a guard may be planned at all."""
        within = self.scope.guards is None or guard in self.scope.guards
        return within and self.plan.guards[guard].active
