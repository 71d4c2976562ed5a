"""Reads the registers at the post: what is open, what happened, and the books as printed."""

import sqlite3
from collections.abc import Collection
from typing import Final

from guardapp.base import settings
from guardapp.base.access import STANDING_WORDS, Standing
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import _, datetime_text
from guardapp.handover import rules_registers as rules
from guardapp.handover import store_registers as store
from guardapp.handover.document import EventLine
from guardapp.handover.document_registers import IssueBook, IssueLine
from guardapp.handover.gather_names import Names
from guardapp.handover.gather_names import names as read_names
from guardapp.handover.model import CONDITION_WORDS, Condition, ThingKind
from guardapp.handover.model_registers import Issue
from guardapp.people import store as people

OUT: Final = "handover.out"
LOSS: Final = "handover.loss"
TOOLS: Final = frozenset({ThingKind.TOOL})
KEYS: Final = rules.SEALED_KINDS


def holder(issue: Issue, guards: dict[int, str]) -> str:
    """Return who has, or had, a thing."""
    return issue.holder if issue.guard is None else guards.get(issue.guard, "")


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return what is out, and what came back broken or lost and is not reported yet."""
    out, lost = store.issues_out(conn), store.losses(conn)
    guards = people.guard_names(conn) if out or lost else {}
    found = [_loss(one, guards) for one in lost]
    for one in out:
        title = _("Đang giao: {name} – {holder}").format(name=one.title, holder=holder(one, guards))
        grave = Severity.WARNING if rules.overdue(one, now_ms) else Severity.INFO
        found.append(Matter(OUT, one.id, title, one.at, one.due, grave, one.task))
    return found


def _loss(issue: Issue, guards: dict[int, str]) -> Matter:
    back = issue.back
    since = issue.at if back is None else back.at
    gone = back is not None and back.condition is Condition.MISSING
    grave = Severity.CRITICAL if gone and issue.kind is ThingKind.TOOL else Severity.WARNING
    title = rules.duty_words(issue)
    return Matter(LOSS, issue.id, title, since, since, grave, holder(issue, guards))


def happenings(
    conn: sqlite3.Connection, names: Names, start_ms: int, end_ms: int
) -> list[EventLine]:
    """Return what was given out and what came back in a span of time."""
    guards = {guard: one.name for guard, one in names.guards.items()}
    found = [_given(one, names, guards) for one in store.issues(conn, start_ms, end_ms)]
    found += [_returned(one, names, guards) for one in store.issues_back(conn, start_ms, end_ms)]
    return found


def _given(issue: Issue, names: Names, guards: dict[int, str]) -> EventLine:
    told = _("Giao {name} cho {holder}").format(name=issue.title, holder=holder(issue, guards))
    due = "" if issue.due is None else datetime_text(issue.due)
    return EventLine(
        issue.at,
        OUT,
        issue.id,
        _("Giao, trả đồ"),
        f"{told}: {issue.task}" if issue.task else told,
        names.account(issue.account),
        follow=(_("Hẹn trả {time}").format(time=due) if due else _("Chưa trả"))
        if issue.out
        else "",
        remark="" if issue.standing is Standing.ON_DUTY else _(STANDING_WORDS[issue.standing]),
    )


def _returned(issue: Issue, names: Names, guards: dict[int, str]) -> EventLine:
    back = issue.back
    assert back is not None  # the query asks for those that are back
    return EventLine(
        back.at,
        LOSS if back.harmed else OUT,
        issue.id,
        _("Giao, trả đồ"),
        _("{holder} trả {name}").format(name=issue.title, holder=holder(issue, guards)),
        names.account(back.account),
        "; ".join(filter(None, (_(CONDITION_WORDS[back.condition]), back.note, back.reported))),
        rules.duty_words(issue) if issue.unreported else "",
        grave=back.harmed,
    )


def issue_book(
    conn: sqlite3.Connection,
    kinds: Collection[ThingKind],
    start_ms: int,
    end_ms: int,
    anchor: str,
) -> IssueBook:
    """Return the register of things of some kinds given out in a span of time."""
    facility = settings.facility(conn)
    names = read_names(conn)
    issues = [one for one in store.issues(conn, start_ms, end_ms) if one.kind in kinds]
    lines = tuple(_line(one, names) for one in issues)
    return IssueBook(facility.superior, facility.name, start_ms, end_ms, lines, anchor)


def _line(issue: Issue, names: Names) -> IssueLine:
    back = issue.back
    receiver = names.account(back.account) if back else None
    return IssueLine(
        f"{issue.name} × {issue.quantity}" if issue.quantity > 1 else issue.name,
        " / ".join(filter(None, (issue.serial, issue.code))),
        issue.licence,
        issue.at,
        issue.consent,
        holder(issue, {guard: one.name for guard, one in names.guards.items()}),
        issue.certificate,
        issue.task,
        CONDITION_WORDS[issue.condition],
        " → ".join(filter(None, (issue.seal, back.seal if back else ""))),
        issue.due,
        back.at if back else None,
        CONDITION_WORDS[back.condition] if back else "",
        receiver.name if receiver else "",
        _note(issue),
    )


def _note(issue: Issue) -> str:
    back = issue.back
    if back is None or not back.harmed:
        return back.note if back else ""
    told = f"Đã báo: {back.reported}" if back.reported else "Chưa báo"
    return f"{back.note}. {told}" if back.note else told
