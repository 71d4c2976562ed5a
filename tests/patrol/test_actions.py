"""A guard walks rounds; what is wrong is said and nothing is stored; what is odd is stored."""

from dataclasses import replace

import pytest

from guardapp.base import replay
from guardapp.base.access import Refused
from guardapp.base.clock import DAY, HOUR, MINUTE, at
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.identity import with_check
from guardapp.patrol import actions, actions_routes, rules, store, store_routes
from guardapp.patrol.errors import (
    AlreadyWalking,
    NotTakenOver,
    OtherKind,
    ReasonNeeded,
    RoundOver,
    SlotTaken,
    UnknownCheckpoint,
    WrongCheckDigit,
    WrongCode,
)
from guardapp.patrol.kinds import Flag, Method, Reason, State, Verdict
from guardapp.patrol.model import CheckpointDetails, RouteDetails
from guardapp.patrol.walk import Walk
from tests.patrol.hospital import FIRST_DAY, SHIFT_LEADER, TEN, WALKER, Hospital
from tests.support import CHIEF, GUARD, INSPECTOR


def start(hospital: Hospital) -> int:
    hospital.go(TEN)
    return actions.start_round(
        hospital.journal, WALKER, hospital.route, slot=(hospital.schedule, TEN)
    )


def walk(hospital: Hospital, round_id: int, *stops: int) -> None:
    for stop in stops:
        hospital.wait(5)
        actions.scan(hospital.journal, WALKER, round_id, hospital.codes[stop])


def seen(hospital: Hospital, round_id: int) -> Walk:
    found = store.round_(hospital.journal.tables, round_id)
    assert found is not None
    return rules.examine(found, hospital.journal.clock.now_ms())


def whole(hospital: Hospital) -> bool:
    journal = hospital.journal
    return replay.verify_tables(journal.tables, hospital.folder.keys, journal.features) == []


def test_a_round_walked_in_time_and_order_is_complete(hospital: Hospital) -> None:
    round_id = start(hospital)
    assert seen(hospital, round_id).state is State.IN_PROGRESS
    walk(hospital, round_id, 0, 1, 2, 3)
    actions.finish_round(hospital.journal, WALKER, round_id)
    found = seen(hospital, round_id)
    assert found.state is State.COMPLETE
    assert [one.verdict for one in found.points] == [Verdict.ON_TIME] * 4
    assert not any(one.flags for one in found.visits)
    assert (found.seen, found.required, found.valid) == (3, 3, 3)
    assert whole(hospital)


def test_odd_scans_are_kept_and_flagged(hospital: Hospital) -> None:
    round_id = start(hospital)
    walk(hospital, round_id, 1, 0, 0)
    actions.scan(hospital.journal, WALKER, round_id, hospital.codes[2])
    code = _another_checkpoint(hospital)
    actions.scan(hospital.journal, WALKER, round_id, code, method=Method.TYPED)
    found = seen(hospital, round_id)
    assert [set(one.flags) for one in found.visits] == [
        set(),
        {Flag.OUT_OF_ORDER},
        {Flag.DOUBLE},
        set(),
        {Flag.NOT_OF_ROUTE},
    ]
    hospital.wait(0.1)
    actions.scan(hospital.journal, WALKER, round_id, hospital.codes[3])
    assert seen(hospital, round_id).visits[-1].flags == {Flag.TOO_FAST}
    assert whole(hospital)


def _another_checkpoint(hospital: Hospital) -> str:
    actions_routes.add_checkpoint(hospital.journal, CHIEF, CheckpointDetails("Nhà ăn"))
    return store_routes.checkpoints(hospital.journal.tables)[-1].code


def test_a_scan_entered_later_says_so(hospital: Hospital) -> None:
    round_id = start(hospital)
    hospital.wait(40)
    actions.scan(
        hospital.journal,
        WALKER,
        round_id,
        hospital.codes[0],
        method=Method.MANUAL,
        at_ms=TEN + 5 * MINUTE,
    )
    first = seen(hospital, round_id).points[0]
    assert first.verdict is Verdict.ON_TIME
    assert first.visit is not None
    assert first.visit.flags == {Flag.LATE_ENTRY}
    assert first.visit.scan.entered_ms - first.visit.scan.occurred_ms == 35 * MINUTE


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("20018", WrongCheckDigit),
        ("POST", WrongCheckDigit),
        ("", WrongCheckDigit),
        (with_check("3001"), OtherKind),
        (with_check("2999"), UnknownCheckpoint),
    ],
)
def test_a_code_that_is_no_checkpoint_says_what_to_do_and_stores_nothing(
    hospital: Hospital, code: str, error: type[WrongCode]
) -> None:
    round_id = start(hospital)
    before = hospital.journal.head()
    with pytest.raises(error) as caught:
        actions.scan(hospital.journal, WALKER, round_id, code)
    assert code in caught.value.words()
    assert hospital.journal.head() == before


