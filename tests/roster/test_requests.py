"""Requests on a real file: asked, answered, written as changes of the roster, read in any order."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused, Role, Session
from guardapp.base.clock import DAY, HOUR, at
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.keys import GONE
from guardapp.people import actions as people
from guardapp.people import actions_limits
from guardapp.people import store as people_store
from guardapp.people.model import LeaveKind
from guardapp.roster import (
    actions,
    actions_demand,
    gather_requests,
    rules_requests,
    store,
    store_demand,
    store_requests,
)
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster.actions_leaving import let_guard_go, shifts_left
from guardapp.roster.model import Month
from guardapp.roster.model_requests import Ending, Read, Reading, RequestState
from guardapp.roster.rules_refusals import AlreadyPublished, NotPublished, NotYours
from guardapp.roster.rules_requests import AskedAlready, NotAgreed, RequestOver, SwapBreaksRules
from tests.roster.conftest import Small
from tests.support import CHIEF, INSPECTOR, clock_of

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)


def guard(small: Small, number: int) -> Session:
    """Return a guard's own session."""
    return Session(7 + number, small.guards[number], Role.GUARD, "", "")


def publish(small: Small, *planned: tuple[int, int, str, date]) -> list[int]:
    """Publish December with (guard, post, shift, day) and return the assignments' identities."""
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(*one) for one in planned])
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    return list(edit.added)


def duties(small: Small, number: int) -> list[tuple[date, str]]:
    """Return a guard's published December as dates with shift codes."""
    codes = {shift: code for code, shift in small.shifts.items()}
    there = store.month(small.folder.journal.tables, 2026, 12, published=True)
    return [(one.duty_date, codes[one.shift]) for one in there if one.guard == small.guards[number]]


def stands(small: Small, request: int) -> tuple[RequestState, Ending | None]:
    conn = small.folder.journal.tables
    found = store_requests.request(conn, request)
    assert found is not None
    now = clock_of(small.folder).now_ms()
    return rules_requests.standing(found, *store_requests.facts(conn, [found]), now)


def changes(small: Small, month: Month = DECEMBER) -> list[str]:
    publication = store.publication(small.folder.journal.tables, month)
    assert publication is not None
    return [one.reason for one in publication.changes]


def reading(small: Small, number: int) -> Reading:
    conn, whose = small.folder.journal.tables, small.guards[number]
    there = store.month(conn, 2026, 12, published=True)
    mine = [one for one in there if one.guard == whose]
    return rules_requests.reading(whose, store_requests.seen(conn, DECEMBER).get(whose), mine)


def test_leave_is_asked_for_and_granted_with_the_shifts_in_its_way_set_free(small: Small) -> None:
    it, own = small.folder.journal, guard(small, 0)
    publish(small, (0, 0, "S", D), (0, 0, "S", D + timedelta(days=3)), (1, 0, "C", D))
    asked = requests.ask_leave(it, own, small.guards[0], LeaveKind.ANNUAL, D, D, words="về quê")
    assert stands(small, asked) == (RequestState.WAITING, None)
    freed = requests.grant_leave(it, CHIEF, asked, words="đi sớm về sớm")
    assert [one.duty_date for one in freed] == [D]
    assert duties(small, 0) == [(D + timedelta(days=3), "S")]
    assert changes(small) == ["Nguyễn Văn An nghỉ từ 10/12/2026 đến 10/12/2026"]
    (leave,) = people_store.leaves(it.tables, D, D)
    assert (leave.guard, leave.kind) == (small.guards[0], LeaveKind.ANNUAL)
    found = store_requests.request(it.tables, asked)
    assert found is not None
    assert (found.words, found.steps[0].words) == ("về quê", "đi sớm về sớm")
    with pytest.raises(RequestOver):
        requests.grant_leave(it, CHIEF, asked)


def test_why_the_roster_changed_goes_with_the_key_of_whom_it_is_about(small: Small) -> None:
    it, who = small.folder.journal, small.guards[0]
    publish(small, (0, 0, "S", D))
    asked = requests.ask_leave(it, guard(small, 0), who, LeaveKind.SICK, D, D, words="con ốm")
    requests.grant_leave(it, CHIEF, asked)
    assert "Nguyễn Văn An" in changes(small)[0]
    known = people_store.guard(it.tables, who)
    assert known is not None
    with it.transaction():
        small.folder.keys.destroy(known.subject)
        replay.read_anew(it.tables, small.folder.keys, it.features)
    assert changes(small) == [GONE]
    (told,) = gather_requests.views(it.tables, store_requests.settled_requests(it.tables, 0), 0)
    assert (told.who, told.request.words) == (GONE, GONE)


