"""Sheets have the decree's layout, embedded letters, and survive whatever was typed."""

import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from reportlab.pdfgen.canvas import Canvas

from guardapp.base import paper
from guardapp.base.paper import Band, Column, Letterhead, Signature, Tick
from guardapp.base.paper.anchor import draw_qr, modules_of
from guardapp.base.paper.fonts import BOLD, DRAWABLE, REGULAR, clean, shrink, width, wrap
from tests.pdf import pages_of, title_of

LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ", "Đ"]
HEAD = Letterhead("Sở Y tế", "Bệnh viện Mẫu", "05/BB-BV", "Hà Nội", date(2026, 2, 5))
PEOPLE = [Signature("Bên giao", "Nguyễn Văn An"), Signature("Bên nhận", "Trần Thị Bình")]


def sheet(*story: paper.Block | paper.Story, head: Letterhead | None = HEAD) -> bytes:
    return paper.document(head, "Biên bản", "Về việc thử", story)


def test_all_146_vietnamese_letters_are_drawn_and_read_back() -> None:
    assert len(LETTERS) == 146
    assert set(map(ord, "".join(LETTERS))) <= DRAWABLE
    text = " ".join(LETTERS)
    assert text in pages_of(sheet(paper.body(text, indent=False)))[0]
    assert text in pages_of(sheet(paper.body(paper.bold(text), indent=False)))[0]


def test_text_typed_in_parts_is_printed_composed() -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Mỹ Duyên")
    assert "Nguyễn Thị Mỹ Duyên" in pages_of(sheet(paper.body(apart)))[0]


def test_only_the_embedded_face_is_used() -> None:
    pdf = sheet(
        paper.body("chữ"), paper.table([Column("A", 1)], [("b",)]), paper.signatures(PEOPLE)
    )
    assert b"Helvetica" not in pdf
    assert b"Times-" not in pdf
    assert b"/FontFile2" in pdf


def test_the_document_names_its_title_and_language() -> None:
    pdf = sheet(paper.body("chữ"))
    assert title_of(pdf) == "Biên bản – Về việc thử"
    assert b"vi-VN" in pdf


def test_the_same_facts_give_the_same_bytes() -> None:
    first, again = (
        paper.document(HEAD, "Sổ", "", [paper.paragraphs("một\nhai")], anchor="10437")
        for _ in range(2)
    )
    assert first == again


def test_the_head_has_the_decree_s_lines() -> None:
    page = pages_of(sheet(paper.body("chữ")))[0]
    for words in (
        "SỞ Y TẾ",
        "BỆNH VIỆN MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BB-BV",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
        "BIÊN BẢN Về việc thử",
    ):
        assert words in page


def test_minutes_have_no_place_and_internal_books_no_national_motto() -> None:
    minutes = pages_of(sheet(paper.body("chữ"), head=Letterhead("", "Viện", "")))[0]
    assert "ngày" not in minutes
    assert "Số: ………/…………" in minutes
    book = pages_of(sheet(paper.body("chữ"), head=Letterhead("", "Viện", national=False)))[0]
    assert "CỘNG HÒA" not in book
    assert "VIỆN" in book


def test_pages_are_numbered_from_the_second() -> None:
    pages = pages_of(sheet(paper.paragraphs("dòng\n" * 70)))
    assert [page.split()[0] for page in pages] == ["SỞ", "2", "3"]


def test_a_reprint_says_which_print_it_is() -> None:
    first = paper.document(HEAD, "Sổ", "", [], foot="Mẫu F3")
    third = paper.document(HEAD, "Sổ", "", [], foot="Mẫu F3", copy_no=3)
    assert "In lần" not in pages_of(first)[0]
    assert "Mẫu F3 In lần 3" in pages_of(third)[0]


