"""How the program begins: first choices, damage, a second start, a killed process, roles."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QPushButton, QToolButton
from shiboken6 import isValid

from guardapp.app import FEATURES
from guardapp.app.matters import MATTERS
from guardapp.base.access import Role, Session, Standing, WeakSecret, create_account
from guardapp.base.clock import ZONE, SetClock, to_ms
from guardapp.base.folder import open_to_read
from guardapp.base.journal import read_head
from guardapp.base.ui.table import Table
from guardapp.fire.model import Result
from guardapp.incidents import store as incidents
from guardapp.people import store as people
from guardapp.safekeeping import actions as keeping
from guardapp.safekeeping import checks
from guardapp.sample import make
from guardapp.window_first import FirstStartPage
from guardapp.window_signin import SecretDialog, SignInPage
from guardapp.window_workspace import Workspace
from tests.conftest import ExpectLog
from tests.journeys.conftest import UNTIL, MakeDesk
from tests.journeys.desk import Desk, texts_in
from tests.support_ui import type_text

OWN_SECRET: Final = "một câu dễ nhớ"
FACILITY: Final = {
    "name": "Bệnh viện Mẫu",
    "superior": "Sở Y tế tỉnh Mẫu",
    "place": "Hà Sơn",
    "chief_name": "Trần Văn Mẫu",
    "secret": OWN_SECRET,
    "again": OWN_SECRET,
}


def begin_empty(desk: Desk) -> None:
    """Choose an empty folder and name the facility and its chief."""
    desk.press("Tạo dữ liệu trống")
    dialog = desk.dialog()
    dialog.form.set_values(FACILITY)
    desk.press("Tạo dữ liệu", dialog)
    desk.settle()


def sign_in_words(desk: Desk, login: str, secret: str) -> None:
    """Sign in with a secret that has marks, which keys cannot type."""
    page = desk.stage
    assert isinstance(page, SignInPage)
    page.form.set_values({"login": login, "secret": secret})
    page.enter.click()
    desk.settle()


def test_the_sample_lies_beside_ones_own_data(
    tmp_path: Path, make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "Sample", partial(make.Sample, months=1))
    own = tmp_path / "own"
    desk = make_desk(own, now_ms=to_ms(datetime(2026, 11, 2, 9, tzinfo=ZONE)))
    assert isinstance(desk.stage, FirstStartPage)
    desk.press("Mở dữ liệu mẫu")
    assert desk.program.data == tmp_path / "own-mau"
    assert not own.exists()
    desk.press("Trưởng ca")
    desk.press("Đăng nhập")
    assert desk.space.shell.session.role is Role.LEADER
    desk.close()
    again = make_desk(own)
    again.press("Mở dữ liệu mẫu")
    assert isinstance(again.stage, SignInPage)


def test_an_empty_folder_has_its_chief_and_refuses_the_samples_secrets(
    tmp_path: Path, make_desk: MakeDesk
) -> None:
    own = tmp_path / "own"
    desk = make_desk(own)
    desk.press("Tạo dữ liệu trống")
    dialog = desk.dialog()
    dialog.form.set_values(FACILITY | dict.fromkeys(("secret", "again"), "demo-chief-2026"))
    desk.press("Tạo dữ liệu", dialog)
    assert isinstance(desk.stage, FirstStartPage)
    assert not own.exists()
    desk.ask.dialogs[-1].reject()
    begin_empty(desk)
    sign_in_words(desk, "chief", "demo-chief-2026")
    assert isinstance(desk.stage, SignInPage)
    sign_in_words(desk, "chief", OWN_SECRET)
    session = desk.space.shell.session
    assert (session.name, session.role) == ("Trần Văn Mẫu", Role.CHIEF)
    for key in [entry.key for entry in desk.space.entries]:
        desk.page(key)
    with pytest.raises(WeakSecret):
        create_account(desk.journal, session, "10017", Role.GUARD, "Lê Văn Mẫu", "246810")
    assert checks.verify(desk.journal) == []


def test_a_backup_is_restored_at_the_first_start(
    sample: Path, tmp_path: Path, make_desk: MakeDesk
) -> None:
    folder = open_to_read(sample, FEATURES, SetClock(UNTIL))
    head = folder.journal.head()
    backup = keeping.back_up(folder.journal, tmp_path / "usb" / "a.guardbackup").path
    folder.close()
    desk = make_desk(tmp_path / "own", backup)
    desk.press("Chọn tệp sao lưu")
    assert isinstance(desk.stage, SignInPage)
    assert desk.journal.device == 2
    assert read_head(desk.journal.tables, 1) == head
    desk.sign_in("chief", "demo-chief-2026")
    assert len(people.guards(desk.journal.tables)) == 62


def test_what_is_no_backup_is_told_and_nothing_is_made(tmp_path: Path, make_desk: MakeDesk) -> None:
    other = tmp_path / "a.guardbackup"
    other.write_bytes(b"not a backup")
    own = tmp_path / "own"
    desk = make_desk(own, other)
    desk.press("Chọn tệp sao lưu")
    assert isinstance(desk.stage, FirstStartPage)
    assert "không phải là bản sao lưu" in desk.ask.told[-1]
    assert not (own / "guard.db").exists()


def scribble(file: Path) -> None:
    """Overwrite the middle of a file."""
    size = file.stat().st_size
    with file.open("rb+") as out:
        out.seek(size // 3)
        out.write(b"\xa5" * min(100_000, size // 2))


DAMAGES: Final[dict[str, Callable[[Path], object]]] = {
    "head": lambda data: (data / "guard.db").write_bytes(b"x" * 5000),
    "middle": lambda data: scribble(data / "guard.db"),
    "cut": lambda data: os.truncate(data / "guard.db", 4096 * 11),
    "emptied": lambda data: os.truncate(data / "guard.db", 0),
    "keys": lambda data: (data / "keys.db").write_bytes(b"x" * 5000),
    "no keys": lambda data: (data / "keys.db").unlink(),
    "no record": lambda data: (data / "guard.db").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_offers_the_last_good_backup(
    sample: Path, make_desk: MakeDesk, damage: Callable[[Path], object]
) -> None:
    desk = make_desk(sample)
    desk.sign_in("chief", "demo-chief-2026")
    desk.close()
    for left in sample.glob("*.db-*"):
        left.unlink()
    damage(sample)
    again = make_desk(sample, True)
    assert again.ask.asked == [("confirm", "Dữ liệu không mở được")]
    assert again.ask.told == []
    again.settle()
    again.sign_in("chief", "demo-chief-2026")
    assert again.space.shell.session.name == "Nguyễn Văn Mẫu"
    assert checks.verify(again.journal) == []
    assert list((sample / "backups").glob("truoc-khoi-phuc-*/*.db"))


def test_damage_without_a_backup_is_told_in_words(sample: Path, make_desk: MakeDesk) -> None:
    (sample / "guard.db").write_bytes(b"x" * 5000)
    desk = make_desk(sample)
    assert isinstance(desk.stage, FirstStartPage)
    assert "bị hỏng" in desk.ask.told[0]


def test_damage_to_drafts_alone_does_not_keep_anybody_out(
    sample: Path, make_desk: MakeDesk, expect_log: ExpectLog
) -> None:
    expect_log("local.db is damaged")
    (sample / "local.db").write_bytes(b"x" * 5000)
    desk = make_desk(sample)
    assert isinstance(desk.stage, SignInPage)
    desk.sign_in("chief", "demo-chief-2026")
    assert isinstance(desk.stage, Workspace)


def test_a_second_start_calls_the_first_to_the_front(sample: Path, make_desk: MakeDesk) -> None:
    desk = make_desk(sample)
    with desk.qtbot.waitSignal(desk.program._calls.called):
        second = make_desk(sample)
    assert not second.opened
    assert not second.main.isVisible()
    assert desk.main.isVisible()


def test_the_language_changes_without_a_restart(sample: Path, make_desk: MakeDesk) -> None:
    desk = make_desk(sample)
    desk.sign_in("chief", "demo-chief-2026")
    desk.page("incidents")
    desk.space.bar.language.emit()
    desk.settle()
    assert desk.at().title() == "Incidents"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, desk.space)
    assert box.buttons()[0].text().replace("&", "") == "Cancel"
    desk.space.bar.language.emit()
    desk.settle()
    assert desk.at().title() == "Sự việc"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, desk.space)
    assert box.buttons()[0].text().replace("&", "") == "Hủy"


KILLED: Final = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from guardapp.app.program import Program
from tests.support_ui import type_text
program = Program(Path(sys.argv[1]))
assert program.start()
main = program.main
main.show()
page = main._stack.currentWidget()
page.form.set_values({"login": "leader", "secret": "demo-leader-2026"})
page.enter.click()
main.show_page("incidents")
incidents = main._workspace.page()
incidents.write_new()
type_text(incidents.write.form.field("what"), "Đang gõ dở thì mất điện")
QTimer.singleShot(1500, lambda: print("typed", flush=True))
QApplication.instance().exec()
"""


