"""What tests of several features need: an open data folder with a clock that is set by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from guardapp.base import clock, store
from guardapp.base.access import Role, Session
from guardapp.base.clock import SetClock
from guardapp.base.db import Feature
from guardapp.base.folder import Folder, open_folder
from guardapp.base.settings import seed_parameters

START_MS: Final = clock.to_ms(datetime(2026, 12, 1, 1, 0, tzinfo=UTC))
CHIEF: Final = Session(0, None, Role.CHIEF, "Trần Văn Mẫu", "chief")
LEADER: Final = Session(0, None, Role.LEADER, "Lê Thị Mẫu", "leader")
GUARD: Final = Session(0, None, Role.GUARD, "Nguyễn Văn Mẫu", "10017")
INSPECTOR: Final = Session(0, None, Role.INSPECTOR, "Phạm Văn Mẫu", "inspector")


def new_folder(path: Path, features: Sequence[Feature], start_ms: int = START_MS) -> Folder:
    """Return a new data folder at 08:00 on 01/12/2026 local time, with the shipped parameters."""
    folder = open_folder(
        path, (store.JOURNAL_FEATURE, store.FEATURE, *features), SetClock(start_ms)
    )
    seed_parameters(folder.journal)
    return folder


def clock_of(folder: Folder) -> SetClock:
    """Return the folder's clock, to be set by hand."""
    assert isinstance(folder.journal.clock, SetClock)
    return folder.journal.clock
