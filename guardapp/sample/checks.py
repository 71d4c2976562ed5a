"""Fire checks as guards make them: the daily lines at night, each piece in its turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from guardapp.base.clock import DAY, at
from guardapp.fire import actions, store
from guardapp.fire.defect import Fault, Owner
from guardapp.fire.kinds import MEASURES, Kind
from guardapp.fire.model import Result, Target
from guardapp.sample.world import Happening, World

FAILED: Final = 0.02
NOT_POSSIBLE: Final = 0.01
MONTHLY: Final = frozenset({Kind.EXTINGUISHER, Kind.EMERGENCY_LIGHT, Kind.EXIT_SIGN})
WEEK, MONTH = 7, 28
SHIFTS: Final = (6 * 60, 14 * 60, 22 * 60)
OWNERS: Final = ("Tổ điện nước, phòng Quản trị", "Đội bảo vệ", "Phòng Vật tư, thiết bị y tế")


def of_day(world: World, day: date) -> Iterator[Happening]:
    """Yield the checks of a day."""
    now = at(day, 22 * 60 + 20) + world.minutes(0, 20)
    daily = [line for line in store.lines(world.journal.tables) if line.kind is None]
    for line in daily:
        now += world.minutes(0.4, 2)
        yield now, _Check(world, Target(line=line.code), 3).make
    now = at(day, 8 * 60 + 30) + world.minutes(0, 20)
    for number, piece in enumerate(store.equipment(world.journal.tables)):
        check = _Check(world, Target(equipment=piece.id), 5, piece.kind)
        cycle = MONTH if piece.kind in MONTHLY else WEEK
        if piece.kind is Kind.ALARM_PANEL:
            for minute in SHIFTS:
                yield at(day, minute) + world.minutes(20, 50), check.make
        elif number % cycle == day.toordinal() % cycle:
            now += world.minutes(0.5, 3)
            yield now, check.make


@dataclass
class _Check:
    """One check to be made by the guard on duty whose turn it is."""

    world: World
    target: Target
    turn: int
    kind: Kind | None = None

    def make(self) -> None:
        """Make the check; a failure becomes a defect that is mended some days later."""
        world = self.world
        session = world.session(world.clock.now_ms(), self.turn)
        if session is None:
            return
        result, note, fault = Result.PASS, "", None
        if world.chance(FAILED):
            faults = world.stories["faults"]
            kind = self.kind.value if self.kind else ""
            note = world.random.choice(faults.get(kind, faults[""]))
            result = Result.FAIL
            fault = Fault("Đã nhắc trưởng ca theo dõi", Owner(text=world.random.choice(OWNERS)))
        elif world.chance(NOT_POSSIBLE):
            result, note = Result.NOT_POSSIBLE, "Phòng khóa, người giữ chìa khóa vắng."
        measured = world.random.randrange(70, 100) * 1000 if self.kind in MEASURES else None
        made = actions.check(
            world.journal, session, self.target, result, note, measured=measured, fault=fault
        )
        if made.defect is not None:
            self._mend(made.defect)

    def _mend(self, defect: int) -> None:
        world = self.world
        mended = world.clock.now_ms() + round(world.random.uniform(0.5, 9) * DAY)
        world.put(mended, lambda: self._report(defect))
        world.put(mended + world.minutes(60, 900), lambda: self._close(defect))

    def _report(self, defect: int) -> None:
        done = "Đã sửa chữa, thay thế xong."
        actions.report_fixed(self.world.journal, self.world.staff.leader, defect, done)

    def _close(self, defect: int) -> None:
        actions.close_defect(self.world.journal, self.world.staff.chief, defect)
