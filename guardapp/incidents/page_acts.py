"""What is done on an incident that is shown: decided, told, answered, recovered, printed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, Session, may
from guardapp.base.clock import local
from guardapp.base.errors import Invalid
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.incidents import actions, gather, rules
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.document import IncidentDocument
from guardapp.incidents.model import Incident, Notice, State
from guardapp.incidents.page_dialogs import KindDialog, TellDialog
from guardapp.incidents.page_list import number_words

_NAMES = {
    "edit": "rewritten",
    "kind": "reclassified",
    "void": "voided",
    "return": "returned",
    "approve": "approved",
    "close": "closed",
}


def offered(incident: Incident, session: Session) -> set[str]:
    """Return the names of what a session may do now with an incident."""
    shown = set()
    for name, act in _NAMES.items():
        if incident.state in rules.ACTS[act].allowed and may(session, rules.ACTS[act].right):
            shown.add(name)
    if incident.written_by != session.account and not may(session, Right.APPROVE_INCIDENT):
        shown.discard("edit")
    if may(session, Right.PRINT):
        shown.add("f6")
        if kinds.about_property(incident.kind):
            shown.add("f7")
    return shown


def _minutes(document: IncidentDocument) -> bytes:
    from guardapp.incidents import sheet

    return sheet.incident_minutes_pdf(document)


def _loss(document: IncidentDocument) -> bytes:
    from guardapp.incidents import sheet

    return sheet.loss_minutes_pdf(document)


class Acts(QObject):
    """The verbs of one incident, asking for what they need; dialogs open over `parent`."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._over = parent
        self.incident: Incident | None = None

    @Slot()
    def tell(self) -> None:
        """Ask which authority was told, and record it."""
        now = self._shell.journal.clock.now_ms()
        self._shell.ask.show(TellDialog(now, self._shell.session.name, self._told, self._over))

    def _told(self, notice: Notice) -> None:
        assert self.incident is not None
        actions.tell(self._shell.journal, self._shell.session, self.incident.id, notice)

    @Slot(object)
    def answer(self, notice: int) -> None:
        """Ask what an authority answered, and record it."""
        words = _("Ghi cơ quan trả lời gì, số văn bản nếu có.")
        self._shell.ask.reason(_("Cơ quan trả lời"), words, partial(self._answered, notice))

    def _answered(self, notice: int, text: str) -> None:
        self._do(partial(actions.answer, notice=notice, text=text))

    @Slot(int)
    def recover(self, position: int) -> None:
        """Ask how a thing was recovered, and record it."""
        words = _("Ghi thu hồi lúc nào, ở đâu, trả cho ai.")
        self._shell.ask.reason(_("Thu hồi tài sản"), words, partial(self._recovered, position))

    def _recovered(self, position: int, text: str) -> None:
        self._do(partial(actions.recover, position=position, text=text))

    @Slot()
    def reclassify(self) -> None:
        """Ask for another kind and the reason."""
        if self.incident is not None:
            self._shell.ask.show(KindDialog(self.incident.kind, self._reclassified, self._over))

    def _reclassified(self, kind: str, reason: str) -> None:
        self._do(partial(actions.reclassify, kind=kind, reason=reason))

    @Slot()
    def approve(self) -> None:
        """Approve the incident."""
        self._do(actions.approve)
        self._shell.ask.done(_("Đã duyệt."))

    @Slot()
    def give_back(self) -> None:
        """Ask for the reason and return the incident to its writer."""
        words = _("Người ghi sẽ sửa và gửi lại, số giữ nguyên.")
        self._shell.ask.reason(_("Trả lại để sửa"), words, self._returned)

    def _returned(self, reason: str) -> None:
        self._do(partial(actions.return_to_writer, reason=reason))

    @Slot()
    def close(self) -> None:
        """Ask how it ended and close the incident."""
        words = _("Ghi kết quả giải quyết.")
        self._shell.ask.reason(_("Đóng vụ việc"), words, self._closed)

    def _closed(self, outcome: str) -> None:
        self._do(partial(actions.close, outcome=outcome))

    @Slot()
    def void(self) -> None:
        """Ask for the reason and void the incident; its number stays."""
        words = _("Vụ việc vẫn ở trong sổ với số của nó, ghi là «hủy».")
        self._shell.ask.reason(_("Hủy vụ việc"), words, self._voided)

    def _voided(self, reason: str) -> None:
        self._do(partial(actions.void, reason=reason))

    @Slot()
    def first_number(self) -> None:
        """Ask for the number that the year's incidents on this PC go on from."""
        journal = self._shell.journal
        words = _("Vụ việc tiếp theo của năm {year} trên máy này mang số").format(
            year=local(journal.clock.now_ms()).year
        )
        following = actions.next_number(journal).serial
        self._shell.ask.text(
            _("Số đầu năm, theo sổ giấy"), words, self._first_number_typed, initial=str(following)
        )

    def _first_number_typed(self, text: str) -> None:
        if not text.strip().isdecimal():
            raise Invalid({"text": _("Nhập một số, ví dụ 118.")})
        journal = self._shell.journal
        year = local(journal.clock.now_ms()).year
        actions.set_first_number(journal, self._shell.session, year, int(text))
        self._shell.ask.done(
            _("Vụ việc tiếp theo: {number}").format(number=actions.next_number(journal).text)
        )

    def _do(self, act: Callable[..., None]) -> None:
        assert self.incident is not None
        act(self._shell.journal, self._shell.session, incident=self.incident.id)

    @Slot()
    def print_minutes(self) -> None:
        """Preview form F6."""
        self._preview(gather.F6, _("Biên bản sự việc"), _minutes)

    @Slot()
    def print_loss(self) -> None:
        """Preview form F7."""
        self._preview(gather.F7, _("Biên bản mất tài sản"), _loss)

    def _preview(self, sheet: str, title: str, make: Callable[[IncidentDocument], bytes]) -> None:
        if self.incident is None or self.incident.state is State.DRAFT:
            self._shell.ask.info(_("Bản nháp chưa có số; hãy gửi trước khi in."))
            return
        journal, session = self._shell.journal, self._shell.session
        document = gather.document(journal, session, self.incident.id, sheet)
        name = f"{sheet}-{number_words(self.incident)}.pdf".replace("/", "-")
        self._shell.preview(title, partial(make, document), name)
