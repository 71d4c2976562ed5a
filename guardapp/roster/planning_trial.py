"""Tries guards in other shifts of one day against the rules, everything else standing as it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from guardapp.base.clock import at
from guardapp.people.model import LeaveKind
from guardapp.roster import rules
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Assignment, ShiftType, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Way
from guardapp.roster.planning_weights import MOST_RUNNING
from guardapp.roster.rules_findings import Finding, Rule
from guardapp.roster.rules_fitness import on_duty, unfit

WAYS: Final = {
    Rule.LEAVE: Way.LEAVE,
    Rule.CERTIFICATE: Way.CERTIFICATE,
    Rule.KNOWN_POST: Way.KNOW_POST,
    Rule.REST: Way.REST,
    Rule.DUTY_REST: Way.REST,
    Rule.WEEKLY_REST: Way.RUN,
    Rule.WEEK_REST: Way.RUN,
    Rule.HOLIDAY_REST: Way.RUN,
    Rule.NIGHTS_RUNNING: Way.RUN,
    Rule.DAY_OVERTIME: Way.OVERTIME,
    Rule.OVERTIME: Way.OVERTIME,
    Rule.YEAR_OVERTIME: Way.OVERTIME,
    Rule.YEAR_NOTICE: Way.OVERTIME,
    Rule.CONTRACT_HOURS: Way.WEEK_HOURS,
    Rule.APART: Way.APART,
}
"""What would have to give way for a rule; rules that are not in it never do."""

MAY_WAIT: Final = frozenset({LeaveKind.ANNUAL, LeaveKind.PERSONAL, LeaveKind.TRAINING})
"""The kinds of leave that could be put off; nobody is asked to come ill."""

OF_POST: Final = frozenset(
    {Rule.CERTIFICATE, Rule.FORCE, Rule.GENDER, Rule.KNOWN_POST, Rule.POST_STAY}
)
OF_PERSON: Final = frozenset(
    {Rule.FORCE_AGE, Rule.BREAK, Rule.NO_HOLIDAYS, Rule.SHORT_NOTICE, Rule.POST_STAY}
)
"""Findings about a person or the facility, which no other roster of his would avoid."""

Ways = frozenset[Way]


class Trial:
    """A roster as it would be, in which guards of one day are tried elsewhere on that day.

    `movable` are the identities of assignments that may be taken from a guard on that day.
    """

    def __init__(
        self,
        plan: Plan,
        assignments: Sequence[Assignment],
        day: date,
        movable: frozenset[int],
        *,
        overtime: bool,
    ) -> None:
        self._plan = plan
        self._day = day
        self._overtime = overtime
        self._rest: dict[int, list[Assignment]] = {}
        self._bound: set[int] = set()
        for one in assignments:
            if one.duty_date == day and one.id in movable:
                continue
            if one.duty_date == day:
                self._bound.add(one.guard)
            self._rest.setdefault(one.guard, []).append(one)
        self._usual: dict[int, Mapping[tuple[str, int, int, str, int], Finding]] = {}
        self._by_shift: dict[tuple[int, int], Ways | None] = {}

    def ways(self, guard: int, post: int, shift: ShiftType) -> Ways | None:
        """Return what would have to give way for a guard at a post's shift, None: never."""
        if guard in self._bound:
            return None
        of_shift = self._of_shift(guard, post, shift)
        if of_shift is None:
            return None
        plan = self._plan
        found = set(of_shift)
        for rule in unfit(plan, plan.guards[guard], plan.posts[post], self._day):
            way = WAYS.get(rule)
            if way is None or (way is Way.LEAVE and not self._may_wait(guard)):
                return None
            found.add(way)
        return frozenset(found)

    def _may_wait(self, guard: int) -> bool:
        """Tell whether a guard's leave of the day could be put off."""
        return all(
            one.kind in MAY_WAIT
            for one in self._plan.leaves.get(guard, ())
            if one.first <= self._day <= one.last
        )

    def _of_shift(self, guard: int, post: int, shift: ShiftType) -> Ways | None:
        key = guard, shift.id
        if key not in self._by_shift:
            self._by_shift[key] = self._tried(guard, post, shift)
        return self._by_shift[key]

    def _tried(self, guard: int, post: int, shift: ShiftType) -> Ways | None:
        plan, day = self._plan, self._day
        start, end = at(day, shift.start_minute), at(day, shift.end_minute)
        one = Assignment(0, guard, post, shift.id, day, start, end, State.DRAFT)
        theirs = self._rest.get(guard, [])
        with_it = sorted((*theirs, one), key=lambda each: (each.start_ms, each.id))
        if guard not in self._usual:
            before = rules.check_guard(plan, guard, theirs)
            self._usual[guard] = {found.key: found for found in before}
        usual = self._usual[guard]
        ways: set[Way] = set(self._beyond(guard, with_it))
        for found in rules.check_guard(plan, guard, with_it):
            known = usual.get(found.key)
            if found.rule in OF_POST | OF_PERSON:
                continue
            if known is not None and found.minutes <= known.minutes:
                continue
            way = WAYS.get(found.rule)
            if way is None:
                return None
            ways.add(way)
        if self._meets_apart(guard, one):
            ways.add(Way.APART)
        return frozenset(ways)

    def _beyond(self, guard: int, theirs: Sequence[Assignment]) -> Iterator[Way]:
        """Yield what the planner keeps beyond the rules: each week's hours, days of work on end."""
        plan, limits, who = self._plan, self._plan.limits, self._plan.guards[guard]
        week = hours.week_of(self._day)
        mine = [one for one in theirs if hours.week_of(one.duty_date) == week]
        labour = [one for one in mine if not on_duty(who, plan.shifts.get(one.shift))]
        by_day = hours.worked_by_day(labour, plan.shifts)
        if not self._overtime and sum(min(n, limits.day) for n in by_day.values()) > limits.week:
            yield Way.OVERTIME
        whole = sum(hours.work_minutes(one, plan.shifts) for one in mine)
        if who.week_hours is not None and whole > who.week_hours * 60:
            yield Way.WEEK_HOURS
        busy = {one.duty_date for one in theirs}
        run = 1
        for step in (-1, 1):
            day = self._day + timedelta(days=step)
            while day in busy:
                run, day = run + 1, day + timedelta(days=step)
        if run > MOST_RUNNING:
            yield Way.RUN

    def _meets_apart(self, guard: int, one: Assignment) -> bool:
        others = {b if a == guard else a for a, b in self._plan.apart if guard in (a, b)}
        return any(
            rules.overlapping(self._rest.get(other, ()), one.start_ms, one.end_ms)
            for other in others
        )
