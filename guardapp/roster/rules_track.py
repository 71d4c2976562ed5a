"""One guard's assignments with what the rules count of them, counted once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guardapp.people.model import Guard
from guardapp.roster import rules_fitness as fitness
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan


@dataclass(frozen=True, slots=True)
class Track:
    """A guard's assignments by start: `all` in and around the month, `mine` in it.

    `labour` are those the Labour Code's hours count, which hospital duty is apart from; `by_day`
    their minutes of work by duty date, `overtime` the overtime by day, `duty` the shift types of
    hospital duty.
    """

    plan: Plan
    guard: Guard
    all: Sequence[Assignment]
    mine: Sequence[Assignment]
    duty: frozenset[int]
    labour: Sequence[Assignment]
    by_day: dict[date, int]
    overtime: dict[date, int]

    def in_month(self, *those: Assignment) -> bool:
        """Tell whether one of some assignments lies in the month."""
        month = self.plan.month
        return any(
            one.duty_date.month == month.number and one.duty_date.year == month.year
            for one in those
        )


def track(plan: Plan, guard: Guard, assignments: Sequence[Assignment]) -> Track:
    """Return what the rules count of a guard's assignments around the month, by start."""
    first, last = plan.month.first, plan.month.last
    duty = fitness.duty_types(plan, guard)
    labour = [one for one in assignments if one.shift not in duty] if duty else assignments
    by_day = hours.worked_by_day(labour, plan.shifts)
    return Track(
        plan,
        guard,
        assignments,
        [one for one in assignments if first <= one.duty_date <= last],
        duty,
        labour,
        by_day,
        hours.overtime_by_day(by_day, plan.limits.day, plan.limits.week),
    )
