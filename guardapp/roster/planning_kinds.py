"""The kinds of duty that a month's roster can hold, and what each forbids on the days after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.base.clock import MINUTE, at
from guardapp.people.model import Regime
from guardapp.roster import rules_hours as hours
from guardapp.roster.lunar import lunar
from guardapp.roster.model import DAY_MINUTES, Assignment, ShiftType
from guardapp.roster.model_plan import Limits, Plan
from guardapp.roster.planner.problem import Kind
from guardapp.roster.rules_findings import Rule, Severity
from guardapp.roster.rules_grades import severity

_DAYS_AFTER: Final = 4
_PART_OF_DUTY: Final = 12 * 60


@dataclass(frozen=True, slots=True)
class Duty:
    """A kind of duty: a shift type with the minutes of its day, on a holiday or not.

    `start` and `end` count from local midnight of the duty date; `holiday` is told apart only
    where the rest after it differs.
    """

    shift: int
    start: int
    end: int
    work: int
    regime: Regime
    holiday: bool = False

    @property
    def whole_day(self) -> bool:
        """Tell whether it is a duty of 24 hours."""
        return self.regime is Regime.DUTY and self.end - self.start >= DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Slot:
    """A post's shift on a date that lacks `missing` guards, as a kind of duty."""

    post: int
    shift: int
    day: date
    kind: int
    missing: int


class Kinds:
    """All kinds of duty of a month by number; a kind is added when it is first asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._numbers: dict[Duty, int] = {}

    @property
    def duties(self) -> list[Duty]:
        """Return the kinds in their order."""
        return list(self._numbers)

    def of_shift(self, shift: ShiftType, day: date) -> int:
        """Return the kind of a shift type on a date."""
        return self._number(shift, shift.start_minute, shift.end_minute, day)

    def of_assignment(self, one: Assignment) -> int:
        """Return the kind of an assignment by the hours that it has."""
        midnight = at(one.duty_date, 0)
        start, end = (one.start_ms - midnight) // MINUTE, (one.end_ms - midnight) // MINUTE
        return self._number(self._plan.shifts[one.shift], start, end, one.duty_date)

    def _number(self, shift: ShiftType, start: int, end: int, day: date) -> int:
        unpaid = 0 if shift.break_paid else shift.break_minutes
        duty = Duty(shift.id, start, end, max(0, end - start - unpaid), shift.regime)
        if duty.whole_day and day in self._plan.holidays:
            duty = Duty(shift.id, start, end, duty.work, shift.regime, holiday=True)
        return self._numbers.setdefault(duty, len(self._numbers))

    def nights(self) -> frozenset[int]:
        """Return the kinds that count as nights."""
        limits = self._plan.limits
        return frozenset(n for duty, n in self._numbers.items() if is_night(duty, limits))

    def stated(self) -> tuple[Kind, ...]:
        """Return the kinds in the planner's terms."""
        limits, nights = self._plan.limits, self.nights()
        keeps_nights = kept(limits, Rule.NIGHTS_RUNNING)
        return tuple(
            Kind(
                duty.work,
                self._blocks(duty),
                limits.nights_running if keeps_nights and number in nights else None,
            )
            for duty, number in self._numbers.items()
        )

    def _blocks(self, duty: Duty) -> tuple[frozenset[int], ...]:
        needed = rest_after(duty, self._plan.limits)
        found = []
        for later in range(1, _DAYS_AFTER + 1):
            rest = max(needed, DAY_MINUTES) if later > 1 else needed
            found.append(
                frozenset(
                    number
                    for other, number in self._numbers.items()
                    if later * DAY_MINUTES + other.start - duty.end < rest
                )
            )
        while found and not found[-1]:
            found.pop()
        return tuple(found)

    def together(self) -> tuple[frozenset[int], ...]:
        """Return the largest sets of kinds that share an instant of a day."""
        edges = sorted({duty.start for duty in self._numbers})
        sets = {
            frozenset(n for duty, n in self._numbers.items() if duty.start <= edge < duty.end)
            for edge in edges
        }
        return tuple(
            sorted((one for one in sets if not any(one < other for other in sets)), key=sorted)
        )

    def turns(self, forward: int, backward: int) -> dict[tuple[int, int], int]:
        """Return the cost of each kind after another on the next day."""
        return {
            (one, other): forward if later.start > duty.start else backward
            for duty, one in self._numbers.items()
            for later, other in self._numbers.items()
            if duty.shift != later.shift and (forward or backward)
        }


def kept(limits: Limits, rule: Rule) -> bool:
    """Tell whether a rule is not switched off."""
    return severity(limits, rule) is not Severity.OFF


def rest_after(duty: Duty, limits: Limits) -> int:
    """Return the minutes of rest due after a duty."""
    if duty.whole_day and kept(limits, Rule.DUTY_REST):
        days = limits.duty_rest_holiday if duty.holiday else limits.duty_rest_days
        return days * DAY_MINUTES
    if not kept(limits, Rule.REST):
        return 0
    part = duty.regime is Regime.DUTY and duty.end - duty.start >= _PART_OF_DUTY
    return max(limits.rest, limits.duty_part_rest) if part else limits.rest


def is_night(duty: Duty, limits: Limits) -> bool:
    """Tell whether enough of a duty lies in the night for it to count as one."""
    by_date = hours.night_by_date(duty.start, duty.end, limits.night_from, limits.night_to)
    return sum(by_date) >= limits.night_shift


def weeks(days: Iterable[date]) -> list[list[date]]:
    """Return dates in order by calendar week, from Monday on."""
    found: dict[tuple[int, int], list[date]] = {}
    for day in days:
        iso = day.isocalendar()
        found.setdefault((iso.year, iso.week), []).append(day)
    return list(found.values())


def is_tet(day: date) -> bool:
    """Tell whether a date lies between the lunar 28th of December and 7th of January."""
    at_lunar = lunar(day)
    month, number = at_lunar.month, at_lunar.day
    return (month == 12 and number >= 28) or (month == 1 and number <= 7)
