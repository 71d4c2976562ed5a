"""A start loads only what the first page needs; the heavy libraries come on first use."""

import subprocess
import sys
from typing import Final

import pytest

HEAVY: Final = {
    "PIL",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "babel",
    "openpyxl",
    "reportlab",
    "segno",
}
LOADED: Final = "import sys, {module}; print(*sys.modules)"


def loaded_by(module: str) -> set[str]:
    """Return the names of all modules that importing one loads, in a process of its own."""
    command = [sys.executable, "-c", LOADED.format(module=module)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("module", ["guardapp.cli", "guardapp.app", "guardapp.window"])
def test_a_start_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(module) & HEAVY == set()


@pytest.mark.parametrize("module", ["guardapp.cli", "guardapp.app", "guardapp.base.journal"])
def test_what_has_no_window_loads_no_qt(module: str) -> None:
    assert not any(name.split(".")[0] == "PySide6" for name in loaded_by(module))


def test_a_heavy_library_that_is_loaded_is_found() -> None:
    assert "reportlab" in loaded_by("reportlab.pdfgen.canvas")
