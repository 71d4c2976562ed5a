"""The small hospital, open for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handover.hospital import Hospital, open_hospital


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Hospital]:
    """Return the hospital at 14:00 on New Year's Eve, before anybody has taken over."""
    opened = open_hospital(tmp_path)
    yield opened
    opened.folder.close()
