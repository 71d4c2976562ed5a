"""The public holidays of Viet Nam of any year, to fill the facility's own table from."""

from datetime import date
from typing import Final

CULTURE_DAY_SINCE: Final = 2026
_CULTURE_DAY: Final = "Ngày Văn hóa Việt Nam"
_SWAPPED: Final = "Ngày nghỉ (thay cho"


def public_holidays(year: int) -> dict[date, str]:
    """Return the paid holidays of a year with their Vietnamese names, by date.

    They are the days of article 112 of the Labour Code and 24/11 (Resolution 28/2026/QH16), on
    which work counts as holiday work: neither days off in lieu nor swapped days, on which it
    counts as work on a rest day. Which five days are Tết is announced each year; these are its
    eve and four days.
    """
    import holidays

    found = holidays.country_holidays("VN", years=year, observed=False, language="vi")
    days = {day: found[day] for day in sorted(found) if not found[day].startswith(_SWAPPED)}
    if year >= CULTURE_DAY_SINCE:
        days.setdefault(date(year, 11, 24), _CULTURE_DAY)
    return dict(sorted(days.items()))
