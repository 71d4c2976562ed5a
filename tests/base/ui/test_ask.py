"""Asking: dialogs that stay open on an error and let go of everything when closed."""

import gc
import weakref
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.access import WrongSecret
from guardapp.base.ui.ask import WindowAsk
from guardapp.base.ui.dialogs import PinDialog, TextDialog
from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.base.ui.toast import Toast


class Answers:
    """Notes what it is called with."""

    def __init__(self) -> None:
        self.given: list[object] = []

    def take(self, *values: object) -> None:
        """Note an answer."""
        self.given.append(values[0] if len(values) == 1 else values)

    def refuse(self, *values: object) -> None:
        """Refuse an answer."""
        raise WrongSecret


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a window to ask in."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def dialog_of(window: QWidget) -> QDialog:
    """Return the one open dialog."""
    (found,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return found


def default_button(dialog: QDialog) -> QPushButton:
    """Return the main button."""
    return next(one for one in dialog.findChildren(QPushButton) if one.isDefault())


def let_go() -> None:
    """Delete what was to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def test_a_confirmation_calls_back_only_on_yes(window: QWidget) -> None:
    ask, answers = WindowAsk(window), Answers()
    ask.confirm("Hủy?", "", "Hủy vụ việc", answers.take, danger=True)
    dialog_of(window).reject()
    assert answers.given == []
    let_go()
    ask.confirm("Hủy?", "", "Hủy vụ việc", answers.take)
    default_button(dialog_of(window)).click()
    assert answers.given == [()]


def test_a_reason_must_not_be_empty(window: QWidget) -> None:
    ask, answers = WindowAsk(window), Answers()
    ask.reason("Kết thúc sớm", "", answers.take)
    dialog = dialog_of(window)
    assert isinstance(dialog, TextDialog)
    default_button(dialog).click()
    assert dialog.isVisible()
    dialog.form.set_values({"text": "Mưa bão"})
    default_button(dialog).click()
    assert answers.given == ["Mưa bão"]
    assert not dialog.isVisible()


def test_a_choice_is_given(window: QWidget) -> None:
    ask, answers = WindowAsk(window), Answers()
    ask.choose("Chọn chốt", [(1, "Cổng A"), (2, "Cổng B")], answers.take)
    dialog = dialog_of(window)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    default_button(dialog).click()
    assert answers.given == [2]


def test_a_wrong_pin_keeps_the_dialog_with_words(window: QWidget) -> None:
    ask = WindowAsk(window)
    ask.pin("Ký", "Nguyễn Văn Mẫu", Answers().refuse)
    dialog = dialog_of(window)
    dialog.form.set_values({"secret": "111222"})
    default_button(dialog).click()
    assert dialog.isVisible()
    assert dialog.form.values()["secret"] == ""


def test_a_pin_is_typed_on_the_pad_or_the_keyboard(window: QWidget) -> None:
    ask, answers = WindowAsk(window), Answers()
    ask.pin("Ký", "", answers.take)
    dialog = dialog_of(window)
    assert isinstance(dialog, PinDialog)
    keys = {one.property("digit"): one for one in dialog.findChildren(QPushButton)}
    for digit in "739←5":
        keys[digit].click()
    QTest.keyClicks(dialog.form.field("secret"), "128")
    QTest.keyClick(dialog.form.field("secret"), Qt.Key.Key_Return)
    assert answers.given == ["735128"]


def test_a_file_is_asked_for_without_blocking(window: QWidget, tmp_path: Path) -> None:
    ask, answers = WindowAsk(window), Answers()
    ask.open_file("Mở", "CSV (*.csv)", answers.take)
    dialog = dialog_of(window)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    dialog.reject()
    assert answers.given == [tmp_path / "a.csv"]


def test_a_closed_dialog_is_let_go_of(window: QWidget) -> None:
    ask, answers = WindowAsk(window), Answers()
    alive = []
    for _ in range(10):
        ask.pin("Ký", "", answers.take)
        dialog = dialog_of(window)
        alive.append(weakref.ref(dialog))
        dialog.reject()
        del dialog
        let_go()
    assert [one for one in alive if one() is not None and shiboken6.isValid(one())] == []
    assert [one for one in alive if one() is not None] == []


def test_a_new_toast_takes_the_place_of_the_last(window: QWidget) -> None:
    ask = WindowAsk(window)
    ask.done("Đã ghi")
    ask.done("Đã lưu")
    assert [one.accessibleName() for one in window.findChildren(Toast) if one.isVisible()] == [
        "Đã lưu"
    ]


def test_a_script_answers_in_turn_and_then_cancels() -> None:
    answers = Answers()
    ask = ScriptedAsk("Mưa bão", True, ("10017", "735128"), 2)
    ask.reason("Lý do", "", answers.take)
    ask.confirm("Hủy?", "", "Hủy", answers.take)
    ask.sign("Ký", "", answers.take)
    ask.choose("Chọn", [(1, "một"), (2, "hai")], answers.take)
    ask.pin("Ký", "", answers.take)
    assert answers.given == ["Mưa bão", (), ("10017", "735128"), 2]
    assert [kind for kind, _title in ask.asked] == ["reason", "confirm", "sign", "choose", "pin"]


def test_a_script_keeps_what_was_refused() -> None:
    ask = ScriptedAsk("111222")
    ask.pin("Ký", "", Answers().refuse)
    assert [type(one) for one in ask.refused] == [WrongSecret]
