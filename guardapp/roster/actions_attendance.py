"""Who came, left or was away: taken from the post's watches, or set by the chief or a leader."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from guardapp.base import identity
from guardapp.base.access import Right, Session, require
from guardapp.base.clock import local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.roster import rules_attendance as rules
from guardapp.roster import store, store_attendance
from guardapp.roster.model import Assignment, State
from guardapp.roster.model_attendance import Attended, Balances, Cause, Note, Record, Seen

MOST_OVERTIME: Final = 2_000 * 60
MOST_REST_DAYS: Final = 366


def note_seen(journal: Journal, session: Session, seen: Iterable[Seen]) -> None:
    """Take from a watch, as it starts or is joined, who came and who did not.

    Who is there before his shift came at its start. Raises access.Refused.
    """
    require(session, Right.HAND_OVER)
    with journal.transaction():
        rows = [row for one in seen if (row := _seen(journal, one)) is not None]
        _write(journal, session, rows)


def _seen(journal: Journal, one: Seen) -> dict[str, Any] | None:
    now = journal.clock.now_ms()
    duty = _rostered_at(journal, one, now)
    if duty is None:
        there = store_attendance.on_post(journal.tables, one.guard, local_date(now))
        if not one.present or any(it.assignment is None for it in there):
            return None
        return _row(journal, one.guard, Note.CAME, note=one.note, came=now)
    known = store_attendance.of_slot(journal.tables, duty.id, one.guard)
    if one.present:
        if known is not None and known.came_ms is not None:
            return None
        came = rules.arrival(duty.start_ms, now)
        return _row(journal, one.guard, Note.CAME, duty, note=one.note, came=came)
    if rules.is_recorded(known):
        return None
    return _row(journal, one.guard, Note.ABSENT, duty, note=one.note, cause=Cause.OTHER)


def _rostered_at(journal: Journal, one: Seen, now_ms: int) -> Assignment | None:
    """Return the published shift that a watch means: the one it names, else the one of now."""
    if one.start_ms is not None:
        there = store_attendance.published_of(
            journal.tables, one.guard, one.start_ms, one.start_ms + 1
        )
        named = [it for it in there if it.start_ms == one.start_ms]
        if named:
            return named[-1]
    near = store_attendance.published_of(
        journal.tables, one.guard, now_ms, now_ms + rules.RELIEF_MS
    )
    return near[-1] if near else None


def note_left(
    journal: Journal,
    session: Session,
    guards: Iterable[int],
    *,
    staying: Collection[int],
    watch_end_ms: int | None,
) -> None:
    """Take from a handover that the guards of a watch left, but those who stay in the next one.

    `watch_end_ms` is the watch's planned end; see rules_attendance.leaving. Raises access.Refused.
    """
    require(session, Right.HAND_OVER)
    now = journal.clock.now_ms()
    rows = []
    with journal.transaction():
        for guard in guards:
            for one in store_attendance.on_post(journal.tables, guard, local_date(now)):
                begun = one.came_ms is not None and one.came_ms < now
                stays = guard in staying and (one.end_ms is None or one.end_ms > now)
                left = rules.leaving(one, now, watch_end_ms)
                if begun and not stays and left is not None:
                    rows.append(_again(one, Note.LEFT, left=left))
        _write(journal, session, rows)


def record(journal: Journal, session: Session, what: Record, why: str) -> int:
    """Set by hand what stands of a guard's shift, and return what further entries name it by.

    In a month whose timesheet is signed this is a correction, which counts in the next one.
    Raises Invalid without a word or with impossible times, NotFound, access.Refused.
    """
    require(session, Right.RECORD_ATTENDANCE)
    rules.check_record(what, why, journal.clock.now_ms())
    told: dict[str, Any] = {
        "came": what.came_ms,
        "left": what.left_ms,
        "cause": what.cause,
        "replaced_by": what.replaced_by,
        "note": why,
    }
    if what.replaced_by is not None and people.guard(journal.tables, what.replaced_by) is None:
        raise NotFound(identity.label(what.replaced_by))
    if what.post is not None and people.post(journal.tables, what.post) is None:
        raise NotFound(identity.label(what.post))
    with journal.transaction():
        if what.assignment is not None:
            duty = _known(journal, [what.assignment])[0]
            if duty.guard != what.guard:
                raise NotFound(identity.label(what.guard))
            row = _row(journal, what.guard, Note.SET, duty, **told)
        else:
            row = _outside(journal, what, told)
        entry = _write(journal, session, [row])
    return row["slot"] or entry


def _outside(journal: Journal, what: Record, told: Mapping[str, Any]) -> dict[str, Any]:
    row = _row(journal, what.guard, Note.SET, **told)
    row["post"] = what.post
    if what.slot is not None:
        before = store_attendance.of_slot(journal.tables, what.slot, what.guard)
        if before is None:
            raise NotFound(identity.label(what.slot))
        row |= {"slot": what.slot, "duty_date": before.duty_date.isoformat()}
    if what.came_ms is not None:
        row["duty_date"] = local_date(what.came_ms).isoformat()
    return row


def record_as_rostered(
    journal: Journal, session: Session, assignments: Sequence[int], why: str
) -> int:
    """Set by hand that shifts were worked as rostered, where nothing is recorded; return how many.

    Those that are not over are left out. Raises Invalid without a word, NotFound, access.Refused.
    """
    require(session, Right.RECORD_ATTENDANCE)
    if not why.strip():
        raise Invalid({"why": _("Lý do chấm bằng tay: hãy ghi vài chữ.")})
    now = journal.clock.now_ms()
    rows = []
    with journal.transaction():
        for duty in _known(journal, assignments):
            there = store_attendance.of_slot(journal.tables, duty.id, duty.guard)
            done = there is not None and (there.left_ms or there.cause)
            if done or duty.end_ms > now:
                continue
            came = duty.start_ms if there is None or there.came_ms is None else there.came_ms
            left = max(duty.end_ms, came + 1)
            rows.append(_row(journal, duty.guard, Note.SET, duty, note=why, came=came, left=left))
        _write(journal, session, rows)
    return len(rows)


def _known(journal: Journal, wanted: Sequence[int]) -> list[Assignment]:
    found = [
        one
        for one, stands in store.these(journal.tables, wanted)
        if stands and one.state is State.PUBLISHED
    ]
    missing = {*wanted} - {one.id for one in found}
    if missing:
        raise NotFound(identity.label(min(missing)))
    return found


def _row(
    journal: Journal,
    guard: int,
    what: Note,
    duty: Assignment | None = None,
    *,
    came: int | None = None,
    left: int | None = None,
    cause: Cause | None = None,
    replaced_by: int | None = None,
    note: str = "",
) -> dict[str, Any]:
    who = people.guard(journal.tables, guard)
    if who is None:
        raise NotFound(identity.label(guard))
    day = local_date(came or journal.clock.now_ms())
    return {
        "slot": None if duty is None else duty.id,
        "guard": guard,
        "what": what.value,
        "assignment": None if duty is None else duty.id,
        "post": None if duty is None else duty.post,
        "duty_date": (day if duty is None else duty.duty_date).isoformat(),
        "start_ms": None if duty is None else duty.start_ms,
        "end_ms": None if duty is None else duty.end_ms,
        "came_ms": came,
        "left_ms": left,
        "cause": None if cause is None else Personal(who.subject, cause.value),
        "replaced_by": replaced_by,
        "note": Personal(who.subject, note.strip()) if note.strip() else "",
    }


def _again(one: Attended, what: Note, *, left: int) -> dict[str, Any]:
    return {
        "slot": one.slot,
        "guard": one.guard,
        "what": what.value,
        "assignment": one.assignment,
        "post": one.post,
        "duty_date": one.duty_date.isoformat(),
        "start_ms": one.start_ms,
        "end_ms": one.end_ms,
        "came_ms": None,
        "left_ms": left,
        "cause": None,
        "replaced_by": None,
        "note": "",
    }


def _write(journal: Journal, session: Session, rows: list[dict[str, Any]]) -> int:
    """Write one entry for all rows, or none for nothing; return its identity or 0."""
    if not rows:
        return 0
    return journal.write("roster.attended", {"rows": rows}, by=session.account)


def set_opening_balances(
    journal: Journal, session: Session, as_of: date, balances: Mapping[int, Balances]
) -> None:
    """Tell what guards had before a date: overtime of that year, days of rest still due.

    What was done from that date on is counted from the record. Raises Invalid, NotFound,
    access.Refused.
    """
    require(session, Right.SIGN_TIMESHEET)
    known = {one.id for one in people.guards(journal.tables, everybody=True)}
    for guard, one in balances.items():
        if guard not in known:
            raise NotFound(identity.label(guard))
        if not 0 <= one.overtime_year <= MOST_OVERTIME:
            raise Invalid({"overtime": _("Giờ làm thêm đầu kỳ: từ 0 đến 2.000 giờ.")})
        if not 0 <= one.rest_days <= MOST_REST_DAYS:
            raise Invalid({"rest": _("Nghỉ bù còn đầu kỳ: từ 0 đến 366 ngày.")})
    if not balances:
        raise Invalid({"guards": _("Chưa có bảo vệ nào để nhập số dư đầu kỳ.")})
    rows = [
        {"guard": guard, "overtime": one.overtime_year, "rest_days": one.rest_days}
        for guard, one in sorted(balances.items())
    ]
    with journal.transaction():
        body = {"as_of": as_of.isoformat(), "rows": rows}
        journal.write("roster.balances_opened", body, by=session.account)
