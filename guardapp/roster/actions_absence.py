"""What the chief does when a roster is planned anew around an absence: one numbered change."""

from datetime import date

from guardapp.base.access import Right, Session, require
from guardapp.base.journal import Journal
from guardapp.people import actions as people
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, actions_planning
from guardapp.roster.model import Edit
from guardapp.roster.rules_proposal import Proposal


def accept_around(
    journal: Journal,
    session: Session,
    proposal: Proposal,
    absent: tuple[int, date],
    cause: LeaveKind | None,
    reason: str,
) -> Edit:
    """Write a proposal around an absent guard's date as a change of the published month.

    With a `cause` he is on leave that day. Raises Invalid without a reason, what
    `actions_planning.accept` raises, NotPublished, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    guard, day = absent
    with journal.transaction():
        change = actions.open_change(journal, session, proposal.month, reason, about=guard)
        edit = actions_planning.accept(journal, session, proposal, change=change)
        if cause is not None:
            people.grant_leave(journal, session, guard, cause, day, day)
    return edit
