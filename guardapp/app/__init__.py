"""The one place that knows every feature; it wires them by hand."""

from typing import Final

from guardapp.base import store as base
from guardapp.base.db import Feature
from guardapp.fire import store as fire
from guardapp.handover import store as handover
from guardapp.incidents import store as incidents
from guardapp.patrol import store as patrol
from guardapp.people import store as people
from guardapp.roster import store as roster

FEATURES: Final[tuple[Feature, ...]] = (
    base.JOURNAL_FEATURE,
    base.FEATURE,
    people.FEATURE,
    roster.FEATURE,
    patrol.FEATURE,
    fire.FEATURE,
    incidents.FEATURE,
    handover.FEATURE,
)
