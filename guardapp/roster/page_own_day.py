"""The day chosen in a guard's own calendar: its shift and the swap of it, or a wish for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.labels import Type
from guardapp.base.ui.parts import Card, button, clear, ghost_button, label, row
from guardapp.base.words import _
from guardapp.people.model import LEAVE_WORDS
from guardapp.roster.model import ShiftType
from guardapp.roster.model_demand import HEAVIEST, LIGHTEST, DutyWish
from guardapp.roster.model_requests import OwnDay, OwnDuty
from guardapp.roster.page_own_calendar import day_text, wish_text
from guardapp.roster.page_own_parts import mates_text, post_text

ACROSS: Final = 3
WEIGHTS: Final = range(LIGHTEST, HEAVIEST + 1)
REST: Final = 0
"""What a wish button says in place of a shift type's identity: a day off."""


class DayCard(Card):
    """What is on the day; each signal asks the page for a verb.

    `wished` carries whether the guard wants to work, the shift type or None, and the weight.
    """

    swap_pressed = Signal(object)
    wished = Signal(bool, object, int)
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._duties: Sequence[OwnDuty] = ()
        self._head = label("", "heading", wrap=True, parent=self)
        self._body = QVBoxLayout()
        self._body.setSpacing(look.sizes().s)
        self.body.addWidget(self._head)
        self.body.addLayout(self._body)
        self.weight: Segments | None = None

    def show_published(self, one: OwnDay, swappable: Sequence[int]) -> None:
        """Show a day of a published month; `swappable` are the assignments that can be offered."""
        self._begin(one.day)
        self._duties = one.duties
        if not one.duties:
            words = _(LEAVE_WORDS[one.leave]) if one.leave else _("Không có ca trực.")
            self._tell(words)
        for number, duty in enumerate(one.duties):
            self._tell(f"{duty.name} · {duty.hours}", "strong")
            self._tell(post_text(duty), None)
            self._tell(mates_text(duty))
            if duty.assignment.id in swappable:
                made = button(_("Xin đổi ca này"), self._swap, "arrow-right-left", self)
                made.setProperty("number", number)
                self._body.addLayout(row(made, None))

    def show_open(
        self,
        one: OwnDay,
        wish: DutyWish | None,
        shifts: Sequence[ShiftType],
        codes: Mapping[int, str],
    ) -> None:
        """Show a day that is not published yet, with the buttons for a wish."""
        self._begin(one.day)
        if one.leave is not None:
            self._tell(_(LEAVE_WORDS[one.leave]))
        if wish is None:
            self._tell(_("Bạn muốn nghỉ hay trực ngày này? Đội trưởng sẽ thấy khi xếp lịch."))
        else:
            back = ghost_button(_("Bỏ mong muốn"), self.withdrawn, "x", self)
            told = label(wish_text(wish, codes), parent=self)
            self._body.addWidget(told)
            self._body.addLayout(row(back, None))
        self._add_choices(wish, shifts)
        self._tell(_("Phím: N nghỉ, chữ của ca để mong ca ấy, 1–3 mức mong, Del bỏ."), "small")

    def _add_choices(self, wish: DutyWish | None, shifts: Sequence[ShiftType]) -> None:
        rest = button(_("Mong nghỉ"), self._wish, parent=self)
        rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rest.setProperty("shift", str(REST))
        self._body.addWidget(rest)
        self._tell(_("Hoặc mong trực ca:"))
        grid = QGridLayout()
        grid.setSpacing(look.sizes().s)
        for place, one in enumerate(shifts):
            made = button(one.code, self._wish, parent=self)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setToolTip(f"{one.name} {one.hours}")
            made.setAccessibleName(_("Ca {shift}").format(shift=one.code))
            made.setProperty("shift", str(one.id))
            grid.addWidget(made, place // ACROSS, place % ACROSS)
        self._body.addLayout(grid)
        self._tell(_("Mức mong, 3 là nhiều nhất:"))
        self.weight = Segments([(number, str(number)) for number in WEIGHTS], self)
        self.weight.setAccessibleName(_("Mức mong muốn"))
        self.weight.set_value(wish.weight if wish else LIGHTEST)
        self._body.addWidget(self.weight)

    def show_past(self, one: OwnDay) -> None:
        """Show a day that was never published and is over."""
        self._begin(one.day)
        self._tell(_("Tháng này không công bố lịch."))

    def _begin(self, day: date) -> None:
        clear(self._body)
        self._duties, self.weight = (), None
        self._head.setText(day_text(day))

    def _tell(self, words: str, kind: Type | None = "muted") -> None:
        self._body.addWidget(label(words, kind, wrap=True, parent=self))

    @Slot()
    def _swap(self) -> None:
        self.swap_pressed.emit(self._duties[self.sender().property("number")])

    @Slot()
    def _wish(self) -> None:
        shift = int(self.sender().property("shift"))
        weight = self.weight.value() if self.weight else LIGHTEST
        self.wished.emit(shift != REST, shift or None, weight)