def test_an_early_finish_needs_a_reason(hospital: Hospital) -> None:
    round_id = start(hospital)
    walk(hospital, round_id, 0)
    with pytest.raises(ReasonNeeded) as caught:
        actions.finish_round(hospital.journal, WALKER, round_id)
    assert caught.value.names == ("Khoa Cấp cứu", "Kho dược")
    assert "Khoa Cấp cứu" in caught.value.words()
    with pytest.raises(Invalid):
        actions.finish_round(hospital.journal, WALKER, round_id, Reason.OTHER, " ")
    actions.finish_round(hospital.journal, WALKER, round_id, Reason.LOCKED, "Khoa khóa cửa")
    found = seen(hospital, round_id)
    assert found.state is State.INCOMPLETE
    assert found.round.end is not None
    assert found.round.end.reason is Reason.LOCKED
    with pytest.raises(RoundOver):
        actions.scan(hospital.journal, WALKER, round_id, hospital.codes[1])
    with pytest.raises(RoundOver):
        actions.finish_round(hospital.journal, WALKER, round_id)


def test_a_round_left_open_ends_by_itself(hospital: Hospital) -> None:
    round_id = start(hospital)
    walk(hospital, round_id, 0)
    hospital.wait(7 * 60)
    assert seen(hospital, round_id).state is State.INCOMPLETE
    assert actions.start_round(hospital.journal, WALKER, hospital.route)


def test_only_who_is_on_duty_walks(hospital: Hospital) -> None:
    for session, error in ((GUARD, NotTakenOver), (INSPECTOR, Refused)):
        with pytest.raises(error):
            actions.start_round(hospital.journal, session, hospital.route)


def test_nobody_walks_two_rounds_and_no_planned_round_twice(hospital: Hospital) -> None:
    start(hospital)
    with pytest.raises(AlreadyWalking) as caught:
        actions.start_round(hospital.journal, WALKER, hospital.route)
    assert "22:00" in caught.value.words()
    other = replace(WALKER, person=78, account=8)
    with pytest.raises(SlotTaken):
        actions.start_round(hospital.journal, other, hospital.route, slot=(hospital.schedule, TEN))
    with pytest.raises(NotFound):
        actions.start_round(
            hospital.journal, other, hospital.route, slot=(hospital.schedule, TEN + MINUTE)
        )
    assert actions.start_round(hospital.journal, other, hospital.route)


def test_a_missed_round_is_raised_when_certain_and_closed_by_a_comment(hospital: Hospital) -> None:
    hospital.go(TEN + 49 * MINUTE)
    assert actions.raise_missed(hospital.journal) == 0
    hospital.wait(1)
    assert actions.raise_missed(hospital.journal) == 1
    assert actions.raise_missed(hospital.journal) == 0
    (missed,) = store.missed_open(hospital.journal.tables)
    assert missed.slot == (hospital.schedule, TEN)
    with pytest.raises(Refused):
        actions.comment_missed(hospital.journal, WALKER, missed.id, "Đi cấp cứu")
    with pytest.raises(Invalid):
        actions.comment_missed(hospital.journal, SHIFT_LEADER, missed.id, "  ")
    actions.comment_missed(hospital.journal, SHIFT_LEADER, missed.id, "Hỗ trợ Khoa Cấp cứu")
    assert store.missed_open(hospital.journal.tables) == []
    with pytest.raises(NotFound):
        actions.comment_missed(hospital.journal, SHIFT_LEADER, missed.id, "Lần nữa")
    assert whole(hospital)


def test_a_round_entered_afterwards_is_no_longer_missed(hospital: Hospital) -> None:
    hospital.go(TEN + 2 * HOUR)
    actions.raise_missed(hospital.journal)
    actions.start_round(
        hospital.journal, WALKER, hospital.route, slot=(hospital.schedule, TEN), at_ms=TEN
    )
    assert store.missed_open(hospital.journal.tables) == []
    period = store.period(hospital.journal.tables, TEN, TEN + DAY)
    assert rules.turns(period, TEN + 2 * HOUR)[0].state is State.IN_PROGRESS


