"""A small hospital over New Year's night: two posts, three shifts of two guards, a leader."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from guardapp.base.access import (
    PROGRAM,
    Role,
    Session,
    account_of,
    confirm,
    create_account,
)
from guardapp.base.clock import at
from guardapp.base.folder import Folder
from guardapp.base.journal import Journal
from guardapp.base.keys import hash_secret
from guardapp.base.matters import Matters
from guardapp.fire import actions as fire_actions
from guardapp.fire import gather as fire_gather
from guardapp.fire import store as fire
from guardapp.handover import actions, gather, store
from guardapp.handover.model import ThingDetails, ThingKind
from guardapp.incidents import gather as incident_gather
from guardapp.incidents import store as incidents
from guardapp.patrol import actions_routes
from guardapp.patrol import gather as patrol_gather
from guardapp.patrol import store as patrol
from guardapp.patrol.model import CheckpointDetails, PointDetails, RouteDetails
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import Force, Gender, GuardDetails, PostDetails
from guardapp.roster import actions as roster
from guardapp.roster import store as roster_store
from guardapp.roster.model import Month, Placement
from tests.support import CHIEF, clock_of, new_folder

NEW_YEARS_EVE: Final = date(2026, 12, 31)
NEW_YEAR: Final = date(2027, 1, 1)
FEATURES: Final = (
    people_store.FEATURE,
    roster_store.FEATURE,
    patrol.FEATURE,
    fire.FEATURE,
    incidents.FEATURE,
    store.FEATURE,
)
NAMES: Final = (
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Văn Cường",
    "Phạm Thị Dung",
    "Hoàng Văn Em",
    "Vũ Thị Giang",
)
PIN: Final = "246810"
PASSWORD: Final = "demo-leader-2026"
SHIFTS: Final = (
    (NEW_YEARS_EVE, "C", (0, 1)),
    (NEW_YEARS_EVE, "Đ", (2, 3)),
    (NEW_YEAR, "S", (4, 5)),
)
MATTERS: Final = Matters(
    (
        patrol_gather.open_matters,
        fire_gather.open_matters,
        incident_gather.open_matters,
        gather.open_matters,
    )
)


@dataclass(frozen=True)
class Hospital:
    """An open data folder at 14:00 on 31/12/2026, with who guards it."""

    folder: Folder
    guards: tuple[int, ...]
    codes: tuple[str, ...]
    leader: Session

    @property
    def journal(self) -> Journal:
        """Return the record."""
        return self.folder.journal

    def go(self, day: date, hour: int, minute: int = 0) -> int:
        """Let time pass until a local time, and return it."""
        ms = at(day, hour * 60 + minute)
        clock_of(self.folder).set(ms)
        return ms

    def guard(self, number: int) -> Session:
        """Return the session of a guard as the PIN gives it, with what it has taken over."""
        session = confirm(self.journal, self.folder.local, self.codes[number], PIN)
        return self.taken(session)

    def taken(self, session: Session) -> Session:
        """Return a session as the window holds it."""
        taken = store.has_taken_over(self.journal.tables, session)
        return Session(
            session.account,
            session.person,
            session.role,
            session.name,
            session.login,
            took_over=taken,
        )


def open_hospital(path: Path) -> Hospital:
    """Return the hospital before anybody has taken over."""
    folder = new_folder(path / "data", FEATURES, at(date(2026, 12, 1), 8 * 60))
    journal = folder.journal
    roster.seed(journal)
    fire_actions.seed_lines(journal)
    pin = hash_secret(PIN)
    with journal.transaction():
        journal.write("base.settings_set", {"values": {"facility.sample": "1"}}, by=0)
        guards = tuple(
            people.add_guard(
                journal,
                CHIEF,
                GuardDetails(name, Force.OWN, Gender.MALE, date(1990, 1, 1), title="Nhân viên"),
                pin=pin,
            )
            for name in NAMES
        )
        secret = hash_secret(PASSWORD)
        create_account(
            journal, PROGRAM, "leader", Role.LEADER, "Đỗ Văn Hải", secret, must_change=False
        )
        for name, kind, serial, quantity in (
            ("Dùi cui cao su", ThingKind.TOOL, "DC-014", 2),
            ("Bộ đàm Kenwood", ThingKind.RADIO, "BĐ-03", 4),
            ("Chùm chìa khóa nhà A", ThingKind.KEY, "A", 1),
        ):
            actions.add_thing(journal, CHIEF, ThingDetails(kind, name, serial, quantity=quantity))
    _roster(journal, guards)
    clock_of(folder).set(at(NEW_YEARS_EVE, 14 * 60))
    _route(journal)
    by_id = {one.id: one.code for one in people_store.guards(journal.tables)}
    codes = tuple(by_id[guard] for guard in guards)
    assert all(account_of(journal.tables, guard) for guard in guards)
    leader = confirm(journal, folder.local, "leader", PASSWORD)
    return Hospital(folder, guards, codes, leader)


def _roster(journal: Journal, guards: tuple[int, ...]) -> None:
    posts = [
        people.add_post(journal, CHIEF, PostDetails(name, importance=1))
        for name in ("Cổng chính", "Khoa Cấp cứu")
    ]
    shifts = {one.code: one.id for one in roster_store.shift_types(journal.tables)}
    wishes = [
        Placement(guards[number], post, shifts[code], day)
        for day, code, numbers in SHIFTS
        for number, post in zip(numbers, posts, strict=True)
    ]
    roster.assign(journal, CHIEF, wishes)
    for month in (Month(2026, 12), Month(2027, 1)):
        roster.publish(journal, CHIEF, month, reason="Dữ liệu thử")


def _route(journal: Journal) -> None:
    points = [
        actions_routes.add_checkpoint(journal, CHIEF, CheckpointDetails(name, "Nhà A", "Tầng 1"))
        for name in ("Cổng chính", "Kho dược", "Trạm ô xy")
    ]
    details = RouteDetails("Tuyến đêm", tuple(PointDetails(one, walk_min=5) for one in points))
    route = actions_routes.add_route(journal, CHIEF, details)
    actions_routes.add_schedule(journal, CHIEF, route, [23 * 60, 2 * 60, 4 * 60])
