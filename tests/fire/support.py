"""What the tests of fire prevention share: a folder with lines and equipment, and people."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from guardapp.base.folder import Folder
from guardapp.fire import actions, register
from guardapp.fire.kinds import Kind
from guardapp.fire.model import Details
from guardapp.fire.store import FEATURE
from guardapp.people.store import FEATURE as PEOPLE
from tests.support import CHIEF, GUARD, LEADER, new_folder

FEATURES = (PEOPLE, FEATURE)
ANOTHER_GUARD = replace(GUARD, account=7, name="Đỗ Văn Khác", login="10025")
GUARD_7 = replace(GUARD, account=3, took_over=True)
LEADER_9 = replace(LEADER, account=9, took_over=True)


def fire_folder(path: Path) -> Folder:
    """Return a new data folder with the shipped lines."""
    folder = new_folder(path, FEATURES)
    actions.seed_lines(folder.journal)
    return folder


def extinguisher(**changes: object) -> Details:
    """Return the details of an extinguisher in house A."""
    usual = Details(
        Kind.EXTINGUISHER,
        "Nhà A",
        "Hành lang, cạnh phòng 101",
        floor="Tầng 1",
        name="Bình bột",
        serial="MFZ4-0001",
        size="4 kg",
        made=date(2024, 3, 1),
        recharged=date(2026, 3, 1),
        next_due=date(2027, 3, 1),
        walk=10,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def add(folder: Folder, **changes: object) -> int:
    """Register an extinguisher and return its identity."""
    return register.register(folder.journal, CHIEF, extinguisher(**changes))
