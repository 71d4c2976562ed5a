"""The chief's verbs on a real file: refused in words, undone as further entries, replayed."""

import random
from datetime import date, timedelta

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused
from guardapp.base.clock import at
from guardapp.base.errors import Invalid, NotFound
from guardapp.people import actions as people
from guardapp.roster import actions, store
from guardapp.roster.model import Edit, Month, Placement, ShiftDetails, State
from guardapp.roster.rules_findings import Rule, Severity
from guardapp.roster.rules_refusals import (
    AlreadyPublished,
    ChangedSince,
    DoubleBooked,
    HasErrors,
    NeedsAcceptance,
    NeedsReason,
    NotPublished,
)
from tests.roster.conftest import Small
from tests.support import CHIEF, LEADER, clock_of

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)


def standing(small: Small) -> set[int]:
    tables = small.folder.journal.tables
    return {one.id for one in store.month(tables, 2026, 12)}


def test_a_night_shift_belongs_to_its_evening_and_is_on_duty_after_midnight(small: Small) -> None:
    new_year = date(2026, 12, 31)
    tables = small.folder.journal.tables
    actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "Đ", new_year)])
    actions.publish(small.folder.journal, CHIEF, DECEMBER, reason="thử")
    (one,) = store.on_duty(tables, at(date(2027, 1, 1), 5 * 60 + 59))
    assert (one.duty_date, one.state) == (new_year, State.PUBLISHED)
    assert store.on_duty(tables, at(date(2027, 1, 1), 6 * 60)) == []
    assert store.month(tables, 2027, 1) == []


def test_drafts_are_on_duty_for_nobody(small: Small) -> None:
    actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "S", D)])
    tables = small.folder.journal.tables
    assert store.on_duty(tables, at(D, 8 * 60)) == []
    assert len(store.assignments(tables, at(D, 0), at(D, 60 * 24), published=False)) == 1


def test_double_booking_is_refused_with_words_naming_both_shifts(small: Small) -> None:
    actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "S", D)])
    with pytest.raises(DoubleBooked) as refused:
        actions.assign(
            small.folder.journal,
            CHIEF,
            [small.wish(1, 1, "HC", D), small.wish(0, 1, "HC", D)],
        )
    assert refused.value.words() == (
        "Trùng giờ: ca HC ngày 10/12/2026 (07:00–16:00) tại Kho dược trùng với "
        "ca S ngày 10/12/2026 (06:00–14:00) tại Cổng chính của cùng người. Chưa xếp gì thêm."
    )
    assert len(standing(small)) == 1


def test_a_night_refuses_the_early_shift_that_begins_before_it_ends(small: Small) -> None:
    details = ShiftDetails("X", "Sớm", 2 * 60, 8 * 60)
    early = actions.add_shift_type(small.folder.journal, CHIEF, details)
    actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "Đ", D)])
    wish = Placement(small.guards[0], small.posts[1], early, D + timedelta(days=1))
    with pytest.raises(DoubleBooked):
        actions.assign(small.folder.journal, CHIEF, [wish])


def test_only_the_chief_plans(small: Small) -> None:
    with pytest.raises(Refused):
        actions.assign(small.folder.journal, LEADER, [small.wish(0, 0, "S", D)])


def test_a_guard_who_left_and_unknown_things_are_not_assigned(small: Small) -> None:
    people.let_guard_go(small.folder.journal, CHIEF, small.guards[0])
    with pytest.raises(NotFound):
        actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "S", D)])
    with pytest.raises(NotFound):
        actions.assign(
            small.folder.journal, CHIEF, [Placement(small.guards[1], small.posts[0], 99, D)]
        )


def test_undo_and_redo_name_the_same_things(small: Small) -> None:
    it = small.folder.journal
    made = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D), small.wish(1, 0, "C", D)])
    moved = actions.replace(it, CHIEF, made.added[:1], [small.wish(2, 0, "S", D)])
    assert standing(small) == {made.added[1], *moved.added}
    actions.undo(it, CHIEF, moved)
    assert standing(small) == set(made.added)
    actions.undo(it, CHIEF, made)
    assert standing(small) == set()
    actions.redo(it, CHIEF, made)
    actions.redo(it, CHIEF, moved)
    assert standing(small) == {made.added[1], *moved.added}


