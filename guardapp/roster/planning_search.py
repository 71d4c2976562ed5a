"""Lets the solver search a stated month, from a first roster on."""

from collections.abc import Callable
from dataclasses import replace

from guardapp.roster.model_planning import Pace, Settings
from guardapp.roster.planner.costs import Costs
from guardapp.roster.planner.problem import Problem, Progress, Roster, Solution
from guardapp.roster.planner.search import solve
from guardapp.roster.planner.terms import Setting
from guardapp.roster.planning_start import first_roster

OnPace = Callable[[Pace], None]
Stopped = Callable[[], bool]


def searched(
    problem: Problem,
    settings: Settings,
    *,
    on_pace: OnPace | None = None,
    stopped: Stopped | None = None,
) -> Solution:
    """Return the best roster found within the settings' time, or until the user stops."""
    setting = Setting(problem)
    costs = Costs(setting)
    if not any(setting.open.values()):
        cost = costs.roster(setting.empty())
        return Solution(setting.empty(), Progress(0.0, cost, cost))
    start = first_roster(problem)
    if on_pace is not None:
        on_pace(Pace(0.0, costs.roster(start), 0, missing(problem, start)))

    def told(progress: Progress, roster: Roster) -> None:
        if on_pace is not None:
            on_pace(replace(pace(progress), missing=missing(problem, roster)))

    return solve(
        problem,
        seconds=settings.seconds,
        workers=settings.workers,
        seed=settings.seed,
        start=start,
        steps=settings.steps,
        on_progress=told,
        stopped=stopped,
    )


def missing(problem: Problem, roster: Roster) -> int:
    """Return how many guards a roster lacks; nobody is planned beyond what is wanted."""
    planned = sum(kind is not None for row in roster for kind in row)
    return sum(one.wanted for one in problem.cover) - planned


def pace(progress: Progress) -> Pace:
    """Return the solver's progress as it is told outside."""
    return Pace(progress.seconds, progress.objective, progress.bound)
