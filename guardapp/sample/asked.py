"""What the sample's guards have read and ask for on the last day: leave, a swap to approve."""

from datetime import timedelta
from typing import Final

from guardapp.base.access import Session
from guardapp.base.clock import local_date
from guardapp.base.journal import Journal
from guardapp.people.model import LeaveKind
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import store, store_requests
from guardapp.roster.model import Assignment, Month
from guardapp.roster.rules_findings import Severity
from guardapp.sample.people import Staff

UNREAD_EVERY: Final = 6
AHEAD_DAYS: Final = 3
TRIES: Final = 12


def ask(journal: Journal, staff: Staff) -> None:
    """Let most guards acknowledge the running month, and some ask the chief for something."""
    today = local_date(journal.clock.now_ms())
    month = Month.of(today)
    if not store.is_published(journal.tables, month):
        return
    sessions = [staff.sessions[guard.id] for guard in staff.guards]
    for number, session in enumerate(sessions):
        if number % UNREAD_EVERY:
            requests.acknowledge(journal, session, month)
    first = today + timedelta(days=AHEAD_DAYS)
    last = first + timedelta(days=1)
    asking = sessions[len(sessions) // 2]
    requests.ask_leave(
        journal, asking, _who(asking), LeaveKind.PERSONAL, first, last, words="Đám cưới em gái"
    )
    _swap(journal, sessions)


def _swap(journal: Journal, sessions: list[Session]) -> None:
    """Offer the first shift that a colleague may take without an error, and let her agree."""
    for session in sessions[:TRIES]:
        shift = _coming(journal, session)
        if shift is None:
            continue
        for other in reversed(sessions[-TRIES:]):
            found = swaps.swap_notes(journal, shift.id, _who(other))
            if all(one.severity is Severity.WARNING for one in found):
                request = swaps.ask_swap(
                    journal, session, shift.id, _who(other), words="Con tôi thi hôm ấy"
                )
                swaps.answer_swap(journal, other, request, agrees=True)
                return


def _coming(journal: Journal, session: Session) -> Assignment | None:
    now = journal.clock.now_ms()
    first = local_date(now) + timedelta(days=AHEAD_DAYS)
    month = Month.of(local_date(now))
    found = store_requests.to_come(journal.tables, _who(session), now, first, month.last)
    return found[0] if found else None


def _who(session: Session) -> int:
    assert session.person is not None
    return session.person
