"""Visitors, vehicles and goods at the gate: cards, closing hours, and names deleted in time."""

import random
from dataclasses import replace

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Session, Standing
from guardapp.base.clock import DAY, at
from guardapp.base.errors import Invalid
from guardapp.base.keys import GONE
from guardapp.base.matters import Matter
from guardapp.handover import actions_visitors as gate
from guardapp.handover import gather, gather_visitors, rules_visitors, signing, store
from guardapp.handover import store_visitors as visits
from guardapp.handover.model import Count, Decision, Draft
from guardapp.handover.model_visitors import Arrival
from guardapp.handover.sheet_visitors import goods_pdf, visitors_pdf
from tests.handover.hospital import MATTERS, NEW_YEAR, NEW_YEARS_EVE, Hospital
from tests.handover.test_registers import key, on_duty, registers
from tests.pdf import pages_of
from tests.support import CHIEF

LAN = Arrival(
    "Chị Nguyễn Thị Lan",
    "BS Hòa, Khoa Nội",
    document="4821",
    unit="Công ty Thiết bị",
    card="K 12",
    plate="29a-123.45",
    vehicle="Xe tải",
    goods="20 bình ô xy",
    slip="PX-88",
)


def matters(hospital: Hospital) -> list[Matter]:
    return gather_visitors.open_matters(hospital.journal.tables, hospital.journal.clock.now_ms())


def problems(hospital: Hospital, session: Session, arrival: Arrival) -> set[str]:
    with pytest.raises(Invalid) as caught:
        gate.let_in(hospital.journal, session, arrival)
    return set(caught.value.problems)


