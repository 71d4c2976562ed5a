"""New Year's night from 14:00 to the morning: the log, a round, a fire defect, two handovers."""

import random
from dataclasses import replace

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Standing, unverified
from guardapp.base.errors import Invalid
from guardapp.fire import actions as fire
from guardapp.fire import store as fire_store
from guardapp.fire.model import Result, Target
from guardapp.handover import actions, gather, rules, store
from guardapp.handover.model import (
    Attendance,
    Category,
    Condition,
    Count,
    Decision,
    Draft,
    ThingDetails,
)
from guardapp.handover.signing import Signed, hand_over
from guardapp.handover.tables import APPLY, MIGRATIONS, TABLES
from guardapp.incidents import store as incidents
from guardapp.patrol import actions as patrol
from guardapp.patrol import store as patrol_store
from guardapp.patrol import store_routes
from tests.handover.hospital import MATTERS, NEW_YEAR, NEW_YEARS_EVE, Hospital
from tests.support import CHIEF


def draft_of(hospital: Hospital, *, note: str = "Tiếp tục theo dõi") -> Draft:
    """Return a draft in which everything is there and everything open is carried."""
    conn, now = hospital.journal.tables, hospital.journal.clock.now_ms()
    watch = store.current_watch(conn)
    return Draft(
        tuple(gather.relief(conn, watch, now)),
        tuple(Count(one.id, one.quantity, one.quantity) for one in store.things(conn)),
        tuple(
            Decision(one.kind, one.thing, closed=False, note=note)
            for one in MATTERS.open(conn, now)
        ),
    )


def relieve(hospital: Hospital, outgoing: int, incoming: int) -> Signed:
    """Hand over with everything carried."""
    return hand_over(
        hospital.journal,
        MATTERS,
        draft_of(hospital),
        hospital.guard(outgoing),
        hospital.guard(incoming),
    )


def test_the_first_watch_takes_over_without_predecessor_and_the_next_only_by_handover(
    hospital: Hospital,
) -> None:
    conn = hospital.journal.tables
    expected = gather.relief(conn, None, hospital.journal.clock.now_ms())
    assert [one.guard for one in expected] == [hospital.guards[0], hospital.guards[1]]
    actions.take_over(hospital.journal, hospital.guard(0), expected)
    assert hospital.guard(0).standing is Standing.ON_DUTY
    assert hospital.guard(1).standing is Standing.ON_DUTY
    assert hospital.guard(2).standing is Standing.NOT_TAKEN_OVER
    with pytest.raises(rules.WatchOpen):
        actions.take_over(hospital.journal, hospital.guard(2))


def test_a_guard_of_the_next_shift_cannot_slip_in_before_the_handover(hospital: Hospital) -> None:
    actions.take_over(hospital.journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 50)
    with pytest.raises(rules.WatchOpen):
        actions.join_watch(hospital.journal, hospital.guard(2))
    actions.join_watch(hospital.journal, hospital.guard(1))
    assert hospital.guard(1).took_over


def test_a_leader_without_a_guards_record_joins_the_watch(hospital: Hospital) -> None:
    actions.take_over(hospital.journal, hospital.guard(0))
    assert not hospital.taken(hospital.leader).took_over
    actions.join_watch(hospital.journal, hospital.leader)
    assert hospital.taken(hospital.leader).took_over
    watch = store.current_watch(hospital.journal.tables)
    assert watch is not None
    members = store.members(hospital.journal.tables, watch.id)
    assert [one.guard for one in members] == [hospital.guards[0]]


