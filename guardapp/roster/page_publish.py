"""The dialog that publishes a month: what stands against it, and the reason to accept it."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import TextArea
from guardapp.base.ui.form import Form
from guardapp.base.ui.parts import button, ghost_button, label, primary_button
from guardapp.base.words import _
from guardapp.roster.model import Month, month_text
from guardapp.roster.page_findings import NotesList
from guardapp.roster.rules_findings import RULE_WORDS, Note, Severity


class PublishDialog(Dialog):
    """Shows errors, which block, else warnings, which ask for a reason; `then(reason)`.

    `days` are those until the month begins. `emergency_asked` is for what only article 108 allows.
    """

    emergency_asked = Signal()

    def __init__(
        self,
        month: Month,
        notes: Sequence[Note],
        who: str,
        then: Callable[[str], None],
        parent: QWidget | None = None,
        *,
        days: int = 0,
    ) -> None:
        errors = [one for one in notes if one.severity is Severity.ERROR]
        super().__init__(
            _("Công bố lịch trực tháng {month}").format(month=month_text(month)),
            f"{_when(days)} {_opening(len(errors), len(notes))}",
            then,
            parent,
            icon="circle-x" if errors else "calendar-check",
            width=70,
        )
        self.form = Form(parent=self)
        shown = errors or notes
        if shown:
            self.body.addWidget(label(grouped(shown), "strong", wrap=True, parent=self))
            listed = NotesList(self)
            listed.show_notes(shown)
            listed.setMinimumHeight(look.sizes().row * min(6, 2 * len(shown)))
            self.body.addWidget(listed, 1)
        if errors:
            self.add_buttons(
                ghost_button(_("Tình huống khẩn cấp…"), self._ask_emergency, parent=self),
                button(_("Quay lại sửa"), self.reject, parent=self),
                cancel=None,
            )
            return
        if notes:
            reason = self.form.add(
                "reason",
                _("Lý do chấp nhận các cảnh báo"),
                TextArea(lines=2, parent=self),
                required=True,
                help=_("Lý do và tên người công bố ({name}) được lưu lại.").format(name=who),
            )
            self.body.addWidget(self.form)
            reason.setFocus()
        self.add_buttons(
            ghost_button(_("Tình huống khẩn cấp…"), self._ask_emergency, parent=self),
            primary_button(_("Công bố"), self._publish, "calendar-check", self),
        )

    @Slot()
    def _ask_emergency(self) -> None:
        self.emergency_asked.emit()
        self.reject()

    @Slot()
    def _publish(self) -> None:
        if self.form.check():
            self.take(self.form.values().get("reason", ""))


def grouped(notes: Sequence[Note]) -> str:
    """Return how many notes there are of each rule, the most first."""
    counts = Counter(one.rule for one in notes)
    return " · ".join(f"{_(RULE_WORDS[rule])}: {count}" for rule, count in counts.most_common())


def _when(days: int) -> str:
    if days <= 0:
        return _("Bản công bố lần 1, tháng đã bắt đầu.")
    return _("Bản công bố lần 1, trước ngày đầu tháng {n} ngày.").format(n=days)


def _opening(errors: int, notes: int) -> str:
    if errors:
        return _("Lịch còn lỗi nên chưa công bố được. Hãy sửa các lỗi sau.")
    if notes:
        return _(
            "Lịch không có lỗi, còn các cảnh báo dưới đây. "
            "Sau khi công bố, mọi thay đổi phải ghi lý do."
        )
    return _("Lịch không có lỗi và cảnh báo. Sau khi công bố, mọi thay đổi phải ghi lý do.")
