"""How a request stands, what a swap would break, and what a guard has not read yet; all pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from guardapp.base.clock import local_date
from guardapp.base.errors import UserError
from guardapp.base.words import _
from guardapp.roster.model import Assignment, Month, State
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_requests import (
    ENDING_WORDS,
    LAST_STEPS,
    Ending,
    LeaveAsked,
    Read,
    Reading,
    Request,
    RequestState,
    Seen,
    Step,
    SwapAsked,
)
from guardapp.roster.rules import check_guard, in_order
from guardapp.roster.rules_findings import Finding, Note, Rule

_OWN_BUSINESS: Final = (
    Rule.UNDER_AGE,
    Rule.NIGHT_RESTRICTED,
    Rule.OVERTIME_RESTRICTED,
    Rule.APART,
    Rule.CONTRACT_HOURS,
)
OPEN_STATES: Final = (RequestState.ASKED, RequestState.WAITING)
Known = Mapping[int, tuple[Assignment, bool]]
"""Assignments by identity, each with whether it still stands."""


class RequestOver(UserError):
    """The request was decided, withdrawn, or has become impossible."""

    def __init__(self, ending: Ending | None = None) -> None:
        super().__init__(ending.value if ending else "settled")
        self.ending = ending

    def words(self) -> str:
        """Say why."""
        if self.ending is None:
            return _("Đề nghị này đã được trả lời hoặc rút lại. Không có gì thay đổi.")
        why = _(ENDING_WORDS[self.ending])
        return _("Đề nghị này hết hiệu lực: {why}. Không có gì thay đổi.").format(why=why)


class NotAgreed(UserError):
    """The other guard has not agreed to a swap yet."""

    def words(self) -> str:
        """Say so."""
        return _("Người đổi ca chưa trả lời. Hãy chờ người ấy đồng ý rồi mới duyệt.")


class AskedAlready(UserError):
    """The same is asked for by a request that is still open."""

    def words(self) -> str:
        """Say so."""
        return _("Đã có một đề nghị về ngày hoặc ca này đang chờ. Hãy rút lại đề nghị ấy trước.")


class SwapBreaksRules(UserError):
    """A swap would leave errors in the roster; `told` are their words."""

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__("; ".join(told))
        self.told = tuple(told)

    def words(self) -> str:
        """Name the first error."""
        return _("Không đổi được: {why}.").format(why=self.told[0])


def state_of(request: Request) -> RequestState:
    """Return how a request stands by what was done with it; the first last step counts."""
    found = RequestState.WAITING if isinstance(request.asked, LeaveAsked) else RequestState.ASKED
    for told in request.steps:
        if told.step in LAST_STEPS:
            return LAST_STEPS[told.step]
        if told.step is Step.AGREED:
            found = RequestState.WAITING
    return found


def standing(
    request: Request, active: Collection[int], known: Known, now_ms: int
) -> tuple[RequestState, Ending | None]:
    """Return how a request stands now; an open one ends by itself when it became impossible.

    `active` are the guards who have not left.
    """
    state = state_of(request)
    if state not in OPEN_STATES:
        return state, None
    ending = _ending(request, active, known, now_ms)
    return (state, None) if ending is None else (RequestState.ENDED, ending)


def _ending(request: Request, active: Collection[int], known: Known, now_ms: int) -> Ending | None:
    asked = request.asked
    if request.guard not in active:
        return Ending.LEFT
    if isinstance(asked, LeaveAsked):
        return Ending.PAST if asked.last < local_date(now_ms) else None
    if asked.other not in active:
        return Ending.LEFT
    return shift_ending(known, asked.offered, request.guard, now_ms) or (
        None if asked.wanted is None else shift_ending(known, asked.wanted, asked.other, now_ms)
    )


def shift_ending(known: Known, assignment: int, guard: int, now_ms: int) -> Ending | None:
    """Return why a guard's shift cannot be swapped, or None."""
    one, stands = known.get(assignment, (None, False))
    if one is None or not stands or one.guard != guard or one.state is not State.PUBLISHED:
        return Ending.SHIFT_CHANGED
    return Ending.BEGUN if one.start_ms <= now_ms else None


