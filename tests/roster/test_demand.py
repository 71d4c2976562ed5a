"""What is asked of a month: set, set anew, taken back, and the same in any order of arrival."""

import random
from datetime import date

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused, Role, Session
from guardapp.base.errors import Invalid, NotFound
from guardapp.people import store as people_store
from guardapp.people.model import Hours
from guardapp.roster import actions, actions_demand, store, store_demand, store_plan
from guardapp.roster.model import Month
from guardapp.roster.model_demand import DemandRow
from guardapp.roster.rules_coverage import demand
from guardapp.roster.rules_refusals import NotYours
from tests.roster import plans
from tests.roster.conftest import Small
from tests.support import CHIEF, GUARD, LEADER

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)
USUAL = (1, 1, 1, 1, 1, 0, 0, 2)


def asked(small: Small, post: int, day: date) -> list[tuple[str, int]]:
    """Return the codes of shift types and the guards needed at a post on a date."""
    plan = store_plan.plan(small.folder.journal.tables, Month.of(day))
    there = plan.posts[small.posts[post]]
    return [(kind.code, number) for kind, number in demand(plan, there, day)]


def test_a_post_needs_by_its_own_hours_until_its_demand_is_set(small: Small) -> None:
    it = small.folder.journal
    assert asked(small, 0, D) == [("S", 1), ("C", 1), ("Đ", 1)]
    actions_demand.set_demand(it, CHIEF, small.posts[0], [DemandRow(small.shifts["S"], USUAL)])
    assert asked(small, 0, D) == [("S", 1)]
    assert asked(small, 0, date(2026, 12, 12)) == []  # Saturday
    actions_demand.set_demand(it, CHIEF, small.posts[0], [])
    assert asked(small, 0, D) == [("S", 1), ("C", 1), ("Đ", 1)]


def test_a_holiday_counts_as_such_whatever_weekday_it_is(small: Small) -> None:
    it = small.folder.journal
    actions_demand.set_demand(it, CHIEF, small.posts[0], [DemandRow(small.shifts["S"], USUAL)])
    assert asked(small, 0, date(2027, 1, 1)) == [("S", 2)]  # a Friday


def test_a_special_day_goes_before_all_and_may_be_taken_back(small: Small) -> None:
    it, gate = small.folder.journal, small.posts[0]
    actions_demand.set_demand(it, CHIEF, gate, [DemandRow(small.shifts["S"], USUAL)])
    actions_demand.set_special_day(it, CHIEF, gate, D, {small.shifts["Đ"]: 3}, why="Hội nghị")
    assert asked(small, 0, D) == [("Đ", 3)]
    assert [one.why for one in store_demand.special_days(it.tables, D, D)] == ["Hội nghị"]
    actions_demand.set_special_day(it, CHIEF, gate, D, {})
    assert asked(small, 0, D) == []
    actions_demand.set_special_day(it, CHIEF, gate, D, None)
    assert asked(small, 0, D) == [("S", 1)]


@pytest.mark.parametrize("needed", [-1, 21])
def test_impossible_numbers_and_unknown_posts_and_shifts_are_refused(
    small: Small, needed: int
) -> None:
    it, gate, shift = small.folder.journal, small.posts[0], small.shifts["S"]
    before = it.head()
    row = DemandRow(shift, (needed, *USUAL[1:]))
    with pytest.raises(Invalid):
        actions_demand.set_demand(it, CHIEF, gate, [row])
    with pytest.raises(Invalid):
        actions_demand.set_demand(it, CHIEF, gate, [DemandRow(shift, USUAL)] * 2)
    with pytest.raises(Invalid):
        actions_demand.set_special_day(it, CHIEF, gate, D, {shift: needed})
    with pytest.raises(NotFound):
        actions_demand.set_demand(it, CHIEF, 404, [])
    with pytest.raises(NotFound):
        actions_demand.set_special_day(it, CHIEF, gate, D, {404: 1})
    assert it.head() == before


def test_a_closed_shift_type_is_asked_for_no_more() -> None:
    closed = plans.ShiftType(9, "X", "X", 0, 60, 0, True, Hours.ALWAYS, 0, 0, active=False)
    plan = plans.plan(posts=[plans.post(1)], shifts=[closed])
    assert closed not in [kind for kind, _n in demand(plan, plan.posts[1], D)]


