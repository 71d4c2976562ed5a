"""What users do with incidents: write up, submit, decide, supplement, tell authorities, import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from guardapp.base import settings
from guardapp.base.access import Right, Session, may, require
from guardapp.base.clock import local
from guardapp.base.entry import Personal
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.identity import device_letters, label
from guardapp.base.journal import Journal
from guardapp.base.words import _
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import rules, store
from guardapp.incidents.model import Content, Incident, Measure, Notice, Number, Person, Thing

FIRST_NUMBER: Final = "incidents.first_number"


@dataclass(frozen=True, slots=True)
class Submitted:
    """An incident's identity and the number it was given."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class ImportedIncident:
    """An incident of another book: its content, its number there, and what has no field here."""

    content: Content
    source_number: str = ""
    supplement: str = ""


def draft(journal: Journal, session: Session, content: Content) -> int:
    """Begin an incident with what is known, and return its identity; raises Invalid, Refused."""
    require(session, Right.WRITE_INCIDENT)
    _check(rules.problems(content, journal.clock.now_ms()))
    with journal.transaction():
        subject = journal.keys.new_subject()
        body = _body(journal, content, subject) | _by(session)
        incident = _write(journal, session, "drafted", body, content.from_ms)
        _tell_all(journal, session, incident, subject, content.notices)
    return incident


def rewrite(journal: Journal, session: Session, incident: int, content: Content) -> None:
    """Replace what a draft, or an incident returned to its writer, says.

    Raises Invalid, Refused, NotFound, rules.WrongState, rules.NotYours.
    """
    known = _allowed(journal, session, "rewritten", incident)
    if known.written_by != session.account and not may(session, Right.APPROVE_INCIDENT):
        raise rules.NotYours
    _check(rules.problems(content, journal.clock.now_ms()))
    with journal.transaction():
        body = _body(journal, content, known.subject) | _by(session) | {"incident": incident}
        _write(journal, session, "rewritten", body, content.from_ms)
        _tell_all(journal, session, incident, known.subject, content.notices)


def submit(
    journal: Journal, session: Session, content: Content, incident: int | None = None
) -> Submitted:
    """Submit an incident, new or begun before, and return the number it has from now on.

    Raises Invalid with the fields that are missing or wrong, Refused, NotFound, rules.WrongState.
    """
    require(session, Right.WRITE_INCIDENT)
    now = journal.clock.now_ms()
    _check(rules.missing(content) | rules.problems(content, now))
    with journal.transaction():
        if incident is None:
            incident = draft(journal, session, content)
        else:
            rewrite(journal, session, incident, content)
        _allowed(journal, session, "submitted", incident)
        number = store.number_of(journal.tables, incident) or next_number(journal)
        body = {"incident": incident, "number": asdict(number)} | _by(session)
        _write(journal, session, "submitted", body)
    return Submitted(incident, number.text)


def return_to_writer(journal: Journal, session: Session, incident: int, reason: str) -> None:
    """Give an incident back to its writer; raises Invalid without a reason, rules.WrongState."""
    _decide(journal, session, "returned", incident, reason)


def approve(journal: Journal, session: Session, incident: int, remark: str = "") -> None:
    """Approve an incident: from now on it is only supplemented; raises rules.WrongState."""
    _decide(journal, session, "approved", incident, remark)


def close(journal: Journal, session: Session, incident: int, outcome: str) -> None:
    """Close an approved incident with its outcome; raises Invalid, rules.WrongState."""
    _decide(journal, session, "closed", incident, outcome)


def void(journal: Journal, session: Session, incident: int, reason: str) -> None:
    """Void an incident; its number stays used. Raises Invalid, rules.WrongState."""
    _decide(journal, session, "voided", incident, reason)


def supplement(journal: Journal, session: Session, incident: int, text: str) -> None:
    """Add a stamped text to what is written; raises Invalid, rules.WrongState."""
    _decide(journal, session, "supplemented", incident, text)


