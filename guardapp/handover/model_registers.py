"""The registers at the post as facts: things given out and back."""

import sqlite3
from dataclasses import dataclass
from typing import Self

from guardapp.base.access import Standing
from guardapp.handover.model import Condition, ThingKind


@dataclass(frozen=True, slots=True)
class Order:
    """What is typed when a thing is given out; the holder is a guard, or a name with its unit.

    `consent` names who of the facility's heads allowed it; `due_ms` is when it is to be back.
    """

    thing: int
    guard: int | None = None
    holder: str = ""
    task: str = ""
    consent: str = ""
    condition: Condition = Condition.GOOD
    quantity: int = 1
    seal: str = ""
    due_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """How a thing came back: when, to whom, in which condition; `reported` tells of a loss."""

    at: int
    account: int
    condition: Condition
    note: str
    seal: str
    reported: str | None

    @property
    def harmed(self) -> bool:
        """Tell whether the thing came back broken or not at all."""
        return self.condition in (Condition.BROKEN, Condition.MISSING)


@dataclass(frozen=True, slots=True)
class Issue:
    """A thing given out, and how it came back, None while it is out; times in ms UTC."""

    id: int
    thing: int
    code: str
    kind: ThingKind
    name: str
    serial: str
    licence: str
    at: int
    account: int
    guard: int | None
    holder: str
    task: str
    consent: str
    certificate: str
    condition: Condition
    quantity: int
    seal: str
    due: int | None
    standing: Standing
    back: Back | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the issue of a table row joined with its thing and its return."""
        back = None
        if row["back_at"] is not None:
            back = Back(
                row["back_at"],
                row["back_account"],
                Condition(row["back_condition"]),
                row["back_note"],
                row["back_seal"],
                row["reported"],
            )
        return cls(
            row["id"],
            row["thing"],
            row["code"],
            ThingKind(row["kind"]),
            row["name"],
            row["serial"],
            row["licence"],
            row["at"],
            row["account"],
            row["guard"],
            row["holder"],
            row["task"],
            row["consent"],
            row["certificate"],
            Condition(row["condition"]),
            row["quantity"],
            row["seal"],
            row["due"],
            Standing(row["standing"]),
            back,
        )

    @property
    def out(self) -> bool:
        """Tell whether the thing is still out."""
        return self.back is None

    @property
    def unreported(self) -> bool:
        """Tell whether a loss or damage still has to be reported."""
        return self.back is not None and self.back.harmed and self.back.reported is None

    @property
    def title(self) -> str:
        """Return the thing's name with its number, and how many where it is more than one."""
        named = f"{self.name} {self.serial}".strip()
        return f"{named} × {self.quantity}" if self.quantity > 1 else named
