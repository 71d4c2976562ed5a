"""Vietnamese text: one form on entry, folded for search, sorted by given name."""

import unicodedata
from typing import Final

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK: Final = {letter: index for index, letter in enumerate(_LETTERS)}


def nfc(text: str) -> str:
    """Return `text` in composed form (NFC), the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` for searching: lower case, without marks, đ as d."""
    if text.isascii():
        return text.lower()
    lowered = nfc(text).lower().replace("đ", "d")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", lowered)
        if not unicodedata.combining(letter)
    )


def _word_key(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for letter in nfc(word).lower():
        plain, tone = letter, 0
        for mark in unicodedata.normalize("NFD", letter):
            if mark in _TONES:
                tone = _TONES[mark]
        if tone:
            plain = unicodedata.normalize(
                "NFC",
                "".join(m for m in unicodedata.normalize("NFD", letter) if m not in _TONES),
            )
        letters.append(chr(ord("A") + _RANK[plain]) if plain in _RANK else plain)
        tones.append(str(tone))
    return "".join(letters), "".join(tones)


def name_key(name: str) -> str:
    """Return a key that sorts Vietnamese names by given name, then middle names and surname."""
    words = name.split()
    ordered = words[-1:] + words[:-1]
    keys = [_word_key(word) for word in ordered]
    return " ".join(key for key, _ in keys) + "\t" + " ".join(tone for _, tone in keys)
