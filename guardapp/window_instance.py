"""One window a data folder: a second start asks the first to come to the front."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

CALL: Final = "guardapp.front"


def call_to_front(folder: Path) -> None:
    """Ask the window that has this data folder open to show itself."""
    with (folder / CALL).open("a", encoding="ascii") as file:
        file.write("+")


class FrontCalls(QObject):
    """Hears when another start wants this window to the front."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / CALL
        self._file.write_bytes(b"")
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._changed)

    @Slot(str)
    def _changed(self, _path: str) -> None:
        if self._file.exists() and self._file.stat().st_size:
            self._file.write_bytes(b"")
            self.called.emit()
