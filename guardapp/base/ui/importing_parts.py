"""What the import page is put together from: the way through, the drop zone, the preview."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import Badge, IconLabel, button, label
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _

WIDEST: Final = 26
Row = tuple[str, ...]


class Steps(QWidget):
    """The way through a task: numbered steps, those done, the present one and those to come."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.s)
        self._marks: list[Badge] = []
        self._words = []
        for number, title in enumerate(titles):
            if number:
                rule = QFrame(self)
                rule.setProperty("part", "rule")
                rule.setFixedSize(sizes.xl, 1)
                line.addWidget(rule)
            mark = Badge(str(number + 1), Tone.NEUTRAL, self)
            words = label(title, "muted", parent=self)
            line.addWidget(mark)
            line.addWidget(words)
            self._marks.append(mark)
            self._words.append(words)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, present: int) -> None:
        """Show where the user is."""
        for number, (mark, words) in enumerate(zip(self._marks, self._words, strict=True)):
            done = number < present
            tone = Tone.SUCCESS if done else Tone.ACCENT if number == present else Tone.NEUTRAL
            mark.show_state("✓" if done else str(number + 1), tone)
            words.setProperty("type", "strong" if number == present else "muted")
            look.restyle(words)


class DropZone(QFrame):
    """Where a file is dropped or chosen."""

    dropped = Signal(object)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        sizes = look.sizes()
        centre = Qt.AlignmentFlag.AlignHCenter
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.xl, sizes.xl, sizes.xl, sizes.xl)
        lines.setSpacing(sizes.s)
        lines.addStretch(1)
        icon = IconLabel("file-spreadsheet", Tone.ACCENT, sizes.xl * 2, self)
        lines.addWidget(icon, 0, centre)
        lines.addSpacing(sizes.s)
        for text, type_ in (
            (_("Kéo tệp Excel hoặc CSV thả vào đây"), "heading"),
            (_("Tệp chỉ được đọc. Chưa có gì được ghi trước khi bấm Nhập ở bước cuối."), "muted"),
        ):
            words = label(text, type_, wrap=True, parent=self)  # type: ignore[arg-type]
            words.setAlignment(centre)
            lines.addWidget(words)
        lines.addSpacing(sizes.s)
        self.choose = button(_("Chọn tệp…"), self.wanted, "folder-open", self)
        lines.addWidget(self.choose, 0, centre)
        lines.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this PC."""
        if dropped_file(event) is not None:
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file on."""
        self._show_over(False)
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge."""
        colours, sizes = look.colours(), look.sizes()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours.accent.fill if self._over else colours.field_border)
        painter.setPen(QPen(edge, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.accent.soft if self._over else colours.surface))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, sizes.radius_card, sizes.radius_card)
        painter.end()

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file that is dragged, or None."""
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None


def labelled(words: str, field: QWidget, parent: QWidget) -> QWidget:
    """Put a name above a field."""
    made = QWidget(parent)
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(look.sizes().xs)
    name = label(words, "label", parent=made)
    name.setBuddy(field)
    field.setAccessibleName(words)
    lines.addWidget(name)
    lines.addWidget(field)
    lines.addStretch(1)
    return made


def preview(titles: Sequence[str], rows: Sequence[Row], parent: QWidget) -> Table[Row]:
    """Make a table that shows rows of texts under titles; their number in the file stands first."""
    columns: list[Column[Row]] = [
        Column(_("Dòng"), partial(_cell, 0), align="right", tone=_quiet, sort=_number)
    ]
    for place, title in enumerate(titles, 1):
        longest = max((len(row[place]) for row in rows), default=0)
        width = min(max(len(title) + 2, longest), WIDEST) + 1
        cell = partial(_cell, place)
        columns.append(Column(title, cell, width=width, tip=cell))
    made: Table[Row] = Table(columns, None, parent)
    made.show_rows(rows)
    return made


def _cell(place: int, one: Row) -> str:
    return " ".join(one[place].split())


def _quiet(one: Row) -> Tone:
    return Tone.NEUTRAL


def _number(one: Row) -> int:
    return int(one[0])
