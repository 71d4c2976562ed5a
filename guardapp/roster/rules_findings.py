"""What the rules find in a roster, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from guardapp.base.words import N_, _, date_text, duration_text, ngettext
from guardapp.people.model import CERTIFICATE_WORDS, FORCE_WORDS, GENDER_WORDS
from guardapp.roster.model import Assignment
from guardapp.roster.model_plan import Plan


class Severity(Enum):
    """An error blocks publishing; a warning needs a reason and a name; what is off is not told."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class Rule(Enum):
    """What is checked, the gravest first."""

    DOUBLE = "double"
    UNDER_AGE = "under_age"
    DAY_HOURS = "day_hours"
    NIGHT_RESTRICTED = "night_restricted"
    OVERTIME_RESTRICTED = "overtime_restricted"
    CONTRACTED = "contracted"
    UNKNOWN = "unknown"
    REGIME = "regime"
    REST = "rest"
    DUTY_REST = "duty_rest"
    LEAVE = "leave"
    CERTIFICATE = "certificate"
    FORCE = "force"
    GENDER = "gender"
    KNOWN_POST = "known_post"
    APART = "apart"
    WEEKLY_REST = "weekly_rest"
    WEEK_REST = "week_rest"
    HOLIDAY_REST = "holiday_rest"
    NIGHTS_RUNNING = "nights_running"
    DAY_OVERTIME = "day_overtime"
    OVERTIME = "overtime"
    YEAR_OVERTIME = "year_overtime"
    YEAR_NOTICE = "year_notice"
    CONTRACT_HOURS = "contract_hours"
    POST_STAY = "post_stay"
    FORCE_AGE = "force_age"
    BREAK = "break"
    NO_HOLIDAYS = "no_holidays"
    UNFILLED = "unfilled"
    SHORT_NOTICE = "short_notice"


_GAPS_SHOWN: Final = 6

RULE_WORDS: Final = {
    Rule.DOUBLE: N_("Trùng giờ"),
    Rule.UNDER_AGE: N_("Chưa đủ tuổi"),
    Rule.DAY_HOURS: N_("Quá giờ trong ngày"),
    Rule.NIGHT_RESTRICTED: N_("Không được làm đêm"),
    Rule.OVERTIME_RESTRICTED: N_("Không được làm thêm"),
    Rule.CONTRACTED: N_("Thuê dịch vụ không trực 24/24"),
    Rule.UNKNOWN: N_("Người hoặc vị trí đã ngừng"),
    Rule.REGIME: N_("Không thuộc chế độ trực"),
    Rule.REST: N_("Nghỉ giữa hai ca"),
    Rule.DUTY_REST: N_("Nghỉ bù sau trực"),
    Rule.LEAVE: N_("Ngày nghỉ phép"),
    Rule.CERTIFICATE: N_("Chứng chỉ"),
    Rule.FORCE: N_("Lực lượng"),
    Rule.GENDER: N_("Giới tính"),
    Rule.KNOWN_POST: N_("Vị trí chưa quen"),
    Rule.APART: N_("Không xếp cùng giờ"),
    Rule.WEEKLY_REST: N_("Nghỉ hằng tuần"),
    Rule.WEEK_REST: N_("Tuần không có ngày nghỉ"),
    Rule.HOLIDAY_REST: N_("Nghỉ hằng tuần trùng ngày lễ"),
    Rule.NIGHTS_RUNNING: N_("Nhiều đêm liền"),
    Rule.DAY_OVERTIME: N_("Làm thêm trong ngày"),
    Rule.OVERTIME: N_("Làm thêm giờ"),
    Rule.YEAR_OVERTIME: N_("Làm thêm trong năm"),
    Rule.YEAR_NOTICE: N_("Thông báo làm thêm"),
    Rule.CONTRACT_HOURS: N_("Giờ theo hợp đồng"),
    Rule.POST_STAY: N_("Đứng lâu một vị trí"),
    Rule.FORCE_AGE: N_("Tuổi tự vệ"),
    Rule.BREAK: N_("Nghỉ giữa ca"),
    Rule.NO_HOLIDAYS: N_("Chưa nhập ngày lễ"),
    Rule.UNFILLED: N_("Thiếu người"),
    Rule.SHORT_NOTICE: N_("Công bố muộn"),
}


