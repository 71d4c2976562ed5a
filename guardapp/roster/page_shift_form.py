"""The form for one shift type, with what the law says of it while it is typed."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from guardapp.base import settings
from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField, NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import TimeField
from guardapp.base.ui.parts import label, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, pgettext
from guardapp.people.model import HOURS_WORDS, REGIME_WORDS, Regime
from guardapp.roster import rules_shift_types, store
from guardapp.roster.model import DAY_MINUTES, ShiftDetails, ShiftType
from guardapp.roster.model_plan import Limits
from guardapp.roster.page_colours import INKS, ink


class _Ink(QAbstractButton):
    """One colour to choose."""

    def __init__(self, tone: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Màu {n}").format(n=tone + 1))

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(look.sizes().control, look.sizes().control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour with a letter on it, ringed when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, radius = ink(self._tone), look.sizes().xs + 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius, radius)
        if self.isChecked() or self.hasFocus():
            style = Qt.PenStyle.SolidLine if self.isChecked() else Qt.PenStyle.DotLine
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.colours().accent.text), 2, style))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, look.sizes().radius, look.sizes().radius)
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "A")
        painter.end()


class InkField(QWidget):
    """A choice of one of the colours of shift types; its value is the colour's number."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().xs)
        for tone in range(len(INKS[look.theme()])):
            one = _Ink(tone, self)
            self._group.addButton(one, tone)
            line.addWidget(one)
        line.addStretch(1)
        self._group.buttonClicked.connect(self._pressed)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> int:
        """Return the number of the colour chosen."""
        return max(self._group.checkedId(), 0)

    def set_value(self, value: Any) -> None:
        """Choose a colour by its number."""
        self._group.button((value or 0) % len(self._group.buttons())).setChecked(True)
        self.changed.emit()

    def problem(self) -> str:
        """Return nothing: a colour can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the number of the colour."""
        return self.value()

    def from_draft(self, state: Any) -> None:
        """Choose the colour that `to_draft` returned."""
        self.set_value(state)

    @Slot(QAbstractButton)
    def _pressed(self, one: QAbstractButton) -> None:
        self.changed.emit()


class ShiftDialog(Dialog):
    """A new shift type, or what is known about one; `then(details)`."""

    def __init__(self, shift: ShiftType | None, then: Any, shell: Shell, parent: QWidget) -> None:
        title = _("Sửa loại ca") if shift else _("Thêm loại ca")
        super().__init__(title, "", then, parent, width=64)
        conn = shell.journal.tables
        today = local_date(shell.journal.clock.now_ms())
        self._limits = Limits.of(settings.parameters(conn, today))
        known = store.shift_types(conn, closed=True)
        after = 1 + max((one.position for one in known), default=-1)
        self._position = shift.position if shift else after
        self.form = Form(parent=self)
        self._add_fields()
        self.form.set_values({"regime": Regime.SHIFT, "break_minutes": 30, "break_paid": True})
        self.form.set_values({"serves": None, "active": True, "tone": len(known)})
        if shift:
            names = ("code", "name", "regime", "break_minutes", "break_paid", "serves", "tone")
            self.form.set_values({name: getattr(shift, name) for name in (*names, "active")})
            end = shift.end_minute % DAY_MINUTES
            self.form.set_values({"start": shift.start_minute, "end": end})
        self.body.addWidget(self.form)
        self.hint = label("", tone=Tone.WARNING, wrap=True, parent=self)
        self.body.addWidget(self.hint)
        self.form.changed.connect(self._show_hint)
        self._show_hint()
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    def _add_fields(self) -> None:
        add = self.form.add
        add("code", _("Ký hiệu"), TextField(parent=self), required=True)
        add("name", _("Tên ca"), TextField(parent=self), required=True, beside=True)
        regimes = [(one, _(words)) for one, words in REGIME_WORDS.items()]
        add("regime", _("Chế độ"), Segments(regimes, self), required=True)
        add("active", "", CheckField(_("Đang dùng"), self), beside=True)
        late = _("22:00 đến 06:00 là sang hôm sau.")
        add("start", pgettext("shift", "Từ giờ"), TimeField(self), required=True)
        end = TimeField(self)
        add("end", pgettext("shift", "Đến giờ"), end, required=True, beside=True, help=late)
        add("break_minutes", _("Nghỉ giữa ca (phút)"), NumberField(0, 180, parent=self))
        add("break_paid", "", CheckField(_("Tính vào giờ làm"), self), beside=True)
        serves = [(None, _("Không"))] + [(hours, _(text)) for hours, text in HOURS_WORDS.items()]
        add("serves", _("Cần có ở vị trí trực"), Choice(serves, parent=self))
        add("tone", _("Màu"), InkField(self), beside=True)

    @Slot()
    def _show_hint(self) -> None:
        values = self.form.values()
        start, end = values["start"], values["end"]
        if start is None or end is None or values["regime"] is None:
            self.hint.clear()
            return
        pause = values["break_minutes"] or 0
        found = rules_shift_types.hints(
            self._limits, values["regime"], start, _after(start, end), pause
        )
        self.hint.setText("\n".join(found))

    @Slot()
    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        start, end = values.pop("start"), values.pop("end")
        values["break_minutes"] = values["break_minutes"] or 0
        self.take(
            ShiftDetails(
                **values,
                start_minute=start,
                end_minute=_after(start, end),
                position=self._position,
            )
        )


def _after(start: int, end: int) -> int:
    return end if end > start else end + DAY_MINUTES
