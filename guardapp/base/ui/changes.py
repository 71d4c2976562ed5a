"""One signal after each commit, naming the kinds of facts that changed."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Subscribable(Protocol):
    """What tells its listeners the kinds of each commit; the journal does."""

    def subscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call `listener` after each commit."""

    def unsubscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call `listener` no more."""


class Changes(QObject):
    """Turns commits, from whichever thread, into a signal in the window's thread."""

    committed = Signal(object)

    def __init__(self, source: Subscribable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        source.subscribe(self._tell)

    def close(self) -> None:
        """Stop listening."""
        self._source.unsubscribe(self._tell)

    def _tell(self, kinds: frozenset[str]) -> None:
        self.committed.emit(kinds)
