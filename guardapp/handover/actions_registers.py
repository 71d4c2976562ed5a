"""What the people at the post do with their registers: give a thing out, take it back."""

from guardapp.base import identity, settings
from guardapp.base.access import Right, Session
from guardapp.base.access import require as require_right
from guardapp.base.clock import local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.handover import rules_registers as rules
from guardapp.handover import store
from guardapp.handover import store_registers as registers
from guardapp.handover.model import Condition, ThingKind
from guardapp.handover.model_registers import Issue, Order
from guardapp.people import store as people
from guardapp.people.model import CertificateKind


def give_out(journal: Journal, session: Session, order: Order) -> int:
    """Give a thing out and return the identity of what is now open.

    Raises Invalid without a holder, without consent or training where they are asked for, with an
    expired licence, or where all are out; NotFound, access.Refused.
    """
    require_right(session, Right.LOG)
    with journal.transaction():
        conn, now = journal.tables, journal.clock.now_ms()
        thing = store.thing(conn, order.thing)
        if thing is None or not thing.active:
            raise NotFound(identity.label(order.thing))
        certificate = _certificate(journal, order.guard, now)
        rules.check_order(
            thing,
            order,
            left=registers.left(conn, thing),
            certificate=certificate,
            basis=_basis(journal, now),
            now=now,
            today=local_date(now),
        )
        subject = journal.keys.new_subject()
        named = order.holder.strip() if order.guard is None else ""
        tool = thing.kind is ThingKind.TOOL
        body = {
            "thing": thing.id,
            "guard": order.guard,
            "holder": _about(subject, named),
            "task": _about(subject, order.task),
            "consent": _about(subject, order.consent),
            "certificate": certificate or "" if tool else "",
            "condition": order.condition.value,
            "quantity": order.quantity,
            "seal": order.seal.strip(),
            "due": order.due_ms,
            "standing": session.standing.value,
        }
        return journal.write("handover.thing_issued", body, by=session.account)


def _about(subject: int, words: str) -> str | Personal:
    """Return words that may name anybody under a key of their own; no words need none."""
    return Personal(subject, words.strip()) if words.strip() else ""


def _certificate(journal: Journal, guard: int | None, now: int) -> str | None:
    today = local_date(now)
    for one in people.certificates(journal.tables, guard) if guard is not None else ():
        if one.kind is CertificateKind.SUPPORT_TOOLS and one.issued <= today <= one.expires:
            return one.number
    return None


def _basis(journal: Journal, now: int) -> str:
    """Return the law that asks for training, empty where the facility has turned it off."""
    asked = settings.parameter(journal.tables, "tool_training", local_date(now))
    return asked.legal_basis if asked.number else ""


def take_back(
    journal: Journal,
    session: Session,
    issue: int,
    condition: Condition,
    note: str = "",
    seal: str = "",
) -> None:
    """Take a thing back; one broken or missing has from now on to be reported.

    Raises NotFound, rules_registers.Back, Invalid, access.Refused.
    """
    require_right(session, Right.LOG)
    rules.check_return(condition, note)
    with journal.transaction():
        if not _issue(journal, issue).out:
            raise rules.Back
        subject = journal.keys.new_subject()
        body = {
            "issue": issue,
            "condition": condition.value,
            "note": _about(subject, note),
            "seal": seal.strip(),
        }
        journal.write("handover.thing_returned", body, by=session.account)


def report_loss(journal: Journal, session: Session, issue: int, note: str) -> None:
    """Record to whom and how a loss or damage was reported, which settles it.

    Raises Invalid, NotFound, rules_registers.NothingToReport, access.Refused.
    """
    require_right(session, Right.HAND_OVER)
    if not note.strip():
        raise Invalid({"note": _("Đã báo: hãy ghi báo ai, lúc nào, số văn bản.")})
    with journal.transaction():
        if not _issue(journal, issue).unreported:
            raise rules.NothingToReport
        subject = journal.keys.new_subject()
        body = {"issue": issue, "note": _about(subject, note)}
        journal.write("handover.loss_reported", body, by=session.account)


def _issue(journal: Journal, issue: int) -> Issue:
    found = registers.issue(journal.tables, issue)
    if found is None:
        raise NotFound(identity.label(issue))
    return found
