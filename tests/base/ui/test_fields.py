"""Fields: what is typed is read as meant, or said to be unreadable."""

from datetime import date
from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guardapp.base import clock
from guardapp.base.identity import with_check
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import MoneyField, NumberField, Segments, TextField
from guardapp.base.ui.moments import DateField, DateTimeField, read_date, read_time
from guardapp.base.ui.scan import ScanField, SearchField
from tests.support_ui import type_text

TODAY = date(2026, 12, 5)


class Whose(Enum):
    """Whose a thing is."""

    STATE = "state"
    PATIENT = "patient"


OPTIONS = [(Whose.STATE, "Nhà nước"), (Whose.PATIENT, "Người bệnh")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/12", date(2026, 12, 5)),
        ("05/12/2026", date(2026, 12, 5)),
        ("5-1-27", date(2027, 1, 5)),
        ("0512", date(2026, 12, 5)),
        ("05122027", date(2027, 12, 5)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31/2", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("22:05", 1325), ("22h05", 1325), ("2205", 1325), ("7", 420), ("7h", 420), ("24:00", None)],
)
def test_a_time_is_read_as_people_write_it(typed: str, minute: int | None) -> None:
    assert read_time(typed) == minute


def test_a_date_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "5/12")
    field.editingFinished.emit()
    assert field.text() == "05/12/2026"


def test_an_unreadable_date_is_told_and_kept(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    field.setText("31/02/2026")
    assert field.value() is None
    assert "05/12/2026" in field.problem()
    assert field.text() == "31/02/2026"


def test_an_instant_is_that_of_the_local_zone(qtbot: QtBot) -> None:
    field = DateTimeField(TODAY)
    qtbot.addWidget(field)
    field.set_value(clock.at(TODAY, 22 * 60 + 5))
    assert (field.time.text(), field.day.text()) == ("22:05", "05/12/2026")
    assert field.value() == clock.at(TODAY, 22 * 60 + 5)
    field.time.clear()
    assert field.value() is None
    assert field.problem()


def test_money_is_grouped_while_it_is_typed(qtbot: QtBot) -> None:
    field = MoneyField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "1250000")
    assert field.text() == "1.250.000"
    assert field.value() == 1_250_000
    field.setCursorPosition(1)
    QTest.keyClicks(field, "9")
    assert field.text() == "19.250.000"
    assert field.cursorPosition() == 2


def test_a_number_out_of_bounds_is_told(qtbot: QtBot) -> None:
    field = NumberField(1, 12)
    qtbot.addWidget(field)
    field.setText("13")
    assert field.value() is None
    assert "12" in field.problem()


def test_text_is_composed_and_trimmed(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    type_text(field, " Nguye\u0302\u0303n ")
    assert field.value() == "Nguyễn"


@pytest.mark.parametrize("make", [Choice, Segments])
def test_a_choice_survives_as_a_draft(qtbot: QtBot, make: type) -> None:
    field, other = make(OPTIONS), make(OPTIONS)
    qtbot.addWidget(field)
    qtbot.addWidget(other)
    assert field.value() is None
    field.set_value(Whose.PATIENT)
    other.from_draft(field.to_draft())
    assert other.value() is Whose.PATIENT


def test_a_choice_is_found_by_letters_without_marks(qtbot: QtBot) -> None:
    places = [
        f"Khoa {name}"
        for name in ["Nội", "Ngoại", "Nhi", "Sản", "Mắt", "Dược", "Cấp-cứu", "Đông-y"]
    ]
    choice = Choice([(name, name) for name in places])
    qtbot.addWidget(choice)
    choice.show()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    popup = next(child for child in choice.children() if hasattr(child, "search"))
    QTest.keyClicks(popup.search, "dong")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert choice.value() == "Khoa Đông-y"


def test_a_search_is_told_folded_and_once(qtbot: QtBot) -> None:
    field = SearchField(delay_ms=10)
    qtbot.addWidget(field)
    told: list[str] = []
    field.searched.connect(told.append)
    type_text(field, "Đông")
    type_text(field, " y")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["dong y"]


class Steady:
    """A stopwatch set by hand."""

    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


@pytest.mark.parametrize(("gap_ms", "by_scanner"), [(3, True), (20, True), (90, False)])
def test_a_scanner_is_told_from_hands_by_its_speed(
    qtbot: QtBot, gap_ms: int, by_scanner: bool
) -> None:
    steady = Steady()
    field = ScanField(steady_ms=steady)
    qtbot.addWidget(field)
    scanned: list[str] = []
    typed: list[str] = []
    field.scanned.connect(scanned.append)
    field.typed.connect(typed.append)
    code = with_check("2001")
    for digit in code:
        QTest.keyClick(field, digit)
        steady.ms += gap_ms
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (scanned, typed) == (([code], []) if by_scanner else ([], [code]))
    assert field.text() == ""


def test_a_code_with_a_wrong_check_digit_is_refused(qtbot: QtBot) -> None:
    field = ScanField()
    qtbot.addWidget(field)
    wrong = str(int(with_check("2001")) ^ 1)
    QTest.keyClicks(field, wrong)
    with qtbot.waitSignal(field.refused) as refused:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert refused.args == [wrong]


def test_a_scan_field_takes_digits_only_and_no_input_method(qtbot: QtBot) -> None:
    field = ScanField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "a2b0")
    assert field.text() == "20"
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
