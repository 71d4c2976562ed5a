"""The facts of fire prevention: equipment, checklist lines and checks."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.access import Standing
from guardapp.base.words import N_, language
from guardapp.fire.kinds import Kind


class Result(Enum):
    """What a check found."""

    PASS = "pass"  # noqa: S105 (no secret)
    FAIL = "fail"
    NOT_POSSIBLE = "not_possible"


RESULT_WORDS: Final = {
    Result.PASS: N_("Đạt"),
    Result.FAIL: N_("Không đạt"),
    Result.NOT_POSSIBLE: N_("Không kiểm tra được"),
}


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a piece of equipment; an empty `code` asks for the next one.

    `walk` is its place in the order in which the building is walked; 0 is unknown.
    """

    kind: Kind
    building: str
    place: str
    code: str = ""
    floor: str = ""
    name: str = ""
    serial: str = ""
    size: str = ""
    made: date | None = None
    recharged: date | None = None
    next_due: date | None = None
    walk: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A piece of equipment in the register; `out_reason` says why it is out of service."""

    id: int
    details: Details
    registered_at: int
    in_service: bool
    out_reason: str
    last_check: int | None
    last_result: Result | None

    @property
    def code(self) -> str:
        """Return the printed code."""
        return self.details.code

    @property
    def kind(self) -> Kind:
        """Return the kind."""
        return self.details.kind

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Equipment":
        """Build from a row of the register."""
        details = Details(
            Kind(row["kind"]),
            row["building"],
            row["place"],
            row["code"],
            row["floor"],
            row["name"],
            row["serial"],
            row["size"],
            _date(row["made"]),
            _date(row["recharged"]),
            _date(row["next_due"]),
            row["walk"],
            row["note"],
        )
        result = row["last_result"]
        return cls(
            row["id"],
            details,
            row["registered_at"],
            bool(row["in_service"]),
            row["out_reason"],
            row["last_check"],
            None if result is None else Result(result),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a checklist: of the daily round, or a criterion of a kind of equipment.

    `letters` name the contents of art. 13.1, Decree 105/2025/NĐ-CP.
    """

    code: str
    kind: Kind | None
    position: int
    letters: str
    title: str
    title_en: str
    criterion: str
    criterion_en: str
    place: str
    place_en: str
    critical: bool
    since: int
    last_check: int | None = None
    last_result: Result | None = None

    @property
    def shown_title(self) -> str:
        """Return the title in the language on screen."""
        return self.title_en if language() == "en" else self.title

    @property
    def shown_criterion(self) -> str:
        """Return what must hold for a pass, in the language on screen."""
        return self.criterion_en if language() == "en" else self.criterion

    @property
    def shown_place(self) -> str:
        """Return where, in the language on screen."""
        return self.place_en if language() == "en" else self.place

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Line":
        """Build from a row of the lines."""
        result = row["last_result"]
        return cls(
            row["code"],
            None if row["kind"] is None else Kind(row["kind"]),
            row["position"],
            row["letters"],
            row["title"],
            row["title_en"],
            row["criterion"],
            row["criterion_en"],
            row["place"],
            row["place_en"],
            bool(row["critical"]),
            row["since"],
            row["last_check"],
            None if result is None else Result(result),
        )


@dataclass(frozen=True, slots=True)
class Target:
    """What is checked: a daily line by its code, or a piece of equipment by its identity."""

    line: str | None = None
    equipment: int | None = None

    @property
    def key(self) -> str:
        """Return a text that names the target."""
        return f"line:{self.line}" if self.line is not None else f"piece:{self.equipment}"


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was made; `measured` in thousandths of `unit`."""

    id: int
    target: Target
    result: Result
    note: str
    measured: int | None
    unit: str
    at: int
    entered_at: int
    account: int
    standing: Standing
    defect: int | None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> "Check":
        """Build from a row of the checks."""
        return cls(
            row["id"],
            Target(row["line"], row["equipment"]),
            Result(row["result"]),
            row["note"],
            row["measured"],
            row["unit"],
            row["at"],
            row["entered_at"],
            row["account"],
            Standing(row["standing"]),
            row["defect"],
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what was done between two instants."""

    checks: int
    passed: int
    failed: int
    not_possible: int
    defects_opened: int
    defects_closed: int


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
