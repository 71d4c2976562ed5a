"""What a signed-in person works in: rail, top bar, and pages built when first shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from guardapp.base.ui.page import Page, PageEntry
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.window_bar import Rail, TopBar
from guardapp.window_palette import Command, Palette, ShortcutsDialog

NARROW_LETTERS = 105
"""A window of fewer average letters' width begins with a rail of icons."""


class Workspace(QWidget):
    """Pages for one person; made anew when person, language, theme or scale changes."""

    shown = Signal(str)

    def __init__(
        self,
        make_shell: Callable[["Workspace"], Shell],
        entries: Sequence[PageEntry],
        facility: str,
        sample: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shell = make_shell(self)
        session = self.shell.session
        self.entries = tuple(one for one in entries if one.is_for(session))
        self._pages: dict[str, Page] = {}
        self._narrow: bool | None = None
        self.rail = Rail(self.entries, self)
        self.bar = TopBar(facility, sample, session, self.shell.journal.clock, self)
        self._stack = QStackedWidget(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self._stack, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(right, 1)
        self.rail.wanted.connect(self.show_page)
        self._connect_keys()

    def show_page(self, key: str) -> None:
        """Show a page, building it if it is the first time; an unknown key shows the first."""
        known = {entry.key: entry for entry in self.entries}
        entry = known.get(key) or self.entries[0]
        page = self._pages.get(entry.key)
        if page is None:
            page = entry.factory(self.shell, self._stack)
            self._pages[entry.key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if not page.isAncestorOf(self.focusWidget()):
            page.setFocus()
        self.rail.show_chosen(entry.key)
        self.shown.emit(entry.key)

    def go_to(self, key: str, subject: Any = None) -> None:
        """Show a page and, there, one thing of its own; nothing where the role has no such page."""
        if key in {entry.key for entry in self.entries}:
            self.show_page(key)
            if subject is not None:
                self._pages[key].show_subject(subject)

    def page(self) -> Page | None:
        """Return the page on screen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def key(self) -> str:
        """Return the key of the page on screen."""
        return next((key for key, page in self._pages.items() if page is self.page()), "")

    def commands(self) -> list[Command]:
        """Return all that the palette offers: the page's own verbs, all pages, the window's."""
        found = []
        page = self.page()
        for action in page.actions() if page else []:
            if action.isEnabled():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                found.append(
                    Command(
                        action.text(), page.title() if page else "", "play", keys, action.trigger
                    )
                )
        for number, entry in enumerate(self.entries):
            found.append(
                Command(
                    _(entry.title),
                    _(entry.group),
                    entry.icon,
                    f"Ctrl+{number + 1}" if number < 9 else "",
                    partial(self.show_page, entry.key),
                )
            )
        return found + self._own_commands()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin with a rail of icons where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        if narrow != self._narrow:
            self._narrow = narrow
            self.rail.set_narrow(narrow)

    def _own_commands(self) -> list[Command]:
        bar, group = self.bar, _("Chương trình")
        return [
            Command(_("Tìm trang hoặc việc"), group, "search", "Ctrl+K", bar.search.emit),
            Command(_("Phím tắt"), group, "keyboard", "F1", bar.shortcuts.emit),
            Command(_("Khóa màn hình"), group, "lock", "Ctrl+L", bar.lock.emit),
            Command(_("Đổi giao diện sáng, tối"), group, "moon", "", bar.theme.emit),
            Command(_("Đổi ngôn ngữ"), group, "languages", "", bar.language.emit),
            Command(_("Đổi cỡ chữ"), group, "a-large-small", "", bar.large.emit),
            Command(_("Đổi mã PIN, mật khẩu"), group, "key-round", "", bar.change_secret.emit),
            Command(_("Đăng xuất"), group, "log-out", "", bar.sign_out.emit),
        ]

    def _connect_keys(self) -> None:
        for number in range(min(len(self.entries), 9)):
            keys = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            keys.setObjectName(self.entries[number].key)
            keys.activated.connect(self._key_pressed)
        self.bar.search.connect(self._open_palette)
        self.bar.shortcuts.connect(self._open_shortcuts)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.bar.search)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.bar.shortcuts)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.bar.lock)

    @Slot()
    def _key_pressed(self) -> None:
        self.show_page(self.sender().objectName())

    @Slot()
    def _open_palette(self) -> None:
        self.shell.ask.show(Palette(self.commands(), self))

    @Slot()
    def _open_shortcuts(self) -> None:
        self.shell.ask.show(ShortcutsDialog(self.commands(), self))
