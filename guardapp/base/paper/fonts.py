"""The one typeface of all paper, embedded, and how typed text is made safe to print with it."""

import unicodedata
from typing import Final

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from guardapp.base import resources

REGULAR: Final = "GuardSerif"
BOLD: Final = "GuardSerif-Bold"
ITALIC: Final = "GuardSerif-Italic"
BOLD_ITALIC: Final = "GuardSerif-BoldItalic"

_FILES: Final = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
_LOST: Final = "□"
_ALIKE: Final = {"☐": "□", "☑": "√", "✓": "√", "✔": "√", "✗": "×", "✘": "×", "\t": "    "}


def _register() -> frozenset[int]:
    """Register the four faces once and return the characters that all of them can draw."""
    drawable: set[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(resources.path("fonts", "liberation-serif", file)))
        pdfmetrics.registerFont(font)
        here = set(font.face.charToGlyph)
        drawable = here if drawable is None else drawable & here
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, BOLD)
    addMapping(REGULAR, 0, 1, ITALIC)
    addMapping(REGULAR, 1, 1, BOLD_ITALIC)
    return frozenset(drawable or ())


DRAWABLE: Final = _register()


class _Printable(dict[int, str]):
    """What each character becomes on paper, worked out when the character is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _ALIKE:
            printed = _ALIKE[letter]
        elif letter == "\n" or (code in DRAWABLE and unicodedata.category(letter) != "Cf"):
            printed = letter
        elif unicodedata.category(letter) in ("Cc", "Cf", "Mn", "Me"):
            printed = ""
        elif unicodedata.category(letter).startswith("Z"):
            printed = " "
        else:
            printed = _LOST
        self[code] = printed
        return printed


_PRINTABLE: Final = _Printable()


def clean(text: str) -> str:
    """Return typed text as it can be printed: composed, one kind of newline, □ for lost signs."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_PRINTABLE)


def width(text: str, font: str, size: float) -> float:
    """Return the printed width of cleaned text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """Return the lines of cleaned text that fit into `room` points; words too long are broken."""
    lines: list[str] = []
    for part in text.split("\n"):
        if width(part, font, size) <= room:
            lines.append(part)
        else:
            lines.extend(_wrap_line(part, font, size, room))
    return lines


def balance(text: str, font: str, size: float, room: float) -> list[str]:
    """Return as few lines as `wrap` does, made about equally long, for centred headings."""
    lines = wrap(text, font, size, room)
    if len(lines) < 2 or "\n" in text:
        return lines
    while room > 20:
        room -= 4
        narrower = wrap(text, font, size, room)
        if len(narrower) > len(lines) or max(width(w, font, size) for w in text.split()) > room:
            return lines
        lines = narrower
    return lines


def _wrap_line(text: str, font: str, size: float, room: float) -> list[str]:
    space = width(" ", font, size)
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        long = width(word, font, size)
        if line and used + space + long <= room:
            line, used = f"{line} {word}", used + space + long
            continue
        if line:
            lines.append(line)
        line = word
        while long > room and len(line) > 1:
            cut = _fitting(line, font, size, room)
            lines.append(line[:cut])
            line = line[cut:]
            long = width(line, font, size)
        used = long
    if line:
        lines.append(line)
    return lines or [""]


def _fitting(word: str, font: str, size: float, room: float) -> int:
    """Return how many letters of a word fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def shrink(text: str, font: str, size: float, room: float, least: float) -> tuple[str, float]:
    """Return text and size that fit one line: a smaller size down to `least`, then cut by an …."""
    wide = width(text, font, size)
    if wide <= room or not text:
        return text, size
    smaller = size * room / wide
    if smaller >= least:
        return text, smaller
    return text[: _fitting(text, font, least, room - width("…", font, least))] + "…", least
