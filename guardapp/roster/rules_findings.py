"""What the rules find in a roster, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.words import N_, _, date_text, duration_text, ngettext
from guardapp.people.model import CERTIFICATE_WORDS
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Limits, Plan


class Severity(Enum):
    """An error blocks publishing; a warning needs a reason and a name."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Enum):
    """What is checked."""

    DOUBLE = "double"
    UNDER_AGE = "under_age"
    DAY_HOURS = "day_hours"
    UNKNOWN = "unknown"
    REST = "rest"
    DUTY_REST = "duty_rest"
    LEAVE = "leave"
    CERTIFICATE = "certificate"
    WEEKLY_REST = "weekly_rest"
    OVERTIME = "overtime"
    UNFILLED = "unfilled"
    SHORT_NOTICE = "short_notice"


_GAPS_SHOWN: Final = 6

ERRORS: Final = frozenset({Rule.DOUBLE, Rule.UNDER_AGE, Rule.DAY_HOURS, Rule.UNKNOWN})

RULE_WORDS: Final = {
    Rule.DOUBLE: N_("Trùng giờ"),
    Rule.UNDER_AGE: N_("Chưa đủ tuổi"),
    Rule.DAY_HOURS: N_("Quá giờ trong ngày"),
    Rule.UNKNOWN: N_("Người hoặc vị trí đã ngừng"),
    Rule.REST: N_("Nghỉ giữa hai ca"),
    Rule.DUTY_REST: N_("Nghỉ bù sau trực"),
    Rule.LEAVE: N_("Ngày nghỉ phép"),
    Rule.CERTIFICATE: N_("Chứng chỉ"),
    Rule.WEEKLY_REST: N_("Nghỉ hằng tuần"),
    Rule.OVERTIME: N_("Làm thêm giờ"),
    Rule.UNFILLED: N_("Thiếu người"),
    Rule.SHORT_NOTICE: N_("Công bố muộn"),
}


@dataclass(frozen=True)
class Finding:
    """A rule that is not kept: by whom or where, in which assignments, by how many minutes.

    `minutes` is by how much; `number` the count that the rule's words name; `day` the date it is
    shown on; `shift` the shift type that lacks somebody.
    """

    rule: Rule
    day: date
    guard: int | None = None
    post: int | None = None
    assignments: tuple[Assignment, ...] = ()
    minutes: int = 0
    number: int = 0
    shift: int | None = None
    expired: date | None = None
    legal_basis: str = ""

    @property
    def severity(self) -> Severity:
        """Return whether it blocks publishing."""
        return Severity.ERROR if self.rule in ERRORS else Severity.WARNING

    @property
    def key(self) -> tuple[str, int, int, str, int]:
        """Return what tells two findings of a month apart."""
        return (
            self.rule.value,
            self.guard or 0,
            self.post or 0,
            self.day.isoformat(),
            self.shift or 0,
        )


def short_date(day: date) -> str:
    """Return dd/MM."""
    return f"{day.day:02d}/{day.month:02d}"


def named(one: Assignment, plan: Plan) -> str:
    """Return an assignment as words: shift, date and post."""
    shift, post = plan.shifts.get(one.shift), plan.posts.get(one.post)
    return _("ca {shift} ngày {day} tại {post}").format(
        shift=shift.code if shift else "?",
        day=short_date(one.duty_date),
        post=post.name if post else "?",
    )


def whose(finding: Finding, plan: Plan) -> str:
    """Return the name of the guard, else of the post, that a finding is about."""
    if finding.guard is not None and finding.guard in plan.guards:
        return plan.guards[finding.guard].name
    if finding.post is not None and finding.post in plan.posts:
        return plan.posts[finding.post].name
    return ""


