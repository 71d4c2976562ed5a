"""Letting a guard go: the shifts to come are free again, old ones stay."""

from datetime import date, timedelta
from typing import Final

from guardapp.base import identity
from guardapp.base.access import Right, Session, require
from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import actions as people_actions
from guardapp.people import store as people
from guardapp.people.model import LeaveKind
from guardapp.roster import store_requests
from guardapp.roster.actions_requests import free_shifts
from guardapp.roster.model import Assignment

PLANNED_DAYS: Final = 366
"""For so long somebody who is to leave is out of the plans; the account is closed long before."""


def shifts_left(journal: Journal, guard: int, last_day: date) -> list[Assignment]:
    """Return a guard's shifts after the last day that have not begun, drafts too."""
    now = journal.clock.now_ms()
    found = store_requests.to_come(journal.tables, guard, now, last_day)
    return [one for one in found if one.duty_date > last_day]


def let_guard_go(journal: Journal, session: Session, guard: int, last_day: date) -> int:
    """Record that a guard leaves after `last_day` and free the shifts behind it; return how many.

    Those of published months go under a change with the reason. Until a last day to come the
    guard stays, and is planned no more from the day after it. Raises Invalid where that is more
    than a year ahead, NotFound, access.Refused.
    """
    require(session, Right.MANAGE_PEOPLE)
    today = local_date(journal.clock.now_ms())
    if (last_day - today).days > PLANNED_DAYS:
        words = _("Ngày làm việc cuối cùng: nhiều nhất một năm kể từ hôm nay.")
        raise Invalid({"last_day": words})
    with journal.transaction():
        who = people.guard(journal.tables, guard)
        if who is None or not who.active:
            raise NotFound(identity.label(guard))
        those = shifts_left(journal, guard, last_day)
        free_shifts(journal, session, those, _("{name} nghỉ việc").format(name=who.name))
        if last_day > today:
            _plan(journal, session, guard, last_day)
        else:
            people_actions.let_guard_go(journal, session, guard)
    return len(those)


def _plan(journal: Journal, session: Session, guard: int, last_day: date) -> None:
    """Keep a guard out of the plans after a last day to come."""
    after = last_day + timedelta(days=1)
    until = last_day + timedelta(days=PLANNED_DAYS)
    people_actions.grant_leave(journal, session, guard, LeaveKind.UNAVAILABLE, after, until)
    body = {"guard": guard, "last_day": last_day.isoformat()}
    journal.write("roster.leaving_planned", body, by=session.account)
