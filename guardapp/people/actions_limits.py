"""What the chief sets about where and when a guard may be planned."""

from collections.abc import Iterable
from datetime import date

from guardapp.base import identity
from guardapp.base.access import Right, Session
from guardapp.base.access import require as require_right
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import rules, store
from guardapp.people.model import Apart, Guard


def _known(journal: Journal, guard: int) -> Guard:
    found = store.guard(journal.tables, guard)
    if found is None:
        raise NotFound(identity.label(guard))
    return found


def restrict(
    journal: Journal,
    session: Session,
    guard: int,
    first: date,
    last: date | None,
    *,
    consented: bool = False,
) -> int:
    """Set that a guard does no night work and no overtime on some days; why is not asked.

    Returns the restriction's identity. Raises Invalid, NotFound, access.Refused.
    """
    require_right(session, Right.MANAGE_PEOPLE)
    if last is not None:
        rules.check_period(first, last, ("first", "last"))
    known = _known(journal, guard)
    body = {
        "guard": guard,
        "first": Personal(known.subject, first.isoformat()),
        "last": Personal(known.subject, last.isoformat() if last else None),
        "consented": Personal(known.subject, int(consented)),
    }
    with journal.transaction():
        return journal.write("people.restriction_set", body, by=session.account)


def withdraw_restriction(journal: Journal, session: Session, restriction: int) -> None:
    """Take a restriction back."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        body = {"restriction": restriction}
        journal.write("people.restriction_withdrawn", body, by=session.account)


def set_known_posts(journal: Journal, session: Session, guard: int, posts: Iterable[int]) -> None:
    """Set the posts that a guard knows; none means all. Raises NotFound, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    _known(journal, guard)
    wanted = sorted(set(posts))
    there = {one.id for one in store.posts(journal.tables, closed=True)}
    for post in wanted:
        if post not in there:
            raise NotFound(identity.label(post))
    with journal.transaction():
        body = {"guard": guard, "posts": wanted}
        journal.write("people.known_posts_set", body, by=session.account)


def keep_apart(journal: Journal, session: Session, one: int, other: int) -> int:
    """Set that two guards are not on duty at the same time and return the pair's identity.

    Raises Invalid for one guard twice or a pair that is set already, NotFound, access.Refused.
    """
    require_right(session, Right.MANAGE_PEOPLE)
    first, second = sorted((_known(journal, one).id, _known(journal, other).id))
    if first == second:
        raise Invalid({"other": _("Hãy chọn hai người khác nhau.")})
    with journal.transaction():
        if any((pair.first, pair.second) == (first, second) for pair in _pairs(journal)):
            raise Invalid({"other": _("Hai người này đã có trong danh sách.")})
        body = {"first": first, "second": second}
        return journal.write("people.kept_apart", body, by=session.account)


def _pairs(journal: Journal) -> list[Apart]:
    return store.kept_apart(journal.tables)


def end_apart(journal: Journal, session: Session, apart: int) -> None:
    """Let a pair be on duty at the same time again."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        journal.write("people.apart_ended", {"apart": apart}, by=session.account)
