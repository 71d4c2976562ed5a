"""The registers at the post on one page: what is out from it, and until when."""

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, may
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _, ngettext
from guardapp.handover import store_registers as store
from guardapp.handover.page_registers_print import choose_book
from guardapp.handover.page_registers_things import ThingsOut


class RegistersPage(Page):
    """What is out, with one button to give out and one to take back."""

    kinds: ClassVar = ("handover.", "people.")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.things = ThingsOut(shell, self)
        self.body.addWidget(self.things, 1)
        if may(shell.session, Right.PRINT):
            self.add_action(button(_("In sổ tại chốt"), self.print_book, "printer", self))
        if may(shell.session, Right.LOG):
            self.give = primary_button(_("Giao đồ (F2)"), self.things.ask_give, "plus", self)
            self.set_primary(self.give)
            self.add_command(_("Giao đồ"), self.things.ask_give, "F2")
            self.add_command(_("Nhận lại"), self.things.ask_back, "F3")

    def title(self) -> str:
        """Return the page's name."""
        return _("Sổ tại chốt")

    def subtitle(self) -> str:
        """Say how much is out."""
        out = len(store.issues_out(self.shell.journal.tables))
        if not out:
            return _("Công cụ hỗ trợ, chìa khóa, bộ đàm: tất cả đang ở chốt")
        return ngettext("{n} thứ đang ở ngoài", "{n} things are out", out).format(n=out)

    def show_subject(self, subject: Any) -> None:
        """Select a thing given out."""
        self.things.show_subject(subject)

    def reload(self) -> None:
        """Show what is out now."""
        self.things.reload()

    @Slot()
    def print_book(self) -> None:
        """Ask which book to print."""
        choose_book(self.shell)
