"""A small hospital's month through the window: planned, changed in a hurry, read by its guards."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest
from PySide6.QtCore import Qt

from guardapp.base.clock import at
from guardapp.people import store as people
from guardapp.roster import store
from guardapp.roster.model import Assignment
from guardapp.roster.rules_proposal import Proposal
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import Desk, texts_in
from tests.journeys.hospital import (
    CHIEF,
    DECEMBER,
    FRIDAY,
    NOVEMBER,
    TRAINING,
    Hospital,
    enter,
    go_to,
    on_shift,
    standing,
    told,
)
from tests.pdf import pages_of
from tests.support_ui import type_text

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
PLANNING_MS: Final = 60_000


def print_month(desk: Desk, page: Any) -> str:
    """Print the month as the roster page shows it, and return the sheet's text."""
    desk.key(page.grid, Qt.Key.Key_P, CONTROL)
    return " ".join(pages_of(desk.sheet()))


class TestPlanningAMonth:
    """The chief plans December on 20/11: eleven days before it begins."""

    @pytest.fixture
    def desk(self, hospital: Hospital, make_desk: MakeDesk) -> Desk:
        desk = make_desk(hospital.path, now_ms=at(FRIDAY, 9 * 60), threads=True)
        desk.sign_in(*CHIEF)
        desk.page("roster").steps.stepped.emit(1)
        return desk

    def set_demand(self, desk: Desk, page: Any) -> None:
        """Let one guard do at the gate on the nights to Monday."""
        page.tools.demand.trigger()
        dialog = desk.dialog()
        row = next(n for n, one in enumerate(dialog.table.needs.rows) if one.shift.code == "Đ")
        dialog.table.go_to(row, 6)
        desk.key(dialog.table, Qt.Key.Key_1)
        desk.press("Lưu", dialog)
        assert desk.ask.told[-1] == "Đã lưu nhu cầu trực của 1 vị trí."

    def plan(self, desk: Desk, page: Any, **asked: Any) -> Proposal:
        """Plan to the end and return the proposal that the grid shows."""
        if page.planning.isHidden():
            page.stages.plan.click()
        page.planning.asking.form.set_values({"seconds": 2, "seed": 7, **asked})
        desk.press("Bắt đầu xếp", page)
        assert page.planning.running.isVisible() or page.planning.result.isVisible()
        desk.qtbot.waitUntil(page.planning.result.isVisible, timeout=PLANNING_MS)
        found = page.desk.preview
        assert isinstance(found, Proposal)
        return found

    def test_from_demand_to_the_printed_sheet(self, desk: Desk, hospital: Hospital) -> None:
        page = desk.page("roster")
        self.set_demand(desk, page)
        paces: list[object] = []
        page.planning.work.progressed.connect(paces.append)
        proposal = self.plan(desk, page)
        assert paces
        assert proposal.missing == 2
        words = " ".join(texts_in(page.planning.result))
        assert "Thiếu 2 lượt người" in words
        short = page.planning.result.notes.notes()
        assert [one.finding.day for one in short] == list(TRAINING)
        assert all(one.legal_basis.startswith("Gỡ được nếu: ") for one in short)
        assert standing(desk, DECEMBER) == []
        desk.press("Nhận kết quả", page)
        taken = told(standing(desk, DECEMBER))
        assert len(taken) == len(proposal.placements) == 31 * 6 - 4 + 23 - 2
        desk.key(page.grid, Qt.Key.Key_Z, CONTROL)
        assert standing(desk, DECEMBER) == []
        desk.key(page.grid, Qt.Key.Key_Y, CONTROL)
        assert told(standing(desk, DECEMBER)) == taken

        pinned, moved = self.edit_by_hand(desk, page)
        gone = standing(desk, DECEMBER)[-1]
        go_to(page, gone.guard, gone.duty_date)
        desk.key(page.grid, Qt.Key.Key_Delete)
        again = self.plan(desk, page, keep=True)
        assert not again.removed
        assert [(one.post, one.day) for one in again.placements] == [(gone.post, gone.duty_date)]
        desk.press("Nhận kết quả", page)
        now = told(standing(desk, DECEMBER))
        assert told([pinned]) <= now
        assert moved in now
        kept = self.plan(desk, page, keep=False)
        assert pinned.id not in kept.removed
        desk.press("Bỏ", page.planning)
        page.planning.close_it()
        self.publish_and_print(desk, page)

    def edit_by_hand(self, desk: Desk, page: Any) -> tuple[Assignment, tuple[int, int, int, date]]:
        """Pin one shift, and give another to somebody who has the day off; return both."""
        first = standing(desk, DECEMBER)[0]
        go_to(page, first.guard, first.duty_date)
        desk.key(page.grid, Qt.Key.Key_G, CONTROL)
        (pinned,) = [one for one in standing(desk, DECEMBER) if one.pinned]
        morning, free = self.free_three_days(desk, page)
        go_to(page, morning.guard, morning.duty_date)
        desk.key(page.grid, Qt.Key.Key_Delete)
        go_to(page, free, morning.duty_date)
        page.palette_bar.post.set_value(morning.post)
        desk.key(page.grid, Qt.Key.Key_S)
        moved = free, morning.post, morning.shift, morning.duty_date
        assert moved in told(standing(desk, DECEMBER))
        return pinned, moved

    def free_three_days(self, desk: Desk, page: Any) -> tuple[Assignment, int]:
        """Return a morning shift, and somebody who works on no day around it."""
        there, guards = standing(desk, DECEMBER), page.grid.lines.guards
        for one in there:
            if one.duty_date.day < 5 or page.board.plan.shifts[one.shift].code != "S":
                continue
            near = {it.guard for it in there if abs((it.duty_date - one.duty_date).days) <= 1}
            for guard in guards:
                if guard.id not in near:
                    return one, guard.id
        raise AssertionError("nobody has three days off")

    def publish_and_print(self, desk: Desk, page: Any) -> None:
        desk.press("Công bố", page)
        dialog = desk.dialog()
        type_text(dialog.form.field("reason"), "Hai ngày huấn luyện, trưởng ca kiêm trực cháy")
        desk.press("Công bố", dialog)
        assert store.is_published(desk.journal.tables, DECEMBER)
        sheet = print_month(desk, page)
        assert "dự thảo" not in sheet
        shifts = page.board.plan.shifts
        counts = Counter(
            (shifts[one.shift].code, one.duty_date.day) for one in standing(desk, DECEMBER)
        )
        for code in ("S", "C", "Đ"):
            numbers = [counts[code, day] for day in range(1, 32)]
            line = " ".join(map(str, [*numbers, sum(numbers)]))
            assert f"Số người trực ca {code} {line}" in sheet


