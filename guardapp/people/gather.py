"""Reads what is to be told of certificates, and the register of training to be printed."""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from guardapp.base import settings
from guardapp.base.clock import at, local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, ngettext, pgettext
from guardapp.people import rules, store
from guardapp.people.document import TrainedGuard, TrainingDocument, TrainingLine
from guardapp.people.model import CERTIFICATE_WORDS, Certificate

EXPIRING: Final = "people.certificate"
REGISTER: Final = "people.training"
NAMED: Final = 3
_SEVERITIES: Final = {0: Severity.WARNING, 30: Severity.WARNING}


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return which certificates have expired or soon will, in one matter for each step."""
    today, names = local_date(now_ms), {one.id: one.name for one in store.guards(conn)}
    steps: dict[int, list[Certificate]] = {}
    for one in rules.newest(store.certificates(conn)):
        step = rules.expiry_step(one, today)
        if step is not None and one.guard in names:
            steps.setdefault(step, []).append(one)
    return [_matter(step, steps[step], names) for step in sorted(steps)]


def _matter(step: int, found: Sequence[Certificate], names: dict[int, str]) -> Matter:
    told = [f"{names[one.guard]} ({_(CERTIFICATE_WORDS[one.kind])})" for one in found]
    listed = ", ".join(told[:NAMED]) + ("…" if len(told) > NAMED else "")
    if step == 0:
        words = ngettext(
            "{n} chứng chỉ đã hết hạn: {names}",
            "{n} certificates have expired: {names}",
            len(found),
        )
    else:
        words = ngettext(
            "{n} chứng chỉ hết hạn trong {days} ngày tới: {names}",
            "{n} certificates expire within {days} days: {names}",
            len(found),
        )
    guards = {one.guard for one in found}
    first = found[0].expires
    return Matter(
        EXPIRING,
        found[0].guard if len(guards) == 1 else 0,
        words.format(n=len(found), days=step, names=listed),
        at(first - timedelta(days=step), 0),
        at(first + timedelta(days=1), 0),
        _SEVERITIES.get(step, Severity.INFO),
        pgettext("place of a matter", "Nhân sự"),
    )


def training(
    conn: sqlite3.Connection,
    day: date,
    now_ms: int,
    *,
    preparer: str = "",
    anchor: str = "",
    copy_no: int = 1,
) -> TrainingDocument:
    """Return the register of training and certificates, as it stands on a date."""
    facility = settings.facility(conn)
    certificates = store.certificates(conn)
    current = {one.id for one in rules.newest(certificates)}
    by_guard: dict[int, list[Certificate]] = {}
    for one in reversed(certificates):
        by_guard.setdefault(one.guard, []).append(one)
    return TrainingDocument(
        facility.superior,
        facility.name,
        facility.place,
        day,
        tuple(
            TrainedGuard(
                one.name,
                " · ".join(filter(None, (one.title, one.squad))),
                tuple(
                    _line(each, day, current=each.id in current)
                    for each in by_guard.get(one.id, ())
                ),
            )
            for one in store.guards(conn)
        ),
        now_ms,
        copy_no,
        anchor,
        preparer,
    )


def _line(one: Certificate, today: date, current: bool) -> TrainingLine:
    left = rules.days_left(one, today)
    if not current:
        note = "đã cấp lại"
    elif left < 0:
        note = "hết hạn"
    else:
        note = f"còn {left} ngày" if rules.expiry_step(one, today) is not None else ""
    return TrainingLine(
        CERTIFICATE_WORDS[one.kind], one.issued, one.issuer, one.number, one.expires, note
    )
