"""The import page's second step: which of their columns is which of our fields."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base import exchange
from guardapp.base.exchange import ColumnMap, ImportField
from guardapp.base.exchange_run import Plan
from guardapp.base.spreadsheet import Spreadsheet
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.importing_parts import preview
from guardapp.base.ui.parts import Card, Inside, clear, label, scrolling
from guardapp.base.words import _

SHOWN: Final = 60
SAMPLES: Final = 3
SAMPLE_LENGTH: Final = 38


class FieldRow(QWidget):
    """One of our fields with the column, or columns, that it is filled from."""

    changed = Signal()

    def __init__(self, field: ImportField, sheet: Spreadsheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._sheet = sheet
        self._quiet = False
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.m)
        words = _(field.title) + (" *" if field.required else "")
        self._title = label(words, "label", wrap=True, parent=self)
        self._title.setFixedWidth(self.fontMetrics().averageCharWidth() * 17)
        self._title.setMinimumHeight(sizes.control)
        line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(sizes.xs)
        line.addLayout(self._lines, 1)
        self._choices: list[Choice] = []
        self._sample = label("", "small", parent=self)
        self._lines.addWidget(self._sample)

    def show_columns(self, titles: Sequence[str]) -> None:
        """Show what the field is filled from."""
        self._quiet = True
        wanted = len(titles) + 1 if self.field.several else 1
        while len(self._choices) > wanted:
            gone = self._choices.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._choices) < wanted:
            self._add_choice()
        for place, choice in enumerate(self._choices):
            choice.set_value(titles[place] if place < len(titles) else "")
        self._show_sample(titles)
        self._quiet = False

    def columns(self) -> tuple[str, ...]:
        """Return the columns chosen."""
        found = (choice.value() for choice in self._choices)
        return tuple(dict.fromkeys(title for title in found if title))

    def _add_choice(self) -> None:
        none = _("— thêm cột —") if self._choices else _("— không nhập —")
        options = [("", none), *((title, title) for title in self._sheet.header)]
        choice = Choice(options, parent=self)
        choice.setAccessibleName(_(self.field.title))
        choice.set_value("")
        choice.changed.connect(self._choice_changed)
        self._lines.insertWidget(len(self._choices), choice)
        self._choices.append(choice)

    def _show_sample(self, titles: Sequence[str]) -> None:
        places = [self._sheet.column(title) for title in titles]
        seen: dict[str, None] = {}
        for row in self._sheet.rows:
            text = exchange.JOINED_BY.join(filter(None, (row[place] for place in places)))
            if text:
                seen[" ".join(text.split())] = None
            if len(seen) == SAMPLES or not places:
                break
        text = " · ".join(seen)
        if len(text) > SAMPLE_LENGTH:
            text = text[:SAMPLE_LENGTH].rstrip() + "…"
        self._sample.setText(text)
        self._sample.setVisible(bool(text))

    @Slot()
    def _choice_changed(self) -> None:
        if not self._quiet:
            self.show_columns(self.columns())
            self.changed.emit()


class ColumnsStep(QWidget):
    """Our fields at the left, at the right some rows as they will be read.

    `changed` carries the columns by our keys.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(sizes.m)
        left = Card(_("Trường của sổ và cột của tệp"), self)
        inside = Inside(left)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, sizes.s, 0)
        self._lines.setSpacing(sizes.s)
        left.body.addWidget(scrolling(inside, left))
        right = Card(_("Vài dòng sẽ được đọc như sau"), self).flush()
        self._table = right.body
        self._right = right
        sides.addWidget(left, 1)
        sides.addWidget(right, 1)
        self.rows: list[FieldRow] = []
        self._plan: Plan | None = None

    def show_plan(self, plan: Plan) -> None:
        """Show the columns of a plan."""
        before = self._plan
        anew = before is None or before.kind is not plan.kind or before.sheet is not plan.sheet
        self._plan = plan
        if anew:
            clear(self._lines)
            self.rows = [FieldRow(one, plan.sheet, self) for one in plan.kind.fields]
            for row in self.rows:
                self._lines.addWidget(row)
                row.changed.connect(self._row_changed)
            self._lines.addStretch(1)
        for row in self.rows:
            row.show_columns(plan.mapping.columns.get(row.field.key, ()))
        self._show_preview(plan)

    def _show_preview(self, plan: Plan) -> None:
        sheet = plan.sheet
        few = replace(sheet, rows=sheet.rows[:SHOWN], numbers=sheet.numbers[:SHOWN])
        shown = [one for one in plan.kind.fields if plan.mapping.columns.get(one.key)]
        plain = ColumnMap(plan.mapping.columns, {}, plan.mapping.order)
        rows = exchange.mapped(few, plain, plan.kind)
        listed = [(str(row.number), *(row.get(one.key) for one in shown)) for row in rows]
        clear(self._table)
        self._table.addWidget(preview([_(one.title) for one in shown], listed, self._right))

    @Slot()
    def _row_changed(self) -> None:
        self.changed.emit({row.field.key: row.columns() for row in self.rows if row.columns()})