@pytest.mark.parametrize("count", range(18, 34))
def test_signatures_never_stand_alone_after_text(count: int) -> None:
    text = "\n".join(f"dòng{number}" for number in range(count))
    pages = pages_of(sheet(paper.paragraphs(text), paper.signatures(PEOPLE)))
    assert "BÊN GIAO" in pages[-1]
    assert f"dòng{count - 1}" in pages[-1]
    assert "BÊN NHẬN" in pages[-1]


@pytest.mark.parametrize("count", range(20, 40))
def test_signatures_never_stand_alone_after_a_table(count: int) -> None:
    rows = [(number, f"hàng{number}") for number in range(count)]
    grid = paper.table([Column("STT", 1), Column("Tên", 5)], rows)
    pages = pages_of(
        paper.document(HEAD, "Sổ", "", [grid, paper.signatures(PEOPLE)], anchor="10437")
    )
    assert f"hàng{count - 1} BÊN GIAO" in pages[-1]
    assert "10437" in pages[-1]


def test_one_long_paragraph_moves_its_last_lines_to_the_signatures() -> None:
    pages = pages_of(sheet(paper.body("từ " * 1130 + "cuối"), paper.signatures(PEOPLE)))
    assert len(pages) == 2
    assert "cuối BÊN GIAO" in pages[1]


@pytest.mark.parametrize("count", range(18, 34))
def test_a_heading_is_never_parted_from_a_last_short_line(count: int) -> None:
    text = "\n".join(f"dòng{number}" for number in range(count))
    story = [paper.paragraphs(text), paper.heading("Kết luận"), paper.field("Ý kiến")]
    pages = pages_of(sheet(*story, paper.signatures(PEOPLE)))
    assert "Kết luận Ý kiến: BÊN GIAO" in pages[-1]


def test_fields_lose_no_word_of_a_long_value() -> None:
    words = " ".join(f"từ{number}." for number in range(120))
    page = pages_of(sheet(paper.fields([("Địa điểm", words), ("Thư ký", "x" * 90)])))[0]
    assert re.findall(r"từ(\d+)\.", page) == [str(number) for number in range(120)]
    assert page.count("x") == 90


def test_a_list_of_recipients_ends_with_a_stop() -> None:
    page = pages_of(sheet(paper.signatures(PEOPLE[:1], to=["Như trên", "Lưu: VT"])))[0]
    assert "Nơi nhận: - Như trên; - Lưu: VT." in page


def test_empty_fields_leave_lines_without_dots_in_the_text() -> None:
    page = pages_of(
        sheet(
            paper.field("Địa điểm", lines=3),
            paper.fields([("Chủ trì", ""), ("Thư ký", "Lê Văn Tám")]),
            paper.choices("Kết quả", [("Đạt", True), ("Không đạt", False)]),
        )
    )[0]
    assert "Địa điểm: Chủ trì: Thư ký: Lê Văn Tám Kết quả: Đạt Không đạt" in page


def test_long_tables_repeat_their_head_and_lose_no_row() -> None:
    rows = [(number, f"hàng{number}x", Tick(number % 2 == 0)) for number in range(2_000)]
    columns = [Column("STT", 1), Column("Nội dung", 5), Column("Đạt", 1)]
    pages = pages_of(sheet(paper.table(columns, rows)))
    assert all("STT Nội dung Đạt" in page for page in pages)
    assert re.findall(r"hàng(\d+)x", " ".join(pages)) == [str(number) for number in range(2_000)]


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    words = " ".join(f"từ{number}." for number in range(4_000))
    pages = pages_of(
        sheet(paper.table([Column("A", 1), Column("B", 3)], [("x", words), ("y", "")]))
    )
    assert len(pages) > 3
    assert re.findall(r"từ(\d+)\.", " ".join(pages)) == [str(number) for number in range(4_000)]


@pytest.mark.parametrize("before", range(18, 30))
def test_a_band_stays_with_the_rows_it_heads(before: int) -> None:
    rows: list[paper.Row] = [(f"r{number}",) for number in range(before)]
    rows += [Band("Nhóm tiếp"), ("đầu nhóm",)]
    pages = pages_of(sheet(paper.table([Column("A", 1)], rows, size=13)))
    assert any("Nhóm tiếp đầu nhóm" in page for page in pages)


