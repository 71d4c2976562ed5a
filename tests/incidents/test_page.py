"""A guard writes a theft up on screen; a leader finds, decides on and prints it."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from guardapp.base import replay
from guardapp.base.access import Session, unverified
from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.folder import Folder
from guardapp.base.ui import look
from guardapp.base.ui.tokens import Theme
from guardapp.incidents import actions, store
from guardapp.incidents.model import Authority, Notice, Owner, State, When
from guardapp.incidents.page import IncidentsPage
from guardapp.incidents.page_dialogs import KindDialog, TellDialog
from guardapp.people import actions as people
from guardapp.people.model import PostDetails
from guardapp.people.store import FEATURE as PEOPLE
from guardapp.roster.store import FEATURE as ROSTER
from tests.incidents.test_store import theft
from tests.support import CHIEF, GUARD, INSPECTOR, LEADER, START_MS, clock_of, new_folder
from tests.support_ui import Surroundings, surroundings, type_text


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Iterator[Folder]:
    look.apply(qapp, Theme.LIGHT)
    opened = new_folder(tmp_path / "data", [PEOPLE, ROSTER, store.FEATURE])
    yield opened
    assert replay.verify_tables(opened.journal.tables, opened.keys, opened.journal.features) == []
    opened.close()


def opened(
    folder: Folder, qtbot: QtBot, session: Session = GUARD, *answers: object
) -> tuple[IncidentsPage, Surroundings]:
    around = surroundings(folder, session, *answers)
    page = IncidentsPage(around.shell)
    qtbot.addWidget(page)
    page.resize(1130, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, around


def shown(page: IncidentsPage, words: str) -> list[QPushButton]:
    found = page.findChildren(QPushButton)
    return [one for one in found if one.text() == words and one.isVisible()]


def press(page: IncidentsPage, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: bool(shown(page, words)))
    shown(page, words)[0].click()


def test_a_theft_is_typed_and_submitted_and_its_number_shown(folder: Folder, qtbot: QtBot) -> None:
    page, _around = opened(folder, qtbot)
    qtbot.keyClick(page.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.write is not None
    form = page.write.form
    press(page, qtbot, "Trộm cắp")
    type_text(form.field("place"), "Khoa Ngoại tổng hợp, buồng 302")
    press(page, qtbot, "1 giờ trước")
    type_text(form.field("what"), "Đi lấy cơm về không thấy điện thoại ở đầu giường.")
    press(page, qtbot, "Người nhà")
    thing = form.field("things").fields()[0]
    type_text(thing["name"], "Điện thoại Samsung")
    qtbot.keyClicks(thing["value"], "4500000")
    assert thing["value"].text() == "4.500.000"
    assert "Công an" in page.write.advice.text()
    type_text(form.field("persons").fields()[0]["name"], "Đặng Thị Hòa")
    form.field("measures").set_value(form.field("measures").value())
    qtbot.keyClick(form.field("what"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.done.number.text() == "SV-A-2026-0001"
    assert page.done.number.isVisible()
    made = store.by_number(folder.journal.tables, "SV-A-2026-0001")
    assert made is not None
    assert (made.kind, made.value, made.from_ms) == ("theft.citizen", 4_500_000, START_MS - HOUR)
    content = store.content(folder.journal.tables, made.id)
    assert content is not None
    assert content.things[0].owner is Owner.VISITOR
    assert content.persons[0].name == "Đặng Thị Hòa"


def test_what_is_missing_is_shown_at_its_field(folder: Folder, qtbot: QtBot) -> None:
    page, _around = opened(folder, qtbot)
    page.write_new()
    assert page.write is not None
    type_text(page.write.form.field("what"), "Có người la hét")
    page.submit()
    assert page.stack.currentWidget() is page.write
    assert store.count(folder.journal.tables, store.Filter()) == 0
    assert page.write.form.field("place").property("invalid") == "true"


def test_what_was_typed_is_there_again_after_a_crash(folder: Folder, qtbot: QtBot) -> None:
    page, around = opened(folder, qtbot)
    page.write_new()
    assert page.write is not None
    form = page.write.form
    press(page, qtbot, "Gây rối")
    type_text(form.field("place"), "Cổng số 1")
    type_text(form.field("what"), "Một người say rượu")
    press(page, qtbot, "Không rõ giờ")
    type_text(form.field("persons").fields()[0]["name"], "chưa rõ")
    form.field("notices").set_value((Notice(Authority.POLICE, START_MS),))
    draft = f"incidents.new.{GUARD.account}"
    qtbot.waitUntil(lambda: around.shell.local.load_draft(draft) is not None)

    again, _other = opened(folder, qtbot)
    again.write_new()
    assert again.write is not None
    content = again.write.content()
    assert (content.kind, content.place, content.what) == (
        "disorder",
        "Cổng số 1",
        "Một người say rượu",
    )
    assert content.when is When.UNKNOWN
    assert content.persons[0].name == "chưa rõ"
    assert content.notices == (Notice(Authority.POLICE, START_MS),)
    again.submit()
    assert again.done.number.text() == "SV-A-2026-0001"
    again.write_new()
    assert again.write.content().what == ""


def test_what_was_typed_is_kept_at_once_when_leaving_by_a_key(folder: Folder, qtbot: QtBot) -> None:
    page, _around = opened(folder, qtbot)
    page.write_new()
    assert page.write is not None
    type_text(page.write.form.field("what"), "Nửa chừng")
    qtbot.keyClick(page.write.form.field("what"), Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.list
    qtbot.keyClick(page.list.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.list.search.hasFocus()
    page.write_new()
    assert page.write.content().what == "Nửa chừng"


def test_another_guard_does_not_see_what_was_typed(folder: Folder, qtbot: QtBot) -> None:
    page, _around = opened(folder, qtbot, replace(GUARD, account=5))
    page.write_new()
    assert page.write is not None
    type_text(page.write.form.field("what"), "Chuyện riêng")
    page._back()
    other, _around = opened(folder, qtbot, replace(GUARD, account=6))
    other.write_new()
    assert other.write is not None
    assert other.write.content().what == ""


def test_places_are_suggested_from_posts_and_earlier_ones_without_marks(
    folder: Folder, qtbot: QtBot
) -> None:
    people.add_post(folder.journal, CHIEF, PostDetails(name="Cổng cấp cứu"))
    actions.submit(folder.journal, GUARD, theft())
    page, _around = opened(folder, qtbot)
    page.write_new()
    assert page.write is not None
    place = page.write.form.field("place")
    qtbot.keyClicks(place, "cong cap")
    assert place.suggestions() == ["Cổng cấp cứu"]
    place.clear()
    type_text(place, "cổng")
    assert place.suggestions() == ["Cổng cấp cứu"]
    place.clear()
    qtbot.keyClicks(place, "302")
    assert place.suggestions() == ["Khoa Ngoại tổng hợp, buồng 302"]


def test_somebody_not_signed_in_only_writes(folder: Folder, qtbot: QtBot) -> None:
    actions.submit(folder.journal, GUARD, theft())
    page, _around = opened(folder, qtbot, unverified("10017"))
    assert page.stack.currentWidget() is page.write
    assert page.offered() == {"send"}
    assert page.write is not None
    press(page, qtbot, "Cháy, nổ")
    type_text(page.write.form.field("place"), "Bếp ăn")
    press(page, qtbot, "Vừa xảy ra")
    type_text(page.write.form.field("what"), "Khói nhiều ở bếp")
    page.submit()
    assert page.done.number.text() == "SV-A-2026-0002"
    assert page.list.table.rows() == []


def test_an_inspector_reads_and_prints_only(folder: Folder, qtbot: QtBot) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    page, around = opened(folder, qtbot, INSPECTOR)
    assert page.offered() == set()
    page.show_subject(made.id)
    assert page.offered() == {"back", "f6", "f7"}
    page.acts.print_loss()
    title, pdf, name = around.previewed[0]
    assert (title, name) == ("Biên bản mất tài sản", "F7-SV-A-2026-0001.pdf")
    assert pdf.startswith(b"%PDF")


def test_the_list_finds_as_one_types_and_filters(folder: Folder, qtbot: QtBot) -> None:
    actions.submit(folder.journal, GUARD, theft())
    clock_of(folder).advance(40 * DAY)
    actions.submit(
        folder.journal, GUARD, replace(theft(), kind="fire.fire", what="Khói ở bếp", things=())
    )
    page, _around = opened(folder, qtbot)
    assert len(page.list.table.rows()) == 2
    qtbot.keyClicks(page.list.search, "khoi o bep")
    qtbot.waitUntil(lambda: len(page.list.table.rows()) == 1)
    page.list.search.clear()
    qtbot.waitUntil(lambda: len(page.list.table.rows()) == 2)
    page.list.kind.set_value("theft")
    assert [one.kind for one in page.list.table.rows()] == ["theft.citizen"]
    page.list.kind.set_value(None)
    page.list.period.set_value("month")
    assert page.list.table.rows() == []
    page.list.period.set_value("all")
    page.list.state.set_value(State.CLOSED)
    assert page.list.table.rows() == []
    page.list.state.set_value("open")
    assert len(page.list.table.rows()) == 2


def test_more_rows_are_read_on_scrolling(folder: Folder, qtbot: QtBot) -> None:
    with folder.journal.transaction():
        for number in range(230):
            actions.submit(folder.journal, GUARD, theft(START_MS - (number + 1) * HOUR))
    page, _around = opened(folder, qtbot)
    assert len(page.list.table.rows()) == 100
    bar = page.list.table.verticalScrollBar()
    for count in (200, 230):
        qtbot.waitUntil(lambda: bar.value() < bar.maximum())
        bar.setValue(bar.maximum())
        assert len(page.list.table.rows()) == count


def test_a_leader_returns_the_guard_mends_the_leader_approves_and_closes(
    folder: Folder, qtbot: QtBot
) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    page, around = opened(folder, qtbot, LEADER, "Thiếu giờ phát hiện", "Đã giao Công an")
    page.show_subject(made.id)
    assert {"approve", "return", "void", "kind"} <= page.offered()
    page.acts.give_back()
    assert page.title() == "SV-A-2026-0001"
    assert page.offered() >= {"edit"}

    mine, _mine = opened(folder, qtbot, GUARD)
    mine.show_subject(made.id)
    mine._edit()
    assert mine.write is not None
    mine.write._show_more()
    mine.write.form.set_values({"discovered": START_MS - 10 * MINUTE})
    mine.submit()
    assert mine.done.number.text() == "SV-A-2026-0001"
    content = store.content(folder.journal.tables, made.id)
    assert content is not None
    assert content.discovered_ms == START_MS - 10 * MINUTE
    assert len(content.persons) == 2

    page.show_subject(made.id)
    page.acts.approve()
    assert "close" in page.offered()
    page.acts.close()
    kept = store.incident(folder.journal.tables, made.id)
    assert kept is not None
    assert kept.state is State.CLOSED
    assert around.ask.told == ["Đã duyệt."]


def test_authorities_told_and_other_acts_go_through_their_dialogs(
    folder: Folder, qtbot: QtBot
) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    page, around = opened(folder, qtbot, LEADER, "Đã tiếp nhận", "Trả cho chủ", "Ghi hai lần")
    page.show_subject(made.id)
    assert page.detail.advice.isVisible()
    press(page, qtbot, "Báo cơ quan")
    dialog = around.ask.dialogs[0]
    assert isinstance(dialog, TellDialog)
    dialog.form.set_values({"officer": "Đại úy Mẫu", "reference": "12/TB"})
    dialog._save()
    assert not page.detail.advice.isVisible()
    press(page, qtbot, "Ghi trả lời")
    press(page, qtbot, "Ghi thu hồi")
    page.acts.reclassify()
    other = around.ask.dialogs[1]
    assert isinstance(other, KindDialog)
    other.form.set_values({"kind": "loss.citizen", "text": "Không phải bị lấy"})
    other._save()
    page.acts.void()
    kept = store.incident(folder.journal.tables, made.id)
    assert kept is not None
    assert (kept.state, kept.kind, kept.recovered) == (State.VOID, "loss.citizen", 4_500_000)
    notice = store.notices(folder.journal.tables, made.id)[0]
    assert (notice.officer, notice.answer) == ("Đại úy Mẫu", "Đã tiếp nhận")


def test_the_chief_lets_numbers_follow_the_paper_book(folder: Folder, qtbot: QtBot) -> None:
    page, around = opened(folder, qtbot, CHIEF, "118", "117", "nhiều")
    assert "first" in page.offered()
    page.acts.first_number()
    assert around.ask.told == ["Vụ việc tiếp theo: SV-A-2026-0118"]
    assert actions.submit(folder.journal, GUARD, theft()).number == "SV-A-2026-0118"
    page.acts.first_number()
    page.acts.first_number()
    assert len(around.ask.refused) == 2


def test_a_closed_page_is_let_go(folder: Folder, qtbot: QtBot) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    around = surroundings(folder, LEADER)
    page = IncidentsPage(around.shell)
    page.show()
    page.show_subject(made.id)
    page.write_new()
    gone = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_a_supplement_is_written_below_the_course(folder: Folder, qtbot: QtBot) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    actions.approve(folder.journal, LEADER, made.id)
    page, around = opened(folder, qtbot)
    page.show_subject(made.id)
    type_text(page.detail.supplement, "Camera tầng 3 thấy người áo xanh")
    press(page, qtbot, "Ghi bổ sung")
    assert store.steps(folder.journal.tables, made.id)[-1].text.startswith("Camera")
    assert page.detail.supplement.value() == ""
    assert around.ask.told == ["Đã ghi bổ sung."]


def test_a_draft_kept_in_the_record_is_finished_later(folder: Folder, qtbot: QtBot) -> None:
    page, _around = opened(folder, qtbot)
    page.write_new()
    assert page.write is not None
    type_text(page.write.form.field("what"), "Mất xe đạp")
    page._keep()
    assert page.title() == "chưa có số"
    page.acts.print_minutes()
    page._edit()
    press(page, qtbot, "Trộm cắp")
    type_text(page.write.form.field("place"), "Bãi xe")
    press(page, qtbot, "Vừa xảy ra")
    page.submit()
    assert page.done.number.text() == "SV-A-2026-0001"
    assert store.count(folder.journal.tables, store.Filter()) == 1
