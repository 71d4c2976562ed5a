"""What the chief does with the roster: assign, move, take back, publish, change with a reason."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from guardapp.base import identity, resources
from guardapp.base.access import PROGRAM, Right, Session, require
from guardapp.base.clock import at
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.people.model import Hours, Regime
from guardapp.roster import rules, rules_timesheet, store, store_attendance, store_plan
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Edit, Month, Placement, ShiftDetails, ShiftType
from guardapp.roster.rules_findings import Finding, Severity
from guardapp.roster.rules_refusals import (
    AlreadyPublished,
    ChangedSince,
    DoubleBooked,
    HasErrors,
    Named,
    NeedsAcceptance,
    NeedsReason,
    NotPublished,
)


def seed(journal: Journal) -> None:
    """Write the usual shift types and the public holidays into a new record."""
    shifts: list[dict[str, Any]] = json.loads(_shipped("shifts.json"))
    years: dict[str, dict[str, str]] = json.loads(_shipped("holidays.json"))
    with journal.transaction():
        for row in shifts:
            serves, regime = row.pop("serves"), Regime(row.pop("regime", Regime.SHIFT.value))
            details = ShiftDetails(serves=Hours(serves) if serves else None, regime=regime, **row)
            add_shift_type(journal, PROGRAM, details)
        for year, days in years.items():
            named = {date.fromisoformat(day): name for day, name in days.items()}
            set_holidays(journal, PROGRAM, int(year), named)


def _shipped(name: str) -> str:
    return resources.path("rules", name).read_text(encoding="utf-8")


def _shift_body(journal: Journal, details: ShiftDetails, own: int | None) -> dict[str, Any]:
    problems = {}
    code = details.code.strip()
    if not 1 <= len(code) <= 3:
        problems["code"] = _("Ký hiệu ca: từ 1 đến 3 chữ.")
    known = store.shift_types(journal.tables)
    if any(one.code == code and one.id != own for one in known):
        problems["code"] = _("Ký hiệu ca «{code}» đã dùng rồi.").format(code=code)
    if (
        not 0 <= details.start_minute < 24 * 60
        or not 0 < details.end_minute - (details.start_minute) <= 24 * 60
    ):
        problems["end_minute"] = _("Giờ ca: ca dài từ 1 phút đến 24 giờ.")
    if problems:
        raise Invalid(problems)
    return {
        "code": code,
        "name": details.name.strip(),
        "start_minute": details.start_minute,
        "end_minute": details.end_minute,
        "break_minutes": details.break_minutes,
        "break_paid": int(details.break_paid),
        "serves": details.serves.value if details.serves else None,
        "tone": details.tone,
        "position": details.position,
        "active": int(details.active),
        "regime": details.regime.value,
    }


def add_shift_type(journal: Journal, session: Session, details: ShiftDetails) -> int:
    """Add a shift type and return its identity; raises Invalid, access.Refused."""
    require(session, Right.PLAN_ROSTER)
    body = _shift_body(journal, details, None)
    with journal.transaction():
        return journal.write("roster.shift_type_added", body, by=session.account)


def change_shift_type(
    journal: Journal, session: Session, shift_type: int, details: ShiftDetails
) -> None:
    """Change a shift type for assignments made from now on.

    What hours are counted by stays once a timesheet with it is signed. Raises Invalid,
    access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    body = _shift_body(journal, details, shift_type)
    known = store.shift_type(journal.tables, shift_type)
    counted = (details.break_minutes, details.break_paid, details.regime)
    if (
        known is not None
        and counted != (known.break_minutes, known.break_paid, known.regime)
        and store_attendance.is_signed_with(journal.tables, shift_type)
    ):
        words = _("Ca này đã có trong bảng chấm công đã ký: hãy thêm loại ca mới.")
        changed = "regime" if details.regime is not known.regime else "break_minutes"
        raise Invalid({changed: words})
    with journal.transaction():
        body["shift_type"] = shift_type
        journal.write("roster.shift_type_changed", body, by=session.account)


