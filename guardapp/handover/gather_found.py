"""Reads lost and found: what is kept, what happened, and the book as printed."""

import sqlite3
from typing import Final

from guardapp.base import settings
from guardapp.base.access import STANDING_WORDS, Standing
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _
from guardapp.handover import store_found as store
from guardapp.handover.document import EventLine
from guardapp.handover.document_found import FoundBook
from guardapp.handover.gather_names import Names
from guardapp.handover.model_found import Closing, Found

FOUND: Final = "handover.found"


def open_matters(conn: sqlite3.Connection) -> list[Matter]:
    """Return each found thing that nobody has claimed yet."""
    title = _("Đồ nhặt được chưa có người nhận: {what}")
    return [
        Matter(
            FOUND,
            one.id,
            title.format(what=one.details.what),
            one.at,
            None,
            Severity.INFO,
            one.details.kept,
        )
        for one in store.kept(conn)
    ]


def happenings(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int
) -> list[EventLine]:
    """Return what was found and what left in a span of time."""
    found = [_found(one, names) for one in store.found_between(conn, start_ms, end_ms)]
    gone = store.closed_between(conn, start_ms, end_ms)
    return found + [_closed(one, one.closed, names) for one in gone if one.closed is not None]


def _found(one: Found, names: Names) -> EventLine:
    words = _("Nhặt được {what} ở {place}").format(what=one.details.what, place=one.details.place)
    standing = one.standing
    return EventLine(
        one.at,
        FOUND,
        one.id,
        _("Đồ nhặt được"),
        words,
        names.account(one.account),
        follow="" if one.closed else _("Đang giữ: {kept}").format(kept=one.details.kept),
        remark="" if standing is Standing.ON_DUTY else _(STANDING_WORDS[standing]),
    )


def _closed(one: Found, closed: Closing, names: Names) -> EventLine:
    words = _("Trả {what} cho {owner}") if closed.owner else _("Xử lý {what}")
    return EventLine(
        closed.at,
        FOUND,
        one.id,
        _("Đồ nhặt được"),
        words.format(what=one.details.what, owner=closed.owner),
        names.account(closed.account),
        closed.proof,
    )


def found_book(conn: sqlite3.Connection, start_ms: int, end_ms: int, anchor: str) -> FoundBook:
    """Return the book of lost and found of a span of time."""
    facility = settings.facility(conn)
    lines = tuple(store.found_between(conn, start_ms, end_ms))
    return FoundBook(facility.superior, facility.name, start_ms, end_ms, lines, anchor)
