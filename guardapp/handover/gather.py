"""Reads all books of the post into the handover minutes, and what the post itself has open."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from guardapp.base import settings, words
from guardapp.base.access import Standing
from guardapp.base.clock import HOUR
from guardapp.base.errors import NotFound
from guardapp.base.identity import label
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, range_text
from guardapp.fire import store as fire
from guardapp.handover import gather_found as found_things
from guardapp.handover import gather_registers as registers
from guardapp.handover import gather_visitors as visitors
from guardapp.handover import rules, store
from guardapp.handover.document import (
    Book,
    EventLine,
    Fire,
    HandoverDocument,
    MatterLine,
    MemberLine,
    Named,
    Rounds,
    ThingLine,
    from_plain,
    named,
)
from guardapp.handover.gather_events import INCIDENT, LINE, happenings
from guardapp.handover.gather_names import Names
from guardapp.handover.gather_names import names as read_names
from guardapp.handover.model import (
    CONDITION_WORDS,
    THING_WORDS,
    Attendance,
    Condition,
    Count,
    Draft,
    Watch,
)
from guardapp.patrol import rules as patrol_rules
from guardapp.patrol import store as patrol
from guardapp.people import store as people
from guardapp.roster import store as roster

OPEN_LINE = "handover.line"
THING_SHORT = "handover.thing"
NOT_HANDED_OVER = "handover.overdue"
OVERDUE_MS = HOUR


def expected(conn: sqlite3.Connection, at_ms: int) -> list[Attendance]:
    """Return who is rostered at an instant, all as present, in the order of their posts."""
    ranks = {post.id: rank for rank, post in enumerate(people.posts(conn, closed=True))}
    on_duty = sorted(roster.on_duty(conn, at_ms), key=lambda one: (ranks.get(one.post, 0), one.id))
    found: dict[int, Attendance] = {}
    for one in on_duty:
        found.setdefault(
            one.guard,
            Attendance(
                one.guard, present=True, post=one.post, start_ms=one.start_ms, end_ms=one.end_ms
            ),
        )
    return list(found.values())


def relief(conn: sqlite3.Connection, watch: Watch | None, now: int) -> list[Attendance]:
    """Return the shift that is to take over: from a watch, or as the first of a record."""
    return expected(conn, now if watch is None else rules.relief_at(watch, now))


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return log lines that wait, things missing or out, losses, visitors, a handover overdue."""
    found = []
    for line in store.open_lines(conn):
        unknown = line.standing is Standing.UNVERIFIED
        title = _("Chưa xác nhận: {text}") if unknown else _("Cần theo dõi: {text}")
        found.append(
            Matter(
                OPEN_LINE,
                line.id,
                title.format(text=line.text),
                line.occurred_at,
                None,
                Severity.WARNING if unknown else Severity.INFO,
            )
        )
    registered = registers.open_matters(conn, now_ms) + visitors.open_matters(conn, now_ms)
    registered += found_things.open_matters(conn)
    return found + _missing_things(conn) + registered + _overdue(conn, now_ms)


def _missing_things(conn: sqlite3.Connection) -> list[Matter]:
    last = store.last_handover(conn)
    counts = store.last_counts(conn)
    found = []
    for thing in store.things(conn) if last else []:
        count = counts.get(thing.id)
        if last is None or count is None:
            continue
        if count.received < thing.quantity or count.condition is Condition.MISSING:
            title = _("Thiếu {name}: có {count}/{all} {unit}")
        elif count.condition is Condition.BROKEN:
            title = _("Hỏng: {name}")
        else:
            continue
        found.append(
            Matter(
                THING_SHORT,
                thing.id,
                title.format(
                    name=thing.name, count=count.received, all=thing.quantity, unit=thing.unit
                ),
                last.signed_at,
                None,
                Severity.WARNING,
                thing.code,
            )
        )
    return found


