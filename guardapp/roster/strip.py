"""How many guards without a duty on a day could take one that is open: fit, and not away."""

from datetime import date

from guardapp.roster.board import Board
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import demand
from guardapp.roster.rules_fitness import barred, unfit

Slot = tuple[int, int]


class Strip:
    """Remembers who is fit for what in one plan; who is free is asked of the board each time."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._fit: dict[tuple[int, int, int, date], bool] = {}
        self._needed: dict[date, tuple[Slot, ...]] = {}

    def free(self, board: Board, day: date, post: int | None = None) -> int:
        """Return how many guards without a duty on a day are fit for a shift that is short.

        Where none is short, for any that is needed; `post` asks about one post only.
        """
        needed = [slot for slot in self._slots(day) if post in (None, slot[0])]
        short = [slot for slot in needed if board.slot(*slot, day).short > 0]
        return sum(
            any(self._is_fit(one.id, slot, day) for slot in short or needed)
            for one in board.guards
            if one.active and not board.of_guard(one.id, day) and board.leave(one.id, day) is None
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
