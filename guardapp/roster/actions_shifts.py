"""Shift types in sets, and their order."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from guardapp.base import resources
from guardapp.base.access import Right, Session, require
from guardapp.base.errors import Invalid
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_, _
from guardapp.people.model import Hours, Regime
from guardapp.roster import actions, store
from guardapp.roster.model import ShiftDetails, ShiftType

SET_WORDS: Final = {
    "three": N_("3 ca × 8 giờ: 06–14–22"),
    "two": N_("2 ca × 12 giờ: 06–18"),
    "duty": N_("Trực 24/24: 07–07 hôm sau"),
    "office": N_("Hành chính và giờ cao điểm"),
}


def details_of(one: ShiftType) -> ShiftDetails:
    """Return what is typed about a shift type."""
    return ShiftDetails(**{each.name: getattr(one, each.name) for each in fields(ShiftDetails)})


def shift_set(name: str) -> list[ShiftDetails]:
    """Return the shift types of a ready set."""
    text = resources.path("rules", "shift_sets.json").read_text(encoding="utf-8")
    rows: dict[str, list[dict[str, Any]]] = json.loads(text)
    return [
        ShiftDetails(
            serves=Hours(row.pop("serves")),
            regime=Regime(row.pop("regime", Regime.SHIFT.value)),
            **row,
        )
        for row in rows[name]
    ]


def add_set(journal: Journal, session: Session, name: str) -> int:
    """Add the shift types of a ready set that are not there by code, and return how many.

    Posts whose hours another shift type serves already are left to that one. Raises Invalid where
    nothing is to be added, access.Refused.
    """
    require(session, Right.PLAN_ROSTER)
    with journal.transaction():
        known = store.shift_types(journal.tables)
        codes = {one.key for one in known}
        served = {one.serves for one in known}
        after = 1 + max((one.position for one in known), default=-1)
        added = 0
        for one in shift_set(name):
            serves = None if one.serves in served else one.serves
            made = replace(one, serves=serves, position=after + added)
            if fold(one.code) not in codes:
                actions.add_shift_type(journal, session, made)
                added += 1
        if not added:
            raise Invalid({"set": _("Các loại ca của bộ này đã có đủ.")})
    return added


def arrange(journal: Journal, session: Session, order: Sequence[int]) -> None:
    """Put shift types in an order; raises access.Refused."""
    require(session, Right.PLAN_ROSTER)
    known = {one.id: one for one in store.shift_types(journal.tables, closed=True)}
    with journal.transaction():
        for position, shift in enumerate(order):
            if known[shift].position != position:
                moved = replace(details_of(known[shift]), position=position)
                actions.change_shift_type(journal, session, shift, moved)
