"""What the planner is asked: which part of the month, which drafts stay, what counts how much."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.ui import look
from guardapp.base.ui.fields import CheckField, NumberField, Segments
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import column, ghost_button, label, primary_button
from guardapp.base.words import _, pgettext
from guardapp.roster.model_planning import Hole, Scope, Settings, Wants

MONTH, SINCE, CELLS = "month", "since", "cells"
LITTLE, USUAL, MUCH = 40, 100, 250
_SECONDS: Final = 60


class PlanningForm(QWidget):
    """Asks for scope and settings; `started` when planning shall begin.

    The button `start` is for whoever shows the form, to stay in sight.
    """

    started = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(parent=self)
        self._cells: frozenset[Hole] = frozenset()
        self._guards: frozenset[int] | None = None
        scope = Segments(
            [(MONTH, _("Cả tháng")), (SINCE, _("Từ ngày")), (CELLS, _("Ô đang chọn"))],
            self,
            per_row=2,
        )
        self.form.add("scope", _("Xếp phần nào"), scope)
        self.form.add("since", _("Xếp từ ngày"), DateField(today, self))
        keep = [(True, _("Giữ, chỉ lấp chỗ trống")), (False, _("Xếp lại ca chưa ghim"))]
        self.form.add("keep", _("Ca nháp đã có"), Segments(keep, self, per_row=1))
        self.form.section(_("Điều gì quan trọng"))
        weights = [(LITTLE, _("Ít")), (USUAL, pgettext("weight", "Vừa")), (MUCH, _("Nhiều"))]
        for name, words in (
            ("fairness", _("Chia đều đêm, cuối tuần, lễ")),
            ("wishes", _("Nguyện vọng của bảo vệ")),
            ("continuity", _("Giữ vị trí quen")),
        ):
            self.form.add(name, words, Segments(weights, self))
        words = _("Cho làm thêm giờ, trong mức luật cho phép")
        self.form.add("overtime", "", CheckField(words, self))
        self.form.add("seconds", _("Chạy tối đa, giây"), NumberField(1, 3600, parent=self))
        help_ = _("Cùng một số thì xếp lại ra cùng một lịch.")
        self.form.add("seed", _("Số khởi đầu"), NumberField(1, 1_000_000, parent=self), help=help_)
        self.form.set_values(
            {"scope": MONTH, "keep": True, "fairness": USUAL, "wishes": USUAL, "continuity": USUAL}
        )
        self.form.set_values({"seconds": _SECONDS, "seed": 1, "since": today})
        self._more = ghost_button(_("Nâng cao"), self._show_more, parent=self)
        self.start = primary_button(_("Bắt đầu xếp"), self._start, "play", self)
        said = _("Lịch chưa đổi gì cho đến khi nhận kết quả. Ca đã công bố và ca ghim được giữ.")
        lines = column(
            self.form,
            self._more,
            label(said, "small", wrap=True, parent=self),
            None,
            spacing=look.sizes().m,
        )
        self.setLayout(lines)
        for name in ("seconds", "seed"):
            self.form.show_field(name, shown=False)
        scope.changed.connect(self._scope_changed)
        self._scope_changed()

    def offer(self, first: date, cells: Sequence[Hole], guards: frozenset[int] | None) -> None:
        """Offer the first date that can be planned, and the cells chosen in the grid."""
        self._cells, self._guards = frozenset(cells), guards
        with QSignalBlocker(self.form):
            self.form.field("since").set_value(first)

    def scope(self, since: date) -> Scope:
        """Return what is to be planned; nothing before `since` is."""
        chosen = self.form.values()
        if chosen["scope"] == SINCE:
            return Scope(max(since, chosen["since"] or since))
        if chosen["scope"] == CELLS:
            return Scope(since, self._cells, self._guards)
        return Scope(since)

    def settings(self) -> Settings:
        """Return how it is to be planned."""
        it = self.form.values()
        wants = Wants(it["fairness"], it["wishes"], it["continuity"])
        return Settings(
            wants,
            seed=it["seed"] or 1,
            seconds=float(it["seconds"] or _SECONDS),
            keep_existing=bool(it["keep"]),
            overtime=it["overtime"],
        )

    @Slot()
    def _scope_changed(self) -> None:
        self.form.show_field("since", self.form.field("scope").value() == SINCE)

    @Slot()
    def _show_more(self) -> None:
        for name in ("seconds", "seed"):
            self.form.show_field(name, shown=True)
        self._more.hide()

    @Slot()
    def _start(self) -> None:
        if not self.form.check():
            return
        if self.form.field("scope").value() == CELLS and not self._cells:
            self.form.show_error("scope", _("Hãy chọn các ô cần xếp trong lịch trước."))
            return
        self.started.emit()
