"""What a round is worth: verdicts, flags, states and compliance."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from guardapp.base.clock import HOUR, MINUTE, at, local_date
from guardapp.base.errors import Invalid
from guardapp.base.words import _
from guardapp.patrol.kinds import Flag, State, Verdict
from guardapp.patrol.model import (
    EVERY_DAY,
    CheckpointDetails,
    Period,
    Point,
    Round,
    RouteDetails,
    Schedule,
    Slot,
    Tolerance,
)
from guardapp.patrol.walk import PointSeen, Summary, Turn, Visit, Walk

FASTEST: Final = 4
"""Nobody walks more than this many times the expected speed."""
LATE_ENTRY_MS: Final = 5 * MINUTE
ABANDONED_MS: Final = 6 * HOUR
LONGEST_WALK_MIN: Final = 240
LONGEST_SPREAD_MIN: Final = 180
NAME_LENGTH: Final = 55


def starts(schedules: Iterable[Schedule], start_ms: int, end_ms: int) -> list[tuple[int, Schedule]]:
    """Return the planned starts from `start_ms` to before `end_ms`, in order."""
    found = []
    for one in schedules:
        first = max(start_ms, one.from_ms)
        last = end_ms if one.until_ms is None else min(end_ms, one.until_ms)
        day = local_date(first - one.spread_min * MINUTE)
        while at(day, 0) < last:
            if day.weekday() in one.weekdays:
                planned = (one.start_ms(day, minute) for minute in one.minutes)
                found += [(ms, one) for ms in planned if first <= ms < last]
            day += timedelta(days=1)
    return sorted(found, key=lambda each: (each[0], each[1].id))


def slots(period: Period) -> list[Slot]:
    """Return the rounds that a period's schedules ask for, in order."""
    raised = {one.slot: period.versions[one.version] for one in period.missed}
    made = []
    for slot_ms, one in starts(period.schedules, period.start_ms, period.end_ms):
        route = raised.get((one.id, slot_ms)) or period.routes[one.route]
        own = one.buffer_min
        tolerance = period.tolerance if own is None else replace(period.tolerance, buffer_min=own)
        made.append(Slot(one.id, slot_ms, route, tolerance, surprise=one.spread_min > 0))
    return made


def verdict(planned_ms: int, seen_ms: int, tolerance: Tolerance) -> Verdict:
    """Judge a visit by GeoVision's rule: within the buffer on time, within both early or late."""
    off = seen_ms - planned_ms
    buffer_ms = tolerance.buffer_min * MINUTE
    if abs(off) <= buffer_ms:
        return Verdict.ON_TIME
    if abs(off) <= buffer_ms + tolerance.extended_min * MINUTE:
        return Verdict.EARLY if off < 0 else Verdict.LATE
    return Verdict.ABSENT


def visits(round_: Round) -> list[Visit]:
    """Return all scans in the order of their claimed times, each with its point and flags."""
    points = round_.route.points
    waiting: dict[int, list[Point]] = {}
    for one in points:
        waiting.setdefault(one.checkpoint, []).append(one)
    made: list[Visit] = []
    furthest = -1
    before: tuple[int, Point] | None = None
    for scan in sorted(round_.scans, key=lambda one: (one.occurred_ms, one.id)):
        left = waiting.get(scan.checkpoint)
        point: Point | None = left.pop(0) if left else None
        flags = set()
        if point is None:
            flags.add(Flag.NOT_OF_ROUTE if left is None else Flag.DOUBLE)
        else:
            if round_.route.ordered and point.position < furthest:
                flags.add(Flag.OUT_OF_ORDER)
            if before is not None and _too_fast(before, scan.occurred_ms, point):
                flags.add(Flag.TOO_FAST)
            if scan.occurred_ms < round_.slot_ms + point.not_before_min * MINUTE > round_.slot_ms:
                flags.add(Flag.BEFORE_TIME)
            furthest = max(furthest, point.position)
            before = scan.occurred_ms, point
        if scan.entered_ms - scan.occurred_ms > LATE_ENTRY_MS:
            flags.add(Flag.LATE_ENTRY)
        made.append(Visit(scan, point.position if point else None, frozenset(flags)))
    return made


def _too_fast(before: tuple[int, Point], now_ms: int, here: Point) -> bool:
    walking = abs(here.offset_min - before[1].offset_min) * MINUTE
    return (now_ms - before[0]) * FASTEST < walking


def examine(round_: Round, now_ms: int) -> Walk:
    """Return a round with the verdict of each point, its flags and its state at `now_ms`."""
    made = visits(round_)
    by_position = {one.position: one for one in made if one.position is not None}
    points = []
    for point in round_.route.points:
        due_ms = round_.slot_ms + point.offset_min * MINUTE
        visit = by_position.get(point.position)
        if visit is None:
            judged = Verdict.ABSENT
        elif not round_.planned:
            judged = Verdict.UNTIMED
        else:
            judged = verdict(due_ms, visit.scan.occurred_ms, round_.tolerance)
        points.append(PointSeen(point, due_ms, visit, judged))
    whole = not any(one.omitted for one in points)
    if is_open(round_, now_ms):
        state = State.IN_PROGRESS
    else:
        state = State.COMPLETE if whole else State.INCOMPLETE
    return Walk(round_, state, tuple(points), tuple(made))


