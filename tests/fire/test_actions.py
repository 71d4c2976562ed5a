"""Verbs on a real folder: the register, checks, a defect from opening to closing, refusals."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused, Standing, unverified
from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.folder import Folder
from guardapp.base.identity import is_valid_code
from guardapp.base.matters import Severity
from guardapp.fire import actions, gather, register, store
from guardapp.fire.defect import Fault, Owner, State, Step
from guardapp.fire.errors import InFuture, OutOfService, SamePerson, WrongState
from guardapp.fire.gather_checklist import checklist
from guardapp.fire.kinds import Kind
from guardapp.fire.model import Result, Target
from guardapp.fire.rules import DueState
from tests.fire.support import (
    ANOTHER_GUARD,
    FEATURES,
    GUARD_7,
    LEADER_9,
    add,
    extinguisher,
    fire_folder,
)
from tests.support import CHIEF, GUARD, INSPECTOR, clock_of


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return fire_folder(tmp_path)


def now(folder: Folder) -> int:
    return folder.journal.clock.now_ms()


def fail(folder: Folder, target: Target, note: str = "Kim áp suất vạch đỏ") -> int:
    made = actions.check(folder.journal, GUARD_7, target, Result.FAIL, note)
    assert made.defect is not None
    return made.defect


def defect(folder: Folder, identity: int) -> store.Defect:
    found = store.defect(folder.journal.tables, identity)
    assert found is not None
    return found


def test_a_piece_gets_the_next_code_and_is_found_by_it(folder: Folder) -> None:
    first = add(folder)
    add(folder, serial="MFZ4-0002")
    codes = store.codes(folder.journal.tables)
    assert len(codes) == 2
    assert all(code[0] == "3" and is_valid_code(code) for code in codes)
    piece = store.piece(folder.journal.tables, first)
    assert piece is not None
    assert store.piece_by_code(folder.journal.tables, piece.code) == piece
    assert piece.details == replace(extinguisher(), code=piece.code)


def test_many_pieces_are_registered_together_or_not_at_all(folder: Folder) -> None:
    pieces = [extinguisher(serial=f"S{n}") for n in range(50)]
    assert len(register.register_many(folder.journal, CHIEF, pieces)) == 50
    twice = [extinguisher(serial="T1"), extinguisher(serial="t1")]
    with pytest.raises(Invalid) as error:
        register.register_many(folder.journal, CHIEF, twice)
    assert set(error.value.problems) == {"serial"}
    assert len(store.codes(folder.journal.tables)) == 50
    found = register.register_problems(folder.journal.tables, date(2026, 12, 1), twice)
    assert [set(one) for one in found] == [set(), {"serial"}]


def test_a_serial_twice_and_a_future_date_are_refused_in_words(folder: Folder) -> None:
    add(folder)
    with pytest.raises(Invalid) as error:
        add(folder, made=date(2026, 12, 2), recharged=None)
    assert "MFZ4-0001" in error.value.problems["serial"]
    assert "tương lai" in error.value.problems["made"]


def test_a_piece_is_changed_without_losing_its_code(folder: Folder) -> None:
    piece = add(folder)
    register.change_equipment(folder.journal, LEADER_9, piece, extinguisher(place="Sảnh chính"))
    found = store.piece(folder.journal.tables, piece)
    assert found is not None
    assert found.details.place == "Sảnh chính"
    assert is_valid_code(found.code)


def test_a_guard_and_an_inspector_may_not_change_the_register(folder: Folder) -> None:
    for session in (GUARD_7, INSPECTOR):
        with pytest.raises(Refused):
            register.register(folder.journal, session, extinguisher())


def test_a_piece_out_of_service_is_neither_due_nor_checked(folder: Folder) -> None:
    piece = add(folder)
    with pytest.raises(Invalid):
        register.withdraw(folder.journal, LEADER_9, piece, " ")
    register.withdraw(folder.journal, LEADER_9, piece, "Gửi đi nạp")
    target = Target(equipment=piece)
    with pytest.raises(OutOfService) as error:
        actions.check(folder.journal, GUARD_7, target, Result.PASS)
    assert "Gửi đi nạp" in error.value.words()
    tasks = checklist(folder.journal.tables, now(folder)).tasks
    assert target not in [task.target for task in tasks]
    register.put_back(folder.journal, LEADER_9, piece, "Đã nạp xong")
    assert actions.check(folder.journal, GUARD_7, target, Result.PASS).defect is None


def test_the_daily_lines_and_new_pieces_are_due_today(folder: Folder) -> None:
    piece = add(folder)
    today = checklist(folder.journal.tables, now(folder))
    assert len(today.tasks) == 17
    assert today.done == 0
    assert {task.due.state for task in today.tasks} == {DueState.DUE}
    assert today.tasks[0].letters == "h"
    assert today.tasks[-1].target == Target(equipment=piece)
    assert today.tasks[-1].group == "Nhà A · Tầng 1"
    assert len(today.tasks[-1].criteria) == 5


def test_a_passed_check_is_done_today_and_the_piece_due_again_after_its_days(
    folder: Folder,
) -> None:
    target = Target(equipment=add(folder))
    actions.check(folder.journal, GUARD_7, target, Result.PASS)
    assert checklist(folder.journal.tables, now(folder)).done == 1

    def state_after(days: int) -> list[DueState]:
        tasks = checklist(folder.journal.tables, now(folder) + days * DAY).tasks
        return [task.due.state for task in tasks if task.target == target]

    assert state_after(29) == []
    assert state_after(30) == [DueState.DUE]
    assert state_after(31) == [DueState.OVERDUE]


def test_an_alarm_panel_is_due_in_every_shift(folder: Folder) -> None:
    target = Target(equipment=add(folder, kind=Kind.ALARM_PANEL, name="", serial="P1"))

    def state() -> list[DueState]:
        tasks = checklist(folder.journal.tables, now(folder)).tasks
        return [task.due.state for task in tasks if task.target == target]

    actions.check(folder.journal, GUARD_7, target, Result.PASS)
    assert state() == [DueState.DONE]
    clock_of(folder).advance(7 * HOUR)
    assert state() == [DueState.DUE]
    clock_of(folder).advance(8 * HOUR)
    assert state() == [DueState.OVERDUE]


def test_a_failure_needs_words_and_becomes_a_defect_due_in_the_usual_days(folder: Folder) -> None:
    target = Target(equipment=add(folder))
    for result in (Result.FAIL, Result.NOT_POSSIBLE):
        with pytest.raises(Invalid):
            actions.check(folder.journal, GUARD_7, target, result, "  ")
    assert store.checks(folder.journal.tables, 0, now(folder) + 1) == []
    found = defect(folder, fail(folder, target))
    assert found.due == date(2026, 12, 8)
    assert found.place == "Hành lang, cạnh phòng 101, Tầng 1, Nhà A"
    assert found.state is State.OPEN
    assert not found.critical
    assert store.open_defects_of(folder.journal.tables, target) == [found]


def test_a_failure_names_measure_owner_and_due_date(folder: Folder) -> None:
    made = actions.check(
        folder.journal,
        GUARD_7,
        Target(line="N01"),
        Result.FAIL,
        "Cửa thoát hiểm tầng 2 bị khóa trái",
        fault=Fault("Đã mở khóa, cử người canh", Owner(text="Phòng HCQT"), date(2026, 12, 2)),
    )
    assert made.defect is not None
    found = defect(folder, made.defect)
    assert (found.temporary, found.owner.text) == ("Đã mở khóa, cử người canh", "Phòng HCQT")
    assert found.due == date(2026, 12, 2)
    assert found.critical
    assert found.shown_title == "Lối thoát nạn, cửa thoát hiểm, cầu thang bộ"
    with pytest.raises(Invalid):
        actions.check(
            folder.journal,
            GUARD_7,
            Target(line="N01"),
            Result.FAIL,
            "x",
            fault=Fault(due=date(2026, 11, 30)),
        )


def test_the_name_of_an_owner_is_not_in_clear_in_the_journal(folder: Folder) -> None:
    fault = Fault(owner=Owner(text="Anh Tuấn thợ điện"))
    actions.check(folder.journal, GUARD_7, Target(line="N02"), Result.FAIL, "Kẹt", fault=fault)
    rows = folder.journal.tables.execute("SELECT body FROM journal").fetchall()
    assert not any("Tuấn" in row["body"] for row in rows)


def test_a_known_defect_is_seen_again_instead_of_opened_twice(folder: Folder) -> None:
    target = Target(equipment=add(folder))
    first = fail(folder, target)
    again = actions.check(
        folder.journal, ANOTHER_GUARD, target, Result.FAIL, "Vẫn vạch đỏ", known=first
    )
    assert again.defect == first
    assert len(store.open_defects(folder.journal.tables)) == 1
    assert defect(folder, first).times == 2


def test_a_defect_is_mended_by_one_and_closed_by_another(folder: Folder) -> None:
    target = Target(equipment=add(folder))
    identity = fail(folder, target)
    with pytest.raises(WrongState):
        actions.close_defect(folder.journal, LEADER_9, identity)
    actions.report_fixed(folder.journal, LEADER_9, identity, "Đã thay bình")
    with pytest.raises(SamePerson):
        actions.close_defect(folder.journal, LEADER_9, identity)
    with pytest.raises(Refused):
        actions.close_defect(folder.journal, GUARD_7, identity)
    chief = replace(CHIEF, account=1)
    actions.send_back(folder.journal, chief, identity, "Chưa có kẹp chì")
    assert defect(folder, identity).state is State.OPEN
    clock_of(folder).advance(MINUTE)
    actions.report_fixed(folder.journal, GUARD_7, identity, "Đã kẹp chì")
    actions.close_defect(folder.journal, chief, identity, "Đạt")
    found = defect(folder, identity)
    assert (found.state, found.state_by) == (State.CLOSED, 1)
    steps = [step.step for step in store.steps(folder.journal.tables, identity)]
    assert steps == [Step.FIXED, Step.SENT_BACK, Step.FIXED, Step.CLOSED]
    assert store.history(folder.journal.tables, target)[0].result is Result.PASS
    with pytest.raises(WrongState):
        actions.report_fixed(folder.journal, GUARD_7, identity, "x")


def test_a_plan_is_changed_and_kept(folder: Folder) -> None:
    identity = fail(folder, Target(equipment=add(folder)))
    fault = Fault("Đặt bình dự phòng", Owner(text="Tổ điện nước"), date(2026, 12, 20))
    actions.plan_defect(folder.journal, LEADER_9, identity, fault)
    found = defect(folder, identity)
    assert (found.temporary, found.owner, found.due) == (fault.temporary, fault.owner, fault.due)


def test_a_wrong_press_is_corrected_and_its_defect_withdrawn(folder: Folder) -> None:
    target = Target(equipment=add(folder))
    made = actions.check(folder.journal, GUARD_7, target, Result.FAIL, "Bấm nhầm")
    with pytest.raises(Invalid):
        actions.check(folder.journal, GUARD_7, target, Result.PASS, corrects=made.check)
    actions.check(
        folder.journal, GUARD_7, target, Result.PASS, "Bấm nhầm dòng", corrects=made.check
    )
    tables = folder.journal.tables
    assert store.open_defects(tables) == []
    assert [one.result for one in store.checks(tables, 0, now(folder) + 1)] == [Result.PASS]
    counted = store.summary(tables, 0, now(folder) + 1)
    assert (counted.checks, counted.failed, counted.defects_opened) == (1, 0, 0)


def test_a_check_from_the_future_or_of_nothing_known_is_refused(folder: Folder) -> None:
    with pytest.raises(InFuture) as error:
        actions.check(
            folder.journal, GUARD_7, Target(line="N01"), Result.PASS, at=now(folder) + HOUR
        )
    assert "tương lai" in error.value.words()
    for target in (Target(line="N99"), Target(equipment=99), Target(line="pump.1")):
        with pytest.raises(NotFound):
            actions.check(folder.journal, GUARD_7, target, Result.PASS)
    with pytest.raises(Refused):
        actions.check(folder.journal, INSPECTOR, Target(line="N01"), Result.PASS)


def test_a_check_says_how_its_writer_stood(folder: Folder) -> None:
    for session in (GUARD_7, GUARD, unverified("10017")):
        actions.check(folder.journal, session, Target(line="N01"), Result.PASS)
    found = [one.standing for one in store.checks(folder.journal.tables, 0, now(folder) + 1)]
    assert found == [Standing.ON_DUTY, Standing.NOT_TAKEN_OVER, Standing.UNVERIFIED]


def test_open_matters_name_defects_by_their_weight_and_what_is_overdue(folder: Folder) -> None:
    panel = add(folder, kind=Kind.ALARM_PANEL, name="", serial="P1")
    add(folder, serial="old", recharged=None, next_due=date(2026, 11, 1))
    fail(folder, Target(equipment=panel), "Báo lỗi khu vực 3")
    fail(folder, Target(line="N13"), "Sạc ngoài giờ")
    clock_of(folder).advance(9 * DAY)
    matters = gather.open_matters(folder.journal.tables, now(folder))
    found = {(one.kind, one.severity) for one in matters}
    assert found == {
        ("fire.defect", Severity.CRITICAL),
        ("fire.defect", Severity.WARNING),
        ("fire.overdue", Severity.WARNING),
        ("fire.expired", Severity.WARNING),
    }
    assert any("quá hạn 08/12/2026" in one.title for one in matters)


def test_a_shift_is_summed_up_in_numbers(folder: Folder) -> None:
    start = now(folder)
    for code in ("N02", "N03", "N04"):
        actions.check(folder.journal, GUARD_7, Target(line=code), Result.PASS)
    locked = Result.NOT_POSSIBLE
    actions.check(folder.journal, GUARD_7, Target(line="N10"), locked, "Kho khóa, chưa có chìa")
    identity = fail(folder, Target(line="N05"), "Bể cạn")
    actions.report_fixed(folder.journal, GUARD_7, identity, "Đã bơm đầy")
    tables = folder.journal.tables
    counted = store.summary(tables, start, now(folder) + 1)
    assert (counted.checks, counted.passed, counted.failed) == (5, 3, 1)
    assert (counted.not_possible, counted.defects_opened, counted.defects_closed) == (1, 1, 0)


def busy(folder: Folder) -> None:
    """Make one of everything."""
    journal = folder.journal
    piece = add(folder)
    target = Target(equipment=piece)
    register.change_equipment(journal, CHIEF, piece, extinguisher(floor="Tầng 2"))
    fault = Fault("Tạm", Owner(text="Tổ điện"), None)
    made = actions.check(journal, GUARD_7, target, Result.FAIL, "Hỏng", fault=fault)
    assert made.defect is not None
    actions.plan_defect(journal, LEADER_9, made.defect, Fault("Khác", Owner(5), None))
    actions.check(journal, GUARD_7, target, Result.FAIL, "Vẫn hỏng", known=made.defect)
    actions.report_fixed(journal, GUARD_7, made.defect, "Xong")
    actions.close_defect(journal, LEADER_9, made.defect)
    again = actions.check(journal, GUARD_7, target, Result.FAIL, "Nhầm")
    actions.check(journal, GUARD_7, target, Result.PASS, "Nhầm", corrects=again.check)
    register.withdraw(journal, LEADER_9, piece, "Thanh lý")
    pump = add(folder, kind=Kind.PUMP, serial="b")
    actions.check(journal, GUARD_7, Target(equipment=pump), Result.PASS, measured=7_500)


def test_replay_gives_the_same_tables(folder: Folder) -> None:
    busy(folder)
    assert replay.verify_tables(folder.journal.tables, folder.keys, folder.journal.features) == []


def test_replay_gives_the_same_tables_in_any_order_of_arrival(folder: Folder) -> None:
    busy(folder)
    journal = folder.journal
    source = [
        one for one in replay.entries(journal.tables, folder.keys) if one.kind.startswith("fire.")
    ]
    feature = FEATURES[1]
    for seed in range(20):
        random.Random(seed).shuffle(source)
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations])
        for entry in source:
            feature.apply[entry.kind](anew, entry)
        assert db.differences(journal.tables, anew, feature.tables) == []


def test_the_checklist_of_a_large_hospital_after_years_is_fast_enough(folder: Folder) -> None:
    pieces = [extinguisher(serial=f"S{n}", walk=n) for n in range(600)]
    found = register.register_many(folder.journal, CHIEF, pieces)
    with folder.journal.transaction():
        for _month in range(3):
            clock_of(folder).advance(30 * DAY)
            for piece in found:
                actions.check(folder.journal, GUARD_7, Target(equipment=piece), Result.PASS)
    steps = folder.journal.tables.execute(
        "EXPLAIN QUERY PLAN " + store._EQUIPMENT, {"before": 1}
    ).fetchall()
    assert not any("SCAN c" in row["detail"] for row in steps)
    assert len(checklist(folder.journal.tables, now(folder)).tasks) == 616