def test_leave_may_be_granted_and_the_shifts_left_to_be_planned_by_hand(small: Small) -> None:
    it = small.folder.journal
    publish(small, (0, 0, "S", D))
    asked = requests.ask_leave(
        it, guard(small, 0), small.guards[0], LeaveKind.SICK, D, D + timedelta(days=1)
    )
    assert requests.grant_leave(it, CHIEF, asked, free=False) == ()
    assert duties(small, 0) == [(D, "S")]
    assert changes(small) == []


def test_leave_sets_drafts_free_without_a_change(small: Small) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    asked = requests.ask_leave(it, guard(small, 0), small.guards[0], LeaveKind.ANNUAL, D, D)
    assert len(requests.grant_leave(it, CHIEF, asked)) == 1
    assert store.month(it.tables, 2026, 12) == []


def test_guards_ask_for_themselves_and_the_chief_for_anybody(small: Small) -> None:
    it, other = small.folder.journal, small.guards[1]
    for session in (guard(small, 0), INSPECTOR):
        with pytest.raises(NotYours):
            requests.ask_leave(it, session, other, LeaveKind.ANNUAL, D, D)
    requests.ask_leave(it, CHIEF, other, LeaveKind.ANNUAL, D, D)
    with pytest.raises(Refused):
        requests.ask_leave(
            it, replace(guard(small, 1), verified=False), other, LeaveKind.SICK, D, D
        )


def test_leave_that_overlaps_an_open_request_or_lies_in_the_past_is_refused(small: Small) -> None:
    it, own, who = small.folder.journal, guard(small, 0), small.guards[0]
    first = requests.ask_leave(it, own, who, LeaveKind.ANNUAL, D, D + timedelta(days=4))
    with pytest.raises(AskedAlready):
        requests.ask_leave(
            it, own, who, LeaveKind.PERSONAL, D + timedelta(days=4), D + timedelta(days=9)
        )
    with pytest.raises(Invalid):
        requests.ask_leave(it, own, who, LeaveKind.ANNUAL, date(2026, 11, 30), D)
    with pytest.raises(Invalid):
        requests.ask_leave(it, own, who, LeaveKind.ANNUAL, date.max, date.max, words="x" * 501)
    requests.withdraw_request(it, own, first)
    assert stands(small, first) == (RequestState.WITHDRAWN, None)
    requests.ask_leave(it, own, who, LeaveKind.PERSONAL, D, D)


def test_a_refusal_needs_a_word(small: Small) -> None:
    it = small.folder.journal
    asked = requests.ask_leave(it, guard(small, 0), small.guards[0], LeaveKind.ANNUAL, D, D)
    with pytest.raises(Invalid):
        requests.refuse_request(it, CHIEF, asked, " ")
    requests.refuse_request(it, CHIEF, asked, "hôm ấy thiếu người")
    assert stands(small, asked) == (RequestState.REFUSED, None)


def test_a_request_for_days_that_are_over_ends_by_itself(small: Small) -> None:
    it = small.folder.journal
    asked = requests.ask_leave(it, guard(small, 0), small.guards[0], LeaveKind.ANNUAL, D, D)
    clock_of(small.folder).set(at(D, 24 * 60))
    assert stands(small, asked) == (RequestState.ENDED, Ending.PAST)
    with pytest.raises(RequestOver) as refused:
        requests.grant_leave(it, CHIEF, asked)
    assert "các ngày này đã qua" in refused.value.words()


