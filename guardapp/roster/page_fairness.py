"""The dialog that shows how evenly the burdens lie on the guards, over one month or more."""

from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import Inside, button, column, label, row, scrolling
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _
from guardapp.roster import fairness, fairness_reading
from guardapp.roster.fairness import MEASURE_WORDS, Measure, Share
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_fairness_chart import FairnessChart

MOST, NAME = "most", "name"
SPANS: Final = (1, 3, 12)
_HEIGHT: Final = 5


class FairnessDialog(Dialog):
    """Compares the guards by a measure, in a picture and in words."""

    def __init__(self, shell: Shell, desk: Desk, parent: QWidget | None = None) -> None:
        text = _(
            "Đếm mọi ca đã xếp, cả bản nháp. Đường đứt là mức thường gặp (trung vị); "
            "người đã nghỉ việc không tính vào so sánh."
        )
        super().__init__(_("Công bằng"), text, None, parent, icon="users", width=92)
        self._shell, self._month = shell, desk.month
        words = {1: _("Tháng này"), 3: _("3 tháng"), 12: _("12 tháng")}
        self.span = Segments([(one, words[one]) for one in SPANS], self)
        self.span.set_value(1)
        self.measure = Segments([(one, _(MEASURE_WORDS[one])) for one in Measure], self)
        self.measure.set_value(Measure.NIGHTS)
        self.order = Segments([(MOST, _("Nhiều nhất trước")), (NAME, _("Theo tên"))], self)
        self.order.set_value(MOST)
        self.chart = FairnessChart(self)
        self._words = label("", wrap=True, parent=self)
        self._dates = label("", "small", parent=self)
        self.shares: list[Share] = []
        self.body.addLayout(row(self.span, self.order, None))
        self.body.addWidget(self.measure)
        self.body.addWidget(self._words)
        self.body.addWidget(self._scrolled(), 1)
        self.body.addWidget(self._dates)
        for choice in (self.measure, self.order):
            choice.changed.connect(self._show)
        self.span.changed.connect(self._read)
        self._read()
        self.add_buttons(
            button(_("In"), self._print, "printer", self),
            button(_("Đóng"), self.reject, parent=self),
            cancel=None,
        )

    def _scrolled(self) -> QScrollArea:
        inside = Inside(self)
        inside.setLayout(column(self.chart, None))
        area = scrolling(inside, self)
        area.setMinimumHeight(look.sizes().row * _HEIGHT)
        return area

    @Slot()
    def _read(self) -> None:
        months = self.span.value()
        self.shares = fairness_reading.shares(self._shell.journal.tables, self._month, months)
        self._dates.setText(fairness.span_text(self._month, months))
        self._show()

    @Slot()
    def _show(self) -> None:
        measure: Measure = self.measure.value()
        active = [one for one in self.shares if one.active]
        if self.order.value() == MOST:
            active.sort(key=lambda one: -fairness.value(one, measure))
        spread = fairness.spread(active, measure)
        self._words.setText(fairness.spread_words(spread, measure) if spread else "")
        rows = [(one.name, fairness.value(one, measure)) for one in active]
        self.chart.show_rows(rows, spread.typical if spread else 0)

    @Slot()
    def _print(self) -> None:
        from guardapp.roster.sheet_fairness import fairness_pdf

        journal, months = self._shell.journal, self.span.value()
        document = fairness_reading.document(
            journal.tables,
            self._month,
            months,
            journal.clock.now_ms(),
            preparer=self._shell.session.name,
        )
        name = f"cong-bang-{self._month}-{months}.pdf"
        self._shell.preview(_("Công bằng"), partial(fairness_pdf, document), name)
