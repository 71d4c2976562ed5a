"""What the people at the post do: accept it, join it, write its log, keep its things."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from guardapp.base import identity
from guardapp.base.access import Right, Session, may
from guardapp.base.access import require as require_right
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.handover import actions_registers as registers
from guardapp.handover import rules, store
from guardapp.handover.model import (
    THING_PREFIX,
    Attendance,
    Category,
    Decision,
    LogLine,
    Thing,
    ThingDetails,
    Watch,
)
from guardapp.incidents import actions as incident_actions
from guardapp.incidents.model import Content
from guardapp.patrol import actions as patrol_actions
from guardapp.people import store as people
from guardapp.roster import actions_attendance as attendance
from guardapp.roster import store as roster
from guardapp.roster.model_attendance import Seen


def take_over(journal: Journal, session: Session, members: Sequence[Attendance] = ()) -> int:
    """Start the first watch of a record, which relieves nobody, and return its identity.

    Raises rules.WatchOpen while another watch holds the post, Invalid, access.Refused.
    """
    require_right(session, Right.HAND_OVER)
    with journal.transaction():
        open_watch = store.current_watch(journal.tables)
        if open_watch is not None:
            raise rules.WatchOpen(open_watch.accepted_at)
        return start_watch(journal, session, members, previous=None)


def start_watch(
    journal: Journal, session: Session, members: Sequence[Attendance], *, previous: int | None
) -> int:
    """Start a watch inside a transaction; `previous` is the handover it follows."""
    require_right(session, Right.HAND_OVER)
    rules.check_members(members)
    now = journal.clock.now_ms()
    present = list(members)
    if session.person is not None and not any(
        one.guard == session.person and one.present for one in members
    ):
        present = [one for one in members if one.guard != session.person]
        present.append(_unrostered(journal, session.person, now))
    start, end = _planned(present, session.person)
    body = {
        "person": session.person,
        "planned_start": start,
        "planned_end": end,
        "previous": previous,
        "members": [_member_body(journal, one) for one in present],
    }
    seen = [Seen(one.guard, one.present, one.note, one.start_ms) for one in present]
    attendance.note_seen(journal, session, seen)
    return journal.write("handover.watch_started", body, by=session.account)


def end_watch(
    journal: Journal, session: Session, watch: Watch, following: Sequence[Attendance]
) -> None:
    """Record inside a transaction that a watch's guards left, but those who stay in the next."""
    require_right(session, Right.HAND_OVER)
    there = store.members(journal.tables, watch.id)
    attendance.note_left(
        journal,
        session,
        [one.guard for one in there if one.present],
        staying={one.guard for one in following if one.present},
        watch_end_ms=watch.planned_end,
    )


def _planned(members: Sequence[Attendance], person: int | None) -> tuple[int | None, int | None]:
    """Return the hours of the shift: those of who accepts it, else the hours most of it have."""
    spans = [
        (one.start_ms, one.end_ms) for one in members if one.present and one.start_ms is not None
    ]
    for one in members:
        if one.guard == person and one.start_ms is not None:
            return one.start_ms, one.end_ms
    return max(spans, key=lambda span: (spans.count(span), span)) if spans else (None, None)


def _unrostered(journal: Journal, person: int, now: int) -> Attendance:
    mine = roster.assignments(journal.tables, now, now + rules.RELIEF_MS, guard=person)
    if mine:
        one = mine[-1]
        return Attendance(
            person, present=True, post=one.post, start_ms=one.start_ms, end_ms=one.end_ms
        )
    return Attendance(person, present=True, note=_("Ngoài bảng phân công"))


def _member_body(journal: Journal, one: Attendance) -> dict[str, Any]:
    return {
        "guard": one.guard,
        "present": one.present,
        "note": _about(journal, one.guard, one.note),
        "post": one.post,
        "start": one.start_ms,
        "end": one.end_ms,
    }


def _about(journal: Journal, guard: int | None, note: str) -> str | Personal:
    """Return a note on a guard under the guard's own key; no note needs none."""
    known = people.guard(journal.tables, guard) if guard is not None and note.strip() else None
    return note.strip() if known is None else Personal(known.subject, note.strip())