def tell(journal: Journal, session: Session, incident: int, notice: Notice) -> int:
    """Record that an authority was told, and return the identity of that record."""
    known = _allowed(journal, session, "told", incident)
    if notice.at_ms > journal.clock.now_ms() + rules.FUTURE_TOLERANCE_MS:
        raise Invalid({"at": _("Thời gian ở sau lúc này. Hãy kiểm tra lại.")})
    with journal.transaction():
        return _tell(journal, session, incident, known.subject, notice)


def answer(journal: Journal, session: Session, incident: int, notice: int, text: str) -> None:
    """Record what an authority answered; raises Invalid, NotFound, rules.WrongState."""
    known = _allowed(journal, session, "answered", incident)
    if notice not in {one.id for one in store.notices(journal.tables, incident)}:
        raise NotFound(label(notice))
    _needs_text(text)
    with journal.transaction():
        body = {"incident": incident, "notice": notice, "text": Personal(known.subject, text)}
        _write(journal, session, "answered", body | _by(session))


def reclassify(journal: Journal, session: Session, incident: int, kind: str, reason: str) -> None:
    """Give an incident another kind; its number stays. Raises Invalid, rules.WrongState."""
    known = _allowed(journal, session, "reclassified", incident)
    if not kinds.is_known(kind):
        raise Invalid({"kind": _(rules.MISSING["kind"])})
    _needs_text(reason)
    with journal.transaction():
        body = {
            "incident": incident,
            "kind": kind,
            "kind_words": kinds.search_words(kind),
            "text": Personal(known.subject, reason),
        }
        _write(journal, session, "reclassified", body | _by(session))


def recover(
    journal: Journal, session: Session, incident: int, position: int, text: str = ""
) -> None:
    """Record that the thing at `position` was recovered; raises NotFound, rules.WrongState."""
    known = _allowed(journal, session, "recovered", incident)
    if not 0 <= position < len(store.things(journal.tables, incident)):
        raise NotFound(str(position + 1))
    with journal.transaction():
        body = {
            "incident": incident,
            "position": position,
            "text": Personal(known.subject, text.strip()),
        }
        _write(journal, session, "recovered", body | _by(session))


def set_first_number(journal: Journal, session: Session, year: int, first: int) -> None:
    """Let a year's numbers on this PC go on from the paper book's; raises rules.NumberUsed."""
    require(session, Right.SETTINGS)
    last = store.last_serial(journal.tables, device_letters(journal.device), year)
    if first <= last or first < 1:
        raise rules.NumberUsed(last)
    settings.set_values(journal, session, {f"{FIRST_NUMBER}.{year}": str(first)})


def next_number(journal: Journal) -> Number:
    """Return the number that the next incident submitted on this PC will have."""
    letters = device_letters(journal.device)
    year = local(journal.clock.now_ms()).year
    last = store.last_serial(journal.tables, letters, year)
    first = int(settings.get(journal.tables, f"{FIRST_NUMBER}.{year}", "1"))
    serial = max(last + 1, first)
    return Number(rules.number(letters, year, serial), letters, year, serial)


def import_incidents(
    journal: Journal,
    session: Session,
    rows: Sequence[ImportedIncident],
    *,
    numbered: bool = False,
) -> list[int]:
    """Take over incidents of another book as closed ones, all or none; return their identities.

    They get numbers of this program only where `numbered`. Raises Invalid, Refused.
    """
    require(session, Right.IMPORT)
    now = journal.clock.now_ms()
    made: list[int] = []
    with journal.transaction():
        for row in rows:
            _check(rules.missing(row.content) | rules.problems(row.content, now))
            subject = journal.keys.new_subject()
            body = _body(journal, row.content, subject) | _by(session)
            body["source_number"] = row.source_number
            body["number"] = asdict(next_number(journal)) if numbered else None
            body["text"] = Personal(subject, row.supplement) if row.supplement else ""
            made.append(_write(journal, session, "imported", body, row.content.from_ms))
    return made