def _overdue(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    watch = store.current_watch(conn)
    if watch is None or watch.planned_end is None or now_ms < watch.planned_end + OVERDUE_MS:
        return []
    return [
        Matter(
            NOT_HANDED_OVER,
            watch.id,
            _("Ca {hours} quá giờ chưa bàn giao").format(
                hours=range_text(watch.planned_start or watch.accepted_at, watch.planned_end)
            ),
            watch.planned_end,
            watch.planned_end,
            Severity.WARNING,
        )
    ]


def timeline(conn: sqlite3.Connection, watch: Watch, now: int) -> list[EventLine]:
    """Return all that happened in a watch so far, in order."""
    end = watch.handed_over_at or now
    return happenings(conn, read_names(conn), watch.accepted_at, end + 1, now)


def member_lines(names: Names, members: Sequence[Attendance]) -> tuple[MemberLine, ...]:
    """Return a shift's guards in words."""
    return tuple(
        MemberLine(
            names.guard(one.guard) or Named(person=one.guard),
            names.post(one.post),
            ""
            if one.start_ms is None or one.end_ms is None
            else range_text(one.start_ms, one.end_ms),
            one.present,
            one.note,
        )
        for one in members
    )


def shift_name(conn: sqlite3.Connection, watch: Watch) -> str:
    """Return the name of the rostered shift that a watch is, or an empty text."""
    if watch.planned_start is None:
        return ""
    span = (watch.planned_start, watch.planned_end)
    for one in roster.assignments(conn, watch.planned_start, watch.planned_start + 1):
        if (one.start_ms, one.end_ms) == span:
            kind = roster.shift_type(conn, one.shift)
            return "" if kind is None else kind.name
    return ""


def fire_counts(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> Fire:
    """Return the fire checks of a span of time in numbers."""
    checked = fire.summary(conn, start_ms, end_ms)
    return Fire(
        checked.checks,
        checked.passed,
        checked.failed,
        checked.not_possible,
        checked.defects_opened,
        checked.defects_closed,
        len(fire.open_defects(conn)),
    )


def draft_document(
    conn: sqlite3.Connection, matters: Sequence[Matter], watch: Watch, draft: Draft, now: int
) -> HandoverDocument:
    """Return the minutes of a handover as they stand before anybody signs."""
    names = read_names(conn)
    facility = settings.facility(conn)
    events = happenings(conn, names, watch.accepted_at, now + 1, now)
    period = patrol.period(conn, watch.accepted_at, now + 1)
    walked = patrol_rules.summary(patrol_rules.turns(period, now))
    return HandoverDocument(
        facility=facility.name,
        superior=facility.superior,
        symbol=facility.symbol,
        post=_post_name(conn, names),
        shift=shift_name(conn, watch),
        start=watch.accepted_at,
        end=now,
        planned_start=watch.planned_start,
        planned_end=watch.planned_end,
        outgoing_members=member_lines(names, store.members(conn, watch.id)),
        incoming_members=member_lines(names, draft.members),
        rounds=Rounds(
            walked.planned,
            walked.complete,
            walked.incomplete,
            walked.missed,
            walked.voluntary,
            walked.points_planned,
            walked.points_seen,
        ),
        fire=fire_counts(conn, watch.accepted_at, now + 1),
        incidents=sum(one.kind == INCIDENT for one in events),
        log_lines=sum(one.kind == LINE for one in events),
        events=tuple(events),
        things=_thing_lines(conn, draft.counts),
        matters=_matter_lines(conn, matters, draft),
        note=draft.note.strip(),
        remark=draft.remark.strip(),
    )


def _post_name(conn: sqlite3.Connection, names: Names) -> str:
    chosen = settings.get(conn, "device.post")
    known = names.post(int(chosen)) if chosen.isdigit() else chosen
    return known or _("Phòng trực bảo vệ")


def _thing_lines(conn: sqlite3.Connection, counts: Sequence[Count]) -> tuple[ThingLine, ...]:
    by_thing = {one.thing: one for one in counts}
    lines = []
    for thing in store.things(conn):
        count = by_thing.get(thing.id) or Count(thing.id, thing.quantity, thing.quantity)
        lines.append(
            ThingLine(
                thing.name,
                thing.code,
                thing.serial,
                thing.unit,
                thing.quantity,
                count.given,
                count.received,
                _(CONDITION_WORDS[count.condition]),
                count.note.strip(),
                _(THING_WORDS[thing.kind]),
            )
        )
    return tuple(lines)


def _matter_lines(
    conn: sqlite3.Connection, matters: Sequence[Matter], draft: Draft
) -> tuple[MatterLine, ...]:
    decisions = {(one.kind, one.thing): one for one in draft.decisions}
    lines = []
    for one in matters:
        decision = decisions.get((one.kind, one.thing))
        lines.append(
            MatterLine(
                one.kind,
                one.thing,
                one.title,
                one.place,
                one.since,
                one.due,
                one.severity.value,
                decision is not None and decision.closed,
                decision.note.strip() if decision else "",
                store.carries(conn, one.kind, one.thing, one.since)[0],
            )
        )
    return tuple(lines)


def signed_document(conn: sqlite3.Connection, handover: int) -> HandoverDocument:
    """Return the minutes of a signed handover as they were frozen; raises NotFound."""
    data = store.document_json(conn, handover)
    if data is None:
        raise NotFound(label(handover))
    accounts = {one.id: one.name for one in store.accounts(conn)}
    return from_plain(named(data, accounts))


def book(conn: sqlite3.Connection, start_ms: int, end_ms: int, anchor: str) -> Book:
    """Return the handovers signed from `start_ms` until before `end_ms`, the oldest first."""
    facility = settings.facility(conn)
    signed = store.handovers(conn, start_ms, end_ms)[::-1]
    return Book(
        facility.name,
        facility.superior,
        start_ms,
        end_ms,
        tuple(signed_document(conn, one.id) for one in signed),
        anchor,
    )


@contextmanager
def on_paper() -> Iterator[None]:
    """Make words in the language of paper, Vietnamese, whatever the screen shows."""
    before = words.language()
    words.set_language("vi")
    try:
        yield
    finally:
        words.set_language(before)
