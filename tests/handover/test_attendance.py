"""Who comes, relieves and leaves at the post is attendance, without another word."""

from datetime import date

from guardapp.base.clock import MINUTE, at
from guardapp.handover import actions, gather, signing, store
from guardapp.handover.model import Attendance, Count, Decision, Draft
from guardapp.roster import store_attendance
from guardapp.roster.model_attendance import Attended, Cause
from tests.handover.hospital import MATTERS, NEW_YEAR, NEW_YEARS_EVE, Hospital


def attended(hospital: Hospital, guard: int, day: date = NEW_YEARS_EVE) -> Attended:
    conn = hospital.journal.tables
    (found,) = store_attendance.attended(conn, day, day, hospital.guards[guard])
    return found


def hand_over(hospital: Hospital, outgoing: int, incoming: int, *absent: int) -> None:
    """Relieve the watch with those rostered next, all but some."""
    conn, now = hospital.journal.tables, hospital.journal.clock.now_ms()
    away = {hospital.guards[one] for one in absent}
    members = [
        Attendance(one.guard, False, "Không đến, không báo", one.post, one.start_ms, one.end_ms)
        if one.guard in away
        else one
        for one in gather.relief(conn, store.current_watch(conn), now)
    ]
    counts = tuple(Count(one.id, one.quantity, one.quantity) for one in store.things(conn))
    decisions = tuple(
        Decision(one.kind, one.thing, closed=False, note="Theo dõi")
        for one in signing.to_decide(MATTERS, conn, now)
    )
    draft = Draft(tuple(members), counts, decisions)
    sessions = hospital.guard(outgoing), hospital.guard(incoming)
    signing.hand_over(hospital.journal, MATTERS, draft, *sessions)


def test_a_night_from_taking_over_to_the_relief(hospital: Hospital) -> None:
    started = hospital.go(NEW_YEARS_EVE, 14, 5)
    members = gather.relief(hospital.journal.tables, None, started)
    actions.take_over(hospital.journal, hospital.guard(0), members)
    assert attended(hospital, 0).came_ms == started
    assert attended(hospital, 0).left_ms is None
    relieved = hospital.go(NEW_YEARS_EVE, 21, 50)
    hand_over(hospital, 0, 2, 3)
    assert attended(hospital, 1).left_ms == relieved
    evening = attended(hospital, 2)
    assert evening.came_ms == at(NEW_YEARS_EVE, 22 * 60)
    away = attended(hospital, 3)
    assert (away.came_ms, away.cause, away.note) == (None, Cause.OTHER, "Không đến, không báo")
    joined = hospital.go(NEW_YEARS_EVE, 22, 40)
    actions.join_watch(hospital.journal, hospital.guard(3))
    late = attended(hospital, 3)
    assert (late.came_ms, late.cause) == (joined, None)
    morning = hospital.go(NEW_YEAR, 6, 25)
    hand_over(hospital, 2, 4)
    assert attended(hospital, 2).left_ms == attended(hospital, 3).left_ms == morning
    assert (attended(hospital, 4, NEW_YEAR).came_ms or 0) - at(NEW_YEAR, 360) == 25 * MINUTE


def test_help_from_outside_the_roster_is_attended_until_the_handover(hospital: Hospital) -> None:
    started = hospital.go(NEW_YEARS_EVE, 14)
    members = gather.relief(hospital.journal.tables, None, started)
    actions.take_over(hospital.journal, hospital.guard(0), members)
    helped = hospital.go(NEW_YEARS_EVE, 16)
    actions.join_watch(hospital.journal, hospital.guard(5), "Tăng cường")
    help_ = attended(hospital, 5)
    assert (help_.assignment, help_.came_ms, help_.note) == (None, helped, "Tăng cường")
    relieved = hospital.go(NEW_YEARS_EVE, 22, 10)
    hand_over(hospital, 0, 2)
    assert attended(hospital, 5).left_ms == relieved
