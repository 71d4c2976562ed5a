"""The posts: a list, and the form for one."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import Right, may
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, EmptyState, button, primary_button, row
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, ngettext
from guardapp.people import actions, store
from guardapp.people.model import (
    CERTIFICATE_WORDS,
    FORCE_WORDS,
    GENDER_WORDS,
    HOURS_WORDS,
    Hours,
    Post,
    PostDetails,
)
from guardapp.people.page_dialogs import PostDialog


class PostsView(QWidget):
    """The chief keeps the posts here."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.shell = shell
        self._manages = may(shell.session, Right.MANAGE_PEOPLE)
        self.search = SearchField(_("Tìm tên, mã, khu vực"), self)
        self.search.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.search.searched.connect(self._searched)
        self._edit_button = button(_("Sửa"), self._edit, "pencil", self)
        self._close_button = button(_("Đóng vị trí"), self._ask_close, "archive", self)
        self.primary = primary_button(_("Thêm vị trí trực"), self.add, "plus", self)
        self._edit_button.setVisible(self._manages)
        self._close_button.setVisible(self._manages)
        self.table: Table[Post] = Table(
            _columns(),
            EmptyState(
                "map-pin",
                _("Chưa có vị trí trực nào"),
                _("Thêm các cổng, khoa, kho cần người trực, mỗi nơi một vị trí."),
            ),
            self,
            key=lambda one: one.id,
        )
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        lines.addLayout(row(self.search, None, self._edit_button, self._close_button))
        lines.addWidget(card, 1)

    def summary(self) -> str:
        """Return how many posts there are, and how many round the clock."""
        posts = store.posts(self.shell.journal.tables)
        always = sum(one.hours is Hours.ALWAYS for one in posts)
        count = ngettext("{n} vị trí", "{n} vị trí", len(posts)).format(n=len(posts))
        return _("{count}, trong đó {always} trực 24/24 giờ").format(count=count, always=always)

    def reload(self) -> None:
        """Read the posts anew."""
        text = self.search.folded()
        self.table.show_rows(
            [
                one
                for one in store.posts(self.shell.journal.tables)
                if text in fold(one.name) or text in fold(one.place) or text in one.code
            ]
        )
        if self.table.selected() is None and self.table.rows():
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    def select(self, post: int) -> bool:
        """Show one post by identity; False if there is none."""
        return self.table.select(lambda one: one.id == post)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, chosen: Post | None) -> None:
        self._edit_button.setEnabled(chosen is not None)
        self._close_button.setEnabled(chosen is not None)

    @Slot(object)
    def _opened(self, chosen: Post) -> None:
        if self._manages:
            self._edit()

    @Slot()
    def add(self) -> None:
        """Ask for a new post."""
        self.shell.ask.show(PostDialog(None, self._added, self.shell, self))

    def _added(self, details: PostDetails) -> None:
        post = actions.add_post(self.shell.journal, self.shell.session, details)
        self.reload()
        self.select(post)

    @Slot()
    def _edit(self) -> None:
        post = self.table.selected()
        if post is not None:
            self.shell.ask.show(PostDialog(post, self._edited, self.shell, self))

    def _edited(self, details: PostDetails) -> None:
        post = self.table.selected()
        if post is not None:
            actions.change_post(self.shell.journal, self.shell.session, post, details)

    @Slot()
    def _ask_close(self) -> None:
        post = self.table.selected()
        if post is not None:
            self.shell.ask.confirm(
                _("Đóng vị trí «{name}»?").format(name=post.name),
                _("Vị trí này không xếp ca nữa. Sổ sách cũ vẫn giữ nguyên."),
                _("Đóng vị trí"),
                self._close_post,
                danger=True,
            )

    def _close_post(self) -> None:
        post = self.table.selected()
        if post is not None:
            actions.close_post(self.shell.journal, self.shell.session, post.id)


def _columns() -> list[Column[Post]]:
    levels = {1: Tone.DANGER, 2: Tone.WARNING, 3: Tone.NEUTRAL}
    names = {1: _("Cao nhất"), 2: _("Vừa"), 3: _("Thường")}
    return [
        Column(
            _("Tên vị trí trực"),
            lambda one: one.name,
            stretch=True,
            strong=True,
            tip=lambda one: " · ".join(filter(None, (one.name, one.phone))),
        ),
        Column(_("Mã"), lambda one: one.code),
        Column(_("Khu vực"), lambda one: one.place, tip=lambda one: one.place),
        Column(_("Giờ trực"), lambda one: _(HOURS_WORDS[one.hours])),
        Column(
            _("Người"),
            lambda one: str(one.needed),
            align="right",
            sort=lambda one: one.needed,
        ),
        Column(
            _("Quan trọng"),
            lambda one: names[one.importance],
            tone=lambda one: levels[one.importance],
            badge=True,
            sort=lambda one: one.importance,
        ),
        Column(
            _("Người trực phải có"),
            _asked,
            tip=_asked,
        ),
    ]


def _asked(one: Post) -> str:
    parts = (
        _(FORCE_WORDS[one.force]) if one.force else "",
        _(GENDER_WORDS[one.gender]) if one.gender else "",
        _(CERTIFICATE_WORDS[one.certificate]) if one.certificate else "",
    )
    return " · ".join(filter(None, parts))
