"""The patrol log on paper says what was walked, what was left out and why."""

from dataclasses import replace

from guardapp.base.clock import HOUR, MINUTE
from guardapp.patrol import actions, gather, sheet, store, store_routes
from guardapp.patrol.kinds import Method, Reason
from tests.patrol.hospital import SHIFT_LEADER, TEN, WALKER, Hospital
from tests.pdf import pages_of, title_of


def a_night(hospital: Hospital) -> None:
    journal = hospital.journal
    hospital.go(TEN)
    slot = (hospital.schedule, TEN)
    first = actions.start_round(journal, WALKER, hospital.route, slot=slot)
    for number, code in enumerate(hospital.codes):
        hospital.wait(5)
        actions.scan(journal, WALKER, first, code)
        if number == 1:
            actions.note(
                journal,
                WALKER,
                first,
                "Người nhà gây ồn",
                checkpoint=store_routes.checkpoints(journal.tables)[1].id,
                measure="Đã nhắc nhở",
                abnormal=True,
            )
    actions.finish_round(journal, WALKER, first)
    hospital.go(TEN + 2 * HOUR)
    slot = (hospital.schedule, TEN + 2 * HOUR)
    second = actions.start_round(journal, WALKER, hospital.route, slot=slot)
    hospital.wait(30)
    actions.scan(
        journal,
        WALKER,
        second,
        hospital.codes[1],
        method=Method.MANUAL,
        at_ms=TEN + 2 * HOUR + 22 * MINUTE,
    )
    actions.finish_round(journal, WALKER, second, Reason.LOCKED, "Kho đã niêm phong")
    hospital.go(TEN + 5 * HOUR)
    actions.raise_missed(journal)
    (missed,) = store.missed_open(journal.tables)
    actions.comment_missed(journal, SHIFT_LEADER, missed.id, "Cả ca chữa cháy ở nhà xe")


def test_the_log_shows_points_reasons_and_missed_rounds(hospital: Hospital) -> None:
    a_night(hospital)
    now = hospital.journal.clock.now_ms()
    document = gather.patrol_log(
        hospital.journal.tables, TEN, TEN + 6 * HOUR, now, device=1, leader="Lê Thị Mẫu"
    )
    pdf = sheet.patrol_log_pdf(document)
    pages = pages_of(pdf)
    text = " ".join(pages)
    assert len(pages) == 2
    assert title_of(pdf).upper().startswith("SỔ TUẦN TRA CANH GÁC")
    for words in (
        "Từ 22:00 ngày 01/12/2026 đến 04:00 ngày 02/12/2026",
        "Người nhà gây ồn",
        "Đã nhắc nhở",
        "KHÔNG QUA",
        "Lý do thiếu điểm: Bị khóa – Kho đã niêm phong.",
        "BỎ LƯỢT",
        "Cả ca chữa cháy ở nhà xe",
        "ghi bổ sung lúc 00:30, sau 8 phút",
        "3 lượt theo lịch: 1 đủ điểm, 1 thiếu điểm, 1 bỏ lượt",
        hospital.codes[0],
        "Lê Thị Mẫu",
    ):
        assert words in text, words
    assert sheet.patrol_log_pdf(document) == pdf


def test_an_empty_log_leaves_room_for_the_pen(hospital: Hospital) -> None:
    document = gather.patrol_log(hospital.journal.tables, TEN, TEN + HOUR, TEN)
    assert document.rounds == ()
    assert "Điểm kiểm tra (mã), giờ qua điểm" in pages_of(sheet.patrol_log_pdf(document))[0]


def test_a_long_log_keeps_its_head_on_every_page(hospital: Hospital) -> None:
    a_night(hospital)
    now = hospital.journal.clock.now_ms()
    document = gather.patrol_log(hospital.journal.tables, TEN, TEN + 6 * HOUR, now)
    long = replace(document, rounds=document.rounds * 40)
    pages = pages_of(sheet.patrol_log_pdf(long))
    assert len(pages) > 8
    assert all("Tình hình phát hiện" in page for page in pages[:-2])


def test_every_checkpoint_has_a_label(hospital: Hospital) -> None:
    points = store_routes.checkpoints(hospital.journal.tables)
    pages = pages_of(sheet.labels_pdf(gather.labels(hospital.journal.tables, points * 3)))
    assert len(pages) == 2
    for point in points:
        assert point.code in pages[0]
        assert point.name in pages[0]


def test_small_labels_fill_a_sheet_by_twenty_four(hospital: Hospital) -> None:
    points = store_routes.checkpoints(hospital.journal.tables)
    many = (points * 25)[:25]
    pages = pages_of(sheet.labels_pdf(gather.labels(hospital.journal.tables, many), 24))
    assert len(pages) == 2
    assert pages[0].count("Điểm tuần tra") == 24
    assert all(point.code in pages[0] for point in points)
