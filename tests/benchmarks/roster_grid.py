"""Measures the month's grid with 150 guards: a frame scrolled, a step by key, an edit rechecked.

Run by hand: python -m tests.benchmarks.roster_grid [GUARDS]
The baseline of a frame is a plain grid of as many filled boxes with a letter each.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from guardapp.base.folder import Folder
from guardapp.base.ui import look
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import Force, Gender, GuardDetails, PostDetails
from guardapp.roster import actions, store
from guardapp.roster.model import Month, Placement
from guardapp.roster.page import RosterPage
from tests.support import CHIEF, new_folder
from tests.support_ui import surroundings

DECEMBER: Final = Month(2026, 12)
AIM_FRAME_MS: Final = 16.0
AIM_EDIT_MS: Final = 50.0
TIMES: Final = 60
POSTS: Final = 36


def facility(folder: Folder, guards: int) -> None:
    """Fill a folder with guards, posts and a month in which teams of four rotate."""
    journal = folder.journal
    actions.seed(journal)
    kinds = {one.code: one.id for one in store.shift_types(journal.tables)}
    with journal.transaction():
        who = [
            people.add_guard(
                journal,
                CHIEF,
                GuardDetails(f"Bảo vệ {number:03d}", Force.OWN, Gender.MALE, date(1990, 1, 1)),
            )
            for number in range(guards)
        ]
        where = [
            people.add_post(journal, CHIEF, PostDetails(f"Vị trí {number:02d}"))
            for number in range(POSTS)
        ]
    turns = ("S", "S", "C", "C", "Đ", "Đ", None, None)
    wishes = [
        Placement(guard, where[number // 4 % POSTS], kinds[code], day)
        for number, guard in enumerate(who)
        for day in DECEMBER.days
        if (code := turns[(day.day + 2 * number) % len(turns)]) is not None
    ]
    actions.assign(journal, CHIEF, wishes)


def measured(act: Callable[[int], None], times: int = TIMES) -> float:
    """Return the median milliseconds of an act, given its number."""
    found = []
    for number in range(times):
        begin = time.perf_counter()
        act(number)
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


def plain(size: QPixmap, rows: int, columns: int) -> Callable[[int], None]:
    """Return what draws filled boxes with a letter over a picture."""

    def draw(number: int) -> None:
        painter = QPainter(size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(size.rect(), QColor("#ffffff"))
        for row in range(rows):
            for column in range(columns):
                box = QRect(200 + column * 28, 100 + row * 34, 25, 31)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor("#c9e0ff"))
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(QColor("#103a7d"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "S")
        painter.end()

    return draw


def measure(page: RosterPage) -> list[tuple[str, float, float]]:
    """Return (what, median milliseconds, aim) of each act."""
    grid, bar = page.grid, page.grid.verticalScrollBar()
    picture = QPixmap(grid.viewport().size())
    rows = grid.viewport().height() // 34

    def scroll(number: int) -> None:
        bar.setValue(number * 37 % max(1, bar.maximum()))
        grid.viewport().render(picture)

    def step(number: int) -> None:
        grid.go_to(number % 140, number % 31)
        grid.viewport().render(picture)

    def edit(number: int) -> None:
        if number % 2:
            grid.cleared.emit()
        else:
            grid.typed.emit("s", False)
        QApplication.processEvents()

    grid.go_to(40, 12)
    return [
        ("plain boxes", measured(plain(picture, rows, 31)), 0.0),
        ("frame scrolled", measured(scroll), AIM_FRAME_MS),
        ("step by key", measured(step), AIM_FRAME_MS),
        ("edit rechecked", measured(edit, 30), AIM_EDIT_MS),
    ]


def main() -> None:
    """Print the medians and, of frames, the ratio to the baseline."""
    guards = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look.apply(application, look.Theme.LIGHT)
    with tempfile.TemporaryDirectory() as folder_name:
        folder = new_folder(Path(folder_name), [people_store.FEATURE, store.FEATURE])
        facility(folder, guards)
        around = surroundings(folder)
        page = RosterPage(around.shell)
        page.desk.month = DECEMBER
        page.resize(1920, 1040)
        page.show()
        QApplication.processEvents()
        base, *acts = measure(page)
        print(f"{guards} guards, {len(DECEMBER.days)} days; {base[0]}: {base[1]:.2f} ms")
        for what, median, aim in acts:
            verdict = "kept" if median <= aim else "missed"
            print(f"{what}: {median:.1f} ms, {median / base[1]:.1f}x; aim {aim:.0f} ms {verdict}")
        around.shell.changes.close()
        page.close()
        folder.close()


if __name__ == "__main__":
    main()
