"""What an incident must have, which step may follow which, how it is numbered, what is advised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from guardapp.base.access import Right
from guardapp.base.clock import DAY, MINUTE
from guardapp.base.errors import UserError
from guardapp.base.settings import Parameter
from guardapp.base.words import N_, _, money_text, number_text
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.model import POLICE, STATE_WORDS, Content, Notice, State, When

FUTURE_TOLERANCE_MS: Final = 5 * MINUTE
NUMBER_PREFIX: Final = "SV"
THEFT_FLAG: Final = "theft_flag_vnd"
PROPERTY_CRIMES: Final = frozenset({"theft", "robbery", "loss", "damage"})


@dataclass(frozen=True, slots=True)
class Act:
    """A step of an incident's papers: from which states, to which, by what right."""

    name: str
    allowed: frozenset[State]
    becomes: State | None
    right: Right
    needs_text: bool = False


_OPEN: Final = frozenset({State.SUBMITTED, State.RETURNED, State.APPROVED})
_NUMBERED: Final = _OPEN | {State.CLOSED}
ACTS: Final = {
    act.name: act
    for act in (
        Act(
            "rewritten",
            frozenset({State.DRAFT, State.RETURNED}),
            None,
            Right.WRITE_INCIDENT,
        ),
        Act(
            "submitted",
            frozenset({State.DRAFT, State.RETURNED}),
            State.SUBMITTED,
            Right.WRITE_INCIDENT,
        ),
        Act(
            "returned",
            frozenset({State.SUBMITTED}),
            State.RETURNED,
            Right.APPROVE_INCIDENT,
            needs_text=True,
        ),
        Act("approved", frozenset({State.SUBMITTED}), State.APPROVED, Right.APPROVE_INCIDENT),
        Act(
            "closed",
            frozenset({State.APPROVED}),
            State.CLOSED,
            Right.APPROVE_INCIDENT,
            needs_text=True,
        ),
        Act(
            "voided",
            frozenset({State.DRAFT}) | _OPEN,
            State.VOID,
            Right.APPROVE_INCIDENT,
            needs_text=True,
        ),
        Act(
            "supplemented",
            frozenset({State.DRAFT}) | _NUMBERED,
            None,
            Right.WRITE_INCIDENT,
            needs_text=True,
        ),
        Act("told", frozenset({State.DRAFT}) | _NUMBERED, None, Right.WRITE_INCIDENT),
        Act("answered", _NUMBERED, None, Right.WRITE_INCIDENT, needs_text=True),
        Act("recovered", _NUMBERED, None, Right.WRITE_INCIDENT),
        Act("reclassified", _NUMBERED, None, Right.APPROVE_INCIDENT, needs_text=True),
    )
}


class WrongState(UserError):
    """The incident's state does not allow this step."""

    def __init__(self, act: str, state: State) -> None:
        super().__init__(f"{act} {state.value}")
        self.act = act
        self.state = state

    def words(self) -> str:
        """Say in which state the incident is."""
        return _(
            "Không làm được: vụ việc đang ở trạng thái «{state}». Chưa có gì thay đổi."
        ).format(state=_(STATE_WORDS[self.state]))


class NotYours(UserError):
    """Only the writer, or a shift leader, may rewrite an incident."""

    def words(self) -> str:
        """Say who may."""
        return _("Chỉ người đã ghi, trưởng ca hoặc đội trưởng được sửa bản ghi này.")


