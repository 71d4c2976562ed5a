"""Counts what a roster costs, and which hard rules it breaks."""

from collections import Counter

from guardapp.roster.planner.problem import Cover, Roster
from guardapp.roster.planner.terms import IMPOSSIBLE, Member, Row, Setting


class Seats:
    """Who stands where, by class of persons, at the covers of one kind on one day.

    Person after person takes the cheapest chain of moves, which keeps the whole the cheapest.
    """

    def __init__(self, covers: list[Cover], reach: list[list[int]]) -> None:
        """Begin with nobody; `reach` are the places open to each class."""
        self._covers, self._reach = covers, reach
        self._at: list[dict[int, int]] = [{} for _ in covers]
        self._price = [_price(cover, 0) for cover in covers]
        self._have = [0] * len(covers)
        self.cost = sum(cover.wanted * cover.under for cover in covers)

    def more(self, group: int) -> int:
        """Return what one more of a class costs, IMPOSSIBLE where there is no place."""
        return min((self._price[place] for place in self._chains(group)), default=IMPOSSIBLE)

    def seat(self, group: int) -> None:
        """Seat one more of a class where that costs least, moving others."""
        came = self._chains(group)
        if not came:
            self.cost += IMPOSSIBLE
            return
        end = min(came, key=self._price.__getitem__)
        self.cost += self._price[end]
        self._have[end] += 1
        self._price[end] = _price(self._covers[end], self._have[end])
        while end >= 0:
            start, mover = came[end]
            self._at[end][mover] = self._at[end].get(mover, 0) + 1
            if start >= 0:
                self._leave(start, mover)
            end = start

    def _leave(self, place: int, group: int) -> None:
        self._at[place][group] -= 1
        if not self._at[place][group]:
            del self._at[place][group]

    def _chains(self, group: int) -> dict[int, tuple[int, int]]:
        """Return each place that may gain one: the place and class of who moves there."""
        came = dict.fromkeys(self._reach[group], (-1, group))
        queue = list(came)
        known = {group}
        for place in queue:
            for other in self._at[place]:
                if other not in known:
                    known.add(other)
                    for further in self._reach[other]:
                        if further not in came:
                            came[further] = (place, other)
                            queue.append(further)
        return came


def _price(cover: Cover, have: int) -> int:
    """Return what one more costs where so many stand."""
    if have < cover.wanted:
        return -cover.under
    return IMPOSSIBLE if cover.over is None else cover.over


class Costs:
    """Counts costs of rosters of one problem; remembers those of rows it has seen lately."""

    def __init__(self, setting: Setting) -> None:
        """Count for a setting."""
        self._setting = setting
        self._rows: list[tuple[Row, int] | None] = [None] * len(setting.members)
        self._reach: dict[tuple[int, int], list[list[int]]] = {}
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
            seats = self.seats(day, kind)
            for group in counts.elements():
                seats.seat(group)
            self._places[key] = seats.cost
        return self._places[key]

    def seats(self, day: int, kind: int) -> Seats:
        """Return the empty places of a kind on a day."""
        if (day, kind) not in self._reach:
            groups = range(len(self._setting.groups))
            self._reach[day, kind] = [self._setting.reach(day, kind, g) for g in groups]
        return Seats(self._setting.cover.get((day, kind), []), self._reach[day, kind])

    def _row(self, member: Member, row: Row) -> int:
        costs = member.costs
        total = member.constant
        total += sum(costs.get((d, k), 0) for d, k in enumerate(row) if k is not None)
        total += sum(limit.cost(limit.count(row)) for limit in member.limits)
        return total + changes(self._setting, member, row)


def changes(setting: Setting, member: Member, row: Row) -> int:
    """Return what the changes of kind from day to day in a row cost."""
    if not setting.change_costs:
        return 0
    return sum(
        setting.change_costs.get((first, then), 0)
        for day in range(len(row) - 1)
        for first in member.kinds(row, day)
        for then in member.kinds(row, day + 1)
    )


def _alone(cover: Cover, have: int) -> int:
    missing, more = max(0, cover.wanted - have), max(0, have - cover.wanted)
    if cover.over is None:
        return IMPOSSIBLE * more + cover.under * missing
    return cover.over * more + cover.under * missing


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
