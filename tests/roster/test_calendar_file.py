"""A guard's shifts go to the telephone, keep their place there, and are cancelled when dropped."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from guardapp.base.clock import at
from guardapp.people import store as people
from guardapp.roster import actions
from guardapp.roster.calendar_file import guard_calendar
from guardapp.roster.model import Month
from tests.roster.conftest import Small
from tests.support import CHIEF

DECEMBER = Month(2026, 12)
D = date(2026, 12, 31)
NOW = at(date(2026, 12, 2), 0)


def events(small: Small, guard: int = 0) -> list[icalendar.Event]:
    tables = small.folder.journal.tables
    who = people.guard(tables, small.guards[guard])
    assert who is not None
    read = icalendar.Calendar.from_ical(
        guard_calendar(tables, who, DECEMBER.first, DECEMBER.last, NOW)
    )
    assert isinstance(read, icalendar.Calendar)
    assert str(read["x-wr-calname"]) == "Lịch trực của Nguyễn Văn An"
    return list(read.events)


@pytest.fixture
def night(small: Small) -> int:
    """Return a published night shift on the last day of the year."""
    journal = small.folder.journal
    made = actions.assign(journal, CHIEF, [small.wish(0, 0, "Đ", D)])
    actions.publish(journal, CHIEF, DECEMBER, reason="thử")
    return made.added[0]


def test_a_night_shift_runs_over_midnight_in_the_facilitys_zone(small: Small, night: int) -> None:
    (event,) = events(small)
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    assert event.start == datetime(2026, 12, 31, 22, 0, tzinfo=zone)
    assert event.end == datetime(2027, 1, 1, 6, 0, tzinfo=zone)
    assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert str(event["summary"]) == "Trực ca Đ: Cổng chính"
    assert str(event["location"]) == "Cổng chính, Cơ sở y tế"
    assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")


def test_drafts_stay_at_home(small: Small) -> None:
    actions.assign(small.folder.journal, CHIEF, [small.wish(0, 0, "Đ", D)])
    assert events(small) == []


def test_a_dropped_shift_is_cancelled_under_the_same_name(small: Small, night: int) -> None:
    (before,) = events(small)
    journal = small.folder.journal
    change = actions.open_change(journal, CHIEF, DECEMBER, "đổi người")
    actions.replace(
        journal, CHIEF, [night], [small.wish(0, 0, "S", D - timedelta(days=2))], change=change
    )
    new, dropped = events(small)
    assert str(dropped["uid"]) == str(before["uid"])
    assert (dropped["sequence"], str(dropped["status"])) == (1, "CANCELLED")
    assert str(new["status"]) == "CONFIRMED"
    assert str(new["uid"]) != str(dropped["uid"])


def test_what_was_dropped_while_it_was_a_draft_is_never_told(small: Small) -> None:
    journal = small.folder.journal
    made = actions.assign(journal, CHIEF, [small.wish(0, 0, "Đ", D)])
    actions.replace(journal, CHIEF, made.added, [small.wish(0, 0, "S", D)])
    actions.publish(journal, CHIEF, DECEMBER, reason="thử")
    assert [str(one["summary"]) for one in events(small)] == ["Trực ca S: Cổng chính"]
