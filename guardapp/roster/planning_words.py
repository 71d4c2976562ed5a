"""The words for what a proposal tells: shortages, what would free them, why a warning stays."""

from collections.abc import Sequence
from typing import Final

from guardapp.base.words import N_, _, ngettext
from guardapp.people.model import CERTIFICATE_WORDS, FORCE_WORDS, GENDER_WORDS, LEAVE_WORDS, Post
from guardapp.roster.model import Placement
from guardapp.roster.model_plan import Plan
from guardapp.roster.model_planning import Changed, Hole, Relief, Shortage, Way
from guardapp.roster.rules_findings import short_date
from guardapp.roster.rules_proposal import Because

BECAUSE_WORDS: Final = {
    Because.STANDS: N_("đã có sẵn trong phần được giữ nguyên"),
    Because.SHORT: N_("đã chứng minh: không còn cách xếp nào đủ hơn"),
    Because.UNPROVEN: N_("chưa chứng minh được trong thời gian cho phép"),
}

_WAYS: Final = {
    Way.LEAVE: N_("{guard} hoãn ngày {day}: {leave}"),
    Way.CERTIFICATE: N_("{guard} có chứng chỉ «{certificate}»"),
    Way.KNOW_POST: N_("{guard} làm quen vị trí {post}"),
    Way.REST: N_("{guard} nghỉ ít hơn quy định trước hoặc sau ca ngày {day}"),
    Way.RUN: N_("{guard} bớt một ngày nghỉ, làm ngày {day}"),
    Way.WEEK_HOURS: N_("{guard} làm quá giờ hợp đồng trong tuần có ngày {day}"),
    Way.OVERTIME: N_("{guard} làm thêm giờ ngày {day}"),
    Way.APART: N_("{guard} trực cùng giờ với người cần xếp tách ra, ngày {day}"),
}


def shortage_words(one: Shortage, plan: Plan) -> str:
    """Return a shortage in one sentence: the post, the shift, the date, how many."""
    return ngettext(
        "{post}: ca {shift} ngày {day} thiếu {n} người",
        "{post}: ca {shift} ngày {day} thiếu {n} người",
        one.missing,
    ).format(
        post=plan.posts[one.post].name,
        shift=plan.shifts[one.shift].code,
        day=short_date(one.day),
        n=one.missing,
    )


def relief_words(one: Relief, plan: Plan) -> str:
    """Return what would free shifts, and which, in one sentence."""
    if one.way is Way.ONE_MORE:
        what = _more(plan.posts[one.post]) if one.post is not None else ""
    else:
        post = plan.posts.get(one.post or 0)
        what = _(_WAYS[one.way]).format(
            guard=plan.guards[one.guard].name if one.guard is not None else "",
            day=short_date(one.day) if one.day is not None else "",
            post=post.name if post else "",
            leave=_leave(one, plan),
            certificate=_(CERTIFICATE_WORDS[post.certificate]) if post and post.certificate else "",
        )
    return _("{what}: đủ người cho {gaps}").format(what=what, gaps=holes_words(one.gaps, plan))


def _leave(one: Relief, plan: Plan) -> str:
    return ", ".join(
        _(LEAVE_WORDS[leave.kind]).lower()
        for leave in plan.leaves.get(one.guard or 0, ())
        if one.day is not None and leave.first <= one.day <= leave.last
    )


def _more(post: Post) -> str:
    asked = []
    if post.certificate is not None:
        certificate = _(CERTIFICATE_WORDS[post.certificate])
        asked.append(_("có chứng chỉ «{certificate}»").format(certificate=certificate))
    if post.gender is not None:
        asked.append(_("là {gender}").format(gender=_(GENDER_WORDS[post.gender]).lower()))
    if post.force is not None:
        asked.append(_("thuộc lực lượng «{force}»").format(force=_(FORCE_WORDS[post.force])))
    if not asked:
        return _("thêm một người")
    return _("thêm một người {kind}").format(kind=", ".join(asked))


def holes_words(holes: Sequence[Hole], plan: Plan) -> str:
    """Return posts' shifts as a list."""
    return "; ".join(
        _("ca {shift} ngày {day} tại {post}").format(
            shift=plan.shifts[one.shift].code,
            day=short_date(one.day),
            post=plan.posts[one.post].name,
        )
        for one in dict.fromkeys(holes)
    )


def changed_words(one: Changed, plan: Plan) -> str:
    """Return a guard's changed date: what he did there before and what he would do."""
    return _("{guard}, ngày {day}: {before} → {after}").format(
        guard=plan.guards[one.guard].name,
        day=short_date(one.day),
        before=_duties(one.before, plan),
        after=_duties(one.after, plan),
    )


def _duties(those: Sequence[Placement], plan: Plan) -> str:
    if not those:
        return _("nghỉ")
    return ", ".join(
        _("ca {shift} tại {post}").format(
            shift=plan.shifts[one.shift].code, post=plan.posts[one.post].name
        )
        for one in those
    )
