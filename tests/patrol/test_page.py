"""A guard walks rounds at the screen by digits and Enter; a leader comments on missed ones."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from guardapp.base.access import Session
from guardapp.base.clock import HOUR, MINUTE
from guardapp.base.errors import Invalid
from guardapp.base.identity import with_check
from guardapp.patrol import actions, actions_routes, rules, store, store_routes
from guardapp.patrol.kinds import Flag, Method, Reason, State
from guardapp.patrol.model import CheckpointDetails
from guardapp.patrol.page import PatrolPage
from guardapp.patrol.page_day import PatrolLogPage
from guardapp.patrol.page_dialogs import FinishDialog, NoteDialog
from guardapp.patrol.page_route_dialog import CheckpointDialog, RouteDialog, read_times
from guardapp.patrol.page_routes import RoutesPage
from guardapp.patrol.walk import Walk
from tests.patrol.hospital import FIRST_DAY, SHIFT_LEADER, TEN, WALKER, Hospital
from tests.support import CHIEF, GUARD
from tests.support_ui import Surroundings, surroundings

Shown = Callable[..., Surroundings]
Opening = Callable[..., tuple[PatrolPage, Surroundings]]


@pytest.fixture
def patrol(hospital: Hospital, qtbot: QtBot) -> Opening:
    """Return what opens the guard's page."""

    def opened(session: Session = WALKER) -> tuple[PatrolPage, Surroundings]:
        around = surroundings(hospital.folder, session)
        page = PatrolPage(around.shell)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page, around

    return opened


def scan(qtbot: QtBot, page: PatrolPage, code: str) -> None:
    field = page.walk.scan_field
    qtbot.keyClicks(field, code)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def the_walk(hospital: Hospital) -> Walk:
    (found,) = store.rounds(hospital.journal.tables, TEN - HOUR, TEN + HOUR)
    return rules.examine(found, hospital.journal.clock.now_ms())


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    qtbot.keyClick(widget, key)