def test_an_exchange_that_both_agreed_to_is_a_numbered_change(small: Small) -> None:
    it = small.folder.journal
    later = D + timedelta(days=2)
    mine, hers = publish(small, (0, 0, "S", D), (1, 0, "C", later))
    asked = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1], hers, words="có việc nhà")
    assert stands(small, asked) == (RequestState.ASKED, None)
    with pytest.raises(NotAgreed):
        swaps.approve_swap(it, CHIEF, asked)
    with pytest.raises(NotYours):
        swaps.answer_swap(it, guard(small, 2), asked, agrees=True)
    swaps.answer_swap(it, guard(small, 1), asked, agrees=True)
    assert stands(small, asked) == (RequestState.WAITING, None)
    with pytest.raises(Refused):
        swaps.approve_swap(it, guard(small, 1), asked)
    swaps.approve_swap(it, CHIEF, asked, words="được")
    assert duties(small, 0) == [(later, "C")]
    assert duties(small, 1) == [(D, "S")]
    assert changes(small) == ["Đổi ca: Nguyễn Văn An và Trần Thị Bình"]
    assert stands(small, asked) == (RequestState.GRANTED, None)


def test_a_gift_moves_one_shift(small: Small) -> None:
    it = small.folder.journal
    (mine,) = publish(small, (0, 0, "S", D))
    asked = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1])
    swaps.answer_swap(it, guard(small, 1), asked, agrees=True)
    swaps.approve_swap(it, CHIEF, asked)
    assert (duties(small, 0), duties(small, 1)) == ([], [(D, "S")])
    assert changes(small) == ["Đổi ca: Trần Thị Bình trực thay Nguyễn Văn An"]


def test_a_swap_over_the_turn_of_the_month_changes_both_months_or_none(small: Small) -> None:
    it = small.folder.journal
    last, january = date(2026, 12, 31), Month(2027, 1)
    edit = actions.assign(
        it, CHIEF, [small.wish(0, 0, "C", last), small.wish(1, 0, "S", date(2027, 1, 1))]
    )
    for month in (DECEMBER, january):
        actions.publish(it, CHIEF, month, reason="thử")
    asked = swaps.ask_swap(it, guard(small, 0), edit.added[0], small.guards[1], edit.added[1])
    swaps.answer_swap(it, guard(small, 1), asked, agrees=True)
    swaps.approve_swap(it, CHIEF, asked)
    assert len(changes(small)) == len(changes(small, january)) == 1
    there = store.between(it.tables, last, date(2027, 1, 1), published=True)
    assert {one.duty_date: one.guard for one in there} == {
        last: small.guards[1],
        date(2027, 1, 1): small.guards[0],
    }


def test_a_colleague_may_decline(small: Small) -> None:
    it = small.folder.journal
    (mine,) = publish(small, (0, 0, "S", D))
    asked = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1])
    swaps.answer_swap(it, guard(small, 1), asked, agrees=False, words="hôm ấy tôi bận")
    assert stands(small, asked) == (RequestState.DECLINED, None)
    with pytest.raises(RequestOver):
        swaps.approve_swap(it, CHIEF, asked)


def test_a_swap_that_breaks_a_rule_is_refused_and_named(small: Small) -> None:
    it = small.folder.journal
    mine, hers = publish(small, (0, 0, "S", D), (1, 1, "HC", D))
    with pytest.raises(SwapBreaksRules) as refused:
        swaps.ask_swap(it, guard(small, 0), mine, small.guards[1])
    assert "Trần Thị Bình" in refused.value.words()
    asked = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1], hers)
    assert stands(small, asked) == (RequestState.ASKED, None)


def test_warnings_of_a_swap_are_shown_and_those_that_stood_before_are_not(small: Small) -> None:
    it = small.folder.journal
    mine, _late = publish(small, (0, 0, "S", D), (1, 0, "C", D - timedelta(days=1)))
    (note,) = swaps.swap_notes(it, mine, small.guards[1])
    assert note.who == "Trần Thị Bình"
    assert "nghỉ" in note.text
    assert swaps.swap_notes(it, mine, small.guards[2]) == []


def test_a_swap_tells_a_guard_nothing_of_a_colleague_s_limits(small: Small) -> None:
    it, colleague = small.folder.journal, small.guards[1]
    (mine,) = publish(small, (0, 0, "Đ", D))
    actions_limits.restrict(it, CHIEF, colleague, date(2026, 12, 1), None)
    mine_told = swaps.swap_notes(it, mine, colleague, reader=small.guards[0])
    assert [one.text for one in mine_told] == ["không nhận được ca này"]
    for reader in (colleague, None):
        (note,) = swaps.swap_notes(it, mine, colleague, reader=reader)
        assert "không được làm đêm" in note.text
    with pytest.raises(SwapBreaksRules) as refused:
        swaps.ask_swap(it, guard(small, 0), mine, colleague)
    assert "đêm" not in refused.value.words() + str(refused.value)
    with pytest.raises(SwapBreaksRules, match="đêm"):
        swaps.ask_swap(it, CHIEF, mine, colleague)


