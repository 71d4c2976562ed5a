"""The program's own dialogs and threads: what stays on screen when people come and go."""

from pathlib import Path

from guardapp.base.ui.preview import PreviewDialog
from guardapp.handover import store
from guardapp.safekeeping import actions as keeping
from tests.journeys.conftest import MakeDesk
from tests.journeys.desk import Desk
from tests.journeys.test_night_duty import Night, moment

WITH_DIALOGS = ("fire", "roster", "people", "equipment", "things", "importing")


def open_each_dialog(desk: Desk, login: str, secret: str) -> int:
    """Open what each page's verbs open; locking must hide it and the same person find it again."""
    found = 0
    for key in WITH_DIALOGS:
        for number in range(len(desk.page(key).actions())):
            desk.page(key).actions()[number].trigger()
            there = desk.dialogs()
            found += len(there)
            if not there:
                continue
            desk.main.lock()
            assert desk.dialogs() == []
            desk.sign_in(login, secret)
            assert desk.dialogs() == there
            there[0].reject()
            assert desk.dialogs() == []
    return found


def test_locking_hides_every_dialog_and_signing_out_closes_it(
    sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample, real=True)
    chief = "chief", "demo-chief-2026"
    desk.sign_in(*chief)
    assert open_each_dialog(desk, *chief) >= 7
    desk.space.bar.search.emit()
    assert desk.dialogs()
    desk.main.sign_out()
    assert desk.dialogs() == []


def test_the_signed_sheet_stays_on_screen_while_the_new_shift_begins(
    sample: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk(sample, now_ms=moment(22, 21, 58), real=True)
    night = Night(desk)
    desk.sign_in(night.guard.code)
    night.sign(night.before.code, night.guard.code)
    (preview,) = desk.dialogs()
    assert isinstance(preview, PreviewDialog)
    assert desk.space.shell.session.took_over
    last = store.last_handover(desk.journal.tables)
    assert last is not None
    assert last.incoming == night.guard.name
    assert len(keeping.backups(sample)) == 1
