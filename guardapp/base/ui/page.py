"""The page every feature's screen is: a header with one main action, a body, and reloading."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.access import Right, Session, may
from guardapp.base.ui import look
from guardapp.base.ui.parts import Inside, column, label, scrolling
from guardapp.base.ui.shell import Shell


class Page(QWidget):
    """A screen of the program.

    A subclass says `title()` and perhaps `subtitle()`, fills `self.body` in its constructor and
    reads the record in `reload()`. `reload()` runs when the page is first shown, and after a
    commit whose kinds begin with one of `kinds`: at once if visible, else when next shown.
    """

    kinds: ClassVar[tuple[str, ...]] = ()
    scrolls: ClassVar[bool] = False

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._stale = True
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sizes = look.sizes()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.xl, sizes.l, sizes.xl, sizes.l)
        outer.setSpacing(sizes.l)
        outer.addLayout(self._header())
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.m + sizes.xs)
        if self.scrolls:
            inside = Inside(self)
            inside.setLayout(self.body)
            outer.addWidget(scrolling(inside, self), 1)
        else:
            outer.addLayout(self.body, 1)
        shell.changes.committed.connect(self._committed)

    def title(self) -> str:
        """Return the page's name, in the language on screen."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """Return one line below the name, or nothing."""
        return ""

    def reload(self) -> None:
        """Read the record anew and show it."""

    def show_subject(self, subject: Any) -> None:
        """Show one thing of the page's own, as another page asked for by `shell.go_to`."""

    def set_primary(self, button: QWidget) -> None:
        """Put the one main action at the right of the header."""
        self._actions.addWidget(button)

    def add_action(self, widget: QWidget) -> None:
        """Put a further, quiet action or a filter left of the main one."""
        self._more.addWidget(widget)

    def add_command(self, words: str, slot: Callable[..., object], keys: str = "") -> QAction:
        """Offer a verb in the command palette (Ctrl+K), by a shortcut too if `keys` names one."""
        action = QAction(words, self)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def show_head(self) -> None:
        """Renew the header's words, as when the page shows another of its views."""
        self._title.setText(self.title())
        self._subtitle.setText(self.subtitle())
        self._subtitle.setVisible(bool(self.subtitle()))

    def refresh(self) -> None:
        """Reload now if visible, else when next shown; renew the header's words."""
        self.show_head()
        if self.isVisible():
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Reload what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _header(self) -> QHBoxLayout:
        sizes = look.sizes()
        self._title = label("", "title", parent=self)
        self._subtitle = label("", "muted", wrap=True, parent=self)
        self._more = QHBoxLayout()
        self._more.setSpacing(sizes.s)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(sizes.s)
        words = column(self._title, self._subtitle, spacing=sizes.xs // 2)
        header = QHBoxLayout()
        header.setSpacing(sizes.m)
        header.addLayout(words, 1)
        header.addLayout(self._more)
        header.addLayout(self._actions)
        return header

    @Slot(object)
    def _committed(self, kinds: frozenset[str]) -> None:
        if any(kind.startswith(prefix) for kind in kinds for prefix in self.kinds):
            self.refresh()


@dataclass(frozen=True)
class PageEntry:
    """A page in the navigation; `title` and `group` are marked with N_ and translated there.

    An `own` page is about whoever is signed in as one of the guards, and for nobody else.
    """

    key: str
    title: str
    icon: str
    group: str
    right: Right | None
    factory: Callable[[Shell, QWidget], Page]
    own: bool = False

    def is_for(self, session: Session) -> bool:
        """Tell whether somebody has this page."""
        if self.own and session.person is None:
            return False
        return self.right is None or may(session, self.right)
