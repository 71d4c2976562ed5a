"""The minutes of an incident and of lost property say what was written, and leave room to sign."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guardapp.base import access, settings
from guardapp.base.access import Role, Session
from guardapp.base.clock import HOUR, MINUTE
from guardapp.base.folder import Folder
from guardapp.incidents import actions, gather, sheet, store
from guardapp.incidents.model import Authority, Content, Note, Notice, When
from guardapp.people import actions as people
from guardapp.people.model import Force, Gender, GuardDetails, PostDetails
from guardapp.people.store import FEATURE as PEOPLE
from guardapp.roster import actions as roster_actions
from guardapp.roster import store as roster
from guardapp.roster.model import Month, Placement
from guardapp.roster.store import FEATURE as ROSTER
from tests.incidents.test_store import theft
from tests.pdf import pages_of
from tests.support import CHIEF, GUARD, LEADER, START_MS, new_folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [PEOPLE, ROSTER, store.FEATURE])
    settings.set_values(
        opened.journal,
        CHIEF,
        {
            "facility.name": "Bệnh viện Đa khoa Mẫu",
            "facility.superior": "Sở Y tế tỉnh Mẫu",
            "facility.symbol": "BVĐK",
        },
    )
    yield opened
    opened.close()


def writing_guard(folder: Folder) -> Session:
    account = access.create_account(
        folder.journal, CHIEF, "10017", Role.GUARD, "Ngô Văn Ghi", "135792"
    )
    return replace(GUARD, account=account, name="Ngô Văn Ghi", took_over=True)


def test_incident_minutes_hold_all_parts_of_the_form(folder: Folder) -> None:
    notice = Notice(Authority.POLICE, START_MS, officer="Đại úy Mẫu", reference="12/TB")
    made = actions.submit(folder.journal, writing_guard(folder), theft(notices=(notice,)))
    actions.supplement(folder.journal, LEADER, made.id, "Camera tầng 3 ghi được.")
    document = gather.document(folder.journal, LEADER, made.id, gather.F6)
    text = " ".join(pages_of(sheet.incident_minutes_pdf(document)))
    for part in (
        "SỞ Y TẾ TỈNH MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: SV-A-2026-0001/BB-BVĐK",
        "BIÊN BẢN SỰ VIỆC",
        "Về việc trộm cắp tài sản tại Khoa Ngoại tổng hợp, buồng 302",
        "Ngô Văn Ghi",
        "Nhân viên bảo vệ",
        "Người có liên quan",
        "Đặng Thị Hòa, sinh năm 1979",
        "từ 07:00 đến 07:30 ngày 01/12/2026",
        "không thấy điện thoại",
        "Camera tầng 3 ghi được.",
        "Điện thoại Samsung",
        "Bảo vệ hiện trường",
        "Đại úy Mẫu, số 12/TB",
        "Người không ký (nếu có)",
        "NGƯỜI LẬP BIÊN BẢN",
        "NGƯỜI LÀM CHỨNG",
        "CHỈ HUY CA TRỰC",
    ):
        assert part in text
    assert "tội phạm" not in text
    assert "nghi phạm" not in text


def test_the_writers_post_is_taken_from_the_published_roster(folder: Folder) -> None:
    journal = folder.journal
    roster_actions.seed(journal)
    details = GuardDetails("Ngô Văn Ghi", Force.OWN, Gender.MALE, date(1990, 1, 1), "Tổ viên")
    guard = people.add_guard(journal, CHIEF, details)
    post = people.add_post(journal, CHIEF, PostDetails("Cổng cấp cứu"))
    morning = next(one.id for one in roster.shift_types(journal.tables) if one.code == "S")
    roster_actions.assign(journal, CHIEF, [Placement(guard, post, morning, date(2026, 12, 1))])
    roster_actions.publish(journal, CHIEF, Month(2026, 12), reason="thử")
    account = access.create_account(
        journal, CHIEF, "10017", Role.GUARD, "Ngô Văn Ghi", "135792", person=guard
    )
    made = actions.submit(journal, replace(GUARD, account=account), theft())
    incident = store.incident(journal.tables, made.id)
    assert incident is not None
    found = gather.writer(journal.tables, incident)
    assert (found.name, found.title, found.post) == ("Ngô Văn Ghi", "Tổ viên", "Cổng cấp cứu")


def test_loss_minutes_list_things_with_owner_class_and_value(folder: Folder) -> None:
    content = theft(
        discovered_ms=START_MS - 20 * MINUTE,
        notes={Note.TRACES: "Cửa không bị cạy.", Note.CAMERAS: "Camera 12, 07:00–07:30"},
    )
    made = actions.submit(folder.journal, writing_guard(folder), content)
    document = gather.document(folder.journal, LEADER, made.id, gather.F7)
    text = " ".join(pages_of(sheet.loss_minutes_pdf(document)))
    for part in (
        "BIÊN BẢN MẤT TÀI SẢN",
        "Thời gian phát hiện: 07:40 01/12/2026",
        "Thời điểm thấy tài sản lần cuối: 07:00 01/12/2026",
        "356789104321",
        "4.500.000",
        "Công dân (người nhà người bệnh)",
        "4.800.000",
        "Cửa không bị cạy.",
        "Camera 12, 07:00–07:30",
        "NGƯỜI BỊ MẤT TÀI SẢN",
    ):
        assert part in text


def test_a_reprint_a_void_and_an_unverified_one_say_so(folder: Folder) -> None:
    content = Content("disorder.drunk", "Cổng số 1", When.ABOUT, START_MS - HOUR, what="La hét")
    made = actions.submit(folder.journal, access.unverified("10017"), content)
    actions.void(folder.journal, LEADER, made.id, "Ghi trùng")
    gather.document(folder.journal, LEADER, made.id, gather.F6)
    again = gather.document(folder.journal, LEADER, made.id, gather.F6)
    text = " ".join(pages_of(sheet.incident_minutes_pdf(again)))
    assert "In lần 2" in text
    assert "BIÊN BẢN ĐÃ HỦY" in text
    assert "chưa xác nhận danh tính" in text
    assert "khoảng 07 giờ 00 phút" in text


def test_minutes_of_another_books_incident_leave_the_pen_its_room(folder: Folder) -> None:
    row = actions.ImportedIncident(
        Content("assault.staff", "Khoa A", When.UNKNOWN, START_MS - 40 * HOUR, None, "Xô đẩy"),
        "12/2025",
        "Arrest: false\nDomestic: true",
    )
    made = actions.import_incidents(folder.journal, CHIEF, [row])[0]
    document = gather.document(folder.journal, LEADER, made, gather.F6)
    text = " ".join(pages_of(sheet.incident_minutes_pdf(document)))
    assert "Số ở sổ cũ: 12/2025" in text
    assert "[Sổ cũ ghi thêm] Arrest: false; Domestic: true" in text
    assert "trong ngày 29/11/2026, không rõ giờ" in text
    assert "08 giờ 00 phút" not in text


def test_the_same_document_gives_the_same_bytes(folder: Folder) -> None:
    made = actions.submit(folder.journal, GUARD, theft())
    document = gather.document(folder.journal, LEADER, made.id, gather.F7)
    assert sheet.loss_minutes_pdf(document) == sheet.loss_minutes_pdf(document)
