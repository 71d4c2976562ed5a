"""The kinds of incidents in three levels, as shipped: group, kind, detail."""

import functools
import json
import re
from dataclasses import dataclass
from typing import Final

from guardapp.base import resources
from guardapp.base.text import fold
from guardapp.base.words import language
from guardapp.incidents.model import Owner

RESTRICTED: Final = "restricted"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind by its code, such as theft.state.equipment; `about_property` asks for things.

    `seen_as` are folded words that other books use for it; a hidden kind cannot be chosen.
    """

    code: str
    name: str
    english: str
    about_property: bool
    hidden: bool
    seen_as: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        """Return 1 for a group, 2 for a kind, 3 for a detail."""
        return self.code.count(".") + 1

    @property
    def group(self) -> str:
        """Return the code of the group."""
        return self.code.partition(".")[0]

    def words(self) -> str:
        """Return the name in the language on screen."""
        return self.english if language() == "en" else self.name


@functools.cache
def catalogue() -> dict[str, Kind]:
    """Return all kinds by code, in the order shipped."""
    rows = json.loads(resources.path("rules", "incident_kinds.json").read_text(encoding="utf-8"))
    found: dict[str, Kind] = {}
    for row in rows:
        group = found.get(row["code"].partition(".")[0])
        about_property = row.get("property", group.about_property if group else False)
        found[row["code"]] = Kind(
            row["code"],
            row["name"],
            row["english"],
            about_property,
            row.get("hidden", False),
            tuple(row.get("seen_as", ())),
        )
    return found


def is_known(code: str) -> bool:
    """Tell whether there is a kind of this code."""
    return code in catalogue()


def path(code: str) -> list[Kind]:
    """Return the kind of a code behind those above it; empty when the code is unknown."""
    parts = code.split(".")
    codes = [".".join(parts[: length + 1]) for length in range(len(parts))]
    return [catalogue()[one] for one in codes if one in catalogue()]


def words(code: str) -> str:
    """Return the group and the last level of a kind in the language on screen."""
    steps = path(code)
    if not steps:
        return code
    if len(steps) == 1:
        return steps[0].words()
    return f"{steps[0].words()} › {steps[-1].words()}"


def short_words(code: str) -> str:
    """Return the group of a kind in the language on screen."""
    steps = path(code)
    return steps[0].words() if steps else code


def search_words(code: str) -> str:
    """Return all names of a kind in both languages, to be found by."""
    return " ".join(f"{kind.name} {kind.english}" for kind in path(code))


def choices(*, parent: str = "") -> list[Kind]:
    """Return the kinds directly below `parent`, or the groups."""
    level = parent.count(".") + 2 if parent else 1
    return [
        kind
        for kind in catalogue().values()
        if kind.level == level
        and not kind.hidden
        and (not parent or kind.code.startswith(f"{parent}."))
    ]


def all_choices() -> list[Kind]:
    """Return every kind that can be chosen, each group before its own."""
    return [kind for kind in catalogue().values() if not kind.hidden]


def about_property(code: str) -> bool:
    """Tell whether a kind asks for things and their owners."""
    steps = path(code)
    return bool(steps) and steps[0].about_property


def with_owner(code: str, owner: Owner | None) -> str:
    """Return the kind one level deeper where whose property it is decides that."""
    if owner in (None, Owner.UNKNOWN) or f"{code}.state" not in catalogue():
        return code
    deeper = f"{code}.state" if owner is Owner.STATE else f"{code}.citizen"
    return deeper if is_known(deeper) else code


@functools.cache
def _phrases() -> dict[str, list[list[str]]]:
    return {
        kind.code: [
            re.findall(r"\w+", phrase)
            for phrase in (*kind.seen_as, fold(kind.name), fold(kind.english))
        ]
        for kind in catalogue().values()
    }


@functools.lru_cache(maxsize=4096)
def suggested(text: str, below: str = "") -> str:
    """Return the kind whose words stand in `text`, the longest first; empty where none does.

    With `below`, only that kind and those below it.
    """
    words = set(re.findall(r"\w+", fold(text)))
    best, best_length = "", 0
    for kind in catalogue().values():
        if below and kind.code != below and not kind.code.startswith(f"{below}."):
            continue
        for needed in _phrases()[kind.code]:
            length = sum(map(len, needed))
            deeper = length == best_length and kind.code.startswith(f"{best}.")
            if (length > best_length or deeper) and length and words.issuperset(needed):
                best, best_length = kind.code, length
    return best