def _decide(journal: Journal, session: Session, act: str, incident: int, text: str) -> None:
    known = _allowed(journal, session, act, incident)
    text = text.strip()
    if rules.ACTS[act].needs_text:
        _needs_text(text)
    with journal.transaction():
        body = {"incident": incident, "text": Personal(known.subject, text) if text else ""}
        _write(journal, session, act, body | _by(session))


def _allowed(journal: Journal, session: Session, act: str, incident: int) -> Incident:
    require(session, rules.ACTS[act].right)
    known = store.incident(journal.tables, incident)
    if known is None:
        raise NotFound(label(incident))
    rules.check_act(act, known.state)
    return known


def _needs_text(text: str) -> None:
    if not text.strip():
        raise Invalid({"text": _("Hãy ghi lý do hoặc nội dung.")})


def _check(found: Mapping[str, str]) -> None:
    if found:
        raise Invalid(dict(found))


def _write(
    journal: Journal,
    session: Session,
    act: str,
    body: Mapping[str, Any],
    occurred_ms: int | None = None,
) -> int:
    claimed = body["claimed"]
    if claimed:
        body = {**body, "claimed": Personal(journal.keys.new_subject(), claimed)}
    return journal.write(f"incidents.{act}", body, by=session.account, occurred_at=occurred_ms)


def _by(session: Session) -> dict[str, str]:
    claimed = "" if session.verified else session.login
    return {"standing": session.standing.value, "claimed": claimed}


def _tell_all(
    journal: Journal, session: Session, incident: int, subject: int, notices: Iterable[Notice]
) -> None:
    for notice in notices:
        if not notice.id:
            _tell(journal, session, incident, subject, notice)


def _tell(journal: Journal, session: Session, incident: int, subject: int, notice: Notice) -> int:
    body = {
        "incident": incident,
        "authority": notice.authority.value,
        "at_ms": notice.at_ms,
        "told_by": Personal(subject, notice.told_by or session.name),
        "officer": Personal(subject, notice.officer),
        "reference": notice.reference,
    }
    return _write(journal, session, "told", body | _by(session), notice.at_ms)


def _body(journal: Journal, content: Content, subject: int) -> dict[str, Any]:
    def own(text: str) -> Personal | str:
        return Personal(subject, text) if text else ""

    return {
        "subject": subject,
        "kind": content.kind,
        "kind_words": kinds.search_words(content.kind),
        "place": content.place.strip(),
        "post": content.post,
        "when": content.when.value,
        "from_ms": content.from_ms,
        "to_ms": content.to_ms,
        "discovered_ms": content.discovered_ms,
        "reported_ms": content.reported_ms,
        "what": own(content.what.strip()),
        "things": [_thing(thing, subject) for thing in content.things],
        "persons": [_person(journal, person) for person in content.persons],
        "measures": [measure.value for measure in Measure if measure in content.measures],
        "done": own(content.done.strip()),
        "notes": {note.value: own(text) for note, text in content.notes.items() if text},
    }


def _thing(thing: Thing, subject: int) -> dict[str, Any]:
    def own(text: str) -> Personal | str:
        return Personal(subject, text) if text else ""

    return {
        "name": own(thing.name.strip()),
        "quantity": thing.quantity,
        "unit": thing.unit,
        "description": own(thing.description),
        "serial": own(thing.serial),
        "value": thing.value,
        "owner": thing.owner.value,
        "recovered": thing.recovered,
    }


def _person(journal: Journal, person: Person) -> dict[str, Any]:
    subject = person.subject or journal.keys.new_subject()

    def own(text: str) -> Personal | str:
        return Personal(subject, text.strip()) if text else ""

    return {
        "subject": subject,
        "role": person.role.value,
        "name": own(person.name),
        "birth_year": own(person.birth_year),
        "identity_number": own(person.identity_number),
        "address": own(person.address),
        "phone": own(person.phone),
        "unit": own(person.unit),
    }
