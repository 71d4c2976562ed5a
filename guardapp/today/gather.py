"""Reads what matters now from all features."""

import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from guardapp.base.clock import DAY, HOUR, at, local_date
from guardapp.base.folder import BACKUPS
from guardapp.base.matters import Matters
from guardapp.base.words import _, range_text
from guardapp.fire import store as fire
from guardapp.handover import store as handover
from guardapp.handover.model import Watch
from guardapp.incidents import model_kinds as incident_kinds
from guardapp.incidents import store as incidents
from guardapp.incidents.model import STATE_WORDS, State
from guardapp.patrol import rules as patrol_rules
from guardapp.patrol import store as patrol
from guardapp.patrol.kinds import State as RoundState
from guardapp.people import store as people
from guardapp.roster import store as roster
from guardapp.today.model import (
    FireChecks,
    IncidentNow,
    NextRound,
    OnDuty,
    Rounds,
    Shift,
    TodayDocument,
)

DAYS: Final = 7
SHOWN: Final = 5
BEHIND_MS: Final = 12 * HOUR
AHEAD_MS: Final = DAY


def today(conn: sqlite3.Connection, matters: Matters, now: int) -> TodayDocument:
    """Return what matters at `now` (ms UTC)."""
    day = local_date(now)
    start, end = at(day, 0), at(day, 24 * 60)
    watch = handover.current_watch(conn)
    period = patrol.period(conn, start, end)
    walked = patrol_rules.summary(patrol_rules.turns(period, now))
    checked = fire.summary(conn, start, end)
    return TodayDocument(
        now,
        None if watch is None else _shift(conn, watch),
        _on_duty(conn, watch, now),
        Rounds(walked.planned, walked.complete, walked.incomplete, walked.missed, walked.open),
        _next_round(conn, now),
        FireChecks(
            checked.checks, checked.failed, checked.not_possible, len(fire.open_defects(conn))
        ),
        tuple(matters.open(conn, now)),
        _days(conn, day),
        _incidents(conn, day),
        handover.last_handover(conn),
    )


def _shift(conn: sqlite3.Connection, watch: Watch) -> Shift:
    if watch.planned_start is None or watch.planned_end is None:
        return Shift("", "", watch.accepted_at, None)
    name = ""
    for one in roster.assignments(conn, watch.planned_start, watch.planned_start + 1):
        if (one.start_ms, one.end_ms) == (watch.planned_start, watch.planned_end):
            kind = roster.shift_type(conn, one.shift)
            name = kind.name if kind else ""
            break
    hours = range_text(watch.planned_start, watch.planned_end)
    return Shift(name, hours, watch.accepted_at, watch.planned_end)


def _on_duty(conn: sqlite3.Connection, watch: Watch | None, now: int) -> tuple[OnDuty, ...]:
    guards = people.guard_names(conn)
    posts = people.posts(conn, closed=True)
    names = {post.id: post.name for post in posts}
    ranks = {post.id: rank for rank, post in enumerate(posts)}
    members = handover.members(conn, watch.id) if watch else []
    present = {one.guard: one.present for one in members}
    found = sorted(roster.on_duty(conn, now), key=lambda one: (ranks.get(one.post, 0), one.id))
    return tuple(
        OnDuty(
            guards.get(one.guard, ""),
            names.get(one.post, ""),
            range_text(one.start_ms, one.end_ms),
            present.get(one.guard),
        )
        for one in found
    )


def _next_round(conn: sqlite3.Connection, now: int) -> NextRound | None:
    period = patrol.period(conn, now - BEHIND_MS, now + AHEAD_MS)
    for turn in patrol_rules.told(patrol_rules.turns(period, now), now):
        if turn.state is RoundState.PENDING:
            return NextRound(turn.route_name, turn.slot_ms, turn.overdue)
    return None


def _days(conn: sqlite3.Connection, last: date) -> tuple[tuple[date, int], ...]:
    days = [last - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    found = incidents.incidents(conn, at(days[0], 0), at(last, 24 * 60))
    counted = Counter(local_date(one.at_ms) for one in found if one.state is not State.VOID)
    return tuple((day, counted[day]) for day in days)


def _incidents(conn: sqlite3.Connection, last: date) -> tuple[IncidentNow, ...]:
    end = at(last, 24 * 60)
    found = incidents.incidents(conn, end - DAYS * DAY, end)
    newest = sorted(found, key=lambda one: -one.at_ms)
    return tuple(
        IncidentNow(
            one.id,
            one.number,
            incident_kinds.words(one.kind),
            one.place,
            one.at_ms,
            _(STATE_WORDS[one.state]),
        )
        for one in newest
        if one.state is not State.VOID
    )[:SHOWN]


def last_backup(record: Path) -> int | None:
    """Return when the newest own backup beside a record was made (ms UTC), by its file name."""
    stamps = sorted(path.stem[-15:] for path in (record.parent / BACKUPS).glob("sao-luu-*"))
    for stamp in reversed(stamps):
        digits = stamp.replace("-", "")
        if len(digits) == 14 and digits.isdigit():
            day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
            return at(day, int(digits[8:10]) * 60 + int(digits[10:12]))
    return None
