"""The one act that locks a month: its timesheet is signed, frozen, and no longer counted anew."""

import dataclasses
import sqlite3
from dataclasses import replace

from guardapp.base.access import Right, Session, require
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.journal import Journal
from guardapp.people import store as people
from guardapp.roster import gather_timesheet as gather
from guardapp.roster import rules_attendance as rules
from guardapp.roster import store_attendance as store
from guardapp.roster.document_timesheet import to_plain
from guardapp.roster.model import Month


def sign_timesheet(journal: Journal, session: Session, month: Month) -> int:
    """Sign a month's timesheet and return its identity; what changes later counts in the next.

    The session comes from access.confirm. Raises rules_attendance.MonthSigned, LaterSigned,
    EarlierOpen, NotOver, Unrecorded, access.Refused.
    """
    require(session, Right.SIGN_TIMESHEET)
    conn, now = journal.tables, journal.clock.now_ms()
    with journal.transaction():
        if store.signing(conn, month) is not None:
            raise rules.MonthSigned(month)
        last = store.last_signed(conn)
        if last is not None and last > month:
            raise rules.LaterSigned(last)
        _refuse_gap(conn, last, month)
        facts = gather.month_facts(conn, month)
        duties = gather.own_duties(facts)
        ends = [end for one in duties if (end := rules.rostered(one)[1]) is not None]
        if now < max((at(month.last, 0) + DAY, *ends)):
            raise rules.NotOver(month)
        unsettled = sum(rules.is_unsettled(one, now) for one in duties)
        if unsettled:
            raise rules.Unrecorded(unsettled)
        ledger = store.ledger(conn, month)
        figures = gather.counted(facts, ledger)
        document = replace(
            gather.filled(conn, facts, ledger, figures, now),
            account=session.account,
            issued=local_date(now),
            anchor=journal.head().anchor(),
        )
        subjects = {one.id: one.subject for one in people.guards(conn, everybody=True)}
        rows = [
            {
                "guard": one.guard,
                "own": dataclasses.asdict(figures[one.guard].own),
                "carried": dataclasses.asdict(figures[one.guard].carried),
                "overtime_year": one.overtime_year,
                "rest_days": one.rest_left,
            }
            for one in document.lines
        ]
        body = {"month": str(month), "rows": rows, "document": to_plain(document, subjects)}
        return journal.write("roster.timesheet_signed", body, by=session.account)


def _refuse_gap(conn: sqlite3.Connection, last: Month | None, month: Month) -> None:
    """Raise EarlierOpen where a month between the last signed one and this has shifts."""
    between = month if last is None else last.step(1)
    while between < month:
        if gather.own_duties(gather.month_facts(conn, between)):
            raise rules.EarlierOpen(between)
        between = between.step(1)
