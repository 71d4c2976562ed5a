"""The kinds of fire equipment: their words, icons, what is measured, how pressing a defect is."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from guardapp.base.words import N_


class Kind(Enum):
    """A kind of fire equipment."""

    EXTINGUISHER = "extinguisher"
    HYDRANT = "hydrant"
    HOSE = "hose"
    PUMP = "pump"
    TANK = "tank"
    ALARM_PANEL = "alarm_panel"
    DETECTOR = "detector"
    SPRINKLER = "sprinkler"
    EMERGENCY_LIGHT = "emergency_light"
    EXIT_SIGN = "exit_sign"
    FIRE_DOOR = "fire_door"
    SWITCHBOARD = "switchboard"
    GAS_STORE = "gas_store"
    GENERATOR = "generator"
    EV_CHARGING = "ev_charging"
    OTHER = "other"


KIND_WORDS: Final = {
    Kind.EXTINGUISHER: N_("Bình chữa cháy"),
    Kind.HYDRANT: N_("Họng nước, trụ nước"),
    Kind.HOSE: N_("Cuộn vòi, lăng phun"),
    Kind.PUMP: N_("Máy bơm chữa cháy"),
    Kind.TANK: N_("Bể nước chữa cháy"),
    Kind.ALARM_PANEL: N_("Tủ trung tâm báo cháy"),
    Kind.DETECTOR: N_("Đầu báo, nút ấn báo cháy"),
    Kind.SPRINKLER: N_("Hệ thống sprinkler"),
    Kind.EMERGENCY_LIGHT: N_("Đèn chiếu sáng sự cố"),
    Kind.EXIT_SIGN: N_("Đèn chỉ dẫn thoát nạn"),
    Kind.FIRE_DOOR: N_("Cửa ngăn cháy"),
    Kind.SWITCHBOARD: N_("Tủ điện"),
    Kind.GAS_STORE: N_("Kho ô xy, khí y tế"),
    Kind.GENERATOR: N_("Máy phát điện, kho nhiên liệu"),
    Kind.EV_CHARGING: N_("Khu sạc xe điện"),
    Kind.OTHER: N_("Phương tiện khác"),
}

CRITICAL: Final = frozenset({Kind.PUMP, Kind.TANK, Kind.ALARM_PANEL, Kind.EXIT_SIGN})
"""Kinds whose defect leaves the building without alarm, water or a way out."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is read off at a check: its name and unit."""

    name: str
    unit: str


MEASURES: Final = {
    Kind.PUMP: Measure(N_("Áp suất đẩy"), "bar"),
    Kind.TANK: Measure(N_("Mức nước"), "%"),
    Kind.SPRINKLER: Measure(N_("Áp suất đường ống"), "bar"),
    Kind.EMERGENCY_LIGHT: Measure(N_("Thời gian sáng"), "phút"),
    Kind.GENERATOR: Measure(N_("Mức nhiên liệu"), "%"),
}


def interval_parameter(kind: Kind) -> str:
    """Return the code of the rule parameter that says how often a kind is looked at."""
    if kind is Kind.EXTINGUISHER:
        return "extinguisher_look_days"
    return f"fire_look_{kind.value}"
