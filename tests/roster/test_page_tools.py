"""The rarer verbs of the planner's page: filling, weeks, cycles, findings, history, fairness."""

from datetime import date

from PySide6.QtCore import QPoint, Qt

from guardapp.roster import actions, store, store_history
from guardapp.roster.fairness import Measure
from guardapp.roster.model import Month
from guardapp.roster.page_cycle import CycleDialog
from guardapp.roster.page_emergency import EmergencyDialog
from guardapp.roster.page_fairness import FairnessDialog
from guardapp.roster.page_finding import FindingDialog
from guardapp.roster.page_history import HistoryDialog
from guardapp.roster.page_publish import PublishDialog
from guardapp.roster.page_toolbar import POSTS
from guardapp.roster.page_week import WeekDialog
from guardapp.roster.rules_findings import Rule
from guardapp.roster.store_history import Deed
from tests.roster.desktop import Desktop

DECEMBER = Month(2026, 12)


def put(desktop: Desktop, row: int, column: int, key: Qt.Key = Qt.Key.Key_S) -> None:
    desktop.choose_post(0)
    desktop.grid.go_to(row, column)
    desktop.press(key)


def test_ctrl_d_and_ctrl_r_fill_down_and_right(desktop: Desktop) -> None:
    put(desktop, 0, 3)
    desktop.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    desktop.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert desktop.cell(0, 4) == "S 01"
    desktop.grid.go_to(1, 3)
    desktop.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert desktop.cell(1, 3) == "S 01"


def test_the_menu_of_a_cell_lists_the_verbs_with_their_keys(desktop: Desktop) -> None:
    put(desktop, 0, 3)
    desktop.page.tools.open_menu()
    told = [one.text() for one in desktop.page.tools.menu.actions() if one.text()]
    assert any(one.endswith("Ctrl+C") for one in told)
    assert desktop.page.tools.pins.shortcut().toString() == "Ctrl+G"
    assert not desktop.page.tools.ill.isEnabled()
    desktop.page.tools.menu.close()
    assert desktop.page.tools.ill.isEnabled(), "its key works on the next cell"


def test_a_week_is_copied_to_others_from_its_dialog(desktop: Desktop) -> None:
    put(desktop, 0, 7)
    desktop.page.tools.copy_week()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, WeekDialog)
    dialog.form.set_values({"source": date(2026, 12, 7), "to2": True, "to3": True})
    dialog._copy()
    assert [desktop.cell(0, column) for column in (7, 14, 21)] == ["S 01"] * 3
    desktop.page.desk.undo()
    assert desktop.standing() == 1


def test_a_cycle_is_laid_over_guards_each_begun_later(desktop: Desktop) -> None:
    desktop.page.tools.lay_cycle()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, CycleDialog)
    dialog.form.set_values({"codes": "S S - -", "step": 1, "post": desktop.small.posts[0]})
    dialog.form.set_values({"people": "everybody", "by": "guard"})
    dialog._show()
    assert "Nguyễn Văn An: S S – –" in dialog._shown.text()
    dialog._lay()
    assert desktop.cell(0, 0) == "S 01"
    assert (desktop.cell(1, 0), desktop.cell(1, 1), desktop.cell(1, 2)) == ("", "S 01", "S 01")
    assert len(desktop.page.desk.history._done) == 1


def test_what_is_no_cycle_is_told_while_it_is_typed(desktop: Desktop) -> None:
    desktop.page.tools.lay_cycle()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, CycleDialog)
    dialog.form.set_values({"codes": "S Q"})
    assert "«Q»" in dialog._shown.text()
    dialog._lay()
    assert desktop.standing() == 0


def test_a_finding_says_its_basis_and_replaces_by_one_press(desktop: Desktop) -> None:
    put(desktop, 2, 9, Qt.Key.Key_C)
    put(desktop, 2, 10)
    notes = desktop.page.notes.notes()
    number = next(n for n, one in enumerate(notes) if one.rule is Rule.REST)
    desktop.page.notes.setCurrentIndex(desktop.page.notes.model().index(number, 0))
    desktop.page.side.open_note()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, FindingDialog)
    chosen = dialog.table.selected()
    assert chosen is not None
    assert chosen.guard in desktop.small.guards[:2]
    dialog._take()
    assert not [one for one in desktop.page.notes.notes() if one.rule is Rule.REST]
    assert desktop.standing() == 2


