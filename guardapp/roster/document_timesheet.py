"""The month's timesheet as frozen facts (form F2), to and from the plain data that is signed."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guardapp.base.entry import Personal
from guardapp.roster.model import Month
from guardapp.roster.model_attendance import Figures


@dataclass(frozen=True, slots=True)
class TimesheetLine:
    """One guard's line; `figures` hold corrections of earlier months too, which `remark` tells.

    `overtime_year` in minutes and `rest_left` in days are those after the month. `shifts` are
    those worked, `unsettled` those of which is not known who came or when he left.
    """

    guard: int
    name: str
    role: str
    figures: Figures
    overtime_year: int
    rest_left: int
    shifts: int = 0
    late: int = 0
    absent: int = 0
    unsettled: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TimesheetDocument:
    """The timesheet of a month; words are Vietnamese, `account` is who signed it.

    `issued` and `anchor` are empty before signing; `until` is the instant in ms UTC up to which a
    draft counts.
    """

    superior: str
    organ: str
    place: str
    month: Month
    lines: tuple[TimesheetLine, ...]
    preparer: str = ""
    account: int = 0
    issued: date | None = None
    anchor: str = ""
    until: int | None = None

    @property
    def draft(self) -> bool:
        """Tell whether it is not signed."""
        return self.issued is None

    @property
    def total(self) -> Figures:
        """Return the figures of all guards."""
        return sum((one.figures for one in self.lines), Figures())


def to_plain(document: TimesheetDocument, subjects: Mapping[int, int]) -> dict[str, Any]:
    """Return the document as plain data; `subjects` are the keys that guards' names go under.

    The name of who signed is left out; the account stays.
    """
    lines = []
    for one in document.lines:
        made = dataclasses.asdict(one)
        subject = subjects[one.guard]
        made |= {"name": Personal(subject, one.name), "role": Personal(subject, one.role)}
        lines.append(made)
    return {
        "superior": document.superior,
        "organ": document.organ,
        "place": document.place,
        "month": str(document.month),
        "lines": lines,
        "account": document.account,
        "issued": document.issued.isoformat() if document.issued else None,
        "anchor": document.anchor,
    }


def from_plain(data: Mapping[str, Any], preparer: str) -> TimesheetDocument:
    """Return the document of plain data, with the name of who signed."""
    issued = data["issued"]
    return TimesheetDocument(
        data["superior"],
        data["organ"],
        data["place"],
        Month.parse(data["month"]),
        tuple(_line(one) for one in data["lines"]),
        preparer,
        data["account"],
        date.fromisoformat(issued) if issued else None,
        data["anchor"],
    )


def _line(data: Mapping[str, Any]) -> TimesheetLine:
    known = {one.name for one in dataclasses.fields(TimesheetLine)}
    values = {name: value for name, value in data.items() if name in known}
    return TimesheetLine(**{**values, "figures": Figures.of(data["figures"])})
