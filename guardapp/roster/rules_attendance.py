"""How rostered and attended shifts are laid together: on time, late, away, not yet recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.errors import Invalid, UserError
from guardapp.base.words import N_, _
from guardapp.roster.model import LONGEST_SHIFT_MS, Assignment, month_text
from guardapp.roster.model_attendance import Attended, Duty, Record
from guardapp.roster.rules_refusals import MonthRefused

OPEN_MS: Final = 15 * MINUTE
RELIEF_MS: Final = 90 * MINUTE
LONGEST_RELIEF_MS: Final = 4 * HOUR
UNFINISHED_MS: Final = DAY // 2
FUTURE_MS: Final = 2 * MINUTE


class State(Enum):
    """How a shift stands at an instant."""

    AHEAD = "ahead"
    EXPECTED = "expected"
    OPEN = "open"
    PRESENT = "present"
    UNFINISHED = "unfinished"
    DONE = "done"
    ABSENT = "absent"


STATE_WORDS: Final = {
    State.AHEAD: N_("Chưa đến giờ"),
    State.EXPECTED: N_("Chưa đến"),
    State.OPEN: N_("Chưa chấm"),
    State.PRESENT: N_("Đang trực"),
    State.UNFINISHED: N_("Chưa có giờ về"),
    State.DONE: N_("Đúng giờ"),
    State.ABSENT: N_("Vắng"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """When a guard worked, as it counts; `extra` are minutes after the rostered end."""

    start_ms: int
    end_ms: int
    extra: int = 0


class MonthSigned(MonthRefused):
    """The month's timesheet is signed already."""

    def words(self) -> str:
        """Say so."""
        return _("Bảng chấm công tháng {month} đã ký khóa rồi.").format(
            month=month_text(self.month)
        )


class NotOver(MonthRefused):
    """A month can be signed when it is over."""

    def words(self) -> str:
        """Say what to wait for."""
        return _("Tháng {month} chưa hết: chờ ca cuối của tháng kết thúc rồi hãy ký khóa.").format(
            month=month_text(self.month)
        )


class LaterSigned(MonthRefused):
    """A later month is signed, so this one's figures stand in it."""

    def words(self) -> str:
        """Say which month."""
        return _("Tháng {month} đã ký khóa nên không ký tháng trước đó được nữa.").format(
            month=month_text(self.month)
        )


class EarlierOpen(MonthRefused):
    """A month before this one, after the last that is signed, has shifts and is not signed."""

    def words(self) -> str:
        """Say which month comes first."""
        return _("Hãy ký khóa tháng {month} trước: ký theo thứ tự thì không sót giờ nào.").format(
            month=month_text(self.month)
        )


