"""How many guards without a duty on a day could take one that is open: fit, and not away."""

from collections.abc import Iterable
from datetime import date

from guardapp.roster.board import Board
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import demand
from guardapp.roster.rules_fitness import barred, unfit

Slot = tuple[int, int]


class Strip:
    """Remembers who is fit for what in one plan, and who is free until `see` tells of changes."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._fit: dict[tuple[int, int, int, date], bool] = {}
        self._needed: dict[date, tuple[Slot, ...]] = {}
        self._there: dict[int, Assignment] = {}
        self._free: dict[tuple[date, int | None], int] = {}

    def see(self, assignments: Iterable[Assignment]) -> None:
        """Forget what was counted of the days on which the board's assignments changed."""
        there = {one.id: one for one in assignments}
        before = self._there
        changed = [one for key, one in there.items() if before.get(key) is not one]
        changed += [one for key, one in before.items() if there.get(key) is not one]
        days = {one.duty_date for one in changed}
        self._there = there
        self._free = {key: count for key, count in self._free.items() if key[0] not in days}

    def free(self, board: Board, day: date, post: int | None = None) -> int:
        """Return how many guards without a duty on a day are fit for a shift that is short.

        Where none is short, for any that is needed; `post` asks about one post only.
        """
        key = day, post
        if key not in self._free:
            self._free[key] = self._counted(board, day, post)
        return self._free[key]

    def _counted(self, board: Board, day: date, post: int | None) -> int:
        needed = [slot for slot in self._slots(day) if post in (None, slot[0])]
        short = [slot for slot in needed if board.slot(*slot, day).short > 0]
        open_slots = short or needed
        return sum(
            any(self._is_fit(one.id, slot, day) for slot in open_slots)
            for one in self.plan.guards.values()
            if one.active and not board.of_guard(one.id, day) and not self.plan.away(one.id, day)
        )

    def _slots(self, day: date) -> tuple[Slot, ...]:
        if day not in self._needed:
            posts = self.plan.posts.values()
            self._needed[day] = tuple(
                (post.id, kind.id) for post in posts for kind, _n in demand(self.plan, post, day)
            )
        return self._needed[day]

    def _is_fit(self, guard: int, slot: Slot, day: date) -> bool:
        key = (guard, *slot, day)
        if key not in self._fit:
            plan = self.plan
            who, post, kind = plan.guards[guard], plan.posts[slot[0]], plan.shifts[slot[1]]
            broken = unfit(plan, who, post, day) or barred(plan, who, kind, day)
            self._fit[key] = not broken
        return self._fit[key]