def is_open(round_: Round, now_ms: int) -> bool:
    """Tell whether somebody is still walking; a round left open too long counts as ended."""
    return round_.end is None and now_ms < round_.started_ms + ABANDONED_MS


def turns(period: Period, now_ms: int) -> list[Turn]:
    """Return all rounds of a period, planned and walked, by their planned start."""
    missed = {one.slot: one for one in period.missed}
    walked = {(one.schedule, one.slot_ms): one for one in period.rounds if one.planned}
    made = []
    for slot in slots(period):
        key = slot.schedule, slot.slot_ms
        round_ = walked.pop(key, None)
        if round_ is not None:
            walk = examine(round_, now_ms)
            made.append(Turn(slot, walk, None, walk.state))
        elif now_ms >= slot.certain_ms:
            made.append(Turn(slot, None, missed.get(key), State.MISSED, overdue=True))
        else:
            made.append(Turn(slot, None, None, State.PENDING, overdue=now_ms > slot.late_ms))
    rest = [*walked.values(), *(one for one in period.rounds if not one.planned)]
    for round_ in rest:
        walk = examine(round_, now_ms)
        made.append(Turn(None, walk, None, walk.state))
    return sorted(made, key=lambda one: one.slot_ms)


def told(all_turns: Sequence[Turn], now_ms: int) -> list[Turn]:
    """Return the rounds that a guard is told: no surprise before it begins."""
    return [
        one
        for one in all_turns
        if one.slot is None or not one.slot.surprise or one.slot.slot_ms <= now_ms
    ]


def following(all_turns: Sequence[Turn]) -> Turn | None:
    """Return the round to walk next: the first overdue or coming one, or None."""
    return next((one for one in all_turns if one.state is State.PENDING), None)


def summary(all_turns: Sequence[Turn]) -> Summary:
    """Count the rounds and points of a period."""
    planned = [one for one in all_turns if one.walk is None or one.walk.round.planned]
    over = [one for one in planned if one.state not in (State.PENDING, State.IN_PROGRESS)]
    states = [one.state for one in planned]
    walks = [one.walk for one in over if one.walk is not None]
    every = [one.walk for one in all_turns if one.walk is not None]
    return Summary(
        planned=len(planned),
        complete=states.count(State.COMPLETE),
        incomplete=states.count(State.INCOMPLETE),
        missed=states.count(State.MISSED),
        open=states.count(State.IN_PROGRESS),
        pending=states.count(State.PENDING),
        voluntary=len(all_turns) - len(planned),
        points_planned=sum(one.required for one in over),
        points_seen=sum(walk.seen for walk in walks),
        points_valid=sum(walk.valid for walk in walks),
        abnormal=sum(note.abnormal for walk in every for note in walk.round.notes),
    )


def check_checkpoint(details: CheckpointDetails) -> None:
    """Raise Invalid unless a checkpoint's details can be kept."""
    if not details.name.strip():
        raise Invalid({"name": _("Nhập tên điểm kiểm tra.")})
    if len(details.name.strip()) > NAME_LENGTH:
        words = _("Tên điểm dài quá {most} ký tự, không in được trên nhãn.")
        raise Invalid({"name": words.format(most=NAME_LENGTH)})


def check_route(details: RouteDetails) -> None:
    """Raise Invalid unless a route's details can be kept."""
    problems = {}
    if not details.name.strip():
        problems["name"] = _("Nhập tên tuyến tuần tra.")
    if all(point.optional for point in details.points):
        problems["points"] = _("Tuyến cần ít nhất một điểm bắt buộc.")
    elif not all(0 <= point.walk_min <= LONGEST_WALK_MIN for point in details.points):
        words = _("Thời gian đi đến một điểm phải từ 0 đến {most} phút.")
        problems["points"] = words.format(most=LONGEST_WALK_MIN)
    if problems:
        raise Invalid(problems)


def check_schedule(
    minutes: Sequence[int],
    buffer_min: int | None,
    weekdays: Collection[int] = EVERY_DAY,
    spread_min: int = 0,
) -> None:
    """Raise Invalid unless the times of a day, weekdays, spread and tolerance can be kept."""
    problems = {}
    if not weekdays or not EVERY_DAY.issuperset(weekdays):
        problems["weekdays"] = _("Chọn ít nhất một ngày trong tuần.")
    if not 0 <= spread_min <= LONGEST_SPREAD_MIN:
        problems["spread"] = _("Khoảng bất ngờ phải từ 0 đến {most} phút.").format(
            most=LONGEST_SPREAD_MIN
        )
    if not minutes or not all(0 <= one < 24 * 60 for one in minutes):
        problems["minutes"] = _("Nhập ít nhất một giờ bắt đầu, ví dụ 22:30.")
    if buffer_min is not None and not 0 <= buffer_min <= LONGEST_WALK_MIN:
        problems["buffer"] = _("Sai số cho phép phải từ 0 đến {most} phút.").format(
            most=LONGEST_WALK_MIN
        )
    if problems:
        raise Invalid(problems)
