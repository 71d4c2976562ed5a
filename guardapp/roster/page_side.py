"""The card beside the grid that lists what the rules found, and leads to who could stand in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_finding import FindingDialog
from guardapp.roster.page_findings import NotesList
from guardapp.roster.rules_findings import Note


class Side(Card):
    """Lists notes; `chosen` carries the note to be shown in the grid."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("Lỗi và cảnh báo"), parent)
        self.flush()
        self._ask, self._desk = shell.ask, desk
        self.notes = NotesList(self)
        self.about = button(_("Ai thay được…"), self.open_note, "users", self)
        self.body.addWidget(self.notes)
        self.body.addLayout(row(look.sizes().m, self.about, None))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.notes.chosen.connect(self._choose)
        self.notes.opened.connect(self.open_note)
        self.show_notes([])

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes."""
        self.notes.show_notes(notes)
        self.about.setEnabled(self.notes.current() is not None)

    @Slot(object)
    def _choose(self, note: Note) -> None:
        self.about.setEnabled(True)
        self.chosen.emit(note)

    @Slot()
    def open_note(self) -> None:
        """Show the chosen note with its legal basis and who could stand in."""
        note = self.notes.current()
        if note is not None:
            self._ask.show(FindingDialog(self._desk, note, self))
