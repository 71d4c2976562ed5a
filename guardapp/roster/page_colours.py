"""The colours of shift types, readable in both themes; the letter stands beside the colour."""

from dataclasses import dataclass
from typing import Final

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Theme


@dataclass(frozen=True, slots=True)
class Ink:
    """An area's colour and that of the text on it, as #rrggbb."""

    fill: str
    text: str


INKS: Final[dict[Theme, tuple[Ink, ...]]] = {
    Theme.LIGHT: (
        Ink("#fbe3a2", "#5d4100"),
        Ink("#c9e0ff", "#103a7d"),
        Ink("#343f78", "#ffffff"),
        Ink("#cdebd4", "#13532b"),
        Ink("#c6ebee", "#0a4d54"),
        Ink("#e6d4fa", "#4d1d88"),
        Ink("#f9d3df", "#7d1544"),
        Ink("#dde2e9", "#33404f"),
    ),
    Theme.DARK: (
        Ink("#5d4711", "#ffe09a"),
        Ink("#1c437e", "#cfe2ff"),
        Ink("#aab4f5", "#141a3d"),
        Ink("#1f5533", "#b9edca"),
        Ink("#14555c", "#b4ecf1"),
        Ink("#532f80", "#e9d8ff"),
        Ink("#692344", "#ffcfe0"),
        Ink("#414d60", "#dfe6f0"),
    ),
}


MARKS: Final = {Theme.LIGHT: ("#d98200", "#d3221a"), Theme.DARK: ("#ffb42e", "#ff6a60")}


def mark_colour(*, serious: bool) -> str:
    """Return the colour of the corner that marks a warning, or an error where it is serious."""
    return MARKS[look.theme()][serious]


def ink(tone: int) -> Ink:
    """Return the colours of a shift type's number in the theme in force."""
    inks = INKS[look.theme()]
    return inks[tone % len(inks)]
