"""A month's roster but its assignments: who and what there is, and the numbers to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guardapp.base.settings import Parameter
from guardapp.people.model import Certificate, Guard, Leave, Post, Restriction
from guardapp.roster.model import Month, ShiftType
from guardapp.roster.model_demand import Demand, DutyWish, Emergency, SpecialDay


@dataclass(frozen=True)
class Limits:
    """The numbers that the rules compare with, and the legal basis of each by parameter code.

    Minutes, except `rest_days`, `duty_rest_days`, `publish_days` (days) and `age` (years).
    """

    day: int
    week: int
    day_max: int
    overtime: int
    rest: int
    rest_days: int
    duty_rest_days: int
    age: int
    night_from: int
    night_to: int
    publish_days: int
    basis: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, Parameter]) -> "Limits":
        """Return the limits from the parameters valid on a date; raises KeyError."""

        def number(code: str) -> int:
            return parameters[code].number

        def minute(code: str) -> int:
            hours, minutes = parameters[code].value.split(":")
            return int(hours) * 60 + int(minutes)

        return cls(
            number("norm_day_h") * 60,
            number("norm_week_h") * 60,
            number("day_total_max_h") * 60,
            number("ot_month_max_h") * 60,
            number("rest_between_h") * 60,
            number("month_rest_min_days"),
            number("b24_weekday_comp"),
            number("guard_min_age"),
            minute("night_from"),
            minute("night_to"),
            number("roster_publish_days"),
            {code: one.legal_basis for code, one in parameters.items()},
        )

    @property
    def counting(self) -> tuple[int, int, int, int]:
        """Return what `rules_hours.totals` counts by."""
        return self.day, self.week, self.night_from, self.night_to


@dataclass(frozen=True)
class Plan:
    """Everything about a month's roster but its assignments.

    By guard: papers, leave, restrictions and the posts they know (who is not in it knows all).
    `apart` are pairs of guards; `special_days` go by post and date.
    """

    month: Month
    guards: Mapping[int, Guard]
    posts: Mapping[int, Post]
    shifts: Mapping[int, ShiftType]
    certificates: Mapping[int, tuple[Certificate, ...]]
    leaves: Mapping[int, tuple[Leave, ...]]
    holidays: Mapping[date, str]
    limits: Limits
    restrictions: Mapping[int, tuple[Restriction, ...]] = field(default_factory=dict)
    known_posts: Mapping[int, frozenset[int]] = field(default_factory=dict)
    apart: tuple[tuple[int, int], ...] = ()
    demands: Mapping[int, Demand] = field(default_factory=dict)
    special_days: Mapping[tuple[int, date], SpecialDay] = field(default_factory=dict)
    wishes: tuple[DutyWish, ...] = ()
    emergencies: tuple[Emergency, ...] = ()

    def knows(self, guard: int, post: int) -> bool:
        """Tell whether a guard knows a post: all, unless it is told which."""
        return guard not in self.known_posts or post in self.known_posts[guard]
