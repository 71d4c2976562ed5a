"""The two steps to a published month, planning and publishing: the next one is the main action."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import button
from guardapp.base.words import _
from guardapp.roster.board import Board, Filled
from guardapp.roster.page_desk import Desk

MANY_SHORT: Final = 20
"""Planning comes first while more than one shift in as many lacks somebody."""


class Stages(QObject):
    """The buttons `plan` and `publish`; one of them at most stands out."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._desk = desk
        self.plan = button(_("Xếp tự động"), icon="play", parent=page)
        self.publish = button(_("Công bố"), icon="calendar-check", parent=page)

    def show(self, board: Board, *, busy: bool) -> None:
        """Show what can be done next; while `busy`, the planner beside the grid has the word."""
        desk, draft = self._desk, self._desk.publication is None
        filled = sum(map(board.day_filled, board.plan.month.days), Filled())
        self.plan.setVisible(desk.may_plan and draft)
        self.publish.setVisible(desk.may_publish and draft)
        self.publish.setEnabled(desk.preview is None)
        plans_first = filled.short * MANY_SHORT > filled.needed or not desk.may_publish
        _weigh(self.plan, "play", main=plans_first and not busy)
        _weigh(self.publish, "calendar-check", main=not plans_first and not busy)


def _weigh(one: QPushButton, icon: str, *, main: bool) -> None:
    """Make a button the page's main action, or an ordinary one."""
    colours = look.colours()
    one.setProperty("kind", "primary" if main else "")
    tint = colours.accent.on_fill if main else colours.text
    one.setIcon(look.icon(icon, tint=tint, gap=look.sizes().xs))
    look.restyle(one)
