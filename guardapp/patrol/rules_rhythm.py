"""How regular the rounds of a period look: gaps, entries and texts; it says what it saw, no more.

A log that nobody walked for is often too even: gaps all alike, everything entered in the last
minutes, one text for every note. Each may have an innocent reason, so nothing here is a verdict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import Final

from guardapp.base.clock import MINUTE, SECOND
from guardapp.base.text import fold
from guardapp.patrol.model import Round, Scan

ALIKE_MS: Final = 10 * SECOND
"""Gaps that differ by no more than this are taken as alike."""
FEWEST_GAPS: Final = 4
FEWEST_REPEATS: Final = 3
SPREAD_MS: Final = 15 * MINUTE
"""A round whose claimed times lie this far apart cannot have been entered in one go as it went."""
IN_ONE_GO_MS: Final = 3 * MINUTE


class Sign(Enum):
    """What looks too regular."""

    EQUAL_GAPS = "equal_gaps"
    SAME_STEPS = "same_steps"
    ENTERED_AT_ONCE = "entered_at_once"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign in one guard's rounds: `rounds` show it, of `of` in the period; `text` repeats."""

    sign: Sign
    guard: int | None
    account: int
    rounds: tuple[int, ...]
    of: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Shortest, average and longest time between visits, in milliseconds; `count` of the gaps."""

    key: int
    count: int
    shortest: int
    average: int
    longest: int


def spacing_by_point(rounds: Iterable[Round]) -> list[Spacing]:
    """Return, by checkpoint, how long nobody came: the times between two visits of any guard."""
    visits: dict[int, list[int]] = {}
    for round_ in rounds:
        for scan in round_.scans:
            visits.setdefault(scan.checkpoint, []).append(scan.occurred_ms)
    return _spacings({point: _gaps(sorted(times)) for point, times in visits.items()})


def spacing_by_guard(rounds: Iterable[Round]) -> list[Spacing]:
    """Return, by guard, the times between two points of a round."""
    gaps: dict[int, list[int]] = {}
    for round_ in rounds:
        if round_.guard is not None:
            gaps.setdefault(round_.guard, []).extend(_gaps(_times(round_)))
    return _spacings(gaps)


def signs(rounds: Sequence[Round]) -> list[Seen]:
    """Return what looks too regular, by guard; most rounds first."""
    theirs: dict[tuple[int | None, int], list[Round]] = {}
    for one in rounds:
        theirs.setdefault((one.guard, one.account if one.guard is None else 0), []).append(one)
    found: list[Seen] = []
    for (guard, account), walked in theirs.items():
        for sign, text, those in _found(walked):
            found.append(Seen(sign, guard, account, those, len(walked), text))
    return sorted(found, key=lambda one: -len(one.rounds))


def _found(walked: Sequence[Round]) -> Iterable[tuple[Sign, str, tuple[int, ...]]]:
    equal = tuple(one.id for one in walked if _has_equal_gaps(one))
    if equal:
        yield Sign.EQUAL_GAPS, "", equal
    for same in _same_steps(walked):
        yield Sign.SAME_STEPS, "", same
    at_once = tuple(one.id for one in walked if _entered_at_once(one.scans))
    if at_once:
        yield Sign.ENTERED_AT_ONCE, "", at_once
    notes: dict[str, list[tuple[int, str]]] = {}
    for one in walked:
        for note in one.notes:
            notes.setdefault(fold(note.text), []).append((one.id, note.text))
    for those in notes.values():
        if len(those) >= FEWEST_REPEATS:
            yield Sign.SAME_TEXT, those[0][1], tuple(dict.fromkeys(at for at, _text in those))


def _has_equal_gaps(round_: Round) -> bool:
    gaps = _gaps(_times(round_))
    if len(gaps) < FEWEST_GAPS:
        return False
    usual = median(gaps)
    return usual > 0 and all(abs(one - usual) <= ALIKE_MS for one in gaps)


def _same_steps(walked: Sequence[Round]) -> Iterable[tuple[int, ...]]:
    """Yield the rounds of one route that were walked with the very same steps."""
    left: list[tuple[int, int, list[int]]] = []
    for one in walked:
        gaps = _gaps(_times(one))
        if len(gaps) >= FEWEST_GAPS:
            left.append((one.id, one.route.id, gaps))
    while left:
        first = left[0]
        alike = [one for one in left if one[1] == first[1] and _alike(one[2], first[2])]
        left = [one for one in left if one not in alike]
        if len(alike) >= FEWEST_REPEATS:
            yield tuple(one[0] for one in alike)


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= ALIKE_MS for a, b in zip(one, other, strict=True)
    )


def _entered_at_once(scans: Sequence[Scan]) -> bool:
    if len(scans) <= FEWEST_GAPS:
        return False
    claimed = [one.occurred_ms for one in scans]
    entered = [one.entered_ms for one in scans]
    spread = max(claimed) - min(claimed)
    return spread >= SPREAD_MS and max(entered) - min(entered) <= IN_ONE_GO_MS


def _times(round_: Round) -> list[int]:
    return sorted(one.occurred_ms for one in round_.scans)


def _gaps(times: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise(times)]


def _spacings(gaps: dict[int, list[int]]) -> list[Spacing]:
    return [
        Spacing(key, len(those), min(those), sum(those) // len(those), max(those))
        for key, those in gaps.items()
        if those
    ]
