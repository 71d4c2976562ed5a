"""The command that lists records, for people or as JSON."""

import argparse
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final

from guardapp.app.matters import MATTERS
from guardapp.base import identity
from guardapp.base.access import Right
from guardapp.base.clock import DAY, at, local, local_date
from guardapp.base.text import fold
from guardapp.base.words import _
from guardapp.cli.context import DONE, day, reading, signed_in, write_rows
from guardapp.fire import store as fire
from guardapp.handover import store as handover
from guardapp.incidents import store as incidents
from guardapp.patrol import store as patrol
from guardapp.patrol import store_routes
from guardapp.people import store as people
from guardapp.roster import store as roster


@dataclass(frozen=True, slots=True)
class Period:
    """The dates asked for, both included, and their instants; `now_ms` is the present.

    `search` is the text sought, which incidents also look for in what a list does not show.
    """

    first: date
    last: date
    now_ms: int
    search: str = ""

    @property
    def start_ms(self) -> int:
        """Return the first instant."""
        return at(self.first, 0)

    @property
    def end_ms(self) -> int:
        """Return the first instant after the last date."""
        return at(self.last, 0) + DAY


MOST: Final = 100_000
EARLIEST: Final = date(2000, 1, 1)
AHEAD: Final = timedelta(days=30)
_IDENTITIES: Final = {"id", "guard", "post"}
_TIMES: Final = {"registered_at", "last_check"}
Row = Mapping[str, Any]
Lister = Callable[[sqlite3.Connection, Period], Iterable[Row]]


def _facts(things: Iterable[Any], *left_out: str) -> list[Row]:
    return [{k: v for k, v in _flat(one).items() if k not in left_out} for one in things]


def _flat(thing: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in asdict(thing).items():
        if isinstance(value, dict):
            flat.update({key: _plain(key, one) for key, one in value.items()})
        elif not isinstance(value, list | tuple):
            flat[name] = _plain(name, value)
    return flat


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and name in _IDENTITIES:
        return identity.label(value)
    if isinstance(value, int) and name in _TIMES:
        return _time(value)
    return value


def _time(ms: int | None) -> str | None:
    return None if ms is None else local(ms).isoformat(timespec="seconds")


def _shifts(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    guards, posts = (
        people.guard_names(conn),
        {p.id: p.name for p in people.posts(conn, closed=True)},
    )
    codes = {one.id: one.code for one in roster.shift_types(conn, closed=True)}
    for one in roster.between(conn, period.first, period.last):
        yield {
            "id": identity.label(one.id),
            "date": one.duty_date.isoformat(),
            "shift": codes.get(one.shift, ""),
            "start": _time(one.start_ms),
            "end": _time(one.end_ms),
            "post": posts.get(one.post, ""),
            "guard": guards.get(one.guard, ""),
            "state": one.state.value,
        }


def _rounds(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    guards = people.guard_names(conn)
    for one in patrol.rounds(conn, period.start_ms, period.end_ms):
        yield {
            "id": identity.label(one.id),
            "route": one.route.name,
            "planned": _time(one.slot_ms) if one.planned else None,
            "started": _time(one.started_ms),
            "ended": _time(one.end.at_ms) if one.end else None,
            "reason": one.end.reason.value if one.end and one.end.reason else None,
            "points": len(one.route.points),
            "scans": len(one.scans),
            "guard": guards.get(one.guard or 0, ""),
        }


def _incidents(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    found = incidents.incidents(conn, period.start_ms, period.end_ms)
    if period.search:
        sought = {one.id for one in incidents.search(conn, period.search, MOST)}
        found = [one for one in found if one.id in sought]
    for one in found:
        yield {
            "id": identity.label(one.id),
            "number": one.number,
            "source_number": one.source_number,
            "kind": one.kind,
            "state": one.state.value,
            "when": one.when.value,
            "from": _time(one.from_ms),
            "to": _time(one.to_ms),
            "place": one.place,
            "what": one.what,
            "value": one.value,
        }


def _checks(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    for one in fire.checks(conn, period.start_ms, period.end_ms):
        yield {
            "id": identity.label(one.id),
            "at": _time(one.at),
            "target": one.target.key,
            "what": fire.target_words(conn, one.target),
            "result": one.result.value,
            "note": one.note,
            "standing": one.standing.value,
        }


def _defects(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    for one in fire.defects(conn, period.start_ms, period.end_ms):
        yield {
            "id": identity.label(one.id),
            "opened": _time(one.opened_at),
            "code": one.code,
            "place": one.place,
            "note": one.note,
            "due": one.due.isoformat(),
            "state": one.state.value,
        }


def _log(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    for one in handover.log_lines(conn, period.start_ms, period.end_ms):
        yield {
            "id": identity.label(one.id),
            "at": _time(one.occurred_at),
            "category": one.category.value,
            "text": one.text,
            "standing": one.standing.value,
        }


def _handovers(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    for one in handover.handovers(conn, period.start_ms, period.end_ms):
        yield {"id": identity.label(one.id), "number": one.number, "signed": _time(one.signed_at)}


def _matters(conn: sqlite3.Connection, period: Period) -> Iterable[Row]:
    for one in MATTERS.open(conn, period.now_ms):
        yield {
            "kind": one.kind,
            "id": identity.label(one.thing),
            "severity": one.severity.value,
            "since": _time(one.since),
            "due": _time(one.due),
            "place": one.place,
            "title": one.title,
        }


KINDS: Final[dict[str, Lister]] = {
    "guards": lambda conn, _p: _facts(people.guards(conn, everybody=True), "subject", "sort_key"),
    "posts": lambda conn, _p: _facts(people.posts(conn, closed=True)),
    "certificates": lambda conn, _p: _facts(people.certificates(conn)),
    "leave": lambda conn, p: _facts(people.leaves(conn, p.first, p.last)),
    "shifts": _shifts,
    "checkpoints": lambda conn, _p: _facts(store_routes.checkpoints(conn, everything=True)),
    "rounds": _rounds,
    "equipment": lambda conn, _p: _facts(fire.equipment(conn)),
    "checks": _checks,
    "defects": _defects,
    "incidents": _incidents,
    "log": _log,
    "handovers": _handovers,
    "matters": _matters,
}


def add_commands(commands: Any) -> None:
    """Add list."""
    command = commands.add_parser("list", help=_("liệt kê bản ghi"))
    command.add_argument("kind", metavar="KIND", choices=list(KINDS), help=", ".join(KINDS))
    days = _("ngày, dạng 2026-12-31 (mặc định: 30 ngày qua và 30 ngày tới; khi tìm: mọi ngày)")
    command.add_argument("--from", dest="first", metavar="DATE", type=day, help=days)
    command.add_argument("--to", dest="last", metavar="DATE", type=day, help=days)
    command.add_argument("--search", metavar="TEXT", help=_("chỉ dòng có chữ này, không cần dấu"))
    command.add_argument("--json", action="store_true", help=_("ghi kết quả dạng JSON"))
    command.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    with reading(chosen) as folder:
        signed_in(chosen, folder, Right.READ)
        now = folder.journal.clock.now_ms()
        today = local_date(now)
        earliest = EARLIEST if chosen.search else today - AHEAD
        period = Period(
            chosen.first or earliest, chosen.last or today + AHEAD, now, chosen.search or ""
        )
        rows = list(KINDS[chosen.kind](folder.journal.tables, period))
    if chosen.search and chosen.kind != "incidents":
        sought = fold(chosen.search)
        rows = [row for row in rows if any(sought in fold(str(one)) for one in row.values())]
    write_rows(rows, as_json=chosen.json)
    return DONE
