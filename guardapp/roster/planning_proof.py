"""Proves that no roster lacks less: by a flow, else by solving once more for the cover alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guardapp.roster.model_planning import Settings, Shortage
from guardapp.roster.planner.problem import Problem
from guardapp.roster.planning_flow import shortage_bound
from guardapp.roster.planning_problem import Stated
from guardapp.roster.planning_search import Stopped, searched
from guardapp.roster.planning_weights import WEIGHTS

FOR_PROOF: Final = 8.0
"""Seconds at most for solving once more, shared by its parts."""

_FEW: Final = 30


def proven_short(
    stated: Stated,
    short: Sequence[Shortage],
    settings: Settings,
    stopped: Stopped | None = None,
) -> bool:
    """Tell whether it is proven that no roster lacks less than these shortages.

    The places of one group of posts, or of one kind of duty there, are solved apart from all
    others: what they lack at least adds up, since each part lets go of rules, never adds one.
    """
    if not short:
        return True
    missing = sum(one.missing for one in short)
    if shortage_bound(stated.plan, stated.standing, stated.holes()) >= missing:
        return True
    posts = stated.plan.posts
    cost = sum(WEIGHTS.missing[posts[one.post].importance - 1] * one.missing for one in short)
    parts = list(_parts(stated, short))
    each = FOR_PROOF / (2 * len(parts))
    if sum(_bound(part, settings, each, stopped) for part in parts) >= cost:
        return True
    whole = cover_alone(stated.problem)
    return _bound(whole, settings, FOR_PROOF / 2, stopped) >= cost


def _bound(problem: Problem, settings: Settings, seconds: float, stopped: Stopped | None) -> int:
    most = seconds if settings.seconds is None else min(seconds, settings.seconds)
    found = searched(problem, replace(settings, seconds=most), stopped=stopped)
    return found.progress.bound


def _parts(stated: Stated, short: Iterable[Shortage]) -> Iterator[Problem]:
    """Yield the problems of those places alone where somebody is missing."""
    kinds = {(one.post, one.shift, one.day): one.kind for one in stated.slots}
    found: dict[int, set[int]] = {}
    for one in short:
        fit = stated.fit.get((one.post, one.day))
        if fit is not None:
            kind = kinds[one.post, one.shift, one.day]
            found.setdefault(stated.groups[fit], set()).add(kind)
    alone = cover_alone(stated.problem)
    for group, missing in found.items():
        fit_for = [one for one in alone.persons if group in one.groups]
        every = frozenset(range(len(alone.kinds)))
        wanted = [every] if len(fit_for) <= _FEW else [frozenset({kind}) for kind in missing]
        for those in wanted:
            yield replace(
                alone,
                cover=tuple(x for x in alone.cover if x.group == group and x.kind in those),
                persons=tuple(one for one in fit_for if any(one.most[kind] for kind in those)),
                apart=(),
            )


def cover_alone(problem: Problem) -> Problem:
    """Return a problem in which only cover costs anything; what is hard stays."""
    return replace(
        problem,
        persons=tuple(
            replace(
                one,
                costs={},
                off_costs=(),
                tallies=tuple(
                    replace(each, low=None)
                    for each in one.tallies
                    if each.high is not None and each.over is None
                ),
            )
            for one in problem.persons
        ),
        change_costs={},
    )
