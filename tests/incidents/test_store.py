"""Incidents are written up, numbered, decided on and found; the record gives the same again."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guardapp.base import replay
from guardapp.base.access import Refused, Standing, unverified
from guardapp.base.clock import DAY, HOUR, MINUTE, to_ms
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.folder import Folder
from guardapp.incidents import actions, gather, rules, store
from guardapp.incidents.model import (
    Authority,
    Content,
    Measure,
    Note,
    Notice,
    Owner,
    Person,
    PersonRole,
    State,
    Thing,
    When,
)
from guardapp.people.store import FEATURE as PEOPLE
from guardapp.roster.store import FEATURE as ROSTER
from tests.support import CHIEF, GUARD, INSPECTOR, LEADER, START_MS, clock_of, new_folder

NEW_YEAR_EVE = to_ms(datetime(2026, 12, 31, 16, 50, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [PEOPLE, ROSTER, store.FEATURE])
    yield opened
    assert replay.verify_tables(opened.journal.tables, opened.keys, opened.journal.features) == []
    opened.close()


def theft(at_ms: int = START_MS - HOUR, **other: object) -> Content:
    content = Content(
        kind="theft.citizen",
        place="Khoa Ngoại tổng hợp, buồng 302",
        when=When.RANGE,
        from_ms=at_ms,
        to_ms=at_ms + 30 * MINUTE,
        what="Người nhà đi lấy cơm, khi về không thấy điện thoại để ở đầu giường.",
        things=(
            Thing(
                "Điện thoại Samsung", serial="356789104321", value=4_500_000, owner=Owner.VISITOR
            ),
            Thing("Ví da", value=300_000, owner=Owner.VISITOR),
        ),
        persons=(
            Person(PersonRole.VICTIM, "Đặng Thị Hòa", birth_year="1979"),
            Person(PersonRole.CONCERNED, "chưa rõ"),
        ),
        measures=(Measure.SCENE, Measure.CAMERA),
        notes={Note.TRACES: "Không có dấu vết cạy phá."},
    )
    return replace(content, **other)  # type: ignore[arg-type]


def test_what_is_submitted_is_read_again_whole(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    assert made.number == "SV-A-2026-0001"
    kept = store.content(folder.journal.tables, made.id)
    assert kept is not None
    persons = tuple(replace(person, subject=0) for person in kept.persons)
    assert replace(kept, persons=persons) == theft()
    incident = store.by_number(folder.journal.tables, "sv-a-2026-0001")
    assert incident is not None
    assert (incident.state, incident.value) == (State.SUBMITTED, 4_800_000)


def test_nothing_about_a_person_is_in_the_journal_in_clear(folder: Folder) -> None:
    actions.submit(folder.journal, GUARD, theft(done="Gặp bà Đặng Thị Hòa"))
    text = "".join(row[0] for row in folder.journal.tables.execute("SELECT body FROM journal"))
    for word in ("Hòa", "1979", "356789104321", "Samsung", "cạy phá", "lấy cơm"):
        assert word not in text
    assert "buồng 302" in text


@pytest.mark.parametrize("field", ["kind", "place", "what"])
def test_a_submission_without_its_minimum_names_the_field(folder: Folder, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.submit(folder.journal, GUARD, theft(**{field: " "}))
    assert field in refused.value.problems
    with pytest.raises(Invalid) as refused:
        actions.submit(folder.journal, GUARD, theft(from_ms=None))
    assert "time" in refused.value.problems
    assert store.page(folder.journal.tables, store.Filter()) == []


def test_numbers_go_on_over_a_void_one_and_begin_anew_each_year(folder: Folder) -> None:
    clock_of(folder).set(NEW_YEAR_EVE)
    first = actions.submit(folder.journal, GUARD, theft())
    actions.void(folder.journal, LEADER, first.id, "Ghi hai lần")
    second = actions.submit(folder.journal, GUARD, theft())
    begun = actions.draft(folder.journal, GUARD, theft())
    clock_of(folder).advance(20 * MINUTE)
    third = actions.submit(folder.journal, GUARD, theft(), begun)
    assert [one.number for one in (first, second, third)] == [
        "SV-A-2026-0001",
        "SV-A-2026-0002",
        "SV-A-2027-0001",
    ]
    kept = store.incident(folder.journal.tables, first.id)
    assert kept is not None
    assert (kept.state, kept.number, kept.reason) == (State.VOID, first.number, "Ghi hai lần")


def test_numbers_follow_the_paper_book_and_never_go_back(folder: Folder) -> None:
    actions.set_first_number(folder.journal, CHIEF, 2026, 118)
    assert actions.submit(folder.journal, GUARD, theft()).number == "SV-A-2026-0118"
    with pytest.raises(rules.NumberUsed) as refused:
        actions.set_first_number(folder.journal, CHIEF, 2026, 118)
    assert "118" in refused.value.words()
    actions.set_first_number(folder.journal, CHIEF, 2026, 200)
    assert actions.submit(folder.journal, GUARD, theft()).number == "SV-A-2026-0200"
    with pytest.raises(Refused):
        actions.set_first_number(folder.journal, LEADER, 2026, 300)


def test_a_returned_incident_is_rewritten_and_keeps_its_number(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    actions.return_to_writer(folder.journal, LEADER, made.id, "Thiếu giờ phát hiện")
    kept = store.content(folder.journal.tables, made.id)
    assert kept is not None
    again = actions.submit(
        folder.journal, GUARD, replace(kept, discovered_ms=START_MS - MINUTE), made.id
    )
    assert again.number == made.number
    after = store.content(folder.journal.tables, made.id)
    assert after is not None
    assert [one.subject for one in after.persons] == [one.subject for one in kept.persons]


def test_an_approved_incident_is_only_supplemented_then_closed(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    actions.approve(folder.journal, LEADER, made.id)
    with pytest.raises(rules.WrongState):
        actions.rewrite(folder.journal, GUARD, made.id, theft())
    actions.supplement(folder.journal, GUARD, made.id, "Camera 12 thấy một người mặc áo xanh.")
    with pytest.raises(Invalid):
        actions.close(folder.journal, LEADER, made.id, " ")
    actions.close(folder.journal, LEADER, made.id, "Đã giao hồ sơ cho Công an phường")
    with pytest.raises(rules.WrongState):
        actions.void(folder.journal, LEADER, made.id, "nhầm")
    acts = [step.act for step in store.steps(folder.journal.tables, made.id)]
    assert acts == ["drafted", "submitted", "approved", "supplemented", "closed"]
    assert [one.id for one in store.search(folder.journal.tables, "ao xanh")] == [made.id]


def test_a_guard_does_not_decide_and_an_inspector_does_not_write(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    with pytest.raises(Refused):
        actions.approve(folder.journal, GUARD, made.id)
    with pytest.raises(Refused):
        actions.submit(folder.journal, INSPECTOR, theft())
    with pytest.raises(NotFound):
        actions.approve(folder.journal, LEADER, 77)


def test_another_guards_draft_is_left_alone(folder: Folder) -> None:
    begun = actions.draft(folder.journal, replace(GUARD, account=5), Content(kind="theft"))
    with pytest.raises(rules.NotYours):
        actions.rewrite(folder.journal, replace(GUARD, account=6), begun, theft())
    actions.rewrite(folder.journal, replace(LEADER, account=7), begun, theft())


def test_somebody_who_did_not_sign_in_can_write_and_it_is_marked(folder: Folder) -> None:
    made = actions.submit(folder.journal, unverified("10017"), theft())
    kept = store.incident(folder.journal.tables, made.id)
    assert kept is not None
    assert (kept.standing, kept.claimed) == (Standing.UNVERIFIED, "10017")
    with pytest.raises(Refused):
        actions.approve(folder.journal, unverified("10017"), made.id)


def test_police_told_are_waited_for_until_they_answer(folder: Folder) -> None:
    made = actions.submit(folder.journal, LEADER, theft())
    tables, now = folder.journal.tables, folder.journal.clock.now_ms()
    assert [one.kind for one in gather.open_matters(tables, now)] == [
        "incidents.undecided",
        "incidents.police_advised",
    ]
    notice = Notice(Authority.POLICE, now, officer="Đại úy Mẫu", reference="12/TB")
    told = actions.tell(folder.journal, LEADER, made.id, notice)
    kinds = [one.kind for one in gather.open_matters(tables, now)]
    assert kinds == ["incidents.undecided", "incidents.police_waited"]
    actions.answer(folder.journal, LEADER, made.id, told, "Đã tiếp nhận tin báo")
    assert [one.kind for one in gather.open_matters(tables, now)] == ["incidents.undecided"]
    assert store.notices(tables, made.id)[0].answer == "Đã tiếp nhận tin báo"


def test_a_recovered_thing_counts_and_another_kind_keeps_the_number(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    actions.recover(folder.journal, GUARD, made.id, 0, "Người nhà tìm thấy dưới gối")
    actions.reclassify(folder.journal, LEADER, made.id, "loss.citizen", "Không phải bị lấy")
    kept = store.incident(folder.journal.tables, made.id)
    assert kept is not None
    assert (kept.recovered, kept.kind, kept.number) == (4_500_000, "loss.citizen", made.number)


def test_search_ignores_marks_case_and_order(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    actions.submit(
        folder.journal, GUARD, Content("fire.fire", "Bếp", from_ms=START_MS, what="Khói")
    )
    for text in ("dang thi hoa", "HOÀ đặng", "buong 302 trom", "samsu", "356789", "sv-a-2026-0001"):
        assert [one.id for one in store.search(folder.journal.tables, text)] == [made.id], text
    assert store.search(folder.journal.tables, "khong co ai") == []
    assert len(store.search(folder.journal.tables, '"*(')) == 2


def test_lists_filter_and_page_by_key(folder: Folder) -> None:
    with folder.journal.transaction():
        for day in range(25):
            actions.submit(folder.journal, GUARD, theft(START_MS - day * DAY - HOUR))
    tables = folder.journal.tables
    seen = store.page(tables, store.Filter(), limit=10)
    seen += store.page(tables, store.Filter(), before=seen[-1], limit=10)
    seen += store.page(tables, store.Filter(), before=seen[-1], limit=10)
    assert len({one.id for one in seen}) == 25
    assert [one.at_ms for one in seen] == sorted((one.at_ms for one in seen), reverse=True)
    wanted = store.Filter(start_ms=START_MS - 5 * DAY, end_ms=START_MS, kind="theft")
    assert store.count(tables, wanted) == 5
    assert store.count(tables, replace(wanted, kind="fire")) == 0
    assert store.count(tables, store.Filter(states=frozenset({State.SUBMITTED}))) == 25
    assert len(store.incidents(tables, START_MS - 5 * DAY, START_MS)) == 5


def test_replay_in_any_mix_of_acts_gives_the_same_tables(folder: Folder) -> None:
    chance = random.Random(7)
    acts = [
        lambda one: actions.approve(folder.journal, LEADER, one),
        lambda one: actions.return_to_writer(folder.journal, LEADER, one, "sửa"),
        lambda one: actions.close(folder.journal, LEADER, one, "xong"),
        lambda one: actions.void(folder.journal, LEADER, one, "nhầm"),
        lambda one: actions.supplement(folder.journal, GUARD, one, "thêm"),
        lambda one: actions.submit(folder.journal, GUARD, theft(), one),
        lambda one: actions.recover(folder.journal, GUARD, one, 1),
    ]
    made = [actions.draft(folder.journal, GUARD, theft()) for _number in range(4)]
    for _number in range(80):
        clock_of(folder).advance(MINUTE)
        try:
            chance.choice(acts)(chance.choice(made))
        except rules.WrongState:
            continue
    tables = folder.journal.tables
    assert sum(len(store.steps(tables, one)) for one in made) > 20


def test_the_name_of_a_person_whose_key_is_destroyed_is_gone_from_a_replay(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    person = store.persons(folder.journal.tables, made.id)[0]
    with folder.journal.transaction():
        folder.keys.destroy(person.subject)
        actions.supplement(folder.journal, GUARD, made.id, "Đã xóa dữ liệu theo yêu cầu")
    replay.read_anew(folder.journal.tables, folder.keys, folder.journal.features)
    again = store.persons(folder.journal.tables, made.id)[0]
    assert (again.name, again.birth_year) == ("đã xóa", "đã xóa")
    assert store.search(folder.journal.tables, "dang thi hoa") == []


def test_many_imported_incidents_are_written_fast(folder: Folder) -> None:
    rows = [
        actions.ImportedIncident(theft(START_MS - n * HOUR), f"HK{n:05d}", "Arrest: false")
        for n in range(1, 701)
    ]
    begun = time.perf_counter()
    made = actions.import_incidents(folder.journal, CHIEF, rows)
    assert time.perf_counter() - begun < 3
    assert len(made) == 700
    kept = store.by_source(folder.journal.tables, "HK00007")
    assert kept is not None
    assert (kept.state, kept.number, kept.imported) == (State.CLOSED, "", True)
    assert actions.submit(folder.journal, GUARD, theft()).number == "SV-A-2026-0001"
