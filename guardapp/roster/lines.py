"""The month's grid as rows of cells: guards by days, or posts' shifts by days."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from guardapp.base.text import fold
from guardapp.base.words import _, date_text, duration_text, pgettext
from guardapp.people.model import LEAVE_WORDS, Post
from guardapp.roster.board import Board, Filled
from guardapp.roster.lines_words import fits, hours_text, overtime_words, standing, told, worst
from guardapp.roster.model import LEAVE_CODES, Assignment, ShiftType, post_number
from guardapp.roster.rules_findings import Finding, Rule, Severity
from guardapp.roster.strip import Strip


@dataclass(frozen=True, slots=True)
class Line:
    """A row's head: what it is called, a quiet word, and the sums at its side.

    `group` is set on the first row of a post. `over` marks sums that break a rule, by position.
    """

    title: str
    note: str = ""
    sums: tuple[str, ...] = ()
    over: frozenset[int] = frozenset()
    group: bool = False
    tone: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows: `tone` colours it, `absent` and `lacking` are quiet states without one.

    `ghost` is a proposal not taken yet, `proposed` a draft by the planner.
    """

    text: str = ""
    small: str = ""
    later: int = 0
    tone: int | None = None
    mark: Severity | None = None
    absent: bool = False
    lacking: int = 0
    more: int = 0
    pinned: bool = False
    ghost: bool = False
    proposed: bool = False


EMPTY = Cell()


class Lines(Protocol):
    """Rows over the days of a month."""

    lines: list[Line]
    heads: tuple[tuple[str, str], ...]

    def cell(self, row: int, day: date) -> Cell:
        """Return what a cell shows."""

    def assignments(self, row: int, day: date) -> list[Assignment]:
        """Return what stands in a cell."""

    def tip(self, row: int, day: date) -> str:
        """Return the words that explain a cell."""

    def sum_tip(self, row: int, which: int) -> str:
        """Return the words that explain one of a row's sums."""

    def filled(self, day: date) -> Filled:
        """Return how a day is filled over these rows."""

    def free(self, day: date) -> int:
        """Return how many guards without a duty could take one of these rows' on a day."""

    def find(self, finding: Finding) -> int | None:
        """Return the row that a finding is about, or None."""


class _Rows(ABC):
    """What both ways to lay out the month share; what a cell shows is worked out once."""

    def __init__(self, board: Board, post: int | None, strip: Strip | None) -> None:
        self.board = board
        self._post = post
        self._strip = strip or Strip(board.plan)
        self._cells: dict[tuple[int, date], Cell] = {}
        self._filled: dict[date, Filled] = {}

    def cell(self, row: int, day: date) -> Cell:
        """Return what a cell shows."""
        key = row, day
        if key not in self._cells:
            self._cells[key] = self._cell(row, day)
        return self._cells[key]

    @abstractmethod
    def _cell(self, row: int, day: date) -> Cell: ...

    def filled(self, day: date) -> Filled:
        """Return how the day is filled at all posts, or the one chosen."""
        if day not in self._filled:
            self._filled[day] = self.board.day_filled(day, self._post)
        return self._filled[day]

    def free(self, day: date) -> int:
        """Return how many guards without a duty could take one of the day's."""
        return self._strip.free(self.board, day, self._post)


class GuardLines(_Rows):
    """Guards down, days across; `search` is folded text, `post` leaves only who stands there."""

    def __init__(
        self,
        board: Board,
        search: str = "",
        post: int | None = None,
        strip: Strip | None = None,
    ) -> None:
        super().__init__(board, post, strip)
        self.heads = (
            (pgettext("column", "Giờ"), _("Số giờ làm trong tháng")),
            (pgettext("column", "Đêm"), _("Số giờ đêm, từ 22 giờ đến 6 giờ")),
            (pgettext("column", "T7 CN"), _("Số ca thứ bảy và chủ nhật")),
            (pgettext("column", "Thêm"), _("Số giờ làm thêm trong tháng")),
        )
        self.guards = [
            one
            for one in board.guards
            if fits(one, search)
            if post is None or any(board_one.post == post for board_one in _of(board, one.id))
        ]
        self.lines = [self._line(one.id, one.name, one.code) for one in self.guards]
        self._numbers = {one.id: post_number(one) for one in board.plan.posts.values()}

    def _line(self, guard: int, name: str, code: str) -> Line:
        sums, plan = self.board.totals(guard), self.board.plan
        limits = plan.limits
        year = plan.overtime_before.get(guard, 0) + sums.overtime
        broken = sums.overtime > limits.overtime or year > limits.overtime_year
        texts = (
            hours_text(sums.minutes),
            hours_text(sums.night),
            str(sums.weekend_shifts) if sums.weekend_shifts else "",
            hours_text(sums.overtime),
        )
        return Line(name, code, texts, frozenset({3} if broken else ()))

    def sum_tip(self, row: int, which: int) -> str:
        """Return what is told of one of a guard's sums."""
        sums, plan = self.board.totals(self.guards[row].id), self.board.plan
        if which == 0:
            time = duration_text(sums.minutes)
            return _("{time} trong tháng, {n} ca").format(time=time, n=sums.shifts)
        if which == 1:
            return _("{time} giờ đêm").format(time=duration_text(sums.night))
        if which == 2:
            return _("{n} ca thứ bảy và chủ nhật, {time} ngày lễ, nghỉ {days} ngày").format(
                n=sums.weekend_shifts, time=duration_text(sums.holiday), days=sums.rest_days
            )
        before = plan.overtime_before.get(self.guards[row].id, 0)
        return overtime_words(sums.overtime, before + sums.overtime, plan.limits)

    def _cell(self, row: int, day: date) -> Cell:
        """Return the shift's code and the post's number, or the leave."""
        guard = self.guards[row].id
        there = self.board.of_guard(guard, day)
        leave = self.board.leave(guard, day)
        if not there:
            return Cell(LEAVE_CODES[leave.kind], absent=True) if leave else EMPTY
        first = there[0]
        pinned, ghost, proposed = standing(there)
        kind = self.board.plan.shifts.get(first.shift)
        return Cell(
            kind.code if kind else "?",
            self._numbers.get(first.post, ""),
            kind.days_later if kind else 0,
            kind.tone if kind else None,
            worst(self.board, there),
            more=len(there) - 1,
            pinned=pinned,
            ghost=ghost,
            proposed=proposed,
        )

    def assignments(self, row: int, day: date) -> list[Assignment]:
        """Return the guard's assignments of a day."""
        return self.board.of_guard(self.guards[row].id, day)

    def tip(self, row: int, day: date) -> str:
        """Return the shifts, the posts and what is found."""
        guard = self.guards[row]
        texts = [f"{guard.name} · {date_text(day)}"]
        leave = self.board.leave(guard.id, day)
        if leave:
            texts.append(_(LEAVE_WORDS[leave.kind]))
        texts += told(self.board, self.assignments(row, day), with_guard=False)
        return "\n".join(texts) if len(texts) > 1 else ""

    def find(self, finding: Finding) -> int | None:
        """Return the guard's row."""
        for row, one in enumerate(self.guards):
            if one.id == finding.guard:
                return row
        return None


