"""What a guard does on a round, and a shift leader afterwards."""

from collections.abc import Sequence
from typing import Final

from guardapp.base import identity
from guardapp.base.access import PROGRAM, Right, Session, Standing, require
from guardapp.base.clock import DAY
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.text import nfc
from guardapp.base.words import _
from guardapp.patrol import rules, store, store_routes
from guardapp.patrol.errors import (
    AlreadyWalking,
    NotTakenOver,
    OtherKind,
    ReasonNeeded,
    RoundOver,
    SlotTaken,
    UnknownCheckpoint,
    WrongCheckDigit,
)
from guardapp.patrol.kinds import Method, Reason
from guardapp.patrol.model import CHECKPOINT_PREFIX, Checkpoint, Missed, Route, Schedule, Tolerance

LOOK_BACK_MS: Final = 7 * DAY
"""How far back missed rounds are raised, after the program was off for a while."""


def _require_walking(session: Session) -> None:
    require(session, Right.WALK_ROUND)
    if session.standing is not Standing.ON_DUTY:
        raise NotTakenOver


def start_round(
    journal: Journal,
    session: Session,
    route: int,
    *,
    slot: tuple[int, int] | None = None,
    guard: int | None = None,
    at_ms: int | None = None,
) -> int:
    """Start a round and return its identity.

    `slot` is the schedule and planned start (ms UTC) it is walked for, None for a voluntary
    round. `guard` walks, by default who is signed in; `at_ms` is the claimed start of a round
    entered afterwards. Raises NotFound, SlotTaken, AlreadyWalking, NotTakenOver, access.Refused.
    """
    _require_walking(session)
    with journal.transaction():
        now = journal.clock.now_ms() if at_ms is None else at_ms
        walker = session.person if guard is None else guard
        known, schedule = _planned(journal, route, slot)
        _refuse_second(journal, session, walker, now)
        tolerance = _tolerance(journal, schedule, now)
        body = {
            "version": known.version,
            "schedule": None if schedule is None else schedule.id,
            "slot_ms": now if slot is None else slot[1],
            "guard": walker,
            "buffer_min": tolerance.buffer_min,
            "extended_min": tolerance.extended_min,
        }
        return journal.write("patrol.round_started", body, by=session.account, occurred_at=at_ms)


def _planned(
    journal: Journal, route: int, slot: tuple[int, int] | None
) -> tuple[Route, Schedule | None]:
    tables = journal.tables
    known = store_routes.route(tables, route)
    if known is None or not known.active:
        raise NotFound(identity.label(route))
    if slot is None:
        return known, None
    schedule = store_routes.schedule(tables, slot[0])
    if schedule is None or schedule.route != route:
        raise NotFound(identity.label(slot[0]))
    if not rules.starts([schedule], slot[1], slot[1] + 1):
        raise NotFound(identity.label(slot[0]))
    if store.round_at(tables, *slot) is not None:
        raise SlotTaken
    return known, schedule


def _refuse_second(journal: Journal, session: Session, walker: int | None, now_ms: int) -> None:
    for since_ms, guard, account in store.walking(journal.tables, now_ms - rules.ABANDONED_MS):
        if guard == walker and (walker is not None or account == session.account):
            raise AlreadyWalking(since_ms)


def _tolerance(journal: Journal, schedule: Schedule | None, at_ms: int) -> Tolerance:
    usual = store.tolerance(journal.tables, at_ms)
    if schedule is None or schedule.buffer_min is None:
        return usual
    return Tolerance(schedule.buffer_min, usual.extended_min)


def checkpoint_of(journal: Journal, code: str) -> Checkpoint:
    """Return the checkpoint of a printed code.

    Raises WrongCheckDigit, OtherKind, UnknownCheckpoint.
    """
    code = "".join(code.split())
    if not identity.is_valid_code(code):
        raise WrongCheckDigit(code)
    if not code.startswith(CHECKPOINT_PREFIX):
        raise OtherKind(code)
    found = store_routes.checkpoint_by_code(journal.tables, code)
    if found is None:
        raise UnknownCheckpoint(code)
    return found


def scan(
    journal: Journal,
    session: Session,
    round_id: int,
    code: str,
    *,
    method: Method = Method.SCAN,
    at_ms: int | None = None,
) -> int:
    """Take a checkpoint's code on a running round and return the scan's identity.

    `at_ms` is the claimed time of an entry made afterwards. Nothing suspicious is refused.
    Raises WrongCode, RoundOver, NotTakenOver, access.Refused; then nothing is stored.
    """
    _require_walking(session)
    with journal.transaction():
        point = checkpoint_of(journal, code)
        if not store.is_walking(journal.tables, round_id):
            raise RoundOver
        body = {"round": round_id, "checkpoint": point.id, "method": method.value}
        return journal.write("patrol.scanned", body, by=session.account, occurred_at=at_ms)


