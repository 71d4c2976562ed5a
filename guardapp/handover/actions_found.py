"""What the people at the post do with lost things: keep them, give them back, dispose of them."""

from guardapp.base import identity
from guardapp.base.access import Right, Session
from guardapp.base.access import require as require_right
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.handover import rules_found as rules
from guardapp.handover import store_found as store
from guardapp.handover.model_found import FoundDetails


def keep_found(journal: Journal, session: Session, details: FoundDetails) -> int:
    """Record a thing found and kept, and return its identity; raises Invalid, access.Refused."""
    require_right(session, Right.LOG)
    rules.check_found(details)
    with journal.transaction():
        subject = journal.keys.new_subject()
        body = {
            "standing": session.standing.value,
            "what": Personal(subject, details.what.strip()),
            "place": details.place.strip(),
            "finder": Personal(subject, details.finder.strip()),
            "kept": details.kept.strip(),
        }
        return journal.write("handover.thing_found", body, by=session.account)


def give_back(journal: Journal, session: Session, found: int, owner: str, proof: str) -> None:
    """Hand a found thing over to who proved to own it.

    Raises NotFound, rules_found.Gone, Invalid, access.Refused.
    """
    require_right(session, Right.LOG)
    rules.check_claim(owner, proof)
    _close(journal, session, found, owner, proof)


def dispose(journal: Journal, session: Session, found: int, how: str) -> None:
    """Record that nobody claimed a thing and what became of it.

    Raises NotFound, rules_found.Gone, Invalid, access.Refused.
    """
    require_right(session, Right.HAND_OVER)
    if not how.strip():
        raise Invalid({"note": _("Xử lý: hãy ghi chuyển cho ai, số biên bản.")})
    _close(journal, session, found, "", how)


def _close(journal: Journal, session: Session, found: int, owner: str, proof: str) -> None:
    with journal.transaction():
        there = store.found(journal.tables, found)
        if there is None:
            raise NotFound(identity.label(found))
        if there.closed is not None:
            raise rules.Gone
        subject = journal.keys.new_subject()
        body = {
            "found": found,
            "owner": Personal(subject, owner.strip()) if owner.strip() else "",
            "proof": Personal(subject, proof.strip()),
        }
        journal.write("handover.found_closed", body, by=session.account)
