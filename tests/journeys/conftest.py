"""The sample hospital for the journeys: made once, copied for each test that writes."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base.clock import ZONE, to_ms
from guardapp.sample.make import Sample, make

UNTIL: Final = to_ms(datetime(2026, 11, 22, 22, 40, tzinfo=ZONE))


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's last month; nobody writes into it."""
    path = tmp_path_factory.mktemp("sample") / "data"
    make(path, FEATURES, MATTERS, Sample(UNTIL, months=1)).close()
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample to write into."""
    path = tmp_path / "data"
    shutil.copytree(made_sample, path)
    return path
