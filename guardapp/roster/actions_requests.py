"""What guards ask and acknowledge, and what the chief answers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from guardapp.base import identity
from guardapp.base.access import Right, Session, may, require
from guardapp.base.clock import at, local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _, date_text
from guardapp.people import actions as people_actions
from guardapp.people import rules as people_rules
from guardapp.people import store as people
from guardapp.people.model import Guard, LeaveKind
from guardapp.roster import (
    actions,
    actions_demand,
    rules_requests,
    store,
    store_demand,
    store_requests,
)
from guardapp.roster.model import DAY_MINUTES, Assignment, Month
from guardapp.roster.model_demand import LIGHTEST
from guardapp.roster.model_requests import LeaveAsked, Request, RequestState
from guardapp.roster.rules_refusals import AlreadyPublished, NotPublished, NotYours
from guardapp.roster.rules_requests import (
    AskedAlready,
    RequestOver,
)

LONGEST_WORDS: Final = 500


def acknowledge(journal: Journal, session: Session, month: Month) -> None:
    """Record that a guard has read the published month as it stands for him.

    Raises NotPublished, NotYours, access.Refused.
    """
    require(session, Right.READ)
    if session.person is None:
        raise NotYours
    with journal.transaction():
        if not store.is_published(journal.tables, month):
            raise NotPublished
        seen = [
            one.id
            for one in store.assignments(
                journal.tables,
                at(month.first, 0),
                at(month.last, DAY_MINUTES),
                guard=session.person,
            )
            if Month.of(one.duty_date) == month
        ]
        body = {"guard": session.person, "month": str(month), "seen": sorted(seen)}
        journal.write("roster.acknowledged", body, by=session.account)


def ask_leave(
    journal: Journal,
    session: Session,
    guard: int,
    kind: LeaveKind,
    first: date,
    last: date,
    *,
    words: str = "",
) -> int:
    """Ask for a guard's leave, first and last day included, and return the request's identity.

    Guards ask for themselves, the chief for anybody. Raises Invalid, AskedAlready, NotFound,
    NotYours, access.Refused.
    """
    require(session, Right.READ)
    require_own(session, guard)
    who = known_guard(journal, guard)
    people_rules.check_period(first, last, ("first", "last"))
    today = local_date(journal.clock.now_ms())
    if first < today:
        raise Invalid({"first": _("Từ ngày: chỉ xin nghỉ từ hôm nay trở đi.")})
    asked = LeaveAsked(kind, first, last)
    with journal.transaction():
        for one in open_requests(journal):
            if one.guard == guard and rules_requests.overlaps(asked, one.asked):
                raise AskedAlready
        body = {
            "guard": guard,
            "kind": Personal(who.subject, kind.value),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "words": personal_words(who, words),
        }
        return journal.write("roster.leave_asked", body, by=session.account)


def withdraw_request(journal: Journal, session: Session, request: int) -> None:
    """Take an own request back while it is open; raises RequestOver, NotYours, access.Refused."""
    require(session, Right.READ)
    with journal.transaction():
        found = known_request(journal, request)
        require_own(session, found.guard)
        require_open(journal, found)
        take_step(journal, session.account, found, "withdrawn", "")


def grant_leave(
    journal: Journal, session: Session, request: int, *, words: str = "", free: bool = True
) -> tuple[Assignment, ...]:
    """Grant leave that was asked for, and with `free` take the guard's shifts of those days off.

    Published months are changed under an own change. Returns the shifts that became free. Raises
    RequestOver, NotFound, access.Refused.
    """
    require(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        found = known_request(journal, request)
        asked = found.asked
        if not isinstance(asked, LeaveAsked):
            raise NotFound(identity.label(request))
        require_open(journal, found)
        who = known_guard(journal, found.guard)
        people_actions.grant_leave(
            journal, session, found.guard, asked.kind, asked.first, asked.last
        )
        those = in_the_way(journal, found) if free else []
        reason = _("{name} nghỉ từ {first} đến {last}").format(
            name=who.name, first=date_text(asked.first), last=date_text(asked.last)
        )
        free_shifts(journal, session, those, reason)
        take_step(journal, session.account, found, "granted", words)
    return tuple(those)


def in_the_way(journal: Journal, request: Request) -> list[Assignment]:
    """Return the guard's shifts that lie in the leave asked for and have not begun."""
    asked = request.asked
    if not isinstance(asked, LeaveAsked):
        return []
    now = journal.clock.now_ms()
    return store_requests.to_come(journal.tables, request.guard, now, asked.first, asked.last)


