"""The sample's timesheets: balances at the start, and each month signed when it is over."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

from guardapp.base.clock import at
from guardapp.base.journal import Journal
from guardapp.people.model import Regime
from guardapp.roster import actions_attendance as actions
from guardapp.roster import gather_timesheet as gather
from guardapp.roster import rules_attendance as rules
from guardapp.roster import signing_timesheet as signing
from guardapp.roster.model import Month
from guardapp.roster.model_attendance import Balances
from guardapp.sample.people import Staff
from guardapp.sample.world import Happening, World

SIGNED_ON: Final = 2
WHY: Final = "Vị trí không nhận ca trên máy, chấm theo sổ trực của vị trí"
_STEP_MINUTES: Final = 30


def open_balances(journal: Journal, staff: Staff, first: date) -> None:
    """Tell what each guard has of the year's overtime before a date, and of rest still due."""
    most = (first.month - 1) * 6 * 60
    told = {
        one.id: Balances(
            number * 7 % (most // _STEP_MINUTES + 1) * _STEP_MINUTES
            if one.regime is Regime.SHIFT
            else 0,
            number % 3 if one.regime is Regime.DUTY else 0,
        )
        for number, one in enumerate(staff.guards)
    }
    actions.set_opening_balances(journal, staff.chief, first, told)


def of_day(world: World, day: date) -> Iterator[Happening]:
    """Yield that the chief signs the month before, early in the next one."""
    if day.day == SIGNED_ON:
        month = Month.of(day - timedelta(days=SIGNED_ON))
        yield at(day, 8 * 60 + 30), partial(_sign, world, month)


def _sign(world: World, month: Month) -> None:
    """Settle what nobody recorded, and sign a month whose roster is known."""
    journal, now = world.journal, world.clock.now_ms()
    duties = gather.own_duties(gather.month_facts(journal.tables, month))
    if not duties:
        return
    left = [one.assignment for one in duties if rules.is_unsettled(one, now)]
    assignments = [one.id for one in left if one is not None]
    actions.record_as_rostered(journal, world.staff.chief, assignments, WHY)
    signing.sign_timesheet(journal, world.staff.chief, month)
