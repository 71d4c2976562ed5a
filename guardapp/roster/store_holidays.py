"""Reads which public holidays the facility keeps."""

import sqlite3
from datetime import date

from guardapp.roster import store


def year_holidays(conn: sqlite3.Connection, year: int) -> dict[date, str]:
    """Return the names of a year's public holidays by date."""
    found = store.holidays(conn, date(year, 1, 1), date(year, 12, 31))
    return {day: one.name for day, one in found.items()}
