"""Counting tools, keys and other things from shift to shift: all there, or what differs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.parts import EmptyState, button, clear, label
from guardapp.base.words import _
from guardapp.handover.model import CONDITION_WORDS, THING_WORDS, Condition, Count, Thing
from guardapp.handover.rules import count_problem, differs

SAME = "same"
DIFFERS = "differs"


class CountRow(QFrame):
    """One thing: all there and fit by one press, else what was given, received and why."""

    changed = Signal()

    def __init__(self, thing: Thing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thing = thing
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.xs)
        upper = QHBoxLayout()
        upper.setSpacing(sizes.m)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(thing.name, "strong", wrap=True, parent=self))
        marks = " · ".join(filter(None, (_(THING_WORDS[thing.kind]), thing.code, thing.serial)))
        words.addWidget(label(marks, "small", parent=self))
        upper.addLayout(words, 1)
        upper.addWidget(label(f"{thing.quantity} {thing.unit}", "muted", parent=self))
        self.state = Segments([(SAME, _("Đủ, tốt")), (DIFFERS, _("Có khác"))], self)
        self.state.setAccessibleName(_("Kiểm đếm {name}").format(name=thing.name))
        upper.addWidget(self.state)
        lines.addLayout(upper)
        lines.addWidget(self._details())
        self._problem = label("", "error", wrap=True, parent=self)
        self._problem.hide()
        lines.addWidget(self._problem)
        self.state.changed.connect(self._chosen)
        for field in (self.given, self.received, self.condition, self.note):
            field.changed.connect(self.changed)

    def _details(self) -> QWidget:
        self._more = QWidget(self)
        line = QHBoxLayout(self._more)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        self.given = NumberField(0, 9_999, parent=self._more)
        self.received = NumberField(0, 9_999, parent=self._more)
        narrow = self.fontMetrics().averageCharWidth() * 7
        for field, words in ((self.given, _("Giao")), (self.received, _("Nhận"))):
            field.setFixedWidth(narrow)
            field.setAccessibleName(words)
            field.set_value(self.thing.quantity)
            line.addWidget(label(words, "muted", parent=self._more))
            line.addWidget(field)
        conditions = [(one, _(word)) for one, word in CONDITION_WORDS.items()]
        self.condition = Choice(conditions, parent=self._more)
        self.condition.setAccessibleName(_("Tình trạng"))
        self.condition.set_value(Condition.GOOD)
        line.addWidget(self.condition)
        self.note = TextField(_("Khác thế nào, vì sao"), self._more)
        line.addWidget(self.note, 1)
        self._more.hide()
        return self._more

    def count(self) -> Count | None:
        """Return what was counted, or None where nobody counted yet."""
        if self.state.value() is None:
            return None
        if self.state.value() == SAME:
            return Count(self.thing.id, self.thing.quantity, self.thing.quantity)
        given, received = self.given.value(), self.received.value()
        return Count(
            self.thing.id,
            -1 if given is None else given,
            -1 if received is None else received,
            self.condition.value() or Condition.GOOD,
            self.note.value(),
        )

    def show_count(self, count: Count) -> None:
        """Show a count."""
        same = not differs(self.thing, count) and count.condition is Condition.GOOD
        self.state.set_value(SAME if same and not count.note else DIFFERS)
        self.given.set_value(max(count.given, 0))
        self.received.set_value(max(count.received, 0))
        self.condition.set_value(count.condition)
        self.note.set_value(count.note)

    def show_problem(self) -> bool:
        """Show what is still wrong with the count; tell whether nothing is."""
        words = count_problem(self.thing, self.count())
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        return not words

    @Slot()
    def _chosen(self) -> None:
        self._more.setVisible(self.state.value() == DIFFERS)
        self._problem.hide()
        self.changed.emit()


class CountsEditor(QWidget):
    """All things that change hands, one below the other."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CountRow] = []
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        self._all = button(_("Còn lại đều đủ, tốt"), self.take_all, "list-checks", self)
        lines.addWidget(self._all)
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.m)
        lines.addLayout(self._list)
        self._empty = EmptyState(
            "package",
            _("Chưa có công cụ, chìa khóa nào trong sổ"),
            _("Đội trưởng thêm ở trang «Công cụ, chìa khóa»."),
            parent=self,
        )
        lines.addWidget(self._empty)

    def show_things(self, things: Sequence[Thing], counts: Sequence[Count]) -> None:
        """Show the things to count, with what was counted before."""
        clear(self._list)
        by_thing = {one.thing: one for one in counts}
        self.rows = []
        for thing in things:
            made = CountRow(thing, self)
            count = by_thing.get(thing.id)
            if count is not None:
                made.show_count(count)
            made.changed.connect(self.changed)
            self._list.addWidget(made)
            self.rows.append(made)
        self._empty.setVisible(not things)
        self._all.setVisible(bool(things))

    def counts(self) -> tuple[Count, ...]:
        """Return what is counted so far."""
        return tuple(count for one in self.rows if (count := one.count()) is not None)

    def left(self) -> int:
        """Return how many things are not counted, or differ without a word."""
        return sum(bool(count_problem(one.thing, one.count())) for one in self.rows)

    def show_problems(self) -> None:
        """Show at each thing what is still wrong."""
        wrong = [one for one in self.rows if not one.show_problem()]
        if wrong:
            wrong[0].state.setFocus()

    @Slot()
    def take_all(self) -> None:
        """Take all that nobody counted yet as there and fit."""
        for one in self.rows:
            if one.state.value() is None:
                one.state.set_value(SAME)
