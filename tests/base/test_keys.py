"""Secrets are kept as hashes that go on fitting."""

from pathlib import Path

import pytest

from guardapp.base import keys
from guardapp.base.keys import Keys


def test_a_secret_hashed_at_another_cost_still_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Keys(tmp_path / "keys.db")
    monkeypatch.setattr(keys, "COST", 2**14)
    opened.set_secret(1, keys.hash_secret("135792"), must_change=False)
    opened.keep()
    monkeypatch.undo()
    assert opened.check_secret(1, "135792")
    assert not opened.check_secret(1, "135793")
    opened.close()
