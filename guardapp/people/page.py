"""The people and the posts, one beside the other."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import local_date
from guardapp.base.settings import record_print
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.people import gather
from guardapp.people.page_guards import GuardsView
from guardapp.people.page_leaving import ALONE, Leaving
from guardapp.people.page_posts import PostsView

GUARDS: Final = "guards"
POSTS: Final = "posts"


class PeoplePage(Page):
    """Guards, or posts, with the verbs of the ones shown in the header."""

    kinds = ("people.", "base.account", "base.secret")

    def __init__(
        self, shell: Shell, parent: QWidget | None = None, *, leaving: Leaving = ALONE
    ) -> None:
        super().__init__(shell, parent)
        self._manages = may(shell.session, Right.MANAGE_PEOPLE)
        self.tabs = Segments([(GUARDS, _("Bảo vệ")), (POSTS, _("Vị trí trực"))], self)
        self.guards = GuardsView(shell, self, leaving)
        self.posts = PostsView(shell, self)
        self._stack = QStackedWidget(self)
        self._print = button(_("In sổ huấn luyện"), self.print_training, "printer", self)
        self._print.setToolTip(_("Sổ huấn luyện, chứng chỉ của mọi người, mẫu F18"))
        self.add_action(self._print)
        self.add_action(self.tabs)
        for view in (self.guards, self.posts):
            self._stack.addWidget(view)
            self.set_primary(view.primary)
        self.body.addWidget(self._stack, 1)
        self.tabs.changed.connect(self._switch)
        self.tabs.set_value(GUARDS)
        if may(shell.session, Right.OVERSEE):
            self.add_command(_("In sổ huấn luyện, chứng chỉ"), self.print_training)
        if self._manages:
            self.add_command(_("Thêm bảo vệ"), self.guards.add)
            self.add_command(_("Thêm vị trí trực"), self.posts.add)

    def title(self) -> str:
        """Return the page's name."""
        return _("Nhân sự")

    def subtitle(self) -> str:
        """Return how many of the ones shown there are."""
        return self._shown().summary()

    def reload(self) -> None:
        """Read the guards or the posts anew."""
        self._shown().reload()

    def show_subject(self, subject: Any) -> None:
        """Show one guard or post by identity."""
        for tab in (GUARDS, POSTS):
            self.tabs.set_value(tab)
            if self._shown().select(subject):
                return

    def _shown(self) -> GuardsView | PostsView:
        return self.posts if self.tabs.value() == POSTS else self.guards

    @Slot()
    def _switch(self) -> None:
        shown = self._shown()
        self._stack.setCurrentWidget(shown)
        for view in (self.guards, self.posts):
            view.primary.setVisible(view is shown and self._manages)
        self._print.setVisible(shown is self.guards and may(self.shell.session, Right.OVERSEE))
        self.refresh()

    @Slot()
    def print_training(self) -> None:
        """Show the register of training and certificates before it is printed."""
        from guardapp.people import sheet_training

        journal, now = self.shell.journal, self.shell.journal.clock.now_ms()
        day = local_date(now)
        document = gather.training(
            journal.tables,
            day,
            now,
            preparer=self.shell.session.name,
            anchor=journal.head().anchor(),
            copy_no=record_print(journal, self.shell.session, gather.REGISTER, day.isoformat()),
        )
        make_pdf = partial(sheet_training.training_pdf, document)
        self.shell.preview(_("Sổ huấn luyện, chứng chỉ"), make_pdf, f"so-huan-luyen-{day}.pdf")
