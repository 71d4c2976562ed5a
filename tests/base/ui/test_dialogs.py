"""A dialog shows all that is in it."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import label, primary_button


def test_a_dialog_is_as_high_as_its_wrapped_texts_need(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = Dialog("Kết thúc sớm", parent=window)
    words = label("Khoa Nội tổng hợp; " * 90, wrap=True, parent=dialog)
    dialog.body.addWidget(words)
    dialog.add_buttons(primary_button("Lưu", parent=dialog))
    two_thirds = dialog.screen().availableGeometry().height() * 2 // 3
    dialog.open()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width()) > two_thirds
    before = dialog.height()
    dialog.show_error("Mã không đúng. Còn 4 lần thử trước khi phải chờ.")
    qtbot.waitUntil(lambda: dialog.height() > before)
