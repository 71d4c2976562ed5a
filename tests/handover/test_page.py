"""The shift's pages: taking over, the duty log, the handover signed by PIN of two people."""

import gc
import weakref

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from guardapp.base.access import Standing, unverified
from guardapp.handover import actions, gather, store
from guardapp.handover.gather_events import LINE
from guardapp.handover.model import Category
from guardapp.handover.page import WatchPage
from guardapp.handover.page_emergency import EmergencyPage
from guardapp.handover.page_handover import HandoverPage
from guardapp.handover.page_history import HistoryDialog
from guardapp.handover.page_print import choose_book
from guardapp.handover.page_things import ThingDialog, ThingsPage
from guardapp.incidents import store as incidents
from guardapp.roster.model import Month
from tests.handover.hospital import MATTERS, NEW_YEARS_EVE, PASSWORD, PIN, Hospital
from tests.pdf import pages_of
from tests.support import CHIEF, INSPECTOR
from tests.support_ui import Surroundings, surroundings


def shown(qtbot: QtBot, page: WatchPage | HandoverPage | ThingsPage | EmergencyPage) -> None:
    qtbot.addWidget(page)
    page.resize(1146, 700)
    page.show()


def start(hospital: Hospital) -> None:
    conn, now = hospital.journal.tables, hospital.journal.clock.now_ms()
    actions.take_over(hospital.journal, hospital.guard(0), gather.relief(conn, None, now))


def handover_page(
    qtbot: QtBot, hospital: Hospital, outgoing: int = 0
) -> tuple[HandoverPage, Surroundings]:
    around = surroundings(hospital.folder, hospital.guard(outgoing))
    page = HandoverPage(around.shell, MATTERS)
    shown(qtbot, page)
    return page, around


def fill(page: HandoverPage) -> None:
    page.counts.take_all()
    page.matters.carry_all()


def sign(page: HandoverPage, hospital: Hospital, outgoing: int, incoming: int) -> None:
    step = page.signing
    for card, guard in ((step.outgoing, outgoing), (step.incoming, incoming)):
        card.login.set_value(hospital.codes[guard])
        card.secret.setText(PIN)
        card.button.click()


def test_the_first_watch_is_taken_over_by_the_big_button(qtbot: QtBot, hospital: Hospital) -> None:
    around = surroundings(hospital.folder, hospital.guard(0))
    page = WatchPage(around.shell)
    shown(qtbot, page)
    page.big.click()
    assert hospital.guard(1).took_over
    assert "14:00–22:00" in page.subtitle()


