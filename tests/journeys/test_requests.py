"""Leave, a swap and a guard who leaves, through the window: asked, answered, numbered."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from guardapp.base.clock import local_date
from guardapp.people import store as people
from guardapp.people.model import Guard
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import store, store_requests
from guardapp.roster.model import Assignment, Month, State
from guardapp.roster.rules_findings import Severity
from guardapp.today.page_parts import Item
from tests.journeys.conftest import UNTIL, MakeDesk
from tests.journeys.desk import Desk, texts_in

TODAY = local_date(UNTIL)
CHIEF = "chief", "demo-chief-2026"


@pytest.fixture
def desk(sample: Path, make_desk: MakeDesk) -> Desk:
    return make_desk(sample)


def coming(desk: Desk, guard: int) -> list[Assignment]:
    """Return a guard's published shifts to come."""
    found = store_requests.to_come(desk.journal.tables, guard, UNTIL, TODAY + timedelta(days=1))
    return [one for one in found if one.state is State.PUBLISHED]


def guards(desk: Desk) -> list[Guard]:
    """Return who has shifts to come and asks for nothing yet."""
    conn = desk.journal.tables
    asking = {one.guard for one in store_requests.open_requests(conn)}
    found = [one for one in people.guards(conn) if one.id not in asking]
    return [one for one in found if len(coming(desk, one.id)) >= 2]


def newest(desk: Desk) -> int:
    """Return the request that was asked last."""
    return max(one.id for one in store_requests.open_requests(desk.journal.tables))


def version(desk: Desk) -> int:
    publication = store.publication(desk.journal.tables, Month.of(TODAY))
    assert publication is not None
    return publication.version


def enter(desk: Desk, login: str, *secret: str) -> None:
    desk.main.sign_out()
    desk.settle()
    desk.sign_in(login, *secret)


def gift(desk: Desk) -> tuple[Guard, Assignment, Guard]:
    """Return a guard, one of his shifts, and a colleague who may take it."""
    for who in guards(desk):
        for shift in coming(desk, who.id):
            for other in people.guards(desk.journal.tables)[::-1]:
                notes = swaps.swap_notes(desk.journal, shift.id, other.id)
                if other.id != who.id and all(n.severity is Severity.WARNING for n in notes):
                    return who, shift, other
    raise AssertionError("nobody may take any shift")


def test_leave_that_is_granted_sets_the_shift_free_as_a_numbered_change(desk: Desk) -> None:
    desk.sign_in(*CHIEF)
    who = guards(desk)[0]
    first, before = coming(desk, who.id)[0], version(desk)
    enter(desk, who.code)
    page = desk.page("own")
    if page.unread.isVisible():
        desk.press("Đã xem lịch", page)
    page.calendar.choose(first.duty_date)
    desk.press("Xin nghỉ", page)
    desk.press("Gửi đề nghị", desk.dialog())
    enter(desk, *CHIEF)
    assert any("đề nghị nghỉ, đổi ca chờ" in item.upper for item in matters(desk))
    page = desk.page("requests")
    page.show_subject(newest(desk))
    desk.settle()
    desk.press("Cho nghỉ", page.card)
    desk.press("Cho nghỉ", desk.dialog())
    assert first not in coming(desk, who.id)
    assert version(desk) == before + 1
    enter(desk, who.code)
    page = desk.page("own")
    assert "– bỏ ca" in page.unread.text()
    assert "Đã duyệt" in texts_in(page.asked)


def matters(desk: Desk) -> list[Item]:
    """Return what the first page lists as open."""
    page = desk.page("today")
    page._show_all()
    items: list[Item] = page.open_list.items_model.items
    return items


def test_a_swap_passes_from_guard_to_colleague_to_chief_to_roster(desk: Desk) -> None:
    desk.sign_in(*CHIEF)
    who, shift, other = gift(desk)
    before = version(desk)
    enter(desk, who.code)
    page = desk.page("own")
    page.show_subject(shift.duty_date)
    desk.settle()
    desk.press("Xin đổi ca này", page.strip)
    dialog = desk.dialog()
    dialog.form.set_values({"other": other.id, "words": "nhà có việc"})
    desk.press("Gửi đề nghị", dialog)
    enter(desk, other.code)
    desk.ask.answers.append(True)
    desk.press("Đồng ý", desk.page("own").asked)
    enter(desk, *CHIEF)
    page = desk.page("requests")
    page.show_subject(newest(desk))
    desk.settle()
    desk.press("Duyệt đổi ca", page.card)
    desk.press("Duyệt đổi ca", desk.dialog())
    there = store.between(desk.journal.tables, shift.duty_date, shift.duty_date, published=True)
    (now,) = (one for one in there if (one.guard, one.post) == (other.id, shift.post))
    assert now.shift == shift.shift
    assert version(desk) == before + 1


def test_a_guard_who_leaves_sets_his_shifts_free(desk: Desk) -> None:
    desk.sign_in(*CHIEF)
    who, before = guards(desk)[0], version(desk)
    past = len(worked(desk, who))
    page = desk.page("people")
    page.show_subject(who.id)
    desk.settle()
    desk.press("Cho nghỉ việc", page)
    dialog = desk.dialog()
    desk.settle()
    assert f"{len(left(desk, who))} ca sắp tới sẽ trống" in dialog.told.text()
    desk.press("Cho nghỉ việc", dialog)
    assert left(desk, who) == []
    assert len(worked(desk, who)) == past
    assert version(desk) == before + 1
    found = people.guard(desk.journal.tables, who.id)
    assert found is not None
    assert not found.active


def left(desk: Desk, who: Guard) -> list[Assignment]:
    return store_requests.to_come(
        desk.journal.tables, who.id, UNTIL, TODAY + timedelta(days=1), date.max
    )


def worked(desk: Desk, who: Guard) -> list[Assignment]:
    there = store.between(desk.journal.tables, date.min, TODAY)
    return [one for one in there if one.guard == who.id]
