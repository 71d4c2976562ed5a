"""A small hospital to walk in: four checkpoints, one route, a round every two hours at night."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guardapp.base.access import Session
from guardapp.base.clock import MINUTE, at
from guardapp.base.folder import Folder
from guardapp.base.journal import Journal
from guardapp.patrol import actions_routes, store, store_routes
from guardapp.patrol.model import CheckpointDetails, PointDetails, RouteDetails
from guardapp.people.store import FEATURE as PEOPLE
from guardapp.roster.store import FEATURE as ROSTER
from tests.support import CHIEF, GUARD, LEADER, clock_of, new_folder

FIRST_DAY = date(2026, 12, 1)
TEN = at(FIRST_DAY, 22 * 60)
WALKER = replace(GUARD, person=77, account=5, took_over=True)
SHIFT_LEADER = replace(LEADER, account=6, took_over=True)


@dataclass(frozen=True)
class Hospital:
    """An open data folder with a route through it."""

    folder: Folder
    route: int
    schedule: int
    codes: tuple[str, ...]

    @property
    def journal(self) -> Journal:
        """Return the record."""
        return self.folder.journal

    def go(self, ms: int) -> None:
        """Let time pass until `ms`."""
        clock_of(self.folder).set(ms)

    def wait(self, minutes: float) -> None:
        """Let some minutes pass."""
        clock_of(self.folder).advance(round(minutes * MINUTE))


def open_hospital(path: Path, session: Session = CHIEF) -> Hospital:
    """Return a new hospital at 08:00 on 01/12/2026, first round at 22:00."""
    folder = new_folder(path / "data", [PEOPLE, ROSTER, store.FEATURE])
    places = ("Cổng chính", "Khoa Cấp cứu", "Kho dược", "Trạm ô xy")
    points = [
        actions_routes.add_checkpoint(
            folder.journal, session, CheckpointDetails(name, f"Nhà {letter}", "Tầng 1")
        )
        for name, letter in zip(places, "ABCD", strict=True)
    ]
    details = RouteDetails(
        "Tuyến đêm",
        tuple(PointDetails(one, walk_min=5, optional=one == points[3]) for one in points),
    )
    route = actions_routes.add_route(folder.journal, session, details)
    schedule = actions_routes.add_schedule(
        folder.journal, session, route, [22 * 60, 0, 2 * 60, 4 * 60]
    )
    codes = tuple(one.code for one in store_routes.checkpoints(folder.journal.tables))
    return Hospital(folder, route, schedule, codes)
