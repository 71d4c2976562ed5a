"""The import page: file, columns, values, check, and all rows or none."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from guardapp.app import FEATURES
from guardapp.app.imports import IMPORTS
from guardapp.base.folder import Folder
from guardapp.base.spreadsheet import read_file
from guardapp.base.spreadsheet_dates import Order
from guardapp.base.ui.importing import ImportPage
from guardapp.base.ui.importing_parts import DropZone
from guardapp.base.ui.parts import Banner
from guardapp.base.ui.work import Work
from guardapp.incidents import store as incidents
from guardapp.patrol import store_routes
from guardapp.people import store as people
from tests.support import CHIEF, new_folder
from tests.support_ui import Surroundings, surroundings

DATA: Final = Path(__file__).parents[1] / "data"
REAL: Final = Path("/work/shared/data/hospital-incidents-2022-h1.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", FEATURES[2:])
    yield opened
    opened.close()


class Seat:
    """Somebody in front of the import page."""

    def __init__(self, qtbot: QtBot, folder: Folder, kind: str, *answers: Any) -> None:
        self.around: Surroundings = surroundings(folder, CHIEF, *answers)
        self.page = ImportPage(self.around.shell, kinds=IMPORTS)
        qtbot.addWidget(self.page)
        self.page.resize(1126, 712)
        self.page.show()
        self.page.show_subject(kind)

    def press(self, words: str) -> None:
        found = [
            one
            for one in self.page.findChildren(QPushButton)
            if one.isVisible() and one.text().startswith(words)
        ]
        assert len(found) == 1, [one.text() for one in found]
        assert found[0].isEnabled()
        found[0].click()

    def notes(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(Banner) if one.isVisible()]

    def to_check(self) -> None:
        for _step in range(3):
            self.press("Tiếp tục")


def test_a_file_goes_in_by_four_presses(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "guards", DATA / "guards-invented.csv", True)
    seat.press("Chọn tệp")
    assert seat.page.file.header.value() == 3
    assert seat.page.file.delimiter.value() == ";"
    assert seat.page.file.dates.value() is Order.DAY_FIRST
    seat.to_check()
    seat.press("Nhập 5 dòng")
    assert seat.around.ask.told == ["Đã nhập 5 dòng."]
    assert len(people.guards(folder.journal.tables)) == 5
    seat.press("Nhập tệp khác")
    assert seat.page.file.zone.isVisible()


def test_a_dropped_file_is_read(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "checkpoints")
    zone = seat.page.file.findChild(DropZone)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(DATA / "checkpoints-invented.csv"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    zone.dragEnterEvent(enter)
    assert enter.isAccepted()
    zone.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    seat.to_check()
    assert list(seat.page.check.lists) == ["twice"]
    assert "vẫn nhập" in seat.page.check.lists["twice"].rows()[0].words


def test_bad_rows_are_listed_and_saved_before_the_good_ones_go_in(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    seat = Seat(qtbot, folder, "guards", bad)
    seat.page.open_file(DATA / "guards-invented-bad.csv")
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    assert "1 giá trị" in seat.notes()[0]
    seat.press("Tiếp tục")
    listed = seat.page.check.lists["bad"].rows()
    assert [one.row for one in listed] == [3, 4, 5, 6, 7, 8]
    assert listed[1].place == "Ngày sinh"
    assert people.guards(folder.journal.tables) == []
    seat.press("Nhập 2 dòng tốt")
    assert len(read_file(bad).rows) == 6
    assert len(people.guards(folder.journal.tables)) == 2


def test_bad_rows_that_cannot_be_saved_keep_the_good_ones_out(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    seat = Seat(qtbot, folder, "guards", tmp_path / "nowhere" / "bad.csv")
    seat.page.open_file(DATA / "guards-invented-bad.csv")
    seat.to_check()
    seat.press("Nhập 2 dòng tốt")
    assert len(seat.around.ask.refused) == 1
    assert people.guards(folder.journal.tables) == []


def test_columns_values_and_options_chosen_by_hand_are_remembered(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Who,What,Born\nNguyễn Văn An,X,03/04/1990\n", encoding="utf-8")
    seat = Seat(qtbot, folder, "guards", True)
    seat.page.open_file(file)
    assert "Chưa chắc" in seat.notes()[0]
    seat.page.file.dates.set_value(Order.MONTH_FIRST)
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    assert "Họ và tên" in seat.notes()[0]
    rows = {row.field.key: row for row in seat.page.columns.rows}
    for key, title in (("name", "Who"), ("force", "What"), ("birth_date", "Born")):
        rows[key].findChildren(QPushButton)[0].set_value(title)
    seat.press("Tiếp tục")
    assert [(one.theirs, one.choice.value()) for one in seat.page.values.values] == [("X", None)]
    seat.page.values.values[0].choice.set_value("contracted")
    assert seat.notes() == []
    seat.page.values.options["gender"].set_value("male")
    seat.press("Tiếp tục")
    seat.press("Nhập 1 dòng")
    guard = people.guards(folder.journal.tables)[0]
    assert (guard.force.value, str(guard.birth_date)) == ("contracted", "1990-03-04")
    file.write_text("Who,What,Born\nLê Văn Bảy,X,01/02/1991\n", encoding="utf-8")
    again = Seat(qtbot, folder, "guards", True)
    again.page.open_file(file)
    again.press("Tiếp tục")
    assert "01/12/2026" in again.notes()[0]
    again.press("Tiếp tục")
    again.press("Tiếp tục")
    again.press("Nhập 1 dòng")
    assert len(people.guards(folder.journal.tables)) == 2


def test_several_columns_make_one_field(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "checkpoints", True)
    seat.page.open_file(DATA / "checkpoints-invented.csv")
    seat.press("Tiếp tục")
    rows = {row.field.key: row for row in seat.page.columns.rows}
    rows["instruction"].findChildren(QPushButton)[-1].set_value("Tòa nhà")
    assert rows["instruction"].columns() == ("Hướng dẫn", "Tòa nhà")
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    seat.press("Nhập 4 dòng")
    points = store_routes.checkpoints(folder.journal.tables)
    assert points[0].instruction == "Xem cửa kính, thang máy, Nhà A"


def test_how_the_file_is_read_can_be_changed(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "guards")
    seat.page.open_file(DATA / "guards-invented.csv")
    seat.page.file.header.set_value(2)
    assert seat.page._plan.sheet.header == ("Danh sách nhân viên bảo vệ",)
    seat.page.file.header.set_value(3)
    seat.page.file.encoding.set_value("utf-16")
    assert "Không đọc được" in seat.notes()[0]
    assert seat.page.file.encoding.value() == "utf-8"


def test_a_file_that_cannot_be_read_is_told_in_words(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    seat = Seat(qtbot, folder, "guards")
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK\x03\x04 no zip")
    seat.page.open_file(broken)
    assert "hỏng.xlsx" in seat.notes()[0]
    assert seat.page.file.zone.isVisible()


def test_stopping_leaves_nothing(qtbot: QtBot, folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("Điểm\n" + "".join(f"Điểm {n}\n" for n in range(2000)), encoding="utf-8")
    seat = Seat(qtbot, folder, "checkpoints", True)
    seat.page.open_file(file)
    seat.to_check()
    seat.page._working._work = Work(seat.page)
    seat.page._working._work.busy.connect(seat.page._working._busy_changed)
    seat.press("Nhập 2.000 dòng")
    seat.press("Dừng")
    qtbot.waitUntil(seat.page._working.is_free, timeout=20_000)
    seat.page._working._work.close()
    assert store_routes.checkpoints(folder.journal.tables) == []
    assert seat.notes() == ["Đã dừng. Chưa có gì được nhập."]


@pytest.mark.skipif(not REAL.is_file(), reason="the published list is not on this PC")
def test_a_real_list_goes_in_whole(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "incidents", True)
    seat.page.open_file(REAL)
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    assert seat.page.values.unmapped() == 0
    assert seat.page.values.options["midnight"].value() == "unknown"
    seat.press("Tiếp tục")
    seat.press("Nhập 676 dòng")
    assert incidents.count(folder.journal.tables, incidents.Filter()) == 676


def test_a_file_goes_in_while_the_window_stays_alive(qtbot: QtBot, folder: Folder) -> None:
    seat = Seat(qtbot, folder, "guards", True)
    working = seat.page._working
    working._work = Work(seat.page)
    working._work.busy.connect(working._busy_changed)
    seat.page.open_file(DATA / "guards-invented.csv")
    assert not working.is_free()
    qtbot.waitUntil(working.is_free)
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    seat.press("Tiếp tục")
    qtbot.waitUntil(working.is_free)
    seat.press("Nhập 5 dòng")
    qtbot.waitUntil(working.is_free)
    working._work.close()
    assert len(people.guards(folder.journal.tables)) == 5


def test_a_page_that_is_closed_is_gone(qtbot: QtBot, folder: Folder) -> None:
    page = ImportPage(surroundings(folder, CHIEF).shell, kinds=IMPORTS)
    page.show()
    page.open_file(DATA / "guards-invented.csv")
    for _step in range(3):
        page._go_on()
    known = weakref.ref(page)
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert known() is None


def test_a_file_that_holds_nothing_of_the_kind_is_told_and_another_kind_can_be_chosen(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    path = tmp_path / "bang.csv"
    head = ",".join(map(str, range(1, 32)))
    path.write_text(f"Họ tên,{head}\nAi Đó,5,6\n", encoding="utf-8")
    seat = Seat(qtbot, folder, "roster", path)
    seat.press("Chọn tệp")
    (told,) = seat.notes()
    assert "bang.csv" in told
    assert not seat.page._next.isEnabled()
    seat.page.show_subject("guards")
    assert seat.notes() == []
    assert seat.page._next.isEnabled()


def test_another_sheet_of_the_file_can_be_chosen(
    qtbot: QtBot, folder: Folder, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for title, page in (("Cũ", book.worksheets[0]), ("Mới", book.create_sheet())):
        page.title = title
        page.append(["Họ và tên", "Giới tính"])
        page.append([f"Nguyễn Văn {title}", "Nam"])
    book.save(tmp_path / "ds.xlsx")
    seat = Seat(qtbot, folder, "guards", tmp_path / "ds.xlsx", True)
    seat.press("Chọn tệp")
    assert seat.page.file.page.value() == "Cũ"
    seat.page.file.page.set_value("Mới")
    seat.to_check()
    seat.press("Nhập 1 dòng")
    assert [one.name for one in people.guards(folder.journal.tables)] == ["Nguyễn Văn Mới"]
