"""One guard's published shifts as a calendar file that a telephone takes in."""

import sqlite3
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from guardapp.base import clock, identity, settings
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.people.model import Guard, Post
from guardapp.roster import store, store_calendar
from guardapp.roster.model import Assignment, ShiftType

if TYPE_CHECKING:
    from icalendar import Event

FORMAT: Final = "-//guardapp//lich truc//VI"


def guard_calendar(
    conn: sqlite3.Connection, guard: Guard, first: date, last: date, now_ms: int
) -> bytes:
    """Return a guard's shifts of the duty dates from `first` to `last` as an .ics file.

    Taken in again, a shift keeps its place (its UID); what was changed since wins by SEQUENCE,
    and a shift taken back is shown as cancelled (RFC 5545).
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", FORMAT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Lịch trực của {name}").format(name=guard.name))
    made.add("x-wr-timezone", str(clock.ZONE))
    shifts = {one.id: one for one in store.shift_types(conn, closed=True)}
    posts = {one.id: one for one in people.posts(conn, closed=True)}
    organ = settings.facility(conn).name
    for one, stands, turns in store_calendar.told(conn, guard.id, first, last):
        event = _event(one, shifts.get(one.shift), posts.get(one.post), organ)
        event.add("dtstamp", datetime.fromtimestamp(now_ms / 1000, UTC))
        event.add("sequence", turns)
        event.add("status", "CONFIRMED" if stands else "CANCELLED")
        made.add_component(event)
    made.add_missing_timezones(first_date=first, last_date=last)
    return bytes(made.to_ical())


def _event(one: Assignment, shift: ShiftType | None, post: Post | None, organ: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{identity.label(one.id).lower()}-{one.start_ms}@guardapp")
    event.add("dtstart", clock.local(one.start_ms))
    event.add("dtend", clock.local(one.end_ms))
    name = post.name if post else ""
    code = shift.code if shift else ""
    event.add("summary", _("Trực ca {shift}: {post}").format(shift=code, post=name))
    places = [name, post.place if post else "", organ]
    event.add("location", ", ".join(dict.fromkeys(filter(None, places))))
    if post and post.phone:
        event.add("description", _("Điện thoại vị trí trực: {phone}").format(phone=post.phone))
    return event
