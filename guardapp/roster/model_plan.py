"""A month's roster but its assignments: who and what there is, and the numbers to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from guardapp.base.settings import Parameter
from guardapp.people.model import Certificate, Guard, Leave, LeaveKind, Post, Restriction
from guardapp.roster.model import Month, ShiftType
from guardapp.roster.model_demand import Demand, DutyWish, Emergency, SpecialDay

SEVERITY: Final = "severity_"


@dataclass(frozen=True)
class Limits:
    """The numbers that the rules compare with, and the legal basis of each by parameter code.

    Minutes; `rest_days`, `weeks_missed`, `duty_rest_days`, `duty_rest_holiday`, `nights_running`,
    `post_stay` (0: any) and `publish_days` count days, weeks and nights, the ages years. Overtime
    of a year above `overtime_notice` must be reported. `severities` are by rule: error, warning,
    off.
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
    day_overtime: int = 240
    overtime_year: int = 12_000
    overtime_notice: int = 12_000
    week_rest: int = 1440
    weeks_missed: int = 1
    duty_rest_holiday: int = 2
    duty_part_rest: int = 720
    break_from: int = 360
    break_day: int = 30
    break_night: int = 45
    night_shift: int = 180
    nights_running: int = 4
    post_stay: int = 0
    force_age_male: int = 45
    force_age_female: int = 40
    severities: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, parameters: Mapping[str, Parameter]) -> "Limits":
        """Return the limits from the parameters valid on a date; raises KeyError.

        By the weekly scheme a normal day is longer, while the normal week stays; overtime of the
        day then is bounded by the day's total alone (Decree 145/2020, article 60).
        """

        def number(code: str) -> int:
            return parameters[code].number

        def minute(code: str) -> int:
            hours, minutes = parameters[code].value.split(":")
            return int(hours) * 60 + int(minutes)

        by_week, extended = number("week_scheme") == 1, number("ot_year_extended") == 1
        day = number("week_scheme_day_h" if by_week else "norm_day_h") * 60
        day_max = number("day_total_max_h") * 60
        return cls(
            day=day,
            week=number("norm_week_h") * 60,
            day_max=day_max,
            overtime=number("ot_month_max_h") * 60,
            rest=number("rest_between_h") * 60,
            rest_days=number("month_rest_min_days"),
            duty_rest_days=number("b24_weekday_comp"),
            age=number("guard_min_age"),
            night_from=minute("night_from"),
            night_to=minute("night_to"),
            publish_days=number("roster_publish_days"),
            basis={code: one.legal_basis for code, one in parameters.items()},
            day_overtime=day_max if by_week else day * number("ot_day_percent") // 100,
            overtime_year=number("ot_year_ext_h" if extended else "ot_year_max_h") * 60,
            overtime_notice=number("ot_year_max_h") * 60,
            week_rest=number("weekly_rest_h") * 60,
            weeks_missed=number("weeks_missed_max"),
            duty_rest_holiday=number("b24_holiday_comp"),
            duty_part_rest=number("b12_rest_h") * 60,
            break_from=number("break_from_h") * 60,
            break_day=number("break_day_min"),
            break_night=number("break_night_min"),
            night_shift=number("night_break_trigger_h") * 60,
            nights_running=number("nights_running_max"),
            post_stay=number("post_stay_max_days"),
            force_age_male=number("tuve_age_male"),
            force_age_female=number("tuve_age_female"),
            severities={
                code.removeprefix(SEVERITY): one.value
                for code, one in parameters.items()
                if code.startswith(SEVERITY)
            },
        )

    @property
    def counting(self) -> tuple[int, int, int, int]:
        """Return what `rules_hours.totals` counts by."""
        return self.day, self.week, self.night_from, self.night_to


@dataclass(frozen=True)
class Plan:
    """Everything about a month's roster but its assignments.

    By guard: papers, leave, restrictions and the posts they know (who is not in it knows all).
    `apart` are pairs of guards; `special_days` go by post and date. `overtime_before` are the
    minutes of overtime by guard in the year before the month. `limits` are valid from the month's
    first day, each of `later` from its own date on. `holidays_entered` tells whether any holiday
    of the year is known.
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
    overtime_before: Mapping[int, int] = field(default_factory=dict)
    later: tuple[tuple[date, Limits], ...] = ()
    holidays_entered: bool = True

    def knows(self, guard: int, post: int) -> bool:
        """Tell whether a guard knows a post: all, unless it is told which."""
        return guard not in self.known_posts or post in self.known_posts[guard]

    def limits_on(self, day: date) -> Limits:
        """Return the limits valid on a date."""
        return next((limits for since, limits in reversed(self.later) if since <= day), self.limits)

    def restricted(self, guard: int, day: date) -> bool:
        """Tell whether a guard does no night work and no overtime on a date."""
        return any(one.holds_on(day) for one in self.restrictions.get(guard, ()))

    def away(self, guard: int, day: date) -> bool:
        """Tell whether a guard is on leave on a date."""
        return any(one.first <= day <= one.last for one in self.leaves.get(guard, ()))

    def emergency(self, day: date) -> Emergency | None:
        """Return the emergency declared for a date, or None."""
        return next((one for one in self.emergencies if one.first <= day <= one.last), None)

    def for_colleagues(self) -> "Plan":
        """Return the plan without what colleagues have no business with: limits, who is ill."""
        leaves = {
            guard: tuple(
                replace(one, kind=LeaveKind.ANNUAL) if one.kind is LeaveKind.SICK else one
                for one in theirs
            )
            for guard, theirs in self.leaves.items()
        }
        return replace(self, leaves=leaves, restrictions={}, apart=())
