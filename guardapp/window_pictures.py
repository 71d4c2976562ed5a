"""Pictures of the window, for the demo without a display."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

SIZE: Final = QSize(1366, 768)
TURNS: Final = 4


def take(window: QWidget, path: Path) -> None:
    """Write a picture of the window as it looks now, at 1366 × 768."""
    window.resize(SIZE)
    window.show()
    for _turn in range(TURNS):
        QApplication.processEvents()
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))