class TestCallingOff:
    """A guard of the night to Saturday rings at 21:15."""

    @pytest.fixture
    def desk(self, hospital: Hospital, make_desk: MakeDesk) -> Desk:
        desk = make_desk(hospital.path, now_ms=at(FRIDAY, 21 * 60 + 15), threads=True)
        desk.sign_in(*CHIEF)
        return desk

    def call_off(self, desk: Desk, page: Any, guard: int, day: date) -> Any:
        """Choose a guard's shift, say that he cannot come, and return the dialog."""
        go_to(page, guard, day)
        desk.key(page.grid, Qt.Key.Key_B, CONTROL)
        return desk.dialog()

    def changes(self, desk: Desk) -> list[str]:
        """Return the reasons of November's changes."""
        found = store.publication(desk.journal.tables, NOVEMBER)
        assert found is not None
        return [one.reason for one in found.changes]

    def test_forty_five_minutes_before_the_shift(self, desk: Desk, hospital: Hospital) -> None:
        page = desk.page("roster")
        ill, mate = (hospital.guards[n] for n in on_shift(hospital, "Đ", FRIDAY))
        dialog = self.call_off(desk, page, ill, FRIDAY)
        assert "Còn 45 phút đến giờ vào ca" in texts_in(dialog)
        offers = dialog.table.rows()
        assert len(offers) > 1
        broken = [len(one.broken) for one in offers if one.way is offers[0].way]
        assert broken == sorted(broken)
        best = offers[0].costs[0].guard
        assert best.id not in (ill, mate)
        type_text(dialog.form.field("reason"), "Gọi điện báo ốm lúc 21 giờ 15")
        desk.press("Đổi người trực", dialog)
        night = [
            one
            for one in standing(desk, NOVEMBER)
            if (one.duty_date, one.shift) == (FRIDAY, hospital.shifts["Đ"])
        ]
        assert {one.guard for one in night} == {mate, best.id}
        (leave,) = people.leaves(desk.journal.tables, FRIDAY, FRIDAY)
        assert (leave.guard, leave.first, leave.last) == (ill, FRIDAY, FRIDAY)
        assert self.changes(desk) == ["Gọi điện báo ốm lúc 21 giờ 15"]
        sheet = print_month(desk, page)
        assert "(thay đổi lần 1)" in sheet
        assert "Gọi điện báo ốm lúc 21 giờ 15" in sheet

    def test_planning_around_it_lists_what_changes(self, desk: Desk, hospital: Hospital) -> None:
        page = desk.page("roster")
        day = date(2026, 11, 23)
        ill = hospital.guards[on_shift(hospital, "S", day)[0]]
        before = told(standing(desk, NOVEMBER))
        dialog = self.call_off(desk, page, ill, day)
        dialog.form.set_values({"reason": "Gọi điện báo ốm"})
        desk.press("Xếp lại quanh chỗ trống…", dialog)
        desk.qtbot.waitUntil(page.planning.result.isVisible, timeout=PLANNING_MS)
        listed = next(one for one in texts_in(page.planning.result) if "thay đổi:" in one)
        assert told(standing(desk, NOVEMBER)) == before
        desk.press("Nhận kết quả", page)
        after = told(standing(desk, NOVEMBER))
        touched = {(guard, on) for guard, _post, _shift, on in before ^ after}
        names = people.guard_names(desk.journal.tables)
        assert (ill, day) in touched
        for guard, on in touched:
            assert f"{names[guard]}, {on:%d/%m}: " in listed
        assert listed.startswith(f"{len(touched)} ngày trực thay đổi:")
        assert self.changes(desk) == ["Gọi điện báo ốm"]


