"""A year's public holidays while they are edited: what would come, go and be called otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guardapp.base.errors import Invalid
from guardapp.base.words import _
from guardapp.roster.model import Month


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A day with its name as it will be and as it is recorded; None where it is no holiday."""

    day: date
    name: str | None
    recorded: str | None

    @property
    def shown(self) -> str:
        """Return the name to show, of a day taken away the recorded one."""
        return self.name if self.name is not None else self.recorded or ""

    @property
    def changed(self) -> bool:
        """Tell whether saving would change the record."""
        return self.name != self.recorded


class HolidayDraft:
    """The holidays of one year beside those recorded."""

    def __init__(self, year: int, recorded: Mapping[date, str]) -> None:
        self.year = year
        self._recorded = dict(recorded)
        self.days = dict(recorded)

    @property
    def lines(self) -> list[HolidayLine]:
        """Return all days, those taken away too, by date."""
        days = sorted({*self._recorded, *self.days})
        return [HolidayLine(day, self.days.get(day), self._recorded.get(day)) for day in days]

    @property
    def changed(self) -> bool:
        """Tell whether saving would change the record."""
        return self.days != self._recorded

    @property
    def months(self) -> list[Month]:
        """Return the months that saving would touch."""
        return sorted({Month.of(one.day) for one in self.lines if one.changed})

    def fill(self, source: Mapping[date, str]) -> int:
        """Add the days of `source` that are missing and return how many; nothing is dropped."""
        missing = {day: name for day, name in source.items() if day not in self.days}
        self.days |= {day: self._recorded.get(day, name) for day, name in missing.items()}
        return len(missing)

    def put(self, day: date, name: str, instead: date | None = None) -> None:
        """Set a day's name, in the place of the day `instead`; raises Invalid."""
        if day.year != self.year:
            words = _("Ngày: phải trong năm {year}.")
            raise Invalid({"day": words.format(year=self.year)})
        if day != instead and day in self.days:
            raise Invalid({"day": _("Ngày này đã có trong bảng.")})
        if instead is not None:
            self.days.pop(instead, None)
        self.days[day] = name.strip()

    def turn(self, day: date) -> None:
        """Take a day away, or give one back that was taken away."""
        if day in self.days:
            del self.days[day]
        else:
            self.days[day] = self._recorded[day]