def refuse_request(journal: Journal, session: Session, request: int, words: str) -> None:
    """Refuse a request with a word to the guard.

    Raises Invalid without a word, RequestOver, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    if not words.strip():
        raise Invalid({"reason": _("Lý do: hãy cho người đề nghị biết vì sao.")})
    with journal.transaction():
        found = known_request(journal, request)
        require_open(journal, found)
        take_step(journal, session.account, found, "refused", words)


def wish_instead(
    journal: Journal,
    session: Session,
    guard: int,
    day: date,
    *,
    wants: bool | None,
    shift: int | None = None,
    weight: int = LIGHTEST,
) -> None:
    """State a guard's only wish for a date in place of any before it; `wants` None takes it back.

    Raises AlreadyPublished, and as actions_demand.wish does.
    """
    require(session, Right.READ)
    require_own(session, guard)
    with journal.transaction():
        if store.is_published(journal.tables, Month.of(day)):
            raise AlreadyPublished(Month.of(day))
        for one in store_demand.duty_wishes(journal.tables, day, day, guard):
            actions_demand.withdraw_wish(journal, session, guard, one.id)
        if wants is not None:
            actions_demand.wish(
                journal, session, guard, day, wants=wants, shift=shift, weight=weight
            )


def free_shifts(
    journal: Journal, session: Session, those: Sequence[Assignment], reason: str
) -> None:
    """Take a guard's shifts off the roster, those of published months under a change.

    Raises ChangedSince, Invalid without a reason, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    months = sorted({Month.of(one.duty_date) for one in those})
    with journal.transaction():
        for month in months:
            gone = [one.id for one in those if Month.of(one.duty_date) == month]
            change = None
            if store.is_published(journal.tables, month):
                change = actions.open_change(journal, session, month, reason, about=those[0].guard)
            actions.replace(journal, session, gone, (), change=change)


def known_guard(journal: Journal, guard: int) -> Guard:
    """Return a guard of the force; raises NotFound."""
    found = people.guard(journal.tables, guard)
    if found is None or not found.active:
        raise NotFound(identity.label(guard))
    return found


def require_own(session: Session, guard: int) -> None:
    """Raise unless somebody speaks for himself, or plans the roster."""
    if session.person != guard and not may(session, Right.PLAN_ROSTER):
        raise NotYours


def personal_words(who: Guard, words: str) -> Personal:
    """Return what somebody says, under the own key; raises Invalid where it is too long."""
    if len(words) > LONGEST_WORDS:
        raise Invalid({"words": _("Lời nhắn: tối đa 500 chữ.")})
    return Personal(who.subject, words.strip())


def known_request(journal: Journal, request: int) -> Request:
    """Return a request; raises NotFound."""
    found = store_requests.request(journal.tables, request)
    if found is None:
        raise NotFound(identity.label(request))
    return found


def require_open(journal: Journal, request: Request) -> RequestState:
    """Return how an open request stands; raises RequestOver."""
    now = journal.clock.now_ms()
    active, known = store_requests.facts(journal.tables, [request])
    state, ending = rules_requests.standing(request, active, known, now)
    if state not in (RequestState.ASKED, RequestState.WAITING):
        raise RequestOver(ending)
    return state


def open_requests(journal: Journal) -> list[Request]:
    """Return the requests that are open and still possible, the oldest first."""
    found = store_requests.open_requests(journal.tables)
    facts = store_requests.facts(journal.tables, found)
    now = journal.clock.now_ms()
    return [
        one
        for one in found
        if rules_requests.standing(one, *facts, now)[0] in rules_requests.OPEN_STATES
    ]


def take_step(journal: Journal, account: int, request: Request, step: str, words: str) -> None:
    """Write a step of a request inside the transaction that is open."""
    who = people.guard(journal.tables, request.guard)
    subject = journal.keys.new_subject() if who is None else who.subject
    body = {"request": request.id, "words": Personal(subject, words.strip())}
    journal.write(f"roster.request_{step}", body, by=account)
