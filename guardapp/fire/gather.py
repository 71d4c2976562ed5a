"""The day's fire checklist as a document, and what is still open."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from guardapp.base import settings
from guardapp.base.access import STANDING_WORDS, Standing, account_name
from guardapp.base.clock import at, local_date
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, date_text, time_text
from guardapp.fire import rules, store
from guardapp.fire.defect import Defect, Owner, State
from guardapp.fire.document import FireChecklistDocument, SheetGroup, SheetRow
from guardapp.fire.gather_checklist import Task, checklist, shift_hours
from guardapp.fire.model import Check, Line, Result, Target
from guardapp.fire.rules import DueState
from guardapp.people import store as people


def owner_words(conn: sqlite3.Connection, owner: Owner) -> str:
    """Return who is to mend a defect, in words; empty for nobody yet."""
    if owner.person is None:
        return owner.text
    guard = people.guard(conn, owner.person)
    return guard.name if guard else ""


def guard_options(conn: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the guards to whom a defect can be given, by identity with name and code."""
    return [(guard.id, f"{guard.name} ({guard.code})") for guard in people.guards(conn)]


def open_matters(conn: sqlite3.Connection, now: int) -> list[Matter]:
    """Return open defects, checks that are overdue or left today, and equipment past its date."""
    today = checklist(conn, now)
    found = [_defect_matter(defect, today.day.date) for defect in store.open_defects(conn)]
    overdue = [task for task in today.tasks if task.due.state is DueState.OVERDUE]
    if overdue:
        oldest = min(task.due.since for task in overdue)
        title = _("{count} hạng mục PCCC quá hạn kiểm tra, lâu nhất từ {day}").format(
            count=len(overdue), day=date_text(oldest)
        )
        found.append(Matter("fire.overdue", 0, title, at(oldest, 0), None, Severity.WARNING))
    left = len(today.tasks) - today.done - len(overdue)
    if left:
        title = _("Phiếu kiểm tra PCCC hôm nay: còn {left}/{all} mục").format(
            left=left, all=len(today.tasks)
        )
        found.append(
            Matter("fire.checklist", 0, title, today.day.start, today.day.end, Severity.INFO)
        )
    expired = store.expired(conn, today.day.date)
    if expired:
        title = _("{count} phương tiện PCCC quá hạn nạp, kiểm định").format(count=len(expired))
        since = min(day for piece in expired if (day := piece.details.next_due))
        found.append(Matter("fire.expired", 0, title, at(since, 0), None, Severity.WARNING))
    return found


def _defect_matter(defect: Defect, today: date) -> Matter:
    severity = Severity.WARNING
    if defect.critical:
        severity = Severity.CRITICAL
    elif defect.state is State.FIXED:
        severity = Severity.INFO
    title = f"{defect.shown_title} – {defect.note}"
    if defect.state is State.FIXED:
        title = _("{defect} (chờ kiểm tra lại)").format(defect=title)
    elif defect.overdue(today):
        title = _("{defect} (quá hạn {due})").format(defect=title, due=date_text(defect.due))
    due = at(defect.due, 24 * 60)
    return Matter("fire.defect", defect.id, title, defect.opened_at, due, severity, defect.place)


def checklist_document(
    conn: sqlite3.Connection,
    day: date,
    now: int,
    *,
    leader: str = "",
    anchor: str = "",
    copy_no: int = 1,
) -> FireChecklistDocument:
    """Return the checklist of a fire day, as it stood at its end or stands now.

    `leader` is the shift leader's name, `anchor` the chain's head in digits. Its words are
    Vietnamese whatever the language on screen.
    """
    hours = shift_hours(settings.parameters(conn, day))
    whole = rules.day_on(day, hours)
    today = checklist(conn, min(now, whole.end - 1))
    checks: dict[Target, list[Check]] = {}
    for check in today.checks:
        checks.setdefault(check.target, []).append(check)
    names = {check.account: account_name(conn, check.account) for check in today.checks}
    checkers = tuple(dict.fromkeys(names[check.account] for check in today.checks))
    marks = {}
    if len(checkers) > 1:
        marks = {account: f"({checkers.index(name) + 1})" for account, name in names.items()}
    lines = {line.code: line for line in store.lines(conn)}
    groups: dict[str, list[SheetRow]] = {}
    for task in today.tasks:
        row = _sheet_row(conn, task, lines, checks.get(task.target, []), marks)
        groups.setdefault(task.group, []).append(row)
    return FireChecklistDocument(
        settings.facility(conn),
        day,
        whole.start,
        whole.end,
        tuple(SheetGroup(place, tuple(rows)) for place, rows in groups.items()),
        checkers,
        leader,
        now,
        anchor,
        copy_no,
    )


_WORST: Final = (Result.FAIL, Result.NOT_POSSIBLE, Result.PASS)


def _sheet_row(
    conn: sqlite3.Connection,
    task: Task,
    lines: Mapping[str, Line],
    made: Sequence[Check],
    marks: Mapping[int, str],
) -> SheetRow:
    line = lines.get(task.target.line or "")
    title = line.title if line else f"{task.vietnamese} ({task.code})"
    place = line.place if line else task.place
    remark = "; ".join(_remark(check, marks) for check in made)
    if not made:
        return SheetRow(title, place, None, "", "", "", None, None, "")
    worst = min(made, key=lambda check: (_WORST.index(check.result), -check.at))
    defect = _defect_of(conn, worst)
    if defect is None:
        note = worst.note if worst.result is not Result.PASS else ""
        return SheetRow(title, place, worst.result, note, "", "", None, None, remark)
    return SheetRow(
        title,
        place,
        worst.result,
        worst.note,
        defect.temporary,
        owner_words(conn, defect.owner),
        defect.due,
        local_date(defect.state_at) if defect.state is State.CLOSED else None,
        remark,
    )


def _remark(check: Check, marks: Mapping[int, str]) -> str:
    """Return when a check was made, by whom (a mark if several checked), and what was read off."""
    parts = [f"{time_text(check.at)} {marks.get(check.account, '')}".strip()]
    if check.measured is not None:
        parts.append(rules.measured_text(check.measured, check.unit))
    if check.standing is not Standing.ON_DUTY:
        parts.append(STANDING_WORDS[check.standing])
    return ", ".join(parts)


def _defect_of(conn: sqlite3.Connection, check: Check) -> Defect | None:
    if check.result is not Result.FAIL:
        return None
    if check.defect is not None:
        return store.defect(conn, check.defect)
    return store.defect_found_by(conn, check.id)
