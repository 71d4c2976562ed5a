"""What the chief does when a guard calls off a shift: somebody else stands in."""

from collections.abc import Sequence
from datetime import date

from guardapp.base.access import Right, Session, require
from guardapp.base.errors import Invalid
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import actions as people
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, store
from guardapp.roster.model import Edit, Month, Placement
from guardapp.roster.rules_refusals import ChangedSince


def call_off(
    journal: Journal,
    session: Session,
    assignment: int,
    cause: LeaveKind | None,
    replacements: Sequence[Placement],
    reason: str,
    *,
    until: date | None = None,
) -> Edit:
    """Take a guard's shift back and put others in his place, all or nothing.

    In a published month it is a numbered change with the reason. With a `cause` the guard is on
    leave from the shift's date `until` a date, that day alone by default. No replacement leaves
    the shift open. Raises Invalid without a reason or for a replacement elsewhere, ChangedSince,
    DoubleBooked, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    with journal.transaction():
        found = store.these(journal.tables, [assignment])
        if not found or not found[0][1]:
            raise ChangedSince
        one = found[0][0]
        where = (one.post, one.shift, one.duty_date)
        if any((it.post, it.shift, it.day) != where for it in replacements):
            raise Invalid({"replacement": _("Người trực thay phải trực đúng ca này.")})
        month, change = Month.of(one.duty_date), None
        if not reason.strip():
            raise Invalid({"reason": _("Lý do thay đổi: hãy ghi lý do.")})
        if store.is_published(journal.tables, month):
            change = actions.open_change(journal, session, month, reason, about=one.guard)
        edit = actions.replace(journal, session, [one.id], replacements, change=change)
        if cause is not None:
            first = one.duty_date
            people.grant_leave(journal, session, one.guard, cause, first, until or first)
    return edit
