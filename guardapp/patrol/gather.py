"""Brings together what the patrol log prints and which of its matters are open."""

import sqlite3
from collections.abc import Mapping

from guardapp.base import access, settings
from guardapp.base.clock import MINUTE
from guardapp.base.journal import read_head
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, datetime_text
from guardapp.patrol import rules, store, store_routes
from guardapp.patrol.document import (
    Label,
    LabelsDocument,
    LogHead,
    LogPoint,
    LogRound,
    LogTotals,
    PatrolLogDocument,
)
from guardapp.patrol.kinds import Flag, State
from guardapp.patrol.model import Checkpoint, Missed, Note, Period, Round, Route
from guardapp.patrol.walk import PointSeen, Summary, Turn, Visit, Walk
from guardapp.people.store import guard_names


class Names:
    """Who walked, who wrote and where, by name; each is read once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._guards = guard_names(conn)
        self._accounts: dict[int, str] = {}
        self._checkpoints: dict[int, Checkpoint | None] = {}

    def guard(self, guard: int | None) -> str:
        """Return a guard's name, "" where it is unknown."""
        return self._guards.get(guard, "") if guard is not None else ""

    def account(self, account: int) -> str:
        """Return the name behind an account."""
        if account not in self._accounts:
            self._accounts[account] = access.account_name(self._conn, account)
        return self._accounts[account]

    def checkpoint(self, checkpoint: int) -> tuple[str, str]:
        """Return a checkpoint's code and name."""
        if checkpoint not in self._checkpoints:
            self._checkpoints[checkpoint] = store_routes.checkpoint(self._conn, checkpoint)
        found = self._checkpoints[checkpoint]
        return (found.code, found.name) if found else ("", "")

    def walker(self, round_: Round) -> str:
        """Return who walked a round."""
        return self.guard(round_.guard) or self.account(round_.account)


def patrol_log(
    conn: sqlite3.Connection,
    start_ms: int,
    end_ms: int,
    now_ms: int,
    *,
    device: int = 0,
    leader: str = "",
    copy_no: int = 1,
) -> PatrolLogDocument:
    """Return the patrol log of the rounds from `start_ms` to before `end_ms`.

    `device` is this folder's, for the chain's head on the sheet; 0 leaves it out.
    """
    facility = settings.facility(conn)
    period = store.period(conn, start_ms, end_ms)
    turns = [one for one in rules.turns(period, now_ms) if one.state is not State.PENDING]
    names = Names(conn)
    head = LogHead(
        facility.superior,
        facility.name,
        start_ms,
        end_ms,
        leader,
        now_ms,
        copy_no,
        read_head(conn, device).anchor() if device else "",
    )
    rounds = tuple(_log_round(number, one, names) for number, one in enumerate(turns, 1))
    return PatrolLogDocument(head, rounds, _totals(rules.summary(turns), period))


def _totals(of: Summary, period: Period) -> LogTotals:
    return LogTotals(
        of.planned,
        of.complete,
        of.incomplete,
        of.missed,
        of.voluntary,
        of.points_planned,
        of.points_seen,
        of.points_valid,
        of.rounds_percent,
        of.points_percent,
        period.tolerance.buffer_min,
        period.tolerance.extended_min,
    )


def _log_round(number: int, turn: Turn, names: Names) -> LogRound:
    if turn.walk is None:
        return _missed_round(number, turn, names)
    walk = turn.walk
    end = walk.round.end
    running = walk.state is State.IN_PROGRESS
    return LogRound(
        number,
        turn.route_name,
        turn.slot_ms if walk.round.planned else None,
        walk.round.started_ms,
        None if running else walk.ended_ms,
        turn.state,
        names.walker(walk.round),
        end.reason if end else None,
        end.text if end else "",
        "\n".join(_found(one) for one in walk.round.notes if one.checkpoint is None),
        "",
        (*_points(walk), *_strays(walk, names)),
    )


