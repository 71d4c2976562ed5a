"""Which persons and days are set free for the next small model, by what has paid so far."""

from dataclasses import dataclass
from math import inf
from random import Random
from typing import Final

from guardapp.roster.planner.problem import Roster
from guardapp.roster.planner.terms import Free, Setting

_LEAST: Final = 100
_MOST: Final = 6_000
_GROW: Final = 1.2
_SHRINK: Final = 0.8
_SIZES: Final = {"persons": 500.0, "days": 1500.0, "both": 500.0, "cover": 500.0}
_SWEEP: Final = 1800
_FORGET: Final = 0.9
_LONG: Final = 42


@dataclass(slots=True)
class _Sort:
    """A sort of neighbourhood: how many duties it may hold, and what it earned for its time."""

    size: float
    worth: float = 1.0


class Neighbours:
    """Chooses neighbourhoods: a few persons, a few days, or around something that costs."""

    def __init__(self, setting: Setting, random: Random) -> None:
        """Begin with no experience."""
        self._setting, self._random = setting, random
        self._sorts = {name: _Sort(size) for name, size in _SIZES.items()}
        self._able = {
            person: {day: len(setting.members[person].able[day]) for day in days}
            for person, days in setting.open.items()
        }

    def pick(self, roster: Roster) -> tuple[str, Free]:
        """Return the sort of a neighbourhood and what is free in it."""
        names = list(self._sorts)
        weights = [self._sorts[name].worth + 0.1 for name in names]
        name = self._random.choices(names, weights)[0]
        size = self._sorts[name].size
        days = self._setting.problem.days
        if name == "cover":
            center = self._costly(roster)
            length = self._random.choice((3, 5, 7, 10, 14, 28))
            first = max(0, center - self._random.randrange(length))
        else:
            length = {"persons": _LONG, "days": 7, "both": 14}[name]
            length = min(days, max(2, round(length * self._random.uniform(0.5, 1.2))))
            first = self._random.randrange(max(1, days - length + 1))
        if name == "persons" and days <= _LONG:
            first, length = 0, days
        return name, self._fill(range(first, min(days, first + length)), size)

    def sweep(self) -> list[Free]:
        """Return windows of days, one after another, in which everybody is free."""
        windows: list[Free] = []
        first = size = 0
        for day in range(self._setting.problem.days + 1):
            here = sum(able.get(day, 0) for able in self._able.values())
            if size and (size + here > _SWEEP or day == self._setting.problem.days):
                windows.append(self._fill(range(first, day), inf))
                first, size = day, 0
            size += here
        return windows

    def learn(self, name: str, gain: float, ended: bool, quick: bool) -> None:
        """Take note of what a neighbourhood gave, and whether its model was solved, or quickly."""
        sort = self._sorts[name]
        sort.worth = _FORGET * sort.worth + (1 - _FORGET) * min(10.0, gain)
        if not ended:
            sort.size = max(_LEAST, sort.size * _SHRINK)
        elif quick:
            sort.size = min(_MOST, sort.size * _GROW)

    def _fill(self, days: range, size: float) -> Free:
        """Free persons on the days until so many duties are free."""
        persons = list(self._able)
        self._random.shuffle(persons)
        free: dict[int, frozenset[int]] = {}
        for person in persons:
            able = self._able[person]
            chosen = frozenset(day for day in days if day in able)
            if chosen:
                free[person] = chosen
                size -= sum(able[day] for day in chosen)
            if size <= 0:
                break
        return free

    def _costly(self, roster: Roster) -> int:
        """Return a day whose cover costs, or any."""
        setting = self._setting
        have: dict[tuple[int, int], int] = {}
        for row in roster:
            for day, kind in enumerate(row):
                if kind is not None:
                    have[day, kind] = have.get((day, kind), 0) + 1
        days, weights = [0], [1e-9]
        for place, covers in setting.cover.items():
            missing = sum(cover.wanted for cover in covers) - have.get(place, 0)
            days.append(place[0])
            if missing > 0:
                weights.append(float(missing * max(cover.under for cover in covers)))
            else:
                weights.append(float(-missing * max(cover.over or 0 for cover in covers)))
        return self._random.choices(days, weights)[0]
