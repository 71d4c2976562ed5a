"""The attendance page: the day, what waits, the month, records by hand, balances, the signature."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from guardapp.base import access
from guardapp.base.access import PROGRAM, Role, Session
from guardapp.base.clock import HOUR, MINUTE, at
from guardapp.base.keys import hash_secret
from guardapp.base.ui.page import Page
from guardapp.roster import actions, gather_attendance, store, store_attendance
from guardapp.roster import actions_attendance as attendance
from guardapp.roster.model import Assignment, Month
from guardapp.roster.model_attendance import NOT_COME, Balances, Cause, Seen
from guardapp.roster.page_attendance import AttendancePage, View
from guardapp.roster.page_attendance_hours import HoursField
from guardapp.roster.page_attendance_record import (
    AWAY,
    NOTHING,
    OpeningDialog,
    OutsideDialog,
    RecordDialog,
)
from tests.pdf import pages_of
from tests.roster.conftest import Small
from tests.support import CHIEF, GUARD, INSPECTOR, LEADER, clock_of
from tests.support_ui import Surroundings, surroundings

D = date(2026, 12, 10)
DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
SECRET = "mat-khau-doi-truong"


class Desktop:
    """The page on a folder with one day's roster, at 09:00 of that day."""

    def __init__(self, qtbot: QtBot, small: Small, session: Session = CHIEF) -> None:
        self.qtbot, self.small = qtbot, small
        journal = small.folder.journal
        planned = ((0, 0, "S"), (1, 0, "C"), (2, 1, "HC"))
        edit = actions.assign(journal, CHIEF, [small.wish(*one, D) for one in planned])
        actions.publish(journal, CHIEF, DECEMBER, reason="thử")
        found = {one.id: one for one, _stands in store.these(journal.tables, edit.added)}
        self.shifts: list[Assignment] = [found[one] for one in edit.added]
        self.go(D, 9)
        self.around: Surroundings = surroundings(small.folder, session)
        self.page = AttendancePage(self.around.shell)
        qtbot.addWidget(self.page)
        self.page.resize(1200, 760)
        self.page.show()

    def go(self, day: date, hour: int, minute: int = 0) -> None:
        clock_of(self.small.folder).set(at(day, hour * 60 + minute))

    def came(self, number: int, *, late: int = 0) -> None:
        one = self.shifts[number]
        clock_of(self.small.folder).set(one.start_ms + late * MINUTE)
        seen = Seen(one.guard, present=True, start_ms=one.start_ms)
        attendance.note_seen(self.small.folder.journal, GUARD, [seen])

    def day(self) -> list[tuple[str, str]]:
        return [(one.shift, one.words()) for one in self.page.day_view.table.rows()]

    def turn(self, view: View) -> None:
        self.page.views.set_value(view)


@pytest.fixture
def desktop(qtbot: QtBot, small: Small) -> Iterator[Desktop]:
    made = Desktop(qtbot, small)
    yield made
    made.around.shell.changes.close()


def test_the_day_tells_who_is_on_time_late_missing_or_not_due_yet(desktop: Desktop) -> None:
    assert desktop.day() == [
        ("S", "Chưa chấm"),
        ("HC", "Chưa chấm"),
        ("C", "Chưa đến giờ"),
    ]
    desktop.came(2, late=12)
    assert desktop.day()[1] == ("HC", "Đang trực, muộn 12 phút")
    assert desktop.page.steps.name() == "Thứ Năm, 10/12/2026"


def test_the_steps_go_by_days_or_months_and_back_to_today(desktop: Desktop) -> None:
    desktop.page.steps.stepped.emit(1)
    assert desktop.day() == []
    desktop.turn(View.MONTH)
    assert desktop.page.steps.name() == "Tháng 12/2026"
    desktop.page.steps.stepped.emit(1)
    assert desktop.page.month == JANUARY
    desktop.page.steps.today.emit()
    desktop.turn(View.DAY)
    assert len(desktop.day()) == 3


def test_a_shift_is_recorded_by_hand_as_proposed_with_a_word(desktop: Desktop) -> None:
    page = desktop.page
    page.day_view.table.selectRow(0)
    page.day_view.change.click()
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, RecordDialog)
    dialog.save()
    assert store_attendance.attended(desktop.small.folder.journal.tables, D, D) == []
    dialog.form.set_values({"why": "Máy hỏng lúc nhận ca"})
    dialog.save()
    assert desktop.day()[0] == ("S", "Đang trực")
    (there,) = store_attendance.attended(desktop.small.folder.journal.tables, D, D)
    assert (there.by_hand, there.left_ms) == (True, None)
    assert "bằng tay" in page.day_view.table.rows()[0].note


