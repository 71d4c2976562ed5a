"""What the roster's sheets print: frozen documents of words, numbers and codes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SheetHead:
    """The head and foot that the roster's sheets share; texts are Vietnamese, ready to print.

    `number` such as "05/BPC-BV" or "" for the pen; `issued` None leaves the date to the pen;
    `printed` is the time of printing in words; `signers` are (role, name), one to four.
    """

    superior: str
    organ: str
    number: str
    place: str
    issued: date | None
    signers: tuple[tuple[str, str], ...]
    recipients: tuple[str, ...] = ()
    printed: str = ""
    copy_no: int = 1
    anchor: str | None = None


@dataclass(frozen=True)
class DayCode:
    """What a guard has on one day: the shift's or absence's code, and the post's short code."""

    code: str
    post: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """A numbered change of the published roster: when and by whom in words, and why."""

    number: int
    made: str
    by: str
    reason: str


@dataclass(frozen=True)
class GuardMonth:
    """One guard's line of the month: one code or None a day; times in minutes, rest in days.

    `code` is the guard's own, which tells namesakes apart where the sheet is read by programs.
    """

    name: str
    role: str
    place: str
    days: tuple[DayCode | None, ...]
    shifts: int
    minutes: int
    night_minutes: int
    overtime_minutes: int
    rest_due: int
    note: str = ""
    code: str = ""


@dataclass(frozen=True)
class MonthRosterDocument:
    """The duty roster of a period of at most 31 days (form F1).

    `shift_codes` and `post_codes` are (code, meaning) for the legend; `counts` are (shift code,
    guards on each day); `draft` marks a roster that is not published; `changes` are those since it
    was.
    """

    head: SheetHead
    first: date
    last: date
    guards: tuple[GuardMonth, ...]
    shift_codes: tuple[tuple[str, str], ...]
    post_codes: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    holidays: frozenset[date] = frozenset()
    draft: bool = False
    version: int = 1
    changes: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True)
class DayDuty:
    """One post's line in a shift of the day; an empty guard is a post without anyone."""

    post: str
    hours: str
    guard: str
    phone: str = ""
    reserve: str = ""
    note: str = ""


@dataclass(frozen=True)
class DayShift:
    """One shift of the day with the leader's name and phone."""

    name: str
    hours: str
    leader: str
    leader_phone: str
    duties: tuple[DayDuty, ...]


@dataclass(frozen=True)
class DaySheetDocument:
    """The shift sheet of one duty date (form F1, day variant)."""

    head: SheetHead
    day: date
    shifts: tuple[DayShift, ...]
    absent: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    draft: bool = False
