"""A month's roster as the planner looks at it: counted, checked, renewed where it changed."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.people.model import Guard, Leave, Post
from guardapp.roster import rules
from guardapp.roster import rules_fitness as fitness
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, Edit, ShiftType
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_coverage import coverage, demand
from guardapp.roster.rules_findings import Finding, Rule, Severity

Cells = dict[date, list[Assignment]]
Pair = tuple[int, int]
_OF_MONTH: Final = frozenset(
    {
        Rule.WEEKLY_REST,
        Rule.HOLIDAY_REST,
        Rule.OVERTIME,
        Rule.YEAR_OVERTIME,
        Rule.YEAR_NOTICE,
        Rule.FORCE_AGE,
    }
)
"""Rules about a guard's whole month, whatever the day they are shown on."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many of the guards needed stand, on a day or at a post."""

    there: int = 0
    needed: int = 0

    @property
    def short(self) -> int:
        """Return how many are missing."""
        return self.needed - self.there

    def __add__(self, other: "Filled") -> "Filled":
        return Filled(self.there + other.there, self.needed + other.needed)


class Board:
    """The plan of one month with its assignments, sums and findings."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._by_guard: dict[int, tuple[Assignment, ...]] = {}
        self._by_post: dict[int, tuple[Assignment, ...]] = {}
        self._guard_cells: dict[int, Cells] = {}
        self._post_cells: dict[int, Cells] = {}
        self._totals: dict[int, hours.Totals] = {}
        self._guard_findings: dict[int, list[Finding]] = {}
        self._post_findings: dict[int, list[Finding]] = {}
        self._slots: dict[int, dict[tuple[date, int], Filled]] = {}
        self._days: dict[int, dict[date, Filled]] = {}
        self._pair_findings: dict[Pair, list[Finding]] = {}
        self._month_findings = rules.check_month(plan)
        self._about: dict[int, list[Finding]] = {}
        self._pairs: dict[int, list[Pair]] = {}
        for pair in plan.apart:
            for guard in pair:
                self._pairs.setdefault(guard, []).append(pair)
        self._duty = {one.id: fitness.duty_types(plan, one) for one in plan.guards.values()}
        for post in plan.posts:
            self._count_post(post)

    def update(self, assignments: Sequence[Assignment]) -> None:
        """Take the assignments in and around the month, by start; recheck who and what changed."""
        guards = _grouped((one.guard, one) for one in assignments)
        posts = _grouped((one.post, one) for one in assignments)
        changed_guards = _changed(self._by_guard, guards)
        changed_posts = _changed(self._by_post, posts)
        self._by_guard, self._by_post = guards, posts
        for guard in changed_guards:
            self._count_guard(guard)
        for pair in {pair for guard in changed_guards for pair in self._pairs.get(guard, ())}:
            self._pair_findings[pair] = rules.check_pair(self.plan, pair, guards)
        for post in changed_posts:
            self._count_post(post)
        if changed_guards:
            self._about = self._by_assignment()

    def _count_guard(self, guard: int) -> None:
        theirs = self._by_guard.get(guard, ())
        plan = self.plan
        self._guard_cells[guard] = self._in_cells(theirs)
        self._totals[guard] = hours.totals(
            theirs,
            plan.month,
            plan.shifts,
            plan.holidays,
            plan.limits.counting,
            duty=self._duty.get(guard, ()),
            night_shift=plan.limits.night_shift,
        )
        self._guard_findings[guard] = rules.check_guard(plan, guard, theirs)

    def _count_post(self, post: int) -> None:
        theirs = self._by_post.get(post, ())
        self._post_cells[post] = self._in_cells(theirs)
        known = self.plan.posts.get(post)
        if known is None:
            return
        slots = list(coverage(self.plan, known, _by_date(theirs)))
        self._slots[post] = {
            (day, kind.id): Filled(needed - short, needed) for day, kind, needed, short in slots
        }
        self._days[post] = {}
        for (day, _shift), filled in self._slots[post].items():
            self._days[post][day] = self._days[post].get(day, Filled()) + filled
        lacking = ((day, kind, short) for day, kind, _needed, short in slots)
        self._post_findings[post] = rules.gaps(self.plan, post, lacking)

    def _in_cells(self, those: Iterable[Assignment]) -> Cells:
        month = self.plan.month
        return _by_date(one for one in those if month.first <= one.duty_date <= month.last)

    def _by_assignment(self) -> dict[int, list[Finding]]:
        about: dict[int, list[Finding]] = {}
        for found in (*self._guard_findings.values(), *self._pair_findings.values()):
            for finding in found:
                for one in finding.assignments:
                    about.setdefault(one.id, []).append(finding)
        return about

    @property
    def guards(self) -> list[Guard]:
        """Return the guards to be planned, and those who have shifts in the month."""
        return [
            one for one in self.plan.guards.values() if one.active or self._guard_cells.get(one.id)
        ]

    @property
    def posts(self) -> list[Post]:
        """Return the posts to be filled, and those that have shifts in the month."""
        return [
            one for one in self.plan.posts.values() if one.active or self._post_cells.get(one.id)
        ]

    def of_guard(self, guard: int, day: date) -> list[Assignment]:
        """Return a guard's assignments of a duty date."""
        return self._guard_cells.get(guard, {}).get(day, [])

    def of_post(self, post: int, day: date, shift: int | None = None) -> list[Assignment]:
        """Return a post's assignments of a duty date, of one shift type if given."""
        there = self._post_cells.get(post, {}).get(day, [])
        return [one for one in there if shift is None or one.shift == shift]

    def shifts_of_post(self, post: Post) -> list[ShiftType]:
        """Return the shift types that a post needs or has in the month, in their order."""
        used = {one.shift for there in self._post_cells.get(post.id, {}).values() for one in there}
        needed = {
            kind.id for day in self.plan.month.days for kind, _n in demand(self.plan, post, day)
        }
        return [kind for kind in self.plan.shifts.values() if kind.id in used | needed]

    def leave(self, guard: int, day: date) -> Leave | None:
        """Return the leave that a guard has on a date."""
        for leave in self.plan.leaves.get(guard, ()):
            if leave.first <= day <= leave.last:
                return leave
        return None

    def totals(self, guard: int) -> hours.Totals:
        """Return a guard's sums of the month."""
        return self._totals.get(guard, hours.Totals())

    def slot(self, post: int, shift: int, day: date) -> Filled:
        """Return how a post's shift is filled; nothing is needed where both are 0."""
        return self._slots.get(post, {}).get((day, shift), Filled())

    def day_filled(self, day: date, post: int | None = None) -> Filled:
        """Return how a day is filled, at all posts or at one."""
        posts = self._days.values() if post is None else [self._days.get(post, {})]
        return sum((days[day] for days in posts if day in days), Filled())

    def mark(self, assignment: int) -> Severity | None:
        """Return how bad the worst finding about an assignment is."""
        about = self._about.get(assignment)
        if not about:
            return None
        grave = any(one.severity is Severity.ERROR for one in about)
        return Severity.ERROR if grave else Severity.WARNING

    def about(self, assignment: int) -> list[Finding]:
        """Return the findings about one assignment."""
        return self._about.get(assignment, [])

    def findings(self) -> list[Finding]:
        """Return all findings, errors first."""
        found = [
            self._month_findings,
            *self._guard_findings.values(),
            *self._pair_findings.values(),
            *self._post_findings.values(),
        ]
        return rules.in_order(one for those in found for one in those)

    def worse(
        self, guard: int, added: Sequence[Assignment], removed: Collection[int] = ()
    ) -> list[Finding]:
        """Return what a guard would break, or break by more, with other assignments.

        `removed` are identities of assignments that he would no longer have.
        """
        theirs = [one for one in self._by_guard.get(guard, ()) if one.id not in removed]
        theirs = sorted((*theirs, *added), key=lambda one: (one.start_ms, one.id))
        pairs = self._pairs.get(guard, ())
        known: dict[object, int] = {}
        for found in (
            self._guard_findings.get(guard, ()),
            *(self._pair_findings.get(pair, ()) for pair in pairs),
        ):
            for one in found:
                known[_about_same(one)] = max(one.minutes, known.get(_about_same(one), 0))
        now = rules.check_guard(self.plan, guard, theirs)
        for pair in pairs:
            both = {one: self._by_guard.get(one, ()) for one in pair} | {guard: tuple(theirs)}
            now += rules.check_pair(self.plan, pair, both)
        return [one for one in now if one.minutes > known.get(_about_same(one), -1)]

    def overtime_with(self, guard: int, added: Sequence[Assignment]) -> int:
        """Return the minutes of overtime that a guard's month would have more with assignments."""
        duty = self._duty.get(guard, frozenset())
        labour = [*self._by_guard.get(guard, ()), *added]
        by_day = hours.worked_by_day(
            [one for one in labour if one.shift not in duty], self.plan.shifts
        )
        limits = self.plan.limits
        total = hours.overtime_minutes(by_day, self.plan.month, limits.day, limits.week)
        return total - self.totals(guard).overtime

    def around(self, guard: int) -> tuple[Assignment, ...]:
        """Return a guard's assignments in and around the month, by start."""
        return self._by_guard.get(guard, ())

    def usual_post(self, guard: int) -> int | None:
        """Return the post where a guard stands most often in and around the month."""
        counted = Counter(one.post for one in self._by_guard.get(guard, ()))
        return counted.most_common(1)[0][0] if counted else None