def test_undo_is_refused_when_it_changed_since(small: Small) -> None:
    it = small.folder.journal
    made = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    gone = actions.replace(it, CHIEF, made.added, ())
    with pytest.raises(ChangedSince):
        actions.undo(it, CHIEF, made)
    actions.assign(it, CHIEF, [small.wish(0, 1, "HC", D)])
    with pytest.raises(DoubleBooked):
        actions.undo(it, CHIEF, gone)
    with pytest.raises(ChangedSince):
        actions.replace(it, CHIEF, [12345], ())


def test_undo_is_refused_after_publishing(small: Small) -> None:
    it = small.folder.journal
    made = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    actions.publish(it, CHIEF, DECEMBER, reason="đã bàn với trưởng phòng")
    with pytest.raises(ChangedSince):
        actions.undo(it, CHIEF, made)


def test_a_draft_of_january_does_not_hold_december_up(small: Small) -> None:
    it, last = small.folder.journal, date(2026, 12, 31)
    first = last + timedelta(days=1)
    actions.assign(it, CHIEF, [small.wish(0, 0, "Đ", last), small.wish(0, 0, "S", first)])
    assert all(one.day <= last for one in actions.findings(it, DECEMBER))
    january = [one for one in actions.findings(it, Month(2027, 1)) if one.rule is Rule.DAY_HOURS]
    assert [one.day for one in january] == [first]
    actions.publish(it, CHIEF, DECEMBER, reason="đã xem")
    with pytest.raises(HasErrors):
        actions.publish(it, CHIEF, Month(2027, 1), reason="đã xem")


def test_errors_block_publishing_and_warnings_need_a_reason(small: Small) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 0, "C", D), small.wish(0, 0, "Đ", D)])
    with pytest.raises(HasErrors) as refused:
        actions.publish(it, CHIEF, DECEMBER, reason="gấp")
    assert {one.rule for one in refused.value.errors} == {Rule.DAY_HOURS}
    (night,) = (one for one in store.month(it.tables, 2026, 12) if one.shift == small.shifts["Đ"])
    actions.replace(it, CHIEF, [night.id], ())
    with pytest.raises(NeedsAcceptance):
        actions.publish(it, CHIEF, DECEMBER, reason=" ")
    actions.publish(it, CHIEF, DECEMBER, reason="đủ người từ tuần sau")
    publication = store.publication(it.tables, DECEMBER)
    assert publication is not None
    assert (publication.version, publication.reason) == (1, "đủ người từ tuần sau")
    assert publication.warnings > 0
    with pytest.raises(AlreadyPublished):
        actions.publish(it, CHIEF, DECEMBER, reason="lại")


def test_a_published_month_changes_only_with_a_reason(small: Small) -> None:
    it = small.folder.journal
    with pytest.raises(NotPublished):
        actions.open_change(it, CHIEF, DECEMBER, "ốm")
    made = actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    wish = small.wish(1, 0, "S", D)
    with pytest.raises(NeedsReason):
        actions.replace(it, CHIEF, made.added, [wish])
    with pytest.raises(Invalid):
        actions.open_change(it, CHIEF, DECEMBER, "  ")
    change = actions.open_change(it, CHIEF, DECEMBER, "người trực bị ốm")
    moved = actions.replace(it, CHIEF, made.added, [wish], change=change)
    (now,) = store.on_duty(it.tables, at(D, 8 * 60))
    assert (now.id, now.guard) == (moved.added[0], small.guards[1])
    publication = store.publication(it.tables, DECEMBER)
    assert publication is not None
    assert publication.version == 2
    assert [one.reason for one in publication.changes] == ["người trực bị ốm"]
    january = small.wish(1, 0, "S", date(2027, 1, 4))
    actions.assign(it, CHIEF, [january], change=change)
    assert store.month(it.tables, 2027, 1)[0].state is State.DRAFT


