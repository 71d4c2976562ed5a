"""The words that explain what is under the pointer in the month's grid."""

from datetime import date

from PySide6.QtCore import QPoint

from guardapp.base.words import _, date_text
from guardapp.roster.lines import Lines
from guardapp.roster.lunar import lunar_text
from guardapp.roster.page_layout import GridLayout


def head_tip(lines: Lines, day: date, holiday: str, *, editable: bool) -> str:
    """Return what is told of a day: its dates, its name if a holiday, how it is filled."""
    filled = lines.filled(day)
    words = [
        _("{day}, âm lịch {lunar}").format(day=date_text(day), lunar=lunar_text(day)),
        holiday,
        _("Có {there}/{needed} lượt người, còn {free} người rảnh đủ điều kiện").format(
            there=filled.there, needed=filled.needed, free=lines.free(day)
        ),
    ]
    if filled.short > 0:
        words.append(_("Nhấn vào số người để đến chỗ thiếu"))
    if editable:
        words.append(_("Nhấn đúp để đặt hoặc bỏ ngày lễ"))
    return "\n".join(filter(None, words))


def side_tip(lines: Lines, point: QPoint, layout: GridLayout, row: int, width: int) -> str:
    """Return what is told of a row's name or of one of its sums; `row` -1 is the head."""
    which = (point.x() - width + layout.sums) // max(1, layout.sum)
    if row == -1:
        return lines.heads[which][1] if 0 <= which < len(lines.heads) else ""
    line = lines.lines[row]
    if point.x() < layout.lead:
        return f"{line.title} {line.note}".strip()
    return lines.sum_tip(row, which) if 0 <= which < len(line.sums) else ""
