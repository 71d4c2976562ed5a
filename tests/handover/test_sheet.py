"""The handover minutes on paper: what they say, how long they are, the chain's head."""

from dataclasses import replace

from guardapp.base import paper
from guardapp.base.clock import HOUR, at
from guardapp.handover.document import (
    Book,
    EventLine,
    Fire,
    HandoverDocument,
    MatterLine,
    MemberLine,
    Named,
    Rounds,
    Signer,
    ThingLine,
    from_plain,
    to_plain,
)
from guardapp.handover.sheet import handover_pdf
from guardapp.handover.sheet_book import book_pdf
from tests.handover.hospital import NEW_YEAR, NEW_YEARS_EVE
from tests.pdf import pages_of

START = at(NEW_YEARS_EVE, 22 * 60)
END = at(NEW_YEAR, 6 * 60)
ANCHOR = "01000000009406056023417252374475"


def signer(name: str) -> Signer:
    return Signer(Named(name, "Nhân viên", 1, 2), "Nhân viên bảo vệ", END)


def minutes(
    members: int = 12, events: int = 6, things: int = 20, matters: int = 4
) -> HandoverDocument:
    who = Named("Phạm Thị Dung", "Nhân viên", 1, 2)
    return HandoverDocument(
        facility="Bệnh viện Đa khoa tỉnh Sông Hồng",
        superior="Sở Y tế tỉnh Sông Hồng",
        symbol="BVĐK",
        post="Phòng trực bảo vệ",
        shift="Ca đêm",
        start=START,
        end=END,
        planned_start=START,
        planned_end=END,
        outgoing_members=tuple(
            MemberLine(who, f"Vị trí {n}", "22:00–06:00 (+1)", n != 2, "Ốm" if n == 2 else "")
            for n in range(members)
        ),
        incoming_members=tuple(
            MemberLine(who, f"Vị trí {n}", "06:00–14:00", present=True, note="")
            for n in range(members)
        ),
        rounds=Rounds(6, 4, 1, 1, 1, 72, 66),
        fire=Fire(40, 38, 1, 1, 1, 0, 3),
        incidents=1,
        log_lines=events,
        events=tuple(
            EventLine(START + n * HOUR, "handover.line", n, "An ninh", f"Dòng {n}", who)
            for n in range(events)
        ),
        things=tuple(
            ThingLine(f"Bộ đàm {n}", f"50{n:02d}1", "", "cái", 1, 1, 1, "Tốt", "", "Bộ đàm")
            for n in range(things)
        ),
        matters=tuple(
            MatterLine(
                "fire.defect",
                n,
                f"Bình chữa cháy {n}",
                "Nhà A",
                START,
                END,
                "warning",
                n % 2 == 1,
                "Đã báo kỹ thuật",
                n,
            )
            for n in range(matters)
        ),
        note="Chú ý cửa phụ",
        number=3,
        year=2027,
        outgoing=signer("Lê Văn Cường"),
        incoming=signer("Hoàng Văn Em"),
        anchor=ANCHOR,
    )


def text_of(document: HandoverDocument, copy_no: int = 1) -> str:
    return " ".join(pages_of(handover_pdf(document, END, copy_no)))


def test_the_minutes_say_who_what_and_when() -> None:
    text = text_of(minutes())
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 03/BB-BVĐK",
        "BIÊN BẢN BÀN GIAO CA TRỰC BẢO VỆ",
        "Ca đêm 22:00–06:00 (+1), ngày 31/12/2026",
        "Hôm nay, hồi 06 giờ 00 phút, ngày 01 tháng 01 năm 2027",
        "Bên giao: Lê Văn Cường – Nhân viên",
        "Ca giao: có mặt 11, vắng 01",
        "Tuần tra: kế hoạch 06 lượt; đủ điểm 04, thiếu điểm 01, bỏ lượt 01",
        "Chuyển lần 1",
        "Đã xong",
        "Ca giao cam đoan đã bàn giao đầy đủ",
        "BÊN GIAO",
        "BÊN NHẬN",
        paper.anchor_groups(ANCHOR),
    ):
        assert words in text


def test_a_usual_night_fits_three_pages_and_ends_with_its_signatures() -> None:
    pages = pages_of(handover_pdf(minutes(), END))
    assert len(pages) <= 3
    assert "BÊN GIAO" in pages[-1]
    assert paper.anchor_groups(ANCHOR) in pages[-1]
    assert "Ca giao cam đoan" in pages[-1]


def test_an_empty_night_says_so() -> None:
    text = text_of(minutes(members=2, events=0, things=0, matters=0))
    assert "Trong ca không có tình hình bất thường." in text
    assert "Không có việc còn tồn." in text
    assert "Nhất trí, không có ý kiến." in text


def test_a_reprint_says_which_copy_it_is() -> None:
    assert "In lần 2" in text_of(minutes(), 2)
    assert "In lần" not in text_of(minutes())


def test_the_book_has_a_row_for_each_handover_and_blank_ones_without() -> None:
    book = Book("Bệnh viện", "Sở Y tế", START, END, tuple(minutes() for _ in range(30)), ANCHOR)
    pages = pages_of(book_pdf(book, END))
    text = " ".join(pages)
    assert text.count("Lê Văn Cường") == 30
    assert "11/1" in text
    assert "Đủ, tốt" in text
    assert len(pages) <= 8
    assert len(pages_of(book_pdf(replace(book, handovers=()), END))) == 1


def test_any_typed_text_is_printed() -> None:
    odd = replace(minutes(), note="Cửa <b>& phụ\nhỏng 🔥", remark="Thiếu 1 " + "dài " * 200)
    text = text_of(odd)
    assert "Cửa <b>& phụ" in text


def test_the_document_is_the_same_after_its_plain_form() -> None:
    document = minutes()
    assert from_plain(to_plain(document)) == document


def test_a_field_of_a_later_version_is_left_out_and_a_missing_one_has_its_default() -> None:
    data = to_plain(minutes())
    data["later"] = 1
    del data["remark"]
    assert from_plain(data) == replace(minutes(), remark="")
