"""The daily fire checklist as a document, before it is laid out; its words are Vietnamese."""

from dataclasses import dataclass
from datetime import date

from guardapp.base.settings import Facility
from guardapp.fire.model import Result


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the day's sheet; `result` is None where nobody checked."""

    title: str
    place: str
    result: Result | None
    finding: str
    temporary: str
    owner: str
    due: date | None
    finished: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Rows of the day's sheet that belong to one place; the daily lines have no place."""

    place: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class FireChecklistDocument:
    """The daily fire checklist of one fire day, as it is printed."""

    facility: Facility
    day: date
    start: int
    end: int
    groups: tuple[SheetGroup, ...]
    checkers: tuple[str, ...]
    leader: str
    printed_at: int
    anchor: str
    copy_no: int
