"""The registers at the post on one page: what is out from it, and who is inside."""

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from guardapp.base.access import Right, may
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import icon_button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _, ngettext
from guardapp.handover import store_found as finds
from guardapp.handover import store_registers as things
from guardapp.handover import store_visitors as visits
from guardapp.handover.page_registers_found import FoundView
from guardapp.handover.page_registers_print import choose_book
from guardapp.handover.page_registers_things import ThingsOut
from guardapp.handover.page_registers_visits import VisitsView


class RegistersPage(Page):
    """Things out and visitors inside, each with one button to open a line and one to close it."""

    kinds: ClassVar = ("handover.", "people.", "base.parameters")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.things = ThingsOut(shell, self)
        self.visits = VisitsView(shell, self)
        self.found = FoundView(shell, self)
        views = [
            (self.things, _("Đồ giao ra")),
            (self.visits, _("Khách, xe")),
            (self.found, _("Đồ nhặt được")),
        ]
        self.tabs = Segments(views, self)
        self.tabs.changed.connect(self._turn)
        self.add_action(self.tabs)
        self._stack = QStackedWidget(self)
        for view, _words in views:
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        self.give: QWidget | None = None
        self.find: QWidget | None = None
        if may(shell.session, Right.PRINT):
            self.add_action(icon_button("printer", _("In sổ tại chốt"), self.print_book, self))
        if may(shell.session, Right.LOG):
            self.give = primary_button(_("Giao đồ (F2)"), self.things.ask_give, "plus", self)
            self.set_primary(self.give)
            self.find = primary_button(_("Thêm"), self.found.ask_found, "plus", self)
            self.set_primary(self.find)
            self.add_command(_("Giao đồ"), self.things.ask_give, "F2")
            self.add_command(_("Nhận lại"), self.things.ask_back, "F3")
        self.add_command(_("Đồ giao ra"), self.show_things, "F6")
        self.add_command(_("Khách, xe, hàng"), self.show_visits, "F7")
        self.add_command(_("Đồ nhặt được"), self.show_found, "F8")
        self.tabs.set_value(self.things)

    def title(self) -> str:
        """Return the page's name."""
        return _("Sổ tại chốt")

    def subtitle(self) -> str:
        """Say how much is out and how many are inside."""
        out = len(things.issues_out(self.shell.journal.tables))
        inside = len(visits.inside(self.shell.journal.tables))
        parts = [
            ngettext("{n} thứ ở ngoài", "{n} things are out", out).format(n=out),
            ngettext("{n} khách ở trong", "{n} inside", inside).format(n=inside),
        ]
        return " · ".join(parts)

    def show_subject(self, subject: Any) -> None:
        """Select a thing given out or found, or a visitor; 0 stands for all who are inside."""
        if finds.found(self.shell.journal.tables, subject) is not None:
            self.show_found()
            self.found.show_subject(subject)
        elif things.issue(self.shell.journal.tables, subject) is None:
            self.show_visits()
            self.visits.show_subject(subject)
        else:
            self.show_things()
            self.things.show_subject(subject)

    def reload(self) -> None:
        """Show what is out and who is inside now."""
        self.things.reload()
        self.visits.reload()
        self.found.reload()

    @Slot()
    def show_things(self) -> None:
        """Turn to what is out."""
        self.tabs.set_value(self.things)
        self.things.table.setFocus()

    @Slot()
    def show_visits(self) -> None:
        """Turn to who is inside, ready to write the next visitor."""
        self.tabs.set_value(self.visits)
        self.visits.entry.start()

    @Slot()
    def show_found(self) -> None:
        """Turn to what was found."""
        self.tabs.set_value(self.found)
        self.found.table.setFocus()

    @Slot()
    def _turn(self) -> None:
        view = self.tabs.value()
        self._stack.setCurrentWidget(view)
        if self.give is not None and self.find is not None:
            self.give.setVisible(view is self.things)
            self.find.setVisible(view is self.found)

    @Slot()
    def print_book(self) -> None:
        """Ask which book to print."""
        choose_book(self.shell)
