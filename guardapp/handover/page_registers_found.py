"""What was found and waits for its owner: kept, given back, or disposed of."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import Right, Session, may
from guardapp.base.clock import DAY
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import Card, EmptyState, button, primary_button, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text
from guardapp.handover import actions_found as actions
from guardapp.handover import store
from guardapp.handover import store_found as finds
from guardapp.handover.model_found import Found, FoundDetails

LOOK_BACK_MS = 365 * DAY


class FoundDialog(Dialog):
    """Asks for some lines of text; `then` takes them in their order."""

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, str]],
        yes: str,
        then: Then,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, "", then, parent, width=56)
        self.form = Form(parent=self)
        for name, words in fields:
            self.form.add(name, words, TextField(), required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(yes, self.save, "check", self))
        self.form.field(fields[0][0]).setFocus()

    @Slot()
    def save(self) -> None:
        """Hand on what is entered."""
        if self.form.check():
            self.take(*self.form.values().values())


class FoundView(QWidget):
    """The list of what is kept for its owner; a year back where asked for."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().m)
        self.span = Segments([(False, _("Đang giữ")), (True, _("Một năm qua"))], self)
        self.span.set_value(False)
        self.span.changed.connect(self.reload)
        lines.addLayout(row(self.span, None))
        card = Card(parent=self).flush()
        empty = EmptyState(
            "package",
            _("Không giữ đồ nhặt được nào"),
            _("Bấm «Thêm» khi có người nộp đồ rơi."),
        )
        self.table = Table[Found](self._columns(), empty, card, key=lambda one: one.id)
        card.body.addWidget(self.table)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        lines.addWidget(card, 1)
        self.back = button(_("Trả cho chủ"), self.ask_back, "check", self)
        self.gone = button(_("Chuyển đi, xử lý"), self._ask_disposal, "archive", self)
        self.back.setVisible(may(shell.session, Right.LOG))
        self.gone.setVisible(may(shell.session, Right.HAND_OVER))
        lines.addLayout(row(self.back, self.gone, None))

    @Slot()
    def reload(self) -> None:
        """Show what is kept, the longest kept first."""
        conn, now = self.shell.journal.tables, self.shell.journal.clock.now_ms()
        if self.span.value():
            self.table.show_rows(finds.found_between(conn, now - LOOK_BACK_MS, now + 1)[::-1])
        else:
            self.table.show_rows(finds.kept(conn))
        self._chosen(self.table.selected())

    def show_subject(self, subject: int) -> None:
        """Select one found thing."""
        self.table.select(lambda one: one.id == subject)

    def _session(self) -> Session:
        taken = store.has_taken_over(self.shell.journal.tables, self.shell.session)
        return replace(self.shell.session, took_over=taken)

    @Slot()
    def ask_found(self) -> None:
        """Ask what was found."""
        fields = [
            ("what", _("Nhặt được gì, đặc điểm")),
            ("place", _("Nhặt được ở đâu")),
            ("finder", _("Người nhặt được")),
            ("kept", _("Đang giữ ở đâu")),
        ]
        words = _("Ghi đồ nhặt được")
        self.shell.ask.show(FoundDialog(words, fields, _("Lưu"), self._keep, self))

    def _keep(self, what: str, place: str, finder: str, kept: str) -> None:
        details = FoundDetails(what, place, finder, kept)
        actions.keep_found(self.shell.journal, self._session(), details)

    @Slot()
    def ask_back(self) -> None:
        """Ask to whom the chosen thing is given back."""
        one = self.table.selected()
        if one is not None and one.closed is None and may(self.shell.session, Right.LOG):
            fields = [("owner", _("Người nhận lại")), ("proof", _("Bằng chứng là chủ"))]
            then = partial(actions.give_back, self.shell.journal, self._session(), one.id)
            words = _("Trả {what}").format(what=one.details.what)
            self.shell.ask.show(FoundDialog(words, fields, _("Trả cho chủ"), then, self))

    @Slot()
    def _ask_disposal(self) -> None:
        one = self.table.selected()
        if one is not None and one.closed is None:
            self.shell.ask.text(
                _("Không có người nhận: {what}").format(what=one.details.what),
                _("Chuyển cho ai, số biên bản"),
                partial(actions.dispose, self.shell.journal, self.shell.session, one.id),
            )

    @Slot(object)
    def _opened(self, one: Found) -> None:
        self.ask_back()

    @Slot(object)
    def _chosen(self, one: Found | None) -> None:
        for press in (self.back, self.gone):
            press.setEnabled(one is not None and one.closed is None)

    def _columns(self) -> list[Column[Found]]:
        return [
            Column[Found](_("Đồ vật"), lambda one: one.details.what, strong=True, stretch=True),
            Column[Found](_("Nơi nhặt được"), lambda one: one.details.place),
            Column[Found](_("Nhặt lúc"), lambda one: datetime_text(one.at)),
            Column[Found](_("Nơi giữ"), lambda one: one.details.kept),
            Column[Found](_("Tình trạng"), _state, tone=_tone, badge=True),
        ]


def _state(one: Found) -> str:
    if one.closed is None:
        return _("Đang giữ")
    return _("Đã trả chủ") if one.closed.owner else _("Đã xử lý")


def _tone(one: Found) -> Tone:
    return Tone.INFO if one.closed is None else Tone.SUCCESS