def test_an_absence_needs_its_cause_and_may_name_who_stood_in(desktop: Desktop) -> None:
    page = desktop.page
    row = page.day_view.table.rows()[0]
    page.ask_record(row)
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, RecordDialog)
    dialog.way.set_value(AWAY)
    dialog.form.set_values({"why": "Gọi điện báo ốm"})
    dialog.save()
    assert desktop.day()[0][1] == "Chưa chấm"
    dialog.form.set_values({"cause": Cause.SICK, "replaced_by": desktop.small.guards[1]})
    dialog.save()
    row = page.day_view.table.rows()[0]
    assert row.words() == "Vắng"
    assert "Ốm đột xuất · Trần Thị Bình trực thay" in row.note


def test_times_that_cannot_be_are_refused_in_the_dialog(desktop: Desktop) -> None:
    desktop.page.ask_record(desktop.page.day_view.table.rows()[0])
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, RecordDialog)
    dialog.form.set_values({"left": at(D, 23 * 60), "why": "thử"})
    dialog.save()
    assert desktop.day()[0][1] == "Chưa chấm"
    assert not dialog.result()


def test_somebody_outside_the_roster_is_added_and_taken_back(desktop: Desktop) -> None:
    page, small = desktop.page, desktop.small
    page.day_view.add.click()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, OutsideDialog)
    dialog.form.set_values(
        {
            "guard": small.guards[1],
            "post": small.posts[0],
            "came": at(D, 6 * 60),
            "left": at(D, 8 * 60),
            "why": "Thay anh An đến muộn",
        }
    )
    dialog.save()
    (row,) = [one for one in page.day_view.table.rows() if not one.shift]
    assert row.words() == "Đúng giờ"
    assert row.note.startswith("Ngoài lịch · Thay anh An")
    page.ask_record(row)
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, RecordDialog)
    dialog.way.set_value(NOTHING)
    dialog.form.set_values({"why": "Ghi nhầm ngày"})
    dialog.save()
    assert len(desktop.day()) == 3


def test_what_waits_is_settled_at_once_with_a_word(desktop: Desktop) -> None:
    desktop.go(D + timedelta(days=1), 8)
    desktop.turn(View.WAITING)
    view = desktop.page.waiting_view
    assert len(view.table.rows()) == 3
    assert view.confirm.text() == "Tất cả đúng như lịch"
    desktop.around.ask.answers = ["Mất điện cả ngày"]
    view.confirm.click()
    assert view.table.rows() == []
    assert not view.confirm.isEnabled()
    assert desktop.around.ask.told == ["Đã ghi 3 ca đúng như lịch."]


def test_the_banner_asks_for_balances_until_they_are_told(desktop: Desktop) -> None:
    page, small = desktop.page, desktop.small
    assert "Lần đầu dùng chấm công" in page.banner.text()
    page.ask_openings()
    (dialog,) = desktop.around.ask.dialogs
    assert isinstance(dialog, OpeningDialog)
    _guard, hours, days = dialog._rows[0]
    hours.setText("12,x")
    dialog.save()
    assert page.banner.text()
    hours.setText("12:30")
    days.setText("3")
    dialog.save()
    assert page.banner.text() == ""
    told = store_attendance.openings(small.folder.journal.tables)
    assert len(told) == 3
    assert Balances(750, 3) in [base.balances for _stamp, base in told.values()]
    assert {base.since for _stamp, base in told.values()} == {DECEMBER.first}


def test_the_month_shows_each_guard_with_sums(desktop: Desktop) -> None:
    desktop.go(D + timedelta(days=1), 8)
    desktop.turn(View.MONTH)
    lines = desktop.page.month_view.table.rows()
    assert [one.figures.minutes for one in lines] == [480, 480, 480]
    assert sum(one.unsettled for one in lines) == 3
    assert desktop.page.month_view.table.isColumnHidden(7)


def test_the_draft_is_printed_in_the_size_chosen(desktop: Desktop) -> None:
    desktop.around.ask.answers = ["A3", "A4", "A4"]
    for _time in range(3):
        desktop.page.ask_size()
    sheets = [" ".join(pages_of(pdf)) for _title, pdf, _name in desktop.around.previewed]
    assert all("(BẢN NHÁP)" in one for one in sheets)
    assert "In lần 2" not in sheets[1]
    assert "In lần 2" in sheets[2]


