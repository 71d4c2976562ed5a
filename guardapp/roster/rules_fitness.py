"""Who may stand at a post on a day, and who may work a shift on it, whatever else stands there."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from guardapp.people.model import Force, Guard, Post, Regime
from guardapp.people.rules import valid_on
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import ShiftType
from guardapp.roster.model_plan import Limits, Plan
from guardapp.roster.rules_findings import Rule, Severity
from guardapp.roster.rules_grades import severity


def unfit(plan: Plan, guard: Guard, post: Post, day: date) -> tuple[Rule, ...]:
    """Return the rules that a guard at a post on a date would break, whatever the shift.

    Rules that are switched off on that date are left out.
    """
    broken = []
    if not (guard.active and post.active):
        broken.append(Rule.UNKNOWN)
    if under_age(guard, day, plan.limits_on(day).age):
        broken.append(Rule.UNDER_AGE)
    if plan.away(guard.id, day):
        broken.append(Rule.LEAVE)
    if lacks_certificate(plan, guard.id, post, day):
        broken.append(Rule.CERTIFICATE)
    if post.force not in (None, guard.force):
        broken.append(Rule.FORCE)
    if post.gender not in (None, guard.gender):
        broken.append(Rule.GENDER)
    if not plan.knows(guard.id, post.id):
        broken.append(Rule.KNOWN_POST)
    return in_force(plan.limits_on(day), broken)


def barred(plan: Plan, guard: Guard, shift: ShiftType, day: date) -> tuple[Rule, ...]:
    """Return the rules that a guard in a shift on a date would break, whatever the post.

    Rules that are switched off on that date are left out.
    """
    limits = plan.limits_on(day)
    broken = []
    if plan.away(guard.id, day):
        broken.append(Rule.LEAVE)
    if restricted_nights(plan, guard.id, day, shift.start_minute, shift.end_minute):
        broken.append(Rule.NIGHT_RESTRICTED)
    if shift.work_minutes > limits.day and plan.restricted(guard.id, day):
        broken.append(Rule.OVERTIME_RESTRICTED)
    if (wrong := wrong_regime(guard, shift)) is not None:
        broken.append(wrong)
    if shift.work_minutes > limits.day_max and not on_duty(guard, shift):
        broken.append(Rule.DAY_HOURS)
    if guard.week_hours is not None and shift.work_minutes > guard.week_hours * 60:
        broken.append(Rule.CONTRACT_HOURS)
    return in_force(limits, broken)


def may_do(plan: Plan, guard: Guard, shift: ShiftType, day: date) -> bool:
    """Tell whether a guard in a shift on a date breaks nothing by that alone; see `barred`."""
    return not barred(plan, guard, shift, day)


def in_force(limits: Limits, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return those of some rules that are not switched off."""
    return tuple(one for one in rules if severity(limits, one) is not Severity.OFF)


def under_age(guard: Guard, day: date, age: int) -> bool:
    """Tell whether a guard is below an age on a date; not where the birthday is unknown."""
    return guard.birth_date is not None and day < birthday(guard.birth_date, age)


@lru_cache(maxsize=4096)
def birthday(born: date, age: int) -> date:
    """Return the date on which somebody reaches an age."""
    return born + relativedelta(years=age)


def lacks_certificate(plan: Plan, guard: int, post: Post, day: date) -> bool:
    """Tell whether a guard has no certificate valid on a date of the kind a post asks for."""
    if post.certificate is None:
        return False
    return not valid_on(plan.certificates.get(guard, ()), post.certificate, day)


def wrong_regime(guard: Guard, shift: ShiftType) -> Rule | None:
    """Return the rule that a guard breaks in a duty shift of the hospital, or None.

    A service firm's guard never stands hospital duty; others do if they are planned by it.
    """
    if shift.regime is not Regime.DUTY:
        return None
    if guard.force is Force.CONTRACTED:
        return Rule.CONTRACTED
    return None if guard.regime is Regime.DUTY else Rule.REGIME


def on_duty(guard: Guard, shift: ShiftType | None) -> bool:
    """Tell whether a shift is hospital duty of a guard, which the Labour Code's hours leave out."""
    return shift is not None and shift.regime is Regime.DUTY and wrong_regime(guard, shift) is None


def restricted_nights(plan: Plan, guard: int, day: date, start_minute: int, end_minute: int) -> int:
    """Return the night minutes of a span that lie on dates when a guard does no night work.

    The minutes count from local midnight of `day`; those after midnight lie on later dates.
    """
    if guard not in plan.restrictions:
        return 0
    limits = plan.limits_on(day)
    by_date = hours.night_by_date(start_minute, end_minute, limits.night_from, limits.night_to)
    return sum(
        minutes
        for later, minutes in enumerate(by_date)
        if minutes and plan.restricted(guard, day + timedelta(days=later))
    )


def duty_types(plan: Plan, guard: Guard) -> frozenset[int]:
    """Return the shift types that are hospital duty of a guard."""
    return frozenset(one.id for one in plan.shifts.values() if on_duty(guard, one))
