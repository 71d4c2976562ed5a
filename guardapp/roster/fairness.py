"""How evenly nights, week-ends, holidays, Tết, hours and posts lie on the guards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from statistics import median
from typing import Final

from guardapp.base.words import N_, _, date_text, number_text
from guardapp.people.model import Guard
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Burden
from guardapp.roster.planning_kinds import is_tet


@dataclass(frozen=True, slots=True)
class Share:
    """What one guard bore in a span: duties by kind, minutes of work, and posts stood at.

    `active` tells that he is to be planned now; those who left count in no comparison.
    """

    guard: int
    name: str
    shifts: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    tet: int = 0
    minutes: int = 0
    posts: int = 0
    active: bool = True


class Measure(Enum):
    """By what the guards are compared."""

    NIGHTS = "nights"
    WEEKENDS = "weekends"
    HOLIDAYS = "holidays"
    TET = "tet"
    HOURS = "hours"
    POSTS = "posts"


MEASURE_WORDS: Final = {
    Measure.NIGHTS: N_("Ca đêm"),
    Measure.WEEKENDS: N_("Ca cuối tuần"),
    Measure.HOLIDAYS: N_("Ca ngày lễ"),
    Measure.TET: N_("Ca Tết"),
    Measure.HOURS: N_("Số giờ"),
    Measure.POSTS: N_("Số vị trí"),
}
_VALUES: Final[Mapping[Measure, Callable[[Share], int]]] = {
    Measure.NIGHTS: lambda one: one.nights,
    Measure.WEEKENDS: lambda one: one.weekends,
    Measure.HOLIDAYS: lambda one: one.holidays,
    Measure.TET: lambda one: one.tet,
    Measure.HOURS: lambda one: round(one.minutes / 60),
    Measure.POSTS: lambda one: one.posts,
}


def value(share: Share, measure: Measure) -> int:
    """Return what a guard bore by a measure; hours are whole."""
    return _VALUES[measure](share)


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest, the typical (median) and the highest of a measure over the guards."""

    lowest: int
    typical: int
    highest: int
    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()


def spread(shares: Iterable[Share], measure: Measure) -> Range | None:
    """Return how far the guards lie apart by a measure, or None where nobody is to be planned."""
    found = [(value(one, measure), one.name) for one in shares if one.active]
    if not found:
        return None
    values = [number for number, _name in found]
    lowest, highest = min(values), max(values)
    return Range(
        lowest,
        round(median(values)),
        highest,
        tuple(name for number, name in found if number == lowest),
        tuple(name for number, name in found if number == highest),
    )


def spread_words(range_: Range, measure: Measure) -> str:
    """Return a range in words: who has most and least."""
    if range_.lowest == range_.highest:
        return _("{measure}: mọi người như nhau, {n}.").format(
            measure=_(MEASURE_WORDS[measure]), n=number_text(range_.highest)
        )
    return _(
        "{measure}: nhiều nhất {high} ({who}), thường {typical}, ít nhất {low} ({whom})."
    ).format(
        measure=_(MEASURE_WORDS[measure]),
        high=number_text(range_.highest),
        who=_people(range_.high),
        typical=number_text(range_.typical),
        low=number_text(range_.lowest),
        whom=_people(range_.low),
    )


def _people(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("{n} người cùng mức").format(n=len(names))


@dataclass
class _Sum:
    """What is counted of one guard."""

    counts: dict[str, int] = field(default_factory=dict)
    posts: set[int] = field(default_factory=set)

    def add(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by


def shares(
    plan: Plan, assignments: Iterable[Assignment], holidays: Mapping[date, str]
) -> list[Share]:
    """Return what each guard bore in assignments; `holidays` are those of their whole span.

    Guards who are to be planned come with nothing as well. A night is a shift with as many night
    minutes as the law's longer break needs.
    """
    limits = plan.limits
    found: dict[int, _Sum] = {}
    for one in assignments:
        it = found.setdefault(one.guard, _Sum())
        night = hours.night_minutes(one.start_ms, one.end_ms, limits.night_from, limits.night_to)
        it.add("shifts")
        it.add("nights", int(night >= limits.night_shift))
        it.add("weekends", int(hours.is_weekend(one.duty_date)))
        holiday = one.duty_date in holidays
        at_tet = holiday and is_tet(one.duty_date)
        it.add("holidays", int(holiday and not at_tet))
        it.add("tet", int(at_tet))
        it.add("minutes", hours.work_minutes(one, plan.shifts))
        it.posts.add(one.post)
    return [
        _share(one, found.get(one.id, _Sum()))
        for one in plan.guards.values()
        if one.active or one.id in found
    ]


def _share(guard: Guard, it: _Sum) -> Share:
    return Share(guard.id, guard.name, posts=len(it.posts), active=guard.active, **it.counts)


def burdens(those: Iterable[Share]) -> dict[int, Burden]:
    """Return what guards bore, as the planner evens it out."""
    return {
        one.guard: Burden(one.nights, one.weekends, one.holidays, one.tet, one.minutes)
        for one in those
    }


def span(month: Month, months: int) -> tuple[date, date]:
    """Return the first and last date of `months` months that end with one."""
    return month.step(1 - months).first, month.last


def span_text(month: Month, months: int) -> str:
    """Return the dates of a span in words."""
    first, last = span(month, months)
    return _("Từ {first} đến {last}").format(first=date_text(first), last=date_text(last))
