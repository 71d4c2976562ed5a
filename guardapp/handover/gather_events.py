"""What happened in a span of time, from every book of the post, in one order."""

import sqlite3
from collections.abc import Iterable
from typing import Final

from guardapp.base.access import STANDING_WORDS, Standing
from guardapp.base.clock import MINUTE
from guardapp.base.words import _, time_text
from guardapp.fire import store as fire
from guardapp.fire.model import Check, Result
from guardapp.handover import store
from guardapp.handover.document import EventLine, Named
from guardapp.handover.gather_found import happenings as found_things
from guardapp.handover.gather_names import Names
from guardapp.handover.gather_registers import happenings as registered
from guardapp.handover.gather_visitors import happenings as visited
from guardapp.handover.model import CATEGORY_WORDS, LogLine
from guardapp.handover.rules import is_late
from guardapp.incidents import model_kinds as incident_kinds
from guardapp.incidents import store as incidents
from guardapp.incidents.model import State as IncidentState
from guardapp.patrol import rules as patrol_rules
from guardapp.patrol import store as patrol
from guardapp.patrol.kinds import REASON_WORDS
from guardapp.patrol.kinds import State as RoundState
from guardapp.patrol.walk import Turn, Walk

ROUND: Final = "patrol.round"
CHECKS: Final = "fire.checks"
DEFECT: Final = "fire.defect"
INCIDENT: Final = "incidents.incident"
LINE: Final = "handover.line"
TOGETHER_MS: Final = 20 * MINUTE


def happenings(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int, now: int
) -> list[EventLine]:
    """Return what happened from `start_ms` until before `end_ms` (ms UTC), in order."""
    found = [
        *_rounds(conn, names, start_ms, end_ms, now),
        *_checks(conn, names, start_ms, end_ms),
        *_defects(conn, names, start_ms, end_ms),
        *_incidents(conn, names, start_ms, end_ms),
        *registered(conn, names, start_ms, end_ms),
        *visited(conn, names, start_ms, end_ms),
        *found_things(conn, names, start_ms, end_ms),
        *log_events(store.log_lines(conn, start_ms, end_ms), names),
    ]
    return sorted(found, key=lambda one: (one.at, one.thing))


def log_events(lines: Iterable[LogLine], names: Names) -> list[EventLine]:
    """Return the lines of the duty log as happenings."""
    return [
        EventLine(
            line.occurred_at,
            LINE,
            line.id,
            _(CATEGORY_WORDS[line.category]),
            line.text,
            names.account(line.account) or (Named(name=line.claimed) if line.claimed else None),
            _line_result(line),
            _("Cần theo dõi") if line.open else "",
            grave=line.standing is Standing.UNVERIFIED,
            remark=_line_remark(line),
        )
        for line in lines
    ]


def _line_result(line: LogLine) -> str:
    if line.corrected_by is not None:
        return _("Đã ghi lại bằng dòng khác")
    if line.incident is not None:
        return _("Đã chuyển thành sự việc")
    return line.settled or ""


def _line_remark(line: LogLine) -> str:
    parts = []
    if line.standing is not Standing.ON_DUTY:
        parts.append(_(STANDING_WORDS[line.standing]))
    if is_late(line):
        parts.append(_("ghi lúc {time}").format(time=time_text(line.entered_at)))
    if line.corrects is not None:
        parts.append(_("đính chính"))
    return ", ".join(parts)


def _rounds(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int, now: int
) -> list[EventLine]:
    period = patrol.period(conn, start_ms, end_ms)
    found = []
    for turn in patrol_rules.turns(period, now):
        event = _walked(turn, turn.walk, names) if turn.walk else _not_walked(turn)
        if event is not None:
            found.append(event)
    return found


