"""Which day or month a page shows, with a step back and forth."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, button, icon_button, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import WEEKDAYS, _, date_text, weekday_text
from guardapp.roster.model import Month, Publication, month_text


class Steps(QWidget):
    """A name between two arrows; `before` and `after` say what the arrows lead to."""

    stepped = Signal(int)

    def __init__(self, before: str, after: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(look.sizes().xs)
        self._name = label("", "heading", parent=self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.addWidget(icon_button("chevron-left", before, self._back, self))
        self.line.addWidget(self._name)
        self.line.addWidget(icon_button("chevron-right", after, self._on, self))

    def name(self) -> str:
        """Return what is shown."""
        return self._name.text()

    def tell_month(self, month: Month) -> None:
        """Show a month's name."""
        self._name.setText(_("Tháng {month}").format(month=month_text(month)))

    def tell_day(self, day: date) -> None:
        """Show a date with its weekday."""
        self._name.setText(f"{weekday_text(day)}, {date_text(day)}")

    def keep_room_for(self, *names: str) -> None:
        """Keep the arrows where they are for every name up to the widest of these."""
        self._name.ensurePolished()  # the heading's font comes with its style
        metrics = self._name.fontMetrics()
        self._name.setMinimumWidth(max(map(metrics.horizontalAdvance, names)) + look.sizes().l)

    @Slot()
    def _back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on(self) -> None:
        self.stepped.emit(1)


class MonthSteps(Steps):
    """Which month is shown, and how far it is published."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Tháng trước"), _("Tháng sau"), parent)
        self.keep_room_for(_("Tháng {month}").format(month="00/0000"))
        self._state = Badge(parent=self)
        self.line.insertStretch(0, 1)
        self.line.addSpacing(look.sizes().s)
        self.line.addWidget(self._state)

    def show_month(self, month: Month, publication: Publication | None) -> None:
        """Show a month's name and state."""
        self.tell_month(month)
        if publication is None:
            self._state.show_state(_("Nháp, chưa công bố"), Tone.WARNING)
        elif publication.version == 1:
            self._state.show_state(_("Đã công bố"), Tone.SUCCESS)
        else:
            words = _("Đã công bố, thay đổi lần {n}").format(n=publication.version - 1)
            self._state.show_state(words, Tone.INFO)


class DaySteps(Steps):
    """Which day is shown, with a way back to today; or which month."""

    today = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Trước"), _("Sau"), parent)
        self.keep_room_for(*(f"{_(name)}, 00/00/0000" for name in WEEKDAYS))
        self._now = button(_("Hôm nay"), self.today, parent=self)
        self.line.addWidget(self._now)

    def show_day(self, day: date) -> None:
        """Show a day's name."""
        self.tell_day(day)
        self._now.show()

    def show_month(self, month: Month) -> None:
        """Show a month's name."""
        self.tell_month(month)
        self._now.hide()
