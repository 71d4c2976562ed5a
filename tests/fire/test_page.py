"""The fire pages as a guard and a leader use them: keys, scanner, defect to closing, register."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from guardapp.base.clock import DAY
from guardapp.base.errors import Invalid
from guardapp.base.folder import Folder
from guardapp.base.words import set_language
from guardapp.fire import actions, register, store
from guardapp.fire.defect import Owner, State
from guardapp.fire.kinds import Kind
from guardapp.fire.model import Result, Target
from guardapp.fire.page import FireCheckPage, print_checklist
from guardapp.fire.page_answer import OwnerField
from guardapp.fire.page_defects import DefectsPage, Lane
from guardapp.fire.page_equipment import EquipmentPage
from guardapp.fire.page_equipment_form import EquipmentDialog
from tests.fire.support import GUARD_7, LEADER_9, add, extinguisher, fire_folder
from tests.support import CHIEF, INSPECTOR, clock_of
from tests.support_ui import Surroundings, surroundings


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = fire_folder(tmp_path)
    yield opened
    opened.close()


def check_page(qtbot: QtBot, around: Surroundings) -> FireCheckPage:
    page = FireCheckPage(around.shell)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def press(qtbot: QtBot, page: FireCheckPage, key: str) -> None:
    """Press one key by hand: nothing follows it at once."""
    with qtbot.waitSignal(page.keys.pressed):
        QTest.keyClick(page.list, key)


def made(folder: Folder) -> list[tuple[str | None, Result]]:
    now = folder.journal.clock.now_ms()
    return [
        (one.target.line, one.result) for one in store.checks(folder.journal.tables, 0, now + 1)
    ]


def test_one_passes_and_goes_to_the_next(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    press(qtbot, page, "1")
    press(qtbot, page, "1")
    assert made(folder) == [("N01", Result.PASS), ("N02", Result.PASS)]
    current = page.list.current()
    assert current is not None
    assert current.code == "N03"
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    current = page.list.current()
    assert current is not None
    assert current.code == "N04"


def test_two_asks_in_place_and_enter_saves_the_defect(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    press(qtbot, page, "2")
    answer = page.panel.answer
    assert answer is not None
    note = answer.field("note")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert made(folder) == []
    answer.set_values(
        {"note": "Cửa tầng 2 khóa trái", "temporary": "Đã mở", "owner": Owner(text="Phòng HCQT")}
    )
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert made(folder) == [("N01", Result.FAIL)]
    (found,) = store.open_defects(folder.journal.tables)
    assert (found.note, found.temporary) == ("Cửa tầng 2 khóa trái", "Đã mở")
    assert (found.owner.text, found.due) == ("Phòng HCQT", date(2026, 12, 8))
    current = page.list.current()
    assert current is not None
    assert current.code == "N02"


def test_a_new_day_begins_a_new_list(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    press(qtbot, page, "1")
    clock_of(folder).advance(DAY)
    page._tick()
    assert page.title() == "Kiểm tra PCCC"
    assert page.subtitle().startswith("02/12/2026")
    assert page.list.go_to(Target(line="N01"))
    assert page.panel.task is not None
    assert not page.panel.task.is_done


def test_three_wants_a_reason(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    press(qtbot, page, "3")
    answer = page.panel.answer
    assert answer is not None
    page.panel.save()
    assert made(folder) == []
    answer.set_values({"reason": "locked", "note": "chưa có chìa"})
    page.panel.save()
    now = folder.journal.clock.now_ms()
    (check,) = store.checks(folder.journal.tables, 0, now + 1)
    assert (check.result, check.note) == (Result.NOT_POSSIBLE, "Bị khóa: chưa có chìa")


def test_nothing_typed_is_lost_by_leaving(qtbot: QtBot, folder: Folder) -> None:
    around = surroundings(folder, GUARD_7)
    page = check_page(qtbot, around)
    press(qtbot, page, "2")
    assert page.panel.answer is not None
    page.panel.answer.set_values({"note": "Xe chắn lối thoát"})
    page.list.go_to(Target(line="N05"))
    assert page.panel.answer is None
    page.list.go_to(Target(line="N01"))
    assert page.panel.answer is not None
    assert page.panel.answer.values()["note"] == "Xe chắn lối thoát"
    page.hide()
    again = check_page(qtbot, around)
    again.list.go_to(Target(line="N01"))
    assert again.panel.answer is not None
    assert again.panel.answer.values()["note"] == "Xe chắn lối thoát"
    QTest.keyClick(again.panel.answer.field("note"), Qt.Key.Key_Escape)
    assert again.panel.answer is None
    again.list.go_to(Target(line="N02"))
    again.list.go_to(Target(line="N01"))
    assert again.panel.answer is None


def test_a_commit_of_somebody_else_leaves_what_is_typed(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    press(qtbot, page, "2")
    answer = page.panel.answer
    assert answer is not None
    answer.set_values({"note": "Đang gõ"})
    actions.check(folder.journal, LEADER_9, Target(line="N07"), Result.PASS)
    assert page.panel.answer is answer
    assert answer.values()["note"] == "Đang gõ"


def test_a_scanner_opens_a_piece_and_answers_nothing(qtbot: QtBot, folder: Folder) -> None:
    piece = store.piece(folder.journal.tables, add(folder))
    assert piece is not None
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    for digit in piece.code:
        QTest.keyClick(page.list, digit)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.qWait(150)
    assert made(folder) == []
    assert page.panel.task is not None
    assert page.panel.task.code == piece.code


def test_a_scanned_piece_that_is_not_due_is_checked_too(qtbot: QtBot, folder: Folder) -> None:
    identity = add(folder, kind=Kind.PUMP, name="Bơm điện", serial="P")
    piece = store.piece(folder.journal.tables, identity)
    assert piece is not None
    actions.check(folder.journal, GUARD_7, Target(equipment=identity), Result.PASS)
    clock_of(folder).advance(2 * DAY)
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    page.show_subject(piece.code)
    assert page.panel.task is not None
    assert page.panel.task.code == piece.code
    assert page.panel.measured is not None
    page.panel.measured.set_value("7,5")
    page.panel.press("1")
    newest = store.history(folder.journal.tables, Target(equipment=identity))[0]
    assert (newest.measured, newest.unit) == (7_500, "bar")


def test_unknown_codes_and_pieces_out_of_service_are_refused_in_words(
    qtbot: QtBot, folder: Folder
) -> None:
    around = surroundings(folder, GUARD_7)
    ask = around.ask
    page = check_page(qtbot, around)
    identity = add(folder)
    register.withdraw(folder.journal, LEADER_9, identity, "Gửi nạp")
    piece = store.piece(folder.journal.tables, identity)
    assert piece is not None
    page.show_subject("39997")
    page.show_subject(piece.code)
    page._refuse_code("123")
    assert ["39997" in ask.told[0], "Gửi nạp" in ask.told[1], "123" in ask.told[2]] == [True] * 3


def test_a_wrong_press_is_put_right(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    actions.check(folder.journal, GUARD_7, Target(line="N01"), Result.FAIL, "Nhầm")
    page.list.go_to(Target(line="N01"))
    page.panel._correct()
    page.panel.press("1")
    assert page.panel.answer is not None
    page.panel.answer.set_values({"note": "Bấm nhầm dòng"})
    page.panel.save()
    assert made(folder) == [("N01", Result.PASS)]
    assert store.open_defects(folder.journal.tables) == []


def test_a_known_defect_is_offered_before_a_new_one(qtbot: QtBot, folder: Folder) -> None:
    first = actions.check(folder.journal, GUARD_7, Target(line="N07"), Result.FAIL, "Đèn tầng 3")
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    page.list.go_to(Target(line="N07"))
    page.panel._check_again()
    page.panel.press("2")
    answer = page.panel.answer
    assert answer is not None
    assert answer.known() == first.defect
    answer.set_values({"note": "Vẫn tắt"})
    page.panel.save()
    (found,) = store.open_defects(folder.journal.tables)
    assert found.times == 2


def test_a_failed_extinguisher_goes_from_check_to_closed_defect(
    qtbot: QtBot, folder: Folder
) -> None:
    identity = add(folder)
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    page.list.go_to(Target(equipment=identity))
    page.panel.press("2")
    assert page.panel.answer is not None
    page.panel.answer.set_values({"note": "Kim vạch đỏ"})
    page.panel.save()
    (found,) = store.open_defects(folder.journal.tables)

    mending = defects_page(qtbot, surroundings(folder, GUARD_7, "Đã thay bình"))
    mending.card._report_fixed()
    assert state(folder, found.id) is State.FIXED

    around = surroundings(folder, LEADER_9, "Chưa có kẹp chì", True)
    closing = defects_page(qtbot, around)
    closing.show_subject(found.id)
    closing.card._send_back()
    assert state(folder, found.id) is State.OPEN
    actions.report_fixed(folder.journal, GUARD_7, found.id, "Đã kẹp chì")
    closing.card._close()
    assert state(folder, found.id) is State.CLOSED
    closing.lanes.set_value(Lane.CLOSED)
    assert [row.defect.id for row in closing.table.rows()] == [found.id]


def defects_page(qtbot: QtBot, around: Surroundings) -> DefectsPage:
    page = DefectsPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    return page


def state(folder: Folder, identity: int) -> State:
    found = store.defect(folder.journal.tables, identity)
    assert found is not None
    return found.state


def equipment_page(qtbot: QtBot, around: Surroundings) -> EquipmentPage:
    page = EquipmentPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_register_is_searched_without_marks_and_filtered(qtbot: QtBot, folder: Folder) -> None:
    add(folder)
    add(folder, kind=Kind.HYDRANT, name="", serial="H1", building="Nhà Đ")
    page = equipment_page(qtbot, surroundings(folder))
    page.search.setText("nha d")
    page._show()
    assert [piece.details.serial for piece in page.table.rows()] == ["H1"]
    page.search.clear()
    page.kind.set_value(Kind.EXTINGUISHER)
    assert [piece.details.serial for piece in page.table.rows()] == ["MFZ4-0001"]


def test_a_piece_is_added_with_problems_beside_their_fields(qtbot: QtBot, folder: Folder) -> None:
    add(folder)
    around = surroundings(folder)
    page = equipment_page(qtbot, around)
    page._add()
    (dialog,) = around.ask.dialogs
    assert isinstance(dialog, EquipmentDialog)
    qtbot.addWidget(dialog)
    wanted = extinguisher(place="Sảnh")
    values = {name: getattr(wanted, name) for name in type(wanted).__dataclass_fields__}
    dialog.form.set_values(values)
    dialog._taken()
    assert len(store.codes(folder.journal.tables)) == 1
    dialog.form.set_values({"serial": "MFZ4-0002"})
    dialog._taken()
    assert len(store.codes(folder.journal.tables)) == 2
    assert len(page.table.rows()) == 2


def test_a_piece_is_taken_out_and_put_back_with_a_reason(qtbot: QtBot, folder: Folder) -> None:
    identity = add(folder)
    page = equipment_page(qtbot, surroundings(folder, LEADER_9, "Gửi nạp", "Đã nạp"))
    page.show_subject(identity)
    page._withdraw()
    assert page.table.rows() == []
    page.withdrawn.set_value(True)
    page.show_subject(identity)
    page._put_back()
    piece = store.piece(folder.journal.tables, identity)
    assert piece is not None
    assert piece.in_service


def test_an_inspector_reads_the_register_and_changes_nothing(qtbot: QtBot, folder: Folder) -> None:
    identity = add(folder)
    page = equipment_page(qtbot, surroundings(folder, INSPECTOR))
    page.show_subject(identity)
    assert not any(button.isVisible() for button in page._buttons)


def test_the_sheet_is_shown_before_printing_and_counted(qtbot: QtBot, folder: Folder) -> None:
    around = surroundings(folder, LEADER_9)
    print_checklist(around.shell, date(2026, 12, 1))
    print_checklist(around.shell, date(2026, 12, 1))
    _title, pdf, name = around.previewed[-1]
    assert pdf.startswith(b"%PDF")
    assert name == "phieu-kiem-tra-pccc-2026-12-01.pdf"
    page = check_page(qtbot, around)
    with pytest.raises(Invalid):
        page._print_day("32/13")


def test_an_owner_is_a_guard_or_a_department_in_words(qtbot: QtBot) -> None:
    field = OwnerField([(5, "Nguyễn Văn An (10017)")])
    qtbot.addWidget(field)
    assert field.value() == Owner()
    field.set_value(Owner(5))
    assert field.value() == Owner(5)
    field.set_value(Owner(text="Tổ điện"))
    assert field.value() == Owner(text="Tổ điện")
    kept = field.to_draft()
    field.set_value(None)
    field.from_draft(kept)
    assert field.value() == Owner(text="Tổ điện")
    field.text.set_value("")
    assert field.problem()


def test_the_list_keeps_qts_rules(qtbot: QtBot, folder: Folder) -> None:
    page = check_page(qtbot, surroundings(folder, GUARD_7))
    model = page.list.rows_model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    add(folder)
    actions.check(folder.journal, GUARD_7, Target(line="N01"), Result.PASS)
    assert model.rowCount() == 19


@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_pages_open_in_both_languages(qtbot: QtBot, folder: Folder, language: str) -> None:
    add(folder)
    actions.check(folder.journal, GUARD_7, Target(line="N01"), Result.FAIL, "Khóa trái")
    set_language(language)  # type: ignore[arg-type]
    try:
        for kind in (FireCheckPage, DefectsPage, EquipmentPage):
            page = kind(surroundings(folder, CHIEF).shell)
            qtbot.addWidget(page)
            page.show()
            assert page.title()
    finally:
        set_language("vi")


def test_a_closed_page_leaves_nothing_behind(qtbot: QtBot, folder: Folder) -> None:
    add(folder)
    around = surroundings(folder, GUARD_7)
    for kind in (FireCheckPage, DefectsPage, EquipmentPage):
        page = kind(around.shell)
        page.show()
        kept = weakref.ref(page)
        page.deleteLater()
        QTest.qWait(10)
        del page
        gc.collect()
        assert kept() is None, kind
