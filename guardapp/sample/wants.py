"""What the sample's posts ask for, and all that binds its guards in the month to be planned."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from guardapp.base.journal import Journal
from guardapp.people import actions_limits as limits
from guardapp.people.actions import grant_leave
from guardapp.people.model import Guard, LeaveKind
from guardapp.roster import actions, actions_demand, store, store_plan
from guardapp.roster.model import Month, Placement
from guardapp.roster.model_demand import DemandRow
from guardapp.roster.model_plan import Plan
from guardapp.roster.rules_fitness import unfit
from guardapp.sample.people import Staff

RESTRICTED_DAYS: Final = 120


def ask(journal: Journal, staff: Staff, masters: Mapping[str, Any]) -> None:
    """Set what counts in every month: demand by weekday, posts known, pairs kept apart."""
    guards, posts, shifts = _names(journal, staff)
    rows: dict[int, list[DemandRow]] = {}
    for one in masters["demand"]:
        needed = tuple(one["needed"])
        rows.setdefault(posts[one["post"]], []).append(DemandRow(shifts[one["shift"]], needed))
    for post, theirs in rows.items():
        actions_demand.set_demand(journal, staff.chief, post, theirs)
    for one in masters["known_posts"]:
        known = [posts[name] for name in one["posts"]]
        limits.set_known_posts(journal, staff.chief, guards[one["guard"]], known)
    for first, second in masters["apart"]:
        limits.keep_apart(journal, staff.chief, guards[first], guards[second])


def prepare(journal: Journal, staff: Staff, month: Month, masters: Mapping[str, Any]) -> None:
    """Write what the chief knows before planning a month: wishes, restrictions, training, pins."""
    guards, posts, shifts = _names(journal, staff)
    for name in masters["restricted"]:
        last = month.first + timedelta(days=RESTRICTED_DAYS)
        limits.restrict(journal, staff.chief, guards[name], month.first, last)
    for one in masters["wishes"]:
        actions_demand.wish(
            journal,
            staff.sessions[guards[one["guard"]]],
            guards[one["guard"]],
            month.first.replace(day=one["day"]),
            wants=one["wants"],
            shift=shifts.get(one["shift"]),
            weight=one["weight"],
        )
    for one in masters["special_days"]:
        day = month.first.replace(day=one["day"])
        needed = {shifts[code]: number for code, number in one["needed"].items()}
        post = posts[one["post"]]
        actions_demand.set_special_day(journal, staff.chief, post, day, needed, why=one["why"])
    _train(journal, staff, month, masters["training"], posts)
    _pin(journal, staff, month, masters["pinned"], posts, shifts)


def _names(journal: Journal, staff: Staff) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    shifts = {one.code: one.id for one in store.shift_types(journal.tables)}
    guards = {one.name: one.id for one in staff.guards}
    return guards, {one.name: one.id for one in staff.posts}, shifts


def _train(
    journal: Journal,
    staff: Staff,
    month: Month,
    training: Mapping[str, Any],
    posts: Mapping[str, int],
) -> None:
    """Send all but a few of those whom a post takes to training, on days in one week."""
    plan = store_plan.plan(journal.tables, month)
    post = posts[training["post"]]
    for days in _in_one_week(month, training["days"]):
        able = [
            guard
            for guard in staff.guards
            if all(not unfit(plan, guard, plan.posts[post], day) for day in days)
        ]
        stay = [guard for guard in able if guard.id not in plan.restrictions]
        there = {guard.id for guard in able}
        either = {
            guard.id
            for guard in staff.guards
            if any(not unfit(plan, guard, plan.posts[post], day) for day in days)
        }
        if len(stay) >= training["stay"] and there == either:
            kept = {guard.id for guard in stay[: training["stay"]]}
            for guard in able:
                if guard.id not in kept:
                    kind = LeaveKind.TRAINING
                    grant_leave(journal, staff.chief, guard.id, kind, days[0], days[-1])
            return


def _in_one_week(month: Month, count: int) -> Iterator[list[date]]:
    for first in month.days[7:-7]:
        if first.weekday() > 0 and first.weekday() + count <= 5:
            yield [first + timedelta(days=more) for more in range(count)]


def _pin(
    journal: Journal,
    staff: Staff,
    month: Month,
    pinned: Mapping[str, Any],
    posts: Mapping[str, int],
    shifts: Mapping[str, int],
) -> None:
    """Put the squads' leaders at the main gate on their weekday, in turn, and pin them there."""
    plan = store_plan.plan(journal.tables, month)
    leaders = [guard for guard in staff.guards if guard.title == pinned["title"]]
    post, placements = posts[pinned["post"]], []
    for day in month.days:
        if day.weekday() == pinned["weekday"] and (who := _first_fit(plan, leaders, post, day)):
            placements.append(Placement(who.id, post, shifts[pinned["shift"]], day))
            leaders = [one for one in leaders if one != who] + [who]
    edit = actions.assign(journal, staff.chief, placements)
    actions_demand.pin(journal, staff.chief, edit.added)


def _first_fit(plan: Plan, guards: list[Guard], post: int, day: date) -> Guard | None:
    return next((one for one in guards if not unfit(plan, one, plan.posts[post], day)), None)