def test_what_was_typed_survives_a_killed_process(sample: Path, make_desk: MakeDesk) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(sample)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.send_signal(signal.SIGKILL)
    desk = make_desk(sample)
    desk.sign_in("leader", "demo-leader-2026")
    page = desk.page("incidents")
    page.write_new()
    assert page.write.content().what == "Đang gõ dở thì mất điện"
    assert checks.verify(desk.journal) == []


def test_closing_the_window_backs_up(sample: Path, make_desk: MakeDesk) -> None:
    desk = make_desk(sample)
    desk.sign_in("chief", "demo-chief-2026")
    assert keeping.backups(sample) == []
    desk.close()
    (made,) = keeping.backups(sample)
    folder = open_to_read(sample, FEATURES, SetClock(UNTIL))
    assert made.manifest.number == folder.journal.head().number
    folder.close()


def test_an_emergency_is_written_while_locked_out_and_stays_open(
    sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample)
    for _try in range(3):
        desk.sign_in("leader", "000000")
    page = desk.stage
    assert isinstance(page, SignInPage)
    assert not page.enter.isEnabled()
    desk.press("Ghi khẩn cấp")
    page = desk.stage
    desk.press("Cháy")
    type_text(page.form.field("place"), "Kho vải")
    type_text(page.form.field("text"), "Khói đen bốc lên từ cửa sổ")
    page.form.field("login").set_value("leader")
    desk.press("Ghi ngay")
    found = incidents.entered(desk.journal.tables, UNTIL, UNTIL + 1)
    assert [(one.place, one.standing) for one in found] == [("Kho vải", Standing.UNVERIFIED)]
    desk.press("Chỉ ghi nhật ký")
    type_text(page.form.field("text"), "Đã gọi 114")
    desk.press("Ghi ngay")
    desk.press("Về trang đăng nhập")
    desk.sign_in("chief", "demo-chief-2026")
    incident = desk.page("incidents")
    incident.show_subject(found[0].id)
    desk.settle()
    assert "chưa xác nhận" in " ".join(texts_in(incident)).lower()
    titles = [one.title for one in MATTERS.open(desk.journal.tables, UNTIL)]
    assert "Chưa xác nhận: Đã gọi 114" in titles