def test_a_night_over_the_years_end(hospital: Hospital) -> None:
    journal = hospital.journal
    conn = journal.tables
    actions.take_over(journal, hospital.guard(0), gather.relief(conn, None, journal.clock.now_ms()))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    first = relieve(hospital, 0, 2)
    night = store.current_watch(conn)
    assert night is not None
    assert night.id == first.watch
    assert night.planned_start == hospital.go(NEW_YEARS_EVE, 22)
    assert hospital.guard(2).took_over
    assert not hospital.guard(0).took_over

    hospital.go(NEW_YEARS_EVE, 23)
    guard = hospital.guard(3)
    _walk_all_but_one(hospital)
    hospital.go(NEW_YEARS_EVE, 23, 58)
    line = actions.log_line(journal, guard, Category.ORDER, "Người lạ trèo rào khu B", follow=True)
    hospital.go(NEW_YEAR, 0, 5)
    daily = fire_store.lines(conn)[0]
    fire.check(journal, guard, Target(line=daily.code), Result.FAIL, "Cửa thoát nạn bị khóa")
    hospital.go(NEW_YEAR, 0, 30)
    incident = actions.escalate_line(journal, guard, line, "theft", "Khu B")
    assert incidents.incident(conn, incident).what == "Người lạ trèo rào khu B"

    hospital.go(NEW_YEAR, 5, 50)
    patrol.raise_missed(journal)
    second = relieve(hospital, 2, 4)
    document = gather.signed_document(conn, second.handover)
    assert (document.number, document.year) == (1, 2027)
    assert document.shift == "Ca đêm"
    assert [one.who.name for one in document.outgoing_members] == ["Lê Văn Cường", "Phạm Thị Dung"]
    assert [one.who.name for one in document.incoming_members] == ["Hoàng Văn Em", "Vũ Thị Giang"]
    assert (document.rounds.planned, document.rounds.incomplete, document.rounds.missed) == (
        3,
        1,
        2,
    )
    assert document.fire.failed == 1
    assert document.incidents == 1
    titles = {one.kind for one in document.matters}
    assert {"fire.defect", "patrol.missed_round", "incidents.undecided"} <= titles
    assert replay.verify_tables(conn, hospital.folder.keys, journal.features) == []
    assert replay.verify_chain(conn) == []
    assert replay.verify_anchor(conn, document.anchor) == []


def _walk_all_but_one(hospital: Hospital) -> None:
    journal, guard = hospital.journal, hospital.guard(3)
    conn = journal.tables
    route = store_routes.routes(conn)[0]
    schedule = store_routes.schedules(conn, 0, 2**60)[0]
    round_ = patrol.start_round(
        journal, guard, route.id, slot=(schedule.id, journal.clock.now_ms())
    )
    for minute, point in zip((5, 10), route.points, strict=False):
        hospital.go(NEW_YEARS_EVE, 23, minute)
        patrol.scan(journal, guard, round_, point.code)
    patrol.finish_round(journal, guard, round_, patrol_store.Reason.LOCKED)


def test_nothing_is_signed_while_a_matter_is_undecided(hospital: Hospital) -> None:
    actions.take_over(hospital.journal, hospital.guard(0))
    actions.log_line(
        hospital.journal, hospital.guard(0), Category.KEY, "Mất chìa khóa", follow=True
    )
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    for wrong in (
        replace(draft, decisions=draft.decisions[1:]),
        replace(draft, decisions=tuple(replace(one, note=" ") for one in draft.decisions)),
        replace(draft, decisions=tuple(replace(one, closed=True) for one in draft.decisions)),
    ):
        with pytest.raises(rules.Undecided):
            hand_over(hospital.journal, MATTERS, wrong, hospital.guard(0), hospital.guard(2))
    assert store.last_handover(hospital.journal.tables) is None


def test_a_line_closed_in_the_handover_is_settled_and_one_carried_counts(
    hospital: Hospital,
) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    done = actions.log_line(journal, hospital.guard(0), Category.KEY, "Tìm chìa khóa", follow=True)
    kept = actions.log_line(journal, hospital.guard(0), Category.CALL, "Gọi thợ điện", follow=True)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    decisions = tuple(
        replace(one, closed=True, note="Đã thấy") if one.thing == done else one
        for one in draft.decisions
    )
    signed = hand_over(
        journal,
        MATTERS,
        replace(draft, decisions=decisions),
        hospital.guard(0),
        hospital.guard(2),
        hospital.leader,
    )
    assert [line.id for line in store.open_lines(conn)] == [kept]
    assert store.log_line(conn, done).settled == "Đã thấy"
    assert store.carries(conn, "handover.line", kept) == (1, "Tiếp tục theo dõi")
    document = gather.signed_document(conn, signed.handover)
    assert document.leader is not None
    assert document.leader.who.name == "Đỗ Văn Hải"


