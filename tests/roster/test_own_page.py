"""A guard's own page: the next shift, the month, having read it, wishes, leave and swaps."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.access import Role, Session
from guardapp.people import actions as people
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, store, store_demand, store_requests
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster.model import Month
from guardapp.roster.model_requests import RequestState
from guardapp.roster.page_own import OwnPage
from guardapp.roster.rules_requests import state_of
from tests.roster.conftest import Small
from tests.support import CHIEF
from tests.support_ui import Surroundings, surroundings

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)


def texts(widget: QWidget) -> str:
    """Return all words in sight, also of what was made just now."""
    QCoreApplication.sendPostedEvents()
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels)


def press(widget: QWidget, words: str) -> None:
    """Press the button in sight with these words."""
    QCoreApplication.sendPostedEvents()
    (found,) = (
        one
        for one in widget.findChildren(QAbstractButton)
        if one.isVisible() and one.text().strip() == words
    )
    found.click()


class Own:
    """The page of the first guard, with shifts in a published December."""

    def __init__(self, qtbot: QtBot, small: Small, number: int = 0) -> None:
        self.qtbot, self.small = qtbot, small
        name = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")[number]
        session = Session(7 + number, small.guards[number], Role.GUARD, name, "")
        self.around: Surroundings = surroundings(small.folder, session)
        self.page = OwnPage(self.around.shell)
        qtbot.addWidget(self.page)
        self.page.resize(1300, 900)
        self.page.show()

    def dialog(self) -> Any:
        """Show and return the dialog asked for last."""
        found = self.around.ask.dialogs[-1]
        found.show()
        return found

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.page.calendar, key)

    def wishes(self) -> list[tuple[date, bool, int | None, int]]:
        conn = self.small.folder.journal.tables
        found = store_demand.duty_wishes(conn, date.min, date.max, self.small.guards[0])
        return [(one.day, one.wants, one.shift, one.weight) for one in found]


@pytest.fixture
def planned(small: Small) -> Small:
    """Return the small roster with two published shifts of An and one of Bình."""
    it = small.folder.journal
    days = ((0, "S", D), (0, "Đ", D + timedelta(days=5)), (1, "C", D + timedelta(days=2)))
    actions.assign(it, CHIEF, [small.wish(who, 0, code, day) for who, code, day in days])
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    return small


@pytest.fixture
def own(qtbot: QtBot, planned: Small) -> Iterator[Own]:
    made = Own(qtbot, planned)
    yield made
    made.around.shell.changes.close()


def mine(own: Own, day: date) -> int:
    there = store.between(own.small.folder.journal.tables, day, day)
    return next(one.id for one in there if one.guard == own.small.guards[0])


def test_the_next_shift_stands_in_large_type_with_post_and_colleagues(own: Own) -> None:
    assert "06:00 · Thứ Năm, 10/12/2026" in texts(own.page.next_card)
    assert "Cổng chính" in texts(own.page.next_card)
    assert "còn 8 ngày" in texts(own.page.next_card)
    assert "16 giờ" in texts(own.page.hours_card)


def test_only_what_is_published_is_shown(own: Own, planned: Small) -> None:
    it = planned.folder.journal
    actions.assign(it, CHIEF, [planned.wish(0, 0, "S", date(2027, 1, 4))])
    own.page._step(1)
    assert all(not one.duties for one in own.page.calendar.days)
    assert own.page.hours_card.isHidden()


def test_the_month_is_read_by_one_press_and_again_after_a_change(own: Own, planned: Small) -> None:
    press(own.page, "Đã xem lịch")
    assert own.page.unread.isHidden()
    it = planned.folder.journal
    change = actions.open_change(it, CHIEF, DECEMBER, "ốm")
    moved = [planned.wish(0, 1, "HC", D)]
    actions.replace(it, CHIEF, [mine(own, D)], moved, change=change)
    assert own.page.unread.text().splitlines() == [
        "Lịch tháng 12/2026 của bạn đã đổi từ lần xem trước:",
        "– bỏ ca S ngày 10/12 tại Cổng chính",
        "– thêm ca HC ngày 10/12 tại Kho dược",
    ]
    press(own.page, "Đã xem lịch")
    assert own.page.unread.isHidden()


def test_a_wish_takes_two_keys_or_two_clicks(own: Own, planned: Small) -> None:
    own.key(Qt.Key.Key_PageDown)
    own.page.calendar.choose(date(2027, 1, 4))
    own.key(Qt.Key.Key_Right)
    own.key(Qt.Key.Key_N)
    assert own.wishes() == [(date(2027, 1, 5), False, None, 1)]
    own.key(Qt.Key.Key_3)
    assert own.wishes() == [(date(2027, 1, 5), False, None, 3)]
    own.key(Qt.Key.Key_S)
    assert own.wishes() == [(date(2027, 1, 5), True, planned.shifts["S"], 3)]
    own.key(Qt.Key.Key_Delete)
    assert own.wishes() == []
    calendar = own.page.calendar
    area = calendar._area(calendar._lead() + 10)
    own.qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    press(own.page.strip, "Đ")
    assert own.wishes() == [(date(2027, 1, 11), True, planned.shifts["Đ"], 1)]
    press(own.page.strip, "Bỏ mong muốn")
    assert own.wishes() == []


def test_published_months_take_no_wishes(own: Own) -> None:
    own.page.calendar.choose(date(2026, 12, 20))
    own.key(Qt.Key.Key_N)
    assert own.wishes() == []
    assert own.page.strip.weight is None


def test_what_leave_would_do_is_told_at_the_width_of_its_dialog(own: Own) -> None:
    own.page.calendar.choose(D)
    press(own.page, "Xin nghỉ")
    dialog: Any = own.around.ask.dialogs[-1]
    dialog.resize(dialog.sizeHint())
    dialog.tell_effect()
    assert dialog.told.width() == dialog.form.width() > dialog.width() // 2


def test_leave_is_asked_for_with_the_shifts_in_its_way_named(own: Own, planned: Small) -> None:
    own.page.calendar.choose(D)
    press(own.page, "Xin nghỉ")
    dialog = own.dialog()
    assert "1 ca trong những ngày này: ca S ngày 10/12" in dialog.told.text()
    dialog.form.set_values({"kind": LeaveKind.PERSONAL, "words": "cưới em gái"})
    press(dialog, "Gửi đề nghị")
    (request,) = store_requests.open_requests(planned.folder.journal.tables)
    assert (request.guard, request.words) == (planned.guards[0], "cưới em gái")
    assert "Nghỉ việc riêng" in texts(own.page.asked)
    assert "Chờ duyệt" in texts(own.page.asked)
    press(own.page.asked, "Rút lại")
    assert "Đã rút lại" in texts(own.page.asked)


def test_a_shift_is_offered_with_what_the_rules_would_find(own: Own, planned: Small) -> None:
    own.page.calendar.choose(D)
    press(own.page.strip, "Xin đổi ca này")
    dialog = own.dialog()
    dialog.form.set_values({"other": planned.guards[1]})
    assert dialog.told.text() == "Đổi ca này không vi phạm quy định nào."
    dialog.form.set_values({"way": "exchange"})
    offers = dialog.form.field("wanted")._options
    assert [words for _value, words in offers] == ["ca C ngày 12/12 tại Cổng chính"]
    press(dialog, "Gửi đề nghị")
    assert store_requests.open_requests(planned.folder.journal.tables) == []
    dialog.form.set_values({"wanted": offers[0][0]})
    press(dialog, "Gửi đề nghị")
    assert len(store_requests.open_requests(planned.folder.journal.tables)) == 1
    assert own.around.ask.told == ["Đã gửi. Trần Thị Bình sẽ thấy khi mở «Lịch của tôi»."]


@pytest.mark.parametrize("agrees", [True, False])
def test_a_colleague_answers_on_the_own_page(qtbot: QtBot, planned: Small, agrees: bool) -> None:
    made = Own(qtbot, planned, 1)
    an = Session(7, planned.guards[0], Role.GUARD, "", "")
    offered = mine(made, D)
    asked = swaps.ask_swap(planned.folder.journal, an, offered, planned.guards[1], words="nhờ chị")
    assert "Nguyễn Văn An: nhờ trực thay" in texts(made.page.asked)
    assert "Bạn nhận ca S ngày 10/12 tại Cổng chính" in texts(made.page.asked)
    made.around.ask.answers.append(True)
    press(made.page.asked, "Đồng ý" if agrees else "Từ chối")
    found = store_requests.request(planned.folder.journal.tables, asked)
    assert found is not None
    assert state_of(found) is (RequestState.WAITING if agrees else RequestState.DECLINED)
    made.around.shell.changes.close()


def test_a_shift_that_has_begun_and_a_day_off_are_not_offered(own: Own) -> None:
    own.page.calendar.choose(date(2026, 12, 11))
    assert "Không có ca trực." in texts(own.page.strip)
    assert own.page.strip.findChildren(QAbstractButton) == []


def test_leave_and_holidays_stand_in_the_calendar(own: Own, planned: Small) -> None:
    people.grant_leave(
        planned.folder.journal, CHIEF, planned.guards[0], LeaveKind.ANNUAL, D, date(2027, 1, 2)
    )
    own.page._step(1)
    first = own.page.calendar.days[0]
    assert (first.leave, first.holiday != "") == (LeaveKind.ANNUAL, True)
    own.page.calendar.choose(first.day)
    assert "Nghỉ phép năm" in texts(own.page.strip)


def test_the_page_fits_narrow_windows_too(own: Own) -> None:
    for width in (560, 1600):
        own.page.resize(width, 700)
        assert not own.page.grab().isNull()
        assert own.page.calendar._day_at(QPoint(-5, -5)) is None


def test_a_closed_page_is_let_go(planned: Small, qapp: object) -> None:
    session = Session(7, planned.guards[0], Role.GUARD, "", "")
    around = surroundings(planned.folder, session)
    page = OwnPage(around.shell)
    page.show()
    page.calendar.choose(D)
    gone = weakref.ref(page)
    around.shell.changes.close()
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_another_page_may_ask_for_a_date_or_a_month(own: Own) -> None:
    own.page.show_subject(date(2027, 2, 3))
    assert own.page.calendar.day == date(2027, 2, 3)
    own.page.show_subject(202612)
    assert own.page.month == DECEMBER
    requests.acknowledge(own.small.folder.journal, own.around.shell.session, DECEMBER)
    assert own.page.unread.isHidden()
