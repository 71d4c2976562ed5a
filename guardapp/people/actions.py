"""What the chief does with people and posts."""

from datetime import date
from typing import Any

from guardapp.base import identity, settings
from guardapp.base.access import Right, Role, Session, account_of, close_account, create_account
from guardapp.base.access import require as require_right
from guardapp.base.clock import local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.keys import SecretHash
from guardapp.base.words import _
from guardapp.people import rules, store
from guardapp.people.model import (
    GUARD_PREFIX,
    POST_PREFIX,
    CertificateKind,
    GuardDetails,
    LeaveKind,
    Post,
    PostDetails,
)


def _check_guard(journal: Journal, details: GuardDetails) -> None:
    today = local_date(journal.clock.now_ms())
    minimum = settings.parameter(journal.tables, "guard_min_age", today)
    rules.check_guard(details, today, minimum.number, minimum.legal_basis)


def _guard_body(code: str, subject: int, details: GuardDetails) -> dict[str, Any]:
    born = details.birth_date
    personal = {
        "name": " ".join(details.name.split()),
        "gender": details.gender.value,
        "birth_date": born.isoformat() if born else "",
        "title": details.title.strip(),
        "squad": details.squad.strip(),
        "phone": details.phone.strip(),
        "week_hours": details.week_hours,
    }
    sealed = {name: Personal(subject, value) for name, value in personal.items()}
    work = {"force": details.force.value, "regime": details.regime.value}
    return {"code": code, "subject": subject, **work, **sealed}


def _free_code(journal: Journal, table: str, prefix: str, wanted: str | None) -> str:
    used = store.codes(journal.tables, table)
    if wanted is None:
        return identity.next_code(prefix, used)
    if not identity.is_valid_code(wanted) or not wanted.startswith(prefix):
        words = _("Mã «{code}» không hợp lệ: mã bắt đầu bằng số {prefix} và có số kiểm tra.")
        raise Invalid({"code": words.format(code=wanted, prefix=prefix)})
    if wanted in used:
        raise Invalid({"code": _("Mã «{code}» đã dùng rồi.").format(code=wanted)})
    return wanted


def add_guard(
    journal: Journal,
    session: Session,
    details: GuardDetails,
    *,
    pin: str | SecretHash | None = None,
    code: str | None = None,
) -> int:
    """Add a guard and return its identity; with a PIN, also the account to sign in with.

    The code is the next free one unless given. Raises Invalid, access.Refused, access.WeakSecret.
    """
    require_right(session, Right.MANAGE_PEOPLE)
    _check_guard(journal, details)
    with journal.transaction():
        given = _free_code(journal, "guard", GUARD_PREFIX, code)
        subject = journal.keys.new_subject()
        body = _guard_body(given, subject, details)
        guard = journal.write("people.guard_added", body, by=session.account)
        if pin is not None:
            create_account(
                journal,
                session,
                given,
                Role.GUARD,
                details.name,
                pin,
                subject=subject,
                person=guard,
                must_change=isinstance(pin, str),
            )
    return guard


def change_guard(journal: Journal, session: Session, guard: int, details: GuardDetails) -> None:
    """Change what is known about a guard; raises Invalid, NotFound, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    _check_guard(journal, details)
    with journal.transaction():
        known = store.guard(journal.tables, guard)
        if known is None:
            raise NotFound(identity.label(guard))
        body = {"guard": guard, **_guard_body(known.code, known.subject, details)}
        journal.write("people.guard_changed", body, by=session.account)


def let_guard_go(journal: Journal, session: Session, guard: int) -> None:
    """Record that a guard left the force; the account is closed, the records stay."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        journal.write("people.guard_left", {"guard": guard}, by=session.account)
        account = account_of(journal.tables, guard)
        if account is not None:
            close_account(journal, session, account)


def add_certificate(
    journal: Journal,
    session: Session,
    guard: int,
    kind: CertificateKind,
    issued: date,
    expires: date,
    *,
    number: str = "",
    issuer: str = "",
) -> int:
    """Add a guard's certificate and return its identity; raises Invalid, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_period(issued, expires, ("issued", "expires"))
    known = store.guard(journal.tables, guard)
    if known is None:
        raise NotFound(identity.label(guard))
    body = {
        "guard": guard,
        "kind": kind.value,
        "issued": issued.isoformat(),
        "expires": expires.isoformat(),
        "number": Personal(known.subject, number.strip()),
        "issuer": issuer.strip(),
    }
    with journal.transaction():
        return journal.write("people.certificate_added", body, by=session.account)


def withdraw_certificate(journal: Journal, session: Session, certificate: int) -> None:
    """Take back a certificate that was entered wrongly."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        body = {"certificate": certificate}
        journal.write("people.certificate_withdrawn", body, by=session.account)


def grant_leave(
    journal: Journal, session: Session, guard: int, kind: LeaveKind, first: date, last: date
) -> int:
    """Grant leave, first and last day included; raises Invalid, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_period(first, last, ("first", "last"))
    known = store.guard(journal.tables, guard)
    if known is None:
        raise NotFound(identity.label(guard))
    body = {
        "guard": guard,
        "kind": Personal(known.subject, kind.value),
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    with journal.transaction():
        return journal.write("people.leave_granted", body, by=session.account)


def withdraw_leave(journal: Journal, session: Session, leave: int) -> None:
    """Take back a leave."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        journal.write("people.leave_withdrawn", {"leave": leave}, by=session.account)


def _post_body(code: str, details: PostDetails) -> dict[str, Any]:
    return {
        "code": code,
        "name": details.name.strip(),
        "place": details.place.strip(),
        "importance": details.importance,
        "hours": details.hours.value,
        "needed": details.needed,
        "certificate": details.certificate.value if details.certificate else None,
        "phone": details.phone.strip(),
        "force": details.force.value if details.force else None,
        "gender": details.gender.value if details.gender else None,
    }


def add_post(
    journal: Journal, session: Session, details: PostDetails, *, code: str | None = None
) -> int:
    """Add a post and return its identity; raises Invalid, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_post(details)
    with journal.transaction():
        given = _free_code(journal, "post", POST_PREFIX, code)
        return journal.write("people.post_added", _post_body(given, details), by=session.account)


def change_post(journal: Journal, session: Session, post: Post, details: PostDetails) -> None:
    """Change a post; raises Invalid, access.Refused."""
    require_right(session, Right.MANAGE_PEOPLE)
    rules.check_post(details)
    with journal.transaction():
        body = {"post": post.id, **_post_body(post.code, details)}
        journal.write("people.post_changed", body, by=session.account)


def close_post(journal: Journal, session: Session, post: int) -> None:
    """Close a post: it is planned no more, its records stay."""
    require_right(session, Right.MANAGE_PEOPLE)
    with journal.transaction():
        journal.write("people.post_closed", {"post": post}, by=session.account)
