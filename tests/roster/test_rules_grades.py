"""How grave a finding is: the facility's dated decision, and what an emergency eases."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from guardapp.base import resources
from guardapp.base.folder import Folder
from guardapp.people import store as people_store
from guardapp.people.actions import add_post, close_post
from guardapp.people.model import PostDetails
from guardapp.roster import (
    actions,
    actions_demand,
    rules,
    rules_findings,
    rules_grades,
    store,
    store_plan,
)
from guardapp.roster.model import Assignment, Month, Placement, ShiftType
from guardapp.roster.model_demand import DemandRow, Emergency
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding, Rule, Severity
from guardapp.roster.rules_refusals import HasErrors
from tests.roster import plans
from tests.roster.conftest import Small
from tests.roster.plans import EVENING, MORNING, NIGHT, assigned
from tests.support import CHIEF

D = date(2026, 12, 10)
DAY = timedelta(days=1)
FLOOD = Emergency(1, D, D, "Lụt sân trước", 0, 0)
ROWS = json.loads(resources.path("rules", "parameters.json").read_text(encoding="utf-8"))


def broken(plan: Plan, those: Iterable[Assignment]) -> dict[Rule, Finding]:
    """Return the findings by rule."""
    found = rules.check(plan, sorted(those, key=lambda one: (one.start_ms, one.id)))
    return {one.rule: one for one in found}


def test_every_rule_has_a_shipped_row_that_says_how_grave_it_is() -> None:
    shipped = {row["code"]: row["value"] for row in ROWS if row["code"].startswith("severity_")}
    assert shipped.keys() == {f"severity_{rule.value}" for rule in Rule}
    errors = {Rule(code.removeprefix("severity_")) for code in shipped if shipped[code] == "error"}
    assert errors == rules_grades.ERRORS
    off = {code for code, value in shipped.items() if value == "off"}
    assert off == {"severity_force_age", "severity_post_stay"}


def test_every_legal_basis_is_a_shipped_one() -> None:
    assert {*rules_grades.BASIS.values()} <= {row["code"] for row in ROWS}


@pytest.mark.parametrize(
    ("told", "expected"), [("error", Severity.ERROR), ("warning", Severity.WARNING), ("off", None)]
)
def test_the_facility_decides_how_grave_a_rule_is(told: str, expected: Severity | None) -> None:
    plan = plans.plan(limits=replace(plans.LIMITS, severities={"rest": told}))
    found = broken(plan, [assigned(1, 1, EVENING, D), assigned(1, 1, MORNING, D + DAY)])
    assert (found[Rule.REST].severity if Rule.REST in found else None) is expected


def test_a_decision_counts_from_its_date_on() -> None:
    strict = replace(plans.LIMITS, severities={"rest": "error"})
    plan = plans.plan(later=((date(2026, 12, 15), strict),))
    assert plan.limits_on(date(2026, 12, 14)) is plan.limits
    assert plan.limits_on(date(2026, 12, 15)) is strict
    for day, expected in ((12, Severity.WARNING), (14, Severity.ERROR)):
        begin = date(2026, 12, day)
        those = [assigned(1, 1, EVENING, begin), assigned(1, 1, MORNING, begin + DAY)]
        assert broken(plan, those)[Rule.REST].severity is expected


def test_an_emergency_eases_the_hours_and_the_rest_of_its_days_and_says_why() -> None:
    those = [assigned(1, 1, EVENING, D), assigned(1, 1, NIGHT, D)]
    assert broken(plans.plan(), those)[Rule.DAY_HOURS].severity is Severity.ERROR
    plan = plans.plan(emergencies=(FLOOD,))
    found = broken(plan, those)
    assert {one.severity for one in found.values()} == {Severity.WARNING}
    assert found[Rule.DAY_HOURS].emergency == "Lụt sân trước"
    words = rules_findings.words(found[Rule.DAY_HOURS], plan)
    assert words.endswith("(theo khai báo khẩn cấp «Lụt sân trước», Điều 108)")
    later = [assigned(1, 1, EVENING, D + DAY), assigned(1, 1, NIGHT, D + DAY)]
    assert broken(plan, later)[Rule.DAY_HOURS].severity is Severity.ERROR


@pytest.mark.parametrize(("day", "eased"), [(date(2026, 12, 21), True), (D, False)])
def test_a_months_overtime_is_eased_by_what_was_done_in_the_emergency(
    day: date, eased: bool
) -> None:
    kind = ShiftType(90, "X", "X", 360, 1080, 45, True, None, 0, 9, True)
    those = [assigned(1, 1, kind, date(2026, 12, 1) + 2 * n * DAY) for n in range(11)]
    limits = replace(plans.LIMITS, severities={"overtime": "error"})
    plan = plans.plan(
        shifts=[kind], limits=limits, emergencies=(replace(FLOOD, first=day, last=day),)
    )
    found = broken(plan, those)[Rule.OVERTIME]
    assert bool(found.emergency) is eased
    assert found.severity is (Severity.WARNING if eased else Severity.ERROR)


@pytest.mark.parametrize(("days", "eased"), [(4, True), (3, False)])
def test_rest_of_a_month_is_eased_by_the_days_worked_in_the_emergency(
    days: int, eased: bool
) -> None:
    flood = replace(FLOOD, last=D + (days - 1) * DAY)
    every_day = [assigned(1, 1, MORNING, day) for day in plans.DECEMBER.days]
    found = broken(plans.plan(emergencies=(flood,)), every_day)
    assert bool(found[Rule.WEEKLY_REST].emergency) is eased


def test_a_week_without_rest_is_eased_where_the_emergency_touches_it() -> None:
    every_day = [assigned(1, 1, MORNING, day) for day in plans.DECEMBER.days]
    found = rules.check(plans.plan(emergencies=(FLOOD,)), every_day)
    weeks = {one.day.day: bool(one.emergency) for one in found if one.rule is Rule.WEEK_REST}
    assert weeks == {13: True, 20: False, 27: False}


def test_what_an_emergency_eases_is_published_without_a_further_reason(small: Small) -> None:
    it, january = small.folder.journal, Month(2027, 1)
    day = date(2027, 1, 15)
    posts = people_store.posts(it.tables)
    for post in posts:
        close_post(it, CHIEF, post.id)
    gate = add_post(it, CHIEF, PostDetails("Cổng phụ"))
    actions_demand.set_special_day(it, CHIEF, gate, day, {})
    none = DemandRow(small.shifts["S"], (0,) * 8)
    actions_demand.set_demand(it, CHIEF, gate, [none])
    wishes = [Placement(small.guards[0], gate, small.shifts[code], day) for code in ("S", "C")]
    actions.assign(it, CHIEF, wishes)
    with pytest.raises(HasErrors):
        actions.publish(it, CHIEF, january, reason="thử")
    actions_demand.declare_emergency(it, CHIEF, day, day, "Lụt sân trước")
    actions.publish(it, CHIEF, january)
    publication = store.publication(it.tables, january)
    assert publication is not None
    assert publication.warnings > 0


def test_an_emergency_eases_nothing_for_who_may_do_no_overtime_nor_two_posts_at_once() -> None:
    plan = plans.plan(emergencies=(FLOOD,))
    found = broken(plan, [assigned(1, 1, MORNING, D), assigned(1, 2, MORNING, D)])
    assert found[Rule.DOUBLE].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("start", "end", "has", "short"),
    [
        (360, 720, 30, []),
        (360, 720, 29, [1]),
        (360, 719, 0, []),
        (1140, 1500, 45, []),
        (1140, 1500, 44, [1]),
        (1139, 1499, 30, []),
    ],
)
def test_a_shift_of_six_hours_has_its_break(
    start: int, end: int, has: int, short: list[int]
) -> None:
    kind = ShiftType(90, "X", "X", start, end, has, True, None, 0, 9, True)
    found = [one for one in rules.check_month(plans.plan(shifts=[kind])) if one.shift == 90]
    assert [one.minutes for one in found] == short


def test_a_year_without_holidays_is_told() -> None:
    (found,) = rules.check_month(plans.plan(holidays_entered=False))
    assert found.rule is Rule.NO_HOLIDAYS
    assert rules.check_month(plans.plan()) == []


def test_a_record_made_before_a_rule_counts_it_as_shipped(small: Small) -> None:
    conn = small.folder.journal.tables
    conn.execute(
        "DELETE FROM parameter WHERE code LIKE 'severity_%' OR code = 'nights_running_max'"
    )
    plan = store_plan.plan(conn, Month(2026, 12))
    assert plan.limits.nights_running == 4
    assert plan.limits.severities["double"] == "error"
    assert plan.holidays_entered


def test_parameters_that_change_in_a_month_are_read_with_their_date(small: Small) -> None:
    folder: Folder = small.folder
    row = next(row for row in ROWS if row["code"] == "severity_rest")
    stricter = {**row, "value": "error", "valid_from": "2026-12-15"}
    with folder.journal.transaction():
        folder.journal.write("base.parameters_added", {"rows": [stricter]}, by=0)
    plan = store_plan.plan(folder.journal.tables, Month(2026, 12))
    assert [day for day, _limits in plan.later] == [date(2026, 12, 15)]
    assert plan.limits_on(date(2026, 12, 14)).severities["rest"] == "warning"
    assert plan.limits_on(date(2026, 12, 15)).severities["rest"] == "error"
    assert not store_plan.plan(folder.journal.tables, Month(2027, 1)).later
