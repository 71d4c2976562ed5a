"""From the watch at the post to the month's signed timesheet, through the window."""

from datetime import date
from typing import Any

import pytest

from guardapp.base.clock import at
from guardapp.base.ui.fields import TextField
from guardapp.people import store as people
from guardapp.roster.model_attendance import Cause
from guardapp.roster.page_attendance import View
from guardapp.roster.page_attendance_record import AWAY, HERE
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import PIN, Desk
from tests.journeys.hospital import CHIEF, FRIDAY, SECRET, Hospital, enter, on_shift
from tests.pdf import pages_of
from tests.support_ui import type_text


class TestAttendance:
    """The morning of 20/11 is taken over and handed over; November is signed on 1/12."""

    @pytest.fixture
    def desk(self, hospital: Hospital, make_desk: MakeDesk) -> Desk:
        return make_desk(hospital.path, now_ms=at(FRIDAY, 5 * 60 + 50))

    def day(self, desk: Desk) -> dict[tuple[str, str], str]:
        """Return how the day's shifts stand, by shift and guard."""
        page = desk.page("attendance")
        page.views.set_value(View.DAY)
        return {(one.shift, one.guard): one.words() for one in page.day_view.table.rows()}

    def test_from_the_watch_to_the_signed_sheet(self, desk: Desk, hospital: Hospital) -> None:
        desk.sign_in(*CHIEF)
        page = desk.page("attendance")
        desk.press("Nhập số dư", page)
        desk.press("Lưu", desk.dialog())
        away = self.stand_the_morning(desk, hospital)
        enter(desk, *CHIEF)
        self.settle_by_hand(desk, away)
        self.sign_november(desk)
        self.correct_november(desk, away)

    def stand_the_morning(self, desk: Desk, hospital: Hospital) -> str:
        """Take the morning over and hand it to the afternoon, one of whom is missing."""
        names = people.guard_names(desk.journal.tables)
        morning, afternoon = (on_shift(hospital, code, FRIDAY) for code in ("S", "C"))
        enter(desk, hospital.codes[morning[0]])
        desk.press("Nhận ca", desk.page("watch"))
        desk.go_to(at(FRIDAY, 13 * 60 + 57))
        page = desk.page("handover")
        (missing,) = (names[hospital.guards[n]] for n in afternoon[1:])
        desk.press(missing, page)
        (note,) = [
            one
            for one in page.findChildren(TextField)
            if one.isVisible() and one.accessibleName() == f"Lý do vắng của {missing}"
        ]
        type_text(note, "Chưa thấy đến")
        for _step in range(2):
            desk.press("Tiếp tục", page)
        desk.press("Chuyển tiếp các việc còn lại", page)
        desk.press("Tiếp tục", page)
        signing = ((page.signing.outgoing, morning[0]), (page.signing.incoming, afternoon[0]))
        for card, number in signing:
            card.login.set_value(hospital.codes[number])
            desk.digits(card.secret, PIN)
        desk.press("Hoàn tất bàn giao và in", page)
        assert "Đã bàn giao ca. Ca mới đang trực." in desk.ask.told
        enter(desk, *CHIEF)
        found = self.day(desk)
        for number in morning:
            assert found["S", names[hospital.guards[number]]] == "Đúng giờ"
        assert found["C", names[hospital.guards[afternoon[0]]]] == "Đang trực"
        assert found["C", missing] == "Vắng"
        return missing

    def settle_by_hand(self, desk: Desk, away: str) -> None:
        """Say why one was absent, and that all else of November went as rostered."""
        page = desk.page("attendance")
        rows = page.day_view.table.rows()
        page.day_view.table.selectRow(
            next(n for n, one in enumerate(rows) if (one.shift, one.guard) == ("C", away))
        )
        desk.press("Chấm công…", page)
        dialog = desk.dialog()
        assert dialog.way.value() == AWAY
        dialog.form.set_values({"cause": Cause.SICK})
        type_text(dialog.form.field("why"), "Gia đình gọi điện báo")
        desk.press("Lưu", dialog)
        assert "Ốm đột xuất" in next(
            one.note for one in page.day_view.table.rows() if one.guard == away
        )
        desk.go_to(at(date(2026, 12, 1), 8 * 60))
        enter(desk, *CHIEF)
        page = desk.page("attendance")
        page.views.set_value(View.WAITING)
        page.steps.stepped.emit(-1)
        desk.ask.answers.append("Máy mới dùng từ ngày 20")
        desk.press("Tất cả đúng như lịch", page)
        assert page.waiting_view.table.rows() == []

    def sign_november(self, desk: Desk) -> None:
        page = desk.page("attendance")
        page.views.set_value(View.MONTH)
        desk.ask.answers.append("sai mat khau roi")
        desk.press("Ký khóa tháng", page)
        assert desk.ask.refused
        desk.ask.answers.append(SECRET)
        desk.press("Ký khóa tháng", page)
        sheet = " ".join(pages_of(desk.sheet()))
        assert "Tháng 11 năm 2026" in sheet
        assert "BẢN NHÁP" not in sheet
        assert "Vắng 1 ca" in sheet
        assert not page.sign.isEnabled()

    def correct_november(self, desk: Desk, away: str) -> None:
        """Say that he was there after all: it counts in December."""
        page = desk.page("attendance")
        page.views.set_value(View.DAY)
        page.steps.today.emit()
        for _day in range((date(2026, 12, 1) - FRIDAY).days):
            page.steps.stepped.emit(-1)
        rows = page.day_view.table.rows()
        row = next(one for one in rows if (one.shift, one.guard) == ("C", away))
        page.ask_record(row)
        dialog = desk.dialog()
        dialog.way.set_value(HERE)
        type_text(dialog.form.field("why"), "Trực ở cổng sau, ca trưởng không thấy")
        desk.press("Lưu", dialog)
        page.views.set_value(View.MONTH)
        signed = self.line(page, away)
        assert signed.remark == "Vắng 1 ca"
        page.steps.stepped.emit(1)
        assert self.line(page, away).remark.startswith("Điều chỉnh tháng 11/2026: ")
        desk.ask.answers.append("A4")
        desk.press("In bảng chấm công", page)
        sheet = " ".join(pages_of(desk.sheet()))
        assert "BẢN NHÁP" in sheet
        assert "Điều chỉnh tháng 11/2026" in sheet

    def line(self, page: Any, name: str) -> Any:
        """Return a guard's line of the month that is shown."""
        return next(one for one in page.month_view.table.rows() if one.name == name)
