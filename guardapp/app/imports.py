"""What can be brought in from a spreadsheet."""

from typing import Final

from guardapp.base.exchange import ImportKind
from guardapp.fire.exchange import EquipmentImport
from guardapp.incidents.exchange import IncidentImport
from guardapp.patrol.exchange import CheckpointImport
from guardapp.people.exchange import GuardImport
from guardapp.people.exchange_posts import PostImport
from guardapp.roster.exchange import RosterImport

IMPORTS: Final[tuple[ImportKind, ...]] = (
    GuardImport(),
    PostImport(),
    CheckpointImport(),
    EquipmentImport(),
    IncidentImport(),
    RosterImport(),
)
