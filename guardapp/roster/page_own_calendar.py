"""A guard's own month as a calendar of large cells: shift, hours, post, leave, wishes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guardapp.base.clock import local
from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, SHORT_WEEKDAYS, WEEKDAYS, _, date_text, weekday_text
from guardapp.people.model import LEAVE_WORDS
from guardapp.roster.model import WEEK_DAYS
from guardapp.roster.model_demand import LIGHTEST, DutyWish
from guardapp.roster.model_requests import OwnDay, OwnDuty, OwnMonth
from guardapp.roster.page_colours import ink
from guardapp.roster.rules_hours import is_weekend

REST_WISHES: Final = {1: N_("Mong nghỉ"), 2: N_("Rất mong nghỉ"), 3: N_("Hết sức mong nghỉ")}
SHIFT_WISHES: Final = {
    1: N_("Mong ca {shift}"),
    2: N_("Rất mong ca {shift}"),
    3: N_("Hết sức mong ca {shift}"),
}
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK_DAYS,
    Qt.Key.Key_Down: WEEK_DAYS,
}


def day_text(day: date) -> str:
    """Return a date with its weekday."""
    return f"{weekday_text(day)}, {date_text(day)}"


class MonthCalendar(QWidget):
    """Weeks from Monday; `chosen` tells the day, `stepped` asks for another month.

    `typed` carries a letter or digit pressed on a day, `cleared` that it was deleted.
    """

    chosen = Signal(object)
    stepped = Signal(int)
    typed = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: Sequence[OwnDay] = ()
        self.day = date.min
        self._today = date.min
        self._wishes: Mapping[date, DutyWish] = {}
        self._codes: Mapping[int, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_month(
        self,
        own: OwnMonth,
        today: date,
        wishes: Mapping[date, DutyWish],
        codes: Mapping[int, str],
    ) -> None:
        """Show a month; `wishes` are by date, `codes` are those of the shift types."""
        self.days, self._today = own.days, today
        self._wishes, self._codes = wishes, codes
        self.setFixedHeight(self.sizeHint().height())
        if not own.month.first <= self.day <= own.month.last:
            self.day = today if own.month.first <= today <= own.month.last else own.month.first
        self.setAccessibleDescription(day_text(self.day))
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day of the month shown and tell it."""
        if self.days and self.days[0].day <= day <= self.days[-1].day:
            self.day = day
            self.setAccessibleDescription(day_text(day))
            self.chosen.emit(day)
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line of weekdays and one tall row a week."""
        weeks = (self._lead() + len(self.days) + WEEK_DAYS - 1) // WEEK_DAYS or 5
        return QSize(_cell_height() * WEEK_DAYS, _head_height() + weeks * _cell_height())

    def minimumSizeHint(self) -> QSize:
        """Shrink to where a code still fits."""
        return QSize(
            self.fontMetrics().averageCharWidth() * 6 * WEEK_DAYS, self.sizeHint().height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and weeks, by months with Page Up and Down; letters are for wishes."""
        key, text = event.key(), event.text().strip()
        if key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.stepped.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif text and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weekdays and all days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widest = max(_room(_(name)) for name in WEEKDAYS)
        names = WEEKDAYS if self._wide() > widest else SHORT_WEEKDAYS
        for number in range(WEEK_DAYS):
            area = QRectF(number * self._wide(), 0, self._wide(), _head_height())
            painter.setFont(look.font(look.sizes().small, QFont.Weight.DemiBold))
            painter.setPen(QColor(look.colours().muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _(names[number]))
        for place, one in enumerate(self.days, start=self._lead()):
            self._draw_day(painter, self._area(place), one)
        painter.end()

    def _lead(self) -> int:
        return self.days[0].day.weekday() if self.days else 0

    def _wide(self) -> float:
        return self.width() / WEEK_DAYS

    def _area(self, place: int) -> QRectF:
        gap = look.sizes().xs / 2
        top = _head_height() + place // WEEK_DAYS * _cell_height()
        cell = QRectF(place % WEEK_DAYS * self._wide(), top, self._wide(), _cell_height())
        return cell.adjusted(gap, gap, -gap, -gap)

    def _day_at(self, point: QPoint) -> date | None:
        for place, one in enumerate(self.days, start=self._lead()):
            if self._area(place).contains(point):
                return one.day
        return None

    def _draw_day(self, painter: QPainter, area: QRectF, one: OwnDay) -> None:
        colours, sizes = look.colours(), look.sizes()
        chosen = one.day == self.day
        painter.setPen(QColor(colours.accent.fill if chosen else colours.border))
        quiet = is_weekend(one.day) or one.holiday
        painter.setBrush(
            QColor(colours.selection if chosen else colours.raised if quiet else colours.surface)
        )
        painter.drawRoundedRect(area, sizes.radius, sizes.radius)
        if chosen and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), sizes.radius, sizes.radius)
        inside = area.adjusted(sizes.s, sizes.xs, -sizes.s, -sizes.xs)
        self._draw_number(painter, inside, one)
        rest = area.adjusted(3, sizes.body + sizes.s + sizes.xs, -3, -3)
        if one.duties:
            self._draw_duties(painter, rest, one)
        elif one.leave is not None:
            self._draw_pill(painter, rest, _(LEAVE_WORDS[one.leave]), Tone.INFO)
        elif one.day in self._wishes:
            wish = self._wishes[one.day]
            tone = Tone.ACCENT if wish.wants else Tone.NEUTRAL
            self._draw_pill(painter, rest, _short_wish(wish, self._codes), tone)

    def _draw_number(self, painter: QPainter, area: QRectF, one: OwnDay) -> None:
        colours, sizes = look.colours(), look.sizes()
        today, gone = one.day == self._today, one.day < self._today
        weight = QFont.Weight.Bold if today else QFont.Weight.Medium
        painter.setFont(look.font(sizes.small, weight))
        accent = colours.accent.text if today else colours.muted if gone else colours.text
        painter.setPen(QColor(colours.tones[Tone.DANGER].text if one.holiday else accent))
        top = Qt.AlignmentFlag.AlignTop
        metrics = painter.fontMetrics()
        number = f"{one.day.day}"
        named = f"{number} · {_('hôm nay')}"
        if today and metrics.horizontalAdvance(named) <= area.width():
            number = named
        painter.drawText(area, top | Qt.AlignmentFlag.AlignLeft, number)
        used = metrics.horizontalAdvance(number) + sizes.s
        if one.holiday and area.width() > used + sizes.xl:
            name = metrics.elidedText(
                one.holiday, Qt.TextElideMode.ElideRight, round(area.width()) - used
            )
            painter.drawText(area, top | Qt.AlignmentFlag.AlignRight, name)

    def _draw_duties(self, painter: QPainter, area: QRectF, one: OwnDay) -> None:
        sizes = look.sizes()
        high = area.height() / len(one.duties)
        for number, duty in enumerate(one.duties):
            shade = ink(duty.tone)
            box = QRectF(area.left(), area.top() + number * high, area.width(), high - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.fill))
            painter.drawRoundedRect(box, sizes.radius / 2, sizes.radius / 2)
            painter.setPen(QColor(shade.text))
            text = box.adjusted(sizes.xs, 2, -2, -2)
            strong = look.font(sizes.body, QFont.Weight.Bold)
            small = look.font(sizes.small)
            high_line, low_line = QFontMetrics(strong).height(), QFontMetrics(small).height()
            painter.setFont(strong)
            painter.drawText(text, Qt.AlignmentFlag.AlignTop, duty.code)
            used = QFontMetrics(strong).horizontalAdvance(duty.code) + sizes.xs
            hours = text.adjusted(used, (high_line - low_line) / 2, 0, 0)
            painter.setFont(small)
            _draw_cut(painter, hours, _fitting(painter, duty, hours.width()))
            if text.height() >= high_line + low_line - 2:
                _draw_cut(painter, text.adjusted(0, high_line, 0, 2), duty.post)

    def _draw_pill(self, painter: QPainter, area: QRectF, words: str, tone: Tone) -> None:
        colours, sizes = look.colours(), look.sizes()
        painter.setFont(look.font(sizes.small, QFont.Weight.Medium))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tones[tone].soft))
        painter.drawRoundedRect(area, sizes.radius / 2, sizes.radius / 2)
        painter.setPen(QColor(colours.tones[tone].text))
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        painter.drawText(area.adjusted(2, 0, -2, 0), wrapped, words)


