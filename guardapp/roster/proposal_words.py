"""What a proposal of the planner says in words: what is filled, what is short and would free it."""

from collections.abc import Iterable, Sequence
from typing import Final

from guardapp.base.words import N_, _, duration_text, ngettext, number_text
from guardapp.people.model import (
    CERTIFICATE_WORDS,
    FORCE_WORDS,
    GENDER_WORDS,
    LEAVE_WORDS,
    Post,
)
from guardapp.roster.model import Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Hole, Pace, Relief, Shortage, Way
from guardapp.roster.rules_findings import Finding, Note, Rule, notes, short_date
from guardapp.roster.rules_proposal import Because, Proposal

_WAYS: Final = {
    Way.LEAVE: N_("{guard} hoãn ngày {day}: {leave}"),
    Way.CERTIFICATE: N_("{guard} có chứng chỉ «{certificate}»"),
    Way.KNOW_POST: N_("{guard} được hướng dẫn vị trí {post}"),
    Way.REST: N_("{guard} nghỉ ngắn hơn quanh ngày {day}"),
    Way.RUN: N_("{guard} trực thêm một ngày liền, ngày {day}"),
    Way.WEEK_HOURS: N_("{guard} làm quá giờ hợp đồng tuần có ngày {day}"),
    Way.OVERTIME: N_("{guard} làm thêm giờ ngày {day}"),
    Way.APART: N_("{guard} được trực cùng giờ với người đang xếp tách, ngày {day}"),
}
_BECAUSE: Final = {
    Because.STANDS: N_("do ca đã có sẵn"),
    Because.SHORT: N_("không ai khác làm được"),
    Because.UNPROVEN: N_("hết giờ trước khi tìm được cách khác"),
}
_MOST_RELIEFS: Final = 3
_MOST_CHANGES: Final = 20


def gap_text(pace: Pace) -> str:
    """Return how near the best roster is known to be."""
    if pace.objective <= pace.bound:
        return _("Đây là lịch tốt nhất, không thể tốt hơn.")
    percent = pace.gap * 100
    if percent > 99:
        return _("Chưa biết còn cách tốt nhất bao xa.")
    shown = f"{percent:.1f}".replace(".", ",")
    return _("Còn cách tốt nhất tối đa {percent} %.").format(percent=shown)


def missing_text(missing: int | None) -> str:
    """Return how many shifts nobody fills."""
    if missing is None:
        return _("Đang tìm lịch đầu tiên")
    if not missing:
        return _("Đủ người mọi ca")
    return ngettext("Thiếu {n} lượt người", "Thiếu {n} lượt người", missing).format(n=missing)


def done_text(proposal: Proposal) -> str:
    """Return what taking a proposal would do."""
    parts = [_("Xếp {n} ca").format(n=number_text(len(proposal.placements)))]
    if proposal.removed:
        parts.append(_("bỏ {n} ca nháp").format(n=number_text(len(proposal.removed))))
    took = duration_text(round(proposal.pace.seconds / 60))
    if proposal.pace.seconds < 60:
        took = _("{n} giây").format(n=round(proposal.pace.seconds))
    parts.append(_("trong {time}").format(time=took))
    return ", ".join(parts) + "."


def changes_text(proposal: Proposal, plan: Plan) -> str:
    """Return each guard's date that a proposal changes, a line each."""
    if not proposal.changed:
        return _("Không ai khác phải đổi ca, và không ai trực thay được.")
    lines = [
        _("{guard}, {day}: {before} → {after}").format(
            guard=plan.guards[one.guard].name,
            day=short_date(one.day),
            before=_duties(one.before, plan),
            after=_duties(one.after, plan),
        )
        for one in proposal.changed[:_MOST_CHANGES]
    ]
    lines.insert(0, _("{n} ngày trực thay đổi:").format(n=len(proposal.changed)))
    return "\n".join(lines)


def _duties(those: Sequence[Placement], plan: Plan) -> str:
    told = [f"{plan.shifts[one.shift].code} {plan.posts[one.post].name}" for one in those]
    return ", ".join(told) or _("nghỉ")


def shortage_notes(proposal: Proposal, plan: Plan) -> list[Note]:
    """Return what is short, each with what would free it."""
    return [
        Note(
            finding.severity,
            Rule.UNFILLED,
            one.who,
            one.text,
            freed_by(_reliefs(short, proposal.reliefs), plan),
            finding,
        )
        for short in proposal.shortages
        for finding in [_as_finding(short)]
        for one in notes([finding], plan)
    ]


def left_notes(proposal: Proposal, plan: Plan) -> list[Note]:
    """Return the findings that are left besides what is short, each with why."""
    told = []
    for one in proposal.left:
        if one.finding.rule is Rule.UNFILLED:
            continue
        (note,) = notes([one.finding], plan)
        why = _(_BECAUSE[one.because])
        basis = f"{note.legal_basis} · {why}" if note.legal_basis else why
        told.append(Note(note.severity, note.rule, note.who, note.text, basis, note.finding))
    return told


def _as_finding(short: Shortage) -> Finding:
    return Finding(
        Rule.UNFILLED, short.day, post=short.post, shift=short.shift, number=short.missing
    )


def _reliefs(short: Shortage, reliefs: Iterable[Relief]) -> list[Relief]:
    hole = Hole(short.post, short.shift, short.day)
    return [one for one in reliefs if hole in one.gaps]


def freed_by(reliefs: Sequence[Relief], plan: Plan) -> str:
    """Return what would fill a gap, in one sentence, or nothing."""
    if not reliefs:
        return ""
    ways = list(dict.fromkeys(relief_text(one, plan) for one in reliefs))[:_MOST_RELIEFS]
    return _("Gỡ được nếu: {ways}").format(ways="; ".join(ways))


def relief_text(relief: Relief, plan: Plan) -> str:
    """Return one thing that would free shifts."""
    guard, post = plan.guards.get(relief.guard or 0), plan.posts.get(relief.post or 0)
    if relief.way is Way.ONE_MORE:
        return _one_more(post)
    paper = CERTIFICATE_WORDS[post.certificate] if post and post.certificate else ""
    return _(_WAYS[relief.way]).format(
        guard=guard.name if guard else "?",
        post=post.name if post else "?",
        day=short_date(relief.day) if relief.day else "?",
        certificate=_(paper) if paper else "?",
        leave=_leave(relief, plan),
    )


def _leave(relief: Relief, plan: Plan) -> str:
    """Return what somebody would put off."""
    return ", ".join(
        _(LEAVE_WORDS[leave.kind]).lower()
        for leave in plan.leaves.get(relief.guard or 0, ())
        if relief.day is not None and leave.first <= relief.day <= leave.last
    )


def _one_more(post: Post | None) -> str:
    """Return what kind of guard is lacking."""
    asked = []
    if post is not None and post.certificate is not None:
        certificate = _(CERTIFICATE_WORDS[post.certificate])
        asked.append(_("có chứng chỉ «{certificate}»").format(certificate=certificate))
    if post is not None and post.gender is not None:
        asked.append(_("là {gender}").format(gender=_(GENDER_WORDS[post.gender]).lower()))
    if post is not None and post.force is not None:
        asked.append(_("thuộc lực lượng «{force}»").format(force=_(FORCE_WORDS[post.force])))
    if not asked:
        return _("thêm một người")
    return _("thêm một người {kind}").format(kind=", ".join(asked))
