"""Reads which public holidays the facility keeps."""

import sqlite3
from datetime import date

from guardapp.roster import store


def year_holidays(conn: sqlite3.Connection, year: int) -> dict[date, str]:
    """Return the names of a year's public holidays by date."""
    found = store.holidays(conn, date(year, 1, 1), date(year, 12, 31))
    return {day: one.name for day, one in found.items()}


def has_year(conn: sqlite3.Connection, year: int) -> bool:
    """Tell whether any public holiday of a year is known."""
    sql = "SELECT 1 FROM holiday WHERE substr(day, 1, 4) = ? LIMIT 1"
    return conn.execute(sql, [f"{year:04d}"]).fetchone() is not None
