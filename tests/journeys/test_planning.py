"""The sample hospital's December is planned: lawful, full but for two, and shown to be so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from guardapp.app import FEATURES
from guardapp.base.clock import SetClock
from guardapp.base.folder import open_to_read
from guardapp.cli import main
from guardapp.people.model import Gender, Regime
from guardapp.roster import rules, store, store_plan
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import WHOLE, Settings, Way
from guardapp.roster.planning import propose
from guardapp.roster.planning_flow import shortage_bound
from guardapp.roster.planning_problem import state
from guardapp.roster.rules_findings import Rule
from guardapp.roster.rules_proposal import Because, Proposal, applied
from tests.journeys.conftest import UNTIL

DECEMBER = Month(2026, 12)
SOON = Settings(seconds=None, steps=0)


@dataclass(frozen=True)
class Planned:
    """The month as it stands, and what the planner proposes at once."""

    plan: Plan
    standing: Sequence[Assignment]
    proposal: Proposal

    def after(self) -> list[Assignment]:
        """Return the roster as it would be."""
        found = self.proposal
        return applied(self.plan, self.standing, found.removed, found.placements)


@pytest.fixture(scope="module")
def planned(made_sample: Path) -> Iterator[Planned]:
    folder = open_to_read(made_sample, FEATURES, SetClock(UNTIL))
    tables = folder.journal.tables
    plan = store_plan.plan(tables, DECEMBER)
    there = store.between(tables, *hours.around(DECEMBER))
    yield Planned(plan, there, propose(plan, there, WHOLE, SOON, now_ms=UNTIL))
    folder.close()


def test_the_months_shortfall_is_just_what_the_flow_says(planned: Planned) -> None:
    stated = state(planned.plan, planned.standing, WHOLE, SOON, UNTIL)
    bound = shortage_bound(planned.plan, planned.standing, stated.holes())
    assert (bound, planned.proposal.missing) == (2, 2)
    assert len(planned.proposal.placements) > 1300


def test_no_error_and_no_avoidable_warning_is_left(planned: Planned) -> None:
    found = rules.check(planned.plan, planned.after())
    assert {one.rule for one in found} == {Rule.UNFILLED}
    assert {one.because for one in planned.proposal.left} == {Because.SHORT}


def test_the_shortage_lies_in_one_week_and_the_training_that_causes_it_is_named(
    planned: Planned,
) -> None:
    short = planned.proposal.shortages
    assert len({one.day.isocalendar().week for one in short}) == 1
    assert {planned.plan.posts[one.post].gender for one in short} == {Gender.FEMALE}
    reliefs = planned.proposal.reliefs
    assert {one.way for one in reliefs} == {Way.LEAVE}
    assert {gap.day for one in reliefs for gap in one.gaps} == {one.day for one in short}


def test_nights_are_shared_evenly(planned: Planned) -> None:
    plan, night = planned.plan, {one.id for one in planned.plan.shifts.values() if one.code == "Đ"}
    usual = [
        one.id
        for one in plan.guards.values()
        if one.regime is Regime.SHIFT
        and one.week_hours is None
        and one.id not in plan.known_posts
        and one.id not in plan.restrictions
        and not plan.leaves.get(one.id)
    ]
    nights = Counter(
        one.guard for one in planned.after() if one.shift in night and one.duty_date.month == 12
    )
    counts = [nights[one] for one in usual]
    assert max(counts) - min(counts) <= 4


def test_what_the_chief_pinned_stays(planned: Planned) -> None:
    pinned = [one for one in planned.standing if one.pinned]
    assert len(pinned) == 4
    assert not {one.id for one in pinned} & set(planned.proposal.removed)


def test_the_command_tells_what_is_short_and_writes_when_asked(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUARDAPP_SECRET", "demo-chief-2026")
    asked = ["--data", str(sample), "--user", "chief", "plan", "--month", "2026-12"]
    assert main([*asked, "--seconds", "1", "--accept"]) == 1
    told = capsys.readouterr().out
    assert "Khoa Sản – Sơ sinh: ngày" in told
    assert "Gỡ được nếu: " in told
    assert ": đi huấn luyện" in told
    folder = open_to_read(sample, FEATURES, SetClock(UNTIL))
    try:
        made = store.between(folder.journal.tables, DECEMBER.first, DECEMBER.last)
        assert sum(one.proposed for one in made) > 1300
    finally:
        folder.close()