def test_a_whole_round_by_digits_and_enter(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, around = patrol()
    assert page.due.start_button.isEnabled()
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.walk.isVisible()
    for code in hospital.codes:
        hospital.wait(5)
        scan(qtbot, page, code)
        assert page.walk.feedback.tone() == "success"
    assert page.walk.scan_field.text() == ""
    press(qtbot, page, Qt.Key.Key_F9)
    assert page.due.isVisible()
    assert around.ask.told
    walk = the_walk(hospital)
    assert walk.state is State.COMPLETE
    assert not any(one.flags for one in walk.visits)
    assert walk.visits[0].scan.method in (Method.SCAN, Method.TYPED)


def test_wrong_unknown_and_other_codes_are_said_and_not_stored(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, _around = patrol()
    press(qtbot, page, Qt.Key.Key_F5)
    for code in ("20018", with_check("1001"), with_check("2999")):
        scan(qtbot, page, code)
        assert page.walk.feedback.tone() == "danger"
        assert code in page.walk.feedback.title()
    assert the_walk(hospital).visits == ()


def test_a_point_left_out_shows_and_going_back_is_flagged(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, _around = patrol()
    press(qtbot, page, Qt.Key.Key_F5)
    hospital.wait(10)
    scan(qtbot, page, hospital.codes[1])
    assert "Cổng chính" in page.walk.feedback.accessibleName()
    hospital.wait(5)
    scan(qtbot, page, hospital.codes[0])
    assert page.walk.feedback.tone() == "warning"
    assert "sai thứ tự" in page.walk.feedback.title()
    scan(qtbot, page, hospital.codes[0])
    assert "quét lặp" in page.walk.feedback.title()
    assert Flag.OUT_OF_ORDER in the_walk(hospital).visits[1].flags


def test_an_early_finish_asks_for_the_reason(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, around = patrol()
    press(qtbot, page, Qt.Key.Key_F5)
    hospital.wait(5)
    scan(qtbot, page, hospital.codes[0])
    press(qtbot, page, Qt.Key.Key_F9)
    (dialog,) = around.ask.dialogs
    assert isinstance(dialog, FinishDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    assert the_walk(hospital).state is State.IN_PROGRESS
    press(qtbot, dialog, Qt.Key.Key_2)
    assert dialog.reasons.value() is Reason.LOCKED
    press(qtbot, dialog.form.field("text"), Qt.Key.Key_Return)
    walk = the_walk(hospital)
    assert walk.state is State.INCOMPLETE
    assert walk.round.end is not None
    assert walk.round.end.reason is Reason.LOCKED
    assert page.due.isVisible()


def test_two_keys_note_what_guards_see_most(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, around = patrol()
    press(qtbot, page, Qt.Key.Key_F5)
    hospital.wait(5)
    scan(qtbot, page, hospital.codes[0])
    press(qtbot, page, Qt.Key.Key_F2)
    (dialog,) = around.ask.dialogs
    assert isinstance(dialog, NoteDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    press(qtbot, dialog.form.field("text"), Qt.Key.Key_1)
    (note,) = the_walk(hospital).round.notes
    assert (note.text, note.abnormal) == ("Cửa không khóa", True)
    assert note.checkpoint == store_routes.checkpoints(hospital.journal.tables)[0].id


def test_a_running_round_is_there_again_after_a_restart(
    hospital: Hospital, qtbot: QtBot, patrol: Opening
) -> None:
    hospital.go(TEN)
    page, _around = patrol()
    press(qtbot, page, Qt.Key.Key_F5)
    scan(qtbot, page, hospital.codes[0])
    again, _around = patrol()
    assert again.walk.isVisible()
    scan(qtbot, again, hospital.codes[1])
    assert len(the_walk(hospital).visits) == 2


def test_who_has_not_taken_over_is_told_so(hospital: Hospital, patrol: Opening) -> None:
    hospital.go(TEN)
    page, _around = patrol(GUARD)
    assert not page.due.start_button.isEnabled()


def test_a_round_cannot_be_started_hours_too_early_and_a_voluntary_one_always(
    hospital: Hospital, patrol: Opening
) -> None:
    hospital.go(TEN - 31 * MINUTE)
    page, around = patrol()
    assert not page.due.start_button.isEnabled()
    hospital.wait(1)
    page.due.tick()
    assert page.due.start_button.isEnabled()
    around.ask.answers.append(hospital.route)
    page.due._volunteer()
    assert page.walk.isVisible()
    assert not the_walk(hospital).round.planned


@pytest.fixture
def night(hospital: Hospital) -> Hospital:
    """Return the hospital after a night: one round walked in part, three missed."""
    hospital.go(TEN)
    slot = (hospital.schedule, TEN)
    round_id = actions.start_round(hospital.journal, WALKER, hospital.route, slot=slot)
    hospital.wait(5)
    actions.scan(hospital.journal, WALKER, round_id, hospital.codes[0])
    actions.note(hospital.journal, WALKER, round_id, "Có khói", abnormal=True)
    actions.finish_round(hospital.journal, WALKER, round_id, Reason.INCIDENT, "Báo cháy giả")
    hospital.go(TEN + 8 * HOUR)
    actions.raise_missed(hospital.journal)
    return hospital


def the_log(
    hospital: Hospital, qtbot: QtBot, session: Session, *answers: object
) -> tuple[PatrolLogPage, Surroundings]:
    around = surroundings(hospital.folder, session, *answers)
    page = PatrolLogPage(around.shell)
    qtbot.addWidget(page)
    page._day.set_value(FIRST_DAY)
    page.show()
    return page, around


def test_the_leader_comments_all_missed_rounds_at_once(night: Hospital, qtbot: QtBot) -> None:
    page, around = the_log(night, qtbot, SHIFT_LEADER, "Cả ca chữa cháy")
    assert [one.state for one in page.table.rows()] == [State.INCOMPLETE, *[State.MISSED] * 3]
    page.table.selectAll()
    assert page._comment.isEnabled()
    page._ask_comment()
    assert around.ask.asked == [("reason", "Ý kiến trưởng ca về 3 lượt bỏ")]
    assert store.missed_open(night.journal.tables) == []
    assert not page._comment.isEnabled()


def test_a_guard_reads_the_log_but_does_not_comment(night: Hospital, qtbot: QtBot) -> None:
    page, _around = the_log(night, qtbot, WALKER)
    assert not page._comment.isVisible()


def test_an_abnormal_note_is_closed_from_the_log(night: Hospital, qtbot: QtBot) -> None:
    page, _around = the_log(night, qtbot, SHIFT_LEADER, "Đã kiểm tra, do nấu ăn")
    page.detail.table.select(lambda one: one.note is not None)
    assert page.detail._resolve.isVisible()
    page.detail._ask()
    assert store.notes_open(night.journal.tables) == []


def test_the_log_prints_and_counts_its_copies(night: Hospital, qtbot: QtBot) -> None:
    page, around = the_log(night, qtbot, SHIFT_LEADER)
    page._print()
    page._print()
    assert [name for _title, _pdf, name in around.previewed] == ["so-tuan-tra-2026-12-01.pdf"] * 2
    assert around.previewed[0][1].startswith(b"%PDF")
    assert around.previewed[0][1] != around.previewed[1][1]


def test_the_models_behave(night: Hospital, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    page, _around = the_log(night, qtbot, SHIFT_LEADER)
    qtmodeltester.check(page.table.rows_model)
    qtmodeltester.check(page.detail.table.rows_model)


def test_a_link_to_a_round_shows_its_day(night: Hospital, qtbot: QtBot) -> None:
    (walked,) = store.rounds(night.journal.tables, TEN, TEN + HOUR)
    around = surroundings(night.folder, WALKER)
    page = PatrolLogPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    page.show_subject(walked.id)
    chosen = page.table.selected()
    assert chosen is not None
    assert chosen.walk is not None
    assert chosen.walk.round.id == walked.id


def test_the_chief_changes_a_route_and_its_times(hospital: Hospital, qtbot: QtBot) -> None:
    around = surroundings(hospital.folder, CHIEF)
    page = RoutesPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    page._edit_chosen()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, RouteDialog)
    qtbot.addWidget(dialog)
    dialog.points.list.setCurrentRow(3)
    dialog.points._up()
    dialog.points.walk.set_value(7)
    dialog.form.set_values({"minutes": "21:15, 3h", "buffer": 15, "weekdays": {5, 6}, "spread": 30})
    dialog._save()
    route = store_routes.route(hospital.journal.tables, hospital.route)
    assert route is not None
    assert [one.name for one in route.points][2:] == ["Trạm ô xy", "Kho dược"]
    assert route.points[2].walk_min == 7
    now = hospital.journal.clock.now_ms()
    (schedule,) = store_routes.schedules_now(hospital.journal.tables, now + 1)
    assert (schedule.minutes, schedule.buffer_min) == ((180, 1275), 15)
    assert (schedule.weekdays, schedule.spread_min) == ({5, 6}, 30)


def test_what_does_not_fit_keeps_the_dialog_open(hospital: Hospital, qtbot: QtBot) -> None:
    around = surroundings(hospital.folder, CHIEF)
    page = RoutesPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    page._add_one()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, RouteDialog)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.form.set_values({"name": "Tuyến ngày", "minutes": "25:00"})
    dialog._save()
    assert dialog.isVisible()
    dialog.form.set_values({"minutes": ""})
    dialog._save()
    assert dialog.isVisible()
    assert len(store_routes.routes(hospital.journal.tables)) == 1


def test_checkpoints_are_added_found_and_labelled(hospital: Hospital, qtbot: QtBot) -> None:
    around = surroundings(hospital.folder, CHIEF)
    page = RoutesPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    page.which.set_value("points")
    page._add_one()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, CheckpointDialog)
    qtbot.addWidget(dialog)
    dialog.form.set_values({"name": "Nhà ăn", "building": "Nhà E"})
    dialog._save()
    page._search.setText("nha an")
    qtbot.keyClick(page._search, Qt.Key.Key_Return)
    (found,) = page.checkpoints.rows()
    assert found.name == "Nhà ăn"
    page._print_labels()
    page._print_small_labels()
    assert len(around.previewed) == 2
    assert all(one[1].startswith(b"%PDF") for one in around.previewed)
    actions_routes.change_checkpoint(
        hospital.journal, CHIEF, found.id, CheckpointDetails(found.name), active=False
    )
    assert page.checkpoints.rows() == []


def test_a_walker_is_chosen_where_two_share_the_pc(hospital: Hospital, patrol: Opening) -> None:
    hospital.go(TEN)
    page, _around = patrol(replace(SHIFT_LEADER, person=None))
    page.due.start()
    assert the_walk(hospital).round.guard is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("22:00 0h30", (1320, 30)),
        ("22:00-01:00/60", (1320, 1380, 0, 60)),
        ("22:00–05:00/90", (1320, 1410, 60, 150, 240)),
        ("", ()),
    ],
)
def test_times_are_read_one_by_one_or_as_a_span(text: str, minutes: tuple[int, ...]) -> None:
    assert read_times(text) == minutes


@pytest.mark.parametrize("text", ["25:00", "22:00-05:00", "22:00/90", "22:00-05:00/0", "22:00-x/9"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_times(text)
