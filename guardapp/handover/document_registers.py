"""The registers at the post as they are printed; texts are Vietnamese, ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A thing given out and, unless `back_at` is None, back again; times in ms UTC."""

    name: str
    marks: str
    licence: str
    out_at: int
    consent: str
    taker: str
    certificate: str
    task: str
    condition: str
    seal: str
    due: int | None
    back_at: int | None
    back_condition: str
    receiver: str
    note: str


@dataclass(frozen=True, slots=True)
class IssueBook:
    """What was given out from `start` until before `end` (ms UTC)."""

    superior: str
    facility: str
    start: int
    end: int
    lines: tuple[IssueLine, ...]
    anchor: str
