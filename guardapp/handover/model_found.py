"""Lost and found at the post as facts."""

import sqlite3
from dataclasses import dataclass
from typing import Self

from guardapp.base.access import Standing


@dataclass(frozen=True, slots=True)
class FoundDetails:
    """What is typed of a thing found: what, where, by whom, and where it is kept."""

    what: str
    place: str
    finder: str
    kept: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How a found thing left: to its `owner` with a proof, or disposed of, where owner is empty."""

    at: int
    account: int
    owner: str
    proof: str


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found, and how it left, None while it is kept; times in ms UTC."""

    id: int
    at: int
    account: int
    standing: Standing
    details: FoundDetails
    closed: Closing | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the found thing of a table row joined with its closing."""
        closed = None
        if row["closed_at"] is not None:
            closed = Closing(row["closed_at"], row["closed_by"], row["owner"], row["proof"])
        return cls(
            row["id"],
            row["at"],
            row["account"],
            Standing(row["standing"]),
            FoundDetails(row["what"], row["place"], row["finder"], row["kept"]),
            closed,
        )