def test_signs_that_cannot_be_drawn_are_replaced_so_that_it_shows() -> None:
    assert clean("a😀b") == "a□b"
    assert clean("👨‍👩‍👧\u200b\ufeff") == "□□□"
    assert clean("a\x00\x07b\ud800") == "ab□"
    assert clean("a\r\nb\rc") == "a\nb\nc"
    assert clean("☑ đạt") == "√ đạt"


typed = st.text(max_size=400) | st.text(alphabet="<>&/b \n'\"đấ", max_size=200)


@settings(max_examples=40, deadline=None)
@given(typed, typed)
def test_anything_typed_can_be_printed(one: str, two: str) -> None:
    pdf = paper.document(
        Letterhead(one, two, one, two),
        one,
        two,
        [
            paper.body(one, paper.bold(two), paper.italic(one)),
            paper.paragraphs(two),
            paper.heading(one),
            paper.bullet(two),
            paper.field(one, two),
            paper.fields([(one, two), (two, one)]),
            paper.choices(one, [(two, True), (one, False)]),
            paper.table([Column(one, 1), Column(two, 2)], [(one, two), Band(one), (two, one)]),
            paper.legend([(one, two)]),
            paper.signatures([Signature(one, two, one)], to=[one, two]),
        ],
        foot=one,
        contact=two,
    )
    assert pages_of(pdf)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab đấ\n", max_size=120), st.floats(20, 200))
def test_wrapping_loses_no_letter_and_fits(text: str, room: float) -> None:
    lines = wrap(text, REGULAR, 11, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(width(line, REGULAR, 11) <= room + 0.01 for line in lines)


def test_a_name_too_long_for_its_cell_gets_smaller_then_cut() -> None:
    name = "Lê Hoàng Phương Nguyễn Anh Tuấn"
    full = width(name, BOLD, 10)
    text, size = shrink(name, BOLD, 10, full * 0.8, 5)
    assert (text, size) == (name, pytest.approx(8))
    text, size = shrink(name, BOLD, 10, full * 0.3, 5)
    assert text.endswith("…")
    assert width(text, BOLD, size) <= full * 0.3


def test_the_chain_s_head_is_drawn_as_its_qr_code_and_grouped_digits() -> None:
    digits = "104312345678901234567"
    assert paper.anchor_groups(digits) == "10431 23456 78901 23456 7"
    pdf = sheet(paper.anchor_code(digits))
    assert paper.anchor_groups(digits) in pages_of(pdf)[0]


def test_the_drawn_qr_code_has_the_code_s_modules() -> None:
    digits = "104312345678901234567"
    modules = modules_of(digits)
    count = len(modules) + 4
    out = BytesIO()
    canvas = Canvas(out, pagesize=(count, count), initialFontName=REGULAR)
    draw_qr(canvas, digits, 0, 0, count)
    canvas.save()
    buffer = QBuffer()
    buffer.setData(QByteArray(out.getvalue()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    image = document.render(0, QSize(count * 4, count * 4))
    drawn = [
        [image.pixelColor((x + 2) * 4 + 2, (y + 2) * 4 + 2).alpha() > 128 for x in range(count - 4)]
        for y in range(count - 4)
    ]
    assert drawn == [list(row) for row in modules]


def test_dates_and_amounts_are_written_as_on_official_paper() -> None:
    assert paper.long_date_text(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert paper.long_date_text(date(2026, 12, 24)) == "ngày 24 tháng 12 năm 2026"
    assert paper.moment_text(1_798_124_700_000) == "22 giờ 05 phút, ngày 24 tháng 12 năm 2026"
    assert paper.weekday_text(date(2026, 12, 24)) == "Thứ Năm"
    assert paper.span_text(465) == "7 giờ 45 phút"
    assert paper.number_text(5, "BB-BVĐK") == "05/BB-BVĐK"
