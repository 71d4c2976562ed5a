"""A data folder with three guards, two posts and the usual shift types."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from guardapp.base.folder import Folder
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import CertificateKind, Force, Gender, GuardDetails, Hours, PostDetails
from guardapp.roster import actions, store
from guardapp.roster.model import Placement
from tests.support import CHIEF, new_folder

if TYPE_CHECKING:
    from tests.roster.desktop import Desktop

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")


@dataclass(frozen=True)
class Small:
    """An open folder, its guards and posts by order, and its shift types by code."""

    folder: Folder
    guards: tuple[int, ...]
    posts: tuple[int, ...]
    shifts: dict[str, int]

    def wish(self, guard: int, post: int, shift: str, day: date) -> Placement:
        """Return a wish by the guard's and the post's order."""
        return Placement(self.guards[guard], self.posts[post], self.shifts[shift], day)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """Return a small roster without any assignment."""
    folder = new_folder(tmp_path, [people_store.FEATURE, store.FEATURE])
    journal = folder.journal
    actions.seed(journal)
    guards = tuple(
        people.add_guard(
            journal, CHIEF, GuardDetails(name, Force.OWN, Gender.MALE, date(1990, 1, 1))
        )
        for name in NAMES
    )
    gate = PostDetails("Cổng chính", importance=1)
    store_room = PostDetails(
        "Kho dược", hours=Hours.OFFICE, certificate=CertificateKind.GUARDING, importance=2
    )
    posts = tuple(people.add_post(journal, CHIEF, one) for one in (gate, store_room))
    shifts = {one.code: one.id for one in store.shift_types(journal.tables)}
    yield Small(folder, guards, posts, shifts)
    folder.close()


@pytest.fixture
def desktop(qtbot: QtBot, small: Small) -> "Iterator[Desktop]":
    """Return the chief's page on the small roster."""
    from tests.roster.desktop import Desktop

    made = Desktop(qtbot, small)
    yield made
    made.around.shell.changes.close()
