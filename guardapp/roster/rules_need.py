"""What a demand comes to in a week, how many guards it takes, and how many there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.base.words import _, language, number_text
from guardapp.people.model import Guard, Hours, Post, Regime
from guardapp.roster.model import WEEK_DAYS, ShiftType
from guardapp.roster.model_demand import HOLIDAY, Demand, DemandRow

YEAR_DAYS: Final = 365
YEAR_WEEKS: Final = 52
ANNUAL_LEAVE_DAYS: Final = 12
"""Labour Code 2019, article 113."""
HOLIDAYS_A_YEAR: Final = 12
"""Labour Code 2019, article 112, and Resolution 28/2026/QH16."""
SHOWN_WITH_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class Norms:
    """A guard's normal day and week in minutes, and the days of rest due after a 24/24 duty."""

    day: int
    week: int
    duty_rest_days: int
    duty_rest_days_on_holiday: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a demand takes: shifts and minutes of work in a week without a holiday, and guards.

    `least` is how many guards it takes who work six days a week, `most` who work five.
    """

    shifts: int
    minutes: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Strength:
    """The guards of one regime: how many, and how many full weeks by their contracts."""

    people: int
    full: float


def usual_rows(post: Post, shifts: Iterable[ShiftType]) -> tuple[DemandRow, ...]:
    """Return what a post needs by its own hours and number, where nothing else is set."""
    on, off = post.needed, post.needed if post.hours is Hours.ALWAYS else 0
    needed = (on, on, on, on, on, off, off, off)
    return tuple(
        DemandRow(one.id, needed) for one in shifts if one.active and one.serves is post.hours
    )


def rows_of(
    post: Post, shifts: Collection[ShiftType], demands: Mapping[int, Demand]
) -> tuple[DemandRow, ...]:
    """Return what a post needs as it counts now, by the shift types still in use."""
    told = demands.get(post.id)
    if told is None:
        return usual_rows(post, shifts)
    known = {one.id for one in shifts if one.active}
    return tuple(row for row in told.rows if row.shift in known)


def asks_the_same(one: Iterable[DemandRow], other: Iterable[DemandRow]) -> bool:
    """Tell whether two demands need the same guards, whatever rows of noughts they hold."""
    return {row for row in one if any(row.needed)} == {row for row in other if any(row.needed)}


def needed_on(rows: Iterable[DemandRow], day: date, holidays: Collection[date]) -> dict[int, int]:
    """Return the guards that a demand needs on a date, by shift type."""
    place = HOLIDAY if day in holidays else day.weekday()
    return {row.shift: row.needed[place] for row in rows}


def need(
    rows: Iterable[DemandRow], shifts: Mapping[int, ShiftType], regime: Regime, norms: Norms
) -> Need:
    """Return what all rows of one regime's shift types take.

    A year's work is divided by what one guard works in a year: the days without the weekly rest
    (52 of them, or 104), the public holidays and the annual leave. A 24/24 duty takes its day and
    the days of rest after it (Decree 192/2026, article 3). Illness and training are left out.
    """
    count = minutes = 0
    year = 0.0
    for row in rows:
        kind = shifts.get(row.shift)
        if kind is None or kind.regime is not regime:
            continue
        weekly, on_holiday = sum(row.needed[:WEEK_DAYS]), row.needed[HOLIDAY]
        count += weekly
        minutes += weekly * kind.work_minutes
        usual = weekly * (YEAR_DAYS - HOLIDAYS_A_YEAR) / WEEK_DAYS
        usual_takes, holiday_takes = _takes(kind, norms)
        year += usual * usual_takes + on_holiday * HOLIDAYS_A_YEAR * holiday_takes
    free = HOLIDAYS_A_YEAR + ANNUAL_LEAVE_DAYS
    six, five = (YEAR_DAYS - rest * YEAR_WEEKS - free for rest in (1, 2))
    return Need(count, minutes, year / six, year / five)


def _takes(kind: ShiftType, norms: Norms) -> tuple[float, float]:
    """Return the days of a guard's work that a shift takes, usually and on a holiday."""
    if kind.regime is Regime.DUTY:
        return 1 + norms.duty_rest_days, 1 + norms.duty_rest_days_on_holiday
    days = kind.work_minutes / norms.day
    return days, days


def strength(guards: Iterable[Guard], regime: Regime, norms: Norms) -> Strength:
    """Return how many guards of a regime work, and what their contracts come to."""
    mine = [one for one in guards if one.active and one.regime is regime]
    hours = norms.week // 60
    full = sum(min(one.week_hours or hours, hours) / hours for one in mine)
    return Strength(len(mine), full)


def sentences(needs: Sequence[tuple[Regime, Need, Strength]]) -> list[str]:
    """Return for each regime that is needed or there what it takes and whether it is enough."""
    return [
        _sentence(regime, wanted, there)
        for regime, wanted, there in needs
        if wanted.shifts or there.people
    ]


def _sentence(regime: Regime, wanted: Need, there: Strength) -> str:
    text = (
        _(
            "Làm theo ca: {shifts} ca, {hours} giờ mỗi tuần; cần khoảng {range} người, "
            "hiện có {people}: {verdict}."
        )
        if regime is Regime.SHIFT
        else _(
            "Trực 24/24: {shifts} phiên, {hours} giờ mỗi tuần; cần khoảng {range} người, "
            "hiện có {people}: {verdict}."
        )
    )
    return text.format(
        shifts=number_text(wanted.shifts),
        hours=number_text(round(wanted.minutes / 60)),
        range=f"{_number(wanted.least)}–{_number(wanted.most)}",
        people=_people(there),
        verdict=_verdict(wanted, there),
    )


def _people(there: Strength) -> str:
    if there.full > there.people - 0.05:
        return str(there.people)
    words = _("{people} (bằng {full} người đủ tuần)")
    return words.format(people=there.people, full=_number(there.full))


def _verdict(wanted: Need, there: Strength) -> str:
    if there.full >= wanted.most:
        return _("đủ")
    if there.full >= wanted.least:
        return _("vừa đủ nếu mỗi người làm 6 ngày một tuần")
    return _("thiếu khoảng {n} người").format(n=_number(wanted.least - there.full))


def _number(value: float) -> str:
    """Return a number of people: with a tenth below ten."""
    if value >= SHOWN_WITH_TENTHS or value == 0:
        return number_text(round(value))
    text = f"{value:.1f}"
    return text.replace(".", ",") if language() == "vi" else text