@dataclass(frozen=True)
class Finding:
    """A rule that is not kept: by whom or where, in which assignments, by how many minutes.

    `minutes` is by how much; `number` the count that the rule's words name; `needed` what the rule
    asks for; `day` the date it is shown on; `shift` the shift type that it is about; `emergency`
    why the law lets it be.
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
    needed: int = 0
    severity: Severity = Severity.WARNING
    emergency: str = ""

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


_TOLD: Final = {
    Rule.DOUBLE: N_("{first} trùng {time} với {second}"),
    Rule.UNDER_AGE: N_("chưa đủ {limit} tuổi vào ngày {day}"),
    Rule.DAY_HOURS: N_("ngày {day} làm liền {total}, vượt {time} (tối đa {most})"),
    Rule.NIGHT_RESTRICTED: N_("không được làm đêm mà làm {time} ban đêm, đầu tiên là {first}"),
    Rule.OVERTIME_RESTRICTED: N_("không được làm thêm mà làm thêm {time}, đầu tiên là {first}"),
    Rule.CONTRACTED: N_("bảo vệ thuê dịch vụ không trực theo chế độ bệnh viện: {first}"),
    Rule.UNKNOWN: N_("{first}: người hoặc vị trí này đã ngừng"),
    Rule.REGIME: N_("người làm theo ca không trực theo chế độ bệnh viện: {first}"),
    Rule.REST: N_("chỉ nghỉ {total} giữa {first} và {second}, thiếu {time}"),
    Rule.DUTY_REST: N_("nghỉ bù {total} sau {first}, thiếu {time}"),
    Rule.LEAVE: N_("xếp {count} ca vào ngày nghỉ, đầu tiên là {first}"),
    Rule.CERTIFICATE: N_("{count} ca tại {post} cần chứng chỉ «{certificate}», {lack}"),
    Rule.FORCE: N_("{count} ca tại {post}, nơi cần lực lượng «{force}»"),
    Rule.GENDER: N_("{count} ca tại {post}, nơi cần người trực là {gender}"),
    Rule.KNOWN_POST: N_("{count} ca tại {post}, vị trí chưa quen, đầu tiên là {first}"),
    Rule.APART: N_("cần xếp tách khỏi {other} mà trực trùng {time}: {first} và {second}"),
    Rule.WEEKLY_REST: N_("cả tháng nghỉ {total_days} ngày, cần ít nhất {limit} ngày"),
    Rule.WEEK_REST: N_("tuần {week} nghỉ liền dài nhất {total}, thiếu {time}"),
    Rule.HOLIDAY_REST: N_(
        "ngày lễ không thay nghỉ hằng tuần: ngoài lễ nghỉ {total_days} ngày, cần {limit} ngày"
    ),
    Rule.NIGHTS_RUNNING: N_("{count} đêm liền đến ngày {day}, tối đa {limit} đêm"),
    Rule.DAY_OVERTIME: N_("ngày {day} làm thêm {total}, vượt {time}"),
    Rule.OVERTIME: N_("làm thêm {total} trong tháng, vượt {time}"),
    Rule.YEAR_OVERTIME: N_("làm thêm {total} từ đầu năm, vượt {time}"),
    Rule.YEAR_NOTICE: N_("làm thêm {total} từ đầu năm, quá {most}: phải thông báo Sở Nội vụ"),
    Rule.CONTRACT_HOURS: N_("tuần {week} làm {total}, vượt hợp đồng {time}"),
    Rule.POST_STAY: N_("{count} ngày trực liền tại {post}, nên đổi vị trí sau {limit} ngày"),
    Rule.FORCE_AGE: N_("{count} tuổi, quá tuổi tự vệ ({limit} tuổi)"),
    Rule.BREAK: N_("ca {shift} nghỉ giữa ca {total}, thiếu {time}"),
    Rule.NO_HOLIDAYS: N_("chưa nhập ngày lễ nào của năm {year}, giờ ngày lễ sẽ tính thiếu"),
    Rule.UNFILLED: N_("ngày {day} thiếu {count} người ca {shift}"),
    Rule.SHORT_NOTICE: N_("công bố trước {count} ngày, cần trước {limit} ngày"),
}


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
    many = len(finding.assignments)
    post = plan.posts.get(finding.post or 0)
    told = _(_TOLD[finding.rule]).format(
        day=short_date(finding.day),
        year=finding.day.year,
        week=_week(finding.day),
        time=duration_text(finding.minutes),
        total=duration_text(finding.number),
        total_days=finding.number,
        count=finding.number or many,
        first=named(finding.assignments[0], plan) if many else "",
        second=named(finding.assignments[-1], plan) if many else "",
        other=_other(finding, plan),
        shift=_shift(finding, plan),
        post=post.name if post else "",
        limit=finding.needed,
        most=duration_text(finding.needed),
        certificate=_(CERTIFICATE_WORDS[post.certificate]) if post and post.certificate else "",
        force=_(FORCE_WORDS[post.force]) if post and post.force else "",
        gender=_(GENDER_WORDS[post.gender]).lower() if post and post.gender else "",
        lack=_lack(finding),
    )
    if not finding.emergency:
        return told
    return _("{told} (theo khai báo khẩn cấp «{reason}», Điều 108)").format(
        told=told, reason=finding.emergency
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


def _other(finding: Finding, plan: Plan) -> str:
    other = next((one.guard for one in finding.assignments if one.guard != finding.guard), 0)
    return plan.guards[other].name if other in plan.guards else ""


def _week(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{short_date(monday)}–{short_date(monday + timedelta(days=6))}"


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
