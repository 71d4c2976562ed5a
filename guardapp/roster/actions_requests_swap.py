"""What guards and the chief do with swaps of shifts."""

from guardapp.base import identity
from guardapp.base.access import Right, Session, may, require
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.roster import actions, rules_requests, store, store_plan, store_requests
from guardapp.roster import rules_hours as hours
from guardapp.roster.actions_requests import (
    known_guard,
    known_request,
    open_requests,
    personal_words,
    require_open,
    require_own,
    take_step,
)
from guardapp.roster.model import Month, Placement
from guardapp.roster.model_requests import Request, RequestState, SwapAsked
from guardapp.roster.rules_findings import Note, Severity, notes
from guardapp.roster.rules_refusals import NotYours
from guardapp.roster.rules_requests import AskedAlready, NotAgreed, RequestOver, SwapBreaksRules


def ask_swap(
    journal: Journal,
    session: Session,
    offered: int,
    other: int,
    wanted: int | None = None,
    *,
    words: str = "",
) -> int:
    """Offer an own published shift to another guard, for one of theirs or as a gift.

    Returns the request's identity. Guards offer their own, the chief anybody's. Raises
    SwapBreaksRules, RequestOver, AskedAlready, Invalid, NotFound, NotYours, access.Refused.
    """
    require(session, Right.READ)
    giving, _stands = store_requests.known(journal.tables, offered).get(offered, (None, False))
    if giving is None:
        raise NotFound(identity.label(offered))
    require_own(session, giving.guard)
    who = known_guard(journal, giving.guard)
    if other == giving.guard:
        raise Invalid({"other": _("Người nhận ca: hãy chọn một người khác.")})
    asked = SwapAsked(offered, other, wanted)
    with journal.transaction():
        now = journal.clock.now_ms()
        request = Request(0, giving.guard, now, session.account, words, asked)
        require_open(journal, request)
        both = {offered} if wanted is None else {offered, wanted}
        if any(rules_requests.touches(one, both) for one in open_requests(journal)):
            raise AskedAlready
        _refuse_errors(journal, session, offered, other, wanted)
        body = {
            "guard": giving.guard,
            "offered": offered,
            "other": other,
            "wanted": wanted,
            "words": personal_words(who, words),
        }
        return journal.write("roster.swap_asked", body, by=session.account)


def answer_swap(
    journal: Journal, session: Session, request: int, *, agrees: bool, words: str = ""
) -> None:
    """Agree to a swap that a colleague offered, or decline it; only the one who was asked.

    Raises SwapBreaksRules, RequestOver, NotYours, access.Refused.
    """
    require(session, Right.READ)
    with journal.transaction():
        found = known_request(journal, request)
        asked = found.asked
        if not isinstance(asked, SwapAsked) or session.person != asked.other:
            raise NotYours
        if require_open(journal, found) is not RequestState.ASKED:
            raise RequestOver
        if agrees:
            _refuse_errors(journal, session, asked.offered, asked.other, asked.wanted)
        take_step(journal, session.account, found, "agreed" if agrees else "declined", words)


def approve_swap(journal: Journal, session: Session, request: int, *, words: str = "") -> None:
    """Approve a swap that both agreed to, and write it as a change of the roster, all or nothing.

    Raises SwapBreaksRules, NotAgreed, RequestOver, NotFound, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    with journal.transaction():
        found = known_request(journal, request)
        asked = found.asked
        if not isinstance(asked, SwapAsked):
            raise NotFound(identity.label(request))
        if require_open(journal, found) is RequestState.ASKED:
            raise NotAgreed
        _refuse_errors(journal, session, asked.offered, asked.other, asked.wanted)
        _exchange(journal, session, asked)
        take_step(journal, session.account, found, "granted", words)


def swap_notes(
    journal: Journal,
    offered: int,
    other: int,
    wanted: int | None = None,
    *,
    reader: int | None = None,
) -> list[Note]:
    """Return what the rules would find after a swap and not before, errors first.

    Said to a guard, it tells nothing of a colleague's limits.
    """
    told: list[Note] = []
    conn = journal.tables
    known = store_requests.known(conn, offered, wanted)
    if offered not in known or (wanted is not None and wanted not in known):
        return []
    giving, taking = known[offered][0], known[wanted][0] if wanted is not None else None
    changed = rules_requests.swapped(giving, other, taking)
    for month in rules_requests.months_of(giving, taking):
        plan = store_plan.plan(conn, month)
        there = store.between(conn, *hours.around(month))
        found = rules_requests.found_by(plan, there, changed, (giving.guard, other))
        told += notes(found, plan)
    return rules_requests.told_to(reader, told)


def _refuse_errors(
    journal: Journal, session: Session, offered: int, other: int, wanted: int | None
) -> None:
    reader = None if may(session, Right.PLAN_ROSTER) else session.person
    found = swap_notes(journal, offered, other, wanted, reader=reader)
    errors = [f"{one.who} {one.text}" for one in found if one.severity is Severity.ERROR]
    if errors:
        raise SwapBreaksRules(errors)


def _exchange(journal: Journal, session: Session, asked: SwapAsked) -> None:
    known = store_requests.known(journal.tables, asked.offered, asked.wanted)
    giving = known[asked.offered][0]
    taking = known[asked.wanted][0] if asked.wanted is not None else None
    names = people.guard_names(journal.tables)
    pattern = (
        _("Đổi ca: {other} trực thay {guard}")
        if taking is None
        else _("Đổi ca: {guard} và {other}")
    )
    reason = pattern.format(guard=names[giving.guard], other=names[asked.other])
    changes = {}
    for month in rules_requests.months_of(giving, taking):
        gone = [one.id for one, _s in known.values() if Month.of(one.duty_date) == month]
        changes[month] = actions.open_change(journal, session, month, reason, about=giving.guard)
        actions.replace(journal, session, gone, (), change=changes[month])
    for one in rules_requests.swapped(giving, asked.other, taking):
        placed = Placement(one.guard, one.post, one.shift, one.duty_date)
        change = changes[Month.of(one.duty_date)]
        actions.assign(journal, session, [placed], change=change)
