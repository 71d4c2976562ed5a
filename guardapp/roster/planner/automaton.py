"""The hard rules on one person's sequence of days, as states and what each day leads to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guardapp.roster.planner.problem import Kind

FORBIDDEN: Final = -1
OFF: Final = 0
Blocked = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Lengths:
    """Least and greatest lengths of runs of work, and least of days off; `most` None for any."""

    min_run: int
    max_run: int | None
    min_off: int


@dataclass(frozen=True, slots=True)
class State:
    """What the days so far mean for the next ones.

    `worked` days in a row or `rested` days off; `edge`: the run began with the horizon; `stood`:
    the run has fixed days alone, or such a run's last day came before the days off; `blocked`:
    the kinds that may not follow, by day; `same`: (kind, days in a row, whether any is planned)
    where such runs are limited; `last`: the kinds of the last day where changes cost.
    """

    worked: int
    rested: int
    edge: bool
    stood: bool
    blocked: Blocked
    same: tuple[tuple[int, int, bool], ...] = ()
    last: frozenset[int] = frozenset()


class Automaton:
    """States and steps: `steps[state][symbol]` is the next state or FORBIDDEN.

    Symbol 0 is a day off, then come groups of kinds that mean the same for what follows, then the
    fixed duties that are met. `price[state][symbol]` is the cost of a change of kind.
    """

    def __init__(
        self,
        kinds: Sequence[Kind],
        lengths: Lengths,
        changes: Mapping[tuple[int, int], int],
        standing: Iterable[tuple[int, ...]],
        alike: Sequence[object],
    ) -> None:
        """Find all states; kinds are of one group only where their `alike` are equal."""
        self._kinds, self._lengths, self._changes = kinds, lengths, changes
        self._depth = max([0, *(len(kind.blocks) for kind in kinds)])
        self._first_kinds = {first for first, _ in changes}
        groups: dict[object, list[int]] = {}
        for number, kind in enumerate(kinds):
            groups.setdefault((self._meaning(number, kind), alike[number]), []).append(number)
        self.groups = list(groups.values())
        self.standing = sorted(set(standing))
        self.symbol_of_kind = {k: 1 + g for g, group in enumerate(self.groups) for k in group}
        self.symbol_of_standing = {
            done: 1 + len(self.groups) + place for place, done in enumerate(self.standing)
        }
        nothing: Blocked = (frozenset(),) * self._depth
        self.states = [State(0, lengths.min_off, edge=True, stood=False, blocked=nothing)]
        self.steps: list[list[int]] = []
        self.price: list[list[int]] = []
        self._explore()
        self.works = [state.worked > 0 for state in self.states]

    def _meaning(self, number: int, kind: Kind) -> object:
        blocked_by = tuple(
            (other, later)
            for other, one in enumerate(self._kinds)
            for later, block in enumerate(one.blocks)
            if number in block
        )
        changes = tuple(sorted(item for item in self._changes.items() if number in item[0]))
        alone = number if changes or kind.most_running is not None else -1
        blocks = tuple(block for block in kind.blocks if block)
        return (blocks, kind.blocks if blocks else (), blocked_by, changes, alone)

    def _explore(self) -> None:
        found = {self.states[0]: 0}
        for state in self.states:
            nexts = [self._rest(state)]
            nexts += [self._work(state, (group[0],), planned=True) for group in self.groups]
            nexts += [self._work(state, done, planned=False) for done in self.standing]
            row = []
            for following in nexts:
                if following is not None and following not in found:
                    found[following] = len(self.states)
                    self.states.append(following)
                row.append(FORBIDDEN if following is None else found[following])
            self.steps.append(row)
            done_by_symbol = [(), *((group[0],) for group in self.groups), *self.standing]
            self.price.append(
                [
                    sum(self._changes.get((a, b), 0) for a in state.last for b in done)
                    for done in done_by_symbol
                ]
            )

    def _rest(self, state: State) -> State | None:
        least = self._lengths.min_off
        blocked = (*state.blocked[1:], frozenset())[: self._depth]
        if not state.worked:
            rested = min(least, state.rested + 1)
            stood = state.stood and rested < least
            return State(0, rested, edge=False, stood=stood, blocked=blocked)
        if state.worked < self._lengths.min_run and not (state.edge or state.stood):
            return None
        stood = state.stood and least > 1
        return State(0, min(1, least), edge=False, stood=stood, blocked=blocked)

    def _work(self, state: State, done: tuple[int, ...], *, planned: bool) -> State | None:
        lengths = self._lengths
        if planned and (self._depth and state.blocked[0].intersection(done)):
            return None
        first = not state.worked
        if first and state.rested < lengths.min_off and (planned or not state.stood):
            return None
        stood = not planned and (first or state.stood)
        worked = state.worked + 1
        if lengths.max_run is not None and worked > lengths.max_run and not stood:
            return None
        edge = state.edge and worked < lengths.min_run
        worked = min(worked, lengths.min_run if lengths.max_run is None else lengths.max_run)
        same = self._same(state, done, planned=planned)
        if same is None:
            return None
        blocked = list((*state.blocked[1:], frozenset())[: self._depth])
        for kind in done:
            for later, block in enumerate(self._kinds[kind].blocks):
                blocked[later] |= block
        last = self._first_kinds.intersection(done)
        return State(worked, 0, edge, stood, tuple(blocked), same, frozenset(last))

    def _same(
        self, state: State, done: tuple[int, ...], *, planned: bool
    ) -> tuple[tuple[int, int, bool], ...] | None:
        before = {kind: (count, any_planned) for kind, count, any_planned in state.same}
        same = []
        for kind in sorted(set(done)):
            most = self._kinds[kind].most_running
            if most is not None:
                count, any_planned = before.get(kind, (0, False))
                count, any_planned = count + 1, any_planned or planned
                if any_planned and count > most:
                    return None
                same.append((kind, min(count, most), any_planned))
        return tuple(same)
