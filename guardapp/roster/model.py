"""What the roster knows: shift types, assignments, the publication of a month, holidays."""

import calendar
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from guardapp.base.clock import DAY, MINUTE
from guardapp.base.text import fold
from guardapp.people.model import Hours, LeaveKind, Post, Regime

DAY_MINUTES: Final = 24 * 60
WEEK_DAYS: Final = 7
LONGEST_SHIFT_MS: Final = 2 * DAY
LEAVE_CODES: Final = {
    LeaveKind.ANNUAL: "P",
    LeaveKind.SICK: "B",
    LeaveKind.PERSONAL: "R",
    LeaveKind.TRAINING: "H",
    LeaveKind.COMPENSATORY: "NB",
    LeaveKind.UNAVAILABLE: "K",
}


class State(Enum):
    """Whether the guards may rely on an assignment yet."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class ShiftDetails:
    """What is typed about a shift type; see ShiftType."""

    code: str
    name: str
    start_minute: int
    end_minute: int
    break_minutes: int = 0
    break_paid: bool = True
    serves: Hours | None = None
    tone: int = 0
    position: int = 0
    active: bool = True
    regime: Regime = Regime.SHIFT


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A kind of shift of the facility.

    `start_minute` and `end_minute` count from local midnight of the duty date; the end may lie
    behind 1440, on a later date. A paid break counts as work. A post open during the hours that
    the type `serves` needs each type that serves them. `tone` is the colour's number. By `regime`
    it is a shift of the labour code, or hospital duty after which rest is due.
    """

    id: int
    code: str
    name: str
    start_minute: int
    end_minute: int
    break_minutes: int
    break_paid: bool
    serves: Hours | None
    tone: int
    position: int
    active: bool
    regime: Regime = Regime.SHIFT

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "ShiftType":
        """Return the shift type of a table's row."""
        return cls(
            row["id"],
            row["code"],
            row["name"],
            row["start_minute"],
            row["end_minute"],
            row["break_minutes"],
            bool(row["break_paid"]),
            Hours(row["serves"]) if row["serves"] else None,
            row["tone"],
            row["position"],
            bool(row["active"]),
            Regime(row["regime"]),
        )

    @property
    def key(self) -> str:
        """Return the code as it is typed: without marks, d for đ."""
        return fold(self.code)

    @property
    def minutes(self) -> int:
        """Return the length from start to end."""
        return self.end_minute - self.start_minute

    @property
    def work_minutes(self) -> int:
        """Return the length that counts as work: an unpaid break does not."""
        return self.minutes - (0 if self.break_paid else self.break_minutes)

    @property
    def days_later(self) -> int:
        """Return how many dates after the duty date the shift ends."""
        return (self.end_minute - 1) // DAY_MINUTES

    @property
    def hours(self) -> str:
        """Return the hours such as 22:00–06:00 (+1)."""
        later = f" (+{self.days_later})" if self.days_later else ""
        return f"{_of_day(self.start_minute)}–{_of_day(self.end_minute)}{later}"


def _of_day(minute: int) -> str:
    hours, minutes = divmod(minute % DAY_MINUTES, 60)
    return f"{hours:02d}:{minutes:02d}"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One guard at one post for one shift; instants in milliseconds UTC.

    `duty_date` is the local date on which the shift begins. The planner leaves what is `pinned`;
    `proposed` tells that it was the planner's.
    """

    id: int
    guard: int
    post: int
    shift: int
    duty_date: date
    start_ms: int
    end_ms: int
    state: State
    pinned: bool = False
    proposed: bool = False

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Assignment":
        """Return the assignment of a table's row."""
        return cls(
            row["id"],
            row["guard"],
            row["post"],
            row["shift"],
            date.fromisoformat(row["duty_date"]),
            row["start_ms"],
            row["end_ms"],
            State.PUBLISHED if row["published"] else State.DRAFT,
            bool(row["pinned"]),
            bool(row["proposed"]),
        )

    @property
    def minutes(self) -> int:
        """Return the length from start to end."""
        return (self.end_ms - self.start_ms) // MINUTE

    def overlaps(self, start_ms: int, end_ms: int) -> bool:
        """Tell whether it shares an instant with a span, whose end lies outside."""
        return self.start_ms < end_ms and start_ms < self.end_ms


@dataclass(frozen=True, slots=True)
class Placement:
    """An assignment to be made: which guard, post and shift type, on which duty date.

    `part` is a part of the shift, as minutes from local midnight of the day, where it is not whole.
    """

    guard: int
    post: int
    shift: int
    day: date
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What one act in the planner did: identities of assignments that came and went."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month that a date lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month of `YYYY-MM`; raises ValueError."""
        return cls.of(date.fromisoformat(f"{text}-01"))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Return the first date."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return the last date."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def days(self) -> tuple[date, ...]:
        """Return all dates in order."""
        return tuple(self.first + timedelta(days=n) for n in range(self.last.day))

    def step(self, by: int) -> "Month":
        """Return the month `by` months later, or earlier where it is negative."""
        year, index = divmod(self.year * 12 + self.number - 1 + by, 12)
        return Month(year, index + 1)


@dataclass(frozen=True, slots=True)
class Change:
    """A numbered change of a published month and why; `at` in milliseconds UTC."""

    id: int
    number: int
    at: int
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When and by whom (an account) a month was published, and the changes after it.

    `reason` is why the warnings standing then were accepted.
    """

    id: int
    month: Month
    at: int
    by: int
    warnings: int
    reason: str
    changes: tuple[Change, ...]

    @property
    def version(self) -> int:
        """Return 1 as first published, and one more with each change."""
        return 1 + len(self.changes)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; shifts on it count as holiday hours."""

    day: date
    name: str

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Holiday":
        """Return the holiday of a table's row."""
        return cls(date.fromisoformat(row["day"]), row["name"])


def month_text(month: Month) -> str:
    """Return a month as it is written on screen and paper: MM/yyyy."""
    return f"{month.number:02d}/{month.year:04d}"


def post_number(post: Post) -> str:
    """Return the running number in a post's code, as the sheets and the grid show it: 07."""
    running = post.code[1:-1]
    return f"{int(running):02d}" if running.isdigit() else post.code
