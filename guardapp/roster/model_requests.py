"""What guards ask of the roster: leave and swaps of shifts, how each stands, and what was read."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.words import N_
from guardapp.people.model import LeaveKind
from guardapp.roster.model import Assignment, Month


class Step(Enum):
    """What was done with a request."""

    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    DECLINED = "declined"
    GRANTED = "granted"
    REFUSED = "refused"


class RequestState(Enum):
    """How a request stands; ENDED is one that has become impossible by itself."""

    ASKED = "asked"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


STATE_WORDS: Final = {
    RequestState.ASKED: N_("Chờ trả lời"),
    RequestState.WAITING: N_("Chờ duyệt"),
    RequestState.WITHDRAWN: N_("Đã rút lại"),
    RequestState.DECLINED: N_("Người đổi không nhận"),
    RequestState.GRANTED: N_("Đã duyệt"),
    RequestState.REFUSED: N_("Không duyệt"),
    RequestState.ENDED: N_("Hết hiệu lực"),
}
LAST_STEPS: Final = {
    Step.WITHDRAWN: RequestState.WITHDRAWN,
    Step.DECLINED: RequestState.DECLINED,
    Step.GRANTED: RequestState.GRANTED,
    Step.REFUSED: RequestState.REFUSED,
}


class Ending(Enum):
    """Why a request that nobody decided on has become impossible."""

    SHIFT_CHANGED = "shift_changed"
    BEGUN = "begun"
    LEFT = "left"
    PAST = "past"


ENDING_WORDS: Final = {
    Ending.SHIFT_CHANGED: N_("ca này đã đổi trong lịch"),
    Ending.BEGUN: N_("ca này đã bắt đầu"),
    Ending.LEFT: N_("người này đã nghỉ việc"),
    Ending.PAST: N_("các ngày này đã qua"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a request: when (milliseconds UTC), by which account, with which words."""

    step: Step
    at: int
    by: int
    words: str


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """The leave that is asked for, first and last day included."""

    kind: LeaveKind
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SwapAsked:
    """An own assignment offered to another guard, for one of theirs or, where None, as a gift."""

    offered: int
    other: int
    wanted: int | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a guard asks for, `at` in milliseconds UTC, `by` an account, with its steps in order."""

    id: int
    guard: int
    at: int
    by: int
    words: str
    asked: LeaveAsked | SwapAsked
    steps: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a guard saw of a month when acknowledging it, and when (milliseconds UTC)."""

    guard: int
    at: int
    assignments: tuple[Assignment, ...]


class Read(Enum):
    """Whether a guard has acknowledged the month as it stands."""

    NEVER = "never"
    BEFORE_CHANGE = "before_change"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a guard has acknowledged of a month against what stands there now."""

    guard: int
    state: Read
    at: int | None = None
    gone: tuple[Assignment, ...] = ()
    come: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """One of a guard's shifts, with the words to show; `mates` stand on the same shift."""

    assignment: Assignment
    code: str
    name: str
    hours: str
    post: str
    place: str
    tone: int
    mates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A date of a guard's month."""

    day: date
    duties: tuple[OwnDuty, ...]
    leave: LeaveKind | None
    holiday: str


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A guard's month; `version` counts its changes from 1, or is None before publishing."""

    month: Month
    version: int | None
    days: tuple[OwnDay, ...]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with the words to show: who asks whom, for what; and why it ended by itself."""

    request: Request
    state: RequestState
    ending: Ending | None
    who: str
    other: str
    title: str
    about: str
