"""A guard's own requests and those of colleagues that wait for an answer."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, Card, button, clear, ghost_button, label, row
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.roster.model_requests import (
    ENDING_WORDS,
    STATE_WORDS,
    RequestState,
    RequestView,
    Step,
)

SHOWN: Final = 6
STATE_TONES: Final = {
    RequestState.ASKED: Tone.INFO,
    RequestState.WAITING: Tone.WARNING,
    RequestState.WITHDRAWN: Tone.NEUTRAL,
    RequestState.DECLINED: Tone.NEUTRAL,
    RequestState.GRANTED: Tone.SUCCESS,
    RequestState.REFUSED: Tone.DANGER,
    RequestState.ENDED: Tone.NEUTRAL,
}
OPEN: Final = (RequestState.ASKED, RequestState.WAITING)


def answer_text(view: RequestView) -> str:
    """Return what was answered to a request, or why it ended by itself."""
    if view.ending is not None:
        return _(ENDING_WORDS[view.ending])
    said = [
        told.words for told in view.request.steps if told.words and told.step is not Step.AGREED
    ]
    return said[-1] if said else ""


class AskedCard(Card):
    """Each signal asks the page for a verb on the request's view."""

    withdraw_pressed = Signal(object)
    agree_pressed = Signal(object)
    decline_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Đề nghị của tôi"), parent)
        self._views: Sequence[RequestView] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.sizes().m)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_views(self, views: Sequence[RequestView], own: int) -> None:
        """Show requests, those that wait for `own` to answer first."""
        clear(self._lines)
        first = [one for one in views if _is_for(one, own)]
        self._views = [*first, *(one for one in views if one not in first)][:SHOWN]
        if not views:
            words = _("Chưa có đề nghị nào. Bấm «Xin nghỉ», hoặc chọn một ca của bạn để xin đổi.")
            self._lines.addWidget(label(words, "muted", wrap=True, parent=self))
        for number, one in enumerate(self._views):
            self._lines.addLayout(self._entry(number, one, own))

    def _entry(self, number: int, one: RequestView, own: int) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(look.sizes().xs)
        state = Badge(_(STATE_WORDS[one.state]), STATE_TONES[one.state], self)
        mine = one.request.guard == own
        title = one.title if mine else f"{one.who}: {one.title.lower()}"
        if _is_for(one, own):
            state = Badge(_("Chờ bạn trả lời"), Tone.WARNING, self)
        lines.addWidget(label(title, "strong", wrap=True, parent=self))
        lines.addWidget(label(one.about, wrap=True, parent=self))
        for words in filter(None, (one.request.words, answer_text(one))):
            lines.addWidget(label(words, "small", wrap=True, parent=self))
        buttons: list[QWidget | None] = [state, None]
        if mine and one.state in OPEN:
            buttons.append(ghost_button(_("Rút lại"), self._withdraw, parent=self))
        lines.addLayout(row(*buttons))
        if _is_for(one, own):
            buttons = [
                button(_("Đồng ý"), self._agree, "check", self),
                ghost_button(_("Từ chối"), self._decline, parent=self),
                None,
            ]
            lines.addLayout(row(*buttons))
        for made in buttons:
            if made is not None:
                made.setProperty("number", number)
        return lines

    def _named(self) -> RequestView:
        return self._views[self.sender().property("number")]

    @Slot()
    def _withdraw(self) -> None:
        self.withdraw_pressed.emit(self._named())

    @Slot()
    def _agree(self) -> None:
        self.agree_pressed.emit(self._named())

    @Slot()
    def _decline(self) -> None:
        self.decline_pressed.emit(self._named())


def _is_for(one: RequestView, own: int) -> bool:
    return one.state is RequestState.ASKED and one.request.guard != own
