"""Letting a guard go: the shifts to come are free again, old ones stay."""

from datetime import date

from guardapp.base import identity
from guardapp.base.access import Right, Session, require
from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import actions as people_actions
from guardapp.people import store as people
from guardapp.roster import store_requests
from guardapp.roster.actions_requests import free_shifts
from guardapp.roster.model import Assignment


def shifts_left(journal: Journal, guard: int, last_day: date) -> list[Assignment]:
    """Return a guard's shifts after the last day that have not begun, drafts too."""
    now = journal.clock.now_ms()
    found = store_requests.to_come(journal.tables, guard, now, last_day)
    return [one for one in found if one.duty_date > last_day]


def let_guard_go(journal: Journal, session: Session, guard: int, last_day: date) -> int:
    """Record that a guard left after `last_day` and free his shifts; return how many.

    Those of published months go under a change with the reason. Raises Invalid for a last day to
    come, NotFound, access.Refused.
    """
    require(session, Right.MANAGE_PEOPLE)
    if last_day > local_date(journal.clock.now_ms()):
        raise Invalid({"last_day": _("Ngày làm việc cuối cùng: không thể sau hôm nay.")})
    with journal.transaction():
        who = people.guard(journal.tables, guard)
        if who is None or not who.active:
            raise NotFound(identity.label(guard))
        those = shifts_left(journal, guard, last_day)
        free_shifts(journal, session, those, _("{name} nghỉ việc").format(name=who.name))
        people_actions.let_guard_go(journal, session, guard)
    return len(those)
