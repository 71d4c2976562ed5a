"""Times the start of the program to a usable sign-in window against a bare PySide6 window.

By hand: `python -m tests.benchmarks.start_up`. Both run in new processes, turn about; each tells
when its first window was painted, counted from the start of the process.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base.clock import SystemClock
from guardapp.sample.make import Sample, make

RUNS: Final = 9

BARE: Final = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("guardapp"))
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
"""
OURS: Final = """
import sys
from pathlib import Path
from guardapp.app.program import Program
from PySide6.QtWidgets import QApplication
program = Program(Path(sys.argv[1]))
program.start()
program.main.show()
QApplication.processEvents()
program.main.grab()
"""


def once(source: str, data: Path) -> float:
    """Return the seconds from the start of a process until its window was painted."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", source + "\nimport os; os._exit(0)", str(data)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        sample = Sample(SystemClock().now_ms())
        make(data, FEATURES, MATTERS, sample).close()
        found: dict[str, list[float]] = {BARE: [], OURS: []}
        for source, times in list(found.items()) * (RUNS + 1):
            times.append(once(source, data))
    bare, ours = (statistics.median(times[1:]) for times in found.values())
    print(f"bare PySide6 window   {bare * 1000:6.0f} ms")
    print(f"guardapp, sign-in     {ours * 1000:6.0f} ms   {ours / bare:.2f} x")


if __name__ == "__main__":
    main()
