"""Buttons answer the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.ui.parts import button, icon_button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_focused_button_outside_dialogs(qtbot: QtBot, key: Qt.Key) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    for made in (button("Lưu", parent=page), icon_button("search", "Tìm", parent=page)):
        pressed = QSignalSpy(made.clicked)
        qtbot.keyClick(made, key)
        assert pressed.count() == 1
