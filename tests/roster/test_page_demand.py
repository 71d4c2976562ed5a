"""The chief sets what posts need: numbers typed, copied, reset, saved; special days."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from guardapp.people import actions as people
from guardapp.people.model import Hours, PostDetails
from guardapp.roster import (
    actions,
    actions_demand,
    rules_coverage,
    rules_need,
    store,
    store_demand,
    store_plan,
)
from guardapp.roster.model import Month, ShiftDetails
from guardapp.roster.model_demand import DemandRow
from guardapp.roster.page_demand import DAYS, CopyDialog, DemandDialog
from guardapp.roster.page_demand_days import SpecialDayDialog
from guardapp.roster.page_demand_table import FIRST_DAY
from tests.roster.conftest import Small
from tests.support import CHIEF
from tests.support_ui import Surroundings, surroundings

HOLIDAY_COLUMN, SUNDAY = 7, 6


class Setting:
    """The dialog on the small roster, and what a user does with it."""

    def __init__(self, qtbot: QtBot, small: Small) -> None:
        self.qtbot, self.small = qtbot, small
        self.around: Surroundings = surroundings(small.folder, CHIEF)
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.dialog = DemandDialog(self.around.shell, self.parent)
        self.dialog.show()
        self.table = self.dialog.table

    def type_keys(self, row: int, day: int, keys: str) -> None:
        self.table.go_to(row, day)
        self.qtbot.keyClicks(self.table, keys)

    def numbers(self, post: int) -> dict[str, tuple[int, ...]]:
        found = store_demand.demands(self.small.folder.journal.tables)
        codes = {shift: code for code, shift in self.small.shifts.items()}
        rows = found[self.small.posts[post]].rows if self.small.posts[post] in found else ()
        return {codes[one.shift]: one.needed for one in rows}

    def asked(self, kind: type) -> object:
        dialog = self.around.ask.dialogs[-1]
        assert isinstance(dialog, kind)
        return dialog


@pytest.fixture
def setting(qtbot: QtBot, small: Small) -> Iterator[Setting]:
    made = Setting(qtbot, small)
    yield made
    made.around.shell.changes.close()


def test_the_table_begins_with_what_the_posts_own_hours_ask_for(setting: Setting) -> None:
    rows = setting.table.needs.rows
    assert [(one.post.name, one.shift.code if one.shift else "") for one in rows] == [
        ("Cổng chính", "S"),
        ("Cổng chính", "C"),
        ("Cổng chính", "Đ"),
        ("Kho dược", "HC"),
    ]
    assert rows[3].needed == [1, 1, 1, 1, 1, 0, 0, 0]
    assert "26 ca" in setting.dialog.sum.text()
    assert "hiện có 3: thiếu khoảng" in setting.dialog.sum.text()
    assert not setting.dialog.save.isEnabled()


def test_the_model_keeps_what_qt_asks_of_models(
    setting: Setting, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(setting.table.needs)


def test_typed_numbers_are_saved_for_the_posts_that_differ(setting: Setting) -> None:
    setting.type_keys(0, 0, "2")
    setting.type_keys(0, HOLIDAY_COLUMN, "12")
    assert setting.table.needs.rows[0].own
    assert "27 ca" in setting.dialog.sum.text()
    setting.dialog._save()
    assert setting.numbers(0)["S"] == (2, 1, 1, 1, 1, 1, 1, 12)
    assert setting.numbers(0)["Đ"] == (1,) * 8
    assert setting.numbers(1) == {}


def test_a_number_goes_into_all_chosen_cells_and_delete_puts_noughts(setting: Setting) -> None:
    setting.table.go_to(0, 5)
    last = setting.table.needs.index(2, FIRST_DAY + 6)
    setting.table.selectionModel().select(last, QItemSelectionModel.SelectionFlag.Select)
    setting.qtbot.keyClicks(setting.table, "3")
    rows = setting.table.needs.rows
    assert (rows[0].needed[5], rows[2].needed[6], rows[1].needed[5]) == (3, 3, 1)
    setting.qtbot.keyClick(setting.table, Qt.Key.Key_Delete)
    assert (rows[0].needed[5], rows[2].needed[6]) == (0, 0)


def test_enter_goes_a_row_down_and_leaves_the_dialog_open(setting: Setting) -> None:
    setting.type_keys(0, 0, "2")
    setting.qtbot.keyClick(setting.table, Qt.Key.Key_Return)
    setting.qtbot.keyClicks(setting.table, "3")
    assert [one.needed[0] for one in setting.table.needs.rows[:2]] == [2, 3]
    assert setting.dialog.isVisible()
    assert setting.numbers(0) == {}


def test_a_number_above_twenty_begins_anew(setting: Setting) -> None:
    setting.type_keys(0, 0, "25")
    assert setting.table.needs.rows[0].needed[0] == 5


def test_a_post_goes_back_to_what_its_hours_ask_for(setting: Setting) -> None:
    setting.type_keys(0, 0, "4")
    setting.dialog._save()
    again = DemandDialog(setting.around.shell, setting.parent)
    again.table.go_to(0, 0)
    assert again._reset_button.isEnabled()
    again._reset()
    assert not again._reset_button.isEnabled()
    again._save()
    assert setting.numbers(0) == {}


def test_numbers_are_copied_to_other_posts_and_a_shift_type_is_added(setting: Setting) -> None:
    setting.table.go_to(0, 0)
    setting.around.ask.answers.append(setting.small.shifts["T"])
    setting.dialog._ask_shift()
    assert [one.shift.code for one in setting.table.needs.rows[:4] if one.shift] == [*"SCĐT"]
    setting.type_keys(3, SUNDAY, "1")
    setting.dialog._ask_copy()
    copy = setting.asked(CopyDialog)
    assert isinstance(copy, CopyDialog)
    copy.posts.set_value([setting.small.posts[1]])
    copy._take()
    setting.dialog._save()
    assert setting.numbers(1) == setting.numbers(0)
    assert setting.numbers(1)["T"] == (0, 0, 0, 0, 0, 0, 1, 0)


def test_a_post_that_no_shift_type_serves_is_there_to_be_given_one(
    qtbot: QtBot, small: Small
) -> None:
    journal = small.folder.journal
    peak = next(one for one in store.shift_types(journal.tables) if one.serves is Hours.PEAK)
    closed = ShiftDetails(
        peak.code, peak.name, peak.start_minute, peak.end_minute, serves=Hours.PEAK, active=False
    )
    actions.change_shift_type(journal, CHIEF, peak.id, closed)
    people.add_post(journal, CHIEF, PostDetails("Quỹ", hours=Hours.PEAK, importance=3))
    setting = Setting(qtbot, small)
    row = len(setting.table.needs.rows) - 1
    assert setting.table.needs.rows[row].shift is None
    setting.type_keys(row, 0, "1")
    assert setting.table.needs.rows[row].needed[0] == 0
    setting.around.ask.answers.append(small.shifts["HC"])
    setting.dialog._ask_shift()
    setting.type_keys(row, 0, "1")
    assert setting.table.needs.rows[row].own
    setting.around.shell.changes.close()


def test_numbers_that_are_not_saved_are_not_lost_without_a_question(setting: Setting) -> None:
    setting.type_keys(0, 0, "2")
    setting.dialog.reject()
    assert setting.dialog.isVisible()
    setting.around.ask.answers.append(True)
    setting.dialog.reject()
    assert not setting.dialog.isVisible()
    assert setting.numbers(0) == {}


def test_special_days_begin_with_what_counts_and_are_added_and_removed(setting: Setting) -> None:
    dialog, small = setting.dialog, setting.small
    dialog.tabs.set_value(DAYS)
    dialog.days._add()
    form = setting.asked(SpecialDayDialog)
    assert isinstance(form, SpecialDayDialog)
    first = date(2026, 12, 24)
    form.form.set_values({"post": small.posts[0], "first": first})
    name = form._name(small.shifts["S"])
    assert form.form.values()[name] == 1
    form.form.set_values({name: 3, "last": date(2027, 12, 25), "why": "Đón đoàn"})
    form._save()
    assert "62" in form._error.text()
    form.form.set_values({"last": date(2026, 12, 25)})
    form._save()
    shown = dialog.days.table.rows()
    assert [(one.day.day, dict(one.needed)[small.shifts["S"]]) for one in shown] == [
        (24, 3),
        (25, 3),
    ]
    assert dialog.days._numbers(shown[0]) == "S 3, C 1, Đ 1"
    dialog.days.table.selectRow(0)
    dialog.days._remove()
    assert [one.day.day for one in dialog.days.table.rows()] == [25]


def test_the_table_says_of_each_day_what_the_rules_ask_for(small: Small) -> None:
    """The rules count a month by what is set; the table must mean the same by its columns."""
    journal = small.folder.journal
    rows = [DemandRow(small.shifts["S"], (3, 0, 1, 1, 1, 2, 2, 4))]
    actions_demand.set_demand(journal, CHIEF, small.posts[0], rows)
    plan = store_plan.plan(journal.tables, Month(2026, 11))
    assert plan.holidays
    for post in plan.posts.values():
        meant = rules_need.rows_of(post, plan.shifts.values(), plan.demands)
        for day in plan.month.days:
            told = {kind.id: needed for kind, needed in rules_coverage.demand(plan, post, day)}
            shown = rules_need.needed_on(meant, day, plan.holidays)
            assert {shift: n for shift, n in shown.items() if n} == told, (post.name, day)
