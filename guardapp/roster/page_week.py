"""The dialog that repeats one week of the month in other weeks."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import primary_button
from guardapp.base.words import _, ngettext
from guardapp.roster import editing_spread
from guardapp.roster.board import Board
from guardapp.roster.model import WEEK_DAYS
from guardapp.roster.page_desk import Desk
from guardapp.roster.rules_findings import short_date


class WeekDialog(Dialog):
    """Asks which week is repeated where, and writes that as one act."""

    def __init__(
        self, desk: Desk, guards: Sequence[int], today: date, parent: QWidget | None = None
    ) -> None:
        people = ngettext(
            "Chép ca của {n} bảo vệ đang hiện trong lịch, giữ vị trí và ca.",
            "Chép ca của {n} bảo vệ đang hiện trong lịch, giữ vị trí và ca.",
            len(guards),
        ).format(n=len(guards))
        super().__init__(_("Chép tuần"), people, None, parent, icon="copy")
        self._desk, self._guards = desk, guards
        weeks = editing_spread.weeks(desk.month.days)
        source = Choice([(one, _named(one)) for one in weeks], parent=self)
        self.form = Form(parent=self)
        self.form.add("source", _("Chép tuần"), source)
        self._targets = {one: f"to{number}" for number, one in enumerate(weeks)}
        for number, (monday, name) in enumerate(self._targets.items()):
            words = _("Chép đến") if number == 0 else ""
            self.form.add(name, words, CheckField(_named(monday), self))
        keep = CheckField(_("Chỉ điền ô trống, giữ ca đã có"), self)
        self.form.add("only_empty", "", keep)
        self.body.addWidget(self.form)
        last = max((one for one in weeks if one <= today), default=weeks[0])
        source.set_value(last if last in weeks else weeks[0])
        following = last + timedelta(days=WEEK_DAYS)
        if following in self._targets:
            self.form.field(self._targets[following]).set_value(True)
        self.add_buttons(primary_button(_("Chép tuần"), self._copy, "copy", self))

    @Slot()
    def _copy(self) -> None:
        values = self.form.values()
        targets = [monday for monday, name in self._targets.items() if values[name]]
        if not [one for one in targets if one != values["source"]]:
            self.show_error(_("Hãy chọn ít nhất một tuần khác để chép đến."))
            return
        board = self._desk.board
        assert isinstance(board, Board)
        made = editing_spread.copy_week(
            board, self._guards, values["source"], targets, only_empty=values["only_empty"]
        )
        if not made.act:
            self.show_error(" ".join((_("Không có ca nào để chép."), made.words())).strip())
            return
        self._desk.spread(made)
        self.take()


def _named(monday: date) -> str:
    sunday = monday + timedelta(days=WEEK_DAYS - 1)
    return _("Tuần {first} đến {last}").format(first=short_date(monday), last=short_date(sunday))
