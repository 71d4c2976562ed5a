"""The forms in which a guard asks for leave, and offers a shift to a colleague."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import Segments, TextArea
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import Banner, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, ngettext
from guardapp.people import store as people
from guardapp.people.model import LEAVE_WORDS, LeaveKind
from guardapp.roster import actions_requests_swap as swaps
from guardapp.roster import gather_requests, store, store_requests
from guardapp.roster.model import Assignment, State
from guardapp.roster.rules_findings import Note, Severity

Then = Callable[[dict[str, Any]], None]
GIFT, EXCHANGE = "gift", "exchange"
SHIFTS_NAMED = 3


def shifts_text(pattern: str, names: Sequence[str]) -> str:
    """Fill a sentence with how many shifts there are and the first of them by name."""
    more = "…" if len(names) > SHIFTS_NAMED else ""
    shown = ", ".join(names[:SHIFTS_NAMED]) + more
    return pattern.format(n=len(names), shifts=shown).replace("….", "…")


def notes_text(notes: Sequence[Note]) -> tuple[Tone, str]:
    """Return what the rules find about a swap, in words and tone."""
    if not notes:
        return Tone.SUCCESS, _("Đổi ca này không vi phạm quy định nào.")
    errors = [one for one in notes if one.severity is Severity.ERROR]
    told = "\n".join(f"{one.who}: {one.text}" for one in errors or notes)
    if errors:
        return Tone.DANGER, _("Không đổi được:\n{notes}").format(notes=told)
    return Tone.WARNING, _("Cảnh báo, đội trưởng quyết định:\n{notes}").format(notes=told)


class ToldDialog(Dialog):
    """A form with what it would do told below; `tell_effect` does so when shown and changed."""

    def __init__(self, title: str, text: str, then: Any, parent: QWidget, icon: str = "") -> None:
        super().__init__(title, text, then, parent, icon=icon, width=64)
        self.form = Form(parent=self)
        self.told = Banner(Tone.INFO, "", parent=self)
        self.form.changed.connect(self.tell_effect)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the effect when the width is known, so that the dialog is no higher than it."""
        super().showEvent(event)
        self.tell_effect()

    def tell(self, tone: Tone, words: str) -> None:
        """Show an effect, or nothing."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.told.resize(self.form.width(), self.told.height())
        self.told.tell(tone, words)

    @Slot()
    def tell_effect(self) -> None:
        """Tell what would be done."""


class AskLeaveDialog(ToldDialog):
    """Leave with its kind, days and a word; `then(values)`."""

    def __init__(
        self, shell: Shell, guard: int, day: date, today: date, then: Then, parent: QWidget
    ) -> None:
        super().__init__(_("Xin nghỉ"), "", then, parent, "calendar-days")
        self._shell, self._guard = shell, guard
        add = self.form.add
        kinds = [(kind, _(words)) for kind, words in LEAVE_WORDS.items()]
        add("kind", _("Loại nghỉ"), Choice(kinds, parent=self), required=True)
        add("first", _("Từ ngày"), DateField(today, self), required=True)
        add("last", _("Đến hết ngày"), DateField(today, self), required=True, beside=True)
        add("words", _("Lời nhắn cho đội trưởng"), TextArea(lines=2, parent=self))
        self.body.addWidget(self.form)
        self.body.addWidget(self.told)
        self.add_buttons(primary_button(_("Gửi đề nghị"), self._send, "check", self))
        start = max(day, today)
        self.form.set_values({"kind": LeaveKind.ANNUAL, "first": start, "last": start})

    @Slot()
    def tell_effect(self) -> None:
        """Name the published shifts that lie in these days."""
        values, words = self.form.values(), ""
        first, last = values["first"], values["last"]
        if first and last and first <= last:
            conn, now = self._shell.journal.tables, self._shell.journal.clock.now_ms()
            those = store_requests.to_come(conn, self._guard, now, first, last)
            names = gather_requests.shift_words(conn, those)
            if those:
                pattern = ngettext(
                    "Bạn có {n} ca trong những ngày này: {shifts}.",
                    "You have {n} shifts on these days: {shifts}.",
                    len(those),
                )
                words = shifts_text(pattern, names)
        self.tell(Tone.WARNING, words)

    @Slot()
    def _send(self) -> None:
        if self.form.check():
            self.take(self.form.values())


class AskSwapDialog(ToldDialog):
    """Who takes a shift, in exchange for what; `then(values)` with other, wanted and words."""

    def __init__(
        self, shell: Shell, offered: Assignment, name: str, then: Then, parent: QWidget
    ) -> None:
        title = _("Đổi {shift}").format(shift=name)
        words = _("Người ấy đồng ý, rồi đội trưởng duyệt thì lịch mới đổi.")
        super().__init__(title, words, then, parent, "arrow-right-left")
        self._shell, self._offered = shell, offered
        self._checked: tuple[int, int | None] | None = None
        self._notes: list[Note] = []
        add = self.form.add
        add("other", _("Với ai"), Choice(self._colleagues(), parent=self), required=True)
        ways = [(GIFT, _("Nhờ trực thay")), (EXCHANGE, _("Đổi lấy một ca"))]
        add("way", _("Cách đổi"), Segments(ways, self), required=True)
        none = _("Chọn ca muốn nhận…")
        add("wanted", _("Ca muốn nhận"), Choice([], none, self), required=True)
        add("words", _("Lời nhắn"), TextArea(lines=2, parent=self))
        self.body.addWidget(self.form)
        self.body.addWidget(self.told)
        self.add_buttons(primary_button(_("Gửi đề nghị"), self._send, "check", self))
        self.form.set_values({"way": GIFT})
        self.form.field("other").changed.connect(self._offer_theirs)

    def _colleagues(self) -> list[tuple[int, str]]:
        """Return the others by name, with what they do on that day."""
        conn, day = self._shell.journal.tables, self._offered.duty_date
        codes = {one.id: one.code for one in store.shift_types(conn, closed=True)}
        busy = {one.guard: codes.get(one.shift, "?") for one in store.between(conn, day, day)}
        away = {one.guard for one in people.leaves(conn, day, day)}
        found = []
        for one in people.guards(conn):
            if one.id == self._offered.guard:
                continue
            does = _("hôm ấy nghỉ")
            if one.id in away:
                does = _("hôm ấy nghỉ phép")
            elif one.id in busy:
                does = _("hôm ấy ca {shift}").format(shift=busy[one.id])
            found.append((one.id, f"{one.name} · {does}"))
        return found

    @Slot()
    def _offer_theirs(self) -> None:
        """Offer the published shifts to come of whoever is chosen."""
        other = self.form.field("other").value()
        conn, now = self._shell.journal.tables, self._shell.journal.clock.now_ms()
        those = [
            one
            for one in store_requests.to_come(conn, other, now, date.min)
            if one.state is State.PUBLISHED
        ]
        names = gather_requests.shift_words(conn, those)
        offers = [(one.id, words) for one, words in zip(those, names, strict=True)]
        self.form.field("wanted").set_options(offers)

    @Slot()
    def tell_effect(self) -> None:
        """Show what the rules would find."""
        exchange = self.form.field("way").value() == EXCHANGE
        self.form.show_field("wanted", exchange)
        other, wanted = self.form.field("other").value(), self._wanted()
        if other is None or (exchange and wanted is None):
            self.tell(Tone.INFO, "")
            return
        if (other, wanted) != self._checked:
            journal, reader = self._shell.journal, self._shell.session.person
            notes = swaps.swap_notes(journal, self._offered.id, other, wanted, reader=reader)
            self._checked, self._notes = (other, wanted), notes
        self.tell(*notes_text(self._notes))

    def _wanted(self) -> int | None:
        if self.form.field("way").value() != EXCHANGE:
            return None
        found: int | None = self.form.field("wanted").value()
        return found

    @Slot()
    def _send(self) -> None:
        if self.form.check():
            values = self.form.values()
            self.take(
                {"other": values["other"], "wanted": self._wanted(), "words": values["words"]}
            )
