"""What a dated number can be, by its unit: a number in bounds, yes or no, a time, a grade."""

import re
from enum import Enum
from typing import Final

from guardapp.base.words import _, number_text

GRADES: Final = ("error", "warning", "off")
GRADE_UNIT: Final = "mức"
FLAG_UNITS: Final = frozenset({"bắt buộc", "có (1), không (0)"})
BOUNDS: Final = {
    "%": (0, 100),
    "phút": (0, 1440),
    "giờ": (1, 1000),
    "ngày": (0, 3650),
    "ngày làm việc": (0, 365),
    "đêm": (1, 31),
    "tuần": (0, 60),
    "tháng": (1, 120),
    "năm": (1, 100),
    "tuổi": (1, 120),
    "ca": (1, 100),
    "đồng": (0, 1_000_000_000_000),
}


class ValueKind(Enum):
    """How a value is written: a grade, 1 or 0, hh:mm, hours of the day, a whole number."""

    GRADE = "grade"
    FLAG = "flag"
    TIME = "time"
    HOURS = "hours"
    NUMBER = "number"


def kind_of(unit: str, value: str) -> ValueKind:
    """Return how values of a unit are written, told by the one that counts now."""
    if unit == GRADE_UNIT:
        return ValueKind.GRADE
    if unit in FLAG_UNITS:
        return ValueKind.FLAG
    if ":" in value:
        return ValueKind.TIME
    return ValueKind.HOURS if "," in value else ValueKind.NUMBER


def bounds(unit: str, value: str) -> tuple[int, int]:
    """Return the least and the greatest number of a unit; a nought that counts now stays one."""
    least, most = BOUNDS.get(unit, (0, 1_000_000_000))
    return (0 if value == "0" else least), most


def problem(unit: str, value: str, new: str) -> str:
    """Return in words why a new value cannot take the place of `value`, or the empty text."""
    match kind_of(unit, value):
        case ValueKind.GRADE:
            good, words = new in GRADES, _("Giá trị mới: lỗi, cảnh báo hoặc tắt.")
        case ValueKind.FLAG:
            good, words = new in {"0", "1"}, _("Giá trị mới: có hoặc không.")
        case ValueKind.TIME:
            good = bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", new))
            words = _("Giá trị mới: giờ và phút, ví dụ 22:00.")
        case ValueKind.HOURS:
            good = bool(re.fullmatch(r"(1?\d|2[0-3])(,(1?\d|2[0-3])){0,23}", new))
            words = _("Giá trị mới: các giờ trong ngày, ví dụ 6,14,22.")
        case ValueKind.NUMBER:
            least, most = bounds(unit, value)
            good = bool(re.fullmatch(r"\d{1,13}", new)) and least <= int(new) <= most
            words = _("Giá trị mới: một số từ {least} đến {most}.").format(
                least=number_text(least), most=number_text(most)
            )
    return "" if good else words
