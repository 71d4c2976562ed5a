"""What is asked of a month: the chief sets demand and emergencies, guards state wishes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from guardapp.base import identity
from guardapp.base.access import Right, Session, may, require
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.people import rules as people_rules
from guardapp.people import store as people
from guardapp.roster import store, store_demand
from guardapp.roster.model_demand import HEAVIEST, LIGHTEST, DemandRow
from guardapp.roster.rules_refusals import NotYours

MOST_GUARDS: Final = 20


def _check_needed(numbers: Sequence[int]) -> None:
    if not all(0 <= one <= MOST_GUARDS for one in numbers):
        raise Invalid({"needed": _("Số người mỗi ca: từ 0 đến 20.")})


def _check_known(journal: Journal, post: int, shifts: Sequence[int]) -> None:
    if people.post(journal.tables, post) is None:
        raise NotFound(identity.label(post))
    for shift in shifts:
        if store.shift_type(journal.tables, shift) is None:
            raise NotFound(identity.label(shift))


def set_demand(journal: Journal, session: Session, post: int, rows: Sequence[DemandRow]) -> None:
    """Set how many guards a post needs by shift type and weekday; no rows: by its own hours.

    Raises Invalid, NotFound, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    _check_known(journal, post, [one.shift for one in rows])
    if len({one.shift for one in rows}) < len(rows):
        raise Invalid({"shift": _("Mỗi loại ca chỉ ghi một dòng.")})
    for one in rows:
        _check_needed(one.needed)
    body = {
        "post": post,
        "rows": [{"shift": one.shift, "needed": list(one.needed)} for one in rows],
    }
    with journal.transaction():
        journal.write("roster.demand_set", body, by=session.account)


def set_special_day(
    journal: Journal,
    session: Session,
    post: int,
    day: date,
    needed: Mapping[int, int] | None,
    *,
    why: str = "",
) -> None:
    """Set how many guards a post needs on one date by shift type; None: as on other days.

    Raises Invalid, NotFound, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    rows: list[dict[str, Any]] | None = None
    if needed is not None:
        _check_known(journal, post, list(needed))
        _check_needed(list(needed.values()))
        rows = [{"shift": shift, "needed": needed[shift]} for shift in sorted(needed)]
    body = {"post": post, "day": day.isoformat(), "rows": rows, "why": why.strip()}
    with journal.transaction():
        journal.write("roster.special_day_set", body, by=session.account)


def wish(
    journal: Journal,
    session: Session,
    guard: int,
    day: date,
    *,
    wants: bool,
    shift: int | None = None,
    weight: int = LIGHTEST,
) -> int:
    """State a guard's wish to work on a date, or not to, and return its identity.

    Guards state their own, the chief anybody's. Raises Invalid, NotFound, NotYours,
    access.Refused.
    """
    _require_own(session, guard)
    if people.guard(journal.tables, guard) is None:
        raise NotFound(identity.label(guard))
    if shift is not None and store.shift_type(journal.tables, shift) is None:
        raise NotFound(identity.label(shift))
    if not LIGHTEST <= weight <= HEAVIEST:
        raise Invalid({"weight": _("Mức mong muốn: 1, 2 hoặc 3.")})
    body = {
        "guard": guard,
        "day": day.isoformat(),
        "shift": shift,
        "wants": int(wants),
        "weight": weight,
    }
    with journal.transaction():
        return journal.write("roster.wished", body, by=session.account)


def withdraw_wish(journal: Journal, session: Session, guard: int, wish: int) -> None:
    """Take a guard's wish back; raises NotYours, access.Refused."""
    _require_own(session, guard)
    with journal.transaction():
        if store_demand.wish_owner(journal.tables, wish) != guard:
            raise NotYours
        journal.write("roster.wish_withdrawn", {"wish": wish}, by=session.account)


def _require_own(session: Session, guard: int) -> None:
    """Raise unless somebody acts for himself, or plans the roster."""
    require(session, Right.READ)
    if session.person != guard and not may(session, Right.PLAN_ROSTER):
        raise NotYours


def pin(
    journal: Journal, session: Session, assignments: Sequence[int], *, pinned: bool = True
) -> None:
    """Pin assignments, so that the planner leaves them, or let it plan them again."""
    require(session, Right.PLAN_ROSTER)
    body = {"assignments": sorted(assignments), "pinned": int(pinned)}
    with journal.transaction():
        journal.write("roster.pinned", body, by=session.account)


def declare_emergency(
    journal: Journal, session: Session, first: date, last: date, reason: str
) -> int:
    """Declare days on which overtime has no limit and return the declaration's identity.

    Labour Code 2019, article 108: protecting life or property in a disaster, fire or epidemic, or
    an order of defence. Raises Invalid without a reason, access.Refused.
    """
    require(session, Right.PUBLISH_ROSTER)
    people_rules.check_period(first, last, ("first", "last"))
    if not reason.strip():
        raise Invalid({"reason": _("Lý do khẩn cấp: hãy ghi rõ việc gì đã xảy ra.")})
    with journal.transaction():
        body = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "reason": Personal(journal.keys.new_subject(), reason.strip()),
        }
        return journal.write("roster.emergency_declared", body, by=session.account)


def end_emergency(journal: Journal, session: Session, emergency: int) -> None:
    """Take a declaration back; the record of it stays."""
    require(session, Right.PUBLISH_ROSTER)
    with journal.transaction():
        journal.write("roster.emergency_ended", {"emergency": emergency}, by=session.account)
