"""Whatever the hospital, a proposal breaks no rule that was kept, and touches nothing fixed."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guardapp.base.clock import at
from guardapp.roster import rules
from guardapp.roster.model import Assignment, State
from guardapp.roster.model_planning import WHOLE, Scope, Settings
from guardapp.roster.planning import propose
from guardapp.roster.planning_flow import shortage_bound
from guardapp.roster.planning_problem import state
from guardapp.roster.planning_trial import OF_PERSON
from guardapp.roster.rules_findings import Rule, Severity
from guardapp.roster.rules_proposal import applied
from tests.roster.hospitals import DAYS, Hospital, hospitals

NOW = at(date(2026, 11, 22), 0)
SCOPES = st.one_of(
    st.just(WHOLE),
    st.builds(Scope, since=st.sampled_from(DAYS)),
    st.builds(Scope, guards=st.frozensets(st.integers(1, 4))),
)


def may_go(one: Assignment, scope: Scope, now_ms: int) -> bool:
    """Tell whether the planner may take an assignment back."""
    free = one.state is State.DRAFT and not one.pinned and one.start_ms >= now_ms
    month = one.duty_date.month == 12
    within = scope.guards is None or one.guard in scope.guards
    return free and month and within and scope.holds(one.post, one.shift, one.duty_date)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hospitals(), SCOPES, st.booleans(), st.booleans(), st.sampled_from([NOW, at(DAYS[9], 700)]))
def test_a_proposal_adds_no_finding_but_gaps_and_moves_nothing_fixed(
    hospital: Hospital, scope: Scope, keep: bool, overtime: bool, now_ms: int
) -> None:
    plan, before = hospital.plan, hospital.standing
    how = Settings(seconds=None, steps=2, keep_existing=keep, overtime=overtime)
    found = propose(plan, before, scope, how, now_ms=now_ms)
    gone = {one.id: one for one in before if one.id in found.removed}
    assert len(gone) == len(found.removed)
    assert all(not keep and may_go(one, scope, now_ms) for one in gone.values())
    for one in found.placements:
        assert scope.holds(one.post, one.shift, one.day)
        assert scope.guards is None or one.guard in scope.guards
        assert at(one.day, plan.shifts[one.shift].start_minute) >= now_ms
    if not overtime:
        stays = [one for one in before if one.id not in gone]
        holes = state(plan, stays, scope, how, now_ms).holes()
        if scope.guards is None:
            filled = len(found.placements)
            assert sum(holes.values()) - filled >= shortage_bound(plan, stays, holes)
    after = applied(plan, before, found.removed, found.placements)
    stays = [one for one in before if one.id not in gone]
    known = {one.key: one.minutes for one in rules.check(plan, stays)}
    for one in rules.check(plan, after):
        new = one.key not in known or one.minutes > known[one.key]
        usual = one.rule in OF_PERSON | {Rule.UNFILLED}
        assert not new or (usual and one.severity is Severity.WARNING), one