def _not_walked(turn: Turn) -> EventLine | None:
    if turn.state is not RoundState.MISSED:
        return None
    comment = (turn.missed.comment if turn.missed else "") or ""
    return EventLine(
        turn.slot_ms,
        ROUND,
        turn.missed.id if turn.missed else 0,
        _("Tuần tra"),
        _("Bỏ lượt: {route}").format(route=turn.route_name),
        None,
        comment,
        "" if comment else _("Chờ trưởng ca ghi lý do"),
        grave=True,
    )


def _walked(turn: Turn, walk: Walk, names: Names) -> EventLine:
    seen = _("{route}: {seen}/{all} điểm").format(
        route=turn.route_name, seen=walk.seen, all=walk.required
    )
    if walk.state is RoundState.IN_PROGRESS:
        result = _("Đang đi")
    elif walk.state is RoundState.COMPLETE:
        result = _("Đủ điểm, xong lúc {time}").format(time=time_text(walk.ended_ms))
    else:
        result = _("Thiếu: {points}").format(points=", ".join(one.name for one in walk.omitted))
        if walk.round.end is not None and walk.round.end.reason is not None:
            result += f" ({_(REASON_WORDS[walk.round.end.reason]).lower()})"
    seen_too = [one.text for one in walk.round.notes if one.abnormal]
    who = names.guard(walk.round.guard) or names.account(walk.round.account)
    return EventLine(
        walk.round.started_ms,
        ROUND,
        walk.round.id,
        _("Tuần tra"),
        ". ".join([seen, *seen_too]),
        who,
        result,
        grave=walk.state is RoundState.INCOMPLETE or bool(seen_too),
    )


def _checks(conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int) -> list[EventLine]:
    groups: list[list[Check]] = []
    for check in fire.checks(conn, start_ms, end_ms):
        last = groups[-1][-1] if groups else None
        near = last is not None and check.at - last.at <= TOGETHER_MS
        if last is not None and near and last.account == check.account:
            groups[-1].append(check)
        else:
            groups.append([check])
    return [_check_event(group, names) for group in groups]


def _check_event(group: list[Check], names: Names) -> EventLine:
    results = [one.result for one in group]
    failed, impossible = results.count(Result.FAIL), results.count(Result.NOT_POSSIBLE)
    parts = [_("{count} đạt").format(count=results.count(Result.PASS))]
    if failed:
        parts.append(_("{count} không đạt").format(count=failed))
    if impossible:
        parts.append(_("{count} không kiểm tra được").format(count=impossible))
    standing = group[0].standing
    return EventLine(
        group[0].at,
        CHECKS,
        group[0].id,
        _("PCCC"),
        _("Kiểm tra {count} mục").format(count=len(group)),
        names.account(group[0].account),
        ", ".join(parts),
        grave=failed > 0,
        remark="" if standing is Standing.ON_DUTY else _(STANDING_WORDS[standing]),
    )


def _defects(conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int) -> list[EventLine]:
    return [
        EventLine(
            one.opened_at,
            DEFECT,
            one.id,
            _("PCCC"),
            _("Tồn tại: {what}").format(
                what=": ".join(filter(None, (one.shown_title, one.place, one.note)))
            ),
            names.account(one.account),
            one.temporary,
            _("Chưa khắc phục xong"),
            grave=True,
        )
        for one in fire.defects(conn, start_ms, end_ms)
    ]


def _incidents(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int
) -> list[EventLine]:
    found = []
    for one in incidents.entered(conn, start_ms, end_ms):
        if one.state is IncidentState.VOID:
            continue
        standing = one.standing
        number = one.number or _("nháp")
        found.append(
            EventLine(
                one.entered_ms if one.from_ms is None else max(one.from_ms, start_ms),
                INCIDENT,
                one.id,
                _("Sự việc"),
                " – ".join(filter(None, (number, incident_kinds.words(one.kind), one.place))),
                names.account(one.written_by),
                follow=_("Chưa lập xong") if one.state is IncidentState.DRAFT else "",
                grave=True,
                remark="" if standing is Standing.ON_DUTY else _(STANDING_WORDS[standing]),
            )
        )
    return found
