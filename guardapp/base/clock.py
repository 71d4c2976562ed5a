"""The only place that asks the PC for the time, and the facility's time zone."""

import time
from datetime import date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


class Clock(Protocol):
    """Tells the wall time and a time that never runs backwards, both in milliseconds."""

    def now_ms(self) -> int:
        """Return the wall time in milliseconds UTC since 1970."""
        ...

    def steady_ms(self) -> int:
        """Return milliseconds from an unknown start; never runs backwards."""
        ...


_STEADY: Final = getattr(time, "CLOCK_BOOTTIME", None)  # Linux's other one stops in sleep


class SystemClock:
    """The PC's own clock."""

    def now_ms(self) -> int:
        """Return the PC's wall time in milliseconds UTC since 1970."""
        return time.time_ns() // 1_000_000

    def steady_ms(self) -> int:
        """Return the PC's monotonic time in milliseconds, also of the time it slept."""
        ns = time.monotonic_ns() if _STEADY is None else time.clock_gettime_ns(_STEADY)
        return ns // 1_000_000


class SetClock:
    """A clock that stands still until it is moved by hand."""

    def __init__(self, now_ms: int) -> None:
        self._now_ms = now_ms
        self._steady_ms = 0

    def now_ms(self) -> int:
        """Return the wall time last set."""
        return self._now_ms

    def steady_ms(self) -> int:
        """Return the milliseconds passed on since the start."""
        return self._steady_ms

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        self._now_ms += ms
        self._steady_ms += ms

    def set(self, now_ms: int) -> None:
        """Let time pass until `now_ms`; an earlier time passes no steady time."""
        self._steady_ms += max(0, now_ms - self._now_ms)
        self._now_ms = now_ms

    def jump(self, ms: int) -> None:
        """Change the wall time by `ms` while no time passes, as a person at the settings does."""
        self._now_ms += ms


def local(ms: int) -> datetime:
    """Return the facility's local time of an instant in milliseconds UTC."""
    return datetime.fromtimestamp(ms / 1000, ZONE)


def to_ms(moment: datetime) -> int:
    """Return milliseconds UTC of an aware datetime; raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without a time zone has no instant")
    return round(moment.timestamp() * 1000)


def local_date(ms: int) -> date:
    """Return the facility's local date of an instant."""
    return local(ms).date()


def at(day: date, minute_of_day: int) -> int:
    """Return the instant `minute_of_day` minutes after local midnight of `day`."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    return to_ms(midnight + timedelta(minutes=minute_of_day))
