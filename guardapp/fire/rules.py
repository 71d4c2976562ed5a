"""When a check is due, in which order the building is walked, and what may be entered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final, TypeVar

from dateutil.relativedelta import relativedelta

from guardapp.base import clock
from guardapp.base.clock import HOUR
from guardapp.base.identity import is_valid_code
from guardapp.base.words import _
from guardapp.fire.model import Details

CODE_PREFIX: Final = "3"
EARLIEST_YEAR: Final = 1950
T = TypeVar("T")


class Unit(Enum):
    """What an interval between checks is counted in, by the words of the parameter's unit."""

    SHIFT = "ca"
    DAY = "ngày"
    WEEK = "tuần"
    MONTH = "tháng"
    QUARTER = "quý"
    YEAR = "năm"


@dataclass(frozen=True, slots=True)
class Interval:
    """How often something is checked."""

    count: int
    unit: Unit

    def after(self, last: date) -> date:
        """Return the day on which the next check is due; 31/01 and a month is the end of February.

        Shifts are not counted in days: the next one is due the same day.
        """
        match self.unit:
            case Unit.SHIFT:
                return last
            case Unit.DAY:
                return last + timedelta(days=self.count)
            case Unit.WEEK:
                return last + timedelta(weeks=self.count)
            case Unit.MONTH:
                return last + relativedelta(months=self.count)
            case Unit.QUARTER:
                return last + relativedelta(months=3 * self.count)
            case Unit.YEAR:
                return last + relativedelta(years=self.count)


class DueState(Enum):
    """How pressing a check is."""

    DONE = "done"
    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a check is to be made now, and since which fire day."""

    state: DueState
    since: date


@dataclass(frozen=True, slots=True)
class Day:
    """The fire day that holds an instant: from the first shift's start to the next day's.

    A check at 01:00 belongs to the night shift, so to the day on which that shift began.
    `shift_start` is when the shift began that holds the instant.
    """

    date: date
    start: int
    end: int
    shift_start: int
    shift_hours: tuple[int, ...]


def day_of(now: int, shift_hours: Sequence[int]) -> Day:
    """Return the fire day of an instant; `shift_hours` are the local hours of shifts' starts."""
    hours = tuple(sorted(shift_hours))
    return day_on(clock.local_date(now - hours[0] * HOUR), hours, now)


def day_on(day: date, shift_hours: Sequence[int], now: int | None = None) -> Day:
    """Return a fire day by its date; its shift is the one that holds `now`, the last by default."""
    hours = tuple(sorted(shift_hours))
    starts = [clock.at(day, hour * 60) for hour in hours]
    end = clock.at(day + timedelta(days=1), hours[0] * 60)
    at = end if now is None else now
    return Day(day, starts[0], end, max(start for start in starts if start <= at), hours)


def due(last: int | None, since: int, interval: Interval, today: Day) -> Due:
    """Return whether a check is due today.

    `last` is the last check's instant or None, `since` the instant from which checks are owed.
    """
    if interval.unit is Unit.SHIFT:
        return _due_by_shift(last, since, today)
    first_day = _day_date(since, today)
    if last is None:
        on = first_day
    else:
        last_day = _day_date(last, today)
        on = interval.after(last_day)
        if last_day >= today.date:
            return Due(DueState.DONE, on)
    if on > today.date:
        return Due(DueState.NOT_DUE, on)
    return Due(DueState.DUE if on == today.date else DueState.OVERDUE, on)


def _day_date(moment: int, today: Day) -> date:
    return clock.local_date(moment - today.shift_hours[0] * HOUR)


def _due_by_shift(last: int | None, since: int, today: Day) -> Due:
    if last is not None and last >= today.shift_start:
        return Due(DueState.DONE, today.date)
    owed_from = since if last is None else last
    missed = _shift_start(owed_from, today.shift_hours) < _shift_start(
        today.shift_start - 1, today.shift_hours
    )
    if not missed:
        return Due(DueState.DUE, today.date)
    return Due(DueState.OVERDUE, _day_date(owed_from, today))


