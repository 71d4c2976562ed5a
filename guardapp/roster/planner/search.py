"""Searches for the best roster: rows by column generation, neighbourhoods by mixed-integer models.

Workers are threads that share the best roster and the best bound. Without clock and user the
workers' turns follow one another on one thread, so that a seed gives the same roster again.
"""

import threading
from collections.abc import Callable, Iterator
from math import ceil, inf
from random import Random
from typing import Any, Final

from guardapp.base.clock import SystemClock
from guardapp.roster.planner.branching import branch_and_price, dive
from guardapp.roster.planner.columns import Columns
from guardapp.roster.planner.costs import Costs, breaches, row_breaches
from guardapp.roster.planner.first import improve_each
from guardapp.roster.planner.linear import by_cpsat, by_highs, relaxed
from guardapp.roster.planner.neighbours import Neighbours
from guardapp.roster.planner.paths import MOST_STATES
from guardapp.roster.planner.problem import Problem, Progress, Roster, Solution
from guardapp.roster.planner.stints import StintModel
from guardapp.roster.planner.terms import Free, Setting

OnProgress = Callable[[Progress, Roster], None]
_TICK: Final = 0.1
_STEP: Final = 2.0
_CHOOSE: Final = 3.0
_WHOLE: Final = 1500
_SWEEP: Final = 5.0
_QUICK: Final = 0.2
_WARM: Final = 20  # neighbourhoods before the whole is tried
_EFFORT: Final = 5.0  # of CP-SAT's deterministic time
_NODES: Final = 50  # of branch and bound, where no clock counts
_TINY: Final = 600  # days of all persons, where branch and price soon ends
_SMALL: Final = 4_000  # days of all persons
_HUGE: Final = 25_000  # of which no bound is found in minutes
_WORK: Final = 30_000_000  # states of the dynamic programme over all persons and days
_LEAST_STATES: Final = 300
_OVER: Final = object()
_ROUND_UP: Final = 1e-3


class Best:
    """What all workers know: the best roster, its cost, and the least cost that is proven."""

    def __init__(
        self,
        setting: Setting,
        began: int,
        seconds: float | None,
        stopped: Callable[[], bool],
        *,
        steady: bool,
    ) -> None:
        """Begin with nothing planned, `began` at so many steady milliseconds.

        What is `steady` looks at no clock but to end.
        """
        self.steady = steady
        self._clock = SystemClock()
        self._began = began
        self._seconds = seconds
        self._asked = stopped
        self._lock = threading.Lock()
        self._setting = setting
        self.costs = Costs(setting)
        self.roster = setting.empty()
        self.objective = self.costs.roster(self.roster)
        self.bound = 0
        self.version = 0
        self.halted = False

    def seconds(self) -> float:
        """Return the seconds since the search began."""
        return (self._clock.steady_ms() - self._began) / 1000

    def most(self, seconds: float) -> dict[str, Any]:
        """Return the limits of one model's work: so many seconds at most, or a few nodes."""
        if self.steady:
            return {"seconds": None, "nodes": _NODES}
        return {"seconds": min(seconds, self.left())}

    def left(self) -> float:
        """Return the seconds that are left."""
        return inf if self._seconds is None else self._seconds - self.seconds()

    def offer(self, roster: Roster) -> bool:
        """Take a roster if it is better than the best; tell whether it is."""
        with self._lock:
            return self._take(roster) > 0

    def offer_change(self, base: Roster, roster: Roster, free: Free) -> int:
        """Take what a roster changed in the free days of its base; return what was gained."""
        with self._lock:
            if self.roster is not base:
                roster = _merged(self.roster, roster, free)
                changed = [p for p in free if roster[p] != self.roster[p]]
                if any(row_breaches(self._setting, p, roster[p]) for p in changed):
                    return 0
                if self._setting.problem.apart and breaches(self._setting, roster):
                    return 0
            return self._take(roster)

    def _take(self, roster: Roster) -> int:
        objective = self.costs.roster(roster)
        gain = self.objective - objective
        if gain > 0:
            self.roster, self.objective = roster, objective
            self.version += 1
        return max(0, gain)

    def offer_if_lawful(self, roster: Roster) -> int | None:
        """Take a roster that is better; return its cost, None if it breaks something hard."""
        if breaches(self._setting, roster):
            return None
        self.offer(roster)
        return self.costs.roster(roster)

    def prove(self, bound: float) -> None:
        """Take a bound: costs are whole, so the next whole number is one."""
        if bound > -inf:
            with self._lock:
                better = ceil(min(bound - _ROUND_UP, self.objective))
                if better > self.bound:
                    self.bound = better
                    self.version += 1

    def interrupted(self) -> bool:
        """Tell whether the time is over or the user stopped."""
        if not self.halted and (self.left() <= 0 or self._asked()):
            self.halted = True
        return self.halted

    def ended(self) -> bool:
        """Tell whether there is nothing more to do, or no time to do it."""
        return self.objective <= self.bound or self.interrupted()

    def progress(self) -> Progress:
        """Return how far the search is."""
        return Progress(self.seconds(), self.objective, min(self.bound, self.objective))