class Unrecorded(UserError):
    """Shifts of the month about which nothing is recorded."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count

    def words(self) -> str:
        """Say how many and where to settle them."""
        return _(
            "Còn {count} ca chưa chấm công. Hãy mở «Cần xử lý», chấm từng ca hoặc chọn nhiều ca "
            "rồi bấm «Đúng như lịch»."
        ).format(count=self.count)


def duties(assignments: Iterable[Assignment], attended: Iterable[Attended]) -> list[Duty]:
    """Return all shifts rostered or attended, by start; what was taken back is not there."""
    there = {(one.slot, one.guard): one for one in attended}
    found = [Duty(one, there.pop((one.id, one.guard), None)) for one in assignments]
    found += [
        Duty(None, one)
        for one in there.values()
        if one.came_ms is not None or (one.cause is not None and one.assignment is not None)
    ]
    return sorted(found, key=lambda one: (_begin(one), one.slot, one.guard))


def _begin(duty: Duty) -> int:
    start, _end = rostered(duty)
    if start is not None:
        return start
    return (duty.attended.came_ms or 0) if duty.attended else 0


def rostered(duty: Duty) -> tuple[int | None, int | None]:
    """Return the rostered start and end, None outside the roster."""
    if duty.assignment is not None:
        return duty.assignment.start_ms, duty.assignment.end_ms
    assert duty.attended is not None
    return duty.attended.start_ms, duty.attended.end_ms


def is_recorded(attended: Attended | None) -> bool:
    """Tell whether it is known that a guard came, or why not."""
    return attended is not None and (attended.came_ms is not None or attended.cause is not None)


def state(duty: Duty, now_ms: int) -> State:
    """Return how a shift stands; `now_ms` in milliseconds UTC."""
    start, end = rostered(duty)
    one = duty.attended
    if one is None or not is_recorded(one):
        assert start is not None
        if now_ms < start:
            return State.AHEAD
        return State.OPEN if now_ms - start > OPEN_MS else State.EXPECTED
    if one.came_ms is None:
        return State.ABSENT
    if one.left_ms is not None:
        return State.DONE
    over = now_ms - end if end is not None else now_ms - one.came_ms - DAY
    return State.UNFINISHED if over > UNFINISHED_MS else State.PRESENT


def is_unsettled(duty: Duty, now_ms: int) -> bool:
    """Tell whether a shift is over and it is not known who came, or when he left."""
    _start, end = rostered(duty)
    one = duty.attended
    if one is None or not is_recorded(one):
        return end is not None and end <= now_ms
    return one.came_ms is not None and one.left_ms is None and end is not None and end <= now_ms


def minutes_late(duty: Duty, grace: int) -> int:
    """Return by how many minutes a guard came late; 0 within the grace, and outside the roster."""
    start, _end = rostered(duty)
    if start is None or duty.attended is None or duty.attended.came_ms is None:
        return 0
    return _beyond(duty.attended.came_ms - start, grace)


def minutes_early(duty: Duty, grace: int) -> int:
    """Return by how many minutes a guard left early; 0 within the grace."""
    _start, end = rostered(duty)
    if end is None or duty.attended is None or duty.attended.left_ms is None:
        return 0
    return _beyond(end - duty.attended.left_ms, grace)


def minutes_over(duty: Duty, grace: int) -> int:
    """Return how many minutes a guard stayed after the rostered end; 0 within the grace."""
    _start, end = rostered(duty)
    if end is None or duty.attended is None or duty.attended.left_ms is None:
        return 0
    return _beyond(duty.attended.left_ms - end, grace)


def _beyond(ms: int, grace: int) -> int:
    minutes = ms // MINUTE
    return minutes if minutes > grace else 0


def span(duty: Duty, grace: int, until_ms: int | None = None) -> Span | None:
    """Return when a guard worked, as it counts, or None where he did not (yet).

    Coming early counts from the rostered start; minutes within the grace change nothing; staying
    longer than it counts as `extra`. What nobody recorded counts as rostered. With `until_ms`,
    shifts that end later count only when they were left before.
    """
    start, end = rostered(duty)
    one = duty.attended
    if one is not None and is_recorded(one):
        if one.came_ms is None:
            return None
        if start is None or end is None:
            return Span(one.came_ms, one.left_ms) if one.left_ms else None
    assert start is not None
    assert end is not None
    left = None if one is None else one.left_ms
    if left is None and until_ms is not None and end > until_ms:
        return None
    late = minutes_late(duty, grace) * MINUTE
    early = minutes_early(duty, grace) * MINUTE
    begin, finish = start + late, end - early
    return Span(begin, finish, minutes_over(duty, grace)) if begin < finish else None


def leaving(one: Attended, now_ms: int, watch_end_ms: int | None) -> int | None:
    """Return when a guard left whose watch was relieved now, or None where somebody must say.

    A shift lasts until it is handed over (Decree 145/2020, article 63.1), so he stays until then;
    but whose shift ended before the watch's own left at his rostered end, and nobody is taken to
    have stayed longer than 4 hours.
    """
    if one.end_ms is None:
        return now_ms
    over = now_ms - one.end_ms
    if watch_end_ms is not None and one.end_ms < watch_end_ms - OPEN_MS and over > 0:
        return one.end_ms
    return now_ms if over <= LONGEST_RELIEF_MS else None


def arrival(start_ms: int | None, now_ms: int) -> int:
    """Return when a guard came who is seen in a watch now.

    Who is there before the shift came at its start; of one whose shift began long ago it is not
    known, and the rostered start counts.
    """
    if start_ms is None:
        return now_ms
    return start_ms if now_ms - start_ms > RELIEF_MS else max(start_ms, now_ms)


def check_record(record: Record, why: str, now_ms: int) -> None:
    """Raise Invalid unless what is set by hand can be so."""
    problems = {}
    if not why.strip():
        problems["why"] = _("Lý do chấm bằng tay: hãy ghi vài chữ.")
    came, left = record.came_ms, record.left_ms
    if came is not None and record.cause is not None:
        problems["cause"] = _("Có mặt hay vắng: chỉ chọn một.")
    if came is not None and came > now_ms + FUTURE_MS:
        problems["came"] = _("Giờ đến: chưa đến giờ này.")
    if left is not None:
        if came is None:
            problems["left"] = _("Giờ về: hãy ghi cả giờ đến.")
        elif not came < left <= came + LONGEST_SHIFT_MS:
            problems["left"] = _("Giờ về: phải sau giờ đến, nhiều nhất 48 giờ.")
        elif left > now_ms + FUTURE_MS:
            problems["left"] = _("Giờ về: chưa đến giờ này.")
    if record.replaced_by is not None and record.replaced_by == record.guard:
        problems["replaced_by"] = _("Người trực thay: phải là người khác.")
    if record.assignment is None and record.slot is None and came is None:
        problems["came"] = _("Giờ đến: hãy nhập giờ bắt đầu trực.")
    if problems:
        raise Invalid(problems)
