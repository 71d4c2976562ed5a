"""Attendance and timesheets on a real file: recorded, corrected, signed, read in any order."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused
from guardapp.base.clock import HOUR, MINUTE, at
from guardapp.base.errors import Invalid, NotFound
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import Force, Gender, GuardDetails, LeaveKind
from guardapp.roster import actions, gather, gather_timesheet, rules_attendance, store
from guardapp.roster import actions_attendance as attendance
from guardapp.roster import store_attendance as kept
from guardapp.roster.actions_shifts import details_of
from guardapp.roster.document_timesheet import TimesheetLine
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_attendance import Attended, Balances, Cause, Record, Seen
from guardapp.roster.rules_attendance import (
    EarlierOpen,
    LaterSigned,
    MonthSigned,
    NotOver,
    Unrecorded,
)
from guardapp.roster.signing_timesheet import sign_timesheet
from tests.roster.conftest import Small
from tests.support import CHIEF, GUARD, INSPECTOR, LEADER, clock_of

D = date(2026, 12, 10)
DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
WHY = "Quên nhận ca trên máy"


def publish(small: Small, *planned: tuple[int, int, str, date]) -> list[Assignment]:
    """Publish the months of (guard, post, shift, day) and return the assignments in this order."""
    it = small.folder.journal
    edit = actions.assign(it, CHIEF, [small.wish(*one) for one in planned])
    for month in sorted({Month.of(day) for *_one, day in planned}):
        actions.publish(it, CHIEF, month, reason="thử")
    found = {one.id: one for one, _stands in store.these(it.tables, edit.added)}
    return [found[one] for one in edit.added]


def go(small: Small, ms: int) -> None:
    clock_of(small.folder).set(ms)


def stands(small: Small, one: Assignment) -> Attended | None:
    return kept.of_slot(small.folder.journal.tables, one.id, one.guard)


def came(small: Small, one: Assignment, *, late: int = 0, present: bool = True) -> None:
    """Let a watch see a guard, minutes after the start of his shift."""
    go(small, one.start_ms + late * MINUTE)
    seen = Seen(one.guard, present, "" if present else "không đến", one.start_ms)
    attendance.note_seen(small.folder.journal, GUARD, [seen])


def left(small: Small, one: Assignment, *, over: int = 0, staying: bool = False) -> None:
    """Hand the watch over, minutes after the end of a guard's shift."""
    go(small, one.end_ms + over * MINUTE)
    attendance.note_left(
        small.folder.journal,
        GUARD,
        [one.guard],
        staying={one.guard} if staying else (),
        watch_end_ms=one.end_ms,
    )


def line(small: Small, month: Month, guard: int = 0, until: int | None = None) -> TimesheetLine:
    conn = small.folder.journal.tables
    now = clock_of(small.folder).now_ms() if until is None else until
    lines = gather_timesheet.document(conn, month, now).lines
    return next(one for one in lines if one.guard == small.guards[guard])


def test_a_guard_came_with_the_watch_and_left_with_the_handover(small: Small) -> None:
    (one,) = publish(small, (0, 0, "S", D))
    came(small, one, late=-12)
    there = stands(small, one)
    assert there is not None
    assert (there.came_ms, there.left_ms, there.by_hand) == (one.start_ms, None, False)
    left(small, one, over=20)
    there = stands(small, one)
    assert there is not None
    assert there.left_ms == one.end_ms + 20 * MINUTE
    assert line(small, DECEMBER).figures.minutes == 8 * 60 + 20


def test_a_guard_seen_again_in_the_next_watch_came_once_and_stays(small: Small) -> None:
    (office,) = publish(small, (0, 0, "HC", D))
    came(small, office)
    before = small.folder.journal.head()
    go(small, at(D, 14 * 60))
    seen = Seen(office.guard, present=True, start_ms=office.start_ms)
    attendance.note_left(
        small.folder.journal, GUARD, [office.guard], staying={office.guard},
        watch_end_ms=at(D, 14 * 60),
    )  # fmt: skip
    attendance.note_seen(small.folder.journal, GUARD, [seen])
    assert small.folder.journal.head() == before


def test_who_ended_within_the_watch_left_at_the_rostered_end(small: Small) -> None:
    (office,) = publish(small, (0, 0, "HC", D))
    came(small, office)
    go(small, at(D, 22 * 60))
    attendance.note_left(
        small.folder.journal, GUARD, [office.guard], staying=(), watch_end_ms=at(D, 22 * 60)
    )
    there = stands(small, office)
    assert there is not None
    assert there.left_ms == office.end_ms


