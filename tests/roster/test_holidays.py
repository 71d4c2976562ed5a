"""The public holidays come from one source, and the facility's own table keeps what was added."""

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base import resources
from guardapp.base.errors import Invalid
from guardapp.base.ui.parts import Banner
from guardapp.roster import actions, store_holidays
from guardapp.roster.holidays_draft import HolidayDraft
from guardapp.roster.holidays_source import public_holidays
from guardapp.roster.lunar import lunar
from guardapp.roster.model import Month
from guardapp.roster.page_holidays import HolidayDialog, HolidaysDialog
from tests.roster.conftest import Small
from tests.support import CHIEF
from tests.support_ui import Surroundings, surroundings


def test_the_shipped_holidays_are_those_of_the_source() -> None:
    shipped = json.loads(resources.path("rules", "holidays.json").read_text("utf-8"))
    assert sorted(shipped) == ["2026", "2027", "2028"]
    for year, days in shipped.items():
        source = public_holidays(int(year))
        assert days == {day.isoformat(): name for day, name in source.items()}


@pytest.mark.parametrize("year", range(2026, 2061))
def test_a_year_has_the_twelve_days_of_the_law(year: int) -> None:
    days = public_holidays(year)
    assert len(days) == 12
    assert {(one.month, one.day) for one in days} > {(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)}
    tet = [one for one in days if "Tết Nguyên Đán" in days[one]]
    assert [lunar(one).day for one in tet][1:] == [1, 2, 3, 4]
    assert (10, 3) in {(lunar(one).day, lunar(one).month) for one in days}


def test_before_2026_there_are_eleven() -> None:
    assert len(public_holidays(2025)) == 11
    assert date(2025, 11, 24) not in public_holidays(2025)


def test_neither_days_off_in_lieu_nor_swapped_days_are_holidays() -> None:
    days = public_holidays(2026)
    assert date(2026, 4, 26) in days
    assert date(2026, 4, 27) not in days
    assert date(2026, 8, 31) not in days


def test_filling_a_year_drops_nothing_that_was_added_by_hand() -> None:
    own, tet = date(2029, 7, 1), date(2029, 2, 13)
    draft = HolidayDraft(2029, {own: "Ngày thành lập bệnh viện", tet: "Mùng một"})
    assert draft.fill(public_holidays(2029)) == 11
    assert draft.days[own] == "Ngày thành lập bệnh viện"
    assert draft.days[tet] == "Mùng một"
    assert draft.fill(public_holidays(2029)) == 0
    assert {str(one) for one in draft.months} == {
        "2029-01", "2029-02", "2029-04", "2029-05", "2029-09", "2029-11",
    }  # fmt: skip


def test_a_day_taken_away_is_shown_until_it_is_saved_and_can_come_back() -> None:
    day = date(2029, 7, 1)
    draft = HolidayDraft(2029, {day: "Ngày thành lập"})
    draft.turn(day)
    (line,) = draft.lines
    assert (line.name, line.shown, line.changed) == (None, "Ngày thành lập", True)
    draft.turn(day)
    assert not draft.changed


def test_a_day_stands_once_and_in_its_year() -> None:
    draft = HolidayDraft(2029, {})
    draft.put(date(2029, 2, 13), "Tết")
    for wrong in (date(2029, 2, 13), date(2030, 2, 13)):
        with pytest.raises(Invalid):
            draft.put(wrong, "Tết")
    draft.put(date(2029, 2, 14), "Mùng hai", date(2029, 2, 13))
    assert draft.days == {date(2029, 2, 14): "Mùng hai"}


def open_dialog(qtbot: QtBot, small: Small, year: int) -> tuple[HolidaysDialog, Surroundings]:
    around = surroundings(small.folder)
    dialog = HolidaysDialog(around.shell, year)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, around


def press(dialog: QWidget, words: str) -> None:
    (found,) = (
        one for one in dialog.findChildren(QPushButton) if one.isVisible() and one.text() == words
    )
    found.click()


def test_an_empty_year_is_filled_and_saved(qtbot: QtBot, small: Small) -> None:
    dialog, around = open_dialog(qtbot, small, 2031)
    assert dialog.table.rows() == []
    press(dialog, "Điền theo lịch chung")
    assert len(dialog.table.rows()) == 12
    press(dialog, "Lưu")
    tables = small.folder.journal.tables
    assert store_holidays.year_holidays(tables, 2031) == public_holidays(2031)
    assert around.ask.told == ["Đã lưu ngày nghỉ lễ, tết."]
    around.shell.changes.close()


def test_a_published_month_is_warned_of_before_its_holidays_change(
    qtbot: QtBot, small: Small
) -> None:
    actions.publish(small.folder.journal, CHIEF, Month(2026, 11), reason="thử")
    dialog, around = open_dialog(qtbot, small, 2026)
    dialog.table.select(lambda line: line.day == date(2026, 11, 24))
    press(dialog, "Bỏ ngày này")
    (told,) = (one for one in dialog.findChildren(Banner) if one.isVisible())
    assert "11/2026" in told.text()
    press(dialog, "Lấy lại ngày này")
    assert not told.isVisible()
    around.shell.changes.close()


def test_a_day_is_added_by_hand(qtbot: QtBot, small: Small) -> None:
    dialog, around = open_dialog(qtbot, small, 2026)
    press(dialog, "Thêm ngày")
    (asked,) = around.ask.dialogs
    assert isinstance(asked, HolidayDialog)
    asked.show()
    asked.form.set_values({"day": date(2026, 11, 24), "name": "Trùng"})
    press(asked, "Xong")
    asked.form.set_values({"day": date(2026, 11, 25), "name": "Ngày truyền thống"})
    press(asked, "Xong")
    press(dialog, "Lưu")
    known = store_holidays.year_holidays(small.folder.journal.tables, 2026)
    assert known[date(2026, 11, 25)] == "Ngày truyền thống"
    assert len(known) == 13
    around.shell.changes.close()
