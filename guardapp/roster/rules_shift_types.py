"""What the law says of a shift type before anybody works it."""

from guardapp.base.words import _
from guardapp.people.model import Regime
from guardapp.roster import rules_hours as hours
from guardapp.roster.model import DAY_MINUTES
from guardapp.roster.model_plan import Limits


def break_needed(limits: Limits, regime: Regime, start: int, end: int) -> tuple[int, str]:
    """Return the minutes of break that a shift must have, and the parameter that says so.

    `start` and `end` are minutes from the duty date's midnight. Labour Code 2019, article 109;
    with three hours at night the break is longer (Decree 145/2020, article 64). Hospital duty is
    apart.
    """
    if regime is Regime.DUTY or end - start < limits.break_from:
        return 0, "break_day_min"
    night = hours.night_by_date(start, end, limits.night_from, limits.night_to)
    if sum(night) >= limits.night_shift:
        return limits.break_night, "break_night_min"
    return limits.break_day, "break_day_min"


def hints(limits: Limits, regime: Regime, start: int, end: int, pause: int) -> list[str]:
    """Return in words what does not fit a shift type: its length, its break."""
    found = []
    if regime is Regime.SHIFT and end - start > limits.day_max:
        words = _("Ca dài hơn {n} giờ chỉ có ở chế độ trực 24/24 ({basis}).")
        basis = limits.basis.get("day_total_max_h", "")
        found.append(words.format(n=limits.day_max // 60, basis=basis))
    if regime is Regime.DUTY and end - start < DAY_MINUTES // 2:
        found.append(_("Phiên trực của bệnh viện dài 12, 16 hoặc 24 giờ."))
    needed, code = break_needed(limits, regime, start, end)
    if pause < needed:
        words = _("Ca này phải có ít nhất {n} phút nghỉ giữa ca ({basis}).")
        found.append(words.format(n=needed, basis=limits.basis.get(code, "")))
    return found
