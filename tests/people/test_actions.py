"""People and posts are added, changed and found; what does not fit is refused in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import access, identity, replay
from guardapp.base.access import LockedOut, Refused, Role, WeakSecret, WrongSecret
from guardapp.base.errors import Invalid
from guardapp.base.folder import Folder
from guardapp.people import actions, rules, store
from guardapp.people.model import (
    CertificateKind,
    Force,
    Gender,
    GuardDetails,
    LeaveKind,
    PostDetails,
    Regime,
)
from tests.support import CHIEF, GUARD, clock_of, new_folder

AN = GuardDetails("Nguyễn Văn Ân", Force.OWN, Gender.MALE, date(1970, 5, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [store.FEATURE])
    yield opened
    assert replay.verify_tables(opened.journal.tables, opened.keys, opened.journal.features) == []
    opened.close()


def test_guards_get_codes_with_check_digits_and_are_sorted_by_given_name(folder: Folder) -> None:
    for name in ("Đỗ Thị Ông", "Lê Văn Đặng", "Trần Thị Âu", "Phạm Văn An", "Vũ Thị Dương"):
        actions.add_guard(folder.journal, CHIEF, replace(AN, name=name))
    found = store.guards(folder.journal.tables)
    assert [one.name.split()[-1] for one in found] == ["An", "Âu", "Dương", "Đặng", "Ông"]
    assert all(identity.is_valid_code(one.code) for one in found)
    assert len({one.code for one in found}) == 5


def test_a_guard_is_found_without_typing_marks(folder: Folder) -> None:
    actions.add_guard(folder.journal, CHIEF, replace(AN, name="Đỗ Đình Trọng"))
    assert [one.name for one in store.guards(folder.journal.tables, search="do dinh")] == [
        "Đỗ Đình Trọng"
    ]


def test_a_guard_under_age_is_refused_with_the_legal_basis(folder: Folder) -> None:
    with pytest.raises(Invalid) as refused:
        actions.add_guard(folder.journal, CHIEF, replace(AN, birth_date=date(2008, 12, 2)))
    assert "Nghị định 06/2013" in refused.value.problems["birth_date"]
    actions.add_guard(folder.journal, CHIEF, replace(AN, birth_date=date(2008, 12, 1)))


def test_a_service_firms_guard_never_works_hospital_duty(folder: Folder) -> None:
    on_duty = replace(AN, regime=Regime.DUTY)
    guard = actions.add_guard(folder.journal, CHIEF, on_duty)
    with pytest.raises(Invalid) as refused:
        actions.change_guard(folder.journal, CHIEF, guard, replace(on_duty, force=Force.CONTRACTED))
    assert "Nghị định 192/2026" in refused.value.problems["regime"]


def test_a_guard_may_not_add_guards(folder: Folder) -> None:
    with pytest.raises(Refused):
        actions.add_guard(folder.journal, GUARD, AN)
    assert store.guards(folder.journal.tables) == []


def test_a_guard_with_a_pin_signs_in_by_code_and_must_change_it(folder: Folder) -> None:
    guard = actions.add_guard(folder.journal, CHIEF, AN, pin="135792")
    code = store.guards(folder.journal.tables)[0].code
    session = access.sign_in(folder.journal, folder.local, code, "135792")
    assert (session.person, session.role, session.must_change) == (guard, Role.GUARD, True)
    session = access.change_secret(folder.journal, session, "135792", "975318")
    assert not session.must_change
    with pytest.raises(WrongSecret):
        access.sign_in(folder.journal, folder.local, code, "135792")


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "111111", "121212", "123123", "12345", "abcdef"]
)
def test_simple_pins_are_refused(folder: Folder, pin: str) -> None:
    with pytest.raises(WeakSecret):
        actions.add_guard(folder.journal, CHIEF, AN, pin=pin)
    assert store.guards(folder.journal.tables) == []


def test_the_secrets_of_the_sample_are_refused_in_ones_own_data(folder: Folder) -> None:
    with pytest.raises(WeakSecret) as refused:
        actions.add_guard(folder.journal, CHIEF, AN, pin="246810")
    assert refused.value.rule == "sample"


def test_wrong_pins_lock_for_a_growing_time_also_across_restarts(folder: Folder) -> None:
    actions.add_guard(folder.journal, CHIEF, AN, pin="135792")
    code = store.guards(folder.journal.tables)[0].code
    waits = []
    for _ in range(5):
        with pytest.raises((WrongSecret, LockedOut)) as refused:
            access.sign_in(folder.journal, folder.local, code, "000001")
        if isinstance(refused.value, LockedOut):
            waits.append(refused.value.until_ms - folder.journal.clock.now_ms())
            clock_of(folder).advance(waits[-1])
    assert waits == [30_000, 60_000, 120_000]
    assert access.sign_in(folder.journal, folder.local, code, "135792").login == code


def test_a_certificate_counts_on_its_days_only(folder: Folder) -> None:
    guard = actions.add_guard(folder.journal, CHIEF, AN)
    fire = CertificateKind.FIRE
    actions.add_certificate(
        folder.journal, CHIEF, guard, fire, date(2021, 12, 2), date(2026, 12, 1), number="12/CC"
    )
    held = store.certificates(folder.journal.tables, guard)
    assert [rules.valid_on(held, fire, date(2026, 12, day)) for day in (1, 2)] == [True, False]
    with pytest.raises(Invalid):
        actions.add_certificate(
            folder.journal, CHIEF, guard, fire, date(2026, 12, 2), date(2026, 12, 1)
        )


def test_leave_is_found_by_the_days_it_touches(folder: Folder) -> None:
    guard = actions.add_guard(folder.journal, CHIEF, AN)
    first, last = date(2026, 12, 30), date(2027, 1, 2)
    actions.grant_leave(folder.journal, CHIEF, guard, LeaveKind.ANNUAL, first, last)
    tables = folder.journal.tables
    assert len(store.leaves(tables, date(2027, 1, 2), date(2027, 1, 31))) == 1
    assert store.leaves(tables, date(2027, 1, 3), date(2027, 1, 31)) == []


def test_posts_come_by_importance_and_codes_are_given_once(folder: Folder) -> None:
    actions.add_post(folder.journal, CHIEF, PostDetails("Nhà để xe", importance=3))
    actions.add_post(folder.journal, CHIEF, PostDetails("Cổng chính", importance=1))
    found = store.posts(folder.journal.tables)
    assert [one.name for one in found] == ["Cổng chính", "Nhà để xe"]
    with pytest.raises(Invalid):
        actions.add_post(folder.journal, CHIEF, PostDetails("Khác"), code=found[0].code)
    actions.close_post(folder.journal, CHIEF, found[1].id)
    assert [one.name for one in store.posts(folder.journal.tables)] == ["Cổng chính"]


def test_a_guard_who_left_cannot_sign_in(folder: Folder) -> None:
    guard = actions.add_guard(folder.journal, CHIEF, AN, pin="135792")
    code = store.guards(folder.journal.tables)[0].code
    actions.let_guard_go(folder.journal, CHIEF, guard)
    with pytest.raises(WrongSecret):
        access.sign_in(folder.journal, folder.local, code, "135792")