def _shift_start(moment: int, hours: Sequence[int]) -> int:
    return day_of(moment, hours).shift_start


def walked(things: Iterable[tuple[Details, T]]) -> list[T]:
    """Return things in the order in which buildings are walked.

    Buildings and floors come in the order of their first known place in the walk, then each
    place's own number, then the code; those without a number come last.
    """
    found = [(details, details.walk or 1_000_000_000, thing) for details, thing in things]
    buildings: dict[str, int] = {}
    floors: dict[tuple[str, str], int] = {}
    for details, walk, _thing in found:
        buildings[details.building] = min(walk, buildings.get(details.building, walk))
        floors[_floor(details)] = min(walk, floors.get(_floor(details), walk))
    found.sort(
        key=lambda one: (
            buildings[one[0].building],
            one[0].building,
            floors[_floor(one[0])],
            one[0].floor,
            one[1],
            one[0].code,
        )
    )
    return [thing for _details, _walk, thing in found]


def _floor(details: Details) -> tuple[str, str]:
    return details.building, details.floor


def measured_text(milli: int | None, unit: str) -> str:
    """Return a measured value such as "12,5 bar"; empty for none."""
    if milli is None:
        return ""
    whole, rest = divmod(milli, 1000)
    decimals = f",{rest:03d}".rstrip("0") if rest else ""
    return f"{whole}{decimals} {unit}".strip()


def read_measured(text: str) -> int | None:
    """Return a typed value such as 12,5 in thousandths; None where it cannot be read."""
    whole, _comma, rest = text.strip().replace(".", ",").partition(",")
    if not whole.isascii() or not whole.isdigit() or len(whole) > 9:
        return None
    if rest and (not rest.isascii() or not rest.isdigit() or len(rest) > 3):
        return None
    return int(whole) * 1000 + int(rest.ljust(3, "0"))


def problems(
    details: Details, today: date, codes: Mapping[str, int], serials: Mapping[str, str], own: int
) -> dict[str, str]:
    """Return what does not fit in a piece's details, by field.

    `codes` gives the piece of each code in use, `serials` the code of each serial (in capitals);
    `own` is the piece that is changed, 0 for a new one.
    """
    found = {}
    if not details.building.strip():
        found["building"] = _("Cần ghi tòa nhà hoặc khu vực.")
    if not details.place.strip():
        found["place"] = _("Cần ghi vị trí đặt.")
    if details.code and not (is_valid_code(details.code) and details.code[0] == CODE_PREFIX):
        found["code"] = _(
            "Mã «{code}» không đúng: mã phương tiện bắt đầu bằng số 3 và kết thúc bằng "
            "số kiểm tra. Bỏ trống để chương trình cấp mã."
        ).format(code=details.code)
    elif details.code and codes.get(details.code, own) != own:
        found["code"] = _("Mã {code} đã có phương tiện khác dùng.").format(code=details.code)
    holder = serials.get(details.serial.upper()) if details.serial else None
    if holder is not None and codes.get(holder) != own:
        found["serial"] = _("Số sê-ri «{serial}» đã ghi cho phương tiện {code}.").format(
            serial=details.serial, code=holder
        )
    return found | _date_problems(details, today)


def _date_problems(details: Details, today: date) -> dict[str, str]:
    found = {}
    if details.made and details.made > today:
        found["made"] = _("Ngày sản xuất không được ở tương lai.")
    if details.recharged and details.recharged > today:
        found["recharged"] = _("Ngày nạp, bảo dưỡng không được ở tương lai.")
    elif details.made and details.recharged and details.recharged < details.made:
        found["recharged"] = _("Ngày nạp, bảo dưỡng không được trước ngày sản xuất.")
    latest = details.recharged or details.made
    if details.next_due and latest and details.next_due <= latest:
        found["next_due"] = _("Hạn kế tiếp phải sau lần nạp, bảo dưỡng gần nhất.")
    for name in ("made", "recharged", "next_due"):
        day = getattr(details, name)
        if day is not None and day.year < EARLIEST_YEAR and name not in found:
            found[name] = _("Ngày không đúng. Ví dụ: 05/12/2026.")
    return found
