"""The hospital that the tests of patrols walk in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patrol.hospital import Hospital, open_hospital


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Hospital]:
    """Give a hospital on a real file."""
    opened = open_hospital(tmp_path)
    yield opened
    opened.folder.close()
