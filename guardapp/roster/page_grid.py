"""The month's grid: a frozen head, frozen names and sums, and cells that keys and mouse edit."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication

from guardapp.base.text import fold
from guardapp.roster.page_grid_view import GridView, Place

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class RosterGrid(GridView):
    """A grid that keys and mouse edit.

    `typed` carries a letter and whether Shift was held, `moved`
    the cell dragged from and to; `stamped` tells that the selection is to be stamped,
    `day_pressed` that a day's numbers in the head were pressed.
    """

    typed = Signal(str, bool)
    cleared = Signal()
    copied = Signal()
    pasted = Signal()
    undone = Signal()
    redone = Signal()
    stamped = Signal()
    left_stamping = Signal()
    opened = Signal()
    moved = Signal(int, int, int, int)
    day_opened = Signal(object)
    day_pressed = Signal(object)
    menu_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep undo and redo for the grid while it has the keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if any(event.matches(key) for key in (keys.Undo, keys.Redo)) or _is_redo(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, extend, edit: arrows, letters, Del, Enter, Esc, copy, paste, undo, redo."""
        keys = QKeySequence.StandardKey
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts = (
            (event.matches(keys.Copy), self.copied),
            (event.matches(keys.Paste), self.pasted),
            (event.matches(keys.Undo), self.undone),
            (event.matches(keys.Redo) or _is_redo(event), self.redone),
            (event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self.cleared),
            (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter), self.opened),
            (event.key() == Qt.Key.Key_Menu, self.menu_asked),
            (event.key() == Qt.Key.Key_Escape and self.stamping, self.left_stamping),
        )
        for fits, signal in acts:
            if fits:
                signal.emit()
                return
        if event.key() in _STEPS or event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._stepped(event.key(), control), extend=shift)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(1, self.verticalScrollBar().pageStep() // self._layout.row - 1)
            by = page if event.key() == Qt.Key.Key_PageDown else -page
            self._go((self.current[0] + by, self.current[1]), extend=shift)
        elif event.key() == Qt.Key.Key_Space and self.stamping:
            self.stamped.emit()
        elif not control and fold(event.text()).strip().isalnum():
            self.typed.emit(fold(event.text()).strip(), shift)
        else:
            super().keyPressEvent(event)

    def _stepped(self, key: int, far: bool) -> Place:
        row, column = self.current
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return row, 0 if key == Qt.Key.Key_Home else len(self.days) - 1
        down, right = _STEPS[Qt.Key(key)]
        by = 10_000 if far else 1
        return row + down * by, column + right * by

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell; with Shift, up to it."""
        point = event.position().toPoint()
        place = self.place_at(point)
        if event.button() == Qt.MouseButton.RightButton and place is not None:
            if place not in self.selected():
                self._go(place, extend=False)
            self.menu_asked.emit()
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            self._press_head(event.button(), point)
            return
        self._pressed = event.position().toPoint()
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._go(place, extend=extend)

    def _press_head(self, which: Qt.MouseButton, point: QPoint) -> None:
        """Tell that the numbers below a day were pressed."""
        column, head = self._column_at(point), self._layout.head
        numbers = head // 2 <= point.y() < head and point.x() >= self._layout.lead
        if which == Qt.MouseButton.LeftButton and numbers and self._is_day(point, column):
            self.day_pressed.emit(self.days[column])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an assignment, or stretch the selection."""
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged is None and far and self._may_drag():
            self._dragged = self.current
            self.viewport().setCursor(Qt.CursorShape.DragMoveCursor)
        place = self.place_at(point)
        if self._dragged is not None:
            self._over = place
            self.viewport().update()
        elif far and place is not None and place != self.current:
            self._go(place, extend=True)

    def _may_drag(self) -> bool:
        assert self.lines is not None
        row, column = self.current
        return (
            self.editable
            and not self.stamping
            and self.current == self._anchor
            and bool(self.lines.assignments(row, self.days[column]))
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged, or stamp what was swept over."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, over = self._dragged, self._over
        self._pressed = self._dragged = self._over = None
        self.viewport().unsetCursor()
        self.viewport().update()
        if dragged is not None:
            if over is not None and over != dragged:
                self._go(over, extend=False)
                self.moved.emit(*dragged, *over)
        elif self.stamping:
            self.stamped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a cell, or a day by its head."""
        point = event.position().toPoint()
        if self.place_at(point) is not None and not self.stamping:
            self.opened.emit()
        elif point.y() < self._layout.head and point.x() >= self._layout.lead:
            column = self._column_at(point)
            if 0 <= column < len(self.days):
                self.day_opened.emit(self.days[column])


def _is_redo(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_Y
