"""Fills the month's timesheet from attendance, signed or as it stands now."""

import sqlite3

from guardapp.roster import rules_timesheet, store_attendance
from guardapp.roster.model import Month
from guardapp.roster.model_attendance import Balances


def balances_before(conn: sqlite3.Connection, month: Month) -> dict[int, Balances]:
    """Return each guard's overtime of the month's year and rest still due, before the month."""
    return rules_timesheet.balances(store_attendance.ledger(conn, month), month)
