"""Fills the month's timesheet from attendance: as signed, or as it stands now."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from guardapp.base import access, identity, settings
from guardapp.base.errors import NotFound
from guardapp.roster import rules_attendance, rules_timesheet, store_attendance
from guardapp.roster.document_timesheet import TimesheetDocument, TimesheetLine, from_plain
from guardapp.roster.model import Month, month_text
from guardapp.roster.model_attendance import (
    Balances,
    Duty,
    Figures,
    Ledger,
    MonthFacts,
    Signing,
)
from guardapp.roster.rules_attendance import State

_PARTS: Final = (
    ("normal", "ngày thường", 60),
    ("weekly", "nghỉ tuần", 60),
    ("holiday", "lễ, Tết", 60),
    ("night", "đêm", 60),
    ("overtime", "làm thêm", 60),
    ("sessions", "24/24 thường", 1),
    ("sessions_weekly", "24/24 nghỉ tuần", 1),
    ("sessions_holiday", "24/24 lễ", 1),
    ("rest_due", "nghỉ bù phát sinh", 1),
    ("rest_taken", "nghỉ bù đã nghỉ", 1),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One guard's month: its own figures, corrections that it carries, balances after it."""

    own: Figures
    carried: Figures
    after: Balances


def balances_before(conn: sqlite3.Connection, month: Month) -> dict[int, Balances]:
    """Return each guard's overtime of the month's year and rest still due, before the month."""
    return rules_timesheet.balances(store_attendance.ledger(conn, month), month)


def month_facts(conn: sqlite3.Connection, month: Month) -> MonthFacts:
    """Return what a month's timesheet is counted from."""
    return store_attendance.facts(conn, month, *rules_timesheet.weeks(month))


def counted(facts: MonthFacts, ledger: Ledger, until_ms: int | None = None) -> dict[int, Counted]:
    """Return each guard's month; `ledger` is the one before it.

    Balances leave out days before the date on which a guard's opening balance was told.
    """
    month = facts.month
    before = rules_timesheet.balances(ledger, month)
    carried = rules_timesheet.corrections(ledger) if ledger.open_month == month else {}
    since = {guard: base.since for guard, base in ledger.bases.items()}
    whole = rules_timesheet.figures(facts, until_ms=until_ms)
    told = [guard for guard in facts.guards if since.get(guard, month.first) > month.first]
    part = rules_timesheet.figures(facts, until_ms=until_ms, since=since, guards=told)
    found = {}
    for guard, own in whole.items():
        corrected = carried.get(guard, Figures())
        start = before.get(guard, Balances())
        after = rules_timesheet.plus(start, part.get(guard, own) + corrected)
        found[guard] = Counted(own, corrected, after)
    return found


def own_duties(facts: MonthFacts) -> list[Duty]:
    """Return the shifts of a month's own duty dates, rostered or attended, by start."""
    there = rules_attendance.duties(facts.assignments, facts.attended)
    return [one for one in there if facts.month.first <= one.duty_date <= facts.month.last]


def document(
    conn: sqlite3.Connection, month: Month, now_ms: int, *, preparer: str = ""
) -> TimesheetDocument:
    """Return the timesheet of a month: the signed one, else a draft of what is over by now."""
    signed = store_attendance.signing(conn, month)
    if signed is not None:
        return signed_document(conn, signed)
    facts = month_facts(conn, month)
    ledger = store_attendance.ledger(conn, month)
    figures = counted(facts, ledger, now_ms)
    return filled(conn, facts, ledger, figures, now_ms, preparer)


def signed_document(conn: sqlite3.Connection, signed: Signing) -> TimesheetDocument:
    """Return a signed timesheet as it was frozen; raises NotFound."""
    plain = store_attendance.document_json(conn, signed.id)
    if plain is None:
        raise NotFound(identity.label(signed.id))
    return from_plain(plain, access.account_name(conn, signed.by))


def filled(
    conn: sqlite3.Connection,
    facts: MonthFacts,
    ledger: Ledger,
    figures: Mapping[int, Counted],
    now_ms: int,
    preparer: str = "",
) -> TimesheetDocument:
    """Return the draft of a month's timesheet with who works or worked in it."""
    facility = settings.facility(conn)
    theirs: dict[int, list[Duty]] = {}
    for one in own_duties(facts):
        theirs.setdefault(one.guard, []).append(one)
    late = late_months(ledger)
    return TimesheetDocument(
        facility.superior,
        facility.name,
        facility.place,
        facts.month,
        tuple(
            _line(facts, guard, figures[guard], theirs.get(guard, ()), now_ms, late.get(guard, ()))
            for guard, who in facts.guards.items()
            if who.active or guard in theirs or figures[guard].carried.any
        ),
        preparer,
        until=now_ms,
    )


def _line(
    facts: MonthFacts,
    guard: int,
    mine: Counted,
    duties: Iterable[Duty],
    now_ms: int,
    late: Iterable[Month],
) -> TimesheetLine:
    who = facts.guards[guard]
    states = [(one, rules_attendance.state(one, now_ms)) for one in duties]
    absent = sum(state is State.ABSENT for _one, state in states)
    remarks = []
    if mine.carried.any:
        remarks.append(_correction(mine.carried, late))
    if absent:
        remarks.append(f"Vắng {absent} ca")
    return TimesheetLine(
        guard,
        who.name,
        who.title or who.squad,
        mine.own + mine.carried,
        mine.after.overtime_year,
        mine.after.rest_days,
        sum(rules_attendance.span(one, facts.grace, now_ms) is not None for one, _ in states),
        sum(rules_attendance.minutes_late(one, facts.grace) > 0 for one, _ in states),
        absent,
        sum(rules_attendance.is_unsettled(one, now_ms) for one, _ in states),
        "; ".join(remarks),
    )


def print_name(document: TimesheetDocument, size: str) -> str:
    """Return what prints of a timesheet are counted under: drafts and the signed one apart."""
    name = f"{document.month} {size}"
    return f"{name} draft" if document.draft else name


def late_months(ledger: Ledger) -> dict[int, list[Month]]:
    """Return by guard the signed months whose attendance was corrected since the last signature."""
    found: dict[int, list[Month]] = {}
    for line, _facts, fresh in ledger.late:
        if fresh:
            found.setdefault(line.guard, []).append(line.month)
    return found


def _correction(carried: Figures, late: Iterable[Month]) -> str:
    """Say which months are corrected, and by how much in all."""
    parts = []
    for name, words, unit in _PARTS:
        amount = getattr(carried, name) / unit
        if amount:
            number = f"{abs(amount):.1f}".removesuffix(".0").replace(".", ",")
            parts.append(f"{words} {'+' if amount > 0 else '−'}{number}")
    months = ", ".join(month_text(one) for one in sorted(late))
    return f"Điều chỉnh tháng {months}: {', '.join(parts)}"
