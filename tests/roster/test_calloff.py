"""A guard calls off 45 minutes before the shift: who could stand in, and what it costs."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from guardapp.base.access import Refused
from guardapp.base.clock import MINUTE, at
from guardapp.base.errors import Invalid
from guardapp.people import store as people_store
from guardapp.people.model import Certificate, CertificateKind, Hours, LeaveKind, Restriction
from guardapp.roster import actions, actions_calloff, calloff, editing, rules, store
from guardapp.roster.board import Board
from guardapp.roster.calloff import Way
from guardapp.roster.model import Assignment, Month, Placement
from guardapp.roster.model_demand import DutyWish
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_refusals import ChangedSince, DoubleBooked
from tests.roster import plans
from tests.roster.conftest import Small
from tests.roster.plans import EVENING, MORNING, NIGHT, assigned
from tests.support import CHIEF, LEADER

D = date(2026, 12, 10)
DAY = timedelta(days=1)


def board(plan: Plan, those: Iterable[Assignment]) -> Board:
    """Return a board with assignments."""
    made = Board(plan)
    made.update(sorted(those, key=lambda one: (one.start_ms, one.id)))
    return made


def people(count: int) -> list[plans.Guard]:
    """Return guards 1 to `count`."""
    return [plans.guard(number) for number in range(1, count + 1)]


def test_a_call_off_45_minutes_before_the_shift_offers_who_is_free_and_rested_first() -> None:
    missing = assigned(1, 1, EVENING, D)
    those = [
        missing,
        assigned(2, 2, EVENING, D),  # on duty elsewhere at that time
        assigned(3, 2, MORNING, D),  # would do 16 hours
        assigned(4, 2, MORNING, D + DAY),  # would rest for 8 hours
        assigned(5, 2, MORNING, D - DAY),
    ]
    it = calloff.options(board(plans.plan(guards=people(6)), those), missing, at(D, 795))
    assert it.minutes_left == 45
    assert [one.costs[0].guard.id for one in it.offers] == [6, 5, 4]
    assert [one.rule for one in it.offers[-1].broken] == [Rule.REST]
    assert it.offers[-1].broken[0].minutes == 240
    assert ([one.guard.id for one in it.impossible], it.busy) == ([3], 1)
    assert it.impossible[0].broken[0].rule is Rule.DAY_HOURS


def test_the_first_replacement_without_the_certificate_comes_after_who_has_it() -> None:
    fire = CertificateKind.FIRE
    held = Certificate(5, 3, fire, "", "", date(2022, 1, 1), D)
    plan = plans.plan(
        guards=people(3), posts=[plans.post(1, certificate=fire)], certificates=[held]
    )
    missing = assigned(1, 1, EVENING, D)
    work = [assigned(3, 1, MORNING, D - n * DAY) for n in (2, 3)]
    it = calloff.options(board(plan, [missing, *work]), missing, at(D, 800))
    assert [one.costs[0].guard.id for one in it.offers] == [3, 2]
    assert [one.rule for one in it.offers[1].broken] == [Rule.CERTIFICATE]


def test_what_standing_in_costs_is_told_in_minutes() -> None:
    missing = assigned(1, 1, EVENING, D)
    wish = DutyWish(9, 2, D, None, wants=True, weight=2)
    plan = plans.plan(guards=people(2), wishes=(wish,))
    week = [assigned(2, 2, MORNING, date(2026, 12, day)) for day in (7, 8, 9, 11, 12, 13)]
    (offer,) = calloff.options(board(plan, [missing, *week]), missing, at(D, 800)).offers
    (cost,) = offer.costs
    assert (cost.overtime, cost.minutes, cost.night) == (480, 6 * 480, 0)
    assert (cost.rest_before, cost.rest_after) == (24 * 60, 8 * 60)
    assert cost.wish is wish
    assert offer.way is Way.STAND_IN


def test_a_wish_goes_before_less_work_and_a_wish_against_comes_last() -> None:
    missing = assigned(1, 1, EVENING, D)
    wishes = (
        DutyWish(8, 2, D, EVENING.id, wants=False, weight=1),
        DutyWish(9, 3, D, None, wants=True, weight=1),
        DutyWish(10, 4, D, NIGHT.id, wants=True, weight=3),  # of another shift
    )
    plan = plans.plan(guards=people(4), wishes=wishes)
    it = calloff.options(board(plan, [missing, assigned(3, 2, MORNING, D - 3 * DAY)]), missing, 0)
    assert [one.costs[0].guard.id for one in it.offers] == [3, 4, 2]


def test_a_shift_is_split_between_who_stays_on_and_who_comes_early() -> None:
    missing = assigned(1, 1, EVENING, D)
    those = [missing, assigned(2, 1, MORNING, D), assigned(3, 1, NIGHT, D)]
    it = calloff.options(board(plans.plan(guards=people(3)), those), missing, at(D, 800))
    assert it.offers == ()
    (split,) = it.splits
    assert split.way is Way.SPLIT
    assert [(one.guard.id, one.overtime) for one in split.costs] == [(2, 240), (3, 240)]
    assert split.broken == ()
    first, second = calloff.placements(missing, split)
    assert first == Placement(2, 1, EVENING.id, D, (840, 1080))
    assert second == Placement(3, 1, EVENING.id, D, (1080, 1320))


def test_a_shift_too_long_for_two_times_the_overtime_of_a_day_is_not_split() -> None:
    long = plans.ShiftType(9, "N", "Ngày", 360, 1080, 45, True, Hours.ALWAYS, 0, 9, True)
    missing = assigned(1, 1, long, D)
    those = [missing, assigned(2, 1, NIGHT, D - DAY), assigned(3, 1, long, D)]
    it = calloff.options(board(plans.plan(guards=people(3), shifts=[long]), those), missing, 0)
    assert it.splits == ()


def test_who_may_do_no_night_is_no_offer_for_a_night() -> None:
    missing = assigned(1, 1, NIGHT, D)
    plan = plans.plan(
        guards=people(2), restrictions={2: (Restriction(1, 2, D, D, consented=False),)}
    )
    it = calloff.options(board(plan, [missing]), missing, 0)
    assert it.offers == ()
    assert [one.guard.id for one in it.impossible] == [2]


def test_who_is_kept_apart_from_somebody_on_duty_is_told_so() -> None:
    missing = assigned(1, 1, EVENING, D)
    plan = plans.plan(guards=people(3), apart=((2, 3),))
    it = calloff.options(board(plan, [missing, assigned(3, 2, EVENING, D)]), missing, 0)
    (offer,) = it.offers
    assert [(one.rule, one.minutes) for one in offer.broken] == [(Rule.APART, 480)]


def test_candidates_say_what_each_would_break_and_by_how_much() -> None:
    those = [assigned(2, 1, EVENING, D - DAY), assigned(3, 1, EVENING, D)]
    it = board(plans.plan(guards=people(3)), those)
    found = editing.candidates(it, 1, MORNING, D)
    assert [(one.guard, one.broken) for one in found] == [
        (1, ()), (2, (Rule.REST,)), (3, (Rule.DAY_HOURS, Rule.REST)),
    ]  # fmt: skip
    assert found[1].findings[0].minutes == 240


def one_of(it: Board, rule: Rule) -> Finding:
    """Return the only finding of a rule."""
    (found,) = (one for one in it.findings() if one.rule is rule)
    return found


def test_a_finding_says_who_could_replace_without_breaking_anything() -> None:
    evening, morning = assigned(1, 1, EVENING, D), assigned(1, 1, MORNING, D + DAY)
    those = [evening, morning, assigned(2, 2, EVENING, D), assigned(3, 2, MORNING, D + DAY)]
    it = board(plans.plan(guards=people(4), posts=[plans.post(1, Hours.OFFICE)]), those)
    found = editing.replacements(it, one_of(it, Rule.REST))
    assert [(one.taken, one.guards) for one in found] == [(evening, (4,)), (morning, (4,))]


def test_a_shift_that_lacks_somebody_names_who_could_fill_it() -> None:
    plan = plans.plan(guards=people(3), posts=[plans.post(1)])
    full = [
        assigned(9, 1, kind, day)
        for kind in (MORNING, EVENING, NIGHT)
        for day in plans.DECEMBER.days
    ]
    gone = next(one for one in full if one.duty_date == D and one.shift == EVENING.id)
    it = board(plan, [*(one for one in full if one is not gone), assigned(2, 2, MORNING, D)])
    (found,) = editing.replacements(it, one_of(it, Rule.UNFILLED))
    assert (found.taken, found.guards) == (None, (1, 3))


def test_too_much_overtime_names_the_shifts_that_somebody_could_take_over() -> None:
    kind = plans.ShiftType(90, "X", "X", 360, 1080, 45, True, None, 0, 9, True)
    those = [assigned(1, 1, kind, date(2026, 12, 1) + 2 * n * DAY) for n in range(11)]
    posts = [plans.post(1, Hours.OFFICE)]
    it = board(plans.plan(guards=people(2), posts=posts, shifts=[kind]), those)
    found = editing.replacements(it, one_of(it, Rule.OVERTIME))
    assert [one.taken for one in found] == those[: editing.SHOWN_SHIFTS]
    assert all(one.guards == (2,) for one in found)


@pytest.mark.parametrize("seed", range(3))
def test_a_board_that_is_edited_finds_what_a_new_check_finds(seed: int) -> None:
    chance = random.Random(seed)
    plan = plans.plan(
        guards=people(6), posts=[plans.post(1), plans.post(2)], apart=((1, 2), (3, 4))
    )
    those = [
        assigned(chance.randint(1, 6), chance.randint(1, 2), chance.choice(plans.SHIFTS), day)
        for day in plans.DECEMBER.days
        for _ in range(3)
    ]
    it = Board(plan)
    for _ in range(12):
        place = chance.randrange(len(those))
        those[place] = replace(those[place], guard=chance.randint(1, 6))
        there = sorted(those, key=lambda one: (one.start_ms, one.id))
        it.update(there)
        assert it.findings() == rules.check(plan, there)


def test_a_call_off_in_a_published_month_is_one_numbered_change(small: Small) -> None:
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(0, 0, "C", D)])
    actions.publish(it, CHIEF, Month(2026, 12), reason="thử")
    made = actions_calloff.call_off(
        it, CHIEF, edit.added[0], LeaveKind.SICK, [small.wish(1, 0, "C", D)], "Ốm đột xuất",
        until=D + DAY,
    )  # fmt: skip
    there = store.month(it.tables, 2026, 12)
    assert [(one.id, one.guard) for one in there] == [(made.added[0], small.guards[1])]
    publication = store.publication(it.tables, Month(2026, 12))
    assert publication is not None
    assert [one.reason for one in publication.changes] == ["Ốm đột xuất"]
    (leave,) = people_store.leaves(it.tables, D, D + DAY)
    assert (leave.guard, leave.kind, leave.last) == (small.guards[0], LeaveKind.SICK, D + DAY)


def test_a_called_off_shift_may_be_split_or_left_open(small: Small) -> None:
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(0, 0, "C", D), small.wish(0, 0, "C", D + DAY)])
    first = replace(small.wish(1, 0, "C", D), part=(840, 1080))
    second = replace(small.wish(2, 0, "C", D), part=(1080, 1320))
    actions_calloff.call_off(it, CHIEF, edit.added[0], None, [first, second], "Việc nhà")
    there = [one for one in store.month(it.tables, 2026, 12) if one.duty_date == D]
    assert [(one.guard, one.minutes) for one in there] == [
        (small.guards[1], 240), (small.guards[2], 240),
    ]  # fmt: skip
    assert there[0].end_ms == there[1].start_ms == at(D, 0) + 1080 * MINUTE
    actions_calloff.call_off(it, CHIEF, edit.added[1], None, [], "Chưa có người")
    assert all(one.duty_date == D for one in store.month(it.tables, 2026, 12))


def test_a_call_off_that_cannot_be_done_leaves_everything_as_it_was(small: Small) -> None:
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(0, 0, "C", D), small.wish(1, 0, "C", D)])
    before = it.head()
    mine, same = edit.added[0], small.wish(1, 0, "C", D)
    with pytest.raises(DoubleBooked):
        actions_calloff.call_off(it, CHIEF, mine, LeaveKind.SICK, [same], "Ốm")
    with pytest.raises(Invalid):
        actions_calloff.call_off(it, CHIEF, mine, None, [small.wish(2, 0, "S", D)], "Ốm")
    with pytest.raises(Invalid):
        actions_calloff.call_off(it, CHIEF, mine, None, [], " ")
    with pytest.raises(Invalid):
        part = replace(small.wish(2, 0, "C", D), part=(800, 1000))
        actions_calloff.call_off(it, CHIEF, mine, None, [part], "Ốm")
    with pytest.raises(ChangedSince):
        actions_calloff.call_off(it, CHIEF, 12345, None, [], "Ốm")
    with pytest.raises(Refused):
        actions_calloff.call_off(it, LEADER, mine, None, [], "Ốm")
    assert it.head() == before