def join_watch(journal: Journal, session: Session, note: str = "") -> int:
    """Come into the watch that holds the post, late or as help, and return the entry's identity.

    A leader without a guard's record joins as the one in command. Raises rules.NoWatch,
    rules.WatchOpen when one's own shift is the next one, access.Refused.
    """
    require_right(session, Right.HAND_OVER)
    with journal.transaction():
        watch = _current(journal)
        now = journal.clock.now_ms()
        if session.person is not None:
            note = _joined(journal, watch, session.person, now, note)
            attendance.note_seen(journal, session, [Seen(session.person, present=True, note=note)])
        told = _about(journal, session.person, note)
        body = {"watch": watch.id, "guard": session.person, "note": told}
        return journal.write("handover.watch_joined", body, by=session.account)


def _joined(journal: Journal, watch: Watch, guard: int, now: int, note: str) -> str:
    """Return the note on a guard who joins; raises rules.WatchOpen for one of the next shift."""
    mine = roster.assignments(journal.tables, now, now + rules.RELIEF_MS, guard=guard)
    if not rules.may_join(watch, mine[-1].start_ms if mine else None, now):
        raise rules.WatchOpen(watch.accepted_at)
    return note or ("" if mine else _("Ngoài bảng phân công"))


def _current(journal: Journal) -> Watch:
    watch = store.current_watch(journal.tables)
    if watch is None:
        raise rules.NoWatch
    return watch


def closable_kinds(sessions: Iterable[Session | None]) -> frozenset[str]:
    """Return the kinds of matters that some of these people may close in a handover."""
    rights = {kind: right for kind, (right, _close) in _CLOSERS.items()}
    present = [one for one in sessions if one is not None]
    return frozenset(
        kind for kind, right in rights.items() if any(may(one, right) for one in present)
    )


def close_matters(
    journal: Journal, decisions: Iterable[Decision], sessions: Iterable[Session | None]
) -> None:
    """Close what was decided to be closed, each by the first of the people who may."""
    present = [one for one in sessions if one is not None]
    for decision in decisions:
        if decision.closed:
            right, close = _CLOSERS[decision.kind]
            session = next(one for one in present if may(one, right))
            close(journal, session, decision.thing, decision.note.strip())


def log_line(
    journal: Journal,
    session: Session,
    category: Category,
    text: str,
    *,
    occurred_at: int | None = None,
    follow: bool = False,
) -> int:
    """Write a line into the duty log and return its identity.

    `occurred_at` is when it happened (ms UTC, now by default); `follow` keeps it open until
    somebody has looked after it. Also before the handover is accepted, marked so. Raises Invalid.
    """
    return _write_line(journal, session, category, text, occurred_at, follow, None)


def correct_line(journal: Journal, session: Session, line: int, text: str) -> int:
    """Correct a line by a further one that names it, and return the new one's identity.

    Raises NotFound, rules.Settled when it was corrected before, Invalid.
    """
    require_right(session, Right.LOG)
    with journal.transaction():
        wrong = _line(journal, line)
        if wrong.corrected_by is not None:
            raise rules.Settled
        return _write_line(
            journal,
            session,
            wrong.category,
            text,
            max(wrong.occurred_at, journal.clock.now_ms() - rules.OLDEST_MS),
            wrong.follow and wrong.open,
            line,
        )


def _write_line(
    journal: Journal,
    session: Session,
    category: Category,
    text: str,
    occurred_at: int | None,
    follow: bool,
    corrects: int | None,
) -> int:
    require_right(session, Right.LOG)
    now = journal.clock.now_ms()
    at = now if occurred_at is None else occurred_at
    rules.check_line(text, at, now)
    claimed = "" if session.verified else session.login.strip()
    with journal.transaction():
        subject = journal.keys.new_subject()  # a line may name anybody
        body = {
            "category": category.value,
            "text": Personal(subject, text.strip()),
            "standing": session.standing.value,
            "claimed": Personal(subject, claimed) if claimed else "",
            "follow": follow,
            "corrects": corrects,
        }
        return journal.write("handover.logged", body, by=session.account, occurred_at=at)


def _line(journal: Journal, line: int) -> LogLine:
    found = store.log_line(journal.tables, line)
    if found is None:
        raise NotFound(identity.label(line))
    return found


def settle_line(journal: Journal, session: Session, line: int, note: str) -> None:
    """Close a line that waited for somebody, saying what was done.

    Raises Invalid, NotFound, rules.Settled, access.Refused.
    """
    require_right(session, Right.HAND_OVER)
    if not note.strip():
        raise Invalid({"note": _("Kết quả: hãy ghi đã làm gì.")})
    with journal.transaction():
        if not _line(journal, line).open:
            raise rules.Settled
        body = {"line": line, "note": note.strip()}
        journal.write("handover.line_settled", body, by=session.account)


