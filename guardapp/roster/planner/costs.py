"""Counts what a roster costs, and which hard rules it breaks."""

from collections import Counter

from guardapp.roster.planner.problem import Cover, Roster
from guardapp.roster.planner.terms import IMPOSSIBLE, Member, Row, Setting


class Costs:
    """Counts costs of rosters of one problem; remembers those of rows it has seen lately."""

    def __init__(self, setting: Setting) -> None:
        """Count for a setting."""
        self._setting = setting
        self._rows: list[tuple[Row, int] | None] = [None] * len(setting.members)
        self._places: dict[tuple[int, int, tuple[tuple[int, int], ...]], int] = {}

    def roster(self, roster: Roster) -> int:
        """Return what a roster costs, at least IMPOSSIBLE if somebody stands nowhere."""
        total = sum(self.row(person, row) for person, row in enumerate(roster))
        counts: dict[tuple[int, int], Counter[int]] = {}
        for person, row in enumerate(roster):
            groups = self._setting.members[person].groups
            for day, kind in enumerate(row):
                if kind is not None:
                    counts.setdefault((day, kind), Counter())[groups] += 1
        for place in self._setting.cover.keys() | counts.keys():
            total += self.place(*place, counts.get(place, Counter()))
        return total

    def row(self, person: int, row: Row) -> int:
        """Return what one person's row costs but for cover."""
        known = self._rows[person]
        if known is not None and known[0] == row:
            return known[1]
        cost = self._row(self._setting.members[person], row)
        self._rows[person] = (row, cost)
        return cost

    def place(self, day: int, kind: int, counts: Counter[int]) -> int:
        """Return what a kind on a day costs when so many of each class of persons do it."""
        covers = self._setting.cover.get((day, kind), [])
        if len(covers) == 1:
            return _alone(covers[0], counts.total())
        key = (day, kind, tuple(sorted(counts.items())))
        if key not in self._places:
            reach = {g: self._setting.reach(day, kind, g) for g in counts}
            self._places[key] = _spread(covers, counts, reach)
        return self._places[key]

    def _row(self, member: Member, row: Row) -> int:
        costs = member.costs
        total = member.constant
        total += sum(costs.get((d, k), 0) for d, k in enumerate(row) if k is not None)
        total += sum(limit.cost(limit.count(row)) for limit in member.limits)
        if self._setting.change_costs:
            for day in range(len(row) - 1):
                for first in member.kinds(row, day):
                    for then in member.kinds(row, day + 1):
                        total += self._setting.change_costs.get((first, then), 0)
        return total


def _alone(cover: Cover, have: int) -> int:
    missing, more = max(0, cover.wanted - have), max(0, have - cover.wanted)
    if cover.over is None:
        return IMPOSSIBLE * more + cover.under * missing
    return cover.over * more + cover.under * missing


def _spread(covers: list[Cover], counts: Counter[int], reach: dict[int, list[int]]) -> int:
    """Return the least cost of places, each person at one that is in reach.

    Person after person takes the cheapest chain of moves, which keeps the whole the cheapest.
    """
    total = sum(cover.wanted * cover.under for cover in covers)
    at: list[Counter[int]] = [Counter() for _ in covers]
    for group, count in counts.items():
        for _ in range(count):
            cost = _seat(covers, at, reach, group)
            total += cost
            if cost >= IMPOSSIBLE:
                return total
    return total


def _seat(
    covers: list[Cover], at: list[Counter[int]], reach: dict[int, list[int]], group: int
) -> int:
    """Seat one more person of a class where that costs least, moving others; return the cost."""
    price = []
    for place, cover in enumerate(covers):
        if at[place].total() < cover.wanted:
            price.append(-cover.under)
        else:
            price.append(IMPOSSIBLE if cover.over is None else cover.over)
    came: dict[int, tuple[int, int]] = dict.fromkeys(reach[group], (-1, group))
    queue = list(came)
    for place in queue:
        for other in list(at[place]):
            if at[place][other]:
                for further in reach[other]:
                    if further not in came:
                        came[further] = (place, other)
                        queue.append(further)
    if not queue:
        return IMPOSSIBLE
    end = min(queue, key=lambda place: price[place])
    cost = price[end]
    while end >= 0:
        start, mover = came[end]
        at[end][mover] += 1
        if start >= 0:
            at[start][mover] -= 1
        end = start
    return cost


def breaches(setting: Setting, roster: Roster) -> list[str]:
    """Return the hard rules that planned duties break, in the planner's own terms."""
    found = []
    for person, row in enumerate(roster):
        found += [f"person {person}: {text}" for text in row_breaches(setting, person, row)]
    for first, second in setting.problem.apart:
        for day in range(setting.problem.days):
            done = {*setting.members[first].kinds(roster[first], day)}
            other = {*setting.members[second].kinds(roster[second], day)}
            planned = roster[first][day] is not None or roster[second][day] is not None
            if planned and any(done & s and other & s for s in setting.problem.together):
                found.append(f"{first} and {second} together on {day}")
    return found


def row_breaches(setting: Setting, person: int, row: Row) -> list[str]:
    """Return the hard rules that a person's row breaks by itself."""
    member, days = setting.members[person], len(row)
    kinds = setting.problem.kinds
    found = [f"{k} on {d}" for d, k in enumerate(row) if k is not None and k not in member.able[d]]
    found += [f"too many {x.weights}" for x in member.limits if x.cost(x.count(row)) >= IMPOSSIBLE]
    works = [member.works(row, day) for day in range(days)]
    if member.weekends is not None:
        ends = sum(any(works[d] for d in pair) for pair in setting.problem.weekends)
        found += ["weekends"] * (ends > member.weekends)
    start = 0
    for day in range(1, days + 1):
        if day == days or works[day] != works[start]:
            found += _run_breaches(member, row, works, start, day)
            start = day
    for day, kind in enumerate(row):
        if kind is not None and (most := kinds[kind].most_running) is not None:
            first = last = day
            while first and kind in member.kinds(row, first - 1):
                first -= 1
            while last + 1 < days and kind in member.kinds(row, last + 1):
                last += 1
            found += [f"{kind} too long in a row"] * (last - first + 1 > most)
    return found + _succession_breaches(setting, member, row)


def _run_breaches(member: Member, row: Row, works: list[bool], start: int, end: int) -> list[str]:
    """Judge the run of days start..end-1, all worked or all off."""
    inside = start > 0 and end < len(row)
    if works[start]:
        planned = any(row[day] is not None for day in range(start, end))
        short = inside and end - start < member.min_run
        return ["run"] * (planned and (short or end - start > member.max_run))
    both = inside and start - 1 in member.standing and end in member.standing
    return ["days off"] * (inside and not both and end - start < member.min_off)


def _succession_breaches(setting: Setting, member: Member, row: Row) -> list[str]:
    found = []
    for day in range(len(row)):
        for kind in member.kinds(row, day):
            for later, block in enumerate(setting.problem.kinds[kind].blocks, day + 1):
                if later < len(row) and set(member.kinds(row, later)) & block:
                    planned = row[day] is not None or row[later] is not None
                    found += [f"{kind} on {day} blocks {later}"] * planned
    return found
