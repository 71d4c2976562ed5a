"""Incidents' open matters, and the documents of their sheets."""

import sqlite3
from typing import Final

from guardapp.base import access, settings
from guardapp.base.access import ROLE_WORDS, Role, Session
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.errors import NotFound
from guardapp.base.identity import label
from guardapp.base.journal import Journal
from guardapp.base.matters import Matter, Severity
from guardapp.base.words import N_, _
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import rules, store
from guardapp.incidents.document import IncidentDocument, Supplement, Writer
from guardapp.incidents.model import Incident, State, Step
from guardapp.people import store as people
from guardapp.roster import store as roster

F6: Final = "F6"
F7: Final = "F7"

_OPEN: Final = {
    State.DRAFT: (N_("Vụ việc ghi nháp, chưa gửi: {kind}"), Severity.WARNING),
    State.RETURNED: (N_("Vụ việc bị trả lại, chờ sửa: {number} {kind}"), Severity.WARNING),
    State.SUBMITTED: (N_("Vụ việc chờ duyệt: {number} {kind}"), Severity.INFO),
    State.APPROVED: (N_("Vụ việc đã duyệt, chưa đóng: {number} {kind}"), Severity.INFO),
}


def open_matters(conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
    """Return incidents not closed, advice to tell the police not followed, answers waited for."""
    undecided = store.in_states(conn, _OPEN)
    found = [_undecided(incident, now_ms) for incident in undecided]
    numbers = settings.parameters(conn, local_date(now_ms))
    flag = numbers.get(rules.THEFT_FLAG)
    for incident in undecided:
        advice = rules.advice(incident.value, incident.kind, flag)
        if advice and not rules.police_told(store.notices(conn, incident.id)):
            found.append(
                Matter(
                    "incidents.police_advised",
                    incident.id,
                    _("Nên báo Công an: {number} {kind}").format(
                        number=incident.number, kind=kinds.words(incident.kind)
                    ),
                    incident.at_ms,
                    None,
                    Severity.CRITICAL,
                    incident.place,
                )
            )
    return found + _waited(conn, now_ms, numbers)


def _undecided(incident: Incident, now_ms: int) -> Matter:
    title, severity = _OPEN[incident.state]
    if incident.state is State.SUBMITTED and now_ms - incident.decided_ms > DAY:
        severity = Severity.WARNING
    return Matter(
        "incidents.undecided",
        incident.id,
        _(title).format(number=incident.number, kind=kinds.words(incident.kind)),
        incident.entered_ms,
        None,
        severity,
        incident.place,
    )


def _waited(
    conn: sqlite3.Connection, now_ms: int, numbers: dict[str, settings.Parameter]
) -> list[Matter]:
    waited = numbers.get("ack_wd")
    if waited is None:
        return []
    found = []
    for incident, notice in store.waiting_notices(conn):
        last = rules.after_working_days(local_date(notice.at_ms), waited.number)
        due = at(last, 24 * 60)
        found.append(
            Matter(
                "incidents.police_waited",
                incident.id,
                _(
                    "Chờ Công an thông báo tiếp nhận: {number} ({days} ngày làm việc, {basis})"
                ).format(number=incident.number, days=waited.number, basis=waited.legal_basis),
                notice.at_ms,
                due,
                Severity.WARNING if now_ms > due else Severity.INFO,
                incident.place,
            )
        )
    return found


def advice(conn: sqlite3.Connection, incident: Incident, now_ms: int) -> rules.Advice | None:
    """Return the advice to tell the police about an incident where they were not told yet."""
    if rules.police_told(store.notices(conn, incident.id)):
        return None
    return advice_for(conn, incident.value, incident.kind, now_ms)


def advice_for(conn: sqlite3.Connection, value: int, kind: str, now_ms: int) -> rules.Advice | None:
    """Return the advice to tell the police for an estimated value in đồng, or None."""
    flag = settings.parameters(conn, local_date(now_ms)).get(rules.THEFT_FLAG)
    return rules.advice(value, kind, flag)


def document(journal: Journal, session: Session, identity: int, sheet: str) -> IncidentDocument:
    """Return an incident's document for the sheet F6 or F7, and record that it is printed.

    Raises access.Refused, NotFound.
    """
    access.require(session, access.Right.PRINT)
    conn = journal.tables
    incident, content = store.incident(conn, identity), store.content(conn, identity)
    if incident is None or content is None:
        raise NotFound(label(identity))
    copy_no = settings.record_print(journal, session, f"incidents.{sheet}", label(identity))
    steps = store.steps(conn, identity)
    return IncidentDocument(
        facility=settings.facility(conn),
        incident=incident,
        content=content,
        about=about(incident),
        writer=writer(conn, incident),
        supplements=tuple(_supplement(conn, step) for step in steps if _adds(step)),
        outcome=incident.reason if incident.state in (State.CLOSED, State.VOID) else "",
        made_ms=None if incident.imported else incident.submitted_ms or incident.entered_ms,
        printed_ms=journal.clock.now_ms(),
        copy_no=copy_no,
        anchor=journal.head().anchor(),
    )


def _adds(step: Step) -> bool:
    return step.act in ("supplemented", "imported") and bool(step.text)


def _supplement(conn: sqlite3.Connection, step: Step) -> Supplement:
    if step.act == "imported":
        return Supplement(None, "", "; ".join(step.text.splitlines()))
    return Supplement(step.at_ms, access.account_name(conn, step.by), step.text)


def about(incident: Incident) -> str:
    """Return a sheet's subject line in Vietnamese."""
    steps = kinds.path(incident.kind)
    name = steps[0].name if steps else incident.kind
    matter = (name[:1].lower() + name[1:]).removeprefix("việc ")
    return f"Về việc {matter} tại {incident.place}"


def writer(conn: sqlite3.Connection, incident: Incident) -> Writer:
    """Return who wrote an incident, in Vietnamese; empty where nobody signed in."""
    account = store.account(conn, incident.written_by)
    if account is None:
        return Writer("", "", "")
    guard = people.guard(conn, account.person) if account.person else None
    title = (guard.title if guard else "") or ROLE_WORDS[Role(account.role)]
    return Writer(account.name, title, _post(conn, account.person, incident.entered_ms))


def _post(conn: sqlite3.Connection, guard: int | None, at_ms: int) -> str:
    """Return the post that a guard held at a time by the published roster, or nothing."""
    on_duty = roster.on_duty(conn, at_ms) if guard is not None else []
    held = next((one.post for one in on_duty if one.guard == guard), None)
    post = None if held is None else people.post(conn, held)
    return "" if post is None else post.name