def escalate_line(
    journal: Journal, session: Session, line: int, kind: str = "", place: str = ""
) -> int:
    """Make an incident's draft out of a log line without retyping, and return the draft's identity.

    `kind` is a code of incidents.kinds. Raises NotFound, rules.Settled.
    """
    require_right(session, Right.WRITE_INCIDENT)
    with journal.transaction():
        found = _line(journal, line)
        if found.incident is not None or found.corrected_by is not None:
            raise rules.Settled
        content = Content(kind=kind, place=place, from_ms=found.occurred_at, what=found.text)
        incident = incident_actions.draft(journal, session, content)
        body = {"line": line, "incident": incident}
        journal.write("handover.line_escalated", body, by=session.account)
    return incident


def report_incident(journal: Journal, session: Session, kind: str, place: str, what: str) -> int:
    """Begin an incident with the few facts of an emergency and return its identity.

    `kind` is a code of incidents.kinds. Also by somebody not signed in. Raises Invalid.
    """
    require_right(session, Right.WRITE_INCIDENT)
    if not what.strip():
        raise Invalid({"text": _("Nội dung: hãy ghi vài chữ.")})
    now = journal.clock.now_ms()
    content = Content(kind=kind, place=place.strip(), from_ms=now, what=what.strip())
    return incident_actions.draft(journal, session, content)


def raise_missed_rounds(journal: Journal) -> int:
    """Raise the rounds surely missed, so that the handover names them; return how many."""
    return patrol_actions.raise_missed(journal)


def add_thing(
    journal: Journal, session: Session, details: ThingDetails, *, code: str | None = None
) -> int:
    """Add a thing that is counted at each handover and return its identity.

    The code is the next free one unless given. Raises Invalid, access.Refused.
    """
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_thing(details)
    with journal.transaction():
        given = _free_code(journal, code)
        return journal.write(
            "handover.thing_added", _thing_body(given, details, active=True), by=session.account
        )


def change_thing(journal: Journal, session: Session, thing: Thing, details: ThingDetails) -> None:
    """Change what is known of a thing; its code stays. Raises Invalid, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_thing(details)
    body = {"thing": thing.id, **_thing_body(thing.code, details, active=True)}
    with journal.transaction():
        journal.write("handover.thing_changed", body, by=session.account)


def retire_thing(journal: Journal, session: Session, thing: Thing) -> None:
    """Take a thing off the count for good; what was counted stays. Raises access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    details = ThingDetails(
        thing.kind, thing.name, thing.serial, thing.unit, thing.quantity, thing.licence
    )
    body = {"thing": thing.id, **_thing_body(thing.code, details, active=False)}
    with journal.transaction():
        journal.write("handover.thing_changed", body, by=session.account)


def _thing_body(code: str, details: ThingDetails, *, active: bool) -> dict[str, Any]:
    return {
        "code": code,
        "kind": details.kind.value,
        "name": details.name.strip(),
        "serial": details.serial.strip(),
        "unit": details.unit.strip(),
        "quantity": details.quantity,
        "licence": details.licence.strip(),
        "active": active,
    }


def _free_code(journal: Journal, wanted: str | None) -> str:
    used = store.thing_codes(journal.tables)
    if wanted is None:
        return identity.next_code(THING_PREFIX, used)
    if not identity.is_valid_code(wanted) or not wanted.startswith(THING_PREFIX):
        words = _("Mã «{code}» không hợp lệ: mã bắt đầu bằng số {prefix} và có số kiểm tra.")
        raise Invalid({"code": words.format(code=wanted, prefix=THING_PREFIX)})
    if wanted in used:
        raise Invalid({"code": _("Mã «{code}» đã dùng rồi.").format(code=wanted)})
    return wanted


_CLOSERS: Final[dict[str, tuple[Right, Callable[[Journal, Session, int, str], None]]]] = {
    "handover.line": (Right.HAND_OVER, settle_line),
    "handover.loss": (Right.HAND_OVER, registers.report_loss),
    "patrol.note": (Right.WALK_ROUND, patrol_actions.resolve_note),
    "patrol.missed_round": (Right.COMMENT_MISSED, patrol_actions.comment_missed),
}