def test_the_signers_are_different_people_and_the_outgoing_one_is_of_the_watch(
    hospital: Hospital,
) -> None:
    journal = hospital.journal
    actions.take_over(journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    with pytest.raises(rules.SamePerson):
        hand_over(journal, MATTERS, draft, hospital.guard(0), hospital.guard(0))
    with pytest.raises(rules.NotOfWatch):
        hand_over(journal, MATTERS, draft, hospital.guard(4), hospital.guard(2))
    with pytest.raises(rules.NotSigned):
        hand_over(journal, MATTERS, draft, hospital.guard(0), hospital.guard(2), hospital.guard(3))
    hand_over(journal, MATTERS, draft, hospital.leader, hospital.guard(2))


def test_a_difference_in_the_count_needs_words_and_becomes_a_matter(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    short = (replace(draft.counts[0], received=0, condition=Condition.MISSING), *draft.counts[1:])
    with pytest.raises(Invalid):
        hand_over(
            journal,
            MATTERS,
            replace(draft, counts=short),
            hospital.guard(0),
            hospital.guard(2),
        )
    told = (replace(short[0], note="Để quên ở cổng"), *short[1:])
    hand_over(journal, MATTERS, replace(draft, counts=told), hospital.guard(0), hospital.guard(2))
    kinds = [one.kind for one in gather.open_matters(conn, journal.clock.now_ms())]
    assert kinds == ["handover.thing"]


def test_an_absence_needs_its_reason(hospital: Hospital) -> None:
    journal = hospital.journal
    actions.take_over(journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    away = Attendance(hospital.guards[3], present=False)
    members = tuple(away if one.guard == away.guard else one for one in draft.members)
    with pytest.raises(Invalid):
        hand_over(
            journal,
            MATTERS,
            replace(draft, members=members),
            hospital.guard(0),
            hospital.guard(2),
        )


def test_somebody_not_signed_in_writes_a_line_that_stays_open(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    line = actions.log_line(journal, unverified("10041"), Category.FIRE, "Khói ở kho vải")
    [matter] = gather.open_matters(conn, journal.clock.now_ms())
    assert matter.thing == line
    written = store.log_line(conn, line)
    assert (written.standing, written.claimed) == (Standing.UNVERIFIED, "10041")


def test_a_correction_is_a_further_line(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    wrong = actions.log_line(journal, hospital.guard(0), Category.VISITOR, "Xe 29A-12345 vào")
    right = actions.correct_line(journal, hospital.guard(0), wrong, "Xe 29A-12354 vào")
    assert store.log_line(conn, wrong).corrected_by == right
    assert store.log_line(conn, wrong).text == "Xe 29A-12345 vào"
    with pytest.raises(rules.Settled):
        actions.correct_line(journal, hospital.guard(0), wrong, "Lần nữa")


def test_names_in_a_signed_document_go_with_the_persons_key(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    signed = relieve(hospital, 0, 2)
    raw = conn.execute("SELECT body FROM journal WHERE id = ?", [signed.handover]).fetchone()[0]
    assert "Nguyễn Văn An" not in raw
    assert "Nguyễn Văn An" in str(gather.signed_document(conn, signed.handover))


def test_why_somebody_is_absent_is_under_that_persons_key(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    draft = draft_of(hospital)
    away = Attendance(hospital.guards[3], present=False, note="Đi cấp cứu", post=1)
    members = tuple(away if one.guard == away.guard else one for one in draft.members)
    signed = hand_over(
        journal,
        MATTERS,
        replace(draft, members=members),
        hospital.guard(0),
        hospital.guard(2),
    )
    texts = [row["body"] for row in conn.execute("SELECT body FROM journal")]
    assert not any("Đi cấp cứu" in text for text in texts)
    lines = gather.signed_document(conn, signed.handover).incoming_members
    assert [one.note for one in lines if not one.present] == ["Đi cấp cứu"]
    assert [one.note for one in store.members(conn, signed.watch) if not one.present] == [
        "Đi cấp cứu"
    ]


def test_entries_in_any_order_give_the_same_tables(hospital: Hospital) -> None:
    journal, conn = hospital.journal, hospital.journal.tables
    actions.take_over(journal, hospital.guard(0))
    line = actions.log_line(journal, hospital.guard(0), Category.KEY, "Mất chìa", follow=True)
    right = actions.correct_line(journal, hospital.guard(0), line, "Mất chìa khóa kho vải")
    actions.settle_line(journal, hospital.guard(0), right, "Đã thấy")
    thing = store.things(conn)[0]
    details = ThingDetails(thing.kind, "Dùi cui mới", quantity=3)
    actions.change_thing(journal, CHIEF, thing, details)
    actions.retire_thing(journal, CHIEF, store.things(conn)[0])
    actions.join_watch(journal, hospital.guard(1))
    hospital.go(NEW_YEARS_EVE, 21, 55)
    relieve(hospital, 0, 2)
    mine = [one for one in replay.entries(conn, hospital.folder.keys) if one.kind in APPLY]
    for seed in range(20):
        other = db.connect(None)
        db.migrate(other, [MIGRATIONS])
        for entry in random.Random(seed).sample(mine, len(mine)):
            APPLY[entry.kind](other, entry)
        assert db.differences(conn, other, TABLES) == []
        other.close()
