"""What matters now, on the small hospital of the handovers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from guardapp.base.clock import HOUR, at
from guardapp.handover import actions, gather
from guardapp.handover.model import Category
from guardapp.patrol import actions as patrol
from guardapp.today.gather import last_backup, today
from guardapp.today.page import TodayPage
from tests.handover.hospital import MATTERS, NEW_YEAR, NEW_YEARS_EVE, Hospital, open_hospital
from tests.support import CHIEF, INSPECTOR
from tests.support_ui import surroundings


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Hospital]:
    """Return the hospital at 14:00 on New Year's Eve, before anybody has taken over."""
    opened = open_hospital(tmp_path)
    yield opened
    opened.folder.close()


def take_over(hospital: Hospital) -> None:
    conn, now = hospital.journal.tables, hospital.journal.clock.now_ms()
    actions.take_over(hospital.journal, hospital.guard(0), gather.relief(conn, None, now))


def test_before_anybody_took_over_the_roster_tells_who_is_on_duty(hospital: Hospital) -> None:
    found = today(hospital.journal.tables, MATTERS, hospital.journal.clock.now_ms())
    assert found.shift is None
    assert [one.name for one in found.on_duty] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert found.next_round is not None
    assert found.next_round.at == at(NEW_YEARS_EVE, 23 * 60)
    assert not found.next_round.overdue


def test_an_overdue_round_stays_the_next_one_until_it_is_missed(hospital: Hospital) -> None:
    take_over(hospital)
    now = hospital.go(NEW_YEARS_EVE, 23, 12)
    found = today(hospital.journal.tables, MATTERS, now)
    assert found.next_round is not None
    assert found.next_round.overdue
    now = hospital.go(NEW_YEAR, 3, 40)
    patrol.raise_missed(hospital.journal)
    found = today(hospital.journal.tables, MATTERS, now)
    assert found.next_round is not None
    assert found.next_round.at == at(NEW_YEAR, 4 * 60)
    assert any(one.kind == "patrol.missed_round" for one in found.matters)


def test_the_week_counts_incidents_by_date(hospital: Hospital) -> None:
    take_over(hospital)
    actions.report_incident(hospital.journal, hospital.guard(0), "theft", "Khu B", "Mất xe")
    found = today(hospital.journal.tables, MATTERS, hospital.journal.clock.now_ms())
    assert [count for _day, count in found.days] == [0, 0, 0, 0, 0, 0, 1]
    assert [one.place for one in found.incidents] == ["Khu B"]


def test_the_newest_backup_is_known_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert last_backup(tmp_path / "guard.db") is None
    for name in ("sao-luu-20261230-060000.zip", "sao-luu-20261231-055500.zip", "sao-luu-x.zip"):
        (folder / name).touch()
    assert last_backup(tmp_path / "guard.db") == at(NEW_YEARS_EVE, 5 * 60 + 55)


def test_a_matter_leads_to_its_page(qtbot: QtBot, hospital: Hospital) -> None:
    take_over(hospital)
    line = actions.log_line(
        hospital.journal, hospital.guard(0), Category.KEY, "Mất chìa khóa", follow=True
    )
    around = surroundings(hospital.folder, CHIEF)
    page = TodayPage(around.shell, MATTERS)
    qtbot.addWidget(page)
    page.show()
    items = page.open_list.items_model.items
    place = next(n for n, one in enumerate(items) if "Mất chìa khóa" in one.upper)
    page.open_list.clicked.emit(page.open_list.items_model.index(place))
    assert around.visited == [("watch", line)]


def test_who_may_not_back_up_sees_no_backup(qtbot: QtBot, hospital: Hospital) -> None:
    around = surroundings(hospital.folder, INSPECTOR)
    page = TodayPage(around.shell, MATTERS)
    qtbot.addWidget(page)
    page.show()
    assert [one.icon for one in page.record.list.items_model.items] == ["arrow-right-left"]
    chief = TodayPage(surroundings(hospital.folder, CHIEF).shell, MATTERS)
    qtbot.addWidget(chief)
    chief.show()
    assert len(chief.record.list.items_model.items) == 2


def test_a_handover_that_is_late_is_told(qtbot: QtBot, hospital: Hospital) -> None:
    take_over(hospital)
    hospital.go(NEW_YEAR, 0, 10)
    found = today(hospital.journal.tables, MATTERS, hospital.journal.clock.now_ms())
    assert found.shift is not None
    assert found.shift.ends_at == at(NEW_YEARS_EVE, 22 * 60)
    assert found.now - found.shift.ends_at > 2 * HOUR
    assert any(one.kind == "handover.overdue" for one in found.matters)


def test_the_rows_are_a_sound_model(
    qtbot: QtBot, hospital: Hospital, qtmodeltester: ModelTester
) -> None:
    page = TodayPage(surroundings(hospital.folder, CHIEF).shell, MATTERS)
    qtbot.addWidget(page)
    page.show()
    qtmodeltester.check(page.open_list.items_model)