def solve(
    problem: Problem,
    *,
    seconds: float | None,
    workers: int = 2,
    seed: int = 0,
    start: Roster | None = None,
    steps: int | None = None,
    on_progress: OnProgress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Solution:
    """Return the best roster found within seconds, steps of work, or until the user stops.

    `start` is a roster to begin with, such as that before a change. With `steps` all is done on
    the caller's thread, and the same seed gives the same roster if nothing else ends it; `None`
    for both ends with the proof. `on_progress` is called on the caller's thread whenever the
    best roster or the bound is better.
    """
    began = SystemClock().steady_ms()
    setting = Setting(problem)
    best = Best(setting, began, seconds, stopped or _never, steady=steps is not None)
    tell = _Teller(best, on_progress)
    if start is not None and not breaches(setting, start):
        best.offer(start)
    best.offer(improve_each(setting, best.costs, best.roster, best.interrupted, seed))
    tell.news()
    if not setting.open:
        best.prove(best.objective)
    turns = [_turns(setting, best, seed, worker) for worker in range(workers)]
    if steps is not None:
        _one_after_another(turns, best, steps, tell)
    else:
        _side_by_side(turns, best, tell)
    tell.news()
    return Solution(best.roster, best.progress(), stopped=best.halted)


def _never() -> bool:
    return False


def _merged(roster: Roster, other: Roster, free: Free) -> Roster:
    """Return a roster with the free days of another."""
    return tuple(
        tuple(other[person][day] if day in free[person] else k for day, k in enumerate(row))
        if person in free
        else row
        for person, row in enumerate(roster)
    )


class _Teller:
    """Tells the caller what is new."""

    def __init__(self, best: Best, on_progress: OnProgress | None) -> None:
        self._best, self._on_progress, self._told = best, on_progress, -1

    def news(self) -> None:
        """Call back if anything is better than last time."""
        if self._on_progress is not None and self._best.version != self._told:
            self._told = self._best.version
            self._on_progress(self._best.progress(), self._best.roster)


def _one_after_another(turns: list[Iterator[None]], best: Best, steps: int, tell: _Teller) -> None:
    for step in range(steps):
        if best.ended():
            break
        next(turns[step % len(turns)], None)
        tell.news()


def _side_by_side(turns: list[Iterator[None]], best: Best, tell: _Teller) -> None:
    failed: list[BaseException] = []

    def work(turn: Iterator[None]) -> None:
        try:
            while not best.ended() and next(turn, _OVER) is None:
                pass
        except BaseException as error:  # noqa: BLE001 (raised again on the caller's thread)
            failed.append(error)
            best.halted = True

    threads = [threading.Thread(target=work, args=(turn,), daemon=True) for turn in turns]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(_TICK)
            tell.news()
    if failed:
        raise failed[0]


def _turns(setting: Setting, best: Best, seed: int, worker: int) -> Iterator[None]:
    """Yield after each step of one worker's work."""
    random = Random(seed * 1000 + worker)  # noqa: S311 (no secret)
    around = _around(setting, best, random, worker)
    if worker == 0 and not _fits_columns(setting):
        yield
        best.prove(relaxed(StintModel(setting, best.roster, setting.open).linear, best.ended))
        yield
        _prove(setting, best, seed)
    elif worker == 1 and not _fits_columns(setting):
        for _ in range(_WARM):
            yield next(around)
        _prove_by_cpsat(setting, best, seed)
    elif worker == 0 and _extent(setting) <= _HUGE:
        columns = _columns(setting, best)
        first = _solve_columns(columns, best, seed)
        if _extent(setting) > _SMALL:
            first = _by_turns(best, first, around)
        yield from first
        parts = branch_and_price(
            columns,
            columns.bound,
            lambda: best.objective,
            best.offer_if_lawful,
            best.prove,
            best.ended,
        )
        yield from parts if _extent(setting) <= _TINY else _by_turns(best, parts, around)
    yield from around


def _extent(setting: Setting) -> int:
    return sum(len(days) for days in setting.open.values())


def _by_turns(best: Best, one: Iterator[None], other: Iterator[None]) -> Iterator[None]:
    """Give both the same time until the first has no more to do."""
    spent = [0.0, 0.0]
    turns = (one, other)
    while True:
        which = int(spent[1] < spent[0])
        began = best.seconds()
        if next(turns[which], _OVER) is _OVER:
            return
        spent[which] += 1 if best.steady else best.seconds() - began
        yield


def _around(setting: Setting, best: Best, random: Random, worker: int) -> Iterator[None]:
    """Improve the best roster neighbourhood by neighbourhood, without end."""
    neighbours = Neighbours(setting, random)
    for free in neighbours.sweep()[worker::2]:
        _solve_around(setting, best, free, _SWEEP, 0)
        yield
    while True:
        name, free = neighbours.pick(best.roster)
        if free:
            result = _solve_around(setting, best, free, _STEP, random.randrange(1000))
            neighbours.learn(name, *result)
        yield


def _solve_around(
    setting: Setting, best: Best, free: Free, limit: float, seed: int
) -> tuple[int, bool, bool]:
    """Find the best for what is free, all else as in the best roster.

    Return what was gained, whether the model was solved, and whether quickly.
    """
    base, began = best.roster, best.seconds()
    model = StintModel(setting, base, free)
    answer = by_highs(
        model.linear,
        **best.most(limit),
        seed=seed,
        start=model.start(),
        stopped=best.ended,
    )
    gain = 0
    if answer.values is not None:
        gain = best.offer_change(base, model.roster(answer.values), free)
    quick = best.steady or best.seconds() - began < limit * _QUICK
    return gain, answer.ended, quick


def _fits_columns(setting: Setting) -> bool:
    """Tell whether most limits are kept by the rows themselves: else the bound is no better."""
    days = setting.problem.days
    limits = [limit for member in setting.members for limit in member.limits]
    own = sum(limit.hard and len(limit.days) == days for limit in limits)
    return 2 * own >= len(limits)


def _columns(setting: Setting, best: Best) -> Columns:
    """Return the programme of whole rows, its states as many as there is time for."""
    most_states = min(MOST_STATES, max(_LEAST_STATES, _WORK // max(1, _extent(setting))))
    return Columns(
        setting, best.costs, best.roster, setting.open, best.ended, best.left, most_states
    )


def _solve_columns(columns: Columns, best: Best, seed: int) -> Iterator[None]:
    """Prove a bound by column generation, and make rosters from the rows it found."""
    while not columns.converge(best.ended, rounds=2):
        best.prove(columns.bound)
        if best.ended():
            return
        yield
    best.prove(columns.bound)
    yield
    roster = columns.choose(best.ended, **best.most(_CHOOSE), seed=seed)
    if roster is not None:
        best.offer(roster)
    yield
    least = columns.bound
    yield from dive(columns, lambda: best.objective, best.offer_if_lawful, best.ended)
    columns.bound = least


def _is_small(setting: Setting) -> bool:
    return sum(len(kinds) for member in setting.members for kinds in member.able) <= _WHOLE


def _prove_by_cpsat(setting: Setting, best: Best, seed: int) -> None:
    """Do the same by constraint programming, which is at times far ahead."""
    if not _is_small(setting):
        return
    model = StintModel(setting, best.roster, setting.open)

    def found(values: Any, _cost: float) -> None:
        best.offer(model.roster(values))

    answer = by_cpsat(
        model.linear,
        seconds=None if best.steady else best.left(),
        work=_EFFORT if best.steady else None,
        seed=seed,
        start=model.start(),
        stopped=best.ended,
        found=found,
        bounded=best.prove,
    )
    if answer.ended and answer.values is not None:
        best.prove(best.objective)


def _prove(setting: Setting, best: Best, seed: int) -> None:
    """Solve the whole model if it is small, if need be until the time is over."""
    if not _is_small(setting):
        return
    model = StintModel(setting, best.roster, setting.open)

    def found(values: Any) -> None:
        best.offer(model.roster(values))

    answer = by_highs(
        model.linear,
        **best.most(inf),
        seed=seed,
        start=model.start(),
        stopped=best.ended,
        found=found,
        bounded=best.prove,
    )
    if answer.values is not None:
        best.offer(model.roster(answer.values))
    if answer.ended:
        best.prove(best.objective)
