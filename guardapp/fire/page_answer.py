"""What is typed for a check that failed, could not be made or is put right, in its place."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.words import N_, _
from guardapp.fire.defect import Defect, Fault, Owner
from guardapp.fire.model import Result, Target

_OUTSIDE: Final = "outside"
_OTHER: Final = "other"
REASONS: Final = (
    ("locked", N_("Bị khóa")),
    ("busy", N_("Đang có vụ việc")),
    ("unreachable", N_("Không đến được")),
    (_OTHER, N_("Lý do khác")),
)


class OwnerField(QWidget):
    """Who is to mend: a guard from the list, or a department or person named in words."""

    changed = Signal()

    def __init__(self, guards: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options: list[tuple[Any, str]] = [(_OUTSIDE, _("Phòng ban, đơn vị khác…"))]
        options += guards
        self.person = Choice(options, _("Chưa giao cho ai"), self)
        self.text = TextField(_("Tên phòng ban, đơn vị hoặc người"), self)
        self.text.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        line.addWidget(self.person, 1)
        line.addWidget(self.text, 1)
        self.setFocusProxy(self.person)
        self.person.changed.connect(self._chosen)
        self.text.changed.connect(self.changed)

    def value(self) -> Owner:
        """Return who is named."""
        chosen = self.person.value()
        if chosen == _OUTSIDE:
            return Owner(text=self.text.value())
        return Owner(chosen)

    def set_value(self, value: Owner | None) -> None:
        """Show an owner, or nobody for None."""
        owner = value or Owner()
        self.text.set_value(owner.text)
        self.person.set_value(_OUTSIDE if owner.text else owner.person)

    def problem(self) -> str:
        """Say when a department is meant and not named."""
        if self.person.value() == _OUTSIDE and not self.text.value():
            return _("Cần ghi tên phòng ban, đơn vị hoặc người.")
        return ""

    def to_draft(self) -> Any:
        """Return both as they stand."""
        return [self.person.value(), self.text.text()]

    def from_draft(self, state: Any) -> None:
        """Show both."""
        self.text.setText(str(state[1]))
        self.person.set_value(state[0])

    @Slot()
    def _chosen(self) -> None:
        self.text.setVisible(self.person.value() == _OUTSIDE)
        if self.person.value() == _OUTSIDE and self.isVisible():
            self.text.setFocus()
        self.changed.emit()


def draft_name(target: Target, result: Result) -> str:
    """Return under which name what is typed for a check is kept."""
    return f"fire.check.{target.key}.{result.value}"


class Answer(Form):
    """What is asked for with a result, besides the result itself."""

    def __init__(self, local: Local, target: Target, result: Result, parent: QWidget) -> None:
        super().__init__(local, draft_name(target, result), parent)
        self.result = result

    def note(self) -> str:
        """Return the words for the check."""
        return str(self.values()["note"])

    def fault(self) -> Fault | None:
        """Return how a failure is to be mended, or None where nothing is said about it."""
        return None

    def known(self) -> int | None:
        """Return the open defect that was seen again, or None for a new one."""
        return None

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self.field("note").setFocus()


class FailAnswer(Answer):
    """What is not fit, what was done about it at once, who mends it until when."""

    def __init__(
        self,
        local: Local,
        target: Target,
        guards: Sequence[tuple[int, str]],
        today: date,
        due: date,
        open_defects: Sequence[Defect],
        parent: QWidget,
    ) -> None:
        super().__init__(local, target, Result.FAIL, parent)
        self._known = None
        if open_defects:
            options: list[tuple[Any, str]] = [(one.id, one.note) for one in open_defects]
            options.append((0, _("Tồn tại mới")))
            self._known = Segments(options, per_row=1)
            self._known.set_value(open_defects[0].id)
            self.add("known", _("Tồn tại nào?"), self._known)
            self._known.changed.connect(self._show_plan)
        self.add("note", _("Chỗ không đạt"), TextField(), required=True)
        self.add("temporary", _("Biện pháp tạm thời"), TextField(_("Đã làm gì ngay lúc đó")))
        self.add("owner", _("Giao cho"), OwnerField(guards))
        until = DateField(today)
        until.set_value(due)
        self.add("due", _("Hạn khắc phục"), until, required=True, beside=True)
        self._show_plan()

    def fault(self) -> Fault | None:
        """Return how it is to be mended."""
        values = self.values()
        return Fault(values["temporary"], values["owner"], values["due"])

    def known(self) -> int | None:
        """Return the open defect that was seen again, or None for a new one."""
        return (self._known.value() or None) if self._known else None

    @Slot()
    def _show_plan(self) -> None:
        for name in ("temporary", "owner", "due"):
            self.show_field(name, not self.known())


class NotPossibleAnswer(Answer):
    """Why a check could not be made."""

    def __init__(self, local: Local, target: Target, parent: QWidget) -> None:
        super().__init__(local, target, Result.NOT_POSSIBLE, parent)
        reasons = [(code, _(words)) for code, words in REASONS]
        self.add("reason", _("Lý do"), Segments(reasons, per_row=2), required=True)
        self.add("note", _("Ghi rõ"), TextField(_("Ví dụ: chưa tìm được người giữ chìa khóa")))

    def check(self) -> bool:
        """Show what is missing; another reason needs words."""
        if not super().check():
            return False
        values = self.values()
        if values["reason"] == _OTHER and not values["note"]:
            self.show_error("note", _("Cần ghi lý do không kiểm tra được."))
            return False
        return True

    def note(self) -> str:
        """Return the reason and what was added to it."""
        values = self.values()
        words = dict(REASONS)[values["reason"]]
        if values["reason"] == _OTHER:
            return str(values["note"])
        return f"{_(words)}: {values['note']}" if values["note"] else _(words)

    def begin(self) -> None:
        """Put the cursor on the reasons."""
        self.field("reason").setFocus()


class CorrectionAnswer(Answer):
    """Why a result that was entered is put right as passed."""

    def __init__(self, local: Local, target: Target, parent: QWidget) -> None:
        super().__init__(local, target, Result.PASS, parent)
        self.add("note", _("Lý do sửa"), TextField(_("Ví dụ: bấm nhầm dòng")), required=True)
