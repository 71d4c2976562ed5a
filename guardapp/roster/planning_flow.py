"""A bound on how many guards a month must lack, by a flow that knows nothing of the planner."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from guardapp.people.model import Guard, Post
from guardapp.people.rules import valid_on
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, ShiftType
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole
from guardapp.roster.rules_fitness import on_duty, restricted_nights, wrong_regime

_WEEK_DAYS: Final = 6
_Node = tuple[str, int, int, int]
_SOURCE: Final[_Node] = ("source", 0, 0, 0)
_SINK: Final[_Node] = ("sink", 0, 0, 0)


def shortage_bound(plan: Plan, standing: Sequence[Assignment], holes: Mapping[Hole, int]) -> int:
    """Return how many of the guards wanted in holes must lack, whatever the roster.

    A guard does one shift a day that he may do, works days and hours of the week and days of the
    month as the law lets him; what else binds is left out, so that the true number may be higher.
    Overtime is left out as well.
    """
    flow = _Flow()
    days = sorted({one.day for one in holes})
    busy = {(one.guard, one.duty_date) for one in standing}
    worked = _Worked(plan, standing)
    for guard in plan.guards.values():
        if not guard.active:
            continue
        month_room = len(plan.month.days) - plan.limits.rest_days - worked.days(guard.id)
        flow.edge(_SOURCE, ("guard", guard.id, 0, 0), max(0, month_room))
        _add_guard(plan, guard, days, holes, busy, worked, flow)
    for number, wanted in enumerate(holes.values()):
        flow.edge(("hole", number, 0, 0), _SINK, wanted)
    return sum(holes.values()) - flow.most()


def _add_guard(
    plan: Plan,
    guard: Guard,
    days: Iterable[date],
    holes: Mapping[Hole, int],
    busy: set[tuple[int, date]],
    worked: "_Worked",
    flow: "_Flow",
) -> None:
    by_day: dict[date, list[tuple[int, Hole]]] = {}
    for number, hole in enumerate(holes):
        by_day.setdefault(hole.day, []).append((number, hole))
    for day in days:
        if (guard.id, day) in busy or plan.away(guard.id, day):
            continue
        reach = [
            number
            for number, hole in by_day[day]
            if _stands(plan, guard, plan.posts[hole.post], plan.shifts[hole.shift], day)
        ]
        if not reach:
            continue
        week = hours.week_of(day)
        at_week, at_day = ("week", guard.id, week, 0), ("day", guard.id, day.toordinal(), 0)
        shifts = {plan.shifts[hole.shift] for hole in holes}
        flow.edge(("guard", guard.id, 0, 0), at_week, worked.room(guard, week, shifts))
        flow.edge(at_week, at_day, 1)
        for number in reach:
            flow.edge(at_day, ("hole", number, 0, 0), 1)


def _stands(plan: Plan, guard: Guard, post: Post, shift: ShiftType, day: date) -> bool:
    """Tell whether a guard may do a post's shift on a date, by his papers and the post's wants."""
    if (born := guard.birth_date) is not None:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if age < plan.limits.age:
            return False
    if post.certificate and not valid_on(
        plan.certificates.get(guard.id, ()), post.certificate, day
    ):
        return False
    if post.force not in (None, guard.force) or post.gender not in (None, guard.gender):
        return False
    if not plan.knows(guard.id, post.id) or wrong_regime(guard, shift) is not None:
        return False
    return not restricted_nights(plan, guard.id, day, shift.start_minute, shift.end_minute)


class _Worked:
    """What guards work already, by month and week."""

    def __init__(self, plan: Plan, standing: Sequence[Assignment]) -> None:
        self._plan = plan
        self._days: dict[int, set[date]] = {}
        self._weeks: dict[tuple[int, int], list[Assignment]] = {}
        month = plan.month
        for one in standing:
            if month.first <= one.duty_date <= month.last:
                self._days.setdefault(one.guard, set()).add(one.duty_date)
            key = one.guard, hours.week_of(one.duty_date)
            self._weeks.setdefault(key, []).append(one)

    def days(self, guard: int) -> int:
        """Return the days of the month on which a guard works."""
        return len(self._days.get(guard, ()))

    def room(self, guard: Guard, week: int, shifts: Iterable[ShiftType]) -> int:
        """Return how many shifts more a guard may do in a week."""
        plan, types = self._plan, list(shifts)
        theirs = self._weeks.get((guard.id, week), [])
        room = _WEEK_DAYS - len({one.duty_date for one in theirs})
        labour = [one for one in theirs if not on_duty(guard, plan.shifts.get(one.shift))]
        if types and not any(on_duty(guard, one) for one in types):
            by_day = hours.worked_by_day(labour, plan.shifts)
            done = sum(min(minutes, plan.limits.day) for minutes in by_day.values())
            least = min(min(one.work_minutes, plan.limits.day) for one in types)
            room = min(room, (plan.limits.week - done) // max(1, least))
        if types and guard.week_hours is not None:
            done = sum(hours.work_minutes(one, plan.shifts) for one in theirs)
            least = min(one.work_minutes for one in types)
            room = min(room, (guard.week_hours * 60 - done) // max(1, least))
        return max(0, room)


class _Flow:
    """A network with whole capacities, and its greatest flow (E. A. Dinic, 1970)."""

    def __init__(self) -> None:
        self._number: dict[_Node, int] = {}
        self._out: list[list[int]] = []
        self._to: list[int] = []
        self._room: list[int] = []
        self._known: set[tuple[_Node, _Node]] = set()

    def edge(self, start: _Node, end: _Node, room: int) -> None:
        """Add an edge once; one that is there already keeps its capacity."""
        if (start, end) in self._known:
            return
        self._known.add((start, end))
        for one, other, amount in ((start, end, room), (end, start, 0)):
            self._out[self._at(one)].append(len(self._to))
            self._to.append(self._at(other))
            self._room.append(amount)

    def _at(self, node: _Node) -> int:
        if node not in self._number:
            self._number[node] = len(self._out)
            self._out.append([])
        return self._number[node]

    def most(self) -> int:
        """Return the greatest flow from source to sink."""
        source, sink = self._at(_SOURCE), self._at(_SINK)
        total = 0
        while (level := self._levels(source, sink)) is not None:
            turn = [0] * len(self._out)
            while pushed := self._push(source, sink, level, turn):
                total += pushed
        return total

    def _levels(self, source: int, sink: int) -> list[int] | None:
        level = [-1] * len(self._out)
        level[source] = 0
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for edge in self._out[node]:
                if self._room[edge] and level[self._to[edge]] < 0:
                    level[self._to[edge]] = level[node] + 1
                    queue.append(self._to[edge])
        return level if level[sink] >= 0 else None

    def _push(self, source: int, sink: int, level: list[int], turn: list[int]) -> int:
        """Push along one path of rising levels; return how much, 0 where there is none left."""
        path: list[int] = []
        node = source
        while node != sink:
            edges = self._out[node]
            while turn[node] < len(edges):
                edge = edges[turn[node]]
                if self._room[edge] and level[self._to[edge]] == level[node] + 1:
                    break
                turn[node] += 1
            else:
                if not path:
                    return 0
                back = path.pop()
                node = self._to[back ^ 1]
                turn[node] += 1
                continue
            path.append(edge)
            node = self._to[edge]
        least = min(self._room[edge] for edge in path)
        for edge in path:
            self._room[edge] -= least
            self._room[edge ^ 1] += least
        return least
