"""The daily fire checklist (form F11) as PDF."""

from collections import Counter
from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Band, Column, Letterhead, Signature
from guardapp.base.words import datetime_text, time_text
from guardapp.fire.document import FireChecklistDocument, SheetRow
from guardapp.fire.model import RESULT_WORDS, Result

_COLUMNS: Final = (
    Column("STT", 8, "center"),
    Column("Hạng mục", 51),
    Column("Vị trí", 41),
    Column("Kết quả", 17, "center", bold=True),
    Column("Mô tả tồn tại", 35),
    Column("Biện pháp tạm thời", 23),
    Column("Người được giao khắc phục", 22),
    Column("Hạn", 16.5, "center"),
    Column("Ngày hoàn thành", 16.5, "center"),
    Column("Ghi chú", 22),
)
_UNCHECKED: Final = "Chưa kiểm tra"
_BASIS: Final = (
    "Căn cứ Điều 13, Điều 14 Nghị định số 105/2025/NĐ-CP; nội dung kiểm tra do người đứng đầu "
    "cơ sở quy định. Phương tiện ghi trong phiếu là phương tiện đến hạn hoặc được kiểm tra trong "
    "ngày."
)


def checklist_pdf(document: FireChecklistDocument) -> bytes:
    """Return the daily fire checklist, landscape A4, as PDF.

    What is not checked yet while the day runs is left empty for the pen.
    """
    facility = document.facility
    one_checker = document.checkers[0] if len(document.checkers) == 1 else ""
    story: paper.Story = [
        _totals(document),
        paper.note(_BASIS),
        paper.table(_COLUMNS, _rows(document), size=9, least=5.6),
        paper.signatures(
            [
                Signature("Người kiểm tra", one_checker),
                Signature("Trưởng ca trực", document.leader),
                Signature("Đội trưởng bảo vệ"),
            ],
            space=16,
        ),
    ]
    return paper.document(
        Letterhead(facility.superior, facility.name, place=facility.place, day=document.day),
        "Phiếu kiểm tra an toàn PCCC hằng ngày",
        _covered(document),
        story,
        landscape=True,
        anchor=document.anchor or None,
        copy_no=document.copy_no,
        foot=f"Mẫu F11 · In lúc {datetime_text(document.printed_at)}",
    )


def _rows(document: FireChecklistDocument) -> list[paper.Row]:
    daily = [(row, row.place) for group in document.groups if not group.place for row in group.rows]
    pieces = [
        (row, f"{group.place.replace(' · ', ', ')}: {row.place}")
        for group in document.groups
        if group.place
        for row in group.rows
    ]
    left = _UNCHECKED if document.printed_at >= document.end else ""
    rows: list[paper.Row] = [Band("A. Hạng mục kiểm tra hằng ngày")]
    rows += [_cells(number, *one, left) for number, one in enumerate(daily, 1)]
    if pieces:
        rows.append(Band("B. Phương tiện đến hạn kiểm tra"))
    rows += [_cells(number, *one, left) for number, one in enumerate(pieces, len(daily) + 1)]
    return rows


def _covered(document: FireChecklistDocument) -> str:
    start, end = (
        f"{time_text(moment)} ngày {paper.day_text(moment)}"
        for moment in (document.start, document.end)
    )
    return f"Từ {start} đến {end}"


def _totals(document: FireChecklistDocument) -> paper.Block:
    counts = Counter(row.result for group in document.groups for row in group.rows)
    return paper.body(
        f"Tổng số {counts.total()} mục: đạt {counts[Result.PASS]}; "
        f"không đạt {counts[Result.FAIL]}; không kiểm tra được {counts[Result.NOT_POSSIBLE]}; "
        f"chưa kiểm tra {counts[None]}. Người kiểm tra: {_checkers(document)}",
        indent=False,
    )


def _checkers(document: FireChecklistDocument) -> str:
    names = [name or "(không ghi tên)" for name in document.checkers]
    if len(names) > 1:
        names = [f"({number}) {name}" for number, name in enumerate(names, 1)]
    return "; ".join(names) + "." if names else ""


def _cells(number: int, row: SheetRow, place: str, left: str) -> paper.Row:
    return (
        number,
        row.title,
        place,
        RESULT_WORDS[row.result] if row.result else left,
        row.finding,
        row.temporary,
        row.owner,
        paper.day_text(row.due) if row.due else "",
        paper.day_text(row.finished) if row.finished else "",
        row.remark,
    )
