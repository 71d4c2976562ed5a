"""A form: labelled fields in aligned rows, errors beside them, and a draft that survives."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from guardapp.base.errors import Invalid
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.parts import SectionTitle, label
from guardapp.base.words import _

DRAFT_MS = 500
F = TypeVar("F", bound=QWidget)


@runtime_checkable
class KeepsDraft(Protocol):
    """A widget that keeps what is being typed in it; `save_draft` does so now."""

    def save_draft(self) -> None:
        """Keep what is being typed."""
        ...


class _Cell(QWidget):
    """A field with its label above, and help and error below."""

    def __init__(
        self, words: str, field: QWidget, required: bool, help_: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.field: Any = field
        self.words = words
        self.required = required
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().xs)
        if words:
            name = label(f"{words} *" if required else words, "label", parent=self)
            name.setBuddy(field)
            lines.addWidget(name)
            field.setAccessibleName(words)
        field.setParent(self)
        lines.addWidget(field)
        if help_:
            lines.addWidget(label(help_, "small", wrap=True, parent=self))
        self._error: QLabel = label("", "error", wrap=True, parent=self)
        self._error.hide()
        lines.addWidget(self._error)
        lines.addStretch(1)

    def show_error(self, words: str) -> None:
        """Show what is wrong with the field, or nothing."""
        if words == self._error.text():
            return
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.field.setProperty("invalid", "true" if words else "false")
        look.restyle(self.field)

    def trouble(self) -> str:
        """Return why the field cannot be taken as it is, or the empty text."""
        unreadable = str(self.field.problem())
        if unreadable:
            return unreadable
        if self.required and self.field.value() in (None, "", False):
            return _("Cần nhập mục này.")
        return ""


class Form(QWidget):
    """Fields by name; `values()` gives what is entered, `show_error` tells what is wrong.

    With `local` and `draft` the entered state is kept half a second after each change and given
    back by `restore()`, to be called when all fields are there.
    """

    changed = Signal()

    def __init__(
        self, local: Local | None = None, draft: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._local = local
        self._draft = draft
        self._cells: dict[str, _Cell] = {}
        self._blank: dict[str, Any] = {}
        self._row: QHBoxLayout | None = None
        self._quiet = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.sizes().m + look.sizes().xs)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.save_draft)

    def add(
        self,
        name: str,
        words: str,
        field: F,
        *,
        required: bool = False,
        help: str = "",  # noqa: A002
        beside: bool = False,
    ) -> F:
        """Add a field in a new row, or `beside` the one before, and return it."""
        cell = _Cell(words, field, required, help, self)
        if not beside or self._row is None:
            self._row = QHBoxLayout()
            self._row.setSpacing(look.sizes().m)
            self._lines.addLayout(self._row)
        self._row.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)
        self._cells[name] = cell
        self._blank[name] = cell.field.to_draft()
        cell.field.changed.connect(self._edited)
        return field

    def section(self, words: str) -> None:
        """Begin a part of the form."""
        self._row = None
        if self._cells:
            self._lines.addSpacing(look.sizes().s)
        self._lines.addWidget(SectionTitle(words, self))

    def add_widget(self, widget: QWidget) -> None:
        """Put something that is no field in a row of its own."""
        self._row = None
        self._lines.addWidget(widget)

    def field(self, name: str) -> Any:
        """Return the field of a name."""
        return self._cells[name].field

    def show_field(self, name: str, shown: bool) -> None:
        """Show a field or hide it; a hidden one is neither checked nor missed."""
        self._cells[name].setHidden(not shown)

    def values(self) -> dict[str, Any]:
        """Return what is entered, by name; None or empty where nothing is."""
        return {name: cell.field.value() for name, cell in self._cells.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by name; other fields stay."""
        for name, value in values.items():
            self._cells[name].field.set_value(value)

    def check(self) -> bool:
        """Show what is missing or cannot be read, go to the first such field; True if none."""
        return self._show_all(
            {name: "" if cell.isHidden() else cell.trouble() for name, cell in self._cells.items()}
        )

    def show_error(self, name: str, words: str) -> None:
        """Show what is wrong with one field and go there."""
        self._cells[name].show_error(words)
        if words:
            self._cells[name].field.setFocus()

    def show_invalid(self, error: Invalid) -> bool:
        """Show the problems that rules found; False if one belongs to no field of this form."""
        known = {name: words for name, words in error.problems.items() if name in self._cells}
        self._show_all({name: known.get(name, "") for name in self._cells})
        return len(known) == len(error.problems)

    def clear(self) -> None:
        """Empty all fields and errors and forget the draft."""
        self._quiet = True
        for name, cell in self._cells.items():
            cell.field.set_value(None)
            if self._blank[name] is not None:
                cell.field.from_draft(self._blank[name])
            cell.show_error("")
        self._quiet = False
        self.drop_draft()

    def restore(self) -> bool:
        """Show the draft that was kept; False if there is none."""
        state = self._local.load_draft(self._draft) if self._local and self._draft else None
        if not state:
            return False
        for name, value in state.items():
            if name in self._cells and value is not None:
                self._cells[name].field.from_draft(value)
        return True

    def is_touched(self) -> bool:
        """Return whether anything differs from the empty form."""
        return self._state() != self._blank

    @Slot()
    def save_draft(self) -> None:
        """Keep the entered state now; an empty form keeps none."""
        self._timer.stop()
        if self._local is None or not self._draft:
            return
        if self.is_touched():
            self._local.save_draft(self._draft, self._state())
        else:
            self._local.drop_draft(self._draft)

    def drop_draft(self) -> None:
        """Forget the draft, since its content is saved or given up."""
        self._timer.stop()
        if self._local is not None and self._draft:
            self._local.drop_draft(self._draft)

    def _state(self) -> dict[str, Any]:
        return {name: cell.field.to_draft() for name, cell in self._cells.items()}

    def _show_all(self, troubles: Mapping[str, str]) -> bool:
        first = ""
        for name, words in troubles.items():
            self._cells[name].show_error(words)
            first = first or (name if words else "")
        if first:
            self._cells[first].field.setFocus()
        return not first

    @Slot()
    def _edited(self) -> None:
        if self._quiet:
            return
        for cell in self._cells.values():
            if cell.field is self.sender():
                cell.show_error("")
        self._timer.start()
        self.changed.emit()