def test_one_shift_is_offered_once(small: Small) -> None:
    it = small.folder.journal
    (mine,) = publish(small, (0, 0, "S", D))
    asked = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1])
    with pytest.raises(AskedAlready):
        swaps.ask_swap(it, guard(small, 0), mine, small.guards[2])
    requests.withdraw_request(it, guard(small, 0), asked)
    swaps.ask_swap(it, guard(small, 0), mine, small.guards[2])


@pytest.mark.parametrize("number", range(3))
def test_drafts_strange_shifts_and_those_begun_are_not_swapped(small: Small, number: int) -> None:
    it = small.folder.journal
    mine, hers = publish(small, (0, 0, "S", D), (1, 0, "C", D))
    (draft,) = actions.assign(it, CHIEF, [small.wish(0, 0, "S", date(2027, 1, 5))]).added
    if number == 0:
        with pytest.raises(RequestOver):
            swaps.ask_swap(it, guard(small, 0), draft, small.guards[1])
    elif number == 1:
        with pytest.raises(NotYours):
            swaps.ask_swap(it, guard(small, 0), hers, small.guards[1])
        with pytest.raises(RequestOver):
            swaps.ask_swap(it, guard(small, 0), mine, small.guards[2], hers)
        with pytest.raises(NotFound):
            swaps.ask_swap(it, guard(small, 0), 12345, small.guards[1])
    else:
        clock_of(small.folder).set(at(D, 6 * 60))
        with pytest.raises(RequestOver):
            swaps.ask_swap(it, guard(small, 0), mine, small.guards[2])


def test_a_swap_ends_by_itself_when_the_shift_changed_began_or_somebody_left(small: Small) -> None:
    it, (one, two) = small.folder.journal, (D, D + timedelta(days=1))
    mine, later, hers = publish(small, (0, 0, "S", one), (0, 0, "S", two), (1, 0, "C", two))
    first = swaps.ask_swap(it, guard(small, 0), mine, small.guards[2])
    second = swaps.ask_swap(it, guard(small, 0), later, small.guards[1], hers)
    change = actions.open_change(it, CHIEF, DECEMBER, "ốm")
    actions.replace(it, CHIEF, [hers], [], change=change)
    assert stands(small, second) == (RequestState.ENDED, Ending.SHIFT_CHANGED)
    people.let_guard_go(it, CHIEF, small.guards[2])
    assert stands(small, first) == (RequestState.ENDED, Ending.LEFT)
    third = swaps.ask_swap(it, guard(small, 0), mine, small.guards[1])
    clock_of(small.folder).set(at(one, 6 * 60))
    assert stands(small, third) == (RequestState.ENDED, Ending.BEGUN)
    with pytest.raises(RequestOver):
        swaps.answer_swap(it, guard(small, 1), third, agrees=True)


def test_the_month_is_acknowledged_as_it_stands_and_again_after_a_change(small: Small) -> None:
    it, own = small.folder.journal, guard(small, 0)
    with pytest.raises(NotPublished):
        requests.acknowledge(it, own, DECEMBER)
    mine, _other = publish(small, (0, 0, "S", D), (1, 0, "C", D))
    assert reading(small, 0).state is Read.NEVER
    requests.acknowledge(it, own, DECEMBER)
    assert reading(small, 0).state is Read.YES
    change = actions.open_change(it, CHIEF, DECEMBER, "đổi vị trí")
    actions.replace(it, CHIEF, [mine], [small.wish(0, 1, "HC", D)], change=change)
    changed = reading(small, 0)
    assert changed.state is Read.BEFORE_CHANGE
    assert [one.shift for one in changed.gone] == [small.shifts["S"]]
    assert [one.shift for one in changed.come] == [small.shifts["HC"]]
    assert reading(small, 1).state is Read.NEVER
    requests.acknowledge(it, own, DECEMBER)
    assert reading(small, 0).state is Read.YES


