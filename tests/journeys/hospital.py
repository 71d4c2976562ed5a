"""A small hospital for the journeys of rostering: ten guards, a gate, and the fire watch."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from guardapp.app import FEATURES
from guardapp.app.program import found
from guardapp.base.access import Role, sign_in
from guardapp.base.clock import SetClock, at
from guardapp.base.folder import open_folder
from guardapp.base.keys import hash_secret
from guardapp.people import actions as people
from guardapp.people import store as people_store
from guardapp.people.model import (
    CertificateKind,
    Force,
    Gender,
    GuardDetails,
    Hours,
    LeaveKind,
    PostDetails,
)
from guardapp.roster import actions, store
from guardapp.roster.model import Assignment, Month, Placement
from guardapp.window_first import NewFacility
from tests.journeys.desk import PIN, Desk

SECRET: Final = "mat khau doi truong"
CHIEF: Final = "truong", SECRET
NOVEMBER: Final = Month(2026, 11)
DECEMBER: Final = Month(2026, 12)
FRIDAY: Final = date(2026, 11, 20)
TRAINING: Final = date(2026, 12, 14), date(2026, 12, 15)
CYCLE: Final = ("S", "S", "C", "C", "Đ", "Đ", None, None)
NAMES: Final = (
    "Nguyễn Văn An",
    "Trần Văn Bình",
    "Lê Văn Cường",
    "Phạm Văn Dũng",
    "Hoàng Văn Đông",
    "Đỗ Văn Giang",
    "Ngô Văn Hải",
    "Bùi Văn Hùng",
    "Vũ Văn Khánh",
    "Đặng Văn Long",
)


@dataclass
class Hospital:
    """A closed data folder, and what the hospital's people know by heart."""

    path: Path
    guards: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    gate: int = 0
    fire_watch: int = 0
    shifts: dict[str, int] = field(default_factory=dict)

    def cycle(self, month: Month) -> Iterable[Placement]:
        """Yield eight guards' cycle at the gate, two to a shift, and the fire watch's days."""
        for day in month.days:
            for number, guard in enumerate(self.guards[:8]):
                code = CYCLE[(day.toordinal() + number) % len(CYCLE)]
                if code is not None:
                    yield Placement(guard, self.gate, self.shifts[code], day)
            if day.weekday() < 5:
                yield Placement(self.guards[8], self.fire_watch, self.shifts["HC"], day)


def build(path: Path) -> Hospital:
    """Make the hospital on 25/10/2026, with November published, and close its folder."""
    folder = open_folder(path, FEATURES, SetClock(at(date(2026, 10, 25), 8 * 60)))
    journal, made = folder.journal, Hospital(path)
    name = "Bệnh viện Đa khoa Sông Mẫu"
    found(journal, NewFacility(name, "Sở Y tế tỉnh Mẫu", "Sông Mẫu", "Trần Đức Mạnh", *CHIEF))
    chief = sign_in(journal, folder.local, *CHIEF)
    assert chief.role is Role.CHIEF
    pin = hash_secret(PIN)
    with journal.transaction():
        for one in NAMES:
            details = GuardDetails(one, Force.OWN, Gender.MALE, date(1990, 1, 1))
            made.guards.append(people.add_guard(journal, chief, details, pin=pin))
        watcher, kind = made.guards[8], CertificateKind.FIRE
        people.add_certificate(journal, chief, watcher, kind, date(2025, 1, 6), date(2029, 1, 6))
        people.grant_leave(journal, chief, watcher, LeaveKind.TRAINING, *TRAINING)
        gate = PostDetails("Cổng chính", importance=1, needed=2)
        watch = PostDetails("Trực chữa cháy", importance=2, hours=Hours.OFFICE, certificate=kind)
        made.gate, made.fire_watch = (people.add_post(journal, chief, one) for one in (gate, watch))
        known = {one.id: one.code for one in people_store.guards(journal.tables)}
        made.codes = [known[one] for one in made.guards]
        made.shifts = {one.code: one.id for one in store.shift_types(journal.tables)}
        actions.assign(journal, chief, list(made.cycle(NOVEMBER)))
        actions.publish(journal, chief, NOVEMBER, reason="Tháng đầu dùng phần mềm")
    folder.close()
    return made


def on_shift(hospital: Hospital, code: str, day: date) -> list[int]:
    """Return the numbers of those whose cycle has a shift on a date."""
    return [n for n in range(8) if CYCLE[(day.toordinal() + n) % len(CYCLE)] == code]


def standing(desk: Desk, month: Month) -> list[Assignment]:
    return store.month(desk.journal.tables, month.year, month.number)


def told(those: Iterable[Assignment]) -> set[tuple[int, int, int, date]]:
    """Return what a roster says, whoever wrote it."""
    return {(one.guard, one.post, one.shift, one.duty_date) for one in those}


def go_to(page: Any, guard: int, day: date) -> None:
    """Choose the cell of a guard and a date."""
    row = [one.id for one in page.grid.lines.guards].index(guard)
    page.grid.go_to(row, page.grid.days.index(day))


def enter(desk: Desk, login: str, *secret: str) -> None:
    """Let another sign in."""
    desk.main.sign_out()
    desk.settle()
    desk.sign_in(login, *secret)
