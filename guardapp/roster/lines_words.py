"""The words and marks of the grid's rows: sums, what stands in a cell, what is found about it."""

from collections.abc import Sequence

from guardapp.base.text import fold
from guardapp.base.words import _, duration_text, range_text
from guardapp.people.model import FORCE_WORDS, Guard
from guardapp.roster import rules_findings
from guardapp.roster.board import Board
from guardapp.roster.model import Assignment, State
from guardapp.roster.model_plan import Limits
from guardapp.roster.rules_findings import Severity


def hours_text(minutes: int) -> str:
    """Return minutes as hours for a narrow column: 168 or 7:30; nothing for none."""
    whole, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    return f"{whole}:{rest:02d}" if rest else str(whole)


def fits(guard: Guard, search: str) -> bool:
    """Tell whether folded text stands in a guard's name, code, squad or force."""
    texts = (fold(guard.name), guard.code, fold(guard.squad), fold(_(FORCE_WORDS[guard.force])))
    return any(search in text for text in texts)


def overtime_words(month: int, year: int, limits: Limits) -> str:
    """Return overtime of a month and of the year so far against what the law allows; minutes."""
    return "\n".join(
        (
            _("Trong tháng {done}, tối đa {most}").format(
                done=duration_text(month), most=duration_text(limits.overtime)
            ),
            _("Từ đầu năm {done}, tối đa {most}, còn {left}").format(
                done=duration_text(year),
                most=duration_text(limits.overtime_year),
                left=duration_text(max(0, limits.overtime_year - year)),
            ),
        )
    )


def standing(those: Sequence[Assignment]) -> tuple[bool, bool, bool]:
    """Return whether some assignments are pinned, proposed now, and drafts by the planner."""
    return (
        all(one.pinned for one in those),
        any(one.id < 0 for one in those),
        all(one.proposed and one.state is State.DRAFT for one in those),
    )


def worst(board: Board, those: Sequence[Assignment]) -> Severity | None:
    """Return the worst mark of some assignments."""
    marks = {board.mark(one.id) for one in those}
    return next((one for one in (Severity.ERROR, Severity.WARNING) if one in marks), None)


def told(board: Board, those: Sequence[Assignment], *, with_guard: bool) -> list[str]:
    """Return a line for each assignment and each finding about it."""
    plan = board.plan
    texts: list[str] = []
    for one in those:
        kind, post = plan.shifts.get(one.shift), plan.posts.get(one.post)
        guard = plan.guards.get(one.guard)
        what = (guard.name if guard else "?") if with_guard else (post.name if post else "?")
        name = kind.name if kind else "?"
        texts.append(f"{name} {range_text(one.start_ms, one.end_ms)} · {what}")
        texts += [f"– {rules_findings.words(found, plan)}" for found in board.about(one.id)]
    return list(dict.fromkeys(texts))
