"""The planner's page on a small roster, and what a user does with its grid."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from guardapp.base.access import Session
from guardapp.roster import store
from guardapp.roster.page import RosterPage
from tests.roster.conftest import Small
from tests.support import CHIEF
from tests.support_ui import Surroundings, surroundings


class Desktop:
    """The page with its surroundings, and what a user does with the grid."""

    def __init__(self, qtbot: QtBot, small: Small, session: Session = CHIEF) -> None:
        self.qtbot, self.small = qtbot, small
        self.around: Surroundings = surroundings(small.folder, session)
        self.page = RosterPage(self.around.shell)
        qtbot.addWidget(self.page)
        self.page.resize(1400, 800)
        self.page.show()
        self.grid = self.page.grid

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.qtbot.keyClick(self.grid, key, modifier or Qt.KeyboardModifier.NoModifier)

    def middle(self, row: int, column: int) -> QPoint:
        left, top, width, height = self.grid.cell_rect(row, column)
        return QPoint(left + width // 2, top + height // 2)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        view, left = self.grid.viewport(), Qt.MouseButton.LeftButton
        begin, there = self.middle(*start), self.middle(*end)
        self.qtbot.mousePress(view, left, pos=begin)
        self.qtbot.mouseMove(view, begin + QPoint(15, 15))
        self.qtbot.mouseMove(view, there)
        self.qtbot.mouseRelease(view, left, pos=there)

    def cell(self, row: int, column: int) -> str:
        assert self.grid.lines is not None
        cell = self.grid.lines.cell(row, self.grid.days[column])
        return f"{cell.text} {cell.small}".strip()

    def choose_post(self, number: int) -> None:
        self.page.palette_bar.post.set_value(self.small.posts[number])

    def standing(self) -> int:
        return len(store.month(self.small.folder.journal.tables, 2026, 12))