def test_a_shift_put_back_as_it_was_needs_no_new_reading(small: Small) -> None:
    it = small.folder.journal
    (mine,) = publish(small, (0, 0, "S", D))
    requests.acknowledge(it, guard(small, 0), DECEMBER)
    change = actions.open_change(it, CHIEF, DECEMBER, "nhầm")
    moved = actions.replace(it, CHIEF, [mine], [], change=change)
    assert reading(small, 0).state is Read.BEFORE_CHANGE
    actions.replace(it, CHIEF, moved.added, [small.wish(0, 0, "S", D)], change=change)
    assert reading(small, 0).state is Read.YES


def test_whoever_has_or_had_a_shift_must_read_the_month(small: Small) -> None:
    it = small.folder.journal
    mine, _hers = publish(small, (0, 0, "S", D), (1, 0, "C", D))
    requests.acknowledge(it, guard(small, 0), DECEMBER)
    change = actions.open_change(it, CHIEF, DECEMBER, "ốm")
    actions.replace(it, CHIEF, [mine], [], change=change)
    conn = it.tables
    found = rules_requests.readings(
        store_requests.seen(conn, DECEMBER),
        store.month(conn, 2026, 12, published=True),
        set(small.guards),
    )
    assert {one.guard: one.state for one in found} == {
        small.guards[0]: Read.BEFORE_CHANGE,
        small.guards[1]: Read.NEVER,
    }
    with pytest.raises(NotYours):
        requests.acknowledge(it, CHIEF, DECEMBER)


def test_a_guard_who_leaves_frees_the_shifts_to_come_and_keeps_the_past(small: Small) -> None:
    it = small.folder.journal
    january = date(2027, 1, 3)
    publish(small, (0, 0, "S", date(2026, 12, 2)), (0, 0, "S", D), (1, 0, "C", D))
    actions.assign(it, CHIEF, [small.wish(0, 0, "S", january)])
    clock_of(small.folder).set(at(date(2026, 12, 4), 9 * 60))
    asked = requests.ask_leave(it, guard(small, 0), small.guards[0], LeaveKind.ANNUAL, D, D)
    assert len(shifts_left(it, small.guards[0], date(2026, 12, 4))) == 2
    assert let_guard_go(it, CHIEF, small.guards[0], date(2026, 12, 4)) == 2
    assert duties(small, 0) == [(date(2026, 12, 2), "S")]
    assert store.month(it.tables, 2027, 1) == []
    assert changes(small) == ["Nguyễn Văn An nghỉ việc"]
    assert stands(small, asked) == (RequestState.ENDED, Ending.LEFT)
    with pytest.raises(NotFound):
        let_guard_go(it, CHIEF, small.guards[0], date(2026, 12, 4))


def test_a_last_day_to_come_frees_what_is_behind_it_and_is_reminded_of(small: Small) -> None:
    it, who, january = small.folder.journal, small.guards[0], date(2027, 1, 3)
    publish(small, (0, 0, "S", D), (0, 0, "S", D + timedelta(days=5)))
    assert let_guard_go(it, CHIEF, who, D) == 1
    assert duties(small, 0) == [(D, "S")]
    assert people_store.guard(it.tables, who).active
    (leave,) = people_store.leaves(it.tables, january, january)
    assert (leave.guard, leave.first) == (who, D + timedelta(days=1))
    assert gather_requests.open_matters(it.tables, at(D, 23 * 60)) == []
    tomorrow = at(D + timedelta(days=1), 8 * 60)
    (matter,) = gather_requests.open_matters(it.tables, tomorrow)
    assert (matter.kind, matter.thing) == ("people.leaving", who)
    assert matter.title.startswith("Nguyễn Văn An đã hết ngày làm việc cuối cùng")
    people.withdraw_leave(it, CHIEF, leave.id)
    assert gather_requests.open_matters(it.tables, tomorrow) == []


def test_nobody_leaves_more_than_a_year_from_now(small: Small) -> None:
    it = small.folder.journal
    for day in (date.max, date(2027, 12, 3)):
        with pytest.raises(Invalid):
            let_guard_go(it, CHIEF, small.guards[1], day)
    let_guard_go(it, CHIEF, small.guards[1], date(2027, 12, 2))


def test_nothing_is_freed_when_leaving_is_refused(small: Small) -> None:
    it = small.folder.journal
    publish(small, (0, 0, "S", D))
    with pytest.raises(Refused):
        let_guard_go(it, guard(small, 0), small.guards[0], date(2026, 12, 1))
    assert duties(small, 0) == [(D, "S")]


