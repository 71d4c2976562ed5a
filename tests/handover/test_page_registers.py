"""The page of the registers at the post: giving out and taking back by keys and buttons."""

import gc
import weakref
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guardapp.base.access import Session, Standing
from guardapp.base.keys import GONE
from guardapp.handover import actions_registers as registers
from guardapp.handover import actions_visitors as gate
from guardapp.handover import store_registers as book
from guardapp.handover.model import Condition, ThingKind
from guardapp.handover.model_visitors import Arrival
from guardapp.handover.page_registers import RegistersPage
from guardapp.handover.page_registers_dialogs import BackDialog, GiveDialog
from guardapp.handover.page_registers_gate import GoodsOutDialog
from guardapp.roster.model import Month
from tests.handover.hospital import Hospital
from tests.handover.test_registers import CONSENT, baton, key, on_duty, thing, train
from tests.pdf import pages_of
from tests.support import CHIEF, INSPECTOR
from tests.support_ui import Surroundings, surroundings


def open_page(
    qtbot: QtBot, hospital: Hospital, session: Session
) -> tuple[RegistersPage, Surroundings]:
    around = surroundings(hospital.folder, session)
    page = RegistersPage(around.shell)
    qtbot.addWidget(page)
    page.resize(1146, 700)
    page.show()
    return page, around


def test_a_key_goes_out_by_f2_and_stands_in_the_list(qtbot: QtBot, hospital: Hospital) -> None:
    page, around = open_page(qtbot, hospital, on_duty(hospital))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    [dialog] = around.ask.dialogs
    assert isinstance(dialog, GiveDialog)
    values = {"thing": thing(hospital, ThingKind.KEY), "holder": "Chị Lan, Khoa Dược"}
    dialog.form.set_values(values)
    dialog.save()
    [row] = page.things.table.rows()
    assert (row.holder, row.standing) == ("Chị Lan, Khoa Dược", Standing.ON_DUTY)
    assert "1" in page.subtitle()


def test_the_dialog_of_a_tool_asks_for_consent_and_refuses_in_words(
    qtbot: QtBot, hospital: Hospital
) -> None:
    page, around = open_page(qtbot, hospital, on_duty(hospital))
    page.things.ask_give()
    dialog = around.ask.dialogs[0]
    assert isinstance(dialog, GiveDialog)
    tool = thing(hospital, ThingKind.TOOL)
    dialog.form.set_values({"thing": tool, "guard": hospital.guards[1]})
    dialog.save()
    assert book.issues_out(hospital.journal.tables) == []
    dialog.form.set_values({"consent": CONSENT})
    dialog.save()
    assert book.issues_out(hospital.journal.tables) == []
    train(hospital, 1, date(2030, 1, 1))
    dialog.save()
    assert len(page.things.table.rows()) == 1


def test_enter_on_a_row_takes_the_thing_back(qtbot: QtBot, hospital: Hospital) -> None:
    session = on_duty(hospital)
    registers.give_out(hospital.journal, session, key(hospital))
    page, around = open_page(qtbot, hospital, session)
    page.things.table.selectRow(0)
    qtbot.keyClick(page.things.table, Qt.Key.Key_Return)
    dialog = around.ask.dialogs[0]
    assert isinstance(dialog, BackDialog)
    dialog.save()
    assert page.things.table.rows() == []
    page.things.span.set_value(True)
    assert len(page.things.table.rows()) == 1


def test_a_loss_stays_in_the_list_until_it_is_reported(qtbot: QtBot, hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    given = registers.give_out(hospital.journal, session, baton(hospital))
    registers.take_back(hospital.journal, session, given, Condition.MISSING, "Rơi")
    page, around = open_page(qtbot, hospital, session)
    page.show_subject(given)
    around.ask.answers.append("Báo bà Thủ Trưởng, CV 12")
    page.things.report.click()
    assert page.things.table.rows() == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tools", "SỔ THEO DÕI CÔNG CỤ HỖ TRỢ"),
        ("keys", "SỔ QUẢN LÝ CHÌA KHÓA"),
        ("visitors", "SỔ ĐĂNG KÝ KHÁCH"),
        ("goods", "SỔ KIỂM SOÁT XE, HÀNG RA VÀO"),
        ("found", "SỔ ĐỒ NHẶT ĐƯỢC"),
    ],
)
def test_a_book_of_a_month_is_printed(
    qtbot: QtBot, hospital: Hospital, name: str, words: str
) -> None:
    page, around = open_page(qtbot, hospital, on_duty(hospital))
    around.ask.answers += [name, Month(2026, 12)]
    page.print_book()
    [(_title, sheet, _file)] = around.previewed
    assert words in " ".join(pages_of(sheet))


