"""Wrong tries make a login wait; no restart, clock or second program shortens the wait."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardapp.base import access, lockout
from guardapp.base.access import LockedOut, MustChange, Right, Role, WeakSecret, WrongSecret
from guardapp.base.clock import DAY, MINUTE, SECOND, SetClock
from guardapp.base.folder import Folder, open_folder
from guardapp.base.keys import hash_secret
from tests.support import CHIEF, clock_of, new_folder

SECRET = "mật khẩu đủ dài"
NAME = "Hoàng Ví Dụ"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [])
    access.create_account(opened.journal, CHIEF, "boss", Role.CHIEF, NAME, SECRET)
    yield opened
    opened.close()


def try_wrong(folder: Folder, times: int) -> None:
    for _time in range(times):
        with pytest.raises((WrongSecret, LockedOut)):
            access.confirm(folder.journal, folder.local, "boss", "sai rồi")


def locked_for(folder: Folder) -> int:
    """Return for how long (ms) the right secret is refused, 0 when it is taken."""
    try:
        access.confirm(folder.journal, folder.local, "boss", SECRET)
    except LockedOut as error:
        return error.until_ms - folder.journal.clock.now_ms()
    return 0


def again(folder: Folder, now_ms: int) -> Folder:
    folder.close()
    return open_folder(folder.path, folder.journal.features, SetClock(now_ms))


def test_the_third_wrong_try_locks_and_each_further_one_doubles(folder: Folder) -> None:
    try_wrong(folder, 3)
    assert locked_for(folder) == 30 * SECOND
    clock_of(folder).advance(30 * SECOND)
    try_wrong(folder, 1)
    assert locked_for(folder) == MINUTE
    assert lockout.lock_ms(1000) == lockout.LONGEST_LOCK_MS


def test_a_right_secret_after_the_wait_forgets_the_wrong_ones(folder: Folder) -> None:
    try_wrong(folder, 3)
    clock_of(folder).advance(30 * SECOND)
    assert locked_for(folder) == 0
    try_wrong(folder, 2)
    assert locked_for(folder) == 0


@pytest.mark.parametrize("jump", [-400 * DAY, -DAY, -MINUTE, MINUTE, DAY])
def test_the_pcs_clock_does_not_shorten_the_wait_nor_lengthen_it(folder: Folder, jump: int) -> None:
    try_wrong(folder, 3)
    clock_of(folder).jump(jump)
    assert locked_for(folder) == 30 * SECOND
    clock_of(folder).advance(30 * SECOND)
    assert locked_for(folder) == 0


def test_a_restart_with_the_clock_set_back_begins_the_wait_anew(folder: Folder) -> None:
    try_wrong(folder, 3)
    clock_of(folder).advance(30 * SECOND)
    try_wrong(folder, 1)
    now = folder.journal.clock.now_ms()
    for back in (MINUTE, DAY, 400 * DAY):
        folder = again(folder, now - back)
        assert locked_for(folder) == MINUTE
    folder = again(folder, now - 400 * DAY + MINUTE)
    assert locked_for(folder) == 0
    folder.close()


def test_a_try_counts_before_the_secret_is_checked(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(account: int, secret: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(folder.keys, "check_secret", ended)
        for _time in range(2):
            with pytest.raises(KeyboardInterrupt):
                access.confirm(folder.journal, folder.local, "boss", "sai rồi")
    try_wrong(folder, 1)
    assert locked_for(folder) == 30 * SECOND


def test_what_is_typed_as_a_login_is_not_stored_in_clear(folder: Folder) -> None:
    typed = "mat-khau-go-nham-o"
    with pytest.raises(WrongSecret):
        access.confirm(folder.journal, folder.local, typed, "x")
    folder.close()
    for file in folder.path.iterdir():
        if file.is_file():
            assert typed.encode() not in file.read_bytes(), file.name


def test_no_secret_or_name_stands_in_the_files_but_in_the_tables_in_use(folder: Folder) -> None:
    folder.local.save_draft("incident", {"who": NAME})
    bodies = [row["body"] for row in folder.journal.tables.execute("SELECT body FROM journal")]
    folder.close()
    assert not any(NAME in body or SECRET in body for body in bodies)
    for file in folder.path.iterdir():
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file.name
            assert file.name == "guard.db" or NAME.encode() not in file.read_bytes(), file.name


def test_a_secret_typed_in_parts_of_letters_is_the_same_one(folder: Folder) -> None:
    apart = "ma\u0323\u0302t kha\u0302\u0309u d\u0323u\u0309 ".strip() + " da\u0300i"
    account = access.create_account(folder.journal, CHIEF, "deputy", Role.CHIEF, NAME, apart)
    assert access.confirm(folder.journal, folder.local, "deputy", apart).account == account


def test_a_first_secret_opens_little_until_it_is_changed(folder: Folder) -> None:
    session = access.sign_in(folder.journal, folder.local, "boss", SECRET)
    with pytest.raises(MustChange):
        access.require(session, Right.READ)
    access.require(session, Right.WRITE_INCIDENT)
    changed = access.change_secret(folder.journal, session, SECRET, "một mật khẩu khác")
    access.require(changed, Right.SETTINGS)


@pytest.mark.parametrize("secret", sorted(access.SAMPLE_SECRETS))
@pytest.mark.parametrize("role", list(Role))
def test_the_samples_secrets_are_refused_in_ones_own_data(
    folder: Folder, secret: str, role: Role
) -> None:
    with pytest.raises(WeakSecret):
        access.create_account(folder.journal, CHIEF, "x", role, NAME, secret)


def test_a_secret_costs_a_guesser_a_tenth_of_a_second() -> None:
    began = time.process_time()
    hash_secret("135792")
    assert time.process_time() - began > 0.08