def test_the_numbers_below_a_day_lead_to_what_is_short(desktop: Desktop) -> None:
    left, _top, width, _height = desktop.grid.cell_rect(0, 4)
    below = QPoint(left + width // 2, desktop.grid._layout.head - 12)
    desktop.qtbot.mouseClick(desktop.grid.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert desktop.page.toolbar.view.value() == POSTS
    assert desktop.grid.current[1] == 4
    row = desktop.grid.current[0]
    assert desktop.grid.lines.cell(row, date(2026, 12, 5)).lacking


def test_the_head_tells_the_lunar_date_and_who_is_free(desktop: Desktop) -> None:
    head = QPoint(desktop.middle(0, 8).x(), 10)
    told = desktop.grid.tip_at(head)
    assert "09/12/2026, âm lịch 1/11" in told
    assert "còn 3 người rảnh" in told


def test_the_free_are_counted_anew_only_where_something_changed(desktop: Desktop) -> None:
    lines = desktop.grid.lines
    assert lines.free(date(2026, 12, 4)) == 3
    put(desktop, 0, 3)
    assert desktop.grid.lines.free(date(2026, 12, 4)) == 2
    desktop.press(Qt.Key.Key_Delete)
    assert desktop.grid.lines.free(date(2026, 12, 4)) == 3


def test_the_sums_are_explained_with_the_year_s_overtime(desktop: Desktop) -> None:
    put(desktop, 0, 3)
    assert desktop.grid.lines.sum_tip(0, 0) == "8 giờ trong tháng, 1 ca"
    assert "Từ đầu năm" in desktop.grid.lines.sum_tip(0, 3)


def test_the_history_says_who_dropped_which_shift_and_why(desktop: Desktop) -> None:
    put(desktop, 0, 9)
    journal, session = desktop.small.folder.journal, desktop.around.shell.session
    actions.publish(journal, session, DECEMBER, reason="thử")
    desktop.around.ask.answers.append("anh An xin đổi")
    desktop.grid.go_to(0, 9)
    desktop.press(Qt.Key.Key_Delete)
    (step,) = store_history.steps(journal.tables, DECEMBER)
    assert (step.deed, step.guard, step.reason) == (
        Deed.DROPPED,
        desktop.small.guards[0],
        "anh An xin đổi",
    )
    assert step.by == session.account
    assert len(store_history.steps(journal.tables, DECEMBER, published=False)) == 2
    desktop.page.tools.open_own_history()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, HistoryDialog)
    assert dialog.table.rows() == [step]
    assert dialog._why(step) == "1 · anh An xin đổi"
    dialog.guard.set_value(desktop.small.guards[1])
    dialog._show()
    assert dialog.table.rows() == []


def test_fairness_compares_by_measure_and_prints(desktop: Desktop) -> None:
    put(desktop, 0, 9, Qt.Key.Key_D)
    desktop.page.tools.open_fairness()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, FairnessDialog)
    assert dialog.chart._rows[0] == ("Nguyễn Văn An", 1)
    dialog.measure.set_value(Measure.HOURS)
    assert dialog.chart._rows[0] == ("Nguyễn Văn An", 8)
    dialog.span.set_value(12)
    assert dialog._dates.text() == "Từ 01/01/2026 đến 31/12/2026"
    dialog._print()
    (_title, pdf, name) = desktop.around.previewed[-1]
    assert pdf.startswith(b"%PDF")
    assert name == "cong-bang-2026-12-12.pdf"
    dialog.grab()


def test_an_emergency_is_declared_and_taken_back(desktop: Desktop) -> None:
    desktop.page.tools.open_emergency()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, EmergencyDialog)
    dialog._take()
    assert desktop.page.board.plan.emergencies == ()
    dialog.form.set_values({"reason": "lũ về, nước vào kho dược"})
    dialog._take()
    (declared,) = desktop.page.board.plan.emergencies
    assert declared.reason == "lũ về, nước vào kho dược"
    desktop.page.tools.open_emergency()
    dialog = desktop.around.ask.dialogs[-1]
    ends = [
        one
        for one in dialog.findChildren(type(desktop.page.stages.plan))
        if one.property("emergency")
    ]
    ends[0].click()
    assert desktop.page.board.plan.emergencies == ()


def test_publishing_groups_the_warnings_and_leads_to_the_emergency(desktop: Desktop) -> None:
    put(desktop, 0, 9)
    desktop.page.stages.publish.click()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, PublishDialog)
    dialog._ask_emergency()
    assert isinstance(desktop.around.ask.dialogs[-1], EmergencyDialog)
    assert not store.is_published(desktop.small.folder.journal.tables, DECEMBER)


def test_today_s_mark_moves_at_midnight(desktop: Desktop) -> None:
    clock = desktop.small.folder.journal.clock
    before = desktop.grid.today
    clock.set(clock.now_ms() + 24 * 3_600_000)  # type: ignore[attr-defined]
    desktop.page._see_day()
    assert before is not None
    assert desktop.grid.today is not None
    assert (desktop.grid.today - before).days == 1
