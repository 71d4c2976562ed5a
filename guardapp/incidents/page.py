"""The page of incidents: the list, one incident, writing one up, and what is decided on it."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from guardapp.base.access import Right, may
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import button, ghost_button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents import store
from guardapp.incidents.actions import Submitted
from guardapp.incidents.model import Incident
from guardapp.incidents.page_acts import Acts, offered
from guardapp.incidents.page_detail import IncidentDetail
from guardapp.incidents.page_done import DoneView
from guardapp.incidents.page_list import IncidentList, number_words
from guardapp.incidents.page_write import WriteUp


class IncidentsPage(Page):
    """Incidents: found, read, written up, decided on and printed."""

    kinds: ClassVar[tuple[str, ...]] = ("incidents.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._incident: Incident | None = None
        self.write: WriteUp | None = None
        self.acts = Acts(shell, self)
        self.stack = QStackedWidget(self)
        self.list = IncidentList(shell, self)
        self.detail = IncidentDetail(shell, self)
        self.done = DoneView(shell, self)
        for view in (self.list, self.detail, self.done):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.list.opened.connect(self.open_incident)
        self.done.see_asked.connect(self.show_subject)
        self.done.again_asked.connect(self.write_new)
        self.detail.tell_asked.connect(self.acts.tell)
        self.detail.answer_asked.connect(self.acts.answer)
        self.detail.recover_asked.connect(self.acts.recover)
        self._make_buttons()
        if may(shell.session, Right.WRITE_INCIDENT):
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
        self._incident = self.acts.incident = incident
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

    def _make_buttons(self) -> None:
        self._quiet = {
            "back": ghost_button(_("Danh sách"), self._back, "arrow-left", self),
            "keep": button(_("Lưu nháp"), self._keep, "save", self),
            "print": button(_("In"), None, "printer", self),
            "more": button("", None, "ellipsis", self),
            "return": button(_("Trả lại"), self.acts.give_back, "undo-2", self),
        }
        self._main = {
            "new": primary_button(_("Ghi vụ việc"), self.write_new, "plus", self),
            "send": primary_button(_("Gửi"), self.submit, "check", self),
            "edit": primary_button(_("Sửa, gửi"), self._edit, "pencil", self),
            "approve": primary_button(_("Duyệt"), self.acts.approve, "check", self),
            "close": primary_button(_("Đóng vụ việc"), self.acts.close, "check", self),
        }
        self._menu = {
            "f6": self._in_menu("print", _("Biên bản sự việc"), self.acts.print_minutes),
            "f7": self._in_menu("print", _("Biên bản mất tài sản"), self.acts.print_loss),
            "kind": self._in_menu("more", _("Đổi loại…"), self.acts.reclassify),
            "void": self._in_menu("more", _("Hủy vụ việc…"), self.acts.void),
            "first": self._in_menu("more", _("Số đầu năm, theo sổ giấy…"), self.acts.first_number),
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
        return ({"back"} if reads else set()) | offered(self._incident, session)

    @Slot(object)
    def _submitted(self, done: Submitted) -> None:
        self.done.tell(done)
        self._show(self.done)
        self.done.focus_first()
        self._drop_write()

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
