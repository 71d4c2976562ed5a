"""The import page's third step: their words for ours, and choices about the whole import."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from guardapp.base import exchange
from guardapp.base.exchange import ImportField
from guardapp.base.exchange_run import Plan
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import (
    Badge,
    Card,
    IconLabel,
    Inside,
    clear,
    label,
    scrolling,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, ngettext, number_text

MOST: Final = 150
LONGEST: Final = 60


@dataclass(frozen=True)
class _Line:
    """One of their values with the choice of ours."""

    key: str
    theirs: str
    choice: Choice
    state: Badge


class ValuesStep(QWidget):
    """Each different value of theirs, the frequent first, beside ours.

    `changed` carries the values by our keys, `options_changed` the choices by theirs.
    """

    changed = Signal(object)
    options_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        inside = Inside(self)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, look.sizes().s, 0)
        self._lines.setSpacing(look.sizes().m)
        lines.addWidget(scrolling(inside, self))
        self.values: list[_Line] = []
        self.options: dict[str, Segments] = {}
        self._values: dict[str, dict[str, str]] = {}
        self._quiet = False

    def show_plan(self, conn: sqlite3.Connection, plan: Plan) -> None:
        """Show the values and options of a plan."""
        self._quiet = True
        clear(self._lines)
        self.values = []
        self._values = {key: dict(known) for key, known in plan.mapping.values.items()}
        self._lines.addWidget(self._options_card(plan))
        for one in plan.kind.fields:
            if one.chosen and plan.mapping.columns.get(one.key):
                listed = exchange.distinct(plan.sheet, plan.mapping, one.key)
                choices = _choices(conn, plan, one)
                self._lines.addWidget(self._field_card(plan, one, listed, choices))
        self._lines.addStretch(1)
        self._quiet = False

    def unmapped(self) -> int:
        """Return how many of the values shown have none of ours yet."""
        return sum(line.choice.value() is None for line in self.values)

    def _field_card(
        self,
        plan: Plan,
        one: ImportField,
        listed: Sequence[tuple[str, int]],
        choices: Sequence[tuple[str, str]],
    ) -> Card:
        sizes = look.sizes()
        card = Card(_(one.title), self)
        theirs = exchange.JOINED_BY.join(plan.mapping.columns[one.key])
        words = ngettext("{n} giá trị trong cột «{title}»", "{n} values in “{title}”", len(listed))
        said = words.format(n=number_text(len(listed)), title=theirs)
        card.head.addWidget(label(said, "muted", parent=card))
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.m)
        grid.setVerticalSpacing(sizes.s)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(3, 6)
        known = self._values.get(one.key, {})
        first = sorted(listed[:MOST], key=lambda each: each[0] in known)
        for number, (text, count) in enumerate(first):
            grid.addWidget(label(_short(text), wrap=True, parent=card), number, 0)
            times = label(f"× {number_text(count)}", "muted", parent=card)
            grid.addWidget(times, number, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(IconLabel("arrow-right", parent=card), number, 2)
            choice = Choice(choices, _("Chọn giá trị của sổ…"), card)
            choice.setAccessibleName(text)
            choice.set_value(known.get(text))
            choice.changed.connect(self._value_changed)
            grid.addWidget(choice, number, 3)
            state = Badge(parent=card)
            grid.addWidget(state, number, 4)
            line = _Line(one.key, text, choice, state)
            _show_state(line)
            self.values.append(line)
        card.body.addLayout(grid)
        if len(listed) > MOST:
            words = _("Còn {n} giá trị nữa. Có lẽ cột này không phải là cột phân loại.")
            note = label(words.format(n=number_text(len(listed) - MOST)), "muted", parent=card)
            card.body.addWidget(note)
        return card

    def _options_card(self, plan: Plan) -> Card:
        card = Card(_("Cách nhập"), self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.sizes().l)
        grid.setVerticalSpacing(look.sizes().m)
        grid.setColumnStretch(1, 1)
        self.options = {}
        for number, one in enumerate(plan.kind.options):
            choice = Segments([(value, _(words)) for value, words in one.choices], card)
            choice.set_value(plan.options.get(one.key))
            choice.setAccessibleName(_(one.title))
            choice.changed.connect(self._option_changed)
            grid.addWidget(label(_(one.title), "label", parent=card), number, 0)
            grid.addWidget(choice, number, 1)
            self.options[one.key] = choice
        card.body.addLayout(grid)
        return card

    @Slot()
    def _value_changed(self) -> None:
        if self._quiet:
            return
        for line in self.values:
            if line.choice is self.sender():
                self._values.setdefault(line.key, {})[line.theirs] = line.choice.value()
                _show_state(line)
        self.changed.emit(self._values)

    @Slot()
    def _option_changed(self) -> None:
        if not self._quiet:
            self.options_changed.emit({key: one.value() for key, one in self.options.items()})


def _choices(conn: sqlite3.Connection, plan: Plan, one: ImportField) -> list[tuple[str, str]]:
    listed = plan.kind.choices(conn, one.key)
    return listed if one.required else [*listed, ("", _("(để trống)"))]


def _show_state(line: _Line) -> None:
    line.state.show_state(_("Chưa chọn"), Tone.WARNING)
    line.state.setVisible(line.choice.value() is None)


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST else tidy[:LONGEST].rstrip() + "…"
