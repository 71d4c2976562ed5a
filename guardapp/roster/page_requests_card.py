"""One request before the chief: what is asked, what it would do to the roster, and the answer."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import account_name
from guardapp.base.ui import look
from guardapp.base.ui.fields import CheckField, TextArea
from guardapp.base.ui.parts import (
    Badge,
    Banner,
    Card,
    button,
    clear,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, datetime_text, ngettext
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import gather_requests
from guardapp.roster.model_requests import (
    ENDING_WORDS,
    STATE_WORDS,
    LeaveAsked,
    RequestState,
    RequestView,
    Step,
)
from guardapp.roster.page_own_asked import OPEN, STATE_TONES
from guardapp.roster.page_own_dialogs import ToldDialog, notes_text, shifts_text

STEP_WORDS: Final = {
    Step.WITHDRAWN: N_("rút lại"),
    Step.AGREED: N_("đồng ý đổi"),
    Step.DECLINED: N_("không nhận đổi"),
    Step.GRANTED: N_("duyệt"),
    Step.REFUSED: N_("không duyệt"),
}


def effect(shell: Shell, view: RequestView) -> tuple[Tone, str]:
    """Return what granting a request would do to the roster, in words and tone."""
    asked = view.request.asked
    if not isinstance(asked, LeaveAsked):
        notes = swaps.swap_notes(shell.journal, asked.offered, asked.other, asked.wanted)
        return notes_text(notes)
    those = requests.in_the_way(shell.journal, view.request)
    if not those:
        return Tone.SUCCESS, _("Không có ca nào trong những ngày này.")
    names = gather_requests.shift_words(shell.journal.tables, those)
    words = ngettext(
        "{n} ca trong những ngày này sẽ trống: {shifts}.",
        "{n} shifts on these days would be open: {shifts}.",
        len(those),
    )
    return Tone.WARNING, shifts_text(words, names)


class GrantDialog(ToldDialog):
    """Grants a request with a word; `then(words, free)`."""

    def __init__(
        self, shell: Shell, view: RequestView, then: Callable[..., None], parent: QWidget
    ) -> None:
        leave = isinstance(view.request.asked, LeaveAsked)
        title = _("Cho {name} nghỉ?") if leave else _("Duyệt đổi ca của {name}?")
        text = f"{view.title}: {view.about}." if leave else f"{view.about}."
        super().__init__(title.format(name=view.who), text, then, parent)
        self._effect = effect(shell, view)
        self.body.addWidget(self.told)
        if leave and self._effect[0] is Tone.WARNING:
            free = CheckField(_("Bỏ các ca này khỏi lịch, ghi thành một lần thay đổi"), self)
            self.form.add("free", "", free)
            self.form.set_values({"free": True})
        elif not leave:
            note = _("Lịch được sửa ngay và ghi thành một lần thay đổi.")
            self.body.addWidget(label(note, "muted", wrap=True, parent=self))
        self.form.add("words", _("Lời nhắn cho người đề nghị"), TextArea(lines=2, parent=self))
        self.body.addWidget(self.form)
        yes = _("Cho nghỉ") if leave else _("Duyệt đổi ca")
        self.add_buttons(primary_button(yes, self._grant, "check", self))

    @Slot()
    def tell_effect(self) -> None:
        """Tell what granting would do to the roster."""
        self.tell(*self._effect)

    @Slot()
    def _grant(self) -> None:
        values = self.form.values()
        self.take(values["words"], bool(values.get("free")))


class RequestCard(Card):
    """Shows a request; its buttons grant it or refuse it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._shell = shell
        self.view: RequestView | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.sizes().m)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_view(self, view: RequestView | None) -> None:
        """Show a request, or ask to choose one."""
        self.view = view
        clear(self._lines)
        if view is None:
            words = _("Chọn một đề nghị trong danh sách để xem và trả lời.")
            self._lines.addWidget(label(words, "muted", wrap=True, parent=self))
            return
        self._lines.addWidget(label(view.who, "title", wrap=True, parent=self))
        state = Badge(_(STATE_WORDS[view.state]), STATE_TONES[view.state], self)
        self._lines.addLayout(row(state, None))
        self._lines.addWidget(label(view.title, "heading", wrap=True, parent=self))
        self._lines.addWidget(label(view.about, wrap=True, parent=self))
        if view.request.words:
            said = _("«{words}»").format(words=view.request.words)
            self._lines.addWidget(label(said, wrap=True, parent=self))
        if view.ending is not None:
            why = _("Hết hiệu lực: {why}.").format(why=_(ENDING_WORDS[view.ending]))
            self._lines.addWidget(label(why, "muted", wrap=True, parent=self))
        if view.state in OPEN:
            self._lines.addWidget(Banner(*effect(self._shell, view), parent=self))
        self._show_answer(view)
        self._show_history(view)

    def _show_answer(self, view: RequestView) -> None:
        waits = view.state is RequestState.WAITING
        if view.state is RequestState.ASKED:
            words = _("Chờ {name} đồng ý rồi mới duyệt được.").format(name=view.other)
            self._lines.addWidget(label(words, "muted", wrap=True, parent=self))
        buttons: list[QWidget | None] = []
        if waits:
            leave = isinstance(view.request.asked, LeaveAsked)
            yes = _("Cho nghỉ") if leave else _("Duyệt đổi ca")
            buttons.append(primary_button(yes, self._ask_grant, "check", self))
        if view.state in OPEN:
            buttons.append(button(_("Từ chối"), self._ask_refuse, "x", self))
            self._lines.addLayout(row(*buttons, None))

    def _show_history(self, view: RequestView) -> None:
        conn, request = self._shell.journal.tables, view.request
        lines = [_("{time}: gửi đề nghị").format(time=datetime_text(request.at))]
        for told in request.steps:
            by = account_name(conn, told.by)
            line = f"{datetime_text(told.at)}: {by} {_(STEP_WORDS[told.step])}"
            lines.append(f"{line}, «{told.words}»" if told.words else line)
        self._lines.addWidget(label("\n".join(lines), "small", wrap=True, parent=self))

    @Slot()
    def _ask_grant(self) -> None:
        assert self.view is not None
        self._shell.ask.show(GrantDialog(self._shell, self.view, self._grant, self))

    def _grant(self, words: str, free: bool) -> None:
        assert self.view is not None
        request, journal, session = self.view.request, self._shell.journal, self._shell.session
        if not isinstance(request.asked, LeaveAsked):
            swaps.approve_swap(journal, session, request.id, words=words)
            self._shell.ask.done(_("Đã đổi ca trong lịch."))
            return
        freed = requests.grant_leave(journal, session, request.id, words=words, free=free)
        told = _("Đã cho nghỉ.")
        if freed:
            told = ngettext(
                "Đã cho nghỉ, {n} ca trống chờ xếp người khác.",
                "Leave granted, {n} shifts wait for somebody else.",
                len(freed),
            ).format(n=len(freed))
        self._shell.ask.done(told)

    @Slot()
    def _ask_refuse(self) -> None:
        assert self.view is not None
        title = _("Không duyệt đề nghị của {name}?").format(name=self.view.who)
        words = _("Người đề nghị sẽ đọc lý do này ở trang của mình.")
        self._shell.ask.reason(title, words, self._refuse)

    def _refuse(self, words: str) -> None:
        assert self.view is not None
        requests.refuse_request(
            self._shell.journal, self._shell.session, self.view.request.id, words
        )
