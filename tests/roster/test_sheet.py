"""The roster's sheets carry every guard, day and total, in Vietnamese, on as few pages as fit."""

from dataclasses import replace
from datetime import date

import pytest

from guardapp.roster import sheet
from guardapp.roster.document import ChangeLine, DayCode, DayDuty
from tests.pdf import pages_of, title_of
from tests.roster.documents import HEAD, day_sheet, month


def test_a_month_of_62_guards_repeats_its_head_on_a4() -> None:
    pages = pages_of(sheet.month_pdf(month()))
    assert len(pages) == 4
    for page in pages[:3]:
        assert "Họ và tên Chức vụ/Tổ Vị trí" in page
        assert "Ngày trong tháng 12 năm 2026" in page
    text = " ".join(pages)
    assert all(f"{at} {guard.name}" in text for at, guard in enumerate(month().guards, 1))
    assert "Ký hiệu ca trực, ngày nghỉ S ca sáng 06:00–14:00" in text


def test_a3_holds_a_small_force_on_one_page() -> None:
    assert len(pages_of(sheet.month_pdf(month(12), "A3"))) == 1
    assert len(pages_of(sheet.month_pdf(month(62), "A3"))) == 3


def test_the_title_and_period_are_the_form_s() -> None:
    pdf = sheet.month_pdf(month(3))
    assert "BẢNG PHÂN CÔNG TRỰC BẢO VỆ Từ ngày 01/12/2026 đến ngày 31/12/2026" in pages_of(pdf)[0]
    assert title_of(pdf) == ("Bảng phân công trực bảo vệ – Từ ngày 01/12/2026 đến ngày 31/12/2026")


def test_a_guard_s_line_has_codes_posts_and_totals() -> None:
    page = pages_of(sheet.month_pdf(month(1)))[0]
    guard = month(1).guards[0]
    cells = " ".join(f"{day.code} {day.post}".strip() for day in guard.days if day)
    assert f"{guard.name} Nhân viên Mục tiêu số 2 {cells} 22 176 42,5 1,5 1" in page


def test_each_day_is_counted_by_shift() -> None:
    page = pages_of(sheet.month_pdf(month(1)))[0]
    assert f"Số người trực ca Đ {'12 ' * 31}372" in page


def test_all_four_sign_on_the_page_of_the_legend() -> None:
    last = pages_of(sheet.month_pdf(month()))[-1]
    for words in (
        "NGƯỜI LẬP BẢNG",
        "ĐỘI TRƯỞNG BẢO VỆ",
        "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH",
        "GIÁM ĐỐC",
        "Ký hiệu vị trí (mục tiêu) 01 Mục tiêu số 1",
    ):
        assert words in last


def test_a_draft_and_a_change_say_so() -> None:
    draft = pages_of(sheet.month_pdf(replace(month(1), draft=True)))[0]
    assert "BẢNG PHÂN CÔNG TRỰC BẢO VỆ (DỰ THẢO)" in draft
    changed = pages_of(sheet.month_pdf(replace(month(1), version=3)))[0]
    assert "(thay đổi lần 2)" in changed


def test_each_change_since_publishing_is_listed_with_its_reason() -> None:
    changes = (
        ChangeLine(1, "02/12/2026", "Trần Văn Mẫu", "Đổi ca theo đề nghị"),
        ChangeLine(2, "09/12/2026", "Trần Văn Mẫu", "Tăng cường khu khám bệnh"),
    )
    last = pages_of(sheet.month_pdf(replace(month(3), version=3, changes=changes)))[-1]
    assert "Lần Ngày Người duyệt Lý do thay đổi" in last
    assert "2 09/12/2026 Trần Văn Mẫu Tăng cường khu khám bệnh" in last
    assert "Người duyệt" not in " ".join(pages_of(sheet.month_pdf(month(3))))


def test_a_holiday_is_marked_by_more_than_its_shade() -> None:
    page = pages_of(sheet.month_pdf(month(1)))[0]
    assert "24*" in page
    assert "* ngày lễ, tết" in page


def test_a_period_over_a_year_s_end_says_so() -> None:
    page = pages_of(sheet.month_pdf(month(2, date(2026, 12, 20), 28)))[0]
    assert "Ngày (từ 20/12/2026 đến 16/01/2027)" in page


def test_an_empty_roster_can_be_printed() -> None:
    empty = replace(month(1), guards=(), counts=(), shift_codes=(), post_codes=())
    assert "STT Họ và tên" in pages_of(sheet.month_pdf(empty))[0]


def test_typed_names_and_codes_of_any_length_stay_in_their_cells() -> None:
    guard = month(1).guards[0]
    long = replace(
        guard,
        name="<b>Tôn Nữ & Công Tằng " + "Hoàng " * 20,
        note="ghi chú\n" * 30,
        days=tuple(DayCode("DÀIQUÁ", "1234567") for _ in guard.days),
    )
    pages = pages_of(sheet.month_pdf(replace(month(1), guards=(long,))))
    assert len(pages) == 1
    assert "<b>Tôn Nữ & Công Tằng" in pages[0]


@pytest.mark.parametrize("landscape", [False, True])
def test_the_day_has_each_shift_with_its_leader_and_posts(landscape: bool) -> None:
    pages = pages_of(sheet.day_pdf(day_sheet(), landscape=landscape))
    text = " ".join(pages)
    assert "PHÂN CÔNG TRỰC BẢO VỆ TRONG NGÀY" in text
    assert "Thứ Năm, ngày 24 tháng 12 năm 2026" in text
    for name, hours in (("sáng", "06:00–14:00"), ("đêm", "22:00–06:00 (+1)")):
        assert f"Ca {name}: {hours}. Chỉ huy ca: Trần Quốc Bảo, số điện thoại 0912 345 678" in text
    assert text.count("Mục tiêu số 24") == 3
    assert "Vắng mặt: Lê Văn Bình (nghỉ phép)." in text


def test_a_small_day_fits_one_page() -> None:
    assert len(pages_of(sheet.day_pdf(day_sheet(3)))) == 1


def test_a_post_without_a_guard_shows() -> None:
    sheet_of_day = day_sheet(1)
    shift = replace(sheet_of_day.shifts[0], duties=(DayDuty("Cổng chính", "06:00–14:00", ""),))
    text = pages_of(sheet.day_pdf(replace(sheet_of_day, shifts=(shift,))))[0]
    assert "Cổng chính 06:00–14:00 (chưa có người)" in text


def test_a_reprint_is_the_same_but_for_its_mark() -> None:
    first = pages_of(sheet.day_pdf(day_sheet(2)))
    second = pages_of(sheet.day_pdf(replace(day_sheet(2), head=replace(HEAD, copy_no=2))))
    assert second[0].replace("In lần 2 ", "") == first[0]
