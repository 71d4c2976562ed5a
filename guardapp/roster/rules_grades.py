"""How grave a finding is: by the facility's own dated decision, and in a declared emergency."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from guardapp.roster.model_plan import Limits, Plan
from guardapp.roster.rules_findings import Finding, Rule, Severity

ERRORS: Final = frozenset(
    {
        Rule.DOUBLE,
        Rule.UNDER_AGE,
        Rule.DAY_HOURS,
        Rule.NIGHT_RESTRICTED,
        Rule.OVERTIME_RESTRICTED,
        Rule.CONTRACTED,
        Rule.UNKNOWN,
    }
)
"""Errors where the limits say nothing of a rule; all others are warnings."""

EASED: Final = frozenset(
    {
        Rule.DAY_HOURS,
        Rule.REST,
        Rule.DUTY_REST,
        Rule.NIGHTS_RUNNING,
        Rule.DAY_OVERTIME,
    }
)
"""What the law does not hold against the shifts of an emergency (Labour Code 2019, article 108).

Sums of a week, month or year say themselves whether the emergency made them.
"""

BASIS: Final = {
    Rule.UNDER_AGE: "guard_min_age",
    Rule.DAY_HOURS: "day_total_max_h",
    Rule.NIGHT_RESTRICTED: "restricted_work",
    Rule.OVERTIME_RESTRICTED: "restricted_work",
    Rule.CONTRACTED: "duty_regime",
    Rule.REGIME: "duty_regime",
    Rule.WEEKLY_REST: "month_rest_min_days",
    Rule.WEEK_REST: "weekly_rest_h",
    Rule.HOLIDAY_REST: "holiday_rest",
    Rule.NIGHTS_RUNNING: "nights_running_max",
    Rule.DAY_OVERTIME: "ot_day_percent",
    Rule.POST_STAY: "post_stay_max_days",
    Rule.FORCE_AGE: "tuve_age_male",
    Rule.NO_HOLIDAYS: "holidays_year",
    Rule.SHORT_NOTICE: "roster_publish_days",
    Rule.FORCE: "severity_force",
    Rule.GENDER: "severity_gender",
    Rule.KNOWN_POST: "severity_known_post",
    Rule.APART: "severity_apart",
    Rule.CONTRACT_HOURS: "severity_contract_hours",
}
"""The parameter whose legal basis is that of a rule, where a finding does not say it itself."""


def severity(limits: Limits, rule: Rule) -> Severity:
    """Return how grave a broken rule is, by the facility's own dated decision."""
    told = limits.severities.get(rule.value)
    if told is not None:
        return Severity(told)
    return Severity.ERROR if rule in ERRORS else Severity.WARNING


def graded(plan: Plan, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with how grave they are on their date, without those switched off.

    On the days of a declared emergency what it eases is a warning at most and says why.
    """
    for one in found:
        limits = plan.limits_on(one.day)
        grade = severity(limits, one.rule)
        if grade is Severity.OFF:
            continue
        emergency = one.emergency or _emergency(plan, one)
        basis = one.legal_basis or limits.basis.get(BASIS.get(one.rule, ""), "")
        yield replace(
            one,
            severity=Severity.WARNING if emergency else grade,
            emergency=emergency,
            legal_basis=basis,
        )


def _emergency(plan: Plan, one: Finding) -> str:
    if one.rule not in EASED or not plan.emergencies:
        return ""
    days = (one.day, *(there.duty_date for there in one.assignments))
    return next((told.reason for day in days if (told := plan.emergency(day)) is not None), "")
