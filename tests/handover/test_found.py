"""Lost and found: kept until it is claimed with a proof, or disposed of."""

import random

import pytest
from pytestqt.qtbot import QtBot

from guardapp.base import db, replay
from guardapp.base.clock import at
from guardapp.base.errors import Invalid
from guardapp.handover import actions_found as found
from guardapp.handover import gather, gather_found, rules_found, store
from guardapp.handover import store_found as finds
from guardapp.handover.model_found import FoundDetails
from guardapp.handover.page_registers import RegistersPage
from guardapp.handover.page_registers_found import FoundDialog
from guardapp.handover.sheet_found import found_pdf
from tests.handover.hospital import NEW_YEARS_EVE, Hospital
from tests.handover.test_registers import on_duty
from tests.pdf import pages_of
from tests.support_ui import surroundings

BAG = FoundDetails("Túi xách đen", "Sảnh nhà A", "Chị Hoa, bệnh nhân", "Tủ phòng trực")


def test_a_found_thing_is_open_until_its_owner_proves_it(hospital: Hospital) -> None:
    session = on_duty(hospital)
    one = found.keep_found(hospital.journal, session, BAG)
    [matter] = gather_found.open_matters(hospital.journal.tables)
    assert (matter.thing, matter.place) == (one, "Tủ phòng trực")
    with pytest.raises(Invalid) as caught:
        found.give_back(hospital.journal, session, one, "Ông Ba", " ")
    assert set(caught.value.problems) == {"proof"}
    found.give_back(hospital.journal, session, one, "Ông Ba", "Tả đúng đồ bên trong")
    assert gather_found.open_matters(hospital.journal.tables) == []
    with pytest.raises(rules_found.Gone):
        found.dispose(hospital.journal, session, one, "Chuyển Công an phường")


def test_a_line_says_what_where_by_whom_and_where_kept(hospital: Hospital) -> None:
    with pytest.raises(Invalid) as caught:
        found.keep_found(hospital.journal, on_duty(hospital), FoundDetails("", " ", "", ""))
    assert set(caught.value.problems) == {"what", "place", "finder", "kept"}


def test_what_nobody_claims_is_disposed_of_with_words(hospital: Hospital) -> None:
    session = on_duty(hospital)
    one = found.keep_found(hospital.journal, session, BAG)
    with pytest.raises(Invalid):
        found.dispose(hospital.journal, session, one, "")
    found.dispose(hospital.journal, session, one, "Chuyển Công an phường, BB 3")
    watch = store.current_watch(hospital.journal.tables)
    assert watch is not None
    now = hospital.journal.clock.now_ms()
    told = [one.text for one in gather.timeline(hospital.journal.tables, watch, now)]
    assert told == ["Nhặt được Túi xách đen ở Sảnh nhà A", "Xử lý Túi xách đen"]


def test_the_book_prints_and_reads_the_same_in_any_order(hospital: Hospital) -> None:
    session = on_duty(hospital)
    one = found.keep_found(hospital.journal, session, BAG)
    found.keep_found(hospital.journal, session, BAG)
    found.give_back(hospital.journal, session, one, "Ông Ba", "Tả đúng")
    conn, feature = hospital.journal.tables, store.FEATURE
    book = gather_found.found_book(conn, at(NEW_YEARS_EVE, 0), at(NEW_YEARS_EVE, 1440), "")
    text = " ".join(" ".join(pages_of(found_pdf(book, book.end))).split())
    for words in ("SỔ ĐỒ NHẶT ĐƯỢC", "Túi xách đen", "Ông Ba", "Tả đúng"):
        assert words in text
    mine = [one for one in replay.entries(conn, hospital.folder.keys) if one.kind in feature.apply]
    for seed in range(10):
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations])
        for entry in random.Random(seed).sample(mine, len(mine)):
            feature.apply[entry.kind](anew, entry)
        assert db.differences(conn, anew, feature.tables) == []
        anew.close()


def test_the_page_keeps_a_thing_and_gives_it_back(qtbot: QtBot, hospital: Hospital) -> None:
    around = surroundings(hospital.folder, on_duty(hospital))
    page = RegistersPage(around.shell)
    qtbot.addWidget(page)
    page.show()
    page.show_found()
    page.find.click()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, FoundDialog)
    values = {"what": "Ví nâu", "place": "Bãi xe", "finder": "Anh Tư", "kept": "Tủ"}
    dialog.form.set_values(values)
    dialog.save()
    [one] = page.found.table.rows()
    page.show_subject(one.id)
    page.found.back.click()
    dialog = around.ask.dialogs[-1]
    assert isinstance(dialog, FoundDialog)
    dialog.form.set_values({"owner": "Bà Năm", "proof": "CCCD trong ví"})
    dialog.save()
    assert finds.kept(hospital.journal.tables) == []
    assert page.found.table.rows() == []
