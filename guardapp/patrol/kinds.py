"""How scans are taken, rounds end and visits are judged, each with its words."""

from enum import Enum
from typing import Final

from guardapp.base.words import N_


class Method(Enum):
    """How a scan reached the record."""

    SCAN = "scan"
    TYPED = "typed"
    MANUAL = "manual"


class Reason(Enum):
    """Why a round ended before all its points were seen."""

    NO_TIME = "no_time"
    LOCKED = "locked"
    INCIDENT = "incident"
    OTHER = "other"


class Verdict(Enum):
    """How a visit stands to its planned time; UNTIMED is a round that nobody planned."""

    ON_TIME = "on_time"
    EARLY = "early"
    LATE = "late"
    ABSENT = "absent"
    UNTIMED = "untimed"


class Flag(Enum):
    """What is noteworthy about a scan; it is kept all the same."""

    OUT_OF_ORDER = "out_of_order"
    DOUBLE = "double"
    NOT_OF_ROUTE = "not_of_route"
    TOO_FAST = "too_fast"
    BEFORE_TIME = "before_time"
    LATE_ENTRY = "late_entry"


class State(Enum):
    """Where a round stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    MISSED = "missed"


METHOD_WORDS: Final = {
    Method.SCAN: N_("quét"),
    Method.TYPED: N_("gõ mã"),
    Method.MANUAL: N_("ghi bổ sung"),
}
REASON_WORDS: Final = {
    Reason.NO_TIME: N_("Không kịp"),
    Reason.LOCKED: N_("Bị khóa"),
    Reason.INCIDENT: N_("Có vụ việc"),
    Reason.OTHER: N_("Khác"),
}
VERDICT_WORDS: Final = {
    Verdict.ON_TIME: N_("Đúng giờ"),
    Verdict.EARLY: N_("Sớm"),
    Verdict.LATE: N_("Muộn"),
    Verdict.ABSENT: N_("Bỏ điểm"),
    Verdict.UNTIMED: N_("Đã qua"),
}
FLAG_WORDS: Final = {
    Flag.OUT_OF_ORDER: N_("sai thứ tự"),
    Flag.DOUBLE: N_("quét lặp"),
    Flag.NOT_OF_ROUTE: N_("ngoài tuyến"),
    Flag.TOO_FAST: N_("nhanh bất thường"),
    Flag.BEFORE_TIME: N_("trước giờ cho phép"),
    Flag.LATE_ENTRY: N_("nhập sau"),
}
STATE_WORDS: Final = {
    State.PENDING: N_("Chưa đến giờ"),
    State.IN_PROGRESS: N_("Đang đi"),
    State.COMPLETE: N_("Đủ điểm"),
    State.INCOMPLETE: N_("Thiếu điểm"),
    State.MISSED: N_("Bỏ lượt"),
}
