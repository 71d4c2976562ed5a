"""What a cell of a written roster says: shifts with the posts they are at, or a day off."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from guardapp.base.text import fold

OFF_CODES: Final = frozenset(
    (
        *(
            "p",
            "nb",
            "n",
            "r",
            "b",
            "h",
            "l",
            "o",
            "f",
            "x0",
            "ro",
            "ts",
            "ct",
            "k",
            "kl",
            "om",
            "-",
        ),
        *("off", "nghi", "nghi tuan", "nghi bu", "nghi le", "nghi om", "nghi phep", "phep"),
    )
)
_BETWEEN: Final = re.compile(r"\s*[+,;&/\n]\s*")
_LOOSE: Final = " -_.:()[]"


@dataclass(frozen=True, slots=True)
class Part:
    """One shift of a cell as it is written, and what the cell says of the post."""

    shift: str
    post: str = ""


def code_of(text: str, codes: Collection[str]) -> str | None:
    """Return which of our codes a text is: letter by letter, else without marks and case."""
    for plain in (str.upper, fold):
        for code in codes:
            if plain(code) == plain(text):
                return code
    return None


def is_off(text: str) -> bool:
    """Tell whether a text is a usual sign for a day without a shift."""
    return " ".join(fold(text).split()) in OFF_CODES


def parts(text: str, codes: Collection[str]) -> list[Part]:
    """Return the shifts of a cell such as S, S07, S-07, Đ 7, S+C, or S over 07 on two lines.

    `codes` are the facility's shift types; a text that holds none of them is one part as it is.
    """
    whole = " ".join(text.split())
    if code_of(whole, codes) is not None or is_off(whole):
        return [Part(whole)]
    lines = [one.strip() for one in text.split("\n") if one.strip()]
    if len(lines) == 2:
        shifts, posts = _BETWEEN.split(lines[0]), _BETWEEN.split(lines[1])
        if all(code_of(one, codes) for one in shifts) and len(posts) in (1, len(shifts)):
            posts = posts if len(posts) == len(shifts) else posts * len(shifts)
            return [Part(shift, post) for shift, post in zip(shifts, posts, strict=True)]
    found: list[Part] = []
    for token in filter(None, _BETWEEN.split(text.strip())):
        if token.isdigit() and found and not found[-1].post:
            found[-1] = Part(found[-1].shift, token)
        else:
            found.append(_part(token, codes))
    if any(code_of(one.shift, codes) is not None or is_off(one.shift) for one in found):
        return found
    return [Part(whole)]


def _part(token: str, codes: Collection[str]) -> Part:
    if code_of(token, codes) is not None:
        return Part(token)
    for plain in (str.upper, fold):
        for code in sorted(codes, key=len, reverse=True):
            begun, rest = token[: len(code)], token[len(code) :]
            apart = rest[:1] in _LOOSE or rest.isdigit()
            if plain(begun) == plain(code) and apart and rest.strip(_LOOSE):
                return Part(begun, rest.strip(_LOOSE))
    return Part(token)


def post_numbers(text: str, numbers: Sequence[str]) -> str | None:
    """Return which post number, such as 07, a text such as 7 or "số 07" is."""
    found = re.fullmatch(r"(?:so|vt|mt|vi tri|muc tieu)?\s*0*(\d+)", fold(text).strip())
    if found is None:
        return None
    return next((one for one in numbers if one.lstrip("0") == found[1]), None)
