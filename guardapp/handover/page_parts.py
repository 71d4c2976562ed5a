"""Small parts that the post's pages share: a shift's people, facts in lines, events' colours."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.fields import CheckField, TextField
from guardapp.base.ui.parts import Badge, IconLabel, clear, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.handover.document import EventLine, MemberLine
from guardapp.handover.gather_events import CHECKS, DEFECT, INCIDENT, ROUND
from guardapp.handover.model import Attendance


def event_tone(event: EventLine) -> Tone:
    """Return the colour of an event's kind."""
    if event.kind == INCIDENT:
        return Tone.DANGER
    if event.grave:
        return Tone.WARNING
    return {ROUND: Tone.ACCENT, CHECKS: Tone.INFO, DEFECT: Tone.WARNING}.get(
        event.kind, Tone.NEUTRAL
    )


def outcome(event: EventLine) -> str:
    """Return what became of an event, in one line."""
    return " · ".join(filter(None, (event.result, event.follow, event.remark)))


class Fact(QWidget):
    """A line with an icon, a name and a value."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        self._icon = IconLabel(icon, parent=self)
        self._name = icon
        self._value = label("", "strong", parent=self)
        line.addWidget(self._icon)
        line.addWidget(label(name, "muted", parent=self), 1)
        line.addWidget(self._value)

    def tell(self, value: str, tone: Tone | None = None) -> None:
        """Show a value."""
        self._icon.show_icon(self._name, tone)
        self._value.setText(value)
        self._value.setProperty("tone", tone.value if tone else "")
        look.restyle(self._value)


class MembersView(QWidget):
    """Who is of a shift, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.sizes().m)

    def show_members(self, members: Sequence[MemberLine]) -> None:
        """Show a shift's people."""
        clear(self._lines)
        for one in members:
            self._lines.addWidget(self._member(one))
        if not members:
            words = _("Bảng phân công không có ai trực giờ này.")
            self._lines.addWidget(label(words, "muted", wrap=True, parent=self))

    def _member(self, one: MemberLine) -> QWidget:
        part = QWidget(self)
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.sizes().s)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(one.who.name, "strong", wrap=True, parent=part))
        below = " · ".join(filter(None, (one.post, one.hours, one.note)))
        words.addWidget(label(below, "small", wrap=True, parent=part))
        line.addLayout(words, 1)
        state = (_("Có mặt"), Tone.SUCCESS) if one.present else (_("Vắng"), Tone.WARNING)
        line.addWidget(Badge(*state, part), 0, Qt.AlignmentFlag.AlignTop)
        return part


class MembersEditor(QWidget):
    """Who of a rostered shift came: a tick each, and why somebody did not."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.sizes().l)
        self._grid.setVerticalSpacing(look.sizes().xs)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Attendance, CheckField, TextField]] = []

    def show_members(self, members: Sequence[Attendance], lines: Sequence[MemberLine]) -> None:
        """Show who is expected, with the words for each."""
        clear(self._grid)
        self._rows = []
        for row, (one, words) in enumerate(zip(members, lines, strict=True)):
            tick = CheckField(words.who.name, self)
            tick.set_value(one.present)
            note = TextField(_("Lý do vắng, ai thay"), self)
            note.set_value(one.note)
            note.setAccessibleName(_("Lý do vắng của {name}").format(name=words.who.name))
            note.setVisible(not one.present)
            tick.changed.connect(self._ticked)
            note.changed.connect(self.changed)
            place = " · ".join(filter(None, (words.post, words.hours)))
            self._grid.addWidget(tick, row, 0)
            self._grid.addWidget(label(place, "muted", wrap=True, parent=self), row, 1)
            self._grid.addWidget(note, row, 2)
            self._rows.append((one, tick, note))
        if not members:
            words_ = _("Bảng phân công không có ai trực giờ này. Người ký nhận được ghi vào ca.")
            self._grid.addWidget(label(words_, "muted", wrap=True, parent=self), 0, 0, 1, 3)

    def members(self) -> tuple[Attendance, ...]:
        """Return who came and who did not."""
        return tuple(
            Attendance(
                one.guard,
                tick.value(),
                "" if tick.value() else note.value(),
                one.post,
                one.start_ms,
                one.end_ms,
            )
            for one, tick, note in self._rows
        )

    @Slot()
    def _ticked(self) -> None:
        for _one, tick, note in self._rows:
            note.setVisible(not tick.value())
        self.changed.emit()
