"""How evenly nights, week-ends, holidays and hours lie on the guards, as PDF."""

from typing import Final

from guardapp.base import paper
from guardapp.base.paper import Column, Letterhead, Signature
from guardapp.roster.document_fairness import FairnessDocument

_COLUMNS: Final = (
    Column("STT", 8, "center"),
    Column("Họ và tên", 52),
    Column("Số ca", 14, "center"),
    Column("Ca đêm", 15, "center"),
    Column("Cuối tuần", 18, "center"),
    Column("Ngày lễ", 16, "center"),
    Column("Tết", 12, "center"),
    Column("Số giờ", 16, "center"),
    Column("Số vị trí", 16, "center"),
)


def fairness_pdf(document: FairnessDocument) -> bytes:
    """Return the comparison of the guards on A4 as PDF."""
    head = document.head
    rows: list[paper.Row] = [
        (
            number,
            one.name,
            one.shifts,
            one.nights,
            one.weekends,
            one.holidays,
            one.tet,
            one.hours,
            one.posts,
        )
        for number, one in enumerate(document.lines, 1)
    ]
    story: list[paper.Story] = [
        [paper.table(_COLUMNS, rows, size=7.5)],
        [paper.bullet(words) for words in document.spreads],
        [paper.signatures([Signature(role, name) for role, name in head.signers])],
    ]
    return paper.document(
        Letterhead(head.superior, head.organ, head.number, head.place, head.issued),
        "Bảng so sánh ca trực của bảo vệ",
        document.span,
        story,
        copy_no=head.copy_no,
        foot=f"In lúc {head.printed}",
    )