def test_an_abnormal_note_stays_open_until_resolved(hospital: Hospital) -> None:
    round_id = start(hospital)
    walk(hospital, round_id, 0)
    actions.note(hospital.journal, WALKER, round_id, "Mọi thứ bình thường")
    note = actions.note(
        hospital.journal, WALKER, round_id, "Cửa kho không khóa", measure="Đã khóa", abnormal=True
    )
    assert [one.id for one in store.notes_open(hospital.journal.tables)] == [note]
    actions.resolve_note(hospital.journal, SHIFT_LEADER, note, "Đã thay khóa")
    assert store.notes_open(hospital.journal.tables) == []
    with pytest.raises(NotFound):
        actions.resolve_note(hospital.journal, SHIFT_LEADER, note, "Nữa")
    with pytest.raises(Invalid):
        actions.note(hospital.journal, WALKER, round_id, "")
    assert whole(hospital)


def test_a_round_keeps_the_route_it_was_started_with(hospital: Hospital) -> None:
    round_id = start(hospital)
    point = store_routes.checkpoints(hospital.journal.tables)[0]
    actions_routes.change_checkpoint(
        hospital.journal, CHIEF, point.id, CheckpointDetails("Cổng số 1", "Nhà A")
    )
    route = store_routes.route(hospital.journal.tables, hospital.route)
    assert route is not None
    assert route.points[0].name == "Cổng số 1"
    assert seen(hospital, round_id).points[0].point.name == "Cổng chính"
    details = replace(
        actions_routes.details_of(route), points=actions_routes.details_of(route).points[:2]
    )
    actions_routes.change_route(hospital.journal, CHIEF, hospital.route, details)
    assert len(seen(hospital, round_id).points) == 4
    assert whole(hospital)


def test_a_closed_route_plans_nothing_more(hospital: Hospital) -> None:
    actions_routes.close_route(hospital.journal, CHIEF, hospital.route)
    period = store.period(hospital.journal.tables, TEN, TEN + DAY)
    assert rules.turns(period, TEN + DAY) == []
    with pytest.raises(NotFound):
        actions.start_round(hospital.journal, WALKER, hospital.route)
    assert whole(hospital)


def test_what_cannot_be_planned_is_said_by_field(hospital: Hospital) -> None:
    journal = hospital.journal
    for details in (CheckpointDetails(" "), CheckpointDetails("x" * 80)):
        with pytest.raises(Invalid) as caught:
            actions_routes.add_checkpoint(journal, CHIEF, details)
        assert set(caught.value.problems) == {"name"}
    for code in ("20018", with_check("1001"), hospital.codes[0]):
        with pytest.raises(Invalid) as caught:
            actions_routes.add_checkpoint(journal, CHIEF, CheckpointDetails("Nhà ăn"), code=code)
        assert set(caught.value.problems) == {"code"}
    with pytest.raises(Invalid) as caught:
        actions_routes.add_route(journal, CHIEF, RouteDetails("tuyen dem", ()))
    assert set(caught.value.problems) == {"points"}
    route = store_routes.route(journal.tables, hospital.route)
    assert route is not None
    with pytest.raises(Invalid) as caught:
        same = replace(actions_routes.details_of(route), name="tuyen DEM")
        actions_routes.add_route(journal, CHIEF, same)
    assert set(caught.value.problems) == {"name"}
    with pytest.raises(Invalid) as caught:
        actions_routes.add_schedule(journal, CHIEF, hospital.route, [24 * 60], buffer_min=-1)
    assert set(caught.value.problems) == {"minutes", "buffer"}
    point = store_routes.checkpoints(journal.tables)[0]
    with pytest.raises(Invalid) as caught:
        actions_routes.change_checkpoint(
            journal, CHIEF, point.id, CheckpointDetails(point.name), active=False
        )
    assert "Tuyến đêm" in caught.value.words()


def test_a_schedule_plans_by_the_local_day_until_it_ends(hospital: Hospital) -> None:
    actions_routes.end_schedule(
        hospital.journal, CHIEF, hospital.schedule, at(FIRST_DAY, 24 * 60 + 180)
    )
    period = store.period(hospital.journal.tables, TEN, TEN + DAY)
    planned = [slot.slot_ms for slot in rules.slots(period)]
    assert planned == [TEN, TEN + 2 * HOUR, TEN + 4 * HOUR]
