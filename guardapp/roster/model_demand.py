"""What is asked of a month: guards needed at posts, guards' wishes, declared emergencies."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

HOLIDAY: Final = 7
LIGHTEST: Final = 1
HEAVIEST: Final = 3


@dataclass(frozen=True, slots=True)
class DemandRow:
    """How many guards a shift type needs at a post: from Monday to Sunday, then on a holiday."""

    shift: int
    needed: tuple[int, int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Demand:
    """The guards that a post needs; it takes the place of the post's own hours and number."""

    post: int
    rows: tuple[DemandRow, ...]

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the demand of a table row."""
        rows = json.loads(row["rows"])
        return cls(
            row["post"], tuple(DemandRow(one["shift"], tuple(one["needed"])) for one in rows)
        )


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date on which a post needs other numbers of guards than usual, and why.

    `needed` are (shift type, guards); a shift type that is not named needs nobody.
    """

    day: date
    post: int
    why: str
    needed: tuple[tuple[int, int], ...]

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the special day of a table row."""
        rows = json.loads(row["rows"])
        return cls(
            date.fromisoformat(row["day"]),
            row["post"],
            row["why"],
            tuple((one["shift"], one["needed"]) for one in rows),
        )


@dataclass(frozen=True, slots=True)
class DutyWish:
    """A guard's wish to work on a date, or not to; for one shift type, or any where it is None.

    `weight` goes from 1 to 3, the heaviest.
    """

    id: int
    guard: int
    day: date
    shift: int | None
    wants: bool
    weight: int

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the wish of a table row."""
        return cls(
            row["id"],
            row["guard"],
            date.fromisoformat(row["day"]),
            row["shift"],
            bool(row["wants"]),
            row["weight"],
        )


@dataclass(frozen=True, slots=True)
class Emergency:
    """Days on which overtime has no limit, for people or property are in danger, and why.

    `at` in milliseconds UTC, `by` an account.
    """

    id: int
    first: date
    last: date
    reason: str
    at: int
    by: int

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the emergency of a table row."""
        return cls(
            row["id"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            row["reason"],
            row["at"],
            row["account"],
        )
