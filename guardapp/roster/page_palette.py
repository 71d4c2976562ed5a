"""The bar above the grid that says what keys and stamps put into cells."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.parts import button, icon_button
from guardapp.base.words import _
from guardapp.people.model import Guard, Post
from guardapp.roster.model import ShiftType, post_number
from guardapp.roster.page_colours import ink
from guardapp.roster.page_layout import code_font


class ShiftChip(QAbstractButton):
    """A shift type as a coloured letter to be chosen."""

    def __init__(self, shift: ShiftType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shift = shift
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = f"{shift.name} {shift.hours}"
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Ask for a square, wider for a long code."""
        edge = look.sizes().control
        return QSize(max(edge, self.fontMetrics().horizontalAdvance(self.shift.code) + 24), edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letter on its colour, ringed when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = ink(self.shift.tone)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(box, look.sizes().xs + 1, look.sizes().xs + 1)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.SolidLine if self.isChecked() else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(look.colours().accent.text), 2, style))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, look.sizes().radius, look.sizes().radius)
        painter.setFont(code_font())
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shift.code)
        painter.end()


class _Hint(QLabel):
    """Words that show whole or not at all; they take the room that is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("type", "small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def tell(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._words) <= self.width()
        self.setText(self._words if fits else "")
        self.setToolTip(self._words)


class Palette(QWidget):
    """What is put into cells: a shift and a post for guards' rows, a guard for posts' rows."""

    stamping_changed = Signal()
    shifts_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.s)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(sizes.xs)
        self._group = QButtonGroup(self)
        line.addLayout(self._chips)
        self._settings = icon_button("settings", _("Các loại ca"), self.shifts_pressed, self)
        line.addWidget(self._settings)
        self.post = Choice(parent=self)
        self.guard = Choice(placeholder=_("Chọn người trực"), parent=self)
        for choice in (self.post, self.guard):
            choice.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        line.addWidget(self.post)
        line.addWidget(self.guard)
        self.stamp = button(_("Đóng dấu"), icon="stamp", parent=self)
        self.stamp.setCheckable(True)
        self.stamp.setToolTip(_("Nhấn hoặc quét các ô để xếp ca đang chọn; Esc để thôi"))
        self.stamp.toggled.connect(self._toggled)
        line.addWidget(self.stamp)
        self._hint = _Hint(self)
        line.addWidget(self._hint, 1)
        self.show_view(guards=True)

    def show_choices(
        self, shifts: Sequence[ShiftType], posts: Sequence[Post], guards: Sequence[Guard]
    ) -> None:
        """Offer shift types, posts and guards; what was chosen stays."""
        known = [chip.shift for chip in self._group.buttons()]
        if known != list(shifts):
            chosen = self.shift()
            for chip in self._group.buttons():
                self._group.removeButton(chip)
                self._chips.removeWidget(chip)
                chip.deleteLater()
            for shift in shifts:
                chip = ShiftChip(shift, self)
                self._group.addButton(chip)
                self._chips.addWidget(chip)
                chip.setChecked(shift.id == chosen)
                chip.setVisible(not self.post.isHidden())
            if self._group.checkedButton() is None and self._group.buttons():
                self._group.buttons()[0].setChecked(True)
        places = [(one.id, f"{post_number(one)} {one.name}") for one in posts]
        self.post.set_options([(None, _("Vị trí thường lệ")), *places])
        if self.post.value() is None:
            self.post.set_value(None)
        self.guard.set_options([(one.id, f"{one.name} · {one.code}") for one in guards])

    def show_view(self, *, guards: bool) -> None:
        """Offer what the rows in view need."""
        for chip in self._group.buttons():
            chip.setVisible(guards)
        self._settings.setVisible(guards)
        self.post.setVisible(guards)
        self.guard.setVisible(not guards)
        self._hint.tell(
            _("Gõ chữ của ca để xếp · Del xóa · kéo để chuyển")
            if guards
            else _("Enter chọn người · Del xóa · kéo để đổi chỗ")
        )

    def shift(self) -> int | None:
        """Return the chosen shift type."""
        chip = self._group.checkedButton()
        return chip.shift.id if isinstance(chip, ShiftChip) else None

    def choose_shift(self, shift: int) -> None:
        """Choose a shift type, such as the one typed last."""
        for chip in self._group.buttons():
            if isinstance(chip, ShiftChip) and chip.shift.id == shift:
                chip.setChecked(True)

    def stamping(self) -> bool:
        """Tell whether a press on a cell stamps it."""
        return self.stamp.isChecked()

    def stop_stamping(self) -> None:
        """Let a press choose cells again."""
        self.stamp.setChecked(False)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self.stamping_changed.emit()
