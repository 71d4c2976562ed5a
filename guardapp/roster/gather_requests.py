"""Reads requests with their words, who has read the month, and what of it is still open."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from guardapp.base.clock import DAY, at, local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, date_text, ngettext, pgettext
from guardapp.people import store as people
from guardapp.people.model import LEAVE_WORDS, LeaveKind
from guardapp.roster import rules_requests, store, store_requests
from guardapp.roster.model import Assignment, Month, month_text
from guardapp.roster.model_requests import (
    Ending,
    LeaveAsked,
    Read,
    Reading,
    Request,
    RequestState,
    RequestView,
    SwapAsked,
)
from guardapp.roster.rules_findings import short_date

WAITING: Final = "requests.waiting"
UNREAD: Final = "requests.unread"
LEAVING: Final = "people.leaving"
READ_BEFORE_DAYS: Final = 2
"""How many days before a month begins it should have been read by all."""


class _Words:
    """The names that a request is told with, read once."""

    def __init__(self, conn: sqlite3.Connection, reader: int | None = None) -> None:
        self._names = people.guard_names(conn)
        if reader is not None:
            self._names[reader] = _("bạn")
        self._posts = {one.id: one.name for one in people.posts(conn, closed=True)}
        self._codes = {one.id: one.code for one in store.shift_types(conn, closed=True)}

    def name(self, guard: int) -> str:
        return self._names.get(guard, "?")

    def shift(self, one: Assignment | None) -> str:
        if one is None:
            return "?"
        return _("ca {shift} ngày {day} tại {post}").format(
            shift=self._codes.get(one.shift, "?"),
            day=short_date(one.duty_date),
            post=self._posts.get(one.post, "?"),
        )


def views(
    conn: sqlite3.Connection, those: Sequence[Request], now_ms: int, reader: int | None = None
) -> list[RequestView]:
    """Return requests with their words, said to a guard if any, and how each stands now."""
    active, known = store_requests.facts(conn, those)
    words = _Words(conn, reader)
    return [
        _view(one, words, known, *rules_requests.standing(one, active, known, now_ms))
        for one in those
    ]


def _view(
    one: Request,
    words: _Words,
    known: rules_requests.Known,
    state: RequestState,
    ending: Ending | None,
) -> RequestView:
    who, asked = words.name(one.guard), one.asked
    if isinstance(asked, LeaveAsked):
        return RequestView(
            one, state, ending, who, "", _(LEAVE_WORDS[asked.kind]), leave_span(asked)
        )
    other = words.name(asked.other)
    mine = words.shift(known.get(asked.offered, (None, False))[0])
    if asked.wanted is None:
        title, about = _("Nhờ trực thay"), _("{other} nhận {mine}")
    else:
        title, about = _("Đổi ca"), _("{mine} lấy {theirs} của {other}")
    theirs = words.shift(known.get(asked.wanted or 0, (None, False))[0])
    about = about.format(mine=mine, theirs=theirs, other=other)
    return RequestView(one, state, ending, who, other, title, about[:1].upper() + about[1:])


def leave_span(asked: LeaveAsked) -> str:
    """Return the days of a leave and how many they are, in words."""
    days = (asked.last - asked.first).days + 1
    if days == 1:
        return _("ngày {day}").format(day=date_text(asked.first))
    return _("từ {first} đến {last}, {n} ngày").format(
        first=short_date(asked.first), last=date_text(asked.last), n=days
    )


def shift_words(conn: sqlite3.Connection, those: Sequence[Assignment]) -> list[str]:
    """Return shifts as words: code, date and post."""
    words = _Words(conn)
    return [words.shift(one) for one in those]


def readings(conn: sqlite3.Connection, month: Month) -> list[Reading]:
    """Return how far the guards have read a published month; nothing for a draft."""
    if not store.is_published(conn, month):
        return []
    there = store.month(conn, month.year, month.number, published=True)
    active = {one.id for one in people.guards(conn)}
    return rules_requests.readings(store_requests.seen(conn, month), there, active)


def unread(found: Sequence[Reading]) -> int:
    """Return how many guards have not read the month as it stands."""
    return sum(one.state is not Read.YES for one in found)


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return what waits for the chief: requests, and a month to begin that some have not read."""
    found = [
        one
        for one in views(conn, store_requests.open_requests(conn), now_ms)
        if one.state is RequestState.WAITING
    ]
    place = pgettext("place of a matter", "Lịch trực")
    told = []
    if found:
        words = ngettext(
            "{n} đề nghị nghỉ, đổi ca chờ đội trưởng duyệt",
            "{n} requests for leave or swaps wait for the chief",
            len(found),
        ).format(n=len(found))
        since = min(one.request.at for one in found)
        told.append(Matter(WAITING, 0, words, since, _begins(conn, found), Severity.INFO, place))
    return [*told, *_unread(conn, now_ms, place), *_leaving(conn, now_ms)]


def _leaving(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return whose last working day is over while the account is still open.

    Taking back the absence that was entered with it takes the leaving back.
    """
    today = local_date(now_ms)
    active = {one.id: one.name for one in people.guards(conn)}
    found = []
    for guard, last_day, since in store_requests.leavings(conn):
        after = last_day + timedelta(days=1)
        leaves = people.leaves(conn, after, after)
        away = any(
            (one.guard, one.kind, one.first) == (guard, LeaveKind.UNAVAILABLE, after)
            for one in leaves
        )
        if guard in active and away and after <= today:
            words = _("{name} đã hết ngày làm việc cuối cùng: hãy bấm «Cho nghỉ việc»")
            title = words.format(name=active[guard])
            place = pgettext("place of a matter", "Nhân sự")
            found.append(
                Matter(LEAVING, guard, title, since, at(after, 0), Severity.WARNING, place)
            )
    return found


def _begins(conn: sqlite3.Connection, found: Sequence[RequestView]) -> int | None:
    """Return when the first of what is asked for begins."""
    starts = []
    for one in found:
        asked = one.request.asked
        if isinstance(asked, SwapAsked):
            known = store_requests.known(conn, asked.offered, asked.wanted)
            starts += [shift.start_ms for shift, _stands in known.values()]
        else:
            starts.append(at(asked.first, 0))
    return min(starts, default=None)


def _unread(conn: sqlite3.Connection, now_ms: int, place: str) -> list[Matter]:
    today = local_date(now_ms)
    month = Month.of(today + timedelta(days=READ_BEFORE_DAYS))
    if month == Month.of(today):
        return []
    found = readings(conn, month)
    left = unread(found)
    if not left:
        return []
    begins = at(month.first, 0)
    words = _("Lịch tháng {month}: {read}/{all} người đã xem").format(
        month=month_text(month), read=len(found) - left, all=len(found)
    )
    return [
        Matter(
            UNREAD,
            month.year * 100 + month.number,
            words,
            begins - READ_BEFORE_DAYS * DAY,
            begins,
            Severity.WARNING,
            place,
        )
    ]
