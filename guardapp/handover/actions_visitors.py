"""What the people at the gate do: let somebody in and out; the chief deletes names in time."""

from guardapp.base import identity, settings
from guardapp.base.access import Right, Session
from guardapp.base.access import require as require_right
from guardapp.base.clock import DAY, local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import NotFound
from guardapp.base.journal import Journal
from guardapp.handover import rules_visitors as rules
from guardapp.handover import store_visitors as store
from guardapp.handover.model_visitors import Arrival, Visit


def let_in(journal: Journal, session: Session, arrival: Arrival) -> int:
    """Record a visitor, each under a key of their own, and return the visit's identity.

    Raises Invalid, also where the card is with somebody inside; access.Refused.
    """
    require_right(session, Right.LOG)
    with journal.transaction():
        rules.check_arrival(arrival, store.inside(journal.tables))
        subject = journal.keys.new_subject()
        body = {
            "subject": subject,
            "standing": session.standing.value,
            "name": _about(subject, arrival.name),
            "host": _about(subject, arrival.host),
            "document": _about(subject, arrival.document),
            "unit": _about(subject, arrival.unit),
            "purpose": _about(subject, arrival.purpose),
            "plate": _about(subject, arrival.plate.upper()),
            "card": arrival.card.strip(),
            "vehicle": arrival.vehicle.strip(),
            "goods": arrival.goods.strip(),
            "slip": arrival.slip.strip(),
        }
        return journal.write("handover.visitor_came", body, by=session.account)


def _about(subject: int, words: str) -> str | Personal:
    return Personal(subject, words.strip()) if words.strip() else ""


def let_out(
    journal: Journal, session: Session, visit: int, goods: str = "", slip: str = ""
) -> None:
    """Record that a visitor left, with goods taken out and their slip's number.

    Raises NotFound, rules_visitors.NotInside, access.Refused.
    """
    require_right(session, Right.LOG)
    with journal.transaction():
        found = store.visit(journal.tables, visit)
        if found is None:
            raise NotFound(identity.label(visit))
        _write_leaving(journal, session, found, goods, slip)


def let_out_by_card(journal: Journal, session: Session, card: str) -> Visit:
    """Record that the visitor with a card left, and return the visit as it was.

    Raises rules_visitors.NotInside, access.Refused.
    """
    require_right(session, Right.LOG)
    with journal.transaction():
        found = rules.with_card(store.inside(journal.tables), card)
        if found is None:
            raise rules.NotInside
        _write_leaving(journal, session, found, "", "")
    return found


def _write_leaving(journal: Journal, session: Session, visit: Visit, goods: str, slip: str) -> None:
    if not visit.inside:
        raise rules.NotInside
    body = {"visit": visit.id, "goods": goods.strip(), "slip": slip.strip()}
    journal.write("handover.visitor_left", body, by=session.account)


def erase_visitors(journal: Journal, session: Session) -> int:
    """Destroy the keys of visitors kept long enough, and return how many; raises Refused.

    What is struck out can be read by nobody any more; times, cards and goods stay.
    """
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        now = journal.clock.now_ms()
        kept = settings.parameter(journal.tables, "visitor_keep_days", local_date(now)).number
        old = store.named_before(journal.tables, now - kept * DAY)
        if old:
            for one in old:
                journal.keys.destroy(one.subject)
            body = {"visits": [one.id for one in old]}
            journal.write("handover.visitors_erased", body, by=session.account)
    return len(old)