def test_the_chief_signs_with_the_password_and_the_month_is_locked(
    qtbot: QtBot, small: Small
) -> None:
    journal = small.folder.journal
    account = access.create_account(
        journal, PROGRAM, "chief", Role.CHIEF, "Trần Văn Mẫu", hash_secret(SECRET),
        must_change=False,
    )  # fmt: skip
    chief = Session(account, None, Role.CHIEF, "Trần Văn Mẫu", "chief")
    desktop = Desktop(qtbot, small, chief)
    ask = desktop.around.ask
    ask.answers = ["sai mật khẩu", SECRET]
    desktop.page.sign.click()
    assert isinstance(ask.refused.pop(), access.WrongSecret)
    desktop.page.sign.click()
    assert "chưa hết" in ask.refused.pop().words()
    clock_of(small.folder).set(at(JANUARY.first, 0) + HOUR)
    ask.answers = [SECRET]
    desktop.page.sign.click()
    assert "Còn 3 ca chưa chấm công" in ask.refused.pop().words()
    attendance.record_as_rostered(journal, chief, [one.id for one in desktop.shifts], "giấy")
    ask.answers = [SECRET, "A4"]
    desktop.page.sign.click()
    assert not ask.refused
    assert not desktop.page.sign.isEnabled()
    assert "Trần Văn Mẫu ký khóa lúc" in desktop.page.subtitle()
    desktop.page.ask_size()
    first, second = (" ".join(pages_of(pdf)) for _t, pdf, _n in desktop.around.previewed)
    assert "NHÁP" not in first
    assert "In lần 2" in second
    desktop.around.shell.changes.close()


@pytest.mark.parametrize(
    ("session", "records", "signs"), [(LEADER, True, False), (INSPECTOR, False, False)]
)
def test_a_leader_records_and_an_inspector_only_reads(
    qtbot: QtBot, small: Small, session: Session, records: bool, signs: bool
) -> None:
    desktop = Desktop(qtbot, small, session)
    page = desktop.page
    assert page.day_view.change.isVisible() is records
    assert page.sign.isVisible() is signs
    assert page.banner.text() == ""
    desktop.around.shell.changes.close()


def test_a_shift_begun_without_anybody_is_open_only_where_watches_record_it(
    desktop: Desktop,
) -> None:
    conn = desktop.small.folder.journal.tables
    late = desktop.shifts[0].start_ms + 20 * MINUTE
    assert gather_attendance.open_matters(conn, late) == []
    journal, small = desktop.small.folder.journal, desktop.small
    tomorrow = D + timedelta(days=1)
    change = actions.open_change(journal, CHIEF, DECEMBER, "thêm ngày")
    actions.assign(journal, CHIEF, [small.wish(1, 0, "S", tomorrow)], change=change)
    desktop.came(0)
    begin = at(tomorrow, 6 * 60)
    assert gather_attendance.open_matters(conn, begin + 15 * MINUTE) == []
    (matter,) = gather_attendance.open_matters(conn, begin + 16 * MINUTE)
    assert (matter.kind, matter.since) == (NOT_COME, begin)
    assert "Trần Thị Bình" in matter.title
    clock_of(small.folder).set(begin + 30 * MINUTE)
    seen = Seen(small.guards[1], present=False, note="ốm", start_ms=begin)
    attendance.note_seen(journal, GUARD, [seen])
    assert gather_attendance.open_matters(conn, begin + HOUR) == []


@pytest.mark.parametrize(
    ("text", "minutes"), [("12", 720), ("12,5", 750), ("12.5", 750), ("12:30", 750), ("x", None)]
)
def test_hours_are_typed_in_any_usual_way(qtbot: QtBot, text: str, minutes: int | None) -> None:
    field = HoursField()
    qtbot.addWidget(field)
    field.setText(text)
    assert field.value() == minutes
    assert bool(field.problem()) is (minutes is None)


def test_a_closed_page_leaves_nothing_behind(qtbot: QtBot, small: Small) -> None:
    around = surroundings(small.folder)
    page: Page | None = AttendancePage(around.shell)
    assert page is not None
    gone = weakref.ref(page)
    page.show()
    page.close()
    page.deleteLater()
    page = None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    around.shell.changes.close()