def test_guards_state_their_own_wishes_and_the_chief_anybodys(small: Small) -> None:
    it, mine, other = small.folder.journal, small.guards[0], small.guards[1]
    me = Session(0, mine, Role.GUARD, "Nguyễn Văn An", "10017")
    one = actions_demand.wish(it, me, mine, D, wants=False, weight=3)
    actions_demand.wish(it, CHIEF, other, D, wants=True, shift=small.shifts["S"])
    found = store_demand.duty_wishes(it.tables, D, D)
    assert [(it.guard, it.wants, it.weight, it.shift) for it in found] == [
        (mine, False, 3, None), (other, True, 1, small.shifts["S"]),
    ]  # fmt: skip
    with pytest.raises(NotYours):
        actions_demand.wish(it, me, other, D, wants=True)
    with pytest.raises(NotYours):
        actions_demand.withdraw_wish(it, me, other, found[1].id)
    actions_demand.withdraw_wish(it, me, mine, one)
    assert [it.guard for it in store_demand.duty_wishes(it.tables, D, D)] == [other]
    assert store_demand.duty_wishes(it.tables, D, D, mine) == []


@pytest.mark.parametrize("weight", [0, 4])
def test_a_wish_weighs_1_to_3_and_is_of_somebody_known(small: Small, weight: int) -> None:
    it = small.folder.journal
    with pytest.raises(Invalid):
        actions_demand.wish(it, CHIEF, small.guards[0], D, wants=True, weight=weight)
    with pytest.raises(NotFound):
        actions_demand.wish(it, CHIEF, 404, D, wants=True)
    with pytest.raises(NotFound):
        actions_demand.wish(it, CHIEF, small.guards[0], D, wants=True, shift=404)


def test_what_is_pinned_is_so_until_it_is_let_go(small: Small) -> None:
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D), small.wish(1, 0, "C", D)])
    actions_demand.pin(it, CHIEF, edit.added)
    assert all(one.pinned for one in store.month(it.tables, 2026, 12))
    actions_demand.pin(it, CHIEF, edit.added[:1], pinned=False)
    assert [one.pinned for one in store.month(it.tables, 2026, 12)] == [False, True]


def test_an_emergency_is_declared_with_its_reason_and_ended(small: Small) -> None:
    it = small.folder.journal
    with pytest.raises(Invalid):
        actions_demand.declare_emergency(it, CHIEF, D, D, " ")
    with pytest.raises(Invalid):
        actions_demand.declare_emergency(it, CHIEF, D, date(2026, 12, 9), "Lụt")
    with pytest.raises(Refused):
        actions_demand.declare_emergency(it, LEADER, D, D, "Lụt")
    one = actions_demand.declare_emergency(it, CHIEF, D, date(2026, 12, 12), "Lụt sân trước")
    plan = store_plan.plan(it.tables, DECEMBER)
    assert [(told.id, told.reason) for told in plan.emergencies] == [(one, "Lụt sân trước")]
    assert plan.emergency(date(2026, 12, 12)) is not None
    assert plan.emergency(date(2026, 12, 13)) is None
    actions_demand.end_emergency(it, CHIEF, one)
    assert store_plan.plan(it.tables, DECEMBER).emergencies == ()


def test_a_guard_sets_no_demand(small: Small) -> None:
    it = small.folder.journal
    with pytest.raises(Refused):
        actions_demand.set_demand(it, GUARD, small.posts[0], [])
    with pytest.raises(Refused):
        actions_demand.pin(it, GUARD, [])


def test_the_tables_are_the_same_whatever_order_the_entries_arrive_in(small: Small) -> None:
    it, gate, shift = small.folder.journal, small.posts[0], small.shifts["S"]
    for number in (1, 2):
        row = DemandRow(shift, (number, *USUAL[1:]))
        actions_demand.set_demand(it, CHIEF, gate, [row])
        actions_demand.set_special_day(it, CHIEF, gate, D, {shift: number}, why=str(number))
    actions_demand.set_special_day(it, CHIEF, small.posts[1], D, None)
    edit = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    for pinned in (True, False, True):
        actions_demand.pin(it, CHIEF, edit.added, pinned=pinned)
    wish = actions_demand.wish(it, CHIEF, small.guards[0], D, wants=True)
    actions_demand.wish(it, CHIEF, small.guards[1], D, wants=False)
    actions_demand.withdraw_wish(it, CHIEF, small.guards[0], wish)
    one = actions_demand.declare_emergency(it, CHIEF, D, D, "Lụt")
    actions_demand.declare_emergency(it, CHIEF, D, D, "Cháy")
    actions_demand.end_emergency(it, CHIEF, one)
    entries = list(replay.entries(it.tables, it.keys))
    for seed in range(6):
        random.Random(seed).shuffle(entries)
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations for feature in it.features])
        replay.read_into(anew, iter(entries), it.features)
        features = (people_store.FEATURE, store.FEATURE)
        tables = [table for one in features for table in one.tables]
        assert db.differences(it.tables, anew, tables) == []
        anew.close()
