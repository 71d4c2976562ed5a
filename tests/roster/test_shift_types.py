"""Shift types come in ready sets, stand in the chief's order, and are told what the law asks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guardapp.base import settings
from guardapp.base.clock import local_date
from guardapp.base.errors import Invalid
from guardapp.people.model import Hours, Regime
from guardapp.roster import actions, actions_shifts, rules_shift_types, store
from guardapp.roster.actions_shifts import SET_WORDS
from guardapp.roster.model import ShiftDetails, ShiftType
from guardapp.roster.model_plan import Limits
from guardapp.roster.page_shift_form import InkField, ShiftDialog
from guardapp.roster.page_shifts import ShiftsDialog
from tests.roster.conftest import Small
from tests.support import CHIEF, clock_of
from tests.support_ui import Surroundings, surroundings


def shifts(small: Small, *, closed: bool = False) -> list[ShiftType]:
    return store.shift_types(small.folder.journal.tables, closed=closed)


def limits(small: Small) -> Limits:
    day = clock_of(small.folder).now_ms()
    return Limits.of(settings.parameters(small.folder.journal.tables, local_date(day)))


@pytest.fixture
def around(small: Small) -> Iterator[Surroundings]:
    made = surroundings(small.folder, CHIEF)
    yield made
    made.shell.changes.close()


@pytest.fixture
def listed(qtbot: QtBot, around: Surroundings) -> Iterator[ShiftsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield ShiftsDialog(around.shell, parent)
    parent.close()


def test_a_set_adds_what_is_not_there_and_leaves_posts_to_those_that_serve_them(
    small: Small,
) -> None:
    journal = small.folder.journal
    assert actions_shifts.add_set(journal, CHIEF, "two") == 2
    found = {one.code: one for one in shifts(small)}
    assert (found["N12"].serves, found["N12"].minutes, found["Đ12"].break_minutes) == (
        None,
        12 * 60,
        45,
    )
    assert [one.code for one in shifts(small)][-2:] == ["N12", "Đ12"]
    with pytest.raises(Invalid):
        actions_shifts.add_set(journal, CHIEF, "two")
    with pytest.raises(Invalid):
        actions_shifts.add_set(journal, CHIEF, "three")


def test_every_ready_set_is_named_and_keeps_the_law_on_breaks(small: Small) -> None:
    keep = limits(small)
    for name in SET_WORDS:
        for one in actions_shifts.shift_set(name):
            hints = rules_shift_types.hints(
                keep, one.regime, one.start_minute, one.end_minute, one.break_minutes
            )
            assert not hints, (name, one.code, hints)


def test_the_first_set_serves_the_posts(small: Small) -> None:
    journal = small.folder.journal
    for one in shifts(small):
        gone = replace(actions_shifts.details_of(one), active=False)
        actions.change_shift_type(journal, CHIEF, one.id, gone)
    actions_shifts.add_set(journal, CHIEF, "duty")
    (duty,) = shifts(small)
    assert (duty.regime, duty.serves) == (Regime.DUTY, Hours.ALWAYS)


@pytest.mark.parametrize(
    ("regime", "start", "hours", "pause", "said"),
    [
        (Regime.SHIFT, 6, 8, 30, ""),
        (Regime.SHIFT, 6, 8, 15, "30 phút nghỉ giữa ca (Điều 109"),
        (Regime.SHIFT, 22, 8, 30, "45 phút nghỉ giữa ca (Điều 109"),
        (Regime.SHIFT, 17, 8, 30, "45 phút"),
        (Regime.SHIFT, 16, 8, 30, ""),
        (Regime.SHIFT, 8, 5, 0, ""),
        (Regime.SHIFT, 7, 24, 60, "dài hơn 12 giờ chỉ có ở chế độ trực"),
        (Regime.DUTY, 7, 24, 0, ""),
        (Regime.DUTY, 7, 8, 0, "12, 16 hoặc 24 giờ"),
    ],
)
def test_the_law_is_told_where_a_shift_type_does_not_keep_it(
    small: Small, regime: Regime, start: int, hours: int, pause: int, said: str
) -> None:
    found = rules_shift_types.hints(limits(small), regime, start * 60, (start + hours) * 60, pause)
    assert (said in " ".join(found)) if said else not found


def test_a_shift_type_gets_regime_break_and_colour(
    listed: ShiftsDialog, around: Surroundings, small: Small
) -> None:
    listed._add()
    form = around.ask.dialogs[-1]
    assert isinstance(form, ShiftDialog)
    form.form.set_values({"code": "TĐ", "name": "Trực đêm", "start": 17 * 60, "end": 7 * 60})
    assert "12 giờ" in form.hint.text()
    form.form.set_values({"regime": Regime.DUTY, "break_minutes": None, "tone": 4})
    assert not form.hint.text()
    form._save()
    chosen = listed.table.selected()
    assert chosen is not None
    assert (chosen.code, chosen.regime, chosen.break_minutes) == ("TĐ", Regime.DUTY, 0)
    assert (chosen.tone, chosen.minutes, chosen.position) == (4, 14 * 60, 6)


def test_a_colour_is_chosen_by_a_press(qtbot: QtBot) -> None:
    field = InkField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed):
        field._group.button(3).click()
    assert field.value() == 3
    field.set_value(9)
    assert field.value() == 1


def test_shift_types_are_put_in_another_order(listed: ShiftsDialog, small: Small) -> None:
    listed.table.selectRow(2)
    listed._up()
    listed._up()
    listed._up()
    assert [one.code for one in shifts(small)][:3] == ["Đ", "S", "C"]
    listed._down()
    assert [one.code for one in shifts(small)][:3] == ["S", "Đ", "C"]


def test_a_set_is_offered_and_what_is_there_is_told(
    listed: ShiftsDialog, around: Surroundings, small: Small
) -> None:
    around.ask.answers += ["three", "two"]
    listed._ask_set()
    assert "đã có đủ" in around.ask.refused[-1].words()
    listed._ask_set()
    assert len(shifts(small)) == 8


def test_details_of_a_shift_type_are_what_was_typed(small: Small) -> None:
    night = shifts(small)[2]
    assert actions_shifts.details_of(night) == ShiftDetails(
        "Đ", "Ca đêm", 1320, 1800, 45, serves=Hours.ALWAYS, tone=2, position=2
    )
