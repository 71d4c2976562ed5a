"""Proposes rosters: a problem of persons, days and kinds of duty, and the search that solves it."""

from guardapp.roster.planner.problem import (
    Cover,
    Kind,
    Person,
    Problem,
    Progress,
    Roster,
    Solution,
    Tally,
)
from guardapp.roster.planner.search import solve

__all__ = [
    "Cover",
    "Kind",
    "Person",
    "Problem",
    "Progress",
    "Roster",
    "Solution",
    "Tally",
    "solve",
]
