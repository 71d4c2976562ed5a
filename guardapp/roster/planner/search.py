"""Searches for the best roster: rows by column generation, neighbourhoods by mixed-integer models.

Workers are threads that share the best roster and the best bound. Without clock and user the
workers' turns follow one another on one thread, so that a seed gives the same roster again.
"""

import threading
from collections.abc import Callable, Iterator
from math import ceil, inf
from random import Random
from typing import Final

from guardapp.base.clock import SystemClock
from guardapp.roster.planner.columns import Columns
from guardapp.roster.planner.costs import Costs, breaches
from guardapp.roster.planner.first import improve_each
from guardapp.roster.planner.linear import by_highs
from guardapp.roster.planner.neighbours import Neighbours
from guardapp.roster.planner.problem import Problem, Progress, Roster, Solution
from guardapp.roster.planner.stints import StintModel
from guardapp.roster.planner.terms import Setting

OnProgress = Callable[[Progress, Roster], None]
_TICK: Final = 0.1
_STEP: Final = 2.0
_ROUND_UP: Final = 1e-3


class Best:
    """What all workers know: the best roster, its cost, and the least cost that is proven."""

    def __init__(
        self, setting: Setting, seconds: float | None, stopped: Callable[[], bool]
    ) -> None:
        """Begin with nothing planned."""
        self._clock = SystemClock()
        self._began = self._clock.steady_ms()
        self._seconds = seconds
        self._asked = stopped
        self._lock = threading.Lock()
        self.costs = Costs(setting)
        self.roster = setting.empty()
        self.objective = self.costs.roster(self.roster)
        self.bound = 0
        self.version = 0
        self.halted = False

    def seconds(self) -> float:
        """Return the seconds since the search began."""
        return (self._clock.steady_ms() - self._began) / 1000

    def left(self) -> float:
        """Return the seconds that are left."""
        return inf if self._seconds is None else self._seconds - self.seconds()

    def offer(self, roster: Roster) -> bool:
        """Take a roster if it is better than the best; tell whether it is."""
        with self._lock:
            objective = self.costs.roster(roster)
            if objective >= self.objective:
                return False
            self.roster, self.objective = roster, objective
            self.version += 1
            return True

    def prove(self, bound: float) -> None:
        """Take a bound: costs are whole, so the next whole number is one."""
        if bound > -inf:
            with self._lock:
                better = min(ceil(bound - _ROUND_UP), self.objective)
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
    setting = Setting(problem)
    best = Best(setting, seconds, stopped or _never)
    tell = _Teller(best, on_progress)
    if start is not None and not breaches(setting, start):
        best.offer(start)
    best.offer(improve_each(setting, best.costs, best.roster, best.interrupted, seed))
    tell.news()
    turns = [_turns(setting, best, seed, worker) for worker in range(workers)]
    if steps is not None:
        _one_after_another(turns, best, steps, tell)
    else:
        _side_by_side(turns, best, tell)
    tell.news()
    return Solution(best.roster, best.progress(), stopped=best.halted)


def _never() -> bool:
    return False


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
            while not best.ended() and next(turn, "over") is None:
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
    if worker == 0:
        yield from _by_columns(setting, best, seed)
    neighbours = Neighbours(setting, random)
    while True:
        name, free = neighbours.pick(best.roster)
        base, cost = best.roster, best.objective
        began = best.seconds()
        model = StintModel(setting, base, free)
        answer = by_highs(
            model.linear,
            seconds=min(_STEP, best.left()),
            seed=random.randrange(1000),
            start=model.start(),
            stopped=best.ended,
        )
        took = best.seconds() - began
        gain = 0
        if answer.values is not None and best.offer(model.roster(answer.values)):
            gain = cost - best.objective
        neighbours.learn(name, gain=gain, ended=answer.ended, quick=took < _STEP / 2)
        yield


def _by_columns(setting: Setting, best: Best, seed: int) -> Iterator[None]:
    """Prove a bound by column generation, and choose a roster from the rows it found."""
    columns = Columns(setting, best.costs, best.roster, setting.open)
    while not columns.converge(best.ended, rounds=5):
        best.prove(columns.bound)
        if best.ended():
            return
        yield
    best.prove(columns.bound)
    yield
    roster = columns.choose(best.ended, seconds=min(10, best.left()), seed=seed)
    if roster is not None:
        best.offer(roster)
    yield
