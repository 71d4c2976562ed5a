"""Fills the roster's sheets, and tells which posts lack guards soon."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from guardapp.base import access, settings
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, date_text, datetime_text, pgettext
from guardapp.people import store as people
from guardapp.people.model import LEAVE_WORDS, Guard, LeaveKind
from guardapp.roster import rules_fitness as fitness
from guardapp.roster import rules_hours as hours
from guardapp.roster import store, store_plan
from guardapp.roster.document import (
    ChangeLine,
    DayCode,
    DayDuty,
    DaySheetDocument,
    DayShift,
    GuardMonth,
    MonthRosterDocument,
    SheetHead,
)
from guardapp.roster.gather_timesheet import balances_before
from guardapp.roster.model import LEAVE_CODES, Assignment, Month, ShiftType, month_text, post_number
from guardapp.roster.model_attendance import Balances
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import coverage, demand, filled
from guardapp.roster.rules_findings import short_date

UNFILLED: Final = "roster.unfilled"
UNPUBLISHED: Final = "roster.unpublished"

_SIGNERS: Final = ("Người lập bảng", "Đội trưởng bảo vệ", "Trưởng phòng\nTổ chức - Hành chính")


def _head(
    conn: sqlite3.Connection, now_ms: int, issued: int | None, preparer: str, copy_no: int
) -> SheetHead:
    facility = settings.facility(conn)
    signers = [(role, preparer if index == 0 else "") for index, role in enumerate(_SIGNERS)]
    return SheetHead(
        superior=facility.superior,
        organ=facility.name,
        number="",
        place=facility.place,
        issued=local_date(issued) if issued is not None else None,
        signers=(*signers, ("Giám đốc", "")),
        printed=datetime_text(now_ms),
        copy_no=copy_no,
    )


def month_document(
    conn: sqlite3.Connection, month: Month, now_ms: int, *, preparer: str = "", copy_no: int = 1
) -> MonthRosterDocument:
    """Return the duty roster of a month, with drafts while it is not published."""
    plan = store_plan.plan(conn, month)
    publication = store.publication(conn, month)
    there = store.between(conn, *hours.around(month))
    by_guard: dict[int, list[Assignment]] = {}
    for one in there:
        by_guard.setdefault(one.guard, []).append(one)
    mine = [one for one in there if month.first <= one.duty_date <= month.last]
    guards = [one for one in plan.guards.values() if one.active or one.id in by_guard]
    used = {one.shift for one in mine}
    kinds = [kind for kind in plan.shifts.values() if kind.active or kind.id in used]
    stood = {one.post for one in mine}
    at_of = publication.at if publication else None
    balances = balances_before(conn, month)
    return MonthRosterDocument(
        head=_head(conn, now_ms, at_of, preparer, copy_no),
        first=month.first,
        last=month.last,
        guards=tuple(
            _line(plan, one, by_guard.get(one.id, []), balances.get(one.id, Balances()).rest_days)
            for one in guards
        ),
        shift_codes=(
            *((kind.code, f"{kind.name.lower()} {kind.hours}") for kind in kinds),
            *_leave_codes(),
        ),
        post_codes=tuple(
            sorted((post_number(one), one.name) for one in plan.posts.values() if one.id in stood)
        ),
        counts=tuple((kind.code, _counts(mine, kind, month)) for kind in kinds if kind.id in used),
        holidays=frozenset(plan.holidays),
        draft=publication is None,
        version=publication.version if publication else 1,
        changes=tuple(
            ChangeLine(one.number, date_text(one.at), access.account_name(conn, one.by), one.reason)
            for one in (publication.changes if publication else ())
        ),
    )


def _line(plan: Plan, guard: Guard, theirs: Sequence[Assignment], rest_due: int) -> GuardMonth:
    sums = hours.totals(
        theirs,
        plan.month,
        plan.shifts,
        plan.holidays,
        plan.limits.counting,
        duty=fitness.duty_types(plan, guard),
    )
    mine = [one for one in theirs if plan.month.first <= one.duty_date <= plan.month.last]
    usual = Counter(one.post for one in mine).most_common(1)
    return GuardMonth(
        name=guard.name,
        role=guard.title or guard.squad,
        place=plan.posts[usual[0][0]].name if usual and usual[0][0] in plan.posts else "",
        days=tuple(_day_code(plan, guard, day, mine) for day in plan.month.days),
        shifts=sums.shifts,
        minutes=sums.minutes,
        night_minutes=sums.night,
        overtime_minutes=sums.overtime,
        rest_due=rest_due,
        code=guard.code,
    )


def _day_code(plan: Plan, guard: Guard, day: date, mine: Sequence[Assignment]) -> DayCode | None:
    today = [one for one in mine if one.duty_date == day]
    if today:
        codes = [plan.shifts[one.shift].code for one in today if one.shift in plan.shifts]
        posts = [post_number(plan.posts[one.post]) for one in today if one.post in plan.posts]
        return DayCode("+".join(codes), "+".join(posts if len(set(posts)) > 1 else posts[:1]))
    for leave in plan.leaves.get(guard.id, ()):
        if leave.first <= day <= leave.last:
            return DayCode(LEAVE_CODES[_shown(leave.kind)])
    return None


def _shown(kind: LeaveKind) -> LeaveKind:
    """Return the leave that the sheets name: who is ill is nobody's business on the wall."""
    return LeaveKind.ANNUAL if kind is LeaveKind.SICK else kind


