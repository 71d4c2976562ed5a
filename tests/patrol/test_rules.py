"""Verdicts, flags and numbers, against slow and obvious references and on random rounds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardapp.base.clock import DAY, MINUTE, SECOND, at
from guardapp.patrol import rules
from guardapp.patrol.kinds import Flag, Method, State, Verdict
from guardapp.patrol.model import End, Period, Point, Round, Route, Scan, Schedule, Tolerance

START = at(date(2026, 12, 31), 22 * 60)
TOLERANCE = Tolerance(10, 20)


def route(count: int, *, ordered: bool = True, optional: frozenset[int] = frozenset()) -> Route:
    points = tuple(
        Point(n, n + 1, f"2{n:03d}", f"Điểm {n + 1}", "", "", n in optional, 4, 0, 4 * (n + 1))
        for n in range(count)
    )
    return Route(1, 1, "Tuyến", "", ordered, True, points)


def walked(
    of: Route, stops: list[tuple[int, int]], *, planned: bool = True, ended: bool = True
) -> Round:
    scans = tuple(
        Scan(n, 9, point, START + seconds * SECOND, START + seconds * SECOND, Method.SCAN)
        for n, (point, seconds) in enumerate(stops, 100)
    )
    end = End(START + 90 * MINUTE, None, "") if ended else None
    schedule = 3 if planned else None
    return Round(9, of, schedule, START, 7, 1, START, START, TOLERANCE, end, scans, ())


def obvious(minutes_off: int, buffer_min: int, extended_min: int) -> Verdict:
    """Walk outwards from the planned minute, one minute at a time."""
    away = 0
    while abs(minutes_off) > away:
        away += 1
        if away > buffer_min + extended_min:
            return Verdict.ABSENT
    if away <= buffer_min:
        return Verdict.ON_TIME
    return Verdict.EARLY if minutes_off < 0 else Verdict.LATE


@given(st.integers(-200, 200), st.integers(0, 90), st.integers(0, 90))
def test_the_verdict_is_the_obvious_one(off: int, buffer_min: int, extended_min: int) -> None:
    tolerance = Tolerance(buffer_min, extended_min)
    found = rules.verdict(START, START + off * MINUTE, tolerance)
    assert found is obvious(off, buffer_min, extended_min)


def test_one_millisecond_too_much_is_too_much() -> None:
    assert rules.verdict(START, START + 10 * MINUTE, TOLERANCE) is Verdict.ON_TIME
    assert rules.verdict(START, START + 10 * MINUTE + 1, TOLERANCE) is Verdict.LATE
    assert rules.verdict(START, START - 30 * MINUTE, TOLERANCE) is Verdict.EARLY
    assert rules.verdict(START, START - 30 * MINUTE - 1, TOLERANCE) is Verdict.ABSENT


STOPS = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 7200)), max_size=14)


@given(STOPS, st.booleans(), st.frozensets(st.integers(0, 4)))
def test_every_scan_is_kept_once_and_every_point_seen_at_most_once(
    stops: list[tuple[int, int]], ordered: bool, optional: frozenset[int]
) -> None:
    of = route(6, ordered=ordered, optional=optional)
    walk = rules.examine(walked(of, stops), START + DAY)
    assert sorted(one.scan.id for one in walk.visits) == list(range(100, 100 + len(stops)))
    positions = [one.position for one in walk.visits if one.position is not None]
    assert len(positions) == len(set(positions))
    for visit in walk.visits:
        stray = visit.flags & {Flag.DOUBLE, Flag.NOT_OF_ROUTE}
        assert (visit.position is None) == bool(stray)
        assert (Flag.NOT_OF_ROUTE in visit.flags) == (visit.scan.checkpoint > 6)
    assert walk.valid <= walk.seen <= walk.required
    assert (walk.state is State.COMPLETE) == (walk.seen == walk.required)
    assert len(walk.omitted) == walk.required - walk.seen
    if not ordered:
        assert not any(Flag.OUT_OF_ORDER in one.flags for one in walk.visits)


@given(STOPS)
def test_out_of_order_is_a_point_after_a_later_one(stops: list[tuple[int, int]]) -> None:
    walk = rules.examine(walked(route(6), stops), START + DAY)
    on_route = [one for one in walk.visits if one.position is not None]
    for number, visit in enumerate(on_route):
        earlier = [one.position for one in on_route[:number] if one.position is not None]
        assert visit.position is not None
        later_seen = any(one > visit.position for one in earlier)
        assert (Flag.OUT_OF_ORDER in visit.flags) == later_seen


@given(STOPS)
def test_the_order_of_arrival_does_not_matter(stops: list[tuple[int, int]]) -> None:
    one = walked(route(6), stops)
    other = Round(
        *(getattr(one, name) for name in Round.__slots__[:10]), tuple(reversed(one.scans)), ()
    )
    assert rules.visits(one) == rules.visits(other)


def test_nobody_walks_four_times_as_fast() -> None:
    walk = rules.examine(walked(route(3), [(1, 0), (2, 60), (3, 119)]), START + DAY)
    assert [Flag.TOO_FAST in one.flags for one in walk.visits] == [False, False, True]


def test_a_point_may_have_its_earliest_time() -> None:
    one = Point(0, 1, "2001", "Kho", "", "", False, 4, 15, 4)
    early = walked(Route(1, 1, "Tuyến", "", True, True, (one,)), [(1, 14 * 60)])
    late = walked(early.route, [(1, 15 * 60)])
    assert rules.visits(early)[0].flags == {Flag.BEFORE_TIME}
    assert rules.visits(late)[0].flags == frozenset()


def test_a_route_may_pass_a_point_twice() -> None:
    there = route(3)
    back = Point(3, 1, "2000", "Điểm 1", "", "", False, 4, 0, 16)
    loop = Route(1, 1, "Vòng", "", True, True, (*there.points, back))
    walk = rules.examine(walked(loop, [(1, 240), (2, 480), (3, 720), (1, 960)]), START + DAY)
    assert walk.state is State.COMPLETE
    assert not any(one.flags for one in walk.visits)


def test_a_voluntary_round_has_no_verdict_and_no_weight() -> None:
    walk = rules.examine(walked(route(3), [(1, 240)], planned=False), START + DAY)
    assert [one.verdict for one in walk.points] == [
        Verdict.UNTIMED,
        Verdict.ABSENT,
        Verdict.ABSENT,
    ]
    found = rules.summary([rules.Turn(None, walk, None, walk.state)])
    assert (found.planned, found.voluntary, found.points_planned) == (0, 1, 0)
    assert found.rounds_percent is None
    assert found.points_percent is None


def a_day(*rounds: Round) -> Period:
    of = route(4)
    schedule = Schedule(3, 1, (22 * 60, 23 * 60, 30), None, START - DAY, None)
    return Period(START, START + DAY, rounds, (), (schedule,), {1: of}, {}, TOLERANCE)


@pytest.mark.parametrize(
    ("minutes", "states", "overdue"),
    [
        (5, [State.PENDING] * 3, 0),
        (15, [State.PENDING] * 3, 1),
        (46, [State.MISSED, State.PENDING, State.PENDING], 1),
        (6 * 60, [State.MISSED] * 3, 3),
    ],
)
def test_a_round_not_walked_is_pending_overdue_missed(
    minutes: int, states: list[State], overdue: int
) -> None:
    turns = rules.turns(a_day(), START + minutes * MINUTE)
    assert [one.state for one in turns] == states
    assert sum(one.overdue for one in turns) == overdue


def test_compliance_counts_points_and_rounds_of_what_was_due() -> None:
    late_stop = (4, 40 * 60)
    one = walked(route(4), [(1, 240), (2, 480), late_stop])
    turns = rules.turns(a_day(one), START + 100 * MINUTE)
    assert [turn.state for turn in turns] == [State.INCOMPLETE, State.PENDING, State.PENDING]
    found = rules.summary(turns)
    assert (found.points_planned, found.points_seen, found.points_valid) == (4, 3, 3)
    assert (found.rounds_percent, found.points_percent) == (0, 75)


@given(
    st.lists(st.integers(0, 1439), min_size=1, max_size=6, unique=True),
    st.integers(1, 72),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 180),
)
def test_every_planned_start_belongs_to_one_window(
    minutes: list[int], hours: int, weekdays: frozenset[int], spread: int
) -> None:
    until = START + hours * 60 * MINUTE
    schedule = Schedule(3, 1, tuple(minutes), None, START, until, weekdays, spread, 77)
    middle = START + hours * 30 * MINUTE
    whole = rules.starts([schedule], START - DAY, START + 4 * DAY)
    split = rules.starts([schedule], START - DAY, middle)
    split += rules.starts([schedule], middle, START + 4 * DAY)
    assert whole == split
    assert all(START <= ms < START + hours * 60 * MINUTE for ms, _one in whole)


def test_a_round_is_planned_only_on_its_weekdays() -> None:
    week = at(date(2026, 12, 7), 0)
    schedule = Schedule(3, 1, (60,), None, 0, None, frozenset({5, 6}))
    found = rules.starts([schedule], week, week + 14 * DAY)
    assert [ms for ms, _one in found] == [week + n * DAY + 60 * MINUTE for n in (5, 6, 12, 13)]


@given(st.integers(0, 180), st.integers(0, 2**48), st.integers(0, 1439))
def test_a_surprise_begins_within_its_minutes_and_always_at_the_same_one(
    spread: int, seed: int, minute: int
) -> None:
    schedule = Schedule(3, 1, (minute,), None, 0, None, spread_min=spread, seed=seed)
    day = date(2026, 12, 31)
    late = schedule.start_ms(day, minute) - at(day, minute)
    assert 0 <= late <= spread * MINUTE
    assert late % MINUTE == 0
    assert schedule.start_ms(day, minute) - at(day, minute) == late


def test_surprises_differ_from_day_to_day_and_cover_their_minutes() -> None:
    schedule = Schedule(3, 1, (60,), None, 0, None, spread_min=9, seed=5)
    days = [date(2026, 12, n) for n in range(1, 32)] + [date(2027, 1, n) for n in range(1, 32)]
    drawn = {(schedule.start_ms(day, 60) - at(day, 60)) // MINUTE for day in days}
    assert drawn == set(range(10))


def test_a_surprise_is_not_told_before_it_begins() -> None:
    schedule = Schedule(3, 1, (22 * 60,), None, START - DAY, None, spread_min=60, seed=5)
    begins = schedule.start_ms(date(2026, 12, 31), 22 * 60)
    period = Period(
        START, START + 3 * 60 * MINUTE, (), (), (schedule,), {1: route(4)}, {}, TOLERANCE
    )
    turns = rules.turns(period, START)
    assert len(turns) == 1
    assert rules.told(turns, begins - 1) == []
    assert rules.told(turns, begins) == turns
    slot = turns[0].slot
    assert slot is not None
    assert slot.opens_ms == begins
