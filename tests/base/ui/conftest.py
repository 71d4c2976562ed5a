"""An open data folder for tests of the Qt side."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guardapp.base.folder import Folder
from tests.support import new_folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """Return a data folder with nothing in it."""
    opened = new_folder(tmp_path, [])
    yield opened
    opened.close()
