"""The chief reads the numbers of law by name and adds values that count from a date on."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from guardapp.base import resources, settings
from guardapp.base.settings import Parameter
from guardapp.base.words import set_language
from guardapp.incidents import store as incidents
from guardapp.people import store as people
from guardapp.roster import store as roster
from guardapp.safekeeping.page_parameters import ParametersView, ValueDialog
from guardapp.safekeeping.page_settings import PARAMETERS, SettingsPage
from guardapp.safekeeping.parameter_words import Group, group_of, in_order, name_of, value_words
from tests.support import CHIEF, new_folder
from tests.support_ui import Surroundings, surroundings


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Surroundings]:
    folder = new_folder(tmp_path, [people.FEATURE, roster.FEATURE, incidents.FEATURE])
    made = surroundings(folder, CHIEF)
    yield made
    made.shell.changes.close()
    folder.close()


@pytest.fixture
def page(qtbot: QtBot, around: Surroundings) -> SettingsPage:
    made = SettingsPage(around.shell)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def numbers(page: SettingsPage) -> ParametersView:
    page.show_subject(PARAMETERS)
    return page.parameters


def shipped() -> list[Parameter]:
    rows = json.loads(resources.path("rules", "parameters.json").read_text(encoding="utf-8"))
    return [Parameter(**row) for row in rows]


def choose(numbers: ParametersView, code: str, around: Surroundings) -> ValueDialog:
    assert numbers.table.select(lambda one: one.now.code == code)
    numbers.add()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, ValueDialog)
    return dialog


def test_every_shipped_number_has_a_name_in_both_languages() -> None:
    names = {one.code: name_of(one.code) for one in shipped()}
    assert not [code for code, name in names.items() if name == code]
    set_language("en")
    english = {one.code: name_of(one.code) for one in shipped()}
    set_language("vi")
    assert not [code for code, name in english.items() if name == names[code]]


def test_grades_come_first_and_an_unknown_number_is_shown_by_its_code() -> None:
    found = in_order(shipped())
    assert group_of(found[0].code) is Group.GRADES
    assert (group_of("new_number"), name_of("new_number")) == (Group.OTHER, "new_number")


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("giờ", "40", "40 giờ"),
        ("mức", "off", "Không kiểm tra"),
        ("có (1), không (0)", "1", "Có"),
        ("giờ", "22:00", "22:00"),
        ("giờ", "6,14,22", "6, 14, 22"),
        ("đồng", "2000000", "2.000.000 đồng"),
        ("%", "50", "50 %"),
    ],
)
def test_a_value_is_shown_as_words(unit: str, value: str, words: str) -> None:
    assert value_words(unit, value) == words


def test_a_new_value_is_added_from_a_day_on_and_the_old_one_is_shown_beside(
    numbers: ParametersView, around: Surroundings
) -> None:
    dialog = choose(numbers, "ot_month_max_h", around)
    dialog.form.set_values({"value": 60, "first": date(2027, 1, 1), "basis": "Nghị quyết mẫu"})
    dialog._save()
    chosen = numbers.table.selected()
    assert chosen is not None
    assert (chosen.now.value, chosen.coming) == ("40", True)
    shown = [one.text() for one in numbers._details.findChildren(QLabel)]
    assert "Từ 01/01/2027: 60 giờ" in shown
    assert "Từ 01/01/2021: 40 giờ" in shown


def test_how_grave_a_rule_is_is_chosen_and_counts_at_once(
    numbers: ParametersView, around: Surroundings
) -> None:
    dialog = choose(numbers, "severity_rest", around)
    dialog.form.set_values({"value": "error", "basis": "Quyết định 12/QĐ-BV"})
    dialog._save()
    chosen = numbers.table.selected()
    assert chosen is not None
    assert (chosen.now.code, chosen.now.value) == ("severity_rest", "error")


def test_a_time_is_typed_as_such_and_a_wrong_date_is_told(
    numbers: ParametersView, around: Surroundings
) -> None:
    dialog = choose(numbers, "night_from", around)
    dialog.form.set_values({"value": 21 * 60, "first": date(2010, 1, 1), "basis": "Luật"})
    dialog._save()
    assert "01/01/2021" in dialog._error.text()
    dialog.form.set_values({"first": date(2026, 12, 1)})
    dialog._save()
    day = date(2026, 12, 1)
    conn = around.shell.journal.tables
    assert settings.parameter(conn, "night_from", day).value == "21:00"


def test_numbers_are_found_by_group_name_and_law(numbers: ParametersView) -> None:
    numbers.group.set_value(Group.FIRE)
    assert {group_of(one.now.code) for one in numbers.table.rows()} == {Group.FIRE}
    numbers.group.set_value(None)
    numbers.search.setText("nghi dinh 192")
    numbers.search.returnPressed.emit()
    assert {one.now.code for one in numbers.table.rows()} == {
        "duty_regime",
        "b24_weekday_comp",
        "b24_holiday_comp",
        "b12_rest_h",
    }


def test_what_is_typed_about_the_facility_stays_while_a_number_is_added(
    page: SettingsPage, around: Surroundings
) -> None:
    page._form.set_values({"name": "Bệnh viện Mẫu"})
    page.show_subject(PARAMETERS)
    assert page.parameters.primary.isVisible()
    dialog = choose(page.parameters, "severity_rest", around)
    dialog.form.set_values({"value": "error", "basis": "Quyết định 12/QĐ-BV"})
    dialog._save()
    page.show_subject("facility")
    assert page._form.values()["name"] == "Bệnh viện Mẫu"
    assert not page.parameters.primary.isVisible()
    page._save()
    assert settings.facility(around.shell.journal.tables).name == "Bệnh viện Mẫu"
    assert page._form.values()["name"] == "Bệnh viện Mẫu"