class NumberUsed(UserError):
    """The wished first number is not above the numbers already given."""

    def __init__(self, last: int) -> None:
        super().__init__(str(last))
        self.last = last

    def words(self) -> str:
        """Say which number was given last."""
        return _("Trong năm này đã cấp đến số {last}. Số đầu phải lớn hơn.").format(last=self.last)


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice to report to the police, with its ground; never says what the act is in law."""

    value: int
    threshold: int
    legal_basis: str

    def words(self) -> str:
        """Return the advice and its legal basis."""
        return _(
            "Giá trị ước tính {value}, từ mức {threshold} trở lên: đề nghị báo Công an "
            "(căn cứ: {basis}). Chương trình không kết luận hành vi."
        ).format(
            value=money_text(self.value),
            threshold=number_text(self.threshold),
            basis=self.legal_basis,
        )


def check_act(name: str, state: State) -> Act:
    """Return the step of this name; raises WrongState where the state does not allow it."""
    act = ACTS[name]
    if state not in act.allowed:
        raise WrongState(name, state)
    return act


MISSING: Final = {
    "kind": N_("Chọn loại vụ việc."),
    "place": N_("Ghi nơi xảy ra."),
    "time": N_("Ghi thời gian, hoặc chọn «không rõ giờ» và ghi ngày."),
    "what": N_("Ghi diễn biến, dù chỉ một câu."),
}


def missing(content: Content) -> dict[str, str]:
    """Return what is missing before submission: field name to words."""
    there = {
        "kind": kinds.is_known(content.kind),
        "place": bool(content.place.strip()),
        "time": content.from_ms is not None,
        "what": bool(content.what.strip()),
    }
    return {name: _(MISSING[name]) for name, given in there.items() if not given}


def problems(content: Content, now_ms: int) -> dict[str, str]:
    """Return what cannot be right in anything written: field name to words."""
    found: dict[str, str] = {}
    latest = now_ms + FUTURE_TOLERANCE_MS
    day_ends = content.when is When.UNKNOWN
    times = (content.from_ms, None if day_ends else content.to_ms, content.discovered_ms)
    if any(one is not None and one > latest for one in times):
        found["time"] = _("Thời gian ở sau lúc này. Hãy kiểm tra lại.")
    elif content.to_ms is not None and (content.from_ms or 0) > content.to_ms:
        found["time"] = _("Lúc kết thúc ở trước lúc bắt đầu. Hãy kiểm tra lại.")
    if content.kind and not kinds.is_known(content.kind):
        found["kind"] = _("Không có loại vụ việc «{kind}».").format(kind=content.kind)
    if any(not thing.name.strip() for thing in content.things):
        found["things"] = _("Có dòng tài sản chưa ghi tên.")
    elif any(thing.quantity < 1 for thing in content.things):
        found["things"] = _("Số lượng tài sản phải từ 1 trở lên.")
    elif any((thing.value or 0) < 0 for thing in content.things):
        found["things"] = _("Giá trị tài sản không được âm.")
    if any(not person.name.strip() for person in content.persons):
        found["persons"] = _("Có dòng người chưa ghi tên. Chưa biết tên thì ghi «chưa rõ».")
    return found


def number(letters: str, year: int, serial: int) -> str:
    """Return an incident's public number, such as SV-A-2026-0001."""
    return f"{NUMBER_PREFIX}-{letters}-{year}-{serial:04d}"


def advice(value: int, kind: str, parameter: Parameter | None) -> Advice | None:
    """Return the advice to report to the police from a value on, or None."""
    if parameter is None or kind.partition(".")[0] not in PROPERTY_CRIMES:
        return None
    if value < parameter.number:
        return None
    return Advice(value, parameter.number, parameter.legal_basis)


def police_told(notices: Iterable[Notice]) -> bool:
    """Tell whether the police know."""
    return any(notice.authority in POLICE for notice in notices)


def after_working_days(day: date, count: int) -> date:
    """Return the date `count` working days after `day`, Saturdays and Sundays left out."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def same_event(content: Content) -> tuple[str, str, int | None]:
    """Return what two entries of one event share: group of kinds, place, time."""
    return (content.kind, " ".join(content.place.split()).casefold(), content.from_ms)


def day_span(start_ms: int) -> tuple[int, int]:
    """Return the beginning and the last moment of the day that begins at `start_ms`."""
    return start_ms, start_ms + DAY - MINUTE
