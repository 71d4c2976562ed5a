"""Takes over what the planner proposes, as drafts that it may plan anew."""

from guardapp.base.access import Right, Session, require
from guardapp.base.journal import Journal
from guardapp.roster import actions, rules_proposal, store
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import Edit
from guardapp.roster.rules_proposal import Proposal, ProposalOutdated


def accept(
    journal: Journal, session: Session, proposal: Proposal, *, change: int | None = None
) -> Edit:
    """Write a proposal, all or nothing; `change` is needed in a published month.

    Raises ProposalOutdated where the month's roster changed since it was computed, NeedsReason,
    DoubleBooked, NotFound, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    with journal.transaction():
        there = store.between(journal.tables, *hours.around(proposal.month))
        if rules_proposal.seen(there) != proposal.seen:
            raise ProposalOutdated
        return actions.replace(
            journal, session, proposal.removed, proposal.placements, change=change, proposed=True
        )