def test_a_secret_given_by_another_must_be_changed_at_first_use(
    tmp_path: Path, make_desk: MakeDesk
) -> None:
    own = tmp_path / "own"
    desk = make_desk(own)
    begin_empty(desk)
    sign_in_words(desk, "chief", OWN_SECRET)
    chief: Session = desk.space.shell.session
    create_account(desk.journal, chief, "leader", Role.LEADER, "Lê Thị Mẫu", "mật khẩu đầu tiên")
    desk.main.sign_out()
    sign_in_words(desk, "leader", "mật khẩu đầu tiên")
    assert isinstance(desk.stage, SignInPage)
    dialog = desk.dialog()
    assert isinstance(dialog, SecretDialog)
    dialog.form.set_values({"new": "demo-leader-2026", "again": "demo-leader-2026"})
    desk.press("Đổi mã", dialog)
    assert isinstance(desk.stage, SignInPage)
    dialog.form.set_values({"new": "mật khẩu của tôi", "again": "mật khẩu của tôi"})
    desk.press("Đổi mã", dialog)
    assert desk.space.shell.session.name == "Lê Thị Mẫu"
    desk.main.sign_out()
    sign_in_words(desk, "leader", "mật khẩu của tôi")
    assert isinstance(desk.stage, Workspace)


