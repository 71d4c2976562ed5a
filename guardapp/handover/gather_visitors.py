"""Reads the gate: who is inside, what happened there, and its books as printed."""

import sqlite3
from typing import Final

from guardapp.base import settings
from guardapp.base.access import STANDING_WORDS, Standing
from guardapp.base.clock import local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, ngettext, time_text
from guardapp.handover import rules_visitors as rules
from guardapp.handover import store_visitors as store
from guardapp.handover.document import EventLine
from guardapp.handover.document_visitors import GateBook, GoodsLine, VisitLine
from guardapp.handover.gather_names import Names
from guardapp.handover.gather_names import names as read_names
from guardapp.handover.model_visitors import Leaving, Visit

INSIDE: Final = "handover.inside"
VISIT: Final = "handover.visit"


def closing(conn: sqlite3.Connection, now_ms: int) -> int:
    """Return the minute of the day by which visitors leave."""
    return rules.minute_of(settings.parameter(conn, "visitor_until", local_date(now_ms)).value)


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return each visitor inside after closing, and how many others are inside."""
    inside = store.inside(conn)
    if not inside:
        return []
    minute = closing(conn, now_ms)
    late = [one for one in inside if rules.overdue(one, minute, now_ms)]
    title = _("Quá giờ chưa ra: {visitor}")
    found = [
        Matter(
            VISIT,
            one.id,
            title.format(visitor=unnamed(one)),
            one.at,
            rules.due(one, minute),
            Severity.WARNING,
        )
        for one in late
    ]
    others = [one for one in inside if one not in late]
    if others:
        told = ngettext("{n} khách, xe đang ở trong", "{n} visitors inside", len(others))
        since = others[0].at
        found.append(Matter(INSIDE, 0, told.format(n=len(others)), since, None, Severity.INFO))
    return found


def unnamed(visit: Visit) -> str:
    """Return words for a visitor without the name, which must not outlive its time on sheets."""
    if visit.arrival.card:
        return _("khách thẻ {card}").format(card=visit.arrival.card)
    return _("khách vào lúc {time}").format(time=time_text(visit.at))


def happenings(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int
) -> list[EventLine]:
    """Return who came and left in a span of time, without their names."""
    came = [_came(one, names) for one in store.visits(conn, start_ms, end_ms)]
    gone = store.left(conn, start_ms, end_ms)
    return came + [_gone(one, one.left, names) for one in gone if one.left is not None]


def _came(visit: Visit, names: Names) -> EventLine:
    arrival, standing = visit.arrival, visit.standing
    return EventLine(
        visit.at,
        VISIT,
        visit.id,
        _("Khách, xe"),
        _("Vào: {visitor}").format(visitor=unnamed(visit)),
        names.account(visit.account),
        " · ".join(filter(None, (arrival.goods, arrival.slip))),
        _("Chưa ra") if visit.inside else "",
        remark="" if standing is Standing.ON_DUTY else _(STANDING_WORDS[standing]),
    )


def _gone(visit: Visit, left: Leaving, names: Names) -> EventLine:
    return EventLine(
        left.at,
        VISIT,
        visit.id,
        _("Khách, xe"),
        _("Ra: {visitor}").format(visitor=unnamed(visit)),
        names.account(left.account),
        " · ".join(filter(None, (left.goods, left.slip))),
    )


def gate_book(conn: sqlite3.Connection, start_ms: int, end_ms: int, anchor: str) -> GateBook:
    """Return the books of visitors and of vehicles and goods of a span of time."""
    facility, names = settings.facility(conn), read_names(conn)
    came = store.visits(conn, start_ms, end_ms)
    goods = [_goods_in(one, names) for one in came if one.arrival.plate or one.arrival.goods]
    goods += _goods_out(store.left(conn, start_ms, end_ms), names)
    return GateBook(
        facility.superior,
        facility.name,
        start_ms,
        end_ms,
        tuple(_visit_line(one) for one in came),
        tuple(sorted(goods, key=lambda one: one.at)),
        anchor,
    )


def _visit_line(visit: Visit) -> VisitLine:
    one = visit.arrival
    return VisitLine(
        visit.at,
        one.name,
        one.document,
        one.unit,
        one.host,
        one.purpose,
        " ".join(filter(None, (one.vehicle, one.plate))),
        visit.left.at if visit.left else None,
        one.card,
    )


def _goods_in(visit: Visit, names: Names) -> GoodsLine:
    one, keeper = visit.arrival, names.account(visit.account)
    return GoodsLine(
        visit.at,
        one.plate,
        one.vehicle,
        one.name,
        one.goods,
        one.slip,
        inward=True,
        keeper=keeper.name if keeper else "",
    )


def _goods_out(visits: list[Visit], names: Names) -> list[GoodsLine]:
    found = []
    for visit in visits:
        one, left = visit.arrival, visit.left
        if left is not None and (one.plate or left.goods):
            keeper = names.account(left.account)
            found.append(
                GoodsLine(
                    left.at,
                    one.plate,
                    one.vehicle,
                    one.name,
                    left.goods,
                    left.slip,
                    inward=False,
                    keeper=keeper.name if keeper else "",
                )
            )
    return found
