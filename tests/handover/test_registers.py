"""Things given out at the post and taken back: consent, training, licence, loss, the books."""

import random
from dataclasses import replace
from datetime import date

import pytest

from guardapp.base import db, replay
from guardapp.base.access import Session, Standing
from guardapp.base.clock import HOUR, at
from guardapp.base.errors import Invalid
from guardapp.base.matters import Matter, Severity
from guardapp.handover import actions, gather, gather_registers, rules_registers, store
from guardapp.handover import actions_registers as registers
from guardapp.handover import store_registers as book
from guardapp.handover.model import Condition, Decision, Thing, ThingDetails, ThingKind
from guardapp.handover.model_registers import Order
from guardapp.handover.sheet_registers import keys_pdf, tools_pdf
from guardapp.people import actions as people
from guardapp.people.model import CertificateKind
from tests.handover.hospital import NEW_YEARS_EVE, Hospital
from tests.pdf import pages_of
from tests.support import CHIEF

CONSENT = "Bà Ngô Thị Thủ Trưởng, Phó giám đốc"


def thing(hospital: Hospital, kind: ThingKind) -> Thing:
    return next(one for one in store.things(hospital.journal.tables) if one.kind is kind)


def train(hospital: Hospital, guard: int, expires: date = date(2030, 1, 1)) -> None:
    kind, issued = CertificateKind.SUPPORT_TOOLS, date(2025, 1, 1)
    people.add_certificate(
        hospital.journal, CHIEF, hospital.guards[guard], kind, issued, expires, number="CC-77"
    )


def on_duty(hospital: Hospital) -> Session:
    conn, now = hospital.journal.tables, hospital.journal.clock.now_ms()
    actions.take_over(hospital.journal, hospital.guard(0), gather.relief(conn, None, now))
    return hospital.guard(0)


def baton(hospital: Hospital, guard: int = 1) -> Order:
    return Order(
        thing(hospital, ThingKind.TOOL).id,
        hospital.guards[guard],
        task="Tuần tra nhà A",
        consent=CONSENT,
    )


def key(hospital: Hospital, due_ms: int | None = None) -> Order:
    return Order(
        thing(hospital, ThingKind.KEY).id,
        holder="Chị Lan, Khoa Dược",
        task="Mở kho vải",
        seal="NP-001",
        due_ms=due_ms,
    )


def matters(hospital: Hospital) -> list[Matter]:
    return gather_registers.open_matters(hospital.journal.tables, hospital.journal.clock.now_ms())


def problems(hospital: Hospital, session: Session, order: Order) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        registers.give_out(hospital.journal, session, order)
    return caught.value.problems


def test_a_support_tool_goes_out_with_consent_to_somebody_trained(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    given = registers.give_out(hospital.journal, session, baton(hospital))
    [one] = book.issues_out(hospital.journal.tables)
    assert (one.id, one.certificate, one.consent) == (given, "CC-77", CONSENT)
    assert one.standing is Standing.ON_DUTY
    [matter] = matters(hospital)
    assert matter.title == "Đang giao: Dùi cui cao su DC-014 – Trần Thị Bình"


def test_without_consent_or_training_the_refusal_quotes_the_law(hospital: Hospital) -> None:
    session = on_duty(hospital)
    found = problems(hospital, session, replace(baton(hospital), consent=" "))
    assert set(found) == {"consent", "guard"}
    assert all("Thông tư 46/2014/TT-BCA" in words for words in found.values())
    assert book.issues_out(hospital.journal.tables) == []


def test_a_certificate_that_has_run_out_does_not_count(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1, NEW_YEARS_EVE.replace(day=30))
    assert "31/12/2026" in problems(hospital, session, baton(hospital))["guard"]
    train(hospital, 1, NEW_YEARS_EVE)
    assert registers.give_out(hospital.journal, session, baton(hospital))


def test_a_tool_is_for_guards_only_and_a_key_for_named_staff_too(hospital: Hospital) -> None:
    session = on_duty(hospital)
    stranger = replace(baton(hospital), guard=None, holder="Anh Minh")
    assert "guard" in problems(hospital, session, stranger)
    registers.give_out(hospital.journal, session, key(hospital))
    assert "guard" in problems(hospital, session, Order(thing(hospital, ThingKind.RADIO).id))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("", None),
        ("GP 12/2024", None),
        ("GP 12, hết hạn 31/12/2026", date(2026, 12, 31)),
        ("cấp 01/02/2024, hạn 1-2-2029", date(2029, 2, 1)),
        ("hạn 31/02/2027", None),
    ],
)
def test_the_last_day_of_a_licence_is_read_from_its_words(
    licence: str, expected: date | None
) -> None:
    assert rules_registers.licence_end(licence) == expected


