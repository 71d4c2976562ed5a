"""Fields for dates and times: typed freely, shown as dd/MM/yyyy and HH:mm."""

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from guardapp.base import clock
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, language


def read_date(text: str, today: date) -> date | None:
    """Return the date of 5/12, 05/12/2026, 0512, 05122026, 5-12-26 or 2026-12-05; None if none.

    Without a year it is this year's.
    """
    text = text.strip()
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", text)
    found = found or re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})?", text)
    if not found:
        return None
    year = int(found[3]) if found[3] else today.year
    return _date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> int | None:
    """Return the minute of the day of 22:05, 22h05, 2205, 7h or 7; None if it is none."""
    text = text.strip().lower()
    found = re.fullmatch(r"(\d{1,2})(?:\s*[:.hg]\s*(\d{1,2})?)?", text)
    found = found or re.fullmatch(r"(\d{1,2})(\d{2})", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


class DateField(TextField):
    """A date: typed in any usual way, or taken from a calendar (F4 or the button)."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("ngày/tháng/năm"), parent)
        self._today = today
        self._popup: QFrame | None = None
        opens = QAction(look.icon("calendar"), _("Chọn trên lịch"), self)
        opens.setShortcut("F4")
        opens.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        opens.triggered.connect(self._open_calendar)
        self.addAction(opens, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:  # type: ignore[override]
        """Return the date, or None where there is none that can be read."""
        return read_date(self.text(), self._today)

    def set_value(self, value: Any) -> None:
        """Show a date, or nothing for None."""
        self.setText("" if value is None else date_text(value))

    def problem(self) -> str:
        """Say how a date is written where the text is none."""
        if not self.text().strip() or self.value():
            return ""
        return _("Ngày không đúng. Ví dụ: 05/12/2026.")

    @Slot()
    def _tidy(self) -> None:
        if self.value():
            self.set_value(self.value())

    @Slot()
    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("part", "card")
        calendar = QCalendarWidget(popup)
        calendar.setLocale(QLocale("vi_VN" if language() == "vi" else "en_GB"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(look.colour(Tone.DANGER))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        edge = look.sizes().row
        calendar.setMinimumSize(edge * 8, edge * 7)
        shown = self.value() or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        lines = QVBoxLayout(popup)
        lines.setContentsMargins(1, 1, 1, 1)
        lines.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            popup, self._popup = self._popup, None
            popup.close()
        self.setFocus()


class TimeField(TextField):
    """A time of day; its value is the minute of the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("giờ:phút"), parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> int | None:  # type: ignore[override]
        """Return the minute of the day, or None where there is none that can be read."""
        return read_time(self.text())

    def set_value(self, value: Any) -> None:
        """Show a minute of the day, or nothing for None."""
        self.setText("" if value is None else f"{value // 60:02d}:{value % 60:02d}")

    def problem(self) -> str:
        """Say how a time is written where the text is none."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("Giờ không đúng. Ví dụ: 22:05.")

    @Slot()
    def _tidy(self) -> None:
        if self.value() is not None:
            self.set_value(self.value())


class DateTimeField(QWidget):
    """A date and a time of day; its value is an instant in ms UTC, or None."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = TimeField(self)
        self.day = DateField(today, self)
        self.time.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        line.addWidget(self.time, 1)
        line.addWidget(self.day, 2)
        self.setFocusProxy(self.time)
        self.time.changed.connect(self.changed)
        self.day.changed.connect(self.changed)

    def value(self) -> int | None:
        """Return the instant, or None where one of the two is missing or cannot be read."""
        day, minute = self.day.value(), self.time.value()
        return None if day is None or minute is None else clock.at(day, minute)

    def set_value(self, value: Any) -> None:
        """Show an instant, or nothing for None."""
        if value is None:
            self.day.set_value(None)
            self.time.set_value(None)
            return
        moment = clock.local(value)
        self.day.set_value(moment.date())
        self.time.set_value(moment.hour * 60 + moment.minute)

    def problem(self) -> str:
        """Say what is missing or cannot be read."""
        problem = self.day.problem() or self.time.problem()
        if problem:
            return problem
        if bool(self.day.text().strip()) != bool(self.time.text().strip()):
            return _("Nhập cả ngày và giờ.")
        return ""

    def to_draft(self) -> Any:
        """Return both texts as they stand."""
        return [self.day.text(), self.time.text()]

    def from_draft(self, state: Any) -> None:
        """Show both texts."""
        self.day.setText(str(state[0]))
        self.time.setText(str(state[1]))
