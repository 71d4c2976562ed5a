"""The port through which a page asks the user; a window answers it, or a script in tests."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from guardapp.base.errors import UserError
from guardapp.base.ui.dialogs import (
    ChooseDialog,
    ConfirmDialog,
    MessageDialog,
    PinDialog,
    TextDialog,
    Then,
)
from guardapp.base.ui.toast import Toast
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _

Options = Sequence[tuple[Any, str]]


class Ask(Protocol):
    """Questions and messages; each returns at once and calls `then` with the answer, if any.

    `then` is a bound method. When it raises a UserError the question stays open and shows its
    words, with all that was typed. Nothing is called when the user cancels.
    """

    def done(self, text: str) -> None:
        """Tell briefly, without asking for a click, that something was done."""

    def info(self, title: str, text: str = "") -> None:
        """Tell something that is to be read."""

    def error(self, problem: UserError | str) -> None:
        """Tell what went wrong and what to do."""

    def confirm(
        self, title: str, text: str, yes: str, then: Callable[[], None], *, danger: bool = False
    ) -> None:
        """Ask whether to do what `yes` says."""

    def reason(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a reason, which must not be empty."""

    def text(
        self, title: str, words: str, then: Callable[[str], None], *, initial: str = ""
    ) -> None:
        """Ask for one line of text, labelled `words`."""

    def choose(
        self, title: str, options: Options, then: Callable[[Any], None], *, text: str = ""
    ) -> None:
        """Ask for one of `options` (value, words)."""

    def pin(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Ask the person whom `text` names for their PIN or password."""

    def sign(self, title: str, text: str, then: Callable[[str, str], None]) -> None:
        """Ask somebody for login code and PIN or password."""

    def open_file(self, title: str, filters: str, then: Callable[[Path], None]) -> None:
        """Ask for a file to read; `filters` as in "Bảng tính (*.csv *.xlsx)"."""

    def save_file(self, title: str, name: str, filters: str, then: Callable[[Path], None]) -> None:
        """Ask where to write a file, with a name proposed."""

    def open_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""

    def show(self, dialog: QDialog) -> None:
        """Open a dialog of the page's own."""


class WindowAsk(QObject):
    """Asks by dialogs of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._file_then: Then | None = None

    def done(self, text: str) -> None:
        """Show a text at the window's foot for a few seconds."""
        Toast(text, self._window).rise()

    def info(self, title: str, text: str = "") -> None:
        """Tell something that is to be read."""
        MessageDialog(Tone.INFO, title, text, None, self._parent()).open()

    def error(self, problem: UserError | str) -> None:
        """Tell what went wrong and what to do."""
        words = problem if isinstance(problem, str) else problem.words()
        MessageDialog(Tone.DANGER, _("Chưa làm được"), words, None, self._parent()).open()

    def confirm(
        self, title: str, text: str, yes: str, then: Callable[[], None], *, danger: bool = False
    ) -> None:
        """Ask whether to do what `yes` says."""
        ConfirmDialog(title, text, yes, then, self._parent(), danger=danger).open()

    def reason(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a reason, which must not be empty."""
        TextDialog(title, text, _("Lý do"), then, self._parent(), lines=3).open()

    def text(
        self, title: str, words: str, then: Callable[[str], None], *, initial: str = ""
    ) -> None:
        """Ask for one line of text, labelled `words`."""
        TextDialog(title, "", words, then, self._parent(), initial=initial).open()

    def choose(
        self, title: str, options: Options, then: Callable[[Any], None], *, text: str = ""
    ) -> None:
        """Ask for one of `options` (value, words)."""
        ChooseDialog(title, text, options, then, self._parent()).open()

    def pin(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Ask the person whom `text` names for their PIN or password."""
        PinDialog(title, text, then, self._parent()).open()

    def sign(self, title: str, text: str, then: Callable[[str, str], None]) -> None:
        """Ask somebody for login code and PIN or password."""
        PinDialog(title, text, then, self._parent(), login=True).open()

    def open_file(self, title: str, filters: str, then: Callable[[Path], None]) -> None:
        """Ask for a file to read."""
        dialog = QFileDialog(self._parent(), title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_files(dialog, then)

    def save_file(self, title: str, name: str, filters: str, then: Callable[[Path], None]) -> None:
        """Ask where to write a file, with a name proposed."""
        dialog = QFileDialog(self._parent(), title, "", filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
        self._open_files(dialog, then)

    def open_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._parent(), title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_files(dialog, then)

    def show(self, dialog: QDialog) -> None:
        """Open a dialog of the page's own; one without a parent belongs to the window."""
        if dialog.parentWidget() is None:
            dialog.setParent(self._window, dialog.windowFlags())
        dialog.open()

    def _parent(self) -> QWidget:
        return self._window

    def _open_files(self, dialog: QFileDialog, then: Then) -> None:
        self._file_then = then
        dialog.fileSelected.connect(self._file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        then, self._file_then = self._file_then, None
        if then is None:
            return
        try:
            then(Path(name))
        except UserError as error:
            self.error(error)
