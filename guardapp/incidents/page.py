"""The page of incidents: the list, one incident, writing one up, and what is decided on it."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import local
from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Card,
    IconLabel,
    button,
    ghost_button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.incidents import actions, gather, rules, store
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.actions import Submitted
from guardapp.incidents.document import IncidentDocument
from guardapp.incidents.model import Incident, Notice, State
from guardapp.incidents.page_detail import IncidentDetail
from guardapp.incidents.page_dialogs import KindDialog, TellDialog
from guardapp.incidents.page_list import IncidentList, number_words
from guardapp.incidents.page_write import WriteUp


def _minutes(document: IncidentDocument) -> bytes:
    from guardapp.incidents import sheet

    return sheet.incident_minutes(document)


def _loss(document: IncidentDocument) -> bytes:
    from guardapp.incidents import sheet

    return sheet.loss_minutes(document)


class IncidentsPage(Page):
    """Incidents: found, read, written up, decided on and printed."""

    kinds: ClassVar[tuple[str, ...]] = ("incidents.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._incident: Incident | None = None
        self._number = ""
        self.write: WriteUp | None = None
        self.stack = QStackedWidget(self)
        self.list = IncidentList(shell, self)
        self.detail = IncidentDetail(shell, self)
        self.done = self._done_view()
        for view in (self.list, self.detail, self.done):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.list.opened.connect(self.open_incident)
        self.detail.tell_asked.connect(self._tell)
        self.detail.answer_asked.connect(self._answer)
        self.detail.recover_asked.connect(self._recover)
        self._make_buttons()
        self.add_command(_("Ghi vụ việc"), self.write_new, "Ctrl+N")
        self.add_command(_("Gửi vụ việc đang ghi"), self.submit, "Ctrl+Return")
        self.add_command(_("Tìm vụ việc"), self._find, "Ctrl+F")
        self.add_command(_("Về danh sách vụ việc"), self._back, "Escape")
        if may(shell.session, Right.READ):
            self._show(self.list)
        else:
            self.write_new()

    def title(self) -> str:
        """Return the page's name, or what is open on it."""
        view = self.stack.currentWidget()
        if view is self.detail and self._incident is not None:
            return number_words(self._incident)
        if view is self.write:
            return _("Ghi vụ việc")
        return _("Sự việc")

    def subtitle(self) -> str:
        """Return what the open view is about."""
        view = self.stack.currentWidget()
        if view is self.detail and self._incident is not None:
            return f"{kinds.words(self._incident.kind)} · {self._incident.place}"
        if view is self.write:
            return _("Nội dung đang gõ được giữ lại từng chữ. Ctrl+Enter để gửi và lấy số.")
        if view is self.list:
            return _("Trộm cắp, mất tài sản và mọi vụ việc khác")
        return ""

    def reload(self) -> None:
        """Read the list and the open incident anew."""
        if may(self.shell.session, Right.READ):
            self.list.reload()
        if self.stack.currentWidget() is self.detail and self._incident is not None:
            self.show_subject(self._incident.id)

    def show_subject(self, subject: Any) -> None:
        """Open the incident of this identity; None begins to write one up."""
        if subject is None:
            self.write_new()
            return
        conn = self.shell.journal.tables
        incident, content = store.incident(conn, subject), store.content(conn, subject)
        if incident is None or content is None:
            self._show(self.list)
            return
        self._incident = incident
        self.detail.show_incident(incident, content)
        if self.stack.currentWidget() is not self.detail:
            self._quiet["back"].setFocus()
        self._show(self.detail)

    @Slot(object)
    def open_incident(self, incident: Incident) -> None:
        """Open an incident of the list."""
        self.show_subject(incident.id)

    @Slot()
    def write_new(self) -> None:
        """Begin, or go on with, writing an incident up."""
        if may(self.shell.session, Right.WRITE_INCIDENT):
            self._write(None)

    @Slot()
    def submit(self) -> None:
        """Submit what is being written."""
        if self.write is not None and self.stack.currentWidget() is self.write:
            self.write.submit()

    def _write(self, identity: int | None) -> None:
        self._drop_write()
        self.write = WriteUp(self.shell, identity, self)
        self.write.submitted.connect(self._submitted)
        self.write.kept.connect(self._kept)
        self.stack.addWidget(self.write)
        self._show(self.write)
        self.write.focus_first()

    def _drop_write(self) -> None:
        if self.write is not None:
            self.stack.removeWidget(self.write)
            self.write.deleteLater()
            self.write = None

    def _done_view(self) -> QWidget:
        view = QWidget(self)
        sizes, centre = look.sizes(), Qt.AlignmentFlag.AlignHCenter
        card = Card(parent=view)
        card.body.addStretch(1)
        card.body.addWidget(IconLabel("circle-check", Tone.SUCCESS, sizes.xl * 2, card), 0, centre)
        card.body.addWidget(label(_("Đã gửi. Số vụ việc:"), "heading", parent=card), 0, centre)
        self.number = label("", "display", parent=card)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self.number, 0, centre)
        self.advised = label("", wrap=True, tone=Tone.WARNING, parent=card)
        self.advised.setAlignment(centre)
        card.body.addWidget(self.advised)
        self._see = button(_("Xem, in biên bản"), self._see_done, "eye", card)
        again = button(_("Ghi vụ khác"), self.write_new, "plus", card)
        card.body.addLayout(row(None, self._see, again, None))
        card.body.addStretch(2)
        lines = QVBoxLayout(view)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card)
        return view

    def _make_buttons(self) -> None:
        self._quiet = {
            "back": ghost_button(_("Danh sách"), self._back, "arrow-left", self),
            "keep": button(_("Lưu nháp"), self._keep, "save", self),
            "print": button(_("In"), None, "printer", self),
            "more": button("", None, "ellipsis", self),
            "return": button(_("Trả lại"), self._return, "undo-2", self),
        }
        self._main = {
            "new": primary_button(_("Ghi vụ việc"), self.write_new, "plus", self),
            "send": primary_button(_("Gửi"), self.submit, "check", self),
            "edit": primary_button(_("Sửa, gửi"), self._edit, "pencil", self),
            "approve": primary_button(_("Duyệt"), self._approve, "check", self),
            "close": primary_button(_("Đóng vụ việc"), self._close, "check", self),
        }
        self._menu = {
            "f6": self._in_menu("print", _("Biên bản sự việc"), self._print_minutes),
            "f7": self._in_menu("print", _("Biên bản mất tài sản"), self._print_loss),
            "kind": self._in_menu("more", _("Đổi loại…"), self._reclassify),
            "void": self._in_menu("more", _("Hủy vụ việc…"), self._void),
            "first": self._in_menu("more", _("Số đầu năm, theo sổ giấy…"), self._first_number),
        }
        self._quiet["more"].setAccessibleName(_("Việc khác"))
        for one in self._quiet.values():
            self.add_action(one)
        for one in self._main.values():
            self.set_primary(one)

    def _in_menu(self, name: str, words: str, slot: Callable[[], None]) -> QAction:
        holder = self._quiet[name]
        if holder.menu() is None:
            holder.setMenu(QMenu(holder))
        action = QAction(words, self)
        action.triggered.connect(slot)
        holder.menu().addAction(action)
        return action

    def offered(self) -> set[str]:
        """Return the names of what can be done now."""
        return self._offered(self.stack.currentWidget())

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        if view is not self.write and view is not self.detail:
            self._incident = None
        shown = self._offered(view)
        shown |= {"print"} if shown & {"f6", "f7"} else set()
        shown |= {"more"} if shown & {"kind", "void", "first"} else set()
        everything = {**self._quiet, **self._main, **self._menu}
        for name in sorted(everything, key=shown.__contains__):  # hide before showing: no jump
            everything[name].setVisible(name in shown)
        self.show_head()

    def _offered(self, view: QWidget) -> set[str]:
        session = self.shell.session
        reads, writes = may(session, Right.READ), may(session, Right.WRITE_INCIDENT)
        if view is self.write:
            return {"send"} | ({"back", "keep"} if reads else set())
        if view is self.done:
            return {"back"} if reads else set()
        if view is not self.detail or self._incident is None:
            return ({"new"} if writes else set()) | (
                {"first"} if may(session, Right.SETTINGS) else set()
            )
        incident = self._incident
        names = {
            "edit": "rewritten",
            "kind": "reclassified",
            "void": "voided",
            "return": "returned",
            "approve": "approved",
            "close": "closed",
        }
        shown = {"back"} if reads else set()
        for name, act in names.items():
            if incident.state in rules.ACTS[act].allowed and may(session, rules.ACTS[act].right):
                shown.add(name)
        if incident.written_by != session.account and not may(session, Right.APPROVE_INCIDENT):
            shown.discard("edit")
        if may(session, Right.PRINT):
            shown.add("f6")
            if kinds.about_property(incident.kind):
                shown.add("f7")
        return shown

    @Slot(object)
    def _submitted(self, done: Submitted) -> None:
        self._number, self._done_id = done.number, done.id
        self.number.setText(done.number)
        incident = store.incident(self.shell.journal.tables, done.id)
        journal = self.shell.journal
        found = incident and gather.advice(journal.tables, incident, journal.clock.now_ms())
        self.advised.setText(found.words() if found else "")
        self._see.setVisible(may(self.shell.session, Right.READ))
        self._drop_write()
        self._show(self.done)

    @Slot()
    def _see_done(self) -> None:
        self.show_subject(self._done_id)

    @Slot(object)
    def _kept(self, identity: int) -> None:
        self.shell.ask.done(_("Đã lưu nháp vào sổ."))
        self.show_subject(identity)

    @Slot()
    def _keep(self) -> None:
        if self.write is not None:
            self.write.keep()

    @Slot()
    def _find(self) -> None:
        self._back()
        self.list.search.setFocus()
        self.list.search.selectAll()

    @Slot()
    def _back(self) -> None:
        if not may(self.shell.session, Right.READ):
            return
        if self.write is not None:
            self._drop_write()
        self.list.reload()
        self._show(self.list)

    @Slot()
    def _edit(self) -> None:
        if self._incident is not None:
            self._write(self._incident.id)

    @Slot()
    def _tell(self) -> None:
        now = self.shell.journal.clock.now_ms()
        self.shell.ask.show(TellDialog(now, self.shell.session.name, self._told, self))

    def _told(self, notice: Notice) -> None:
        assert self._incident is not None
        actions.tell(self.shell.journal, self.shell.session, self._incident.id, notice)

    @Slot(object)
    def _answer(self, notice: int) -> None:
        words = _("Ghi cơ quan trả lời gì, số văn bản nếu có.")
        self.shell.ask.reason(_("Cơ quan trả lời"), words, partial(self._answered, notice))

    def _answered(self, notice: int, text: str) -> None:
        self._do(partial(actions.answer, notice=notice, text=text))

    @Slot(int)
    def _recover(self, position: int) -> None:
        words = _("Ghi thu hồi lúc nào, ở đâu, trả cho ai.")
        self.shell.ask.reason(_("Thu hồi tài sản"), words, partial(self._recovered, position))

    def _recovered(self, position: int, text: str) -> None:
        self._do(partial(actions.recover, position=position, text=text))

    @Slot()
    def _reclassify(self) -> None:
        if self._incident is not None:
            self.shell.ask.show(KindDialog(self._incident.kind, self._reclassified, self))

    def _reclassified(self, kind: str, reason: str) -> None:
        self._do(partial(actions.reclassify, kind=kind, reason=reason))

    @Slot()
    def _approve(self) -> None:
        self._do(actions.approve)
        self.shell.ask.done(_("Đã duyệt."))

    @Slot()
    def _return(self) -> None:
        words = _("Người ghi sẽ sửa và gửi lại, số giữ nguyên.")
        self.shell.ask.reason(_("Trả lại để sửa"), words, self._returned)

    def _returned(self, reason: str) -> None:
        self._do(partial(actions.return_to_writer, reason=reason))

    @Slot()
    def _close(self) -> None:
        words = _("Ghi kết quả giải quyết.")
        self.shell.ask.reason(_("Đóng vụ việc"), words, self._closed)

    def _closed(self, outcome: str) -> None:
        self._do(partial(actions.close, outcome=outcome))

    @Slot()
    def _void(self) -> None:
        words = _("Vụ việc vẫn ở trong sổ với số của nó, ghi là «hủy».")
        self.shell.ask.reason(_("Hủy vụ việc"), words, self._voided)

    def _voided(self, reason: str) -> None:
        self._do(partial(actions.void, reason=reason))

    @Slot()
    def _first_number(self) -> None:
        journal = self.shell.journal
        words = _("Vụ việc tiếp theo của năm {year} trên máy này mang số").format(
            year=local(journal.clock.now_ms()).year
        )
        following = actions.next_number(journal).serial
        self.shell.ask.text(
            _("Số đầu năm, theo sổ giấy"), words, self._first_number_typed, initial=str(following)
        )

    def _first_number_typed(self, text: str) -> None:
        if not text.strip().isdecimal():
            raise Invalid({"text": _("Nhập một số, ví dụ 118.")})
        journal = self.shell.journal
        year = local(journal.clock.now_ms()).year
        actions.set_first_number(journal, self.shell.session, year, int(text))
        self.shell.ask.done(
            _("Vụ việc tiếp theo: {number}").format(number=actions.next_number(journal).text)
        )

    def _do(self, act: Callable[..., None]) -> None:
        assert self._incident is not None
        act(self.shell.journal, self.shell.session, incident=self._incident.id)

    @Slot()
    def _print_minutes(self) -> None:
        self._preview(gather.F6, _("Biên bản sự việc"), _minutes)

    @Slot()
    def _print_loss(self) -> None:
        self._preview(gather.F7, _("Biên bản mất tài sản"), _loss)

    def _preview(self, sheet: str, title: str, make: Callable[[IncidentDocument], bytes]) -> None:
        if self._incident is None or self._incident.state is State.DRAFT:
            self.shell.ask.info(_("Bản nháp chưa có số; hãy gửi trước khi in."))
            return
        journal, session = self.shell.journal, self.shell.session
        document = gather.document(journal, session, self._incident.id, sheet)
        name = f"{sheet}-{number_words(self._incident)}.pdf".replace("/", "-")
        self.shell.preview(title, partial(make, document), name)
