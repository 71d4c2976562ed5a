"""Visitors, vehicles and goods at the gate as facts."""

import sqlite3
from dataclasses import dataclass
from typing import Self

from guardapp.base.access import Standing


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is typed when somebody comes in; of a document only its last four digits.

    `host` is the person or department to be seen, `card` the visitor's card, `slip` the goods'.
    """

    name: str
    host: str
    document: str = ""
    unit: str = ""
    purpose: str = ""
    card: str = ""
    plate: str = ""
    vehicle: str = ""
    goods: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """When somebody left, who saw it, and the goods taken out with their slip."""

    at: int
    account: int
    goods: str
    slip: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who came in, and how they left, None while inside; times in ms UTC."""

    id: int
    subject: int
    at: int
    account: int
    standing: Standing
    arrival: Arrival
    left: Leaving | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the visit of a table row joined with its leaving."""
        left = None
        if row["left_at"] is not None:
            left = Leaving(row["left_at"], row["left_account"], row["goods_out"], row["slip_out"])
        return cls(
            row["id"],
            row["subject"],
            row["at"],
            row["account"],
            Standing(row["standing"]),
            Arrival(
                row["name"],
                row["host"],
                row["document"],
                row["unit"],
                row["purpose"],
                row["card"],
                row["plate"],
                row["vehicle"],
                row["goods"],
                row["slip"],
            ),
            left,
        )

    @property
    def inside(self) -> bool:
        """Tell whether the visitor has not left."""
        return self.left is None

    @property
    def title(self) -> str:
        """Return the visitor's name with card and plate."""
        one = self.arrival
        return " · ".join(filter(None, (one.name, one.plate)))
