"""The facts of a defect: who mends it until when, and every step to its closing."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.access import Standing
from guardapp.base.words import N_, _, language
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Target


class Step(Enum):
    """What happened to a defect after it was opened."""

    SEEN_AGAIN = "seen_again"
    PLANNED = "planned"
    FIXED = "fixed"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STEP_WORDS: Final = {
    Step.SEEN_AGAIN: N_("Kiểm tra lại vẫn còn"),
    Step.PLANNED: N_("Giao lại việc khắc phục"),
    Step.FIXED: N_("Đã báo khắc phục"),
    Step.SENT_BACK: N_("Kiểm tra chưa đạt, trả lại"),
    Step.CLOSED: N_("Đã kiểm tra và đóng"),
    Step.WITHDRAWN: N_("Hủy do ghi nhầm"),
}


class State(Enum):
    """How far a defect is."""

    OPEN = "open"
    FIXED = "fixed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATE_WORDS: Final = {
    State.OPEN: N_("Đang mở"),
    State.FIXED: N_("Chờ kiểm tra lại"),
    State.CLOSED: N_("Đã đóng"),
    State.WITHDRAWN: N_("Đã hủy do nhầm"),
}

STATE_AFTER: Final = {
    Step.FIXED: State.FIXED,
    Step.SENT_BACK: State.OPEN,
    Step.CLOSED: State.CLOSED,
    Step.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to mend a defect: a guard by identity, or somebody named in words."""

    person: int | None = None
    text: str = ""

    @property
    def named(self) -> bool:
        """Return whether anybody is named."""
        return self.person is not None or bool(self.text)


@dataclass(frozen=True, slots=True)
class Fault:
    """How a failure is to be mended; no `due` means the facility's usual number of days."""

    temporary: str = ""
    owner: Owner = field(default_factory=Owner)
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that is not fit, from its opening to its closing."""

    id: int
    target: Target
    kind: Kind | None
    code: str
    title: str
    title_en: str
    place: str
    note: str
    temporary: str
    owner: Owner
    due: date
    critical: bool
    found_by: int
    opened_at: int
    account: int
    standing: Standing
    state: State
    state_at: int
    state_by: int
    state_note: str
    times: int

    @property
    def shown_title(self) -> str:
        """Return what is not fit, in the language on screen."""
        if self.kind is not None:
            return f"{_(KIND_WORDS[self.kind])} {self.code}"
        return self.title_en if language() == "en" else self.title

    @property
    def is_open(self) -> bool:
        """Return whether it is not closed yet."""
        return self.state in (State.OPEN, State.FIXED)

    def overdue(self, today: date) -> bool:
        """Return whether nobody mended it in time."""
        return self.state is State.OPEN and self.due < today

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Defect":
        """Build from a row of the defects."""
        return cls(
            row["id"],
            Target(row["line"], row["equipment"]),
            None if row["kind"] is None else Kind(row["kind"]),
            row["code"],
            row["title"],
            row["title_en"],
            row["place"],
            row["note"],
            row["temporary"],
            Owner(row["owner_person"], row["owner_text"]),
            date.fromisoformat(row["due"]),
            bool(row["critical"]),
            row["found_by"],
            row["opened_at"],
            row["account"],
            Standing(row["standing"]),
            State(row["state"]),
            row["state_at"],
            row["state_by"],
            row["state_note"],
            row["times"],
        )


@dataclass(frozen=True, slots=True)
class DefectStep:
    """One thing that happened to a defect."""

    id: int
    defect: int
    step: Step
    at: int
    account: int
    standing: Standing
    note: str

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "DefectStep":
        """Build from a row of the steps."""
        return cls(
            row["id"],
            row["defect"],
            Step(row["step"]),
            row["at"],
            row["account"],
            Standing(row["standing"]),
            row["note"],
        )
