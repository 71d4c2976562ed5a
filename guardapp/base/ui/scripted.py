"""Answers to questions from a script, for tests: no window opens, everything asked is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from guardapp.base.errors import UserError
from guardapp.base.ui.ask import Options

CANCEL = object()


class ScriptedAsk:
    """Gives the prepared answers in turn; without one left, a question is cancelled.

    `asked` lists (method, title) of all questions, `told` the texts of messages and errors. A
    UserError that `then` raises is kept in `refused`.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []
        self.refused: list[UserError] = []
        self.dialogs: list[QDialog] = []

    def done(self, text: str) -> None:
        """Keep what was told."""
        self.told.append(text)

    def info(self, title: str, text: str = "") -> None:
        """Keep what was told."""
        self.told.append(f"{title} {text}".strip())

    def error(self, problem: UserError | str) -> None:
        """Keep what was told."""
        self.told.append(problem if isinstance(problem, str) else problem.words())

    def confirm(
        self, title: str, text: str, yes: str, then: Callable[[], None], *, danger: bool = False
    ) -> None:
        """Do it where the next answer is true."""
        answer = self._next("confirm", title)
        if answer is not CANCEL and answer:
            self._call(then)

    def reason(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Give the next answer."""
        self._answer("reason", title, then)

    def text(
        self, title: str, words: str, then: Callable[[str], None], *, initial: str = ""
    ) -> None:
        """Give the next answer."""
        self._answer("text", title, then)

    def choose(
        self, title: str, options: Options, then: Callable[[Any], None], *, text: str = ""
    ) -> None:
        """Give the next answer, which must be one of the options."""
        answer = self._next("choose", title)
        if answer is not CANCEL:
            assert answer in [value for value, _words in options], f"{answer} is not offered"
            self._call(then, answer)

    def pin(self, title: str, text: str, then: Callable[[str], None]) -> None:
        """Give the next answer."""
        self._answer("pin", title, then)

    def sign(self, title: str, text: str, then: Callable[[str, str], None]) -> None:
        """Give the next answer, a pair of login and secret."""
        answer = self._next("sign", title)
        if answer is not CANCEL:
            self._call(then, *answer)

    def open_file(self, title: str, filters: str, then: Callable[[Path], None]) -> None:
        """Give the next answer."""
        self._answer("open_file", title, then)

    def save_file(self, title: str, name: str, filters: str, then: Callable[[Path], None]) -> None:
        """Give the next answer."""
        self._answer("save_file", title, then)

    def open_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Give the next answer."""
        self._answer("open_folder", title, then)

    def show(self, dialog: QDialog) -> None:
        """Keep the dialog unopened for the test to fill in."""
        self.asked.append(("show", dialog.windowTitle()))
        self.dialogs.append(dialog)

    def _answer(self, kind: str, title: str, then: Callable[[Any], None]) -> None:
        answer = self._next(kind, title)
        if answer is not CANCEL:
            self._call(then, answer)

    def _next(self, kind: str, title: str) -> Any:
        self.asked.append((kind, title))
        return self.answers.pop(0) if self.answers else CANCEL

    def _call(self, then: Callable[..., None], *values: Any) -> None:
        try:
            then(*values)
        except UserError as error:
            self.refused.append(error)