def set_holidays(journal: Journal, session: Session, year: int, days: Mapping[date, str]) -> None:
    """Set all public holidays of a year by date; raises access.Refused."""
    require(session, Right.PLAN_ROSTER)
    rows = [{"day": day.isoformat(), "name": days[day]} for day in sorted(days)]
    with journal.transaction():
        body = {"year": year, "days": rows}
        journal.write("roster.holidays_set", body, by=session.account)


class _Writer:
    """Writes assignments of one act, with what it needs read once."""

    def __init__(
        self, journal: Journal, session: Session, change: int | None, *, proposed: bool = False
    ) -> None:
        self._journal = journal
        self._proposed = proposed
        self._by = session.account
        self._change = change
        self._conn = journal.tables
        self._shifts = {one.id: one for one in store.shift_types(self._conn, closed=True)}
        self._posts = {one.id: one.name for one in people.posts(self._conn, closed=True)}
        self._guards = {one.id for one in people.guards(self._conn)}
        self._checked: set[Month] = set()
        self._change_month = store.change_month(self._conn, change) if change else None

    def assign(self, placement: Placement) -> int:
        shift = self._shifts.get(placement.shift)
        for known, sought in (
            (shift is not None, placement.shift),
            (placement.guard in self._guards, placement.guard),
            (placement.post in self._posts, placement.post),
        ):
            if not known:
                raise NotFound(identity.label(sought))
        assert shift is not None
        first, last = placement.part or (shift.start_minute, shift.end_minute)
        if not shift.start_minute <= first < last <= shift.end_minute:
            raise Invalid({"part": _("Phần ca phải nằm trong giờ của ca.")})
        start, end = at(placement.day, first), at(placement.day, last)
        self.check_open(Month.of(placement.day))
        self.check_free(placement.guard, shift, placement.post, start, end)
        body = {
            "guard": placement.guard,
            "post": placement.post,
            "shift": placement.shift,
            "date": placement.day.isoformat(),
            "start": start,
            "end": end,
            "change": self._change_on(placement.day),
            "proposed": int(self._proposed),
        }
        return self._journal.write("roster.assigned", body, by=self._by)

    def turn(self, one: Assignment, *, stands: bool) -> None:
        kind = "roster.restored" if stands else "roster.removed"
        body = {"assignment": one.id, "change": self._change_on(one.duty_date)}
        self._journal.write(kind, body, by=self._by)

    def _change_on(self, day: date) -> int | None:
        return self._change if Month.of(day) == self._change_month else None

    def restore(self, one: Assignment) -> None:
        shift = self._shifts[one.shift]
        self.check_free(one.guard, shift, one.post, one.start_ms, one.end_ms)
        self.turn(one, stands=True)

    def check_open(self, month: Month) -> None:
        """Raise NeedsReason when a month is published and this act is no change of it."""
        if month in self._checked:
            return
        if self._change_month != month and store.is_published(self._conn, month):
            raise NeedsReason(month)
        self._checked.add(month)

    def check_free(self, guard: int, shift: ShiftType, post: int, start: int, end: int) -> None:
        """Raise DoubleBooked when the guard already stands somewhere in the span."""
        there = store.assignments(self._conn, start, end, published=False, guard=guard)
        if there:
            other = self._shifts[there[0].shift].code
            raise DoubleBooked(
                Named(shift.code, self._posts[post], start, end),
                Named(other, self._posts[there[0].post], there[0].start_ms, there[0].end_ms),
            )


def assign(
    journal: Journal,
    session: Session,
    placements: Sequence[Placement],
    *,
    change: int | None = None,
) -> Edit:
    """Make assignments, all or none; `change` is needed in a published month.

    Raises DoubleBooked, NeedsReason, NotFound, access.Refused.
    """
    return replace(journal, session, (), placements, change=change)