def test_an_absence_has_its_words_and_whoever_comes_after_all_came(small: Small) -> None:
    (one,) = publish(small, (0, 0, "S", D))
    came(small, one, present=False)
    there = stands(small, one)
    assert there is not None
    assert (there.came_ms, there.cause, there.note) == (None, Cause.OTHER, "không đến")
    came(small, one, late=45)
    there = stands(small, one)
    assert there is not None
    assert (there.came_ms, there.cause) == (one.start_ms + 45 * MINUTE, None)


def test_who_stands_unrostered_in_a_watch_has_the_hours_from_coming_to_leaving(
    small: Small,
) -> None:
    it, guard = small.folder.journal, small.guards[2]
    go(small, at(D, 360))
    attendance.note_seen(it, GUARD, [Seen(guard, present=True, note="thay anh An")])
    go(small, at(D, 600))
    attendance.note_seen(it, GUARD, [Seen(guard, present=True)])
    go(small, at(D, 840))
    attendance.note_left(it, GUARD, [guard], staying=(), watch_end_ms=at(D, 840))
    (there,) = kept.attended(it.tables, D, D)
    assert (there.assignment, there.note) == (None, "thay anh An")
    assert line(small, DECEMBER, 2).figures.minutes == 8 * 60


def test_what_is_set_by_hand_goes_before_and_shows_that_it_was_corrected(small: Small) -> None:
    it = small.folder.journal
    (one,) = publish(small, (0, 0, "S", D))
    came(small, one, late=30)
    go(small, one.end_ms)
    attendance.record(
        it, LEADER, Record(one.guard, one.id, came_ms=one.start_ms, left_ms=one.end_ms), WHY
    )
    left(small, one, over=60)
    there = stands(small, one)
    assert there is not None
    assert (there.came_ms, there.left_ms) == (one.start_ms, one.end_ms)
    assert (there.by_hand, there.corrections, there.note) == (True, 1, WHY)


def test_the_handover_still_tells_when_somebody_left_who_came_by_hand(small: Small) -> None:
    (one,) = publish(small, (0, 0, "S", D))
    go(small, one.start_ms + HOUR)
    attendance.record(
        small.folder.journal, LEADER, Record(one.guard, one.id, came_ms=one.start_ms), WHY
    )
    left(small, one)
    there = stands(small, one)
    assert there is not None
    assert (there.left_ms, there.by_hand) == (one.end_ms, True)


def test_absent_with_a_cause_and_replaced_by_somebody(small: Small) -> None:
    it = small.folder.journal
    (one,) = publish(small, (0, 0, "S", D))
    go(small, one.end_ms)
    told = Record(one.guard, one.id, cause=Cause.SICK, replaced_by=small.guards[1])
    attendance.record(it, LEADER, told, WHY)
    there = stands(small, one)
    assert there is not None
    assert (there.cause, there.replaced_by) == (Cause.SICK, small.guards[1])
    assert "sick" not in "".join(
        row["body"] for row in it.tables.execute("SELECT body FROM journal")
    )


def test_work_outside_the_roster_is_set_corrected_and_taken_back(small: Small) -> None:
    it, guard = small.folder.journal, small.guards[1]
    go(small, at(D, 960))
    first = Record(guard, post=small.posts[0], came_ms=at(D, 480), left_ms=at(D, 900))
    slot = attendance.record(it, LEADER, first, WHY)
    assert line(small, DECEMBER, 1).figures.minutes == 7 * 60
    longer = Record(guard, slot=slot, post=small.posts[0], came_ms=at(D, 480), left_ms=at(D, 960))
    assert attendance.record(it, LEADER, longer, "về muộn hơn") == slot
    assert line(small, DECEMBER, 1).figures.minutes == 8 * 60
    attendance.record(it, LEADER, Record(guard, slot=slot), "ghi nhầm người")
    assert line(small, DECEMBER, 1).figures.minutes == 0
    assert rules_attendance.duties([], kept.attended(it.tables, D, D)) == []