def test_an_expired_licence_keeps_the_tool_in(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    tool = thing(hospital, ThingKind.TOOL)
    assert rules_registers.licence_warning(tool)
    for day, good in (("30/12/2026", False), ("31/12/2026", True)):
        licence = f"GP 15, hạn {day}"
        details = ThingDetails(ThingKind.TOOL, tool.name, tool.serial, licence=licence)
        actions.change_thing(hospital.journal, CHIEF, tool, details)
        if good:
            assert registers.give_out(hospital.journal, session, baton(hospital))
        else:
            assert "30/12/2026" in problems(hospital, session, baton(hospital))["thing"]


def test_no_more_go_out_than_there_are(hospital: Hospital) -> None:
    session = on_duty(hospital)
    radio = Order(thing(hospital, ThingKind.RADIO).id, hospital.guards[0], quantity=3)
    given = registers.give_out(hospital.journal, session, radio)
    assert "1" in problems(hospital, session, replace(radio, quantity=2))["quantity"]
    registers.give_out(hospital.journal, session, replace(radio, quantity=1))
    registers.take_back(hospital.journal, session, given, Condition.GOOD)
    assert book.left(hospital.journal.tables, thing(hospital, ThingKind.RADIO)) == 3


def test_a_thing_comes_back_once(hospital: Hospital) -> None:
    session = on_duty(hospital)
    given = registers.give_out(hospital.journal, session, key(hospital))
    registers.take_back(hospital.journal, session, given, Condition.GOOD, seal="NP-002")
    with pytest.raises(rules_registers.Back):
        registers.take_back(hospital.journal, session, given, Condition.GOOD)
    assert matters(hospital) == []
    [line] = gather_registers.issue_book(
        hospital.journal.tables, gather_registers.KEYS, 0, 2**60, ""
    ).lines
    assert line.seal == "NP-001 → NP-002"


def test_what_is_not_back_in_time_is_overdue(hospital: Hospital) -> None:
    session = on_duty(hospital)
    now = hospital.journal.clock.now_ms()
    registers.give_out(hospital.journal, session, key(hospital, now + HOUR))
    assert [one.severity for one in matters(hospital)] == [Severity.INFO]
    hospital.go(NEW_YEARS_EVE, 15, 1)
    assert [one.severity for one in matters(hospital)] == [Severity.WARNING]
    assert "due" in problems(
        hospital, session, replace(key(hospital), thing=thing(hospital, ThingKind.RADIO).id,
                                   due_ms=now),
    )  # fmt: skip


def test_a_lost_tool_is_open_until_it_is_reported(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    given = registers.give_out(hospital.journal, session, baton(hospital))
    with pytest.raises(Invalid):
        registers.take_back(hospital.journal, session, given, Condition.MISSING)
    hospital.go(NEW_YEARS_EVE, 16)
    registers.take_back(hospital.journal, session, given, Condition.MISSING, "Rơi ở sân sau")
    [matter] = matters(hospital)
    assert "báo công an cấp giấy phép bằng văn bản" in matter.title
    assert (matter.severity, matter.since) == (Severity.CRITICAL, at(NEW_YEARS_EVE, 16 * 60))
    registers.report_loss(hospital.journal, session, given, "Báo bà Thủ 16:05, CV 12/BV")
    assert matters(hospital) == []
    with pytest.raises(rules_registers.NothingToReport):
        registers.report_loss(hospital.journal, session, given, "Lại nữa")


def test_a_loss_can_be_closed_in_the_handover_and_what_is_out_cannot(hospital: Hospital) -> None:
    session = on_duty(hospital)
    given = registers.give_out(hospital.journal, session, key(hospital))
    registers.take_back(hospital.journal, session, given, Condition.BROKEN, "Gãy")
    closable = actions.closable_kinds([session])
    assert gather_registers.LOSS in closable
    assert gather_registers.OUT not in closable
    decision = Decision(gather_registers.LOSS, given, closed=True, note="Đã báo trưởng ca")
    actions.close_matters(hospital.journal, [decision], [session])
    assert matters(hospital) == []


def test_giving_out_and_back_stand_in_the_duty_log_by_themselves(hospital: Hospital) -> None:
    session = on_duty(hospital)
    given = registers.give_out(hospital.journal, session, key(hospital))
    hospital.go(NEW_YEARS_EVE, 15)
    registers.take_back(hospital.journal, session, given, Condition.GOOD)
    watch = store.current_watch(hospital.journal.tables)
    assert watch is not None
    now = hospital.journal.clock.now_ms()
    told = [one.text for one in gather.timeline(hospital.journal.tables, watch, now)]
    assert told == [
        "Giao Chùm chìa khóa nhà A A cho Chị Lan, Khoa Dược: Mở kho vải",
        "Chị Lan, Khoa Dược trả Chùm chìa khóa nhà A A",
    ]


def test_the_books_print_what_the_forms_ask_for(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    given = registers.give_out(hospital.journal, session, baton(hospital))
    registers.give_out(hospital.journal, session, key(hospital))
    registers.take_back(hospital.journal, session, given, Condition.MISSING, "Rơi ở sân sau")
    conn = hospital.journal.tables
    start, end = at(NEW_YEARS_EVE, 0), at(NEW_YEARS_EVE, 24 * 60)
    tools = gather_registers.issue_book(conn, gather_registers.TOOLS, start, end, "")
    text = " ".join(" ".join(pages_of(tools_pdf(tools, end))).split())
    for words in ("SỔ THEO DÕI CÔNG CỤ HỖ TRỢ", "DC-014", "CC-77", "Chưa báo", "Trần Thị", "F15"):
        assert words in text
    keys = gather_registers.issue_book(conn, gather_registers.KEYS, start, end, "")
    text = " ".join(" ".join(pages_of(keys_pdf(keys, end))).split())
    for words in ("SỔ QUẢN LÝ CHÌA KHÓA, NIÊM PHONG", "NP-001", "Chị Lan, Khoa Dược", "F16"):
        assert words in text
    assert len(pages_of(keys_pdf(replace(keys, lines=()), end))) == 1


def test_the_registers_read_the_same_in_any_order(hospital: Hospital) -> None:
    session = on_duty(hospital)
    train(hospital, 1)
    given = registers.give_out(hospital.journal, session, baton(hospital))
    other = registers.give_out(hospital.journal, session, key(hospital))
    registers.take_back(hospital.journal, session, given, Condition.MISSING, "Rơi")
    registers.take_back(hospital.journal, session, other, Condition.GOOD)
    registers.report_loss(hospital.journal, session, given, "Đã báo")
    registers.give_out(hospital.journal, session, key(hospital))
    conn, feature = hospital.journal.tables, store.FEATURE
    mine = [one for one in replay.entries(conn, hospital.folder.keys) if one.kind in feature.apply]
    for seed in range(20):
        anew = db.connect(None)
        db.migrate(anew, [feature.migrations])
        for entry in random.Random(seed).sample(mine, len(mine)):
            feature.apply[entry.kind](anew, entry)
        assert db.differences(conn, anew, feature.tables) == []
        anew.close()


def test_names_in_the_journal_are_under_a_key(hospital: Hospital) -> None:
    session = on_duty(hospital)
    registers.give_out(hospital.journal, session, key(hospital))
    bodies = [row["body"] for row in hospital.journal.tables.execute("SELECT body FROM journal")]
    assert not any("Chị Lan" in body or "kho vải" in body for body in bodies)
