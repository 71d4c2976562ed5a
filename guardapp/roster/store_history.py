"""Reads what became of a month's assignments: who made and dropped which, when and why."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.db import read
from guardapp.roster.model import Month


class Deed(Enum):
    """What was done with an assignment."""

    MADE = "made"
    DROPPED = "dropped"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of an assignment.

    `at` in milliseconds UTC, `by` an account; `change` is the published month's numbered change
    it belongs to and `reason` that change's, neither in a draft.
    """

    at: int
    by: int
    deed: Deed
    guard: int
    post: int
    shift: int
    day: date
    change: int | None
    reason: str

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Step":
        """Return the step of a read row."""
        return cls(
            row["entered_at"],
            row["actor"],
            Deed(row["deed"]),
            row["guard"],
            row["post"],
            row["shift"],
            date.fromisoformat(row["duty_date"]),
            row["change"],
            row["reason"] or "",
        )


_SQL: Final = """
WITH deed AS (
  SELECT id, id AS assignment, 'made' AS deed, change FROM assignment
  UNION ALL
  SELECT id, assignment, CASE stands WHEN 1 THEN 'restored' ELSE 'dropped' END, change
  FROM assignment_turn
)
SELECT j.entered_at, j.actor, d.deed, a.guard, a.post, a.shift, a.duty_date, d.change, c.reason
FROM deed d
JOIN assignment a ON a.id = d.assignment
JOIN journal j ON j.id = d.id
LEFT JOIN roster_change c ON c.id = d.change
WHERE a.duty_date BETWEEN :first AND :last AND (:guard IS NULL OR a.guard = :guard)
  AND (d.change IS NOT NULL OR NOT :published)
ORDER BY j.stamp DESC, j.id DESC LIMIT :most
"""


def steps(
    conn: sqlite3.Connection,
    month: Month,
    *,
    published: bool = True,
    guard: int | None = None,
    most: int = 2000,
) -> list[Step]:
    """Return the steps about a month's assignments, the latest first.

    Only those after publishing, unless `published` is false; of one guard or all.
    """
    return read(
        conn,
        Step,
        _SQL,
        {
            "first": month.first.isoformat(),
            "last": month.last.isoformat(),
            "guard": guard,
            "published": published,
            "most": most,
        },
    )