def swapped(offered: Assignment, other: int, wanted: Assignment | None) -> list[Assignment]:
    """Return the assignments of a swap with their guards exchanged."""
    given = [replace(offered, guard=other)]
    return given if wanted is None else [*given, replace(wanted, guard=offered.guard)]


def months_of(offered: Assignment, wanted: Assignment | None) -> list[Month]:
    """Return the months that a swap touches, in order."""
    days = [one.duty_date for one in (offered, wanted) if one is not None]
    return sorted({Month.of(day) for day in days})


def found_by(
    plan: Plan, there: Sequence[Assignment], changed: Iterable[Assignment], guards: Iterable[int]
) -> list[Finding]:
    """Return what the rules find about guards in a month only after assignments changed guards.

    `there` are the assignments of `rules_hours.around(month)`; what was found before, by as much
    or more, is left out.
    """
    new = {one.id: one for one in changed}
    after = [new.get(one.id, one) for one in there]
    found: list[Finding] = []
    for guard in guards:
        before = {one.key: one.minutes for one in check_guard(plan, guard, _of(there, guard))}
        found += [
            one
            for one in check_guard(plan, guard, _of(after, guard))
            if one.key not in before or one.minutes > before[one.key]
        ]
    return in_order(found)


def told_to(reader: int | None, found: Iterable[Note]) -> list[Note]:
    """Return notes as a guard may read them; a colleague's limits are not told. None reads all."""
    return [
        replace(one, text=_("không nhận được ca này"), legal_basis="")
        if reader not in (None, one.finding.guard) and one.rule in _OWN_BUSINESS
        else one
        for one in found
    ]


def _of(those: Sequence[Assignment], guard: int) -> list[Assignment]:
    return [one for one in those if one.guard == guard]


def overlaps(asked: LeaveAsked, other: LeaveAsked | SwapAsked) -> bool:
    """Tell whether what is asked for is leave too and shares a day."""
    return isinstance(other, LeaveAsked) and asked.first <= other.last and other.first <= asked.last


def touches(request: Request, assignments: Collection[int]) -> bool:
    """Tell whether a request is about one of these assignments."""
    asked = request.asked
    return isinstance(asked, SwapAsked) and (
        asked.offered in assignments or asked.wanted in assignments
    )


def reading(guard: int, seen: Seen | None, there: Sequence[Assignment]) -> Reading:
    """Return what a guard acknowledged of a month against the published shifts there now.

    A shift that was taken out and put back the same is no difference.
    """
    if seen is None:
        return Reading(guard, Read.NEVER)
    before = {_signature(one) for one in seen.assignments}
    now = {_signature(one) for one in there}
    gone = tuple(one for one in seen.assignments if _signature(one) not in now)
    come = tuple(one for one in there if _signature(one) not in before)
    state = Read.BEFORE_CHANGE if gone or come else Read.YES
    return Reading(guard, state, seen.at, gone, come)


def _signature(one: Assignment) -> tuple[date, int, int, int, int]:
    return one.duty_date, one.shift, one.post, one.start_ms, one.end_ms


def readings(
    seen: Mapping[int, Seen], there: Iterable[Assignment], active: Collection[int]
) -> list[Reading]:
    """Return the readings of a month of all guards who must read it, by guard.

    Those must who have a shift in it, or saw one that is gone.
    """
    by_guard: dict[int, list[Assignment]] = {}
    for one in there:
        by_guard.setdefault(one.guard, []).append(one)
    found = [
        reading(guard, seen.get(guard), by_guard.get(guard, []))
        for guard in sorted(active)
        if guard in by_guard or guard in seen
    ]
    return [one for one in found if one.guard in by_guard or one.gone]
