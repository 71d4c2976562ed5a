"""The trap of PySide6 6.12 on Python 3.11: each emit loses a reference to None or True."""

import sys

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 2_000
ALLOWED = 200  # other code takes and gives references meanwhile; the fault took one with each call
COUNTED = sys.version_info < (3, 12)  # from 3.12 on they are immortal and not counted


def kept(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Tell whether no reference was lost with each call."""
    falls = [earlier - later for earlier, later in zip(before, after, strict=True)]
    return not COUNTED or max(falls) < ALLOWED


class Bell(QObject):
    rung = Signal(bool)


class Ear(QObject):
    heard = 0

    @Slot(bool)
    def hear(self, loud: bool) -> None:
        self.heard += loud


def test_an_emit_gives_back_the_references_it_takes(qapp: QApplication) -> None:
    bell, ear = Bell(), Ear()
    bell.rung.connect(ear.hear)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert ear.heard == CALLS
    assert kept(before, after)


def test_a_call_without_a_result_gives_back_its_none(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None), sys.getrefcount(False)
    for _ in range(CALLS):
        label.setText("x")
        label.isVisible()
    after = sys.getrefcount(None), sys.getrefcount(False)
    assert kept(before, after)
