"""The verbs of checking: check, open a defect, report it fixed, verify and close it."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from guardapp.base import resources, settings
from guardapp.base.access import Right, Session, require
from guardapp.base.clock import SECOND, local_date
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.journal import Journal
from guardapp.base.text import nfc
from guardapp.base.words import _
from guardapp.fire import store
from guardapp.fire.defect import Defect, Fault, Owner, State, Step
from guardapp.fire.errors import InFuture, OutOfService, SamePerson, WrongState, needed
from guardapp.fire.kinds import CRITICAL, MEASURES
from guardapp.fire.model import Equipment, Result, Target
from guardapp.fire.register import registered

CLOCK_SLACK_MS: Final = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check made: its own identity, and the defect's if it failed."""

    check: int
    defect: int | None


def seed_lines(journal: Journal) -> None:
    """Write the shipped checklist lines into a record that has none."""
    if store.has_lines(journal.tables):
        return
    text = resources.path("rules", "fire_lines.json").read_text(encoding="utf-8")
    with journal.transaction():
        journal.write("fire.lines_added", {"rows": json.loads(text)}, by=0)


def check(
    journal: Journal,
    session: Session,
    target: Target,
    result: Result,
    note: str = "",
    *,
    measured: int | None = None,
    at: int | None = None,
    fault: Fault | None = None,
    known: int | None = None,
    corrects: int | None = None,
) -> Checked:
    """Record a check; a failure opens a defect, or says that the `known` one is seen again.

    `measured` is in thousandths of the kind's unit, `at` (ms UTC) when it was made, now by
    default. `corrects` names an earlier check of the same target that was entered wrongly; its
    own defect is withdrawn. Raises Invalid, InFuture, OutOfService, NotFound, Refused.
    """
    require(session, Right.CHECK_FIRE)
    now = journal.clock.now_ms()
    if at is not None and at > now + CLOCK_SLACK_MS:
        raise InFuture(at)
    note = _note_of(result, note)
    with journal.transaction():
        piece = _checked_piece(journal, target)
        unit = MEASURES[piece.kind].unit if piece and piece.kind in MEASURES else ""
        if corrects is not None:
            _correct(journal, session, target, corrects, note)
        if known is not None and result is Result.FAIL:
            _open_defect(journal, known)
        body = {
            "line": target.line,
            "equipment": target.equipment,
            "result": result.value,
            "note": note,
            "measured": measured,
            "unit": unit if measured is not None else "",
            "standing": session.standing.value,
            "defect": known if result is Result.FAIL else None,
            "corrects": corrects,
        }
        made = journal.write("fire.checked", body, by=session.account, occurred_at=at)
        if result is not Result.FAIL:
            return Checked(made, None)
        if known is not None:
            _step(journal, session, known, Step.SEEN_AGAIN, note, at)
            return Checked(made, known)
        opened = _open(journal, session, target, piece, note, fault or Fault(), made, at)
    return Checked(made, opened)


def _note_of(result: Result, note: str) -> str:
    if result is Result.FAIL:
        return needed("note", note, _("Cần mô tả chỗ không đạt."))
    if result is Result.NOT_POSSIBLE:
        return needed("note", note, _("Cần ghi lý do không kiểm tra được."))
    return nfc(note).strip()


def default_due(journal: Journal, today: date) -> date:
    """Return the day until which a defect found today is to be mended, unless told otherwise."""
    days = settings.parameter(journal.tables, "fire_defect_days", today).number
    return today + timedelta(days=days)


def plan_defect(journal: Journal, session: Session, defect: int, fault: Fault) -> None:
    """Change the temporary measure, the owner or the due date of an open defect.

    Raises WrongState, NotFound, Refused.
    """
    require(session, Right.CHECK_FIRE)
    with journal.transaction():
        before = _open_defect(journal, defect)
        plan = _plan(journal, fault, before.due)
        _step(journal, session, defect, Step.PLANNED, "", None, plan)


def report_fixed(journal: Journal, session: Session, defect: int, note: str) -> None:
    """Report that a defect is mended and waits to be verified.

    Raises Invalid without words on what was done, WrongState, NotFound, Refused.
    """
    require(session, Right.CHECK_FIRE)
    note = needed("note", note, _("Cần ghi đã làm gì để khắc phục."))
    with journal.transaction():
        _open_defect(journal, defect, State.OPEN)
        _step(journal, session, defect, Step.FIXED, note, None)


