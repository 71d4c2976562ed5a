"""A choice of one from many: a button that opens a list which can be searched."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.fields import draft_of
from guardapp.base.words import _

_SEARCHED_FROM = 8
_SHOWN = 9


class _Popup(QFrame):
    """The list below the button; it has its own search line, which leaves composition alone."""

    picked = Signal(int)

    def __init__(self, options: Sequence[tuple[Any, str]], chosen: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "card")
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.xs, sizes.xs, sizes.xs, sizes.xs)
        lines.setSpacing(sizes.xs)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Tìm, không cần gõ dấu"))
        self.search.setVisible(len(options) >= _SEARCHED_FROM)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, (_value, words) in enumerate(options):
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setSizeHint(QSize(0, sizes.row - sizes.xs))
        self.list.setCurrentRow(max(chosen, 0))
        lines.addWidget(self.search)
        lines.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._pick)
        first = self.search if len(options) >= _SEARCHED_FROM else self.list
        first.installEventFilter(self)
        self.setFocusProxy(first)
        shown = min(len(options), _SHOWN)
        self.list.setFixedHeight(shown * (sizes.row - sizes.xs) + sizes.xs)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and pick from it while the keys go to the search line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._pick(self.list.currentItem())
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        number = self.list.currentRow() + by
        while 0 <= number < self.list.count() and self.list.item(number).isHidden():
            number += by
        if 0 <= number < self.list.count():
            self.list.setCurrentRow(number)

    @Slot(str)
    def _filter(self, text: str) -> None:
        sought = fold(text).split()
        first = -1
        for number in range(self.list.count()):
            item = self.list.item(number)
            words = fold(item.text())
            item.setHidden(not all(part in words for part in sought))
            if first < 0 and not item.isHidden():
                first = number
        self.list.setCurrentRow(first)

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
        self.close()


class Choice(QPushButton):
    """A field for one of many values, each with its words; opened by a press, arrow or letter."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[Any, str]] = (),
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options: list[tuple[Any, str]] = []
        self._chosen = -1
        self._placeholder = placeholder or _("Chọn…")
        self.setProperty("kind", "choice")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.clicked.connect(self._open)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the chosen one stays if it is among them."""
        value = self.value()
        self._options = list(options)
        self._chosen = self._find(value)
        self._show()

    def value(self) -> Any:
        """Return the chosen value, or None."""
        return None if self._chosen < 0 else self._options[self._chosen][0]

    def set_value(self, value: Any) -> None:
        """Choose a value; None or an unknown one chooses nothing."""
        self._choose(self._find(value))

    def problem(self) -> str:
        """Return nothing: a choice can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the chosen value as JSON."""
        return draft_of(self.value())

    def from_draft(self, state: Any) -> None:
        """Choose the value that `to_draft` returned."""
        for number, (value, _words) in enumerate(self._options):
            if draft_of(value) == state:
                self._choose(number)

    def sizeHint(self) -> QSize:
        """Ask for a usual field's width, whatever the longest words are."""
        hint = super().sizeHint()
        widest = max(
            (self.fontMetrics().horizontalAdvance(words) for _value, words in self._options),
            default=0,
        )
        usual = self.fontMetrics().averageCharWidth() * 36
        return QSize(min(widest, usual) + 4 * look.sizes().l, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters; the words are then cut with an ellipsis."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on an arrow or a letter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif plain and event.text().isprintable() and event.text().strip():
            self._open()
            popup = self.findChild(_Popup)
            if popup is not None and popup.search.isVisible():
                popup.search.setText(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its words cut to fit, and an arrow."""
        sizes = look.sizes()
        words = self._words()
        room = self.width() - 2 * sizes.m - sizes.icon - sizes.xs
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        if cut != self.text():
            self.setText(cut)
        super().paintEvent(event)
        painter = QPainter(self)
        edge = sizes.icon
        area = self.rect().adjusted(self.width() - edge - sizes.s, 0, -sizes.s, 0)
        area.setTop((self.height() - edge) // 2)
        area.setHeight(edge)
        look.paint_icon(painter, "chevron-down", area.toRectF(), look.colours().muted)
        painter.end()

    def _words(self) -> str:
        return self._placeholder if self._chosen < 0 else self._options[self._chosen][1]

    def _find(self, value: Any) -> int:
        if value is None:
            return next((i for i, (one, _w) in enumerate(self._options) if one is None), -1)
        return next((i for i, (one, _w) in enumerate(self._options) if one == value), -1)

    def _show(self) -> None:
        self.setText(self._words())
        self.setToolTip(self._words() if self._chosen >= 0 else "")
        self.updateGeometry()

    @Slot(int)
    def _choose(self, number: int) -> None:
        if number != self._chosen:
            self._chosen = number
            self._show()
            self.changed.emit()

    @Slot()
    def _open(self) -> None:
        popup = _Popup(self._options, self._chosen, self)
        popup.picked.connect(self._choose)
        popup.setMinimumWidth(self.width())
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.setFocus()
