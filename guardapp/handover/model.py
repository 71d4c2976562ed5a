"""The post as facts: watches, duty log lines, counted things, and what a handover decides."""

import sqlite3
from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from guardapp.base.access import Role, Standing
from guardapp.base.words import N_

THING_PREFIX: Final = "5"


class Category(Enum):
    """What a duty log line is about."""

    ORDER = "order"
    VISITOR = "visitor"
    KEY = "key"
    CALL = "call"
    FIRE = "fire"
    OTHER = "other"


class ThingKind(Enum):
    """What kind of thing is counted at each handover."""

    TOOL = "tool"
    RADIO = "radio"
    TORCH = "torch"
    KEY = "key"
    SEAL = "seal"
    OTHER = "other"


class Condition(Enum):
    """In which condition a thing was found when it was counted."""

    GOOD = "good"
    WORN = "worn"
    BROKEN = "broken"
    MISSING = "missing"


CATEGORY_WORDS: Final = {
    Category.ORDER: N_("An ninh trật tự"),
    Category.VISITOR: N_("Khách, xe, hàng"),
    Category.KEY: N_("Chìa khóa, niêm phong"),
    Category.CALL: N_("Điện thoại, chỉ thị"),
    Category.FIRE: N_("PCCC, kỹ thuật"),
    Category.OTHER: N_("Việc khác"),
}
THING_WORDS: Final = {
    ThingKind.TOOL: N_("Công cụ hỗ trợ"),
    ThingKind.RADIO: N_("Bộ đàm"),
    ThingKind.TORCH: N_("Đèn pin"),
    ThingKind.KEY: N_("Chìa khóa"),
    ThingKind.SEAL: N_("Niêm phong"),
    ThingKind.OTHER: N_("Tài sản khác"),
}
CONDITION_WORDS: Final = {
    Condition.GOOD: N_("Tốt"),
    Condition.WORN: N_("Cũ, còn dùng được"),
    Condition.BROKEN: N_("Hỏng"),
    Condition.MISSING: N_("Thiếu, mất"),
}


@dataclass(frozen=True, slots=True)
class ThingDetails:
    """What is typed about a counted thing; `licence` is the licence's number and its last day."""

    kind: ThingKind
    name: str
    serial: str = ""
    unit: str = "cái"
    quantity: int = 1
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A tool, radio, torch, key or seal that changes hands at each handover."""

    id: int
    code: str
    kind: ThingKind
    name: str
    serial: str
    unit: str
    quantity: int
    licence: str
    active: bool

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the thing of a table row."""
        return cls(
            row["id"],
            row["code"],
            ThingKind(row["kind"]),
            row["name"],
            row["serial"],
            row["unit"],
            row["quantity"],
            row["licence"],
            bool(row["active"]),
        )


@dataclass(frozen=True, slots=True)
class Attendance:
    """A guard expected in a watch, present or not; `note` says why not, or who stands in."""

    guard: int
    present: bool
    note: str = ""
    post: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """The shift that holds the post, from its acceptance until its handover is signed.

    `planned_start` and `planned_end` are the rostered shift's, None when nobody was rostered.
    """

    id: int
    accepted_at: int
    account: int
    person: int | None
    planned_start: int | None
    planned_end: int | None
    previous: int | None
    handed_over_at: int | None

    @property
    def open(self) -> bool:
        """Tell whether the watch still holds the post."""
        return self.handed_over_at is None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the duty log; a wrong one stays and is named by the line that corrects it.

    `open` is True while somebody has to look after it; `claimed` is the code typed by a writer who
    was not signed in.
    """

    id: int
    category: Category
    text: str
    occurred_at: int
    entered_at: int
    account: int
    writer: str
    standing: Standing
    claimed: str
    follow: bool
    corrects: int | None
    corrected_by: int | None
    incident: int | None
    settled: str | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the line of a table row joined with its writer and what became of it."""
        return cls(
            row["id"],
            Category(row["category"]),
            row["text"],
            row["occurred_at"],
            row["entered_at"],
            row["account"],
            row["writer"] or "",
            Standing(row["standing"]),
            row["claimed"],
            bool(row["follow"]),
            row["corrects"],
            row["corrected_by"],
            row["incident"],
            row["settled"],
        )

    @property
    def open(self) -> bool:
        """Tell whether the line still waits for somebody: marked so, or of an unknown writer."""
        waits = self.follow or self.standing is Standing.UNVERIFIED
        done = (self.corrected_by, self.incident, self.settled)
        return waits and all(one is None for one in done)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; `person` is the guard behind it, if any."""

    id: int
    name: str
    role: Role
    person: int | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the account of a table row."""
        return cls(row["id"], row["name"], Role(row["role"]), row["person"])


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a thing were handed over and received, and in which condition."""

    thing: int
    given: int
    received: int
    condition: Condition = Condition.GOOD
    note: str = ""

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the count of a table row."""
        return cls(
            row["thing"], row["given"], row["received"], Condition(row["condition"]), row["note"]
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with an open matter: closed, or carried on to the next shift."""

    kind: str
    thing: int
    closed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What two shifts have entered for a handover before they sign.

    `members` is the incoming shift, `note` the outgoing shift's words, `remark` what the incoming
    shift has to object.
    """

    members: tuple[Attendance, ...] = ()
    counts: tuple[Count, ...] = ()
    decisions: tuple[Decision, ...] = ()
    note: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """A signed handover in a list: `number` counts the year's handovers of this post."""

    id: int
    watch: int
    number: int
    year: int
    signed_at: int
    outgoing: str
    incoming: str
    carried: int
    remark: str
