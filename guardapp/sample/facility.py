"""The sample's checkpoints, routes, fire equipment, and the things that change hands."""

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from guardapp.base.access import Session
from guardapp.base.clock import local_date
from guardapp.base.journal import Journal
from guardapp.fire import actions as fire_actions
from guardapp.fire import register
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Details
from guardapp.handover import actions as handover_actions
from guardapp.handover.model import ThingDetails, ThingKind
from guardapp.patrol import actions_routes as planning
from guardapp.patrol.model import CheckpointDetails, PointDetails, RouteDetails
from guardapp.roster import actions as roster_actions

_SIZES: Final = {Kind.EXTINGUISHER: ("4 kg bột", "8 kg bột", "3 kg CO₂", "5 kg CO₂")}


def furnish(
    journal: Journal, chief: Session, masters: dict[str, Any], begins_ms: int, random: Random
) -> None:
    """Write all masters but people into a new sample; rounds are planned from `begins_ms` on."""
    roster_actions.seed(journal)
    fire_actions.seed_lines(journal)
    for route in masters["routes"]:
        _route(journal, chief, route, begins_ms)
    register.register_many(journal, chief, _pieces(masters, random, _today(journal)))
    for one in masters["tools"]:
        details = ThingDetails(
            ThingKind(one["kind"]), one["name"], unit=one["unit"], quantity=one["quantity"]
        )
        handover_actions.add_thing(journal, chief, details)


def _today(journal: Journal) -> date:
    return local_date(journal.clock.now_ms())


def _route(journal: Journal, chief: Session, route: dict[str, Any], begins_ms: int) -> None:
    points = []
    for one in route["points"]:
        building, _, floor = one["place"].partition(", ")
        details = CheckpointDetails(one["name"], building, floor)
        points.append(PointDetails(planning.add_checkpoint(journal, chief, details)))
    made = planning.add_route(journal, chief, RouteDetails(route["name"], tuple(points)))
    minutes = [_minute(text) for text in route["starts"]]
    planning.add_schedule(journal, chief, made, minutes, from_ms=begins_ms)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _pieces(masters: dict[str, Any], random: Random, today: date) -> list[Details]:
    found = []
    for building in masters["buildings"]:
        for floor in range(1, building["floors"] + 1):
            for name, count in building["per_floor"].items():
                for number in range(1, count + 1):
                    place = f"Hành lang, vị trí {number}"
                    found.append((Kind(name), "", building["name"], f"Tầng {floor}", place))
    found.extend(
        (Kind(one["kind"]), one["name"], one["building"], "", one["place"])
        for one in masters["single_equipment"]
    )
    return [_piece(number, *one, random, today) for number, one in enumerate(found, 1)]


def _piece(
    number: int,
    kind: Kind,
    name: str,
    building: str,
    floor: str,
    place: str,
    random: Random,
    today: date,
) -> Details:
    made = today - timedelta(days=random.randrange(400, 2600))
    recharged = due = None
    if kind is Kind.EXTINGUISHER:
        recharged = today - timedelta(days=random.randrange(20, 285))
        due = recharged + timedelta(days=365)
    return Details(
        kind,
        building,
        place,
        floor=floor,
        name=name or KIND_WORDS[kind],
        serial=f"SM-{number:04d}",
        size=random.choice(_SIZES[kind]) if kind in _SIZES else "",
        made=made,
        recharged=recharged,
        next_due=due,
        walk=number,
    )