class History:
    """What was done in this sitting, to be taken back and done again."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def did(self, edit: Edit) -> None:
        """Remember a new act; what was taken back before cannot be done again."""
        self._done.append(edit)
        self._undone.clear()

    def last(self) -> Edit | None:
        """Return the act to take back next."""
        return self._done[-1] if self._done else None

    def undone(self) -> Edit | None:
        """Return the act to do again next."""
        return self._undone[-1] if self._undone else None

    def took_back(self) -> None:
        """Remember that the last act was taken back."""
        self._undone.append(self._done.pop())

    def did_again(self) -> None:
        """Remember that the act taken back last was done again."""
        self._done.append(self._undone.pop())

    def forget(self) -> None:
        """Forget everything, such as after publishing."""
        self._done.clear()
        self._undone.clear()


def _about_same(one: Finding) -> object:
    """Return what two findings share that tell of the same, before and after a change."""
    return (one.rule, one.guard) if one.rule in _OF_MONTH else one.key


def _grouped(pairs: Iterable[tuple[int, Assignment]]) -> dict[int, tuple[Assignment, ...]]:
    found: dict[int, list[Assignment]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: tuple(those) for key, those in found.items()}


def _changed(
    before: dict[int, tuple[Assignment, ...]], now: dict[int, tuple[Assignment, ...]]
) -> list[int]:
    return [key for key in before.keys() | now.keys() if before.get(key) != now.get(key)]


def _by_date(those: Iterable[Assignment]) -> Cells:
    found: Cells = {}
    for one in those:
        found.setdefault(one.duty_date, []).append(one)
    return found
