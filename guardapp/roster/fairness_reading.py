"""Reads what the guards bore over some months, for the screen, the sheet and the planner."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from guardapp.base import settings
from guardapp.base.words import datetime_text
from guardapp.roster import fairness, store, store_plan
from guardapp.roster.document import SheetHead
from guardapp.roster.document_fairness import FairnessDocument, FairnessLine
from guardapp.roster.fairness import Measure, Share
from guardapp.roster.model import Month
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Burden

MONTHS_BEFORE: Final = 3
"""How many months before the one planned count in what the planner evens out."""


def shares(conn: sqlite3.Connection, month: Month, months: int) -> list[Share]:
    """Return what each guard bears in the `months` months that end with one, drafts too."""
    return _shares(conn, store_plan.plan(conn, month), month, months)


def _shares(conn: sqlite3.Connection, plan: Plan, month: Month, months: int) -> list[Share]:
    first, last = fairness.span(month, months)
    holidays = {day: one.name for day, one in store.holidays(conn, first, last).items()}
    return fairness.shares(plan, store.between(conn, first, last), holidays)


def earlier(conn: sqlite3.Connection, plan: Plan) -> Mapping[int, Burden]:
    """Return what each guard bore in the months before a plan's."""
    return fairness.burdens(_shares(conn, plan, plan.month.step(-1), MONTHS_BEFORE))


def document(
    conn: sqlite3.Connection, month: Month, months: int, now_ms: int, *, preparer: str
) -> FairnessDocument:
    """Return the sheet of a span; guards who left are not on it."""
    facility = settings.facility(conn)
    found = [one for one in shares(conn, month, months) if one.active]
    spreads = [fairness.spread(found, measure) for measure in Measure]
    return FairnessDocument(
        SheetHead(
            facility.superior,
            facility.name,
            "",
            facility.place,
            None,
            (("Người lập", preparer), ("Đội trưởng bảo vệ", "")),
            printed=datetime_text(now_ms),
        ),
        fairness.span_text(month, months),
        tuple(
            FairnessLine(
                one.name,
                one.shifts,
                one.nights,
                one.weekends,
                one.holidays,
                one.tet,
                fairness.value(one, Measure.HOURS),
                one.posts,
            )
            for one in found
        ),
        tuple(
            fairness.spread_words(range_, measure)
            for range_, measure in zip(spreads, Measure, strict=True)
            if range_ is not None
        ),
    )
