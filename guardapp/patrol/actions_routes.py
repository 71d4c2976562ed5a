"""What the chief does with checkpoints, routes and schedules."""

import secrets
from collections.abc import Collection, Sequence
from typing import Any

from guardapp.base import identity
from guardapp.base.access import Right, Session, require
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.text import fold, nfc
from guardapp.base.words import _
from guardapp.patrol import rules, store_routes
from guardapp.patrol.model import (
    CHECKPOINT_PREFIX,
    EVERY_DAY,
    Checkpoint,
    CheckpointDetails,
    PointDetails,
    Route,
    RouteDetails,
    Schedule,
)


def add_checkpoint(
    journal: Journal, session: Session, details: CheckpointDetails, *, code: str | None = None
) -> int:
    """Add a checkpoint and return its identity; its code is the next free one unless given.

    Raises Invalid, access.Refused.
    """
    require(session, Right.MANAGE_ROUTES)
    rules.check_checkpoint(details)
    with journal.transaction():
        used = store_routes.checkpoint_codes(journal.tables)
        given = identity.next_code(CHECKPOINT_PREFIX, used) if code is None else code.strip()
        if not identity.is_valid_code(given) or not given.startswith(CHECKPOINT_PREFIX):
            words = _("Mã «{code}» không hợp lệ: mã bắt đầu bằng số {prefix} và có số kiểm tra.")
            raise Invalid({"code": words.format(code=given, prefix=CHECKPOINT_PREFIX)})
        if given in used:
            raise Invalid({"code": _("Mã «{code}» đã dùng rồi.").format(code=given)})
        body = {"checkpoint": None, "code": given, "active": True, **_checkpoint_body(details)}
        return journal.write("patrol.checkpoint_set", body, by=session.account)


def change_checkpoint(
    journal: Journal,
    session: Session,
    checkpoint: int,
    details: CheckpointDetails,
    *,
    active: bool = True,
) -> None:
    """Change a checkpoint, or take it out of use; routes with it get a new version.

    Rounds walked before keep the words they were walked with. Raises Invalid, NotFound.
    """
    require(session, Right.MANAGE_ROUTES)
    rules.check_checkpoint(details)
    with journal.transaction():
        known = store_routes.checkpoint(journal.tables, checkpoint)
        if known is None:
            raise NotFound(identity.label(checkpoint))
        touched = [
            route
            for route in store_routes.routes(journal.tables)
            if any(point.checkpoint == checkpoint for point in route.points)
        ]
        if touched and not active:
            words = _("Điểm còn nằm trong tuyến «{routes}». Hãy bỏ điểm khỏi tuyến trước.")
            names = "; ".join(route.name for route in touched)
            raise Invalid({"active": words.format(routes=names)})
        body = {"checkpoint": checkpoint, "code": known.code, "active": active}
        body |= _checkpoint_body(details)
        journal.write("patrol.checkpoint_set", body, by=session.account)
        for route in touched:
            _write_route(journal, session, details_of(route), route.id)


def _checkpoint_body(details: CheckpointDetails) -> dict[str, Any]:
    return {
        "name": nfc(details.name).strip(),
        "building": nfc(details.building).strip(),
        "floor": nfc(details.floor).strip(),
        "instruction": nfc(details.instruction).strip(),
    }


def details_of(route: Route) -> RouteDetails:
    """Return a route as it would be typed."""
    points = tuple(
        PointDetails(one.checkpoint, one.walk_min, one.optional, one.not_before_min)
        for one in route.points
    )
    return RouteDetails(route.name, points, route.instruction, route.ordered)


def add_route(journal: Journal, session: Session, details: RouteDetails) -> int:
    """Add a route and return its identity; raises Invalid, access.Refused."""
    require(session, Right.MANAGE_ROUTES)
    rules.check_route(details)
    with journal.transaction():
        return _write_route(journal, session, details, None)


def change_route(journal: Journal, session: Session, route: int, details: RouteDetails) -> None:
    """Give a route a new version, for rounds started from now on; raises Invalid, NotFound."""
    require(session, Right.MANAGE_ROUTES)
    rules.check_route(details)
    with journal.transaction():
        if store_routes.route(journal.tables, route) is None:
            raise NotFound(identity.label(route))
        _write_route(journal, session, details, route)


def close_route(journal: Journal, session: Session, route: int) -> None:
    """Take a route out of use and end its schedules; its rounds stay."""
    require(session, Right.MANAGE_ROUTES)
    with journal.transaction():
        known = store_routes.route(journal.tables, route)
        if known is None:
            raise NotFound(identity.label(route))
        _write_route(journal, session, details_of(known), route, active=False)
        for one in store_routes.schedules_now(journal.tables, journal.clock.now_ms()):
            if one.route == route:
                end_schedule(journal, session, one.id)


