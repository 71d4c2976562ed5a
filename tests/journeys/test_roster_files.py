"""A month leaves for a spreadsheet and comes back, through the window."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from guardapp.base.clock import at
from guardapp.base.folder import KEYS, LOCAL, mark
from guardapp.base.keys import Keys
from guardapp.base.local import Local
from guardapp.roster import actions
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import Desk
from tests.journeys.hospital import (
    CHIEF,
    DECEMBER,
    FRIDAY,
    Hospital,
    standing,
    told,
)

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class TestExcel:
    """December goes to a spreadsheet and comes back into a copy where it was emptied."""

    def test_a_month_comes_back_as_it_went(
        self, hospital: Hospital, make_desk: MakeDesk, tmp_path: Path
    ) -> None:
        file = tmp_path / "lich-truc-2026-12.xlsx"
        desk = make_desk(hospital.path, file, now_ms=at(FRIDAY, 9 * 60))
        desk.sign_in(*CHIEF)
        page = desk.page("roster")
        page.steps.stepped.emit(1)
        lay_cycle(desk, hospital)
        before = told(standing(desk, DECEMBER))
        (verb,) = [one for one in page.prints.menu.actions() if one.text().startswith("Xuất")]
        verb.trigger()
        assert desk.ask.told[-1] == "Đã ghi «lich-truc-2026-12.xlsx»."
        desk.close()

        desk = make_desk(copied(hospital.path), file, True, now_ms=at(FRIDAY, 10 * 60))
        desk.sign_in(*CHIEF)
        page = desk.page("roster")
        page.steps.stepped.emit(1)
        page.grid.go_to(0, 0)
        desk.key(page.grid, Qt.Key.Key_End, SHIFT)
        desk.key(page.grid, Qt.Key.Key_Down, CONTROL | SHIFT)
        desk.key(page.grid, Qt.Key.Key_Delete)
        assert standing(desk, DECEMBER) == []
        page = desk.page("importing")
        page.show_subject("roster")
        desk.press("Chọn tệp…", page)
        for _step in range(3):
            desk.press("Tiếp tục", page)
        desk.press(f"Nhập {len(before)} dòng", page)
        assert told(standing(desk, DECEMBER)) == before


def lay_cycle(desk: Desk, hospital: Hospital) -> None:
    """Draft December by the cycle."""
    actions.assign(desk.journal, desk.space.shell.session, list(hospital.cycle(DECEMBER)))
    desk.settle()


def copied(data: Path) -> Path:
    """Return a copy of a closed data folder, as if it had been made in its place."""
    path = data.with_name("copy")
    shutil.copytree(data, path)
    with closing(Keys(path / KEYS)) as keys, closing(Local(path / LOCAL, keys)) as own:
        own.set("device", {"number": 1, "mark": mark(path)})
    return path
