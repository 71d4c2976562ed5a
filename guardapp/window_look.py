"""Language, theme and scale of the whole window, and remembering them on this PC."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from guardapp.base import words
from guardapp.base.access import Role
from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.look import DESK_SCALE, POST_SCALE, Theme
from guardapp.base.ui.qtwords import QtLanguage
from guardapp.base.words import Language


class Looks(QObject):
    """How the window looks and speaks; `changed` asks for all widgets to be made anew."""

    changed = Signal()

    def __init__(self, app: QApplication, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._qt = QtLanguage(app, self)
        self._local: Local | None = None
        self._role: Role | None = None
        self._theme, self._scale = Theme.LIGHT, DESK_SCALE
        self._speak(language)
        self.apply()

    def apply(self) -> None:
        """Give the program the theme and scale chosen, where they are not in force yet."""
        look.apply(self._app, self._theme, self._scale)

    def remember_in(self, local: Local | None) -> None:
        """Take what was chosen on this PC, and remember further choices there."""
        self._local = local
        if local is not None:
            self._speak(local.get("window.language", words.language()))
            self._theme = Theme(local.get("window.theme", self._theme.value))
            self._scale = local.get("window.scale", self._scale)
            self.apply()

    def suit(self, role: Role) -> bool:
        """Take the scale of a role, large for guards; tell whether that changed anything."""
        self._role = role
        usual = POST_SCALE if role is Role.GUARD else DESK_SCALE
        name = f"window.scale.{role.value}"
        self._scale = self._local.get(name, usual) if self._local else usual
        self._remember("window.scale", self._scale)
        if self._scale == look.scale():
            return False
        self.apply()
        return True

    def use_language(self, language: Language) -> None:
        """Speak a language, Qt's own words included."""
        self._speak(language)
        self._remember("window.language", language)
        self.changed.emit()

    def use_theme(self, theme: Theme) -> None:
        """Show a theme."""
        self._theme = theme
        self._remember("window.theme", theme.value)
        self.apply()
        self.changed.emit()

    @Slot()
    def switch_language(self) -> None:
        """Speak the other language."""
        self.use_language("en" if words.language() == "vi" else "vi")

    @Slot()
    def switch_theme(self) -> None:
        """Show light instead of dark, or the other way."""
        self.use_theme(Theme.DARK if self._theme is Theme.LIGHT else Theme.LIGHT)

    @Slot()
    def switch_scale(self) -> None:
        """Show everything large, or in the usual size again; remembered for the role."""
        self._scale = DESK_SCALE if self._scale > DESK_SCALE else POST_SCALE
        self._remember("window.scale", self._scale)
        if self._role is not None:
            self._remember(f"window.scale.{self._role.value}", self._scale)
        self.apply()
        self.changed.emit()

    def _speak(self, language: Language) -> None:
        words.set_language(language)
        self._qt.switch(language)

    def _remember(self, name: str, value: Any) -> None:
        if self._local is not None:
            self._local.set(name, value)
