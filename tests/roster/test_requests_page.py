"""The chief's page of requests: what each would do, granted or refused; who has read the month."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from guardapp.base.access import Role, Session
from guardapp.base.clock import at
from guardapp.people import store as people
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, gather_requests, store, store_requests
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster.model import Month
from guardapp.roster.model_requests import Read, RequestState
from guardapp.roster.page_requests import OPENED, READ, SETTLED, WISHES, RequestsPage
from tests.roster.conftest import Small
from tests.roster.test_own_page import press, texts
from tests.support import CHIEF, clock_of
from tests.support_ui import Surroundings, surroundings

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)
JANUARY = Month(2027, 1)


class Office:
    """The page with a leave to grant and a swap that both agreed to."""

    def __init__(self, qtbot: QtBot, small: Small) -> None:
        self.qtbot, self.small = qtbot, small
        it = small.folder.journal
        made = actions.assign(
            it,
            CHIEF,
            [small.wish(0, 0, "S", D), small.wish(1, 0, "C", D + timedelta(days=2))],
        )
        actions.publish(it, CHIEF, DECEMBER, reason="thử")
        self.guards = [
            Session(7 + n, one, Role.GUARD, "", "") for n, one in enumerate(small.guards)
        ]
        self.leave = requests.ask_leave(
            it, self.guards[0], small.guards[0], LeaveKind.ANNUAL, D, D, words="về quê"
        )
        self.swap = swaps.ask_swap(it, self.guards[1], made.added[1], small.guards[2])
        swaps.answer_swap(it, self.guards[2], self.swap, agrees=True)
        self.around: Surroundings = surroundings(small.folder, CHIEF)
        self.page = RequestsPage(self.around.shell)
        qtbot.addWidget(self.page)
        self.page.resize(1300, 800)
        self.page.show()

    def dialog(self) -> Any:
        """Show and return the dialog asked for last."""
        found = self.around.ask.dialogs[-1]
        found.show()
        return found

    def states(self) -> list[RequestState]:
        return [one.state for one in self.page.table.rows()]


@pytest.fixture
def office(qtbot: QtBot, small: Small) -> Iterator[Office]:
    made = Office(qtbot, small)
    yield made
    made.around.shell.changes.close()


def test_a_leave_says_which_shifts_become_free_before_it_is_granted(office: Office) -> None:
    page, conn = office.page, office.small.folder.journal.tables
    assert page.subtitle() == "2 đề nghị chờ duyệt"
    page.show_subject(office.leave)
    assert "«về quê»" in texts(page.card)
    press(page.card, "Cho nghỉ")
    dialog = office.dialog()
    assert (
        dialog.told.text() == "1 ca trong những ngày này sẽ trống: ca S ngày 10/12 tại Cổng chính."
    )
    press(dialog, "Cho nghỉ")
    assert office.around.ask.told == ["Đã cho nghỉ, 1 ca trống chờ xếp người khác."]
    assert len(people.leaves(conn, D, D)) == 1
    assert store.between(conn, D, D) == []
    page.lanes.set_value(SETTLED)
    assert office.states() == [RequestState.GRANTED]


def test_a_swap_is_approved_with_its_warnings_in_sight(office: Office) -> None:
    page = office.page
    page.show_subject(office.swap)
    press(page.card, "Duyệt đổi ca")
    dialog = office.dialog()
    assert dialog.told.text() == "Đổi ca này không vi phạm quy định nào."
    dialog.form.set_values({"words": "được"})
    press(dialog, "Duyệt đổi ca")
    publication = store.publication(office.small.folder.journal.tables, DECEMBER)
    assert publication is not None
    assert publication.version == 2
    found = store_requests.request(office.small.folder.journal.tables, office.swap)
    assert found is not None
    assert found.steps[-1].words == "được"


def test_a_refusal_carries_its_reason_to_whoever_asked(office: Office) -> None:
    page = office.page
    page.show_subject(office.leave)
    office.around.ask.answers.append("hôm ấy thiếu người")
    press(page.card, "Từ chối")
    page.show_subject(office.leave)
    assert page.lanes.value() == SETTLED
    assert "hôm ấy thiếu người" in texts(page.card)


def test_what_became_impossible_is_listed_as_ended(office: Office) -> None:
    it = office.small.folder.journal
    change = actions.open_change(it, CHIEF, DECEMBER, "ốm")
    (hers,) = store.between(it.tables, D + timedelta(days=2), D + timedelta(days=2))
    actions.replace(it, CHIEF, [hers.id], [], change=change)
    office.page.lanes.set_value(OPENED)
    assert office.states() == [RequestState.WAITING]
    office.page.lanes.set_value(SETTLED)
    assert office.states() == [RequestState.ENDED]
    assert "Hết hiệu lực: ca này đã đổi trong lịch." in texts(office.page.card)


def test_who_has_not_read_the_month_comes_first(office: Office) -> None:
    requests.acknowledge(office.small.folder.journal, office.guards[0], DECEMBER)
    office.page.lanes.set_value(READ)
    rows = office.page.readers.table.rows()
    assert [one.reading.state for one in rows] == [Read.NEVER, Read.YES]
    assert office.page.readers.count.text() == "1/2 đã xem"
    office.page.show_subject(202701)
    assert office.page.readers.table.rows() == []


def test_one_line_tells_how_many_requests_wait(office: Office) -> None:
    conn, now = office.small.folder.journal.tables, clock_of(office.small.folder).now_ms()
    (matter,) = gather_requests.open_matters(conn, now)
    assert matter.title == "2 đề nghị nghỉ, đổi ca chờ đội trưởng duyệt"
    assert matter.due == at(D, 0)
    requests.refuse_request(office.small.folder.journal, CHIEF, office.leave, "không")
    (matter,) = gather_requests.open_matters(conn, now)
    assert matter.title == "1 đề nghị nghỉ, đổi ca chờ đội trưởng duyệt"


def test_two_days_before_a_month_its_readers_are_counted(office: Office) -> None:
    small, it = office.small, office.small.folder.journal
    for request in (office.leave, office.swap):
        requests.refuse_request(it, CHIEF, request, "không")
    days = [date(2027, 1, 4), date(2027, 1, 5)]
    wishes = [small.wish(number, 0, "S", day) for number, day in enumerate(days)]
    actions.assign(it, CHIEF, wishes)
    actions.publish(it, CHIEF, JANUARY, reason="thử")
    clock = clock_of(small.folder)
    clock.set(at(date(2026, 12, 29), 20 * 60))
    assert gather_requests.open_matters(it.tables, clock.now_ms()) == []
    clock.set(at(date(2026, 12, 30), 8 * 60))
    requests.acknowledge(it, office.guards[0], JANUARY)
    (matter,) = gather_requests.open_matters(it.tables, clock.now_ms())
    assert (matter.title, matter.thing) == ("Lịch tháng 01/2027: 1/2 người đã xem", 202701)
    requests.acknowledge(it, office.guards[1], JANUARY)
    assert gather_requests.open_matters(it.tables, clock.now_ms()) == []


def test_the_chief_reads_wishes_and_enters_them_for_somebody(office: Office) -> None:
    small, page = office.small, office.page
    page.lanes.set_value(WISHES)
    press(page, "Thêm mong muốn")
    dialog = office.dialog()
    day = date(2027, 1, 6)
    dialog.form.set_values({"guard": small.guards[1], "day": day, "shift": small.shifts["C"]})
    press(dialog, "Lưu")
    (found,) = page.wishes.table.rows()
    assert (found.guard.id, found.words) == (small.guards[1], "Mong ca C")
    press(page, "Thêm mong muốn")
    again = office.dialog()
    again.form.set_values({"guard": small.guards[1], "day": day, "weight": 3})
    press(again, "Lưu")
    assert [one.words for one in page.wishes.table.rows()] == ["Hết sức mong nghỉ"]
    page.wishes.table.selectRow(0)
    press(page, "Bỏ mong muốn")
    assert page.wishes.table.rows() == []
    page.wishes._step(-1)
    assert not page.wishes._add.isEnabled()


def test_a_closed_page_is_let_go(small: Small, qapp: object) -> None:
    around = surroundings(small.folder, CHIEF)
    page = RequestsPage(around.shell)
    page.show()
    page.lanes.set_value(READ)
    gone = weakref.ref(page)
    around.shell.changes.close()
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_an_empty_page_says_where_requests_come_from(qtbot: QtBot, small: Small) -> None:
    around = surroundings(small.folder, CHIEF)
    page = RequestsPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    assert "Không có đề nghị nào ở đây" in texts(page)
    around.shell.changes.close()