def test_a_record_of_somebody_or_something_unknown_is_refused(small: Small) -> None:
    it = small.folder.journal
    one, gone = publish(small, (0, 0, "S", D), (1, 0, "S", D))
    edit = actions.assign(it, CHIEF, [small.wish(1, 0, "S", date(2026, 11, 5))])
    change = actions.open_change(it, CHIEF, DECEMBER, "đổi ca")
    actions.replace(it, CHIEF, [gone.id], [], change=change)
    go(small, one.end_ms)
    for wrong in (
        Record(one.guard, one.id, cause=Cause.OTHER, replaced_by=77),
        Record(one.guard, post=77, came_ms=one.start_ms),
        Record(gone.guard, gone.id, came_ms=one.start_ms),
        Record(small.guards[1], edit.added[0], came_ms=one.start_ms),
        Record(one.guard, 77, came_ms=one.start_ms),
        Record(small.guards[1], one.id, came_ms=one.start_ms),
        Record(one.guard, slot=77, came_ms=one.start_ms),
        Record(99, post=small.posts[0], came_ms=one.start_ms),
    ):
        with pytest.raises(NotFound):
            attendance.record(it, LEADER, wrong, WHY)
    with pytest.raises(Refused):
        attendance.record(it, GUARD, Record(one.guard, one.id, came_ms=one.start_ms), WHY)


def test_many_shifts_are_recorded_as_rostered_at_once_where_nothing_is(small: Small) -> None:
    it = small.folder.journal
    those = publish(
        small, (0, 0, "S", D), (1, 0, "C", D), (2, 0, "Đ", D), (0, 0, "S", D + timedelta(days=1))
    )
    came(small, those[0], late=40)
    came(small, those[1], present=False)
    go(small, those[2].end_ms)
    assert attendance.record_as_rostered(it, LEADER, [one.id for one in those], WHY) == 2
    morning, evening, night = (stands(small, one) for one in those[:3])
    assert morning is not None
    assert evening is not None
    assert night is not None
    assert (morning.came_ms, morning.left_ms) == (
        those[0].start_ms + 40 * MINUTE,
        those[0].end_ms,
    )
    assert evening.cause is Cause.OTHER
    assert (night.came_ms, night.left_ms) == (those[2].start_ms, those[2].end_ms)
    assert stands(small, those[3]) is None
    with pytest.raises(Invalid):
        attendance.record_as_rostered(it, LEADER, [those[0].id], " ")


def test_opening_balances_are_where_counting_starts(small: Small) -> None:
    it = small.folder.journal
    (one,) = publish(small, (0, 0, "S", D))
    assert not kept.has_openings(it.tables)
    told = {small.guards[0]: Balances(30 * 60, 2), small.guards[1]: Balances()}
    attendance.set_opening_balances(it, CHIEF, DECEMBER.first, told)
    assert kept.has_openings(it.tables)
    assert gather_timesheet.balances_before(it.tables, DECEMBER)[small.guards[0]] == Balances(
        1800, 2
    )
    came(small, one)
    left(small, one, over=240)
    assert line(small, DECEMBER).overtime_year == 1800 + 240
    attendance.set_opening_balances(it, CHIEF, D + timedelta(days=1), told)
    assert line(small, DECEMBER).overtime_year == 1800
    assert line(small, DECEMBER).figures.overtime == 240
    with pytest.raises(Invalid):
        attendance.set_opening_balances(it, CHIEF, D, {small.guards[0]: Balances(-1, 0)})
    with pytest.raises(NotFound):
        attendance.set_opening_balances(it, CHIEF, D, {99: Balances()})


def test_a_month_is_signed_when_it_is_over_and_everything_is_settled(small: Small) -> None:
    it = small.folder.journal
    (one, night) = publish(small, (0, 0, "S", D), (1, 0, "Đ", date(2026, 12, 31)))
    go(small, night.end_ms - 1)
    with pytest.raises(NotOver):
        sign_timesheet(it, CHIEF, DECEMBER)
    go(small, night.end_ms)
    with pytest.raises(Unrecorded) as refused:
        sign_timesheet(it, CHIEF, DECEMBER)
    assert refused.value.count == 2
    attendance.record_as_rostered(it, CHIEF, [one.id, night.id], WHY)
    with pytest.raises(Refused):
        sign_timesheet(it, LEADER, DECEMBER)
    sign_timesheet(it, CHIEF, DECEMBER)
    with pytest.raises(MonthSigned):
        sign_timesheet(it, CHIEF, DECEMBER)
    with pytest.raises(LaterSigned):
        sign_timesheet(it, CHIEF, Month(2026, 11))


