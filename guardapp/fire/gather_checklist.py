"""What is to be checked on a fire day: the daily lines and the pieces that are due."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from guardapp.base import settings
from guardapp.base.clock import local_date
from guardapp.base.settings import Parameter
from guardapp.base.words import _
from guardapp.fire import rules, store
from guardapp.fire.kinds import CRITICAL, KIND_WORDS, Kind, interval_parameter
from guardapp.fire.model import Check, Equipment, Line, Target
from guardapp.fire.rules import Day, Due, DueState, Interval, Unit


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be checked today, or that was; `done` is its latest check of the day.

    `group` names the place by which tasks are shown together, empty for the daily lines;
    `vietnamese` is the title for paper.
    """

    target: Target
    title: str
    vietnamese: str
    criteria: tuple[str, ...]
    letters: str
    place: str
    group: str
    kind: Kind | None
    code: str
    critical: bool
    due: Due
    done: Check | None

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left to do for it now."""
        return self.due.state is DueState.DONE


@dataclass(frozen=True, slots=True)
class Checklist:
    """All tasks of a fire day in the order of the walk, and every check of that day."""

    day: Day
    tasks: tuple[Task, ...]
    checks: tuple[Check, ...]

    @property
    def done(self) -> int:
        """Return how many tasks are done."""
        return sum(task.is_done for task in self.tasks)


def shift_hours(rows: Mapping[str, Parameter]) -> tuple[int, ...]:
    """Return the local hours at which shifts begin."""
    return tuple(int(hour) for hour in rows["fire_shift_hours"].value.split(","))


def day_at(conn: sqlite3.Connection, now: int) -> Day:
    """Return the fire day that holds an instant."""
    return rules.day_of(now, shift_hours(settings.parameters(conn, local_date(now))))


def _interval(row: Parameter) -> Interval:
    return Interval(row.number, Unit(row.unit))


def checklist(conn: sqlite3.Connection, now: int) -> Checklist:
    """Return what is due, overdue or done on the fire day of `now`, as it stood then."""
    rows = settings.parameters(conn, local_date(now))
    day = rules.day_of(now, shift_hours(rows))
    made = store.checks(conn, day.start, day.end)
    latest = {check.target: check for check in made if check.at <= now}
    daily = _interval(rows["fire_daily_lines"])
    tasks = [_line_task(line, daily, day, latest) for line in store.lines(conn, before=now + 1)]
    criteria = store.criteria(conn)
    words = {kind: tuple(one.shown_criterion for one in criteria.get(kind, ())) for kind in Kind}
    letters = {
        kind: ", ".join(dict.fromkeys(one.letters for one in criteria.get(kind, ())))
        for kind in Kind
    }
    intervals = {kind: _interval(rows[interval_parameter(kind)]) for kind in Kind}
    pieces = []
    for piece in store.equipment(conn, before=now + 1):
        due = rules.due(piece.last_check, piece.registered_at, intervals[piece.kind], day)
        checked = latest.get(Target(equipment=piece.id))
        if piece.registered_at <= now and (due.state is not DueState.NOT_DUE or checked):
            about = words[piece.kind], letters[piece.kind]
            pieces.append((piece.details, _piece_task(piece, about, due, checked)))
    return Checklist(day, (*tasks, *rules.walked(pieces)), tuple(made))


def _line_task(line: Line, interval: Interval, day: Day, latest: Mapping[Target, Check]) -> Task:
    target = Target(line=line.code)
    return Task(
        target,
        line.shown_title,
        line.title,
        (line.shown_criterion,),
        line.letters,
        line.shown_place,
        "",
        None,
        line.code,
        line.critical,
        rules.due(line.last_check, line.since, interval, day),
        latest.get(target),
    )


def _piece_task(
    piece: Equipment, about: tuple[tuple[str, ...], str], due: Due, checked: Check | None
) -> Task:
    details = piece.details
    name = details.name or _(KIND_WORDS[piece.kind])
    vietnamese = details.name or KIND_WORDS[piece.kind]
    return Task(
        Target(equipment=piece.id),
        f"{name} {details.size}".strip(),
        f"{vietnamese} {details.size}".strip(),
        about[0],
        about[1],
        details.place,
        " · ".join(filter(None, (details.building, details.floor))),
        piece.kind,
        details.code,
        piece.kind in CRITICAL,
        due,
        checked,
    )


def task_of(conn: sqlite3.Connection, piece: Equipment, now: int) -> Task:
    """Return the check of one piece, due or not, such as of a piece that was scanned."""
    rows = settings.parameters(conn, local_date(now))
    day = rules.day_of(now, shift_hours(rows))
    interval = _interval(rows[interval_parameter(piece.kind)])
    due = rules.due(piece.last_check, piece.registered_at, interval, day)
    lines = store.criteria(conn).get(piece.kind, [])
    about = (
        tuple(one.shown_criterion for one in lines),
        ", ".join(dict.fromkeys(one.letters for one in lines)),
    )
    newest = store.history(conn, Target(equipment=piece.id), 1)
    checked = newest[0] if newest and newest[0].at >= day.start else None
    return _piece_task(piece, about, due, checked)