def test_a_guard_takes_no_colleague_s_wish_back_under_the_own_name(small: Small) -> None:
    it, day = small.folder.journal, date(2027, 1, 5)
    hers = actions_demand.wish(it, guard(small, 1), small.guards[1], day, wants=False)
    with pytest.raises(NotYours):
        actions_demand.withdraw_wish(it, guard(small, 0), small.guards[0], hers)
    assert len(store_demand.duty_wishes(it.tables, day, day)) == 1


def test_a_day_has_one_wish_and_a_published_month_takes_none(small: Small) -> None:
    it, own, who = small.folder.journal, guard(small, 0), small.guards[0]
    day = date(2027, 1, 5)
    requests.wish_instead(it, own, who, day, wants=False)
    requests.wish_instead(it, own, who, day, wants=True, shift=small.shifts["S"], weight=2)
    (wish,) = store_demand.duty_wishes(it.tables, day, day)
    assert (wish.wants, wish.shift, wish.weight) == (True, small.shifts["S"], 2)
    with pytest.raises(NotYours):
        requests.wish_instead(it, guard(small, 1), who, day, wants=None)
    publish(small)
    with pytest.raises(AlreadyPublished):
        requests.wish_instead(it, own, who, D, wants=False)


def busy(small: Small) -> None:
    """Ask, answer and acknowledge in many ways."""
    it, chance = small.folder.journal, random.Random(5)
    planned = [
        (number, 0, code, D + timedelta(days=2 * step))
        for step in range(8)
        for number, code in enumerate(("S", "C", "Đ"))
    ]
    publish(small, *planned)
    for step in range(60):
        clock_of(small.folder).advance(HOUR)
        who = chance.randrange(3)
        own, other = guard(small, who), small.guards[chance.randrange(3)]
        there = store.month(it.tables, 2026, 12, published=True)
        mine = [one.id for one in there if one.guard == own.person]
        open_ones = [one.id for one in store_requests.open_requests(it.tables)]
        try:
            if step % 6 == 0:
                requests.acknowledge(it, own, DECEMBER)
            elif step % 6 == 1:
                day = D + timedelta(days=chance.randrange(20))
                requests.ask_leave(it, own, small.guards[who], LeaveKind.SICK, day, day, words="x")
            elif step % 6 == 2 and mine:
                swaps.ask_swap(it, own, chance.choice(mine), other)
            elif step % 6 == 3 and open_ones:
                swaps.answer_swap(it, own, chance.choice(open_ones), agrees=chance.random() < 0.8)
            elif step % 6 == 4 and open_ones:
                swaps.approve_swap(it, CHIEF, chance.choice(open_ones), words="ừ")
            elif open_ones:
                requests.grant_leave(it, CHIEF, chance.choice(open_ones))
        except (RequestOver, AskedAlready, Invalid, NotAgreed, NotFound, NotYours, SwapBreaksRules):
            continue
    clock_of(small.folder).advance(DAY)
    let_guard_go(it, CHIEF, small.guards[2], date(2026, 12, 30))
    let_guard_go(it, CHIEF, small.guards[2], date(2026, 12, 20))
    requests.ask_leave(it, CHIEF, small.guards[0], LeaveKind.ANNUAL, date.max, date.max)
    let_guard_go(it, CHIEF, small.guards[1], date(2026, 12, 4))


def test_the_tables_of_requests_are_the_reading_of_the_journal(small: Small) -> None:
    busy(small)
    it = small.folder.journal
    assert len({one.kind for one in replay.entries(it.tables, small.folder.keys)}) > 12
    assert replay.verify_tables(it.tables, small.folder.keys, it.features) == []


def test_requests_that_arrive_in_any_order_give_the_same_tables(small: Small) -> None:
    busy(small)
    it = small.folder.journal
    entries = [
        one
        for one in replay.entries(it.tables, small.folder.keys)
        if one.kind in store.FEATURE.apply
    ]
    for seed in range(6):
        random.Random(seed).shuffle(entries)
        target = db.connect(None)
        db.migrate(target, [store.FEATURE.migrations])
        for one in entries:
            store.FEATURE.apply[one.kind](target, one)
        assert db.differences(it.tables, target, store.FEATURE.tables) == []
        target.close()
