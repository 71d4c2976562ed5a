"""Everything that is still open, wired from all features."""

from typing import Final

from guardapp.base.matters import Matters
from guardapp.fire import gather as fire_gather
from guardapp.handover import gather as handover_gather
from guardapp.incidents import gather as incidents_gather
from guardapp.patrol import gather as patrol_gather
from guardapp.people import gather as people_gather
from guardapp.roster import gather as roster_gather
from guardapp.roster import gather_attendance, gather_requests

SOURCES: Final = (
    roster_gather.open_matters,
    gather_attendance.open_matters,
    patrol_gather.open_matters,
    fire_gather.open_matters,
    incidents_gather.open_matters,
    handover_gather.open_matters,
)
MATTERS: Final = Matters(SOURCES)
"""What one shift hands over to the next."""

TODAY_MATTERS: Final = Matters((*SOURCES, gather_requests.open_matters, people_gather.open_matters))
"""The same, and what waits for the chief alone."""