def test_a_change_of_another_month_opens_nothing(small: Small) -> None:
    it = small.folder.journal
    for month in (DECEMBER, DECEMBER.step(1)):
        actions.publish(it, CHIEF, month, reason="thử")
    change = actions.open_change(it, CHIEF, DECEMBER.step(1), "đổi")
    with pytest.raises(NeedsReason):
        actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)], change=change)


def test_shift_types_are_checked_and_changed(small: Small) -> None:
    it = small.folder.journal
    with pytest.raises(Invalid):
        actions.add_shift_type(it, CHIEF, ShiftDetails("S", "Sáng", 0, 60))
    with pytest.raises(Invalid):
        actions.add_shift_type(it, CHIEF, ShiftDetails("X", "Dài", 0, 25 * 60))
    actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    changed = ShiftDetails("S", "Ca sáng", 7 * 60, 15 * 60)
    actions.change_shift_type(it, CHIEF, small.shifts["S"], changed)
    assert store.shift_type(it.tables, small.shifts["S"]).hours == "07:00–15:00"
    assert store.month(it.tables, 2026, 12)[0].start_ms == at(D, 6 * 60)


def test_holidays_of_a_year_are_set_whole(small: Small) -> None:
    tables = small.folder.journal.tables
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert date(2026, 11, 24) in store.holidays(tables, *year)
    actions.set_holidays(small.folder.journal, CHIEF, 2026, {date(2026, 9, 2): "Quốc khánh"})
    assert list(store.holidays(tables, *year)) == [date(2026, 9, 2)]


def busy(small: Small) -> None:
    it = small.folder.journal
    chance = random.Random(3)
    edits: list[Edit] = []
    for step in range(60):
        clock_of(small.folder).advance(1000)
        wish = small.wish(
            chance.randrange(3),
            chance.randrange(2),
            chance.choice(["S", "C", "Đ"]),
            D + timedelta(days=chance.randrange(40)),
        )
        try:
            if step % 5 == 4:
                actions.undo(it, CHIEF, edits.pop(chance.randrange(len(edits))))
            elif step % 7 == 6:
                edits.append(actions.replace(it, CHIEF, edits[-1].added, ()))
            else:
                edits.append(actions.assign(it, CHIEF, [wish]))
        except (DoubleBooked, ChangedSince):
            continue
    while (worst := actions.findings(it, DECEMBER)[0]).severity is Severity.ERROR:
        actions.replace(it, CHIEF, [worst.assignments[0].id], ())
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    change = actions.open_change(it, CHIEF, DECEMBER, "đổi người")
    first = min(standing(small))
    actions.replace(it, CHIEF, [first], (), change=change)
    actions.change_shift_type(it, CHIEF, small.shifts["T"], ShiftDetails("T", "Trực", 480, 1920))


def test_the_tables_are_the_reading_of_the_journal(small: Small) -> None:
    busy(small)
    it = small.folder.journal
    assert replay.verify_tables(it.tables, small.folder.keys, it.features) == []
    assert replay.verify_chain(it.tables) == []


def test_entries_that_arrive_in_any_order_give_the_same_tables(small: Small) -> None:
    busy(small)
    it = small.folder.journal
    entries = [
        one
        for one in replay.entries(it.tables, small.folder.keys)
        if one.kind in store.FEATURE.apply
    ]
    for seed in range(8):
        random.Random(seed).shuffle(entries)
        target = db.connect(None)
        db.migrate(target, [store.FEATURE.migrations])
        for one in entries:
            store.FEATURE.apply[one.kind](target, one)
        assert db.differences(it.tables, target, store.FEATURE.tables) == []
        target.close()


def test_a_whole_month_is_assigned_in_one_transaction(small: Small) -> None:
    told: list[frozenset[str]] = []
    small.folder.journal.subscribe(told.append)
    wishes = [
        small.wish(guard, 0, code, day)
        for guard, code in enumerate(("S", "C", "Đ"))
        for day in (D + timedelta(days=n) for n in range(300))
    ]
    edit = actions.assign(small.folder.journal, CHIEF, wishes)
    assert len(edit.added) == 900
    assert told == [frozenset({"roster.assigned"})]
