"""Qt's own words follow the program's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from guardapp.base.ui.qtwords import VIETNAMESE, QtLanguage

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def language(qapp: QApplication) -> Iterator[QtLanguage]:
    """Return the switch of Qt's language, switched back to what it was."""
    before = QLocale()
    made = QtLanguage(qapp)
    yield made
    made.switch("en")
    QLocale.setDefault(before)


def texts(qtbot: QtBot) -> dict[Button, str]:
    """Return the words on Qt's own buttons."""
    box = QDialogButtonBox(Button.Ok | Button.Cancel | Button.Save | Button.Yes | Button.Discard)
    qtbot.addWidget(box)
    return {box.standardButton(one): one.text().replace("&", "") for one in box.buttons()}


def test_qts_buttons_are_vietnamese_and_english_again(qtbot: QtBot, language: QtLanguage) -> None:
    language.switch("vi")
    assert texts(qtbot)[Button.Cancel] == "Hủy"
    assert texts(qtbot)[Button.Yes] == "Có"
    language.switch("en")
    assert texts(qtbot)[Button.Cancel] == "Cancel"
    language.switch("vi")
    assert texts(qtbot)[Button.Save] == "Lưu"


def test_a_text_field_has_a_vietnamese_menu(qtbot: QtBot, language: QtLanguage) -> None:
    language.switch("vi")
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().replace("&", "").split("\t")[0] for action in menu.actions()]
    assert {"Hoàn tác", "Sao chép", "Dán", "Chọn tất cả"} <= set(words)
    menu.deleteLater()


def test_the_file_dialog_is_vietnamese(qtbot: QtBot, language: QtLanguage) -> None:
    language.switch("vi")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    words = {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
    assert {"Mở", "Hủy"} <= words


def test_words_that_are_not_known_stay(language: QtLanguage) -> None:
    language.switch("vi")
    assert QCoreApplication.translate("QShortcut", "Ctrl") == "Ctrl"
    shown = QKeySequence("Ctrl+E").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown == "Ctrl+E"


def test_placeholders_are_kept() -> None:
    wrong = [
        source
        for source, words in VIETNAMESE.items()
        if sorted(part for part in ("%1", "%2", "%n") if part in source)
        != sorted(part for part in ("%1", "%2", "%n") if part in words)
    ]
    assert wrong == []
