"""A proposal becomes drafts in one act, unless the month changed in the meantime."""

from datetime import date
from typing import Final

import pytest

from guardapp.base.access import Refused
from guardapp.roster import actions, actions_demand, store, store_plan
from guardapp.roster import rules_hours as hours
from guardapp.roster.actions_planning import accept
from guardapp.roster.model import Month
from guardapp.roster.model_planning import WHOLE, Scope, Settings
from guardapp.roster.planning import propose
from guardapp.roster.planning_replan import replan
from guardapp.roster.rules_proposal import Proposal, ProposalOutdated
from guardapp.roster.rules_refusals import NeedsReason
from tests.roster.conftest import Small
from tests.support import CHIEF, GUARD

JANUARY: Final = Month(2027, 1)
QUICK: Final = Settings(seconds=None, steps=1, keep_existing=False)


def proposed(small: Small, scope: Scope = WHOLE) -> Proposal:
    journal = small.folder.journal
    plan = store_plan.plan(journal.tables, JANUARY)
    there = store.between(journal.tables, *hours.around(JANUARY))
    return propose(plan, there, scope, QUICK, now_ms=journal.clock.now_ms())


def test_a_proposal_becomes_drafts_that_are_the_planners(small: Small) -> None:
    journal = small.folder.journal
    found = proposed(small)
    edit = accept(journal, CHIEF, found)
    made = store.between(journal.tables, JANUARY.first, JANUARY.last)
    assert len(made) == len(found.placements) == len(edit.added) > 0
    assert all(one.proposed and not one.pinned for one in made)
    actions.undo(journal, CHIEF, edit)
    assert store.between(journal.tables, JANUARY.first, JANUARY.last) == []


def test_a_proposal_is_refused_when_the_roster_changed_meanwhile(small: Small) -> None:
    journal = small.folder.journal
    found = proposed(small)
    day = date(2027, 1, 12)
    edit = actions.assign(journal, CHIEF, [small.wish(0, 0, "S", day)])
    with pytest.raises(ProposalOutdated):
        accept(journal, CHIEF, found)
    again = proposed(small)
    actions_demand.pin(journal, CHIEF, edit.added)
    with pytest.raises(ProposalOutdated) as refused:
        accept(journal, CHIEF, again)
    assert refused.value.words().startswith("Lịch đã được sửa")
    accept(journal, CHIEF, proposed(small))


def test_a_guard_plans_nothing(small: Small) -> None:
    with pytest.raises(Refused):
        accept(small.folder.journal, GUARD, proposed(small))


def test_a_published_month_is_replanned_under_a_change_only(small: Small) -> None:
    journal = small.folder.journal
    accept(journal, CHIEF, proposed(small))
    actions.publish(journal, CHIEF, JANUARY, reason="Chấp nhận")
    there = store.between(journal.tables, *hours.around(JANUARY))
    lost = next(one for one in there if one.duty_date.day == 12)
    plan = store_plan.plan(journal.tables, JANUARY)
    found = replan(plan, there, {lost.id}, QUICK, now_ms=journal.clock.now_ms())
    assert lost.id in found.removed
    with pytest.raises(NeedsReason):
        accept(journal, CHIEF, found)
    change = actions.open_change(journal, CHIEF, JANUARY, "Báo ốm")
    accept(journal, CHIEF, found, change=change)
    assert lost.id not in {one.id for one in store.between(journal.tables, *hours.around(JANUARY))}
