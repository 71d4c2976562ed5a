"""Deciding on what is open: closed here where that is possible, or carried on, each with words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.matters import Matter, Severity
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments, TextField
from guardapp.base.ui.parts import EmptyState, IconLabel, button, clear, icon_button, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text, duration_text, ngettext
from guardapp.handover.model import Decision

TONES: Final = {
    Severity.CRITICAL: Tone.DANGER,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.INFO,
}
ICONS: Final = {
    Severity.CRITICAL: "circle-alert",
    Severity.WARNING: "triangle-alert",
    Severity.INFO: "info",
}
Carried = tuple[int, str]


def age_text(since: int, now: int) -> str:
    """Return how long something has been open."""
    past = max(0, now - since)
    if past >= 2 * DAY:
        return _("{n} ngày").format(n=past // DAY)
    minutes = past // MINUTE
    return duration_text(minutes - minutes % 60 if past >= 10 * HOUR else minutes)


class MatterRow(QFrame):
    """One open matter and what is done with it; `opened` asks for the page that deals with it."""

    changed = Signal()
    opened = Signal(object)

    def __init__(
        self,
        matter: Matter,
        carried: Carried,
        now: int,
        parent: QWidget | None = None,
        *,
        closable: bool,
    ) -> None:
        super().__init__(parent)
        self.matter = matter
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.m)
        sign = IconLabel(ICONS[matter.severity], TONES[matter.severity], parent=self)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(sizes.xs)
        words.addWidget(label(matter.title, "strong", wrap=True, parent=self))
        words.addWidget(label(self._below(carried, now), "small", wrap=True, parent=self))
        self.note = TextField(_("Ghi chú cho ca sau"), self)
        self.note.setAccessibleName(_("Ghi chú: {matter}").format(matter=matter.title))
        words.addWidget(self.note)
        line.addLayout(words, 1)
        options = [(False, _("Chuyển tiếp"))]
        if closable:
            options.append((True, _("Đã xong")))
        self.choice = Segments(options, self)
        self.choice.setAccessibleName(matter.title)
        line.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        if not closable:
            go = icon_button("external-link", _("Mở để xử lý"), self._go, self)
            line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        self.choice.changed.connect(self._chosen)
        self.note.changed.connect(self._noted)

    def decision(self) -> Decision | None:
        """Return what is decided, or None while something is missing."""
        if self.choice.value() is None or not self.note.value():
            return None
        return Decision(self.matter.kind, self.matter.thing, self.choice.value(), self.note.value())

    def draft(self) -> Decision | None:
        """Return what is chosen so far, perhaps without words."""
        if self.choice.value() is None:
            return None
        return Decision(self.matter.kind, self.matter.thing, self.choice.value(), self.note.value())

    def show_decision(self, decision: Decision) -> None:
        """Show what was decided."""
        self.choice.set_value(decision.closed)
        self.note.set_value(decision.note)

    def carry(self, note: str) -> None:
        """Carry the matter on, with its own words or `note`."""
        self.note.set_value(self.note.value() or note)
        self.choice.set_value(False)

    def _below(self, carried: Carried, now: int) -> str:
        times, note = carried
        parts = [
            self.matter.place,
            _("từ {time} ({age})").format(
                time=datetime_text(self.matter.since), age=age_text(self.matter.since, now)
            ),
        ]
        if self.matter.due is not None:
            parts.append(_("hạn {time}").format(time=datetime_text(self.matter.due)))
        if times:
            parts.append(
                ngettext("đã chuyển {n} lần: {note}", "carried {n} times: {note}", times).format(
                    n=times, note=note
                )
            )
        return " · ".join(filter(None, parts))

    @Slot()
    def _noted(self) -> None:
        """Take a note without a choice as carrying the matter on."""
        if self.choice.value() is None and self.note.value():
            self.choice.set_value(False)
        self.changed.emit()

    @Slot()
    def _go(self) -> None:
        self.opened.emit(self.matter)

    @Slot()
    def _chosen(self) -> None:
        done = self.choice.value() is True
        self.note.setPlaceholderText(_("Đã làm gì, kết quả") if done else _("Ghi chú cho ca sau"))
        self.changed.emit()


class MattersEditor(QWidget):
    """All open matters, the most pressing first."""

    changed = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MatterRow] = []
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        self._all = button(_("Chuyển tiếp các việc còn lại"), self.carry_all, "arrow-right", self)
        lines.addWidget(self._all)
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.l)
        lines.addLayout(self._list)
        self._empty = EmptyState(
            "circle-check",
            _("Không có việc tồn"),
            _("Ca sau nhận một ca trực gọn gàng."),
            parent=self,
        )
        lines.addWidget(self._empty)

    def show_matters(
        self,
        matters: Sequence[Matter],
        carried: Mapping[tuple[str, int], Carried],
        decisions: Sequence[Decision],
        closable: Collection[str],
        now: int,
    ) -> None:
        """Show what is open, with what was decided before."""
        clear(self._list)
        before = {(one.kind, one.thing): one for one in decisions}
        self.rows = []
        for matter in matters:
            key = matter.kind, matter.thing
            made = MatterRow(
                matter, carried.get(key, (0, "")), now, self, closable=matter.kind in closable
            )
            if key in before:
                made.show_decision(before[key])
            made.changed.connect(self.changed)
            made.opened.connect(self.opened)
            self._list.addWidget(made)
            self.rows.append(made)
        self._empty.setVisible(not matters)
        self._all.setVisible(bool(matters))

    def decisions(self) -> tuple[Decision, ...]:
        """Return what is chosen so far, also where the words are still missing."""
        return tuple(one for row in self.rows if (one := row.draft()) is not None)

    def left(self) -> int:
        """Return how many matters still want a decision or its words."""
        return sum(row.decision() is None for row in self.rows)

    def show_problems(self) -> None:
        """Go to the first matter that still wants something."""
        for row in self.rows:
            if row.decision() is None:
                (row.note if row.choice.value() is not None else row.choice).setFocus()
                return

    @Slot()
    def carry_all(self) -> None:
        """Carry on whatever is not decided yet."""
        for row in self.rows:
            if row.decision() is None and row.choice.value() is not True:
                row.carry(_("Ca sau theo dõi tiếp"))