class TestOwnPage:
    """A guard reads his month, and once more what the chief has changed of it."""

    def test_read_then_changed_then_read_again(
        self, hospital: Hospital, make_desk: MakeDesk, tmp_path: Path
    ) -> None:
        desk = make_desk(hospital.path, now_ms=at(FRIDAY, 9 * 60))
        day = date(2026, 11, 25)
        number = on_shift(hospital, "C", day)[0]
        guard, code = hospital.guards[number], hospital.codes[number]
        desk.sign_in(code)
        page = desk.page("own")
        assert "Lịch tháng 11/2026 đã công bố" in page.unread.text()
        desk.press("Đã xem lịch", page)
        assert not page.unread.isVisible()

        enter(desk, *CHIEF)
        page = desk.page("roster")
        go_to(page, guard, day)
        desk.ask.answers.append("Đổi theo yêu cầu của khoa")
        page.palette_bar.post.set_value(hospital.gate)
        desk.key(page.grid, Qt.Key.Key_S)
        assert "thay đổi lần 1" in page.changing.text()

        enter(desk, code)
        page = desk.page("own")
        lines = page.unread.text().splitlines()
        assert [one.split(" ")[1] for one in lines[1:]] == ["bỏ", "thêm"]
        assert all("25/11" in one for one in lines[1:])
        file = tmp_path / "lich.ics"
        desk.ask.answers.append(file)
        desk.press("Lưu vào điện thoại", page)
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        assert isinstance(calendar, icalendar.Calendar)
        stand = [one for one in calendar.events if str(one["status"]) == "CONFIRMED"]
        there = {one.start.date(): str(one["summary"]) for one in stand}
        assert there[day] == "Trực ca S: Cổng chính"
        assert len(there) == len([one for one in standing(desk, NOVEMBER) if one.guard == guard])
        desk.press("Đã xem lịch", page)
        assert not page.unread.isVisible()
