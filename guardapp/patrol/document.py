"""What the printed patrol log and the labels of checkpoints say, frozen."""

from dataclasses import dataclass

from guardapp.patrol.kinds import Flag, Method, Reason, State, Verdict


@dataclass(frozen=True, slots=True)
class LogHead:
    """The facility, the time covered (ms UTC) and what stands at the sheet's foot."""

    superior: str
    organ: str
    start_ms: int
    end_ms: int
    leader: str
    printed_ms: int
    copy_no: int
    anchor: str


@dataclass(frozen=True, slots=True)
class LogPoint:
    """A point of a round, or a scan outside its route: when passed, how, and what was found."""

    code: str
    name: str
    seen_ms: int | None
    verdict: Verdict | None
    flags: tuple[Flag, ...]
    optional: bool
    method: Method | None
    entered_ms: int | None
    found: str
    measure: str


@dataclass(frozen=True, slots=True)
class LogRound:
    """A round of the log: planned start, who walked, its points; of a missed one the comment."""

    number: int
    route: str
    planned_ms: int | None
    started_ms: int | None
    ended_ms: int | None
    state: State
    guard: str
    reason: Reason | None
    reason_text: str
    remark: str
    checked_by: str
    points: tuple[LogPoint, ...]


@dataclass(frozen=True, slots=True)
class LogTotals:
    """The rounds and points in numbers; percentages None where nothing was due."""

    planned: int
    complete: int
    incomplete: int
    missed: int
    voluntary: int
    points_planned: int
    points_seen: int
    points_valid: int
    rounds_percent: int | None
    points_percent: int | None
    buffer_min: int
    extended_min: int


@dataclass(frozen=True, slots=True)
class PatrolLogDocument:
    """The patrol log of a shift or a day (form F5)."""

    head: LogHead
    rounds: tuple[LogRound, ...]
    totals: LogTotals


@dataclass(frozen=True, slots=True)
class Label:
    """A checkpoint's label."""

    code: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class LabelsDocument:
    """The labels of checkpoints, to be cut and fixed on the spot."""

    organ: str
    labels: tuple[Label, ...]
