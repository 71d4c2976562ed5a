"""The timesheet carries every guard's figures on as few pages as fit, signed or as a draft."""

from dataclasses import replace
from datetime import date

from guardapp.base.clock import at
from guardapp.roster.document_timesheet import TimesheetDocument, TimesheetLine
from guardapp.roster.model import Month
from guardapp.roster.model_attendance import Figures
from guardapp.roster.sheet_timesheet import timesheet_pdf
from tests.pdf import pages_of

PRINTED = at(date(2027, 1, 2), 9 * 60)
FULL = Figures(10560, 480, 960, 3840, 1110, 2, 1, 1, 5, 2)
NAMES = ("Nguyễn Thị Thanh Huyền", "Lương Ngọc Ước", "Đặng Hoàng Vỹ", "Trần Ánh Tuyết")
ANCHOR = "01000001043" + "0" * 20 + "5"


def timesheet(guards: int, *, signed: bool = True) -> TimesheetDocument:
    """Return a timesheet of December 2026."""
    lines = tuple(
        TimesheetLine(number, f"{NAMES[number % 4]} {number + 1}", "Nhân viên", FULL, 7260, 4)
        for number in range(guards)
    )
    return TimesheetDocument(
        "Sở Y tế tỉnh Mẫu",
        "Bệnh viện Đa khoa Mẫu",
        "Thành phố Mẫu",
        Month(2026, 12),
        lines,
        "Trần Văn Mẫu",
        1,
        date(2027, 1, 2) if signed else None,
        ANCHOR if signed else "",
        None if signed else PRINTED,
    )


def test_sixty_two_guards_repeat_the_head_and_keep_every_figure() -> None:
    pages = pages_of(timesheet_pdf(timesheet(62), PRINTED))
    assert len(pages) == 4
    assert all("Họ và tên Ngày thường" in page for page in pages)
    text = " ".join(pages)
    for number in range(62):
        figures = "176 8 16 64 18,5 121 2 1 1 5 2 4"
        assert f"{number + 1} {NAMES[number % 4]} {number + 1} {figures}" in text
    assert "Tổng cộng 10.912 496 992 3.968 1.147 124 62 62 310 124 248" in text


def test_a3_holds_sixty_two_guards_on_three_pages() -> None:
    assert len(pages_of(timesheet_pdf(timesheet(62), PRINTED, size="A3"))) == 3


def test_a_signed_sheet_has_its_month_copy_and_signatures() -> None:
    pages = pages_of(timesheet_pdf(timesheet(3), PRINTED, 2))
    text = " ".join(pages)
    assert "BẢNG CHẤM CÔNG, TỔNG HỢP GIỜ TRỰC Tháng 12 năm 2026" in text
    assert "bản nháp" not in text.lower()
    assert "Thành phố Mẫu, ngày 02 tháng 01 năm 2027" in text
    assert "In lần 2" in text
    assert "Ký xác nhận" in text
    for words in (
        "NGƯỜI LẬP BẢNG",
        "Trần Văn Mẫu",
        "ĐỘI TRƯỞNG BẢO VỆ",
        "GIÁM ĐỐC",
        "01000 00104 3",
    ):
        assert words in text


def test_a_draft_says_so_and_up_to_when_it_counts() -> None:
    text = " ".join(pages_of(timesheet_pdf(timesheet(1, signed=False), PRINTED)))
    assert "(BẢN NHÁP) Tháng 12 năm 2026 (các ca đã xong đến 09:00 02/01/2027)" in text
    assert "BẢN NHÁP, CHƯA KÝ KHÓA" in text


def test_how_the_weekly_rest_day_and_overtime_are_counted_stands_below() -> None:
    text = " ".join(pages_of(timesheet_pdf(timesheet(2), PRINTED)))
    assert "Ngày nghỉ hằng tuần: với ca làm việc là ngày trống cuối cùng" in text
    assert "Điều 3 Nghị định 192/2026/NĐ-CP" in text


def test_remarks_and_shifts_not_recorded_stand_in_the_line() -> None:
    remark = "Điều chỉnh tháng 11/2026: ngày thường −8"
    one = replace(timesheet(1, signed=False).lines[0], remark=remark, unsettled=2)
    document = replace(timesheet(1, signed=False), lines=(one,))
    text = " ".join(pages_of(timesheet_pdf(document, PRINTED)))
    assert remark in text
    assert "2 ca chưa chấm, tính theo lịch" in text


def test_an_empty_month_prints_too() -> None:
    assert len(pages_of(timesheet_pdf(timesheet(0), PRINTED))) == 1
