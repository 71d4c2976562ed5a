"""The fields for kind, place, what was done and who was told."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QVBoxLayout, QWidget

from guardapp.base.clock import MINUTE, Clock
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.words import N_, _, time_text
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.model import (
    AUTHORITY_WORDS,
    MEASURE_WORDS,
    Authority,
    Notice,
    Owner,
)

QUICK: Final = {
    "theft": N_("Trộm cắp"),
    "loss": N_("Mất tài sản"),
    "disorder": N_("Gây rối"),
    "assault": N_("Hành hung"),
    "fire": N_("Cháy, nổ"),
    "other": N_("Việc khác"),
}
OWNERS: Final = {
    Owner.STATE: N_("Nhà nước"),
    Owner.PATIENT: N_("Người bệnh"),
    Owner.VISITOR: N_("Người nhà"),
    Owner.STAFF: N_("Nhân viên"),
    Owner.CONTRACTOR: N_("Đơn vị khác"),
    Owner.UNKNOWN: N_("Chưa rõ"),
}
SUGGESTED: Final = 8


def kind_options() -> list[tuple[str, str]]:
    """Return all kinds, those of a lower level moved in."""
    return [(kind.code, "   " * (kind.level - 1) + kind.words()) for kind in kinds.all_choices()]


class KindField(QWidget):
    """The kind: six in sight, all others and the finer ones in a list; its value is a code."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quick = Segments([(code, _(words)) for code, words in QUICK.items()], self)
        self.every = Choice(kind_options(), _("Loại khác, hoặc rõ hơn…"), self)
        self.every.setMaximumWidth(self.fontMetrics().averageCharWidth() * 50)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().s)
        lines.addWidget(self.quick)
        lines.addWidget(self.every)
        self.setFocusProxy(self.quick)
        self._quiet = False
        self.quick.changed.connect(self._quick_chosen)
        self.every.changed.connect(self._every_chosen)

    def value(self) -> str:
        """Return the code chosen, or the empty text."""
        return self.every.value() or ""

    def set_value(self, value: Any) -> None:
        """Choose a code."""
        self.every.set_value(value or None)

    def problem(self) -> str:
        """Return nothing: a choice can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the code."""
        return self.value()

    def from_draft(self, state: Any) -> None:
        """Choose a code."""
        self.set_value(state)

    @Slot()
    def _quick_chosen(self) -> None:
        if not self._quiet and self.quick.value() is not None:
            self.every.set_value(self.quick.value())

    @Slot()
    def _every_chosen(self) -> None:
        group = self.value().partition(".")[0]
        self._quiet = True
        self.quick.set_value(group if group in QUICK else None)
        self._quiet = False
        self.changed.emit()


class PlaceField(TextField):
    """The place in words, with suggestions from posts and earlier places, marks ignored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Khoa, phòng, tầng, cổng, bãi xe…"), parent)
        self._known: list[tuple[str, str]] = []
        self._shown = QStringListModel(self)
        helper = QCompleter(self._shown, self)
        helper.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        helper.setMaxVisibleItems(SUGGESTED)
        self.setCompleter(helper)
        self.textEdited.connect(self._suggest)

    def set_places(self, places: Sequence[str]) -> None:
        """Suggest these places."""
        self._known = [(fold(place), place) for place in dict.fromkeys(places)]

    def suggestions(self) -> list[str]:
        """Return what is suggested now."""
        return self._shown.stringList()

    @Slot(str)
    def _suggest(self, text: str) -> None:
        words = fold(text).split()
        found = [place for folded, place in self._known if all(word in folded for word in words)]
        self._shown.setStringList(found[:SUGGESTED] if words else [])


class TicksField(QWidget):
    """Ticks in columns, each with its words and a value."""

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[Any, str]], columns: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ticks: dict[Any, QCheckBox] = {}
        self._words = dict(options)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.sizes().l)
        grid.setVerticalSpacing(look.sizes().s)
        for number, (value, words) in enumerate(options):
            tick = QCheckBox(words, self)
            tick.toggled.connect(self._toggled)
            self._ticks[value] = tick
            grid.addWidget(tick, number // columns, number % columns, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(columns, 1)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def value(self) -> Any:
        """Return the ticked values in order."""
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these values and no others."""
        for one, tick in self._ticks.items():
            tick.setChecked(one in (value or ()))

    def problem(self) -> str:
        """Return nothing: ticks can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the ticked values as JSON."""
        return [value.value for value in self._ticks if self._ticks[value].isChecked()]

    def from_draft(self, state: Any) -> None:
        """Tick the values that `to_draft` returned."""
        for value, tick in self._ticks.items():
            tick.setChecked(value.value in state)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self.changed.emit()


def owner_field(parent: QWidget | None = None) -> Segments:
    """Make the buttons for whose property it is."""
    return Segments([(one, _(words)) for one, words in OWNERS.items()], parent)


def measures_field(parent: QWidget | None = None) -> TicksField:
    """Make the ticks for what guards did at once."""
    return TicksField([(one, _(words)) for one, words in MEASURE_WORDS.items()], parent=parent)


class ToldField(TicksField):
    """Ticks for the authorities told; each tick keeps the time at which it was set."""

    def __init__(self, of: Clock, parent: QWidget | None = None) -> None:
        super().__init__([(one, _(words)) for one, words in AUTHORITY_WORDS.items()], 4, parent)
        self._clock = of
        self._at: dict[Authority, int] = {}

    def value(self) -> Any:
        """Return a notice for each authority ticked."""
        ticked = super().value()
        return tuple(Notice(one, self._at[one]) for one in ticked)

    def set_value(self, value: Any) -> None:
        """Tick the authorities of these notices."""
        self._at = {notice.authority: notice.at_ms for notice in value or ()}
        super().set_value(tuple(self._at))

    def to_draft(self) -> Any:
        """Return the authorities with their times."""
        return {one.value: self._at[one] for one in super().value()}

    def from_draft(self, state: Any) -> None:
        """Tick the authorities with their times."""
        self._at = {Authority(name): int(at) for name, at in state.items()}
        super().from_draft(list(state))

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        for one, tick in self._ticks.items():
            if not tick.isChecked():
                self._at.pop(one, None)
                tick.setText(self._words[one])
            else:
                now = self._clock.now_ms() // MINUTE * MINUTE
                at = self._at.setdefault(one, now)
                tick.setText(f"{self._words[one]} · {time_text(at)}")
        self.changed.emit()
