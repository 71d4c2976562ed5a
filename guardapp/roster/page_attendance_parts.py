"""Small parts of the attendance page: which day or month is shown, and hours that are typed."""

import re
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.parts import button, icon_button, label
from guardapp.base.words import WEEKDAYS, _, date_text, weekday_text
from guardapp.roster.model import Month
from guardapp.roster.rules_refusals import month_text


class Steps(QWidget):
    """Which day or month is shown, with a step back and forth."""

    stepped = Signal(int)
    today = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().xs)
        self._name = label("", "heading", parent=self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = icon_button("chevron-left", _("Trước"), self._back, self)
        on = icon_button("chevron-right", _("Sau"), self._on, self)
        self._now = button(_("Hôm nay"), self.today, parent=self)
        for widget in (back, self._name, on, self._now):
            line.addWidget(widget)

    def show_day(self, day: date) -> None:
        """Show a day's name."""
        self._tell(f"{weekday_text(day)}, {date_text(day)}")
        self._now.show()

    def show_month(self, month: Month) -> None:
        """Show a month's name."""
        self._tell(_("Tháng {month}").format(month=month_text(month)))
        self._now.hide()

    def name(self) -> str:
        """Return what is shown."""
        return self._name.text()

    def _tell(self, words: str) -> None:
        self._name.setText(words)
        widest = max(
            self._name.fontMetrics().horizontalAdvance(one)
            for one in (words, f"{_(WEEKDAYS[4])}, 00/00/0000")
        )
        self._name.setMinimumWidth(widest + look.sizes().l)

    @Slot()
    def _back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on(self) -> None:
        self.stepped.emit(1)


class HoursField(TextField):
    """A number of hours such as 12, 12,5 or 12:30; its value is in minutes, None for none."""

    def value(self) -> int | None:  # type: ignore[override]
        """Return the minutes, or None where there are none that can be read."""
        text = self.text().strip().replace(".", ",")
        if found := re.fullmatch(r"(\d{1,4}):([0-5]\d)", text):
            return int(found[1]) * 60 + int(found[2])
        if found := re.fullmatch(r"(\d{1,4})(?:,(\d))?", text):
            return int(found[1]) * 60 + int(found[2] or 0) * 6
        return None

    def set_value(self, value: Any) -> None:
        """Show minutes as hours, or nothing for None."""
        hours, minutes = divmod(value or 0, 60)
        shown = f"{hours}:{minutes:02d}" if minutes else str(hours)
        self.setText("" if value is None else shown)

    def problem(self) -> str:
        """Say how hours are written where the text is none."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("Số giờ không đúng. Ví dụ: 12,5 hoặc 12:30.")
