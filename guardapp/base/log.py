"""The program's own log file: what happened to the program, never what was typed or who it is."""

import logging
import logging.handlers
from pathlib import Path
from typing import Final

SIZE: Final = 1_000_000
KEPT: Final = 3


class _Handler(logging.handlers.RotatingFileHandler):
    """Writes the log where it can; a full disk must not speak through it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Leave out a line that cannot be written."""


def start(folder: Path) -> None:
    """Log to `guardapp.log` in the data folder, from the first line on; no values, no names."""
    handler = _Handler(
        folder / "guardapp.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("guardapp")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