def test_a_line_is_written_by_a_key_words_and_enter(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    page = WatchPage(surroundings(hospital.folder, hospital.guard(0)).shell)
    shown(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F4)
    assert page.entry.text.hasFocus()
    page.entry.text.set_value("Cho mượn chìa khóa kho vải")
    qtbot.keyClick(page.entry.text, Qt.Key.Key_Return)
    [line] = store.log_lines(hospital.journal.tables, 0, 2**60)
    assert (line.category, line.text) == (Category.KEY, "Cho mượn chìa khóa kho vải")
    assert line.standing is Standing.ON_DUTY
    assert page.timeline.select(LINE, line.id)
    assert page.entry.text.value() == ""


def test_an_empty_line_is_told_and_a_typed_one_survives_the_page(
    qtbot: QtBot, hospital: Hospital
) -> None:
    start(hospital)
    around = surroundings(hospital.folder, hospital.guard(0))
    page = WatchPage(around.shell)
    shown(qtbot, page)
    page.entry.button.click()
    assert page.entry.problem()
    page.entry.text.set_value("Chưa ghi xong")
    page.entry.save_draft()
    again = WatchPage(around.shell)
    qtbot.addWidget(again)
    assert again.entry.text.value() == "Chưa ghi xong"


def test_a_half_typed_line_waits_for_who_typed_it(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    mine = WatchPage(surroundings(hospital.folder, hospital.guard(0)).shell)
    shown(qtbot, mine)
    mine.entry.text.set_value("Xe lạ đỗ trước")
    mine.entry.save_draft()
    others = WatchPage(surroundings(hospital.folder, hospital.guard(1)).shell)
    shown(qtbot, others)
    assert others.entry.text.value() == ""
    again = WatchPage(surroundings(hospital.folder, hospital.guard(0)).shell)
    shown(qtbot, again)
    assert again.entry.text.value() == "Xe lạ đỗ trước"


def test_an_inspector_reads_the_log_and_writes_nothing(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    page = WatchPage(surroundings(hospital.folder, INSPECTOR).shell)
    shown(qtbot, page)
    assert not page.entry.isVisible()
    assert page.timeline.isVisible()


def test_a_line_becomes_an_incident_in_one_act(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    line = actions.log_line(hospital.journal, hospital.guard(0), Category.ORDER, "Mất xe máy")
    around = surroundings(hospital.folder, hospital.guard(0))
    page = WatchPage(around.shell)
    shown(qtbot, page)
    page.timeline.select(LINE, line)
    page.escalate.click()
    [(key, incident)] = around.visited
    assert key == "incidents"
    assert incidents.incident(hospital.journal.tables, incident).what == "Mất xe máy"
    assert not page.escalate.isEnabled()


def test_a_guard_of_the_next_shift_is_told_that_nothing_is_accepted_yet(
    qtbot: QtBot, hospital: Hospital
) -> None:
    start(hospital)
    page = WatchPage(surroundings(hospital.folder, hospital.guard(2)).shell)
    shown(qtbot, page)
    assert page.banner.isVisible()
    page.entry.text.set_value("Đến sớm")
    page.entry.button.click()
    [line] = store.log_lines(hospital.journal.tables, 0, 2**60)
    assert line.standing is Standing.NOT_TAKEN_OVER


def test_two_people_sign_by_pin_and_the_minutes_are_shown(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    page.show_step(3)
    page.signing.show_words("", "Thiếu một đèn pin")
    sign(page, hospital, 0, 2)
    leader = page.signing.leader
    leader.login.set_value("leader")
    leader.secret.setText(PASSWORD)
    leader.button.click()
    page.signing.button.click()
    last = store.last_handover(hospital.journal.tables)
    assert last is not None
    assert (last.outgoing, last.incoming) == ("Nguyễn Văn An", "Lê Văn Cường")
    assert hospital.guard(2).took_over
    [(_title, sheet, _name)] = around.previewed
    text = " ".join(pages_of(sheet))
    assert "BIÊN BẢN BÀN GIAO CA TRỰC BẢO VỆ" in text
    assert "Thiếu một đèn pin" in text
    assert "Đỗ Văn Hải" in text
    assert page.stack.currentIndex() == 0


def test_the_minutes_are_previewed_before_anybody_signs(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    page.show_step(3)
    page.preview()
    [(_title, sheet, _name)] = around.previewed
    text = " ".join(pages_of(sheet))
    assert "CHƯA KÝ" in text
    assert store.last_handover(hospital.journal.tables) is None


def test_a_wrong_pin_is_told_and_signs_nothing(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    page, _around = handover_page(qtbot, hospital)
    card = page.signing.outgoing
    assert card.login.value() == hospital.codes[0]
    card.secret.setText("135792")
    card.button.click()
    assert card.session is None
    assert card.problem()
    assert card.secret.text() == ""
    assert not page.signing.button.isEnabled()


def test_the_same_person_on_both_sides_is_refused(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    sign(page, hospital, 0, 0)
    page.signing.button.click()
    assert "khác nhau" in page.banner.text()
    assert store.last_handover(hospital.journal.tables) is None
    assert around.previewed == []


def test_a_matter_left_undecided_leads_back_to_it(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    actions.log_line(hospital.journal, hospital.guard(0), Category.KEY, "Mất chìa", follow=True)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, _around = handover_page(qtbot, hospital)
    page.counts.take_all()
    sign(page, hospital, 0, 2)
    page.signing.button.click()
    assert "Mất chìa" in page.banner.text()
    assert page.stack.currentIndex() == 2
    assert store.last_handover(hospital.journal.tables) is None


def test_a_difference_without_words_leads_back_to_the_count(
    qtbot: QtBot, hospital: Hospital
) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, _around = handover_page(qtbot, hospital)
    fill(page)
    row = page.counts.rows[0]
    row.state.set_value("differs")
    row.received.set_value(1)
    sign(page, hospital, 0, 2)
    page.signing.button.click()
    assert page.stack.currentIndex() == 1
    assert "lý do" in page.banner.text()


def test_a_change_after_signing_asks_for_the_signatures_again(
    qtbot: QtBot, hospital: Hospital
) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, _around = handover_page(qtbot, hospital)
    fill(page)
    sign(page, hospital, 0, 2)
    assert page.signing.button.isEnabled()
    page.counts.rows[0].state.set_value("differs")
    assert not page.signing.button.isEnabled()


def test_what_was_entered_survives_a_crash(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    page.counts.rows[1].state.set_value("differs")
    page.counts.rows[1].note.set_value("Đang sạc")
    page.save_draft()
    again = HandoverPage(around.shell, MATTERS)
    shown(qtbot, again)
    assert again.draft() == page.draft()


def test_an_old_handover_prints_again_with_its_copy_number(
    qtbot: QtBot, hospital: Hospital
) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    sign(page, hospital, 0, 2)
    page.signing.button.click()
    dialog = HistoryDialog(around.shell, page.print_handover, page)
    dialog.table.selectRow(0)
    dialog.print_again()
    first, second = (" ".join(pages_of(sheet)) for _title, sheet, _name in around.previewed)
    assert "In lần 2" in second
    assert "In lần" not in first


def test_the_book_of_a_month_is_printed(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    hospital.go(NEW_YEARS_EVE, 21, 55)
    page, around = handover_page(qtbot, hospital)
    fill(page)
    sign(page, hospital, 0, 2)
    page.signing.button.click()
    around.ask.answers.append(Month(2026, 12))
    choose_book(around.shell)
    _title, sheet, name = around.previewed[-1]
    text = " ".join(pages_of(sheet))
    assert name == "so-giao-ca-2026-12.pdf"
    assert "SỔ GIAO CA" in text
    assert "31/12/2026" in text
    assert "Lê Văn Cường" in text


def test_somebody_not_signed_in_reports_a_fire(qtbot: QtBot, hospital: Hospital) -> None:
    page = EmergencyPage(surroundings(hospital.folder, unverified()).shell)
    shown(qtbot, page)
    page.form.set_values({"kind": "fire.fire", "place": "Kho vải", "text": "Khói đen"})
    page.write()
    assert "114" in page.told.text()
    now = hospital.journal.clock.now_ms()
    [incident] = incidents.entered(hospital.journal.tables, 0, now + 1)
    assert (incident.kind, incident.place) == ("fire.fire", "Kho vải")
    assert incident.standing is Standing.UNVERIFIED


def test_a_thing_is_added_by_the_chief(qtbot: QtBot, hospital: Hospital) -> None:
    around = surroundings(hospital.folder, CHIEF)
    page = ThingsPage(around.shell)
    shown(qtbot, page)
    page.add_thing()
    dialog = around.ask.dialogs[0]
    assert isinstance(dialog, ThingDialog)
    dialog.form.set_values({"name": "Đèn pin Philips", "quantity": 3})
    dialog.save()
    assert "Đèn pin Philips" in [one.name for one in page.table.rows()]


def test_the_timeline_is_a_sound_model(
    qtbot: QtBot, hospital: Hospital, qtmodeltester: ModelTester
) -> None:
    start(hospital)
    actions.log_line(hospital.journal, hospital.guard(0), Category.CALL, "Trực lãnh đạo gọi")
    page = WatchPage(surroundings(hospital.folder, hospital.guard(0)).shell)
    shown(qtbot, page)
    qtmodeltester.check(page.timeline.events_model)


def test_a_note_alone_carries_a_matter_on(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    actions.log_line(hospital.journal, hospital.guard(0), Category.KEY, "Mất chìa", follow=True)
    page, _around = handover_page(qtbot, hospital)
    row = next(one for one in page.matters.rows if one.matter.kind == "handover.line")
    row.note.set_value("Đang tìm")
    decision = row.decision()
    assert decision is not None
    assert not decision.closed


def test_pages_leave_nothing_behind(qtbot: QtBot, hospital: Hospital) -> None:
    start(hospital)
    shell = surroundings(hospital.folder, hospital.guard(0)).shell
    pages = [
        WatchPage(shell),
        HandoverPage(shell, MATTERS),
        ThingsPage(shell),
        EmergencyPage(shell),
    ]
    gone = [weakref.ref(page) for page in pages]
    for page in pages:
        page.show()
        page.close()
        page.deleteLater()
    del page, pages
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in gone] == [None] * 4
