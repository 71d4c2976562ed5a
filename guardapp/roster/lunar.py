"""The Vietnamese lunar calendar: which lunar date a day is, by new moons in the zone UTC+7."""

from datetime import date
from functools import lru_cache
from math import floor, pi, radians, sin
from typing import Final, NamedTuple

from guardapp.base.words import _

_ZONE_DAYS: Final = 7 / 24
_JULIAN_DAY_BEFORE: Final = 1_721_425
_FIRST_MOON: Final = 2_415_021.076998695
_MOON_DAYS: Final = 29.530588853
_CENTURY_DAYS: Final = 36_525
_WINTER_SOLSTICE: Final = 9


class Lunar(NamedTuple):
    """A lunar date; a leap month has the number of the month before it."""

    year: int
    month: int
    day: int
    leap: bool


@lru_cache(maxsize=2048)
def lunar(day: date) -> Lunar:
    """Return the lunar date of a day from 1900 to 2199 (rules of Hồ Ngọc Đức, UTC+7)."""
    number = day.toordinal() + _JULIAN_DAY_BEFORE
    near = floor((number - _FIRST_MOON) / _MOON_DAYS)
    first = max(it for it in map(_new_moon, range(near - 1, near + 2)) if it <= number)
    since = _eleventh_month(day.year)
    year = day.year + 1
    if since >= first:
        since, until, year = _eleventh_month(day.year - 1), since, day.year
    else:
        until = _eleventh_month(day.year + 1)
    passed = (first - since) // 29
    month, leap = passed + 11, False
    if until - since > 365:
        without = _month_without_term(since)
        month -= passed >= without
        leap = passed == without
    month = (month - 1) % 12 + 1
    if month >= 11 and passed < 4:
        year -= 1
    return Lunar(year, month, number - first + 1, leap)


def lunar_text(day: date) -> str:
    """Return a day's lunar date for a narrow head: 10/3, marked on the first and as leap."""
    it = lunar(day)
    text = f"{it.day}/{it.month}"
    if it.leap:
        text = _("{date} nhuận").format(date=text)
    return _("{date} ÂL").format(date=text) if it.day == 1 else text


def _new_moon(moon: int) -> int:
    """Return the Julian day number, in the zone, of the new moon `moon` after 1/1/1900 (Meeus)."""
    t = moon / 1236.85
    mean = 2_415_020.75933 + 29.53058868 * moon + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * moon - 0.0000333 * t**2 - 0.00000347 * t**3)
    own = radians(306.0253 + 385.81691806 * moon + 0.0107306 * t**2 + 0.00001236 * t**3)
    arc = radians(21.2964 + 390.67050646 * moon - 0.0016528 * t**2 - 0.00000239 * t**3)
    late = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    late += -0.4068 * sin(own) + 0.0161 * sin(2 * own) - 0.0004 * sin(3 * own)
    late += 0.0104 * sin(2 * arc) - 0.0051 * sin(sun + own) - 0.0074 * sin(sun - own)
    late += 0.0004 * sin(2 * arc + sun) - 0.0004 * sin(2 * arc - sun)
    late += -0.0006 * sin(2 * arc + own) + 0.0010 * sin(2 * arc - own) + 0.0005 * sin(2 * own + sun)
    ahead = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + late - ahead + 0.5 + _ZONE_DAYS)


def _sun_term(number: int) -> int:
    """Return in which twelfth of its way the sun stands at a Julian day's beginning: 0 to 11."""
    t = (number - 2_451_545.5 - _ZONE_DAYS) / _CENTURY_DAYS
    mean = radians(357.52910 + 35_999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    way = 280.46645 + 36_000.76983 * t + 0.0003032 * t**2
    way += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(mean)
    way += (0.019993 - 0.000101 * t) * sin(2 * mean) + 0.000290 * sin(3 * mean)
    return floor(radians(way) % (2 * pi) / pi * 6)


def _eleventh_month(year: int) -> int:
    """Return the Julian day on which the month of a year's winter solstice begins."""
    last = date(year, 12, 31).toordinal() + _JULIAN_DAY_BEFORE
    moon = floor((last - 2_415_021) / _MOON_DAYS)
    first = _new_moon(moon)
    return _new_moon(moon - 1) if _sun_term(first) >= _WINTER_SOLSTICE else first


def _month_without_term(since: int) -> int:
    """Return how many months after an eleventh month, in a leap year, the leap month comes."""
    moon = floor((since - _FIRST_MOON) / _MOON_DAYS + 0.5)
    terms = [_sun_term(_new_moon(moon + after)) for after in range(1, 15)]
    return next(after for after in range(1, 14) if terms[after - 1] == terms[after])
