"""Proposes a month's roster, the rest of it, or who fills a hole: from the hospital and back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from guardapp.roster.model import Assignment, Placement, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import (
    USUAL,
    WHOLE,
    Changed,
    Hole,
    Scope,
    Settings,
    Shortage,
)
from guardapp.roster.planner.problem import Solution
from guardapp.roster.planning_explain import explained, findings_left
from guardapp.roster.planning_posts import Work, give_posts
from guardapp.roster.planning_problem import Stated, state
from guardapp.roster.planning_proof import proven_short
from guardapp.roster.planning_repair import Draft
from guardapp.roster.planning_search import OnPace, Stopped, pace, searched
from guardapp.roster.rules_coverage import coverage
from guardapp.roster.rules_proposal import Proposal, seen

_ROUNDS: Final = 3


def propose(
    plan: Plan,
    assignments: Sequence[Assignment],
    scope: Scope = WHOLE,
    settings: Settings = USUAL,
    *,
    now_ms: int,
    on_progress: OnPace | None = None,
    stopped: Stopped | None = None,
) -> Proposal:
    """Return a roster that keeps the law, then fills the most, then shares fairly.

    `assignments` are those of `rules_hours.around(month)`, by start. What is published, pinned,
    begun or outside the scope stays; drafts too with `settings.keep_existing`.
    """
    removed = () if settings.keep_existing else _replanned(plan, assignments, scope, now_ms)
    return planned(
        plan,
        assignments,
        removed,
        scope,
        settings,
        now_ms=now_ms,
        on_progress=on_progress,
        stopped=stopped,
    )


def _replanned(
    plan: Plan, assignments: Sequence[Assignment], scope: Scope, now_ms: int
) -> tuple[int, ...]:
    """Return the drafts that are planned anew."""
    month = plan.month
    return tuple(
        one.id
        for one in assignments
        if one.state is State.DRAFT
        and not one.pinned
        and one.start_ms >= now_ms
        and month.first <= one.duty_date <= month.last
        and (scope.guards is None or one.guard in scope.guards)
        and scope.holds(one.post, one.shift, one.duty_date)
    )


def planned(
    plan: Plan,
    assignments: Sequence[Assignment],
    removed: Sequence[int],
    scope: Scope,
    settings: Settings,
    *,
    now_ms: int,
    on_progress: OnPace | None = None,
    stopped: Stopped | None = None,
    before: Sequence[Placement] = (),
) -> Proposal:
    """Return the proposal that plans anew what is removed and fills what is open.

    `before` are the published ones among those removed: each of their dates that changes costs.
    """
    gone = set(removed)
    standing = [one for one in assignments if one.id not in gone]
    stated = state(plan, standing, scope, settings, now_ms, before=before)
    solution = searched(stated.problem, settings, on_pace=on_progress, stopped=stopped)
    draft = Draft(
        plan, standing, _placements(stated, solution, settings, before), scope, settings.overtime
    )
    _settle(draft, stated)
    there, wanted = draft.assignments(), stated.holes()
    short = [
        one for one in shortages(plan, there, scope) if Hole(one.post, one.shift, one.day) in wanted
    ]
    proven = proven_short(stated, short, settings, stopped)
    kept, made, given_up = _unchanged(assignments, removed, draft.placements)
    return Proposal(
        plan.month,
        seen(assignments),
        given_up,
        tuple(made),
        replace(pace(solution.progress), missing=sum(one.missing for one in short)),
        solution.stopped,
        tuple(short),
        findings_left(plan, standing, there, wanted, proven=proven),
        explained(draft, short),
        _changes([one for one in assignments if one.id in gone and one.id not in kept], made)
        if before
        else (),
    )


def _placements(
    stated: Stated, solution: Solution, settings: Settings, before: Sequence[Placement]
) -> list[Placement]:
    work = [
        Work(guard, stated.days[number], kind)
        for guard, row in zip(stated.guards, solution.roster, strict=True)
        for number, kind in enumerate(row)
        if kind is not None
    ]
    plan = stated.plan
    made, _left = give_posts(
        plan,
        stated.slots,
        work,
        stated.fit,
        stated.standing,
        before,
        continuity=settings.wants.continuity,
    )
    return made


def _settle(draft: Draft, stated: Stated) -> None:
    """Take out what breaks a rule all the same, and fill what a day's guards can still fill."""
    while draft.drop_wrong():
        pass
    holes: dict[date, list[Hole]] = {}
    for one in stated.slots:
        there = [Hole(one.post, one.shift, one.day)] * one.missing
        holes.setdefault(one.day, []).extend(there)
    for _round in range(_ROUNDS):
        short = shortages(draft.plan, draft.assignments(), draft.scope)
        if not short or not draft.fill(short, holes):
            return


def shortages(plan: Plan, assignments: Sequence[Assignment], scope: Scope) -> list[Shortage]:
    """Return what of a scope lacks guards in a roster, by date."""
    by_post: dict[int, dict[date, list[Assignment]]] = {}
    for one in assignments:
        by_post.setdefault(one.post, {}).setdefault(one.duty_date, []).append(one)
    found = [
        Shortage(post.id, kind.id, day, missing)
        for post in plan.posts.values()
        for day, kind, _needed, missing in coverage(plan, post, by_post.get(post.id, {}))
        if missing and scope.holds(post.id, kind.id, day)
    ]
    return sorted(found, key=lambda one: (one.day, one.shift, one.post))


def _unchanged(
    assignments: Iterable[Assignment], removed: Iterable[int], made: Sequence[Placement]
) -> tuple[set[int], list[Placement], tuple[int, ...]]:
    """Return which of those removed would only be made again, and what is left to make and take."""
    gone = set(removed)
    wanted = list(made)
    kept: set[int] = set()
    for one in assignments:
        same = Placement(one.guard, one.post, one.shift, one.duty_date)
        if one.id in gone and same in wanted:
            wanted.remove(same)
            kept.add(one.id)
    wanted.sort(key=lambda one: (one.day, one.shift, one.post, one.guard))
    return kept, wanted, tuple(one for one in removed if one not in kept)


def _changes(removed: Iterable[Assignment], made: Iterable[Placement]) -> tuple[Changed, ...]:
    """Return the dates of guards that differ from before."""
    before: dict[tuple[date, int], list[Placement]] = {}
    after: dict[tuple[date, int], list[Placement]] = {}
    for one in removed:
        was = Placement(one.guard, one.post, one.shift, one.duty_date)
        before.setdefault((one.duty_date, one.guard), []).append(was)
    for each in made:
        after.setdefault((each.day, each.guard), []).append(each)
    return tuple(
        Changed(guard, day, tuple(before.get((day, guard), ())), tuple(after.get((day, guard), ())))
        for day, guard in sorted(before.keys() | after.keys())
    )