def words(finding: Finding, plan: Plan) -> str:
    """Return what a finding says, in one sentence without the guard's name."""
    limits = plan.limits
    many = len(finding.assignments)
    told = {
        Rule.DOUBLE: N_("{first} trùng {time} với {second}"),
        Rule.UNDER_AGE: N_("chưa đủ {limit} tuổi vào ngày {day}"),
        Rule.DAY_HOURS: N_("ngày {day} làm liền {total}, vượt {time} (tối đa {most})"),
        Rule.UNKNOWN: N_("{first}: người hoặc vị trí này đã ngừng"),
        Rule.REST: N_("chỉ nghỉ {total} giữa {first} và {second}, thiếu {time}"),
        Rule.DUTY_REST: N_("nghỉ bù {total} sau {first}, thiếu {time}"),
        Rule.LEAVE: N_("xếp {count} ca vào ngày nghỉ, đầu tiên là {first}"),
        Rule.CERTIFICATE: N_("{count} ca tại {post} cần chứng chỉ «{certificate}», {lack}"),
        Rule.WEEKLY_REST: N_("cả tháng nghỉ {total_days} ngày, cần ít nhất {limit} ngày"),
        Rule.OVERTIME: N_("làm thêm {total} trong tháng, vượt {time}"),
        Rule.UNFILLED: N_("ngày {day} thiếu {count} người ca {shift}"),
        Rule.SHORT_NOTICE: N_("công bố trước {count} ngày, cần trước {limit} ngày"),
    }[finding.rule]
    return _(told).format(
        day=short_date(finding.day),
        time=duration_text(finding.minutes),
        total=duration_text(finding.number),
        total_days=finding.number,
        count=finding.number or many,
        first=named(finding.assignments[0], plan) if many else "",
        second=named(finding.assignments[-1], plan) if many else "",
        shift=_shift(finding, plan),
        post=_post(finding, plan),
        limit=_limit(finding.rule, limits),
        most=duration_text(limits.day_max),
        certificate=_certificate(finding, plan),
        lack=_lack(finding),
    )


@dataclass(frozen=True, slots=True)
class Note:
    """One or more findings told as one: about whom, what, on which legal basis, shown where."""

    severity: Severity
    rule: Rule
    who: str
    text: str
    legal_basis: str
    finding: Finding


def notes(found: Sequence[Finding], plan: Plan) -> list[Note]:
    """Return findings as notes in the same order; the gaps of one post are told together."""
    gaps: dict[int | None, list[Finding]] = {}
    for one in found:
        if one.rule is Rule.UNFILLED:
            gaps.setdefault(one.post, []).append(one)
    told: list[Note] = []
    for one in found:
        text = words(one, plan)
        if one.rule is Rule.UNFILLED:
            those = gaps[one.post]
            if those[0] is not one:
                continue
            text = text if len(those) == 1 else _gaps(those, plan)
        told.append(Note(one.severity, one.rule, whose(one, plan), text, one.legal_basis, one))
    return told


def _gaps(those: Sequence[Finding], plan: Plan) -> str:
    shown = ", ".join(f"{_shift(one, plan)} {short_date(one.day)}" for one in those[:_GAPS_SHOWN])
    more = "…" if len(those) > _GAPS_SHOWN else ""
    return _("thiếu {count} lượt người: {shifts}").format(
        count=sum(one.number for one in those), shifts=shown + more
    )


def _shift(finding: Finding, plan: Plan) -> str:
    shift = plan.shifts.get(finding.shift or 0)
    return shift.code if shift else ""


def _post(finding: Finding, plan: Plan) -> str:
    post = plan.posts.get(finding.post or 0)
    return post.name if post else ""


def _limit(rule: Rule, limits: Limits) -> int:
    return {
        Rule.UNDER_AGE: limits.age,
        Rule.WEEKLY_REST: limits.rest_days,
        Rule.SHORT_NOTICE: limits.publish_days,
    }.get(rule, 0)


def _certificate(finding: Finding, plan: Plan) -> str:
    post = plan.posts.get(finding.post or 0)
    return _(CERTIFICATE_WORDS[post.certificate]) if post and post.certificate else ""


def _lack(finding: Finding) -> str:
    if finding.expired is None:
        return _("chưa có")
    return _("đã hết hạn {day}").format(day=date_text(finding.expired))


def counted(errors: int, warnings: int) -> str:
    """Return how many errors and warnings there are, in words."""
    if not errors and not warnings:
        return _("Không có cảnh báo")
    parts = [
        ngettext("{n} lỗi", "{n} lỗi", errors).format(n=errors),
        ngettext("{n} cảnh báo", "{n} cảnh báo", warnings).format(n=warnings),
    ]
    return ", ".join(part for part, count in zip(parts, (errors, warnings), strict=True) if count)