def note(
    journal: Journal,
    session: Session,
    round_id: int,
    text: str,
    *,
    checkpoint: int | None = None,
    measure: str = "",
    abnormal: bool = False,
    at_ms: int | None = None,
) -> int:
    """Log what was seen on a round, perhaps at a checkpoint, and return the note's identity.

    `measure` is what was done about it; an abnormal note stays open until it is resolved.
    """
    _require_walking(session)
    text = nfc(text).strip()
    if not text:
        raise Invalid({"text": _("Ghi vài chữ về điều đã thấy.")})
    body = {
        "round": round_id,
        "checkpoint": checkpoint,
        "text": text,
        "measure": nfc(measure).strip(),
        "abnormal": abnormal,
    }
    with journal.transaction():
        if store.round_(journal.tables, round_id) is None:
            raise NotFound(identity.label(round_id))
        return journal.write("patrol.noted", body, by=session.account, occurred_at=at_ms)


def resolve_note(journal: Journal, session: Session, note_id: int, text: str) -> None:
    """Close an abnormal note with a word on what became of it; raises Invalid, NotFound."""
    require(session, Right.WALK_ROUND)
    text = _words(text)
    with journal.transaction():
        known = store.note(journal.tables, note_id)
        if known is None or known.resolution is not None:
            raise NotFound(identity.label(note_id))
        body = {"note": note_id, "text": text}
        journal.write("patrol.note_resolved", body, by=session.account)


def finish_round(
    journal: Journal,
    session: Session,
    round_id: int,
    reason: Reason | None = None,
    text: str = "",
    *,
    at_ms: int | None = None,
) -> None:
    """Finish a round; with points left out only for a reason.

    Raises ReasonNeeded with the names of those points, Invalid where "other" has no text,
    RoundOver.
    """
    _require_walking(session)
    text = nfc(text).strip()
    with journal.transaction():
        walked = store.round_(journal.tables, round_id)
        if walked is None or walked.end is not None:
            raise RoundOver
        left = rules.examine(walked, journal.clock.now_ms()).omitted
        if left and reason is None:
            raise ReasonNeeded(tuple(point.name for point in left))
        if left and reason is Reason.OTHER and not text:
            raise Invalid({"text": _("Chọn «Khác» thì cần ghi rõ lý do.")})
        given = reason.value if left and reason else None
        body = {"round": round_id, "reason": given, "text": text}
        journal.write("patrol.round_finished", body, by=session.account, occurred_at=at_ms)


def raise_missed(journal: Journal, now_ms: int | None = None) -> int:
    """Raise the planned rounds that nobody started, once certain; return how many are new."""
    now = journal.clock.now_ms() if now_ms is None else now_ms
    plan = store.plan(journal.tables, now - LOOK_BACK_MS, now)
    taken = store.taken(journal.tables, plan.start_ms, now)
    new = [
        slot
        for slot in rules.slots(plan)
        if slot.certain_ms <= now and (slot.schedule, slot.slot_ms) not in taken
    ]
    if new:
        with journal.transaction():
            for slot in new:
                body = {
                    "schedule": slot.schedule,
                    "slot_ms": slot.slot_ms,
                    "version": slot.route.version,
                }
                journal.write("patrol.missed", body, by=PROGRAM.account)
    return len(new)


def comment_missed(journal: Journal, session: Session, missed: int, text: str) -> None:
    """Close a missed round with the shift leader's comment; raises Invalid, NotFound, Refused."""
    comment_all_missed(journal, session, [missed], text)


def comment_all_missed(
    journal: Journal, session: Session, missed: Sequence[int], text: str
) -> None:
    """Close several missed rounds with one comment, all or none."""
    require(session, Right.COMMENT_MISSED)
    text = _words(text)
    with journal.transaction():
        for one in missed:
            known = _uncommented(journal, one)
            body = {"schedule": known.schedule, "slot_ms": known.slot_ms, "text": text}
            journal.write("patrol.missed_commented", body, by=session.account)


def _uncommented(journal: Journal, missed: int) -> Missed:
    known = store.missed_round(journal.tables, missed)
    if known is None or known.comment is not None:
        raise NotFound(identity.label(missed))
    return known


def _words(text: str) -> str:
    text = nfc(text).strip()
    if not text:
        raise Invalid({"text": _("Nhập nội dung trước khi lưu.")})
    return text
