"""The register of training and certificates as it is printed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One certificate; texts are Vietnamese, ready to print."""

    what: str
    issued: date
    issuer: str
    number: str
    expires: date
    note: str


@dataclass(frozen=True, slots=True)
class TrainedGuard:
    """A guard with what was learned, the newest first; nothing where nothing is recorded."""

    name: str
    role: str
    lines: tuple[TrainingLine, ...]


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """The register of training and certificates (form F18) on a day; `printed_at` in ms UTC."""

    superior: str
    organ: str
    place: str
    day: date
    guards: tuple[TrainedGuard, ...]
    printed_at: int
    copy_no: int
    anchor: str
    preparer: str
