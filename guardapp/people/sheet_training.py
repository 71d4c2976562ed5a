"""The register of training and certificates as PDF (form F18)."""

from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.base.words import date_text, datetime_text
from guardapp.people.document import TrainedGuard, TrainingDocument

_COLUMNS: Final = (
    Column("STT", 9, "center"),
    Column("Họ và tên", 46, bold=True),
    Column("Nội dung", 48),
    Column("Ngày", 23, "center"),
    Column("Số giờ", 14, "center"),
    Column("Đơn vị cấp", 44),
    Column("Số chứng nhận", 30),
    Column("Ngày hết hạn", 23, "center"),
    Column("Ghi chú", 24),
)


def training_pdf(document: TrainingDocument) -> bytes:
    """Return the register in landscape as PDF; the hours are left to the pen."""
    rows: list[paper.Row] = []
    for number, guard in enumerate(document.guards, 1):
        rows += _rows(number, guard)
    people = [Signature("Người lập sổ", document.preparer), Signature("Đội trưởng bảo vệ")]
    return paper.document(
        Letterhead(document.superior, document.organ, place=document.place, day=document.day),
        "Sổ huấn luyện, chứng chỉ",
        f"Lực lượng bảo vệ, ngày {date_text(document.day)}",
        [[paper.table(_COLUMNS, rows, size=10)], [paper.signatures(people)]],
        landscape=True,
        anchor=document.anchor or None,
        copy_no=document.copy_no,
        foot=f"Mẫu F18 · In lúc {datetime_text(document.printed_at)}",
    )


def _rows(number: int, guard: TrainedGuard) -> list[paper.Row]:
    name = f"{guard.name}\n{guard.role}" if guard.role else guard.name
    if not guard.lines:
        return [(number, name, "", "", "", "", "", "", "chưa có")]
    found: list[paper.Row] = []
    for place, one in enumerate(guard.lines):
        lead = (number, name) if place == 0 else ("", "")
        issued, expires = date_text(one.issued), date_text(one.expires)
        found.append((*lead, one.what, issued, "", one.issuer, one.number, expires, one.note))
    return found
