"""What a guard does on the own page with leave and swaps: asks, takes back, answers."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.errors import UserError
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.people import store as people
from guardapp.roster import actions_requests as requests
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import gather_requests
from guardapp.roster.model_requests import OwnDuty, RequestView, SwapAsked
from guardapp.roster.page_own_dialogs import AskLeaveDialog, AskSwapDialog, notes_text


class OwnVerbs(QObject):
    """Asks by the page's dialogs and writes what is answered."""

    def __init__(self, shell: Shell, guard: int, page: QWidget) -> None:
        super().__init__(page)
        self.shell, self.guard, self._page = shell, guard, page
        self._duty: OwnDuty | None = None
        self._answering: RequestView | None = None

    def ask_leave(self, day: date, today: date) -> None:
        """Ask for leave from a day on."""
        dialog = AskLeaveDialog(self.shell, self.guard, day, today, self._leave_asked, self._page)
        self.shell.ask.show(dialog)

    def _leave_asked(self, values: dict[str, Any]) -> None:
        requests.ask_leave(self.shell.journal, self.shell.session, self.guard, **values)
        self.shell.ask.done(_("Đã gửi đề nghị cho đội trưởng."))

    @Slot(object)
    def ask_swap(self, duty: OwnDuty) -> None:
        """Ask whom to give a shift to."""
        self._duty = duty
        (name,) = gather_requests.shift_words(self.shell.journal.tables, [duty.assignment])
        dialog = AskSwapDialog(self.shell, duty.assignment, name, self._swap_asked, self._page)
        self.shell.ask.show(dialog)

    def _swap_asked(self, values: dict[str, Any]) -> None:
        assert self._duty is not None
        offered = self._duty.assignment.id
        swaps.ask_swap(self.shell.journal, self.shell.session, offered, **values)
        names = people.guard_names(self.shell.journal.tables)
        words = _("Đã gửi. {name} sẽ thấy khi mở «Lịch của tôi».")
        self.shell.ask.done(words.format(name=names[values["other"]]))

    @Slot(object)
    def withdraw(self, view: RequestView) -> None:
        """Take an own request back."""
        try:
            requests.withdraw_request(self.shell.journal, self.shell.session, view.request.id)
        except UserError as error:
            self.shell.ask.error(error)

    @Slot(object)
    def ask_agree(self, view: RequestView) -> None:
        """Ask whether to agree to a colleague's swap."""
        self._answering = view
        asked = view.request.asked
        assert isinstance(asked, SwapAsked)
        notes = swaps.swap_notes(
            self.shell.journal,
            asked.offered,
            asked.other,
            asked.wanted,
            reader=self.shell.session.person,
        )
        told = notes_text(notes)[1]
        self.shell.ask.confirm(
            _("Đồng ý với {name}?").format(name=view.who),
            f"{view.about}.\n\n{told}",
            _("Đồng ý"),
            self._agree,
        )

    def _agree(self) -> None:
        self._answer(agrees=True)
        self.shell.ask.done(_("Đã đồng ý. Đội trưởng duyệt xong thì lịch mới đổi."))

    @Slot(object)
    def ask_decline(self, view: RequestView) -> None:
        """Ask whether to decline a colleague's swap."""
        self._answering = view
        self.shell.ask.confirm(
            _("Không nhận ca của {name}?").format(name=view.who),
            f"{view.about}.",
            _("Từ chối"),
            self._decline,
            danger=True,
        )

    def _decline(self) -> None:
        self._answer(agrees=False)

    def _answer(self, *, agrees: bool) -> None:
        assert self._answering is not None
        request = self._answering.request.id
        swaps.answer_swap(self.shell.journal, self.shell.session, request, agrees=agrees)
