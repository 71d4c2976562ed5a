"""Several things are chosen from a list by ticks."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from guardapp.base.ui.ticks import Ticks


def test_what_is_ticked_is_told_in_the_order_shown(qtbot: QtBot) -> None:
    ticks = Ticks([(7, "Cổng chính"), (3, "Kho dược"), (5, "Khoa Sản")], {5})
    qtbot.addWidget(ticks)
    assert ticks.value() == [5]
    ticks.set_value([3, 7])
    assert ticks.value() == [7, 3]


def test_the_space_bar_turns_a_tick(qtbot: QtBot) -> None:
    ticks = Ticks([(7, "Cổng chính"), (3, "Kho dược")])
    qtbot.addWidget(ticks)
    ticks.show()
    ticks.setCurrentRow(1)
    with qtbot.waitSignal(ticks.changed):
        qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert ticks.value() == [3]
