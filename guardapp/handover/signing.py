"""The one act in which one shift relieves another: decided, signed, frozen, and begun anew."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from guardapp.base.access import ROLE_WORDS, Right, Session
from guardapp.base.access import require as require_right
from guardapp.base.clock import local_date
from guardapp.base.journal import Journal
from guardapp.base.matters import Matter, Matters
from guardapp.base.words import _
from guardapp.handover import actions, gather, rules, store
from guardapp.handover.document import HandoverDocument, Signer, sealed, to_plain
from guardapp.handover.gather_names import names as read_names
from guardapp.handover.model import Draft, Watch
from guardapp.people import store as people
from guardapp.roster.model_attendance import NOT_COME


@dataclass(frozen=True, slots=True)
class Signed:
    """What a handover made: itself, and the watch that begins with it."""

    handover: int
    watch: int


def hand_over(
    journal: Journal,
    matters: Matters,
    draft: Draft,
    outgoing: Session,
    incoming: Session,
    leader: Session | None = None,
) -> Signed:
    """Sign a handover by two people, a leader's third signature if given, and begin the new watch.

    The sessions come from access.confirm. Everything is counted and decided, or nothing is
    written. Raises rules.NoWatch, Undecided, SamePerson, NotOfWatch, NotSigned, Invalid,
    access.Refused.
    """
    require_right(outgoing, Right.HAND_OVER)
    require_right(incoming, Right.HAND_OVER)
    conn, closers = journal.tables, (outgoing, leader)
    with journal.transaction():
        watch = store.current_watch(conn)
        if watch is None:
            raise rules.NoWatch
        rules.check_signers(
            outgoing, incoming, leader, of_watch=store.is_of_watch(conn, watch, outgoing)
        )
        rules.check_members(draft.members)
        rules.check_counts(store.things(conn), draft.counts)
        with gather.on_paper():
            still_open = to_decide(matters, conn, journal.clock.now_ms())
        decided = _decided(still_open, draft, closers)
        actions.close_matters(journal, decided.decisions, closers)
        with gather.on_paper():
            now = journal.clock.now_ms()
            document = gather.draft_document(conn, still_open, watch, decided, now)
            document = _signed_by(document, journal, outgoing, incoming, leader)
        handover = _write(journal, watch, decided, document, (outgoing, incoming, leader))
        actions.end_watch(journal, outgoing, watch, draft.members)
        begun = actions.start_watch(journal, incoming, draft.members, previous=handover)
    return Signed(handover, begun)


def to_decide(matters: Matters, conn: sqlite3.Connection, now: int) -> list[Matter]:
    """Return the open matters a handover decides on: all but what it settles itself."""
    own = (gather.NOT_HANDED_OVER, NOT_COME)
    return [one for one in matters.open(conn, now) if one.kind not in own]


def _decided(
    still_open: Sequence[Matter], draft: Draft, closers: tuple[Session | None, ...]
) -> Draft:
    decisions = rules.check_decisions(still_open, draft.decisions, actions.closable_kinds(closers))
    return replace(draft, decisions=tuple(decisions))


def _signed_by(
    document: HandoverDocument,
    journal: Journal,
    outgoing: Session,
    incoming: Session,
    leader: Session | None,
) -> HandoverDocument:
    now = journal.clock.now_ms()
    year = local_date(now).year
    names = read_names(journal.tables)

    def signer(session: Session) -> Signer:
        return Signer(names.session(session), _(ROLE_WORDS[session.role]), now)

    return replace(
        document,
        number=store.next_number(journal.tables, year),
        year=year,
        outgoing=signer(outgoing),
        incoming=signer(incoming),
        leader=None if leader is None else signer(leader),
        anchor=journal.head().anchor(),
    )


def _write(
    journal: Journal,
    watch: Watch,
    draft: Draft,
    document: HandoverDocument,
    signers: tuple[Session, Session, Session | None],
) -> int:
    outgoing, incoming, leader = signers
    subjects = {one.id: one.subject for one in people.guards(journal.tables, everybody=True)}
    body: dict[str, Any] = {
        "watch": watch.id,
        "number": document.number,
        "year": document.year,
        "outgoing": outgoing.account,
        "incoming": incoming.account,
        "leader": None if leader is None else leader.account,
        "remark": document.remark,
        "anchor": document.anchor,
        "counts": [
            {
                "thing": one.thing,
                "given": one.given,
                "received": one.received,
                "condition": one.condition.value,
                "note": one.note.strip(),
            }
            for one in draft.counts
        ],
        "decisions": [
            {
                "kind": one.kind,
                "thing": one.thing,
                "closed": one.closed,
                "note": one.note.strip(),
            }
            for one in draft.decisions
        ],
        "document": sealed(to_plain(document), subjects, journal.keys.new_subject()),
    }
    return journal.write("handover.signed", body, by=outgoing.account)
