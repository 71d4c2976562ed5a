"""The sample's facility, accounts, posts and guards with their certificates and leave."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from guardapp.base import access, resources, settings
from guardapp.base.access import PROGRAM, Role, Session
from guardapp.base.clock import local_date
from guardapp.base.journal import Journal
from guardapp.base.keys import SecretHash, hash_secret
from guardapp.people import actions, store
from guardapp.people.model import (
    CertificateKind,
    Force,
    Gender,
    Guard,
    GuardDetails,
    Hours,
    LeaveKind,
    Post,
    PostDetails,
    Regime,
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who and where the sample is: signed-in persons, guards by squad, posts by hours."""

    chief: Session
    leader: Session
    inspector: Session
    guards: tuple[Guard, ...]
    posts: tuple[Post, ...]
    sessions: dict[int, Session]


def hospital() -> dict[str, Any]:
    """Return the sample's masters as shipped."""
    path = resources.path("sample", "hospital.json")
    masters: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return masters


def found(journal: Journal) -> None:
    """Found the sample facility: settings, parameters and the mark that it is the sample."""
    settings.seed_parameters(journal)
    values = {f"facility.{name}": value for name, value in hospital()["facility"].items()}
    settings.set_values(journal, PROGRAM, {**values, "facility.sample": "1"})


def _hashes(secrets: Sequence[str]) -> list[SecretHash]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(hash_secret, secrets))


def staff(journal: Journal, random: Random) -> Staff:
    """Add accounts, posts and guards, and return them; the guards' PINs are the sample's."""
    masters = hospital()
    accounts = masters["accounts"]
    pins = _hashes([one["secret"] for one in accounts] + [masters["pin"]] * len(masters["guards"]))
    signed_in = {}
    for one, secret in zip(accounts, pins, strict=False):
        role = Role(one["role"])
        account = access.create_account(
            journal, PROGRAM, one["login"], role, one["name"], secret, must_change=False
        )
        signed_in[role] = Session(account, None, role, one["name"], one["login"], took_over=True)
    chief = signed_in[Role.CHIEF]
    for one in masters["posts"]:
        actions.add_post(journal, chief, _post(one))
    for one, pin in zip(masters["guards"], pins[len(accounts) :], strict=True):
        guard = actions.add_guard(journal, chief, _guard(one), pin=pin)
        _certify(journal, chief, guard, random)
    guards = tuple(sorted(store.guards(journal.tables), key=lambda guard: guard.id))
    return Staff(
        chief,
        signed_in[Role.LEADER],
        signed_in[Role.INSPECTOR],
        guards,
        tuple(store.posts(journal.tables)),
        {guard.id: _session(journal, guard) for guard in guards},
    )


def _session(journal: Journal, guard: Guard) -> Session:
    account = access.account_of(journal.tables, guard.id) or 0
    return Session(account, guard.id, Role.GUARD, guard.name, guard.code, took_over=True)


def _post(one: dict[str, Any]) -> PostDetails:
    certificate = one["certificate"]
    return PostDetails(
        one["name"],
        one["place"],
        one["importance"],
        Hours(one["hours"]),
        one["needed"],
        CertificateKind(certificate) if certificate else None,
        force=Force(one["force"]) if "force" in one else None,
        gender=Gender(one["gender"]) if "gender" in one else None,
    )


def _guard(one: dict[str, Any]) -> GuardDetails:
    return GuardDetails(
        name=one["name"],
        force=Force(one["force"]),
        gender=Gender(one["gender"]),
        birth_date=date.fromisoformat(one["born"]),
        title=one["title"],
        squad=one["squad"],
        regime=Regime(one.get("regime", Regime.SHIFT.value)),
        week_hours=one.get("week_hours"),
    )


def _certify(journal: Journal, chief: Session, guard: int, random: Random) -> None:
    today = local_date(journal.clock.now_ms())
    held = [(CertificateKind.GUARDING, 0.97), (CertificateKind.FIRE, 0.8)]
    held += [(CertificateKind.SUPPORT_TOOLS, 0.4), (CertificateKind.FIRST_AID, 0.25)]
    for kind, share in held:
        if random.random() > share:
            continue
        issued = today - timedelta(days=random.randrange(60, 5 * 365 - 40))
        actions.add_certificate(
            journal,
            chief,
            guard,
            kind,
            issued,
            issued + relativedelta(years=5) - timedelta(days=1),
            number=f"{random.randrange(100, 1000)}/GCN",
            issuer="Công an tỉnh Sông Mơ",
        )


def grant_leaves(journal: Journal, staff: Staff, first: date, last: date, random: Random) -> None:
    """Grant each guard a few days' leave within a period, as a force of this size takes it."""
    days = (last - first).days
    for guard in staff.guards:
        for _ in range(days // 45):
            if random.random() < 0.5 and guard.regime is Regime.SHIFT:
                start = first + timedelta(days=random.randrange(days))
                end = start + timedelta(days=random.randrange(1, 5))
                kind = random.choice((LeaveKind.ANNUAL, LeaveKind.ANNUAL, LeaveKind.PERSONAL))
                actions.grant_leave(journal, staff.chief, guard.id, kind, start, end)