class PostLines(_Rows):
    """Each shift of each post down, days across; `search` is folded text."""

    def __init__(
        self,
        board: Board,
        search: str = "",
        post: int | None = None,
        strip: Strip | None = None,
    ) -> None:
        super().__init__(board, post, strip)
        self.heads = ((pgettext("column", "Thiếu"), _("Số lượt người còn thiếu trong tháng")),)
        self.slots: list[tuple[Post, ShiftType]] = [
            (one, kind)
            for one in board.posts
            if post in (None, one.id)
            if search in fold(one.name) or search in one.code
            for kind in board.shifts_of_post(one)
        ]
        self.lines = [self._line(row) for row in range(len(self.slots))]

    def _line(self, row: int) -> Line:
        post, kind = self.slots[row]
        first = row == 0 or self.slots[row - 1][0] is not post
        days = self.board.plan.month.days
        short = sum(self.board.slot(post.id, kind.id, day).short for day in days)
        return Line(
            f"{post_number(post)} {post.name}" if first else "",
            kind.code,
            (str(short) if short else "",),
            frozenset({0} if short else ()),
            group=first,
            tone=kind.tone,
        )

    def sum_tip(self, row: int, which: int) -> str:
        """Return what a row's sum counts."""
        return self.heads[which][1] if self.lines[row].sums[which] else ""

    def _cell(self, row: int, day: date) -> Cell:
        """Return the guard's given name, or that somebody is missing."""
        post, kind = self.slots[row]
        there = self.board.of_post(post.id, day, kind.id)
        lacking = self.board.slot(post.id, kind.id, day).short
        if not there:
            return Cell(lacking=lacking) if lacking else EMPTY
        guard = self.board.plan.guards.get(there[0].guard)
        pinned, ghost, proposed = standing(there)
        return Cell(
            guard.name.split()[-1] if guard and guard.name else "?",
            tone=kind.tone,
            mark=worst(self.board, there),
            lacking=lacking,
            more=len(there) - 1,
            pinned=pinned,
            ghost=ghost,
            proposed=proposed,
        )

    def assignments(self, row: int, day: date) -> list[Assignment]:
        """Return the assignments of this shift on a day."""
        post, kind = self.slots[row]
        return self.board.of_post(post.id, day, kind.id)

    def tip(self, row: int, day: date) -> str:
        """Return who stands there, what is missing and what is found."""
        post, kind = self.slots[row]
        slot = self.board.slot(post.id, kind.id, day)
        texts = [f"{post.name} · {kind.code} {kind.hours} · {date_text(day)}"]
        if slot.short:
            texts.append(_("Thiếu {n} người").format(n=slot.short))
        texts += told(self.board, self.assignments(row, day), with_guard=True)
        return "\n".join(texts)

    def find(self, finding: Finding) -> int | None:
        """Return the row of the post and shift that is short, or where the guard stands."""
        where = {(one.post, one.shift) for one in finding.assignments[-1:]}
        if finding.rule is Rule.UNFILLED:
            where = {(finding.post or 0, finding.shift or 0)}
        for row, (post, kind) in enumerate(self.slots):
            if (post.id, kind.id) in where:
                return row
        return None


def _of(board: Board, guard: int) -> Sequence[Assignment]:
    return [one for day in board.plan.month.days for one in board.of_guard(guard, day)]