def wish_text(wish: DutyWish, codes: Mapping[int, str]) -> str:
    """Return a wish in few words that tell its weight."""
    if not wish.wants:
        return _(REST_WISHES[wish.weight])
    return _(SHIFT_WISHES[wish.weight]).format(shift=codes.get(wish.shift or 0, "")).strip()


def _short_wish(wish: DutyWish, codes: Mapping[int, str]) -> str:
    """Return a wish for a cell: the lightest words, and a point for each weight."""
    pattern = SHIFT_WISHES[LIGHTEST] if wish.wants else REST_WISHES[LIGHTEST]
    words = _(pattern).format(shift=codes.get(wish.shift or 0, "")).strip()
    return f"{words}\n{'•' * wish.weight}"


def _fitting(painter: QPainter, duty: OwnDuty, room: float) -> str:
    """Return a shift's hours, without minutes where there is no room for more."""
    if painter.fontMetrics().horizontalAdvance(duty.hours) <= room:
        return duty.hours
    start, end = local(duty.assignment.start_ms), local(duty.assignment.end_ms)
    if start.minute or end.minute:
        return f"{start:%H:%M}–{end:%H:%M}"
    return f"{start.hour}–{end.hour}"


def _draw_cut(painter: QPainter, area: QRectF, text: str) -> None:
    if area.width() < painter.fontMetrics().averageCharWidth() * 3:
        return
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, cut)


def _head_height() -> int:
    return look.sizes().row - look.sizes().s


def _cell_height() -> int:
    sizes = look.sizes()
    return sizes.body * 2 + sizes.small * 2 + sizes.l


def _room(words: str) -> int:
    return QFontMetrics(look.font(look.sizes().small)).horizontalAdvance(words) + look.sizes().m
