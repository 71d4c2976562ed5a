"""Tables over dataclasses."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from guardapp.base.ui.parts import EmptyState
from guardapp.base.ui.table import Column, RowsModel, Table
from guardapp.base.ui.tokens import Tone


@dataclass(frozen=True)
class Point:
    """A point on a round."""

    number: int
    name: str
    late: int


COLUMNS: list[Column[Point]] = [
    Column("Số", lambda one: str(one.number), align="right", sort=lambda one: one.number),
    Column("Tên", lambda one: one.name, stretch=True, strong=True),
    Column(
        "Kết quả",
        lambda one: "Trễ" if one.late else "Đúng giờ",
        tone=lambda one: Tone.WARNING if one.late else Tone.SUCCESS,
        badge=True,
    ),
]
POINTS = [Point(10, "Đông y", 0), Point(9, "Áo choàng", 5), Point(100, "Dược", 0)]


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(POINTS)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.show_rows(POINTS[:1])
    model.show_rows([])
    assert model.data(model.index(0, 0)) is None


def test_rows_are_sorted_by_their_values_or_without_marks(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS)
    model.show_rows(POINTS)
    model.sort(0)
    assert [one.number for one in model.rows] == [9, 10, 100]
    model.sort(1)
    assert [one.name for one in model.rows] == ["Áo choàng", "Đông y", "Dược"]


def test_the_selection_stays_with_its_thing(qtbot: QtBot) -> None:
    table = Table(COLUMNS, key=lambda one: one.number)
    qtbot.addWidget(table)
    table.show_rows(POINTS)
    assert table.selected() is None
    assert table.select(lambda one: one.number == 100)
    table.show_rows([*reversed(POINTS)])
    assert table.selected() == POINTS[2]


def test_enter_opens_the_selected_row(qtbot: QtBot) -> None:
    table = Table(COLUMNS)
    qtbot.addWidget(table)
    table.show_rows(POINTS)
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [POINTS[1]]


def test_choosing_tells_the_row(qtbot: QtBot) -> None:
    table = Table(COLUMNS)
    qtbot.addWidget(table)
    table.show_rows(POINTS)
    with qtbot.waitSignal(table.chosen) as chosen:
        table.selectRow(2)
    assert chosen.args == [POINTS[2]]


def test_an_empty_table_says_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("route", "Chưa có điểm")
    table = Table(COLUMNS, empty)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.show_rows([])
    assert empty.isVisible()
    table.show_rows(POINTS)
    assert not empty.isVisible()


def test_a_table_paints_pills_and_tones(qtbot: QtBot) -> None:
    table = Table(COLUMNS, row_tone=lambda one: Tone.DANGER if one.late else None)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show_rows(POINTS)
    assert not table.grab().isNull()
