"""All rosters of a tiny problem, judged by its own words: shares no code with the planner."""

from collections.abc import Iterator
from itertools import product

from guardapp.roster.planner import Cover, Person, Problem, Roster, Tally

Row = tuple[int | None, ...]
Done = list[tuple[int, ...]]


def cheapest(problem: Problem) -> tuple[int, Roster] | None:
    """Return the least cost and a roster that has it, None if no roster keeps what is hard."""
    rows = [list(lawful_rows(problem, person)) for person in problem.persons]
    found = [
        (cost, roster)
        for roster in product(*rows)
        if not meet(problem, roster) and (cost := cost_of(problem, roster)) is not None
    ]
    return min(found, key=lambda pair: pair[0], default=None)


def lawful_rows(problem: Problem, person: Person) -> Iterator[Row]:
    """Yield the rows that a person may have."""
    choices: list[tuple[int | None, ...]] = []
    for day in range(problem.days):
        kinds = () if day in person.free or day in person.fixed else range(len(problem.kinds))
        choices.append((None, *(k for k in kinds if place_for(problem, person, day, k))))
    for row in product(*choices):
        if lawful(problem, person, row):
            yield row


def place_for(problem: Problem, person: Person, day: int, kind: int) -> bool:
    """Tell whether any cover could take the person."""
    return any((c.day, c.kind) == (day, kind) and c.group in person.groups for c in problem.cover)


def done(person: Person, row: Row) -> Done:
    """Return what is done on each day, planned or fixed."""
    return [person.fixed.get(day, ()) if kind is None else (kind,) for day, kind in enumerate(row)]


def lawful(problem: Problem, person: Person, row: Row) -> bool:
    """Tell whether a row keeps what is hard but for least minutes and tallies."""
    days = done(person, row)
    if any(
        row.count(k) + fixed(person, k) > max(most, fixed(person, k))
        for k, most in enumerate(person.most)
    ):
        return False
    if any(most == 0 and k in row for k, most in enumerate(person.most)):
        return False
    minutes = sum(problem.kinds[k].minutes for day in days for k in day)
    stood = sum(problem.kinds[k].minutes for day in person.fixed.values() for k in day)
    if person.max_minutes is not None and minutes > max(person.max_minutes, stood):
        return False
    ends = [
        sum(any(one[d] for d in pair) for pair in problem.weekends)
        for one in (days, fixed_days(problem, person))
    ]
    if person.max_weekends is not None and ends[0] > max(person.max_weekends, ends[1]):
        return False
    if any(hard_tally_broken(person, days, tally) for tally in person.tallies):
        return False
    return runs_fit(person, row, days) and kinds_fit(problem, row, days)


def weekends(problem: Problem, days: Done) -> int:
    """Return the number of week-ends with a duty."""
    return sum(any(days[day] for day in pair) for pair in problem.weekends)


def fixed(person: Person, kind: int) -> int:
    """Return how often a kind is fixed."""
    return sum(k == kind for day in person.fixed.values() for k in day)


def fixed_days(problem: Problem, person: Person) -> Done:
    """Return what is fixed on each day."""
    return [person.fixed.get(day, ()) for day in range(problem.days)]


def hard_tally_broken(person: Person, days: Done, tally: Tally) -> bool:
    """Tell whether a tally is above its hard bound by planned duties."""
    if tally.high is None or tally.over is not None:
        return False
    count = sum(tally.weights[k] for d in tally.days for k in days[d])
    stood = sum(tally.weights[k] for d in tally.days for k in person.fixed.get(d, ()))
    return count > max(tally.high, stood)


def runs_fit(person: Person, row: Row, days: Done) -> bool:
    """Tell whether runs of work and of days off have the lengths they may have."""
    first = 0
    for day in range(1, len(row) + 1):
        if day < len(row) and bool(days[day]) == bool(days[first]):
            continue
        length, inside = day - first, first > 0 and day < len(row)
        if days[first] and any(row[d] is not None for d in range(first, day)):
            most = len(row) if person.max_run is None else person.max_run
            if length > most or (inside and length < person.min_run):
                return False
        short = not days[first] and inside and length < person.min_off
        if short and (row[first - 1] is not None or row[day] is not None):
            return False
        first = day
    return True


def kinds_fit(problem: Problem, row: Row, days: Done) -> bool:
    """Tell whether kinds may follow one another, and none is done too long."""
    for day, here in enumerate(days):
        for kind in here:
            for later, block in enumerate(problem.kinds[kind].blocks, day + 1):
                broken = later < len(days) and set(days[later]) & block
                if broken and (row[day] is not None or row[later] is not None):
                    return False
    for number, kind in enumerate(problem.kinds):
        run: list[int] = []
        for day in range(len(days) + 1):
            if day < len(days) and number in days[day]:
                run.append(day)
                continue
            planned = any(row[d] is not None for d in run)
            if kind.most_running is not None and planned and len(run) > kind.most_running:
                return False
            run = []
    return True


def meet(problem: Problem, roster: Roster) -> bool:
    """Tell whether two who are apart share an hour."""
    for one, other in problem.apart:
        both = done(problem.persons[one], roster[one]), done(problem.persons[other], roster[other])
        for day in range(problem.days):
            planned = roster[one][day] is not None or roster[other][day] is not None
            for kinds in problem.together:
                if planned and kinds & set(both[0][day]) and kinds & set(both[1][day]):
                    return True
    return False


def cost_of(problem: Problem, roster: Roster) -> int | None:
    """Return the cost of a roster, None if somebody stands nowhere."""
    total = 0
    for person, row in zip(problem.persons, roster, strict=True):
        days = done(person, row)
        total += sum(person.costs.get((d, k), 0) for d, k in enumerate(row) if k is not None)
        total += sum(cost for d, kinds, cost in person.off_costs if not kinds & set(days[d]))
        for tally in person.tallies:
            count = sum(tally.weights[k] for d in tally.days for k in days[d])
            total += (tally.under or 0) * max(0, (tally.low or 0) - count)
            if tally.high is not None:
                total += (tally.over or 0) * max(0, count - tally.high)
        for day in range(problem.days - 1):
            pairs = product(days[day], days[day + 1])
            total += sum(problem.change_costs.get(pair, 0) for pair in pairs)
    for day, kind in {(c.day, c.kind) for c in problem.cover}:
        covers = [c for c in problem.cover if (c.day, c.kind) == (day, kind)]
        here = [p for p, row in zip(problem.persons, roster, strict=True) if row[day] == kind]
        cost = cheapest_places(covers, here)
        if cost is None:
            return None
        total += cost
    return total


def cheapest_places(covers: list[Cover], here: list[Person]) -> int | None:
    """Return the least cost of giving each a place, trying all ways."""
    best: int | None = None
    for places in product(range(len(covers)), repeat=len(here)):
        if any(covers[at].group not in p.groups for at, p in zip(places, here, strict=True)):
            continue
        have = [places.count(at) for at in range(len(covers))]
        if any(c.over is None and n > c.wanted for c, n in zip(covers, have, strict=True)):
            continue
        cost = sum(
            c.under * max(0, c.wanted - n) + (c.over or 0) * max(0, n - c.wanted)
            for c, n in zip(covers, have, strict=True)
        )
        best = cost if best is None else min(best, cost)
    return best
