"""The handover minutes as frozen facts, to and from the plain data that is signed."""

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from guardapp.base.entry import Personal


@dataclass(frozen=True, slots=True)
class Named:
    """A person as named on paper; `person` is the guard, `account` who signed in."""

    name: str = ""
    title: str = ""
    person: int | None = None
    account: int | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A guard of a shift: post and hours in words, present or why not."""

    who: Named
    post: str
    hours: str
    present: bool
    note: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One happening of the shift: `kind` and `thing` name it, `label` is its kind in words.

    `at` in ms UTC; `grave` marks what must not be overlooked; `remark` tells a late entry, or one
    by somebody who had not taken over.
    """

    at: int
    kind: str
    thing: int
    label: str
    text: str
    who: Named | None = None
    result: str = ""
    follow: str = ""
    grave: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ThingLine:
    """A thing counted: how many there are, were handed over and were received."""

    name: str
    code: str
    serial: str
    unit: str
    expected: int
    given: int
    received: int
    condition: str
    note: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """An open matter and what was decided; `carries` counts earlier carries."""

    kind: str
    thing: int
    title: str
    place: str
    since: int
    due: int | None
    severity: str
    closed: bool
    note: str
    carries: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """Counts of the shift's rounds and of their points."""

    planned: int = 0
    complete: int = 0
    incomplete: int = 0
    missed: int = 0
    voluntary: int = 0
    points: int = 0
    points_seen: int = 0


@dataclass(frozen=True, slots=True)
class Fire:
    """Counts of the shift's fire checks, and of the defects opened, closed and still open."""

    checks: int = 0
    passed: int = 0
    failed: int = 0
    not_possible: int = 0
    opened: int = 0
    closed: int = 0
    still_open: int = 0


@dataclass(frozen=True, slots=True)
class Signer:
    """Who confirmed by PIN, in which role, and when (ms UTC)."""

    who: Named
    role: str
    at: int


@dataclass(frozen=True, slots=True)
class HandoverDocument:
    """The minutes of one handover (form F3); words are Vietnamese, times in ms UTC.

    `number` and `anchor` are empty before signing; `shift` is the shift's name, `post` the place.
    """

    facility: str
    superior: str
    symbol: str
    post: str
    shift: str
    start: int
    end: int
    planned_start: int | None
    planned_end: int | None
    outgoing_members: tuple[MemberLine, ...]
    incoming_members: tuple[MemberLine, ...]
    rounds: Rounds
    fire: Fire
    incidents: int
    log_lines: int
    events: tuple[EventLine, ...]
    things: tuple[ThingLine, ...]
    matters: tuple[MatterLine, ...]
    note: str = ""
    remark: str = ""
    number: int = 0
    year: int = 0
    outgoing: Signer | None = None
    incoming: Signer | None = None
    leader: Signer | None = None
    anchor: str = ""
    version: int = field(default=1)


@dataclass(frozen=True, slots=True)
class Book:
    """The signed handovers of a period (form F4), in order; `start` and `end` in ms UTC."""

    facility: str
    superior: str
    start: int
    end: int
    handovers: tuple[HandoverDocument, ...]
    anchor: str


def to_plain(document: HandoverDocument) -> dict[str, Any]:
    """Return the document as plain data of dicts, lists, texts and integers."""
    return dataclasses.asdict(document)


def from_plain(data: Mapping[str, Any]) -> HandoverDocument:
    """Return the document of plain data; a field unknown when it was signed has its default."""
    document: HandoverDocument = _built(HandoverDocument, data)
    return document


_TELLING: Final = frozenset({"text", "title", "place", "result"})


def sealed(value: Any, subjects: Mapping[int, int], own: int) -> Any:
    """Return plain data whose guards' names, and notes on them, are put under their own keys.

    `subjects` are the keys by guard, `own` is the sheet's, for what lines and matters tell. The
    name of somebody without one is left out; the account stays.
    """
    if isinstance(value, dict):
        if "person" in value and "name" in value:
            return _sealed_name(value, subjects)
        made = {key: sealed(one, subjects, own) for key, one in value.items()}
        for key in _TELLING & value.keys():
            if value[key]:
                made[key] = Personal(own, value[key])
        if value.get("note") and isinstance(value.get("who"), dict):
            subject = subjects.get(value["who"]["person"] or 0)
            made["note"] = "" if subject is None else Personal(subject, value["note"])
        return made
    if isinstance(value, list | tuple):
        return [sealed(one, subjects, own) for one in value]
    return value


def _sealed_name(value: Mapping[str, Any], subjects: Mapping[int, int]) -> dict[str, Any]:
    subject = subjects.get(value["person"] or 0)
    if subject is None:
        return {**value, "name": ""}
    return {
        **value,
        "name": Personal(subject, value["name"]),
        "title": Personal(subject, value["title"]),
    }


def named(value: Any, names: Mapping[int, str]) -> Any:
    """Return plain data in which those without a guard's key have their names again, by account."""
    if isinstance(value, dict):
        if "person" in value and value.get("name") == "":
            return {**value, "name": names.get(value["account"] or 0, "")}
        return {key: named(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [named(one, names) for one in value]
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], one) for name, one in data.items() if name in hints})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if get_origin(hint) is types.UnionType:
        hint = next(one for one in get_args(hint) if one is not type(None))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _built(hint, value)
    return value
