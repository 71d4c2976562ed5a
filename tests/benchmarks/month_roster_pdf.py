"""Compares the month roster sheet with the same page drawn by hand on a bare reportlab canvas.

Run by hand: python -m tests.benchmarks.month_roster_pdf
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from guardapp.base.paper.fonts import BOLD, REGULAR
from guardapp.roster import sheet
from guardapp.roster.document import MonthRosterDocument
from tests.roster.documents import month

AIM: Final = 1.5
ROUNDS: Final = 25
_MM: Final = 72 / 25.4
_WIDTHS: Final = (6.5, 35, 16, 18, *(136 / 31,) * 31, 7, 9, 8, 8.5, 7.5, 12)
_TITLES: Final = ("STT", "Họ và tên", "Chức vụ/Tổ", "Vị trí")
_TOTALS: Final = ("Ca", "Giờ", "Đêm", "Thêm", "Bù", "Ghi chú")


def _head(canvas: Canvas, document: MonthRosterDocument, wide: float, top: float) -> None:
    lines = (
        (0.25, 0, REGULAR, document.head.superior),
        (0.25, 16, BOLD, document.head.organ),
        (0.25, 40, REGULAR, f"Số: {document.head.number}"),
        (0.7, 0, BOLD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (0.7, 16, BOLD, "Độc lập - Tự do - Hạnh phúc"),
        (0.7, 40, REGULAR, document.head.place),
        (0.5, 70, BOLD, "BẢNG PHÂN CÔNG TRỰC BẢO VỆ"),
        (0.5, 88, BOLD, "Từ ngày 01/12/2026 đến ngày 31/12/2026"),
    )
    for share, down, font, text in lines:
        canvas.setFont(font, 13)
        canvas.drawCentredString(wide * share, top - down, text)


def _grid_head(
    canvas: Canvas, document: MonthRosterDocument, edges: list[float], top: float, bottom: float
) -> None:
    for at in range(31):
        day = document.first + timedelta(days=at)
        if day.weekday() >= 5 or day in document.holidays:
            canvas.setFillGray(0.9)
            wide = edges[at + 5] - edges[at + 4]
            canvas.rect(edges[at + 4], bottom, wide, top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)
    titles = [*_TITLES, *map(str, range(1, 32)), *_TOTALS]
    canvas.setFont(BOLD, 7.5)
    for at, title in enumerate(titles):
        canvas.drawCentredString((edges[at] + edges[at + 1]) / 2, top - 12, title)
    canvas.setFont(REGULAR, 6)
    for at in range(31):
        day = document.first + timedelta(days=at)
        middle = (edges[at + 4] + edges[at + 5]) / 2
        canvas.drawCentredString(middle, top - 22, f"T{day.weekday() + 2}")
    for edge in edges:
        canvas.line(edge, top, edge, bottom)


def _ending(canvas: Canvas, document: MonthRosterDocument, left: float, top: float) -> None:
    for at, (code, words) in enumerate((*document.shift_codes, *document.post_codes)):
        x, y = left + at % 5 * 140, top - at // 5 * 12
        canvas.setFont(BOLD, 9.5)
        canvas.drawString(x, y, code)
        canvas.setFont(REGULAR, 9.5)
        canvas.drawString(x + 16, y, words)
    for at, (role, name) in enumerate(document.head.signers):
        canvas.setFont(BOLD, 12)
        canvas.drawCentredString(left + 90 + at * 178, top - 120, role)
        canvas.drawCentredString(left + 90 + at * 178, top - 220, name)


def bare(document: MonthRosterDocument, size: tuple[float, float], row: float) -> bytes:
    """Draw the roster's facts straight on a canvas, without measuring, fitting or flowing."""
    wide, high = size[1], size[0]
    left, right, top, bottom = 30 * _MM, wide - 15 * _MM, high - 20 * _MM, 20 * _MM
    unit = (right - left) / sum(_WIDTHS)
    edges = [left]
    for share in _WIDTHS:
        edges.append(edges[-1] + share * unit)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(wide, high), invariant=1, initialFontName=REGULAR)
    _head(canvas, document, wide, top)
    start = top - 105
    lines = [
        (
            (str(number), guard.name, guard.role, guard.place),
            [(day.code, day.post) if day else ("", "") for day in guard.days],
            (str(guard.shifts), str(guard.minutes // 60), str(guard.night_minutes // 60), "1", "0"),
        )
        for number, guard in enumerate(document.guards, 1)
    ]
    lines += [
        (("", code, "", ""), [(str(count), "") for count in counts], ("372", "", "", "", ""))
        for code, counts in document.counts
    ]
    while lines:
        count = min(len(lines), int((start - bottom - 27) / row))
        _grid_head(canvas, document, edges, start, start - 27 - count * row)
        level = start - 27
        canvas.line(left, start, right, start)
        for lead, days, trail in lines[:count]:
            canvas.line(left, level, right, level)
            canvas.setFont(REGULAR, 7.5)
            for at, text in enumerate(lead):
                canvas.drawString(edges[at] + 1.6, level - 10, text)
            for at, (code, post) in enumerate(days, 4):
                if code:
                    middle = (edges[at] + edges[at + 1]) / 2
                    canvas.setFont(BOLD, 7.5)
                    canvas.drawCentredString(middle, level - 7, code)
                if post:
                    canvas.setFont(REGULAR, 6)
                    canvas.drawCentredString(middle, level - 14, post)
            canvas.setFont(REGULAR, 7.5)
            for at, text in enumerate(trail, 35):
                canvas.drawCentredString((edges[at] + edges[at + 1]) / 2, level - 10, text)
            level -= row
        canvas.line(left, level, right, level)
        lines, start = lines[count:], top
        if lines:
            canvas.showPage()
    canvas.showPage()
    _ending(canvas, document, left, top)
    canvas.save()
    return out.getvalue()


def median_ms(draw: Callable[[], bytes]) -> float:
    """Return the median time of drawing once, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        draw()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    """Print both medians and their ratio for A4 and A3; return 1 where the aim is missed."""
    document = month(62)
    missed = False
    for name, paper_size, row, sheet_size in (
        ("A4", A4, 15.75, "A4"),
        ("A3", A3, 18.9, "A3"),
    ):
        ours = median_ms(lambda: sheet.month_pdf(document, sheet_size))  # noqa: B023
        theirs = median_ms(lambda: bare(document, paper_size, row))  # noqa: B023
        ratio = ours / theirs
        missed |= ratio > AIM
        print(
            f"{name} 62×31: sheet {ours:.1f} ms, bare canvas {theirs:.1f} ms, "
            f"ratio {ratio:.2f} (aim ≤ {AIM})"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