def _leave_words(kind: LeaveKind) -> str:
    shown = _shown(kind)
    return "nghỉ phép, nghỉ chế độ" if shown is LeaveKind.ANNUAL else LEAVE_WORDS[shown].lower()


def _leave_codes() -> list[tuple[str, str]]:
    return [(LEAVE_CODES[one], _leave_words(one)) for one in LeaveKind if _shown(one) is one]


def _counts(mine: Sequence[Assignment], kind: ShiftType, month: Month) -> tuple[int, ...]:
    found = Counter(one.duty_date for one in mine if one.shift == kind.id)
    return tuple(found[day] for day in month.days)


def day_document(
    conn: sqlite3.Connection, day: date, now_ms: int, *, preparer: str = "", copy_no: int = 1
) -> DaySheetDocument:
    """Return the shift sheet of a duty date, with the posts that still lack somebody."""
    plan = store_plan.plan(conn, Month.of(day))
    publication = store.publication(conn, Month.of(day))
    near = store.between(conn, day - timedelta(days=1), day + timedelta(days=1))
    today = [one for one in near if one.duty_date == day]
    at_of = publication.at if publication else None
    return DaySheetDocument(
        head=_head(conn, now_ms, at_of, preparer, copy_no),
        day=day,
        shifts=tuple(
            shift
            for kind in plan.shifts.values()
            if (shift := _shift(plan, kind, day, today, near)) is not None
        ),
        absent=tuple(
            (plan.guards[leave.guard].name, _leave_words(leave.kind))
            for leave in people.leaves(conn, day, day)
            if leave.guard in plan.guards and plan.guards[leave.guard].active
        ),
        draft=publication is None,
    )


def _shift(
    plan: Plan,
    kind: ShiftType,
    day: date,
    today: Sequence[Assignment],
    near: Sequence[Assignment],
) -> DayShift | None:
    duties: list[DayDuty] = []
    on_it: list[Guard] = []
    for post in plan.posts.values():
        there = [one for one in today if one.shift == kind.id and one.post == post.id]
        for one in there:
            guard = plan.guards[one.guard]
            on_it.append(guard)
            duties.append(DayDuty(post.name, kind.hours, guard.name, guard.phone))
        for _kind, needed in (one for one in demand(plan, post, day) if one[0] is kind):
            here = [one for one in near if one.post == post.id]
            short = needed - filled(kind, at(day, 0), here, needed)
            duties += [DayDuty(post.name, kind.hours, "")] * short
    if not duties:
        return None
    leader = next((one for one in on_it if "trưởng" in one.title.lower()), None)
    return DayShift(
        kind.name,
        kind.hours,
        leader.name if leader else "",
        leader.phone if leader else "",
        tuple(duties),
    )


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return the posts that lack guards in the next 24 hours, and a roster not yet published."""
    found = _unpublished(conn, now_ms)
    today = local_date(now_ms)
    if not store.is_published(conn, Month.of(today)):
        return found
    near = store.between(conn, today - timedelta(days=2), today + timedelta(days=2))
    lacking: dict[int, list[tuple[int, date, ShiftType]]] = {}
    for month in {Month.of(today), Month.of(today + timedelta(days=1))}:
        plan = store_plan.plan(conn, month)
        for post in plan.posts.values():
            mine = _by_date([one for one in near if one.post == post.id])
            for day, kind, _needed, short in coverage(plan, post, mine):
                start, end = at(day, kind.start_minute), at(day, kind.end_minute)
                if short and start < now_ms + DAY and end > now_ms:
                    lacking.setdefault(post.id, []).append((start, day, kind))
    names = {one.id: one for one in people.posts(conn)}
    for post_id, shifts in lacking.items():
        shifts.sort(key=lambda one: one[0])
        told = ", ".join(f"{kind.code} {short_date(day)}" for _start, day, kind in shifts)
        critical = names[post_id].importance == 1
        found.append(
            Matter(
                UNFILLED,
                post_id,
                _("Thiếu người trực: ca {shifts}").format(shifts=told),
                shifts[0][0] - DAY,
                shifts[0][0],
                Severity.CRITICAL if critical else Severity.WARNING,
                names[post_id].name,
            )
        )
    return found


def _by_date(those: Sequence[Assignment]) -> Mapping[date, list[Assignment]]:
    found: dict[date, list[Assignment]] = {}
    for one in those:
        found.setdefault(one.duty_date, []).append(one)
    return found


def _unpublished(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    today = local_date(now_ms)
    days = settings.parameter(conn, "roster_publish_days", today).number
    month = Month.of(today + timedelta(days=days))
    if store.is_published(conn, month) or not people.posts(conn):
        return []
    due = at(month.first, 0) - days * DAY
    return [
        Matter(
            UNPUBLISHED,
            month.year * 100 + month.number,
            _("Chưa công bố lịch trực tháng {month}").format(month=month_text(month)),
            due,
            at(month.first, 0),
            Severity.WARNING,
            pgettext("place of a matter", "Lịch trực"),
        )
    ]