def test_a_signed_sheet_stays_and_a_later_correction_counts_in_the_next_month_once(
    small: Small,
) -> None:
    it = small.folder.journal
    one, january = publish(small, (0, 0, "S", D), (0, 0, "S", date(2027, 1, 5)))
    go(small, at(JANUARY.first, 0) + HOUR)
    attendance.record_as_rostered(it, CHIEF, [one.id], WHY)
    sign_timesheet(it, CHIEF, DECEMBER)
    frozen = gather_timesheet.document(it.tables, DECEMBER, 0)
    assert (frozen.draft, frozen.anchor) != (True, "")
    later = Record(one.guard, one.id, came_ms=one.start_ms, left_ms=one.end_ms + HOUR)
    attendance.record(it, CHIEF, later, "thực tế về muộn 1 giờ")
    assert gather_timesheet.document(it.tables, DECEMBER, 0) == frozen
    go(small, at(date(2027, 2, 1), 60))
    after = line(small, JANUARY)
    assert (after.figures.normal, after.figures.overtime) == (8 * 60 + 60, 60)
    assert after.overtime_year == 60
    assert after.remark == "Điều chỉnh tháng 12/2026: ngày thường +1, làm thêm +1"
    attendance.record_as_rostered(it, CHIEF, [january.id], WHY)
    sign_timesheet(it, CHIEF, JANUARY)
    assert line(small, JANUARY).remark == after.remark
    february = line(small, Month(2027, 2))
    assert (february.figures.minutes, february.remark, february.overtime_year) == (0, "", 60)


def test_rest_taken_is_compensatory_leave_and_the_balance_goes_on(small: Small) -> None:
    it, guard = small.folder.journal, small.guards[0]
    told = {one: Balances(0, 3) for one in small.guards}
    attendance.set_opening_balances(it, CHIEF, DECEMBER.first, told)
    leave = date(2026, 12, 30), date(2027, 1, 1)
    people.grant_leave(it, CHIEF, guard, LeaveKind.COMPENSATORY, *leave)
    go(small, at(JANUARY.first, 0) + HOUR)
    assert (line(small, DECEMBER).figures.rest_taken, line(small, DECEMBER).rest_left) == (2, 1)
    sign_timesheet(it, CHIEF, DECEMBER)
    assert line(small, JANUARY).rest_left == 0
    assert gather_timesheet.balances_before(it.tables, JANUARY)[guard] == Balances(0, 1)


def test_the_tables_are_the_same_whatever_order_the_entries_arrive_in(small: Small) -> None:
    it = small.folder.journal
    those = publish(small, (0, 0, "S", D), (1, 0, "C", D), (2, 0, "Đ", D))
    attendance.set_opening_balances(it, CHIEF, D, {small.guards[0]: Balances(60, 1)})
    came(small, those[0], late=20)
    came(small, those[1], present=False)
    left(small, those[0], over=15)
    came(small, those[1], late=30)
    attendance.record(it, LEADER, Record(those[1].guard, those[1].id, cause=Cause.UNTOLD), WHY)
    left(small, those[1])
    go(small, at(JANUARY.first, 0) + 10 * HOUR)
    attendance.record_as_rostered(it, LEADER, [those[2].id], WHY)
    sign_timesheet(it, CHIEF, DECEMBER)
    attendance.set_opening_balances(it, CHIEF, D, {small.guards[0]: Balances(90, 2)})
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


def test_only_the_chief_signs_and_tells_balances(small: Small) -> None:
    for session in (LEADER, GUARD, INSPECTOR):
        with pytest.raises(Refused):
            attendance.set_opening_balances(small.folder.journal, session, D, {})
        with pytest.raises(Refused):
            sign_timesheet(small.folder.journal, session, DECEMBER)


def test_the_month_s_roster_names_the_rest_still_due(small: Small) -> None:
    it = small.folder.journal
    told = {small.guards[0]: Balances(0, 3), small.guards[1]: Balances()}
    attendance.set_opening_balances(it, CHIEF, DECEMBER.first, told)
    document = gather.month_document(it.tables, DECEMBER, 0)
    assert [one.rest_due for one in document.guards if one.rest_due] == [3]