def close_defect(journal: Journal, session: Session, defect: int, note: str = "") -> Checked:
    """Verify a mended defect, record the passed check and close it.

    Raises SamePerson when who reported it mended verifies it, WrongState, NotFound, Refused.
    """
    require(session, Right.MANAGE_FIRE)
    with journal.transaction():
        before = _open_defect(journal, defect, State.FIXED)
        if before.state_by == session.account:
            raise SamePerson
        _step(journal, session, defect, Step.CLOSED, nfc(note).strip(), None)
        piece = before.target.equipment and store.piece(journal.tables, before.target.equipment)
        if piece and not piece.in_service:
            return Checked(0, defect)
        made = check(journal, session, before.target, Result.PASS, note)
    return Checked(made.check, defect)


def send_back(journal: Journal, session: Session, defect: int, note: str) -> None:
    """Refuse a mended defect since the check did not pass; it is open again.

    Raises Invalid without a note, WrongState, NotFound, Refused.
    """
    require(session, Right.MANAGE_FIRE)
    note = needed("note", note, _("Cần ghi chỗ chưa đạt."))
    with journal.transaction():
        _open_defect(journal, defect, State.FIXED)
        _step(journal, session, defect, Step.SENT_BACK, note, None)


def _open(
    journal: Journal,
    session: Session,
    target: Target,
    piece: Equipment | None,
    note: str,
    fault: Fault,
    made: int,
    at: int | None,
) -> int:
    today = local_date(journal.clock.now_ms())
    if fault.due is not None and fault.due < today:
        raise Invalid({"due": _("Hạn khắc phục không được trước hôm nay.")})
    body: dict[str, Any] = {
        "line": target.line,
        "equipment": target.equipment,
        "found_by": made,
        "note": note,
        "standing": session.standing.value,
        **_plan(journal, fault, fault.due or default_due(journal, today)),
    }
    if piece is not None:
        details = piece.details
        parts = (details.place, details.floor, details.building)
        body |= {"place": ", ".join(filter(None, parts)), "critical": piece.kind in CRITICAL}
    else:
        line = store.line(journal.tables, target.line or "")
        body |= {
            "place": line.place if line else "",
            "critical": bool(line and line.critical),
        }
    return journal.write("fire.defect_opened", body, by=session.account, occurred_at=at)


def _plan(journal: Journal, fault: Fault, due: date) -> dict[str, Any]:
    owner = Owner(fault.owner.person, nfc(fault.owner.text).strip())
    named: Any = owner.text
    if owner.text:
        named = Personal(journal.keys.new_subject(), owner.text)
    return {
        "temporary": nfc(fault.temporary).strip(),
        "owner_person": owner.person,
        "owner_text": named,
        "due": (fault.due or due).isoformat(),
    }


def _step(
    journal: Journal,
    session: Session,
    defect: int,
    step: Step,
    note: str,
    at: int | None,
    plan: dict[str, Any] | None = None,
) -> None:
    body = {
        "defect": defect,
        "step": step.value,
        "note": note,
        "standing": session.standing.value,
        **(plan or {}),
    }
    journal.write("fire.defect_stepped", body, by=session.account, occurred_at=at)


def _correct(journal: Journal, session: Session, target: Target, corrects: int, note: str) -> None:
    before = store.check(journal.tables, corrects)
    if before is None or before.target != target:
        raise NotFound(str(corrects))
    needed("note", note, _("Cần ghi lý do sửa kết quả."))
    for defect in store.open_defects_of(journal.tables, target):
        if defect.found_by == before.id:
            _step(journal, session, defect.id, Step.WITHDRAWN, note, None)


def _checked_piece(journal: Journal, target: Target) -> Equipment | None:
    if target.equipment is None:
        if store.line(journal.tables, target.line or "") is None:
            raise NotFound(target.line or "")
        return None
    piece = registered(journal, target.equipment)
    if not piece.in_service:
        raise OutOfService(piece.code, piece.out_reason)
    return piece


def _open_defect(journal: Journal, identity: int, wanted: State | None = None) -> Defect:
    defect = store.defect(journal.tables, identity)
    if defect is None:
        raise NotFound(str(identity))
    if not defect.is_open or (wanted is not None and defect.state is not wanted):
        raise WrongState(defect.state)
    return defect
