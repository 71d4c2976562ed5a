"""The rounds of a day in four numbers."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.look import Tone
from guardapp.base.ui.parts import StatTile
from guardapp.base.words import _
from guardapp.patrol.walk import Summary


class DayTiles(QWidget):
    """Complete rounds, points within tolerance, missed rounds and what was abnormal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds = StatTile(_("Lượt đủ điểm"), icon="route", parent=self)
        self._points = StatTile(_("Điểm hợp lệ"), icon="map-pin", parent=self)
        self._missed = StatTile(_("Bỏ lượt"), icon="circle-x", parent=self)
        self._abnormal = StatTile(_("Bất thường"), icon="triangle-alert", parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().m)
        for tile in (self._rounds, self._points, self._missed, self._abnormal):
            line.addWidget(tile, 1)

    def tell(self, found: Summary, waiting: int) -> None:
        """Show other numbers; `waiting` missed rounds have no comment yet."""
        self._rounds.tell(
            _percent(found.rounds_percent),
            _("{done} trong {due} lượt đã đến giờ").format(done=found.complete, due=found.due),
            _tone(found.rounds_percent),
        )
        self._points.tell(
            _percent(found.points_percent),
            _("{valid} trong {due} điểm, qua {seen}").format(
                valid=found.points_valid, seen=found.points_seen, due=found.points_planned
            ),
            _tone(found.points_percent),
        )
        note = _("{n} lượt chờ ý kiến trưởng ca").format(n=waiting) if waiting else ""
        self._missed.tell(
            str(found.missed), note or _("theo lịch"), Tone.DANGER if found.missed else None
        )
        self._abnormal.tell(
            str(found.abnormal),
            _("ghi nhận khi tuần tra"),
            Tone.WARNING if found.abnormal else None,
        )


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"


def _tone(value: int | None) -> Tone | None:
    if value is None:
        return None
    return Tone.SUCCESS if value >= 90 else Tone.WARNING if value >= 70 else Tone.DANGER
