"""What the sheet of how evenly burdens lie on the guards prints."""

from dataclasses import dataclass

from guardapp.roster.document import SheetHead


@dataclass(frozen=True)
class FairnessLine:
    """One guard's counts of shifts, and whole hours."""

    name: str
    shifts: int
    nights: int
    weekends: int
    holidays: int
    tet: int
    hours: int
    posts: int


@dataclass(frozen=True)
class FairnessDocument:
    """The guards' burdens over a span, with the extremes in words; texts are ready to print."""

    head: SheetHead
    span: str
    lines: tuple[FairnessLine, ...]
    spreads: tuple[str, ...]