def _write_route(
    journal: Journal,
    session: Session,
    details: RouteDetails,
    route: int | None,
    *,
    active: bool = True,
) -> int:
    known = {one.id: one for one in store_routes.checkpoints(journal.tables, everything=True)}
    _refuse_same_name(journal, details.name, route)
    body = {
        "route": route,
        "name": nfc(details.name).strip(),
        "instruction": nfc(details.instruction).strip(),
        "ordered": details.ordered,
        "active": active,
        "points": [_point_body(point, known) for point in details.points],
    }
    return journal.write("patrol.route_set", body, by=session.account)


def _refuse_same_name(journal: Journal, name: str, route: int | None) -> None:
    wanted = fold(name.strip())
    for one in store_routes.routes(journal.tables):
        if one.id != route and fold(one.name) == wanted:
            raise Invalid({"name": _("Đã có tuyến mang tên này. Hãy đặt tên khác.")})


def _point_body(point: PointDetails, known: dict[int, Checkpoint]) -> dict[str, Any]:
    checkpoint = known.get(point.checkpoint)
    if checkpoint is None:
        raise NotFound(identity.label(point.checkpoint))
    return {
        "checkpoint": checkpoint.id,
        "code": checkpoint.code,
        "name": checkpoint.name,
        "place": checkpoint.place,
        "instruction": checkpoint.instruction,
        "optional": point.optional,
        "walk_min": point.walk_min,
        "not_before_min": point.not_before_min,
    }


def add_schedule(
    journal: Journal,
    session: Session,
    route: int,
    minutes: Sequence[int],
    *,
    buffer_min: int | None = None,
    from_ms: int | None = None,
    weekdays: Collection[int] = EVERY_DAY,
    spread_min: int = 0,
) -> int:
    """Plan a route at `minutes` after midnight on `weekdays`; return the schedule's identity.

    With a `spread_min` each round begins up to so many minutes later, drawn by chance. It holds
    from `from_ms` (ms UTC), by default from now. Without a `buffer_min` the facility's parameter
    holds. Raises Invalid, NotFound, access.Refused.
    """
    require(session, Right.MANAGE_ROUTES)
    rules.check_schedule(minutes, buffer_min, weekdays, spread_min)
    with journal.transaction():
        if store_routes.route(journal.tables, route) is None:
            raise NotFound(identity.label(route))
        start = journal.clock.now_ms() if from_ms is None else from_ms
        made = Schedule(
            0,
            route,
            tuple(sorted(set(minutes))),
            buffer_min,
            start,
            None,
            frozenset(weekdays),
            spread_min,
            secrets.randbits(48) if spread_min else 0,
        )
        return _write_schedule(journal, session, made)


def plan_route(
    journal: Journal,
    session: Session,
    route: int,
    schedule: Schedule | None,
    minutes: Sequence[int],
    buffer_min: int | None,
    *,
    weekdays: Collection[int] = EVERY_DAY,
    spread_min: int = 0,
) -> None:
    """Give a route other times from now on, in place of `schedule`; none end the plan."""
    require(session, Right.MANAGE_ROUTES)
    wanted = tuple(sorted(set(minutes))), buffer_min, frozenset(weekdays), spread_min
    if schedule is not None and wanted == (
        schedule.minutes,
        schedule.buffer_min,
        schedule.weekdays,
        schedule.spread_min,
    ):
        return
    with journal.transaction():
        if schedule is not None:
            end_schedule(journal, session, schedule.id)
        if minutes:
            add_schedule(
                journal,
                session,
                route,
                minutes,
                buffer_min=buffer_min,
                weekdays=weekdays,
                spread_min=spread_min,
            )


def end_schedule(
    journal: Journal, session: Session, schedule: int, until_ms: int | None = None
) -> None:
    """Plan no more rounds by a schedule from `until_ms` on, by default from now."""
    require(session, Right.MANAGE_ROUTES)
    with journal.transaction():
        known = store_routes.schedule(journal.tables, schedule)
        if known is None:
            raise NotFound(identity.label(schedule))
        until = journal.clock.now_ms() if until_ms is None else until_ms
        _write_schedule(journal, session, known, until_ms=until)


def _write_schedule(
    journal: Journal, session: Session, made: Schedule, until_ms: int | None = None
) -> int:
    body = {
        "schedule": made.id or None,
        "route": made.route,
        "minutes": " ".join(map(str, made.minutes)),
        "buffer_min": made.buffer_min,
        "from_ms": made.from_ms,
        "until_ms": until_ms,
        "weekdays": "".join(str(day) for day in sorted(made.weekdays)),
        "spread_min": made.spread_min,
        "seed": made.seed,
    }
    return journal.write("patrol.schedule_set", body, by=session.account)