def test_an_inspector_reads_and_gives_nothing_out(qtbot: QtBot, hospital: Hospital) -> None:
    registers.give_out(hospital.journal, on_duty(hospital), key(hospital))
    page, around = open_page(qtbot, hospital, INSPECTOR)
    assert len(page.things.table.rows()) == 1
    page.things.table.selectRow(0)
    qtbot.keyClick(page.things.table, Qt.Key.Key_Return)
    assert around.ask.dialogs == []
    assert not page.things.back.isVisible()


def test_a_visitor_is_written_by_enter_from_field_to_field(
    qtbot: QtBot, hospital: Hospital
) -> None:
    page, _around = open_page(qtbot, hospital, on_duty(hospital))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F7)
    form = page.visits.entry.form
    typed = {"name": "Chị Lan", "document": "4821", "host": "Khoa Nội", "card": "12", "plate": ""}
    for name, words in typed.items():
        assert form.field(name).hasFocus()
        form.field(name).set_value(words)
        qtbot.keyClick(form.field(name), Qt.Key.Key_Return)
    [row] = page.visits.table.rows()
    assert (row.arrival.name, row.arrival.card) == ("Chị Lan", "12")
    assert form.field("name").hasFocus()
    assert form.field("name").value() == ""


def test_what_cannot_be_taken_stays_typed_with_its_words(qtbot: QtBot, hospital: Hospital) -> None:
    session = on_duty(hospital)
    page, around = open_page(qtbot, hospital, session)
    page.show_visits()
    form = page.visits.entry.form
    form.set_values({"name": "Chị Lan", "document": "001082004821", "host": "Khoa Nội"})
    page.visits.entry.button.click()
    assert page.visits.table.rows() == []
    assert form.field("document").value() == "001082004821"
    form.save_draft()
    again = RegistersPage(around.shell)
    qtbot.addWidget(again)
    assert again.visits.entry.form.field("name").value() == "Chị Lan"


def test_a_visitor_leaves_by_the_card_or_by_enter_on_the_row(
    qtbot: QtBot, hospital: Hospital
) -> None:
    session = on_duty(hospital)
    for card in ("12", "13", "14"):
        gate.let_in(hospital.journal, session, Arrival("Khách", "Khoa Nội", card=card))
    page, around = open_page(qtbot, hospital, session)
    page.show_subject(0)
    page.visits.card.set_value("13")
    qtbot.keyClick(page.visits.card, Qt.Key.Key_Return)
    assert [one.arrival.card for one in page.visits.table.rows()] == ["12", "14"]
    assert page.visits.card.value() == ""
    page.visits.card.set_value("13")
    qtbot.keyClick(page.visits.card, Qt.Key.Key_Return)
    assert page.visits.card.value() == "13"
    page.visits.table.selectRow(0)
    qtbot.keyClick(page.visits.table, Qt.Key.Key_Return)
    [left] = page.visits.table.rows()
    page.show_subject(left.id)
    page.visits.goods_out.click()
    dialog = around.ask.dialogs[0]
    assert isinstance(dialog, GoodsOutDialog)
    dialog.form.set_values({"goods": "Vỏ bình", "slip": "PX-90"})
    dialog.save()
    assert page.visits.table.rows() == []


def test_the_chief_erases_old_visitors_and_nobody_else_sees_the_button(
    qtbot: QtBot, hospital: Hospital
) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, Arrival("Chị Lan", "Khoa Nội"))
    hospital.go(date(2027, 4, 15), 9)
    page, around = open_page(qtbot, hospital, CHIEF)
    page.show_visits()
    around.ask.answers.append(True)
    page.visits.erase.click()
    assert [one.arrival.name for one in page.visits.table.rows()] == [GONE]
    other, _around = open_page(qtbot, hospital, session)
    other.show_visits()
    assert not other.visits.erase.isVisible()


def test_the_page_leaves_nothing_behind(qtbot: QtBot, hospital: Hospital) -> None:
    page = RegistersPage(surroundings(hospital.folder, hospital.guard(0)).shell)
    gone = weakref.ref(page)
    page.show()
    page.close()
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
