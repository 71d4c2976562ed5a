"""How the dated numbers of law and of the facility are called, grouped, and shown."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from guardapp.base.parameter_values import ValueKind, kind_of
from guardapp.base.settings import Parameter
from guardapp.base.words import N_, _, number_text, pgettext
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.roster.model_plan import SEVERITY
from guardapp.roster.rules_findings import RULE_WORDS, Rule

FIRE_LOOK: Final = "fire_look_"


class Group(Enum):
    """What a number is about."""

    GRADES = "grades"
    HOURS = "hours"
    DUTY = "duty"
    PEOPLE = "people"
    FIRE = "fire"
    OTHER = "other"


GROUP_WORDS: Final = {
    Group.GRADES: N_("Mức lỗi, cảnh báo"),
    Group.HOURS: N_("Giờ làm, giờ nghỉ"),
    Group.DUTY: N_("Lịch, phiên trực"),
    Group.PEOPLE: N_("Con người"),
    Group.FIRE: N_("PCCC"),
    Group.OTHER: N_("Khác"),
}
GRADE_WORDS: Final = {
    "error": N_("Lỗi, chặn công bố"),
    "warning": N_("Cảnh báo"),
    "off": N_("Không kiểm tra"),
}
WORDS: Final[Mapping[Group, Mapping[str, str]]] = {
    Group.HOURS: {
        "norm_day_h": N_("Giờ làm bình thường mỗi ngày"),
        "norm_week_h": N_("Giờ làm bình thường mỗi tuần"),
        "week_scheme": N_("Quy định giờ làm theo tuần"),
        "week_scheme_day_h": N_("Giờ mỗi ngày khi quy định theo tuần"),
        "night_from": N_("Giờ làm đêm bắt đầu"),
        "night_to": N_("Giờ làm đêm kết thúc"),
        "ot_day_percent": N_("Làm thêm mỗi ngày, so với giờ bình thường"),
        "day_total_max_h": N_("Tổng giờ nhiều nhất mỗi ngày"),
        "ot_month_max_h": N_("Làm thêm nhiều nhất mỗi tháng"),
        "ot_year_max_h": N_("Làm thêm nhiều nhất mỗi năm"),
        "ot_year_ext_h": N_("Làm thêm mỗi năm, trường hợp được mở rộng"),
        "ot_year_extended": N_("Đơn vị làm thêm đến mức mở rộng"),
        "ot_notice_days": N_("Hạn thông báo làm thêm mức mở rộng"),
        "break_from_h": N_("Ca phải có nghỉ giữa ca, từ"),
        "break_day_min": N_("Nghỉ giữa ca ban ngày, ít nhất"),
        "break_night_min": N_("Nghỉ giữa ca ban đêm, ít nhất"),
        "night_break_trigger_h": N_("Tính nghỉ giữa ca ban đêm, từ số giờ đêm"),
        "rest_between_h": N_("Nghỉ giữa hai ca, ít nhất"),
        "weekly_rest_h": N_("Nghỉ hằng tuần, liên tục ít nhất"),
        "month_rest_min_days": N_("Ngày nghỉ mỗi tháng, ít nhất"),
        "weeks_missed_max": N_("Tuần không có ngày nghỉ trong tháng, nhiều nhất"),
        "holiday_rest": N_("Nghỉ bù khi nghỉ tuần trùng ngày lễ"),
        "holidays_year": N_("Ngày lễ, Tết mỗi năm"),
        "restricted_work": N_("Giờ đêm, làm thêm của người bị hạn chế"),
    },
    Group.DUTY: {
        "duty_regime": N_("Trực 24/24 chỉ dành cho người của đơn vị"),
        "b24_weekday_comp": N_("Nghỉ bù sau phiên 24/24 ngày thường"),
        "b24_holiday_comp": N_("Nghỉ bù sau phiên 24/24 ngày lễ"),
        "b12_rest_h": N_("Nghỉ sau phiên 12/24 hoặc 16/24, ít nhất"),
        "nights_running_max": N_("Đêm liền nhau, nhiều nhất"),
        "post_stay_max_days": N_("Đứng một vị trí liền, nhiều nhất"),
        "roster_publish_days": N_("Công bố lịch trước tháng, ít nhất"),
        "attendance_grace_min": N_("Chấm công: đến muộn được bỏ qua"),
        "handover_early_min": N_("Đến trước giờ giao ca"),
        "round_buffer_min": N_("Lượt tuần tra được sớm hay muộn"),
        "round_extended_buffer_min": N_("Lượt tuần tra được sớm hay muộn, mức rộng"),
    },
    Group.PEOPLE: {
        "guard_min_age": N_("Tuổi bảo vệ, ít nhất"),
        "cert_valid_y": N_("Chứng chỉ nghiệp vụ bảo vệ có hạn"),
        "fire_train_years": N_("Huấn luyện PCCC có hạn"),
        "tool_training": N_("Tập huấn công cụ hỗ trợ"),
        "first_aid_training": N_("Tập huấn sơ cấp cứu"),
        "tuve_age_male": N_("Tuổi tự vệ nam, nhiều nhất"),
        "tuve_age_female": N_("Tuổi tự vệ nữ, nhiều nhất"),
    },
    Group.FIRE: {
        "fire_regular_max_days": N_("Tự kiểm tra PCCC thường xuyên, cách nhau nhiều nhất"),
        "fire_periodic_months": N_("Tự kiểm tra PCCC định kỳ, mỗi"),
        "fire_keep_years": N_("Giữ hồ sơ PCCC, ít nhất"),
        "fire_defect_days": N_("Hạn khắc phục tồn tại PCCC"),
        "fire_daily_lines": N_("Phiếu kiểm tra PCCC hằng ngày, mỗi"),
        "fire_shift_hours": N_("Giờ bắt đầu ca kiểm tra PCCC"),
        "extinguisher_look_days": N_("Xem bình chữa cháy, cách nhau nhiều nhất"),
    },
    Group.OTHER: {
        "theft_flag_vnd": N_("Mức tài sản mất cần báo Công an"),
        "police_days": N_("Hạn Công an trả lời tin báo"),
        "ack_wd": N_("Hạn Công an xác nhận tin báo"),
        "idle_lock_min": N_("Khóa màn hình khi không dùng"),
        "visitor_keep_days": N_("Giữ tên khách, xe trong sổ"),
        "visitor_until": N_("Khách phải ra trước"),
    },
}


def group_of(code: str) -> Group:
    """Return what a number is about."""
    if code.startswith(SEVERITY):
        return Group.GRADES
    if code.startswith(FIRE_LOOK):
        return Group.FIRE
    return next((group for group, words in WORDS.items() if code in words), Group.OTHER)


def name_of(code: str) -> str:
    """Return how a number is called; an unknown one by its code."""
    if code.startswith(SEVERITY) and (rule := _rule(code)) is not None:
        return _(RULE_WORDS[rule])
    if code.startswith(FIRE_LOOK):
        kind = Kind(code.removeprefix(FIRE_LOOK))
        return _("{kind}: xem mỗi").format(kind=_(KIND_WORDS[kind]))
    words = WORDS.get(group_of(code), {})
    return _(words[code]) if code in words else code


def _rule(code: str) -> Rule | None:
    told = code.removeprefix(SEVERITY)
    return next((rule for rule in Rule if rule.value == told), None)


def in_order(parameters: Iterable[Parameter]) -> list[Parameter]:
    """Return numbers by group, and in a group as they are listed here."""
    groups, rules = list(Group), [rule.value for rule in Rule]
    codes = [code for words in WORDS.values() for code in words]

    def place(one: Parameter) -> tuple[int, int, str]:
        told = one.code.removeprefix(SEVERITY)
        if one.code.startswith(SEVERITY) and told in rules:
            return groups.index(Group.GRADES), rules.index(told), one.code
        listed = codes.index(one.code) if one.code in codes else len(codes)
        return groups.index(group_of(one.code)), listed, one.code

    return sorted(parameters, key=place)


def value_words(unit: str, value: str) -> str:
    """Return a value with its unit, in words where it is a code."""
    match kind_of(unit, value):
        case ValueKind.GRADE:
            return _(GRADE_WORDS[value]) if value in GRADE_WORDS else value
        case ValueKind.FLAG:
            return _("Có") if value == "1" else _("Không")
        case ValueKind.NUMBER:
            return f"{number_text(int(value))} {unit_words(unit)}".strip()
        case _:
            return value.replace(",", ", ")


def unit_words(unit: str) -> str:
    """Return a unit in the language on screen."""
    return {
        "giờ": pgettext("unit", "giờ"),
        "phút": pgettext("unit", "phút"),
        "ngày": pgettext("unit", "ngày"),
        "ngày làm việc": pgettext("unit", "ngày làm việc"),
        "đêm": pgettext("unit", "đêm"),
        "tuần": pgettext("unit", "tuần"),
        "tháng": pgettext("unit", "tháng"),
        "năm": pgettext("unit", "năm"),
        "tuổi": pgettext("unit", "tuổi"),
        "ca": pgettext("unit", "ca"),
        "đồng": pgettext("unit", "đồng"),
    }.get(unit, unit)
