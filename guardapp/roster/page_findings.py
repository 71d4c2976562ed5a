"""The list of what the rules found, each with its legal basis; a press shows the cell."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, pgettext
from guardapp.roster.rules_findings import RULE_WORDS, Note, Severity

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class NotesModel(QAbstractListModel):
    """Notes, errors first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes: list[Note] = []

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes."""
        self.beginResetModel()
        self.notes = list(notes)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many notes there are."""
        return 0 if parent is not None and parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a note's words, for screen readers, or the note itself."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{note.who}: {note.text}"
        return note if role == Qt.ItemDataRole.UserRole else None


def severity_word(severity: Severity) -> str:
    """Return the word for a severity."""
    if severity is Severity.ERROR:
        return pgettext("severity", "Lỗi")
    return pgettext("severity", "Cảnh báo")


class _Delegate(QStyledItemDelegate):
    """Draws a note: mark, rule, who, the sentence wrapped, the legal basis."""

    def parts(self, note: Note) -> tuple[str, str, str]:
        head = f"{severity_word(note.severity)} · {_(RULE_WORDS[note.rule])}"
        body = f"{note.who}: {note.text}" if note.who else note.text
        return head, body, note.legal_basis

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the height of the wrapped words."""
        view = self.parent()
        assert isinstance(view, QListView)
        width = view.viewport().width()
        boxes = self._boxes(index.data(Qt.ItemDataRole.UserRole), QRect(0, 0, width, 0))
        return QSize(width, boxes[-1].bottom() + look.sizes().s)

    def _boxes(self, note: Note, area: QRect) -> list[QRect]:
        sizes = look.sizes()
        left = area.left() + sizes.m + sizes.s
        width = max(40, area.width() - sizes.m - sizes.s - sizes.m)
        top = area.top() + sizes.s
        boxes = []
        for text in self.parts(note):
            metrics = QFontMetrics(look.font(sizes.small))
            box = metrics.boundingRect(QRect(left, top, width, 1000), int(_WRAP), text or " ")
            box = QRect(left, top, width, box.height() if text else 0)
            boxes.append(box)
            top = box.bottom() + 1
        return boxes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one note."""
        note: Note = index.data(Qt.ItemDataRole.UserRole)
        colours, area = look.colours(), option.rect
        tone = Tone.DANGER if note.severity is Severity.ERROR else Tone.WARNING
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.selection))
        self._draw_mark(painter, area, note.severity, QColor(colours.tones[tone].fill))
        strong = look.font(look.sizes().small)
        strong.setBold(True)
        plain = look.font(look.sizes().small)
        texts = zip(
            self.parts(note),
            (strong, plain, plain),
            (colours.tones[tone].text, colours.text, colours.muted),
            self._boxes(note, area),
            strict=True,
        )
        for text, font, colour, box in texts:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(box, int(_WRAP), text)
        painter.setPen(QColor(colours.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _draw_mark(
        self, painter: QPainter, area: QRect, severity: Severity, colour: QColor
    ) -> None:
        """Draw the edge of a note: whole and wide for an error, in pieces for a warning."""
        width = look.sizes().xs + (2 if severity is Severity.ERROR else 0)
        if severity is Severity.ERROR:
            painter.fillRect(area.left(), area.top() + 4, width, area.height() - 8, colour)
            return
        piece = look.sizes().s
        for top in range(area.top() + 4, area.bottom() - piece, piece + look.sizes().xs):
            painter.fillRect(area.left(), top, width, piece, colour)


class NotesList(QListView):
    """Notes in a list; `chosen` carries the note pressed, `opened` tells of Enter or a double."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = NotesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Lỗi và cảnh báo"))
        self.clicked.connect(self._tell)
        self.activated.connect(self._open)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes, unless they are the same."""
        if list(notes) != self._model.notes:
            place = self.verticalScrollBar().value()
            self._model.show_notes(notes)
            self.verticalScrollBar().setValue(place)

    def notes(self) -> list[Note]:
        """Return the notes shown."""
        return self._model.notes

    def current(self) -> Note | None:
        """Return the note that was chosen last, or None."""
        index = self.currentIndex()
        return self._model.notes[index.row()] if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self._tell(index)
        self.opened.emit()
