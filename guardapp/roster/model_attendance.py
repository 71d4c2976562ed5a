"""Attendance as facts: who came, left or was away, and the figures of a month's timesheet."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from operator import add, attrgetter, sub
from typing import Final, Self

from guardapp.base.words import N_
from guardapp.people.model import Guard, Leave, LeaveKind
from guardapp.roster.model import Assignment, Month, ShiftType
from guardapp.roster.model_plan import Limits

NOT_COME: Final = "roster.not_come"
"""The kind of matter that nobody was recorded as come to a shift that began."""


class Cause(Enum):
    """Why a rostered guard did not come; no medical reason is stored."""

    SICK = "sick"
    PERSONAL = "personal"
    ELSEWHERE = "elsewhere"
    UNTOLD = "untold"
    OTHER = "other"


class Note(Enum):
    """What an entry tells: taken by itself from the post's watches, or `SET` by hand."""

    CAME = "came"
    LEFT = "left"
    ABSENT = "absent"
    SET = "set"


CAUSE_WORDS: Final = {
    Cause.SICK: N_("Ốm đột xuất"),
    Cause.PERSONAL: N_("Việc riêng, có báo"),
    Cause.ELSEWHERE: N_("Được điều đi việc khác"),
    Cause.UNTOLD: N_("Không báo"),
    Cause.OTHER: N_("Lý do khác"),
}


_CAUSES: Final = {one.value: one for one in Cause}
"""What is not in it was told under a key that is destroyed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A guard as a watch saw him; `start_ms` is his rostered shift's, None where there is none."""

    guard: int
    present: bool
    note: str = ""
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What the chief or a leader sets by hand: when a guard came and left, or why he did not.

    Without `assignment` it is work outside the roster at `post`. Neither `came_ms` nor `cause`
    takes back what was recorded. Instants in milliseconds UTC.
    """

    guard: int
    assignment: int | None = None
    slot: int | None = None
    post: int | None = None
    came_ms: int | None = None
    left_ms: int | None = None
    cause: Cause | None = None
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """What stands of one guard's attendance at one shift.

    `slot` is the rostered assignment, or the first entry about work outside the roster; then
    `start_ms` and `end_ms` are None. `corrections` counts how often it was set anew by hand.
    """

    slot: int
    guard: int
    assignment: int | None
    post: int | None
    duty_date: date
    start_ms: int | None
    end_ms: int | None
    came_ms: int | None
    left_ms: int | None
    cause: Cause | None
    replaced_by: int | None
    note: str
    by_hand: bool
    corrections: int
    account: int
    at_ms: int

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the attendance of a table row."""
        return cls(
            row["slot"],
            row["guard"],
            row["assignment"],
            row["post"],
            date.fromisoformat(row["duty_date"]),
            row["start_ms"],
            row["end_ms"],
            row["came_ms"],
            row["left_ms"],
            _CAUSES.get(row["cause"], Cause.OTHER) if row["cause"] else None,
            row["replaced_by"],
            row["note"],
            bool(row["by_hand"]),
            row["corrections"],
            row["account"],
            row["at_ms"],
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift as rostered, as attended, or both; one of the two is there."""

    assignment: Assignment | None
    attended: Attended | None

    @property
    def guard(self) -> int:
        """Return whose it is."""
        one = self.assignment or self.attended
        assert one is not None
        return one.guard

    @property
    def post(self) -> int | None:
        """Return where it is; None where that was not said."""
        one = self.assignment or self.attended
        assert one is not None
        return one.post

    @property
    def duty_date(self) -> date:
        """Return the local date on which it begins."""
        one = self.assignment or self.attended
        assert one is not None
        return one.duty_date

    @property
    def slot(self) -> int:
        """Return what entries about it name."""
        return self.attended.slot if self.attended else self.assignment.id if self.assignment else 0


@dataclass(frozen=True, slots=True)
class Figures:
    """One guard's month by class: hours in minutes, duty of 24 hours in sessions, rest in days.

    The first three add up to the work; night and overtime are parts of it.
    """

    normal: int = 0
    weekly: int = 0
    holiday: int = 0
    night: int = 0
    overtime: int = 0
    sessions: int = 0
    sessions_weekly: int = 0
    sessions_holiday: int = 0
    rest_due: int = 0
    rest_taken: int = 0

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> Self:
        """Return the figures of plain data; those unknown when it was signed are nothing."""
        return cls(**{one.name: numbers.get(one.name, 0) for one in fields(cls)})

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(add, self.numbers, other.numbers))

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(*map(sub, self.numbers, other.numbers))

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return all figures in order."""
        return _NUMBERS(self)

    @property
    def minutes(self) -> int:
        """Return all work."""
        return self.normal + self.weekly + self.holiday

    @property
    def any(self) -> bool:
        """Tell whether there is anything."""
        return any(self.numbers)


_NUMBERS: Final = attrgetter(*(one.name for one in fields(Figures)))


def rest_taken(leaves: Iterable[Leave], guard: int, days: Iterable[date]) -> int:
    """Return on how many of some days a guard was on compensatory leave."""
    theirs = [one for one in leaves if one.guard == guard and one.kind is LeaveKind.COMPENSATORY]
    return sum(any(one.first <= day <= one.last for one in theirs) for day in days)


@dataclass(frozen=True, slots=True)
class Balances:
    """What a guard brings along: overtime of the year so far, and days of rest still due."""

    overtime_year: int = 0
    rest_days: int = 0


@dataclass(frozen=True, slots=True)
class Base:
    """Balances as they stood before a date: from a signed timesheet, or told at the first use.

    `year` is the one that the overtime belongs to.
    """

    since: date
    year: int
    balances: Balances


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One guard's figures in a signed timesheet: the month's own, and corrections before it."""

    month: Month
    guard: int
    own: Figures
    carried: Figures
    balances: Balances


@dataclass(frozen=True, slots=True)
class Signing:
    """When and by whom (an account) a month's timesheet was signed."""

    id: int
    month: Month
    at: int
    by: int


@dataclass(frozen=True)
class MonthFacts:
    """What a month's timesheet is counted from.

    Published assignments and attendance are those of `rules_timesheet.weeks(month)`, by start;
    `rest_per` are the days of rest that follow a duty of 24 hours, and one on a holiday.
    """

    month: Month
    guards: Mapping[int, Guard]
    shifts: Mapping[int, ShiftType]
    assignments: tuple[Assignment, ...]
    attended: tuple[Attended, ...]
    leaves: tuple[Leave, ...]
    holidays: frozenset[date]
    limits: Limits
    rest_per: tuple[int, int]
    grace: int


@dataclass(frozen=True)
class Ledger:
    """What balances are counted from: where each guard starts, and the months not yet signed.

    `late` are lines of signed months whose attendance was corrected afterwards, with those
    months' facts, and whether that was since the last signature; what signed sheets have counted
    of them already is in `carried` by guard. They count in the month after the one signed last,
    `open_month`.
    """

    bases: Mapping[int, Base]
    months: tuple[MonthFacts, ...]
    late: tuple[tuple[SignedLine, MonthFacts, bool], ...] = ()
    carried: Mapping[int, Figures] = field(default_factory=dict)
    open_month: Month | None = None
