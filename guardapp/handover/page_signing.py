"""The last step of a handover: what it says in short, words to the next shift, three signatures."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.access import Session
from guardapp.base.ui import look
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.parts import Banner, Card, column, label, primary_button
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.handover.document import HandoverDocument
from guardapp.handover.page_parts import Fact
from guardapp.handover.page_sign import Confirm, SignCard

Finish = Callable[[Session, Session, Session | None], None]


class SigningStep(QWidget):
    """Both shifts sign by PIN, a leader too if there; then the minutes are printed."""

    edited = Signal()

    def __init__(self, confirm: Confirm, finish: Finish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finish = finish
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        lines.addWidget(self._summary())
        self._left = Banner(Tone.WARNING, "", parent=self)
        lines.addWidget(self._left)
        signers = QHBoxLayout()
        signers.setSpacing(sizes.m)
        self.outgoing = SignCard(_("Bên giao"), _("Người của ca đang trực"), confirm, self)
        self.incoming = SignCard(_("Bên nhận"), _("Người của ca sau"), confirm, self)
        self.leader = SignCard(_("Chỉ huy ca"), _("Nếu có mặt ở chốt"), confirm, self)
        for one in (self.outgoing, self.incoming, self.leader):
            one.signed.connect(self._signed)
            signers.addWidget(one, 1)
        lines.addLayout(signers)
        self.button = primary_button(_("Hoàn tất bàn giao và in"), self._done, "printer", self)
        self._signed()

    def note(self) -> str:
        """Return the outgoing shift's words."""
        return self._note.value()

    def remark(self) -> str:
        """Return what the incoming shift has to object."""
        return self._remark.value()

    def show_words(self, note: str, remark: str) -> None:
        """Show both shifts' words."""
        self._note.set_value(note)
        self._remark.set_value(remark)

    def propose(self, login: str) -> None:
        """Fill in the code of who hands over, if known."""
        self.outgoing.login.set_value(login)

    @Slot()
    def reset(self) -> None:
        """Ask for all signatures again, since what they stand under has changed."""
        for one in (self.outgoing, self.incoming, self.leader):
            one.reset()
        self._signed()

    def show_summary(self, document: HandoverDocument, uncounted: int, undecided: int) -> None:
        """Show the minutes in short, and what still stands in the way."""
        rounds, fire = document.rounds, document.fire
        present = sum(one.present for one in document.incoming_members)
        self._people.tell(f"{present}/{len(document.incoming_members)}")
        bad = rounds.incomplete + rounds.missed
        self._rounds.tell(f"{rounds.complete}/{rounds.planned}", Tone.WARNING if bad else None)
        self._fire.tell(str(fire.checks), Tone.WARNING if fire.failed else None)
        serious = Tone.DANGER if document.incidents else None
        self._incidents.tell(str(document.incidents), serious)
        carried = sum(not one.closed for one in document.matters)
        self._matters.tell(str(carried), Tone.WARNING if carried else None)
        parts = []
        if uncounted:
            parts.append(_("Còn {count} công cụ, chìa khóa chưa đếm.").format(count=uncounted))
        if undecided:
            parts.append(_("Còn {count} việc tồn chưa quyết định.").format(count=undecided))
        self._left.tell(Tone.WARNING, " ".join(parts))

    def _summary(self) -> Card:
        card = Card(_("Tóm tắt ca trực"), self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.sizes().xl)
        grid.setVerticalSpacing(look.sizes().s)
        self._people = Fact("users", _("Ca nhận có mặt"), card)
        self._rounds = Fact("route", _("Lượt tuần tra đủ điểm"), card)
        self._fire = Fact("flame", _("Mục PCCC đã kiểm tra"), card)
        self._incidents = Fact("siren", _("Sự việc"), card)
        self._matters = Fact("hourglass", _("Việc chuyển ca sau"), card)
        facts = (self._people, self._rounds, self._fire, self._incidents, self._matters)
        for place, one in enumerate(facts):
            grid.addWidget(one, place // 3, place % 3)
        card.body.addLayout(grid)
        self._note = TextField(_("Không có"), card)
        self._remark = TextField(_("Nhất trí, không có ý kiến"), card)
        both = QHBoxLayout()
        both.setSpacing(look.sizes().m)
        for words, field in (
            (_("Ca giao dặn ca nhận"), self._note),
            (_("Ý kiến của ca nhận"), self._remark),
        ):
            field.setAccessibleName(words)
            name = label(words, "label", parent=card)
            both.addLayout(column(name, field, spacing=look.sizes().xs), 1)
            field.changed.connect(self.edited)
        card.body.addLayout(both)
        self._note.changed.connect(self.reset)
        self._remark.changed.connect(self._objected)
        return card

    @Slot()
    def _objected(self) -> None:
        """Ask those again who sign below the incoming shift's remark."""
        self.incoming.reset()
        self.leader.reset()
        self._signed()

    @Slot()
    def _signed(self) -> None:
        self.button.setEnabled(
            self.outgoing.session is not None and self.incoming.session is not None
        )

    @Slot()
    def _done(self) -> None:
        outgoing, incoming = self.outgoing.session, self.incoming.session
        if outgoing is not None and incoming is not None:
            self._finish(outgoing, incoming, self.leader.session)
