"""A hospital's night duty from the plan to the signed sheet, through the window, in Vietnamese."""

import re
from datetime import date, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt

from guardapp import cli
from guardapp.base.access import Standing
from guardapp.base.clock import DAY, HOUR, ZONE, at, to_ms
from guardapp.fire import store as fire
from guardapp.fire.defect import Owner
from guardapp.fire.kinds import Kind
from guardapp.fire.model import Result
from guardapp.handover import gather, store
from guardapp.handover.model import Category
from guardapp.incidents import store as incidents
from guardapp.patrol import rules as patrol_rules
from guardapp.patrol import store as patrol
from guardapp.patrol import store_routes
from guardapp.patrol.kinds import Flag, Reason
from guardapp.people import store as people
from guardapp.people.model import Guard
from guardapp.roster import store as roster
from guardapp.roster.model import Month
from guardapp.safekeeping import actions as keeping
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import PIN, Desk, texts_in
from tests.pdf import pages_of
from tests.support_ui import type_text

NEW_YEARS_EVE: Final = date(2026, 12, 31)
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier


def moment(day: int, hour: int, minute: int = 0) -> int:
    return to_ms(datetime(2026, 11, day, hour, minute, tzinfo=ZONE))


def free_row(page: Any, column: int) -> int:
    """Return the row of a guard who has nothing around New Year's Eve."""
    days = page.grid.days[column - 2 : column + 1]
    for row, guard in enumerate(page.grid.lines.guards):
        there = roster.assignments(
            page.shell.journal.tables,
            at(days[0], 0),
            at(days[-1], 0) + 2 * DAY,
            guard=guard.id,
            published=False,
        )
        if not there:
            return row
    raise AssertionError("everybody works around the New Year")


def test_the_chief_plans_a_night_across_the_year_and_publishes(
    sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample)
    desk.sign_in("chief", "demo-chief-2026")
    page = desk.page("roster")
    page.steps.stepped.emit(1)
    assert page.desk.month == Month(2026, 12)
    first, second = [one.id for one in page.board.posts if one.active][:2]
    column = 30
    row = free_row(page, column)
    page.palette_bar.post.set_value(first)
    page.grid.go_to(row, column)
    desk.key(page.grid, Qt.Key.Key_D)
    guard = page.grid.lines.guards[row].id
    span = at(NEW_YEARS_EVE, 0), at(NEW_YEARS_EVE, 0) + 2 * DAY

    def standing() -> list[Any]:
        tables = desk.journal.tables
        return roster.assignments(tables, *span, guard=guard, published=False)

    (night,) = standing()
    assert (night.duty_date, night.start_ms) == (NEW_YEARS_EVE, at(NEW_YEARS_EVE, 22 * 60))
    assert night.end_ms == at(date(2027, 1, 1), 6 * 60)
    page.palette_bar.post.set_value(second)
    desk.key(page.grid, Qt.Key.Key_D, SHIFT)
    assert page.banner.text().startswith("Trùng giờ: ca Đ ngày 31/12/2026")
    assert standing() == [night]
    desk.key(page.grid, Qt.Key.Key_Z, CONTROL)
    assert standing() == []
    desk.key(page.grid, Qt.Key.Key_Y, CONTROL)
    assert [one.start_ms for one in standing()] == [night.start_ms]

    page.stages.publish.click()
    dialog = desk.dialog()
    assert "reason" in dialog.form.values(), "there are errors"
    desk.press("Công bố", dialog)
    assert not roster.is_published(desk.journal.tables, Month(2026, 12))
    type_text(dialog.form.field("reason"), "Còn thiếu người, bổ sung trong tháng")
    desk.press("Công bố", dialog)
    assert roster.is_published(desk.journal.tables, Month(2026, 12))
    assert "Đã công bố lịch trực tháng 12/2026." in desk.ask.told
    page.steps.stepped.emit(1)
    page.steps.stepped.emit(-1)
    desk.key(page.grid, Qt.Key.Key_P, CONTROL)
    text = " ".join(pages_of(desk.sheet()))
    assert "THÁNG 12 NĂM 2026" in text.upper()
    assert the_guard(desk.journal.tables, guard).name in text


