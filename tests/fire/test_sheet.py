"""The daily fire checklist on paper: what it says, and on how many pages."""

from datetime import date
from pathlib import Path

import pytest

from guardapp.base import access, settings
from guardapp.base.access import Role, Session
from guardapp.base.clock import DAY
from guardapp.base.folder import Folder
from guardapp.base.words import set_language
from guardapp.fire import actions, gather, sheet
from guardapp.fire.defect import Fault, Owner
from guardapp.fire.document import FireChecklistDocument
from guardapp.fire.model import Result, Target
from tests.fire.support import add, fire_folder
from tests.pdf import pages_of, title_of
from tests.support import CHIEF, clock_of

DAY_ONE = date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = fire_folder(tmp_path)
    names = {"facility.name": "Bệnh viện Mẫu", "facility.place": "Mẫu", "facility.sample": "1"}
    settings.set_values(folder.journal, CHIEF, names)
    return folder


def guard(folder: Folder, login: str, name: str) -> Session:
    account = access.create_account(folder.journal, CHIEF, login, Role.GUARD, name, "246810")
    return Session(account, None, Role.GUARD, name, login, took_over=True)


def document(folder: Folder, day: date = DAY_ONE, copy_no: int = 1) -> FireChecklistDocument:
    now = folder.journal.clock.now_ms()
    tables, anchor = folder.journal.tables, folder.journal.head().anchor()
    return gather.checklist_document(
        tables, day, now, leader="Lê Thị Mẫu", anchor=anchor, copy_no=copy_no
    )


def test_the_sheet_says_what_was_found_and_who_mends_it(folder: Folder) -> None:
    an, binh = guard(folder, "10017", "Nguyễn Văn An"), guard(folder, "10025", "Đỗ Thị Bình")
    fault = Fault("Thay bình dự phòng", Owner(text="Phòng HCQT"), date(2026, 12, 5))
    piece = Target(equipment=add(folder))
    actions.check(folder.journal, an, piece, Result.FAIL, "Kim vạch đỏ", fault=fault)
    locked = Result.NOT_POSSIBLE
    actions.check(folder.journal, binh, Target(line="N10"), locked, "Kho khóa, chưa có chìa")
    actions.check(folder.journal, binh, Target(line="N01"), Result.PASS)
    pdf = sheet.checklist_pdf(document(folder, copy_no=2))
    pages = pages_of(pdf)
    text = " ".join(pages)
    assert len(pages) == 2
    assert title_of(pdf).upper().startswith("PHIẾU KIỂM TRA AN TOÀN PCCC HẰNG NGÀY")
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Tổng số 17 mục: đạt 1; không đạt 1; không kiểm tra được 1; chưa kiểm tra 14.",
        "(1) Nguyễn Văn An; (2) Đỗ Thị Bình",
        "Kim vạch đỏ Thay bình dự phòng Phòng HCQT 05/12/2026",
        "Kho khóa, chưa có chìa",
        "Nhà A, Tầng 1: Hành lang, cạnh phòng 101",
        "In lần 2",
        "Lê Thị Mẫu",
    ):
        assert words in text
    assert "NGƯỜI KIỂM TRA" in pages[-1]


def test_paper_is_vietnamese_whatever_the_screen(folder: Folder) -> None:
    add(folder)
    shown = sheet.checklist_pdf(document(folder))
    set_language("en")
    try:
        assert sheet.checklist_pdf(document(folder)) == shown
    finally:
        set_language("vi")


def test_a_past_day_is_printed_as_it_stood_then(folder: Folder) -> None:
    an = guard(folder, "10017", "Nguyễn Văn An")
    actions.check(folder.journal, an, Target(line="N01"), Result.PASS)
    before = document(folder)
    clock_of(folder).advance(3 * DAY)
    piece = add(folder)
    actions.check(folder.journal, an, Target(equipment=piece), Result.PASS)
    after = document(folder)
    assert after.groups == before.groups
    assert "Chưa kiểm tra" in " ".join(pages_of(sheet.checklist_pdf(after)))