def test_rest_that_is_entered_after_the_signature_is_taken_off_in_the_next_month(
    small: Small,
) -> None:
    it, guard = small.folder.journal, small.guards[0]
    told = {one: Balances(0, 3) for one in small.guards}
    attendance.set_opening_balances(it, CHIEF, DECEMBER.first, told)
    go(small, at(JANUARY.first, 0) + HOUR)
    sign_timesheet(it, CHIEF, DECEMBER)
    people.grant_leave(it, CHIEF, guard, LeaveKind.COMPENSATORY, D, D)
    january = line(small, JANUARY)
    assert (january.rest_left, january.remark) == (
        2,
        "Điều chỉnh tháng 12/2026: nghỉ bù đã nghỉ +1",
    )
    go(small, at(date(2027, 2, 1), 60))
    sign_timesheet(it, CHIEF, JANUARY)
    february = line(small, Month(2027, 2))
    assert (february.rest_left, february.remark) == (2, "")


def test_work_moved_out_of_a_signed_month_counts_once(small: Small) -> None:
    it, guard, post = small.folder.journal, small.guards[0], small.posts[0]
    go(small, at(JANUARY.first, 0) + 20 * HOUR)
    before, after = (at(day, 600) for day in (date(2026, 12, 31), JANUARY.first))
    helped = Record(guard, post=post, came_ms=before, left_ms=before + 5 * HOUR)
    slot = attendance.record(it, CHIEF, helped, WHY)
    sign_timesheet(it, CHIEF, DECEMBER)
    assert line(small, DECEMBER).figures.minutes == 300
    moved = Record(guard, slot=slot, post=post, came_ms=after, left_ms=after + 5 * HOUR)
    attendance.record(it, CHIEF, moved, "ghi nhầm ngày")
    found = line(small, JANUARY)
    assert (found.figures.minutes, found.figures.holiday) == (0, 300)
    assert "tháng 12/2026" in found.remark


def test_who_was_not_in_a_signed_sheet_has_its_work_in_the_next_one(small: Small) -> None:
    it, post = small.folder.journal, small.posts[0]
    go(small, at(JANUARY.first, 0) + HOUR)
    sign_timesheet(it, CHIEF, DECEMBER)
    told = GuardDetails("Ngô Văn Mới", Force.OWN, Gender.MALE, date(1990, 1, 1))
    new, came_ms = people.add_guard(it, CHIEF, told), at(date(2026, 12, 31), 600)
    helped = Record(new, post=post, came_ms=came_ms, left_ms=came_ms + 5 * HOUR)
    attendance.record(it, CHIEF, helped, WHY)
    document = gather_timesheet.document(it.tables, JANUARY, clock_of(small.folder).now_ms())
    assert next(one for one in document.lines if one.guard == new).figures.minutes == 300


def test_months_are_signed_in_their_order_so_that_no_correction_is_lost(small: Small) -> None:
    it = small.folder.journal
    (one,) = publish(small, (0, 0, "S", date(2027, 1, 5)))
    go(small, at(date(2027, 4, 1), 60))
    attendance.record_as_rostered(it, CHIEF, [one.id], WHY)
    sign_timesheet(it, CHIEF, DECEMBER)
    with pytest.raises(EarlierOpen) as refused:
        sign_timesheet(it, CHIEF, Month(2027, 3))
    assert "01/2027" in refused.value.words()
    sign_timesheet(it, CHIEF, JANUARY)
    sign_timesheet(it, CHIEF, Month(2027, 3))


def test_a_break_in_a_signed_sheet_stays_so_that_no_correction_counts_it_anew(small: Small) -> None:
    it = small.folder.journal
    (one,) = publish(small, (0, 0, "HC", D))
    office = store.shift_type(it.tables, one.shift)
    assert office is not None
    longer = replace(details_of(office), break_minutes=office.break_minutes + 15)
    actions.change_shift_type(it, CHIEF, one.shift, longer)
    go(small, at(JANUARY.first, 0) + HOUR)
    attendance.record_as_rostered(it, CHIEF, [one.id], WHY)
    sign_timesheet(it, CHIEF, DECEMBER)
    actions.change_shift_type(it, CHIEF, one.shift, replace(longer, name="Hành chính mới"))
    for changed in ({"break_minutes": 5}, {"break_paid": not office.break_paid}):
        with pytest.raises(Invalid) as refused:
            actions.change_shift_type(it, CHIEF, one.shift, replace(longer, **changed))
        assert set(refused.value.problems) == {"break_minutes"}
