"""Reads everything about a month's roster that the rules look at besides the assignments."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, TypeVar

from guardapp.base import settings
from guardapp.people import store as people
from guardapp.people.model import Certificate, Leave, Restriction
from guardapp.roster import store, store_demand
from guardapp.roster.model import Month
from guardapp.roster.model_plan import Limits, Plan

Papers = TypeVar("Papers", Certificate, Leave, Restriction)


_WEEK_BEFORE: Final = timedelta(days=8)


def plan(
    conn: sqlite3.Connection, month: Month, overtime_before: Mapping[int, int] | None = None
) -> Plan:
    """Return all about a month that counts in planning it but its assignments.

    `overtime_before` are the minutes of the year's overtime before the month, by guard.
    """
    whole_year = date(month.year, 1, 1), date(month.year, 12, 31)
    return Plan(
        month,
        {one.id: one for one in people.guards(conn, everybody=True)},
        {one.id: one for one in people.posts(conn, closed=True)},
        {one.id: one for one in store.shift_types(conn, closed=True)},
        _by_guard(people.certificates(conn)),
        _by_guard(people.leaves(conn, month.first, month.last)),
        {day: one.name for day, one in store.holidays(conn, month.first, month.last).items()},
        Limits.of(settings.parameters(conn, month.first)),
        restrictions=_by_guard(people.restrictions(conn)),
        known_posts=people.known_posts(conn),
        apart=tuple((one.first, one.second) for one in people.kept_apart(conn)),
        demands=store_demand.demands(conn),
        special_days={
            (one.post, one.day): one
            for one in store_demand.special_days(conn, month.first, month.last)
        },
        wishes=tuple(store_demand.duty_wishes(conn, month.first, month.last)),
        emergencies=tuple(store_demand.emergencies(conn, month.first - _WEEK_BEFORE, month.last)),
        later=tuple(
            (day, Limits.of(settings.parameters(conn, day)))
            for day in settings.changes(conn, month.first, month.last)
        ),
        overtime_before=overtime_before or {},
        holidays_entered=bool(store.holidays(conn, *whole_year)),
    )


def _by_guard(papers: list[Papers]) -> dict[int, tuple[Papers, ...]]:
    found: dict[int, list[Papers]] = {}
    for one in papers:
        found.setdefault(one.guard, []).append(one)
    return {guard: tuple(theirs) for guard, theirs in found.items()}