def test_a_visitor_is_inside_until_the_card_comes_back(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    [one] = visits.inside(hospital.journal.tables)
    assert (one.arrival.plate, one.standing) == ("29A-123.45", Standing.ON_DUTY)
    assert gate.let_out_by_card(hospital.journal, session, "k12").id == one.id
    assert visits.inside(hospital.journal.tables) == []
    with pytest.raises(rules_visitors.NotInside):
        gate.let_out_by_card(hospital.journal, session, "k12")
    with pytest.raises(rules_visitors.NotInside):
        gate.let_out(hospital.journal, session, one.id)


def test_a_card_is_not_given_twice_while_it_is_out(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    assert problems(hospital, session, replace(LAN, card="k12 ")) == {"card"}
    gate.let_in(hospital.journal, session, replace(LAN, card=""))
    gate.let_in(hospital.journal, session, replace(LAN, card=""))
    gate.let_out_by_card(hospital.journal, session, "K12")
    gate.let_in(hospital.journal, session, LAN)


@pytest.mark.parametrize("document", ["482", "48211", "4a21", "٤٨٢١", "001082004821"])
def test_of_a_document_only_four_digits_are_taken(hospital: Hospital, document: str) -> None:
    found = problems(hospital, on_duty(hospital), replace(LAN, document=document))
    assert found == {"document"}


def test_a_visitor_has_a_name_and_somebody_to_see(hospital: Hospital) -> None:
    assert problems(hospital, on_duty(hospital), Arrival(" ", "")) == {"name", "host"}


def test_after_closing_hours_who_is_inside_is_overdue(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    hospital.go(NEW_YEARS_EVE, 20, 59)
    assert [one.kind for one in matters(hospital)] == [gather_visitors.INSIDE]
    hospital.go(NEW_YEARS_EVE, 21, 1)
    gate.let_in(hospital.journal, session, replace(LAN, card="K13"))
    late, inside = matters(hospital)
    assert late.kind == gather_visitors.VISIT
    assert late.due == at(NEW_YEARS_EVE, 21 * 60)
    assert inside.title.startswith("1 ")
    hospital.go(NEW_YEAR, 21, 1)
    assert [one.kind for one in matters(hospital)] == [gather_visitors.VISIT] * 2


def test_names_are_deleted_with_their_keys_when_their_time_is_over(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    gate.let_out_by_card(hospital.journal, session, "K12")
    start = hospital.journal.clock.now_ms()
    assert gate.erase_visitors(hospital.journal, CHIEF) == 0
    hospital.folder.journal.clock.set(start + 90 * DAY - 1)  # type: ignore[attr-defined]
    assert gate.erase_visitors(hospital.journal, CHIEF) == 0
    hospital.folder.journal.clock.set(start + 90 * DAY + 1)  # type: ignore[attr-defined]
    assert gate.erase_visitors(hospital.journal, CHIEF) == 1
    assert gate.erase_visitors(hospital.journal, CHIEF) == 0
    [one] = visits.visits(hospital.journal.tables, 0, 2**60)
    assert (one.arrival.name, one.arrival.document, one.arrival.plate) == (GONE, GONE, GONE)
    assert (one.arrival.card, one.arrival.purpose) == ("K 12", "")
    features = hospital.journal.features
    assert replay.verify_tables(hospital.journal.tables, hospital.folder.keys, features) == []
    assert replay.verify_chain(hospital.journal.tables) == []


def test_the_gate_reads_the_same_in_any_order(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    gate.let_out_by_card(hospital.journal, session, "K12")
    hospital.folder.journal.clock.set(at(NEW_YEARS_EVE, 0) + 95 * DAY)  # type: ignore[attr-defined]
    gate.let_in(hospital.journal, session, LAN)
    gate.erase_visitors(hospital.journal, CHIEF)
    conn, feature = hospital.journal.tables, store.FEATURE
    mine = [one for one in replay.entries(conn, hospital.folder.keys) if one.kind in feature.apply]
    for seed in range(20):
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations])
        for entry in random.Random(seed).sample(mine, len(mine)):
            feature.apply[entry.kind](anew, entry)
        assert db.differences(conn, anew, feature.tables) == []
        anew.close()


def test_neither_a_visit_nor_a_signed_handover_keeps_a_name_in_clear(hospital: Hospital) -> None:
    session = on_duty(hospital)
    gate.let_in(hospital.journal, session, LAN)
    registers.give_out(hospital.journal, session, key(hospital))
    now = hospital.go(NEW_YEARS_EVE, 21, 55)
    conn = hospital.journal.tables
    draft = Draft(
        members=tuple(gather.relief(conn, store.current_watch(conn), now)),
        counts=tuple(Count(one.id, one.quantity, one.quantity) for one in store.things(conn)),
        decisions=tuple(
            Decision(one.kind, one.thing, closed=False, note="Theo dõi")
            for one in signing.to_decide(MATTERS, conn, now)
        ),
    )
    signing.hand_over(hospital.journal, MATTERS, draft, session, hospital.guard(2), None)
    bodies = [row["body"] for row in conn.execute("SELECT body FROM journal")]
    for name in ("Chị Lan", "Chị Nguyễn", "BS Hòa", "29A-123", "4821"):
        assert not any(name in body for body in bodies), name
    last = store.last_handover(conn)
    assert last is not None
    document = gather.signed_document(conn, last.id)
    assert "Đang giao: Chùm chìa khóa nhà A A – Chị Lan, Khoa Dược" in [
        one.title for one in document.matters
    ]
    assert not any("Nguyễn Thị Lan" in one.text for one in document.events)


def test_the_books_of_the_gate_print_what_the_forms_ask_for(hospital: Hospital) -> None:
    session = on_duty(hospital)
    given = gate.let_in(hospital.journal, session, LAN)
    gate.let_in(hospital.journal, session, Arrival("Ông Ba", "Phòng Tài vụ"))
    hospital.go(NEW_YEARS_EVE, 15, 30)
    gate.let_out(hospital.journal, session, given, "Vỏ bình", "PX-90")
    start, end = at(NEW_YEARS_EVE, 0), at(NEW_YEARS_EVE, 24 * 60)
    book = gather_visitors.gate_book(hospital.journal.tables, start, end, "")
    text = " ".join(" ".join(pages_of(visitors_pdf(book, end))).split())
    for words in ("SỔ ĐĂNG KÝ KHÁCH", "4821", "Ông Ba", "15:30", "K 12", "F13"):
        assert words in text
    text = " ".join(" ".join(pages_of(goods_pdf(book, end))).split())
    for words in ("SỔ KIỂM SOÁT XE, HÀNG RA VÀO", "PX-88", "PX-90", "Vỏ bình", "Xe tải", "F14"):
        assert words in text
    assert "Ông Ba" not in text
