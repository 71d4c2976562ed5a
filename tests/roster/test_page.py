"""The planner's page on a small roster: keys, drags, stamps, undo, refusals, publishing."""

import gc
import weakref
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from pytestqt.qtbot import QtBot

from guardapp.base.access import Role, Session
from guardapp.base.ui import look
from guardapp.base.ui.tokens import contrast
from guardapp.people import actions as people
from guardapp.people import actions_limits
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, store
from guardapp.roster.model import Month
from guardapp.roster.page import RosterPage
from guardapp.roster.page_colours import INKS
from guardapp.roster.page_publish import PublishDialog
from guardapp.roster.page_shifts import ShiftDialog, ShiftsDialog
from guardapp.roster.page_toolbar import POSTS
from guardapp.roster.rules_findings import Severity
from tests.roster.conftest import Small
from tests.roster.desktop import Desktop
from tests.support import CHIEF, GUARD
from tests.support_ui import surroundings

DECEMBER = Month(2026, 12)
D = date(2026, 12, 10)


def test_a_typed_letter_assigns_at_the_chosen_post(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    assert desktop.cell(0, 9) == "S 01"
    desktop.press(Qt.Key.Key_D)
    assert desktop.cell(0, 9) == "Đ 01"
    assert desktop.standing() == 1
    (night,) = store.month(desktop.small.folder.journal.tables, 2026, 12)
    assert night.duty_date == date(2026, 12, 10)
    assert desktop.grid.lines.cell(0, night.duty_date).later == 1


def test_undo_and_redo_can_be_pressed_as_soon_as_there_is_something_to_turn(
    desktop: Desktop,
) -> None:
    bar = desktop.page.toolbar
    assert not bar.undo.isEnabled()
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (True, False)
    bar.undo.click()
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (False, True)
    bar.redo.click()
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (True, False)


def test_without_a_post_the_words_say_what_to_choose(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_S)
    assert desktop.standing() == 0
    assert "Hãy chọn vị trí trực" in desktop.page.banner.text()
    desktop.press(Qt.Key.Key_X)
    assert "«x»" in desktop.page.banner.text()


def test_arrows_move_and_shift_extends_to_fill_many_cells_in_one_act(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 0)
    for _ in range(4):
        desktop.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    desktop.press(Qt.Key.Key_C)
    assert desktop.standing() == 5
    desktop.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desktop.standing() == 0
    desktop.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert desktop.standing() == 5
    desktop.press(Qt.Key.Key_Delete)
    assert desktop.standing() == 0


def test_copied_cells_are_pasted_elsewhere(desktop: Desktop) -> None:
    desktop.choose_post(0)
    for column, key in ((0, Qt.Key.Key_S), (1, Qt.Key.Key_C)):
        desktop.grid.go_to(0, column)
        desktop.press(key)
    desktop.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+C" in desktop.page.banner.text()
    desktop.grid.go_to(0, 0)
    desktop.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    desktop.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    desktop.grid.go_to(1, 7)
    desktop.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (desktop.cell(1, 7), desktop.cell(1, 8)) == ("S 01", "C 01")


def test_a_drag_moves_an_assignment_and_two_full_cells_change_places(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 2)
    desktop.press(Qt.Key.Key_S)
    desktop.drag((0, 2), (1, 4))
    assert (desktop.cell(0, 2), desktop.cell(1, 4)) == ("", "S 01")
    desktop.grid.go_to(2, 4)
    desktop.press(Qt.Key.Key_C)
    desktop.drag((1, 4), (2, 4))
    assert (desktop.cell(1, 4), desktop.cell(2, 4)) == ("C 01", "S 01")


def test_a_stamp_fills_the_cells_swept_over(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.page.palette_bar.choose_shift(desktop.small.shifts["Đ"])
    desktop.page.palette_bar.stamp.setChecked(True)
    desktop.drag((1, 3), (1, 5))
    assert [desktop.cell(1, column) for column in (2, 3, 4, 5, 6)] == [
        "", "Đ 01", "Đ 01", "Đ 01", "",
    ]  # fmt: skip
    desktop.press(Qt.Key.Key_Escape)
    assert not desktop.grid.stamping


def test_double_booking_is_refused_above_the_grid_in_words(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    desktop.choose_post(1)
    desktop.press(Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert desktop.page.banner.text().startswith("Trùng giờ: ca HC ngày 10/12/2026")
    assert desktop.standing() == 1
    desktop.press(Qt.Key.Key_Delete)
    assert desktop.page.banner.text() == ""


def test_a_finding_leads_to_its_cell(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(2, 9)
    desktop.press(Qt.Key.Key_C)
    desktop.grid.go_to(2, 10)
    desktop.press(Qt.Key.Key_S)
    desktop.grid.go_to(0, 0)
    (rest,) = (one for one in desktop.page.notes.notes() if one.rule.value == "rest")
    assert rest.severity is Severity.WARNING
    assert rest.legal_basis == "Điều 110, Bộ luật Lao động 2019"
    desktop.page.notes.chosen.emit(rest)
    assert desktop.grid.current == (2, 10)
    assert "thiếu 4 giờ" in desktop.grid.tip_at(desktop.middle(2, 10))


def test_posts_by_days_show_the_same_facts_and_offer_who_fits(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    desktop.page.toolbar.view.set_value(POSTS)
    assert desktop.cell(0, 9) == "An"
    assert desktop.grid.lines.cell(1, date(2026, 12, 10)).lacking == 1
    desktop.around.ask.answers.append(desktop.small.guards[1])
    desktop.grid.go_to(1, 9)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.cell(1, 9) == "Bình"
    desktop.drag((1, 9), (2, 9))
    assert (desktop.cell(1, 9), desktop.cell(2, 9)) == ("", "Bình")


def test_enter_puts_a_shift_at_another_post(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    desktop.around.ask.answers.append(desktop.small.posts[1])
    desktop.press(Qt.Key.Key_Return)
    assert desktop.cell(0, 9) == "S 02"


def test_publishing_asks_for_a_reason_and_then_every_change_for_one(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_S)
    desktop.page.stages.publish.click()
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, PublishDialog)
    dialog._publish()
    assert not store.is_published(desktop.small.folder.journal.tables, DECEMBER)
    dialog.form.set_values({"reason": "sẽ bổ sung người"})
    dialog._publish()
    assert store.is_published(desktop.small.folder.journal.tables, DECEMBER)
    assert desktop.page.stages.publish.isHidden()
    desktop.press(Qt.Key.Key_Delete)
    assert desktop.standing() == 1
    desktop.around.ask.answers.append("anh An đổi ca")
    desktop.press(Qt.Key.Key_Delete)
    desktop.grid.go_to(1, 9)
    desktop.press(Qt.Key.Key_S)
    assert desktop.cell(1, 9) == "S 01"
    assert [kind for kind, _title in desktop.around.ask.asked[1:]] == ["reason", "reason"]
    assert "thay đổi lần 1: anh An đổi ca" in desktop.page.changing.text()


def test_errors_leave_no_way_to_publish(desktop: Desktop) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_C)
    desktop.press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert desktop.standing() == 2
    desktop.page.stages.publish.click()
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, PublishDialog)
    assert "reason" not in dialog.form.values()


def test_search_and_post_filter_leave_the_rows_that_fit(desktop: Desktop) -> None:
    desktop.page.toolbar.search.setText("binh")
    desktop.page.toolbar.search.returnPressed.emit()
    assert [one.title for one in desktop.grid.lines.lines] == ["Trần Thị Bình"]
    desktop.page.toolbar.search.clear()
    desktop.page.toolbar.search.returnPressed.emit()
    desktop.page.toolbar.post.set_value(desktop.small.posts[0])
    assert desktop.grid.lines.lines == []


def test_a_guard_reads_what_is_published_and_edits_nothing(qtbot: QtBot, small: Small) -> None:
    wish = small.wish(0, 0, "S", date(2026, 12, 10))
    actions.assign(small.folder.journal, CHIEF, [wish])
    me = Session(GUARD.account, small.guards[0], Role.GUARD, GUARD.name, GUARD.login)
    desktop = Desktop(qtbot, small, me)
    assert not desktop.page._split.isVisible()
    actions.publish(small.folder.journal, CHIEF, DECEMBER, reason="thử")
    assert desktop.page._split.isVisible()
    assert desktop.cell(0, 9) == "S 01"
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_Delete)
    assert desktop.standing() == 1
    assert desktop.page.palette_bar.isHidden()
    desktop.around.shell.changes.close()


def test_the_month_and_the_day_are_previewed(desktop: Desktop) -> None:
    desktop.page.prints.print_a4()
    desktop.page.prints.print_day()
    names = [name for _title, _pdf, name in desktop.around.previewed]
    assert names == ["lich-truc-2026-12-A4.pdf", "phan-cong-2026-12-01.pdf"]
    assert all(pdf.startswith(b"%PDF") for _title, pdf, _name in desktop.around.previewed)


def test_the_months_are_stepped_through_a_year_s_end(desktop: Desktop) -> None:
    desktop.page.steps.stepped.emit(1)
    assert desktop.page.desk.month == Month(2027, 1)
    desktop.page.show_subject(202612)
    assert desktop.page.desk.month == DECEMBER
    desktop.page.show_subject(date(2026, 12, 24))
    assert desktop.grid.current[1] == 23


def test_a_day_becomes_a_holiday_by_its_head_and_a_usual_day_again(desktop: Desktop) -> None:
    desktop.around.ask.answers += ["Ngày truyền thống", True]
    head = QPoint(desktop.middle(0, 8).x(), 10)
    view, left = desktop.grid.viewport(), Qt.MouseButton.LeftButton
    desktop.qtbot.mouseDClick(view, left, pos=head)
    assert desktop.grid.holidays == {date(2026, 12, 9): "Ngày truyền thống"}
    assert "Ngày truyền thống" in desktop.grid.tip_at(head)
    desktop.qtbot.mouseDClick(view, left, pos=head)
    assert desktop.grid.holidays == {}


def test_shift_types_are_added_and_changed_in_their_dialog(desktop: Desktop) -> None:
    desktop.page.palette_bar.shifts_pressed.emit()
    (listed,) = desktop.around.ask.dialogs
    assert isinstance(listed, ShiftsDialog)
    listed._add()
    form = desktop.around.ask.dialogs[-1]
    assert isinstance(form, ShiftDialog)
    form.form.set_values({"code": "S", "name": "Ca tối", "start": 1080, "end": 360})
    form._save()
    assert "«S»" in form._error.text()
    form.form.set_values({"code": "N"})
    form._save()
    made = next(one for one in listed.table.rows() if one.code == "N")
    assert (made.hours, made.days_later, made.serves) == ("18:00–06:00 (+1)", 1, None)
    listed.table.select(lambda one: one.code == "N")
    listed._edit()
    form = desktop.around.ask.dialogs[-1]
    assert isinstance(form, ShiftDialog)
    form.form.set_values({"active": False})
    form._save()
    assert "N" not in [chip.shift.code for chip in desktop.page.palette_bar._group.buttons()]
    listed.accept()


def test_a_closed_page_is_gone(qtbot: QtBot, small: Small) -> None:
    around = surroundings(small.folder)
    page = RosterPage(around.shell)
    page.show()
    page.palette_bar.stamp.setChecked(True)
    gone = weakref.ref(page)
    around.shell.changes.close()
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_every_shift_s_letter_is_readable_on_its_colour() -> None:
    assert {look.Theme.LIGHT, look.Theme.DARK} == INKS.keys()
    for inks in INKS.values():
        for one in inks:
            assert contrast(one.fill, one.text) >= 4.5


def test_colleagues_read_neither_who_is_ill_nor_a_limit_in_the_month(
    qtbot: QtBot, small: Small
) -> None:
    it, ill, limited, day = small.folder.journal, *small.guards[:2], D
    actions.assign(it, CHIEF, [small.wish(1, 0, "Đ", day)])
    people.grant_leave(it, CHIEF, ill, LeaveKind.SICK, day, day)
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    actions_limits.restrict(it, CHIEF, limited, day, None)
    for session, told in ((CHIEF, ("B", "không được làm đêm")), (GUARD, ("P", ""))):
        desktop = Desktop(qtbot, small, session)
        lines = desktop.page.lines
        rows = {one.id: row for row, one in enumerate(desktop.page.board.guards)}
        assert lines.cell(rows[ill], day).text == told[0]
        assert ("ốm" in lines.tip(rows[ill], day)) == (session is CHIEF)
        assert told[1] in lines.tip(rows[limited], day)
        assert ("đêm mà" in lines.tip(rows[limited], day)) == (session is CHIEF)
        desktop.around.shell.changes.close()
