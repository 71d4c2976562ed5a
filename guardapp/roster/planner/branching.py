"""Branch and price: proves the best roster by parting all rosters, each part bounded by columns."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil, floor, inf
from typing import Final, TypeVar

from guardapp.roster.planner.columns import Columns, Node
from guardapp.roster.planner.problem import Roster

_ROOM: Final = 1e-3
_WHOLE: Final = 1e-5
_OFF: Final = -1
_ROUNDS: Final = 6
_NEAR: Final = 0.7
_STEPS: Final = 10
_Key = TypeVar("_Key", tuple[int, int], tuple[int, int, int])


def branch_and_price(
    columns: Columns,
    least: float,
    best: Callable[[], int],
    offer: Callable[[Roster], int | None],
    prove: Callable[[float], None],
    ended: Callable[[], bool],
) -> Iterator[None]:
    """Search all parts, the most hopeful first; yield after each.

    `least` is the bound at the root, `best()` the least cost known, `offer` takes a roster and
    returns its cost if it is lawful, `prove` takes a bound on all.
    """
    open_nodes = [(least, 0, Node())]
    made, lost = 0, inf  # the least bound of a part that is left with no lawful roster of its cost
    while open_nodes and not ended():
        bound, _, node = heapq.heappop(open_nodes)
        prove(min(bound, lost))
        if bound > best() - 1 + _ROOM:
            return
        columns.enter(node)
        enough = best() - 1 + _ROOM
        if not columns.converge(ended, enough=enough):
            return
        bound = max(bound, columns.bound)
        if bound < enough:
            parts = _parts(columns, node)
            cost = None if parts else offer(columns.taken())
            if not parts and (cost is None or cost > columns.value + _ROOM):
                lost = min(lost, bound)
            for part in parts:
                made += 1
                heapq.heappush(open_nodes, (bound, -made, part))
        yield
    if not ended():
        prove(lost)


def dive(
    columns: Columns,
    best: Callable[[], int],
    offer: Callable[[Roster], object],
    ended: Callable[[], bool],
) -> Iterator[None]:
    """Fix what is nearly whole, a little at a time, until a roster is left; yield after each."""
    node = Node()
    while not ended():
        columns.enter(node)
        enough = best() - 1 + _ROOM
        if not columns.converge(ended, _ROUNDS, enough=enough) and ended():
            return
        if columns.bound >= enough:
            return
        worked, duties = _shares(columns)
        days = _nearest(worked)
        doing = [] if days else _nearest(duties)
        if not days and not doing:
            offer(columns.taken())
            return
        off = {(person, day, _OFF) for person, day in days}
        off |= {(person, day, _OFF) for person, day, _ in doing}
        others = {
            (person, day, k)
            for person, day, kind in doing
            for k in columns.kinds(person, day)
            if k != kind
        }
        node = replace(node, without=node.without | off | others)
        yield


def _nearest(shares: dict[_Key, float]) -> list[_Key]:
    """Return a few of what is not whole, the nearest to it first."""
    parted = [key for key, share in shares.items() if _apart_from_whole(share) > _WHOLE]
    parted.sort(key=lambda key: -shares[key])
    near = sum(shares[key] >= _NEAR for key in parted)
    return parted[: max(1, min(near, len(parted) // _STEPS))]


def _parts(columns: Columns, node: Node) -> list[Node]:
    """Part a node where the programme's answer is least whole; none where it is whole."""
    worked, duties = _shares(columns)
    day_of = max(worked, key=lambda one: _apart_from_whole(worked[one]), default=None)
    if day_of is not None and _apart_from_whole(worked[day_of]) > _WHOLE:
        person, day = day_of
        kinds = columns.kinds(person, day)
        return [
            replace(node, without=node.without | {(person, day, _OFF)}),
            replace(node, without=node.without | {(person, day, kind) for kind in kinds}),
        ]
    duty = max(duties, key=lambda one: _apart_from_whole(duties[one]), default=None)
    if duty is not None and _apart_from_whole(duties[duty]) > _WHOLE:
        person, day, kind = duty
        others = {(person, day, k) for k in columns.kinds(person, day) if k != kind}
        return [
            replace(node, without=node.without | {duty}),
            replace(node, without=node.without | others | {(person, day, _OFF)}),
        ]
    values = columns.frame_values
    split = {column: float(values[column]) for column in columns.links}
    column = max(split, key=lambda one: _apart_from_whole(split[one]), default=None)
    if column is not None and _apart_from_whole(split[column]) > _WHOLE:
        value = split[column]
        return [
            replace(node, counts=(*node.counts, (column, -inf, floor(value)))),
            replace(node, counts=(*node.counts, (column, ceil(value), inf))),
        ]
    return []


def _apart_from_whole(value: float) -> float:
    return abs(value - round(value))


def _shares(
    columns: Columns,
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int, int], float]]:
    """Return how much of each day is worked by each person, and of each duty done."""
    worked: dict[tuple[int, int], float] = {}
    duties: dict[tuple[int, int, int], float] = {}
    for (person, row), weight in zip(columns.rows, columns.weights, strict=False):
        if weight > _WHOLE:
            for day, kind in enumerate(row):
                if kind is not None:
                    worked[person, day] = worked.get((person, day), 0.0) + weight
                    duties[person, day, kind] = duties.get((person, day, kind), 0.0) + weight
    return worked, duties