def kinds_of(desk: Desk) -> list[str]:
    """Return the kinds of all entries."""
    rows = desk.journal.tables.execute("SELECT kind FROM journal ORDER BY device, number")
    return [row["kind"] for row in rows]


READING = {
    "Công bằng…",
    "Lịch sử thay đổi…",
    "Xuất lịch tháng ra Excel…",
    "Đồ giao ra",
    "Khách, xe, hàng",
    "Đồ nhặt được",
}
"""Commands that only show something, whatever they begin with."""


def opens_menu(one: QAbstractButton) -> bool:
    """Tell whether a button only opens a menu, whose verbs are commands of the page."""
    return isinstance(one, QPushButton | QToolButton) and one.menu() is not None


def press_everything(desk: Desk, key: str) -> None:
    """Choose the first row of each table of a page and press whatever can be pressed."""
    page = desk.page(key)
    for table in page.findChildren(Table):
        if table.isVisible():
            table.selectRow(0)
    desk.settle()
    for action in page.actions():
        assert action.text().split()[0] in {"In", "Tìm", "Về"} or action.text() in READING
        if action.isEnabled():
            desk.page(key)
            action.trigger()
            desk.settle()
    for one in page.findChildren(QAbstractButton):
        if isValid(one) and one.isEnabled() and one.isVisible() and not opens_menu(one):
            one.click()
            desk.settle()
            desk.page(key)


def test_an_inspector_reads_all_and_writes_nothing(sample: Path, make_desk: MakeDesk) -> None:
    desk = make_desk(sample)
    desk.sign_in("inspector", "demo-inspector-2026")
    before = len(kinds_of(desk))
    for key in [entry.key for entry in desk.space.entries]:
        press_everything(desk, key)
    assert set(kinds_of(desk)[before:]) <= {"base.printed"}
    asked = {title for kind, title in desk.ask.asked if kind in ("reason", "text", "pin", "sign")}
    assert asked <= {"In phiếu PCCC của ngày khác"}
    shown = {type(one).__name__ for one in desk.ask.dialogs}
    reading = {"PreviewDialog", "HistoryDialog", "FairnessDialog", "RhythmDialog"}
    assert shown <= reading
    assert desk.ask.refused == []


def type_into_four_pages(desk: Desk) -> None:
    """Begin a log line, an incident, a failed check and a handover, and finish none."""
    page = desk.page("incidents")
    page.write_new()
    type_text(page.write.form.field("what"), "Vụ việc đang gõ")
    page = desk.page("fire")
    page.panel.ask_for(Result.FAIL)
    type_text(page.panel.answer.field("note"), "Tồn tại đang gõ")
    page = desk.page("handover")
    watch = desk.page("watch")
    page.signing.show_words("Lời dặn đang gõ", "")
    type_text(watch.entry.text, "Dòng sổ đang gõ")


def what_stands_in_four_pages(desk: Desk) -> list[str]:
    found = [desk.page("watch").entry.text.value()]
    page = desk.page("incidents")
    page.write_new()
    found.append(page.write.content().what)
    answer = desk.page("fire").panel.answer
    found.append(answer.values()["note"] if answer else "")
    return [*found, desk.page("handover").signing.note()]


LEFT: Final[dict[str, Callable[[Desk], None]]] = {
    "language": lambda desk: desk.space.bar.language.emit(),
    "theme": lambda desk: desk.space.bar.theme.emit(),
    "signed out": lambda desk: desk.main.sign_out(),
    "closed": lambda desk: desk.close(),
}


@pytest.mark.parametrize("leave", LEFT.values(), ids=LEFT.keys())
def test_what_is_being_typed_is_there_again_at_once(
    sample: Path, make_desk: MakeDesk, leave: Callable[[Desk], None]
) -> None:
    desk = make_desk(sample)
    desk.sign_in("leader", "demo-leader-2026")
    type_into_four_pages(desk)
    leave(desk)
    if desk.program._folder is None:
        desk = make_desk(sample)
    desk.settle()
    if isinstance(desk.stage, SignInPage):
        desk.sign_in("leader", "demo-leader-2026")
    assert what_stands_in_four_pages(desk) == [
        "Dòng sổ đang gõ",
        "Vụ việc đang gõ",
        "Tồn tại đang gõ",
        "Lời dặn đang gõ",
    ]
