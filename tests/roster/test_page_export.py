"""The month on the desk goes to a spreadsheet from the page's menus."""

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.access import Session
from guardapp.base.exchange_matrix import matrix
from guardapp.base.spreadsheet import read_file
from guardapp.base.ui.page import Page
from guardapp.roster.model import Month
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_export import CalendarExport, Exports, TimesheetExport
from guardapp.roster.page_holidays import HolidaysDialog
from tests.roster.conftest import Small
from tests.support import CHIEF, GUARD
from tests.support_ui import Surroundings, surroundings


class Blank(Page):
    """A page with nothing on it."""

    def title(self) -> str:
        """Return a name."""
        return "Trang"


class Seat:
    """A page with the two menus, for somebody."""

    def __init__(self, qtbot: QtBot, small: Small, session: Session, path: Path) -> None:
        self.around: Surroundings = surroundings(small.folder, session, path)
        self.page = Blank(self.around.shell)
        qtbot.addWidget(self.page)
        desk = Desk(self.around.shell, self.page)
        desk.month = Month(2026, 12)
        self.files, self.more = QMenu(self.page), QMenu(self.page)
        Exports(self.page, desk).add_to(self.files, self.more)

    def press(self, menu: QMenu, words: str) -> None:
        (found,) = (one for one in menu.actions() if one.text() == words)
        found.trigger()


def test_the_month_is_written_where_it_is_asked(qtbot: QtBot, small: Small, tmp_path: Path) -> None:
    path = tmp_path / "lich.xlsx"
    seat = Seat(qtbot, small, CHIEF, path)
    seat.press(seat.files, "Xuất lịch tháng ra Excel…")
    assert seat.around.ask.told == ["Đã ghi «lich.xlsx»."]
    assert matrix(read_file(path)) is not None
    seat.around.shell.changes.close()


def test_a_guard_gets_no_draft(qtbot: QtBot, small: Small, tmp_path: Path) -> None:
    path = tmp_path / "lich.xlsx"
    seat = Seat(qtbot, small, GUARD, path)
    seat.press(seat.files, "Xuất lịch tháng ra Excel…")
    assert seat.around.ask.told == ["Lịch tháng này chưa công bố"]
    assert not path.exists()
    seat.around.shell.changes.close()


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, small: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    seat = Seat(qtbot, small, CHIEF, tmp_path / "file" / "lich.xlsx")
    seat.press(seat.files, "Xuất lịch tháng ra Excel…")
    assert len(seat.around.ask.refused) == 1
    seat.around.shell.changes.close()


def test_the_chief_opens_the_holidays_of_the_months_year(
    qtbot: QtBot, small: Small, tmp_path: Path
) -> None:
    seat = Seat(qtbot, small, CHIEF, tmp_path)
    seat.press(seat.more, "Ngày nghỉ lễ, tết…")
    (dialog,) = seat.around.ask.dialogs
    assert isinstance(dialog, HolidaysDialog)
    assert dialog.draft.year == 2026
    assert isinstance(dialog.parentWidget(), QWidget)
    guard = Seat(qtbot, small, GUARD, tmp_path)
    assert guard.more.isEmpty()
    for one in (seat, guard):
        one.around.shell.changes.close()


def test_a_guards_calendar_and_the_timesheet_are_written_too(
    qtbot: QtBot, small: Small, tmp_path: Path
) -> None:
    seat = Seat(qtbot, small, CHIEF, tmp_path / "an.ics")
    CalendarExport(seat.page, small.guards[0]).ask()
    assert (tmp_path / "an.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    seat.around.ask.answers.append(tmp_path / "cong.xlsx")
    TimesheetExport(seat.page, _december).ask()
    assert (tmp_path / "cong.xlsx").stat().st_size > 0
    assert len(seat.around.ask.told) == 2
    seat.around.shell.changes.close()


def _december() -> Month:
    return Month(2026, 12)