def _missed_round(number: int, turn: Turn, names: Names) -> LogRound:
    missed = turn.missed
    commented_by = missed.comment_account if missed else None
    return LogRound(
        number,
        turn.route_name,
        turn.slot_ms,
        None,
        None,
        turn.state,
        "",
        None,
        "",
        (missed.comment if missed else None) or "",
        names.account(commented_by) if commented_by is not None else "",
        (),
    )


def _points(walk: Walk) -> list[LogPoint]:
    notes: dict[int, list[Note]] = {}
    for note in walk.round.notes:
        if note.checkpoint is not None:
            notes.setdefault(note.checkpoint, []).append(note)
    return [_point(one, notes.pop(one.point.checkpoint, [])) for one in walk.points]


def _point(seen: PointSeen, notes: list[Note]) -> LogPoint:
    visit = seen.visit
    return LogPoint(
        seen.point.code,
        seen.point.name,
        visit.scan.occurred_ms if visit else None,
        seen.verdict,
        _flags(visit),
        seen.point.optional,
        visit.scan.method if visit else None,
        visit.scan.entered_ms if visit else None,
        "\n".join(one.text for one in notes),
        "\n".join(one.measure for one in notes if one.measure),
    )


def _strays(walk: Walk, names: Names) -> list[LogPoint]:
    return [_stray(one, names) for one in walk.visits if one.position is None]


def _stray(visit: Visit, names: Names) -> LogPoint:
    code, name = names.checkpoint(visit.scan.checkpoint)
    return LogPoint(
        code,
        name,
        visit.scan.occurred_ms,
        None,
        _flags(visit),
        optional=True,
        method=visit.scan.method,
        entered_ms=visit.scan.entered_ms,
        found="",
        measure="",
    )


def _flags(visit: Visit | None) -> tuple[Flag, ...]:
    return tuple(sorted(visit.flags, key=lambda one: one.value)) if visit else ()


def _found(note: Note) -> str:
    return f"{note.text} ({note.measure})" if note.measure else note.text


def labels(conn: sqlite3.Connection, checkpoints: list[Checkpoint]) -> LabelsDocument:
    """Return the labels of checkpoints."""
    found = tuple(Label(one.code, one.name, one.place) for one in checkpoints)
    return LabelsDocument(settings.facility(conn).name, found)


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return missed rounds without comment, abnormal notes and rounds that are being walked."""
    found = _missed_matters(conn, store.missed_open(conn))
    for note in store.notes_open(conn):
        round_ = store.round_(conn, note.round)
        place = _place(round_, note) if round_ else ""
        title = _("Bất thường khi tuần tra: {text}").format(text=note.text)
        since, warning = note.occurred_ms, Severity.WARNING
        found.append(Matter("patrol.note", note.id, title, since, None, warning, place))
    for walked in store.unfinished(conn, now_ms - rules.ABANDONED_MS):
        walk = rules.examine(walked, now_ms)
        title = _("Đang tuần tra: {seen}/{required} điểm").format(
            seen=walk.seen, required=walk.required
        )
        due = walked.started_ms + walked.route.duration_min * MINUTE
        since, info = walked.started_ms, Severity.INFO
        found.append(Matter("patrol.round", walked.id, title, since, due, info, walked.route.name))
    return found


def _place(round_: Round, note: Note) -> str:
    for point in round_.route.points:
        if point.checkpoint == note.checkpoint:
            return point.name
    return round_.route.name


def _missed_matters(conn: sqlite3.Connection, missed: list[Missed]) -> list[Matter]:
    routes: Mapping[int, Route] = store_routes.route_versions(conn, {one.version for one in missed})
    return [
        Matter(
            "patrol.missed_round",
            one.id,
            _("Bỏ lượt tuần tra {time}, chưa có ý kiến trưởng ca").format(
                time=datetime_text(one.slot_ms)
            ),
            one.slot_ms,
            None,
            Severity.WARNING,
            routes[one.version].name,
        )
        for one in missed
    ]
