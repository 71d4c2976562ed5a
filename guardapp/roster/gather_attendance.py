"""Lays out attendance to read: a day's shifts, what waits for a decision, who has not come."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.clock import DAY, local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, time_text
from guardapp.people import store as people
from guardapp.roster import rules_attendance as rules
from guardapp.roster import store, store_attendance
from guardapp.roster.model_attendance import CAUSE_WORDS, NOT_COME, Duty
from guardapp.roster.rules_attendance import STATE_WORDS, State

_IN_USE: Final = timedelta(days=7)
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A shift in a list, with the names to show and how it stands; times late and so in minutes."""

    duty: Duty
    guard: str
    post: str
    shift: str
    state: State
    late: int
    early: int
    over: int
    note: str

    @property
    def key(self) -> tuple[int, int]:
        """Return what it is found again by."""
        return self.duty.slot, self.duty.guard

    @property
    def waits(self) -> bool:
        """Tell whether somebody must say what was: nobody came, or nobody told when he left."""
        return self.state in (State.OPEN, State.UNFINISHED)

    def words(self) -> str:
        """Return how it stands."""
        parts = []
        if self.late:
            parts.append(_("Muộn {n} phút").format(n=self.late))
        if self.early:
            parts.append(_("Về sớm {n} phút").format(n=self.early))
        if self.over:
            parts.append(_("Ở lại {n} phút").format(n=self.over))
        if self.state is State.DONE and parts:
            return ", ".join(parts)
        if self.state is State.PRESENT and parts:
            return f"{_(STATE_WORDS[self.state])}, {parts[0].lower()}"
        return _(STATE_WORDS[self.state])


def duty_rows(conn: sqlite3.Connection, first: date, last: date, now_ms: int) -> list[DutyRow]:
    """Return the shifts of duty dates from `first` to `last`, rostered or attended, by start."""
    names = people.guard_names(conn)
    posts = {one.id: one.name for one in people.posts(conn, closed=True)}
    shifts = {one.id: one for one in store.shift_types(conn, closed=True)}
    grace = store_attendance.grace(conn, last)
    there = rules.duties(
        store.between(conn, first, last, published=True),
        store_attendance.attended(conn, first, last),
    )
    rows = []
    for duty in there:
        kind = shifts.get(duty.assignment.shift) if duty.assignment else None
        rows.append(
            DutyRow(
                duty,
                names.get(duty.guard, "?"),
                posts.get(duty.post or 0, ""),
                kind.code if kind else "",
                rules.state(duty, now_ms),
                rules.minutes_late(duty, grace),
                rules.minutes_early(duty, grace),
                rules.minutes_over(duty, grace),
                _note(duty, names),
            )
        )
    return rows


def _note(duty: Duty, names: dict[int, str]) -> str:
    one = duty.attended
    if one is None:
        return ""
    parts = []
    if one.assignment is None:
        parts.append(_("Ngoài lịch"))
    elif duty.assignment is None:
        parts.append(_("Lịch đã đổi"))
    if one.cause is not None:
        parts.append(_(CAUSE_WORDS[one.cause]))
    if one.replaced_by is not None:
        parts.append(_("{name} trực thay").format(name=names.get(one.replaced_by, "?")))
    if one.note:
        parts.append(one.note)
    if one.by_hand:
        parts.append(_("bằng tay"))
    if one.corrections:
        parts.append(_("đã sửa {n} lần").format(n=one.corrections))
    return " · ".join(parts)


def waiting(rows: Iterable[DutyRow], now_ms: int) -> list[DutyRow]:
    """Return the shifts that wait for a decision: nothing recorded, or over without a leaving."""
    return [one for one in rows if one.waits or rules.is_unsettled(one.duty, now_ms)]


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return the shifts begun of which nobody recorded who came, where watches usually do so."""
    today = local_date(now_ms)
    used = store_attendance.used_shifts(conn, today - _IN_USE, today)
    if not used:
        return []
    by_start: dict[int, list[Duty]] = {}
    there = store.assignments(conn, now_ms, now_ms + 1)
    attended = store_attendance.attended(conn, today - timedelta(days=1), today)
    for duty in rules.duties(there, attended):
        one = duty.assignment
        if one is None or (one.post, one.shift) not in used:
            continue
        if rules.state(duty, now_ms) is State.OPEN and now_ms - one.start_ms < DAY:
            by_start.setdefault(one.start_ms, []).append(duty)
    names = people.guard_names(conn)
    return [
        Matter(
            NOT_COME,
            min(one.slot for one in duties),
            _("Ca {time}: {count} người chưa được ghi nhận đến ca ({names})").format(
                time=time_text(start),
                count=len(duties),
                names=_list([names.get(one.guard, "?") for one in duties]),
            ),
            start,
            None,
            Severity.WARNING,
            _("Chấm công"),
        )
        for start, duties in by_start.items()
    ]


def _list(names: list[str]) -> str:
    named = ", ".join(names[:_NAMED])
    return f"{named}…" if len(names) > _NAMED else named
