"""Plans around what fell out of a roster, so that the fewest shifts of others change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from guardapp.people.model import Leave, LeaveKind
from guardapp.roster.model import Assignment, Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole, Scope, Settings
from guardapp.roster.planning import planned, shortages
from guardapp.roster.planning_search import OnPace, Stopped
from guardapp.roster.rules_proposal import Proposal

NEAR_DAYS: Final = 3
REPLAN: Final = Settings(seconds=10.0)


def replan(
    plan: Plan,
    assignments: Sequence[Assignment],
    lost: Collection[int],
    settings: Settings = REPLAN,
    *,
    now_ms: int,
    near_days: int = NEAR_DAYS,
    on_progress: OnPace | None = None,
    stopped: Stopped | None = None,
) -> Proposal:
    """Return how to fill what fell out of a roster with the fewest changes to other shifts.

    `lost` are the assignments whose guards will not come. Others stay unless they lie within
    `near_days` of a lost one and are neither pinned nor begun; first only the hole itself is
    filled, and shifts of others move only where that leaves a gap. What a date costs that
    changes is above fairness and below coverage. The proposal lists each changed date.
    """
    gone = [one for one in assignments if one.id in lost]
    without = _away(plan, gone)
    holes = frozenset(Hole(one.post, one.shift, one.duty_date) for one in gone)
    before = _placements(gone)
    simple = planned(
        without,
        assignments,
        [one.id for one in gone],
        Scope(holes=holes),
        settings,
        now_ms=now_ms,
        on_progress=on_progress,
        stopped=stopped,
        before=before,
    )
    if not simple.missing:
        return simple
    days = _days_near([one.duty_date for one in gone], near_days)
    movable = [
        one
        for one in assignments
        if one.id in lost or (one.duty_date in days and not one.pinned and one.start_ms >= now_ms)
    ]
    moved = {one.id for one in movable}
    opened = _holes(without, [one for one in assignments if one.id not in moved])
    open_before = _holes(without, [one for one in assignments if one.id not in lost])
    near = frozenset(hole for hole in opened if hole.day in days)
    wider = planned(
        without,
        assignments,
        [one.id for one in movable],
        Scope(holes=near - (open_before - holes)),
        settings,
        now_ms=now_ms,
        on_progress=on_progress,
        stopped=stopped,
        before=_placements(movable),
    )
    return wider if wider.missing < simple.missing else simple


def _placements(those: Sequence[Assignment]) -> list[Placement]:
    return [Placement(one.guard, one.post, one.shift, one.duty_date) for one in those]


def _holes(plan: Plan, standing: Sequence[Assignment]) -> frozenset[Hole]:
    return frozenset(
        Hole(one.post, one.shift, one.day) for one in shortages(plan, standing, Scope())
    )


def _days_near(days: Sequence[date], near: int) -> frozenset[date]:
    return frozenset(day + timedelta(days=more) for day in days for more in range(-near, near + 1))


def _away(plan: Plan, gone: Sequence[Assignment]) -> Plan:
    """Return the plan in which those who will not come are away on these dates."""
    leaves = dict(plan.leaves)
    for one in gone:
        away = Leave(0, one.guard, LeaveKind.UNAVAILABLE, one.duty_date, one.duty_date)
        leaves[one.guard] = (*leaves.get(one.guard, ()), away)
    return replace(plan, leaves=leaves)
