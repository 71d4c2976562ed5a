"""The book of lost and found as it is printed."""

from dataclasses import dataclass

from guardapp.handover.model_found import Found


@dataclass(frozen=True, slots=True)
class FoundBook:
    """What was found from `start` until before `end` (ms UTC)."""

    superior: str
    facility: str
    start: int
    end: int
    lines: tuple[Found, ...]
    anchor: str
