"""What the chief sets about where and when a guard may be planned, and takes back."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Refused
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.folder import Folder
from guardapp.base.keys import GONE
from guardapp.people import actions, actions_limits, store
from guardapp.people.model import Force, Gender, GuardDetails, LeaveKind, PostDetails
from tests.support import CHIEF, LEADER, new_folder

D = date(2026, 12, 10)
LATER = date(2026, 12, 20)


@dataclass(frozen=True)
class Some:
    """An open folder with two guards and two posts."""

    folder: Folder
    guards: tuple[int, int]
    posts: tuple[int, int]


@pytest.fixture
def some(tmp_path: Path) -> Iterator[Some]:
    folder = new_folder(tmp_path / "data", [store.FEATURE])
    first, second = (
        actions.add_guard(folder.journal, CHIEF, GuardDetails(name, Force.OWN, Gender.FEMALE))
        for name in ("Nguyễn Thị An", "Trần Thị Bình")
    )
    gate, hall = (
        actions.add_post(folder.journal, CHIEF, PostDetails(name)) for name in ("Cổng", "Sảnh")
    )
    yield Some(folder, (first, second), (gate, hall))
    assert replay.verify_tables(folder.journal.tables, folder.keys, folder.journal.features) == []
    folder.close()


def test_a_restriction_holds_on_its_days_without_a_reason(some: Some) -> None:
    it, guard = some.folder.journal, some.guards[0]
    one = actions_limits.restrict(it, CHIEF, guard, D, LATER)
    actions_limits.restrict(it, CHIEF, guard, LATER, None, consented=True)
    first, second = store.restrictions(it.tables)
    assert [first.holds_on(day) for day in (date(2026, 12, 9), D, LATER, date(2026, 12, 21))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not second.holds_on(date(2027, 6, 1))
    actions_limits.withdraw_restriction(it, CHIEF, one)
    assert store.restrictions(it.tables) == [second]


def test_a_restriction_without_an_end_lasts(some: Some) -> None:
    it = some.folder.journal
    actions_limits.restrict(it, CHIEF, some.guards[0], D, None)
    (one,) = store.restrictions(it.tables)
    assert one.holds_on(date(2030, 1, 1))


def test_who_knows_no_post_by_name_knows_all(some: Some) -> None:
    it, guard = some.folder.journal, some.guards[0]
    actions_limits.set_known_posts(it, CHIEF, guard, some.posts[:1])
    assert store.known_posts(it.tables) == {guard: frozenset(some.posts[:1])}
    actions_limits.set_known_posts(it, CHIEF, guard, [])
    assert store.known_posts(it.tables) == {}


def test_a_pair_is_kept_apart_once_and_until_it_is_ended(some: Some) -> None:
    it, (one, other) = some.folder.journal, some.guards
    pair = actions_limits.keep_apart(it, CHIEF, other, one)
    (found,) = store.kept_apart(it.tables)
    assert (found.first, found.second) == (min(one, other), max(one, other))
    with pytest.raises(Invalid):
        actions_limits.keep_apart(it, CHIEF, one, other)
    actions_limits.end_apart(it, CHIEF, pair)
    assert store.kept_apart(it.tables) == []
    actions_limits.keep_apart(it, CHIEF, one, other)


def test_what_cannot_be_is_refused_and_nothing_is_written(some: Some) -> None:
    it, (one, _other) = some.folder.journal, some.guards
    before = it.head()
    with pytest.raises(Invalid):
        actions_limits.restrict(it, CHIEF, one, LATER, D)
    with pytest.raises(Invalid):
        actions_limits.keep_apart(it, CHIEF, one, one)
    for act in (
        lambda: actions_limits.restrict(it, CHIEF, 404, D, None),
        lambda: actions_limits.set_known_posts(it, CHIEF, one, [404]),
        lambda: actions_limits.keep_apart(it, CHIEF, one, 404),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Refused):
        actions_limits.restrict(it, LEADER, one, D, None)
    assert it.head() == before


def test_the_tables_are_the_same_whatever_order_the_entries_arrive_in(some: Some) -> None:
    it, (one, other) = some.folder.journal, some.guards
    restriction = actions_limits.restrict(it, CHIEF, one, D, LATER)
    actions_limits.restrict(it, CHIEF, other, D, None, consented=True)
    actions_limits.withdraw_restriction(it, CHIEF, restriction)
    for posts in (some.posts, some.posts[:1], some.posts[1:]):
        actions_limits.set_known_posts(it, CHIEF, one, posts)
    actions_limits.end_apart(it, CHIEF, actions_limits.keep_apart(it, CHIEF, one, other))
    actions_limits.keep_apart(it, CHIEF, one, other)
    entries = list(replay.entries(it.tables, it.keys))
    for seed in range(6):
        random.Random(seed).shuffle(entries)
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations for feature in it.features])
        replay.read_into(anew, iter(entries), it.features)
        assert db.differences(it.tables, anew, list(store.FEATURE.tables)) == []
        anew.close()


def test_whoever_s_key_is_destroyed_is_still_read_without_what_was_told(some: Some) -> None:
    it, (one, other) = some.folder.journal, some.guards
    born = GuardDetails("Lê Thị Cúc", Force.OWN, Gender.FEMALE, date(1990, 2, 28), week_hours=20)
    actions.change_guard(it, CHIEF, one, born)
    actions.grant_leave(it, CHIEF, one, LeaveKind.SICK, D, LATER)
    for last in (LATER, None):
        actions_limits.restrict(it, CHIEF, one, D, last)
    known = store.guard(it.tables, one)
    assert known is not None
    with it.transaction():
        some.folder.keys.destroy(known.subject)
        replay.read_anew(it.tables, some.folder.keys, it.features)
    gone, stays = sorted(store.guards(it.tables), key=lambda guard: guard.id)
    assert (gone.id, gone.name, gone.birth_date, gone.week_hours) == (one, GONE, None, None)
    assert (stays.id, stays.name) == (other, "Trần Thị Bình")
    (leave,) = store.leaves(it.tables, D, D)
    assert leave.kind is not LeaveKind.SICK
    assert store.restrictions(it.tables) == []
