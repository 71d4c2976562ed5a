"""The first start: three ways to begin, and what a new folder asks for."""

from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.window_first import NewFacility, NewFacilityDialog
from tests.window.conftest import MakeWindow

TYPED = {
    "name": "Bệnh viện Mẫu",
    "superior": "Sở Y tế tỉnh Mẫu",
    "place": "Hà Sơn",
    "chief_name": "Trần Văn Mẫu",
    "secret": "mot cau de nho",
    "again": "mot cau de nho",
}


def press(window: object, words: str) -> None:
    """Press the button with these words."""
    (found,) = [one for one in window.findChildren(QPushButton) if one.text() == words]
    found.click()


def test_the_sample_is_asked_for(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.show_first_start()
    with qtbot.waitSignal(window.sample):
        press(window, "Mở dữ liệu mẫu")


def test_a_backup_is_chosen(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(ask=ScriptedAsk(tmp_path / "a.zip"))
    window.show_first_start()
    with qtbot.waitSignal(window.restore) as restore:
        press(window, "Chọn tệp sao lưu")
    assert restore.args == [tmp_path / "a.zip"]


def test_a_new_folder_asks_for_facility_and_chief(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.show_first_start()
    press(window, "Tạo dữ liệu trống")
    (dialog,) = window.findChildren(NewFacilityDialog)
    for wrong in ({"again": "khac"}, {"secret": "ngan", "again": "ngan"}, {"name": ""}):
        dialog.form.set_values(TYPED | wrong)
        press(dialog, "Tạo dữ liệu")
        assert dialog.isVisible()
    sample = "demo-chief-2026"
    dialog.form.set_values(TYPED | {"secret": sample, "again": sample})
    press(dialog, "Tạo dữ liệu")
    assert dialog.isVisible()
    dialog.form.set_values(TYPED)
    with qtbot.waitSignal(window.empty) as empty:
        press(dialog, "Tạo dữ liệu")
    assert empty.args == [
        NewFacility(
            "Bệnh viện Mẫu",
            "Sở Y tế tỉnh Mẫu",
            "Hà Sơn",
            "Trần Văn Mẫu",
            "chief",
            "mot cau de nho",
        )
    ]


def test_work_before_a_folder_is_open_is_shown(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.show_first_start()
    window.show_working("Đang tạo dữ liệu mẫu")
    window.tell_progress(30, 92)
    bar = window.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum()) == (30, 92)


def test_the_language_is_chosen_before_anything_else(make_window: MakeWindow) -> None:
    window = make_window()
    window.show_first_start()
    press(window, "English")
    assert "Tiếng Việt" in [one.text() for one in window.findChildren(QPushButton)]
