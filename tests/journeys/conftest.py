"""The sample hospital for the journeys: made once, copied for each test that writes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base import words
from guardapp.base.clock import ZONE, to_ms
from guardapp.base.folder import KEYS, LOCAL, mark
from guardapp.base.keys import Keys
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.sample.make import Sample, make
from tests.journeys.desk import Desk
from tests.journeys.hospital import Hospital, build

UNTIL: Final = to_ms(datetime(2026, 11, 22, 21, 40, tzinfo=ZONE))

MakeDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's last month; nobody writes into it."""
    path = tmp_path_factory.mktemp("sample") / "data"
    make(path, FEATURES, MATTERS, Sample(UNTIL, months=1)).close()
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    """Return the sample to write into, as if it had been made in this place on this PC."""
    path = tmp_path / "data"
    shutil.copytree(made_sample, path)
    with closing(Keys(path / KEYS)) as keys, closing(Local(path / LOCAL, keys)) as own:
        own.set("device", {"number": 1, "mark": mark(path)})
    return path


@pytest.fixture
def hospital(tmp_path: Path) -> Hospital:
    """Return a small hospital with November 2026 published, as of 25/10/2026."""
    return build(tmp_path / "data")


@pytest.fixture
def make_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeDesk]:
    """Return what opens the program on a data folder; all are closed afterwards."""
    made: list[Desk] = []

    def open_desk(
        data: Path,
        *answers: object,
        now_ms: int = UNTIL,
        real: bool = False,
        threads: bool = False,
    ) -> Desk:
        made.append(Desk(qtbot, data, now_ms, *answers, real=real, threads=threads))
        return made[-1]

    yield open_desk
    for one in made:
        one.close()
    words.set_language("vi")
    look.apply(qapp, look.Theme.LIGHT)