class Night:
    """The night guard at the post, relieving the afternoon shift of 22/11/2026."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        tables = desk.journal.tables
        watch = store.current_watch(tables)
        assert watch is not None
        assert watch.person is not None
        self.before = the_guard(tables, watch.person)
        self.guard = relieved_by(self)

    def write_theft(self) -> str:
        """Write up a theft and return its number."""
        desk = self.desk
        page = desk.page("incidents")
        desk.key(page, Qt.Key.Key_N, CONTROL)
        form = page.write.form
        desk.press("Trộm cắp", page)
        type_text(form.field("place"), "Khoa Ngoại tổng hợp, buồng 302")
        desk.press("1 giờ trước", page)
        type_text(form.field("what"), "Người nhà mất ví khi đi lấy cơm, tủ đầu giường bị cạy.")
        desk.press("Người nhà", page)
        thing = form.field("things").fields()[0]
        type_text(thing["name"], "Điện thoại Samsung")
        desk.qtbot.keyClicks(thing["value"], "4500000")
        type_text(form.field("persons").fields()[0]["name"], "Đặng Thị Hường")
        desk.key(form.field("what"), Qt.Key.Key_Return, CONTROL)
        shown = re.search(r"SV-[A-Z]+-\d{4}-\d{4}", " ".join(texts_in(page)))
        assert shown is not None
        return shown[0]

    def hand_over(self, outgoing: str, incoming: str) -> bytes:
        """Let one shift relieve the other and return the sheet."""
        self.sign(outgoing, incoming)
        assert "Đã bàn giao ca. Ca mới đang trực." in self.desk.ask.told
        return self.desk.sheet()

    def sign(self, outgoing: str, incoming: str) -> None:
        """Count, carry everything on, and let both sign."""
        desk = self.desk
        page = desk.page("handover")
        desk.press("Tiếp tục", page)
        desk.press("Còn lại đều đủ, tốt", page)
        desk.press("Tiếp tục", page)
        if page.matters.rows:
            desk.press("Chuyển tiếp các việc còn lại", page)
        desk.press("Tiếp tục", page)
        for card, code in ((page.signing.outgoing, outgoing), (page.signing.incoming, incoming)):
            card.login.set_value(code)
            desk.digits(card.secret, PIN)
            assert card.session is not None, card.problem()
        desk.press("Hoàn tất bàn giao và in", page)


@pytest.fixture
def night(sample: Path, make_desk: MakeDesk) -> Night:
    return Night(make_desk(sample, now_ms=moment(22, 21, 45)))


def walk_a_round(night: Night) -> str:
    """Walk with a wrong digit and a point out of order, end early; return the route's name."""
    desk = night.desk
    page = desk.page("patrol")
    desk.key(page, Qt.Key.Key_F5)
    if not page.walk.isVisible():
        desk.go_to(page.due._next.slot_ms)
        page.due.reload()
        desk.key(page, Qt.Key.Key_F5)
    assert page.walk.isVisible()
    round_id = page.walk._round
    route = patrol.round_(desk.journal.tables, round_id).route
    tables = desk.journal.tables
    codes = [store_routes.checkpoint(tables, one.checkpoint).code for one in route.points]
    field = page.walk.scan_field
    wrong = codes[0][:-1] + str((int(codes[0][-1]) + 1) % 10)
    desk.digits(field, wrong)
    assert page.walk.feedback.tone() == "danger"
    assert wrong in page.walk.feedback.title()
    tones = []
    for code in (codes[0], codes[2], codes[1]):
        desk.go_on(3)
        desk.digits(field, code)
        tones.append(page.walk.feedback.tone())
    assert tones[2] == "warning"
    assert "sai thứ tự" in page.walk.feedback.title()
    desk.key(page, Qt.Key.Key_F9)
    dialog = desk.dialog()
    desk.press("Kết thúc lượt", dialog)
    assert patrol.is_walking(desk.journal.tables, round_id)
    desk.key(dialog, Qt.Key.Key_4)
    type_text(dialog.form.field("text"), "Có báo động ở khoa Cấp cứu")
    desk.press("Kết thúc lượt", dialog)
    found = patrol.round_(desk.journal.tables, round_id)
    walk = patrol_rules.examine(found, desk.clock.now_ms())
    assert found.end is not None
    assert found.end.reason is list(Reason)[3]
    assert [Flag.OUT_OF_ORDER in one.flags for one in walk.visits] == [False, False, True]
    return str(route.name)