def replace(
    journal: Journal,
    session: Session,
    removed: Sequence[int],
    placements: Iterable[Placement],
    *,
    change: int | None = None,
    proposed: bool = False,
) -> Edit:
    """Take assignments back and make others in their place, all or none.

    `proposed` marks those made as the planner's, which it may plan anew.
    Raises DoubleBooked, ChangedSince, NeedsReason, NotFound, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    with journal.transaction():
        writer = _Writer(journal, session, change, proposed=proposed)
        for one in _standing(journal, removed):
            writer.check_open(Month.of(one.duty_date))
            writer.turn(one, stands=False)
        return Edit(tuple(writer.assign(placement) for placement in placements), tuple(removed))


def _standing(journal: Journal, wanted: Sequence[int]) -> list[Assignment]:
    found = store.these(journal.tables, wanted)
    if len(found) < len(wanted) or not all(stands for _one, stands in found):
        raise ChangedSince
    return [one for one, _stands in found]


def undo(journal: Journal, session: Session, edit: Edit) -> None:
    """Take an act in a draft back: what it added goes, what it removed is there again.

    Raises ChangedSince, DoubleBooked, NeedsReason, access.Refused.
    """
    _turn(journal, session, edit.added, edit.removed)


def redo(journal: Journal, session: Session, edit: Edit) -> None:
    """Do an act again that was taken back; raises as `undo` does."""
    _turn(journal, session, edit.removed, edit.added)


def _turn(
    journal: Journal, session: Session, removed: Sequence[int], restored: Sequence[int]
) -> None:
    require(session, Right.PLAN_ROSTER)
    with journal.transaction():
        writer = _Writer(journal, session, None)
        back = store.these(journal.tables, restored)
        if len(back) < len(restored) or any(stands for _one, stands in back):
            raise ChangedSince
        going = _standing(journal, removed)
        for one in (*going, *(one for one, _stands in back)):
            if store.is_published(journal.tables, Month.of(one.duty_date)):
                raise ChangedSince
        for one in going:
            writer.turn(one, stands=False)
        for one, _stands in back:
            writer.restore(one)


def open_change(
    journal: Journal, session: Session, month: Month, reason: str, *, about: int | None = None
) -> int:
    """Begin a change of a published month and return its identity, to be given to its acts.

    A reason that is `about` a guard goes under that guard's key. Raises Invalid without a reason,
    NotPublished, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    if not reason.strip():
        raise Invalid({"reason": _("Lý do thay đổi: hãy ghi lý do.")})
    with journal.transaction():
        if not store.is_published(journal.tables, month):
            raise NotPublished
        who = None if about is None else people.guard(journal.tables, about)
        told = Personal(who.subject if who else journal.keys.new_subject(), reason.strip())
        body = {"month": str(month), "reason": told}
        return journal.write("roster.change_opened", body, by=session.account)


def overtime_before(conn: sqlite3.Connection, month: Month) -> dict[int, int]:
    """Return the minutes of overtime by guard in the year before a month."""
    found = rules_timesheet.balances(store_attendance.ledger(conn, month), month)
    return {guard: one.overtime_year for guard, one in found.items()}


def findings(journal: Journal, month: Month) -> list[Finding]:
    """Return all findings of a month as it stands, with those about publishing it now.

    What a draft of the next month breaks on its own days is told there, not here.
    """
    conn = journal.tables
    plan = store_plan.plan(conn, month, overtime_before(conn, month))
    there = store.between(journal.tables, *hours.around(month))
    found = rules.check(plan, there)
    if not store.is_published(conn, month.step(1)):
        found = rules.until(found, month.last)
    return [*found, *rules.short_notice(plan, journal.clock.now_ms())]


def publish(journal: Journal, session: Session, month: Month, *, reason: str = "") -> int:
    """Publish a month and return the publication's identity; `reason` accepts the warnings.

    What a declared emergency eases needs no further reason. Raises HasErrors, NeedsAcceptance
    without a reason, AlreadyPublished, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    with journal.transaction():
        if store.is_published(journal.tables, month):
            raise AlreadyPublished(month)
        found = findings(journal, month)
        errors = [one for one in found if one.severity is Severity.ERROR]
        if errors:
            raise HasErrors(errors)
        asked = [one for one in found if not one.emergency]
        if asked and not reason.strip():
            raise NeedsAcceptance(asked)
        body = {
            "month": str(month),
            "warnings": [_accepted(one) for one in found],
            "reason": Personal(journal.keys.new_subject(), reason.strip()),
        }
        return journal.write("roster.published", body, by=session.account)


def _accepted(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule.value,
        "guard": one.guard,
        "post": one.post,
        "day": one.day.isoformat(),
        "minutes": one.minutes,
    }