def fail_an_extinguisher(night: Night) -> None:
    desk = night.desk
    page = desk.page("fire")
    piece = next(
        one for one in fire.equipment(desk.journal.tables) if one.kind is Kind.EXTINGUISHER
    )
    desk.digits(page.scan, piece.code)
    assert page.panel.task is not None
    assert page.panel.task.code == piece.code
    with desk.qtbot.waitSignal(page.keys.pressed):
        desk.qtbot.keyClick(page.list, "2")
    answer = page.panel.answer
    desk.key(answer.field("note"), Qt.Key.Key_Return)
    assert desk.at().panel.answer is not None
    type_text(answer.field("note"), "Kim đồng hồ ở vạch đỏ, bình xịt yếu")
    answer.set_values({"temporary": "Đã mượn bình phòng bên", "owner": Owner(text="Phòng Vật tư")})
    desk.key(answer.field("note"), Qt.Key.Key_Return)
    defect = fire.open_defects(desk.journal.tables)[-1]
    assert (defect.note, defect.owner.text) == (
        "Kim đồng hồ ở vạch đỏ, bình xịt yếu",
        "Phòng Vật tư",
    )
    (check,) = [
        one
        for one in fire.checks(
            desk.journal.tables, desk.clock.now_ms() - HOUR, desk.clock.now_ms() + 1
        )
        if one.result is Result.FAIL and one.target.equipment == piece.id
    ]
    assert check.standing is Standing.ON_DUTY


def before_taking_over(night: Night) -> str:
    """Patrol is refused and an incident allowed, marked so; return its number."""
    desk = night.desk
    assert not desk.space.shell.session.took_over
    page = desk.page("patrol")
    assert not page.due.start_button.isEnabled()
    desk.key(page, Qt.Key.Key_F5)
    assert not page.walk.isVisible()
    number = night.write_theft()
    found = incidents.by_number(desk.journal.tables, number)
    assert found is not None
    assert found.standing is Standing.NOT_TAKEN_OVER
    desk.press("Xem, in biên bản")
    assert "chưa nhận ca" in " ".join(texts_in(desk.at()))
    return number


def log_a_key(night: Night) -> None:
    page = night.desk.page("watch")
    page.entry.choose(Category.KEY)
    type_text(page.entry.text, "Cho khoa Dược mượn chìa khóa kho vải")
    night.desk.key(page.entry.text, Qt.Key.Key_Return)
    assert page.entry.text.value() == ""


def relieved_by(night: Night) -> Guard:
    """Return a guard of the shift that comes next."""
    tables = night.desk.journal.tables
    watch = store.current_watch(tables)
    assert watch is not None
    coming = gather.relief(tables, watch, night.desk.clock.now_ms())
    found = next(one.guard for one in coming if one.guard != watch.person)
    return the_guard(tables, found)


def test_a_night_at_the_post_from_taking_over_to_the_signed_sheet(
    night: Night, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = night.desk
    desk.sign_in(night.guard.code)
    early = before_taking_over(night)
    desk.go_to(moment(22, 21, 58))
    taken = " ".join(pages_of(night.hand_over(night.before.code, night.guard.code)))
    assert [
        words for words in (early, "chưa nhận ca", night.guard.name) if words not in taken
    ] == []
    assert desk.space.shell.session.took_over
    assert len(keeping.backups(sample)) == 1

    route = walk_a_round(night)
    fail_an_extinguisher(night)
    number = night.write_theft()
    assert number.startswith("SV-A-2026-")
    assert int(number[-4:]) == int(early[-4:]) + 1
    theft = incidents.by_number(desk.journal.tables, number)
    assert theft is not None
    assert (theft.kind, theft.value) == ("theft.citizen", 4_500_000)
    assert theft.standing is Standing.ON_DUTY
    log_a_key(night)

    desk.go_to(moment(23, 5, 55))
    relief = relieved_by(night)
    sheet = " ".join(pages_of(night.hand_over(night.guard.code, relief.code)))
    last = store.last_handover(desk.journal.tables)
    assert last is not None
    assert (last.outgoing, last.incoming) == (night.guard.name, relief.name)
    assert not desk.space.shell.session.took_over
    assert len(keeping.backups(sample)) == 2
    wanted = ["BIÊN BẢN BÀN GIAO CA TRỰC BẢO VỆ", route, "bình xịt yếu", number, early]
    wanted += ["mượn chìa khóa kho vải", "Ca sau theo dõi tiếp", night.guard.name, relief.name]
    assert [words for words in wanted if words not in sheet] == []
    anchor = re.search(r"(?:\d{5} ){6}\d{2}", sheet)
    assert anchor is not None

    desk.close()
    capsys.readouterr()
    assert cli.main(["--data", str(sample), "verify", "--anchor", anchor[0]]) == 0
    assert "khớp với tờ giấy đã in" in capsys.readouterr().out
    assert cli.main(["--data", str(sample), "rebuild"]) == 0


def the_guard(tables: Connection, identity: int) -> Guard:
    """Return a guard who is known to be there."""
    found = people.guard(tables, identity)
    assert found is not None
    return found
